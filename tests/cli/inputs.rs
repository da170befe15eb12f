//! What should never come in, and does.

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir, sample};

#[test]
fn names_are_taken_as_people_have_them_and_refused_where_they_are_none() {
    let dir = Dir::with_book();
    let mut lines = dir.lines();
    for (name, kept) in [
        ("  𠮷野家宏  ", "𠮷野家宏"),
        ("Zoë 😀 O'Neill", "Zoë 😀 O'Neill"),
        ("王\u{0}强\u{1b}[2J", "王强[2J"),
        ("محمد علي", "محمد علي"),
        ("'; DROP TABLE customer; --", "'; DROP TABLE customer; --"),
    ] {
        let id = lines.ok("customers_create", json!({ "name": name }))["id"].clone();
        assert_eq!(lines.ok("customers_show", json!({ "id": id }))["name"], kept);
    }
    for (name, code) in [("", "invalid"), (" \t\u{3000}", "invalid"), (&*"长".repeat(10_000), "too_long")] {
        let answer = lines.ask("customers_create", json!({ "name": name }));
        assert_eq!(answer["error"]["code"], code, "{answer}");
    }
    assert_eq!(lines.ok("customers_list", json!({}))["total"], 5);
    lines.end();
}

#[test]
fn days_and_times_that_are_none_are_refused_with_their_field() {
    let dir = Dir::with_customers(&[json!({ "name": "王强" })]);
    let before = dir.dump_hash();
    for (option, value) in [
        ("--on", "2026-02-30"),
        ("--on", "0000-01-01"),
        ("--on", "9999-12-31"),
        ("--on", "明年"),
        ("--at", "25:00"),
        ("--at", "noon"),
        ("--next", "2026-13-01"),
        ("--next", "0001-01-01"),
        ("--kind", "telepathy"),
    ] {
        let error = dir.fails(&["log", BOOK, "王强", "来电", option, value], "invalid");
        assert!(error["where"]["field"].is_string(), "{option} {value}: {error}");
    }
    dir.fails(&["log", BOOK, "王强", "  "], "invalid");
    assert_eq!(dir.dump_hash(), before, "nothing half done");
}

