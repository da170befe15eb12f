//! Follow-ups are done, dropped, missed, and opened again. One that repeats makes the next.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::making::begin;
use super::repeating;
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::customers::ById;
use crate::error::Result;
use crate::tags;

/// What finishing a follow-up made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Finished {
    /// The next one, of one that repeats; none if the rule has ended.
    pub next_id: Option<i64>,
    /// Its day.
    pub next_on: Option<String>,
}

/// Closes what was due by this day: the visit was that. What repeats makes the next.
pub(crate) fn close_due(tx: &Tx<'_>, customer: i64, on: &str) -> Result<usize> {
    let due: Vec<(i64, bool)> = tx.all(
        "SELECT id, repeat_rule <> '' FROM followup INDEXED BY followup_open_by_customer
         WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0 AND due_on <= ?2 ORDER BY due_on, id",
        params![customer, on],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (id, repeats) in &due {
        tx.run(
            "UPDATE followup SET state = 'done', closed_at = ?2, updated_at = ?2 WHERE id = ?1",
            params![id, tx.now()],
        )?;
        if *repeats {
            repeating::make_next(tx, *id)?;
        }
    }
    Ok(due.len())
}

fn set_state(tx: &Tx<'_>, id: i64, state: &'static str, no_show: bool) -> Result<()> {
    tags::check_alive(tx, "followup", id)?;
    begin(tx, id)?;
    let closed = if state == "open" { 0 } else { tx.now() };
    tx.run(
        "UPDATE followup SET state = ?2, closed_at = ?3, no_show = ?4 WHERE id = ?1",
        params![id, state, closed, no_show],
    )?;
    Ok(())
}

fn next(tx: &Tx<'_>, id: i64) -> Result<Finished> {
    let next = repeating::make_next(tx, id)?;
    if let Some((_, on)) = &next {
        tx.about("next_on", on.clone());
    }
    let (next_id, next_on) = next.map_or((None, None), |(id, on)| (Some(id), Some(on)));
    Ok(Finished { next_id, next_on })
}

/// Notes a follow-up as done. One that repeats makes the next: that after its own turn, and not before now.
///
/// # Errors
/// `not_found`.
pub fn finish(tx: &Tx<'_>, req: &ById) -> Result<Finished> {
    set_state(tx, req.id, "done", false)?;
    next(tx, req.id)
}

/// Drops a follow-up: it is not going to be done, nor what would have come after it.
///
/// # Errors
/// `not_found`.
pub fn drop_it(tx: &Tx<'_>, req: &ById) -> Result<()> {
    set_state(tx, req.id, "dropped", false)
}

/// Notes that nobody came. One that repeats goes on.
///
/// # Errors
/// `not_found`.
pub fn miss(tx: &Tx<'_>, req: &ById) -> Result<Finished> {
    set_state(tx, req.id, "dropped", true)?;
    next(tx, req.id)
}

/// Opens a follow-up again. The next one, if it made one, stays.
///
/// # Errors
/// `not_found`.
pub fn reopen(tx: &Tx<'_>, req: &ById) -> Result<()> {
    set_state(tx, req.id, "open", false)
}

/// Puts a follow-up into the trash.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    begin(tx, req.id)?;
    tx.run("UPDATE followup SET trashed_at = ?2 WHERE id = ?1 AND trashed_at = 0", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes a follow-up out of the trash.
///
/// # Errors
/// `not_found`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    begin(tx, req.id)?;
    tx.run("UPDATE followup SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}
