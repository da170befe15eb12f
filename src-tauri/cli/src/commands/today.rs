//! The day, and a look back at some.

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

/// `review`
pub fn review(terminal: &mut Terminal, book: &Path, from: Option<&str>, to: Option<&str>) -> Outcome {
    terminal.open(book, Access::Read)?;
    let span = json!({
        "from": from.map(|day| terminal.day(day)),
        "to": to.map(|day| terminal.day(day)),
    });
    if terminal.out.is_json() {
        let review = terminal.call("review_show", span)?;
        terminal.answered(&review)?;
        return Ok(Exit::Done);
    }
    let mut ask = span;
    ask["language"] = json!(terminal.language);
    let said = terminal.call("review_text", ask)?;
    for line in said.as_str().unwrap_or_default().lines() {
        terminal.out.line(line)?;
    }
    Ok(Exit::Done)
}
