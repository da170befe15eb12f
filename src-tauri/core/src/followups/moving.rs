//! Follow-ups are put off and brought forward.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::making::begin;
use super::moments::{self, When};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::present;
use crate::error::{Error, Result};
use crate::tags;

/// At most so many are moved by their ids.
const MOST: usize = 1_000;

/// Moves follow-ups to another day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveFollowUps {
    /// Which; at most 1,000.
    pub ids: Vec<i64>,
    /// The new local day.
    pub due_on: String,
    /// A new time `HH:MM`, null for none; each keeps its own if absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional = nullable))]
    pub time: Option<Option<String>>,
    /// A day that is over is meant.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub allow_past: bool,
}

/// When a follow-up is due.
pub(super) fn when_of(tx: &Tx<'_>, id: i64) -> Result<When> {
    let found: Option<(String, Option<i64>, Option<i64>)> =
        tx.first("SELECT due_on, due_at, ends_at FROM followup WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let (on, at, ends_at) = found.ok_or_else(|| Error::not_found("followup", id))?;
    let on = on.parse().map_err(|_| Error::invalid("due_on", "not_a_date"))?;
    // The time of the moment where one is now; on a journey the day stays, and the moment too.
    let time = at.and_then(|at| tx.clock().wall(at)).map(|wall| wall.time());
    Ok(When { on, time, at, ends_at })
}

/// Writes when it is due; the reminder goes along, or is as usual where a time comes or goes. A new day or beginning is counted.
pub(super) fn put(tx: &Tx<'_>, id: i64, was: When, when: When) -> Result<()> {
    let is_moved = (was.on, was.at) != (when.on, when.at);
    let later = match (was.begins(tx.clock()), when.begins(tx.clock())) {
        (Some(was), Some(is)) => is - was,
        _ => 0,
    };
    // So long before a time is not so long before a midnight.
    let anew = if was.at.is_some() == when.at.is_some() { None } else { Some(moments::remind_by_default(tx, when)?) };
    tx.run(
        "UPDATE followup SET due_on = ?2, due_at = ?3, ends_at = ?4, moved = moved + ?5,
           moved_at = CASE ?5 WHEN 0 THEN moved_at ELSE ?7 END,
           remind_at = coalesce(?8, CASE remind_at WHEN 0 THEN 0 ELSE remind_at + ?6 END) WHERE id = ?1",
        params![id, when.on.to_string(), when.at, when.ends_at, is_moved, later, tx.now(), anew],
    )?;
    Ok(())
}

/// Moves follow-ups to another day; those with a time keep it, appointments their length, reminders how long before they
/// come. It is counted how often each was moved. Gives how many were.
///
/// # Errors
/// `not_found`; `invalid`: `not_a_date`, `not_a_time`, `in_the_past` unless a day that is over is meant, `closed` for one that
/// is done or dropped, `too_many`.
pub fn move_to(tx: &Tx<'_>, req: &MoveFollowUps) -> Result<usize> {
    if req.ids.len() > MOST {
        return Err(Error::invalid("ids", "too_many").arg("limit", MOST));
    }
    let mut moved = 0;
    for id in &req.ids {
        tags::check_alive(tx, "followup", *id)?;
        begin(tx, *id)?;
        moved += usize::from(move_one(tx, *id, req)?);
    }
    tx.about("count", req.ids.len());
    Ok(moved)
}

/// Moves one; whether that was another day or time.
pub(super) fn move_one(tx: &Tx<'_>, id: i64, req: &MoveFollowUps) -> Result<bool> {
    let is_open: bool = tx.value("SELECT state = 'open' FROM followup WHERE id = ?1", [id])?;
    if !is_open {
        return Err(Error::invalid("id", "closed"));
    }
    let on = moments::day(tx, "due_on", &req.due_on, req.allow_past)?;
    let was = when_of(tx, id)?;
    let time = match &req.time {
        None => was.time,
        Some(time) => time.as_deref().map(|time| moments::clock_time("time", time)).transpose()?,
    };
    let when = was.moved(tx.clock(), on, time)?;
    if when == was {
        return Ok(false);
    }
    put(tx, id, was, when)?;
    Ok(true)
}
