//! Proving a copy: opened as it lies there, every page's signature and the database checked, every row compared.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use crate::book::keys::Key;
use crate::book::pages::{page_of, wrong_signatures};
use crate::book::slot;
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// What a whole copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::book) struct Proof {
    /// SHA-256 over all rows of all tables.
    pub hash: String,
    /// Pages.
    pub pages: u64,
}

/// Opens a file that nobody writes, and leaves nothing beside it.
pub(in crate::book) fn open_still(path: &Path, key: &Key) -> Result<Connection> {
    let salt = hex::encode(slot::head(path)?);
    let path = std::path::absolute(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri(&path), flags)?;
    conn.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"{}\"; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; \
         PRAGMA cache_size = -65536;",
        *key.pragma(&salt)
    ))?;
    crate::book::derived::register(&conn)?;
    Ok(conn)
}

/// Whether this key opens a file.
pub(in crate::book) fn opens(path: &Path, key: &Key) -> bool {
    open_still(path, key).is_ok_and(|conn| conn.query_row("PRAGMA schema_version", [], |_| Ok(())).is_ok())
}

/// Opens a file that nobody writes, to look through it: with tables of its own in memory.
pub(in crate::book) fn open_to_look(path: &Path, key: &Key) -> Result<Connection> {
    let conn = open_still(path, key)?;
    // A read-only connection makes tables in memory all the same.
    conn.execute_batch("PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY;")?;
    Ok(conn)
}

/// The path as SQLite wants it in a URI, for a file that does not change.
fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    let text = path.display().to_string();
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'\\' => uri.push('/'),
            b'/' | b':' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Proves a copy.
///
/// # Errors
/// `backup_damaged` if anything is wrong with it.
pub(in crate::book) fn prove(path: &Path, key: &Key) -> Result<Proof> {
    let bad =
        |detail: String| Error::refused("backup_damaged").arg("detail", detail).at("file", path.display().to_string());
    look_at(path, key).map_err(|error| bad(error.to_string()))?.map_err(bad)
}

/// What is in a copy, or what is wrong with it.
fn look_at(path: &Path, key: &Key) -> Result<Result<Proof, String>> {
    let conn = open_still(path, key)?;
    let pages: u64 = conn.value("PRAGMA page_count", [])?;
    // The check counts pages by the file's length; those behind the book's own hold the slot.
    let is_wrong = |line: &String| page_of(line).is_none_or(|page| page <= pages);
    if let Some(wrong) = wrong_signatures(&conn)?.into_iter().find(is_wrong) {
        return Ok(Err(wrong));
    }
    // Whether indexes agree with their tables is no matter of the copy, which is one page for page, and takes a million's book
    // a quarter of an hour: the check of the book asks for it.
    let database: Vec<String> = conn.all("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if database.first().map(String::as_str) != Some("ok") {
        return Ok(Err(database.into_iter().next().unwrap_or_default()));
    }
    if conn.first("PRAGMA foreign_key_check", [], |_| Ok(()))?.is_some() {
        return Ok(Err("a reference leads nowhere".to_owned()));
    }
    Ok(Ok(Proof { hash: rows_hash(&conn)?, pages }))
}

/// SHA-256 over every row of every table, those of the history, the indexes for search and the settings too.
pub(in crate::book) fn rows_hash(conn: &Connection) -> Result<String> {
    let mut hash = Sha256::new();
    let tables: Vec<(String, bool)> = conn.all(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
         AND name <> 'sqlite_schema' ORDER BY name",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (table, without_rowid) in tables {
        hash.update(table.as_bytes());
        let order = if without_rowid { String::new() } else { " ORDER BY rowid".to_owned() };
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"{order}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for place in 0..columns {
                add(&mut hash, row.get_ref(place)?);
            }
        }
    }
    Ok(hex::encode(hash.finalize()))
}

fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    let (mark, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => return hash.update([&[1_u8][..], &number.to_le_bytes()].concat()),
        ValueRef::Real(number) => return hash.update([&[2_u8][..], &number.to_le_bytes()].concat()),
        ValueRef::Text(bytes) => (3, bytes),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    hash.update([mark]);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}
