//! One language of conditions: a rule tree over what is known of a customer.
//!
//! Each condition is defined exactly once, in [`table`]: as SQL that gives ids of customers (or as what it means in terms
//! of other conditions), with the sentence that says it. Sets, counts, the look at a single customer and explanations all
//! come from that. "Today" is a bound parameter. What a condition depends on, so that what is kept of it follows every
//! change, is found in its SQL; see [`crate::sets`].

mod days;
mod fields;
mod holding;
mod limits;
#[cfg(test)]
mod more_tests;
mod nearby;
mod rules;
mod sentences;
mod statements;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use days::span_of;
pub use holding::{Why, holds, why};
pub use limits::check;
pub(crate) use limits::settled;
pub use rules::{Amounts, Day, FieldRule, FieldTest, NameTest, Near, Numbers, Part, Period, Rule, Span, Visits};
pub use sentences::{SENTENCES, Said, Sentence, describe};
pub use statements::Statement;
pub(crate) use table::{Meaning, meaning};
