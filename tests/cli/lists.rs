//! Finding and listing.

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

fn market() -> Dir {
    let dir = Dir::with_customers(&[
        json!({ "name": "王记五金店", "contact": "王强", "points": [{ "kind": "phone", "value": "13800001234" }], "tags": ["重点", "批发"] }),
        json!({ "name": "李庄种粮大户合作社", "tags": ["种植"] }),
        json!({ "name": "欧阳龙镕", "points": [{ "kind": "phone", "value": "0512-55509301" }], "tags": ["重点"] }),
        json!({ "name": "Ada L." }),
    ]);
    dir.json(&["log", BOOK, "2", "看了苗情，要尿素 10 袋", "--on", "2026-03-01", "--next", "2026-03-08"]);
    dir.json(&["log", BOOK, "3", "来电", "--on", "2026-02-01"]);
    dir
}

#[test]
fn rows_have_these_keys_and_no_others() {
    let dir = market();
    for rows in [dir.json(&["find", BOOK, "五金"]), dir.json(&["list", BOOK, "--tag", "批发"])] {
        assert_eq!(rows.as_array().map(Vec::len), Some(1));
        let row = &rows[0];
        let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["id", "uid", "kind", "name", "phones", "tags", "stage", "last_visit_on", "next_followup_on"]);
        assert_eq!(
            (&row["id"], &row["kind"], &row["phones"]),
            (&json!(1), &json!("company"), &json!(["+8613800001234"]))
        );
        assert_eq!((&row["tags"], &row["last_visit_on"]), (&json!(["重点", "批发"]), &Value::Null));
        assert!(row["stage"].is_string(), "a new customer is in the first stage: {row}");
    }
}

#[test]
fn a_customer_is_found_by_whatever_is_remembered() {
    let dir = market();
    for (text, name) in [
        ("五金", "王记五金店"),
        ("wjwj", "王记五金店"),
        ("1234", "王记五金店"),
        ("王强", "王记五金店"),
        ("批发", "王记五金店"),
        ("尿素", "李庄种粮大户合作社"),
        ("lizhuang", "李庄种粮大户合作社"),
        ("镕", "欧阳龙镕"),
        ("9301", "欧阳龙镕"),
        ("ada", "Ada L."),
    ] {
        assert_eq!(names(&dir.json(&["find", BOOK, text])), [name], "{text}");
    }
    assert_eq!(dir.json(&["find", BOOK, "没有这个人"]), json!([]), "to find nobody is no error");
    assert_eq!(dir.json(&["find", BOOK, "重点", "--limit", "1"]).as_array().map(Vec::len), Some(1));
    assert!(dir.run(&["find", BOOK, "没有这个人"]).stdout.contains("没有找到"));
}

