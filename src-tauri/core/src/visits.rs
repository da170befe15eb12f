//! Visits: the log of what was said and done, each belonging to a customer by id.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_date, checked_text, present};
use crate::contacts::about;
use crate::customers::ById;
use crate::error::{Error, Result};
use crate::fields::{FieldContent, Record};
use crate::files::{self, NewFile};
use crate::{fields, followups, owners, tags, visit_kinds};

/// Logs a visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LogVisit {
    /// The customer.
    pub customer_id: i64,
    /// What was said.
    #[serde(default)]
    pub summary: String,
    /// What came of it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub outcome: String,
    /// A kind's code or name; the first kind if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<String>,
    /// The local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
    /// The local time `HH:MM`; now, if neither day nor time is given; none, if only a day is.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// The contact who was spoken to.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub contact_id: Option<i64>,
    /// The day of the next step; makes a follow-up.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub next_on: Option<String>,
    /// The local time of the next step, `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub next_time: Option<String>,
    /// When the next step is over, `HH:MM`: makes it an appointment.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub next_ends: Option<String>,
    /// What the next step is.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub next_what: String,
    /// Names of tags that the customer gets.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub tags: Vec<String>,
    /// What its fields hold. A field of its kind that is not named begins with its default; null leaves it empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<VisitValue>>", optional))]
    pub values: Vec<VisitValue>,
    /// Files that come with it, their content stored before.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<NewFile>>", optional))]
    pub files: Vec<NewFile>,
}

/// What a field of a visit shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitValue {
    /// The field.
    pub field_id: i64,
    /// What it shall hold; null clears it.
    pub value: Option<FieldContent>,
}

/// What logging a visit made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LoggedVisit {
    /// The visit.
    pub id: i64,
    /// The follow-up of its next step.
    pub followup_id: Option<i64>,
    /// How many open follow-ups it closed: those due by its day.
    pub closed: usize,
}

/// Changes what is given of a visit.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditVisit {
    /// The visit.
    pub id: i64,
    /// A new text.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub summary: Option<String>,
    /// A new outcome.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub outcome: Option<String>,
    /// A new kind, by code or name.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<String>,
    /// A new day; the time goes unless it is given too.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
    /// A new time `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// A new contact; null for none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<i64>", optional = nullable))]
    pub contact_id: Option<Option<i64>>,
    /// What some of its fields shall hold.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<VisitValue>>", optional))]
    pub values: Vec<VisitValue>,
}

/// A moment as a visit keeps it: the local day, and milliseconds UTC with the offset in minutes if there is a time.
struct When {
    on: String,
    at: Option<i64>,
    offset: Option<i32>,
}

/// A local time `HH:MM` on a day, in the zone of now.
pub(crate) fn at_time(now: DateTime<FixedOffset>, on: &str, time: &str, field: &str) -> Result<i64> {
    let day = NaiveDate::parse_from_str(on, "%Y-%m-%d").map_err(|_| Error::invalid(field, "not_a_date"))?;
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").map_err(|_| Error::invalid(field, "not_a_time"))?;
    now.offset()
        .from_local_datetime(&day.and_time(time))
        .single()
        .map(|at| at.timestamp_millis())
        .ok_or_else(|| Error::invalid(field, "not_a_time"))
}

fn when(tx: &Tx<'_>, on: Option<&str>, time: Option<&str>) -> Result<When> {
    let now = tx.local();
    let offset = now.offset().local_minus_utc() / 60;
    let day = match on {
        Some(on) => checked_date("on", on)?,
        None => now.date_naive().format("%Y-%m-%d").to_string(),
    };
    Ok(match (time, on) {
        (Some(time), _) => When { at: Some(at_time(now, &day, time, "time")?), offset: Some(offset), on: day },
        (None, None) => When { on: day, at: Some(now.timestamp_millis()), offset: Some(offset) },
        (None, Some(_)) => When { on: day, at: None, offset: None },
    })
}

