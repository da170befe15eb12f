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
        if change["erased"].as_i64().is_some_and(|erased| erased > 0) {
            terminal.say("undone-without-erased", &Value::Null)?;
        }
    }
    Ok(Exit::Done)
}

/// `undo --step … --rest`: what stays is listed, a cell a line.
pub fn undo_rest(terminal: &mut Terminal, book: &Path, step: i64) -> Outcome {
    terminal.open(book, Access::Write)?;
    let undone = terminal.call("history_undo_rest", json!({ "id": step }))?;
    if !terminal.answered(&undone)? {
        let what = wording::change(&terminal.words, &undone["step"]);
        terminal.say("undone-rest", &json!({ "what": what, "back": undone["put_back"], "kept": undone["kept"] }))?;
        for cell in undone["cells"].as_array().into_iter().flatten() {
            let what = terminal.words.plain(&format!("kept-{}", text(cell, "what").replace('_', "-")));
            terminal.out.line(format!("{what}\t{}", text(cell, "customer")).trim_end())?;
        }
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
