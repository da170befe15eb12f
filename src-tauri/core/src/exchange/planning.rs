//! What an import will do: a file with its meaning worked out, row by row.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::finding::Found;
use super::matching::MatchKey;
use super::meaning::{
    Column, Context, KnownField, PointKind, Prepared, RowsAre, Target, Width, find_header, prepare_all,
    propose_mapping, propose_visits,
};
use super::options::ImportOptions;
use super::previews::PreviewFilter;
use super::reading::{Format, Source, Table};
use super::remembering;
use super::updating;
use super::visits::Known;
use super::way::Way;
use crate::ahead::ahead;
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader, settings};
use crate::customers::{self, Nothing};
use crate::error::{Error, Result};
use crate::fields;

/// The change that takes in customers, and what comes along with them.
pub(super) const CUSTOMERS: &str = "customers.import";
/// The change that takes in visits alone.
const VISITS: &str = "visits.import";

/// What the import would come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportCounts {
    /// Rows below the header.
    pub rows: u32,
    /// Rows that become customers.
    pub taken: u32,
    /// Rows of customers who are there and are changed.
    pub changed: u32,
    /// Rows of customers who are there and stay as they are.
    pub same: u32,
    /// Rows that should be customers and cannot be taken.
    pub refused: u32,
    /// Rows that are no customers: empty, totals, headers once more, remarks.
    pub skipped: u32,
    /// Cells that cannot be read, of rows that are taken.
    pub problems: u32,
    /// Rows that are taken with such cells.
    pub problem_rows: u32,
    /// Visits that are made: of last-visit days, or of rows that are visits.
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
    pub(super) corrections: HashMap<(u32, usize), String>,
    pub(super) home: String,
    currency: String,
    pub(super) exponent: u8,
    leave_hidden_rows: bool,
    today: chrono::NaiveDate,
    known: Vec<KnownField>,
    pub(super) match_by: Vec<MatchKey>,
    pub(super) clears: bool,
    pub(super) found: Found,
    pub(super) rows_are: RowsAre,
    /// The sheet of visits that comes along.
    pub visits: Option<Box<Plan>>,
    /// Sheets of the workbook that look like visits.
    pub visit_sheets: Vec<String>,
    /// By what the file can be told from what it was before; empty of a text that was pasted.
    pub stamp: String,
    pub(super) outcomes: Vec<Outcome>,
}

pub(super) struct Outcome {
    pub(super) row: u32,
    /// The place among the table's rows; none for a row that the workbook leaves out.
    pub(super) place: Option<usize>,
    pub(super) kind: PreviewFilter,
    pub(super) has_problems: bool,
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?}", self.row, self.kind)
    }
}

/// What a plan is worked out from besides the file: while it stays the same, so does the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    settings: settings::BookSettings,
    fields: Vec<fields::Field>,
    tags: Vec<String>,
    today: chrono::NaiveDate,
    /// Where customers are looked for, everything counts.
    version: u64,
}

impl Basis {
    /// What a plan would be worked out from now. Uses: tag_by_name; fields are few.
    ///
    /// # Errors
    /// Those of the database.
    pub fn now(reader: &Reader<'_>, options: &ImportOptions) -> Result<Self> {
        Ok(Self {
            version: if options.looks_for_somebody() { reader.version } else { 0 },
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
        Self::new_telling(reader, source, options, &mut |_, _| true)
    }

    /// As [`Plan::new`], and tells how many rows of how many it is through.
    ///
    /// # Errors
    /// As for [`Plan::new`]; `cancelled` if told to stop.
    pub fn new_telling(
        reader: &Reader<'_>,
        source: Source,
        options: &ImportOptions,
        on_progress: OnProgress<'_>,
    ) -> Result<Self> {
        let mut plan = Self::read(reader, source, options)?;
        let mut way = Way::of(plan.rows(), on_progress);
        plan.work_out(reader, &Known::default(), &mut way)?;
        way.end()?;
        Ok(plan)
    }

    /// Takes a sheet of visits along, of the customers of this file or of the book.
    ///
    /// # Errors
    /// As for [`Plan::new_telling`].
    pub fn with_visits(
        mut self,
        reader: &Reader<'_>,
        source: Source,
        options: &ImportOptions,
        on_progress: OnProgress<'_>,
    ) -> Result<Self> {
        let mut visits = Self::read(reader, source, options)?;
        if options.columns.is_none() {
            // A number under the same heading in both sheets is the customer's.
            for column in visits.columns.iter_mut().filter(|column| column.target == Target::Skip && !column.hidden) {
                let own = self.columns.iter().find(|own| own.heading == column.heading).map(|own| &own.target);
                if let Some(target @ (Target::NewField { .. } | Target::Field { .. })) = own
                    && !options.targets.contains_key(&column.heading)
                {
                    column.target = target.clone();
                }
            }
        }
        let mut way = Way::of(self.rows() + visits.rows(), on_progress);
        let known = Known::of(&self, &mut way)?;
        visits.work_out(reader, &known, &mut way)?;
        way.end()?;
        self.visits = Some(Box::new(visits));
        Ok(self)
    }

    fn read(reader: &Reader<'_>, source: Source, options: &ImportOptions) -> Result<Self> {
        let header = match options.header_row {
            _ if source.format == Format::Cards => Some(0),
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
            None => {
                let propose = proposing(options.rows_are);
                let mut columns = propose(&source.table, header, &known, &settings.home_country);
                // Letters over columns say nothing of the list.
                if header.is_some() {
                    remembering::recall(reader, &mut columns, &known)?;
                }
                columns
            }
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
        Ok(Self {
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
            match_by: options.match_by.clone().unwrap_or_else(|| MatchKey::USUAL.to_vec()),
            clears: options.empty_clears,
            found: Found::new(options.existing),
            rows_are: options.rows_are,
            visits: None,
            visit_sheets: Vec::new(),
            stamp: String::new(),
            outcomes: Vec::new(),
        })
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            home: &self.home,
            currency: &self.currency,
            exponent: self.exponent,
            today: self.today,
            is_1904: self.source.table.is_1904,
            width: match self.source.format {
                Format::Delimited => Width::of(&self.source.table, self.header),
                Format::Workbook | Format::Cards => Width::ANY,
            },
            rows_are: self.rows_are,
            take_hidden_rows: !self.leave_hidden_rows,
            fields: &self.known,
            corrections: &self.corrections,
        }
    }

    /// Calls this with every row below the header.
    pub(super) fn each(&self, mut f: impl FnMut(u32, Prepared) -> Result<()>) -> Result<()> {
        self.each_with(|_| (), |row, prepared, ()| f(row, prepared))
    }

    /// As [`Plan::each`], and tells of every row.
    pub(super) fn each_telling(&self, way: &mut Way<'_>, mut f: impl FnMut(u32, Prepared) -> Result<()>) -> Result<()> {
        self.each(|row, prepared| {
            way.step()?;
            f(row, prepared)
        })
    }

    /// How many rows there are below the header, with those that the workbook leaves out.
    pub(super) fn rows(&self) -> u64 {
        let header = self.header.and_then(|header| self.source.table.rows.get(header)).map_or(0, |row| row.number);
        self.source.table.rows.last().map_or(0, |row| row.number.saturating_sub(header)).into()
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
                let prepared = self.found.decided(row, prepared);
                let made = make(&prepared);
                if !give((row, prepared, made)) {
                    break;
                }
            }
        };
        ahead(rows, |(row, prepared, made)| take(row, prepared, made))
    }

