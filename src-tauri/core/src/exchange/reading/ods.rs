//! ODS, read as a stream: repeated cells would fill a rectangle of billions.

use std::collections::HashMap;
use std::collections::HashSet;
use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::archives::Archive;
use super::layouts::attribute;
use super::progress::Progress;
use super::references::{Block, serial_of_iso};
use super::sheets::{Layout, Sheet};
use super::{Cell, Format, MOST_COLUMNS, ReadError, ReadOptions, SheetInfo, Source, choose};

/// Rows between two looks at whether to go on.
const STEP: u32 = 2_000;
/// As many rows as spreadsheets have.
const MOST_ROWS: u32 = 1 << 20;

/// Reads an ODS.
///
/// # Errors
/// `unknown_format` for other documents of the family, `too_large`, `damaged`, `protected`, `sheet_missing`, `empty_file` if no
/// sheet has a value, `cancelled`.
pub(super) fn read(
    name: String,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    let mut archive = Archive::open(bytes)?;
    archive.check()?;
    let mut kind = String::new();
    archive.part("mimetype")?.take(200).read_to_string(&mut kind).map_err(|_| ReadError::Damaged)?;
    if !kind.contains("spreadsheet") {
        return Err(ReadError::UnknownFormat { found: "office" });
    }
    if archive.has("META-INF/manifest.xml") {
        let mut manifest = String::new();
        archive.part("META-INF/manifest.xml")?.read_to_string(&mut manifest).map_err(|_| ReadError::Damaged)?;
        if manifest.contains("encryption-data") {
            return Err(ReadError::Protected);
        }
    }
    let found = Document::default().read(archive.part("content.xml")?, options.sheet.as_deref(), progress)?;
    let chosen = choose(&found.sheets, options)?.name.clone();
    let tables = found.sheets.iter().zip(found.tables).find(|(info, _)| info.name == chosen);
    let (sheet, layout) = tables.map(|(_, table)| table).ok_or(ReadError::Damaged)?;
    let table = sheet.finish(&layout, false)?;
    progress.understood(1, 1)?;
    Ok(Source {
        format: Format::Workbook,
        file_name: name,
        encoding: None,
        delimiter: None,
        sheets: found.sheets,
        sheet: Some(chosen),
        table,
        photos: HashMap::new(),
    })
}

/// A `content.xml` as it goes by.
#[derive(Default)]
struct Document {
    /// Names of table styles that hide their sheet.
    hiding: HashSet<String>,
    style: Option<String>,
    sheets: Vec<SheetInfo>,
    tables: Vec<(Sheet, Layout)>,
    row: u32,
    column: u32,
    /// Cells of the present row; it may be said to repeat.
    cells: Vec<(u32, u32, Cell)>,
    row_repeats: u32,
    cell: Option<OpenCell>,
    /// Depth within remarks and drawings, whose text is not the cell's.
    aside: u32,
}

/// A cell whose end has not come by.
struct OpenCell {
    repeats: u32,
    value: Cell,
    is_text: bool,
    text: String,
    paragraphs: u32,
}

