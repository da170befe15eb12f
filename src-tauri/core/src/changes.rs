//! Committed changes in the order in which they came, for those who follow the book from outside.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;

/// So many are given at once at most.
const MOST: u32 = 1_000;
/// Of a change of many, so many customers are named.
const NAMED: u32 = 1_000;

/// Asks for the changes after one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListChanges {
    /// Only those with a larger number; 0 for all.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<i64>", optional))]
    pub since: i64,
    /// At most so many, up to 1,000; 1,000 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A committed change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Committed {
    /// Its number, larger than that of every change before.
    pub id: i64,
    /// What was done, `noun.verb`.
    pub verb: String,
    /// What the wording needs.
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, unknown>"))]
    pub args: Value,
    /// When, milliseconds UTC.
    pub at: i64,
    /// `done`, `undone`, or `final` if it can no longer be undone.
    pub state: String,
    /// How many customers it touched.
    pub customers: i64,
    /// Their ids, up to 1,000.
    pub customer_ids: Vec<i64>,
}

/// A stretch of changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Changes {
    /// Grows with every commit, undo and redo too.
    pub version: u64,
    /// The changes, oldest first.
    pub changes: Vec<Committed>,
    /// The numbers of all changes that are undone right now and could be redone.
    pub undone: Vec<i64>,
}

/// Changes after one, oldest first. Uses: change by id, change_undone, lineage_by_change.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListChanges) -> Result<Changes> {
    let limit = req.limit.unwrap_or(MOST).min(MOST);
    let mut changes = reader.all(
        "SELECT c.id, c.verb, c.args, c.at, c.state, c.customers FROM change AS c WHERE c.id > ?1 ORDER BY c.id LIMIT ?2",
        params![req.since, limit],
        |row| {
            Ok(Committed {
                id: row.get(0)?,
                verb: row.get(1)?,
                args: serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default(),
                at: row.get(3)?,
                state: row.get(4)?,
                customers: row.get(5)?,
                customer_ids: Vec::new(),
            })
        },
    )?;
    for change in &mut changes {
        change.customer_ids = reader.all(
            "SELECT customer_id FROM lineage INDEXED BY lineage_by_change WHERE change_id = ?1 ORDER BY customer_id LIMIT ?2",
            params![change.id, NAMED],
            |row| row.get(0),
        )?;
    }
    let undone =
        reader.all("SELECT c.id FROM change AS c WHERE c.state = 'undone' ORDER BY c.id", [], |row| row.get(0))?;
    Ok(Changes { version: reader.version, changes, undone })
}
