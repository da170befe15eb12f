//! Reading files into tables: delimited text, workbooks and address books, as they come from people's computers.
//!
//! A file is told by its content, never by its name, and read with distrust: sizes are limited before memory is taken.

mod archives;
mod cards;
mod compound;
mod delimited;
mod delimiters;
mod encodings;
mod errors;
mod kinds;
mod layouts;
mod ods;
mod progress;
mod records;
mod references;
mod sheets;
mod tables;
mod xls;
mod xlsx;

#[cfg(test)]
mod bomb_tests;
#[cfg(test)]
mod sample_tests;
#[cfg(test)]
mod workbook_tests;

use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub use errors::ReadError;
pub use progress::OnProgress;
pub use tables::{Cell, Format, Photo, ReadOptions, Row, SheetInfo, Source, Table};

use kinds::Kind;
use progress::Progress;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: u64 = 512 << 20;
/// The most cells of a table, empty ones before the last of their row included: a million rows of twenty.
pub const MOST_CELLS: u64 = 20_000_000;
/// The most columns of a table, as many as spreadsheets have.
pub const MOST_COLUMNS: usize = 16_384;

/// Bytes fetched between two looks at the progress.
const STEP: usize = 1 << 20;

/// The text of a file whose encoding is not told, and the encoding.
///
/// # Errors
/// None: what cannot be decoded becomes U+FFFD.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<(String, &'static str), ReadError> {
    encodings::decode(bytes, None)
}

/// Reads the file at `path` into a table. `on_progress` is told `(done, total)` and cancels by answering `false`.
///
/// # Errors
/// See [`ReadError`]; `changed_while_reading` if another program writes to the file meanwhile.
pub fn read(path: &Path, options: &ReadOptions, on_progress: OnProgress<'_>) -> Result<Source, ReadError> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(ReadError::IsDirectory);
    }
    if !about.is_file() {
        // A pipe or a device: opening it could wait for ever.
        return Err(ReadError::Unreadable { kind: io::ErrorKind::Unsupported });
    }
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    if before.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { what: "file_bytes", limit: MOST_BYTES });
    }
    let mut progress = Progress::new(before.len(), on_progress);
    let bytes = fetch(&mut file, before.len(), &mut progress)?;
    let after = file.metadata()?;
    if after.len() != before.len() || after.modified().ok() != before.modified().ok() {
        return Err(ReadError::ChangedWhileReading);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    understand(name, bytes, options, &mut progress)
}

/// Reads bytes that are already here, such as pasted text; `name` is only passed on.
///
/// # Errors
/// See [`ReadError`].
pub fn read_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Source, ReadError> {
    let mut go_on = |_, _| true;
    let mut progress = Progress::new(bytes.len() as u64, &mut go_on);
    understand(name.to_owned(), bytes, options, &mut progress)
}

/// At most the length that the file had at the beginning.
fn fetch(file: &mut File, length: u64, progress: &mut Progress<'_>) -> Result<Vec<u8>, ReadError> {
    let length = usize::try_from(length).map_err(|_| ReadError::TooLarge { what: "file_bytes", limit: MOST_BYTES })?;
    let mut bytes = Vec::with_capacity(length);
    while bytes.len() < length {
        let step = STEP.min(length - bytes.len()) as u64;
        if file.by_ref().take(step).read_to_end(&mut bytes)? == 0 {
            return Err(ReadError::ChangedWhileReading);
        }
        progress.fetched(bytes.len() as u64)?;
    }
    Ok(bytes)
}

fn understand(
    name: String,
    bytes: Vec<u8>,
    options: &ReadOptions,
    progress: &mut Progress<'_>,
) -> Result<Source, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::EmptyFile);
    }
    match kinds::tell(&bytes)? {
        Kind::Text => delimited::read(name, bytes, options, progress),
        Kind::Xlsx => guard(|| xlsx::read(name, &bytes, options, progress)),
        Kind::Xls => guard(|| xls::read(name, &bytes, options, progress)),
        Kind::Ods => ods::read(name, &bytes, options, progress),
        Kind::Cards => cards::read(name, bytes, options, progress),
    }
}

/// Files made to break a reader make the library panic in places; that is damage, not an end of the program.
fn guard(read: impl FnOnce() -> Result<Source, ReadError>) -> Result<Source, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}

/// The sheet to read: the one asked for, else the first visible one with a value, else the first with one.
fn choose<'a>(sheets: &'a [SheetInfo], options: &ReadOptions) -> Result<&'a SheetInfo, ReadError> {
    if let Some(name) = &options.sheet {
        let found = sheets.iter().find(|sheet| sheet.name == *name);
        return found.ok_or_else(|| ReadError::SheetMissing { name: name.clone() });
    }
    let visible = sheets.iter().find(|sheet| !sheet.hidden && sheet.rows > 0);
    visible.or_else(|| sheets.iter().find(|sheet| sheet.rows > 0)).ok_or(ReadError::EmptyFile)
}
