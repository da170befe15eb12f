//! Salvaging: what can still be read of a damaged book goes into a new one, and what could not be read is said.
//!
//! Tables are read row after row by their keys. Where a page cannot be read the next key behind it is looked for, with a
//! new connection: SQLCipher gives no more pages on one that met a bad one.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use serde::{Deserialize, Serialize};

use super::keys::Key;
use super::opening::{OpenOptions, STEPS, connect, migrate_alone, schema_version};
use super::schema::{Table, journaled_tables};
use super::slot::{self, Found, Slot};
use super::sql::Sql;
use super::{Access, Book, Shown, erasing, platform};
use crate::error::{Error, Result};

/// No table has a higher key.
const HIGHEST: i64 = 1 << 52;

/// Asks for a salvage.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SalvageBook {
    /// The damaged book; it is only read.
    pub bad: String,
    /// The new book; there must be nothing yet.
    pub new: String,
    /// What opens it, if it has a password.
    #[serde(flatten)]
    pub shown: Shown,
}

/// What was salvaged of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SalvagedTable {
    /// The table.
    pub table: String,
    /// Rows read.
    pub rows: u64,
    /// Stretches of keys that could not be read: first and last. Not every key in them was a row.
    pub unreadable: Vec<(i64, i64)>,
    /// Rows that were read and left out, because what they belong to could not be.
    pub left_out: u64,
}

/// What was salvaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Salvaged {
    /// The new book.
    pub path: String,
    /// Customers in it.
    pub customers: u64,
    /// Visits in it.
    pub visits: u64,
    /// Whether every row of every table could be read.
    pub is_complete: bool,
    /// By table, those of the user's.
    pub tables: Vec<SalvagedTable>,
}

/// Reads what can be read of a damaged book into a new one, with a slot of its own. The damaged one stays as it is.
///
/// # Errors
/// `book_missing`, `book_exists`; `slot_missing`, `locked`, `wrong_password`; `book_damaged` if not even the list of
/// tables can be read: then a backup is the way; `disk_full`, those of the file system.
pub fn salvage(bad: &Path, new: &Path, options: &OpenOptions) -> Result<Salvaged> {
    let place = |path: &Path| path.display().to_string();
    if !bad.is_file() {
        return Err(Error::refused("book_missing").at("file", place(bad)));
    }
    if new.exists() {
        return Err(Error::refused("book_exists").at("file", place(new)));
    }
    super::backups::is_there(new, std::fs::metadata(bad)?.len().saturating_mul(2))?;
    let slots = match slot::find(bad, &options.config_dir)? {
        Found::Slots(slots) => slots,
        Found::Damaged(slot) => vec![slot],
        Found::None => return Err(Error::refused("slot_missing").at("file", place(bad))),
    };
    let (old_slot, key) = slot::unlock_any(slots, options.secret.as_ref())?;
    let source = Source { path: bad, key: &key, salt: old_slot.salt.clone() };
    let version = source.open().and_then(|conn| schema_version(&conn));
    let version = version.map_err(|_| Error::refused("book_damaged").at("file", place(bad)))?;
    if version == 0 {
        // An empty file has no tables at all.
        return Err(Error::refused("book_damaged").at("file", place(bad)));
    }
    if version > STEPS.len() {
        return Err(Error::refused("book_newer").at("file", place(bad)));
    }
    let partial = platform::with_suffix(new, ".part");
    let clean = || {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let _ = std::fs::remove_file(platform::with_suffix(&partial, suffix));
        }
    };
    clean();
    let made = fill(&source, &partial, &old_slot, version).inspect_err(|_| clean())?;
    // The same protection: the same ways lead to the same key.
    let slot = Slot { salt: hex::encode(slot::head(&partial)?), ..old_slot };
    slot.store(new, &options.config_dir)?;
    std::fs::rename(&partial, new)?;
    platform::sync_folder(new)?;
    let opened =
        OpenOptions { access: Access::Write, secret: Some(super::keys::Secret::Key(key.clone())), ..options.clone() };
    let book = Book::open(new, &opened)?;
    book.rebuild(&mut |_, _| true)?;
    let (customers, visits) = book.read(|reader| super::backups::counts(reader))?;
    Ok(Salvaged {
        path: place(new),
        customers,
        visits,
        is_complete: made.iter().all(|table| table.unreadable.is_empty() && table.left_out == 0),
        tables: made,
    })
}

/// A damaged book, opened again and again.
struct Source<'a> {
    path: &'a Path,
    key: &'a Key,
    salt: String,
}

