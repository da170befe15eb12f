//! Reports of imports, kept with the book.

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use super::imports::ImportReport;
use super::reading::Source;
use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::customers::{ById, Nothing};
use crate::error::{Error, Result};

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Import {
    /// Its id.
    pub id: i64,
    /// The file's name without its folder.
    pub file_name: String,
    /// The sheet, or empty.
    pub sheet: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Rows that became customers.
    pub taken: u32,
    /// Rows that could not be taken.
    pub refused: u32,
    /// Rows that are no customers.
    pub skipped: u32,
    /// Rows not taken and cells not read.
    pub problems: u32,
    /// Visits that came as rows of their own.
    pub visits: u32,
}

/// Keeps a report with the change that it tells of.
pub(super) fn keep(tx: &Tx<'_>, source: &Source, report: &ImportReport) -> Result<i64> {
    tx.run(
        "INSERT INTO import (uid, file_name, sheet, at, report) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            tx.new_uid(),
            source.file_name,
            source.sheet.as_deref().unwrap_or_default(),
            tx.now(),
            serde_json::to_string(report)?
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Import> {
    Ok(Import {
        id: row.get(0)?,
        file_name: row.get(1)?,
        sheet: row.get(2)?,
        at: row.get(3)?,
        taken: row.get(4)?,
        refused: row.get(5)?,
        skipped: row.get(6)?,
        problems: row.get(7)?,
        visits: row.get(8)?,
    })
}

/// All imports, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<Import>> {
    reader.all(
        "SELECT id, file_name, sheet, at, report ->> 'taken', report ->> 'refused', report ->> 'skipped',
         json_array_length(report, '$.problems') + coalesce(json_array_length(report, '$.visits.problems'), 0),
         coalesce(report ->> '$.visits.taken', 0) FROM import ORDER BY id DESC LIMIT 500",
        [],
        read,
    )
}

/// One report.
///
/// # Errors
/// `not_found`.
pub fn show(reader: &Reader<'_>, req: &ById) -> Result<ImportReport> {
    report(reader, req.id)
}

fn report(conn: &Connection, id: i64) -> Result<ImportReport> {
    let json: String = conn
        .first("SELECT report FROM import WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("import", id))?;
    let report: ImportReport = serde_json::from_str(&json)?;
    Ok(ImportReport { import_id: Some(id), ..report })
}

/// A table as CSV that Excel opens rightly: UTF-8 with BOM, CRLF, and nothing that it would run as a formula.
#[must_use]
pub fn as_csv(heads: &[String; 4], rows: impl Iterator<Item = [String; 4]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    for row in std::iter::once(heads.clone()).chain(rows) {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|text| harmless(text)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises; the wide signs of
/// East Asian keyboards too.
pub(crate) fn harmless(text: &str) -> String {
    let begins = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.starts_with(begins) { format!("'{text}") } else { text.to_owned() }
}
