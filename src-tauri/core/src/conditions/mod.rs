//! One language of conditions: a rule tree over what is known of a customer.
//!
//! Each condition is defined exactly once, as SQL that gives ids of customers; sets, counts and explanations come from
//! that. "Today" is a bound parameter. What a condition depends on, so that what is kept of it follows every change, is
//! found in its SQL; see [`crate::sets`].

mod sql;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::exchange::meaning::{CustomerKind, PointKind};
use crate::fields::FieldContent;

pub use sql::{Statement, statement};

/// A rule: conditions, and how they go together.
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
    /// Is in one of these stages.
    Stage(Vec<i64>),
    /// Belongs to one of these owners.
    Owner(Vec<i64>),
    /// Is a person or a company.
    Kind(CustomerKind),
    /// Was last visited between these days; `null` for nobody ever was.
    LastVisit(Option<Span>),
    /// Has the next follow-up between these days; `null` for none is open.
    NextFollowup(Option<Span>),
    /// Was made between these days.
    Created(Span),
    /// Has a contact point of this kind.
    Has(PointKind),
    /// A field holds exactly this; `null` for it holds nothing.
    Field {
        /// The field.
        id: i64,
        /// What it holds.
        is: Option<FieldContent>,
    },
    /// Is found by this text.
    Text(String),
}

/// A span of local days, both ends in it; an open end is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// From this day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<Day>,
    /// To this day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<Day>,
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

impl Default for Rule {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}
