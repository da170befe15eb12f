//! What is planned: made, moved, done; the way of a day, and how many were seen.

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

fn farms() -> Dir {
    Dir::with_customers(&[
        json!({ "name": "王记五金店", "tags": ["城东"], "points": [{ "kind": "address", "value": "浙江省杭州市余杭区文一西路969号" }] }),
        json!({ "name": "李庄合作社", "tags": ["城东"] }),
        json!({ "name": "Ada L." }),
    ])
}

fn id(value: &Value) -> String {
    value["id"].to_string()
}

#[test]
fn outside_of_the_hours_there_is_a_word_and_it_is_booked() {
    let dir = farms();
    let hours: Vec<Value> =
        (1..=7).map(|weekday| json!({ "weekday": weekday, "from": "09:00", "until": "12:00" })).collect();
    let settings =
        json!({ "open_hours": hours, "closed_days": [{ "from": "2027-05-01", "to": "2027-05-03", "name": "盘点" }] });
    dir.json(&["call", BOOK, "settings_edit", &settings.to_string()]);
    let plan = |on: &str, at: &str, until: &str| {
        dir.json(&["follow-up", BOOK, "2", "看苗", "--on", on, "--at", at, "--until", until])["closed"].clone()
    };
    assert_eq!(plan("2027-05-04", "09:00", "10:00"), Value::Null);
    assert_eq!(plan("2027-05-04", "15:00", "15:30"), json!({ "hours": ["09:00–12:00"] }));
    assert_eq!(plan("2027-05-02", "09:00", "10:00"), json!({ "day": "盘点" }));
    assert_eq!(dir.json(&["follow-ups", BOOK]).as_array().map(Vec::len), Some(3), "all are booked");
    let said = dir.run(&["follow-up", BOOK, "2", "--on", "2027-05-03", "--at", "09:00", "--until", "10:00"]).stdout;
    assert!(said.contains("盘点"), "{said}");
}

#[test]
fn a_follow_up_is_planned_moved_and_done() {
    let dir = farms();
    let made =
        dir.json(&["follow-up", BOOK, "王记五金店", "带样品", "--on", "tomorrow", "--at", "15:00", "--until", "15:40"]);
    assert_eq!(made["meanwhile"], json!([]));
    let other = dir.json(&["follow-up", BOOK, "2", "看苗", "--on", "tomorrow", "--at", "15:30", "--until", "16:00"]);
    assert_eq!(
        other["meanwhile"][0]["customer"], "王记五金店",
        "what else is then is told, and it is booked all the same"
    );
    let rows = dir.json(&["follow-ups", BOOK]);
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    assert_eq!((&rows[0]["what"], &rows[0]["state"], &rows[0]["moved"]), (&json!("带样品"), &json!("open"), &json!(0)));
    assert!(rows[0]["ends_at"].as_i64() > rows[0]["due_at"].as_i64());
    assert_eq!(dir.json(&["move", BOOK, &id(&made), &id(&other), "--to", "+7"]), json!(2));
    assert_eq!(dir.json(&["follow-ups", BOOK, "--by", "tomorrow"]), json!([]));
    assert_eq!(dir.json(&["done", BOOK, &id(&made)]), json!({ "next_id": null, "next_on": null }));
    dir.json(&["no-show", BOOK, &id(&other)]);
    let hers = dir.json(&["follow-ups", BOOK, "--customer", "2"]);
    assert_eq!(
        (&hers[0]["state"], &hers[0]["no_show"], &hers[0]["moved"]),
        (&json!("dropped"), &json!(true), &json!(1))
    );
    let weekly = dir.json(&["follow-up", BOOK, "3", "--on", "today", "--repeat", "FREQ=WEEKLY"]);
    let next = dir.json(&["done", BOOK, &id(&weekly)]);
    assert!(next["next_on"].is_string(), "the next one is made: {next}");
    dir.json(&["drop", BOOK, &next["next_id"].to_string()]);
    assert_eq!(dir.json(&["follow-ups", BOOK]), json!([]));
}

#[test]
fn what_cannot_be_planned_is_told() {
    let dir = farms();
    for (args, field) in [
        (&["--on", "2020-01-01"][..], "due_on"),
        (&["--on", "2027-02-30"], "due_on"),
        (&["--on", "tomorrow", "--at", "25:00"], "time"),
        (&["--on", "tomorrow", "--repeat", "every day"], "repeat"),
    ] {
        let run = dir.run_json(&[&["follow-up", BOOK, "1", "x"], args].concat());
        let error: Value = serde_json::from_str(run.stderr.lines().last().unwrap()).unwrap();
        let told = (run.code, &error["error"]["code"], &error["error"]["where"]["field"]);
        assert_eq!(told, (1, &json!("invalid"), &json!(field)), "{}", run.stderr);
    }
    dir.json(&["follow-up", BOOK, "1", "x", "--on", "2020-01-01", "--past"]);
    assert!(dir.run(&["follow-ups", BOOK]).stdout.contains("2020-01-01"));
}

#[test]
fn the_way_of_the_day_and_the_coverage_are_told() {
    let dir = farms();
    assert!(dir.run(&["plan", BOOK]).stdout.contains("没有要去的地方"));
    dir.json(&["follow-up", BOOK, "1", "送货", "--on", "today"]);
    dir.json(&["follow-up", BOOK, "2", "看苗", "--on", "today"]);
    let plan = dir.json(&["plan", BOOK]);
    assert_eq!(plan["stops"][0]["customer"], "王记五金店");
    assert_eq!(plan["stops"][0]["place"]["precision"], "district");
    assert_eq!(plan["stops"][1]["reasons"][0]["code"], "no_place");
    let told = dir.run(&["plan", BOOK]).stdout;
    assert!(told.contains("直线距离 × 1.3") && told.contains("不知道在哪里"), "{told}");
    dir.json(&["log", BOOK, "1", "送到了"]);
    let covered = dir.json(&["coverage", BOOK, "--by", "tag"]);
    assert_eq!((&covered["customers"], &covered["seen"]), (&json!(3), &json!(1)));
    assert_eq!((&covered["groups"][0]["group"]["label"], &covered["groups"][0]["seen"]), (&json!("城东"), &json!(1)));
    assert!(dir.run(&["coverage", BOOK]).stdout.contains("城东\t1/2"));
    assert_eq!(dir.json(&["plan", BOOK])["stops"].as_array().map(Vec::len), Some(1), "who was seen is out of it");
}
