//! Answers as text: a table to look at, CSV, JSON.

use std::io::Write;

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::{AskQuery, stream};
use crate::book::Book;
use crate::error::{Error, Result};

/// A table shows so many rows unless told.
const SHOWN: u32 = 1_000;
/// A cell of a table is cut behind so many columns of the screen.
const WIDEST: usize = 60;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns side by side, to look at; cut behind 1,000 rows unless told.
    Table,
    /// RFC 4180 with a heading, UTF-8, values as they are.
    Csv,
    /// One array of objects, on one line.
    Json,
    /// An object a line.
    JsonLines,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many rows.
    pub rows: u64,
    /// Whether there are more.
    pub is_cut: bool,
}

/// Asks, and writes each row as it comes; a table at the end.
///
/// # Errors
/// As for [`stream`]; those of writing.
pub fn write(book: &Book, req: &AskQuery, format: Format, out: &mut dyn Write) -> Result<Written> {
    let limit = match (req.limit, format) {
        (Some(limit), _) => u64::from(limit),
        (None, Format::Table) => u64::from(SHOWN),
        (None, _) => u64::MAX,
    };
    let mut written = Written { rows: 0, is_cut: false };
    let mut table: Vec<Vec<String>> = Vec::new();
    let names = stream(book, req, &mut |names, row| {
        if written.rows == limit {
            written.is_cut = true;
            return Ok(false);
        }
        match format {
            Format::Table => table.push(row.iter().map(shown).collect()),
            Format::Csv => {
                if written.rows == 0 {
                    line(out, names.iter().map(String::as_str))?;
                }
                let texts: Vec<String> = row.iter().map(text).collect();
                line(out, texts.iter().map(String::as_str))?;
            }
            Format::Json | Format::JsonLines => {
                let before: &[u8] = match (format, written.rows) {
                    (Format::Json, 0) => b"[",
                    (Format::Json, _) => b",",
                    _ => b"",
                };
                out.write_all(before)?;
                let object: Map<String, Value> = names.iter().cloned().zip(row).collect();
                serde_json::to_writer(&mut *out, &object)?;
                if format == Format::JsonLines {
                    out.write_all(b"\n")?;
                }
            }
        }
        written.rows += 1;
        Ok(true)
    })?;
    match format {
        Format::Table => side_by_side(out, &names, &table)?,
        Format::Csv if written.rows == 0 => line(out, names.iter().map(String::as_str))?,
        Format::Json if written.rows == 0 => out.write_all(b"[]\n")?,
        Format::Json => out.write_all(b"]\n")?,
        Format::Csv | Format::JsonLines => {}
    }
    Ok(written)
}

fn line<'a>(out: &mut dyn Write, cells: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(|error| Error::from(std::io::Error::other(error)))?;
    Ok(writer.flush()?)
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell of a table: on one line, nothing that a terminal would obey, not too wide.
fn shown(value: &Value) -> String {
    let line: String = text(value).chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    if line.width() <= WIDEST {
        return line;
    }
    let mut cut = String::new();
    for letter in line.chars() {
        if cut.width() + 2 > WIDEST {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

fn side_by_side(out: &mut dyn Write, names: &[String], rows: &[Vec<String>]) -> Result<()> {
    let width = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.width());
        cells.chain(names.get(place).map(|name| name.width())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    let mut put = |cells: &[String]| -> Result<()> {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
        Ok(())
    };
    put(names)?;
    put(&widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>())?;
    rows.iter().try_for_each(|row| put(row))
}
