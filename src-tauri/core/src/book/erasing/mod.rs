//! Erasing: a customer goes from the rows, the journal, the trash, the indexes, the reports, the drafts, the free pages,
//! the log and the backups; and only when nothing is found any more is it said to be gone.

mod emptying;
mod hiding;
pub mod ledger;
mod needles;
mod owned;
mod removing;
mod requests;
mod traces;
mod verifying;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

pub use emptying::{EmptiedTrash, EmptyTrash};
pub use ledger::{ErasureKind, Receipt};
pub use needles::{Mention, Needles};
pub use requests::{EraseCustomer, Erased, ErasurePlan, PlanErasure};
pub use traces::Trace;
pub use verifying::{Verified, VerifyBook};

use super::backups::{Backup, Listing, prove, settle_file};
use super::journal::Touched;
use super::keys::{self, Key};
use super::locks::Locks;
use super::opening::{connect, migrate_alone};
use super::progress::OnProgress;
use super::sql::Sql;
use super::{Book, lock, platform, slot};
use crate::error::{Error, Result};
use ledger::Ledger;

/// Up to so many pages a book is written wholly anew: nothing can be left in a gap then.
const SMALL: i64 = 128 * 1_024;
/// Pages of an index written at a time.
const SLICE: i64 = 1_024;

impl Book {
    /// What would go with a customer, trashed or not.
    ///
    /// # Errors
    /// `not_found`; those of the database.
    pub fn plan_erasure(&self, req: &PlanErasure) -> Result<ErasurePlan> {
        self.check_file()?;
        let conn = self.aside()?;
        let name = name_of(&conn, req.id)?;
        let needles = Needles::of_customer(&conn, req.id)?;
        let links = owned::links(&conn)?;
        owned::gather(&conn, &links, req.id)?;
        let counts = owned::count(&conn, &links)?.into_iter().map(|(table, count)| (table, count.into())).collect();
        let backups = Listing::load(&self.path, &self.uid, &self.config_dir).found().len();
        Ok(ErasurePlan {
            id: req.id,
            name,
            counts,
            mentions: needles::mentions(&conn, &needles, Some(req.id))?,
            backups: u32::try_from(backups).unwrap_or(u32::MAX),
        })
    }

