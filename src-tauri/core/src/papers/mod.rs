//! Papers: a customer's card, a list and address labels as PDF, and pages of PDF as pictures.
//!
//! They are written in fonts of the system ([`fonts`]), of which only the letters that are used go into the file.

mod apart;
mod cards;
mod drawing;
mod fonts;
mod labels;
mod lists;
mod sheets;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::book::{OnProgress, Reader};
use crate::customers::{Selection, Sort};
use crate::error::{Error, Result};
use crate::exchange::exports::ExportColumn;

pub use apart::{draw_apart, draw_if_asked};
pub use drawing::{Drawn, draw};
pub use labels::LabelSheet;
pub use sheets::PaperSize;

/// What is put on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Everything of each customer, each on a page of their own.
    Card,
    /// A list with these columns.
    List {
        /// Which columns, in this order.
        columns: Vec<ExportColumn>,
    },
    /// Address labels.
    Labels {
        /// The sheet that is in the printer.
        sheet: LabelSheet,
        /// So many labels of the first sheet are used up.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
        skip: u32,
    },
}

/// Asks for a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MakePaper {
    /// What.
    pub kind: PaperKind,
    /// Of whom.
    pub customers: Selection,
    /// In which order; by name if absent. Chosen ids stay in their order.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Sort>>", optional))]
    pub sort: Vec<Sort>,
    /// What a list is called.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub title: String,
    /// The size of the pages; labels have their own.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<PaperSize>", optional))]
    pub size: PaperSize,
    /// The language of the words; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What was made.
    pub made: PaperMade,
}

/// What was put on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PaperMade {
    /// How many pages.
    pub pages: u64,
    /// How many customers are on them.
    pub customers: u64,
    /// How many were left out, because a label needs an address.
    pub left_out: u64,
}

/// The words of a paper by their keys; `foot` is given page and count of pages.
pub struct Words<'a> {
    /// A word.
    pub word: &'a dyn Fn(&str) -> String,
    /// The line at the foot of a page.
    pub foot: &'a dyn Fn(usize, usize) -> String,
    /// The language, as BCP 47 names it.
    pub language: &'a str,
}

/// So many customers of whom everything is put on paper at once.
const MOST_CARDS: usize = 500;

/// Puts customers on paper.
///
/// # Errors
/// `font_missing` if no font of the system has some of the letters, with those; `invalid` if nobody is chosen or no column
/// is; `paper_too_many`; `cancelled` if told to stop; those of the rule.
pub fn make(reader: &Reader<'_>, req: &MakePaper, words: &Words<'_>, on_progress: OnProgress<'_>) -> Result<Paper> {
    let ids = crate::exchange::exports::chosen(reader, Some(&req.customers), &req.sort)?;
    if ids.is_empty() {
        return Err(Error::invalid("customers", "empty"));
    }
    match &req.kind {
        PaperKind::Card if ids.len() > MOST_CARDS => Err(Error::refused("paper_too_many").arg("limit", MOST_CARDS)),
        PaperKind::Card => cards::make(reader, &ids, req.size, words, on_progress),
        PaperKind::List { columns } if columns.is_empty() => Err(Error::invalid("columns", "empty")),
        PaperKind::List { columns } => lists::make(reader, &ids, columns, req, words, on_progress),
        PaperKind::Labels { sheet, skip } => labels::make(reader, &ids, *sheet, *skip, words, on_progress),
    }
}
