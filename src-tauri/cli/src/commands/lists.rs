//! Finding and listing customers.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::args::{FIELD, List, Sort, Which};
use crate::failures::{Exit, Failure, Outcome, refused};
use crate::rows;
use crate::terminal::Terminal;
use crate::wording;

/// The most rows that the door gives at once.
const PAGE: u32 = 1_000;

fn tell(terminal: &mut Terminal, rows: &[Value]) -> Outcome<()> {
    for row in rows {
        terminal.out.line(&rows::line(row))?;
    }
    Ok(())
}

/// `find`
pub fn find(terminal: &mut Terminal, book: &Path, text: &str, limit: u32) -> Outcome {
    terminal.open(book, Access::Read)?;
    let found = terminal.call("customers_find", json!({ "text": text, "limit": limit }))?;
    let rows: Vec<Value> = found.as_array().into_iter().flatten().map(rows::row).collect();
    if !terminal.answered(&json!(rows))? {
        tell(terminal, &rows)?;
        if rows.is_empty() {
            terminal.say("cli-found-none", &json!({}))?;
        }
    }
    Ok(Exit::Done)
}

/// `list`
pub fn list(terminal: &mut Terminal, list: &List) -> Outcome {
    terminal.open(&list.book, Access::Read)?;
    let (rule, sort) = (rule(terminal, &list.which)?, order(terminal, &list.which)?);
    let mut rows: Vec<Value> = Vec::new();
    let mut total;
    loop {
        let had = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let page = terminal.call(
            "customers_list",
            json!({
                "where": rule,
                "sort": sort,
                "at": list.at.saturating_add(had),
                "limit": PAGE.min(list.limit - had),
            }),
        )?;
        total = page["total"].clone();
        rows.extend(page["rows"].as_array().into_iter().flatten().map(rows::row));
        let has = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if has == had || has >= list.limit {
            break;
        }
    }
    let value = if list.total { json!({ "total": total, "rows": rows }) } else { json!(rows) };
    if !terminal.answered(&value)? {
        tell(terminal, &rows)?;
        if list.total || total != rows.len() {
            terminal.say("cli-shown", &json!({ "total": total, "shown": rows.len() }))?;
        }
    }
    Ok(Exit::Done)
}

/// The order as the door takes it.
pub(super) fn order(terminal: &Terminal, which: &Which) -> Outcome<Vec<Value>> {
    which.sort.iter().map(|sort| key(terminal, sort)).collect()
}

fn key(terminal: &Terminal, sort: &Sort) -> Outcome<Value> {
    let by = match sort.by.strip_prefix(FIELD) {
        Some(label) => {
            let fields = terminal.call("fields_list", json!({}))?;
            let mut fields = fields.as_array().into_iter().flatten();
            let found = fields.find(|field| field["record"] == "customer" && field["label"] == label.trim());
            let id = found.map(|field| field["id"].clone());
            json!({ "field": id.ok_or_else(|| missing("field", label))? })
        }
        None => json!(sort.by),
    };
    Ok(json!({ "by": by, "desc": sort.desc }))
}

/// All conditions that were given must hold.
pub(super) fn rule(terminal: &Terminal, which: &Which) -> Outcome<Value> {
    let mut all = Vec::new();
    if let Some(text) = &which.rule {
        let rule: Value = serde_json::from_str(text).map_err(|error| {
            let args = json!({ "field": "where", "reason": "not_the_shape", "detail": error.to_string() });
            refused("invalid", args, json!({ "field": "where" }))
        })?;
        all.push(rule);
    }
    if !which.tag.is_empty() {
        let tags = terminal.call("tags_list", json!({}))?;
        for name in &which.tag {
            all.push(json!({ "tag": [named(&tags["tags"], "tag", name)?] }));
        }
    }
    if let Some(name) = &which.stage {
        let stages = terminal.call("stages_list", json!({}))?;
        all.push(json!({ "stage": [named(&stages, "stage", name)?] }));
    }
    if let Some(name) = &which.segment {
        let segments = terminal.call("segments_list", json!({}))?;
        all.push(json!({ "segment": named(&segments, "segment", name)? }));
    }
    Ok(json!({ "all": all }))
}

/// `segments`
pub fn segments(terminal: &mut Terminal, book: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let segments = terminal.call("segments_list", json!({}))?;
    if !terminal.answered(&segments)? {
        for segment in segments.as_array().into_iter().flatten() {
            let count = match segment["problem"].as_str() {
                Some(problem) => wording::reason(&terminal.words, problem, false),
                None => segment["customers"].to_string(),
            };
            terminal.out.line(&format!("{}\t{}\t{count}", segment["id"], rows::text(segment, "name")))?;
        }
    }
    Ok(Exit::Done)
}

/// The id of the item with this name.
fn named(items: &Value, record: &str, name: &str) -> Outcome<Value> {
    let found = items.as_array().into_iter().flatten().find(|item| item["name"] == name.trim());
    found.map(|item| item["id"].clone()).ok_or_else(|| missing(record, name))
}

/// There is nothing of that name.
fn missing(record: &str, name: &str) -> Failure {
    refused("not_found", json!({ "record": record, "name": name }), json!({ "field": record }))
}
