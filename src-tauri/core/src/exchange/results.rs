//! What became of the rows of a file, or would.

use serde::{Deserialize, Serialize};

use super::meaning::{self, Prepared, RowsAre};
use super::planning::Plan;
use super::way::Way;
use crate::book::OnProgress;
use crate::error::Result;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportReport {
    /// Rows below the header; taken + changed + same + refused + skipped.
    pub rows: u32,
    /// Rows that became customers.
    pub taken: u32,
    /// Rows of customers who were there and were changed.
    #[serde(default)]
    pub changed: u32,
    /// Rows of customers who were there and stayed as they were.
    #[serde(default)]
    pub same: u32,
    /// Rows that should be customers and could not be taken.
    pub refused: u32,
    /// Rows that are no customers.
    pub skipped: u32,
    /// Every row that was not taken and every cell that was not read.
    pub problems: Vec<ImportProblem>,
    /// What became of the rows that are visits: of a sheet that came along, or of all rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub visits: Option<Box<VisitReport>>,
    /// The change that it was; none for a dry run.
    pub change: Option<i64>,
    /// The import under which this report is kept; none for a dry run.
    pub import_id: Option<i64>,
}

/// What became of a sheet of visits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitReport {
    /// The sheet's name; the file's where there are no sheets.
    pub sheet: String,
    /// Rows below the header; taken + same + refused + skipped.
    pub rows: u32,
    /// Rows that became visits.
    pub taken: u32,
    /// Rows of visits that were there.
    pub same: u32,
    /// Rows that should be visits and could not be taken.
    pub refused: u32,
    /// Rows that are no visits.
    pub skipped: u32,
    /// Every row that was not taken and every cell that was not read.
    pub problems: Vec<ImportProblem>,
}

/// A row that was not taken, or a cell that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportProblem {
    /// The row as a spreadsheet counts.
    pub row: u32,
    /// The column's heading; none where the whole row was refused or skipped.
    pub column: Option<String>,
    /// What the cell says, or the beginning of the row.
    pub value: String,
    /// Why, as a code: `empty`, `total`, `no_name`, `too_short`, `not_a_date` …
    pub reason: String,
}

impl ImportReport {
    /// How many visits came in as rows of their own.
    #[must_use]
    pub fn visits_taken(&self) -> u32 {
        self.visits.as_ref().map_or(0, |visits| visits.taken)
    }
}

/// What an import would report, without writing a thing.
///
/// # Errors
/// `cancelled` if told to stop.
pub fn dry_run(plan: &Plan, on_progress: OnProgress<'_>) -> Result<ImportReport> {
    let customers = (plan.rows_are == RowsAre::Customers).then_some(plan);
    let rows = customers.map_or(0, Plan::rows) + plan.of_visits().map_or(0, Plan::rows);
    let mut way = Way::of(rows, on_progress);
    let mut report = customers.map(|plan| told(plan, &mut way)).transpose()?.unwrap_or_default();
    report.visits = plan.of_visits().map(|visits| VisitReport::of(visits, &mut way)).transpose()?.map(Box::new);
    way.end()?;
    Ok(report)
}

/// What is told of the rows of one sheet.
fn told(plan: &Plan, way: &mut Way<'_>) -> Result<ImportReport> {
    let mut report = ImportReport::default();
    plan.each_telling(way, |row, prepared| {
        note(plan, &mut report, row, &prepared);
        Ok(())
    })?;
    (report.changed, report.same) = (plan.counts.changed, plan.counts.same);
    Ok(report)
}

impl VisitReport {
    /// What becomes of the rows of a plan of visits.
    pub(super) fn of(plan: &Plan, way: &mut Way<'_>) -> Result<Self> {
        let ImportReport { rows, taken, same, refused, skipped, problems, .. } = told(plan, way)?;
        let sheet = plan.source.sheet.clone().unwrap_or_else(|| plan.source.file_name.clone());
        Ok(Self { sheet, rows, taken, same, refused, skipped, problems })
    }
}

/// Counts a row, and lists what is wrong with it.
pub(super) fn note(plan: &Plan, report: &mut ImportReport, row: u32, prepared: &Prepared) {
    report.rows += 1;
    let code = |reason: serde_json::Result<serde_json::Value>| {
        reason.ok().and_then(|reason| reason.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let reason = match prepared {
        Prepared::Customer(customer) => {
            report.taken += u32::from(!plan.found.is_there(row));
            report.problems.extend(customer.problems.iter().map(|problem| ImportProblem {
                row,
                column: Some(problem.heading.clone()),
                value: problem.value.clone(),
                reason: problem.reason.to_owned(),
            }));
            return;
        }
        Prepared::Refused { reason } => {
            report.refused += 1;
            code(serde_json::to_value(reason))
        }
        Prepared::Skipped { reason } => {
            report.skipped += 1;
            code(serde_json::to_value(reason))
        }
    };
    // Rows are in the order of the file.
    let rows = &plan.source.table.rows;
    let found = rows.binary_search_by_key(&row, |found| found.number).ok().and_then(|place| rows.get(place));
    let texts: Vec<String> = found
        .map(|row| row.cells.iter().map(meaning::shown).filter(|text| !text.trim().is_empty()).collect())
        .unwrap_or_default();
    let value: String = texts.join(" | ").chars().take(200).collect();
    report.problems.push(ImportProblem { row, column: None, value, reason });
}
