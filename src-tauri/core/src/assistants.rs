//! What a program that helps the user on this machine may do with the book, and what it is shown of a customer.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// What such a program may do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum AssistantAccess {
    /// Nothing: it is not let in.
    #[default]
    Off,
    /// It reads.
    Read,
    /// It reads, logs visits and makes follow-ups; each is a step that can be undone.
    Write,
}

/// What can be shown of a customer, in the order of a card. `field:ID` is one of the book's own fields.
pub const CAN_SHOW: [&str; 14] = [
    "name",
    "kind",
    "stage",
    "owner",
    "tags",
    "followups",
    "visits",
    "phones",
    "emails",
    "messengers",
    "addresses",
    "contacts",
    "birthday",
    "note",
];

/// What is shown unless something else is said: nothing by which somebody could be reached, and nothing that was said.
pub const SHOWN_AT_FIRST: [&str; 6] = ["name", "kind", "stage", "owner", "tags", "followups"];

/// The list as it is kept: each word once.
///
/// # Errors
/// `invalid` with the word that is none of these, or a field that is not there.
pub(crate) fn checked_shows(conn: &Connection, shows: &[String]) -> Result<Vec<String>> {
    let mut checked: Vec<String> = Vec::new();
    for word in shows.iter().map(|word| word.trim()) {
        let known = match word.strip_prefix("field:") {
            None => CAN_SHOW.contains(&word),
            Some(id) => {
                let id: Option<i64> = id.parse().ok();
                let sql = "SELECT id FROM field WHERE id = ?1 AND record = 'customer' AND trashed_at = 0";
                id.is_some() && conn.first(sql, [id], |row| row.get::<_, i64>(0))?.is_some()
            }
        };
        if !known {
            return Err(Error::invalid("assistant_shows", "nothing_to_show").arg("name", word));
        }
        if !checked.iter().any(|had| had == word) {
            checked.push(word.to_owned());
        }
    }
    Ok(checked)
}
