//! A new version of the schema: a copy first, then all of it or nothing, and older changes are final.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::book::opening::STEPS;
use crate::book::testing::{book_in, open_options, req, starter};
use crate::book::{Access, Book, CreateOptions};
use crate::customers;
use crate::error::Result;
use crate::fields;

/// The first schema that was released.
const FIRST: &str = include_str!("../../migrations/0001_book.sql");
/// The step after today's.
const NEXT: &str = "ALTER TABLE customer ADD COLUMN nickname TEXT NOT NULL DEFAULT '';";
const BROKEN: &str = "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; INSERT INTO no_such_table VALUES (1);";

/// A closed book with two customers, the second undone.
fn old_book(folder: &Path) -> Result<PathBuf> {
    let book = book_in(folder)?;
    for name in ["陈静", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    book.undo()?;
    Ok(book.path().to_owned())
}

/// Today's steps, and these.
fn steps(more: &[&'static str]) -> Vec<&'static str> {
    [STEPS, more].concat()
}

fn open(path: &Path, steps: &[&str]) -> Result<Book> {
    Book::open_at(path, &open_options(path.parent().unwrap(), Access::Write), steps)
}

fn copies(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("book.rounds.backups")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "rounds")).collect()
}

#[test]
fn a_migration_makes_a_copy_and_ends_the_undo_of_what_was_before() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = old_book(folder.path())?;
    let book = open(&path, &steps(&[NEXT]))?;
    assert_eq!(book.names()?, ["陈静"]);
    assert_eq!(book.undo().unwrap_err().code(), "nothing_to_undo", "older changes are final");
    assert_eq!(book.redo().unwrap_err().code(), "nothing_to_redo");
    assert_eq!(book.ask("SELECT state FROM change")?, ["final"], "they stay in the history");
    assert!(book.ask("SELECT seq FROM change_row")?.is_empty());
    let id = book.customer("陈静")?;
    book.turn_round(|tx| Ok(tx.execute("UPDATE customer SET nickname = '小静' WHERE id = ?1", [id]).map(drop)?))?;
    drop(book);

    let copies = copies(folder.path());
    assert_eq!(copies.len(), 1);
    assert!(!fs::read(&copies[0])?.windows(6).any(|window| window == "陈静".as_bytes()), "the copy is encrypted");
    let copy = open(&copies[0], STEPS)?;
    assert_eq!(copy.names()?, ["陈静"], "the copy opens in the app of before");
    copy.redo()?;
    assert_eq!(copy.names()?, ["Ada", "陈静"], "with all that could be undone and redone then");
    Ok(())
}

#[test]
fn a_migration_that_fails_changes_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = old_book(folder.path())?;
    let before = open(&path, STEPS)?.dump_hash()?;
    for _ in 0..2 {
        assert!(open(&path, &steps(&[NEXT, BROKEN])).is_err(), "again and again");
    }
    let book = open(&path, STEPS)?;
    assert_eq!(book.dump_hash()?, before, "the step before the broken one is not there either");
    assert!(book.ask("SELECT name FROM sqlite_schema WHERE name = 'half'")?.is_empty());
    book.redo()?;
    assert_eq!(book.names()?, ["Ada", "陈静"], "undo and redo are as they were");
    assert_eq!(copies(folder.path()).len(), 2, "each try made its copy first");
    Ok(())
}

#[test]
fn a_migration_waits_for_nobody_who_reads() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = old_book(folder.path())?;
    let reader = Book::open(&path, &open_options(folder.path(), Access::Read))?;
    assert_eq!(open(&path, &steps(&[NEXT])).unwrap_err().code(), "in_use_by_reader");
    drop(reader);
    let reader = Book::open_at(&path, &open_options(folder.path(), Access::Read), &steps(&[NEXT]));
    assert_eq!(reader.unwrap_err().code(), "in_use", "who only reads does not migrate");
    open(&path, &steps(&[NEXT]))?;
    Ok(())
}

#[test]
fn a_book_of_the_first_schema_goes_on_in_todays() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("book.rounds");
    let open_at = open_options(folder.path(), Access::Write);
    Book::file_at(&path, &CreateOptions { open: open_at, starter: starter() }, &[FIRST],
        "INSERT INTO customer (uid, kind, name, created_at, updated_at, sort_key) VALUES ('c', 'person', '陈静', 1, 1, name_sort_key('陈静'));
         INSERT INTO field (uid, label, type, unit) VALUES ('f', '面积', 'number', '亩');
         INSERT INTO customer_value (customer_id, field_id, number) VALUES (1, 1, 300000000);
         INSERT INTO customer_detail (customer_id, birthday_calendar, birthday_month, birthday_day) VALUES (1, 'lunar', 1, 1);
         INSERT INTO customer_fts (rowid, tokens) VALUES (1, '陈');",
    )?;
    let book = open(&path, STEPS)?;
    let field = book.read(|reader| fields::list(reader, &customers::Nothing {}))?.remove(0);
    assert_eq!((field.label.as_str(), field.help.as_str(), field.required, field.in_lists), ("面积", "", false, true));
    assert_eq!((field.default, field.shown_if, field.section.as_str()), (None, None, ""));
    let value = book.card("陈静")?.fields.remove(0).value;
    assert_eq!(value, fields::FieldContent::Number("300".into()), "values are as they were");
    assert_eq!(
        book.ask("SELECT birthday_on FROM customer")?,
        ["2027-02-06"],
        "what is derived from the day is derived"
    );
    book.turn_round(|tx| fields::edit(tx, &req(json!({"id": 1, "help": "按实际种植算", "required": true}))?))?;
    assert_eq!(copies(folder.path()).len(), 1, "a copy was made first");
    Ok(())
}
