//! What waits for quiet moments: put off, done bit by bit, and never missed.

use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::book::Book;
use crate::book::testing::{book_in, open_options, req};
use crate::book::{Access, sql::Sql as _};
use crate::customers::{self};
use crate::error::Result;
use crate::search::{self, FindCustomers};
use crate::visits;

const BUDGET: Duration = Duration::from_millis(5);
const QUIET: Duration = Duration::from_millis(300);

fn log(book: &Book, number: usize) -> Result<()> {
    let req = req(json!({"customer_id": 1, "summary": format!("第{number}次谈了复合肥")}))?;
    book.change("visit.log", |tx| visits::log(tx, &req).map(drop))
}

fn segments(book: &Book) -> Result<i64> {
    book.read(|reader| reader.value("SELECT count(DISTINCT segid) FROM visit_fts_idx", []))
}

/// Pages in the write-ahead log that are not in the file yet.
fn logged(book: &Book) -> Result<i64> {
    let wal = std::fs::metadata(crate::book::platform::with_suffix(book.path(), "-wal")).map_or(0, |meta| meta.len());
    // Noting nothing makes no frame; the log's length tells whether the next write would begin it anew.
    Ok(i64::try_from(wal / 4_120).unwrap_or(0))
}

fn found(book: &Book, text: &str) -> Result<usize> {
    Ok(book.read(|reader| search::find(reader, &FindCustomers { text: text.into(), limit: None }))?.len())
}

#[test]
fn quiet_moments_join_what_commits_left_apart() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    assert!(
        !{
            sleep(QUIET);
            while book.idle_work(BUDGET)? {}
            book.idle_work(BUDGET)?
        },
        "nothing is left"
    );
    (0..12).try_for_each(|number| log(&book, number))?;
    assert_eq!(segments(&book)?, 12, "a commit appends a segment");
    assert!(book.idle_work(BUDGET)?, "the next change may come any moment");
    assert_eq!(segments(&book)?, 12);
    sleep(QUIET);
    let mut rounds = 0;
    while book.idle_work(BUDGET)? {
        rounds += 1;
        assert!(rounds < 1_000, "it comes to an end");
    }
    assert!(segments(&book)? < 4, "{}", segments(&book)?);
    let before = logged(&book)?;
    assert!(before > 20);
    log(&book, 99)?;
    assert_eq!(logged(&book)?, before, "all of it was in the file: the log begins anew");
    assert_eq!((found(&book, "复合肥")?, found(&book, "第9")?), (1, 1));
    book.undo()?;
    assert!(book.check()?.ok);
    let path = book.path().to_owned();
    drop(book);
    let beside = Book::open(&path, &open_options(folder.path(), Access::Read))?;
    assert!(!beside.idle_work(BUDGET)?, "who only reads has nothing to do");
    Ok(())
}

#[test]
fn without_a_quiet_moment_commits_do_their_share() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let mut most = 0;
    for number in 0..400 {
        log(&book, number)?;
        most = most.max(segments(&book)?);
    }
    assert!((16..48).contains(&most), "{most}");
    assert!(logged(&book)? < 6_000, "the log does not grow for ever: {}", logged(&book)?);
    assert_eq!((found(&book, "复合肥")?, found(&book, "第399次")?), (1, 1));
    Ok(())
}

#[test]
fn a_long_log_is_moved_beside_commits_that_never_pause() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let mut number = 0;
    while logged(&book)? <= 520 {
        log(&book, number)?;
        number += 1;
    }
    assert!(book.idle_work(BUDGET)?, "the next change may come any moment");
    (0..2).try_for_each(|next| log(&book, number + next))?;
    let long = logged(&book)?;
    (0..20).try_for_each(|next| log(&book, number + 2 + next))?;
    assert_eq!(logged(&book)?, long, "it has begun anew");
    assert_eq!(found(&book, &format!("第{}次", number + 21))?, 1);
    Ok(())
}

#[test]
fn a_long_change_leaves_the_index_joined() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    (0..8).try_for_each(|number| log(&book, number))?;
    assert_eq!(segments(&book)?, 8);
    let options = crate::sample::SampleOptions { customers: 1_100, seed: 1 };
    book.change("customers.sample", |tx| crate::sample::fill(tx, &options, &mut |_, _| true))?;
    assert!(segments(&book)? < 4, "{} segments", segments(&book)?);
    assert_eq!(found(&book, "第7次")?, 1);
    assert!(book.check()?.ok);
    Ok(())
}
