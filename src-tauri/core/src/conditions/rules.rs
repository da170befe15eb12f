//! The rule tree as it crosses the door.

use serde::{Deserialize, Serialize};

use crate::exchange::meaning::CustomerKind;
use crate::fields::FieldContent;
use crate::places::Point;

/// A rule: conditions, and how they go together. At most 32 deep, with at most 1,000 conditions and values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Every one of these holds; none at all: everybody.
    All(Vec<Rule>),
    /// At least one of these holds; none at all: nobody.
    Any(Vec<Rule>),
    /// This does not hold.
    Not(Box<Rule>),
    /// Has one of these tags.
    Tag(Vec<i64>),
    /// Has every one of these tags.
    AllTags(Vec<i64>),
    /// Is in one of these stages.
    Stage(Vec<i64>),
    /// Belongs to one of these owners.
    Owner(Vec<i64>),
    /// Is a person or a company.
    Kind(CustomerKind),
    /// Is called so.
    Name(NameTest),
    /// Was last visited between these days; `null` for nobody ever was.
    LastVisit(Option<Span>),
    /// Was not visited for so many days, or never.
    NoVisitFor(u32),
    /// Was visited so often.
    Visits(Visits),
    /// The note of a visit says this.
    VisitText(String),
    /// A field of any visit holds this.
    VisitField(FieldRule),
    /// Has the next follow-up between these days; `null` for none is open.
    NextFollowup(Option<Span>),
    /// Has an open follow-up, the next or a later one, that is due between these days.
    Followup(Span),
    /// Has an open appointment, with a beginning and an end, on one of these days.
    Appointment(Span),
    /// Has a follow-up that has been due for at least so many days; 1: since yesterday.
    Overdue(u32),
    /// Should be seen next between these days, by their cadence; up to yesterday: is overdue for a visit.
    VisitDue(Span),
    /// Has for at least so many days stayed away for much longer than they used to, or than their cadence; 0: since today.
    Slipping(u32),
    /// Is so near to a place, as the crow flies.
    Near(Near),
    /// Was made between these days.
    Created(Span),
    /// Was last changed between these days.
    Changed(Span),
    /// Has a birthday between these days, by the calendar that it is kept in.
    Birthday(Span),
    /// Has something of this.
    Has(Part),
    /// Has nothing of this.
    Lacks(Part),
    /// A field holds this.
    Field(FieldRule),
    /// Is found by this text.
    Text(String),
    /// Is in this segment.
    Segment(i64),
}

impl Default for Rule {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What a name is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NameTest {
    /// Exactly this.
    Is(String),
    /// Something that begins with this.
    Begins(String),
}

/// What a customer has something of, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A phone.
    Phone,
    /// An e-mail address.
    Email,
    /// A WeChat id.
    Wechat,
    /// An address.
    Address,
    /// A website.
    Website,
    /// Another contact point.
    Other,
    /// A tag.
    Tag,
    /// A stage.
    Stage,
    /// An owner.
    Owner,
    /// A visit.
    Visit,
    /// An open follow-up.
    Followup,
    /// A birthday.
    Birthday,
    /// A contact.
    Contact,
    /// A note.
    Note,
    /// A place: coordinates, or an address that names a town.
    Place,
    /// A cadence of their own, or of a tag or stage.
    Cadence,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 16] = [
        Self::Phone,
        Self::Email,
        Self::Wechat,
        Self::Address,
        Self::Website,
        Self::Other,
        Self::Tag,
        Self::Stage,
        Self::Owner,
        Self::Visit,
        Self::Followup,
        Self::Birthday,
        Self::Contact,
        Self::Note,
        Self::Place,
        Self::Cadence,
    ];
}

/// A place, and how far from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Near {
    /// Its middle.
    pub point: Point,
    /// Up to so many metres from there; 1 to 21,000,000.
    pub metres: u32,
    /// What it is called; its coordinates if absent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub name: String,
}

/// How many visits of which kinds there were in which span. At least one unless told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Visits {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub at_least: Option<u32>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub at_most: Option<u32>,
    /// Of these kinds only; of any if there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<i64>>", optional))]
    pub kinds: Vec<i64>,
    /// Between these days only.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional, rename = "in"))]
    pub span: Option<Span>,
}

/// A span of local days, both ends in it; an open end is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// From this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<Day>,
    /// To this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<Day>,
    /// This whole period instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub period: Option<Period>,
}

/// A local day, fixed or counted from today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// `YYYY-MM-DD`.
    On(String),
    /// So many days from today; negative for the past.
    Today(i32),
}

/// A period that moves with the day. Weeks begin as the book's settings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// This week, all of it.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The week after.
    NextWeek,
    /// This month, all of it.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The month after.
    NextMonth,
    /// This quarter, all of it.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// This year, all of it.
    ThisYear,
    /// The year before.
    LastYear,
}

impl Period {
    /// Every period.
    pub const ALL: [Self; 10] = [
        Self::ThisWeek,
        Self::LastWeek,
        Self::NextWeek,
        Self::ThisMonth,
        Self::LastMonth,
        Self::NextMonth,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisYear,
        Self::LastYear,
    ];
}

/// A field, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FieldRule {
    /// The field.
    pub id: i64,
    /// What it holds.
    #[serde(flatten)]
    pub test: FieldTest,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FieldTest {
    /// Exactly this; of a choice of several, this option among them; `null` for nothing.
    Is(Option<FieldContent>),
    /// One of these.
    OneOf(Vec<FieldContent>),
    /// One of these options, by their ids: a renamed option stays the same.
    Options(Vec<i64>),
    /// A number between these.
    Number(Numbers),
    /// An amount between these.
    Money(Amounts),
    /// A day between these.
    Date(Span),
    /// A text with this in it, capital or not. Looks through all texts of the field.
    Contains(String),
    /// Something at all (`true`), or nothing (`false`).
    Holds(bool),
}

/// Numbers as decimal texts, both ends in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// From this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<String>,
    /// To this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<String>,
}

/// Amounts in minor units, both ends in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    /// From this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<i64>,
    /// To this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<i64>,
}
