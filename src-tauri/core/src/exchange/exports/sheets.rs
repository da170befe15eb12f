//! A workbook: typed cells, widths, a header that stays, no formulas. It is filled on a second processor while its next rows
//! are read.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cells::{Cell, amount};

/// So many rows a sheet holds below its header.
pub const MOST: usize = 1_048_575;
/// The longest text of a cell, in UTF-16 code units.
const LONGEST: usize = 32_767;
/// Columns are no wider than that, in characters.
const WIDEST: usize = 50;

/// So many rows wait to be filled in at most.
const WAITING: usize = 256;

/// A sheet that is being filled.
pub struct Sheet {
    rows: SyncSender<Vec<Cell>>,
    filled: JoinHandle<Result<Filled, XlsxError>>,
}

impl Sheet {
    /// One with these headings and no rows yet.
    pub fn new(headings: Vec<String>) -> Self {
        let (rows, waiting) = sync_channel(WAITING);
        Self { rows, filled: std::thread::spawn(move || filled(&headings, waiting)) }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        // Nobody takes it once something failed, which is told at the end.
        drop(self.rows.send(cells));
    }

    /// The workbook as a file.
    ///
    /// # Errors
    /// Of any row, or of the whole.
    pub fn bytes(self) -> Result<Vec<u8>, XlsxError> {
        drop(self.rows);
        let filled = self
            .filled
            .join()
            .unwrap_or_else(|_| Err(XlsxError::IoError(std::io::Error::other("the sheet could not be filled"))));
        filled?.bytes()
    }
}

fn filled(headings: &[String], rows: Receiver<Vec<Cell>>) -> Result<Filled, XlsxError> {
    let mut sheet = Filled::new(headings.len());
    sheet.headings(headings)?;
    for cells in rows {
        sheet.row(&cells)?;
    }
    Ok(sheet)
}

/// A sheet with the rows so far.
struct Filled {
    sheet: Worksheet,
    next: u32,
    widths: Vec<usize>,
    day: Format,
    money: Format,
    text: Format,
    head: Format,
}

impl Filled {
    /// An empty one with so many columns.
    fn new(columns: usize) -> Self {
        Self {
            sheet: Worksheet::new(),
            next: 0,
            widths: vec![8; columns],
            day: Format::new().set_num_format("yyyy-mm-dd"),
            money: Format::new().set_num_format("#,##0.00"),
            // "@": what is typed into the cell later stays a text, too.
            text: Format::new().set_num_format("@"),
            head: Format::new().set_bold(),
        }
    }

    /// The header.
    fn headings(&mut self, headings: &[String]) -> Result<(), XlsxError> {
        for (column, heading) in (0..).zip(headings) {
            self.sheet.write_string_with_format(0, column, heading, &self.head)?;
            self.widen(column, heading);
        }
        self.next = 1;
        self.sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// A row.
    fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let row = self.next;
        for (column, cell) in (0..).zip(cells) {
            let sheet = &mut self.sheet;
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, fitting(text), &self.text)?;
                    self.widen(column, text);
                }
                Cell::Phones(phones) => {
                    let joined = phones.join(" / ");
                    sheet.write_string_with_format(row, column, fitting(&joined), &self.text)?;
                    self.widen(column, &joined);
                }
                Cell::Number(number) => match number.parse::<f64>() {
                    // A spreadsheet keeps fifteen digits: what has more stays a text.
                    Ok(value) if number.bytes().filter(u8::is_ascii_digit).count() <= 15 => {
                        sheet.write_number(row, column, value)?;
                    }
                    _ => drop(sheet.write_string_with_format(row, column, number, &self.text)?),
                },
                Cell::Money(minor, exponent) => {
                    let value = amount(*minor, *exponent).parse::<f64>().unwrap_or_default();
                    sheet.write_number_with_format(row, column, value, &self.money)?;
                    self.widen(column, "100,000,000.00");
                }
                Cell::Day(day) => {
                    // Excel's days begin with 1900; earlier ones are texts.
                    match serial(*day) {
                        Some(serial) => drop(sheet.write_number_with_format(row, column, serial, &self.day)?),
                        None => {
                            let text = day.format("%Y-%m-%d").to_string();
                            sheet.write_string_with_format(row, column, text, &self.text)?;
                        }
                    }
                    self.widen(column, "2026-11-23 ");
                }
            }
        }
        self.next += 1;
        Ok(())
    }

    fn widen(&mut self, column: u16, text: &str) {
        let width = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) + 2;
        if let Some(widest) = self.widths.get_mut(usize::from(column)) {
            *widest = (*widest).max(width.min(WIDEST));
        }
    }

    /// The workbook as a file.
    fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, u32::try_from(*width).unwrap_or(50))?;
        }
        if self.next > 1 {
            let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
            self.sheet.autofilter(0, 0, self.next - 1, last)?;
        }
        let mut book = Workbook::new();
        book.push_worksheet(self.sheet);
        book.save_to_buffer()
    }
}

/// A text as long as a cell may be.
fn fitting(text: &str) -> Cow<'_, str> {
    // No text has more code units than bytes.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= LONGEST
    };
    Cow::Owned(text.chars().take_while(fits).collect())
}

/// A day as spreadsheets count: 1900-03-01 is 61.
fn serial(day: chrono::NaiveDate) -> Option<f64> {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = day.signed_duration_since(first).num_days();
    (61..=2_958_465).contains(&days).then(|| f64::from(u32::try_from(days).unwrap_or(0)))
}
