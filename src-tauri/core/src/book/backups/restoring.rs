//! Restoring a backup. The present book is set aside, never deleted, and gives way in one step.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::looking::key_of;
use super::making::make_at;
use super::{BackupReason, Listing, counts, free_name, is_there, prove};
use crate::book::erasing;
use crate::book::erasing::ledger::Ledger;
use crate::book::keys::Key;
use crate::book::locks::Locks;
use crate::book::opening::{OpenOptions, STEPS, connect, migrate_alone, schema_version};
use crate::book::pages::wrong_signatures;
use crate::book::platform;
use crate::book::progress::OnProgress;
use crate::book::slot::{self, Found, Slot};
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Restored {
    /// The book.
    pub path: String,
    /// The backup that it is again.
    pub from: String,
    /// Where the book is that was there before; none if there was none.
    pub set_aside: Option<String>,
    /// Customers in it now, those in the trash too.
    pub customers: u64,
    /// Customers who had been erased since the backup and were erased again, or made anonymous.
    pub erased_again: u32,
}

/// The present book, as far as it can be read.
struct Present {
    slot: Slot,
    key: Key,
    version: u64,
    ledger: Ledger,
}

/// Puts a backup in the place of the book. The book there need not open, or be there at all.
///
/// # Errors
/// `in_use`, `in_use_by_reader`; `other_book` if the backup is of another one; `locked`, `wrong_password`,
/// `slot_missing`; `backup_damaged`, `book_newer`; `disk_full`; those of the file system. The book is as it was then.
pub fn restore(book: &Path, from: &Path, options: &OpenOptions, on_progress: OnProgress<'_>) -> Result<Restored> {
    let (book, from) = (std::path::absolute(book)?, std::path::absolute(from)?);
    if book == from {
        return Err(Error::refused("book_exists").at("file", book.display().to_string()));
    }
    let (from_slot, from_key) = key_of(&from, options)?;
    let _locks = Locks::writer(&book)?;
    let _alone = Locks::keep_readers_out(&book)?;
    let present_uid = super::uid_of(&book, &options.config_dir)?;
    if present_uid.as_ref().is_some_and(|uid| *uid != from_slot.book_uid) {
        return Err(Error::refused("other_book").at("file", from.display().to_string()));
    }
    is_there(&book, std::fs::metadata(&from)?.len().saturating_mul(2))?;
    let present = present(&book, &from_key, options);

    let new = platform::with_suffix(&book, ".restoring");
    discard(&new);
    let made = renew(&new, &from, &from_key, present.as_ref(), options);
    let (erased_again, customers) = made.inspect_err(|_| discard(&new))?;
    let set_aside = match &present {
        Some(present) => Some(keep_good(&book, present, options, on_progress)),
        None if book.exists() => Some(keep_damaged(&book, options)),
        None => None,
    };
    let set_aside = set_aside.transpose().inspect_err(|_| discard(&new))?;
    // A slot in use may have a newer password than that inside the backup; it serves if it leads to the same key.
    let mut slot = match present.filter(|present| present.key.bytes() == from_key.bytes()) {
        Some(present) => present.slot,
        None => from_slot,
    };
    slot.salt = hex::encode(slot::head(&new)?);
    slot.store(&book, &options.config_dir)?;
    for suffix in ["-wal", "-shm"] {
        // What was in them is in the book that was set aside.
        let _ = std::fs::remove_file(platform::with_suffix(&book, suffix));
    }
    std::fs::rename(&new, &book)?;
    platform::sync_folder(&book)?;
    Ok(Restored {
        path: book.display().to_string(),
        from: from.display().to_string(),
        set_aside: set_aside.map(|path| path.display().to_string()),
        customers,
        erased_again,
    })
}

/// The present book, if it can be read with the same key or with what was shown.
fn present(book: &Path, from_key: &Key, options: &OpenOptions) -> Option<Present> {
    let Ok(Found::Slots(slots)) = slot::find(book, &options.config_dir) else { return None };
    let by_secret = slot::unlock_any(slots.clone(), options.secret.as_ref()).ok();
    let (slot, key) = by_secret.or_else(|| slots.into_iter().next().map(|slot| (slot, from_key.clone())))?;
    let read = || -> Result<(u64, Ledger)> {
        let conn = connect(book, &key, &slot.salt, false)?;
        let version = conn.value("SELECT n FROM book_version", [])?;
        let sound: String = conn.value("PRAGMA quick_check(1)", [])?;
        if sound != "ok" || !wrong_signatures(&conn)?.is_empty() {
            return Err(Error::refused("book_damaged"));
        }
        let ledger = if schema_version(&conn)? == STEPS.len() { Ledger::of(&conn)? } else { Ledger::default() };
        let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok((version, ledger)) } else { Err(Error::refused("in_use")) }
    };
    let (version, ledger) = read().ok()?;
    Some(Present { slot, key, version, ledger })
}

