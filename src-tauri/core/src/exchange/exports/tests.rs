//! What goes out is what is in the book, whole or not at all, and comes back the same.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_in, empty_book, req};
use crate::exchange::reading;
use crate::sample::{SampleOptions, fill};
use crate::{customers, fields, visits};

fn words(code: &str) -> String {
    code.to_owned()
}

fn sample(folder: &std::path::Path, customers: u32, seed: u32) -> Book {
    let book = book_in(folder).unwrap();
    book.change("customers.sample", |tx| {
        fill(tx, &SampleOptions { customers, seed: u64::from(seed) }, &mut |_, _| true)
    })
    .unwrap();
    book
}

fn write(book: &Book, path: &std::path::Path, format: ExportFormat) -> Result<Exported> {
    let asked = ExportCustomers {
        customers: None,
        sort: Vec::new(),
        format,
        columns: None,
        path: path.display().to_string(),
        language: None,
    };
    book.read(|reader| export(reader, &asked, &words, &mut |_, _| true))
}

/// A file as a table of texts, read as an import reads it.
fn table(path: &std::path::Path) -> Vec<Vec<String>> {
    let source = reading::read(path, &reading::ReadOptions::default(), &mut |_, _| true).unwrap();
    source.table.rows.iter().map(|row| row.cells.iter().map(crate::exchange::meaning::shown).collect()).collect()
}

const WORST: [&str; 6] = ["=cmd|' /C calc'!A0", "+86 =1", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")"];

fn with_formulas() -> Book {
    let book = empty_book().unwrap();
    for (number, text) in WORST.iter().enumerate() {
        book.change("customer.create", |tx| {
            customers::create(
                tx,
                &req(json!({"name": format!("{text}{number}"), "note": text, "contact": text, "tags": [format!("{text}{number}")],
                    "points": [{"kind": "phone", "value": "+8613800001234"}, {"kind": "address", "value": text}]}))?,
            )
        })
        .unwrap();
    }
    book
}

#[test]
fn nothing_in_a_file_is_run_by_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let book = with_formulas();
    let csv = folder.path().join("a.csv");
    write(&book, &csv, ExportFormat::Csv).unwrap();
    let bytes = std::fs::read(&csv).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.windows(2).any(|two| two == b"\r\n"));
    for record in csv::Reader::from_reader(&bytes[3..]).records() {
        for cell in record.unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let xlsx = folder.path().join("a.xlsx");
    write(&book, &xlsx, ExportFormat::Xlsx).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&xlsx).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "a cell is a formula");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<cols>"));
    // The texts themselves are there as they are: a workbook knows what is a text.
    let names: BTreeSet<String> = table(&xlsx).iter().skip(1).map(|row| row[0].clone()).collect();
    assert!(names.contains("=HYPERLINK(\"http://x\")5"), "{names:?}");
}

#[test]
fn a_list_is_narrowed_ordered_and_cut_to_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let book = empty_book().unwrap();
    book.change("test.make", |tx| {
        let field = fields::create(tx, &req(json!({"label": "额度", "type": "money"}))?)?.id;
        for (name, tag, amount) in [("王伟", "批发", 1_234_567), ("李娜", "零售", -5), ("阿里", "批发", 100)]
        {
            let id = customers::create(tx, &req(json!({"name": name, "tags": [tag]}))?)?.id;
            fields::set_value(tx, &req(json!({"customer_id": id, "field_id": field, "value": {"money": amount}}))?)?;
            visits::log(tx, &req(json!({"customer_id": id, "summary": "问价"}))?)?;
        }
        Ok(())
    })
    .unwrap();
    let path = folder.path().join("a.csv");
    let asked: ExportCustomers = req(json!({
        "customers": {"matching": {"rule": {"tag": [1]}}}, "sort": [{"by": "name", "desc": true}], "format": "csv",
        "columns": ["name", "last_visit", {"field": 1}], "path": path,
    }))
    .unwrap();
    let done = book.read(|reader| export(reader, &asked, &words, &mut |_, _| true)).unwrap();
    assert_eq!((done.rows, done.replaced), (2, 0));
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "\u{feff}name,last_visit,额度\r\n王伟,2026-11-23,12345.67\r\n阿里,2026-11-23,1.00\r\n");
    let missing: ExportCustomers = req(json!({"format": "csv", "columns": [{"field": 99}], "path": path})).unwrap();
    assert_eq!(book.read(|r| export(r, &missing, &words, &mut |_, _| true)).unwrap_err().code(), "not_found");
}

