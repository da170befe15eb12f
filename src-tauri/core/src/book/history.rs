//! The history: what was done, undo and redo.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::progress::{OnProgress, Progress, Tells as _};
use super::rows::to_sql;
use super::schema::{Table, journaled_tables};
use super::sql::Sql;
use super::{Book, Reader, bulk, steps};
use crate::edits::{self, Edit};
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
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, unknown>"))]
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
    /// The later step that took just this one back, if one did.
    pub taken_back_by: Option<i64>,
    /// How many customers of it were erased since: undo and redo leave them out.
    pub erased: i64,
    /// What it changed of the asked-for customer, if that was asked for.
    pub edits: Option<Vec<Edit>>,
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
    /// With what each step changed of the customer.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub edits: bool,
}

pub(super) const COLUMNS: &str = "c.id, c.verb, c.args, c.at, c.state, c.customers, c.import_id, c.erased";

pub(super) fn read_change(row: &Row<'_>) -> rusqlite::Result<ChangeInfo> {
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
        taken_back_by: None,
        erased: row.get(7)?,
        edits: None,
    })
}

/// The steps, newest first. Uses: change by id; lineage by customer.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListHistory) -> Result<Vec<ChangeInfo>> {
    let mut list = page(reader, req)?;
    let newer = match (req.before, req.customer_id, list.last()) {
        // Whatever took one of these back is in the list itself.
        (None, None, _) | (_, _, None) => Vec::new(),
        (_, _, Some(oldest)) => steps::that_took_back(reader, oldest.id)?,
    };
    steps::mark_taken_back(&mut list, &newer);
    if let (true, Some(customer), Some(oldest)) = (req.edits, req.customer_id, list.last()) {
        let mut found = since(reader, customer, oldest.id)?.into_iter().peekable();
        for step in &mut list {
            while found.next_if(|newer| newer.id > step.id).is_some() {}
            step.edits = found.next_if(|same| same.id == step.id).and_then(|same| same.edits);
        }
    }
    Ok(list)
}

/// The steps of a customer from this one on, newest first, with what each changed. Uses: lineage by customer.
pub(crate) fn since(conn: &Connection, customer: i64, oldest: i64) -> Result<Vec<ChangeInfo>> {
    let mut steps = conn.all(
        &format!(
            "SELECT {COLUMNS}, l.source_row FROM lineage AS l JOIN change AS c ON c.id = l.change_id
             WHERE l.customer_id = ?1 AND l.change_id >= ?2 ORDER BY l.change_id DESC"
        ),
        params![customer, oldest],
        read_step,
    )?;
    let mut found = edits::of_customer(conn, customer, &steps)?;
    for step in &mut steps {
        step.edits = found.remove(&step.id);
    }
    Ok(steps)
}

/// A step with the row of the file that the customer came from.
fn read_step(row: &Row<'_>) -> rusqlite::Result<ChangeInfo> {
    let source: i64 = row.get(8)?;
    Ok(ChangeInfo { source_row: (source != 0).then_some(source), ..read_change(row)? })
}

fn page(reader: &Reader<'_>, req: &ListHistory) -> Result<Vec<ChangeInfo>> {
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
            read_step,
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
        self.undo_telling(&mut |_, _| true)
    }

    /// Takes the latest change back, which may be long: tells how far it is, and leaves all as it is when told to stop.
    ///
    /// # Errors
    /// `nothing_to_undo`; `cancelled` if it was stopped.
    pub fn undo_telling(&self, on_progress: OnProgress<'_>) -> Result<ChangeInfo> {
        self.turn("undone", "nothing_to_undo", latest_done, on_progress)
    }

    /// Does the change again that was undone last.
    ///
    /// # Errors
    /// `nothing_to_redo`.
    pub fn redo(&self) -> Result<ChangeInfo> {
        self.redo_telling(&mut |_, _| true)
    }

    /// Does the change again that was undone last, which may be long: as [`Book::undo_telling`].
    ///
    /// # Errors
    /// `nothing_to_redo`; `cancelled` if it was stopped.
    pub fn redo_telling(&self, on_progress: OnProgress<'_>) -> Result<ChangeInfo> {
        self.turn("done", "nothing_to_redo", first_undone, on_progress)
    }

    fn turn(
        &self,
        state: &'static str,
        nothing: &'static str,
        find: fn(&Connection) -> Result<Option<ChangeInfo>>,
        on_progress: OnProgress<'_>,
    ) -> Result<ChangeInfo> {
        self.flip(
            on_progress,
            |conn| {
                let change = find(conn)?.ok_or_else(|| Error::refused(nothing))?;
                let next: i64 =
                    conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change.id])?;
                Ok((change.id, next, ChangeInfo { state: state.to_owned(), ..change }))
            },
            |conn, id, progress| {
                turn_rows(conn, id, progress)?;
                conn.run("UPDATE change SET state = ?2 WHERE id = ?1", params![id, state])?;
                Ok(())
            },
        )
    }
}

/// Turns every row of a change round, last first. The triggers record the way back under the same change.
fn turn_rows(conn: &Connection, change_id: i64, progress: &Progress<'_>) -> Result<()> {
    let next: i64 =
        conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change_id])?;
    turn_rows_of(conn, &journaled_tables(conn)?, change_id, &mut |done, of| progress.work(done, of))?;
    conn.run("DELETE FROM change_row WHERE change_id = ?1 AND seq < ?2", params![change_id, next])?;
    Ok(())
}

/// Turns every row of a change round, last first, and leaves its own rows as they are.
pub(super) fn turn_rows_of(
    conn: &Connection,
    tables: &[Table],
    change_id: i64,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let next: i64 =
        conn.value("SELECT coalesce(max(seq), -1) + 1 FROM change_row WHERE change_id = ?1", [change_id])?;
    let ranges = bulk::ranges_of(conn, change_id)?;
    let total = ranges.iter().fold(next.unsigned_abs(), |total, range| total + range.ids());
    let mut done = 0;
    let mut below = next;
    while below > 0 {
        let rows: Vec<(i64, String, String, SqlValue, Option<String>)> = conn.all(
            "SELECT seq, tbl, op, key, old FROM change_row WHERE change_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
            params![change_id, below, BATCH],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )?;
        let Some(last) = rows.last() else { break };
        below = last.0;
        for (seq, name, op, key, old) in &rows {
            done += 1;
            tell(done, total)?;
            if let Some(range) = ranges.iter().find(|range| range.seq == *seq) {
                range.delete(conn, &mut |ids| {
                    done += ids;
                    tell(done, total)
                })?;
                continue;
            }
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
