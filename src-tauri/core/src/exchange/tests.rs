//! Imports into a book: the truth of the sample files, all or nothing, undone and redone.

use std::path::PathBuf;

use serde_json::json;

use super::imports::{self, ImportReport};
use super::options::ImportOptions;
use super::planning::Plan;
use super::{file_error, reading, reports};
use crate::book::Book;
use crate::book::history::{self, ListHistory};
use crate::book::testing::{book_in, book_with, by, empty_book, req};
use crate::customers::{self, Nothing};
use crate::error::Result;

pub(super) fn sample(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/import").join(file)
}

fn plan(book: &Book, path: PathBuf) -> Result<Plan> {
    let path = path.to_string_lossy().into_owned();
    let options = ImportOptions { path, ..ImportOptions::default() };
    let source = reading::read(options.path.as_ref(), &options.reading()?, &mut |_, _| true)
        .map_err(|error| file_error(&error, &options.path))?;
    book.read(|reader| Plan::new(reader, source, &options))
}

/// Imports a sample file as it is proposed.
pub(crate) fn import(book: &Book, file: &str) -> Result<ImportReport> {
    let plan = plan(book, sample(file))?;
    book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true))
}

/// A file of so many customers.
fn made_up(rows: usize) -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("新客户.csv");
    let lines = (0..rows)
        .map(|row| format!("客户{row},138{:08},\"备注 {}\",{}\n", row, "长".repeat(200), ["批发", "VIP"][row % 2]));
    std::fs::write(&path, format!("客户名称,手机,备注,标签\n{}", lines.collect::<String>()))?;
    Ok((folder, path))
}

#[test]
fn the_sample_files_arrive_undo_and_come_back() -> Result<()> {
    let book = empty_book()?;
    for (file, rows, taken, refused, skipped) in [
        ("kehu-gbk.csv", 2_007, 1_982, 5, 20),
        ("customers.xlsx", 1_534, 1_500, 0, 34),
        ("big5.csv", 100, 100, 0, 0),
        ("utf16.csv", 100, 100, 0, 0),
        ("gb18030.csv", 100, 100, 0, 0),
        ("semicolon-latin1.csv", 100, 100, 0, 0),
    ] {
        let before = book.dump_hash()?;
        let report = import(&book, file)?;
        assert_eq!(
            (report.rows, report.taken, report.refused, report.skipped),
            (rows, taken, refused, skipped),
            "{file}"
        );
        let after = book.dump_hash()?;
        book.undo()?;
        assert_eq!(book.dump_hash()?, before, "{file} is undone in one step");
        book.redo()?;
        assert_eq!(book.dump_hash()?, after, "{file} is redone");
        let check = book.check()?;
        assert!(check.ok, "{file}: {:?}", check.problems);
    }
    assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["3882"]);
    Ok(())
}

#[test]
fn each_customer_knows_the_row_it_came_from() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let report = import(&book, "kehu-gbk.csv")?;
    let import_id = report.import_id.unwrap();
    let last = book.ask("SELECT max(id) FROM customer")?[0].parse().unwrap();
    let of = |customer: i64| -> Result<history::ChangeInfo> {
        let asked = ListHistory { customer_id: Some(customer), ..ListHistory::default() };
        Ok(book.read(|reader| history::list(reader, &asked))?.remove(0))
    };
    let first = of(2)?;
    assert_eq!(
        (first.verb.as_str(), first.source_row, first.import_id),
        ("customers.import", Some(2), Some(import_id))
    );
    assert_eq!(of(1)?.source_row, None, "who was there before came from no file");
    assert!(of(last)?.source_row > Some(2_000), "rows are counted as a spreadsheet counts");
    let list = book.read(|reader| reports::list(reader, &Nothing {}))?;
    assert_eq!((list.len(), list[0].file_name.as_str(), list[0].taken, list[0].refused), (1, "kehu-gbk.csv", 1_982, 5));
    let kept = book.read(|reader| reports::show(reader, &by(import_id)))?;
    assert_eq!(kept, report, "the report is kept with the book");
    assert_eq!(kept.problems.iter().filter(|problem| problem.column.is_none()).count(), 25);
    assert_eq!(kept.problems.iter().filter(|problem| problem.column.is_some()).count(), 23);
    assert_eq!(book.read(|reader| reports::show(reader, &by(99))).unwrap_err().code(), "not_found");

    book.undo()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    assert!(
        book.read(|reader| reports::list(reader, &Nothing {}))?.is_empty(),
        "an import that never happened has no report"
    );
    Ok(())
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() -> Result<()> {
    let book = empty_book()?;
    let before = book.fingerprint()?;
    let dry = imports::dry_run(&plan(&book, sample("kehu-gbk.csv"))?, &mut |_, _| true)?;
    assert_eq!(book.fingerprint()?, before);
    let report = import(&book, "kehu-gbk.csv")?;
    assert_eq!(ImportReport { change: None, import_id: None, ..report }, dry);
    Ok(())
}

