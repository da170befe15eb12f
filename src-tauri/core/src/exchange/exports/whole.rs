//! The whole book as one JSON file, and back into an empty book: every row that can be undone, with its ids.
//!
//! `{"rounds_book": 1, "schema": 5, "rows": [["customer", {…}], …]}`; a row stands on a line of its own.

use std::fmt;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::types::Value as SqlValue;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::files::Partial;
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader, Tx};
use crate::error::{Error, Result};
use crate::files::{self, Stored};

/// The form of the file.
const FORM: u64 = 1;
/// What the first member of the file is called.
const MARK: &str = "rounds_book";
/// The table that is not journaled and goes along.
const CONTENT: &str = "file_content";
/// Settings that stay those of the book into which it comes.
const OWN: &str = "uid";

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WholeExported {
    /// How many customers.
    pub customers: u64,
    /// How many rows of all kinds.
    pub rows: u64,
    /// How large the file is.
    pub bytes: u64,
}

/// What came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WholeTaken {
    /// How many customers.
    pub customers: u64,
    /// How many rows of all kinds.
    pub rows: u64,
    /// The change that it was.
    pub change: i64,
}

/// Asks for the whole book as a file, or out of one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WholeFile {
    /// Where it is, or shall be; what is there is replaced.
    pub path: String,
}

/// Writes the whole book, the trash too, but neither the journal nor what is derived.
///
/// # Errors
/// `cancelled` if told to stop; `disk_full`, `io`.
pub fn export_whole(reader: &Reader<'_>, path: &Path, on_progress: OnProgress<'_>) -> Result<WholeExported> {
    let schema: i64 = reader.value("PRAGMA user_version", [])?;
    let customers: u64 = reader.value("SELECT count(*) FROM customer", [])?;
    let mut file = Partial::begin(path)?;
    write!(file, "{{\"{MARK}\":{FORM},\"schema\":{schema},\"rows\":[")?;
    let mut rows = 0_u64;
    let mut seen = 0_u64;
    for table in journaled_tables(reader)? {
        let pairs: Vec<String> = table.columns.iter().map(|column| format!("'{column}', {column}")).collect();
        let sql =
            format!("SELECT json_object({}) FROM {} ORDER BY {}", pairs.join(", "), table.name, table.key.join(", "));
        let mut statement = reader.prepare(&sql)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let text = row.get_ref(0)?.as_str().unwrap_or("{}");
            write!(file, "{}\n[\"{}\",{text}]", if rows == 0 { "" } else { "," }, table.name)?;
            rows += 1;
            seen += u64::from(table.name == "customer");
            if rows.is_multiple_of(256) && !on_progress(seen, customers.max(1)) {
                return Err(Error::refused("cancelled"));
            }
        }
    }
    rows += contents(reader, &mut file, rows == 0, &mut || on_progress(seen, customers.max(1)))?;
    file.write_all(b"\n]}\n")?;
    on_progress(customers, customers);
    Ok(WholeExported { customers, rows, bytes: file.finish()? })
}

/// Writes what is in the files, each once: `["file_content", {"hash": …, "bytes": …}]`, the bytes as base64.
fn contents(reader: &Reader<'_>, file: &mut Partial, is_first: bool, goes_on: &mut dyn FnMut() -> bool) -> Result<u64> {
    let mut statement = reader.prepare(
        "SELECT hash, bytes FROM file_content AS b WHERE EXISTS (SELECT 1 FROM file WHERE hash = b.hash) ORDER BY hash",
    )?;
    let mut found = statement.query([])?;
    let mut rows = 0_u64;
    while let Some(row) = found.next()? {
        if !goes_on() {
            return Err(Error::refused("cancelled"));
        }
        let hash = row.get_ref(0)?.as_str().unwrap_or_default();
        write!(
            file,
            "{}\n[\"{CONTENT}\",{{\"hash\":\"{hash}\",\"bytes\":\"",
            if is_first && rows == 0 { "" } else { "," }
        )?;
        // In pieces that base64 ends without filling up.
        for piece in row.get_ref(1)?.as_blob().unwrap_or_default().chunks(3 << 18) {
            file.write_all(STANDARD.encode(piece).as_bytes())?;
        }
        file.write_all(b"\"}]")?;
        rows += 1;
    }
    Ok(rows)
}

/// Takes what is in a file; it must be what its hash says.
fn take_content(tx: &Tx<'_>, row: &Map<String, Value>) -> Result<()> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let bytes = STANDARD.decode(text("bytes")).map_err(|_| damaged(CONTENT))?;
    let stored = Stored::of(bytes).map_err(|_| damaged(CONTENT))?;
    if stored.hash != text("hash") {
        return Err(damaged(CONTENT));
    }
    files::store(tx, tx.now(), &stored)
}

/// Whether a file says that it is a whole book.
#[must_use]
pub fn is_whole(path: &Path) -> bool {
    let mut head = [0_u8; 64];
    let read = File::open(path).and_then(|mut file| std::io::Read::read(&mut file, &mut head)).unwrap_or(0);
    let head: String = String::from_utf8_lossy(head.get(..read).unwrap_or_default())
        .chars()
        .filter(|ch| !ch.is_whitespace())
        .collect();
    head.trim_start_matches('\u{feff}').starts_with(&format!("{{\"{MARK}\":"))
}