    /// Erases a customer, or makes them anonymous. `folders` are the program's own, in which a trace could be.
    ///
    /// # Errors
    /// `not_found`; `not_confirmed` if the name is another; `in_use_by_reader`; `disk_full`; those of the database. The
    /// book is as it was then. What goes wrong later, with a backup, is told in the answer.
    pub fn erase(&self, req: &EraseCustomer, folders: &[PathBuf], on_progress: OnProgress<'_>) -> Result<Erased> {
        self.check_file()?;
        let _alone = Locks::keep_readers_out(&self.path)?;
        let size = std::fs::metadata(&self.path)?.len();
        super::backups::is_there(&self.path, size.saturating_mul(2))?;
        let stage = |on_progress: OnProgress<'_>, part: u64| match on_progress(part, 10) {
            true => Ok(()),
            false => Err(Error::refused("cancelled")),
        };
        stage(on_progress, 0)?;
        let (needles, receipt) = {
            let writer = lock(&self.writer);
            let mut conn = self.aside()?;
            let done = self.erase_rows(&mut conn, req)?;
            // From here on nothing is taken back.
            let _ = stage(on_progress, 3);
            scour(&conn)?;
            drop(writer);
            done
        };
        self.announce(&[
            "customers",
            "segments",
            "tags",
            "stages",
            "owners",
            "visits",
            "followups",
            "files",
            "trash",
            "history",
            "drafts",
            "imports",
        ]);
        let _ = stage(on_progress, 5);
        let (rewritten, dropped, missed) = self.settle_backups(req.drop_backups, Some(&needles))?;
        let _ = stage(on_progress, 8);
        let mut left = self.left_of(&needles, folders)?;
        if !left.is_empty() {
            // A gap between cells of a page in a large book: written anew as a whole.
            let _writer = lock(&self.writer);
            let conn = self.aside()?;
            conn.execute_batch("VACUUM")?;
            checkpoint(&conn)?;
            left = self.left_of(&needles, folders)?;
        }
        let mentions = needles::mentions(&self.aside()?, &needles, None)?;
        let receipt = self.note_settled(receipt, left.is_empty() && missed.is_empty())?;
        self.announce(&["backups"]);
        Ok(Erased { is_gone: left.is_empty(), receipt, left, mentions, rewritten, dropped, missed })
    }

    /// The receipts of this book, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        let mut receipts = self.read(|reader| Ledger::of(reader))?.receipts;
        receipts.reverse();
        Ok(receipts)
    }

    /// Writes backups anew that still hold somebody who was erased: those on a stick that is in again, or that an
    /// interrupted erasure left. For quiet moments.
    ///
    /// # Errors
    /// Those of the file system and of the database.
    pub fn finish_erasures(&self) -> Result<u32> {
        if self.read(|reader| Ledger::of(reader))?.is_empty() {
            return Ok(0);
        }
        Ok(self.settle_backups(false, None)?.0)
    }

    fn check_file(&self) -> Result<()> {
        self.check_access()?;
        if self.path.as_os_str().is_empty() {
            return Err(Error::refused("no_book"));
        }
        Ok(())
    }

    /// A connection of its own, without the journal. Who writes on it holds the writer meanwhile.
    pub(super) fn aside(&self) -> Result<Connection> {
        connect(&self.path, &self.key, &self.slot().salt, false)
    }

    /// The rows, in one transaction with the receipt.
    fn erase_rows(&self, conn: &mut Connection, req: &EraseCustomer) -> Result<(Needles, Receipt)> {
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let name = name_of(&transaction, req.id)?;
        if req.name.trim() != name.trim() {
            return Err(Error::refused("not_confirmed").arg("name", name));
        }
        let mut needles = Needles::of_customer(&transaction, req.id)?;
        let neutral =
            req.neutral.as_deref().map(|neutral| crate::checks::checked_name("neutral", neutral)).transpose()?;
        // Older backups know those who were merged into them by uids of their own.
        let uids: Vec<String> = transaction.all(
            "SELECT uid FROM customer WHERE id = ?1 UNION SELECT merged_uid FROM merge WHERE customer_id = ?1",
            [req.id],
            |row| row.get(0),
        )?;
        let mut ledger = Ledger::of(&transaction)?;
        ledger.ensure_key()?;
        let today = self.clock.today();
        let counts = match &neutral {
            Some(neutral) => {
                // What is called so now is no trace.
                let others = needles.texts().iter().filter(|text| !neutral.contains(text.as_str())).cloned();
                needles = Needles::new(others.collect::<Vec<_>>())?;
                removing::anonymise(&transaction, req.id, neutral, &needles, today)?
            }
            None => removing::remove(&transaction, req.id, &needles, today)?,
        };
        let receipt = Receipt {
            id: hex::encode(keys::random::<16>()?),
            at: self.clock.now_ms(),
            kind: if neutral.is_some() { ErasureKind::Anonymised } else { ErasureKind::Erased },
            counts,
            hash: uids.iter().map(|uid| ledger.hash(uid)).collect::<Result<Vec<_>>>()?.join(" "),
            neutral: neutral.unwrap_or_default(),
            settled: false,
        };
        ledger.receipts.push(receipt.clone());
        ledger.write(&transaction)?;
        // Before the book forgets, so that no cut in between leaves a backup that could bring them back.
        ledger.keep_outside(&self.uid, &self.key, &self.config_dir)?;
        let version: u64 = transaction.value("UPDATE book_version SET n = n + 1 RETURNING n", [])?;
        let mut touched = Touched::default();
        touched.lists.insert("customer");
        self.sets.note(version, &touched);
        transaction.commit()?;
        Ok((needles, receipt))
    }

    /// Writes backups anew, or drops those that nobody asked for. Gives how many of each, and which were missed.
    fn settle_backups(&self, drops: bool, needles: Option<&Needles>) -> Result<(u32, u32, Vec<String>)> {
        let mut listing = Listing::load(&self.path, &self.uid, &self.config_dir);
        let ledger = self.read(|reader| Ledger::of(reader))?;
        let count = u64::try_from(ledger.receipts.len()).unwrap_or(u64::MAX);
        let (mut rewritten, mut dropped, mut missed) = (0, 0, Vec::new());
        let unreachable = listing.backups.iter().filter(|backup| !Path::new(&backup.path).is_file());
        let away = |backup: &&Backup| Path::new(&backup.path).parent().is_none_or(|folder| !folder.is_dir());
        missed.extend(unreachable.filter(away).filter(|backup| backup.erasures < count).map(|b| b.path.clone()));
        for backup in listing.found() {
            if backup.erasures >= count {
                continue;
            }
            let path = PathBuf::from(&backup.path);
            if drops && backup.reason.is_unasked() && std::fs::remove_file(&path).is_ok() {
                listing.forget(&backup.path)?;
                dropped += 1;
                continue;
            }
            match rewrite(&path, &self.key, &ledger, needles, self.clock.today()) {
                Ok(Some(hash)) => {
                    let (size, now) = (std::fs::metadata(&path)?.len(), self.clock.now_ms());
                    listing.rewritten(&backup, |backup| {
                        (backup.hash, backup.size, backup.proven_at) = (hash, size, Some(now));
                        backup.erasures = count;
                        // It is no longer the book of that version.
                        backup.version = 0;
                    })?;
                    rewritten += 1;
                }
                Ok(None) => listing.rewritten(&backup, |backup| backup.erasures = count)?,
                Err(_) => missed.push(backup.path),
            }
        }
        Ok((rewritten, dropped, missed))
    }

    /// Traces that no remaining record explains.
    fn left_of(&self, needles: &Needles, folders: &[PathBuf]) -> Result<Vec<Trace>> {
        let conn = self.aside()?;
        let mut found = traces::Found::default();
        traces::in_rows(&conn, &self.path, needles, &mut found)?;
        traces::in_pages(&self.path, &self.key, needles, &mut found)?;
        traces::in_files(&self.path, folders, needles, &mut found);
        let here = Explained::by(&conn, needles)?;
        found.traces.retain(|trace| !here.explains(trace));
        for backup in Listing::load(&self.path, &self.uid, &self.config_dir).found() {
            let path = Path::new(&backup.path);
            let mut in_it = traces::Found::default();
            // One of another key, or damaged, cannot be looked into, and is named among those that were missed.
            if traces::in_backup(path, &self.key, needles, &mut in_it).is_ok() {
                let there = Explained::by(&super::backups::open_to_look(path, &self.key)?, needles)?;
                in_it.traces.retain(|trace| !here.explains(trace) && !there.explains(trace));
                found.traces.append(&mut in_it.traces);
            }
        }
        Ok(found.traces)
    }

    fn note_settled(&self, receipt: Receipt, settled: bool) -> Result<Receipt> {
        let receipt = Receipt { settled, ..receipt };
        let ledger = self.note(|conn| {
            conn.run("UPDATE erasure SET settled = ?2 WHERE id = ?1", rusqlite::params![receipt.id, settled])?;
            Ledger::of(conn)
        })?;
        ledger.keep_outside(&self.uid, &self.key, &self.config_dir)?;
        Ok(receipt)
    }
}

