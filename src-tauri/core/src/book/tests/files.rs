//! The file and what lies beside it: made, opened, locked, damaged, copied, each failure with its own error.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use crate::book::testing::{book_in, open_options, req, starter};
use crate::book::{Access, Book, CreateOptions, slot};
use crate::customers;
use crate::error::Result;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("book.rounds")
}

fn open(folder: &TempDir, access: Access) -> Result<Book> {
    Book::open(&path(folder), &open_options(folder.path(), access))
}

/// The code of the error that opening for writing ends with.
fn failure(folder: &TempDir) -> &'static str {
    open(folder, Access::Write).err().map_or("opened", |error| error.code())
}

fn add(book: &Book, name: &str) -> Result<()> {
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?)).map(drop)
}

/// A closed book with one customer.
fn closed() -> Result<TempDir> {
    let folder = folder();
    add(&book_in(folder.path())?, "寿光金穗农资")?;
    Ok(folder)
}

fn flip_byte(file: &Path, at: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[at] ^= 0x40;
    fs::write(file, bytes).unwrap();
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn what_was_saved_is_there_after_opening_again() -> Result<()> {
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    assert_eq!(book.names()?, ["寿光金穗农资"]);
    book.undo()?;
    assert!(book.names()?.is_empty(), "undo works over a restart");
    drop(book);
    let book = open(&folder, Access::Write)?;
    book.redo()?;
    assert_eq!(book.names()?, ["寿光金穗农资"], "so does redo");
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn a_book_is_only_made_when_asked_and_never_over_a_file() -> Result<()> {
    let folder = folder();
    assert_eq!(failure(&folder), "book_missing");
    assert_eq!(fs::read_dir(folder.path())?.count(), 0, "looking for a book leaves no empty file behind");
    fs::write(path(&folder), "somebody's letter")?;
    assert_eq!(book_in(folder.path()).unwrap_err().code(), "book_exists");
    assert_eq!(fs::read(path(&folder))?, b"somebody's letter");
    Ok(())
}

#[test]
fn a_book_that_comes_to_nothing_leaves_nothing() -> Result<()> {
    let folder = folder();
    let twice = || ("language".to_owned(), "zh-CN".to_owned());
    let mut starter = starter();
    starter.settings = vec![twice(), twice()];
    let options = CreateOptions { open: open_options(folder.path(), Access::Write), starter };
    assert!(Book::create(&path(&folder), &options).is_err(), "a setting can be there only once");
    let left: Vec<_> = fs::read_dir(folder.path())?.map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "config" || name == "book.rounds.lock"), "{left:?}");
    assert_eq!(fs::read_dir(folder.path().join("config/slots"))?.count(), 0);
    book_in(folder.path())?;
    Ok(())
}

#[test]
fn a_new_book_keeps_the_slot_of_one_that_was_moved_away() -> Result<()> {
    let folder = closed()?;
    let moved = tempfile::tempdir()?;
    let salt = fs::read(path(&folder))?[..4].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    fs::rename(path(&folder), moved.path().join("book.rounds"))?;
    book_in(folder.path())?;
    let kept = folder.path().join(format!("book.rounds.slot.{salt}.old"));
    fs::copy(&kept, moved.path().join("book.rounds.slot"))?;
    assert_eq!(open(&moved, Access::Write)?.names()?, ["寿光金穗农资"], "the old key still opens the old book");
    Ok(())
}

#[test]
fn what_is_no_book_is_told_from_a_book_without_a_slot() -> Result<()> {
    let folder = closed()?;
    fs::remove_file(path(&folder).with_extension("rounds.slot"))?;
    fs::remove_dir_all(folder.path().join("config"))?;
    let error = open(&folder, Access::Write).unwrap_err();
    assert_eq!(error.code(), "slot_missing");
    assert!(error.args()["slot"].as_str().unwrap().ends_with("book.rounds.slot"), "it names what to look for");

    for other in
        [&b"short"[..], &[b'x'; 5_000], b"SQLite format 3\0", &[&b"SQLite format 3\0"[..], &[0; 8_176]].concat()]
    {
        fs::write(path(&folder), other)?;
        assert_eq!(failure(&folder), "not_a_book");
    }
    fs::remove_file(path(&folder))?;
    fs::create_dir(path(&folder))?;
    assert_eq!(failure(&folder), "not_a_book", "a folder of that name");
    Ok(())
}

