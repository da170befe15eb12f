//! Telling customers from empty rows, totals, repeated headers and remarks.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::exchange::reading::{Cell, Row, Table};
use crate::values::texts::{is_nothing, to_half_width};

use super::cells::{is_blank_cell, line_of};
use super::columns::{Column, KnownField, Target};
use super::customers::read_customer;
use super::prepared::{Prepared, RefusedReason, SkippedReason};

/// What must be known beside the row itself.
#[derive(Debug, Clone)]
pub struct Context<'a, S = std::hash::RandomState> {
    /// Country of phones that are written without one, as ISO 3166 code (`CN`).
    pub home: &'a str,
    /// Currency of the book, as ISO 4217 code (`CNY`).
    pub currency: &'a str,
    /// Digits of the currency's smallest unit (2 for fen).
    pub exponent: u8,
    /// The local day: nobody is born after it.
    pub today: NaiveDate,
    /// Bare serial days count from 1904.
    pub is_1904: bool,
    /// How many cells a record must have.
    pub width: Width,
    /// What a row is.
    pub rows_are: RowsAre,
    /// Take the rows that are hidden in the sheet, too.
    pub take_hidden_rows: bool,
    /// The fields of the book, for targets that name one.
    pub fields: &'a [KnownField],
    /// Texts that the user typed instead of what cells hold, by row number and column index.
    pub corrections: &'a HashMap<(u32, usize), String, S>,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RowsAre {
    /// One row, one customer.
    #[default]
    Customers,
    /// One row, one visit of a customer whom the book, or another sheet of the file, has.
    Visits,
}

/// How many cells the records of a file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    least: usize,
    most: usize,
}

impl Width {
    /// Any number, as in workbooks, whose rows end with their last value.
    pub const ANY: Self = Self { least: 0, most: usize::MAX };

    /// The width of a delimited file's records: that of the header. Where many rows are shorter (programs that leave
    /// out empty cells at the end) short ones are fine, and where most are longer (a comma behind every line) long ones are.
    #[must_use]
    pub fn of(table: &Table, header: Option<usize>) -> Self {
        let Some(width) = header.and_then(|header| table.rows.get(header)).map(|row| row.cells.len()) else {
            return Self::ANY;
        };
        let header = header.unwrap_or(0);
        let widths: Vec<usize> = table
            .rows
            .iter()
            .skip(header + 1)
            .filter(|row| !row.cells.iter().all(is_blank_cell))
            .map(|row| row.cells.len())
            .collect();
        let share = |fits: &dyn Fn(usize) -> bool| {
            let count = widths.iter().filter(|own| fits(**own)).count();
            if count < 3 { 0 } else { count * 100 / widths.len() }
        };
        Self {
            least: if share(&|own| own < width) >= 20 { 0 } else { width },
            most: if share(&|own| own > width) >= 50 { widths.iter().copied().max().unwrap_or(width) } else { width },
        }
    }
}

/// Says what one row below the header is: a customer, refused or skipped. A cell that cannot be read does not cost its row.
#[must_use]
pub fn prepare<S: BuildHasher>(row: &Row, mapping: &[Column], context: &Context<'_, S>) -> Prepared {
    let row = corrected(row, mapping, context);
    if let Some(reason) = skipped(&row, mapping, context.take_hidden_rows) {
        return Prepared::Skipped { reason };
    }
    if row.cells.len() < context.width.least {
        return Prepared::Refused { reason: RefusedReason::TooFewCells };
    }
    if row.cells.len() > context.width.most {
        return Prepared::Refused { reason: RefusedReason::TooManyCells };
    }
    match read_customer(&row, mapping, context) {
        Some(customer) => Prepared::Customer(Box::new(customer)),
        None => Prepared::Refused { reason: RefusedReason::NoName },
    }
}

/// Prepares all rows below the header, one by one, with their numbers. Empty rows that the reader left out count as skipped.
pub fn prepare_all<'a, S: BuildHasher>(
    table: &'a Table,
    header: Option<usize>,
    mapping: &'a [Column],
    context: &'a Context<'a, S>,
) -> impl Iterator<Item = (u32, Prepared)> + 'a {
    let first = header.map_or(0, |header| header + 1);
    let mut last = header.and_then(|header| table.rows.get(header)).map_or(0, |row| row.number);
    table.rows.iter().skip(first).flat_map(move |row| {
        let missing = last.saturating_add(1)..row.number;
        last = row.number;
        missing
            .map(|number| (number, Prepared::Skipped { reason: SkippedReason::Empty }))
            .chain(std::iter::once((row.number, prepare(row, mapping, context))))
    })
}

