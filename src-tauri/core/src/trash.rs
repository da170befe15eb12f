//! The trash: what was deleted and can be restored.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::customers::{self, ById};
use crate::error::{Error, Result};
use crate::{contact_points, contacts, fields, files, followups, owners, segments, stages, tags, visit_kinds, visits};

/// Asks for a stretch of the trash.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListTrash {
    /// From this position, 0 is what was deleted last.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// At most so many; 100 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A stretch of the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Trash {
    /// How many records there are in all.
    pub total: u32,
    /// The stretch, last deleted first.
    pub items: Vec<TrashItem>,
}

/// A deleted record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashItem {
    /// `customer`, `contact`, `contact_point`, `visit`, `followup`, `file`, `tag`, `tag_group`, `stage`, `owner`, `segment`,
    /// `field`, `field_option`, `visit_kind`; restored by its own command.
    pub record: String,
    /// Its id.
    pub id: i64,
    /// Its name, or the beginning of its text.
    pub title: String,
    /// The customer it belongs to, if it is a part of one.
    pub customer: Option<String>,
    /// When it was deleted, milliseconds UTC.
    pub trashed_at: i64,
}

/// What is in the trash. Parts that went there with their customer are not listed. Uses: customer_in_trash; the small
/// lists are walked.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListTrash) -> Result<Trash> {
    let limit = req.limit.unwrap_or(100).min(1_000);
    let items = reader.all(
        &format!("{} ORDER BY trashed_at DESC, id DESC LIMIT ?1 OFFSET ?2", include_str!("trash.sql")),
        params![limit, req.at],
        |row| {
            Ok(TrashItem {
                record: row.get(0)?,
                id: row.get(1)?,
                title: row.get(2)?,
                customer: row.get(3)?,
                trashed_at: row.get(4)?,
            })
        },
    )?;
    let total = reader.value(&format!("SELECT count(*) FROM ({})", include_str!("trash.sql")), [])?;
    Ok(Trash { total, items })
}

/// One record in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TrashRef {
    /// What it is; see [`TrashItem`].
    pub record: String,
    /// Its id.
    pub id: i64,
}

/// Restores records of any kind, in one step.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RestoreTrash {
    /// Which.
    pub items: Vec<TrashRef>,
}

/// Takes records out of the trash, all or none.
///
/// # Errors
/// Those of restoring each: `duplicate_name` if its name is taken by now, `not_found` if it is gone; `invalid` for a kind
/// that there is not.
pub fn restore(tx: &Tx<'_>, req: &RestoreTrash) -> Result<usize> {
    for item in &req.items {
        restore_one(tx, &item.record, &ById { id: item.id })?;
    }
    tx.about("count", req.items.len());
    Ok(req.items.len())
}

fn restore_one(tx: &Tx<'_>, record: &str, by: &ById) -> Result<()> {
    match record {
        "customer" => customers::restore(tx, &[by.id]).map(drop),
        "contact" => contacts::restore(tx, by),
        "contact_point" => contact_points::restore(tx, by),
        "visit" => visits::restore(tx, by),
        "followup" => followups::restore(tx, by),
        "file" => files::restore(tx, by),
        "tag" => tags::restore(tx, by),
        "tag_group" => tags::restore_group(tx, by),
        "stage" => stages::restore(tx, by),
        "owner" => owners::restore(tx, by),
        "segment" => segments::restore(tx, by),
        "field" => fields::restore(tx, by),
        "field_option" => fields::restore_option(tx, by),
        "visit_kind" => visit_kinds::restore(tx, by),
        _ => Err(Error::invalid("record", "not_a_choice")),
    }
}

#[cfg(test)]
mod tests;
