//! What stays, in the words of those who see it.

use rusqlite::types::Value as SqlValue;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::rows::to_sql;
use super::super::sql::Sql;
use super::{NAMED, Rest};
use crate::error::Result;

/// Everything that a cell which stays can be of; `customer` for the whole of one, `other` for lists and settings.
pub const KEPT: &[&str] = &[
    "customer",
    "name",
    "kind",
    "note",
    "birthday",
    "reading",
    "contact",
    "contact_point",
    "tag",
    "stage",
    "owner",
    "field",
    "visit",
    "followup",
    "other",
];

/// What a cell of a table is, one of [`KEPT`]; a whole row without a column.
fn what_of(table: &str, column: Option<&str>) -> &'static str {
    match (table, column.unwrap_or_default()) {
        ("customer", "name") => "name",
        ("customer", "kind") => "kind",
        ("customer", _) => "customer",
        ("customer_detail", "reading") => "reading",
        ("customer_detail", birthday) if birthday.starts_with("birthday") => "birthday",
        ("customer_detail", _) => "note",
        ("contact", _) => "contact",
        ("contact_point", _) => "contact_point",
        ("customer_tag", _) => "tag",
        ("stage_entry", _) => "stage",
        ("ownership", _) => "owner",
        ("customer_value" | "visit_value", _) => "field",
        ("visit", _) => "visit",
        ("followup", _) => "followup",
        _ => "other",
    }
}

/// A cell, or a whole row, that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeptCell {
    /// What it is, one of [`KEPT`]; worded as `kept-<what>`.
    pub what: String,
    /// The table.
    pub record: String,
    /// The column; none for a whole row.
    pub column: Option<String>,
    /// Whose it is, if it is a customer's.
    pub customer_id: Option<i64>,
    /// That customer's name.
    pub customer: Option<String>,
}

impl Rest<'_> {
    /// The cells that stay, with whose they are.
    pub(super) fn named(&self) -> Result<Vec<KeptCell>> {
        let mut cells = Vec::new();
        for (number, key, column) in self.cells.iter().take(NAMED) {
            let table = &self.tables[*number];
            let customer_id: Option<i64> = self.tx.first(
                &format!("SELECT {} FROM {} AS r WHERE {} = ?1", table.customer_of("r"), table.name, table.key_of("r")),
                [match table.has_rowid {
                    true => to_sql(key.first().unwrap_or(&Value::Null)),
                    false => SqlValue::Text(Value::Array(key.clone()).to_string()),
                }],
                |row| row.get(0),
            )?;
            let customer_id = customer_id.filter(|id| *id != 0);
            let name = |id: i64| self.tx.first("SELECT name FROM customer WHERE id = ?1", [id], |row| row.get(0));
            cells.push(KeptCell {
                what: what_of(&table.name, column.as_deref()).to_owned(),
                record: table.name.clone(),
                column: column.clone(),
                customer_id,
                customer: customer_id.map(name).transpose()?.flatten(),
            });
        }
        Ok(cells)
    }
}
