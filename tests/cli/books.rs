//! Making, opening and checking books; two programs at one book; what every command has.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

/// A reading and a writing command, which find out about a bad book in different ways.
fn opening(book: &str) -> [Vec<&str>; 2] {
    [vec!["list", book], vec!["tag", book, "1", "重点"]]
}

#[test]
fn a_book_is_made_once_and_never_over_another() {
    let dir = Dir::empty();
    let made = dir.json(&["new", BOOK]);
    assert_eq!(made["name"], "book");
    assert_eq!(made["path"].as_str().map(std::path::Path::new), Some(dir.path(BOOK).as_path()), "{made}");
    let before = dir.dump_hash();
    let error = dir.fails(&["new", BOOK], "book_exists");
    assert!(error["where"]["file"].as_str().is_some_and(|file| file.ends_with(BOOK)), "{error}");
    assert_eq!(dir.dump_hash(), before, "the book that was there is as it was");
}

#[test]
fn a_book_begins_in_the_language_that_is_told() {
    let dir = Dir::empty();
    dir.json(&["new", BOOK, "--lang", "en", "--country", "DE"]);
    let stages = dir.json(&["call", BOOK, "stages_list"]);
    assert_eq!(stages[0]["name"], "New");
    assert_eq!(dir.json(&["call", BOOK, "settings_get"])["home_country"], "DE");
}

#[test]
fn each_bad_book_has_an_error_of_its_own() {
    let dir = Dir::with_book();
    let whole = std::fs::read(dir.path(BOOK)).unwrap();
    let table = "客户,电话\n王强,13800000001\n".repeat(500);
    let cases: [(&str, Option<Vec<u8>>, &str); 5] = [
        ("missing.rounds", None, "book_missing"),
        ("empty.rounds", Some(Vec::new()), "not_a_book"),
        ("text.rounds", Some(table.into_bytes()), "not_a_book"),
        ("sqlite.rounds", Some([b"SQLite format 3\0".as_slice(), &[0; 8_176]].concat()), "not_a_book"),
        ("strange.rounds", Some(whole[..8_192].iter().map(|byte| byte ^ 0x55).collect()), "slot_missing"),
    ];
    for (name, bytes, code) in cases {
        if let Some(bytes) = bytes {
            dir.file(name, bytes);
        }
        for args in opening(name) {
            let error = dir.fails(&args, code);
            assert!(error["where"]["file"].as_str().is_some_and(|file| file.ends_with(name)), "{name}: {error}");
        }
    }
    std::fs::create_dir(dir.path("folder.rounds")).unwrap();
    for args in opening("folder.rounds") {
        dir.fails(&args, "not_a_book");
    }
}

#[test]
fn a_book_without_its_key_and_a_damaged_one_are_told_apart() {
    let dir = Dir::with_book();
    let bytes = std::fs::read(dir.path(BOOK)).unwrap();
    let mut damaged = bytes.clone();
    damaged[8_192..8_300].fill(0xAA);
    dir.file(BOOK, &damaged);
    let run = dir.run_json(&["check", BOOK]);
    assert_eq!(run.code, 1, "a damaged book is an error: {}{}", run.stdout, run.stderr);
    assert!(
        run.stdout.contains("\"ok\":false") || run.error()["code"] == "book_damaged",
        "{}{}",
        run.stdout,
        run.stderr
    );
    dir.file(BOOK, &bytes);
    dir.json(&["list", BOOK]);
    std::fs::remove_file(dir.path("book.rounds.slot")).unwrap();
    dir.json(&["list", BOOK]);
    std::fs::remove_dir_all(dir.path("home")).unwrap();
    dir.fails(&["list", BOOK], "slot_missing");
}

#[test]
fn a_check_gives_the_hashes_of_what_is_in_the_book() {
    let dir = Dir::with_book();
    let report = dir.json(&["check", BOOK]);
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["ok", "problems", "content_hash", "dump_hash"]);
    assert_eq!((&report["ok"], &report["problems"]), (&json!(true), &json!([])));
    assert_eq!(report["dump_hash"].as_str().map(str::len), Some(64), "SHA-256 in hexadecimal");
}

