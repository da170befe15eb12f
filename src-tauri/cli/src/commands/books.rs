//! The book as a whole: making, checking, filling with samples.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// Makes a book in the language of the output.
fn make(terminal: &Terminal, book: &Path, country: Option<String>) -> Outcome<Value> {
    let path = std::path::absolute(book)?;
    terminal.call(
        "book_create",
        json!({ "path": path.display().to_string(), "language": terminal.language, "home_country": country }),
    )
}

/// `new`
pub fn new(terminal: &mut Terminal, book: &Path, country: Option<String>) -> Outcome {
    let made = make(terminal, book, country)?;
    if !terminal.answered(&made)? {
        terminal.say("cli-book-made", &json!({ "path": made["path"] }))?;
    }
    Ok(Exit::Done)
}

/// `check`: ends with an error if something is wrong, with the report on standard output all the same.
pub fn check(terminal: &mut Terminal, book: &Path, rebuild: bool) -> Outcome {
    terminal.open(book, if rebuild { Access::Write } else { Access::Read })?;
    let report = terminal.call(if rebuild { "book_rebuild" } else { "book_check" }, json!({}))?;
    let ok = report["ok"] == true;
    if !terminal.answered(&report)? {
        let problems: Vec<&str> =
            report["problems"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if ok {
            terminal.say("cli-check-ok", &json!({}))?;
        } else {
            terminal.say("cli-check-problems", &json!({ "count": problems.len() }))?;
        }
        for problem in problems {
            terminal.out.line(problem)?;
        }
        for key in ["content_hash", "dump_hash"] {
            terminal.out.line(&format!("{key} {}", text(&report, key)))?;
        }
    }
    Ok(if ok { Exit::Done } else { Exit::Failed })
}

/// `sample`
pub fn sample(terminal: &mut Terminal, book: &Path, customers: u32, seed: u32) -> Outcome {
    if book.exists() {
        terminal.open(book, Access::Write)?;
    } else {
        make(terminal, book, None)?;
    }
    let report = terminal.job("sample_fill", json!({ "customers": customers, "seed": seed }))?;
    if !terminal.answered(&report)? {
        terminal.say("cli-sample-made", &report)?;
    }
    Ok(Exit::Done)
}