#[test]
fn either_slot_is_enough() -> Result<()> {
    let folder = closed()?;
    let beside = path(&folder).with_extension("rounds.slot");
    let saved = fs::read(&beside)?;
    fs::remove_file(&beside)?;
    assert_eq!(open(&folder, Access::Write)?.names()?, ["寿光金穗农资"], "by the copy among the settings");
    fs::write(&beside, "{ broken")?;
    assert_eq!(open(&folder, Access::Write)?.names()?, ["寿光金穗农资"], "a broken slot is as none");
    fs::remove_dir_all(folder.path().join("config"))?;
    fs::write(&beside, saved)?;
    assert_eq!(open(&folder, Access::Write)?.names()?, ["寿光金穗农资"], "by the copy beside the book");
    Ok(())
}

#[test]
fn a_damaged_header_is_told() -> Result<()> {
    for (byte, what) in [(3, "the salt"), (100, "the first page"), (4_090, "its signature")] {
        let folder = closed()?;
        flip_byte(&path(&folder), byte);
        let error = open(&folder, Access::Write).unwrap_err();
        assert_eq!(error.code(), "book_damaged", "{what}");
        assert!(error.place()["file"].as_str().unwrap().ends_with("book.rounds"), "{what}");
    }
    Ok(())
}

#[test]
fn a_damaged_page_is_told_by_the_check_and_by_who_reads_it() -> Result<()> {
    let folder = folder();
    let book = book_in(folder.path())?;
    for number in 0..200 {
        add(&book, &format!("客户{number}"))?;
    }
    drop(book);
    let whole = fs::read(path(&folder))?;
    let mut told = 0;
    for page in 1..whole.len() / 4_096 {
        fs::write(path(&folder), &whole)?;
        flip_byte(&path(&folder), page * 4_096 + 1_000);
        let Ok(book) = open(&folder, Access::Write) else {
            told += 1;
            continue;
        };
        match book.check() {
            Ok(report) => assert!(!report.ok, "the check finds page {page}"),
            Err(error) => assert_eq!(error.code(), "book_damaged", "{error:?}"),
        }
        if let Err(error) = book.read(|reader| customers::list(reader, &customers::ListCustomers::default())) {
            assert_eq!(error.code(), "book_damaged", "{error:?}");
            told += 1;
        }
    }
    assert!(told > 5, "whoever reads a damaged page is told: {told}");
    Ok(())
}

#[test]
fn a_truncated_book_is_told() -> Result<()> {
    let folder = closed()?;
    let whole = fs::read(path(&folder))?;
    fs::write(path(&folder), &whole[..whole.len() / 2 / 4_096 * 4_096])?;
    let found = open(&folder, Access::Write).and_then(|book| book.check());
    assert!(found.map_or_else(|error| error.code() == "book_damaged", |report| !report.ok));
    Ok(())
}

#[test]
fn a_newer_book_is_not_touched() -> Result<()> {
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    book.tamper("PRAGMA user_version = 99")?;
    drop(book);
    let before = fs::read(path(&folder))?;
    assert_eq!(failure(&folder), "book_newer");
    assert_eq!(fs::read(path(&folder))?, before);
    Ok(())
}

#[test]
fn there_is_one_writer_and_readers_beside_it() -> Result<()> {
    let folder = closed()?;
    let writer = open(&folder, Access::Write)?;
    assert_eq!(failure(&folder), "in_use");
    let reader = open(&folder, Access::Read)?;
    assert_eq!(reader.names()?, ["寿光金穗农资"]);
    add(&writer, "Ada")?;
    assert_eq!(reader.names()?, ["Ada", "寿光金穗农资"], "a reader sees what is committed");
    writer.undo()?;
    assert_eq!(reader.names()?, ["寿光金穗农资"], "and what is undone");

    assert_eq!(add(&reader, "Eve").unwrap_err().code(), "in_use", "a reader cannot write");
    assert_eq!(reader.undo().unwrap_err().code(), "in_use");
    assert_eq!(reader.note(|_| Ok(())).unwrap_err().code(), "in_use");
    drop(writer);
    open(&folder, Access::Write)?;
    Ok(())
}