#[test]
fn a_stopped_export_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample(folder.path(), 200, 1);
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, "before").unwrap();
    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::JsonLines] {
        let asked: ExportCustomers = req(json!({"format": format, "path": path})).unwrap();
        let stopped = book.read(|reader| export(reader, &asked, &words, &mut |done, _| done < 100));
        assert_eq!(stopped.unwrap_err().code(), "cancelled");
    }
    assert_eq!(book.read(|r| export_whole(r, &path, &mut |_, _| false)).unwrap_err().code(), "cancelled");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    let left: Vec<PathBuf> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn gbk_says_what_it_does_not_have() {
    let folder = tempfile::tempdir().unwrap();
    let book = crate::book::testing::book_with(&["王😀记", "喆镕堃"]).unwrap();
    let path = folder.path().join("a.csv");
    let done = write(&book, &path, ExportFormat::CsvGbk).unwrap();
    assert_eq!(done.replaced, 1);
    let (text, ..) = encoding_rs::GBK.decode(&std::fs::read(&path).unwrap()).into_owned_pair();
    assert!(text.contains("王?记") && text.contains("喆镕堃"), "{text}");
}

trait Owned {
    fn into_owned_pair(self) -> (String, bool);
}

impl Owned for (std::borrow::Cow<'_, str>, &'static encoding_rs::Encoding, bool) {
    fn into_owned_pair(self) -> (String, bool) {
        (self.0.into_owned(), self.2)
    }
}

#[test]
fn a_line_of_json_has_all_of_a_customer() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample(folder.path(), 30, 2);
    let path = folder.path().join("a.jsonl");
    assert_eq!(write(&book, &path, ExportFormat::JsonLines).unwrap().rows, 30);
    let text = std::fs::read_to_string(&path).unwrap();
    let all: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let visits: usize = all.iter().map(|one| one["visits"].as_array().unwrap().len()).sum();
    assert_eq!(book.ask("SELECT count(*) FROM visit").unwrap(), [visits.to_string()]);
    assert!(all.iter().all(|one| one["name"].is_string() && one["contact_points"].is_array()));
}

fn taken(book: &Book, path: &std::path::Path) -> Result<WholeTaken> {
    book.change("book.take", |tx| take_whole(tx, path))
}

