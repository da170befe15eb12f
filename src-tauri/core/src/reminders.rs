//! Reminders: what is to be told now and was not yet, each once; put off, or taken note of in Today.
//!
//! That one was told is no change of the user's: it stands in a table that the journal leaves alone.

use chrono::TimeDelta;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Book, Reader};
use crate::customers::Nothing;
use crate::error::{Error, Result};
use crate::followups::{self, FollowUp};

/// What came while the machine was off is still told so long after; what is older stands in Today as overdue.
const CAUGHT_UP: TimeDelta = TimeDelta::days(7);
/// So far ahead the moments are given that a clock has to wait for.
const AHEAD: TimeDelta = TimeDelta::days(1);
/// So many are told, waited for, or listed at most.
const MOST: u32 = 200;
/// The longest that one is put off, in minutes.
const LONGEST: u32 = 10_080;

/// Takes the reminders that have come; each is given once.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TakeReminders {
    /// Those up to this moment, milliseconds UTC, were told without the book, which was locked: they are only noted.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub told_until: Option<i64>,
}

/// The reminders that have come, and when the next ones do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminders {
    /// To be told now, the earliest first.
    pub due: Vec<FollowUp>,
    /// When the others of the next day come, milliseconds UTC.
    pub next: Vec<i64>,
}

/// Puts reminders off that have come.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SnoozeReminders {
    /// Of these follow-ups; at most 200.
    pub ids: Vec<i64>,
    /// So many minutes from now; at most 10,080.
    pub minutes: u32,
}

/// Takes note of reminders: they stand in Today no longer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SeeReminders {
    /// Of these follow-ups; at most 200.
    pub ids: Vec<i64>,
}

/// Uses: followup_to_remind, primary keys. ?1 after, ?2 until, ?3 how many. What was moved to a later time is reminded of
/// again, what an undo brought back to one that was told is not.
const NEW: &str = "f.remind_at
     FROM followup AS f INDEXED BY followup_to_remind
     CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
     LEFT JOIN reminder AS r ON r.followup_id = f.id
     WHERE f.state = 'open' AND f.trashed_at = 0 AND f.remind_at > 0 AND f.remind_at > ?1 AND f.remind_at <= ?2
       AND f.remind_at > coalesce(r.remind_at, 0)
     ORDER BY f.remind_at, f.id LIMIT ?3";

/// Uses: reminder_again, primary keys. As [`NEW`]; what was moved since it was put off is left to its new time.
const AGAIN: &str = "r.again_at
     FROM reminder AS r INDEXED BY reminder_again
     CROSS JOIN followup AS f ON f.id = r.followup_id AND f.state = 'open' AND f.trashed_at = 0
     CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
     WHERE r.again_at > 0 AND r.again_at > ?1 AND r.again_at <= ?2 AND f.remind_at <= r.remind_at
     ORDER BY r.again_at, r.followup_id LIMIT ?3";

/// Uses: followup_to_remind, primary keys. ?1 after, ?2 now, ?3 how many.
const CAME: &str = "f.remind_at
     FROM followup AS f INDEXED BY followup_to_remind
     CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
     LEFT JOIN reminder AS r ON r.followup_id = f.id AND r.remind_at >= f.remind_at
     WHERE f.state = 'open' AND f.trashed_at = 0 AND f.remind_at > 0 AND f.remind_at > ?1 AND f.remind_at <= ?2
       AND coalesce(r.seen_at, 0) = 0 AND coalesce(r.again_at, 0) <= ?2
     ORDER BY f.remind_at, f.id LIMIT ?3";

fn found(conn: &Connection, what: &str, after: i64, until: i64) -> Result<Vec<(FollowUp, i64)>> {
    let columns = followups::COLUMNS;
    let moment = columns.matches(',').count() + 1;
    let read = |row: &Row<'_>| Ok((followups::read(row)?, row.get(moment)?));
    conn.all(&format!("SELECT {columns}, {what}"), params![after, until, MOST], read)
}

