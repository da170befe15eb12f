//! The history: what was done, undo and redo.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::schema::{Table, journaled_tables};
use super::sql::Sql;
use super::{Book, Reader};
use crate::error::{Error, Result};

/// Undo data is kept for 90 days.
const KEPT_MS: i64 = 90 * 24 * 3_600_000;
/// Undo data is kept up to a gigabyte.
const KEPT_BYTES: i64 = 1 << 30;
/// From so many bytes on a change is reason enough to look whether there is too much undo data.
const LARGE: i64 = 1 << 20;
/// Journal rows turned round at a time.
const BATCH: i64 = 5_000;

/// One step of the user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChangeInfo {
    /// Its id.
    pub id: i64,
    /// What was done, as `noun.verb`; worded as `change-noun-verb`.
    pub verb: String,
    /// What the wording needs: `name`, `count`, `tag` …
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, string | number>"))]
    pub args: Map<String, Value>,
    /// When, milliseconds UTC.
    pub at: i64,
    /// `done`, `undone`, or `final` if it can no longer be undone.
    pub state: String,
    /// How many customers it touched.
    pub customers: i64,
    /// The import that it was, if it was one.
    pub import_id: Option<i64>,
    /// The row of the imported file that the asked-for customer came from.
    pub source_row: Option<i64>,
}

/// What `Ctrl+Z` and `Ctrl+Shift+Z` would do now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryState {
    /// The change that undo takes back.
    pub undo: Option<ChangeInfo>,
    /// The change that redo does again.
    pub redo: Option<ChangeInfo>,
}

/// Asks for steps, newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListHistory {
    /// Only those that touched this customer.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
    /// Only those before this change.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub before: Option<i64>,
    /// At most so many; 100 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

const COLUMNS: &str = "c.id, c.verb, c.args, c.at, c.state, c.customers, c.import_id";

fn read_change(row: &Row<'_>) -> rusqlite::Result<ChangeInfo> {
    let args: String = row.get(2)?;
    let import: i64 = row.get(6)?;
    Ok(ChangeInfo {
        id: row.get(0)?,
        verb: row.get(1)?,
        args: serde_json::from_str(&args).unwrap_or_default(),
        at: row.get(3)?,
        state: row.get(4)?,
        customers: row.get(5)?,
        import_id: (import != 0).then_some(import),
        source_row: None,
    })
}

/// The steps, newest first. Uses: change by id; lineage by customer.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListHistory) -> Result<Vec<ChangeInfo>> {
    let before = req.before.unwrap_or(i64::MAX);
    let limit = req.limit.unwrap_or(100).min(1_000);
    match req.customer_id {
        None => reader.all(
            &format!("SELECT {COLUMNS} FROM change AS c WHERE c.id < ?1 ORDER BY c.id DESC LIMIT ?2"),
            params![before, limit],
            read_change,
        ),
        Some(customer) => reader.all(
            &format!(
                "SELECT {COLUMNS}, l.source_row FROM lineage AS l JOIN change AS c ON c.id = l.change_id
                 WHERE l.customer_id = ?3 AND l.change_id < ?1 ORDER BY l.change_id DESC LIMIT ?2"
            ),
            params![before, limit, customer],
            |row| {
                let source: i64 = row.get(7)?;
                Ok(ChangeInfo { source_row: (source != 0).then_some(source), ..read_change(row)? })
            },
        ),
    }
}

/// What undo and redo would do now.
///
/// # Errors
/// Those of the database.
pub fn state(conn: &Connection) -> Result<HistoryState> {
    Ok(HistoryState { undo: latest_done(conn)?, redo: first_undone(conn)? })
}

/// One step.
///
/// # Errors
/// `not_found`.
pub fn find(conn: &Connection, id: i64) -> Result<ChangeInfo> {
    conn.first(&format!("SELECT {COLUMNS} FROM change AS c WHERE c.id = ?1"), [id], read_change)?
        .ok_or_else(|| Error::not_found("change", id))
}

