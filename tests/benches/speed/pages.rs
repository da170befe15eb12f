//! How many pages of the file a connection looked at.
#![allow(unsafe_code, reason = "SQLite's counters are not among what rusqlite offers")]

use rusqlite::{Connection, ffi};

/// Pages that were asked for since the connection was opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages {
    /// All of them,
    pub all: u64,
    /// and those that were not in the connection's cache, and had to be read from the file and decrypted.
    pub from_file: u64,
}

impl Pages {
    /// What a connection has counted so far.
    pub fn of(conn: &Connection) -> Self {
        let count = |what| {
            let (mut now, mut most) = (0, 0);
            // SAFETY: the handle is of an open connection, both numbers outlive the call.
            unsafe { ffi::sqlite3_db_status(conn.handle(), what, &raw mut now, &raw mut most, 0) };
            u64::from(now.unsigned_abs())
        };
        let from_file = count(ffi::SQLITE_DBSTATUS_CACHE_MISS);
        Self { all: count(ffi::SQLITE_DBSTATUS_CACHE_HIT) + from_file, from_file }
    }

    /// Those since an earlier look.
    pub const fn since(self, earlier: Self) -> Self {
        Self { all: self.all.saturating_sub(earlier.all), from_file: self.from_file.saturating_sub(earlier.from_file) }
    }
}