/// What is to be told between two moments, the earliest first.
fn between(conn: &Connection, after: i64, until: i64) -> Result<Vec<(FollowUp, i64)>> {
    let mut all = found(conn, NEW, after, until)?;
    all.extend(found(conn, AGAIN, after, until)?);
    all.sort_by_key(|(followup, at)| (*at, followup.id));
    Ok(all)
}

/// What is to be told from then on and in the next day.
pub(crate) fn to_come(reader: &Reader<'_>, since: i64) -> Result<Vec<(FollowUp, i64)>> {
    between(reader, since, reader.now + AHEAD.num_milliseconds())
}

fn note(conn: &Connection, ids: &[i64], now: i64, again_at: i64, seen_at: i64) -> Result<()> {
    for id in ids {
        conn.run(
            "INSERT INTO reminder (followup_id, remind_at, told_at, again_at, seen_at)
             SELECT id, remind_at, ?2, ?3, ?4 FROM followup WHERE id = ?1 AND remind_at <= ?2
             ON CONFLICT (followup_id) DO UPDATE SET remind_at = excluded.remind_at, told_at = excluded.told_at,
               again_at = excluded.again_at, seen_at = excluded.seen_at",
            params![id, now, again_at, seen_at],
        )?;
    }
    Ok(())
}

/// Takes the reminders that have come, each once in the life of the book: that they are told is on the disk before they are.
///
/// # Errors
/// `in_use` of a book that is open for reading only.
pub fn take(book: &Book, req: &TakeReminders) -> Result<Reminders> {
    let now = book.clock().now_ms();
    let since = now - CAUGHT_UP.num_milliseconds();
    let all = book.read(|reader| to_come(reader, since))?;
    let next = all.iter().filter(|(_, at)| *at > now).map(|(_, at)| *at).collect();
    if all.first().is_none_or(|(_, at)| *at > now) {
        return Ok(Reminders { due: Vec::new(), next });
    }
    // Asked once more where nobody else writes: whoever is told twice trusts none of them.
    let mut due = book.note(|conn| {
        let due = between(conn, since, now)?;
        let ids: Vec<i64> = due.iter().map(|(followup, _)| followup.id).collect();
        note(conn, &ids, now, 0, 0)?;
        Ok(due)
    })?;
    due.retain(|(_, at)| req.told_until.is_none_or(|until| *at > until));
    Ok(Reminders { due: due.into_iter().map(|(followup, _)| followup).collect(), next })
}

/// Puts reminders off.
///
/// # Errors
/// `invalid` (`too_many`, `not_so_many`); `in_use` of a book that is open for reading only.
pub fn snooze(book: &Book, req: &SnoozeReminders) -> Result<()> {
    if !(1..=LONGEST).contains(&req.minutes) {
        return Err(Error::invalid("minutes", "not_so_many"));
    }
    let now = book.clock().now_ms();
    let again_at = now + TimeDelta::minutes(i64::from(req.minutes)).num_milliseconds();
    let ids = at_most(&req.ids)?;
    book.note(|conn| note(conn, ids, now, again_at, 0))
}

/// Takes note of reminders.
///
/// # Errors
/// `invalid` (`too_many`); `in_use` of a book that is open for reading only.
pub fn see(book: &Book, req: &SeeReminders) -> Result<()> {
    let now = book.clock().now_ms();
    let ids = at_most(&req.ids)?;
    book.note(|conn| note(conn, ids, now, 0, now))
}

fn at_most(ids: &[i64]) -> Result<&[i64]> {
    if ids.len() > MOST as usize {
        return Err(Error::invalid("ids", "too_many").arg("limit", MOST));
    }
    Ok(ids)
}

/// Reminders that have come in the last days and that nobody has taken note of or put off, of what is still to be done.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<FollowUp>> {
    let came = found(reader, CAME, reader.now - CAUGHT_UP.num_milliseconds(), reader.now)?;
    Ok(came.into_iter().map(|(followup, _)| followup).collect())
}

#[cfg(test)]
mod tests;
