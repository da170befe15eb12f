//! Customers: persons and companies that the user looks after.

mod bulk;
mod card;
mod edit;
#[cfg(test)]
mod group_tests;
mod groups;
mod list;
mod place;
mod resolve;
mod setting;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use crate::exchange::meaning::CustomerKind;
use crate::values::birthdays::Birthday;

pub use bulk::{Bulk, Selection, TagCustomers, ids_of, restore, set_owner, set_stage, tag, trash};
pub(crate) use card::facts;
pub use card::{Card, ContactRow, TagRef, ValueRow, show};
#[cfg(test)]
pub(crate) use edit::insert;
pub use edit::{EditCustomer, NewCustomer, NewPoint, create, edit};
pub(crate) use edit::{Foreseen, insert_detail, insert_foreseen, put_cadence};
pub use groups::{Group, GroupCustomers, GroupKey, groups};
pub use list::{Customers, ListCustomers, LocateCustomer, Located, Sort, SortKey, list, locate, rows_of};
pub use place::{CustomerPlace, FindPlace, FoundPlace, OpenHours, PlaceCustomer, find_place, place};
pub(crate) use place::{hours_of, of_customer as place_of, read as read_place};
pub use resolve::{ResolveCustomer, resolve};
pub use setting::{Given, SetCustomers, SetPreview, preview_set, set};

/// A customer as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CustomerRow {
    /// Its id in this book.
    pub id: i64,
    /// Its id in every book.
    pub uid: String,
    /// Person or company.
    pub kind: CustomerKind,
    /// Its name.
    pub name: String,
    /// Phones in order, E.164 or as written where they could not be read.
    pub phones: Vec<String>,
    /// The first contact's name.
    pub contact: Option<String>,
    /// Names of tags in the user's order.
    pub tags: Vec<String>,
    /// The stage's name.
    pub stage: Option<String>,
    /// The stage's id.
    pub stage_id: Option<i64>,
    /// The owner's name.
    pub owner: Option<String>,
    /// The day of the last visit.
    pub last_visit_on: Option<String>,
    /// The day of the earliest open follow-up.
    pub next_followup_on: Option<String>,
    /// When it was made, milliseconds UTC.
    pub created_at: i64,
    /// Values of the fields that were asked for; only those that hold something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<ValueRow>>", optional))]
    pub fields: Vec<ValueRow>,
}

/// The id of something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Created {
    /// The new record's id.
    pub id: i64,
}

/// A request about one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ById {
    /// The record's id.
    pub id: i64,
}

/// A request about nothing in particular.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Nothing {}

/// The birthday of a customer, or none.
pub type MaybeBirthday = Option<Birthday>;
