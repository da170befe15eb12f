//! Backups, passwords, erasing: what a script sees of them.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

fn people() -> Dir {
    Dir::with_customers(&[
        json!({ "name": "欧阳靖雯", "note": "喜欢麻风树",
                "points": [{ "kind": "phone", "value": "139 1234 5678" }] }),
        json!({ "name": "王记五金" }),
    ])
}

fn names(dir: &Dir) -> Vec<String> {
    let rows = dir.json(&["list", BOOK]);
    rows.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_backup_is_made_listed_and_restored() {
    let dir = people();
    let hash = dir.dump_hash();
    let made = dir.json(&["backup", BOOK, "stick.rounds"]);
    assert!(made["proven_at"].is_i64() && made["customers"] == 2, "{made}");
    dir.fails(&["backup", BOOK, "stick.rounds"], "book_exists");
    assert_eq!(dir.json(&["backups", BOOK])[0]["path"], made["path"]);
    dir.json(&["trash", BOOK, "王记五金"]);
    let restored = dir.json(&["restore", BOOK, "stick.rounds"]);
    assert_eq!(dir.dump_hash(), hash);
    let aside = restored["set_aside"].as_str().unwrap().to_owned();
    assert_eq!(dir.json(&["backups", BOOK])[0]["path"], json!(aside), "the book of before is one of them now");
    dir.json(&["restore", BOOK, &aside]);
    assert_eq!(names(&dir), ["欧阳靖雯"]);
    dir.fails(&["restore", BOOK, "nowhere.rounds"], "book_missing");
}

#[test]
fn a_damaged_book_is_told_and_restored_or_salvaged() {
    let dir = people();
    dir.json(&["backup", BOOK, "stick.rounds"]);
    let mut bytes = std::fs::read(dir.path(BOOK)).unwrap();
    bytes[30 * 4096 + 99] ^= 1;
    dir.file(BOOK, &bytes);
    let run = dir.run_json(&["check", BOOK]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    let salvaged = dir.run_json(&["salvage", BOOK, "new.rounds"]);
    assert!(matches!(salvaged.code, 0 | 2), "{}", salvaged.stderr);
    assert_eq!(dir.json(&["check", "new.rounds"])["ok"], true);
    assert_eq!(std::fs::read(dir.path(BOOK)).unwrap(), bytes, "the damaged one is only read");
    let restored = dir.json(&["restore", BOOK, "stick.rounds"]);
    assert_eq!(std::fs::read(restored["set_aside"].as_str().unwrap()).unwrap(), bytes, "and is kept");
    assert_eq!(names(&dir), ["欧阳靖雯", "王记五金"]);
}

#[test]
fn who_is_erased_is_nowhere_any_more_and_stays_so() {
    let dir = people();
    dir.json(&["backup", BOOK, "stick.rounds"]);
    std::fs::copy(dir.path("stick.rounds"), dir.path("pocket.copy")).unwrap();
    let trace = ["verify", BOOK, "--trace", "欧阳靖雯", "--trace", "13912345678", "--trace", "麻风树"];
    let found = dir.run_json(&trace);
    assert_eq!(found.code, 1);
    let place = &found.json()["traces"][0];
    assert!(place["file"].is_string() && place["place"].is_string(), "it says where: {place}");
    dir.fails(&["erase", BOOK, "欧阳靖雯"], "not_confirmed");
    let erased = dir.json(&["erase", BOOK, "欧阳靖雯", "--yes"]);
    assert_eq!((&erased["is_gone"], &erased["left"], &erased["rewritten"]), (&json!(true), &json!([]), &json!(1)));
    assert!(!erased["receipt"].to_string().contains("欧阳"), "{erased}");
    assert_eq!(dir.json(&trace)["ok"], true);
    let restored = dir.json(&["restore", BOOK, "pocket.copy"]);
    assert_eq!(restored["erased_again"], 1);
    assert_eq!(names(&dir), ["王记五金"]);
    assert_eq!(dir.json(&trace)["traces"], json!([]));
    assert_eq!(dir.json(&["receipts", BOOK]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_name_typed_once_more_confirms_and_anonymise_keeps_the_visits() {
    let dir = people();
    dir.json(&["log", BOOK, "欧阳靖雯", "看树苗"]);
    let mut process = dir
        .command(&["anonymise", BOOK, "欧阳靖雯", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(process.stdin.take().unwrap(), "欧阳靖雯").unwrap();
    let ended = process.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    let list = dir.json(&["list", BOOK]);
    assert!(list.to_string().contains("匿名客户") && !list.to_string().contains("欧阳"), "{list}");
    let id = list.as_array().unwrap().iter().find(|row| row["name"] != "王记五金").unwrap()["id"].to_string();
    assert_eq!(dir.json(&["show", BOOK, &id])["visit_count"], 1);
}

#[test]
fn one_persons_data_is_written_whole() {
    let dir = people();
    dir.json(&["log", BOOK, "欧阳靖雯", "看树苗"]);
    let made = dir.json(&["subject-export", BOOK, "欧阳靖雯", "out.json"]);
    let data: Value = serde_json::from_slice(&std::fs::read(dir.path("out.json")).unwrap()).unwrap();
    assert_eq!(data["customer"]["name"], "欧阳靖雯");
    for part in ["visit", "contact_point", "customer_detail", "customer"] {
        assert!(data["records"][part].is_array(), "{part}: {}", data["records"]);
    }
    assert!(std::fs::read_to_string(made["document"].as_str().unwrap()).unwrap().contains("看树苗"));
    dir.fails(&["subject-export", BOOK, "欧阳靖雯", "out.json"], "file_exists");
}

#[test]
fn a_password_locks_every_command_out() {
    let dir = people();
    let (first, wrong) = (dir.file("pw", "春风十里 2026\n"), dir.file("wrong", "falsch falsch\n"));
    let set = dir.json(&["passwd", BOOK, "--new-password-file", &first]);
    assert_eq!(set["protection"]["has_password"], true);
    let code = dir.file("code", set["recovery_code"].as_str().unwrap());
    for args in [vec!["list", BOOK], vec!["tag", BOOK, "1", "重点"], vec!["check", BOOK], vec!["undo", BOOK]] {
        dir.fails(&args, "locked");
    }
    dir.fails(&["list", BOOK, "--password-file", &wrong], "wrong_password");
    assert_eq!(dir.json(&["list", BOOK, "--password-file", &first]).as_array().map(Vec::len), Some(2));
    dir.json(&["unlock", BOOK, "--recovery-code-file", &code]);
    dir.json(&["backup", BOOK, "stick.rounds", "--password-file", &first]);
    dir.fails(&["restore", BOOK, "stick.rounds"], "locked");
    dir.json(&["restore", BOOK, "stick.rounds", "--password-file", &first]);
    let second = dir.file("pw2", "eine andere\n");
    dir.json(&["passwd", BOOK, "--password-file", &first, "--new-password-file", &second]);
    dir.fails(&["list", BOOK, "--password-file", &first], "wrong_password");
    dir.json(&["passwd", BOOK, "--password-file", &second, "--remove"]);
    dir.json(&["list", BOOK]);
}

#[test]
fn while_locked_every_command_of_the_door_says_so() {
    let dir = people();
    let password = dir.file("pw", "春风十里 2026\n");
    dir.json(&["passwd", BOOK, "--new-password-file", &password]);
    let mut process = dir
        .command(&["call", BOOK, "-", "--password-file", &password])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = vec![json!({ "command": "book_lock" })];
    lines.extend(rounds_api::COMMANDS.iter().map(|command| json!({ "command": command, "args": {} })));
    lines.retain(|line| line["command"] != "book_close");
    lines.push(json!({ "command": "book_unlock", "args": { "password": "春风十里 2026" } }));
    lines.push(json!({ "command": "customers_list" }));
    let mut input = process.stdin.take().unwrap();
    let sent = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    std::thread::spawn(move || input.write_all(sent.as_bytes()));
    let output = process.wait_with_output().unwrap();
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), lines.len());
    for (line, answer) in lines.iter().zip(&answers).skip(1).take(lines.len() - 3) {
        let command = line["command"].as_str().unwrap();
        if rounds_api::WHILE_LOCKED.contains(&command) {
            assert!(!answer.to_string().contains("欧阳"), "{command}: {answer}");
        } else {
            assert_eq!(answer["error"]["code"], "locked", "{command}: {answer}");
        }
    }
    assert_eq!(answers.last().unwrap()["ok"]["total"], 2, "and unlocked it answers again");
}

#[test]
fn an_import_is_preceded_by_a_backup_and_retention_proposes_the_forgotten() {
    let dir = people();
    let file = dir.file("more.csv", "姓名,电话\n李庄合作社,13800001111\n");
    dir.json(&["import", BOOK, &file]);
    let backups = dir.json(&["backups", BOOK]);
    assert_eq!((&backups[0]["reason"], &backups[0]["customers"]), (&json!("import"), &json!(2)), "{backups}");
    assert_eq!(dir.json(&["retention", BOOK]), json!([]), "nobody is old enough");
    assert_eq!(dir.json(&["retention", BOOK, "--years", "0"]).as_array().map(Vec::len), Some(3));
}
