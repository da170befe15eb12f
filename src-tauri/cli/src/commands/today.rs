//! The day.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `today`
pub fn show(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let today = terminal.call("today_show", json!({}))?;
    if terminal.answered(&today)? {
        return Ok(Exit::Done);
    }
    for (list, key) in [("overdue", "today-overdue"), ("today", "today-due"), ("week", "today-week")] {
        let rows = today[list]["rows"].as_array().cloned().unwrap_or_default();
        if rows.is_empty() {
            continue;
        }
        terminal.say(key, &json!({}))?;
        for row in &rows {
            terminal.out.line(&line(row, "due_on"))?;
        }
    }
    let birthdays = today["birthdays"].as_array().cloned().unwrap_or_default();
    if !birthdays.is_empty() {
        terminal.say("today-birthdays", &json!({}))?;
    }
    for row in &birthdays {
        terminal.out.line(&line(row, "on"))?;
    }
    Ok(Exit::Done)
}

fn line(row: &Value, day: &str) -> String {
    format!("{}\t{}\t{}", text(row, day), text(row, "customer"), text(row, "what")).trim_end().replace('\n', " ")
}
