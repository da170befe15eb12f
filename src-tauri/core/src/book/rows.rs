//! Rows of journaled tables as JSON: read, written, put back.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value};

use super::schema::Table;
use super::sql::Sql;
use crate::error::Result;

/// Columns of a row.
pub type Columns = Map<String, Value>;

/// The key of a row: the values of its primary key, in order.
pub type Key = Vec<Value>;

/// The key of a row.
pub fn key_of(table: &Table, row: &Columns) -> Key {
    table.key.iter().map(|column| row.get(column).cloned().unwrap_or(Value::Null)).collect()
}

/// All base columns of a row, if it is there.
pub fn read(conn: &Connection, table: &Table, key: &Key) -> Result<Option<Columns>> {
    let pairs: Vec<String> = table.columns.iter().map(|column| format!("'{column}', {column}")).collect();
    let sql = format!("SELECT json_object({}) FROM {} WHERE {}", pairs.join(", "), table.name, matching(table, 1));
    let found: Option<String> = conn.first(&sql, params_from_iter(key.iter().map(to_sql)), |row| row.get(0))?;
    Ok(found.as_deref().map(serde_json::from_str).transpose()?)
}

/// Adds a row as it is.
pub fn insert(conn: &Connection, table: &Table, row: &Columns) -> Result<()> {
    let names: Vec<&str> = row.keys().map(String::as_str).collect();
    let places: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
    conn.run(
        &format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), places.join(", ")),
        params_from_iter(row.values().map(to_sql)),
    )?;
    Ok(())
}

/// Changes columns of a row.
pub fn write(conn: &Connection, table: &Table, key: &Key, new: &Columns) -> Result<()> {
    let sets: Vec<String> = new.keys().enumerate().map(|(place, name)| format!("{name} = ?{}", place + 1)).collect();
    conn.run(
        &format!("UPDATE {} SET {} WHERE {}", table.name, sets.join(", "), matching(table, new.len() + 1)),
        params_from_iter(new.values().chain(key).map(to_sql)),
    )?;
    Ok(())
}

/// Takes a row away.
pub fn delete(conn: &Connection, table: &Table, key: &Key) -> Result<()> {
    conn.run(
        &format!("DELETE FROM {} WHERE {}", table.name, matching(table, 1)),
        params_from_iter(key.iter().map(to_sql)),
    )?;
    Ok(())
}

fn matching(table: &Table, from: usize) -> String {
    let parts: Vec<String> =
        table.key.iter().enumerate().map(|(place, column)| format!("{column} = ?{}", from + place)).collect();
    parts.join(" AND ")
}

/// A value as the database takes it: journaled tables hold INTEGER and TEXT only.
pub fn to_sql(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::String(text) => SqlValue::Text(text.clone()),
        other => other.as_i64().map_or_else(|| SqlValue::Text(other.to_string()), SqlValue::Integer),
    }
}

/// The columns of a table that refer to a table's `id`.
pub fn references(conn: &Connection, table: &str, to: &str) -> Result<Vec<String>> {
    conn.all(
        "SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE \"table\" = ?2 ORDER BY id, seq",
        [table, to],
        |row| row.get(0),
    )
}

/// Whether everything that a row refers to is there.
pub fn has_parents(conn: &Connection, table: &str, row: &Columns) -> Result<bool> {
    let references: Vec<(String, String)> =
        conn.all("SELECT \"table\", \"from\" FROM pragma_foreign_key_list(?1)", [table], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (parent, column) in references {
        if let Some(id) = row.get(&column).and_then(Value::as_i64) {
            let there: bool = conn.value(&format!("SELECT EXISTS (SELECT 1 FROM {parent} WHERE id = ?1)"), [id])?;
            if !there {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
