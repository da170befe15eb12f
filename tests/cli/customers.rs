//! One customer: showing, logging, tagging, trash, undo.

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

fn shop() -> Dir {
    Dir::with_customers(&[
        json!({ "name": "王记五金店", "contact": "王强", "points": [{ "kind": "phone", "value": "138 0000 1234" }], "tags": ["重点"] }),
        json!({ "name": "李娜" }),
        json!({ "name": "李娜", "points": [{ "kind": "phone", "value": "+44 7700 900123" }] }),
        json!({ "name": "Ada L." }),
    ])
}

#[test]
fn a_customer_is_meant_by_id_uid_or_exact_name() {
    let dir = shop();
    let shown = dir.json(&["show", BOOK, "王记五金店"]);
    for text in ["1", &format!("uid:{}", shown["uid"].as_str().unwrap()), " 王记五金店 "] {
        assert_eq!(dir.json(&["show", BOOK, text])["id"], 1, "{text}");
    }
    dir.fails(&["show", BOOK, "王记"], "not_found");
    dir.fails(&["show", BOOK, "uid:nothing"], "not_found");
    dir.fails(&["show", BOOK, "99"], "not_found");
}

#[test]
fn a_card_has_all_that_is_theirs() {
    let dir = shop();
    dir.json(&["log", BOOK, "1", "送 5 箱螺丝", "--next", "2199-12-31"]);
    let card = dir.json(&["show", BOOK, "1"]);
    for key in ["contact_points", "contacts", "tags", "fields", "timeline"] {
        assert!(card[key].is_array(), "{key}: {card}");
    }
    assert_eq!(card["contact_points"][0]["value"], "+8613800001234");
    assert_eq!(card["contact_points"][0]["raw"], "138 0000 1234", "the text that was written is kept");
    assert_eq!(card["contacts"][0]["name"], "王强");
    assert_eq!(card["next_followup_on"], "2199-12-31");
    let visit = card["timeline"].as_array().unwrap().iter().find(|entry| entry["kind"] == "visit").unwrap();
    assert_eq!((&visit["text"], &visit["on"]), (&json!("送 5 箱螺丝"), &card["last_visit_on"]));
    let text = dir.run(&["show", BOOK, "1"]).stdout;
    for part in ["王记五金店", "公司", "王强", "+8613800001234", "重点", "送 5 箱螺丝"] {
        assert!(text.contains(part), "{part} is told: {text}");
    }
}

#[test]
fn two_customers_of_one_name_are_told_apart_by_the_user() {
    let dir = shop();
    let before = dir.dump_hash();
    for args in [vec!["show", BOOK, "李娜"], vec!["log", BOOK, "李娜", "来电"], vec!["trash", BOOK, "李娜"]] {
        let run = dir.run_json(&args);
        let error = run.error();
        assert_eq!((run.code, &error["code"]), (3, &json!("ambiguous")), "{args:?}");
        let ids: Vec<&Value> = error["candidates"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, [2, 3]);
        assert_eq!(error["candidates"][1]["phones"], json!(["+447700900123"]));
    }
    assert_eq!(dir.dump_hash(), before, "nobody got the other's note");
    let text = dir.run(&["show", BOOK, "李娜"]);
    assert_eq!((text.code, text.stdout.as_str()), (3, ""));
    assert!(text.stderr.contains("+447700900123"), "{}", text.stderr);
}

#[test]
fn a_visit_is_logged_with_day_time_kind_and_next_day() {
    let dir = shop();
    dir.json(&["log", BOOK, "4", "First call", "--on", "2026-01-05", "--next", "2026-01-09"]);
    let logged =
        dir.json(&["log", BOOK, "4", "He called back", "--kind", "phone", "--on", "2026-01-09", "--at", "15:30"]);
    assert_eq!(logged["closed"], 1, "what was due by that day is done with it");
    assert_eq!(logged["followup_id"], Value::Null);
    let card = dir.json(&["show", BOOK, "Ada L."]);
    assert_eq!((&card["last_visit_on"], &card["next_followup_on"]), (&json!("2026-01-09"), &Value::Null));
    let visits: Vec<&Value> =
        card["timeline"].as_array().unwrap().iter().filter(|entry| entry["kind"] == "visit").collect();
    assert_eq!(visits[0]["visit_kind"], "phone");
    assert_eq!(visits[0]["at"], 1_767_943_800_000_i64, "15:30 in Shanghai");
    assert_eq!(visits[1]["at"], Value::Null, "a day alone has no time");
}

