//! XLSX and its kin: cells are streamed, so that a sheet costs what it holds.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archives::Archive;
use super::progress::Progress;
use super::references::serial_of_iso;
use super::sheets::{Layout, Sheet};
use super::{Cell, Format, ReadError, ReadOptions, SheetInfo, Source, choose, layouts};

/// Cells between two looks at the progress.
const STEP: u64 = 16_000;
/// More cells than this that nobody can read, and the sheet is damaged.
const MOST_ODD_CELLS: usize = 10_000;

/// Reads an XLSX.
///
/// # Errors
/// `too_large`, `damaged`, `protected`, `sheet_missing`, `empty_file` if no sheet has a value, `cancelled`.
pub(super) fn read(
    name: String,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    let mut archive = Archive::open(bytes)?;
    archive.check()?;
    let parts = layouts::sheet_parts(&mut archive)?;
    layouts::check_shared_strings(&mut archive)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let (sheets, layouts) = list(&workbook, &mut archive, &parts, progress)?;
    let chosen = choose(&sheets, options)?.name.clone();
    let layout = sheets
        .iter()
        .zip(layouts)
        .find(|(sheet, _)| sheet.name == chosen)
        .map(|(_, layout)| layout)
        .unwrap_or_default();
    let part = parts.iter().find(|(name, _)| *name == chosen).ok_or(ReadError::Damaged)?;
    let sheet = fill(&mut workbook, &mut archive, part, &layout, progress)?;
    let table = sheet.finish(&layout, workbook.has_1904_epoch())?;
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

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

fn list(
    workbook: &Workbook<'_>,
    archive: &mut Archive<'_>,
    parts: &[(String, String)],
    progress: &mut Progress<'_>,
) -> Result<(Vec<SheetInfo>, Vec<Layout>), ReadError> {
    let mut sheets = Vec::new();
    let mut layouts = Vec::new();
    for sheet in workbook.sheets_metadata() {
        let part = parts.iter().find(|(name, _)| *name == sheet.name);
        let (SheetType::WorkSheet, Some((_, part))) = (sheet.typ, part) else { continue };
        let layout = layouts::read(archive.part(part)?, progress)?;
        sheets.push(SheetInfo {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
            rows: layout.last_row,
        });
        layouts.push(layout);
    }
    Ok((sheets, layouts))
}

fn fill(
    workbook: &mut Workbook<'_>,
    archive: &mut Archive<'_>,
    (name, part): &(String, String),
    layout: &Layout,
    progress: &mut Progress<'_>,
) -> Result<Sheet, ReadError> {
    let is_1904 = workbook.has_1904_epoch();
    let mut sheet = Sheet::default();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(xlsx_error)?;
    let mut odd = Vec::new();
    for order in 0u64.. {
        if order.is_multiple_of(STEP) {
            progress.understood(order, layout.values)?;
        }
        match cells.next_cell() {
            Ok(Some(found)) => {
                let (row, column) = found.get_position();
                sheet.put(row, column, cell(found.get_value(), is_1904))?;
            }
            Ok(None) => break,
            Err(error) if odd.len() < MOST_ODD_CELLS => odd.push((order, text_of_odd_cell(error)?)),
            Err(_) => return Err(ReadError::Damaged),
        }
    }
    if !odd.is_empty() {
        let orders: Vec<u64> = odd.iter().map(|(order, _)| *order).collect();
        let places = layouts::locate(archive.part(part)?, &orders)?;
        for ((row, column), (_, text)) in places.into_iter().zip(odd) {
            sheet.put(row, column, Cell::Error(text))?;
        }
    }
    Ok(sheet)
}

/// One cell of a type or value that the library does not know costs that cell; all other errors cost the file.
fn text_of_odd_cell(error: XlsxError) -> Result<String, ReadError> {
    match error {
        XlsxError::CellError(text) | XlsxError::CellTAttribute(text) | XlsxError::Unrecognized { val: text, .. } => {
            Ok(text)
        }
        XlsxError::ParseFloat(_) | XlsxError::Unexpected(_) => Ok("#VALUE!".to_owned()),
        error => Err(xlsx_error(error)),
    }
}

fn cell(value: &DataRef<'_>, is_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(moment) if moment.is_datetime() => Cell::Date { serial: moment.as_f64(), is_1904 },
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn iso(text: &str) -> Cell {
    serial_of_iso(text).map_or_else(|| Cell::Text(text.to_owned()), |serial| Cell::Date { serial, is_1904: false })
}

fn xlsx_error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Protected,
        _ => ReadError::Damaged,
    }
}
