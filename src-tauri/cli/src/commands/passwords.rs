//! The password: set, changed, taken off, tried.

use std::path::Path;

use rounds_api::{Access, Shown};
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome, refused};
use crate::rows::text;
use crate::terminal::{Terminal, first_line};

/// `passwd`
pub fn passwd(
    terminal: &mut Terminal,
    book: &Path,
    new_password_file: Option<&Path>,
    remove: bool,
    new_recovery_code: bool,
) -> Outcome {
    terminal.open(book, Access::Write)?;
    let protected = terminal.call("book_protection", json!({}))?["has_password"] == true;
    let Shown { password: old, recovery_code: code } = terminal.shown();
    let set = if new_recovery_code {
        terminal.call("book_renew_recovery_code", json!({ "password": old.unwrap_or_default() }))?
    } else {
        let new = match (remove, new_password_file) {
            (true, _) => None,
            (false, Some(file)) => Some(first_line(file)?),
            (false, None) => Some(asked_twice(terminal)?),
        };
        if remove && !protected {
            return Err(refused("no_password", json!({}), json!({})));
        }
        terminal.call("book_set_password", json!({ "old": old, "recovery_code": code, "new": new }))?
    };
    if !terminal.answered(&set)? {
        match set["recovery_code"].as_str() {
            Some(code) => terminal.say("cli-password-set", &json!({ "code": code }))?,
            None => terminal.say("cli-password-removed", &Value::Null)?,
        }
        if set["missed"].as_u64().unwrap_or(0) > 0 {
            terminal.say("cli-password-missed", &json!({ "count": set["missed"] }))?;
        }
    }
    Ok(Exit::Done)
}

/// `passwd --new-key`
pub fn renew_key(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Write)?;
    let renewed = terminal.call("book_renew_key", json!({ "password": terminal.shown().password }))?;
    if !terminal.answered(&renewed)? {
        terminal.say("cli-key-renewed", &json!({ "count": renewed["rewritten"] }))?;
        if let Some(code) = renewed["recovery_code"].as_str() {
            terminal.say("cli-password-set", &json!({ "code": code }))?;
        }
        for path in renewed["missed"].as_array().into_iter().flatten() {
            terminal.say("cli-key-missed", &json!({ "path": path }))?;
        }
    }
    Ok(Exit::Done)
}

/// A new password from the terminal, without echo, twice.
fn asked_twice(terminal: &Terminal) -> Outcome<String> {
    let first = terminal.ask_hidden("cli-ask-new-password")?;
    let again = terminal.ask_hidden("cli-ask-new-password-again")?;
    if first == again {
        Ok(first)
    } else {
        Err(refused("invalid", json!({ "field": "new", "reason": "not_the_same" }), json!({ "field": "new" })))
    }
}

/// `unlock`: says whether the password opens the book.
pub fn unlock(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let state = terminal.call("book_protection", json!({}))?;
    if !terminal.answered(&state)? {
        terminal.say("cli-unlocked", &json!({ "name": text(&state, "name") }))?;
    }
    Ok(Exit::Done)
}