fn corrected<'a, S: BuildHasher>(row: &'a Row, mapping: &[Column], context: &Context<'_, S>) -> Cow<'a, Row> {
    if context.corrections.is_empty() {
        return Cow::Borrowed(row);
    }
    let mut row = Cow::Borrowed(row);
    for column in mapping {
        let Some(text) = context.corrections.get(&(row.number, column.index)) else { continue };
        let row = row.to_mut();
        if row.cells.len() <= column.index {
            row.cells.resize(column.index + 1, Cell::Empty);
        }
        if let Some(cell) = row.cells.get_mut(column.index) {
            *cell = if text.is_empty() { Cell::Empty } else { Cell::Text(text.clone()) };
        }
    }
    row
}

fn skipped(row: &Row, mapping: &[Column], take_hidden: bool) -> Option<SkippedReason> {
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !is_blank_cell(cell)).collect();
    let column_of = |index: usize| mapping.iter().find(|column| column.index == index);
    // A running number alone was filled in ahead.
    let telling = filled.iter().filter(|(index, cell)| {
        let is_number = line_of(cell).bytes().all(|byte| byte.is_ascii_digit());
        !(is_number && column_of(*index).is_some_and(|column| column.running_number))
    });
    if telling.clone().next().is_none() {
        return Some(SkippedReason::Empty);
    }
    if row.hidden && !take_hidden {
        return Some(SkippedReason::Hidden);
    }
    if repeats_header(&filled, mapping) {
        return Some(SkippedReason::RepeatedHeader);
    }
    if is_total(&filled, mapping) {
        return Some(SkippedReason::Total);
    }
    if row.merged_title {
        return Some(SkippedReason::Remark);
    }
    match filled.as_slice() {
        [(index, cell)] if is_remark(*index, cell, column_of(*index)) => Some(SkippedReason::Remark),
        _ => None,
    }
}

fn repeats_header(filled: &[(usize, &Cell)], mapping: &[Column]) -> bool {
    let repeats = |index: usize, cell: &Cell| {
        matches!(cell, Cell::Text(_))
            && mapping.iter().any(|column| column.index == index && column.heading == line_of(cell))
    };
    // Three in ten may be another text; most rows are told apart by their first cells.
    let (mut same, mut others) = (0, 0);
    for (index, cell) in filled {
        *if repeats(*index, cell) { &mut same } else { &mut others } += 1;
        if others * 10 > filled.len() * 3 {
            return false;
        }
    }
    same >= 2
}

/// 合计, 北京小计, Total: the first text of a row that names no contact and no contact point.
fn is_total(filled: &[(usize, &Cell)], mapping: &[Column]) -> bool {
    let Some((_, Cell::Text(first))) = filled.first() else { return false };
    let personal = |index: usize| {
        mapping.iter().any(|column| {
            column.index == index
                && matches!(
                    column.target,
                    Target::Contact
                        | Target::Phone
                        | Target::Email
                        | Target::Wechat
                        | Target::Address
                        | Target::Tags
                        | Target::LastVisit
                )
        })
    };
    names_total(first) && !filled.iter().skip(1).any(|(index, cell)| personal(*index) && !is_nothing(&line_of(cell)))
}

/// True for 合计, 合 计：, 北京小计, Total, Grand total …
pub(super) fn names_total(text: &str) -> bool {
    let word: String = to_half_width(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '.' | '*'))
        .collect();
    ["合计", "小计", "总计", "共计", "合計", "小計", "總計", "共計", "累计", "subtotal", "total", "summe", "gesamt"]
        .iter()
        .any(|total| {
            // 合计（含税）, 总计12家: a little may follow the Chinese words.
            let follows = !total.is_ascii() && word.starts_with(total) && word.chars().count() <= 14;
            word.ends_with(total) || follows
        })
}

/// One text in the whole row: outside of the columns that say who the customer is, or beginning like a remark (注：…).
fn is_remark(index: usize, cell: &Cell, column: Option<&Column>) -> bool {
    let Cell::Text(text) = cell else { return false };
    let text = to_half_width(text).trim().to_lowercase();
    let begins = [
        "注:",
        "备注:",
        "備註:",
        "说明:",
        "說明:",
        "制表",
        "填表",
        "打印",
        "审核",
        "单位:",
        "note:",
        "notes:",
        "remark:",
        "*",
        "※",
        "以上",
        "数据来源",
        "source:",
    ]
    .iter()
    .any(|word| text.starts_with(word));
    let stands_outside =
        column.is_none_or(|column| column.running_number || (index == 0 && column.target == Target::Skip));
    begins || stands_outside
}