#[test]
fn a_file_that_is_no_whole_book_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let book = empty_book().unwrap();
    let before = book.fingerprint().unwrap();
    let path = folder.path().join("a.json");
    for (text, code) in [
        ("", "file_damaged"),
        ("[]", "file_damaged"),
        ("{\"rows\":[]}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":1,\"rows\":[[\"customer\",{\"id\":1}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":1,\"rows\":[[\"customer\",{\"id\":1}]]}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":1,\"rows\":[[\"change\",{\"id\":1}]]}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":1,\"rows\":[[\"tag\",{\"name) VALUES (1); --\":1}]]}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":1,\"rows\":[[\"customer_detail\",{\"customer_id\":9}]]}", "file_damaged"),
        ("{\"rounds_book\":2,\"schema\":1,\"rows\":[]}", "file_damaged"),
        ("{\"rounds_book\":1,\"schema\":999,\"rows\":[]}", "book_newer"),
    ] {
        std::fs::write(&path, text).unwrap();
        assert_eq!(taken(&book, &path).unwrap_err().code(), code, "{text}");
        assert_eq!(book.fingerprint().unwrap(), before, "{text}");
    }
    let full = crate::book::testing::book_with(&["王"]).unwrap();
    assert_eq!(taken(&full, &path).unwrap_err().code(), "book_not_empty");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_whole_book_comes_back_the_same(seed in 0..1_000_u32, customers in 1..60_u32, merges in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let book = sample(folder.path(), customers, seed);
        if merges && customers > 3 {
            book.change("customer.merge", |tx| crate::merges::merge(tx, &req(json!({"keep": 1, "others": [2]}))?)).unwrap();
            book.change("customers.trash", |tx| customers::trash(tx, &[3])).unwrap();
        }
        let path = folder.path().join("whole.json");
        let written = book.read(|reader| export_whole(reader, &path, &mut |_, _| true)).unwrap();
        prop_assert!(is_whole(&path));
        let other = empty_book().unwrap();
        let before = other.fingerprint().unwrap();
        let came = taken(&other, &path).unwrap();
        prop_assert_eq!(came.customers, written.customers);
        prop_assert_eq!(other.check().unwrap().content_hash, book.check().unwrap().content_hash);
        // And again, through a file that somebody has laid out anew.
        let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        std::fs::write(&path, serde_json::to_string_pretty(&value).unwrap()).unwrap();
        prop_assert!(is_whole(&path));
        other.undo().unwrap();
        prop_assert_eq!(other.fingerprint().unwrap(), before);
        taken(&other, &path).unwrap();
        prop_assert_eq!(other.check().unwrap().content_hash, book.check().unwrap().content_hash);
        prop_assert!(other.check().unwrap().ok);
    }

    #[test]
    fn a_workbook_and_a_csv_tell_the_same(seed in 0..1_000_u32) {
        let folder = tempfile::tempdir().unwrap();
        let book = sample(folder.path(), 25, seed);
        let (csv, xlsx) = (folder.path().join("a.csv"), folder.path().join("a.xlsx"));
        write(&book, &csv, ExportFormat::Csv).unwrap();
        write(&book, &xlsx, ExportFormat::Xlsx).unwrap();
        let (a, b) = (table(&csv), table(&xlsx));
        prop_assert_eq!(a.len(), 26);
        prop_assert_eq!(b.len(), 26);
        let names = book.names().unwrap();
        for (place, name) in names.iter().enumerate() {
            prop_assert_eq!(&a[place + 1][0].trim_start_matches('\''), name);
            prop_assert_eq!(&b[place + 1][0], name);
        }
    }
}

fn star(book: &Book, folder: &std::path::Path, more: Value) -> BiExported {
    let mut asked = json!({"folder": folder});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    export_bi(book, &req(asked).unwrap(), &mut |_, _| true).unwrap()
}

fn column(folder: &std::path::Path, sql: &str) -> Vec<String> {
    let plain = rusqlite::Connection::open(folder.join("rounds.sqlite")).unwrap();
    let mut statement = plain.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    rows.map(|text| text.unwrap().unwrap_or_default()).collect()
}

#[test]
fn a_star_schema_is_the_same_in_all_three_forms() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = tempfile::tempdir().unwrap();
    let book = sample(folder.path(), 80, 4);
    let out = folder.path().join("bi");
    let done = star(&book, &out, json!({"personal": "include"}));
    assert!(done.is_full && done.rows["dim_customer"] == 80);
    for (star, _) in stars::stars() {
        let csv = csv::Reader::from_path(out.join(format!("{}.csv", star.name))).unwrap().into_records().count();
        let file = std::fs::File::open(out.join(format!("{}.parquet", star.name))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let parquet = reader.metadata().file_metadata().num_rows();
        assert_eq!(json!(csv), done.rows[star.name], "{}", star.name);
        assert_eq!(json!(parquet), done.rows[star.name], "{}", star.name);
        assert_eq!(column(&out, &format!("SELECT count(*) || '' FROM {}", star.name)), [csv.to_string()]);
        let names: Vec<String> =
            reader.metadata().file_metadata().schema_descr().columns().iter().map(|c| c.name().to_owned()).collect();
        assert_eq!(names, star.columns.iter().map(|c| c.name).collect::<Vec<_>>());
    }
    let names: BTreeSet<String> = column(&out, "SELECT name FROM dim_customer").into_iter().collect();
    assert_eq!(names, book.names().unwrap().into_iter().collect());
    let file = std::fs::File::open(out.join("dim_customer.parquet")).unwrap();
    let rows = SerializedFileReader::new(file).unwrap();
    let first = rows.get_row_iter(None).unwrap().next().unwrap().unwrap().to_string();
    assert!(names.iter().any(|name| first.contains(name.as_str())), "{first}");
}

