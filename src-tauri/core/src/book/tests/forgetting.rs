//! Undo data is kept for 90 days and up to a gigabyte; who came from where is kept for good.

use std::sync::Arc;

use serde_json::json;

use crate::book::history::{self, ListHistory};
use crate::book::testing::{book_in, book_with, days_later, open_options, req, starter};
use crate::book::{Access, Book, CreateOptions};
use crate::clock::FixedClock;
use crate::customers;
use crate::error::Result;

fn add(book: &Book, name: &str, note: &str) -> Result<()> {
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name, "note": note}))?)).map(drop)
}

fn states(book: &Book) -> Result<Vec<String>> {
    book.ask("SELECT state FROM change ORDER BY id")
}

#[test]
fn after_ninety_days_a_change_is_final_and_stays_in_the_history() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(FixedClock::new(days_later(0)));
    let mut open = open_options(folder.path(), Access::Write);
    open.clock = Arc::clone(&clock) as Arc<dyn crate::clock::Clock>;
    let path = folder.path().join("book.rounds");
    let book = Book::create(&path, &CreateOptions { open: open.clone(), starter: starter() })?;
    add(&book, "陈静", "")?;
    clock.set(days_later(1));
    add(&book, "Ada", "")?;
    add(&book, "Eve", "")?;
    book.undo()?;
    drop(book);

    clock.set(days_later(90));
    let book = Book::open(&path, &open)?;
    assert_eq!(states(&book)?, ["done", "done", "undone"], "on the ninetieth day all can still be undone");
    drop(book);

    clock.set(days_later(91));
    let book = Book::open(&path, &open)?;
    assert_eq!(states(&book)?, ["final", "done", "undone"]);
    assert_eq!(book.ask("SELECT DISTINCT change_id FROM change_row")?, ["2", "3"], "its undo data is gone");
    book.undo()?;
    assert_eq!(book.undo().unwrap_err().code(), "nothing_to_undo");
    assert_eq!(book.names()?, ["陈静"]);
    drop(book);

    clock.set(days_later(200));
    let book = Book::open(&path, &open)?;
    assert_eq!(states(&book)?, ["final"], "what was undone and not redone for so long never happened");
    let history =
        book.read(|reader| history::list(reader, &ListHistory { customer_id: Some(1), ..ListHistory::default() }))?;
    assert_eq!(history.len(), 1, "lineage outlives the journal");
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn too_much_undo_data_costs_the_oldest_changes() -> Result<()> {
    let book = book_with(&["陈静"])?;
    for number in 0..4 {
        let note = format!("{number}").repeat(1_000);
        book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "note": note}))?))?;
    }
    let bytes: Vec<i64> =
        book.ask("SELECT bytes FROM change ORDER BY id")?.iter().map(|n| n.parse().unwrap()).collect();
    assert!(bytes[1] < 200, "the first note was put in place of nothing: {bytes:?}");
    assert!(
        bytes[2..].iter().all(|bytes| (1_000..1_200).contains(bytes)),
        "then each keeps the note before: {bytes:?}"
    );

    book.forget_beyond(2_500)?;
    assert_eq!(states(&book)?, ["final", "final", "final", "done", "done"]);
    book.undo()?;
    book.undo()?;
    assert_eq!(book.undo().unwrap_err().code(), "nothing_to_undo");
    assert!(book.card("陈静")?.note.starts_with("11"), "as far back as the data went");
    book.redo()?;
    book.forget_beyond(0)?;
    assert_eq!(states(&book)?[3], "done", "the latest change can be undone whatever it takes");
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn turning_a_change_round_weighs_it_anew() -> Result<()> {
    let book = book_with(&[])?;
    add(&book, "陈静", &"长".repeat(1_000))?;
    let bytes = || -> Result<i64> { Ok(book.ask("SELECT bytes FROM change")?[0].parse().unwrap()) };
    let inserted = bytes()?;
    assert!(inserted < 600, "an insert keeps its keys only: {inserted}");
    book.undo()?;
    assert!(bytes()? > inserted + 1_000, "once undone it keeps the rows");
    book.redo()?;
    assert_eq!(bytes()?, inserted);
    Ok(())
}

#[test]
fn undo_data_is_not_needed_to_open() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    add(&book, "陈静", "")?;
    book.tamper("DELETE FROM change_row; UPDATE change SET state = 'final'")?;
    drop(book);
    let book = Book::open(&folder.path().join("book.rounds"), &open_options(folder.path(), Access::Write))?;
    assert_eq!(book.names()?, ["陈静"]);
    assert!(book.check()?.ok);
    Ok(())
}
