//! What a step changed of a customer: from what, to what. Codes and values only; names are those of today.

mod rows;

use std::collections::HashMap;

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::book::history::ChangeInfo;
use crate::book::ranges_of;
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::error::Result;
use crate::values::birthdays::Birthday;

/// A step that touched more customers than that is told by its verb alone: its rows are too many to look through.
const FEW: i64 = 100;

/// Everything that an edit can be of; worded as `edit-<what>`.
pub const WHATS: &[&str] = &[
    "created",
    "trashed",
    "restored",
    "name",
    "reading",
    "kind",
    "note",
    "birthday",
    "cadence",
    "place",
    "hours",
    "tag",
    "stage",
    "owner",
    "contact",
    "contact_role",
    "contact_note",
    "contact_point",
    "contact_point_label",
    "field",
    "visit",
    "visit_day",
    "visit_kind",
    "visit_contact",
    "visit_text",
    "visit_outcome",
    "followup",
    "followup_day",
    "followup_text",
    "followup_state",
    "followup_place",
    "followup_repeat",
];

/// One thing that a step changed of a customer. Without `from` it was added, without `to` it was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Edit {
    /// What: `name`, `tag`, `field` …, one of [`WHATS`].
    pub what: String,
    /// Which one: the kind of a contact point, the name of a contact, the label of a field, the day of a visit or
    /// follow-up; else empty.
    pub label: String,
    /// The unit of a field, or empty.
    pub unit: String,
    /// What it was.
    pub from: Option<EditValue>,
    /// What it became.
    pub to: Option<EditValue>,
}

/// A value as it was or became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EditValue {
    /// A text, or the name of something.
    Text(String),
    /// A phone as E.164.
    Phone(String),
    /// A number as decimal text.
    Number(String),
    /// An amount in minor units.
    Money(i64),
    /// A local date.
    Date(String),
    /// Yes or no.
    YesNo(bool),
    /// A code: `person`, `company`, `open`, `done`, `dropped`.
    Code(String),
    /// A birthday.
    Birthday(Birthday),
}

/// Where a row stands: its table's place among the journaled ones, and its key as the journal has it.
type Place = (usize, String);
type Columns = Map<String, Value>;
/// A row of the journal: table, what was done, key, what was there before.
type Journaled = (String, String, SqlValue, Option<String>);

/// The rows of a customer as they were at some moment, walking back from now.
struct Past<'a> {
    conn: &'a Connection,
    tables: Vec<Table>,
    customer: i64,
    rows: HashMap<Place, Option<Columns>>,
}

/// The edits that these steps made of the customer, by change. `steps` are those of the customer from the newest on,
/// without a gap: what a step made of a value is what the next one found. Uses: change_row's primary key.
///
/// # Errors
/// Those of the database.
pub fn of_customer(conn: &Connection, customer: i64, steps: &[ChangeInfo]) -> Result<HashMap<i64, Vec<Edit>>> {
    let mut past = Past { conn, tables: journaled_tables(conn)?, customer, rows: HashMap::new() };
    let mut edits = HashMap::new();
    for step in steps {
        let found = if step.state == "done" && step.customers <= FEW { past.back_over(step.id)? } else { None };
        let told = match found {
            Some(found) => found,
            None => by_verb(conn, customer, step)?,
        };
        edits.insert(step.id, told);
    }
    Ok(edits)
}

