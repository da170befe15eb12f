//! A user's own set as a pack, in the words in which it stands in the book.

use serde_json::{Map, Value, json};

use super::reading::FORM;
use super::stable_uid;
use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::checks::checked_name;
use crate::error::Result;
use crate::fields::{self, Field, FieldContent};

/// The book's fields, tags, stages and kinds of visits as the text of a pack with this name. Customers are not in it.
///
/// # Errors
/// `invalid` or `too_long` for the name.
pub fn save(reader: &Reader<'_>, name: &str) -> Result<String> {
    let name = checked_name("name", name)?;
    let book: String = reader.value("SELECT value FROM book_setting WHERE key = 'uid'", [])?;
    let settings = settings::get(reader)?;
    let kinds: Vec<(i64, String, String, String)> = reader.all(
        "SELECT id, uid, code, name FROM visit_kind WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let all = fields::all(reader)?;
    // A field stands behind the one that it waits for.
    let mut waiting: Vec<&Field> = all.iter().collect();
    let mut written: Vec<&Field> = Vec::with_capacity(all.len());
    while !waiting.is_empty() {
        let free = |field: &&Field| {
            field.shown_if.as_ref().is_none_or(|condition| written.iter().any(|one| one.id == condition.field_id))
        };
        let at = waiting.iter().position(free).unwrap_or(0);
        written.push(waiting.remove(at));
    }
    let pack = json!({
        "rounds_pack": FORM,
        "id": stable_uid(&[&book, "pack", &name]),
        "name": name,
        "customer": settings.customer,
        "customers": settings.customers,
        "fields": written.iter().map(|field| saved(field, &all, &kinds)).collect::<Result<Vec<_>>>()?,
        "tag_groups": groups(reader)?,
        "stages": reader.all(
            "SELECT uid, name, color, cadence_days FROM stage WHERE trashed_at = 0 ORDER BY position, id",
            [],
            |row| item(row, "name"),
        )?,
        "visit_kinds": kinds
            .iter()
            .map(|(_, uid, code, name)| json!({ "key": uid, "code": code, "name": name }))
            .collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&pack)?)
}

fn item(row: &rusqlite::Row<'_>, name: &str) -> rusqlite::Result<Value> {
    let (uid, said, color): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let mut item = Map::new();
    item.insert("key".into(), json!(uid));
    item.insert(name.into(), json!(said));
    item.insert("color".into(), json!(color));
    let every_days: u32 = row.get(3)?;
    if every_days > 0 {
        item.insert("every_days".into(), json!(every_days));
    }
    Ok(Value::Object(item))
}

fn groups(reader: &Reader<'_>) -> Result<Vec<Value>> {
    let mut groups: Vec<(Option<i64>, Value, String, bool)> = reader.all(
        "SELECT id, uid, name, exclusive FROM tag_group WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| Ok((Some(row.get(0)?), json!(row.get::<_, String>(1)?), row.get(2)?, row.get(3)?)),
    )?;
    groups.push((None, Value::Null, String::new(), false));
    let mut saved = Vec::new();
    for (id, key, name, exclusive) in groups {
        let tags: Vec<Value> = reader.all(
            "SELECT uid, name, color, cadence_days FROM tag WHERE trashed_at = 0 AND group_id IS ?1 ORDER BY position, id",
            [id],
            |row| item(row, "name"),
        )?;
        if !tags.is_empty() {
            saved.push(json!({ "key": key, "name": name, "exclusive": exclusive, "tags": tags }));
        }
    }
    Ok(saved)
}

fn value(content: &FieldContent) -> Value {
    match content {
        FieldContent::Text(text)
        | FieldContent::Number(text)
        | FieldContent::Date(text)
        | FieldContent::Choice(text) => json!(text),
        FieldContent::YesNo(yes) => json!(yes),
        FieldContent::MultiChoice(labels) => json!(labels),
        // In minor units it would mean another amount in another currency.
        FieldContent::Money(_) => Value::Null,
    }
}

fn saved(field: &Field, all: &[Field], kinds: &[(i64, String, String, String)]) -> Result<Value> {
    let condition = field.shown_if.as_ref().and_then(|condition| {
        let other = all.iter().find(|other| other.id == condition.field_id)?;
        Some(json!({ "field": other.uid, "is": condition.is.as_ref().map(value) }))
    });
    let asked: Vec<&String> =
        kinds.iter().filter(|(id, ..)| field.kinds.contains(id)).map(|(_, uid, ..)| uid).collect();
    let options: Vec<Value> =
        field.options.iter().map(|option| json!({ "label": option.label, "color": option.color })).collect();
    let mut saved = serde_json::to_value(json!({
        "key": field.uid,
        "record": field.record,
        "label": field.label,
        "type": field.field_type,
        "unit": field.unit,
        "help": field.help,
        "section": field.section,
        "required": field.required,
        "in_lists": field.in_lists,
        "options": options,
        "default": field.default.as_ref().map(value),
        "shown_if": condition,
        "kinds": asked,
    }))?;
    if let Value::Object(saved) = &mut saved {
        // What says nothing is left out: people read these files.
        saved.retain(|_, value| {
            !(value.is_null() || *value == json!("") || *value == json!([]) || *value == json!(false))
        });
        saved.insert("in_lists".into(), json!(field.in_lists));
    }
    Ok(saved)
}
