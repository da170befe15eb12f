//! What an import would do, before it does it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::meaning::{
    CellProblem, Column, Context, KnownField, PointKind, Prepared, PreparedCustomer, Target, Width, find_header,
    prepare, prepare_all, propose_mapping, shown,
};
use super::reading::{Format, ReadOptions, Source};
use crate::ahead::ahead;
use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::customers::Nothing;
use crate::error::{Error, Result};
use crate::fields;

/// How a file is to be read and taken.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportOptions {
    /// The file.
    pub path: String,
    /// The sheet of a workbook; the first visible one with data if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub sheet: Option<String>,
    /// The encoding of a delimited file; found if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub encoding: Option<String>,
    /// The delimiter, one character; found if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub delimiter: Option<String>,
    /// The row of the headings as a spreadsheet counts; 0 for none; found if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub header_row: Option<u32>,
    /// What each column is; proposed if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub columns: Option<Vec<Column>>,
    /// Columns by heading that are something else than proposed.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, Target>>", optional))]
    pub targets: BTreeMap<String, Target>,
    /// Cells put right in the preview.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Correction>>", optional))]
    pub corrections: Vec<Correction>,
    /// Leave out rows that are hidden in the workbook.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub leave_hidden_rows: bool,
}

/// A cell put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Correction {
    /// The row as a spreadsheet counts.
    pub row: u32,
    /// The column, from 0.
    pub column: usize,
    /// What it should say.
    pub text: String,
}

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
    /// Those that are not taken and should be.
    Refused,
    /// Those that are no customers.
    Skipped,
}

/// Asks for a stretch of a preview.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PreviewImport {
    /// How the file is to be read.
    #[serde(flatten)]
    pub options: ImportOptions,
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
}

/// What the import would come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportCounts {
    /// Rows below the header.
    pub rows: u32,
    /// Rows that become customers.
    pub taken: u32,
    /// Rows that should be customers and cannot be taken.
    pub refused: u32,
    /// Rows that are no customers: empty, totals, headers once more, remarks.
    pub skipped: u32,
    /// Cells that cannot be read, of rows that are taken.
    pub problems: u32,
    /// Rows that are taken with such cells.
    pub problem_rows: u32,
    /// Visits that are made of last-visit days.
    pub visits: u32,
    /// Contacts.
    pub contacts: u32,
    /// Phones.
    pub phones: u32,
    /// Tags that the book does not have yet.
    pub new_tags: u32,
    /// Fields that the book does not have yet.
    pub new_fields: u32,
}

/// A stretch of what an import would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Preview {
    /// The file's name without its folder.
    pub file_name: String,
    /// `delimited` or `workbook`.
    pub format: String,
    /// The encoding of a delimited file.
    pub encoding: Option<String>,
    /// The delimiter of a delimited file.
    pub delimiter: Option<String>,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// The sheet that is shown.
    pub sheet: Option<String>,
    /// The row of the headings as a spreadsheet counts.
    pub header_row: Option<u32>,
    /// What each column is taken for.
    pub columns: Vec<Column>,
    /// What the import would come to.
    pub counts: ImportCounts,
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
    /// `customer`, `refused` or `skipped`.
    pub outcome: String,
    /// Why it is refused or skipped.
    pub reason: Option<String>,
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
}

/// A file with its meaning worked out: what preview and import share.
#[derive(Debug)]
pub struct Plan {
    /// The file.
    pub source: Source,
    /// The place of the header among the table's rows.
    pub header: Option<usize>,
    /// What each column is.
    pub columns: Vec<Column>,
    /// What it would come to.
    pub counts: ImportCounts,
    corrections: HashMap<(u32, usize), String>,
    home: String,
    currency: String,
    exponent: u8,
    leave_hidden_rows: bool,
    today: chrono::NaiveDate,
    known: Vec<KnownField>,
    outcomes: Vec<Outcome>,
}

struct Outcome {
    row: u32,
    /// The place among the table's rows; none for a row that the workbook leaves out.
    place: Option<usize>,
    kind: PreviewFilter,
    has_problems: bool,
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?}", self.row, self.kind)
    }
}

impl ImportOptions {
    /// How the file is to be read.
    ///
    /// # Errors
    /// `invalid` for a delimiter of more than one character.
    pub fn reading(&self) -> Result<ReadOptions> {
        let delimiter = match self.delimiter.as_deref() {
            None | Some("") => None,
            Some(text) => {
                let mut characters = text.chars();
                match (characters.next(), characters.next()) {
                    (Some(one), None) if one.is_ascii() => Some(one),
                    _ => return Err(Error::invalid("delimiter", "not_one_character")),
                }
            }
        };
        Ok(ReadOptions { sheet: self.sheet.clone(), encoding: self.encoding.clone(), delimiter })
    }
}

