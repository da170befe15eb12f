//! Copies of the book: one file, encrypted with the same key, its slot inside.

use std::path::Path;

use rusqlite::Connection;

use super::slot::{self, Slot};
use super::sql::Sql;
use super::{Book, lock, platform};
use crate::error::{Error, Result};

impl Book {
    /// Writes a copy of the book with its slot inside; it opens by itself anywhere.
    ///
    /// # Errors
    /// `book_exists` if there is a file of that name, `disk_full`, and those of the file system.
    pub fn copy_to(&self, target: &Path) -> Result<()> {
        copy_with_slot(&lock(&self.writer), &self.slot, target)
    }
}

pub(super) fn copy_with_slot(conn: &Connection, slot: &Slot, target: &Path) -> Result<()> {
    if target.exists() {
        return Err(Error::refused("book_exists").at("file", target.display().to_string()));
    }
    let partial = platform::with_suffix(target, ".part");
    let written = write(conn, slot, &partial).and_then(|()| {
        std::fs::rename(&partial, target)?;
        Ok(platform::sync_folder(target)?)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = remove(&partial);
    }
    written
}

/// Removes what is left of a copy that came to nothing, SQLite's journal of it too.
fn remove(partial: &Path) -> std::io::Result<()> {
    for path in [partial.to_owned(), platform::with_suffix(partial, "-journal")] {
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn write(conn: &Connection, slot: &Slot, partial: &Path) -> Result<()> {
    remove(partial)?;
    // VACUUM INTO of an encrypted database gives an encrypted copy with the same key and salt.
    conn.run("VACUUM INTO ?1", [partial.display().to_string()])?;
    platform::make_private(partial)?;
    let mut slot = slot.clone();
    slot.salt = hex::encode(slot::head(partial)?);
    slot::append(partial, &slot)
}
