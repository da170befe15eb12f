//! Side by side: what each of several customers has, and what the one that is left would get.

use serde::{Deserialize, Serialize};

use super::choices::best_of;
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::customers::{self, ById, Card, Selection, ids_of};
use crate::error::{Error, Result};

/// Asks what a merge would do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PreviewMerge {
    /// The customers, 2–100.
    pub ids: Vec<i64>,
}

/// One of the customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergeSide {
    /// The card.
    pub card: Card,
    /// How many follow-ups are open.
    pub followups: u32,
}

/// What a merge would begin with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergePreview {
    /// Who would be kept: who was visited most, then who is known longest.
    pub keep: i64,
    /// The customers, in the order that was asked for.
    pub sides: Vec<MergeSide>,
}

/// The customers side by side, with who is kept unless told.
///
/// # Errors
/// `not_found` if one is gone; `invalid` for less than two.
pub fn preview(reader: &Reader<'_>, req: &PreviewMerge) -> Result<MergePreview> {
    let ids = ids_of(reader, &Selection::Ids(req.ids.clone()))?;
    if !(2..=100).contains(&ids.len()) {
        return Err(Error::invalid("ids", "out_of_range"));
    }
    let keep = best_of(reader, &ids)?.ok_or_else(|| Error::invalid("ids", "empty"))?;
    let mut sides = Vec::with_capacity(ids.len());
    for id in ids {
        let card = customers::show(reader, &ById { id })?;
        let followups = reader.value(
            "SELECT count(*) FROM followup INDEXED BY followup_open_by_customer
             WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0",
            [id],
        )?;
        sides.push(MergeSide { card, followups });
    }
    Ok(MergePreview { keep, sides })
}