#[test]
fn a_second_writer_waits_outside_and_a_reader_looks_on() {
    let dir = Dir::with_book();
    let mut window = dir.lines();
    window.ok("customers_create", json!({ "name": "王记五金店" }));
    assert_eq!(dir.json(&["find", BOOK, "五金"])[0]["name"], "王记五金店", "reading works beside the writer");
    assert_eq!(dir.json(&["call", BOOK, "tags_list"])["tags"], json!([]));
    let error = dir.fails(&["tag", BOOK, "1", "重点"], "in_use");
    assert!(error["where"]["file"].is_string(), "{error}");
    dir.fails(&["undo", BOOK], "in_use");
    let chinese = dir.run(&["undo", BOOK]).stderr;
    let english = dir.run(&["undo", BOOK, "--lang", "en"]).stderr;
    assert!(chinese.contains("客户簿") && english.contains("open in another"), "{chinese}{english}");
    window.ok("customers_create", json!({ "name": "李庄合作社" }));
    assert_eq!(dir.json(&["list", BOOK]).as_array().map(Vec::len), Some(2), "each look sees what was committed");
    assert_eq!(window.end(), 0);
    dir.json(&["tag", BOOK, "1", "重点"]);
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let (one, two) = (Dir::empty(), Dir::empty());
    let report = one.json(&["sample", BOOK, "--customers", "120", "--seed", "7"]);
    assert_eq!(report["customers"], 120);
    assert!(report["visits"].as_u64().is_some_and(|visits| visits > 200), "{report}");
    two.json(&["sample", BOOK, "--customers", "120", "--seed", "7"]);
    let content = |dir: &Dir| dir.json(&["check", BOOK])["content_hash"].clone();
    assert_eq!(content(&one), content(&two));
    two.json(&["sample", BOOK, "--customers", "1", "--seed", "8"]);
    assert_ne!(content(&one), content(&two), "into a book that is there, more are added");
    let list = one.json(&["list", BOOK, "--total", "--limit", "1"]);
    assert_eq!(list["total"], 120);
    one.json(&["undo", BOOK]);
    assert_eq!(one.json(&["list", BOOK]), json!([]), "a sample is one step");
}

#[test]
fn every_command_tells_how_it_is_used() {
    let dir = Dir::empty();
    let commands = [
        "new", "import", "find", "list", "show", "log", "tag", "trash", "untrash", "undo", "redo", "history", "check",
        "sample", "call",
    ];
    for command in commands {
        let help = dir.run(&[command, "--help"]);
        assert_eq!((help.code, help.stderr.as_str()), (0, ""), "{command}");
        assert!(help.stdout.contains(&format!("Example:\n  rounds-cli {command}")), "{command}: {}", help.stdout);
        let bare = dir.run(&[command]);
        assert_eq!(
            (bare.code, bare.stdout.as_str()),
            (1, ""),
            "{command} without a book is wrong, and 2 means something else"
        );
    }
    assert!(dir.run(&["--version"]).stdout.starts_with("rounds-cli "));
    let wrong = dir.run_json(&["list", BOOK, "--sort", "colour"]);
    assert_eq!((wrong.code, &wrong.error()["code"]), (1, &json!("invalid")));
}

#[test]
fn what_is_derived_can_be_worked_out_anew() {
    let dir = Dir::empty();
    dir.json(&["sample", BOOK, "--customers", "30"]);
    let before = dir.json(&["check", BOOK]);
    assert_eq!(dir.json(&["check", BOOK, "--rebuild"]), before, "a sound book stays as it is");
    assert_eq!(before["ok"], true);
}

#[test]
fn output_that_nobody_reads_any_more_is_no_error() {
    let dir = Dir::empty();
    dir.json(&["sample", BOOK, "--customers", "300"]);
    for args in [vec!["list", BOOK, "--limit", "300"], vec!["list", BOOK, "--limit", "300", "--json"]] {
        let mut process = dir.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(process.stdout.take());
        let ended = process.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args:?}");
        assert_eq!(ended.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_told() {
    let dir = Dir::empty();
    dir.file("a-file", "x");
    let error = dir.run_json(&["new", "a-file/book.rounds"]).error();
    assert_eq!(error["code"], "io", "{error}");
    let told: Value = error["message"].clone();
    assert!(told.as_str().is_some_and(|message| message.contains("文件")), "{told}");
}
