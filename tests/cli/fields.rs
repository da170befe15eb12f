//! Fields, sets of them, and visits that hold some.

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

#[test]
fn a_set_is_taken_saved_and_taken_elsewhere() {
    let dir = Dir::with_book();
    let packs = dir.json(&["packs"]);
    let ids: Vec<&str> = packs.as_array().unwrap().iter().map(|pack| pack["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["decoration", "tutoring", "beauty", "farm-supplies", "forestry", "retail", "b2b", "insurance"]);
    let english = dir.json(&["packs", "--lang", "en"]);
    assert_eq!((packs[3]["customer"].as_str(), english[3]["customer"].as_str()), (Some("农户"), Some("farmer")));

    let before = dir.dump_hash();
    let taken = dir.json(&["take", BOOK, "farm-supplies"]);
    assert!(taken["fields"].as_u64().unwrap() > 20, "{taken}");
    let after = dir.dump_hash();
    dir.json(&["take", BOOK, "farm-supplies"]);
    assert_eq!(dir.dump_hash(), after, "the second time changes nothing");
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.dump_hash(), before, "it is one step");
    dir.json(&["redo", BOOK]);

    dir.json(&["save-pack", BOOK, "ours.json", "--name", "王庄农资"]);
    dir.json(&["new", "other.rounds", "--lang", "en"]);
    let elsewhere = dir.json(&["take", "other.rounds", "ours.json"]);
    assert_eq!(elsewhere["fields"], taken["fields"]);
    let settings = dir.json(&["call", "other.rounds", "settings_get"]);
    assert_eq!(settings["customer"], "农户");
    dir.fails(&["take", BOOK, "astrology"], "not_found");
}

#[test]
fn a_broken_set_is_told_with_its_place_and_leaves_nothing() {
    let dir = Dir::with_book();
    let before = dir.dump_hash();
    let many: Vec<Value> = (0..500).map(|n| json!({ "label": format!("f{n}"), "type": "text" })).collect();
    let pack = |fields: Value| json!({ "rounds_pack": 1, "id": "x", "name": "x", "fields": fields }).to_string();
    for (name, text, code, place) in [
        ("broken.json", "{\n \"rounds_pack\": 1,".to_owned(), "pack_not_json", json!(null)),
        ("many.json", pack(json!(many)), "pack_invalid", json!("fields")),
        ("type.json", pack(json!([{ "label": "b", "type": "jpeg" }])), "pack_invalid", json!("fields[0].type")),
        (
            "long.json",
            pack(json!([{ "label": "长".repeat(201), "type": "text" }])),
            "pack_invalid",
            json!("fields[0].label"),
        ),
        ("list.json", "[1, 2]".to_owned(), "pack_invalid", json!("rounds_pack")),
    ] {
        dir.file(name, text);
        let error = dir.fails(&["take", BOOK, name], code);
        assert_eq!(error["where"]["path"], place, "{error}");
        assert!(error["where"]["file"].as_str().unwrap().ends_with(name), "{error}");
    }
    dir.fails(&["take", BOOK, "nowhere.json"], "file_missing");
    assert_eq!(dir.dump_hash(), before);
}

#[test]
fn a_visit_holds_values_and_shows_them() {
    let dir = Dir::with_customers(&[json!({ "name": "王记五金" })]);
    let mut lines = dir.lines();
    lines.ok("fields_create", json!({ "label": "货架库存", "type": "number", "unit": "箱", "record": "visit" }));
    lines.ok("fields_create", json!({ "label": "竞品价格", "type": "money", "record": "visit" }));
    lines.end();
    dir.json(&["log", BOOK, "王记五金", "看了货架", "--set", "货架库存=12", "--set", "竞品价格=1,200.50"]);
    let card = dir.json(&["show", BOOK, "王记五金"]);
    let values: Vec<&Value> =
        card["timeline"][0]["values"].as_array().unwrap().iter().map(|row| &row["value"]).collect();
    assert_eq!(values, [&json!({ "number": "12" }), &json!({ "money": 120_050 })]);
    let shown = dir.run(&["show", BOOK, "王记五金"]).stdout;
    assert!(shown.contains("看了货架 · 货架库存: 12 箱 · 竞品价格: 1200.50"), "{shown}");
    let before = dir.dump_hash();
    dir.fails(&["log", BOOK, "王记五金", "x", "--set", "没有=1"], "not_found");
    let error = dir.fails(&["log", BOOK, "王记五金", "x", "--set", "货架库存=很多"], "invalid");
    assert_eq!(error["where"]["field"], "value");
    assert_eq!(dir.dump_hash(), before);
}

#[test]
fn another_type_is_looked_at_taken_and_taken_back() {
    let dir = Dir::with_customers(&[json!({ "name": "陈静" }), json!({ "name": "Ada" })]);
    let mut lines = dir.lines();
    let field = lines.ok("fields_create", json!({ "label": "面积", "type": "text" }))["id"].clone();
    for (customer, text) in [(1, "300"), (2, "很大")] {
        lines.ok("values_set", json!({ "customer_id": customer, "field_id": field, "value": { "text": text } }));
    }
    let preview = lines.ok("fields_preview_retype", json!({ "id": field, "type": "number" }));
    assert_eq!((&preview["total"], &preview["kept"], &preview["lost"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(preview["examples"][0]["name"], "Ada");
    assert_eq!(preview["examples"][0]["reason"], "not_a_number");
    lines.ok("fields_retype", json!({ "id": field, "type": "number" }));
    assert_eq!(lines.ok("customers_show", json!({ "id": 1 }))["fields"][0]["value"], json!({ "number": "300" }));
    assert_eq!(lines.ok("customers_show", json!({ "id": 2 }))["fields"], json!([]));
    lines.ok("undo", json!({}));
    assert_eq!(lines.ok("customers_show", json!({ "id": 2 }))["fields"][0]["value"], json!({ "text": "很大" }));
    let again = lines.ask("fields_create", json!({ "label": "面积", "type": "date" }));
    assert_eq!(again["error"]["code"], "duplicate_name");
    lines.end();
}
