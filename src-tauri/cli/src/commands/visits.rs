//! Logging a visit.

use rounds_api::Access;
use rounds_api::words::Words;
use serde_json::{Value, json};

use super::customers::{both_spaced, content};
use crate::args::Log;
use crate::failures::{Exit, Outcome, refused};
use crate::rows::text;
use crate::terminal::Terminal;

/// `log`
pub fn log(terminal: &mut Terminal, log: &Log) -> Outcome {
    terminal.open(&log.book, Access::Write)?;
    let customer = terminal.customer(&log.customer, false)?;
    let values = values(terminal, &log.values)?;
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
            "values": values,
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

/// What fields of visits hold, given as `FIELD=VALUE`; the field by its label, the value as a person writes it.
pub(super) fn values(terminal: &Terminal, given: &[String]) -> Outcome<Vec<Value>> {
    let mut values = Vec::with_capacity(given.len());
    let fields = if given.is_empty() { json!([]) } else { terminal.call("fields_list", json!({}))? };
    for pair in given {
        let (label, said) = pair.split_once('=').unwrap_or((pair, ""));
        let of_visits = |field: &&Value| text(field, "record") == "visit" && text(field, "label") == label.trim();
        let field = fields.as_array().into_iter().flatten().find(of_visits).ok_or_else(|| {
            refused("not_found", json!({ "record": "field", "name": label.trim() }), json!({ "field": "set" }))
        })?;
        let value = terminal.call("values_read", json!({ "field_id": field["id"], "text": said }))?;
        values.push(json!({ "field_id": field["id"], "value": value }));
    }
    Ok(values)
}

/// A visit or follow-up of a timeline as one line.
pub fn line(words: &Words, entry: &Value, exponent: u32) -> String {
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
    let values = entry["values"].as_array().into_iter().flatten().map(|held| {
        let value = both_spaced(&content(&held["value"], exponent), text(held, "unit"));
        format!(" · {}: {value}", text(held, "label"))
    });
    let values: String = values.collect();
    format!("{}\t{what}\t{}{outcome}{values}", text(entry, "on"), text(entry, "text")).replace('\n', " ")
}
