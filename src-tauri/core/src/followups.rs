//! Follow-ups: something to do by a day for a customer. A customer's next one is the earliest that is open.

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_date, checked_text};
use crate::contacts::about;
use crate::customers::{ById, Created};
use crate::error::{Error, Result};
use crate::tags;
use crate::visits::at_time;

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FollowUp {
    /// Its id.
    pub id: i64,
    /// The customer.
    pub customer_id: i64,
    /// The customer's name.
    pub customer: String,
    /// The visit that promised it.
    pub visit_id: Option<i64>,
    /// The local day.
    pub due_on: String,
    /// The moment, milliseconds UTC, if there is a time.
    pub due_at: Option<i64>,
    /// What is to be done, or empty.
    pub what: String,
    /// `open`, `done` or `dropped`.
    pub state: String,
    /// When it was done or dropped.
    pub closed_at: Option<i64>,
}

/// Makes a follow-up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewFollowUp {
    /// The customer.
    pub customer_id: i64,
    /// The local day.
    pub due_on: String,
    /// The local time `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// What is to be done.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub what: String,
}

/// Changes what is given of a follow-up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditFollowUp {
    /// The follow-up.
    pub id: i64,
    /// A new day; the time goes unless it is given too.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub due_on: Option<String>,
    /// A new time `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// A new text.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub what: Option<String>,
}

/// Lists open follow-ups, earliest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListFollowUps {
    /// Only those of this customer, closed ones too.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
    /// Only those due by this day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub until: Option<String>,
    /// At most so many; 200 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

const COLUMNS: &str = "f.id, f.customer_id, c.name, f.visit_id, f.due_on, f.due_at, f.what, f.state, f.closed_at";

fn read(row: &Row<'_>) -> rusqlite::Result<FollowUp> {
    let closed: i64 = row.get(8)?;
    Ok(FollowUp {
        id: row.get(0)?,
        customer_id: row.get(1)?,
        customer: row.get(2)?,
        visit_id: row.get(3)?,
        due_on: row.get(4)?,
        due_at: row.get(5)?,
        what: row.get(6)?,
        state: row.get(7)?,
        closed_at: (closed != 0).then_some(closed),
    })
}

/// Follow-ups of a customer, or the open ones of all that are due. Uses: followup_by_customer, followup_open_by_day.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListFollowUps) -> Result<Vec<FollowUp>> {
    let limit = req.limit.unwrap_or(200).min(1_000);
    let until = req.until.as_deref().unwrap_or("9999-12-31");
    match req.customer_id {
        Some(customer) => reader.all(
            &format!(
                "SELECT {COLUMNS} FROM followup AS f JOIN customer AS c ON c.id = f.customer_id
                 WHERE f.customer_id = ?1 AND f.trashed_at = 0 AND f.due_on <= ?2 ORDER BY f.due_on, f.id LIMIT ?3"
            ),
            params![customer, until, limit],
            read,
        ),
        None => reader.all(
            &format!(
                "SELECT {COLUMNS} FROM followup AS f JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
                 WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on <= ?1 ORDER BY f.due_on, f.id LIMIT ?2"
            ),
            params![until, limit],
            read,
        ),
    }
}

/// Open follow-ups due on the days from the first to the last, by day. Uses: followup_open_by_day, customer's primary key.
pub(crate) fn between(conn: &Connection, from: &str, to: &str, limit: u32) -> Result<Vec<FollowUp>> {
    conn.all(
        &format!(
            "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_open_by_day
             CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
             WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on BETWEEN ?1 AND ?2
             ORDER BY f.due_on, f.id LIMIT ?3"
        ),
        params![from, to, limit],
        read,
    )
}

/// The earliest open follow-up of a customer. Uses: followup_open_by_customer.
pub(crate) fn next_of(conn: &Connection, customer: i64) -> Result<Option<FollowUp>> {
    conn.first(
        &format!(
            "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_open_by_customer
             JOIN customer AS c ON c.id = f.customer_id
             WHERE f.customer_id = ?1 AND f.state = 'open' AND f.trashed_at = 0 ORDER BY f.due_on, f.id LIMIT 1"
        ),
        [customer],
        read,
    )
}

