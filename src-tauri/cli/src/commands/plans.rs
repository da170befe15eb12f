//! The way of a day, and how many were seen.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::args::FIELD;
use crate::failures::{Exit, Outcome, refused};
use crate::rows::text;
use crate::terminal::Terminal;

/// `plan`
pub fn show(terminal: &mut Terminal, book: &Path, on: Option<&str>) -> Outcome {
    terminal.open(book, Access::Read)?;
    let plan = terminal.call("plan_show", json!({ "on": on.map(|day| terminal.day(day)) }))?;
    if terminal.answered(&plan)? {
        return Ok(Exit::Done);
    }
    let stops = plan["stops"].as_array().cloned().unwrap_or_default();
    let not_today = plan["not_today"].as_array().cloned().unwrap_or_default();
    if stops.is_empty() && not_today.is_empty() {
        terminal.say("plan-empty", &json!({}))?;
        return Ok(Exit::Done);
    }
    terminal.say("plan-title", &json!({ "day": plan["on"], "km": km(&plan["metres"]) }))?;
    let factor = plan["detour"].as_f64().unwrap_or(100.0) / 100.0;
    terminal.say("plan-way", &json!({ "factor": factor.to_string() }))?;
    let line = |terminal: &mut Terminal, stop: &Value| {
        let reasons: Vec<String> = list(&stop["reasons"]).map(|reason| said(terminal, reason)).collect();
        let what: Vec<&str> =
            list(&stop["followups"]).map(|row| text(row, "what")).filter(|what| !what.is_empty()).collect();
        let parts = [clock(&stop["begin"]), text(stop, "customer").to_owned(), what.join("; "), reasons.join(" · ")];
        terminal.out.line(&parts.join("\t").replace('\n', " "))
    };
    for stop in &stops {
        line(terminal, stop)?;
    }
    if let Some(over) = plan["over"].as_u64() {
        // A way that is too long ends on another day.
        let (days, minute) = (over / 1_440, over % 1_440);
        terminal.say("plan-over", &json!({ "days": days, "time": clock(&json!(minute)) }))?;
    }
    if !not_today.is_empty() {
        terminal.say("plan-not-today", &json!({}))?;
    }
    for stop in &not_today {
        line(terminal, stop)?;
    }
    if plan["more"].as_u64().is_some_and(|more| more > 0) {
        terminal.say("plan-more", &json!({ "count": plan["more"] }))?;
    }
    Ok(Exit::Done)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Kilometres with one decimal.
fn km(metres: &Value) -> String {
    format!("{:.1}", metres.as_f64().unwrap_or_default() / 1_000.0)
}

/// Minutes of the day as the clock shows them, or nothing.
fn clock(minute: &Value) -> String {
    minute.as_u64().map_or_else(|| "--:--".to_owned(), |minute| format!("{:02}:{:02}", minute / 60, minute % 60))
}

/// Why a stop stands where it stands.
fn said(terminal: &Terminal, reason: &Value) -> String {
    let (key, args) = match text(reason, "code") {
        "fixed_at" => ("plan-fixed", json!({ "time": clock(&reason["minute"]) })),
        "open_only" => ("plan-open", json!({ "from": clock(&reason["from"]), "until": clock(&reason["until"]) })),
        "urgent" => ("plan-urgent", json!({})),
        "overdue" => ("plan-overdue", json!({ "count": reason["days"] })),
        "first" => ("plan-first", json!({ "km": km(&reason["metres"]) })),
        "on_the_way" => ("plan-on-way", json!({ "km": km(&reason["metres"]) })),
        "late" => ("plan-late", json!({ "count": reason["minutes"] })),
        "no_time" => ("plan-no-time", json!({})),
        "too_far" => ("plan-too-far", json!({ "km": km(&reason["metres"]) })),
        "too_many" => ("plan-too-many", json!({})),
        _ => ("plan-no-place", json!({})),
    };
    terminal.words.text(key, args.as_object().unwrap_or(&serde_json::Map::new()))
}

/// `weeks`
pub fn weeks(terminal: &mut Terminal, book: &Path, weeks: u32) -> Outcome {
    terminal.open(book, Access::Read)?;
    let counted = terminal.call("weeks_list", json!({ "weeks": weeks }))?;
    if terminal.answered(&counted)? {
        return Ok(Exit::Done);
    }
    for week in list(&counted) {
        terminal.out.line(&format!("{}\t{}", text(week, "starts_on"), week["visits"]))?;
    }
    Ok(Exit::Done)
}

/// `coverage`
pub fn coverage(terminal: &mut Terminal, book: &Path, by: &str, from: Option<&str>, to: Option<&str>) -> Outcome {
    terminal.open(book, Access::Read)?;
    let key = match by.strip_prefix(FIELD) {
        None => json!(by),
        Some(label) => {
            let fields = terminal.call("fields_list", json!({}))?;
            let is_it = |field: &&Value| text(field, "record") == "customer" && text(field, "label") == label.trim();
            let field = list(&fields).find(is_it).ok_or_else(|| {
                refused("not_found", json!({ "record": "field", "name": label.trim() }), json!({ "field": "by" }))
            })?;
            json!({ "field": field["id"] })
        }
    };
    let mut ask = json!({ "by": key });
    if from.is_some() || to.is_some() {
        let day = |text: Option<&str>| text.map(|text| json!({ "on": terminal.day(text) }));
        let mut span = json!({});
        if let Some(from) = day(from) {
            span["from"] = from;
        }
        span["to"] = day(to).unwrap_or_else(|| json!({ "today": 0 }));
        ask["in"] = span;
    }
    let covered = terminal.call("coverage_show", ask)?;
    if terminal.answered(&covered)? {
        return Ok(Exit::Done);
    }
    terminal.say("coverage-all", &json!({ "seen": covered["seen"], "count": covered["customers"] }))?;
    for row in list(&covered["groups"]) {
        let group = &row["group"];
        let name = group["label"].as_str().map_or_else(|| terminal.words.plain("coverage-none"), str::to_owned);
        terminal.out.line(&format!("{name}\t{}/{}", row["seen"], group["customers"]))?;
    }
    Ok(Exit::Done)
}
