//! Appointments that are at the same time: they may be, and are told.

use chrono::{Days, NaiveDate};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::moments::When;
use super::{COLUMNS, FollowUp, read};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::checked_date;
use crate::error::{Error, Result};

/// Asks what else is at a time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OverlapsOf {
    /// The local day.
    pub due_on: String,
    /// From this local time `HH:MM`
    pub time: String,
    /// to this one; on the next day if the clock shows less.
    pub ends: String,
    /// The appointment that is to stand there itself.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub except: Option<i64>,
}

/// So many are told at most.
const MOST: u32 = 20;

/// The open appointments, and the follow-ups with a time, that are in a span. One that ends when another begins is not at the
/// same time. Uses: followup_open_by_day, of three days.
///
/// # Errors
/// `invalid` for a day or a time that is none.
pub fn overlaps(reader: &Reader<'_>, req: &OverlapsOf) -> Result<Vec<FollowUp>> {
    let on = checked_date("due_on", &req.due_on)?;
    let on: NaiveDate = on.parse().map_err(|_| Error::invalid("due_on", "not_a_date"))?;
    let when = When::of(reader.clock(), on, Some(&req.time), Some(&req.ends))?;
    let near = |day: Option<NaiveDate>| day.unwrap_or(on).to_string();
    reader.all(
        &format!(
            "SELECT {COLUMNS} FROM followup AS f INDEXED BY followup_open_by_day
             CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
             WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on BETWEEN ?1 AND ?2
               AND f.due_at < ?4 AND coalesce(f.ends_at, f.due_at + 1) > ?3 AND f.id <> ?5
             ORDER BY f.due_on, f.id LIMIT ?6"
        ),
        params![
            near(on.checked_sub_days(Days::new(1))),
            near(on.checked_add_days(Days::new(1))),
            when.at,
            when.ends_at,
            req.except.unwrap_or(0),
            MOST
        ],
        read,
    )
}
