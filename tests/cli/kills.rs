//! A program that is killed: what it answered as done is there, and nothing is there by half.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

/// Rows of a file that is imported.
const ROWS: usize = 40;

/// A customer as the test knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Known {
    note: String,
    stage: Option<i64>,
    phones: Vec<String>,
    tags: Vec<String>,
    visits: i64,
}

/// The whole book, by name.
type Model = BTreeMap<String, Known>;

/// Chance that can be had again (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

/// Something to do: the lines that ask for it, and the book afterwards.
struct Act {
    command: &'static str,
    args: Value,
    after: Model,
}

fn act(dice: &mut Dice, number: usize, dir: &Dir, is: &Model, ids: &HashMap<String, i64>, before: &[Model]) -> Act {
    let mut after = is.clone();
    let name = format!("客户{number}");
    let names: Vec<&String> = is.keys().filter(|name| ids.contains_key(*name)).collect();
    let some = (!names.is_empty()).then(|| names[dice.below(names.len() as u64) as usize].clone());
    let (command, args) = match (dice.below(10), some) {
        (4 | 5, Some(some)) => {
            after.get_mut(&some).unwrap().visits += 1;
            (
                "visits_log",
                json!({"customer_id": ids[&some], "summary": format!("第 {number} 次"), "next_on": "2027-01-01"}),
            )
        }
        (6, Some(some)) => {
            after.get_mut(&some).unwrap().note = format!("备注{number}");
            ("customers_edit", json!({"id": ids[&some], "note": format!("备注{number}")}))
        }
        (7, Some(_)) => {
            let stage = 1 + number as i64 % 4;
            after.values_mut().for_each(|known| known.stage = Some(stage));
            ("customers_set_stage", json!({"customers": {"matching": {"rule": {"all": []}}}, "to": stage}))
        }
        (8, _) if before.len() > 1 => {
            after = before[before.len() - 2].clone();
            ("undo", json!({}))
        }
        (9, _) => {
            let lines = (0..ROWS).map(|row| format!("导入{number}-{row},1391{:07},老客户\n", number * ROWS + row));
            let text = format!("客户名称,手机,标签\n{}", lines.collect::<String>());
            let path = dir.file(&format!("{number}.csv"), text);
            for row in 0..ROWS {
                let phones = vec![format!("+861391{:07}", number * ROWS + row)];
                let known = Known { stage: Some(1), phones, tags: vec!["老客户".into()], ..Known::default() };
                after.insert(format!("导入{number}-{row}"), known);
            }
            ("import_start", json!({ "path": path }))
        }
        _ => {
            let known = Known {
                stage: Some(1),
                phones: vec![format!("+861380{number:07}")],
                tags: vec!["批发".into()],
                ..Known::default()
            };
            after.insert(name.clone(), known);
            let points = json!([{"kind": "phone", "value": format!("1380{number:07}")}]);
            ("customers_create", json!({"name": name, "points": points, "tags": ["批发"]}))
        }
    };
    Act { command, args, after }
}

/// What the book says now, and the ids in it.
fn found(dir: &Dir) -> (Model, HashMap<String, i64>) {
    let mut lines = dir.lines();
    let check = lines.ok("book_check", json!({}));
    assert_eq!(check["ok"], true, "{check}");
    let rows = lines.ok("customers_list", json!({"limit": 1_000}))["rows"].take();
    let (mut model, mut ids) = (Model::new(), HashMap::new());
    for row in rows.as_array().unwrap() {
        let card = lines.ok("customers_show", json!({"id": row["id"]}));
        let texts = |list: &Value, key: &str| -> Vec<String> {
            list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap().to_owned()).collect()
        };
        let name = card["name"].as_str().unwrap().to_owned();
        ids.insert(name.clone(), card["id"].as_i64().unwrap());
        let known = Known {
            note: card["note"].as_str().unwrap().to_owned(),
            stage: card["stage_id"].as_i64(),
            phones: texts(&card["contact_points"], "value"),
            tags: texts(&card["tags"], "name"),
            visits: card["visit_count"].as_i64().unwrap(),
        };
        model.insert(name, known);
    }
    assert_eq!(lines.end(), 0);
    (model, ids)
}

#[derive(Debug, Default)]
struct Tally {
    kills: usize,
    acknowledged: usize,
    /// Kills amid a step that was there all the same, whole.
    came_through: usize,
    /// Kills before anything was answered.
    at_once: usize,
}

