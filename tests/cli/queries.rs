//! Questions in SQL, the stream of changes, and what makes the program at home in a shell.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

fn dir() -> Dir {
    Dir::with_customers(&[
        json!({"name": "王记五金", "tags": ["批发"], "points": [{"kind": "phone", "value": "13800001234"}]}),
        json!({"name": "=1+1, \"Ada\"", "tags": ["VIP"]}),
    ])
}

#[test]
fn a_question_is_answered_as_a_table_csv_and_json() {
    let dir = dir();
    let sql = "SELECT name, phone FROM v_customers ORDER BY id";
    assert_eq!(
        dir.json(&["query", BOOK, sql]),
        json!([{"name": "王记五金", "phone": "+8613800001234"}, {"name": "=1+1, \"Ada\"", "phone": null}])
    );
    let csv = dir.run(&["query", BOOK, sql, "--format", "csv"]).stdout;
    assert_eq!(csv, "name,phone\n王记五金,+8613800001234\n\"=1+1, \"\"Ada\"\"\",\n");
    let lines = dir.run(&["query", BOOK, sql, "--format", "jsonl"]).stdout;
    assert_eq!(lines.lines().count(), 2);
    let table = dir.run(&["query", BOOK, sql]).stdout;
    let columns: Vec<&str> = table.lines().filter_map(|line| line.split("  +86").nth(1)).collect();
    assert!(table.starts_with("name") && columns == ["13800001234"], "{table}");
    assert_eq!(dir.json(&["query", BOOK, "SELECT 1 AS a WHERE 0"]), json!([]));
    let cut = dir.run(&["query", BOOK, sql, "--limit", "1", "--lang", "en"]);
    assert!(cut.stderr.contains("first 1 rows"), "{}", cut.stderr);
}

#[test]
fn a_question_cannot_write_or_go_on_for_ever() {
    let dir = dir();
    let before = dir.dump_hash();
    for sql in ["DELETE FROM customer", "SELECT name FROM customer", "PRAGMA writable_schema = 1", "ATTACH 'x' AS y"] {
        let error = dir.fails(&["query", BOOK, sql], "query_refused");
        assert!(error["message"].as_str().unwrap().contains("--tables"), "{error}");
    }
    assert_eq!(dir.json(&["query", BOOK, "SELECT count(*) AS n FROM customer", "--tables"]), json!([{"n": 2}]));
    dir.fails(&["query", BOOK, "DELETE FROM customer", "--tables"], "query_refused");
    dir.fails(&["query", BOOK, "SELECT nothing FROM v_customers"], "query_wrong");
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    dir.fails(&["query", BOOK, endless, "--timeout", "1"], "query_too_long");
    assert_eq!(dir.dump_hash(), before);
    assert!(!dir.path("x").exists());
}

#[test]
fn a_question_is_answered_beside_an_open_window() {
    let dir = dir();
    let mut window = dir.lines();
    window.ok("tags_list", json!({}));
    assert_eq!(dir.json(&["query", BOOK, "SELECT count(*) AS n FROM v_tags"]), json!([{"n": 2}]));
    window.end();
}

#[test]
fn changes_are_told_as_they_come() {
    let dir = dir();
    let all = dir.run(&["changes", BOOK]).stdout;
    let all: Vec<Value> = all.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(all.iter().map(|change| change["id"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((&all[1]["verb"], &all[1]["customer_ids"]), (&json!("customer.create"), &json!([2])));
    assert_eq!(dir.run(&["changes", BOOK, "--since", "2"]).stdout, "");

    let mut following =
        dir.command(&["changes", BOOK, "--since", "1", "--follow"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(following.stdout.take().unwrap()).lines();
    let mut next = || -> Value { serde_json::from_str(&told.next().unwrap().unwrap()).unwrap() };
    assert_eq!(next()["id"], 2, "first what there is already");
    dir.json(&["tag", BOOK, "1", "重点"]);
    let change = next();
    assert_eq!(
        (&change["id"], &change["verb"], &change["customer_ids"]),
        (&json!(3), &json!("customers.tag"), &json!([1]))
    );
    dir.json(&["undo", BOOK]);
    assert_eq!(next(), json!({"id": 3, "state": "undone"}));
    dir.json(&["redo", BOOK]);
    assert_eq!(next(), json!({"id": 3, "state": "done"}));
    following.kill().unwrap();
    following.wait().unwrap();
}

#[test]
fn who_no_longer_listens_to_changes_ends_it_quietly() {
    let dir = dir();
    let mut command = dir.command(&["changes", BOOK, "--follow"]);
    let mut following = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(following.stdout.take().unwrap()).lines();
    told.next().unwrap().unwrap();
    drop(told);
    dir.json(&["tag", BOOK, "1", "重点"]);
    let ended = following.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "with no complaint");
    assert!(ended.status.success() || ended.status.code().is_none(), "{}", ended.status);
}

#[test]
fn shells_and_man_know_the_program() {
    let dir = Dir::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = dir.run(&["completions", shell]);
        assert_eq!(script.code, 0);
        assert!(script.stdout.contains("not-same") && script.stdout.contains("duplicates"), "{shell}");
    }
    assert_eq!(dir.run(&["man", "man1"]).code, 0);
    let page = std::fs::read_to_string(dir.path("man1/rounds-cli-query.1")).unwrap();
    assert!(page.contains("timeout") && page.contains("v_customers"), "its options and its example");
    assert!(dir.path("man1/rounds-cli.1").exists());
}
