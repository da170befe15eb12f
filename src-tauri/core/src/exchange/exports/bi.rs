//! A star schema for BI tools: plain SQLite, CSV and Parquet in one folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;

use super::files::Partial;
use super::stars::{Column, Kind, Star, stars};
use crate::book::sql::Sql;
use crate::book::{Book, OnProgress};
use crate::error::{Error, Result};
use crate::exchange::reports::harmless;
use crate::queries::VIEWS;

/// The database among the files.
const DATABASE: &str = "rounds.sqlite";
/// What the files are and how far they reach.
const MANIFEST: &str = "manifest.json";
/// The version of the star schema, as docs/BI.md tells it.
const VERSION: u64 = 1;
/// So many rows of a Parquet file stand in one group, and in memory.
const GROUP: usize = 20_000;

/// What becomes of columns that tell who somebody is, or what was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// They are left out.
    #[default]
    Omit,
    /// They are told apart, but not what they are: HMAC-SHA-256 under a key that only this book has.
    Hash,
    /// They are there.
    Include,
}

/// Asks for a star schema.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BiExport {
    /// The folder; made if it is not there. Files of these names are replaced.
    pub folder: String,
    /// What becomes of personal columns.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Personal>", optional))]
    pub personal: Personal,
    /// Only rows of customers that changes after this one touched.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub since: Option<i64>,
}

/// What was written; `manifest.json` says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BiExported {
    /// The number of the latest change in it: `since` of the next one.
    pub change: i64,
    /// Whether all rows are there. If not, those of `customers` take the place of what is known of them.
    pub is_full: bool,
    /// Of an increment: the customers that were touched, those who are gone since too.
    pub customers: Vec<i64>,
    /// How many rows each table has.
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, number>"))]
    pub rows: serde_json::Map<String, Value>,
}

/// Writes the star schema of the book.
///
/// An increment holds the rows of all customers that changes after `since` touched. If a change up to there was undone since,
/// what has to be taken back cannot be told: everything is written then.
///
/// # Errors
/// `cancelled` if told to stop; `disk_full`, `io`. Nothing has its name then but what was there before.
pub fn export_bi(book: &Book, req: &BiExport, on_progress: OnProgress<'_>) -> Result<BiExported> {
    let conn = book.apart()?;
    conn.execute_batch(VIEWS)?;
    conn.execute_batch("PRAGMA query_only = ON; BEGIN")?;
    let folder = PathBuf::from(&req.folder);
    std::fs::create_dir_all(&folder)?;
    let (change, version, standing): (i64, u64, i64) = conn
        .first(
            "SELECT coalesce((SELECT max(id) FROM change), 0), (SELECT n FROM book_version),
             (SELECT count(*) FROM change WHERE state <> 'undone')",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?
        .unwrap_or_default();
    let since = req.since.filter(|since| stands(&conn, &folder, *since).unwrap_or(false));
    let customers: Vec<i64> = match since {
        Some(since) => conn.all(
            "SELECT DISTINCT customer_id FROM lineage INDEXED BY lineage_by_change WHERE change_id > ?1 ORDER BY customer_id",
            [since],
            |row| row.get(0),
        )?,
        None => Vec::new(),
    };
    let secret = Secret { key: book.pseudonym_key()?, personal: req.personal };
    let all = stars();
    let total = all.len() as u64;
    let mut database = Partial::begin(&folder.join(DATABASE))?;
    database.release();
    let plain = Connection::open(database.path())?;
    plain.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")?;
    let mut files = Vec::new();
    let mut rows = serde_json::Map::new();
    for (done, (star, source)) in (0..).zip(&all) {
        let columns: Vec<Column> = star
            .columns
            .iter()
            .copied()
            .filter(|column| !column.is_personal || req.personal != Personal::Omit)
            .collect();
        let only = (since.is_some() && star.is_of_customers).then_some(&customers);
        let mut out = Outlet::new(&folder, star, &columns, &plain)?;
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let mut sql = format!("SELECT {} FROM ({source})", names.join(", "));
        if only.is_some() {
            sql.push_str(" WHERE customer_id IN (SELECT value FROM json_each(?1))");
        }
        let params: Vec<String> =
            only.map(|ids| Ok::<_, Error>(serde_json::to_string(ids)?)).transpose()?.into_iter().collect();
        let mut statement = conn.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(params))?;
        let mut count = 0_u64;
        while let Some(row) = found.next()? {
            if count.is_multiple_of(256) && !on_progress(done, total) {
                return Err(Error::refused("cancelled"));
            }
            let values: Vec<SqlValue> = columns
                .iter()
                .enumerate()
                .map(|(place, column)| Ok(secret.told(column, row.get(place)?)))
                .collect::<Result<_>>()?;
            out.row(values)?;
            count += 1;
        }
        files.extend(out.end()?);
        rows.insert(star.name.to_owned(), json!(count));
    }
    plain.execute_batch("COMMIT")?;
    drop(plain);
    let exported = BiExported { change, is_full: since.is_none(), customers, rows };
    let mut manifest = Partial::begin(&folder.join(MANIFEST))?;
    let told = json!({
        "rounds_bi": VERSION, "book": book.uid(), "change": change, "version": version, "standing": standing,
        "since": since, "is_full": exported.is_full, "customers": exported.customers, "personal": req.personal,
        "rows": exported.rows,
    });
    writeln!(manifest, "{told}")?;
    // Everything is written: from here on only names change. The manifest comes last.
    for file in files {
        file.finish()?;
    }
    database.finish()?;
    manifest.finish()?;
    on_progress(total, total);
    Ok(exported)
}