impl Source<'_> {
    fn open(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(self.path, flags)?;
        conn.execute_batch(&format!(
            "PRAGMA cipher_log_level = NONE; PRAGMA key = \"{}\"; PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;",
            *self.key.pragma(&self.salt)
        ))?;
        super::derived::register(&conn)?;
        Ok(conn)
    }
}

fn fill(source: &Source<'_>, partial: &Path, slot: &Slot, version: usize) -> Result<Vec<SalvagedTable>> {
    let mut made = Vec::new();
    // The new one begins with the schema of the old, so that rows fit; then it is brought up to date as any book is.
    let mut conn = connect(partial, source.key, &slot.salt, true)?;
    super::opening::make_schema(&mut conn, version)?;
    conn.execute_batch("PRAGMA foreign_keys = OFF;")?;
    let transaction = conn.transaction()?;
    for table in journaled_tables(&transaction)? {
        made.push(copy_table(source, &transaction, &table)?);
    }
    // What no journal has and no index can give back: who was erased, reports and the history's own words.
    for table in ["erasure", "book_secret", "import", "lineage", "change", "file_content"] {
        let _ = copy_plain(source, &transaction, table);
    }
    transaction.execute_batch(
        "UPDATE change SET state = 'final', bytes = 0 WHERE state = 'done'; DELETE FROM change WHERE state = 'undone';",
    )?;
    settle_references(&transaction, &mut made)?;
    let uid: Option<String> =
        transaction.first("SELECT value FROM book_setting WHERE key = 'uid'", [], |row| row.get(0))?;
    if uid.is_none() {
        transaction.run("INSERT INTO book_setting (key, value) VALUES ('uid', ?1)", [&slot.book_uid])?;
    }
    transaction.commit()?;
    conn.execute_batch(&format!(
        "PRAGMA foreign_keys = ON; PRAGMA application_id = {};",
        super::opening::APPLICATION_ID
    ))?;
    migrate_alone(&mut conn)?;
    erasing::checkpoint(&conn)?;
    Ok(made)
}

/// Copies what can be read of a table, by its first key column.
fn copy_table(source: &Source<'_>, target: &Connection, table: &Table) -> Result<SalvagedTable> {
    let mut done = SalvagedTable { table: table.name.clone(), rows: 0, unreadable: Vec::new(), left_out: 0 };
    let columns = table.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
    let places = (1..=table.columns.len()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
    let insert = format!("INSERT OR IGNORE INTO {} ({columns}) VALUES ({places})", table.name);
    let first = table.key.first().cloned().unwrap_or_default();
    let by_number: String = target.value(
        "SELECT coalesce((SELECT type FROM pragma_table_info(?1) WHERE name = ?2), '')",
        [&table.name, &first],
    )?;
    if by_number != "INTEGER" {
        // A handful of rows under words: all up to the first bad page.
        let read = each(source, &format!("SELECT {columns} FROM {}", table.name), &mut |row| {
            done.rows += target.run(&insert, params_from_iter(row))? as u64;
            Ok(())
        });
        if read.is_err() {
            done.unreadable.push((0, 0));
        }
        return Ok(done);
    }
    let order = table.key.join(", ");
    let at = table.columns.iter().position(|column| *column == first).unwrap_or(0);
    let mut from = i64::MIN;
    loop {
        let mut last = None;
        let sql = format!("SELECT {columns} FROM {} WHERE \"{first}\" >= {from} ORDER BY {order}", table.name);
        let read = each(source, &sql, &mut |row| {
            if let Some(Value::Integer(key)) = row.get(at) {
                last = Some(*key);
            }
            done.rows += target.run(&insert, params_from_iter(row))? as u64;
            Ok(())
        });
        match read {
            Ok(()) => return Ok(done),
            Err(error) if matches!(error.code(), "disk_full" | "io") => return Err(error),
            Err(_) => {}
        }
        let bad = last.map_or_else(|| from.max(0), |key| key + 1);
        let Some(next) = next_readable(source, &table.name, &first, bad) else {
            done.unreadable.push((bad, HIGHEST));
            return Ok(done);
        };
        if next > bad {
            done.unreadable.push((bad, next - 1));
        }
        from = next.max(bad.saturating_add(1));
    }
}

/// The lowest key from here on at which rows can be read again.
fn next_readable(source: &Source<'_>, table: &str, column: &str, bad: i64) -> Option<i64> {
    let reads = |from: i64| {
        let sql = format!("SELECT 1 FROM {table} WHERE \"{column}\" >= {from} ORDER BY \"{column}\" LIMIT 1");
        each(source, &sql, &mut |_| Ok(())).is_ok()
    };
    let mut step = 1;
    while !reads(bad.saturating_add(step)) {
        step *= 2;
        if step > HIGHEST {
            return None;
        }
    }
    let (mut wrong, mut right) = (bad.saturating_add(step / 2), bad.saturating_add(step));
    while wrong + 1 < right {
        let middle = wrong + (right - wrong) / 2;
        if reads(middle) { right = middle } else { wrong = middle }
    }
    Some(right)
}

/// Reads on a connection of its own.
fn each(source: &Source<'_>, sql: &str, take: &mut dyn FnMut(Vec<Value>) -> Result<()>) -> Result<()> {
    let conn = source.open()?;
    let mut statement = conn.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..columns).map(|place| row.get(place)).collect::<rusqlite::Result<_>>()?;
        take(values)?;
    }
    Ok(())
}

