//! What an import would do, shown before it does it.

use serde::{Deserialize, Serialize};

use super::meaning::{CellProblem, Column, PointKind, Prepared, PreparedCustomer, RowsAre, Target, prepare, shown};
use super::options::ImportOptions;
use super::planning::{ImportCounts, Outcome, Plan};
use super::reading::Format;
use super::updating;
use crate::book::Reader;
use crate::customers;
use crate::error::Result;

/// Which rows a preview shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PreviewFilter {
    /// All of them.
    #[default]
    All,
    /// Those that become customers.
    Customers,
    /// Those with cells that cannot be read.
    Problems,
    /// Those of customers who are there and are changed.
    Changed,
    /// Those of customers who are there and stay as they are.
    Same,
    /// Those that are not taken and should be.
    Refused,
    /// Those that are no customers.
    Skipped,
}

impl PreviewFilter {
    /// What is told of a row that a customer came out of.
    const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Same => "same",
            _ => "customer",
        }
    }
}

/// Asks for a stretch of a preview.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PreviewImport {
    /// How the file is to be read.
    #[serde(flatten)]
    pub options: ImportOptions,
    /// The rows of the sheet of visits that comes along, instead of the customers.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub of_visits: bool,
    /// Which rows.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<PreviewFilter>", optional))]
    pub filter: PreviewFilter,
    /// From this position in the filter.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// At most so many; 100 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Hidden in the workbook.
    pub hidden: bool,
    /// The number of its last row.
    pub rows: u32,
    /// It looks like visits, which can come along with the customers of another sheet.
    pub visits: bool,
}

/// A stretch of what an import would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Preview {
    /// The file's name without its folder.
    pub file_name: String,
    /// By what the file can be told from what it was before; empty of a text that was pasted.
    pub stamp: String,
    /// `delimited`, `workbook` or `cards`.
    pub format: String,
    /// The encoding of a delimited file.
    pub encoding: Option<String>,
    /// The delimiter of a delimited file.
    pub delimiter: Option<String>,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The sheet that is shown.
    pub sheet: Option<String>,
    /// The row of the headings as a spreadsheet counts; none of an address book.
    pub header_row: Option<u32>,
    /// What each column is taken for.
    pub columns: Vec<Column>,
    /// What the import would come to.
    pub counts: ImportCounts,
    /// What the sheet of visits that comes along would come to.
    pub visits: Option<ImportCounts>,
    /// How many rows the filter has.
    pub total: u32,
    /// The stretch.
    pub rows: Vec<PreviewRow>,
}

/// One row of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PreviewRow {
    /// Its number as a spreadsheet counts.
    pub row: u32,
    /// `customer`, `visit`, `changed`, `same`, `refused` or `skipped`.
    pub outcome: String,
    /// Why it is refused or skipped.
    pub reason: Option<String>,
    /// The customer who is there, of one who is changed or stays.
    pub customer_id: Option<i64>,
    /// How many pictures it adds to one who is changed.
    pub new_files: u32,
    /// `person` or `company`, of a customer.
    pub kind: Option<super::meaning::CustomerKind>,
    /// Its cells, one for each column.
    pub cells: Vec<PreviewCell>,
}

/// One cell of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PreviewCell {
    /// As the file has it.
    pub text: String,
    /// As it will be stored, parts one by one: tags, phones …
    pub shown: Vec<String>,
    /// Why it cannot be read, as a code.
    pub problem: Option<String>,
    /// What it would take the place of, or be added to: of a customer who is changed. Empty where there was nothing.
    pub was: Option<String>,
}

impl Plan {
    /// A stretch of the rows that a filter has.
    ///
    /// # Errors
    /// Those of the database.
    pub fn preview(&self, reader: &Reader<'_>, filter: PreviewFilter, at: u32, limit: u32) -> Result<Preview> {
        let fits = |outcome: &&Outcome| match filter {
            PreviewFilter::All => true,
            PreviewFilter::Problems => outcome.has_problems,
            kind => outcome.kind == kind,
        };
        let total = self.outcomes.iter().filter(fits).count();
        let rows = self
            .outcomes
            .iter()
            .filter(fits)
            .skip(at as usize)
            .take(limit as usize)
            .map(|outcome| self.row(reader, outcome))
            .collect::<Result<_>>()?;
        Ok(Preview {
            stamp: self.stamp.clone(),
            file_name: self.source.file_name.clone(),
            format: match self.source.format {
                Format::Delimited => "delimited",
                Format::Workbook => "workbook",
                Format::Cards => "cards",
            }
            .to_owned(),
            encoding: self.source.encoding.map(str::to_owned),
            delimiter: self.source.delimiter.map(String::from),
            sheets: self.sheets(),
            sheet: self.source.sheet.clone(),
            header_row: self
                .header
                .and_then(|place| self.source.table.rows.get(place))
                .map(|row| row.number)
                .filter(|number| *number > 0),
            columns: self.columns.clone(),
            counts: self.counts,
            visits: self.visits.as_ref().map(|visits| visits.counts),
            total: u32::try_from(total).unwrap_or(u32::MAX),
            rows,
        })
    }

