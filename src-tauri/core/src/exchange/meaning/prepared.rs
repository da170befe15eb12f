//! What one row of a table becomes before it is written: plain values without ids.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::values::birthdays::Birthday;

/// The meaning of one row below the header.
#[derive(Debug, Clone, PartialEq)]
pub enum Prepared {
    /// The row is a customer.
    Customer(Box<PreparedCustomer>),
    /// The row should be a customer and cannot be taken.
    Refused {
        /// Why not.
        reason: RefusedReason,
    },
    /// The row is no customer.
    Skipped {
        /// What it is instead.
        reason: SkippedReason,
    },
}

/// Why a row that should be a customer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RefusedReason {
    /// Neither a customer's nor a contact's name.
    NoName,
    /// Fewer cells than the header: where one is missing cannot be known.
    TooFewCells,
    /// More cells than the header, with text in them: an unquoted comma shifted them.
    TooManyCells,
    /// Several customers of the book, or of the file, fit it.
    MatchesSeveral,
    /// A visit of somebody whom neither book nor file has.
    NobodyFits,
    /// A visit without a day that can be read.
    NoVisitDay,
}

/// Why a row is no customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SkippedReason {
    /// Nothing in it, or only spaces.
    Empty,
    /// A sum over other rows (合计, 小计, total).
    Total,
    /// The header once more.
    RepeatedHeader,
    /// A remark outside the columns of names.
    Remark,
    /// Hidden in the sheet, and hidden rows were not asked for.
    Hidden,
    /// The book does not have this customer, and new ones were not asked for.
    NotKnown,
}

/// Whether a customer is a person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A person.
    Person,
    /// A company, shop, farm, school …
    Company,
}

/// The kind of a contact point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// A phone number; `value` is E.164 with `;ext=` where there is an extension.
    Phone,
    /// An e-mail address; `value` is in lower case.
    Email,
    /// A WeChat id.
    Wechat,
    /// A postal address.
    Address,
    /// An address on the web.
    Website,
}

/// One contact point of a prepared customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedPoint {
    /// What it is.
    pub kind: PointKind,
    /// The remark that stood beside it (微信同号), or empty.
    pub label: String,
    /// Normalised, as it is compared and searched.
    pub value: String,
    /// As it was written.
    pub raw: String,
    /// Belongs to the contact, not to the customer itself.
    pub of_contact: bool,
}

/// A value of a user-defined field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// Text, also of long-text, link and phone fields (a phone as E.164).
    Text(String),
    /// A number times 10^6, see [`crate::values::field_types::NUMBER_SCALE`].
    Number(i64),
    /// An amount in minor units of the book's currency.
    Money(i64),
    /// A local date.
    Date(NaiveDate),
    /// The label of one option.
    Choice(String),
    /// Yes or no.
    YesNo(bool),
    /// Labels of options, each once, in order of writing.
    MultiChoice(Vec<String>),
}

/// A cell that could not be read, of a row that is taken all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The index of the cell's column, from 0.
    pub column: usize,
    /// The column's heading.
    pub heading: String,
    /// What the cell shows.
    pub value: String,
    /// A code such as `too_short`, `not_a_date`; see `code()` of the problems in `values`.
    pub reason: &'static str,
}

/// What a row tells of a visit besides its day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreparedVisit {
    /// When, on the clock of the wall.
    pub time: Option<NaiveTime>,
    /// The kind's name.
    pub kind: Option<String>,
    /// What was said, or empty.
    pub text: String,
    /// Whose visit it was.
    pub author: Option<String>,
}

/// A customer as one row tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedCustomer {
    /// The row's number as a spreadsheet shows it, from 1.
    pub row: u32,
    /// A company if the name has a company's word or a separate contact is given.
    pub kind: CustomerKind,
    /// The uid by which the book may know them, as it is written.
    pub uid: Option<String>,
    /// 1–200 characters, one line.
    pub name: String,
    /// The contact's name, if one is given that is not the customer's own name.
    pub contact: Option<String>,
    /// The contact's role.
    pub contact_role: Option<String>,
    /// Contact points in the order of the columns, each once.
    pub points: Vec<PreparedPoint>,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The stage's name.
    pub stage: Option<String>,
    /// The owner's name.
    pub owner: Option<String>,
    /// The day of the last visit; of a row that is a visit, its day.
    pub last_visit_on: Option<NaiveDate>,
    /// What else is told of that visit.
    pub visit: PreparedVisit,
    /// The day of the next follow-up.
    pub next_followup_on: Option<NaiveDate>,
    /// The birthday.
    pub birthday: Option<Birthday>,
    /// The note, or empty.
    pub note: String,
    /// Values of fields with the index of their column in the table.
    pub values: Vec<(usize, FieldValue)>,
    /// The cells of this row that could not be read.
    pub problems: Vec<CellProblem>,
}
