//! XLS, the old binary workbook. Its hidden rows and columns are not told by the library.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::compound;
use super::progress::Progress;
use super::references::Block;
use super::sheets::{Layout, Sheet};
use super::{Cell, Format, ReadError, ReadOptions, SheetInfo, Source, choose};

/// Reads an XLS.
///
/// # Errors
/// `too_large`, `damaged`, `protected`, `sheet_missing`, `empty_file` if no sheet has a value, `cancelled`.
pub(super) fn read(
    name: String,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    let mut workbook = Xls::new(Cursor::new(compound::sound(bytes)?)).map_err(xls_error)?;
    progress.understood(1, 2)?;
    let mut sheets = Vec::new();
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ == SheetType::WorkSheet {
            let range = workbook.worksheet_range(&sheet.name).map_err(xls_error)?;
            let first = range.start().map_or(0, |(row, _)| row);
            let last = range.used_cells().map(|(row, _, _)| row as u32 + first + 1).max();
            sheets.push(SheetInfo {
                name: sheet.name,
                hidden: sheet.visible != SheetVisible::Visible,
                rows: last.unwrap_or(0),
            });
        }
    }
    let chosen = choose(&sheets, options)?.name.clone();
    let is_1904 = workbook.has_1904_epoch();
    let range = workbook.worksheet_range(&chosen).map_err(xls_error)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut sheet = Sheet::default();
    for (row, column, value) in range.used_cells() {
        sheet.put(first_row + row as u32, first_column + column as u32, cell(value, is_1904))?;
    }
    let merges = workbook.merge_cells_by_sheet_name(&chosen).unwrap_or_default();
    let merges = merges.iter().map(|merge| Block::between(merge.start, merge.end)).collect();
    let table = sheet.finish(&Layout { merges, ..Layout::default() }, is_1904)?;
    progress.understood(1, 1)?;
    Ok(Source {
        format: Format::Workbook,
        file_name: name,
        encoding: None,
        delimiter: None,
        sheets,
        sheet: Some(chosen),
        table,
        photos: HashMap::new(),
    })
}

fn cell(value: &Data, is_1904: bool) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(moment) if moment.is_datetime() => Cell::Date { serial: moment.as_f64(), is_1904 },
        Data::DateTime(duration) => Cell::Number(duration.as_f64()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn xls_error(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Protected,
        _ => ReadError::Damaged,
    }
}