impl Past<'_> {
    /// Goes back over a step: what it changed of the customer. Nothing if its journal is not there any more.
    fn back_over(&mut self, change: i64) -> Result<Option<Vec<Edit>>> {
        let rows: Vec<Journaled> = self.conn.all(
            "SELECT tbl, op, key, old FROM change_row WHERE change_id = ?1 ORDER BY seq DESC",
            [change],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        if rows.is_empty() {
            return Ok(None);
        }
        let rows = self.told_one_by_one(change, rows)?;
        let mut order: Vec<Place> = Vec::new();
        let mut after: HashMap<Place, Option<Columns>> = HashMap::new();
        for (name, op, key, old) in rows {
            let Some(table) = self.tables.iter().position(|table| table.name == name) else { continue };
            let place = (table, key_text(&key));
            let old: Option<Columns> = old.as_deref().map(serde_json::from_str).transpose()?;
            let now = self.row(&place)?;
            if !self.is_theirs(&place, now.as_ref().or(old.as_ref())) {
                continue;
            }
            let before = match (op.as_str(), now.clone(), old) {
                ("i", ..) => None,
                ("d", _, old) => old,
                (_, Some(mut row), Some(old)) => {
                    row.extend(old);
                    Some(row)
                }
                (_, now, _) => now,
            };
            // In the order of their first writing: the rows are read last first.
            order.retain(|known| *known != place);
            order.push(place.clone());
            after.entry(place.clone()).or_insert(now);
            self.rows.insert(place, before);
        }
        let mut edits = Vec::new();
        for place in order.iter().rev() {
            let before = self.rows.get(place).cloned().flatten();
            let after = after.get(place).cloned().flatten();
            rows::compare(self.conn, &self.tables[place.0].name, before.as_ref(), after.as_ref(), &mut edits)?;
        }
        Ok(Some(edits))
    }

    /// With the customer's rows of a range, which is journaled as a whole, each by itself.
    fn told_one_by_one(&self, change: i64, rows: Vec<Journaled>) -> Result<Vec<Journaled>> {
        if rows.iter().all(|(_, op, ..)| op != "r") {
            return Ok(rows);
        }
        let mut ranges = ranges_of(self.conn, change)?.into_iter().rev();
        let mut told = Vec::new();
        for row in rows {
            if row.1 != "r" {
                told.push(row);
                continue;
            }
            let Some(range) = ranges.next() else { continue };
            let Some((place, table)) = self.tables.iter().enumerate().find(|(_, table)| table.name == range.table)
            else {
                continue;
            };
            let owner = if table.name == "customer" { "id" } else { "customer_id" };
            // Rows of visits' own are not told.
            if !table.columns.iter().any(|column| column == owner) {
                continue;
            }
            let is_new = |row: &Columns| {
                row.get(&range.column)
                    .and_then(Value::as_i64)
                    .is_some_and(|id| (range.first..=range.last).contains(&id))
            };
            let sql = format!(
                "SELECT {} FROM {} AS n WHERE {owner} = ?1 AND {} BETWEEN ?2 AND ?3 ORDER BY {} DESC",
                table.key_of("n"),
                table.name,
                range.column,
                table.key.iter().map(|part| format!("n.{part}")).collect::<Vec<_>>().join(" DESC, "),
            );
            let mut keys: Vec<SqlValue> =
                self.conn.all(&sql, params![self.customer, range.first, range.last], |row| row.get(0))?;
            // Those that a later step deleted are known by now.
            let mut gone: Vec<SqlValue> = (self.rows.iter())
                .filter(|((known, _), row)| *known == place && row.as_ref().is_some_and(is_new))
                .filter_map(|((_, key), _)| serde_json::from_str::<Value>(key).ok())
                .map(|key| if key.is_array() { SqlValue::Text(key.to_string()) } else { sql_value(&key) })
                .filter(|key| !keys.contains(key))
                .collect();
            keys.append(&mut gone);
            told.extend(keys.into_iter().map(|key| (range.table.clone(), "i".to_owned(), key, None)));
        }
        Ok(told)
    }

    /// The row as it was just after the step that is gone back over.
    fn row(&mut self, place: &Place) -> Result<Option<Columns>> {
        if let Some(known) = self.rows.get(place) {
            return Ok(known.clone());
        }
        let table = &self.tables[place.0];
        let pairs: Vec<String> = table.columns.iter().map(|column| format!("'{column}', {column}")).collect();
        let keys: Vec<String> = (1..).zip(&table.key).map(|(number, column)| format!("{column} = ?{number}")).collect();
        let sql = format!("SELECT json_object({}) FROM {} WHERE {}", pairs.join(", "), table.name, keys.join(" AND "));
        let key: Vec<SqlValue> = match serde_json::from_str::<Value>(&place.1)? {
            Value::Array(parts) => parts.iter().map(sql_value).collect(),
            single => vec![sql_value(&single)],
        };
        let json: Option<String> = self.conn.first(&sql, rusqlite::params_from_iter(key), |row| row.get(0))?;
        let row = json.as_deref().map(serde_json::from_str).transpose()?;
        self.rows.insert(place.clone(), row.clone());
        Ok(row)
    }

    /// Whether a row is one of the customer's.
    fn is_theirs(&self, place: &Place, row: Option<&Columns>) -> bool {
        let column = if self.tables[place.0].name == "customer" { "id" } else { "customer_id" };
        row.and_then(|row| row.get(column)).and_then(Value::as_i64) == Some(self.customer)
    }
}

