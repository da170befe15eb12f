//! `call`: any command of the door, once or line by line.

use serde_json::json;

use crate::harness::{BOOK, Dir};

#[test]
fn a_command_is_called_with_its_arguments() {
    let dir = Dir::with_book();
    let created = dir.json(&["call", BOOK, "customers_create", r#"{"name":"王记五金店","tags":["重点"]}"#]);
    assert_eq!(created, json!({ "id": 1 }));
    let card = dir.json(&["call", BOOK, "customers_show", r#"{"id":1}"#]);
    assert_eq!((&card["kind"], &card["tags"][0]["name"]), (&json!("company"), &json!("重点")));
    let bare = dir.run(&["call", BOOK, "tags_list"]);
    assert_eq!(bare.json()["tags"][0]["customers"], 1, "an answer is JSON without being asked for it");
}

#[test]
fn what_cannot_be_called_is_told() {
    let dir = Dir::with_book();
    dir.fails(&["call", BOOK, "customers_explode"], "unknown_command");
    dir.fails(&["call", BOOK, "customers_show", r#"{"id":99}"#], "not_found");
    let error = dir.fails(&["call", BOOK, "customers_show", r#"{"name":"x"}"#], "invalid");
    assert_eq!(error["where"]["command"], "customers_show");
    dir.fails(&["call", BOOK, "customers_show", "{id:1}"], "invalid");
    dir.fails(&["call", BOOK, "customers_create", r#"{"name":"x"}"#, "--read"], "in_use");
    assert_eq!(dir.json(&["list", BOOK]), json!([]));
}

#[test]
fn lines_are_answered_one_by_one_with_their_time() {
    let dir = Dir::with_book();
    let mut lines = dir.lines();
    let made = lines.ask("customers_create", json!({ "name": "Ada L." }));
    assert_eq!(made["ok"], json!({ "id": 1 }));
    assert!(made["us"].is_u64(), "{made}");
    let wrong = lines.send("{not json");
    assert_eq!((&wrong["error"]["code"], wrong["us"].is_u64()), (&json!("invalid"), true), "{wrong}");
    let unknown = lines.ask("nothing_do", json!({}));
    assert_eq!(unknown["error"]["code"], "unknown_command");
    assert!(unknown["error"]["message"].is_string() && unknown["error"]["where"].is_object(), "{unknown}");
    let found = lines.send(r#"{"command":"customers_find","args":{"text":"ada"}}"#);
    assert_eq!(found["ok"][0]["name"], "Ada L.", "an error does not end the conversation");
    let bare = lines.send(r#"{"command":"undo"}"#);
    assert_eq!(bare["ok"]["verb"], "customer.create", "args may be left out");
    assert_eq!(lines.end(), 0);
}

#[test]
fn a_job_can_be_started_and_awaited_line_by_line() {
    let dir = Dir::with_book();
    let mut lines = dir.lines();
    let job = lines.ok("sample_fill", json!({ "customers": 20 }))["job"].clone();
    let ended = lines.ok("jobs_wait", json!({ "id": job }));
    assert_eq!((&ended["state"], &ended["result"]["customers"]), (&json!("done"), &json!(20)));
    lines.end();
}