/// The backup as a book of its own under a temporary name: proven, brought up to date, with everybody erased again who
/// was erased since.
fn renew(new: &Path, from: &Path, key: &Key, present: Option<&Present>, options: &OpenOptions) -> Result<(u32, u64)> {
    let length = slot::inside(from)?.map_or(std::fs::metadata(from)?.len(), |(_, length)| length);
    {
        let (mut source, mut target) = (std::fs::File::open(from)?, std::fs::File::create(new)?);
        std::io::copy(&mut std::io::Read::take(&mut source, length), &mut target)?;
        target.sync_all()?;
    }
    platform::make_private(new)?;
    let wal = platform::with_suffix(from, "-wal");
    if wal.is_file() {
        // A book that was not closed, used as a backup: the rest of it stands there.
        std::fs::copy(wal, platform::with_suffix(new, "-wal"))?;
    } else {
        prove(new, key).map_err(|error| error.at("file", from.display().to_string()))?;
    }
    let salt = hex::encode(slot::head(new)?);
    let mut conn = connect(new, key, &salt, false)?;
    if schema_version(&conn)? > STEPS.len() {
        return Err(Error::refused("book_newer").at("file", from.display().to_string()));
    }
    migrate_alone(&mut conn)?;
    let mut ledger = Ledger::of(&conn)?;
    ledger.join(Ledger::outside(&uid(&conn)?, key, &options.config_dir));
    if let Some(present) = present {
        ledger.join(present.ledger.clone());
        ledger.join(Ledger::outside(&uid(&conn)?, &present.key, &options.config_dir));
    }
    let again = erasing::replay(&mut conn, &ledger, options.clock.today())?;
    // Never a version that a backup of the other history has.
    let before = present.map_or(0, |present| present.version);
    conn.run("UPDATE book_version SET n = max(n, ?1) + 1", [before])?;
    let (customers, _) = counts(&conn)?;
    if again > 0 {
        erasing::scour(&conn)?;
    }
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    drop(conn);
    if busy != 0 {
        return Err(Error::refused("in_use"));
    }
    prove(new, key)?;
    std::fs::File::open(new)?.sync_all()?;
    Ok((again, customers))
}

fn uid(conn: &Connection) -> Result<String> {
    conn.value("SELECT value FROM book_setting WHERE key = 'uid'", [])
}

/// The present book as one more backup, proven as all are.
fn keep_good(book: &Path, present: &Present, options: &OpenOptions, on_progress: OnProgress<'_>) -> Result<PathBuf> {
    let mut listing = Listing::load(book, &present.slot.book_uid, &options.config_dir);
    std::fs::create_dir_all(listing.folder())?;
    let target = free_name(&listing.folder(), book, options.clock.now());
    let source = connect(book, &present.key, &present.slot.salt, false)?;
    let opener = (&present.slot, &present.key);
    listing.add(make_at(&source, opener, &target, BackupReason::Restore, options.clock.now_ms(), on_progress)?)?;
    Ok(target)
}

/// A book that cannot be read, byte for byte as it is, with all that lies beside it.
fn keep_damaged(book: &Path, options: &OpenOptions) -> Result<PathBuf> {
    let stamp = options.clock.now().format("%Y%m%d-%H%M%S");
    let mut aside = platform::with_suffix(book, &format!(".damaged-{stamp}"));
    let mut number = 2;
    while aside.exists() {
        aside = platform::with_suffix(book, &format!(".damaged-{stamp}-{number}"));
        number += 1;
    }
    for suffix in ["-wal", ".slot"] {
        let beside = platform::with_suffix(book, suffix);
        if beside.is_file() {
            super::copy_plainly(&beside, &platform::with_suffix(&aside, suffix))?;
        }
    }
    super::copy_plainly(book, &aside)?;
    Ok(aside)
}

fn discard(new: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(platform::with_suffix(new, suffix));
    }
}