#[test]
fn a_list_is_filtered_by_tag_stage_and_rule() {
    let dir = market();
    assert_eq!(names(&dir.json(&["list", BOOK, "--tag", "重点"])), ["欧阳龙镕", "王记五金店"]);
    assert_eq!(names(&dir.json(&["list", BOOK, "--tag", "重点", "--tag", "批发"])), ["王记五金店"], "both must hold");
    let stages = dir.json(&["call", BOOK, "stages_list"]);
    let first = stages[0]["name"].as_str().unwrap();
    assert_eq!(dir.json(&["list", BOOK, "--stage", first]).as_array().map(Vec::len), Some(4));
    let never = r#"{"last_visit":null}"#;
    assert_eq!(names(&dir.json(&["list", BOOK, "--where", never])), ["Ada L.", "王记五金店"]);
    assert_eq!(names(&dir.json(&["list", BOOK, "--where", never, "--tag", "重点"])), ["王记五金店"]);
    let late = r#"{"next_followup":{"to":{"today":-1}}}"#;
    assert_eq!(names(&dir.json(&["list", BOOK, "--where", late])), ["李庄种粮大户合作社"]);
    let error = dir.fails(&["list", BOOK, "--tag", "没有"], "not_found");
    assert!(error["message"].as_str().unwrap().contains("没有"), "{error}");
    dir.fails(&["list", BOOK, "--stage", "没有"], "not_found");
    dir.fails(&["list", BOOK, "--where", "{tag:1}"], "invalid");
    dir.fails(&["list", BOOK, "--where", r#"{"color":"red"}"#], "invalid");
}

#[test]
fn a_list_is_sorted_and_cut() {
    let dir = market();
    assert_eq!(
        names(&dir.json(&["list", BOOK])),
        ["Ada L.", "李庄种粮大户合作社", "欧阳龙镕", "王记五金店"],
        "by pinyin"
    );
    assert_eq!(
        names(&dir.json(&["list", BOOK, "--sort", "last_visit-desc", "--limit", "2"])),
        ["李庄种粮大户合作社", "欧阳龙镕"]
    );
    let page = dir.json(&["list", BOOK, "--at", "1", "--limit", "2", "--total"]);
    assert_eq!((&page["total"], names(&page["rows"])), (&json!(4), vec!["李庄种粮大户合作社", "欧阳龙镕"]));
    assert_eq!(dir.json(&["list", BOOK, "--at", "100"]), json!([]));
    let text = dir.run(&["list", BOOK, "--limit", "1"]).stdout;
    assert_eq!(text.lines().next().unwrap().split('\t').nth(1), Some("Ada L."), "one line with tabs: {text}");
    assert!(text.contains("共 4 位"), "{text}");
}

#[test]
fn a_list_is_sorted_by_several_keys_and_by_fields() {
    let dir = market();
    let sorted = |keys: &[&str]| {
        let mut args = vec!["list", BOOK];
        keys.iter().for_each(|key| args.extend(["--sort", key]));
        names(&dir.json(&args)).join(" ")
    };
    assert_eq!(sorted(&["kind", "name-desc"]), "王记五金店 李庄种粮大户合作社 欧阳龙镕 Ada L.");
    assert_eq!(sorted(&["phone"]), "王记五金店 欧阳龙镕 Ada L. 李庄种粮大户合作社", "who has none comes last");
    assert_eq!(sorted(&["phone-desc"]), "欧阳龙镕 王记五金店 Ada L. 李庄种粮大户合作社", "both ways");
    assert_eq!(sorted(&["last_visit"]), "欧阳龙镕 李庄种粮大户合作社 王记五金店 Ada L.");
    dir.json(&["call", BOOK, "fields_create", r#"{"label":"面积","type":"number"}"#]);
    dir.json(&["call", BOOK, "values_set", r#"{"customer_id":4,"field_id":1,"value":{"number":"12.5"}}"#]);
    dir.json(&["call", BOOK, "values_set", r#"{"customer_id":2,"field_id":1,"value":{"number":"9"}}"#]);
    assert_eq!(sorted(&["field:面积"]), "李庄种粮大户合作社 Ada L. 欧阳龙镕 王记五金店");
    dir.fails(&["list", BOOK, "--sort", "field:没有"], "not_found");
}

#[test]
fn a_new_book_has_segments_and_a_list_may_be_one() {
    let dir = market();
    let segments = dir.json(&["segments", BOOK]);
    let told: Vec<(&str, &Value)> =
        segments.as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap(), &one["customers"])).collect();
    assert_eq!(
        told.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ["本周该拜访", "90 天没见", "快要流失", "本月新增", "没有电话", "快过生日"]
    );
    assert_eq!((told[3].1, told[4].1, told[5].1), (&json!(4), &json!(2), &json!(0)));
    assert_eq!(names(&dir.json(&["list", BOOK, "--segment", "没有电话"])), ["Ada L.", "李庄种粮大户合作社"]);
    assert_eq!(names(&dir.json(&["list", BOOK, "--segment", "没有电话", "--tag", "种植"])), ["李庄种粮大户合作社"]);
    dir.fails(&["list", BOOK, "--segment", "没有"], "not_found");
    let why = dir.json(&["call", BOOK, "segments_of", r#"{"customer_id":4,"language":"en"}"#]);
    let last = why.as_array().unwrap().last().unwrap();
    assert_eq!((&last["name"], &last["why"][0]["text"]), (&json!("没有电话"), &json!("has no phone")));
    assert!(dir.run(&["segments", BOOK]).stdout.contains("没有电话\t2"));
}

#[test]
fn a_rule_is_said_in_both_languages() {
    let dir = market();
    let said = |rule: Value, language: &str| {
        let asked = json!({ "rule": rule, "language": language }).to_string();
        dir.json(&["call", BOOK, "conditions_describe", &asked])["text"].as_str().unwrap().to_owned()
    };
    let rule = || json!({"all": [{"tag": [1, 2]}, {"not": {"any": [{"lacks": "phone"}, {"no_visit_for": 90}]}}]});
    assert_eq!(said(rule(), "zh-CN"), "有标签 重点 或 批发 且 不是：（没有电话 或 90 天没有拜访）");
    assert_eq!(said(rule(), "en"), "has the tag 重点 or 批发 and not: (has no phone or no visit for 90 days)");
    let rule = || json!({"visits": {"at_least": 3, "kinds": [1], "in": {"from": {"today": -30}}}});
    assert_eq!(said(rule(), "en"), "at least 3 visits of the kind 上门, 30 days ago or later");
    assert_eq!(said(rule(), "zh-CN"), "30 天前及以后至少拜访 3 次（上门）");
    assert_eq!(said(json!({"next_followup": {"period": "this_week"}}), "zh-CN"), "下次跟进在本周");
    dir.fails(&["call", BOOK, "conditions_describe", r#"{"rule":{"tag":1}}"#], "invalid");
}

#[test]
fn a_list_may_be_longer_than_what_the_door_gives_at_once() {
    let dir = Dir::empty();
    dir.json(&["sample", BOOK, "--customers", "1100"]);
    let all = dir.json(&["list", BOOK, "--limit", "5000", "--sort", "created"]);
    let mut ids: Vec<i64> = all.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=1_100).collect::<Vec<i64>>(), "everybody, and nobody twice");
}
