//! Logging a visit.

use rounds_api::Access;
use rounds_api::words::Words;
use serde_json::{Value, json};

use crate::args::Log;
use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `log`
pub fn log(terminal: &mut Terminal, log: &Log) -> Outcome {
    terminal.open(&log.book, Access::Write)?;
    let customer = terminal.customer(&log.customer, false)?;
    let next = log.next.as_deref().map(|day| terminal.day(day));
    let logged = terminal.call(
        "visits_log",
        json!({
            "customer_id": customer,
            "summary": log.text,
            "kind": log.kind,
            "on": log.on.as_deref().map(|day| terminal.day(day)),
            "time": log.at,
            "next_on": next,
        }),
    )?;
    if !terminal.answered(&logged)? {
        if logged["closed"] == 0 {
            terminal.say("log-saved", &json!({}))?;
        } else {
            terminal.say("log-saved-closing", &json!({ "count": logged["closed"] }))?;
        }
        if let Some(day) = &next {
            terminal.say("log-next-on", &json!({ "day": day }))?;
        }
    }
    Ok(Exit::Done)
}

/// A visit or follow-up of a timeline as one line.
pub fn line(words: &Words, entry: &Value) -> String {
    let what = match (text(entry, "kind"), text(entry, "state")) {
        ("visit", _) => text(entry, "label").to_owned(),
        (_, "done") => words.plain("timeline-followup-done"),
        (_, "dropped") => words.plain("timeline-followup-dropped"),
        _ => words.plain("timeline-followup-open"),
    };
    let outcome = match text(entry, "outcome") {
        "" => String::new(),
        outcome => format!(" → {outcome}"),
    };
    format!("{}\t{what}\t{}{outcome}", text(entry, "on"), text(entry, "text")).replace('\n', " ")
}
