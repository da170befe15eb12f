//! Making a backup: whole under a temporary name, synced, renamed, then proven.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use rusqlite::backup::{Backup as Pages, StepResult};

use super::{Backup, BackupReason, Listing, MakeBackup, Proof, counts, prove, rows_hash};
use crate::book::keys::Key;
use crate::book::opening::{OpenOptions, connect};
use crate::book::progress::OnProgress;
use crate::book::slot::{self, PAGE, Slot};
use crate::book::sql::Sql;
use crate::book::{Book, platform};
use crate::error::{Error, Result};

/// Pages copied between two looks at whether to go on.
const STEP: i32 = 2_048;
/// What shall be free besides a copy.
const RESERVE: u64 = 16 << 20;

impl Book {
    /// Writes a copy of the book with its slot inside; it opens by itself anywhere. It is no backup of the list's.
    ///
    /// # Errors
    /// `book_exists` if there is a file of that name, `disk_full`, and those of the file system.
    pub fn copy_to(&self, target: &Path) -> Result<()> {
        let source = connect(&self.path, &self.key, &self.slot().salt, false)?;
        copy_with_slot(&source, (&self.slot(), &self.key), target, &mut |_, _| true).map(drop)
    }

    /// Makes a backup and proves it. One that nobody asked for is not made if the book has not changed since the last;
    /// that one is given then.
    ///
    /// # Errors
    /// `book_exists`, `disk_full`, `book_damaged`, `backup_unproven`, `cancelled`, those of the file system; no file is
    /// left under its final name then.
    pub fn backup(&self, make: &MakeBackup, on_progress: OnProgress<'_>) -> Result<Backup> {
        let mut listing = Listing::load(&self.path, &self.uid, &self.config_dir);
        let version = self.version()?;
        let is_asked = make.reason == BackupReason::Asked;
        let same = listing.found().into_iter().rev().find(|backup| {
            backup.version == version && backup.proven_at.is_some() && Path::new(&backup.path).is_file()
        });
        if let Some(same) = same.filter(|_| !is_asked && make.target.is_none()) {
            return Ok(same);
        }
        let target = match &make.target {
            Some(target) => std::path::absolute(target)?,
            None => {
                std::fs::create_dir_all(listing.folder())?;
                free_name(&listing.folder(), &self.path, self.clock.now())
            }
        };
        let source = connect(&self.path, &self.key, &self.slot().salt, false)?;
        let opener = (&self.slot(), &self.key);
        let now = self.clock.now_ms();
        let backup = make_at(&source, opener, &target, make.reason, now, on_progress)
            .map_err(|error| self.as_damage(&source, error))?;
        listing.add(backup.clone())?;
        if make.target.is_none() {
            self.second_copy(&mut listing, &target, &backup)?;
        }
        self.announce(&["backups"]);
        Ok(backup)
    }

    /// The same file in the second folder, if that is there now, proven there too. What fails there fails the backup only
    /// if it is not there otherwise, which it is.
    fn second_copy(&self, listing: &mut Listing, made: &Path, backup: &Backup) -> Result<()> {
        let Some(folder) = listing.settings.second.as_ref().map(PathBuf::from).filter(|folder| folder.is_dir()) else {
            return Ok(());
        };
        let target = free_name(&folder, &self.path, self.clock.now());
        let copied = copy_plainly(made, &target).and_then(|()| prove(&target, &self.key));
        if copied.is_ok_and(|found| found.hash == backup.hash) {
            return listing.add(Backup { path: target.display().to_string(), ..backup.clone() });
        }
        let _ = std::fs::remove_file(&target);
        Ok(())
    }

    /// Proves a backup again; it is noted in the list either way.
    ///
    /// # Errors
    /// `backup_unproven`; `locked` and the like if it has another key.
    pub fn prove_backup(&self, path: &Path) -> Result<()> {
        let mut listing = Listing::load(&self.path, &self.uid, &self.config_dir);
        let name = path.display().to_string();
        let proven = prove(path, &self.key);
        let expected = listing.backups.iter().find(|backup| backup.path == name).map(|backup| backup.hash.clone());
        let good = proven.as_ref().is_ok_and(|found| expected.is_none_or(|expected| expected == found.hash));
        let now = self.clock.now_ms();
        listing.note(&name, |backup| backup.proven_at = good.then_some(now))?;
        if good { Ok(()) } else { Err(Error::refused("backup_unproven").at("file", name)) }
    }
}

/// The book as it is before its schema is brought up to date, as a backup of its own.
///
/// # Errors
/// As for [`Book::backup`].
pub(in crate::book) fn before_migration(
    conn: &Connection,
    book: &Path,
    opener: (&Slot, &Key),
    options: &OpenOptions,
) -> Result<()> {
    let mut listing = Listing::load(book, &opener.0.book_uid, &options.config_dir);
    std::fs::create_dir_all(listing.folder())?;
    let target = free_name(&listing.folder(), book, options.clock.now());
    let backup = make_at(conn, opener, &target, BackupReason::Migration, options.clock.now_ms(), &mut |_, _| true)?;
    listing.add(backup)
}

