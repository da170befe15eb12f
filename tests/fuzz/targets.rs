//! What is done with any bytes that somebody may hand to the program: read or refused, never a panic, and what was read
//! holds together. The fuzzer (`runs/`) and the ordinary tests (`main.rs`) call the same functions.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use rounds_core::book::Book;
use rounds_core::book::testing::{book_with, empty_book};
use rounds_core::calendars;
use rounds_core::conditions::{self, Rule};
use rounds_core::customers::{self, ListCustomers};
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::Plan;
use rounds_core::exchange::previews::PreviewFilter;
use rounds_core::exchange::reading::{MOST_CELLS, MOST_COLUMNS, ReadOptions, Source, read_bytes};
use rounds_core::exchange::{exports, imports};
use rounds_core::lines::{self, ParseLine};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A name, and what is done with bytes under it.
pub type Target = (&'static str, fn(&[u8]));

/// All targets; each has a folder of kept inputs in `corpus/`, by its name.
pub const TARGETS: [Target; 8] = [
    ("delimited", delimited),
    ("workbook", workbook),
    ("sheet", sheet),
    ("line", line),
    ("calendar", calendar),
    ("rule", rule),
    ("cards", cards),
    ("whole", whole),
];

/// Whom lines may be about.
const PEOPLE: [&str; 6] = ["王记五金店", "李秀英", "刘记农资", "欧阳娜娜", "Lin Fang", "O'Brien & Sons"];

/// A delimited file in any encoding.
pub fn delimited(bytes: &[u8]) {
    table("list.csv", bytes.to_vec());
}

/// A workbook as it lies on the disk.
pub fn workbook(bytes: &[u8]) {
    table("list.xlsx", bytes.to_vec());
}

/// What stands in a workbook: the first byte says how much of the input is the sheet, the rest are its shared texts. The
/// archive around them is a good one, so that what is tried gets past it.
pub fn sheet(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (sheet, texts) = rest.split_at(rest.len() * usize::from(*first) / 255);
    if let Some(archive) = archive(sheet, texts) {
        table("list.xlsx", archive);
    }
}

/// One line that logs a visit.
pub fn line(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let units = text.encode_utf16().count();
    let ask = ParseLine { line: text, now: Some("2026-11-20T10:00".to_owned()), ..ParseLine::default() };
    let read = || book().read(|reader| lines::parse(reader, &ask));
    let parts = read().unwrap_or_else(|why| panic!("a line is always read: {why}"));
    assert_eq!(parts, read().unwrap_or_else(|why| panic!("{why}")), "the same line has the same parts");
    let within = |(start, length): (usize, usize)| assert!(start + length <= units, "a span ends outside of the line");
    let spans = serde_json::to_value(&parts).unwrap_or_default();
    each_span(&spans, &within);
}

/// A file of appointments.
pub fn calendar(bytes: &[u8]) {
    let Ok(read) = calendars::read(&String::from_utf8_lossy(bytes)) else { return };
    let now = chrono::DateTime::from_timestamp_millis(1_795_140_000_000).unwrap_or_default();
    let again = calendars::read(&calendars::write(&read.appointments, now));
    let again = again.unwrap_or_else(|_| panic!("what we write is a calendar"));
    assert_eq!(again.appointments.len(), read.appointments.len(), "what was read is written, and read again");
}

/// An address book.
pub fn cards(bytes: &[u8]) {
    table("contacts.vcf", bytes.to_vec());
}

/// A whole book as it was written into a file, or what claims to be one: taken, or refused with nothing done.
pub fn whole(bytes: &[u8]) {
    let dir = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let path = dir.path().join("whole.json");
    std::fs::write(&path, bytes).unwrap_or_else(|why| panic!("{why}"));
    if !exports::is_whole(&path) {
        return;
    }
    let book = empty_book().unwrap_or_else(|why| panic!("no book: {why}"));
    let state = |book: &Book| book.dump_hash().unwrap_or_else(|why| panic!("{why}"));
    let before = state(&book);
    match book.change("book.take", |tx| exports::take_whole(tx, &path)) {
        Ok(_) => {
            let report = book.check().unwrap_or_else(|why| panic!("{why}"));
            assert!(report.ok, "what was taken holds together: {:?}", report.problems);
            book.undo().unwrap_or_else(|why| panic!("what was taken can be given back: {why}"));
        }
        Err(why) => assert_ne!(why.code(), "internal", "{why}"),
    }
    assert_eq!(state(&book), before, "nothing is left of it");
}

/// A rule as a script may send it: refused, or said and answered.
pub fn rule(bytes: &[u8]) {
    let Ok(rule) = serde_json::from_slice::<Rule>(bytes) else { return };
    if let Err(why) = book().read(|reader| conditions::describe(reader, &rule)) {
        assert_ne!(why.code(), "internal", "{why}");
    }
    let ask = serde_json::json!({ "where": rule, "sort": { "by": "name", "desc": false }, "at": 0, "limit": 10 });
    let Ok(ask) = serde_json::from_value::<ListCustomers>(ask) else { return };
    match book().read(|reader| customers::list(reader, &ask)) {
        Ok(listed) => assert!(listed.rows.len() <= PEOPLE.len(), "nobody is there twice"),
        // A complaint of SQLite's own would be one about our SQL.
        Err(why) => assert_ne!(why.code(), "internal", "{why}"),
    }
}

/// Reads a table, works out what it means, and what an import of it would come to.
fn table(name: &str, bytes: Vec<u8>) {
    let Ok(source) = read_bytes(name, bytes, &ReadOptions::default()) else { return };
    holds_together(&source);
    let planned = book().read(|reader| Plan::new(reader, source, &ImportOptions::default()));
    let plan = planned.unwrap_or_else(|why| panic!("a table that was read has a plan: {why}"));
    let counts = plan.counts;
    assert_eq!(counts.taken + counts.refused + counts.skipped, counts.rows, "each row is accounted for: {counts:?}");
    let shown = book().read(|reader| plan.preview(reader, PreviewFilter::All, 0, 1_000));
    assert!(shown.is_ok_and(|shown| shown.rows.len() <= 1_000));
    imports::dry_run(&plan, &mut |_, _| true).unwrap_or_else(|why| panic!("what can be shown can be tried: {why}"));
}

fn holds_together(source: &Source) {
    let rows = &source.table.rows;
    assert!(rows.is_sorted_by(|a, b| a.number < b.number), "row numbers rise");
    assert!(rows.iter().all(|row| row.cells.len() <= MOST_COLUMNS), "no row is wider than allowed");
    assert!(rows.iter().map(|row| row.cells.len() as u64).sum::<u64>() <= MOST_CELLS, "not more than allowed");
}

/// Every `span` and `spans` in a value: pairs of start and length.
fn each_span(value: &serde_json::Value, look: &dyn Fn((usize, usize))) {
    let number = |value: &serde_json::Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    match value {
        serde_json::Value::Object(members) => members.values().for_each(|member| each_span(member, look)),
        serde_json::Value::Array(items) => match (items.len(), items.iter().map(number).collect::<Option<Vec<_>>>()) {
            (2, Some(pair)) => look((pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0))),
            _ => items.iter().for_each(|item| each_span(item, look)),
        },
        _ => {}
    }
}

/// A small book that is only read.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| book_with(&PEOPLE).unwrap_or_else(|why| panic!("no book: {why}")))
}

/// The least that makes a workbook.
fn archive(sheet: &[u8], texts: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 6] = [
        ("[Content_Types].xml", include_bytes!("workbook/content_types.xml")),
        ("_rels/.rels", include_bytes!("workbook/rels.xml")),
        ("xl/workbook.xml", include_bytes!("workbook/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", include_bytes!("workbook/workbook_rels.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", texts),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
