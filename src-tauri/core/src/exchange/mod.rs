//! Everything that comes in from files and goes out into them.

pub mod appointments;
pub mod conflicts;
pub mod exports;
mod finding;
pub mod imports;
pub mod marks;
pub mod matching;
pub mod meaning;
pub mod options;
pub mod planning;
pub mod previews;
pub mod reading;
mod remembering;
pub mod reports;
pub mod results;
#[cfg(test)]
pub(crate) mod tests;
#[cfg(test)]
mod update_tests;
mod updating;
mod visits;
#[cfg(test)]
mod visits_tests;
mod way;
#[cfg(test)]
mod way_tests;

use crate::error::Error;
use reading::ReadError;

/// A text whose encoding is not told; what cannot be decoded becomes U+FFFD.
pub(crate) fn decoded_text(bytes: Vec<u8>) -> String {
    reading::decoded(bytes).map(|(text, _)| text).unwrap_or_default()
}

/// Says which file could not be read, and why.
#[must_use]
pub fn file_error(error: &ReadError, path: &str) -> Error {
    let refused = match error {
        ReadError::NotFound => Error::refused("file_missing"),
        ReadError::IsDirectory => Error::refused("file_is_directory"),
        ReadError::Unreadable { kind } => Error::refused("file_unreadable").arg("detail", kind.to_string()),
        ReadError::EmptyFile => Error::refused("file_empty"),
        ReadError::NotATable => Error::refused("file_not_a_table"),
        ReadError::UnknownFormat { found } => Error::refused("file_unknown_format").arg("format", *found),
        ReadError::Damaged => Error::refused("file_damaged"),
        ReadError::Protected => Error::refused("file_protected"),
        ReadError::TooLarge { what, limit } => Error::refused("file_too_large").arg("what", *what).arg("limit", *limit),
        ReadError::ChangedWhileReading => Error::refused("file_changed_while_reading"),
        ReadError::SheetMissing { name } => Error::refused("sheet_missing").arg("name", name.clone()),
        ReadError::UnknownEncoding { name } => Error::refused("file_unknown_encoding").arg("name", name.clone()),
        ReadError::Cancelled => Error::refused("cancelled"),
    };
    refused.arg("file", path).at("file", path)
}