/// What the records of a book still say of what is looked for.
struct Explained(Vec<String>);

impl Explained {
    fn by(conn: &Connection, needles: &Needles) -> Result<Self> {
        let explained = needles::explained(conn, needles)?;
        Ok(Self(needles.texts().iter().zip(explained).filter(|(_, is)| *is).map(|(text, _)| text.clone()).collect()))
    }

    fn explains(&self, trace: &Trace) -> bool {
        self.0.contains(&trace.text)
    }
}

/// The tables that hold rows of a customer, each with the condition by which they are found; `?1` is the customer.
///
/// # Errors
/// Those of the database.
pub fn rows_of(conn: &Connection) -> Result<Vec<(String, String)>> {
    let links = owned::links(conn)?;
    let mut all = vec![("customer".to_owned(), "id = ?1".to_owned())];
    for table in owned::tables(&links) {
        let ways = links.iter().filter(|link| link.is_owned && link.table.name == table.name);
        let ways: Vec<String> = ways
            .filter_map(|link| {
                let parent = all.iter().find(|(name, _)| *name == link.parent)?;
                let key = if link.parent == "customer" {
                    "SELECT ?1".to_owned()
                } else {
                    format!("SELECT id FROM {} WHERE {}", parent.0, parent.1)
                };
                Some(format!("{} IN ({key})", link.column))
            })
            .collect();
        all.push((table.name.clone(), ways.join(" OR ")));
    }
    Ok(all)
}

/// A customer, and those who were merged into them and are no customers of their own any more.
///
/// # Errors
/// Those of the database.
pub fn people(conn: &Connection, customer: i64) -> Result<Vec<i64>> {
    Ok([vec![customer], owned::merged_into(conn, customer)?].concat())
}

