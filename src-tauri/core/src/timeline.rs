//! The timeline: everything dated that concerns one customer, newest first.

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::history::{self, ChangeInfo};
use crate::book::sql::Sql;
use crate::customers::ValueRow;
use crate::error::Result;
use crate::fields;
use crate::files::{self, FileRow};

/// Asks for a stretch of a customer's timeline.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListTimeline {
    /// The customer.
    pub customer_id: i64,
    /// Only these kinds: `visit`, `followup`, `file`, `stage`, `owner`, `edit`; all but edits if empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub kinds: Vec<String>,
    /// From this position, 0 is the newest.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// At most so many; 50 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A stretch of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Timeline {
    /// How many entries there are in all.
    pub total: u32,
    /// The stretch.
    pub entries: Vec<TimelineEntry>,
}

/// One entry of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TimelineEntry {
    /// `visit`, `followup`, `file`, `stage`, `owner` or `edit`.
    pub kind: String,
    /// The record's id, within its kind.
    pub id: i64,
    /// The local day, for a visit and a follow-up.
    pub on: Option<String>,
    /// The moment, milliseconds UTC, if there is one.
    pub at: Option<i64>,
    /// What was said, or what is to be done.
    pub text: String,
    /// What came of a visit.
    pub outcome: String,
    /// The code of a visit's kind, empty for one of the user's own.
    pub visit_kind: String,
    /// The name of a visit's kind, or the stage or owner that was taken up.
    pub label: String,
    /// The stage or owner before, if there was one.
    pub from: Option<String>,
    /// Who wrote a visit.
    pub author: Option<String>,
    /// The contact who was spoken to: id.
    pub contact_id: Option<i64>,
    /// The contact who was spoken to: name.
    pub contact: Option<String>,
    /// `open`, `done`, `dropped` or `no_show`, of a follow-up.
    pub state: String,
    /// What the fields of a visit hold, in the fields' order; only those that hold something.
    pub values: Vec<ValueRow>,
    /// The step that an edit was, with what it changed of the customer.
    pub step: Option<ChangeInfo>,
    /// The files of a visit, or the one that this is.
    pub files: Vec<FileRow>,
}

/// Asks for a stretch of a customer's visits.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListVisits {
    /// The customer.
    pub customer_id: i64,
    /// From this position, 0 is the newest.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// At most so many; 50 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// The visits of a customer: their timeline without the rest.
///
/// # Errors
/// Those of the database.
pub fn visits(reader: &Reader<'_>, req: &ListVisits) -> Result<Timeline> {
    let kinds = vec!["visit".to_owned()];
    list(reader, &ListTimeline { customer_id: req.customer_id, kinds, at: req.at, limit: req.limit })
}

fn read(row: &Row<'_>) -> rusqlite::Result<TimelineEntry> {
    Ok(TimelineEntry {
        kind: row.get(0)?,
        id: row.get(1)?,
        on: row.get(2)?,
        at: row.get(3)?,
        text: row.get(4)?,
        outcome: row.get(5)?,
        visit_kind: row.get(6)?,
        label: row.get(7)?,
        from: row.get(8)?,
        author: row.get(9)?,
        contact_id: row.get(10)?,
        contact: row.get(11)?,
        state: row.get(12)?,
        values: Vec::new(),
        step: None,
        files: Vec::new(),
    })
}

/// Steps of which the timeline tells as visits, follow-ups, stages and owners.
const NO_EDITS: &[&str] = &[
    "visit.log",
    "file.attach",
    "followup.create",
    "followup.finish",
    "followup.drop",
    "followup.no_show",
    "followup.reopen",
    "plan.order",
    "plan.reset",
    "plan.skip",
    "plan.add",
    "customers.set_stage",
    "customers.set_owner",
];

/// A stretch of a timeline. Uses: visit_by_customer, followup_by_customer, file_by_customer, file_by_visit, stage_entry_by_customer,
/// ownership_by_customer, lineage by customer; a customer's own rows are few enough to be sorted.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &ListTimeline) -> Result<Timeline> {
    let limit = req.limit.unwrap_or(50).min(1_000);
    let kinds = serde_json::to_string(&req.kinds)?;
    let no_edits = serde_json::to_string(NO_EDITS)?;
    let mut entries: Vec<TimelineEntry> = reader.all(
        include_str!("timeline.sql"),
        params![
            req.customer_id,
            kinds,
            req.kinds.is_empty(),
            limit,
            req.at,
            reader.midnight_ms - day_ms(reader),
            no_edits
        ],
        read,
    )?;
    let ids: Vec<i64> = entries.iter().filter(|entry| entry.kind == "visit").map(|entry| entry.id).collect();
    let mut values = fields::of_visits(reader, &ids)?;
    for entry in entries.iter_mut().filter(|entry| entry.kind == "visit") {
        entry.values = values.remove(&entry.id).unwrap_or_default();
    }
    let loose: Vec<i64> = entries.iter().filter(|entry| entry.kind == "file").map(|entry| entry.id).collect();
    let mut found = files::of_entries(reader, "visit_id", &ids)?;
    found.extend(files::of_entries(reader, "id", &loose)?);
    for file in found {
        let (kind, id) =
            file.visit_id.filter(|id| ids.contains(id)).map_or(("file", file.id), |visit| ("visit", visit));
        if let Some(entry) = entries.iter_mut().find(|entry| entry.kind == kind && entry.id == id) {
            entry.files.push(file);
        }
    }
    let is_edit = |entry: &&mut TimelineEntry| entry.kind == "edit";
    if let Some(oldest) = entries.iter_mut().filter(is_edit).map(|entry| entry.id).min() {
        let mut steps = history::since(reader, req.customer_id, oldest)?;
        for entry in entries.iter_mut().filter(is_edit) {
            entry.step = steps.iter().position(|step| step.id == entry.id).map(|place| steps.swap_remove(place));
        }
    }
    let total = reader.value(
        "SELECT (SELECT count(*) FROM visit WHERE customer_id = ?1 AND trashed_at = 0 AND (?3 OR 'visit' IN (SELECT value FROM json_each(?2))))
              + (SELECT count(*) FROM followup WHERE customer_id = ?1 AND trashed_at = 0 AND (?3 OR 'followup' IN (SELECT value FROM json_each(?2))))
              + (SELECT count(*) FROM file WHERE customer_id = ?1 AND trashed_at = 0 AND visit_id IS NULL
                 AND (?3 OR 'file' IN (SELECT value FROM json_each(?2))))
              + (SELECT count(*) FROM stage_entry WHERE customer_id = ?1 AND (?3 OR 'stage' IN (SELECT value FROM json_each(?2))))
              + (SELECT count(*) FROM ownership WHERE customer_id = ?1 AND (?3 OR 'owner' IN (SELECT value FROM json_each(?2))))
              + (SELECT count(*) FROM lineage AS l JOIN change AS g ON g.id = l.change_id WHERE l.customer_id = ?1 AND g.state <> 'undone'
                 AND g.verb NOT IN (SELECT value FROM json_each(?4)) AND 'edit' IN (SELECT value FROM json_each(?2)))",
        params![req.customer_id, kinds, req.kinds.is_empty(), no_edits],
    )?;
    Ok(Timeline { total, entries })
}

/// The offset of local time from UTC: local midnight as if it were UTC, less when it was.
fn day_ms(reader: &Reader<'_>) -> i64 {
    let days = reader.today.signed_duration_since(chrono::NaiveDate::default()).num_days();
    days * 86_400_000
}

#[cfg(test)]
mod tests;