impl Document {
    fn read(
        mut self,
        part: impl BufRead,
        wanted: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Self, ReadError> {
        let mut xml = Reader::from_reader(part);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        let mut ended = false;
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| ReadError::Damaged)? {
                Event::Start(element) => self.start(&element),
                Event::End(element) => {
                    let name = element.local_name();
                    ended |= name.as_ref() == "document-content";
                    self.end(name.as_ref(), wanted, progress)?;
                }
                Event::Text(text) => self.write(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let known = resolve_xml_entity(entity.as_ref()).map(str::to_owned);
                    let text = known.or_else(|| entity.resolve_char_ref().ok().flatten().map(String::from));
                    self.write(&text.unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if ended { Ok(self) } else { Err(ReadError::Damaged) }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let count =
            |key| attribute(element, key).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).clamp(1, MOST_ROWS);
        let is_hidden = || attribute(element, "visibility").is_some_and(|text| text != "visible");
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name"),
            "table-properties" if attribute(element, "display").is_some_and(|text| text == "false") => {
                self.hiding.extend(self.style.clone());
            }
            "table" => {
                let hidden = attribute(element, "style-name").is_some_and(|style| self.hiding.contains(&style));
                self.sheets.push(SheetInfo { name: attribute(element, "name").unwrap_or_default(), hidden, rows: 0 });
                self.tables.push((Sheet::default(), Layout::default()));
                (self.row, self.column) = (0, 0);
            }
            "table-column" => {
                let next = self.column.saturating_add(count("number-columns-repeated"));
                if let (true, Some((_, layout))) = (is_hidden(), self.tables.last_mut()) {
                    layout.hidden_columns.push((self.column, next - 1));
                }
                self.column = next.min(MOST_COLUMNS as u32);
            }
            "table-row" => {
                self.column = 0;
                self.row_repeats = count("number-rows-repeated");
                if let (true, Some((_, layout))) = (is_hidden(), self.tables.last_mut()) {
                    let end = self.row.saturating_add(self.row_repeats).min(MOST_ROWS);
                    layout.hidden_rows.extend(self.row..end);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let (rows, columns) = (count("number-rows-spanned"), count("number-columns-spanned"));
                if let (true, Some((_, layout))) = (rows > 1 || columns > 1, self.tables.last_mut()) {
                    let corner = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
                    layout.merges.push(Block::between((self.row, self.column), corner));
                }
                self.cell = Some(OpenCell {
                    repeats: count("number-columns-repeated"),
                    value: value(element),
                    is_text: attribute(element, "value-type").is_none_or(|kind| kind == "string"),
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            "annotation" | "frame" | "shapes" => self.aside += 1,
            "p" if self.aside == 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.text.push_str(if cell.paragraphs > 0 { "\n" } else { "" });
                    cell.paragraphs += 1;
                }
            }
            "s" => self.write(
                &" ".repeat(attribute(element, "c").and_then(|text| text.parse().ok()).unwrap_or(1usize).min(1_000)),
            ),
            "tab" => self.write("\t"),
            "line-break" => self.write("\n"),
            _ => {}
        }
    }

    /// Text counts within a paragraph of a cell.
    fn write(&mut self, text: &str) {
        if let (0, Some(cell)) = (self.aside, &mut self.cell)
            && cell.paragraphs > 0
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, wanted: Option<&str>, progress: &mut Progress<'_>) -> Result<(), ReadError> {
        match name {
            "annotation" | "frame" | "shapes" => self.aside = self.aside.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let value = match cell.value {
                        Cell::Empty if cell.is_text && !cell.text.is_empty() => Cell::Text(cell.text),
                        value => value,
                    };
                    if !value.is_empty() {
                        self.cells.push((self.column, cell.repeats, value));
                    }
                    self.column = self.column.saturating_add(cell.repeats);
                }
            }
            "table-row" => {
                self.end_row(wanted)?;
                if self.row.is_multiple_of(STEP) {
                    progress.understood(0, 1)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, wanted: Option<&str>) -> Result<(), ReadError> {
        let cells = std::mem::take(&mut self.cells);
        let end = self.row.saturating_add(self.row_repeats).min(MOST_ROWS);
        let rows = self.row..end;
        self.row = end;
        let (Some((sheet, layout)), Some(info)) = (self.tables.last_mut(), self.sheets.last_mut()) else {
            return Ok(());
        };
        if cells.is_empty() {
            return Ok(());
        }
        layout.last_row = end;
        info.rows = end;
        // Of sheets that nobody asked for only the size is kept.
        if wanted.is_some_and(|name| name != info.name) {
            return Ok(());
        }
        for row in rows {
            for (column, repeats, cell) in &cells {
                for at in 0..*repeats {
                    sheet.put(row, column.saturating_add(at), cell.clone())?;
                }
            }
        }
        Ok(())
    }
}

/// The value that the attributes of a cell tell; text may also stand in its paragraphs.
fn value(element: &BytesStart<'_>) -> Cell {
    let told = |key| attribute(element, key);
    match told("value-type").as_deref() {
        Some("float" | "percentage" | "currency") => {
            told("value").and_then(|text| text.parse().ok()).map_or(Cell::Empty, Cell::Number)
        }
        Some("date") => told("date-value").map_or(Cell::Empty, |text| match serial_of_iso(&text) {
            Some(serial) => Cell::Date { serial, is_1904: false },
            None => Cell::Text(text),
        }),
        Some("boolean") => told("boolean-value").map_or(Cell::Empty, |text| Cell::Bool(text == "true")),
        Some("time") => told("time-value").map_or(Cell::Empty, Cell::Text),
        Some("string") => told("string-value").map_or(Cell::Empty, Cell::Text),
        _ => Cell::Empty,
    }
}