/// A key as one text: a number, or the JSON of several.
fn key_text(key: &SqlValue) -> String {
    match key {
        SqlValue::Integer(id) => id.to_string(),
        // A key of one text is no customer's; as JSON it can be read again.
        SqlValue::Text(text) if !text.starts_with('[') => Value::from(text.as_str()).to_string(),
        SqlValue::Text(text) => text.clone(),
        _ => "null".to_owned(),
    }
}

fn sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Number(number) => SqlValue::Integer(number.as_i64().unwrap_or_default()),
        Value::String(text) => SqlValue::Text(text.clone()),
        _ => SqlValue::Null,
    }
}

/// What a step's own words and the dated tables tell, for one whose rows are gone or too many.
fn by_verb(conn: &Connection, customer: i64, step: &ChangeInfo) -> Result<Vec<Edit>> {
    let names = |arg: &str| -> Vec<String> {
        let list = step.args.get(arg).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut edits = Vec::new();
    match step.verb.as_str() {
        "customers.import" | "customers.sample" | "customer.create" => {
            edits.push(rows::edit("created", "", None, None))
        }
        "customers.trash" => edits.push(rows::edit("trashed", "", None, None)),
        "customers.restore" => edits.push(rows::edit("restored", "", None, None)),
        "customers.tag" => {
            for name in names("added") {
                edits.push(rows::edit("tag", "", None, Some(EditValue::Text(name))));
            }
            for name in names("removed") {
                edits.push(rows::edit("tag", "", Some(EditValue::Text(name)), None));
            }
        }
        "customers.set_stage" => {
            edits.extend(dated(conn, "stage", "stage_entry", "stage_id", "entered_at", customer, step.at)?);
        }
        "customers.set_owner" => {
            edits.extend(dated(conn, "owner", "ownership", "owner_id", "since_at", customer, step.at)?);
        }
        _ => {}
    }
    Ok(edits)
}

/// The entry of a dated table that was made at this moment, and the one before it.
fn dated(
    conn: &Connection,
    what: &str,
    table: &str,
    column: &str,
    moment: &str,
    customer: i64,
    at: i64,
) -> Result<Option<Edit>> {
    let rows: Vec<(String, i64)> = conn.all(
        &format!(
            "SELECT n.name, e.{moment} FROM {table} AS e JOIN {what} AS n ON n.id = e.{column}
             WHERE e.customer_id = ?1 AND e.{moment} <= ?2 ORDER BY e.{moment} DESC, e.id DESC LIMIT 2"
        ),
        params![customer, at],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut rows = rows.into_iter();
    Ok(rows.next().filter(|(_, when)| *when == at).map(|(name, _)| {
        rows::edit(what, "", rows.next().map(|(name, _)| EditValue::Text(name)), Some(EditValue::Text(name)))
    }))
}

#[cfg(test)]
mod tests;