    /// The fields that the book had.
    pub(super) fn known_fields(&self) -> &[KnownField] {
        &self.known
    }

    /// The field of the book with this label.
    pub(super) fn field_called(&self, label: &str) -> Option<&KnownField> {
        self.known.iter().find(|field| field.label == label)
    }

    /// The rows that are visits: those of a sheet that comes along, or all of them.
    pub(super) fn of_visits(&self) -> Option<&Self> {
        if self.rows_are == RowsAre::Visits { Some(self) } else { self.visits.as_deref() }
    }

    /// How many rows are gone through to take it in: twice where those who are there are changed first.
    pub(super) fn steps(&self) -> u64 {
        let twice = self.rows_are == RowsAre::Customers && self.found.updates();
        u64::from(self.counts.rows) * if twice { 2 } else { 1 }
    }

    /// What the change is called: of customers, or of visits where only those come.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        let customers = self.counts.taken + self.counts.changed;
        let visits = self.visits.as_ref().map_or(0, |visits| visits.counts.taken);
        let only_visits = self.rows_are == RowsAre::Visits || (customers == 0 && visits > 0);
        if only_visits { VISITS } else { CUSTOMERS }
    }

    /// Finds whose each row is, and counts what the rows come to. `known` are the customers of the file, of a sheet of visits.
    fn work_out(&mut self, reader: &Reader<'_>, known: &Known, way: &mut Way<'_>) -> Result<()> {
        // Nobody is decided on before they were looked for.
        let mut found = std::mem::take(&mut self.found);
        let mut counts = ImportCounts::default();
        let mut outcomes = Vec::new();
        let mut tags = HashSet::new();
        let places: HashMap<u32, usize> =
            self.source.table.rows.iter().enumerate().map(|(place, row)| (row.number, place)).collect();
        self.each_telling(way, |row, prepared| {
            counts.rows += 1;
            if let Prepared::Customer(customer) = &prepared {
                found.look_for(reader, self, known, row, customer)?;
            }
            let mut has_problems = false;
            let kind = match found.decided(row, prepared) {
                Prepared::Refused { .. } => {
                    counts.refused += 1;
                    PreviewFilter::Refused
                }
                Prepared::Skipped { .. } => {
                    counts.skipped += 1;
                    PreviewFilter::Skipped
                }
                Prepared::Customer(customer) if found.matches.contains_key(&row) => {
                    has_problems = !customer.problems.is_empty();
                    let changes = found.updates() && {
                        let id = found.matches.get(&row).copied().unwrap_or_default();
                        !updating::steps(reader, self, &customers::facts(reader, id)?, &customer)?.is_empty()
                            || updating::new_files(reader, self, id, row)? > 0
                    };
                    *if changes { &mut counts.changed } else { &mut counts.same } += 1;
                    if changes { PreviewFilter::Changed } else { PreviewFilter::Same }
                }
                Prepared::Customer(customer) if found.whose.there.contains(&row) => {
                    has_problems = !customer.problems.is_empty();
                    counts.same += 1;
                    PreviewFilter::Same
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
        for (order, tag) in (1..).zip(tags) {
            if order % 256 == 0 {
                way.tell()?;
            }
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
        self.found = found;
        self.counts = counts;
        self.outcomes = outcomes;
        Ok(())
    }
}

/// How the columns of such rows are proposed.
pub(super) fn proposing(rows_are: RowsAre) -> fn(&Table, Option<usize>, &[KnownField], &str) -> Vec<Column> {
    match rows_are {
        RowsAre::Customers => propose_mapping,
        RowsAre::Visits => propose_visits,
    }
}
