//! `change`: the one way to write.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::bulk::Bulk;
use super::journal::{Journal, Touched};
use super::progress::{OnProgress, Progress, Tells};
use super::sql::Sql;
use super::{Book, Reader, derived, history, idle, lock};
use crate::clock::Clock;
use crate::error::Result;
use crate::sets::Sets;

/// Kilobytes (negative, as SQLite wants it) of pages kept while very much is written, and else.
const LARGE_CACHE: i64 = -262_144;
pub(super) const CACHE: i64 = -65_536;
/// A change that touched more customers than this may have taken the large cache, and joins the segments that it left in
/// the search indexes: a search looks into each, and who made the change may be about to search.
const MANY: u64 = 1_000;

/// A change under way: a transaction in which every write is journaled.
pub struct Tx<'a> {
    conn: &'a Connection,
    pub(super) journal: &'a Journal,
    clock: &'a dyn Clock,
    now: DateTime<FixedOffset>,
    change_id: i64,
    args: RefCell<Map<String, Value>>,
    sources: RefCell<Vec<(i64, u32)>>,
    import_id: RefCell<i64>,
    pub(super) bulk: RefCell<Option<Bulk>>,
    progress: &'a dyn Tells,
}

impl std::ops::Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl Tx<'_> {
    /// The moment of the change, milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now.timestamp_millis()
    }

    /// The local time of the change.
    #[must_use]
    pub const fn local(&self) -> DateTime<FixedOffset> {
        self.now
    }

    /// The clock that the book goes by.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        self.clock
    }

    /// The local day of the change.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The change's id.
    #[must_use]
    pub const fn change_id(&self) -> i64 {
        self.change_id
    }

    /// Looks at the book as it is amid the change, with nothing at hand: what is kept in memory is of before.
    ///
    /// # Errors
    /// Those of the function.
    pub(crate) fn look<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let sets = Sets::default();
        f(&Reader::amid(self.conn, &sets, self.clock, self.now))
    }

    /// A new uid.
    #[must_use]
    pub fn new_uid(&self) -> String {
        Uuid::now_v7().to_string()
    }

    /// Notes what the change is about, for its wording in history and toasts: `name`, `count`, `tag` …
    pub fn about(&self, name: &str, value: impl Into<Value>) {
        self.args.borrow_mut().insert(name.to_owned(), value.into());
    }

    /// Notes the row of a file that a customer came from.
    pub fn came_from(&self, customer: i64, row: u32) {
        self.sources.borrow_mut().push((customer, row));
    }

    /// Recomputes what is derived from what was written so far, and indexes it for search. Every change ends with that;
    /// a long one does it now and then, while what it wrote is still at hand, and so can tell its progress to the end.
    ///
    /// # Errors
    /// Those of the database.
    pub fn derive(&self) -> Result<()> {
        if let Some(bulk) = &mut *self.bulk.borrow_mut() {
            bulk.note_new(self.conn, &mut self.journal.touched())?;
        }
        derived::refresh(self.conn, self.journal, self.today(), &mut |_, _| Ok(()))
    }

    /// Says how far a long change is: so much of so much. What follows of its own, until it is committed, is counted
    /// behind that.
    ///
    /// # Errors
    /// `cancelled` if whoever listens does not want it any more; handed on, it leaves the book as it was.
    pub fn tell(&self, done: u64, total: u64) -> Result<()> {
        self.progress.work(done, total)
    }

    /// Says that the change's own work takes so many of a thousand parts of its time; half of it unless told.
    pub fn work_takes(&self, parts: u64) {
        self.progress.work_takes(parts);
    }

    /// Says that very much is going to be written: index pages all over the book stay at hand till the end of the change,
    /// instead of being encrypted, put away and fetched again.
    ///
    /// # Errors
    /// Those of the database.
    pub fn expect_much(&self) -> Result<()> {
        Ok(self.conn.pragma_update(None, "cache_size", LARGE_CACHE)?)
    }

    /// Notes the import that this change is.
    pub fn is_import(&self, import_id: i64) {
        *self.import_id.borrow_mut() = import_id;
    }
}

impl Book {
    /// Carries out one undoable change: all of it, or nothing. `verb` is `noun.verb`.
    ///
    /// A function that writes nothing leaves no change behind. What could be redone can no longer be after a new change.
    ///
    /// # Errors
    /// Those of the function and of the database; the book is then as it was.
    pub fn change<T>(&self, verb: &'static str, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.change_telling(verb, &mut |_, _| true, f)
    }

    /// Carries out a change that may be long: tells how far it is, and ends it with nothing done when told to stop.
    ///
    /// # Errors
    /// As for [`Book::change`]; `cancelled` if it was stopped.
    pub fn change_telling<T>(
        &self,
        verb: &'static str,
        on_progress: OnProgress<'_>,
        f: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.check_access()?;
        let mut conn = lock(&self.writer);
        let now = self.clock.now();
        self.renew(&mut conn)?;
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction
            .run(
                "INSERT INTO change (uid, verb, at) VALUES (?1, ?2, ?3)",
                params![Uuid::now_v7().to_string(), verb, now.timestamp_millis()],
            )
            .map_err(|error| self.as_damage(&transaction, error))?;
        let change_id = transaction.last_insert_rowid();
        let recording = self.journal.begin(change_id, 0);
        let progress = Progress::new(on_progress);
        let tx = Tx {
            conn: &transaction,
            journal: &self.journal,
            clock: &*self.clock,
            now,
            change_id,
            args: RefCell::default(),
            sources: RefCell::default(),
            import_id: RefCell::default(),
            bulk: RefCell::default(),
            progress: &progress,
        };
        let done = f(&tx).and_then(|value| self.finish(&tx).map(|()| value));
        let Tx { import_id, .. } = tx;
        let touched = recording.end();
        if touched.all_customers().len() > MANY {
            transaction.pragma_update(None, "cache_size", CACHE)?;
        }
        // An error drops the transaction, which rolls it back.
        let value = done.map_err(|error| self.as_damage(&transaction, error))?;
        if touched.tables.is_empty() && import_id.into_inner() == 0 {
            transaction.rollback()?;
            return Ok(value);
        }
        self.guard(verb, &touched)?;
        history::forget_much(&transaction, change_id)?;
        self.commit(transaction, &touched)?;
        self.chores.after_commit(&conn);
        drop(conn);
        self.tell(&touched);
        Ok(value)
    }

