//! Making and changing one customer.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::place::{self, OpenHours};
use super::{Created, CustomerKind};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_line, checked_name, checked_text, present};
use crate::contact_points::{self, NewContactPoint};
use crate::error::{Error, Result};
use crate::exchange::meaning::PointKind;
use crate::search;
use crate::values::birthdays::{Birthday, Calendar};
use crate::{contacts, fields, owners, stages, tags};

/// A contact point of a customer to be made.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewPoint {
    /// What it is.
    pub kind: PointKind,
    /// As the user writes it.
    pub value: String,
    /// A label, or empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub label: String,
}

/// Makes a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewCustomer {
    /// 1–200 characters.
    pub name: String,
    /// Person or company; guessed from the name if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<CustomerKind>,
    /// A first contact's name.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub contact: Option<String>,
    /// Contact points.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<NewPoint>>", optional))]
    pub points: Vec<NewPoint>,
    /// Names of tags; new ones are made.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub tags: Vec<String>,
    /// The stage; the first one if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub stage_id: Option<i64>,
    /// A note.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub note: String,
}

/// Changes what is given of a customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditCustomer {
    /// The customer.
    pub id: i64,
    /// A new name, 1–200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<String>,
    /// Person or company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<CustomerKind>,
    /// When a visit may begin; null for any time.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<OpenHours>", optional = nullable))]
    pub hours: Option<Option<OpenHours>>,
    /// A new note, may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub note: Option<String>,
    /// A new birthday; null clears it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Birthday>", optional = nullable))]
    pub birthday: Option<Option<Birthday>>,
    /// How the name is read, a syllable of pinyin for each Chinese character: `zeng min`; empty for as usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub reading: Option<String>,
    /// A new stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub stage_id: Option<i64>,
    /// A new owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub owner_id: Option<i64>,
}

/// Makes a customer with what belongs to it. It is in the first stage and the user's own unless told, and its fields
/// hold what they hold from the start.
///
/// # Errors
/// `invalid`, `too_long`, and `not_found` for a stage that is not there.
pub fn create(tx: &Tx<'_>, req: &NewCustomer) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    let contact = req.contact.as_deref().map(str::trim).filter(|contact| !contact.is_empty());
    let guessed = if contact.is_some() || crate::values::names::is_company_name(&name) {
        CustomerKind::Company
    } else {
        CustomerKind::Person
    };
    let id = insert(tx, &name, req.kind.unwrap_or(guessed))?;
    if !req.note.trim().is_empty() {
        put_note(tx, id, &checked_text("note", &req.note)?)?;
    }
    if let Some(contact) = contact {
        contacts::insert(tx, id, &checked_name("contact", contact)?, "", None)?;
    }
    for point in &req.points {
        contact_points::create(
            tx,
            &NewContactPoint {
                customer_id: id,
                contact_id: None,
                kind: point.kind,
                value: point.value.clone(),
                label: point.label.clone(),
            },
        )?;
    }
    for tag in &req.tags {
        let tag = tags::named(tx, tag)?;
        tags::link(tx, id, tag)?;
    }
    match req.stage_id {
        Some(stage) => stages::enter(tx, id, stage)?,
        None => {
            if let Some(stage) = stages::first(tx)? {
                stages::enter(tx, id, stage)?;
            }
        }
    }
    owners::own(tx, id, owners::me(tx)?)?;
    fields::apply_defaults(tx, id)?;
    tx.about("name", name);
    Ok(Created { id })
}

/// What will be derived of a customer once all that is theirs is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Foreseen {
    /// By the name, without a reading of the user's own.
    pub sort_key: String,
    /// 0 for none.
    pub stage: i64,
    /// 0 for none.
    pub owner: i64,
    /// The day of the only visit.
    pub last_visit_on: Option<String>,
    /// The day of the only open follow-up.
    pub next_followup_on: Option<String>,
}

/// Inserts the bare customer.
pub(crate) fn insert(tx: &Tx<'_>, name: &str, kind: CustomerKind) -> Result<i64> {
    insert_foreseen(tx, name, kind, &Foreseen { sort_key: search::text::sort_key(name), ..Foreseen::default() })
}

/// Inserts a customer with derived columns as they will come out, so that the indexes over them are written once.
/// They are derived at the end all the same: what was foreseen wrongly is put right.
pub(crate) fn insert_foreseen(tx: &Tx<'_>, name: &str, kind: CustomerKind, foreseen: &Foreseen) -> Result<i64> {
    tx.run(
        "INSERT INTO customer (uid, kind, name, sort_key, created_at, updated_at, stage_id, owner_id, last_visit_on,
         next_followup_on, visit_count) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, coalesce(?8, ''),
         coalesce(?9, '9999-12-31'), ?8 IS NOT NULL)",
        params![
            tx.new_uid(),
            kind_code(kind),
            name,
            foreseen.sort_key,
            tx.now(),
            foreseen.stage,
            foreseen.owner,
            foreseen.last_visit_on,
            foreseen.next_followup_on,
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

pub(super) const fn kind_code(kind: CustomerKind) -> &'static str {
    match kind {
        CustomerKind::Person => "person",
        CustomerKind::Company => "company",
    }
}

