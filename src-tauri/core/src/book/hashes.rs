//! Two fingerprints of a book. `dump_hash`: every journaled row with its ids. `content_hash`: what the user knows, as
//! nested records without ids, uids and times of writing, so that a copy by export and import has the same.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::schema::journaled_tables;
use super::sql::Sql;
use crate::error::Result;

/// SHA-256 over all journaled tables, rows in the order of their keys, base columns only.
///
/// # Errors
/// Those of the database.
pub fn dump_hash(conn: &Connection) -> Result<String> {
    let mut hash = Sha256::new();
    for table in journaled_tables(conn)? {
        hash.update(table.name.as_bytes());
        let sql = format!("SELECT {} FROM {} ORDER BY {}", table.columns.join(", "), table.name, table.key.join(", "));
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for place in 0..table.columns.len() {
                add(&mut hash, row.get_ref(place)?);
            }
        }
    }
    Ok(hex::encode(hash.finalize()))
}

/// A value with its type and length, so that no two rows give the same bytes.
pub(super) fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => hash.update([0]),
        ValueRef::Integer(number) => {
            hash.update([1]);
            hash.update(number.to_le_bytes());
        }
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            hash.update([2]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        ValueRef::Real(number) => {
            hash.update([3]);
            hash.update(number.to_le_bytes());
        }
    }
}

/// SHA-256 over canonical records: one JSON text for each customer, with its children sorted, then the sorted hashes.
///
/// # Errors
/// Those of the database.
pub fn content_hash(conn: &Connection) -> Result<String> {
    let mut hash = Sha256::new();
    for sql in [include_str!("content_customers.sql"), include_str!("content_lists.sql")] {
        let mut records: Vec<[u8; 32]> = conn.all(sql, [], |row| {
            let text: String = row.get(0)?;
            Ok(Sha256::digest(text.as_bytes()).into())
        })?;
        records.sort_unstable();
        for record in &records {
            hash.update(record);
        }
        hash.update([0xff]);
    }
    Ok(hex::encode(hash.finalize()))
}
