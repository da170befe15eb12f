//! The book and assistants.

use std::path::Path;

use rounds_api::Access;
use rounds_api::words::Words;
use serde_json::{Value, json};

use crate::args::{Allow, Assistant, FIELD};
use crate::assistant::{Desk, serve};
use crate::failures::{Exit, Outcome, refused};
use crate::terminal::Terminal;

/// `assistant`
pub fn allow(terminal: &mut Terminal, asked: &Assistant) -> Outcome {
    let changes = asked.allow.is_some() || asked.show.is_some();
    terminal.open(&asked.book, if changes { Access::Write } else { Access::Read })?;
    let mut edit = json!({});
    if let Some(allow) = asked.allow {
        edit["assistant"] = json!(match allow {
            Allow::Off => "off",
            Allow::Read => "read",
            Allow::Write => "write",
        });
    }
    if let Some(show) = &asked.show {
        let words: Outcome<Vec<String>> = show.iter().map(|word| word_of(terminal, word)).collect();
        edit["assistant_shows"] = json!(words?);
    }
    if changes {
        terminal.call("settings_edit", edit)?;
    }
    let settings = terminal.call("settings_get", json!({}))?;
    let value = json!({ "allow": settings["assistant"], "show": settings["assistant_shows"] });
    if !terminal.answered(&value)? {
        let key = match settings["assistant"].as_str() {
            Some("read") => "cli-assistant-reads",
            Some("write") => "cli-assistant-writes",
            _ => "cli-assistant-off",
        };
        let shown: Vec<&str> = value["show"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        terminal.say(key, &json!({ "shown": shown.join(", ") }))?;
    }
    Ok(Exit::Done)
}

/// A word as the book keeps it: its own fields by their ids.
fn word_of(terminal: &Terminal, word: &str) -> Outcome<String> {
    let Some(label) = word.strip_prefix(FIELD) else { return Ok(word.to_owned()) };
    let fields = terminal.call("fields_list", json!({}))?;
    let ours = fields.as_array().into_iter().flatten().find(|field| {
        field["record"] == "customer" && (field["label"] == label || field["id"].as_i64() == label.parse().ok())
    });
    let id = ours.map(|field| field["id"].to_string());
    id.map(|id| format!("{FIELD}{id}"))
        .ok_or_else(|| refused("not_found", json!({ "kind": "field", "name": label }), json!({})))
}

/// `mcp`
pub fn mcp(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let words = Words::load(terminal.language).map_err(rounds_api::WireError::from)?;
    let desk = Desk { reading: terminal.session(), writing: terminal.another(), book: book.to_owned(), words };
    serve(desk)
}
