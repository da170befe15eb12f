//! The stream of committed changes.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::terminal::Terminal;

/// How often the book is looked at.
const PAUSE: Duration = Duration::from_millis(250);

/// `changes`: a line for each change. While following, a line too for each that is undone or redone.
pub fn changes(terminal: &mut Terminal, book: &Path, since: i64, follow: bool) -> Outcome {
    terminal.open(book, Access::Read)?;
    let mut last = since;
    let mut undone: Option<BTreeSet<i64>> = None;
    loop {
        let found = terminal.call("changes_list", json!({ "since": last }))?;
        let changes = found["changes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let now: BTreeSet<i64> = found["undone"].as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
        turned(terminal, &now, undone.as_ref(), last)?;
        for change in changes {
            last = change["id"].as_i64().unwrap_or(last);
            terminal.out.json(change)?;
        }
        undone = Some(now);
        terminal.out.flush()?;
        // A full page: there may be more at once.
        if changes.is_empty() {
            if !follow {
                return Ok(Exit::Done);
            }
            sleep(PAUSE);
        }
    }
}

/// What was told before and is undone now, or done again.
fn turned(terminal: &mut Terminal, now: &BTreeSet<i64>, before: Option<&BTreeSet<i64>>, last: i64) -> Outcome<()> {
    let Some(before) = before else { return Ok(()) };
    for id in now.difference(before).filter(|id| **id <= last) {
        terminal.out.json(&json!({ "id": id, "state": "undone" }))?;
    }
    for id in before.difference(now) {
        // One that is gone for good was told as undone already.
        let again = terminal.call("changes_list", json!({ "since": id - 1, "limit": 1 }))?;
        if again["changes"][0]["id"] == *id {
            terminal.out.json(&json!({ "id": id, "state": "done" }))?;
        }
    }
    Ok(())
}
