//! Follow-ups: something to do by a day for a customer. A customer's next one is the earliest that is open. One that has a
//! beginning and an end is an appointment; one that repeats makes the next when it is done.

mod bulk;
mod closing;
mod making;
mod moments;
mod moving;
mod overlaps;
mod repeating;
mod taking;

use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;
use crate::repeats::{Form, Repeat};

pub use crate::routes::Priority;
pub use bulk::{CreateFollowUps, MoveFollowUpsOf, create_many, move_many};
pub use closing::{Finished, drop_it, finish, miss, reopen, restore, trash};
pub use making::{EditFollowUp, NewFollowUp, RepeatGiven, create, edit};
pub use moving::{MoveFollowUps, move_to};
pub use overlaps::{OverlapsOf, overlaps};
pub use repeating::{LookAtRepeat, RepeatLook, look_at_repeat};

pub(crate) use closing::close_due;
pub(crate) use making::promise;
pub(crate) use repeating::turns_within;
pub(crate) use taking::{Given, Taken, take};

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
    /// When an appointment is over, milliseconds UTC; none for what is no appointment.
    pub ends_at: Option<i64>,
    /// What is to be done, or empty.
    pub what: String,
    /// Where, or empty.
    pub place: String,
    /// How much it matters.
    pub priority: Priority,
    /// How it comes again.
    pub repeat: Option<Repeats>,
    /// When to remind of it, milliseconds UTC.
    pub remind_at: Option<i64>,
    /// How often it was put off or brought forward.
    pub moved: u32,
    /// Dropped because nobody came.
    pub no_show: bool,
    /// `open`, `done` or `dropped`.
    pub state: String,
    /// When it was done or dropped.
    pub closed_at: Option<i64>,
}

/// How something comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Repeats {
    /// The rule as calendars write it.
    pub rule: String,
    /// The form that makes it; none for a rule of another kind.
    pub form: Option<Form>,
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

/// Columns of a follow-up `f` of a customer `c`, in the order of [`read`].
pub(crate) const COLUMNS: &str = "f.id, f.customer_id, c.name, f.visit_id, f.due_on, f.due_at, f.what, f.state, f.closed_at, f.ends_at, f.place, \
     f.priority, f.repeat_rule, f.repeat_from, f.remind_at, f.moved, f.no_show";

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<FollowUp> {
    let closed: i64 = row.get(8)?;
    let remind: i64 = row.get(14)?;
    let (rule, from): (String, String) = (row.get(12)?, row.get(13)?);
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
        ends_at: row.get(9)?,
        place: row.get(10)?,
        priority: Priority::of_number(row.get(11)?),
        repeat: (!rule.is_empty()).then(|| repeats(&rule, &from)),
        remind_at: (remind != 0).then_some(remind),
        moved: row.get(15)?,
        no_show: row.get(16)?,
    })
}

fn repeats(rule: &str, from: &str) -> Repeats {
    let start = moments::wall_of(from).map(|wall| wall.date());
    let form = Repeat::parse(rule).ok().zip(start).and_then(|(repeat, start)| repeat.form(start));
    Repeats { rule: rule.to_owned(), form }
}

impl Priority {
    /// As it is stored: −1, 0 or 1.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Low => -1,
            Self::Normal => 0,
            Self::High => 1,
        }
    }

    /// What is stored so.
    #[must_use]
    pub const fn of_number(number: i64) -> Self {
        match number {
            1 => Self::High,
            -1 => Self::Low,
            _ => Self::Normal,
        }
    }
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
                "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_by_customer JOIN customer AS c ON c.id = f.customer_id
                 WHERE f.customer_id = ?1 AND f.trashed_at = 0 AND f.due_on <= ?2 ORDER BY f.due_on, f.id LIMIT ?3"
            ),
            params![customer, until, limit],
            read,
        ),
        None => reader.all(
            &format!(
                "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_open_by_day
                 CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
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

/// Open follow-ups that were due before a day, the latest first. Uses: followup_open_by_day, customer's primary key.
pub(crate) fn latest_before(conn: &Connection, day: &str, limit: u32) -> Result<Vec<FollowUp>> {
    conn.all(
        &format!(
            "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_open_by_day
             CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
             WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on < ?1 ORDER BY f.due_on DESC, f.id DESC LIMIT ?2"
        ),
        params![day, limit],
        read,
    )
}

/// Open follow-ups due on a day, by their time, those without one last. Uses: followup_by_day, followup_open_by_day, customer's
/// primary key.
pub(crate) fn open_on(conn: &Connection, on: &str, limit: u32) -> Result<Vec<FollowUp>> {
    let select = |index: &str, timed: &str, order: &str| {
        format!(
            "SELECT {COLUMNS} FROM followup AS f INDEXED BY {index}
             CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
             WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on = ?1 AND f.due_at {timed} ORDER BY {order} LIMIT ?2"
        )
    };
    let timed = select("followup_by_day", "IS NOT NULL", "f.due_at, f.id");
    let mut rows = conn.all(&timed, params![on, limit], read)?;
    let left = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(limit));
    rows.extend(conn.all(&select("followup_open_by_day", "IS NULL", "f.id"), params![on, left], read)?);
    Ok(rows)
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

#[cfg(test)]
mod appointment_tests;
#[cfg(test)]
mod bad_input_tests;
#[cfg(test)]
mod bulk_tests;
#[cfg(test)]
mod repeat_tests;
#[cfg(test)]
mod tests;