/// Whether what was exported up to a change still stands: the manifest in the folder is of that export, and none of the
/// changes that were done then is undone now.
fn stands(conn: &Connection, folder: &Path, since: i64) -> Result<bool> {
    let Ok(text) = std::fs::read_to_string(folder.join(MANIFEST)) else { return Ok(false) };
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    let standing: i64 = conn.value("SELECT count(*) FROM change WHERE id <= ?1 AND state <> 'undone'", [since])?;
    Ok(manifest["rounds_bi"] == VERSION && manifest["change"] == since && manifest["standing"] == standing)
}

/// What becomes of personal values.
struct Secret {
    key: [u8; 32],
    personal: Personal,
}

impl Secret {
    fn told(&self, column: &Column, value: SqlValue) -> SqlValue {
        match value {
            SqlValue::Text(text) if column.is_personal && self.personal == Personal::Hash => {
                // A key of any length is taken.
                let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return SqlValue::Null };
                mac.update(text.as_bytes());
                let code = hex::encode(mac.finalize().into_bytes());
                SqlValue::Text(code.chars().take(32).collect())
            }
            other => other,
        }
    }
}

/// Where the rows of one table go.
struct Outlet<'a> {
    csv: csv::Writer<Partial>,
    parquet: SerializedFileWriter<Partial>,
    plain: rusqlite::Statement<'a>,
    columns: Vec<Column>,
    group: Vec<Vec<SqlValue>>,
}

fn of_csv(error: &csv::Error) -> Error {
    Error::from(std::io::Error::other(error.to_string()))
}

fn of_parquet(error: &ParquetError) -> Error {
    Error::from(std::io::Error::other(error.to_string()))
}

