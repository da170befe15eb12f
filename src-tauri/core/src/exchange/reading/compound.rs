//! A look at an old workbook before its library reads it: that takes sizes as the file tells them, and follows chains of
//! sectors wherever they lead. The records are those of [MS-XLS], the file around them that of [MS-CFB].

use std::io::{Cursor, Read, Write};

use super::ReadError;

/// The most cells of a sheet, empty ones included. The largest sheets that there are in such a file would have twice as many.
const MOST_CELLS: u64 = 8_000_000;
/// Room that a sheet may claim beforehand, in cells.
const MOST_CLAIMED: u64 = 4 * MOST_CELLS;

/// More sheets than a book of them can name.
const MOST_SHEETS: usize = 2_000;

/// Records that matter here.
const BEGINNING: u16 = 0x0809;
const PASSWORD: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const SEVERAL_NUMBERS: u16 = 0x00BD;
/// Records that begin with their row and column.
const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, SEVERAL_NUMBERS, 0x0006];

/// The workbook alone in a file made anew, so that what is read is what was looked at; refuses what would take more memory
/// than such a file can need.
///
/// # Errors
/// `damaged`, `too_large`.
pub(super) fn sound(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    // Chains that lead back into themselves are found here.
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(ReadError::Damaged)?;
    let mut stream = Vec::new();
    let most = bytes.len() as u64;
    let opened = file.open_stream(name).map_err(|_| ReadError::Damaged)?;
    opened.take(most).read_to_end(&mut stream).map_err(|_| ReadError::Damaged)?;
    // Sheets begin where the list of them says, and that may be anywhere.
    let begins = records(&stream)?;
    if begins.len() > MOST_SHEETS {
        return Err(ReadError::Damaged);
    }
    begins.into_iter().try_for_each(|at| records(stream.get(at..).unwrap_or_default()).map(drop))?;
    let alone = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
        file.create_stream("/Workbook")?.write_all(&stream)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    alone().map_err(|_| ReadError::Damaged)
}

/// Looks at the records from here on; where they say that sheets begin.
fn records(stream: &[u8]) -> Result<Vec<usize>, ReadError> {
    let mut at = 0;
    let (mut rows, mut columns) = (0, 0);
    let mut begins = Vec::new();
    while let (Some(kind), Some(length)) = (number(stream, at), number(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { return Ok(begins) };
        at += 4 + usize::from(length);
        match kind {
            BEGINNING => (rows, columns) = (0, 0),
            // What follows is encrypted, and says nothing here.
            PASSWORD => return Ok(Vec::new()),
            SHEET => {
                let place =
                    number(data, 0).zip(number(data, 2)).map(|(low, high)| usize::from(low) | usize::from(high) << 16);
                begins.extend(place);
            }
            DIMENSIONS => claimed(data)?,
            kind if CELLS.contains(&kind) => {
                let last = if kind == SEVERAL_NUMBERS { data.len().saturating_sub(2) } else { 2 };
                rows = rows.max(u64::from(number(data, 0).unwrap_or(0)) + 1);
                columns = columns.max(u64::from(number(data, 2).max(number(data, last)).unwrap_or(0)) + 1);
                if rows * columns > MOST_CELLS {
                    return Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS });
                }
            }
            _ => {}
        }
    }
    Ok(begins)
}

/// The room that a sheet says it takes: rows and columns from and to.
fn claimed(data: &[u8]) -> Result<(), ReadError> {
    let long = |at: usize| Some(u64::from(number(data, at)?) | u64::from(number(data, at + 2)?) << 16);
    let short = |at: usize| number(data, at).map(u64::from);
    let (first, rows, columns) =
        if data.len() == 10 { (short(0), short(2), short(6)) } else { (long(0), long(4), short(10)) };
    let claimed = rows.unwrap_or(0) * columns.unwrap_or(0);
    // A sheet without rows ends before it begins, at the first.
    let ends_before = rows > Some(0) && first >= rows;
    if claimed > MOST_CLAIMED || ends_before { Err(ReadError::Damaged) } else { Ok(()) }
}

/// Two bytes, the lower first.
fn number(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    #[test]
    fn two_cells_far_apart_claim_no_memory() {
        assert_eq!(records(&[cell(0, 0), cell(60_000, 20)].concat()), Ok(Vec::new()));
        let far = records(&[cell(0, 0), cell(65_535, 65_535)].concat());
        assert_eq!(far, Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS }));
        let apart = [cell(65_535, 0), record(BEGINNING, &[0; 8]), cell(0, 255)].concat();
        assert_eq!(records(&apart), Ok(Vec::new()), "of two sheets");
    }

    #[test]
    fn a_size_that_no_sheet_has_is_damage() {
        let sized = |rows: u32, columns: u16| {
            record(
                DIMENSIONS,
                &[&0_u32.to_le_bytes()[..], &rows.to_le_bytes(), &[0, 0], &columns.to_le_bytes(), &[0, 0]].concat(),
            )
        };
        assert_eq!(records(&sized(65_536, 256)), Ok(Vec::new()));
        assert_eq!(records(&sized(u32::MAX, 65_535)), Err(ReadError::Damaged));
        assert_eq!(records(&[record(PASSWORD, &[1]), sized(u32::MAX, 9)].concat()), Ok(Vec::new()), "encrypted");
        assert_eq!(records(&[0x03, 0x02, 0xFF]), Ok(Vec::new()), "cut off");
    }
}