#[test]
fn the_next_day_may_be_counted_from_today() {
    let dir = shop();
    let day = |next: &str| {
        dir.json(&["log", BOOK, "4", "来电", "--on", "today", "--next", next]);
        dir.json(&["show", BOOK, "4"])["next_followup_on"].as_str().unwrap().to_owned()
    };
    let (week, tomorrow) = (day("+7"), day("tomorrow"));
    assert!(tomorrow < week, "{tomorrow} comes before {week}");
    let row = dir.json(&["list", BOOK, "--where", r#"{"next_followup":{"from":{"today":1},"to":{"today":1}}}"#]);
    assert_eq!(row[0]["next_followup_on"], *tomorrow, "tomorrow is the same day for lists");
    dir.fails(&["log", BOOK, "4", "来电", "--next", "+many"], "invalid");
}

#[test]
fn tags_are_given_and_taken_off() {
    let dir = shop();
    let row = dir.json(&["tag", BOOK, "王记五金店", "批发", "重点", "--remove", "没有的"]);
    assert_eq!(row["tags"], json!(["重点", "批发"]));
    assert_eq!(dir.json(&["tag", BOOK, "1", "--remove", "重点"])["tags"], json!(["批发"]));
}

#[test]
fn a_customer_goes_to_the_trash_and_comes_back() {
    let dir = shop();
    let before = dir.json(&["check", BOOK])["content_hash"].clone();
    assert_eq!(dir.json(&["trash", BOOK, "Ada L."])["id"], 4);
    dir.fails(&["show", BOOK, "Ada L."], "not_found");
    dir.fails(&["trash", BOOK, "Ada L."], "not_found");
    dir.fails(&["untrash", BOOK, "1"], "not_found");
    assert_eq!(dir.json(&["untrash", BOOK, "Ada L."])["name"], "Ada L.");
    assert_eq!(dir.json(&["check", BOOK])["content_hash"], before);
}

#[test]
fn steps_are_undone_and_redone_and_listed() {
    let dir = shop();
    let before = dir.dump_hash();
    dir.json(&["log", BOOK, "1", "送 5 箱螺丝"]);
    let after = dir.dump_hash();
    let undone = dir.json(&["undo", BOOK]);
    assert_eq!((&undone["verb"], &undone["state"]), (&json!("visit.log"), &json!("undone")));
    assert_eq!(dir.dump_hash(), before);
    dir.json(&["redo", BOOK]);
    assert_eq!(dir.dump_hash(), after);
    dir.fails(&["redo", BOOK], "nothing_to_redo");
    let history = dir.json(&["history", BOOK, "王记五金店"]);
    let verbs: Vec<&str> = history.as_array().unwrap().iter().map(|change| change["verb"].as_str().unwrap()).collect();
    assert_eq!(verbs, ["visit.log", "customer.create"], "only what touched this customer, newest first");
    assert_eq!(dir.json(&["history", BOOK, "--limit", "2"]).as_array().map(Vec::len), Some(2));
    let chinese = dir.run(&["history", BOOK]).stdout;
    let english = dir.run(&["history", BOOK, "--lang", "en"]).stdout;
    assert!(
        chinese.contains("记 王记五金店 的拜访") && english.contains("Log a visit of 王记五金店"),
        "{chinese}{english}"
    );
    for _ in 0..5 {
        dir.json(&["undo", BOOK]);
    }
    dir.fails(&["undo", BOOK], "nothing_to_undo");
}

const NOW: &str = "2026-11-20T10:00:00+08:00";

#[test]
fn one_line_is_read_as_its_parts() {
    let dir = shop();
    let before = dir.dump_hash();
    let line = "昨天拜访王记五金 谈了水泵,想要20台 下周三下午3点带样品再去 #大单";
    let parts = dir.json(&["parse", BOOK, line, "--now", NOW]);
    assert_eq!((&parts["customer"]["state"], &parts["customer"]["id"]), (&json!("found"), &json!(1)));
    assert_eq!((&parts["when"]["on"], &parts["summary"]), (&json!("2026-11-19"), &json!("谈了水泵,想要20台")));
    assert_eq!((&parts["next"]["on"], &parts["next"]["time"]), (&json!("2026-11-25"), &json!("15:00")));
    assert_eq!(dir.dump_hash(), before, "reading a line writes nothing");
    let given = dir.json(&["parse", BOOK, "下周三再去", "--now", NOW, "--customer", "Ada L."]);
    assert_eq!(given["customer"]["state"], "given");
    let run = dir.run_json(&["parse", BOOK, "拜访李娜 谈了水泵", "--now", NOW]);
    assert_eq!((run.code, &run.json()["customer"]["state"]), (3, &json!("ambiguous")));
}

#[test]
fn one_line_is_saved_with_its_next_step() {
    let dir = shop();
    let before = dir.dump_hash();
    let line = "昨天拜访王记五金 谈了水泵 下周三下午3点带样品再去";
    let logged = dir.json(&["log", BOOK, "-", line, "--now", NOW]);
    assert_eq!((&logged["customer_id"], &logged["next_on"]), (&json!(1), &json!("2026-11-25")));
    let card = dir.json(&["show", BOOK, "1"]);
    assert_eq!((&card["last_visit_on"], &card["next_followup_on"]), (&json!("2026-11-19"), &json!("2026-11-25")));
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.dump_hash(), before, "visit and next step are one step");
}

#[test]
fn a_line_that_cannot_be_saved_as_it_stands_says_why() {
    let dir = shop();
    let before = dir.dump_hash();
    let run = dir.run_json(&["log", BOOK, "-", "拜访李娜 谈了水泵", "--now", NOW]);
    assert_eq!((run.code, run.error()["candidates"].as_array().unwrap().len()), (3, 2));
    dir.fails(&["log", BOOK, "-", "拜访马小军 谈了水泵", "--now", NOW], "not_found");
    dir.fails(&["log", BOOK, "-", "拜访王记五金 昨天再去", "--on", "today", "--now", "nonsense"], "invalid");
    dir.fails(&["log", BOOK, "-", "拜访王记五金 谈了水泵，2026年11月1日再去", "--now", NOW], "invalid");
    assert_eq!(dir.dump_hash(), before);
    assert_eq!(dir.json(&["log", BOOK, "-", "拜访马小军 谈了水泵", "--now", NOW, "--new"])["is_new"], true);
    let run = dir.run_json(&["log", BOOK, "-", "拜访王记五金 谈了水泵，下周八再去", "--now", NOW]);
    assert_eq!(run.code, 2, "saved, but a day could not be read");
    assert_eq!(run.json()["parts"]["problems"][0]["code"], "no_such_day");
}
