//! What a file holds, before anybody says what it means.

use std::collections::HashMap;

/// One cell as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing at all; also a formula whose result is not stored.
    Empty,
    /// Text, untrimmed, control characters included.
    Text(String),
    /// A number that is not formatted as a date; phone numbers often arrive so.
    Number(f64),
    /// A number formatted as a date or time: whole days since the workbook's day zero, the time of day behind the point.
    Date {
        /// Serial day number.
        serial: f64,
        /// Counted from 1904-01-01 (old Macintosh workbooks) instead of 1899-12-31.
        is_1904: bool,
    },
    /// TRUE or FALSE.
    Bool(bool),
    /// What the spreadsheet shows for a failed formula, such as `#N/A`.
    Error(String),
}

impl Cell {
    /// True for no value and for text without a single character.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number a spreadsheet shows, from 1: empty rows count, line breaks within a cell do not.
    pub number: u32,
    /// Hidden in the workbook, by hand or by a filter.
    pub hidden: bool,
    /// As many cells as the record really has: a CSV record of 5 cells stays 5 under a header of 9.
    /// Rows of a workbook end with their last cell that has a value.
    pub cells: Vec<Cell>,
    /// One merge spans at least half of the used columns of this row: a title, not data.
    pub merged_title: bool,
}

/// All rows of one sheet or delimited file, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Rows that the file has. Row numbers rise, but a workbook may leave out empty rows.
    pub rows: Vec<Row>,
    /// Columns (from 0) that the workbook hides, by attribute or by a width of nothing; ascending.
    pub hidden_columns: Vec<usize>,
    /// The workbook counts its days from 1904.
    pub is_1904: bool,
}

/// The families of files that are read as tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, TSV and their kin.
    Delimited,
    /// XLSX, XLS, ODS and their kin.
    Workbook,
    /// vCard: a row for each card, numbered from 1 below a header that is number 0.
    Cards,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name on the tab.
    pub name: String,
    /// Hidden from the tabs.
    pub hidden: bool,
    /// Number of its last row with a value; 0 if it has none.
    pub rows: u32,
}

/// A picture, or another thing that is no text, of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Whether it shows whom the card is of.
    pub is_portrait: bool,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file that was read: its table, and how it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Family of the file.
    pub format: Format,
    /// Name of the file without its folder.
    pub file_name: String,
    /// Encoding of a delimited file or an address book, such as `UTF-8`, `GBK`, `Big5`, `UTF-16LE`, `windows-1252`.
    pub encoding: Option<&'static str>,
    /// Delimiter of a delimited file.
    pub delimiter: Option<char>,
    /// All sheets of a workbook in order of their tabs, hidden ones too.
    pub sheets: Vec<SheetInfo>,
    /// The sheet that `table` was read from.
    pub sheet: Option<String>,
    /// Its rows.
    pub table: Table,
    /// What an address book has of each card besides text, by the numbers of their rows.
    pub photos: HashMap<u32, Vec<Photo>>,
}

/// What the user chose instead of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Name of the sheet to read.
    pub sheet: Option<String>,
    /// Name of the encoding: any label of the WHATWG encoding standard.
    pub encoding: Option<String>,
    /// Delimiter, one ASCII character.
    pub delimiter: Option<char>,
}
