//! The steps: undo, redo, and what was done.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;
use crate::wording;

/// `undo`
pub fn undo(terminal: &mut Terminal, book: &Path, step: Option<i64>) -> Outcome {
    match step {
        Some(id) => turn(terminal, book, "history_undo_step", json!({ "id": id }), "undone-what"),
        None => turn(terminal, book, "undo", json!({}), "undone-what"),
    }
}

/// `redo`
pub fn redo(terminal: &mut Terminal, book: &Path) -> Outcome {
    turn(terminal, book, "redo", json!({}), "redone-what")
}

fn turn(terminal: &mut Terminal, book: &Path, command: &str, args: Value, key: &str) -> Outcome {
    terminal.open(book, Access::Write)?;
    let change = terminal.call(command, args)?;
    if !terminal.answered(&change)? {
        let what = wording::change(&terminal.words, &change);
        terminal.say(key, &json!({ "what": what }))?;
    }
    Ok(Exit::Done)
}

/// `history`
pub fn list(terminal: &mut Terminal, book: &Path, customer: Option<&str>, limit: u32) -> Outcome {
    terminal.open(book, Access::Read)?;
    let id = customer.map(|customer| terminal.customer(customer, false)).transpose()?;
    let changes = terminal.call("history_list", json!({ "customer_id": id, "limit": limit, "edits": id.is_some() }))?;
    if !terminal.answered(&changes)? {
        for change in changes.as_array().into_iter().flatten() {
            let state = match text(change, "state") {
                "undone" => terminal.words.plain("cli-undone"),
                _ => String::new(),
            };
            let what = wording::change(&terminal.words, change);
            terminal.out.line(format!("#{}\t{what}\t{state}", change["id"]).trim_end())?;
        }
        if changes.as_array().is_none_or(Vec::is_empty) {
            terminal.say("history-empty", &Value::Null)?;
        }
    }
    Ok(Exit::Done)
}
