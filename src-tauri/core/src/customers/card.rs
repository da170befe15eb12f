//! One customer with everything that a card shows, but for the timeline.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::list::{person_or_company, sentinel_on};
use super::place::{self, CustomerPlace, OpenHours};
use super::{ById, CustomerKind};
use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::cadences::{self, Rhythm};
use crate::contact_points::{self, ContactPoint};
use crate::contacts::{self, OfCustomer};
use crate::error::{Error, Result};
use crate::fields::{self, FieldContent};
use crate::followups::{self, FollowUp};
use crate::values::birthdays::{Birthday, Calendar};
use crate::values::field_types::FieldType;

/// A tag on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TagRef {
    /// The tag.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: String,
}

/// A contact of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ContactRow {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// The name.
    pub name: String,
    /// What they are there, or empty.
    pub role: String,
    /// A note, or empty.
    pub note: String,
}

/// The value of a user-defined field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ValueRow {
    /// The field.
    pub field_id: i64,
    /// Its label.
    pub label: String,
    /// Its type.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Its unit, or empty.
    pub unit: String,
    /// What it holds.
    pub value: FieldContent,
}

/// Everything on a customer's card but the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Card {
    /// Its id in this book.
    pub id: i64,
    /// Its id in every book.
    pub uid: String,
    /// Person or company.
    pub kind: CustomerKind,
    /// The name.
    pub name: String,
    /// How the name is read, where the user says so; else empty.
    pub reading: String,
    /// The note, or empty.
    pub note: String,
    /// The birthday.
    pub birthday: Option<Birthday>,
    /// The stage's id.
    pub stage_id: Option<i64>,
    /// The stage's name.
    pub stage: Option<String>,
    /// The owner's id.
    pub owner_id: Option<i64>,
    /// The owner's name.
    pub owner: Option<String>,
    /// All contact points, those of contacts too.
    pub contact_points: Vec<ContactPoint>,
    /// Contacts in order.
    pub contacts: Vec<ContactRow>,
    /// Tags in the user's order.
    pub tags: Vec<TagRef>,
    /// Values of user-defined fields, in the fields' order; only those that hold something.
    pub fields: Vec<ValueRow>,
    /// The earliest open follow-up.
    pub next_followup: Option<FollowUp>,
    /// The day of the last visit.
    pub last_visit_on: Option<String>,
    /// The day of the earliest open follow-up.
    pub next_followup_on: Option<String>,
    /// How many visits there are.
    pub visit_count: i64,
    /// How often they should be seen, and are.
    pub rhythm: Rhythm,
    /// Where they are.
    pub place: Option<CustomerPlace>,
    /// When a visit may begin.
    pub hours: Option<OpenHours>,
    /// When it was made, milliseconds UTC.
    pub created_at: i64,
    /// When it was last changed, milliseconds UTC.
    pub updated_at: i64,
    /// When it was put into the trash.
    pub trashed_at: Option<i64>,
}

/// A customer's card. Uses: primary keys and the children's `…_by_customer` indexes.
///
/// # Errors
/// `not_found`.
pub fn show(reader: &Reader<'_>, req: &ById) -> Result<Card> {
    let id = req.id;
    let mut card = facts(reader, id)?;
    card.rhythm = cadences::of_customer(reader, id)?;
    card.place = place::of_customer(reader, id, &settings::get(reader)?.home_country)?;
    card.hours = place::hours_of(reader, id)?
        .map(|(from, until)| OpenHours { from: place::clock(from), until: place::clock(until) });
    Ok(card)
}

/// A card without what lists do not show: how often somebody is seen, where, and when they are open.
///
/// # Errors
/// As for [`show`].
pub(crate) fn facts(reader: &Reader<'_>, id: i64) -> Result<Card> {
    let mut card = reader
        .first(include_str!("card.sql"), [id], |row| {
            let calendar: String = row.get(10)?;
            let year: i32 = row.get(11)?;
            let birthday = match calendar.as_str() {
                "" => None,
                calendar => Some(Birthday {
                    calendar: if calendar == "lunar" { Calendar::Lunar } else { Calendar::Solar },
                    year: (year != 0).then_some(year),
                    month: row.get(12)?,
                    day: row.get(13)?,
                    leap_month: row.get(14)?,
                }),
            };
            let (stage_id, owner_id, trashed_at): (i64, i64, i64) = (row.get(4)?, row.get(6)?, row.get(18)?);
            Ok(Card {
                id: row.get(0)?,
                uid: row.get(1)?,
                kind: person_or_company(row.get_ref(2)?.as_str()?),
                name: row.get(3)?,
                reading: row.get(19)?,
                stage_id: (stage_id != 0).then_some(stage_id),
                stage: row.get(5)?,
                owner_id: (owner_id != 0).then_some(owner_id),
                owner: row.get(7)?,
                last_visit_on: sentinel_on(row.get(8)?),
                note: row.get(9)?,
                birthday,
                visit_count: row.get(15)?,
                created_at: row.get(16)?,
                updated_at: row.get(17)?,
                trashed_at: (trashed_at != 0).then_some(trashed_at),
                next_followup_on: None,
                contact_points: Vec::new(),
                contacts: Vec::new(),
                tags: Vec::new(),
                fields: Vec::new(),
                next_followup: None,
                rhythm: Rhythm::default(),
                place: None,
                hours: None,
            })
        })?
        .ok_or_else(|| Error::not_found("customer", id))?;
    card.contact_points = contact_points::list(reader, &OfCustomer { customer_id: id })?;
    card.contacts = contacts::list(reader, &OfCustomer { customer_id: id })?;
    card.tags = reader.all(
        "SELECT t.id, t.name, t.color FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id
         WHERE ct.customer_id = ?1 AND t.trashed_at = 0 ORDER BY t.position, t.id",
        params![id],
        |row| Ok(TagRef { id: row.get(0)?, name: row.get(1)?, color: row.get(2)? }),
    )?;
    card.fields = fields::of_customer(reader, id)?;
    card.next_followup = followups::next_of(reader, id)?;
    card.next_followup_on = card.next_followup.as_ref().map(|next| next.due_on.clone());
    Ok(card)
}
