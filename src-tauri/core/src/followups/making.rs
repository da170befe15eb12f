//! Follow-ups are made and edited.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::moments::{self, When};
use super::repeating::{self, Series};
use super::{Priority, moving};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_line, checked_text, present};
use crate::contacts::about;
use crate::customers::Created;
use crate::error::{Error, Result};
use crate::repeats::Form;
use crate::tags;

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
    /// When it is over, `HH:MM`: makes it an appointment. On the next day if the clock shows less than at the beginning.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub ends: Option<String>,
    /// What is to be done.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub what: String,
    /// Where.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub place: String,
    /// How much it matters.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Priority>", optional))]
    pub priority: Priority,
    /// How it comes again.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub repeat: Option<RepeatGiven>,
    /// Remind so many minutes before its time, or before the midnight of its day: -540 is nine in the morning. Null for not
    /// at all; of what has a time, as the book says if absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<i32>", optional = nullable))]
    pub remind: Option<Option<i32>>,
    /// A day that is over is meant.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub allow_past: bool,
}

/// How something comes again: a rule as calendars write it, or what a form says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum RepeatGiven {
    /// `FREQ=WEEKLY;BYDAY=MO`.
    Rule(String),
    /// Of the form.
    Form(Form),
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
    /// A new time `HH:MM`; an appointment stays as long as it is.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// When it is over, `HH:MM`; null for no appointment any more.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional = nullable))]
    pub ends: Option<Option<String>>,
    /// A new text.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub what: Option<String>,
    /// Another place.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub place: Option<String>,
    /// How much it matters.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub priority: Option<Priority>,
    /// How it comes again from this one on; null for not any more.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<RepeatGiven>", optional = nullable))]
    pub repeat: Option<Option<RepeatGiven>>,
    /// Remind so many minutes before; null for not at all.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<i32>", optional = nullable))]
    pub remind: Option<Option<i32>>,
    /// A day that is over is meant.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub allow_past: bool,
}

/// A follow-up that has been checked.
pub(super) struct Checked<'a> {
    pub customer: i64,
    pub visit: Option<i64>,
    pub when: When,
    pub what: &'a str,
    pub place: &'a str,
    pub priority: Priority,
    pub series: Option<Series>,
    /// Milliseconds UTC; 0 for never.
    pub remind_at: i64,
}

/// Makes a follow-up of a visit's next step.
pub(crate) fn promise(
    tx: &Tx<'_>,
    customer: i64,
    visit: i64,
    due_on: &str,
    (time, ends): (Option<&str>, Option<&str>),
    what: &str,
) -> Result<i64> {
    // The visit may have been years ago: what it promised is asked about where it is typed.
    let on = moments::day(tx, "next_on", due_on, true)?;
    let when = When::of(tx.clock(), on, time, ends)?;
    let what = checked_text("what", what)?;
    insert(
        tx,
        &Checked {
            customer,
            visit: Some(visit),
            when,
            what: &what,
            place: "",
            priority: Priority::Normal,
            series: None,
            remind_at: moments::remind_by_default(tx, when)?,
        },
    )
}

pub(super) fn insert(tx: &Tx<'_>, new: &Checked<'_>) -> Result<i64> {
    let uid = tx.new_uid();
    let (rule, from, turn, series) = match &new.series {
        None => ("", "", String::new(), ""),
        Some(series) => (series.rule.as_str(), series.from.as_str(), series.turn.clone(), series.uid.as_str()),
    };
    let series = if new.series.is_some() && series.is_empty() { uid.as_str() } else { series };
    tx.run(
        "INSERT INTO followup (uid, customer_id, visit_id, due_on, due_at, ends_at, what, place, priority, repeat_rule, repeat_from,
         repeat_turn, series, remind_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)",
        params![
            uid,
            new.customer,
            new.visit,
            new.when.on.to_string(),
            new.when.at,
            new.when.ends_at,
            new.what,
            new.place,
            new.priority.number(),
            rule,
            from,
            turn,
            series,
            new.remind_at,
            tx.now()
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Makes a follow-up; with an end, an appointment.
///
/// # Errors
/// `not_found`, `too_long`; `invalid`: `not_a_date`, `not_a_time`, `in_the_past` unless a day that is over is meant,
/// `ends_before_it_begins`, those of a rule.
pub fn create(tx: &Tx<'_>, req: &NewFollowUp) -> Result<Created> {
    about(tx, req.customer_id)?;
    let on = moments::day(tx, "due_on", &req.due_on, req.allow_past)?;
    let when = When::of(tx.clock(), on, req.time.as_deref(), req.ends.as_deref())?;
    let id = insert(
        tx,
        &Checked {
            customer: req.customer_id,
            visit: None,
            when,
            what: &checked_text("what", &req.what)?,
            place: &checked_line("place", &req.place)?,
            priority: req.priority,
            series: req.repeat.as_ref().map(|given| repeating::begin(given, when)).transpose()?,
            remind_at: moments::remind_as_said(tx, when, req.remind)?,
        },
    )?;
    Ok(Created { id })
}

/// Begins a change of a follow-up: it is told whose it is.
pub(super) fn begin(tx: &Tx<'_>, id: i64) -> Result<()> {
    let customer: Option<i64> = tx.first("SELECT customer_id FROM followup WHERE id = ?1", [id], |row| row.get(0))?;
    about(tx, customer.ok_or_else(|| Error::not_found("followup", id))?)?;
    tx.run("UPDATE followup SET updated_at = ?2 WHERE id = ?1", params![id, tx.now()])?;
    Ok(())
}

/// Changes a follow-up. A new day or time counts as moving it.
///
/// # Errors
/// As for [`create`].
pub fn edit(tx: &Tx<'_>, req: &EditFollowUp) -> Result<()> {
    tags::check_alive(tx, "followup", req.id)?;
    begin(tx, req.id)?;
    if let Some(what) = &req.what {
        tx.run("UPDATE followup SET what = ?2 WHERE id = ?1", params![req.id, checked_text("what", what)?])?;
    }
    if let Some(place) = &req.place {
        tx.run("UPDATE followup SET place = ?2 WHERE id = ?1", params![req.id, checked_line("place", place)?])?;
    }
    if let Some(priority) = req.priority {
        tx.run("UPDATE followup SET priority = ?2 WHERE id = ?1", params![req.id, priority.number()])?;
    }
    let was = moving::when_of(tx, req.id)?;
    let mut when = was;
    if req.due_on.is_some() || req.time.is_some() {
        let on = match &req.due_on {
            Some(due) => moments::day(tx, "due_on", due, req.allow_past)?,
            None => was.on,
        };
        let time = req.time.as_deref().map(|time| moments::clock_time("time", time)).transpose()?;
        when = was.moved(tx.clock(), on, time)?;
    }
    if let Some(ends) = &req.ends {
        let time = when.time.map(|time| time.format("%H:%M").to_string());
        when = When { at: when.at, ..When::of(tx.clock(), when.on, time.as_deref(), ends.as_deref())? };
    }
    if when != was {
        moving::put(tx, req.id, was, when)?;
    }
    if let Some(repeat) = &req.repeat {
        let series = repeat.as_ref().map(|given| repeating::begin(given, when)).transpose()?;
        repeating::put(tx, req.id, series.as_ref())?;
    }
    if let Some(remind) = req.remind {
        let at = moments::remind_at(tx.clock(), when, remind)?;
        tx.run("UPDATE followup SET remind_at = ?2 WHERE id = ?1", params![req.id, at])?;
    }
    Ok(())
}
