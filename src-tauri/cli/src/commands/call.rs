//! Any command of the door, once or line by line.

use std::io::BufRead;
use std::path::Path;
use std::time::Instant;

use rounds_api::{Access, WireError};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::failures::{Exit, Failure, Outcome, refused};
use crate::terminal::Terminal;

/// How the names of commands end that read only.
const READING: [&str; 6] = ["_list", "_show", "_find", "_get", "_resolve", "_state"];

fn reads_only(command: &str) -> bool {
    READING.iter().any(|end| command.ends_with(end))
        || matches!(command, "book_check" | "import_preview" | "import_dry_run" | "query_ask")
}

/// `call`
pub fn call(terminal: &mut Terminal, book: &Path, command: &str, args: Option<&str>, read: bool) -> Outcome {
    let access = if read || reads_only(command) { Access::Read } else { Access::Write };
    terminal.open(book, access)?;
    if command == "-" {
        return lines(terminal);
    }
    let args: Value = serde_json::from_str(args.unwrap_or("{}")).map_err(|error| {
        let args = json!({ "field": "args", "reason": "not_the_shape", "detail": error.to_string() });
        refused("invalid", args, json!({ "command": command }))
    })?;
    let answer = terminal.call(command, args)?;
    terminal.out.json(&answer)?;
    Ok(Exit::Done)
}

/// A line that asks for something.
#[derive(Deserialize)]
struct Request {
    command: String,
    #[serde(default)]
    args: Value,
}

/// Answers each line with one, until there are no more. `us` is the time in the door, in microseconds.
fn lines(terminal: &mut Terminal) -> Outcome {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let began = Instant::now();
        let answer = match serde_json::from_str::<Request>(&line) {
            Ok(request) => terminal.call(&request.command, request.args),
            Err(error) => {
                let args = json!({ "field": "line", "reason": "not_the_shape", "detail": error.to_string() });
                Err(refused("invalid", args, json!({})))
            }
        };
        let us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let answer = match answer {
            Ok(value) => json!({ "ok": value, "us": us }),
            Err(Failure::Refused(error) | Failure::Ambiguous(error, _)) => {
                json!({ "error": terminal.error_value(&error), "us": us })
            }
            Err(Failure::Output(error)) => {
                json!({ "error": terminal.error_value(&WireError::internal(error.to_string())), "us": us })
            }
        };
        terminal.out.json(&answer)?;
        // Whoever asks waits for the answer before the next question.
        terminal.out.flush()?;
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::reads_only;

    #[test]
    fn what_reads_works_beside_an_open_window() {
        for command in
            ["customers_list", "customers_show", "history_state", "book_check", "import_dry_run", "drafts_get"]
        {
            assert!(reads_only(command), "{command}");
        }
        for command in ["customers_trash", "undo", "import_start", "visits_log", "-"] {
            assert!(!reads_only(command), "{command}");
        }
    }
}
