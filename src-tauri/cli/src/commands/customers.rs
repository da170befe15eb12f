//! One customer: showing, tagging, trash.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use super::visits;
use crate::args::One;
use crate::failures::{Exit, Outcome};
use crate::rows::{self, text};
use crate::terminal::Terminal;

/// Entries of a timeline that the door gives at once.
const PAGE: usize = 1_000;

/// `show`
pub fn show(terminal: &mut Terminal, one: &One) -> Outcome {
    terminal.open(&one.book, Access::Read)?;
    let id = terminal.customer(&one.customer, false)?;
    let mut card = terminal.call("customers_show", json!({ "id": id }))?;
    card["timeline"] = Value::Array(timeline(terminal, id)?);
    if !terminal.answered(&card)? {
        tell(terminal, &card)?;
    }
    Ok(Exit::Done)
}

/// The whole timeline, newest first.
fn timeline(terminal: &Terminal, id: i64) -> Outcome<Vec<Value>> {
    let mut entries = Vec::new();
    loop {
        let page = terminal.call("timeline_list", json!({ "customer_id": id, "at": entries.len(), "limit": PAGE }))?;
        let stretch = page["entries"].as_array().cloned().unwrap_or_default();
        let ended = stretch.len() < PAGE;
        entries.extend(stretch);
        if ended {
            return Ok(entries);
        }
    }
}

fn tell(terminal: &mut Terminal, card: &Value) -> Outcome<()> {
    let kind = if card["kind"] == "company" { "kind-company" } else { "kind-person" };
    let kind = terminal.words.plain(kind);
    let settings = terminal.call("settings_get", json!({}))?;
    terminal.out.line(&format!("#{} {} ({kind})", card["id"], text(card, "name")))?;
    let words = &terminal.words;
    let out = &mut terminal.out;
    let mut fact = |label: &str, value: &str| -> Outcome<()> {
        if !value.is_empty() {
            out.line(&format!("{label}\t{value}"))?;
        }
        Ok(())
    };
    let list = |key: &str| card[key].as_array().cloned().unwrap_or_default();
    for (key, label) in [
        ("stage", "column-stage"),
        ("owner", "column-owner"),
        ("last_visit_on", "column-last-visit"),
        ("next_followup_on", "column-next-followup"),
        ("note", "card-note"),
    ] {
        fact(&words.plain(label), text(card, key))?;
    }
    let tags: Vec<String> = list("tags").iter().map(|tag| text(tag, "name").to_owned()).collect();
    fact(&words.plain("column-tags"), &tags.join(" "))?;
    let contacts = list("contacts");
    for contact in &contacts {
        fact(&words.plain("card-contact"), &both(text(contact, "name"), text(contact, "role")))?;
    }
    for point in list("contact_points") {
        let whose =
            contacts.iter().find(|contact| contact["id"] == point["contact_id"]).map_or("", |of| text(of, "name"));
        let label = match text(&point, "kind") {
            "phone" => "card-phone",
            "email" => "card-email",
            "wechat" => "card-wechat",
            "website" => "card-website",
            _ => "card-address",
        };
        fact(&words.plain(label), &both(text(&point, "value"), whose))?;
    }
    let exponent = u32::try_from(settings["currency_exponent"].as_u64().unwrap_or(2)).unwrap_or(2);
    for field in list("fields") {
        fact(text(&field, "label"), &both_spaced(&content(&field["value"], exponent), text(&field, "unit")))?;
    }
    for entry in list("timeline").iter().filter(|entry| matches!(text(entry, "kind"), "visit" | "followup")) {
        terminal.out.line(&visits::line(&terminal.words, entry, exponent))?;
    }
    Ok(())
}

fn both(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first} · {second}") }
}

pub(super) fn both_spaced(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first} {second}") }
}

/// A value of a field: `{"money": 123450}` with two digits of minor units is `1234.50`.
pub(super) fn content(value: &Value, exponent: u32) -> String {
    let Some((kind, value)) = value.as_object().and_then(|map| map.iter().next()) else { return String::new() };
    match (kind.as_str(), value) {
        ("money", value) => money(value.as_i64().unwrap_or_default(), exponent),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(yes)) => if *yes { "✓" } else { "✗" }.to_owned(),
        (_, Value::Array(labels)) => labels.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        (_, other) => other.to_string(),
    }
}

fn money(minor: i64, exponent: u32) -> String {
    if exponent == 0 {
        return minor.to_string();
    }
    let unit = 10_u64.saturating_pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let width = usize::try_from(exponent).unwrap_or(0);
    format!("{sign}{}.{:0width$}", minor.unsigned_abs() / unit, minor.unsigned_abs() % unit)
}

/// The customer's row after a change.
fn after(terminal: &Terminal, id: i64) -> Outcome<Value> {
    Ok(rows::row_of_card(&terminal.call("customers_show", json!({ "id": id }))?))
}

/// `tag`
pub fn tag(terminal: &mut Terminal, book: &Path, customer: &str, add: &[String], remove: &[String]) -> Outcome {
    terminal.open(book, Access::Write)?;
    let id = terminal.customer(customer, false)?;
    terminal.call("customers_tag", json!({ "customers": rows::only(id), "add": add, "remove": remove }))?;
    let row = after(terminal, id)?;
    if !terminal.answered(&row)? {
        terminal.out.line(&rows::line(&row))?;
    }
    Ok(Exit::Done)
}

/// `trash`
pub fn trash(terminal: &mut Terminal, one: &One) -> Outcome {
    move_one(terminal, one, false, "customers_trash", "cli-trashed")
}

/// `untrash`
pub fn untrash(terminal: &mut Terminal, one: &One) -> Outcome {
    move_one(terminal, one, true, "customers_restore", "cli-restored")
}

fn move_one(terminal: &mut Terminal, one: &One, from_trash: bool, command: &str, key: &str) -> Outcome {
    terminal.open(&one.book, Access::Write)?;
    let id = terminal.customer(&one.customer, from_trash)?;
    terminal.call(command, json!({ "customers": rows::only(id) }))?;
    let row = after(terminal, id)?;
    if !terminal.answered(&row)? {
        terminal.say(key, &json!({ "name": row["name"] }))?;
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_in_the_currencys_digits() {
        assert_eq!(money(1_234_050, 2), "12340.50");
        assert_eq!(money(-5, 2), "-0.05");
        assert_eq!(money(1_200, 0), "1200");
    }

    #[test]
    fn values_are_shown_without_their_wrapping() {
        assert_eq!(content(&json!({ "multi_choice": ["A", "B"] }), 2), "A B");
        assert_eq!(content(&json!({ "number": "12.5" }), 2), "12.5");
        assert_eq!(content(&json!({ "yes_no": true }), 2), "✓");
    }
}
