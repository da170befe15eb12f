//! Derived columns and search indexes: recomputed from base rows after do, undo and redo, never journaled.

use std::mem::take;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::changes::ids;
use super::journal::Journal;
use crate::error::Result;
use crate::search;

/// So many texts are indexed between two looks at whether to go on.
const CHUNK: usize = 2_048;

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
pub(super) fn refresh(
    conn: &Connection,
    journal: &Journal,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    let (customers, texts, visits) = {
        let mut touched = journal.touched();
        let (customers, texts) = (take(&mut touched.stale), take(&mut touched.texts));
        (ids(&customers), ids(&texts), ids(&take(&mut touched.visits)))
    };
    let mut statement = conn.prepare_cached(include_str!("derive_customer.sql"))?;
    let total = (customers.len() + texts.len() + visits.len()) as u64;
    let mut done = 0;
    for id in &customers {
        tell(done, total)?;
        statement.execute([id])?;
        done += 1;
    }
    drop(statement);
    for some in texts.chunks(CHUNK) {
        search::index::refresh_customers(conn, some)?;
        done += some.len() as u64;
        tell(done, total)?;
    }
    for some in visits.chunks(CHUNK) {
        search::index::refresh_visits(conn, some)?;
        done += some.len() as u64;
        tell(done, total)?;
    }
    Ok(())
}