#[test]
fn what_tells_who_somebody_is_is_left_out_or_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample(folder.path(), 40, 5);
    let out = folder.path().join("bi");
    star(&book, &out, json!({}));
    let secret: Vec<String> = book.names().unwrap();
    let all: Vec<u8> =
        std::fs::read_dir(&out).unwrap().flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
    let text = String::from_utf8_lossy(&all).into_owned();
    assert!(secret.iter().filter(|name| name.chars().count() > 2).all(|name| !text.contains(name.as_str())));
    star(&book, &out, json!({"personal": "hash"}));
    let hashed = column(&out, "SELECT name FROM dim_customer");
    assert!(hashed.iter().all(|code| code.len() == 32 && code.bytes().all(|byte| byte.is_ascii_hexdigit())));
    star(&book, &out, json!({"personal": "hash"}));
    assert_eq!(column(&out, "SELECT name FROM dim_customer"), hashed, "the same in every export of a book");
    let other = tempfile::tempdir().unwrap();
    let twin = sample(other.path(), 40, 5);
    star(&twin, &out, json!({"personal": "hash"}));
    assert_ne!(column(&out, "SELECT name FROM dim_customer"), hashed, "and another in every book");
}

#[test]
fn an_increment_has_those_who_changed_and_everybody_if_a_step_was_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let book = sample(folder.path(), 40, 6);
    let out = folder.path().join("bi");
    let first = star(&book, &out, json!({}));
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 7, "summary": "问价"}))?)).unwrap();
    book.change("customers.trash", |tx| customers::trash(tx, &[9])).unwrap();
    let second = star(&book, &out, json!({"since": first.change}));
    assert_eq!((second.is_full, second.customers.as_slice()), (false, &[7, 9][..]));
    assert_eq!(second.rows["dim_customer"], 1, "who is in the trash is named, and has no row");
    assert_eq!(column(&out, "SELECT DISTINCT customer_id || '' FROM fact_visit"), ["7"]);
    book.undo().unwrap();
    let third = star(&book, &out, json!({"since": second.change}));
    assert!(third.is_full && third.rows["dim_customer"] == 40, "what was taken back cannot be told by numbers");
    let strange = star(&book, &out, json!({"since": 1}));
    assert!(strange.is_full, "the manifest is of another export");
}

#[test]
fn the_document_tells_the_star_schema() {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for line in include_str!("../../../../../docs/BI.md").lines() {
        if let Some(name) = line.strip_prefix("### ") {
            told.push((name.trim().to_owned(), Vec::new()));
        } else if let (Some(rest), Some((_, columns))) = (line.strip_prefix("| `"), told.last_mut()) {
            columns.push(rest.trim_end_matches(" |").replace('`', ""));
        }
    }
    let there: Vec<(String, Vec<String>)> = stars::stars()
        .iter()
        .map(|(star, _)| {
            let columns = star.columns.iter().map(|column| {
                let personal = if column.is_personal { "yes" } else { "" };
                format!("{} | {}", column.name, personal).trim().to_owned()
            });
            (star.name.to_owned(), columns.collect())
        })
        .collect();
    let plain = |list: Vec<(String, Vec<String>)>| -> Vec<(String, Vec<String>)> {
        list.into_iter()
            .map(|(name, columns)| {
                (name, columns.iter().map(|c| c.trim().trim_end_matches('|').trim().to_owned()).collect())
            })
            .collect()
    };
    assert_eq!(plain(told), plain(there), "docs/BI.md");
}
