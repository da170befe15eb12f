//! What an assistant can ask for, each in one row.

use serde_json::{Value, json};

use super::Desk;
use super::shown::Shown;
use crate::failures::{Outcome, refused};

/// At most so many customers, visits or follow-ups in one answer.
const MOST: u64 = 50;

/// Something that can be asked for.
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What it does, for the assistant.
    pub about: &'static str,
    /// Whether it changes the book.
    pub writes: bool,
    /// A JSON schema of its arguments.
    pub takes: fn() -> Value,
    /// Does it.
    pub call: fn(&Desk, &Shown, &Value) -> Outcome<Value>,
}

/// All of them.
pub const TOOLS: [Tool; 8] = [
    Tool {
        name: "find_customers",
        about: "Find customers by a part of what is shown of them: a name, pinyin initials (wjwj), the end of a phone.",
        writes: false,
        takes: || object(json!({ "text": text("What to look for"), "limit": limit() }), &["text"]),
        call: find,
    },
    Tool {
        name: "list_customers",
        about: "List customers, by name, a page at a time; all of them, or those of a segment by its id.",
        writes: false,
        takes: || {
            object(
                json!({ "segment": id("A segment's id"), "at": number("Position of the first"), "limit": limit() }),
                &[],
            )
        },
        call: list,
    },
    Tool {
        name: "list_segments",
        about: "List the segments: sets of customers by a rule, such as who was not seen for long, with how many are in each.",
        writes: false,
        takes: || object(json!({}), &[]),
        call: segments,
    },
    Tool {
        name: "show_customer",
        about: "Show one customer by id.",
        writes: false,
        takes: || object(json!({ "id": id("The customer's id") }), &["id"]),
        call: show,
    },
    Tool {
        name: "list_visits",
        about: "List a customer's visits and calls, latest first, with what was said, if the owner shows that.",
        writes: false,
        takes: || object(json!({ "customer_id": id("The customer's id"), "limit": limit() }), &["customer_id"]),
        call: visits,
    },
    Tool {
        name: "today",
        about: "The open follow-ups: overdue, due today, due this week.",
        writes: false,
        takes: || object(json!({}), &[]),
        call: today,
    },
    Tool {
        name: "log_visit",
        about: "Log a visit or call of today, or of another day. One step, which the owner can undo.",
        writes: true,
        takes: || {
            let of = json!({
                "customer_id": id("The customer's id"), "summary": text("What was said"), "on": text("The day, YYYY-MM-DD"),
            });
            object(of, &["customer_id", "summary"])
        },
        call: |desk, _, args| written(desk, "visits_log", args, &["customer_id", "summary", "on"]),
    },
    Tool {
        name: "add_followup",
        about: "Plan a follow-up for a customer. One step, which the owner can undo.",
        writes: true,
        takes: || {
            let of = json!({
                "customer_id": id("The customer's id"), "what": text("What is to be done"),
                "due_on": text("The day, YYYY-MM-DD"), "time": text("The time, HH:MM"),
            });
            object(of, &["customer_id", "due_on"])
        },
        call: |desk, _, args| written(desk, "followups_create", args, &["customer_id", "what", "due_on", "time"]),
    },
];

/// The one of this name.
pub fn named(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

fn id(about: &str) -> Value {
    json!({ "type": "integer", "description": about })
}

fn number(about: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": about })
}

fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": MOST, "description": "At most so many" })
}

fn at_most(args: &Value) -> u64 {
    args["limit"].as_u64().unwrap_or(MOST).clamp(1, MOST)
}

fn find(desk: &Desk, shown: &Shown, args: &Value) -> Outcome<Value> {
    let found = desk.read("customers_find", json!({ "text": args["text"], "limit": at_most(args) }))?;
    let rows = found.as_array().into_iter().flatten().filter(|row| shown.was_found_by_shown(row));
    Ok(rows.map(|row| shown.row(row)).collect())
}

fn list(desk: &Desk, shown: &Shown, args: &Value) -> Outcome<Value> {
    let mut asked =
        json!({ "sort": [{ "by": "name" }], "at": args["at"].as_u64().unwrap_or(0), "limit": at_most(args) });
    if !args["segment"].is_null() {
        asked["where"] = json!({ "segment": args["segment"] });
    }
    let page = desk.read("customers_list", asked)?;
    let rows: Value = page["rows"].as_array().into_iter().flatten().map(|row| shown.row(row)).collect();
    Ok(json!({ "total": page["total"], "customers": rows }))
}

fn segments(desk: &Desk, _: &Shown, _: &Value) -> Outcome<Value> {
    let found = desk.read("segments_list", json!({}))?;
    let kept = |one: &Value| json!({ "id": one["id"], "name": one["name"], "customers": one["customers"] });
    Ok(found.as_array().into_iter().flatten().map(kept).collect())
}

fn show(desk: &Desk, shown: &Shown, args: &Value) -> Outcome<Value> {
    Ok(shown.card(&desk.read("customers_show", json!({ "id": args["id"] }))?))
}

fn visits(desk: &Desk, shown: &Shown, args: &Value) -> Outcome<Value> {
    if !shown.has("visits") {
        return Err(refused("assistant_not_shown", json!({}), json!({})));
    }
    let asked = json!({ "customer_id": args["customer_id"], "limit": at_most(args) });
    let found = desk.read("visits_list", asked)?;
    let rows: Value = found["entries"].as_array().into_iter().flatten().map(|visit| shown.visit(visit)).collect();
    Ok(json!({ "total": found["total"], "visits": rows }))
}

fn today(desk: &Desk, shown: &Shown, _: &Value) -> Outcome<Value> {
    if !shown.has("followups") {
        return Err(refused("assistant_not_shown", json!({}), json!({})));
    }
    let found = desk.read("today_show", json!({}))?;
    let part = |name: &str| {
        let rows = found[name]["rows"].as_array().into_iter().flatten();
        let rows: Value = rows.map(|row| shown.followup(row)).collect();
        json!({ "total": found[name]["total"], "followups": rows })
    };
    Ok(json!({ "on": found["on"], "overdue": part("overdue"), "today": part("today"), "week": part("week") }))
}

/// Hands the arguments on that the schema names, and no others.
fn written(desk: &Desk, command: &str, args: &Value, keys: &[&str]) -> Outcome<Value> {
    let given = keys.iter().filter(|key| !args[**key].is_null());
    desk.write(command, given.map(|key| ((*key).to_owned(), args[*key].clone())).collect())
}
