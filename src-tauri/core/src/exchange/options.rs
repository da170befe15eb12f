//! How a file is to be read and taken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::matching::{Existing, MatchKey};
use super::meaning::{Column, RowsAre, Target};
use super::reading::ReadOptions;
use crate::error::{Error, Result};

/// How a file is to be read and taken.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportOptions {
    /// The file; of a table that was pasted, what it is called.
    pub path: String,
    /// A table that was pasted, instead of a file: cells parted by tabs or as in CSV, or an address book.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub text: Option<String>,
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
    /// What becomes of rows of customers who are there already; every row is a new one unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Existing>", optional))]
    pub existing: Existing,
    /// By what they are known, in this order; by phone, e-mail, WeChat and name unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub match_by: Option<Vec<MatchKey>>,
    /// An empty cell empties what is there: fields and birthdays. Else it says nothing.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub empty_clears: bool,
    /// What the rows are; customers unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<RowsAre>", optional))]
    pub rows_are: RowsAre,
    /// Another sheet of the workbook, whose rows are visits and come along in the same step.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub visits: Option<VisitSheet>,
    /// Leave out rows that are hidden in the workbook.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub leave_hidden_rows: bool,
}

/// A sheet of visits that comes along with the customers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitSheet {
    /// Its name.
    pub sheet: String,
    /// The row of the headings, as for the customers.
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

impl ImportOptions {
    /// Whether customers of the book are looked for, so that everything in it counts.
    #[must_use]
    pub fn looks_for_somebody(&self) -> bool {
        self.existing != Existing::Add || self.visits.is_some() || self.rows_are == RowsAre::Visits
    }

    /// How the sheet of visits that comes along is to be read and taken; none without one.
    #[must_use]
    pub fn of_visits(&self) -> Option<Self> {
        let VisitSheet { sheet, header_row, columns, targets, corrections } = self.visits.clone()?;
        Some(Self {
            path: self.path.clone(),
            sheet: Some(sheet),
            header_row,
            columns,
            targets,
            corrections,
            match_by: self.match_by.clone(),
            leave_hidden_rows: self.leave_hidden_rows,
            rows_are: RowsAre::Visits,
            ..Self::default()
        })
    }

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
