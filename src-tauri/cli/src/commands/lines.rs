//! One line: its parts, and saving it.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use super::visits::values;
use crate::args::Log;
use crate::failures::{Exit, Outcome};
use crate::terminal::Terminal;

/// `parse`
pub fn parse(terminal: &mut Terminal, book: &Path, line: &str, now: Option<&str>, customer: Option<&str>) -> Outcome {
    terminal.open(book, Access::Read)?;
    let customer = customer.map(|customer| terminal.customer(customer, false)).transpose()?;
    let parts = terminal.call("lines_parse", json!({ "line": line, "now": now, "customer_id": customer }))?;
    terminal.out.json(&parts)?;
    Ok(if parts["customer"]["state"] == "ambiguous" { Exit::Ambiguous } else { Exit::Done })
}

/// `log BOOK -`
pub fn log(terminal: &mut Terminal, log: &Log) -> Outcome {
    terminal.open(&log.book, Access::Write)?;
    let mut request = json!({
        "line": log.text,
        "now": log.now,
        "makes_customer": log.new,
        "kind": log.kind,
        "on": log.on.as_deref().map(|day| terminal.day(day)),
        "time": log.at,
        "values": values(terminal, &log.values)?,
    });
    if let Some(next) = &log.next {
        request["next_on"] = json!(terminal.day(next));
    }
    let logged = terminal.customer_call("lines_log", request)?;
    let problems = logged["parts"]["problems"].as_array().is_some_and(|problems| !problems.is_empty());
    let exit = if problems { Exit::DoneInPart } else { Exit::Done };
    if terminal.answered(&logged)? {
        return Ok(exit);
    }
    let card = terminal.call("customers_show", json!({ "id": logged["customer_id"] }))?;
    terminal.say("line-logged", &json!({ "name": card["name"] }))?;
    if logged["closed"].as_i64().is_some_and(|closed| closed > 0) {
        terminal.say("log-saved-closing", &json!({ "count": logged["closed"] }))?;
    }
    if let Some(day) = logged["next_on"].as_str() {
        terminal.say("log-next-on", &json!({ "day": day }))?;
    }
    for problem in logged["parts"]["problems"].as_array().into_iter().flatten() {
        let reason: &Value = &problem["code"];
        terminal.say("line-unread", &json!({ "text": problem["text"], "reason": reason }))?;
    }
    Ok(exit)
}