fn latest_done(conn: &Connection) -> Result<Option<ChangeInfo>> {
    conn.first(
        &format!("SELECT {COLUMNS} FROM change AS c WHERE c.state = 'done' ORDER BY c.id DESC LIMIT 1"),
        [],
        read_change,
    )
}

fn first_undone(conn: &Connection) -> Result<Option<ChangeInfo>> {
    conn.first(
        &format!("SELECT {COLUMNS} FROM change AS c WHERE c.state = 'undone' ORDER BY c.id LIMIT 1"),
        [],
        read_change,
    )
}

impl Book {
    /// Takes the latest change back, exactly.
    ///
    /// # Errors
    /// `nothing_to_undo`.
    pub fn undo(&self) -> Result<ChangeInfo> {
        self.turn("undone", "nothing_to_undo", latest_done)
    }

    /// Does the change again that was undone last.
    ///
    /// # Errors
    /// `nothing_to_redo`.
    pub fn redo(&self) -> Result<ChangeInfo> {
        self.turn("done", "nothing_to_redo", first_undone)
    }

    fn turn(
        &self,
        state: &'static str,
        nothing: &'static str,
        find: fn(&Connection) -> Result<Option<ChangeInfo>>,
    ) -> Result<ChangeInfo> {
        self.flip(
            |conn| {
                let change = find(conn)?.ok_or_else(|| Error::refused(nothing))?;
                let next: i64 =
                    conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change.id])?;
                Ok((change.id, next, ChangeInfo { state: state.to_owned(), ..change }))
            },
            |conn, id| {
                turn_rows(conn, id)?;
                conn.run("UPDATE change SET state = ?2 WHERE id = ?1", params![id, state])?;
                Ok(())
            },
        )
    }
}

/// Turns every row of a change round, last first. The triggers record the way back under the same change.
fn turn_rows(conn: &Connection, change_id: i64) -> Result<()> {
    let next: i64 =
        conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change_id])?;
    turn_rows_of(conn, &journaled_tables(conn)?, change_id)?;
    conn.run("DELETE FROM change_row WHERE change_id = ?1 AND seq < ?2", params![change_id, next])?;
    Ok(())
}

/// Turns every row of a change round, last first, and leaves its own rows as they are.
pub(super) fn turn_rows_of(conn: &Connection, tables: &[Table], change_id: i64) -> Result<()> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let next: i64 =
        conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change_id])?;
    let mut below = next;
    while below > 0 {
        let rows: Vec<(i64, String, String, SqlValue, Option<String>)> = conn.all(
            "SELECT seq, tbl, op, key, old FROM change_row WHERE change_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
            params![change_id, below, BATCH],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )?;
        let Some(last) = rows.last() else { break };
        below = last.0;
        for (_, name, op, key, old) in &rows {
            let table = tables
                .iter()
                .find(|table| table.name == *name)
                .ok_or_else(|| Error::refused("internal").arg("detail", "a journaled table is gone"))?;
            turn_row(conn, table, op, key, old.as_deref())?;
        }
    }
    Ok(())
}

fn turn_row(conn: &Connection, table: &Table, op: &str, key: &SqlValue, old: Option<&str>) -> Result<()> {
    let name = &table.name;
    let key: Vec<SqlValue> = match key {
        SqlValue::Text(json) if !table.has_rowid => {
            serde_json::from_str::<Vec<Value>>(json)?.iter().map(to_sql).collect()
        }
        single => vec![single.clone()],
    };
    let old: Map<String, Value> = old.map(serde_json::from_str).transpose()?.unwrap_or_default();
    let matches = |from: usize| {
        let parts: Vec<String> =
            table.key.iter().enumerate().map(|(i, column)| format!("{column} = ?{}", from + i)).collect();
        parts.join(" AND ")
    };
    match op {
        "i" => {
            conn.run(&format!("DELETE FROM {name} WHERE {}", matches(1)), rusqlite::params_from_iter(key))?;
        }
        "d" => {
            let columns: Vec<&str> = old.keys().map(String::as_str).collect();
            let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
            conn.run(
                &format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), places.join(", ")),
                rusqlite::params_from_iter(old.values().map(to_sql)),
            )?;
        }
        _ => {
            let sets: Vec<String> =
                old.keys().enumerate().map(|(place, column)| format!("{column} = ?{}", place + 1)).collect();
            conn.run(
                &format!("UPDATE {name} SET {} WHERE {}", sets.join(", "), matches(old.len() + 1)),
                rusqlite::params_from_iter(old.values().map(to_sql).chain(key)),
            )?;
        }
    }
    Ok(())
}

