//! Contents: read from files, kept once by their hash, swept away when nobody names them any more.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::MOST_BYTES;
use super::looking::{Look, look_at};
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// What was stored and is named by nothing yet is left for so long: it may be about to be attached. Milliseconds.
const GRACE: i64 = 24 * 3_600_000;

/// Asks for the contents of files to be kept, so that they can be attached.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StageFiles {
    /// Where they are.
    pub paths: Vec<String>,
}

/// A content on its way into the book: looked at, not yet written.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its SHA-256.
    pub hash: String,
    /// What it is.
    pub look: Look,
    bytes: Vec<u8>,
}

/// A content that is in the book, and the name that it came with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Staged {
    /// Its SHA-256.
    pub hash: String,
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// Its size in bytes.
    pub size: u64,
    /// Whether there is a small picture of it.
    pub has_thumb: bool,
}

/// The name of a content: its SHA-256.
pub(crate) fn hash_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl Stored {
    /// Looks at a content.
    ///
    /// # Errors
    /// `file_empty`; `attachment_too_large`.
    pub fn of(bytes: Vec<u8>) -> Result<Self> {
        if bytes.is_empty() {
            return Err(Error::refused("file_empty"));
        }
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Error::refused("attachment_too_large").arg("limit", MOST_BYTES >> 20));
        }
        Ok(Self { hash: hash_of(&bytes), look: look_at(&bytes), bytes })
    }

    /// What is told of it under this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Staged {
        Staged {
            hash: self.hash.clone(),
            name: name.to_owned(),
            kind: self.look.kind.to_owned(),
            size: self.bytes.len() as u64,
            has_thumb: !self.look.thumb.is_empty(),
        }
    }
}

/// Reads a file to be kept, and its name.
///
/// # Errors
/// `file_missing`, `file_is_directory`, `file_unreadable`, `file_empty`, `attachment_too_large`, each with the file.
pub fn read(path: &Path) -> Result<(Stored, String)> {
    let shown = path.display().to_string();
    let named = |error: Error| error.arg("file", shown.clone()).at("file", shown.clone());
    let refused = |code: &'static str| named(Error::refused(code));
    let about = std::fs::metadata(path).map_err(|_| refused("file_missing"))?;
    if about.is_dir() {
        return Err(refused("file_is_directory"));
    }
    if !about.is_file() {
        // A pipe or a device: opening it could wait for ever.
        return Err(refused("file_unreadable"));
    }
    let mut bytes = Vec::new();
    // One more than fits, in case it grows meanwhile.
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|_| refused("file_unreadable"))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((Stored::of(bytes).map_err(named)?, shortened(&name)))
}

/// A name of at most 200 characters, its ending kept.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= crate::checks::NAME_LIMIT {
        return name.to_owned();
    }
    let ending: String = name.rsplit_once('.').map(|(_, ending)| format!(".{ending}")).unwrap_or_default();
    let ending: String = ending.chars().take(20).collect();
    let begin: String = name.chars().take(crate::checks::NAME_LIMIT - ending.chars().count()).collect();
    format!("{begin}{ending}")
}

/// Keeps a content, once; one that is there already is there for another day.
///
/// # Errors
/// Those of the database.
pub fn store(conn: &Connection, now: i64, stored: &Stored) -> Result<()> {
    conn.run(
        "INSERT INTO file_content (hash, width, height, stored_at, thumb, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (hash) DO UPDATE SET stored_at = excluded.stored_at",
        params![stored.hash, stored.look.width, stored.look.height, now, stored.look.thumb, stored.bytes],
    )?;
    Ok(())
}

/// A content's bytes.
///
/// # Errors
/// `not_found` if it is not in the book.
pub(crate) fn content_of(conn: &Connection, hash: &str) -> Result<Vec<u8>> {
    conn.first("SELECT bytes FROM file_content WHERE hash = ?1", [hash], |row| row.get(0))?
        .ok_or_else(|| Error::refused("not_found").arg("record", "file"))
}

/// What a content is, and how large.
pub(super) fn kind_and_size(conn: &Connection, hash: &str) -> Result<(&'static str, i64)> {
    conn.first("SELECT substr(bytes, 1, 65536), length(bytes) FROM file_content WHERE hash = ?1", [hash], |row| {
        Ok((super::looking::kind_of(row.get_ref(0)?.as_blob().unwrap_or_default()), row.get(1)?))
    })?
    .ok_or_else(|| Error::refused("not_found").arg("record", "file"))
}

/// Takes out the contents that no file, no step that can be undone or done again, and no draft names, stored before this
/// moment; all of them if none is given. Gives how many.
///
/// # Errors
/// Those of the database.
pub fn sweep(conn: &Connection, now: Option<i64>) -> Result<usize> {
    let until = now.map_or(i64::MAX, |now| now - GRACE);
    let loose: Vec<String> = conn.all(
        "SELECT hash FROM file_content AS b WHERE stored_at <= ?1
           AND NOT EXISTS (SELECT 1 FROM file WHERE hash = b.hash)
           AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(body, b.hash) > 0)",
        [until],
        |row| row.get(0),
    )?;
    if loose.is_empty() {
        return Ok(0);
    }
    let remembered: Vec<String> = conn.all(
        "SELECT json_extract(old, '$.hash') FROM change_row WHERE tbl = 'file' AND op = 'd'
         UNION SELECT json_extract(old, '$.hash') FROM merge_row WHERE tbl = 'file' AND op = 'd'",
        [],
        |row| Ok(row.get::<_, Option<String>>(0)?.unwrap_or_default()),
    )?;
    let mut gone = 0;
    for hash in loose.iter().filter(|hash| !remembered.contains(hash)) {
        gone += conn.run("DELETE FROM file_content WHERE hash = ?1", [hash])?;
    }
    Ok(gone)
}