#[test]
fn a_copy_opens_anywhere_by_itself() -> Result<()> {
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    let away = tempfile::tempdir()?;
    book.copy_to(&path(&away))?;
    assert_eq!(fs::read_dir(away.path())?.count(), 1, "one file");
    assert_eq!(book.copy_to(&path(&away)).unwrap_err().code(), "book_exists", "a file that is there is never replaced");
    assert_eq!(book.copy_to(&away.path().join("no/such/folder.rounds")).unwrap_err().code(), "io");

    let reader = open(&away, Access::Read)?;
    assert_eq!(reader.names()?, ["寿光金穗农资"], "it can be looked into");
    drop(reader);
    let copy = open(&away, Access::Write)?;
    assert_eq!(copy.dump_hash()?, book.dump_hash()?);
    assert!(slot::inside(copy.path())?.is_none(), "the slot has come out, so that the book can grow");
    for number in 0..50 {
        add(&copy, &format!("新客户{number}"))?;
    }
    let report = copy.check()?;
    assert!(report.ok, "{:?}", report.problems);
    drop(copy);
    assert_eq!(open(&away, Access::Write)?.names()?.len(), 51);
    assert_eq!(book.names()?.len(), 1, "the book that was copied stays as it was");
    Ok(())
}

#[test]
fn no_file_holds_plain_text_but_the_slot() -> Result<()> {
    let folder = folder();
    let book = book_in(folder.path())?;
    add(&book, "寿光金穗农资")?;
    add(&book, "Unmistakable Hardware")?;
    book.copy_to(&folder.path().join("copy.rounds"))?;
    for suffix in ["", "-wal", "-shm"] {
        let bytes = fs::read(folder.path().join(format!("book.rounds{suffix}")))?;
        assert!(!bytes.is_empty());
        for text in ["寿光金穗农资", "Unmistakable", "CREATE TABLE", "SQLite format"] {
            assert!(!contains(&bytes, text), "{text} stands in book.rounds{suffix}");
        }
    }
    let copy = fs::read(folder.path().join("copy.rounds"))?;
    assert!(!contains(&copy, "Unmistakable"));
    assert!(contains(&copy, "book_uid"), "the slot is the one readable thing in a copy");
    Ok(())
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_any_of_the_files() -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    let _reader = open(&folder, Access::Read)?;
    add(&book, "Ada")?;
    book.copy_to(&folder.path().join("copy.rounds"))?;
    let mut files: Vec<PathBuf> = Vec::new();
    for place in [folder.path().to_owned(), folder.path().join("config/slots")] {
        files.extend(fs::read_dir(place)?.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    assert_eq!(files.len(), 8, "book, wal, shm, lock, readers, two slots, copy: {files:?}");
    for file in files {
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
    Ok(())
}

#[test]
fn a_panic_in_a_change_costs_that_change_only() -> Result<()> {
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    let before = book.dump_hash()?;
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = book.change("customer.create", |tx| -> Result<()> {
            customers::create(tx, &req(json!({"name": "half done"}))?)?;
            panic!("in the middle");
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(book.dump_hash()?, before);
    assert!(
        book.note(|conn| Ok(conn.execute("DELETE FROM contact_point", []).map(drop)?)).is_ok(),
        "nothing to delete, so nothing is journaled"
    );
    let outside = book.note(|conn| Ok(conn.execute("UPDATE customer SET name = 'x'", []).map(drop)?));
    assert!(outside.is_err(), "the broken change is not open any more: nothing can be written under it");
    add(&book, "Ada")?;
    assert_eq!(book.names()?, ["Ada", "寿光金穗农资"]);
    book.undo()?;
    assert_eq!(book.dump_hash()?, before);
    Ok(())
}

#[test]
fn a_process_that_dies_in_a_change_leaves_the_book_as_it_was() -> Result<()> {
    let folder = closed()?;
    let book = open(&folder, Access::Write)?;
    let before = book.dump_hash()?;
    // The files as they are on the disk while a large change is under way are what a kill leaves.
    let left = tempfile::tempdir()?;
    let stopped = book.change("test.large", |tx| -> Result<()> {
        for number in 0..300 {
            customers::create(tx, &req(json!({"name": format!("客户{number}"), "note": "长".repeat(2_000)}))?)?;
        }
        tx.execute_batch("PRAGMA cache_spill = 10")?;
        for suffix in ["", "-wal", ".slot"] {
            fs::copy(
                folder.path().join(format!("book.rounds{suffix}")),
                left.path().join(format!("book.rounds{suffix}")),
            )?;
        }
        Err(crate::Error::refused("cancelled"))
    });
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    let found = open(&left, Access::Write)?;
    assert_eq!(found.dump_hash()?, before);
    assert!(found.check()?.ok);
    Ok(())
}
