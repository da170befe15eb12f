//! A look into a backup before it is restored: what it holds, and what is newer than it.

use std::path::Path;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::{counts, open_still, prove};
use crate::book::erasing::ledger::Ledger;
use crate::book::history::{COLUMNS, ChangeInfo, read_change};
use crate::book::keys::{Key, Secret};
use crate::book::opening::{OpenOptions, STEPS, schema_version};
use crate::book::slot::{self, Found, Slot};
use crate::book::sql::Sql;
use crate::book::{Book, Reader};
use crate::error::{Error, Result};

/// So many steps and customers are named.
const NAMED: u32 = 50;

/// Looks into a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookAtBackup {
    /// Where it is.
    pub path: String,
}

/// What is in a backup, and what the present book has besides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BackupLook {
    /// Whether it was found whole just now.
    pub is_proven: bool,
    /// Customers in it, without those in the trash.
    pub customers: u64,
    /// Visits in it, without those in the trash.
    pub visits: u64,
    /// When the last step in it was done, milliseconds UTC.
    pub last_at: Option<i64>,
    /// How many steps the present book has that it has not; restoring it takes them back.
    pub newer: u64,
    /// The newest of them.
    pub newer_steps: Vec<ChangeInfo>,
    /// Customers in it who are not in the present book or in its trash, by name: they can be fetched one by one. Nobody who
    /// was erased since.
    pub gone: Vec<GoneCustomer>,
}

/// A customer who is in a backup only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoneCustomer {
    /// Their id in the backup.
    pub id: i64,
    /// Their name there.
    pub name: String,
}

/// The slots that may open a backup: its own, and those of the book beside which it was made.
pub(super) fn slots_for(backup: &Path, config_dir: &Path) -> Result<Vec<Slot>> {
    let place = || backup.display().to_string();
    if !backup.is_file() {
        return Err(Error::refused("book_missing").at("file", place()));
    }
    if std::fs::metadata(backup)?.len() < slot::PAGE || slot::head(backup)? == b"SQLite format 3\0" {
        return Err(Error::refused("not_a_book").at("file", place()));
    }
    match slot::find(backup, config_dir)? {
        Found::Slots(slots) => Ok(slots),
        Found::Damaged(_) => Err(Error::refused("backup_damaged").at("file", place())),
        Found::None => Err(Error::refused("slot_missing").at("file", place())),
    }
}

/// The key of a backup.
pub(super) fn key_of(backup: &Path, options: &OpenOptions) -> Result<(Slot, Key)> {
    let slots = slots_for(backup, &options.config_dir)?;
    slot::unlock_any(slots, options.secret.as_ref()).map_err(|error| error.at("file", backup.display().to_string()))
}

/// Looks into a backup; with the present book, if it can be opened, says what is newer.
///
/// # Errors
/// `book_missing`, `not_a_book`, `slot_missing`, `locked`, `wrong_password`, `book_newer`, `backup_damaged`.
pub fn look(backup: &Path, present: Option<&Book>, options: &OpenOptions) -> Result<BackupLook> {
    let mut options = options.clone();
    if let Some(book) = present {
        let slots = slots_for(backup, &options.config_dir)?;
        let is_of_this_key = slots.iter().any(|slot| slot.key_id == book.slot().key_id);
        if is_of_this_key {
            // Whose book is open need not show anything again.
            options.secret = Some(Secret::Key(book.key.clone()));
        } else if matches!(options.secret, Some(Secret::Key(_))) {
            // One from before the book was encrypted anew has its own key, and the password of that time.
            options.secret = None;
        }
    }
    let (_, key) = key_of(backup, &options)?;
    let is_proven = prove(backup, &key).is_ok();
    let damaged = |_| Error::refused("backup_damaged").at("file", backup.display().to_string());
    let there = open_still(backup, &key).map_err(damaged)?;
    if schema_version(&there).map_err(damaged)? > STEPS.len() {
        return Err(Error::refused("book_newer").at("file", backup.display().to_string()));
    }
    let mut look = holds(&there).map_err(damaged)?;
    look.is_proven = is_proven;
    if let Some(book) = present {
        match book.read(|reader| newer(reader, &there, &mut look)) {
            // A damaged book cannot tell what it has besides: the backup is all the more wanted.
            Err(error) if error.code() == "book_damaged" => {}
            other => other?,
        }
    }
    Ok(look)
}

fn holds(there: &Connection) -> Result<BackupLook> {
    let (all, _) = counts(there)?;
    let (customers, visits) = (
        there.value("SELECT count(*) FROM customer WHERE trashed_at = 0", []).unwrap_or(all),
        there.value("SELECT count(*) FROM visit WHERE trashed_at = 0", [])?,
    );
    let last_at = there.first("SELECT at FROM change ORDER BY id DESC LIMIT 1", [], |row| row.get(0))?;
    Ok(BackupLook { is_proven: false, customers, visits, last_at, newer: 0, newer_steps: Vec::new(), gone: Vec::new() })
}

/// What the present book has besides. Uses: change by id; customer by id.
fn newer(reader: &Reader<'_>, there: &Connection, look: &mut BackupLook) -> Result<()> {
    // Steps of one book have the same uid in its backups; the last common one is where they part.
    let ids: Vec<(i64, String)> = there
        .all("SELECT id, uid FROM change ORDER BY id DESC LIMIT 1000", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut common = 0;
    for (id, uid) in ids {
        let same: Option<i64> =
            reader.first("SELECT id FROM change WHERE id = ?1 AND uid = ?2", params![id, uid], |row| row.get(0))?;
        if let Some(same) = same {
            common = same;
            break;
        }
    }
    look.newer = reader.value("SELECT count(*) FROM change WHERE id > ?1 AND state <> 'undone'", [common])?;
    look.newer_steps = reader.all(
        &format!(
            "SELECT {COLUMNS} FROM change AS c WHERE c.id > ?1 AND c.state <> 'undone' ORDER BY c.id DESC LIMIT {NAMED}"
        ),
        [common],
        read_change,
    )?;
    let ledger = Ledger::of(reader)?;
    let mut statement =
        there.prepare("SELECT id, name, uid FROM customer WHERE trashed_at = 0 ORDER BY sort_key, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name, uid): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let is_here: bool =
            reader.value("SELECT EXISTS (SELECT 1 FROM customer WHERE uid = ?1 AND trashed_at = 0)", [&uid])?;
        if !is_here && !ledger.knows(&uid)? {
            look.gone.push(GoneCustomer { id, name });
            if look.gone.len() >= NAMED as usize {
                break;
            }
        }
    }
    Ok(())
}
