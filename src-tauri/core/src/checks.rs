//! Checks of what comes in from forms and commands.

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::values::texts::{clean_line, clean_text};

/// The longest name of anything, in characters.
pub const NAME_LIMIT: usize = 200;
/// The longest note, in characters.
pub const TEXT_LIMIT: usize = 100_000;

/// A name of 1–200 characters on one line; outer space and control characters are dropped, line breaks become spaces.
///
/// # Errors
/// `invalid` (empty) or `too_long`.
pub fn checked_name(field: &str, text: &str) -> Result<String> {
    let name = clean_line(text);
    if name.is_empty() {
        return Err(Error::invalid(field, "empty"));
    }
    if name.chars().count() > NAME_LIMIT {
        return Err(Error::too_long(field, NAME_LIMIT));
    }
    Ok(name)
}

/// A line that may be empty, of at most 200 characters.
///
/// # Errors
/// `too_long`.
pub fn checked_line(field: &str, text: &str) -> Result<String> {
    let line = clean_line(text);
    if line.chars().count() > NAME_LIMIT {
        return Err(Error::too_long(field, NAME_LIMIT));
    }
    Ok(line)
}

/// A text of several lines, of at most 100,000 characters.
///
/// # Errors
/// `too_long`.
pub fn checked_text(field: &str, text: &str) -> Result<String> {
    let text = clean_text(text);
    if text.chars().count() > TEXT_LIMIT {
        return Err(Error::too_long(field, TEXT_LIMIT));
    }
    Ok(text)
}

/// A local date `YYYY-MM-DD` between 1900 and 2200.
///
/// # Errors
/// `invalid` (`not_a_date` or `out_of_range`).
pub fn checked_date(field: &str, text: &str) -> Result<String> {
    let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map_err(|_| Error::invalid(field, "not_a_date"))?;
    let year = chrono::Datelike::year(&date);
    if !(1900..=2200).contains(&year) {
        return Err(Error::invalid(field, "out_of_range"));
    }
    Ok(date.format("%Y-%m-%d").to_string())
}

/// Distinguishes "leave it" (absent) from "clear it" (null) in a request: `Option<Option<T>>`.
///
/// # Errors
/// Those of the value.
pub fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Option<T>>, D::Error> {
    serde::Deserialize::deserialize(deserializer).map(Some)
}
