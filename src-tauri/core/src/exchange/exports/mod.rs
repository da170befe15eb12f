//! Everything that goes out into files: lists of customers, the whole book, a star schema for BI tools.
//!
//! A file is there whole or not at all (`files.rs`), and nothing in it is run as a formula by a spreadsheet.

mod bi;
#[cfg(test)]
mod card_tests;
mod cards;
mod cells;
pub(super) mod files;
mod lists;
mod sheets;
mod stars;
#[cfg(test)]
mod tests;
mod whole;

pub use bi::{BiExport, BiExported, Personal, export_bi};
pub(crate) use cells::cell_text;
pub(super) use files::Partial;
pub use files::write_whole;
pub use lists::{ExportColumn, ExportCustomers, ExportFormat, Exported, export};
pub(crate) use lists::{chosen, labelled};
pub use whole::{WholeExported, WholeFile, WholeTaken, export_whole, is_whole, take_whole};

use rusqlite::{Connection, params};
use serde_json::Value;

use crate::book::sql::Sql;
use crate::error::Result;

/// Notes in the history that data of persons left the book: an entry that changed nothing and cannot be undone.
///
/// # Errors
/// Those of the database.
pub fn note_in_history(conn: &Connection, now: i64, verb: &'static str, args: &Value) -> Result<()> {
    conn.run(
        "INSERT INTO change (uid, verb, args, at, state) VALUES (?1, ?2, ?3, ?4, 'final')",
        params![uuid::Uuid::now_v7().to_string(), verb, args.to_string(), now],
    )?;
    Ok(())
}