/// A table that matters less, as far as it goes.
fn copy_plain(source: &Source<'_>, target: &Connection, table: &str) -> Result<()> {
    let columns: Vec<String> =
        target.all("SELECT name FROM pragma_table_info(?1) ORDER BY cid", [table], |row| row.get(0))?;
    let names = columns.join(", ");
    let places = (1..=columns.len()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})");
    each(source, &format!("SELECT {names} FROM {table}"), &mut |row| {
        target.run(&insert, params_from_iter(row)).map(drop)
    })
}

/// Rows whose owner could not be read: customers, and what lists name, stand in with their number for a name; what
/// nothing can stand in for is left out, and counted.
fn settle_references(conn: &Connection, made: &mut [SalvagedTable]) -> Result<()> {
    const STAND_IN: &[(&str, &str)] = &[
        (
            "customer",
            "INSERT OR IGNORE INTO customer (id, uid, kind, name, created_at, updated_at) VALUES (?1, ?2, 'person', '? ' || ?1, 0, 0)",
        ),
        ("owner", "INSERT OR IGNORE INTO owner (id, uid, name) VALUES (?1, ?2, '? ' || ?1)"),
        ("stage", "INSERT OR IGNORE INTO stage (id, uid, name) VALUES (?1, ?2, '? ' || ?1)"),
        ("tag", "INSERT OR IGNORE INTO tag (id, uid, name) VALUES (?1, ?2, '? ' || ?1)"),
        ("visit_kind", "INSERT OR IGNORE INTO visit_kind (id, uid, name) VALUES (?1, ?2, '? ' || ?1)"),
    ];
    for table in journaled_tables(conn)? {
        let references: Vec<(String, String, bool)> = conn.all(
            "SELECT f.\"table\", f.\"from\", i.\"notnull\" OR i.pk > 0 FROM pragma_foreign_key_list(?1) AS f
             JOIN pragma_table_info(?1) AS i ON i.name = f.\"from\"",
            [&table.name],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        for (parent, column, must) in references {
            let lost = format!("\"{column}\" IS NOT NULL AND \"{column}\" NOT IN (SELECT id FROM {parent})");
            let name = &table.name;
            if !must {
                conn.run(&format!("UPDATE {name} SET \"{column}\" = NULL WHERE {lost}"), [])?;
            } else if let Some((_, sql)) = STAND_IN.iter().find(|(of, _)| *of == parent) {
                let ids: Vec<i64> =
                    conn.all(&format!("SELECT DISTINCT \"{column}\" FROM {name} WHERE {lost}"), [], |row| row.get(0))?;
                for id in ids {
                    conn.run(sql, rusqlite::params![id, uuid::Uuid::now_v7().to_string()])?;
                }
            }
        }
    }
    // Owners of rows come before what belongs to them only after some rounds.
    for _ in 0..4 {
        for table in journaled_tables(conn)? {
            let broken: Vec<(i64, String, String)> = conn.all(
                "SELECT 0, f.\"table\", f.\"from\" FROM pragma_foreign_key_list(?1) AS f",
                [&table.name],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            for (_, parent, column) in broken {
                let gone = conn.run(
                    &format!(
                        "DELETE FROM {} WHERE \"{column}\" IS NOT NULL AND \"{column}\" NOT IN (SELECT id FROM {parent})",
                        table.name
                    ),
                    [],
                )?;
                if let Some(made) = made.iter_mut().find(|made| made.table == table.name) {
                    made.left_out += gone as u64;
                }
            }
        }
    }
    Ok(())
}
