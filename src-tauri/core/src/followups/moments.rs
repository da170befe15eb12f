//! When something is due: a local day, or a time of it on the clock of the wall, and the moment that this is.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::book::{Tx, settings};
use crate::clock::Clock;
use crate::error::{Error, Result};

/// When a follow-up is due and, if it is an appointment, over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub on: NaiveDate,
    /// On the clock of the wall.
    pub time: Option<NaiveTime>,
    /// Milliseconds UTC.
    pub at: Option<i64>,
    /// Milliseconds UTC.
    pub ends_at: Option<i64>,
}

impl When {
    /// As it is told: a day, a time `HH:MM`, an end `HH:MM` that is on the next day if the clock shows less than at the
    /// beginning.
    ///
    /// # Errors
    /// `invalid`: `not_a_date`, `out_of_range`, `not_a_time`; `ends` without a time, or at the same time.
    pub fn of(clock: &dyn Clock, on: NaiveDate, time: Option<&str>, ends: Option<&str>) -> Result<Self> {
        let time = time.map(|time| clock_time("time", time)).transpose()?;
        let at = time.map(|time| moment(clock, "time", on.and_time(time))).transpose()?;
        let ends_at = match (ends, time) {
            (None, _) => None,
            (Some(_), None) => return Err(Error::invalid("ends", "no_beginning")),
            (Some(ends), Some(begins)) => {
                let ends = clock_time("ends", ends)?;
                let day = if ends < begins { on.succ_opt().unwrap_or(on) } else { on };
                let ends_at = moment(clock, "ends", day.and_time(ends))?;
                if at.is_some_and(|at| ends_at <= at) {
                    return Err(Error::invalid("ends", "ends_before_it_begins"));
                }
                Some(ends_at)
            }
        };
        Ok(Self { on, time, at, ends_at })
    }

    /// On another day, at another time or the same, as long as before.
    ///
    /// # Errors
    /// As for [`When::of`].
    pub fn moved(self, clock: &dyn Clock, on: NaiveDate, time: Option<NaiveTime>) -> Result<Self> {
        let at = time.map(|time| moment(clock, "time", on.and_time(time))).transpose()?;
        let length = self.at.zip(self.ends_at).map(|(at, ends)| ends - at);
        Ok(Self { on, time, at, ends_at: at.zip(length).map(|(at, length)| at + length) })
    }

    /// As rules of repetition see it.
    pub fn wall(self) -> NaiveDateTime {
        self.on.and_time(self.time.unwrap_or_default())
    }

    /// As a turn of a series is stored: the day, or the day and the time.
    pub fn turn(self) -> String {
        match self.time {
            None => self.on.to_string(),
            Some(time) => self.on.and_time(time).format("%Y-%m-%dT%H:%M").to_string(),
        }
    }

    /// The moment that a reminder counts from: its time, or the day's midnight.
    pub fn begins(self, clock: &dyn Clock) -> Option<i64> {
        self.at.or_else(|| clock.moment(self.wall()).map(|moment| moment.timestamp_millis()))
    }
}

/// A turn of a series.
pub(super) fn wall_of(turn: &str) -> Option<NaiveDateTime> {
    let timed = NaiveDateTime::parse_from_str(turn, "%Y-%m-%dT%H:%M").ok();
    timed.or_else(|| Some(turn.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN)))
}

/// A local time `HH:MM`.
pub(super) fn clock_time(field: &str, text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| Error::invalid(field, "not_a_time"))
}

pub(super) fn moment(clock: &dyn Clock, field: &str, wall: NaiveDateTime) -> Result<i64> {
    let moment = clock.moment(wall).ok_or_else(|| Error::invalid(field, "not_a_time"))?;
    Ok(moment.timestamp_millis())
}

/// A local day between 1900 and 2200.
///
/// # Errors
/// `invalid`: `not_a_date`, `out_of_range`; `in_the_past` unless that was said to be meant.
pub(super) fn day(tx: &Tx<'_>, field: &str, text: &str, allow_past: bool) -> Result<NaiveDate> {
    let checked = crate::checks::checked_date(field, text)?;
    let day: NaiveDate = checked.parse().map_err(|_| Error::invalid(field, "not_a_date"))?;
    if day < tx.today() && !allow_past {
        return Err(Error::invalid(field, "in_the_past"));
    }
    Ok(day)
}

/// The earliest and the latest that a reminder can come, in minutes before: a day later, a month before.
const REMINDERS: std::ops::RangeInclusive<i32> = -1_439..=44_640;

/// When to remind, so many minutes before; 0 for never.
///
/// # Errors
/// `invalid` (`not_so_many`).
pub(super) fn remind_at(clock: &dyn Clock, when: When, minutes: Option<i32>) -> Result<i64> {
    let Some(minutes) = minutes else { return Ok(0) };
    if !REMINDERS.contains(&minutes) {
        return Err(Error::invalid("remind", "not_so_many"));
    }
    let begins = when.begins(clock).ok_or_else(|| Error::invalid("remind", "out_of_range"))?;
    Ok(begins - TimeDelta::minutes(i64::from(minutes)).num_milliseconds())
}

/// When to remind of what has a time and nothing was said of a reminder: as long before as the book says, or at its time if
/// that is over already; 0 for never.
///
/// # Errors
/// Those of the database.
pub(super) fn remind_by_default(tx: &Tx<'_>, when: When) -> Result<i64> {
    let Some(at) = when.at.filter(|at| *at > tx.now()) else { return Ok(0) };
    let Some(minutes) = settings::remind_before(tx)? else { return Ok(0) };
    let before = at - TimeDelta::minutes(i64::from(minutes)).num_milliseconds();
    Ok(if before > tx.now() { before } else { at })
}

/// When to remind: as was said, by default if nothing was.
///
/// # Errors
/// As for [`remind_at`].
pub(super) fn remind_as_said(tx: &Tx<'_>, when: When, said: Option<Option<i32>>) -> Result<i64> {
    said.map_or_else(|| remind_by_default(tx, when), |minutes| remind_at(tx.clock(), when, minutes))
}