/// Takes a whole book into one without customers, in one step: its lists and settings become those of the file.
///
/// # Errors
/// `book_not_empty` if there are customers, in the trash too; `file_damaged` for a file that is not of this form, with the
/// place as `detail`; `book_newer` for one of a newer program; `cancelled` if told to stop.
pub fn take_whole(tx: &Tx<'_>, path: &Path) -> Result<WholeTaken> {
    let there: bool = tx.value("SELECT EXISTS (SELECT 1 FROM customer)", [])?;
    if there {
        return Err(Error::refused("book_not_empty"));
    }
    tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    tx.expect_much()?;
    let tables = journaled_tables(tx)?;
    let size = std::fs::metadata(path)?.len();
    for table in &tables {
        let own = if table.name == "book_setting" { " WHERE key <> 'uid'" } else { "" };
        tx.run(&format!("DELETE FROM {}{own}", table.name), [])?;
    }
    let mut taken = WholeTaken { change: tx.change_id(), ..WholeTaken::default() };
    let schema: u64 = tx.value("PRAGMA user_version", [])?;
    let mut problem: Option<Error> = None;
    let mut done = 0_u64;
    let file = BufReader::new(File::open(path)?);
    let mut take = |name: &str, row: &Map<String, Value>| -> Result<()> {
        // About how far: the length of what was read.
        done += row.len() as u64 * 24;
        if taken.rows.is_multiple_of(256) {
            tx.tell(done.min(size), size)?;
        }
        if name == CONTENT {
            taken.rows += 1;
            return take_content(tx, row);
        }
        let table = tables.iter().find(|table| table.name == name).ok_or_else(|| damaged(name))?;
        if name == "book_setting" && row.get("key") == Some(&json!(OWN)) {
            return Ok(());
        }
        insert(tx, table, row)?;
        taken.rows += 1;
        taken.customers += u64::from(name == "customer");
        Ok(())
    };
    let whole = Whole { schema, take: &mut take, problem: &mut problem };
    let mut reading = serde_json::Deserializer::from_reader(file);
    let read = whole.deserialize(&mut reading).and_then(|()| reading.end());
    if let Some(problem) = problem {
        return Err(problem);
    }
    read.map_err(|error| damaged(&error.to_string()))?;
    let empty: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM file AS f WHERE NOT EXISTS (SELECT 1 FROM file_content WHERE hash = f.hash))",
        [],
    )?;
    if empty {
        return Err(damaged(CONTENT));
    }
    let broken: Option<String> = tx.first("PRAGMA foreign_key_check", [], |row| row.get(0))?;
    if let Some(table) = broken {
        return Err(damaged(&table));
    }
    tx.about("count", taken.customers);
    tx.about("file", path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    Ok(taken)
}

fn damaged(detail: &str) -> Error {
    Error::refused("file_damaged").arg("detail", detail)
}

fn insert(tx: &Tx<'_>, table: &Table, row: &Map<String, Value>) -> Result<()> {
    let columns: Vec<&str> = row.keys().map(String::as_str).collect();
    // Names go into the statement: only those that the table has.
    if columns.is_empty() || columns.iter().any(|name| !table.columns.iter().any(|column| column == name)) {
        return Err(damaged(&table.name));
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
    let values = row.values().map(|value| match value {
        Value::Null => SqlValue::Null,
        Value::String(text) => SqlValue::Text(text.clone()),
        other => other.as_i64().map_or_else(|| SqlValue::Text(other.to_string()), SqlValue::Integer),
    });
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), places.join(", "));
    match tx.run(&sql, rusqlite::params_from_iter(values)) {
        Err(Error::Database(error))
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TypeMismatch)
            ) =>
        {
            Err(damaged(&table.name))
        }
        other => other.map(drop),
    }
}

type Take<'a> = &'a mut dyn FnMut(&str, &Map<String, Value>) -> Result<()>;

/// Reads the file row by row, so that it may be larger than memory.
struct Whole<'a> {
    schema: u64,
    take: Take<'a>,
    problem: &'a mut Option<Error>,
}

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole book")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let mut form = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                MARK => form = Some(map.next_value::<u64>()?),
                "schema" => {
                    let schema = map.next_value::<u64>()?;
                    if schema > self.schema {
                        *self.problem = Some(Error::refused("book_newer"));
                        return Err(de::Error::custom("newer"));
                    }
                }
                "rows" if form == Some(FORM) => {
                    map.next_value_seed(Rows { take: &mut *self.take, problem: &mut *self.problem })?;
                }
                "rows" => return Err(de::Error::custom(MARK)),
                _ => drop(map.next_value::<de::IgnoredAny>()?),
            }
        }
        if form.is_none() { Err(de::Error::custom(MARK)) } else { Ok(()) }
    }
}

struct Rows<'a> {
    take: Take<'a>,
    problem: &'a mut Option<Error>,
}

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<(), A::Error> {
        while let Some((name, row)) = seq.next_element::<(String, Map<String, Value>)>()? {
            if let Err(error) = (self.take)(&name, &row) {
                *self.problem = Some(error);
                return Err(de::Error::custom(name));
            }
        }
        Ok(())
    }
}
