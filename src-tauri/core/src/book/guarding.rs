//! Backups before steps that change very much: merges, and whatever touches over a tenth of all customers.

use std::sync::atomic::Ordering;

use super::Book;
use super::backups::{BackupReason, MakeBackup};
use super::journal::Touched;
use crate::error::Result;

/// So many customers at least are "many" in a change of over a tenth of them.
const MANY: u64 = 10;
/// In a book of more bytes one backup does for all merges
const LARGE: u64 = 64 << 20;
/// of so many milliseconds: each can be taken apart besides, and nobody waits for a copy after every pair.
const WHILE: i64 = 10 * 60_000;

impl Book {
    /// From now on a backup goes before each merge, and before each step, undo and redo too, that touches over a tenth of
    /// all customers and more than ten. Imports have one of their own, before they begin.
    pub fn back_up_before_large_steps(&self) {
        self.is_guarded.store(true, Ordering::Relaxed);
    }

    /// The book as it is before a step that is written and not yet committed: others still see it as it was.
    ///
    /// # Errors
    /// As for [`Book::backup`]; the step is not done then.
    pub(super) fn guard(&self, verb: &str, touched: &Touched) -> Result<()> {
        if !self.is_guarded.load(Ordering::Relaxed) || self.readers.is_empty() {
            return Ok(());
        }
        let count = touched.all_customers().len();
        let is_merge = matches!(verb, "customer.merge" | "customers.merge");
        if !is_merge && count <= MANY {
            return Ok(());
        }
        let before = self.customer_count()?;
        let reason = match is_merge {
            true => BackupReason::Merge,
            false if before > 0 && count * 10 > before => BackupReason::Bulk,
            false => return Ok(()),
        };
        if is_merge && self.is_large_and_just_backed_up()? {
            return Ok(());
        }
        self.backup(&MakeBackup { target: None, reason }, &mut |_, _| true).map(drop)
    }

    fn is_large_and_just_backed_up(&self) -> Result<bool> {
        if std::fs::metadata(&self.path)?.len() <= LARGE {
            return Ok(false);
        }
        let now = self.clock.now_ms();
        Ok(self.backups()?.last_proven_at.is_some_and(|at| (0..WHILE).contains(&(now - at))))
    }
}