fn name_of(conn: &Connection, id: i64) -> Result<String> {
    conn.first("SELECT name FROM customer WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("customer", id))
}

/// Erases again, in a book or a backup of it, everybody whom the ledger knows. Gives how many there were.
///
/// # Errors
/// Those of the database; nothing is done then.
pub(super) fn replay(conn: &mut Connection, ledger: &Ledger, today: NaiveDate) -> Result<u32> {
    if ledger.is_empty() {
        return Ok(0);
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut again = 0;
    for (id, uid) in everybody(&transaction)? {
        let hash = ledger.hash(&uid)?;
        let Some(receipt) = ledger.receipts.iter().find(|receipt| receipt.is_of(&hash)) else { continue };
        let needles = Needles::of_customer(&transaction, id)?;
        match receipt.kind {
            ErasureKind::Anonymised if name_of(&transaction, id).is_ok() => {
                removing::anonymise(&transaction, id, &receipt.neutral, &needles, today)?;
            }
            _ => {
                removing::remove(&transaction, id, &needles, today)?;
            }
        }
        again += 1;
    }
    ledger.write(&transaction)?;
    transaction.commit()?;
    Ok(again)
}

/// All customers with their uids, those too that only the journal still knows, or that were merged into others.
fn everybody(conn: &Connection) -> Result<Vec<(i64, String)>> {
    let mut all: Vec<(i64, String)> =
        conn.all("SELECT id, uid FROM customer", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let remembered: Vec<(i64, String)> = conn.all(
        "SELECT key, json_extract(old, '$.uid') FROM change_row WHERE tbl = 'customer' AND op = 'd'
           AND json_extract(old, '$.uid') IS NOT NULL",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let merged: Vec<(i64, String)> =
        conn.all("SELECT merged_id, merged_uid FROM merge", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut known: HashSet<i64> = all.iter().map(|(id, _)| *id).collect();
    for customer in remembered.into_iter().chain(merged) {
        if known.insert(customer.0) {
            all.push(customer);
        }
    }
    Ok(all)
}

/// A backup without those whom the ledger knows: written beside it, proven, and put in its place. None if nobody was in it.
fn rewrite(
    path: &Path,
    key: &Key,
    ledger: &Ledger,
    needles: Option<&Needles>,
    today: NaiveDate,
) -> Result<Option<String>> {
    let Some((inner, length)) = slot::inside(path)? else { return Err(Error::refused("slot_missing")) };
    super::backups::is_there(path, length.saturating_mul(2))?;
    let new = platform::with_suffix(path, ".part");
    let written = (|| {
        std::fs::copy(path, &new)?;
        settle_file(&new, length)?;
        let mut conn = connect(&new, key, &inner.salt, false)?;
        migrate_alone(&mut conn)?;
        let again = replay(&mut conn, ledger, today)?;
        if again > 0 {
            // By what they are called now, too.
            needles.map(|needles| hiding::hide(&conn, needles)).transpose()?;
            scour(&conn)?;
        }
        checkpoint(&conn)?;
        drop(conn);
        if again == 0 {
            return Ok(None);
        }
        slot::append(&new, &inner)?;
        let proof = prove(&new, key)?;
        platform::make_private(&new)?;
        std::fs::rename(&new, path)?;
        platform::sync_folder(path)?;
        Ok(Some(proof.hash))
    })();
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(platform::with_suffix(&new, suffix));
    }
    written
}

/// Leaves nothing of what was deleted: joins the indexes, so that what they still held goes; writes a book of ordinary
/// size wholly anew; and brings the log into the file, overwritten and cut to nothing.
///
/// # Errors
/// Those of the database.
pub(super) fn scour(conn: &Connection) -> Result<()> {
    for table in ["customer_fts", "visit_fts"] {
        // Negative: all segments into one, whatever their sizes; whoever was deleted is left out.
        let mut pages = -SLICE;
        loop {
            let before: i64 = conn.value("SELECT total_changes()", [])?;
            conn.run(&format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)"), [pages])?;
            if conn.value::<i64>("SELECT total_changes()", [])? - before < 2 {
                break;
            }
            pages = SLICE;
        }
    }
    checkpoint(conn)?;
    let pages: i64 = conn.value("PRAGMA page_count", [])?;
    if pages <= SMALL {
        conn.execute_batch("VACUUM")?;
    }
    checkpoint(conn)
}

/// Brings the log into the file and cuts it to nothing. A reader in the way is waited for.
pub(super) fn checkpoint(conn: &Connection) -> Result<()> {
    for _ in 0..200 {
        let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    Err(Error::refused("in_use"))
}