/// Changes a customer; outer space of a name is dropped.
///
/// # Errors
/// `not_found` if the customer is gone or in the trash; `invalid` (`not_a_reading` for a reading that does not fit the
/// name), `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditCustomer) -> Result<()> {
    let name: String = tx
        .first("SELECT name FROM customer WHERE id = ?1 AND trashed_at = 0", [req.id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("customer", req.id))?;
    tx.about("name", name);
    if let Some(name) = &req.name {
        let name = checked_name("name", name)?;
        tx.run("UPDATE customer SET name = ?2 WHERE id = ?1", params![req.id, name])?;
        tx.about("name", name);
    }
    if let Some(kind) = req.kind {
        tx.run("UPDATE customer SET kind = ?2 WHERE id = ?1", params![req.id, kind_code(kind)])?;
    }
    if let Some(note) = &req.note {
        put_note(tx, req.id, &checked_text("note", note)?)?;
    }
    if let Some(birthday) = req.birthday {
        put_birthday(tx, req.id, birthday)?;
    }
    if let Some(reading) = &req.reading {
        put_reading(tx, req.id, &checked_line("reading", reading)?)?;
    }
    if let Some(hours) = &req.hours {
        place::put_hours(tx, req.id, hours.as_ref())?;
    }
    if let Some(stage) = req.stage_id {
        stages::enter(tx, req.id, stage)?;
    }
    if let Some(owner) = req.owner_id {
        owners::own(tx, req.id, owner)?;
    }
    Ok(())
}

pub(super) fn with_detail(tx: &Tx<'_>, id: i64) -> Result<()> {
    tx.run("INSERT INTO customer_detail (customer_id) VALUES (?1) ON CONFLICT DO NOTHING", [id])?;
    Ok(())
}

pub(super) fn put_note(tx: &Tx<'_>, id: i64, note: &str) -> Result<()> {
    if !note.is_empty() {
        with_detail(tx, id)?;
    }
    tx.run("UPDATE customer_detail SET note = ?2 WHERE customer_id = ?1 AND note <> ?2", params![id, note])?;
    Ok(())
}

/// Says how often a customer should be seen, in days; 0 for nothing said.
pub(crate) fn put_cadence(tx: &Tx<'_>, id: i64, days: u32) -> Result<()> {
    if days > 0 {
        with_detail(tx, id)?;
    }
    tx.run(
        "UPDATE customer_detail SET cadence_days = ?2 WHERE customer_id = ?1 AND cadence_days <> ?2",
        params![id, days],
    )?;
    Ok(())
}

/// Says how the name is read, or takes that back.
fn put_reading(tx: &Tx<'_>, id: i64, reading: &str) -> Result<()> {
    if !reading.is_empty() {
        let name: String = tx.value("SELECT name FROM customer WHERE id = ?1", [id])?;
        if !search::text::is_reading(&name, reading) {
            return Err(Error::invalid("reading", "not_a_reading"));
        }
        with_detail(tx, id)?;
    }
    tx.run("UPDATE customer_detail SET reading = ?2 WHERE customer_id = ?1 AND reading <> ?2", params![id, reading])?;
    Ok(())
}

/// Writes a birthday, or clears it.
fn put_birthday(tx: &Tx<'_>, id: i64, birthday: Option<Birthday>) -> Result<()> {
    if birthday.is_some() {
        with_detail(tx, id)?;
    }
    let (calendar, year, month, day, leap) = birthday_columns(birthday)?;
    tx.run(
        "UPDATE customer_detail SET birthday_calendar = ?2, birthday_year = ?3, birthday_month = ?4, birthday_day = ?5,
         birthday_leap = ?6 WHERE customer_id = ?1",
        params![id, calendar, year, month, day, leap],
    )?;
    Ok(())
}

/// Inserts the cold part of a new customer, if there is anything in it.
pub(crate) fn insert_detail(tx: &Tx<'_>, id: i64, note: &str, birthday: Option<Birthday>) -> Result<()> {
    if note.is_empty() && birthday.is_none() {
        return Ok(());
    }
    let (calendar, year, month, day, leap) = birthday_columns(birthday)?;
    tx.run(
        "INSERT INTO customer_detail (customer_id, note, birthday_calendar, birthday_year, birthday_month, birthday_day,
         birthday_leap) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, note, calendar, year, month, day, leap],
    )?;
    Ok(())
}

/// A birthday as it is stored: calendar, year, month, day, leap month.
fn birthday_columns(birthday: Option<Birthday>) -> Result<(&'static str, i32, u8, u8, bool)> {
    let Some(birthday) = birthday else { return Ok(("", 0, 0, 0, false)) };
    birthday.checked().map_err(|problem| Error::invalid("birthday", problem.code()))?;
    let calendar = match birthday.calendar {
        Calendar::Lunar => "lunar",
        Calendar::Solar => "solar",
    };
    Ok((calendar, birthday.year.unwrap_or(0), birthday.month, birthday.day, birthday.leap_month))
}
