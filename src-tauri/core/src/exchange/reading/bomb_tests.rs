//! Workbooks made to break their reader.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A part: what it begins with, what follows how many times, what it ends with.
pub(super) struct Part<'a>(pub &'a str, pub &'a str, pub &'a str, pub usize, pub &'a str);

/// A workbook of one sheet and perhaps further parts.
pub(super) fn workbook(parts: &[Part<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let fixed = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
    ];
    let fixed = fixed.iter().filter(|(name, _)| parts.iter().all(|part| part.0 != *name));
    for (name, text) in fixed {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    for Part(name, start, middle, times, end) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(start.as_bytes()).unwrap();
        for _ in 0..*times {
            zip.write_all(middle.as_bytes()).unwrap();
        }
        zip.write_all(end.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn sheet(rows: &str) -> Vec<u8> {
    workbook(&[Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", rows, 1, "</sheetData></worksheet>")])
}

fn error(bytes: Vec<u8>) -> ReadError {
    read_bytes("x.xlsx", bytes, &ReadOptions::default()).map(|source| source.table.rows.len()).unwrap_err()
}

/// Packs at 1,000:1.
fn row() -> String {
    format!(r#"<row><c t="inlineStr"><is><t>{}</t></is></c></row>"#, "a".repeat(100_000))
}

const UNPACKED: &str = "unpacked_bytes";

/// 500 MB in about 500 KB.
fn bomb() -> Vec<u8> {
    workbook(&[Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", &row(), 5_000, "</sheetData></worksheet>")])
}

/// Overwrites the sizes that the directory and the headers declare for parts larger than a megabyte.
fn belittle(bytes: &mut [u8]) {
    for at in 0..bytes.len().saturating_sub(30) {
        let place = match &bytes[at..at + 4] {
            b"PK\x01\x02" => at + 24,
            b"PK\x03\x04" => at + 22,
            _ => continue,
        };
        let size = u32::from_le_bytes(bytes[place..place + 4].try_into().unwrap());
        if size > 1 << 20 {
            bytes[place..place + 4].copy_from_slice(&1_000u32.to_le_bytes());
        }
    }
}

#[test]
fn half_a_megabyte_that_unpacks_to_half_a_gigabyte_is_refused_by_what_it_declares() {
    let bytes = bomb();
    assert!(bytes.len() < 700_000, "{} bytes", bytes.len());
    let declared = archives::Archive::open(&bytes).map(|_| ());
    assert!(
        matches!(declared, Err(ReadError::TooLarge { what: UNPACKED, .. })),
        "before anything is unpacked: {declared:?}"
    );
    assert!(matches!(error(bytes), ReadError::TooLarge { what: UNPACKED, .. }));
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused_while_it_is_unpacked() {
    let mut bytes = bomb();
    belittle(&mut bytes);
    assert!(archives::Archive::open(&bytes).is_ok(), "the lie is believed at first");
    assert_eq!(error(bytes), ReadError::Damaged, "it has more than it says");
}

#[test]
fn many_small_parts_are_counted_together() {
    let names: Vec<String> = (0..20).map(|number| format!("xl/worksheets/more{number}.xml")).collect();
    let row = row();
    let parts: Vec<Part<'_>> = names.iter().map(|name| Part(name, "<worksheet>", &row, 50, "</worksheet>")).collect();
    assert!(matches!(error(workbook(&parts)), ReadError::TooLarge { what: UNPACKED, .. }));
}

#[test]
fn a_cell_at_the_far_corner_costs_one_row() {
    let source = read_bytes(
        "x.xlsx",
        sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#),
        &ReadOptions::default(),
    )
    .unwrap();
    assert_eq!(source.table.rows.len(), 2);
    assert_eq!(source.table.rows[1].cells.len(), 16_384);
    assert_eq!(source.sheets[0].rows, 1_048_576);
}

#[test]
fn places_beyond_a_sheet_are_damage() {
    assert_eq!(
        error(sheet(r#"<row r="1"><c r="ZZZZ1"><v>1</v></c></row>"#)),
        ReadError::TooLarge { what: "columns", limit: 16_384 }
    );
    assert_eq!(error(sheet(r#"<row r="1"><c r="A99999999999"><v>1</v></c></row>"#)), ReadError::Damaged);
}

#[test]
fn strings_that_are_only_promised_get_no_room() {
    let promise =
        Part("xl/sharedStrings.xml", r#"<sst uniqueCount="99999999999999">"#, "<si><t>a</t></si>", 1, "</sst>");
    assert_eq!(
        error(workbook(&[promise, Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>", "", 0, "")])),
        ReadError::Damaged
    );
}

#[test]
fn a_dimension_turned_round_does_not_end_the_program() {
    let turned = r#"<worksheet><dimension ref="B9:A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    let read =
        read_bytes("x.xlsx", workbook(&[Part("xl/worksheets/sheet1.xml", turned, "", 0, "")]), &ReadOptions::default());
    assert!(matches!(&read, Err(ReadError::Damaged)) || read.is_ok_and(|source| source.table.rows.len() == 1));
}

#[test]
fn honest_uniform_sheets_pass() {
    let mut rows = String::new();
    for number in 1..=20_000 {
        rows.push_str(&format!(r#"<row r="{number}"><c r="A{number}" s="0"/><c r="B{number}"><v>1</v></c><c r="C{number}"><v>0</v></c></row>"#));
    }
    let bytes = sheet(&rows);
    assert_eq!(read_bytes("x.xlsx", bytes, &ReadOptions::default()).map(|source| source.table.rows.len()), Ok(20_000));
}