    /// The sheets of the workbook.
    #[must_use]
    pub fn sheets(&self) -> Vec<Sheet> {
        let visits = |name: &String| self.visit_sheets.contains(name);
        let sheets = self.source.sheets.iter();
        sheets
            .map(|sheet| Sheet {
                name: sheet.name.clone(),
                hidden: sheet.hidden,
                rows: sheet.rows,
                visits: visits(&sheet.name),
            })
            .collect()
    }

    fn row(&self, reader: &Reader<'_>, outcome: &Outcome) -> Result<PreviewRow> {
        let Some(row) = outcome.place.and_then(|place| self.source.table.rows.get(place)) else {
            return Ok(PreviewRow {
                row: outcome.row,
                outcome: "skipped".to_owned(),
                reason: Some("empty".to_owned()),
                customer_id: None,
                new_files: 0,
                kind: None,
                cells: Vec::new(),
            });
        };
        let prepared = self.found.decided(row.number, prepare(row, &self.columns, &self.context()));
        let code = |reason: serde_json::Value| reason.as_str().map(str::to_owned);
        let (name, reason, customer) = match prepared {
            Prepared::Customer(customer) => {
                let is_visit = self.rows_are == RowsAre::Visits && outcome.kind == PreviewFilter::Customers;
                (if is_visit { "visit" } else { outcome.kind.code() }, None, Some(customer))
            }
            Prepared::Refused { reason } => ("refused", serde_json::to_value(reason).ok().and_then(code), None),
            Prepared::Skipped { reason } => ("skipped", serde_json::to_value(reason).ok().and_then(code), None),
        };
        let known = customer.as_ref().and_then(|_| self.found.matches.get(&row.number).copied());
        let steps = match (&customer, known) {
            (Some(customer), Some(id)) if self.found.updates() => {
                updating::steps(reader, self, &customers::facts(reader, id)?, customer)?
            }
            _ => Vec::new(),
        };
        let cells = self
            .columns
            .iter()
            .map(|column| {
                let text = match self.corrections.get(&(row.number, column.index)) {
                    Some(text) => text.clone(),
                    None => row.cells.get(column.index).map(shown).unwrap_or_default(),
                };
                let problem = customer.as_ref().and_then(|customer| problem_of(customer, column.index));
                let parts = customer.as_ref().map_or_else(Vec::new, |customer| self.stored(customer, column, &text));
                let was = steps.iter().find(|step| step.column == column.index).map(|step| step.was.clone());
                PreviewCell { text, shown: parts, problem, was }
            })
            .collect();
        Ok(PreviewRow {
            row: row.number,
            outcome: name.to_owned(),
            reason,
            customer_id: known,
            new_files: match known {
                Some(id) if self.found.updates() => updating::new_files(reader, self, id, row.number)?,
                _ => 0,
            },
            kind: customer.as_ref().map(|customer| customer.kind),
            cells,
        })
    }

    /// What of a customer came out of one column.
    fn stored(&self, customer: &PreparedCustomer, column: &Column, text: &str) -> Vec<String> {
        let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).into_iter().collect::<Vec<_>>();
        match &column.target {
            Target::Skip => Vec::new(),
            Target::Name => vec![customer.name.clone()],
            Target::Contact => customer.contact.clone().into_iter().collect(),
            Target::Phone => self.of_kind(customer, PointKind::Phone, text),
            Target::Tags => customer.tags.clone(),
            Target::LastVisit => date(customer.last_visit_on)
                .into_iter()
                .chain(customer.visit.time.map(|time| time.format("%H:%M").to_string()))
                .collect(),
            Target::NextFollowup => date(customer.next_followup_on),
            Target::Birthday | Target::Stage | Target::Owner | Target::Kind => plain(text),
            Target::NewField { .. } | Target::Field { .. } => customer
                .values
                .iter()
                .filter(|(index, _)| *index == column.index)
                .flat_map(|(_, value)| super::imports::shown_value(value, self.exponent))
                .collect(),
            _ => plain(text),
        }
    }

    /// The points of this kind whose raw text stands in the cell.
    fn of_kind(&self, customer: &PreparedCustomer, kind: PointKind, text: &str) -> Vec<String> {
        crate::values::phones::split_phones(text, &self.home)
            .read
            .into_iter()
            .map(|phone| phone.value)
            .filter(|value| customer.points.iter().any(|point| point.kind == kind && point.value == *value))
            .collect()
    }
}

fn plain(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

fn problem_of(customer: &PreparedCustomer, column: usize) -> Option<String> {
    customer
        .problems
        .iter()
        .find(|problem: &&CellProblem| problem.column == column)
        .map(|problem| problem.reason.to_owned())
}
