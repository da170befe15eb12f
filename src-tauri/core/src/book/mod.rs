//! The book: one encrypted SQLite file with everything of one user.
//!
//! One writer connection behind a mutex, a few readers that cannot write. [`Book::change`] is the only way to write,
//! [`Book::read`] the way to read.

mod apart;
pub mod backups;
mod bulk;
mod changes;
mod check;
mod derived;
pub mod erasing;
mod guarding;
mod hashes;
pub mod history;
mod idle;
mod journal;
pub mod keys;
mod locks;
#[cfg(any(test, feature = "testing"))]
pub mod older;
mod opening;
mod pages;
pub mod passwords;
pub mod platform;
mod progress;
mod rebuild;
pub mod rekeying;
mod renewal;
mod rest;
pub(crate) mod rows;
pub mod salvage;
pub mod schema;
pub mod settings;
mod shown;
pub mod slot;
pub mod sql;
mod steps;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod whereabouts;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};
use rusqlite::{Connection, InterruptHandle};

pub use backups::uid_of;
pub(crate) use bulk::ranges_of;
pub use changes::Tx;
pub use check::CheckReport;
pub use journal::{Journal, Touched};
pub use opening::{Access, CreateOptions, OpenOptions, Starter};
pub use pages::key_fits;
pub use progress::OnProgress;
pub use rest::{KEPT, KeptCell, UndoneRest};
pub use shown::Shown;

use crate::clock::Clock;
use crate::conditions::Rule;
use crate::customers::{Nothing, Sort, SortKey};
use crate::error::{Error, Result};
use crate::search::FindCustomers;
use crate::sets::Sets;
use keys::Key;
use locks::Locks;
use slot::Slot;
use sql::Sql as _;

/// Called after each commit with the topics that it concerned.
pub type Listener = Box<dyn Fn(&[&'static str]) + Send + Sync>;

/// An open book.
pub struct Book {
    path: PathBuf,
    uid: String,
    access: Access,
    config_dir: PathBuf,
    slot: Mutex<Slot>,
    key: Key,
    clock: Arc<dyn Clock>,
    writer: Mutex<Connection>,
    readers: Vec<Mutex<Connection>>,
    next_ticket: AtomicU64,
    /// The read under way in each lane.
    lanes: Mutex<HashMap<&'static str, (u64, InterruptHandle)>>,
    journal: Journal,
    chores: idle::Chores,
    /// The day that derived columns were last seen to be of, as chrono counts days.
    renewed_on: AtomicI32,
    /// They were renewed, and nobody has heard of it yet.
    is_renewal_untold: AtomicBool,
    sets: Sets,
    listener: Mutex<Option<Listener>>,
    /// Whether a backup goes before each step that changes very much.
    is_guarded: AtomicBool,
    _locks: Option<Locks>,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Book({})", self.uid)
    }
}

/// A consistent view for reading.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    conn: &'a Connection,
    sets: &'a Sets,
    clock: &'a dyn Clock,
    /// Grows with every commit, undo and redo too; two reads of one version see the same.
    pub version: u64,
    /// The local day.
    pub today: NaiveDate,
    /// Milliseconds UTC.
    pub now: i64,
    /// When the local day began, milliseconds UTC.
    pub midnight_ms: i64,
    /// Whether columns that are derived from the day are of today.
    pub is_derived_today: bool,
    beside_writer: bool,
}

impl std::ops::Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl<'a> Reader<'a> {
    /// A view of what a connection sees at this moment.
    fn amid(conn: &'a Connection, sets: &'a Sets, clock: &'a dyn Clock, now: DateTime<FixedOffset>) -> Self {
        Self {
            conn,
            sets,
            clock,
            version: 1,
            today: now.date_naive(),
            now: now.timestamp_millis(),
            midnight_ms: now.timestamp_millis()
                - i64::from(now.time().num_seconds_from_midnight()) * 1_000
                - i64::from(now.timestamp_subsec_millis()),
            is_derived_today: true,
            beside_writer: false,
        }
    }

    /// The clock that the book goes by.
    #[must_use]
    pub const fn clock(&self) -> &'a dyn Clock {
        self.clock
    }

    /// Orders and sets of customers kept in memory.
    #[must_use]
    pub const fn sets(&self) -> &'a Sets {
        self.sets
    }

    /// Whether another process may write meanwhile, so that what was touched is not known.
    #[must_use]
    pub const fn is_beside_writer(&self) -> bool {
        self.beside_writer
    }
}