/// What a plan is worked out from besides the file: while it stays the same, so does the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    settings: settings::BookSettings,
    fields: Vec<fields::Field>,
    tags: Vec<String>,
    today: chrono::NaiveDate,
}

impl Basis {
    /// What a plan would be worked out from now. Uses: tag_by_name; fields are few.
    ///
    /// # Errors
    /// Those of the database.
    pub fn now(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            settings: settings::get(reader)?,
            fields: fields::list(reader, &Nothing {})?,
            tags: reader.all("SELECT name FROM tag WHERE trashed_at = 0 ORDER BY name", [], |row| row.get(0))?,
            today: reader.today,
        })
    }
}

impl Plan {
    /// Works out what a file means to this book.
    ///
    /// # Errors
    /// `invalid` for a header row that is not there or a field that is gone.
    pub fn new(reader: &Reader<'_>, source: Source, options: &ImportOptions) -> Result<Self> {
        let header = match options.header_row {
            None => find_header(&source.table),
            Some(0) => None,
            Some(number) => Some(
                source
                    .table
                    .rows
                    .iter()
                    .position(|row| row.number == number)
                    .ok_or_else(|| Error::invalid("header_row", "no_such_row"))?,
            ),
        };
        let settings = settings::get(reader)?;
        let known: Vec<KnownField> = fields::list(reader, &Nothing {})?
            .into_iter()
            .filter(|field| field.record == "customer")
            .map(|field| KnownField { id: field.id, label: field.label, field_type: field.field_type })
            .collect();
        let mut columns = match &options.columns {
            Some(columns) => columns.clone(),
            None => propose_mapping(&source.table, header, &known, &settings.home_country),
        };
        for (heading, target) in &options.targets {
            let column = columns
                .iter_mut()
                .find(|column| column.heading == *heading)
                .ok_or_else(|| Error::invalid("columns", "no_such_column").arg("name", heading.clone()))?;
            column.target = target.clone();
        }
        for column in &columns {
            if let Target::Field { id } = column.target {
                fields::find(reader, id)?;
            }
        }
        let mut plan = Self {
            source,
            header,
            columns,
            counts: ImportCounts::default(),
            corrections: options
                .corrections
                .iter()
                .map(|correction| ((correction.row, correction.column), correction.text.clone()))
                .collect(),
            home: settings.home_country,
            currency: settings.currency,
            exponent: settings.currency_exponent,
            leave_hidden_rows: options.leave_hidden_rows,
            today: reader.today,
            known,
            outcomes: Vec::new(),
        };
        plan.work_out(reader)?;
        Ok(plan)
    }

