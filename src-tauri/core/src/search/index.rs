//! Keeping the full-text indexes up with the book.

use rusqlite::{Connection, params};

use super::{load, text};
use crate::book::sql::Sql;
use crate::error::Result;

/// Summary and outcome as one searchable text.
#[must_use]
pub fn visit_text(summary: &str, outcome: &str) -> String {
    match (summary, outcome) {
        (summary, "") => summary.to_owned(),
        ("", outcome) => outcome.to_owned(),
        (summary, outcome) => format!("{summary}\n{outcome}"),
    }
}

/// Adds a new customer by the tokens of what was just written of them.
pub(crate) fn add_customer(conn: &Connection, id: i64, tokens: &str) -> Result<()> {
    conn.run("INSERT INTO customer_fts (rowid, tokens) VALUES (?1, ?2)", params![id, tokens])?;
    Ok(())
}

/// Adds a new visit by the tokens of its text; without any it is not in the index.
pub(crate) fn add_visit(conn: &Connection, id: i64, tokens: &str) -> Result<()> {
    if !tokens.is_empty() {
        conn.run("INSERT INTO visit_fts (rowid, tokens) VALUES (?1, ?2)", params![id, tokens])?;
    }
    Ok(())
}

/// The tokens of a visit's text.
pub(crate) fn visit_tokens(summary: &str, outcome: &str) -> String {
    let text = visit_text(summary, outcome);
    if text.is_empty() { text } else { text::note_tokens(&text) }
}

/// Indexes these customers anew; those gone or in the trash are taken out.
pub(crate) fn refresh_customers(conn: &Connection, ids: &[i64]) -> Result<()> {
    for id in ids {
        forget(conn, "customer_fts", *id)?;
        if let Some(loaded) = load(conn, *id)? {
            add_customer(conn, *id, &text::customer_tokens(&loaded.text()))?;
        }
    }
    Ok(())
}

/// Indexes these visits anew; those gone or in the trash are taken out.
pub(crate) fn refresh_visits(conn: &Connection, ids: &[i64]) -> Result<()> {
    for id in ids {
        forget(conn, "visit_fts", *id)?;
        let found: Option<String> =
            conn.first("SELECT summary, outcome FROM visit WHERE id = ?1 AND trashed_at = 0", [id], |row| {
                Ok(visit_text(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?))
            })?;
        if let Some(text) = found.filter(|text| !text.is_empty()) {
            conn.run("INSERT INTO visit_fts (rowid, tokens) VALUES (?1, ?2)", params![id, text::note_tokens(&text)])?;
        }
    }
    Ok(())
}

/// Deleting a row that was never indexed is left out: it would leave a tombstone behind for nothing.
fn forget(conn: &Connection, table: &'static str, id: i64) -> Result<()> {
    let there: bool = conn.value(&format!("SELECT EXISTS (SELECT 1 FROM {table}_docsize WHERE id = ?1)"), [id])?;
    if there {
        conn.run(&format!("DELETE FROM {table} WHERE rowid = ?1"), [id])?;
    }
    Ok(())
}
