//! Drafts: half-written texts, kept in the book by the record they belong to. They are no change.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::{TEXT_LIMIT, checked_name};
use crate::error::{Error, Result};

/// Asks for the draft of a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GetDraft {
    /// Such as `visit-of-customer-42`.
    pub record: String,
}

/// Keeps a draft; an empty body forgets it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PutDraft {
    /// Such as `visit-of-customer-42`.
    pub record: String,
    /// Whatever the form needs to show it again.
    pub body: String,
}

/// A kept draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Draft {
    /// As it was put.
    pub body: String,
    /// When, milliseconds UTC.
    pub at: i64,
}

/// The draft of a record, if there is one.
///
/// # Errors
/// Those of the database.
pub fn get(reader: &Reader<'_>, req: &GetDraft) -> Result<Option<Draft>> {
    reader.first("SELECT body, at FROM draft WHERE record = ?1", [&req.record], |row| {
        Ok(Draft { body: row.get(0)?, at: row.get(1)? })
    })
}

/// Keeps a draft in place of the one that is there.
///
/// # Errors
/// `invalid`, `too_long`.
pub fn put(conn: &Connection, now: i64, req: &PutDraft) -> Result<()> {
    let record = checked_name("record", &req.record)?;
    let body = &req.body;
    if body.chars().count() > TEXT_LIMIT {
        return Err(Error::too_long("body", TEXT_LIMIT));
    }
    conn.run("DELETE FROM draft WHERE record = ?1", [&record])?;
    if !body.is_empty() {
        conn.run("INSERT INTO draft (record, body, at) VALUES (?1, ?2, ?3)", params![record, body, now])?;
    }
    Ok(())
}
