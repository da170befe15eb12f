//! Follow-ups that come from elsewhere, known by their uid.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use rusqlite::params;

use super::making::{Checked, insert};
use super::moments::{self, When};
use super::{Priority, RepeatGiven, repeating};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_line, checked_text};
use crate::contacts::about;
use crate::error::Result;

/// What is given from elsewhere.
pub(crate) struct Given<'a> {
    pub uid: &'a str,
    pub customer: i64,
    pub day: NaiveDate,
    /// On the clock of the wall.
    pub time: Option<NaiveTime>,
    pub length: Option<TimeDelta>,
    pub what: &'a str,
    pub place: &'a str,
    pub repeat: Option<&'a str>,
    pub is_cancelled: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is new.
    Made,
    /// It was here, and is now as given.
    Changed,
    /// It was here just so.
    Same,
}

/// Takes what is given: makes it, or makes the one that is here already so. What is over is done, what comes again stands on
/// the next of its days.
///
/// # Errors
/// `too_long`, `not_found`.
pub(crate) fn take(tx: &Tx<'_>, given: &Given<'_>) -> Result<Taken> {
    let mut when = when_of(tx, given.day, given.time, given.length)?;
    let rule = given.repeat.map(|rule| RepeatGiven::Rule(rule.to_owned()));
    let series = rule.as_ref().and_then(|rule| repeating::begin(rule, when).ok());
    let series = series.map(|mut series| {
        if when.on < tx.today()
            && let Some(next) = repeating::first_from(tx, &series, when)
        {
            when = next;
            series.turn = next.turn();
        }
        series
    });
    let (what, place) = (checked_text("what", given.what)?, checked_line("place", given.place)?);
    let state = match given {
        Given { is_cancelled: true, .. } => "dropped",
        _ if when.on < tx.today() => "done",
        _ => "open",
    };
    let known: Option<i64> =
        tx.first("SELECT id FROM followup WHERE uid = ?1 AND uid <> ''", [given.uid], |row| row.get(0))?;
    let Some(id) = known else {
        about(tx, given.customer)?;
        let id = insert(
            tx,
            &Checked {
                customer: given.customer,
                visit: None,
                when,
                what: &what,
                place: &place,
                priority: Priority::Normal,
                series,
                remind_at: if state == "open" { moments::remind_by_default(tx, when)? } else { 0 },
            },
        )?;
        let uid = if given.uid.is_empty() { tx.new_uid() } else { given.uid.to_owned() };
        let closed = if state == "open" { 0 } else { tx.now() };
        tx.run(
            "UPDATE followup SET uid = ?2, series = CASE series WHEN '' THEN '' ELSE ?2 END, state = ?3, closed_at = ?4 WHERE id = ?1",
            params![id, uid, state, closed],
        )?;
        return Ok(Taken::Made);
    };
    // What was done or moved on here since stays so: the file tells of the plan.
    let changed = tx.run(
        "UPDATE followup SET due_on = ?2, due_at = ?3, ends_at = ?4, what = ?5, place = ?6, updated_at = ?7,
           remind_at = CASE remind_at WHEN 0 THEN 0 ELSE remind_at + coalesce(?3 - due_at, 0) END
         WHERE id = ?1 AND state = 'open' AND repeat_rule = ''
           AND (due_on <> ?2 OR due_at IS NOT ?3 OR ends_at IS NOT ?4 OR what <> ?5 OR place <> ?6)",
        params![id, when.on.to_string(), when.at, when.ends_at, what, place, tx.now()],
    )?;
    Ok(if changed > 0 { Taken::Changed } else { Taken::Same })
}

fn when_of(tx: &Tx<'_>, on: NaiveDate, time: Option<NaiveTime>, length: Option<TimeDelta>) -> Result<When> {
    let at = time.map(|time| moments::moment(tx.clock(), "time", on.and_time(time))).transpose()?;
    let ends_at = at.zip(length).map(|(at, length)| at + length.num_milliseconds());
    Ok(When { on, time, at, ends_at })
}