/// Journaled tables hold INTEGER and TEXT only.
fn to_sql(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::String(text) => SqlValue::Text(text.clone()),
        other => other.as_i64().map_or_else(|| SqlValue::Text(other.to_string()), SqlValue::Integer),
    }
}

/// Notes about how many bytes a change's undo data takes: its texts, and 24 for what a row costs besides.
pub(super) fn weigh(conn: &Connection, change_id: i64) -> Result<()> {
    conn.run(
        "UPDATE change SET bytes = (SELECT coalesce(sum(length(tbl) + length(key) + coalesce(length(old), 0) + 24), 0)
           FROM change_row WHERE change_id = ?1) WHERE id = ?1",
        [change_id],
    )?;
    Ok(())
}

/// Drops the undo data of changes that are too old, and what is too much of it.
pub(super) fn forget_old(conn: &Connection, now: i64) -> Result<()> {
    let transaction = conn.unchecked_transaction()?;
    let old = |state: &str| -> Result<Vec<i64>> {
        conn.all("SELECT id FROM change WHERE state = ?1 AND at < ?2", params![state, now - KEPT_MS], |row| row.get(0))
    };
    for id in old("done")? {
        finish(conn, id)?;
    }
    for id in old("undone")? {
        erase_undone(conn, id)?;
    }
    forget_beyond(conn, KEPT_BYTES)?;
    Ok(transaction.commit()?)
}

/// After a large change: drops the oldest undo data, if it is too much now.
pub(super) fn forget_much(conn: &Connection, change_id: i64) -> Result<()> {
    let bytes: i64 = conn.value("SELECT bytes FROM change WHERE id = ?1", [change_id])?;
    if bytes >= LARGE { forget_beyond(conn, KEPT_BYTES) } else { Ok(()) }
}

/// Keeps the newest undo data up to this many bytes; the latest change's is kept whatever it takes. Uses: change_done.
pub(super) fn forget_beyond(conn: &Connection, limit: i64) -> Result<()> {
    let done: Vec<(i64, i64)> =
        conn.all("SELECT id, bytes FROM change WHERE state = 'done' ORDER BY id DESC", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let mut kept = 0;
    for (place, (id, bytes)) in done.into_iter().enumerate() {
        kept += bytes;
        if place > 0 && kept > limit {
            finish(conn, id)?;
        }
    }
    Ok(())
}

/// A change that can no longer be undone: it stays in the history.
fn finish(conn: &Connection, id: i64) -> Result<()> {
    conn.run("DELETE FROM change_row WHERE change_id = ?1", [id])?;
    conn.run("UPDATE change SET state = 'final', bytes = 0 WHERE id = ?1", [id])?;
    Ok(())
}

/// A change that was undone and can no longer be redone: it never happened.
pub(super) fn erase_undone(conn: &Connection, id: i64) -> Result<()> {
    conn.run("DELETE FROM lineage WHERE change_id = ?1", [id])?;
    conn.run("DELETE FROM change_row WHERE change_id = ?1", [id])?;
    conn.run("DELETE FROM import WHERE id = (SELECT import_id FROM change WHERE id = ?1)", [id])?;
    conn.run("DELETE FROM change WHERE id = ?1", [id])?;
    Ok(())
}
