//! Readers beside the writer: each sees one whole state, and what is kept in memory is never of another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::json;

use crate::book::testing::{book_in, by, open_options, req};
use crate::book::{Access, Book, Reader};
use crate::conditions::Rule;
use crate::customers::{self, ListCustomers, Sort, SortKey};
use crate::error::{Error, Result};

fn list(reader: &Reader<'_>, sort: SortKey) -> Result<customers::Customers> {
    let sort = vec![Sort { by: sort, desc: false }];
    customers::list(reader, &ListCustomers { sort, at: 1, limit: Some(1_000), ..ListCustomers::default() })
}

fn add(book: &Book, name: &str) -> Result<i64> {
    Ok(book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?.id)
}

#[test]
fn a_reader_that_began_before_a_change_does_not_spoil_what_later_ones_share() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    for name in ["Ada", "Bob", "Cleo"] {
        add(&book, name)?;
    }
    let names = |reader: &Reader<'_>| -> Result<String> {
        Ok(list(reader, SortKey::Name)?.rows.into_iter().map(|row| row.name).collect::<Vec<_>>().join(" "))
    };
    book.read(|old| {
        assert_eq!(names(old)?, "Bob Cleo");
        let dora = add(&book, "Dora")?;
        assert_eq!(book.read(names)?, "Bob Cleo Dora");
        assert_eq!(names(old)?, "Bob Cleo", "the old reader still sees its own state");
        assert_eq!(old.sets().members(old, &Rule::default())?.len(), 3);
        book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": dora, "name": "Abe"}))?))?;
        assert_eq!(names(old)?, "Bob Cleo");
        assert_eq!(book.read(names)?, "Ada Bob Cleo", "and later readers theirs");
        Ok(())
    })
}

#[test]
fn an_interrupted_read_leaves_nothing_half_patched() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let ids = ["Ada", "Bob", "Cleo"].map(|name| add(&book, name).unwrap());
    book.read(|reader| SortKey::ALL.into_iter().try_for_each(|key| list(reader, key).map(drop)))?;
    book.change("customers.trash", |tx| customers::trash(tx, &ids[..1]))?;
    let stopped = book.read(|reader| {
        reader.progress_handler(1, Some(|| true))?;
        let stopped = list(reader, SortKey::Name);
        reader.progress_handler(0, None::<fn() -> bool>)?;
        stopped
    });
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    assert_eq!(book.read(|reader| list(reader, SortKey::Name))?.total, 2);
    Ok(())
}

#[test]
fn readers_beside_a_writer_never_see_half_a_change() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let ids: Vec<i64> = (0..20).map(|number| add(&book, &format!("客户{number:02}")).unwrap()).collect();
    let beside = Book::open(book.path(), &open_options(folder.path(), Access::Read))?;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for book in [&book, &book, &beside] {
            let done = &done;
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    book.read(|reader| {
                        // Trashed and restored ten at a time: never another number.
                        let list = list(reader, SortKey::Updated)?;
                        assert!(list.total == 20 || list.total == 10, "{}", list.total);
                        assert_eq!(list.rows.len() as u32, list.total - 1);
                        let persons = reader.sets().members(reader, &Rule::Stage(vec![1]))?;
                        assert_eq!(persons.len(), u64::from(list.total), "two questions, one state");
                        Ok(())
                    })
                    .unwrap();
                }
            });
        }
        for round in 0..60 {
            let half = &ids[(round % 2) * 10..(round % 2) * 10 + 10];
            book.change("customers.trash", |tx| customers::trash(tx, half)).unwrap();
            if round % 3 == 0 {
                book.undo().unwrap();
            } else {
                book.change("customers.restore", |tx| customers::restore(tx, half)).unwrap();
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    let report = book.check()?;
    assert!(report.ok, "{:?}", report.problems);
    Ok(())
}

#[test]
fn writers_in_two_threads_take_turns() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    thread::scope(|scope| {
        for thread in 0..2 {
            let book = &book;
            scope.spawn(move || {
                for number in 0..20 {
                    add(book, &format!("客户{thread}-{number}")).unwrap();
                }
            });
        }
    });
    assert_eq!(book.names()?.len(), 40);
    for _ in 0..40 {
        book.undo()?;
    }
    assert!(book.names()?.is_empty());
    Ok(())
}

#[test]
fn a_newer_read_of_a_lane_stops_the_older_one() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    add(&book, "Ada")?;
    let older = book.read_latest("find", |reader| {
        assert_eq!(book.read_latest("find", |reader| customers::show(reader, &by(1)))?.name, "Ada");
        assert_eq!(book.read_latest("list", |reader| customers::show(reader, &by(1)))?.name, "Ada");
        let forever = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        // What is not under way yet when it is interrupted goes on, so this one ends by itself.
        reader.progress_handler(1_000_000, Some(|| true))?;
        let ended = reader.query_row(forever, [], |_| Ok(())).map_err(Error::from);
        reader.progress_handler(0, None::<fn() -> bool>)?;
        ended
    });
    assert_eq!(older.unwrap_err().code(), "cancelled");
    Ok(())
}