impl Book {
    /// Where the book is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The book's uid.
    #[must_use]
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// The book's key, for whoever opens it again in a moment.
    #[must_use]
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// How many customers there are, those in the trash too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn customer_count(&self) -> Result<u64> {
        self.read(|reader| reader.value("SELECT count(*) FROM customer", []))
    }

    /// Whether there is no customer yet.
    ///
    /// # Errors
    /// Those of the database.
    pub fn is_empty(&self) -> Result<bool> {
        self.read(|reader| reader.value("SELECT NOT EXISTS (SELECT 1 FROM customer)", []))
    }

    /// The clock that the book goes by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Calls this after each commit.
    pub fn listen(&self, listener: Listener) {
        *lock(&self.listener) = Some(listener);
    }

    /// Reads from one consistent state.
    ///
    /// # Errors
    /// Those of the function and of the database; `cancelled` if interrupted.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.renew_if_free();
        self.read_on(&self.reader(), f)
    }

    /// Reads what may go through very many rows. Such reads wait for each other, on one connection of them all, so that what
    /// is to be shown at once finds a free one.
    ///
    /// # Errors
    /// As for [`Book::read`].
    pub fn read_long<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.renew_if_free();
        let conn = lock(self.readers.first().unwrap_or(&self.writer));
        self.read_on(&conn, f)
    }

    /// Builds the orders and the counts that lists stand on, so that the first filter is as quick as the next. For the
    /// background, soon after opening: other reads wait for one order at most.
    ///
    /// # Errors
    /// Those of the database.
    pub fn warm(&self) -> Result<()> {
        for by in SortKey::ALL {
            self.read_long(|reader| {
                reader.sets().view(reader, &Rule::default(), &[Sort { by, desc: false }]).map(drop)
            })?;
        }
        self.read_long(|reader| {
            crate::tags::list(reader, &Nothing {})?;
            crate::stages::list(reader, &Nothing {})?;
            crate::owners::list(reader, &Nothing {}).map(drop)
        })?;
        self.read_long(|reader| reader.sets().warm_visits(reader))?;
        crate::places::warm();
        // The first search reads the index's roots and prepares its statements.
        self.read_long(|reader| {
            ["王", "wang", "0000"].iter().try_for_each(|text| {
                crate::search::find(reader, &FindCustomers { text: (*text).to_owned(), limit: None }).map(drop)
            })
        })
    }

    /// Reads as [`Book::read`] does, and stops an older read of the same lane: a newer keystroke makes the answer to the
    /// older one worthless.
    ///
    /// # Errors
    /// As for [`Book::read`]; `cancelled` if a newer read of the lane came.
    pub fn read_latest<T>(&self, lane: &'static str, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.renew_if_free();
        let conn = self.reader();
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        if let Some((_, older)) = lock(&self.lanes).insert(lane, (ticket, conn.get_interrupt_handle())) {
            older.interrupt();
        }
        let read = self.read_on(&conn, f);
        // Before the connection is free for others: only a read that is under way can be interrupted.
        let mut lanes = lock(&self.lanes);
        if lanes.get(lane).is_some_and(|(mine, _)| *mine == ticket) {
            lanes.remove(lane);
        }
        read
    }

    fn read_on<T>(&self, conn: &Connection, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let now = self.clock.now();
        let transaction = conn.unchecked_transaction()?;
        // The first statement takes the snapshot, so the version is exactly that of what is read.
        let (version, derived_on): (u64, String) = transaction
            .first("SELECT n, derived_on FROM book_version", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|error| self.as_damage(&transaction, error))?
            .unwrap_or_default();
        let reader = Reader {
            version,
            is_derived_today: derived_on == now.date_naive().format("%Y-%m-%d").to_string(),
            beside_writer: self.access == Access::Read,
            ..Reader::amid(&transaction, &self.sets, &*self.clock, now)
        };
        f(&reader).map_err(|error| self.as_damage(&transaction, error))
    }

    /// A free reader, or the next in turn of those that no long read takes.
    fn reader(&self) -> MutexGuard<'_, Connection> {
        if let Some(free) = self.readers.iter().rev().find_map(|reader| reader.try_lock().ok()) {
            return free;
        }
        let turn = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        let quick = self.readers.get(1..).unwrap_or_default();
        match quick.get(usize::try_from(turn % quick.len().max(1) as u64).unwrap_or(0)) {
            Some(reader) => lock(reader),
            None => lock(&self.writer),
        }
    }

    /// A page that cannot be decrypted fails as a mere "error", and what is read after it as "out of memory": whether it
    /// was that, a second look at the book tells.
    fn as_damage(&self, conn: &Connection, error: Error) -> Error {
        let code = match &error {
            Error::Database(error) => error.sqlite_error_code(),
            _ => None,
        };
        let vague = matches!(code, Some(rusqlite::ErrorCode::Unknown | rusqlite::ErrorCode::OutOfMemory));
        let sound = || conn.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        if vague && sound().as_deref() != Ok("ok") {
            return Error::refused("book_damaged").at("file", self.path.display().to_string());
        }
        error
    }

    /// Only the one writer writes.
    fn check_access(&self) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Error::refused("in_use").at("file", self.path.display().to_string())),
        }
    }

    fn announce(&self, topics: &[&'static str]) {
        if let Some(listener) = &*lock(&self.listener) {
            listener(topics);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
