//! Appointments into and out of iCalendar files.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `export-calendar`
pub fn export(terminal: &mut Terminal, book: &Path, file: &Path, from: Option<&str>, only: bool) -> Outcome {
    terminal.open(book, Access::Write)?;
    let from = from.map(|day| terminal.day(day));
    let ask = json!({ "path": file.display().to_string(), "from": from, "only_appointments": only });
    let written = terminal.call("calendar_export", ask)?;
    if !terminal.answered(&written)? {
        terminal.say("calendar-written", &json!({ "count": written["appointments"] }))?;
    }
    Ok(Exit::Done)
}

/// `import-calendar`
pub fn import(terminal: &mut Terminal, book: &Path, file: &Path, customer: Option<&str>) -> Outcome {
    terminal.open(book, Access::Write)?;
    let customer = customer.map(|customer| terminal.customer(customer, false)).transpose()?;
    let told =
        terminal.call("calendar_import", json!({ "path": file.display().to_string(), "customer_id": customer }))?;
    let list = |key: &str| told[key].as_array().cloned().unwrap_or_default();
    let (left_out, unread) = (list("left_out"), list("unread"));
    let exit = if left_out.is_empty() && unread.is_empty() { Exit::Done } else { Exit::DoneInPart };
    if terminal.answered(&told)? {
        return Ok(exit);
    }
    terminal
        .say("calendar-taken", &json!({ "made": told["made"], "changed": told["changed"], "same": told["same"] }))?;
    for one in &left_out {
        terminal.say("calendar-left-out", &json!({ "line": one["line"], "day": one["on"], "text": one["summary"] }))?;
    }
    for one in &unread {
        let reason = reason(terminal, text(one, "code"));
        terminal.say("calendar-unread", &json!({ "line": one["line"], "text": one["about"], "reason": reason }))?;
    }
    Ok(exit)
}

/// Why a line was not understood.
fn reason(terminal: &Terminal, code: &str) -> Value {
    let code = code.trim_start_matches("calendar_").replace('_', "-");
    terminal.words.plain(&format!("calendar-{code}")).into()
}
