//! A backup as it is fetched from: of today's schema.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::book::backups::{copy_plainly, open_still, settle_file};
use crate::book::keys::Key;
use crate::book::opening::{STEPS, connect, migrate_alone, schema_version};
use crate::book::{platform, slot};
use crate::error::{Error, Result};

/// A backup of today's schema: itself, or a copy that was brought up to date and goes with this value.
pub(super) struct Opened {
    pub conn: Connection,
    copy: Option<PathBuf>,
}

impl Opened {
    /// Opens it; one of an older schema as a copy beside the book.
    ///
    /// # Errors
    /// `book_newer`; those of the file system and of the database.
    pub fn new(from: &Path, key: &Key, book: &Path) -> Result<Self> {
        let conn = open_still(from, key)?;
        let version = schema_version(&conn)?;
        if version > STEPS.len() {
            return Err(Error::refused("book_newer").at("file", from.display().to_string()));
        }
        if version == STEPS.len() {
            return Ok(Self { conn, copy: None });
        }
        drop(conn);
        let copy = platform::with_suffix(book, ".fetching");
        remove(&copy);
        copy_plainly(from, &copy)?;
        let opened = (|| {
            if let Some((_, length)) = slot::inside(&copy)? {
                settle_file(&copy, length)?;
            }
            let mut conn = connect(&copy, key, &hex::encode(slot::head(&copy)?), false)?;
            migrate_alone(&mut conn)?;
            Ok(conn)
        })();
        match opened {
            Ok(conn) => Ok(Self { conn, copy: Some(copy) }),
            Err(error) => {
                remove(&copy);
                Err(error)
            }
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let Some(copy) = &self.copy {
            remove(copy);
        }
    }
}

fn remove(copy: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(platform::with_suffix(copy, suffix));
    }
}