/// Logs a visit. Open follow-ups due by its day are done with it; a next date makes a new one.
///
/// # Errors
/// `not_found` for customer or contact; `invalid` for a date, time or kind, or if there is nothing in it.
pub fn log(tx: &Tx<'_>, req: &LogVisit) -> Result<LoggedVisit> {
    about(tx, req.customer_id)?;
    let summary = checked_text("summary", &req.summary)?;
    let outcome = checked_text("outcome", &req.outcome)?;
    let says_nothing = req.values.iter().all(|given| given.value.is_none());
    if summary.is_empty() && outcome.is_empty() && req.next_on.is_none() && says_nothing && req.files.is_empty() {
        return Err(Error::invalid("summary", "empty"));
    }
    let when = when(tx, req.on.as_deref(), req.time.as_deref())?;
    let kind = visit_kinds::named(tx, req.kind.as_deref())?;
    if let Some(contact) = req.contact_id {
        check_contact(tx, req.customer_id, contact)?;
    }
    let id = insert(
        tx,
        &NewVisit {
            customer: req.customer_id,
            on: &when.on,
            at: when.at,
            offset: when.offset,
            kind,
            author: owners::me(tx)?,
            contact: req.contact_id,
            summary: &summary,
            outcome: &outcome,
        },
    )?;
    fields::begin_visit(tx, id, kind, &req.values)?;
    for file in &req.files {
        files::insert(tx, req.customer_id, Some(id), file, false)?;
    }
    let closed = followups::close_due(tx, req.customer_id, &when.on)?;
    let followup_id = match &req.next_on {
        None => None,
        Some(next) => Some(followups::promise(
            tx,
            req.customer_id,
            id,
            &checked_date("next_on", next)?,
            (req.next_time.as_deref(), req.next_ends.as_deref()),
            &req.next_what,
        )?),
    };
    for tag in &req.tags {
        let tag = tags::named(tx, tag)?;
        tags::link(tx, req.customer_id, tag)?;
    }
    Ok(LoggedVisit { id, followup_id, closed })
}

fn check_contact(tx: &Tx<'_>, customer: i64, contact: i64) -> Result<()> {
    let owner: Option<i64> =
        tx.first("SELECT customer_id FROM contact WHERE id = ?1 AND trashed_at = 0", [contact], |row| row.get(0))?;
    if owner == Some(customer) { Ok(()) } else { Err(Error::not_found("contact", contact)) }
}

/// A visit to be inserted.
pub(crate) struct NewVisit<'a> {
    pub customer: i64,
    pub on: &'a str,
    pub at: Option<i64>,
    pub offset: Option<i32>,
    pub kind: i64,
    pub author: i64,
    pub contact: Option<i64>,
    pub summary: &'a str,
    pub outcome: &'a str,
}

/// Inserts a visit that has been checked.
pub(crate) fn insert(tx: &Tx<'_>, visit: &NewVisit<'_>) -> Result<i64> {
    tx.run(
        "INSERT INTO visit (uid, customer_id, visited_on, visited_at, offset_minutes, kind_id, author_id, contact_id,
         summary, outcome, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
        params![
            tx.new_uid(),
            visit.customer,
            visit.on,
            visit.at,
            visit.offset,
            visit.kind,
            visit.author,
            visit.contact,
            visit.summary,
            visit.outcome,
            tx.now()
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn customer_of(tx: &Tx<'_>, id: i64) -> Result<i64> {
    tx.first("SELECT customer_id FROM visit WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("visit", id))
}

/// Changes a visit.
///
/// # Errors
/// `not_found`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditVisit) -> Result<()> {
    tags::check_alive(tx, "visit", req.id)?;
    let customer = customer_of(tx, req.id)?;
    about(tx, customer)?;
    if let Some(summary) = &req.summary {
        tx.run("UPDATE visit SET summary = ?2 WHERE id = ?1", params![req.id, checked_text("summary", summary)?])?;
    }
    if let Some(outcome) = &req.outcome {
        tx.run("UPDATE visit SET outcome = ?2 WHERE id = ?1", params![req.id, checked_text("outcome", outcome)?])?;
    }
    if let Some(kind) = &req.kind {
        let kind = visit_kinds::named(tx, Some(kind))?;
        tx.run("UPDATE visit SET kind_id = ?2 WHERE id = ?1", params![req.id, kind])?;
    }
    if let Some(contact) = req.contact_id {
        if let Some(contact) = contact {
            check_contact(tx, customer, contact)?;
        }
        tx.run("UPDATE visit SET contact_id = ?2 WHERE id = ?1", params![req.id, contact])?;
    }
    for given in &req.values {
        let field_type = fields::find_of(tx, Record::Visit, given.field_id)?;
        fields::put(tx, Record::Visit, req.id, given.field_id, field_type, given.value.as_ref())?;
    }
    if req.on.is_some() || req.time.is_some() {
        let day = match &req.on {
            Some(on) => on.clone(),
            None => tx.value("SELECT visited_on FROM visit WHERE id = ?1", [req.id])?,
        };
        let when = when(tx, Some(&day), req.time.as_deref())?;
        tx.run(
            "UPDATE visit SET visited_on = ?2, visited_at = ?3, offset_minutes = ?4 WHERE id = ?1",
            params![req.id, when.on, when.at, when.offset],
        )?;
    }
    tx.run("UPDATE visit SET updated_at = ?2 WHERE id = ?1", params![req.id, tx.now()])?;
    Ok(())
}

/// Puts a visit into the trash. The follow-up that it promised stays.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, customer_of(tx, req.id)?)?;
    tx.run("UPDATE visit SET trashed_at = ?2 WHERE id = ?1 AND trashed_at = 0", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes a visit out of the trash.
///
/// # Errors
/// `not_found`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, customer_of(tx, req.id)?)?;
    tx.run("UPDATE visit SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
