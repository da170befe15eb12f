//! Books of older schemas, and of one that is still to come, for tests of migrations.

use std::path::Path;

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use super::opening::{STEPS, connect, schema_version};
use super::slot::{self, Found};
use super::sql::Sql;
use super::testing::{open_options, starter};
use super::{Access, Book, CreateOptions, OpenOptions, hashes};
use crate::error::{Error, Result};

/// How many schemas there have been so far.
pub const SCHEMAS: usize = STEPS.len();

/// Makes a book `book.rounds` in this folder as the program with that schema made it, with all that such a book can hold of
/// what another one holds.
///
/// # Errors
/// Those of the database and of the file system.
pub fn book_of_schema(folder: &Path, schema: usize, like: &Book) -> Result<()> {
    let path = folder.join("book.rounds");
    let options = CreateOptions { open: open_options(folder, Access::Write), starter: starter() };
    Book::file_at(&path, &options, STEPS.get(..schema).unwrap_or(STEPS), "")?;
    let Found::Slots(slots) = slot::find(&path, &options.open.config_dir)? else {
        return Err(Error::refused("slot_missing"));
    };
    let (slot, key) = slot::unlock_any(slots, None)?;
    let conn = connect(&path, &key, &slot.salt, false)?;
    conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN;")?;
    // Settings are the book's own; the days of visits and follow-ups are counted as these are copied.
    let own = ["book_setting", "visit_day", "followup_day"];
    for table in tables(&conn)?.iter().filter(|table| !own.contains(&table.as_str())) {
        let columns: Vec<String> =
            conn.all(&format!("SELECT name FROM pragma_table_info('{table}')"), [], |row| row.get(0))?;
        conn.execute(&format!("DELETE FROM {table}"), [])?;
        let names = columns.join(", ");
        let rows: Vec<Vec<Value>> = like.read(|reader| {
            reader.all(&format!("SELECT {names} FROM {table}"), [], |row| {
                (0..columns.len()).map(|place| row.get(place)).collect()
            })
        })?;
        let places = vec!["?"; columns.len()].join(", ");
        for row in rows {
            conn.run(&format!("INSERT INTO {table} ({names}) VALUES ({places})"), params_from_iter(row))?;
        }
    }
    // The triggers of the schema have counted what was copied, beside the count that was copied.
    let counts: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('book_version') WHERE name = 'customers')",
        [],
        |row| row.get(0),
    )?;
    if counts {
        conn.execute("UPDATE book_version SET customers = (SELECT count(*) FROM customer WHERE trashed_at = 0)", [])?;
    }
    Ok(conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")?)
}

/// Opens a book whose next schema has these steps behind today's.
///
/// # Errors
/// Those of [`Book::open`].
pub fn open_with_more(path: &Path, options: &OpenOptions, more: &[&str]) -> Result<Book> {
    Book::open_at(path, options, &[STEPS, more].concat())
}

/// The schema of a book's file, and a hash over the schema and every row of every table, without migrating anything.
///
/// # Errors
/// As for opening.
pub fn all_of_file(path: &Path, options: &OpenOptions) -> Result<(usize, String)> {
    let Found::Slots(slots) = slot::find(path, &options.config_dir)? else {
        return Err(Error::refused("slot_missing"));
    };
    let (slot, key) = slot::unlock_any(slots, None)?;
    let conn = connect(path, &key, &slot.salt, false)?;
    let version = schema_version(&conn)?;
    let mut hash = Sha256::new();
    let schema: Vec<String> =
        conn.all("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name", [], |row| row.get(0))?;
    hash.update(schema.join(";"));
    for table in tables(&conn)? {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for place in 0..columns {
                hashes::add(&mut hash, row.get_ref(place)?);
            }
        }
    }
    Ok((version, hex::encode(hash.finalize())))
}

/// All tables that hold rows themselves, those of the search indexes too.
fn tables(conn: &rusqlite::Connection) -> Result<Vec<String>> {
    conn.all(
        "SELECT name FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
        [],
        |row| row.get(0),
    )
}
