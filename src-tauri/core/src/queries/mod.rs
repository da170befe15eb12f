//! Questions in SQL, for reports and scripts: read-only, over views that stay as they are, with a limit of time.
//!
//! The views stand in `views.sql` and are made on a connection of their own; `docs/SCHEMA.md` promises them, and a test
//! compares the two.

mod running;
#[cfg(test)]
mod tests;
mod writing;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::book::Book;
use crate::error::Result;

pub(crate) use running::VIEWS;
pub use running::{Each, stream};
pub use writing::{Format, Written, write};

/// So long a question may take, in milliseconds, unless told.
pub const LIMIT_MS: u64 = 30_000;
/// So many rows are given unless told.
const ROWS: u32 = 10_000;

/// A question in SQL.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AskQuery {
    /// One `SELECT`.
    pub sql: String,
    /// Whether the tables themselves may be read; they change with every version.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub tables: bool,
    /// How long it may take, in milliseconds; 30,000 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit_ms: Option<u64>,
    /// At most so many rows; 10,000 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// What came of a question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows: numbers, texts, null; bytes as hexadecimal text.
    #[cfg_attr(feature = "bindings", ts(type = "unknown[][]"))]
    pub rows: Vec<Vec<Value>>,
    /// Whether there are more rows.
    pub is_cut: bool,
}

/// Asks, and gathers the rows.
///
/// # Errors
/// As for [`stream`].
pub fn ask(book: &Book, req: &AskQuery) -> Result<Answer> {
    let limit = req.limit.unwrap_or(ROWS) as usize;
    let mut answer = Answer::default();
    let columns = stream(book, req, &mut |_, row| {
        if answer.rows.len() == limit {
            answer.is_cut = true;
            return Ok(false);
        }
        answer.rows.push(row);
        Ok(true)
    })?;
    Ok(Answer { columns, ..answer })
}
