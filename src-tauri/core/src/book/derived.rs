//! Derived columns and search indexes: recomputed from base rows after do, undo and redo, never journaled.

use std::mem::take;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::changes::ids;
use super::journal::Journal;
use crate::error::Result;
use crate::search;

/// Registers the SQL functions that derived columns need.
pub(super) fn register(conn: &Connection) -> Result<()> {
    conn.create_scalar_function(
        "name_sort_key",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS,
        |context| Ok(search::text::sort_key(context.get_raw(0).as_str().unwrap_or_default())),
    )?;
    Ok(())
}

/// Recomputes what is derived from the rows that were touched since the last time.
pub(super) fn refresh(conn: &Connection, journal: &Journal) -> Result<()> {
    let (customers, texts, visits) = {
        let mut touched = journal.touched();
        let (customers, texts) = (take(&mut touched.stale), take(&mut touched.texts));
        (ids(&customers), ids(&texts), ids(&take(&mut touched.visits)))
    };
    let mut statement = conn.prepare_cached(include_str!("derive_customer.sql"))?;
    for id in &customers {
        statement.execute([id])?;
    }
    drop(statement);
    search::index::refresh_customers(conn, &texts)?;
    search::index::refresh_visits(conn, &visits)
}
