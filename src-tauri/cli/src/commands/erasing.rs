//! Erasing, one person's data, and the look whether nothing is left.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Failure, Outcome, refused};
use crate::rows::{self, text};
use crate::terminal::Terminal;

/// A customer in the trash or not.
fn anybody(terminal: &Terminal, customer: &str) -> Outcome<i64> {
    match terminal.customer(customer, false) {
        Err(Failure::Refused(error)) if error.code == "not_found" => terminal.customer(customer, true),
        other => other,
    }
}

/// `erase`
pub fn erase(terminal: &mut Terminal, book: &Path, customer: &str, yes: bool, drop_backups: bool) -> Outcome {
    terminal.open(book, Access::Write)?;
    let id = anybody(terminal, customer)?;
    let name = confirmed(terminal, id, yes)?;
    let args = json!({ "id": id, "name": name, "drop_backups": drop_backups });
    carry_out(terminal, args, "cli-erased")
}

/// `anonymise`
pub fn anonymise(terminal: &mut Terminal, book: &Path, customer: &str, yes: bool, neutral: Option<String>) -> Outcome {
    terminal.open(book, Access::Write)?;
    let id = anybody(terminal, customer)?;
    let name = confirmed(terminal, id, yes)?;
    let neutral = match neutral {
        Some(neutral) => neutral,
        None => terminal
            .words
            .text("erase-neutral-name", json!({ "number": id }).as_object().unwrap_or(&Default::default())),
    };
    carry_out(terminal, json!({ "id": id, "name": name, "neutral": neutral }), "cli-anonymised")
}

/// Ends with an error if something is left, with the answer on standard output all the same.
fn carry_out(terminal: &mut Terminal, args: Value, key: &str) -> Outcome {
    let erased = terminal.call("customers_erase", args)?;
    let is_gone = erased["is_gone"] == true;
    if !terminal.answered(&erased)? {
        terminal.say(key, &json!({ "receipt": erased["receipt"]["id"] }))?;
        places(terminal, &erased["left"])?;
        for path in erased["missed"].as_array().into_iter().flatten() {
            terminal.say("cli-erase-missed", &json!({ "path": path }))?;
        }
        mentions(terminal, &erased["mentions"])?;
    }
    Ok(if is_gone { Exit::Done } else { Exit::Failed })
}

/// The customer's name, typed once more unless that was said to be not needed. What will go is shown first.
fn confirmed(terminal: &mut Terminal, id: i64, yes: bool) -> Outcome<String> {
    let plan = terminal.call("erasures_plan", json!({ "id": id }))?;
    let name = text(&plan, "name").to_owned();
    if yes {
        return Ok(name);
    }
    if !terminal.out.is_json() {
        for (table, count) in plan["counts"].as_object().into_iter().flatten() {
            terminal.out.line(&format!("{table}\t{count}"))?;
        }
        mentions(terminal, &plan["mentions"])?;
        terminal.say("cli-erase-ask", &json!({ "name": name }))?;
        terminal.out.flush()?;
    }
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    if typed.trim() == name.trim() {
        Ok(name)
    } else {
        Err(refused("not_confirmed", json!({ "name": name }), json!({ "field": "name" })))
    }
}

fn mentions(terminal: &mut Terminal, mentions: &Value) -> Outcome<()> {
    for mention in mentions.as_array().into_iter().flatten() {
        let whose = text(mention, "customer");
        terminal.out.line(&format!("{}\t{whose}\t{}", text(mention, "record"), text(mention, "text")))?;
    }
    Ok(())
}

fn places(terminal: &mut Terminal, traces: &Value) -> Outcome<()> {
    for trace in traces.as_array().into_iter().flatten() {
        let page = trace["page"].as_u64().map(|page| format!(":{page}")).unwrap_or_default();
        let place = format!("{}{page}", text(trace, "file"));
        terminal.out.line(&format!(
            "{}\t{}\t{place}\t{}",
            text(trace, "text"),
            text(trace, "place"),
            text(trace, "encoding")
        ))?;
    }
    Ok(())
}

/// `subject-export`
pub fn export(terminal: &mut Terminal, book: &Path, customer: &str, out: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let id = anybody(terminal, customer)?;
    let path = std::path::absolute(out)?.display().to_string();
    let made = terminal.call("subjects_export", json!({ "id": id, "path": path, "language": terminal.language }))?;
    if !terminal.answered(&made)? {
        for key in ["json", "document"] {
            terminal.out.line(text(&made, key))?;
        }
    }
    Ok(Exit::Done)
}

/// `verify`: ends with an error if something is wrong or found, with the answer on standard output all the same.
pub fn verify(terminal: &mut Terminal, book: &Path, traces: &[String]) -> Outcome {
    terminal.open(book, Access::Write)?;
    let verified = terminal.call("book_verify", json!({ "traces": traces }))?;
    let ok = verified["ok"] == true;
    if !terminal.answered(&verified)? {
        terminal.say(if ok { "cli-verify-ok" } else { "cli-verify-found" }, &Value::Null)?;
        places(terminal, &verified["traces"])?;
        for problem in verified["check"]["problems"].as_array().into_iter().flatten() {
            terminal.out.line(problem.as_str().unwrap_or_default())?;
        }
        for path in verified["backups_bad"].as_array().into_iter().flatten() {
            terminal.say("cli-verify-backup", &json!({ "path": path }))?;
        }
    }
    Ok(if ok { Exit::Done } else { Exit::Failed })
}

/// `empty-trash`
pub fn empty_trash(terminal: &mut Terminal, book: &Path, days: Option<u32>) -> Outcome {
    terminal.open(book, Access::Write)?;
    let emptied = terminal.call("trash_empty", json!({ "days": days }))?;
    if !terminal.answered(&emptied)? {
        terminal
            .say("cli-trash-emptied", &json!({ "customers": emptied["customers"], "records": emptied["records"] }))?;
    }
    Ok(Exit::Done)
}

/// `receipts`
pub fn receipts(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let receipts = terminal.call("erasures_list", json!({}))?;
    if !terminal.answered(&receipts)? {
        for receipt in receipts.as_array().into_iter().flatten() {
            terminal.out.line(&format!("{}\t{}\t{}", text(receipt, "id"), receipt["at"], receipt["counts"]))?;
        }
    }
    Ok(Exit::Done)
}

/// `retention`
pub fn retention(terminal: &mut Terminal, book: &Path, years: u32) -> Outcome {
    terminal.open(book, Access::Read)?;
    let mut people: Vec<Value> = Vec::new();
    loop {
        let list = terminal.call("retention_list", json!({ "years": years, "at": people.len(), "limit": 1_000 }))?;
        people.extend(list["rows"].as_array().into_iter().flatten().map(rows::row));
        if list["rows"].as_array().is_none_or(Vec::is_empty) || list["total"].as_u64() == Some(people.len() as u64) {
            break;
        }
    }
    let people = Value::Array(people);
    if !terminal.answered(&people)? {
        for row in people.as_array().into_iter().flatten() {
            terminal.out.line(&rows::line(row))?;
        }
    }
    Ok(Exit::Done)
}
