//! What people write, read as what it means: phones, dates, birthdays, amounts, e-mails, tags, names.
//!
//! Pure functions over text, for the forms as well as for imports. They know no clock and no database;
//! the home country, the day and the currency are passed in. A text that cannot be read gives a code, never words.

pub mod amounts;
pub mod birthdays;
pub mod dates;
pub mod emails;
pub mod field_types;
pub mod names;
pub mod numbers;
pub mod phones;
pub mod tags;
pub mod texts;
pub mod yes_no;

#[cfg(test)]
mod any_text_tests;