/// Makes a follow-up of a visit's next step.
pub(crate) fn promise(
    tx: &Tx<'_>,
    customer: i64,
    visit: i64,
    due_on: &str,
    time: Option<&str>,
    what: &str,
) -> Result<i64> {
    insert(tx, customer, Some(visit), due_on, time, what)
}

fn insert(tx: &Tx<'_>, customer: i64, visit: Option<i64>, due_on: &str, time: Option<&str>, what: &str) -> Result<i64> {
    let due_at = time.map(|time| at_time(tx.local(), due_on, time, "time")).transpose()?;
    tx.run(
        "INSERT INTO followup (uid, customer_id, visit_id, due_on, due_at, what, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        params![tx.new_uid(), customer, visit, due_on, due_at, checked_text("what", what)?, tx.now()],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Closes what was due by this day: the visit was that.
pub(crate) fn close_due(tx: &Tx<'_>, customer: i64, on: &str) -> Result<usize> {
    tx.run(
        "UPDATE followup SET state = 'done', closed_at = ?3, updated_at = ?3
         WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0 AND due_on <= ?2",
        params![customer, on, tx.now()],
    )
}

/// Makes a follow-up.
///
/// # Errors
/// `not_found`, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewFollowUp) -> Result<Created> {
    about(tx, req.customer_id)?;
    let due = checked_date("due_on", &req.due_on)?;
    Ok(Created { id: insert(tx, req.customer_id, None, &due, req.time.as_deref(), &req.what)? })
}

fn begin(tx: &Tx<'_>, id: i64) -> Result<()> {
    let customer: Option<i64> = tx.first("SELECT customer_id FROM followup WHERE id = ?1", [id], |row| row.get(0))?;
    about(tx, customer.ok_or_else(|| Error::not_found("followup", id))?)?;
    tx.run("UPDATE followup SET updated_at = ?2 WHERE id = ?1", params![id, tx.now()])?;
    Ok(())
}

/// Changes a follow-up.
///
/// # Errors
/// `not_found`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditFollowUp) -> Result<()> {
    tags::check_alive(tx, "followup", req.id)?;
    begin(tx, req.id)?;
    if let Some(what) = &req.what {
        tx.run("UPDATE followup SET what = ?2 WHERE id = ?1", params![req.id, checked_text("what", what)?])?;
    }
    if req.due_on.is_some() || req.time.is_some() {
        let due = match &req.due_on {
            Some(due) => checked_date("due_on", due)?,
            None => tx.value("SELECT due_on FROM followup WHERE id = ?1", [req.id])?,
        };
        let at = req.time.as_deref().map(|time| at_time(tx.local(), &due, time, "time")).transpose()?;
        tx.run("UPDATE followup SET due_on = ?2, due_at = ?3 WHERE id = ?1", params![req.id, due, at])?;
    }
    Ok(())
}

fn set_state(tx: &Tx<'_>, id: i64, state: &'static str) -> Result<()> {
    tags::check_alive(tx, "followup", id)?;
    begin(tx, id)?;
    let closed = if state == "open" { 0 } else { tx.now() };
    tx.run("UPDATE followup SET state = ?2, closed_at = ?3 WHERE id = ?1", params![id, state, closed])?;
    Ok(())
}

/// Notes a follow-up as done.
///
/// # Errors
/// `not_found`.
pub fn finish(tx: &Tx<'_>, req: &ById) -> Result<()> {
    set_state(tx, req.id, "done")
}

/// Drops a follow-up: it is not going to be done.
///
/// # Errors
/// `not_found`.
pub fn drop_it(tx: &Tx<'_>, req: &ById) -> Result<()> {
    set_state(tx, req.id, "dropped")
}

/// Opens a follow-up again.
///
/// # Errors
/// `not_found`.
pub fn reopen(tx: &Tx<'_>, req: &ById) -> Result<()> {
    set_state(tx, req.id, "open")
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

#[cfg(test)]
mod tests;
