//! What comes again: a series of follow-ups, of which the next is made when one is done.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::making::{Checked, RepeatGiven, insert};
use super::moments::{When, wall_of};
use super::{FollowUp, Priority, Repeats, moving, repeats};
use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::checked_date;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::repeats::Repeat;

/// Where a follow-up stands in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub rule: String,
    /// The first of all.
    pub from: String,
    /// Which of them this is, wherever it was moved to.
    pub turn: String,
    /// The uid of the first; empty where this is it.
    pub uid: String,
}

/// A series that begins with a follow-up.
///
/// # Errors
/// `invalid` with the code of what is wrong with the rule.
pub(super) fn begin(given: &RepeatGiven, when: When) -> Result<Series> {
    let repeat = match given {
        RepeatGiven::Rule(text) => Repeat::parse(text).map_err(|problem| Error::invalid("repeat", problem.code()))?,
        RepeatGiven::Form(form) => form.repeat().ok_or_else(|| Error::invalid("repeat", "not_a_repeat"))?,
    };
    Ok(Series { rule: repeat.text().to_owned(), from: when.turn(), turn: when.turn(), uid: String::new() })
}

/// Asks what a rule of repetition comes to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookAtRepeat {
    /// The rule or what the form says.
    pub repeat: RepeatGiven,
    /// The first local day.
    pub from: String,
}

/// What a rule of repetition comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatLook {
    /// The rule, and its form.
    pub repeats: Repeats,
    /// The days after the first, up to three.
    pub next: Vec<String>,
}

/// What a rule of repetition comes to.
///
/// # Errors
/// `invalid`, as for making a follow-up with it.
pub fn look_at_repeat(reader: &Reader<'_>, req: &LookAtRepeat) -> Result<RepeatLook> {
    let on = checked_date("from", &req.from)?.parse().map_err(|_| Error::invalid("from", "not_a_date"))?;
    let when = When::of(reader.clock(), on, None, None)?;
    let series = begin(&req.repeat, when)?;
    let zone = *reader.clock().now().offset();
    let mut next = Vec::new();
    if let Ok(repeat) = Repeat::parse(&series.rule) {
        let mut last = when.wall();
        while next.len() < SHOWN
            && let Some(day) = repeat.next_after(when.wall(), last, zone)
        {
            next.push(day.date().to_string());
            last = day;
        }
    }
    Ok(RepeatLook { repeats: repeats(&series.rule, &series.from), next })
}

/// So many days that come are shown of a rule.
const SHOWN: usize = 3;

/// The turns of a follow-up's rule after its own, within some days, on the clock of the wall.
pub(crate) fn turns_within(
    clock: &dyn Clock,
    followup: &FollowUp,
    series_from: &str,
    turn: &str,
    from: NaiveDate,
    until: NaiveDateTime,
) -> Vec<NaiveDateTime> {
    let repeat = followup.repeat.as_ref().and_then(|repeats| Repeat::parse(&repeats.rule).ok());
    let (Some(repeat), Some(first), Some(own)) = (repeat, wall_of(series_from), wall_of(turn)) else {
        return Vec::new();
    };
    let begins = from.and_time(NaiveTime::MIN).max(own.checked_add_signed(TimeDelta::seconds(1)).unwrap_or(own));
    repeat.within(first, begins, until, *clock.now().offset(), TURNS)
}

/// So many turns of one rule are shown at once.
const TURNS: usize = 100;

/// Gives a follow-up another rule from now on, or none.
pub(super) fn put(tx: &Tx<'_>, id: i64, series: Option<&Series>) -> Result<()> {
    match series {
        None => tx.run(
            "UPDATE followup SET repeat_rule = '', repeat_from = '', repeat_turn = '', series = '' WHERE id = ?1",
            [id],
        )?,
        Some(series) => tx.run(
            "UPDATE followup SET repeat_rule = ?2, repeat_from = ?3, repeat_turn = ?4, series = uid WHERE id = ?1",
            params![id, series.rule, series.from, series.turn],
        )?,
    };
    Ok(())
}

/// What the next one takes over from the one before.
struct Last {
    customer: i64,
    what: String,
    place: String,
    priority: i64,
    series: Series,
    remind_at: i64,
}

/// Makes the next of a series after one of its follow-ups, unless it is there already: its id and day.
pub(super) fn make_next(tx: &Tx<'_>, id: i64) -> Result<Option<(i64, String)>> {
    let last: Option<Last> = tx.first(
        "SELECT customer_id, what, place, priority, repeat_rule, repeat_from, repeat_turn, series, remind_at
         FROM followup WHERE id = ?1 AND repeat_rule <> ''",
        [id],
        |row| {
            let series = Series { rule: row.get(4)?, from: row.get(5)?, turn: row.get(6)?, uid: row.get(7)? };
            let (customer, what, place) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Last { customer, what, place, priority: row.get(3)?, series, remind_at: row.get(8)? })
        },
    )?;
    let Some(last) = last else { return Ok(None) };
    let was = moving::when_of(tx, id)?;
    let Some(when) = next_turn(tx, &last.series, was)? else { return Ok(None) };
    let turn = when.turn();
    let is_there: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM followup WHERE series = ?1 AND repeat_turn >= ?2 AND trashed_at = 0)",
        params![last.series.uid, turn],
    )?;
    if is_there {
        return Ok(None);
    }
    let remind_at = match (last.remind_at, was.begins(tx.clock()), when.begins(tx.clock())) {
        (0, ..) | (_, None, _) | (_, _, None) => 0,
        (remind, Some(was), Some(is)) => remind + is - was,
    };
    let on = when.on.to_string();
    let id = insert(
        tx,
        &Checked {
            customer: last.customer,
            visit: None,
            when,
            what: &last.what,
            place: &last.place,
            priority: Priority::of_number(last.priority),
            series: Some(Series { turn, ..last.series }),
            remind_at,
        },
    )?;
    Ok(Some((id, on)))
}

/// The first turn of a series from today on, of one that began before.
pub(super) fn first_from(tx: &Tx<'_>, series: &Series, was: When) -> Option<When> {
    let repeat = Repeat::parse(&series.rule).ok()?;
    let today = tx.today().and_time(NaiveTime::MIN);
    let before = today.checked_sub_signed(TimeDelta::seconds(1))?;
    let next = repeat.next_after(was.wall(), before, *tx.local().offset())?;
    was.moved(tx.clock(), next.date(), was.time.map(|_| next.time())).ok()
}

/// The next turn after this one, and after now: what was missed meanwhile is not made up for. As long as the last one was.
fn next_turn(tx: &Tx<'_>, series: &Series, was: When) -> Result<Option<When>> {
    let Ok(repeat) = Repeat::parse(&series.rule) else { return Ok(None) };
    let (Some(from), Some(turn)) = (wall_of(&series.from), wall_of(&series.turn)) else { return Ok(None) };
    let is_timed = series.from.contains('T');
    let now = if is_timed { tx.local().naive_local() } else { tx.today().and_time(NaiveTime::MIN) };
    // The rule is reckoned on the wall; an end that names a moment is told by the present offset.
    let Some(next) = repeat.next_after(from, turn.max(now), *tx.local().offset()) else { return Ok(None) };
    if !(1900..=2200).contains(&chrono::Datelike::year(&next)) {
        return Ok(None);
    }
    was.moved(tx.clock(), next.date(), is_timed.then(|| next.time())).map(Some)
}