impl<'a> Outlet<'a> {
    fn new(folder: &Path, star: &Star, columns: &[Column], plain: &'a Connection) -> Result<Self> {
        let mut csv =
            csv::WriterBuilder::new().from_writer(Partial::begin(&folder.join(format!("{}.csv", star.name)))?);
        csv.write_record(columns.iter().map(|column| column.name)).map_err(|error| of_csv(&error))?;
        let fields = columns
            .iter()
            .map(|column| {
                let (physical, logical) = match column.kind {
                    Kind::Int => (Physical::INT64, None),
                    Kind::Real => (Physical::DOUBLE, None),
                    Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                };
                Type::primitive_type_builder(column.name, physical)
                    .with_repetition(Repetition::OPTIONAL)
                    .with_logical_type(logical)
                    .build()
                    .map(Arc::new)
            })
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(|error| of_parquet(&error))?;
        let schema =
            Type::group_type_builder(star.name).with_fields(fields).build().map_err(|error| of_parquet(&error))?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let parquet = SerializedFileWriter::new(
            Partial::begin(&folder.join(format!("{}.parquet", star.name)))?,
            Arc::new(schema),
            Arc::new(properties),
        )
        .map_err(|error| of_parquet(&error))?;
        let typed: Vec<String> = columns
            .iter()
            .map(|column| {
                let kind = match column.kind {
                    Kind::Int => "INTEGER",
                    Kind::Real => "REAL",
                    Kind::Text => "TEXT",
                };
                format!("{} {kind}", column.name)
            })
            .collect();
        plain.execute_batch(&format!("CREATE TABLE {} ({})", star.name, typed.join(", ")))?;
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let plain = plain.prepare(&format!("INSERT INTO {} VALUES ({})", star.name, places.join(", ")))?;
        Ok(Self { csv, parquet, plain, columns: columns.to_vec(), group: Vec::new() })
    }

    fn row(&mut self, values: Vec<SqlValue>) -> Result<()> {
        let texts: Vec<String> = values
            .iter()
            .map(|value| match value {
                SqlValue::Integer(number) => number.to_string(),
                SqlValue::Real(number) => number.to_string(),
                SqlValue::Text(text) => harmless(text),
                SqlValue::Null | SqlValue::Blob(_) => String::new(),
            })
            .collect();
        self.csv.write_record(&texts).map_err(|error| of_csv(&error))?;
        self.plain.execute(params_from_iter(&values))?;
        self.group.push(values);
        if self.group.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    /// Writes the rows at hand as one group of the Parquet file.
    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.group);
        if rows.is_empty() {
            return Ok(());
        }
        self.write_group(&rows).map_err(|error| of_parquet(&error))
    }

    fn write_group(&mut self, rows: &[Vec<SqlValue>]) -> std::result::Result<(), ParquetError> {
        let mut group = self.parquet.next_row_group()?;
        for (place, column) in self.columns.iter().enumerate() {
            let cells = || rows.iter().map(|row| row.get(place).unwrap_or(&SqlValue::Null));
            let Some(mut writer) = group.next_column()? else { break };
            match column.kind {
                Kind::Int => {
                    let values: Vec<Option<i64>> = cells()
                        .map(|cell| if let SqlValue::Integer(number) = cell { Some(*number) } else { None })
                        .collect();
                    let (there, levels) = present(values);
                    writer.typed::<Int64Type>().write_batch(&there, Some(&levels), None)?;
                }
                Kind::Real => {
                    let values: Vec<Option<f64>> = cells()
                        .map(|cell| match cell {
                            SqlValue::Real(number) => Some(*number),
                            SqlValue::Integer(number) => number.to_string().parse().ok(),
                            _ => None,
                        })
                        .collect();
                    let (there, levels) = present(values);
                    writer.typed::<DoubleType>().write_batch(&there, Some(&levels), None)?;
                }
                Kind::Text => {
                    let values: Vec<Option<ByteArray>> = cells()
                        .map(|cell| match cell {
                            SqlValue::Text(text) => Some(ByteArray::from(text.as_str())),
                            SqlValue::Integer(number) => Some(ByteArray::from(number.to_string().as_str())),
                            _ => None,
                        })
                        .collect();
                    let (there, levels) = present(values);
                    writer.typed::<ByteArrayType>().write_batch(&there, Some(&levels), None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Ends the files, which still want their names.
    fn end(mut self) -> Result<[Partial; 2]> {
        self.flush()?;
        let csv = self.csv.into_inner().map_err(|error| Error::from(std::io::Error::other(error.to_string())))?;
        let parquet = self.parquet.into_inner().map_err(|error| of_parquet(&error))?;
        Ok([csv, parquet])
    }
}

/// The values that are there, and for each row whether it has one.
fn present<T>(values: Vec<Option<T>>) -> (Vec<T>, Vec<i16>) {
    let levels = values.iter().map(|value| i16::from(value.is_some())).collect();
    (values.into_iter().flatten().collect(), levels)
}