/// Writes a backup to a file that is not there yet, and proves it.
pub(super) fn make_at(
    source: &Connection,
    opener: (&Slot, &Key),
    target: &Path,
    reason: BackupReason,
    now: i64,
    on_progress: OnProgress<'_>,
) -> Result<Backup> {
    // Copying is half of the way, proving the rest.
    let copied = copy_with_slot(source, opener, target, &mut |done, total| on_progress(done, total * 2))?;
    if prove(target, opener.1).ok().as_ref() != Some(&copied.whole) {
        let _ = std::fs::remove_file(target);
        return Err(Error::refused("backup_unproven").at("file", target.display().to_string()));
    }
    Ok(Backup {
        path: target.display().to_string(),
        at: now,
        reason,
        size: std::fs::metadata(target)?.len(),
        version: copied.version,
        customers: copied.customers,
        visits: copied.visits,
        hash: copied.whole.hash,
        erasures: copied.erasures,
        proven_at: Some(now),
    })
}

/// What a copy was made of.
#[derive(Debug)]
pub(in crate::book) struct Copied {
    pub whole: Proof,
    pub version: u64,
    pub customers: u64,
    pub visits: u64,
    pub erasures: u64,
}

/// Copies a book into one file with its slot inside; it is there whole or not at all.
fn copy_with_slot(
    source: &Connection,
    (slot, key): (&Slot, &Key),
    target: &Path,
    on_progress: OnProgress<'_>,
) -> Result<Copied> {
    if target.exists() {
        return Err(Error::refused("book_exists").at("file", target.display().to_string()));
    }
    let partial = platform::with_suffix(target, ".part");
    let copied = copy_pages(source, key, &slot.salt, &partial, on_progress).and_then(|copied| {
        slot::append(&partial, slot)?;
        std::fs::rename(&partial, target)?;
        platform::sync_folder(target).inspect_err(|_| {
            // What is told to have failed is not there.
            let _ = std::fs::remove_file(target);
        })?;
        Ok(copied)
    });
    if copied.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    copied
}

/// Copies the pages of one moment of a book, and says what is in them.
pub(in crate::book) fn copy_pages(
    source: &Connection,
    key: &Key,
    salt: &str,
    partial: &Path,
    on_progress: OnProgress<'_>,
) -> Result<Copied> {
    if partial.exists() {
        std::fs::remove_file(partial)?;
    }
    // What is read until the end of this transaction is of one moment, whoever writes meanwhile.
    let moment = source.unchecked_transaction()?;
    let pages: u64 = moment.value("PRAGMA page_count", [])?;
    is_there(partial, pages * PAGE)?;
    let version = moment.value("SELECT n FROM book_version", [])?;
    {
        let mut copy = Connection::open(partial)?;
        copy.execute_batch(&format!(
            "PRAGMA cipher_log_level = NONE; PRAGMA key = \"{}\"; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;",
            *key.pragma(salt)
        ))?;
        let paging = Pages::new(&moment, &mut copy)?;
        loop {
            let step = paging.step(STEP)?;
            let progress = paging.progress();
            let (left, all) = (u64::try_from(progress.remaining), u64::try_from(progress.pagecount));
            let (left, all) = (left.unwrap_or(0), all.unwrap_or(0));
            if !on_progress(all.saturating_sub(left), all) {
                return Err(Error::refused("cancelled"));
            }
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => return Err(Error::refused("in_use")),
            }
        }
    }
    platform::make_private(partial)?;
    std::fs::File::open(partial)?.sync_all()?;
    let (customers, visits) = counts(&moment)?;
    let has_ledger: bool = moment.value("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'erasure')", [])?;
    let erasures = if has_ledger { moment.value("SELECT count(*) FROM erasure", [])? } else { 0 };
    Ok(Copied { whole: Proof { hash: rows_hash(&moment)?, pages }, version, customers, visits, erasures })
}

/// A byte for byte copy, there whole or not at all.
///
/// # Errors
/// `disk_full`, and those of the file system.
pub(in crate::book) fn copy_plainly(from: &Path, to: &Path) -> Result<()> {
    is_there(to, std::fs::metadata(from)?.len())?;
    let partial = platform::with_suffix(to, ".part");
    let copied = std::fs::copy(from, &partial).and_then(|_| {
        platform::make_private(&partial)?;
        std::fs::File::open(&partial)?.sync_all()?;
        std::fs::rename(&partial, to)?;
        platform::sync_folder(to)
    });
    if copied.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    Ok(copied?)
}

/// Free bytes where a file would be.
///
/// # Errors
/// Those of the file system.
pub fn free_space(file: &Path) -> Result<u64> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    Ok(fs4::available_space(folder)?)
}

/// Looks whether there is room for so many bytes more, before large work begins.
///
/// # Errors
/// `disk_full`, with what is `needed` and `free`, in bytes.
pub(in crate::book) fn is_there(file: &Path, bytes: u64) -> Result<()> {
    // Where the system does not say, the work itself finds out.
    let free = free_space(file).unwrap_or(u64::MAX);
    if free < bytes.saturating_add(RESERVE) {
        return Err(Error::refused("disk_full").arg("needed", bytes).arg("free", free));
    }
    Ok(())
}

/// A name for a copy that nothing has yet: the book's, with the time.
pub(in crate::book) fn free_name(folder: &Path, book: &Path, now: DateTime<FixedOffset>) -> PathBuf {
    let stem = book.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stamp = now.format("%Y%m%d-%H%M%S");
    let mut free = folder.join(format!("{stem}-{stamp}.rounds"));
    let mut number = 2;
    while free.exists() {
        free = folder.join(format!("{stem}-{stamp}-{number}.rounds"));
        number += 1;
    }
    free
}