#[test]
fn an_import_that_is_cancelled_changes_nothing() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let before = book.fingerprint()?;
    let plan = plan(&book, sample("kehu-gbk.csv"))?;
    let mut seen = Vec::new();
    let stopped = book.change("customers.import", |tx| {
        imports::run(tx, &plan, &mut |done, total| {
            seen.push((done, total));
            done < 1_000
        })
    });
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    assert_eq!(book.fingerprint()?, before);
    assert_eq!(book.ask("SELECT count(*) FROM import")?, ["0"]);
    assert!(seen.len() > 10 && seen.is_sorted() && seen.iter().all(|(_, total)| *total == 2_007), "{seen:?}");
    let report = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true))?;
    assert_eq!(report.taken, 1_982, "the same plan can be tried again");
    Ok(())
}

#[test]
fn a_full_disk_costs_the_import_and_nothing_else() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let before = book.fingerprint()?;
    let (_kept, path) = made_up(800)?;
    let plan = plan(&book, path)?;
    book.limit_pages(book.pages()? + 60)?;
    let full = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true));
    assert_eq!(full.unwrap_err().code(), "disk_full");
    assert_eq!(book.fingerprint()?, before);
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    book.undo()?;
    book.limit_pages(0)?;
    let report = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true))?;
    assert_eq!(report.taken, 800, "once there is room it is done");
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn the_same_file_twice_is_twice_the_customers() -> Result<()> {
    let book = empty_book()?;
    for times in 1..=2 {
        assert_eq!(import(&book, "gb18030.csv")?.taken, 100);
        assert_eq!(book.names()?.len(), 100.min(100 * times));
    }
    assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["200"]);
    let fields = book.ask("SELECT count(*) FROM field")?;
    import(&book, "gb18030.csv")?;
    assert_eq!(book.ask("SELECT count(*) FROM field")?, fields, "fields and tags are used again");
    Ok(())
}

#[test]
fn other_changes_wait_for_an_import_and_are_kept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let (_kept, path) = made_up(300)?;
    let plan = plan(&book, path)?;
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true)));
        for number in 0..10 {
            book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": format!("Ada {number}")}))?))
                .unwrap();
            let seen = book.read(|reader| customers::list(reader, &customers::ListCustomers::default())).unwrap().total;
            assert!(seen <= 10 || seen > 300, "never a part of an import: {seen}");
        }
        assert_eq!(importing.join().unwrap().unwrap().taken, 300);
    });
    assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["310"]);
    for _ in 0..11 {
        book.undo()?;
    }
    assert!(book.names()?.is_empty());
    Ok(())
}

#[test]
fn what_is_no_file_of_customers_is_told() -> Result<()> {
    let book = empty_book()?;
    let folder = tempfile::tempdir()?;
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name)
    };
    let whole = std::fs::read(sample("customers.xlsx"))?;
    for (path, code) in [
        (folder.path().to_owned(), "file_is_directory"),
        (folder.path().join("没有.csv"), "file_missing"),
        (put("empty.csv", b""), "file_empty"),
        (put("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "file_unknown_format"),
        (put("half.xlsx", &whole[..whole.len() / 2]), "file_damaged"),
    ] {
        let error = plan(&book, path.clone()).unwrap_err();
        assert_eq!(error.code(), code, "{}", path.display());
        assert_eq!(error.place()["file"], json!(path.display().to_string()));
    }
    Ok(())
}
