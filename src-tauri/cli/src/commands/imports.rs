//! Import of a file.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Map, Value, json};

use super::duplicates::field;
use crate::args::Import;
use crate::failures::{Exit, Outcome, refused};
use crate::rows::text;
use crate::terminal::Terminal;
use crate::wording;

/// The keys of the report, in order; a promise of `docs/CLI.md`.
const KEYS: [&str; 8] = ["rows", "taken", "changed", "same", "refused", "skipped", "problems", "change"];

/// `import`
pub fn import(terminal: &mut Terminal, import: &Import) -> Outcome {
    let path = import.file.display().to_string();
    if terminal.call("whole_check", json!({ "path": path }))? == true && !import.dry_run {
        terminal.open(&import.book, Access::Write)?;
        let taken = terminal.job("whole_take", json!({ "path": path }))?;
        let count = &taken["customers"];
        let report = json!({
            "rows": count, "taken": count, "changed": 0, "same": 0, "refused": 0, "skipped": 0, "problems": [], "change": taken["change"],
        });
        if !terminal.answered(&report)? {
            tell(terminal, &report, false)?;
        }
        return Ok(Exit::Done);
    }
    let of_customers = targets(import.map.as_deref())?;
    let of_visits = targets(import.visits_map.as_deref())?;
    terminal.open(&import.book, if import.dry_run { Access::Read } else { Access::Write })?;
    let match_by = import.match_by.iter().map(|key| match_key(terminal, key)).collect::<Outcome<Vec<Value>>>()?;
    let options = json!({
        "existing": import.existing.code(),
        "match_by": if match_by.is_empty() { Value::Null } else { json!(match_by) },
        "empty_clears": import.empty_clears,
        "path": path,
        "sheet": import.sheet,
        "encoding": import.encoding,
        "delimiter": import.delimiter,
        "header_row": import.header_row,
        "targets": of_customers,
        "rows_are": if import.rows_are_visits { "visits" } else { "customers" },
        "visits": import.visits.as_ref().map(|sheet| json!({ "sheet": sheet, "targets": of_visits })),
    });
    let full = match import.dry_run {
        true => terminal.call("import_dry_run", options)?,
        false => terminal.job("import_start", options)?,
    };
    let mut report: Map<String, Value> =
        KEYS.iter().map(|key| ((*key).to_owned(), full.get(*key).cloned().unwrap_or(Value::Null))).collect();
    // A key of its own, only where it was asked for.
    if let Some(visits) = full.get("visits").filter(|visits| visits.is_object()) {
        report.insert("visits".to_owned(), visits.clone());
    }
    let report = Value::Object(report);
    if !terminal.answered(&report)? {
        tell(terminal, &report, import.dry_run)?;
    }
    let visits = &report["visits"];
    let problems = [&report["problems"], &visits["problems"]].into_iter().filter_map(Value::as_array).flatten();
    let unread = problems.into_iter().any(|problem| problem["column"].is_string());
    Ok(if unread || report["refused"] != 0 || visits["refused"].as_u64().is_some_and(|refused| refused > 0) {
        Exit::DoneInPart
    } else {
        Exit::Done
    })
}

fn tell(terminal: &mut Terminal, report: &Value, dry_run: bool) -> Outcome<()> {
    problems(terminal, report)?;
    let visits = &report["visits"];
    // Where all rows are visits, there is nothing to say of customers.
    if report["rows"] != 0 || !visits.is_object() {
        terminal.say("cli-imported", report)?;
    }
    if report["changed"] != 0 || report["same"] != 0 {
        terminal.say("cli-imported-known", report)?;
    }
    if visits.is_object() {
        terminal.say("cli-imported-visits", visits)?;
        problems(terminal, visits)?;
    }
    let came = [&report["taken"], &report["changed"], &visits["taken"]];
    if dry_run {
        terminal.say("cli-dry-run", &json!({}))?;
    } else if came.into_iter().all(|count| count.as_u64().unwrap_or(0) == 0) {
        terminal.say("cli-imported-nothing", &json!({}))?;
    }
    Ok(())
}

fn problems(terminal: &mut Terminal, report: &Value) -> Outcome<()> {
    for problem in report["problems"].as_array().into_iter().flatten() {
        let column = text(problem, "column");
        let reason = wording::reason(&terminal.words, text(problem, "reason"), column.is_empty());
        let args = json!({ "row": problem["row"], "column": column, "value": problem["value"], "reason": reason });
        terminal.say(if column.is_empty() { "cli-problem-row" } else { "cli-problem-cell" }, &args)?;
    }
    Ok(())
}

/// A key as the door takes it.
fn match_key(terminal: &Terminal, key: &str) -> Outcome<Value> {
    match key {
        "uid" | "phone" | "email" | "wechat" | "name" => Ok(json!(key)),
        "name-and-contact" => Ok(json!("name_and_contact")),
        _ => match key.strip_prefix("field:") {
            Some(label) => Ok(json!({ "field": field(terminal, label)? })),
            None => Err(refused(
                "invalid",
                json!({ "field": "match", "reason": "not_a_choice", "options": "uid phone email wechat name name-and-contact field:LABEL" }),
                json!({}),
            )),
        },
    }
}

/// What columns are, out of a JSON file: an object of heading → target, where `"phone"` is short for `{"to":"phone"}`.
fn targets(map: Option<&Path>) -> Outcome<Map<String, Value>> {
    let Some(map) = map else { return Ok(Map::new()) };
    let place = || json!({ "file": map.display().to_string() });
    let bytes = std::fs::read(map).map_err(|error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        refused(
            if missing { "file_missing" } else { "file_unreadable" },
            json!({ "detail": error.to_string() }),
            place(),
        )
    })?;
    let read: Result<Map<String, Value>, _> = serde_json::from_slice(&bytes);
    let map = read.map_err(|error| {
        refused("invalid", json!({ "field": "map", "reason": "not_the_shape", "detail": error.to_string() }), place())
    })?;
    Ok(map.into_iter().map(|(heading, target)| (heading, expanded(target))).collect())
}

fn expanded(target: Value) -> Value {
    if target.is_string() { json!({ "to": target }) } else { target }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_short_for_a_target() {
        assert_eq!(expanded(json!("phone")), json!({ "to": "phone" }));
        let field = json!({ "to": "new_field", "label": "区域", "field_type": "choice" });
        assert_eq!(expanded(field.clone()), field);
    }
}