    /// Writes what is no change of the user's: drafts, reports. Journaled tables cannot be written here.
    ///
    /// # Errors
    /// Those of the function and of the database; `in_use` if this book is open for reading only.
    pub fn note<T>(&self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.check_access()?;
        let mut conn = lock(&self.writer);
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = f(&transaction)?;
        transaction.commit()?;
        self.chores.after_commit(&conn);
        Ok(value)
    }

    /// Undo, redo: turns journal rows round inside a transaction of its own. Gives what was touched.
    pub(super) fn flip<T>(
        &self,
        on_progress: OnProgress<'_>,
        f: impl FnOnce(&Connection) -> Result<(i64, i64, T)>,
        apply: impl FnOnce(&Connection, i64, &Progress<'_>) -> Result<()>,
    ) -> Result<T> {
        self.check_access()?;
        let progress = Progress::new(on_progress);
        let mut conn = lock(&self.writer);
        self.renew(&mut conn)?;
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (change_id, next_seq, value) = f(&transaction)?;
        let recording = self.journal.begin(change_id, next_seq);
        let done = apply(&transaction, change_id, &progress)
            .and_then(|()| {
                derived::refresh(&transaction, &self.journal, self.clock.today(), &mut |done, of| {
                    progress.end(0, 1, done, of)
                })
            })
            .and_then(|()| history::weigh(&transaction, change_id));
        let touched = recording.end();
        done.map_err(|error| self.as_damage(&transaction, error))?;
        self.guard("", &touched)?;
        self.commit(transaction, &touched)?;
        self.chores.after_commit(&conn);
        drop(conn);
        self.tell(&touched);
        Ok(value)
    }

    fn finish(&self, tx: &Tx<'_>) -> Result<()> {
        let customers: Vec<i64> = ids(&self.journal.touched().all_customers());
        let total = customers.len() as u64;
        // Only a long one joins what it left in the search indexes.
        let stretches = if total > MANY { 4 } else { 3 };
        let mut done = 0;
        let changed: Vec<i64> = ids(&self.journal.touched().changed_customers());
        for some in derived::runs(&changed) {
            tx.progress.end(0, stretches, done, total)?;
            tx.run(
                "UPDATE customer SET updated_at = ?3 WHERE id BETWEEN ?1 AND ?2 AND updated_at <> ?3",
                params![some.first(), some.last(), tx.now()],
            )?;
            done += some.len() as u64;
        }
        derived::refresh(tx, &self.journal, tx.today(), &mut |done, of| tx.progress.end(1, stretches, done, of))?;
        if total > MANY {
            idle::join_all(tx, &mut |done, of| tx.progress.end(2, stretches, done, of))?;
        }
        let sources: HashMap<i64, u32> = tx.sources.borrow().iter().copied().collect();
        for (done, id) in (0..).zip(&customers) {
            tx.progress.end(stretches - 1, stretches, done, total)?;
            tx.run(
                "INSERT INTO lineage (customer_id, change_id, source_row) VALUES (?1, ?2, ?3)",
                params![id, tx.change_id, sources.get(id).copied().unwrap_or(0)],
            )?;
        }
        // An import that changed nothing is told in the history with its report, and is no step to be undone.
        let is_step = !self.journal.touched().tables.is_empty();
        if is_step {
            forget_undone(tx)?;
        }
        tx.run(
            "UPDATE change SET args = ?2, customers = ?3, import_id = ?4, state = ?5 WHERE id = ?1",
            params![
                tx.change_id,
                Value::Object(tx.args.borrow().clone()).to_string(),
                customers.len(),
                *tx.import_id.borrow(),
                if is_step { "done" } else { "final" }
            ],
        )?;
        history::weigh(tx, tx.change_id)
    }

    /// Commits under the next version. The sets in memory hear of it before anybody can read that version.
    fn commit(&self, transaction: Transaction<'_>, touched: &Touched) -> Result<()> {
        let version: u64 = transaction.value("UPDATE book_version SET n = n + 1 RETURNING n", [])?;
        self.sets.note(version, touched);
        self.chores.before_commit(&transaction)?;
        Ok(transaction.commit()?)
    }

    fn tell(&self, touched: &Touched) {
        let topics: Vec<&'static str> = touched.topics().into_iter().collect();
        self.announce(&topics);
    }
}

/// What was undone and not redone never happened, once something new did.
fn forget_undone(conn: &Connection) -> Result<()> {
    let undone: Vec<i64> = conn.all("SELECT id FROM change WHERE state = 'undone'", [], |row| row.get(0))?;
    undone.into_iter().try_for_each(|id| history::erase_undone(conn, id))
}

pub(super) fn ids(set: &roaring::RoaringTreemap) -> Vec<i64> {
    set.iter().filter_map(|id| i64::try_from(id).ok()).collect()
}
