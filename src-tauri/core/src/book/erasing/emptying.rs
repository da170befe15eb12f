//! Emptying the trash: what has lain there for long goes for good, and nothing of it can be undone any more.
//!
//! It is plain removal, not erasure: backups keep it, the history keeps its wording, and nobody looks for traces. Lists
//! (tags, stages, owners, fields, segments, kinds of visits) stay in the trash, because records of before still use them.

use rusqlite::{Connection, TransactionBehavior};
use serde::{Deserialize, Serialize};

use super::owned;
use super::removing;
use crate::book::backups::{BackupReason, MakeBackup};
use crate::book::journal::Touched;
use crate::book::progress::OnProgress;
use crate::book::settings;
use crate::book::sql::Sql;
use crate::book::{Book, lock};
use crate::error::{Error, Result};
use crate::files;

/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;
/// The tables of which records are removed, owners before what they own.
const REMOVED: &[&str] = &["customer", "contact", "contact_point", "visit", "followup", "file"];

/// Removes for good what has been in the trash for long.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EmptyTrash {
    /// What has been there for so many days at least; the book's setting if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub days: Option<u32>,
}

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EmptiedTrash {
    /// Customers, each with all that was theirs.
    pub customers: u64,
    /// Other records: contacts, contact points, visits, follow-ups, files.
    pub records: u64,
}

impl Book {
    /// Removes for good what has been in the trash for so many days, or for as many as the setting says; nothing if that
    /// says never. A backup goes before it.
    ///
    /// # Errors
    /// `in_use` beside a writer; those of the backup and of the database; nothing is removed then.
    pub fn empty_trash(&self, req: &EmptyTrash, on_progress: OnProgress<'_>) -> Result<EmptiedTrash> {
        self.check_file()?;
        let days = match req.days {
            Some(days) => i64::from(days),
            None => match self.read(|reader| settings::get(reader))?.trash_days {
                0 => return Ok(EmptiedTrash::default()),
                days => i64::from(days),
            },
        };
        // What was deleted ahead of a clock that was set back since is not old.
        let until = self.clock.now_ms() - days * DAY;
        if self.read(|reader| old(reader, until))?.iter().all(|(_, ids)| ids.is_empty()) {
            return Ok(EmptiedTrash::default());
        }
        self.backup(&MakeBackup { target: None, reason: BackupReason::Bulk }, &mut |_, _| true)?;
        let emptied = {
            let _writer = lock(&self.writer);
            let mut conn = self.aside()?;
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let emptied = remove_old(&transaction, until, self.clock.today(), on_progress)?;
            files::sweep(&transaction, Some(self.clock.now_ms()))?;
            let version: u64 = transaction.value("UPDATE book_version SET n = n + 1 RETURNING n", [])?;
            let mut touched = Touched::default();
            touched.lists.insert("customer");
            self.sets.note(version, &touched);
            transaction.commit()?;
            emptied
        };
        self.announce(&["customers", "visits", "followups", "files", "trash", "history", "drafts"]);
        Ok(emptied)
    }
}

/// What has been in the trash since this moment, by table. Uses: the indexes of what is in the trash.
fn old(conn: &Connection, until: i64) -> Result<Vec<(&'static str, Vec<i64>)>> {
    let ids = |table: &&'static str| {
        let sql = format!("SELECT id FROM {table} WHERE trashed_at > 0 AND trashed_at <= ?1 ORDER BY trashed_at, id");
        Ok((*table, conn.all(&sql, [until], |row| row.get(0))?))
    };
    REMOVED.iter().map(ids).collect()
}

fn remove_old(
    conn: &Connection,
    until: i64,
    today: chrono::NaiveDate,
    on_progress: OnProgress<'_>,
) -> Result<EmptiedTrash> {
    let mut emptied = EmptiedTrash::default();
    let all = old(conn, until)?;
    let total = all.iter().map(|(_, ids)| ids.len() as u64).sum::<u64>();
    let mut done = 0;
    for (table, ids) in all {
        for id in ids {
            if !on_progress(done, total) {
                return Err(Error::refused("cancelled"));
            }
            done += 1;
            let is_there: bool = conn.value(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)"), [id])?;
            // It went with its customer.
            if !is_there {
                continue;
            }
            removing::remove_plainly(conn, owned::Seed { table, id }, today)?;
            match table {
                "customer" => emptied.customers += 1,
                _ => emptied.records += 1,
            }
        }
    }
    Ok(emptied)
}
