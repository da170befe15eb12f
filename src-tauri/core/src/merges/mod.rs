//! Merging: several records of one customer become one, and can be taken apart again at any later time.
//!
//! A merge writes down every row that it touched (`recording.rs`): `unmerge` puts each cell back that nobody changed since, and
//! leaves all else as it is. What was added since stays with who was kept, but for what belongs to a contact of the other.

mod choices;
mod merging;
mod previews;
#[cfg(test)]
mod properties;
mod recording;
#[cfg(test)]
mod tests;
mod unmerging;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;

pub use choices::{Choice, FieldChoice};
pub use merging::{MergeCustomers, Merged, merge, merge_groups};
pub use previews::{MergePreview, MergeSide, PreviewMerge, preview};
pub use unmerging::{Unmerged, unmerge};

/// A merge that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Merge {
    /// Its id.
    pub id: i64,
    /// The customer who has it all now.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// The name of the one who was merged into them.
    pub merged: String,
    /// The uid of that one.
    pub merged_uid: String,
    /// When, milliseconds UTC.
    pub merged_at: i64,
}

/// Asks for merges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListMerges {
    /// Only those of this customer; of all if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
}

/// The merges that can be taken back, the latest first, at most 1,000. Uses: merge_by_customer, or the primary key.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListMerges) -> Result<Vec<Merge>> {
    let condition = if req.customer_id.is_some() { "merge.customer_id = ?1" } else { "?1 IS NULL" };
    reader.all(
        &format!(
            "SELECT merge.id, merge.customer_id, c.name, merge.merged_name, merge.merged_uid, merge.merged_at
             FROM merge CROSS JOIN customer AS c ON c.id = merge.customer_id WHERE {condition}
             ORDER BY merge.id DESC LIMIT 1000"
        ),
        [req.customer_id],
        |row| {
            Ok(Merge {
                id: row.get(0)?,
                customer_id: row.get(1)?,
                customer: row.get(2)?,
                merged: row.get(3)?,
                merged_uid: row.get(4)?,
                merged_at: row.get(5)?,
            })
        },
    )
}

/// Who holds what a customer that was merged had; by the uid of that one. Uses: merge_by_merged_uid.
///
/// # Errors
/// Those of the database.
pub fn holder_of(conn: &Connection, uid: &str) -> Result<Option<i64>> {
    conn.first("SELECT customer_id FROM merge WHERE merged_uid = ?1 ORDER BY id DESC LIMIT 1", [uid], |row| row.get(0))
}