#[test]
fn a_phone_of_letters_and_a_tag_that_is_taken_are_refused() {
    let dir = Dir::with_customers(&[json!({ "name": "王强", "tags": ["重点", "批发"] })]);
    let before = dir.dump_hash();
    let phone = r#"{"customer_id":1,"kind":"phone","value":"call me maybe"}"#;
    dir.fails(&["call", BOOK, "contact_points_create", phone], "invalid");
    dir.fails(&["call", BOOK, "tags_edit", r#"{"id":2,"name":"重点"}"#], "duplicate_name");
    dir.fails(&["tag", BOOK, "王强", " "], "invalid");
    assert_eq!(dir.dump_hash(), before);
}

#[test]
fn each_bad_file_has_an_error_of_its_own_and_changes_nothing() {
    let dir = Dir::with_book();
    let before = dir.dump_hash();
    let workbook = std::fs::read(sample("customers.xlsx")).unwrap();
    let noise: Vec<u8> = (0..20_000_u32).map(|n| u8::try_from((n * n / 7 + n) % 256).unwrap()).collect();
    let cases = [
        (dir.path("missing.csv").display().to_string(), "file_missing"),
        (dir.path("").display().to_string(), "file_is_directory"),
        (dir.file("empty.csv", ""), "file_empty"),
        (dir.file("binary.csv", noise), "file_not_a_table"),
        (dir.file("cut.xlsx", &workbook[..workbook.len() / 2]), "file_damaged"),
        (dir.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "file_unknown_format"),
    ];
    for (path, code) in &cases {
        for dry in [&[][..], &["--dry-run"]] {
            let error = dir.fails(&[&["import", BOOK, path], dry].concat(), code);
            assert!(error["where"]["file"].is_string(), "{error}");
        }
        let english = dir.run(&["import", BOOK, path, "--lang", "en"]).stderr;
        assert!(english.is_ascii() || english.contains('“'), "{code} has English words: {english}");
    }
    dir.fails(&["import", BOOK, &sample("customers.xlsx"), "--sheet", "没有"], "sheet_missing");
    dir.fails(&["import", BOOK, &sample("utf16.csv"), "--encoding", "klingon"], "file_unknown_encoding");
    dir.fails(&["import", BOOK, &sample("utf16.csv"), "--header-row", "9999"], "invalid");
    assert_eq!(dir.dump_hash(), before, "nothing half done");
    assert_eq!(dir.json(&["history", BOOK]), Value::Array(Vec::new()));
}

/// What looks like a statement, a pattern or a query, and is nothing but a text.
const LOOKING_LIKE_MORE: [&str; 5] = [
    "'; DROP TABLE customer; --",
    "王%' OR '1'='1",
    ".*[a-z]+(?=x)$",
    "\" OR NEAR(a b) NOT c*",
    "{\"all\":[{\"tag\":[1]}]} \\",
];

#[test]
fn a_text_that_looks_like_a_statement_or_a_pattern_is_only_a_text_in_every_box() {
    let dir = Dir::with_customers(&[json!({ "name": "陈静" })]);
    let mut lines = dir.lines();
    for (number, text) in LOOKING_LIKE_MORE.into_iter().enumerate() {
        let mut made = |command: &str, args: Value| lines.ok(command, args)["id"].clone();
        let (stage, owner) =
            (made("stages_create", json!({ "name": text })), made("owners_create", json!({ "name": text })));
        let kind = made("visit_kinds_create", json!({ "name": text }));
        let written = made(
            "fields_create",
            json!({ "label": text, "type": "text", "help": text, "unit": text.chars().take(3).collect::<String>() }),
        );
        let chosen =
            made("fields_create", json!({ "label": format!("{text} {number}"), "type": "choice", "options": [text] }));
        let customer =
            made("customers_create", json!({ "name": text, "tags": [text], "note": text, "stage_id": stage }));
        lines.ok("customers_edit", json!({ "id": customer, "owner_id": owner }));
        let mut made = |command: &str, args: Value| lines.ok(command, args)["id"].clone();
        made("contacts_create", json!({ "customer_id": customer, "name": text, "role": text }));
        made("contact_points_create", json!({ "customer_id": customer, "kind": "address", "value": text }));
        made("visits_log", json!({ "customer_id": customer, "summary": text, "outcome": text, "kind_id": kind }));
        made("segments_create", json!({ "name": text, "rule": { "name": { "is": text } } }));
        for (field, value) in [(&written, json!({ "text": text })), (&chosen, json!({ "choice": text }))] {
            lines.ok("values_set", json!({ "customer_id": customer, "field_id": field, "value": value }));
        }
        let card = lines.ok("customers_show", json!({ "id": customer }));
        for place in
            ["/name", "/note", "/tags/0/name", "/contacts/0/name", "/contacts/0/role", "/contact_points/0/value"]
        {
            assert_eq!(card.pointer(place), Some(&json!(text)), "{place}: {card}");
        }
        assert_eq!((&card["stage_id"], &card["owner_id"]), (&stage, &owner));
        // Whatever asks for it finds the one who has it, and nobody else.
        for rule in [
            json!({ "name": { "is": text } }),
            json!({ "name": { "begins": text } }),
            json!({ "stage": [stage] }),
            json!({ "field": { "id": written, "is": { "text": text } } }),
            json!({ "field": { "id": written, "contains": text } }),
            json!({ "field": { "id": chosen, "is": { "choice": text } } }),
            json!({ "visit_text": text }),
            json!({ "text": text }),
        ] {
            let list = lines.ok("customers_list", json!({ "where": rule }));
            assert_eq!((&list["total"], &list["rows"][0]["id"]), (&json!(1), &customer), "{rule}");
        }
        assert_eq!(lines.ok("customers_find", json!({ "text": text }))[0]["id"], customer, "{text}");
    }
    assert_eq!(lines.ok("customers_list", json!({}))["total"], 1 + LOOKING_LIKE_MORE.len());
    lines.end();
    assert_eq!(dir.json(&["check", BOOK])["ok"], true);
}

#[test]
fn a_rule_without_end_or_of_very_many_values_is_refused_in_words() {
    let dir = Dir::with_customers(&[json!({ "name": "陈静" })]);
    let nested = |depth: usize| format!("{}{{\"kind\":\"person\"}}{}", "{\"not\":".repeat(depth), "}".repeat(depth));
    assert_eq!(dir.json(&["list", BOOK, "--where", &nested(10), "--total"])["total"], 1);
    let many = json!({ "tag": (0..10_000).collect::<Vec<_>>() }).to_string();
    let before = dir.dump_hash();
    for (rule, code) in
        [(nested(100), "invalid"), (nested(5_000), "invalid"), (many.clone(), "invalid"), ("{".to_owned(), "invalid")]
    {
        for command in [["list", BOOK, "--where"], ["export", BOOK, "out.csv"]] {
            let args = if command[0] == "list" {
                [&command[..], &[&rule]].concat()
            } else {
                [&command[..], &["--where", &rule]].concat()
            };
            let error = dir.fails(&args, code);
            assert!(error["message"].as_str().is_some_and(|text| text.chars().count() > 5), "{error}");
        }
    }
    let segment = format!(r#"{{"name":"x","rule":{many}}}"#);
    dir.fails(&["call", BOOK, "segments_create", &segment], "invalid");
    assert_eq!(dir.dump_hash(), before, "nothing half done");
}