/// Kills the program so many times, each book being used for some of them.
fn kill(times: usize, seed: u64) -> Tally {
    let mut dice = Dice(seed);
    let mut tally = Tally::default();
    while tally.kills < times {
        let dir = Dir::with_book();
        // All states since the book was new, as undo goes back through them.
        let mut states = vec![Model::new()];
        let mut ids = HashMap::new();
        let mut number = 0;
        for _ in 0..12 {
            number = once(&mut dice, &dir, &mut states, &mut ids, number, &mut tally);
            tally.kills += 1;
        }
    }
    tally
}

/// Starts the program, lets it work, kills it, and looks.
fn once(
    dice: &mut Dice,
    dir: &Dir,
    states: &mut Vec<Model>,
    ids: &mut HashMap<String, i64>,
    mut number: usize,
    tally: &mut Tally,
) -> usize {
    let mut child = dir.command(&["call", BOOK, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let child = Arc::new(Mutex::new(child));
    // Now and then while it opens the book; mostly at some moment after its first answer.
    let is_early = dice.below(5) == 0;
    let wait = Duration::from_micros(dice.below(if is_early { 60_000 } else { 250_000 }));
    let (open, opened) = mpsc::channel();
    let killer = {
        let child = Arc::clone(&child);
        std::thread::spawn(move || {
            if !is_early {
                let _ = opened.recv();
            }
            std::thread::sleep(wait);
            child.lock().unwrap().kill().unwrap();
        })
    };
    let mut ask = |command: &str, args: &Value| -> Option<Value> {
        writeln!(input, "{}", json!({"command": command, "args": args})).ok()?;
        let mut line = String::new();
        output.read_line(&mut line).ok()?;
        let mut answer: Value = serde_json::from_str(&line).ok()?;
        assert!(answer.get("ok").is_some(), "{command} {args}: {answer}");
        Some(answer["ok"].take())
    };
    let _ = ask("history_state", &json!({})).map(|_| open.send(()));
    // An early death would leave the killer waiting.
    drop(open);
    let mut acknowledged = 0;
    let under_way = loop {
        number += 1;
        let is = states.last().unwrap().clone();
        let next = act(dice, number, dir, &is, ids, states);
        let answer = match ask(next.command, &next.args) {
            // An import is done when its job is.
            Some(job) if next.command == "import_start" => ask("jobs_wait", &json!({"id": job["job"]})),
            other => other,
        };
        let Some(answer) = answer else { break next };
        acknowledged += 1;
        if next.command == "undo" {
            states.pop();
        } else if next.after != is {
            states.push(next.after);
        }
        if let Some(id) = answer["id"].as_i64().filter(|_| next.command == "customers_create") {
            ids.insert(format!("客户{number}"), id);
        }
    };
    killer.join().unwrap();
    child.lock().unwrap().wait().unwrap();
    tally.acknowledged += acknowledged;
    tally.at_once += usize::from(acknowledged == 0);
    let (now, new_ids) = found(dir);
    *ids = new_ids;
    let saved = states.last().unwrap();
    if now != *saved {
        let differ = |other: &Model| -> Vec<String> {
            let names = now.keys().chain(other.keys()).filter(|name| now.get(*name) != other.get(*name));
            names.take(3).map(|name| format!("{name}: {:?} is {:?}", other.get(name), now.get(name))).collect()
        };
        assert!(
            now == under_way.after,
            "killed amid {} after {acknowledged} answers: {:?}, {:?}",
            under_way.command,
            differ(saved),
            differ(&under_way.after)
        );
        tally.came_through += 1;
        if under_way.command == "undo" {
            states.pop();
        } else {
            states.push(under_way.after);
        }
    }
    number
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let tally = kill(50, 1);
    assert!(tally.acknowledged > 100, "{tally:?}");
}

/// `cargo xtask prove kills`
#[test]
#[ignore = "takes minutes: cargo xtask prove kills"]
fn prove_kills() {
    let tally = kill(1_000, 1_000);
    println!(
        "{} kills, {} answers: none lost, none by half; {} steps under way were there whole, {} kills before any answer",
        tally.kills, tally.acknowledged, tally.came_through, tally.at_once
    );
    assert!(tally.acknowledged > 2_000, "{tally:?}");
}
