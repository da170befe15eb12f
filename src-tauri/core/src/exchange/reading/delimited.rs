//! Delimited text into a table.

use std::collections::HashMap;

use super::progress::Progress;
use super::records::Records;
use super::{Format, MOST_CELLS, MOST_COLUMNS, ReadError, ReadOptions, Row, Source, Table, delimiters, encodings};

/// Records between two looks at the progress.
const STEP: u32 = 2_000;

/// Reads delimited text.
///
/// # Errors
/// `unknown_encoding`, `empty_file`, `not_a_table` for bytes that are no text, `too_large`, `cancelled`.
pub(super) fn read(
    name: String,
    bytes: Vec<u8>,
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    let (text, encoding) = encodings::decode(bytes, options.encoding.as_deref())?;
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}' || c == '\0') {
        return Err(ReadError::EmptyFile);
    }
    if is_binary(&text) {
        return Err(ReadError::NotATable);
    }
    let told = delimiters::told(&text);
    let body = told.and_then(|(_, end)| text.get(end..)).unwrap_or(&text);
    let delimiter = options
        .delimiter
        .and_then(|c| u8::try_from(c).ok())
        .filter(|byte| delimiters::is_usable(*byte))
        .or(told.map(|(delimiter, _)| delimiter))
        .unwrap_or_else(|| delimiters::find(body));
    Ok(Source {
        format: Format::Delimited,
        file_name: name,
        encoding: Some(encoding),
        delimiter: Some(char::from(delimiter)),
        sheets: Vec::new(),
        sheet: None,
        table: table(body, delimiter, progress)?,
        photos: HashMap::new(),
    })
}

fn table(text: &str, delimiter: u8, progress: &mut Progress<'_>) -> Result<Table, ReadError> {
    let mut records = Records::new(text, delimiter);
    let mut rows = Vec::new();
    let mut number = 0u32;
    let mut all = 0u64;
    while let Some(cells) = records.next_record(MOST_COLUMNS + 1) {
        if cells.len() > MOST_COLUMNS {
            return Err(ReadError::TooLarge { what: "columns", limit: MOST_COLUMNS as u64 });
        }
        // A row without cells still takes its place.
        all += cells.len().max(1) as u64;
        if all > MOST_CELLS {
            return Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS });
        }
        number += 1;
        if number.is_multiple_of(STEP) {
            progress.understood(records.position() as u64, text.len() as u64)?;
        }
        rows.push(Row { number, hidden: false, cells, merged_title: false });
    }
    progress.understood(1, 1)?;
    Ok(Table { rows, hidden_columns: Vec::new(), is_1904: false })
}

/// More than one control character in fifty, tabs and line breaks aside: pictures, programs, compressed bytes.
fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(64 * 1024) {
        all += 1;
        odd += usize::from(c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1A}'));
    }
    odd > 3 && odd * 50 > all
}
