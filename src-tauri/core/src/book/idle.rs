//! What can wait until nobody waits: bringing the write-ahead log into the file, and joining the segments of the search
//! indexes. A commit appends to both and is done; who holds a book open calls [`Book::idle_work`] in quiet moments.

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{Access, Book, lock};
use crate::book::sql::Sql as _;
use crate::error::Result;

/// For so long after a commit the next one may come any moment.
const QUIET: Duration = Duration::from_millis(250);
/// Pages of an index written at a time while nobody waits.
const SLICE: i64 = 16;
/// Pages written at a time in the course of a long change.
const LARGE_SLICE: i64 = 512;
/// So often at most an index is joined before the log is brought into the file again.
const SLICES: u64 = 64;
/// Where no moment is ever quiet, every so many commits join a little themselves,
const COMMITS: u64 = 16;
/// so many pages,
const SHARE: i64 = 32;
/// A log of so many pages is brought into the file beside the commits,
const FRAMES: i32 = 500;
/// whose next one brings over the rest, once it is so short: then the log begins anew.
const REST: i32 = 64;
/// Where nobody does that beside it, the commit that made the log so long does it all.
const LONG: i32 = 4 * FRAMES;

thread_local! {
    /// How long the log was after this thread's last commit.
    static LOGGED: Cell<i32> = const { Cell::new(0) };
}

/// What was put off.
#[derive(Debug)]
pub(super) struct Chores {
    last_commit: Mutex<Instant>,
    /// Commits since everything was joined.
    unmerged: AtomicU64,
    /// Slices since the log was in the file.
    slices: AtomicU64,
    is_logged: AtomicBool,
    /// How many pages the log had after the last commit, and how many of them were in the file when last looked at.
    logged: AtomicI32,
    moved: AtomicI32,
}

impl Default for Chores {
    fn default() -> Self {
        Self {
            last_commit: Mutex::new(Instant::now()),
            unmerged: AtomicU64::new(0),
            slices: AtomicU64::new(0),
            is_logged: AtomicBool::new(false),
            logged: AtomicI32::new(0),
            moved: AtomicI32::new(0),
        }
    }
}

impl Chores {
    /// The writer tells how long the log is, and leaves it to us.
    pub fn attach(writer: &Connection) {
        writer.wal_hook(Some(|_, pages| {
            LOGGED.set(pages);
            Ok(())
        }));
    }

    /// Before a change commits: does a share of what no quiet moment has done so far.
    pub fn before_commit(&self, conn: &Connection) -> Result<()> {
        let commits = self.unmerged.fetch_add(1, Ordering::Relaxed) + 1;
        if commits.is_multiple_of(COMMITS) { join(conn, SHARE).map(drop) } else { Ok(()) }
    }

    /// After any commit.
    pub fn after_commit(&self, conn: &Connection) {
        *lock(&self.last_commit) = Instant::now();
        self.is_logged.store(true, Ordering::Relaxed);
        let logged = LOGGED.get();
        self.logged.store(logged, Ordering::Relaxed);
        // A log that is shorter than what was moved of it has begun anew.
        let rest = Some(logged - self.moved.load(Ordering::Relaxed)).filter(|rest| *rest >= 0).unwrap_or(logged);
        if logged > LONG || (logged > FRAMES && rest <= REST) {
            // Another may be at it already; and what fails now is tried again with the next commit.
            let _ = self.checkpoint(conn);
        }
    }

    /// Brings the log into the file as far as readers allow; whether all of it is there now.
    fn checkpoint(&self, conn: &Connection) -> Result<bool> {
        let (busy, logged, moved): (i64, i32, i32) =
            conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.moved.store(moved, Ordering::Relaxed);
        Ok(busy == 0 && logged == moved)
    }
}

/// Joins segments of the search indexes, writing about so many pages; whether there may be more to join.
fn join(conn: &Connection, pages: i64) -> Result<bool> {
    let mut more = false;
    for table in ["customer_fts", "visit_fts"] {
        let before: i64 = conn.value("SELECT total_changes()", [])?;
        conn.run(&format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', ?1)"), [pages])?;
        // FTS5 tells by that: fewer than two rows written means that nothing was left to do.
        more |= conn.value::<i64>("SELECT total_changes()", [])? - before >= 2;
    }
    Ok(more)
}

/// Joins all that there is to join, by slices, between which `tell` hears of it and may end it.
pub(super) fn join_all(conn: &Connection, tell: &mut dyn FnMut(u64, u64) -> Result<()>) -> Result<()> {
    let mut done = 0;
    // How many slices it takes is not known before: each is told as a part of what is still thinkable.
    while join(conn, LARGE_SLICE)? {
        done += 1;
        tell(done, done + 8)?;
    }
    Ok(())
}

impl Book {
    /// Does some of what was put off, for about so long, if nothing else is going on; says whether more is left. Reads go
    /// on meanwhile, and a change waits no longer than that.
    ///
    /// # Errors
    /// Those of the database; nothing is lost then.
    pub fn idle_work(&self, budget: Duration) -> Result<bool> {
        if self.access == Access::Read {
            return Ok(false);
        }
        self.renew_if_free();
        if self.chores.logged.load(Ordering::Relaxed) > FRAMES {
            // What this leaves is moved when it is quiet, or with the next commit.
            self.move_log()?;
        }
        let is_quiet = lock(&self.chores.last_commit).elapsed() >= QUIET;
        let slices = self.chores.slices.load(Ordering::Relaxed);
        let commits = self.chores.unmerged.load(Ordering::Relaxed);
        if commits > 0 && slices < SLICES {
            let Some(mut conn) = is_quiet.then(|| self.writer.try_lock().ok()).flatten() else { return Ok(true) };
            let began = Instant::now();
            let transaction = conn.transaction()?;
            let mut more = true;
            while more && began.elapsed() < budget {
                more = join(&transaction, SLICE)?;
            }
            transaction.commit()?;
            if !more {
                self.chores.unmerged.fetch_sub(commits, Ordering::Relaxed);
            }
            self.chores.slices.fetch_add(1, Ordering::Relaxed);
            self.chores.is_logged.store(true, Ordering::Relaxed);
            return Ok(true);
        }
        if !self.chores.is_logged.swap(false, Ordering::Relaxed) {
            return Ok(false);
        }
        self.chores.slices.store(0, Ordering::Relaxed);
        if !self.move_log()? {
            self.chores.is_logged.store(true, Ordering::Relaxed);
        }
        Ok(commits > 0)
    }

    /// Brings the log into the file beside the writer, which may commit meanwhile; whether all of it is there now.
    fn move_log(&self) -> Result<bool> {
        let spare = self.readers.iter().rev().find_map(|reader| reader.try_lock().ok());
        spare.map_or(Ok(false), |conn| self.chores.checkpoint(&conn))
    }
}
