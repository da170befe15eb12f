//! Follow-ups and appointments.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::args::{FollowUp, Followed, Move};
use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `follow-up`
pub fn create(terminal: &mut Terminal, new: &FollowUp) -> Outcome {
    terminal.open(&new.book, Access::Write)?;
    let customer = terminal.customer(&new.customer, false)?;
    let day = terminal.day(&new.on);
    // Told before it is made: it may be booked all the same.
    let (meanwhile, closed) = match (&new.at, &new.until) {
        (Some(at), Some(until)) => (
            terminal.call("followups_overlaps", json!({ "due_on": day, "time": at, "ends": until }))?,
            terminal.call("openings_look", json!({ "on": day, "time": at, "ends": until }))?,
        ),
        _ => (json!([]), Value::Null),
    };
    let mut asked = json!({
        "customer_id": customer, "due_on": day, "time": new.at, "ends": new.until, "what": new.what, "place": new.place,
        "priority": new.priority, "repeat": new.repeat, "allow_past": new.past,
    });
    if let Some(minutes) = new.remind {
        asked["remind"] = json!(minutes);
    }
    let mut made = terminal.call("followups_create", asked)?;
    made["meanwhile"] = meanwhile;
    made["closed"] = closed;
    if !terminal.answered(&made)? {
        terminal.say("followup-planned", &json!({ "day": day, "id": made["id"] }))?;
        for other in made["meanwhile"].as_array().into_iter().flatten() {
            terminal.say("followup-meanwhile", &json!({ "name": other["customer"], "what": other["what"] }))?;
        }
        tell_closed(terminal, &made["closed"])?;
    }
    Ok(Exit::Done)
}

/// A word about a time at which one is closed.
fn tell_closed(terminal: &mut Terminal, closed: &Value) -> Outcome<()> {
    if let Some(holiday) = closed["holiday"].as_str() {
        let name = terminal.words.plain(&format!("holiday-{}", holiday.replace('_', "-")));
        terminal.say("opening-holiday", &json!({ "name": name }))?;
    } else if let Some(name) = closed["day"].as_str() {
        let key = if name.is_empty() { "opening-day-unnamed" } else { "opening-day" };
        terminal.say(key, &json!({ "name": name }))?;
    } else if let Some(hours) = closed["hours"].as_array() {
        let hours: Vec<&str> = hours.iter().filter_map(Value::as_str).collect();
        let key = if hours.is_empty() { "opening-never" } else { "opening-hours" };
        terminal.say(key, &json!({ "hours": hours.join(", ") }))?;
    }
    Ok(())
}

/// `follow-ups`
pub fn list(terminal: &mut Terminal, book: &Path, customer: Option<&str>, by: Option<&str>, limit: u32) -> Outcome {
    terminal.open(book, Access::Read)?;
    let customer = customer.map(|customer| terminal.customer(customer, false)).transpose()?;
    let until = by.map(|day| terminal.day(day));
    let rows = terminal.call("followups_list", json!({ "customer_id": customer, "until": until, "limit": limit }))?;
    if !terminal.answered(&rows)? {
        for row in rows.as_array().into_iter().flatten() {
            terminal.out.line(&line(row))?;
        }
    }
    Ok(Exit::Done)
}

fn line(row: &Value) -> String {
    let parts = [text(row, "due_on"), text(row, "customer"), text(row, "what"), text(row, "place")];
    format!("{}\t{}\t{}", row["id"], text(row, "state"), parts.join("\t").trim_end()).replace('\n', " ")
}

/// `done`, `drop`, `no-show`
pub fn close(terminal: &mut Terminal, one: &Followed, command: &str) -> Outcome {
    terminal.open(&one.book, Access::Write)?;
    let closed = terminal.call(command, json!({ "id": one.id }))?;
    if !terminal.answered(&closed)? {
        terminal.say("followup-closed", &json!({}))?;
        if let Some(day) = closed["next_on"].as_str() {
            terminal.say("log-next-on", &json!({ "day": day }))?;
        }
    }
    Ok(Exit::Done)
}

/// `move`
pub fn move_to(terminal: &mut Terminal, to: &Move) -> Outcome {
    terminal.open(&to.book, Access::Write)?;
    let mut request = json!({ "ids": to.ids, "due_on": terminal.day(&to.to), "allow_past": to.past });
    if let Some(at) = &to.at {
        request["time"] = json!(at);
    }
    let moved = terminal.call("followups_move", request)?;
    if !terminal.answered(&moved)? {
        terminal.say("followup-moved", &json!({ "count": moved, "day": terminal.day(&to.to) }))?;
    }
    Ok(Exit::Done)
}