    fn context(&self) -> Context<'_> {
        Context {
            home: &self.home,
            currency: &self.currency,
            exponent: self.exponent,
            today: self.today,
            is_1904: self.source.table.is_1904,
            width: match self.source.format {
                Format::Delimited => Width::of(&self.source.table, self.header),
                Format::Workbook => Width::ANY,
            },
            take_hidden_rows: !self.leave_hidden_rows,
            fields: &self.known,
            corrections: &self.corrections,
        }
    }

    /// Calls this with every row below the header.
    pub(super) fn each(&self, mut f: impl FnMut(u32, Prepared) -> Result<()>) -> Result<()> {
        self.each_with(|_| (), |row, prepared, ()| f(row, prepared))
    }

    /// Calls `take` with every row below the header, and what was made of it. What it means is worked out and `make` is
    /// called on a thread of its own, a little ahead.
    pub(super) fn each_with<T: Send>(
        &self,
        make: impl Fn(&Prepared) -> T + Sync,
        mut take: impl FnMut(u32, Prepared, T) -> Result<()>,
    ) -> Result<()> {
        let context = self.context();
        let rows = |give: &mut dyn FnMut((u32, Prepared, T)) -> bool| {
            for (row, prepared) in prepare_all(&self.source.table, self.header, &self.columns, &context) {
                let made = make(&prepared);
                if !give((row, prepared, made)) {
                    break;
                }
            }
        };
        ahead(rows, |(row, prepared, made)| take(row, prepared, made))
    }

    fn work_out(&mut self, reader: &Reader<'_>) -> Result<()> {
        let mut counts = ImportCounts::default();
        let mut outcomes = Vec::new();
        let mut tags = HashSet::new();
        let places: HashMap<u32, usize> =
            self.source.table.rows.iter().enumerate().map(|(place, row)| (row.number, place)).collect();
        self.each(|row, prepared| {
            counts.rows += 1;
            let mut has_problems = false;
            let kind = match prepared {
                Prepared::Refused { .. } => {
                    counts.refused += 1;
                    PreviewFilter::Refused
                }
                Prepared::Skipped { .. } => {
                    counts.skipped += 1;
                    PreviewFilter::Skipped
                }
                Prepared::Customer(customer) => {
                    counts.taken += 1;
                    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                    counts.problems += count(customer.problems.len());
                    has_problems = !customer.problems.is_empty();
                    counts.problem_rows += u32::from(has_problems);
                    counts.visits += u32::from(customer.last_visit_on.is_some());
                    counts.contacts += u32::from(customer.contact.is_some());
                    counts.phones +=
                        count(customer.points.iter().filter(|point| point.kind == PointKind::Phone).count());
                    tags.extend(customer.tags);
                    PreviewFilter::Customers
                }
            };
            outcomes.push(Outcome { row, place: places.get(&row).copied(), kind, has_problems });
            Ok(())
        })?;
        for tag in tags {
            counts.new_tags += u32::from(crate::tags::find(reader, &tag)?.is_none());
        }
        let labels: HashSet<&String> = self
            .columns
            .iter()
            .filter_map(|column| match &column.target {
                Target::NewField { label, .. } => Some(label),
                _ => None,
            })
            .filter(|label| self.known.iter().all(|field| field.label != **label))
            .collect();
        counts.new_fields = u32::try_from(labels.len()).unwrap_or(u32::MAX);
        self.counts = counts;
        self.outcomes = outcomes;
        Ok(())
    }

    /// A stretch of the rows that a filter has.
    #[must_use]
    pub fn preview(&self, filter: PreviewFilter, at: u32, limit: u32) -> Preview {
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
            .map(|outcome| self.row(outcome))
            .collect();
        Preview {
            file_name: self.source.file_name.clone(),
            format: match self.source.format {
                Format::Delimited => "delimited",
                Format::Workbook => "workbook",
            }
            .to_owned(),
            encoding: self.source.encoding.map(str::to_owned),
            delimiter: self.source.delimiter.map(String::from),
            sheets: self
                .source
                .sheets
                .iter()
                .map(|sheet| Sheet { name: sheet.name.clone(), hidden: sheet.hidden, rows: sheet.rows })
                .collect(),
            sheet: self.source.sheet.clone(),
            header_row: self.header.and_then(|place| self.source.table.rows.get(place)).map(|row| row.number),
            columns: self.columns.clone(),
            counts: self.counts,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            rows,
        }
    }

    fn row(&self, outcome: &Outcome) -> PreviewRow {
        let Some(row) = outcome.place.and_then(|place| self.source.table.rows.get(place)) else {
            return PreviewRow {
                row: outcome.row,
                outcome: "skipped".to_owned(),
                reason: Some("empty".to_owned()),
                kind: None,
                cells: Vec::new(),
            };
        };
        let prepared = prepare(row, &self.columns, &self.context());
        let code = |reason: serde_json::Value| reason.as_str().map(str::to_owned);
        let (name, reason, customer) = match prepared {
            Prepared::Customer(customer) => ("customer", None, Some(customer)),
            Prepared::Refused { reason } => ("refused", serde_json::to_value(reason).ok().and_then(code), None),
            Prepared::Skipped { reason } => ("skipped", serde_json::to_value(reason).ok().and_then(code), None),
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
                PreviewCell { text, shown: parts, problem }
            })
            .collect();
        PreviewRow {
            row: row.number,
            outcome: name.to_owned(),
            reason,
            kind: customer.as_ref().map(|customer| customer.kind),
            cells,
        }
    }

    /// What of a customer came out of one column.
    fn stored(&self, customer: &PreparedCustomer, column: &Column, text: &str) -> Vec<String> {
        let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).into_iter().collect();
        match &column.target {
            Target::Skip => Vec::new(),
            Target::Name => vec![customer.name.clone()],
            Target::Contact => customer.contact.clone().into_iter().collect(),
            Target::Phone => self.of_kind(customer, PointKind::Phone, text),
            Target::Tags => customer.tags.clone(),
            Target::LastVisit => date(customer.last_visit_on),
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
