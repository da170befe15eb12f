//! Writes, their undo, and lists right after them.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rounds_core::Book;
use rounds_core::book::sql::Sql;
use rounds_core::conditions::Rule;
use rounds_core::customers::{self, EditCustomer, ListCustomers};
use rounds_core::visits::{self, LogVisit};
use rusqlite::Connection;

use crate::Outcome;
use crate::books::Made;
use crate::figures::{Line, Report, Times, Watch};
use crate::goals::{self, Judged};
use crate::plain;
use crate::subjects::Subjects;

const WRITES: usize = 200;
const BULK: usize = 1_000;
const PATIENCE: Duration = Duration::from_secs(5);

fn take(call: impl FnMut(usize) -> Outcome<usize>) -> Outcome<Times> {
    Times::take(WRITES, PATIENCE, call)
}

/// What is only told.
fn note(report: &mut Report, group: &'static str, name: &str, times: Times, naive: Option<Times>) {
    report.add(Line { group, name: name.to_owned(), times, naive, ..Line::default() });
}

/// Lists are as quick right after a change.
fn held(report: &mut Report, group: &'static str, name: &str, times: Times) {
    report.add(Line { group, name: name.to_owned(), times, goal: Some(goals::AFTER_CHANGE), ..Line::default() });
}

/// Measures them.
pub fn measure(made: &Made, plain: &Connection, subjects: &Subjects, report: &mut Report) -> Outcome {
    eprintln!("writes …");
    let group = "writes";
    let book = made.open()?;
    let id = |number: usize| subjects.customer(number);
    let page = |rule: &Rule| -> Outcome<usize> {
        Ok(book
            .read(|reader| customers::list(reader, &ListCustomers { rule: rule.clone(), ..ListCustomers::default() }))?
            .rows
            .len())
    };
    let everybody = Rule::default();
    let tag = subjects.tags.first().map_or(0, |(id, _)| *id);
    let filtered = Rule::All(vec![
        Rule::Tag(vec![tag]),
        Rule::Not(Box::new(Rule::Stage(subjects.stages.clone().into_iter().take(1).collect()))),
    ]);
    page(&everybody)?;
    page(&filtered)?;

    let log = |number: usize| -> Outcome<usize> {
        made.pass();
        log(&book, id(number), "送了两袋复合肥，说下周再来看看")
    };
    let bare = |number: usize| plain::log(plain, id(number), "送了两袋复合肥，说下周再来看看");
    quiet(&book)?;
    note(report, group, "log a visit with a next date", take(log)?, Some(take(bare)?));
    let undo = |_| -> Outcome<usize> { Ok(usize::from(book.undo()?.id > 0)) };
    note(report, group, "undo it", take(undo)?, None);
    take(log)?;

    let mut lists = (Vec::new(), Vec::new());
    for number in 0..WRITES / 2 {
        log(number)?;
        let start = Watch::start();
        page(&everybody)?;
        lists.0.push(start.elapsed());
        let start = Watch::start();
        page(&filtered)?;
        lists.1.push(start.elapsed());
    }
    let after = "lists: right after a change";
    held(report, after, "first page after a visit was logged", Times::of(lists.0));
    held(report, after, "filter after a visit was logged", Times::of(lists.1));

    let rename = |number: usize| -> Outcome<usize> {
        made.pass();
        let req =
            EditCustomer {
                id: id(number), name: Some(format!("新名字农资店{number}")), ..EditCustomer::default()
            };
        book.change("customer.edit", |tx| customers::edit(tx, &req))?;
        Ok(1)
    };
    quiet(&book)?;
    let bare = |number: usize| plain::rename(plain, id(number), &format!("新名字农资店{number}"));
    note(report, group, "rename", take(rename)?, Some(take(bare)?));
    note(report, group, "undo it", take(undo)?, None);

    let many: Vec<i64> = book.read(|reader| {
        reader.all("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY id * 7919 % 100003 LIMIT ?1", [BULK], |row| {
            row.get(0)
        })
    })?;
    page(&filtered)?;
    let mut times = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..10 {
        made.pass();
        let name = format!("批量{number}");
        let start = Watch::start();
        book.change("customers.tag", |tx| customers::tag(tx, &many, std::slice::from_ref(&name), &[]))?;
        times.0.push(start.elapsed());
        let start = Watch::start();
        page(&everybody)?;
        times.1.push(start.elapsed());
        let start = Watch::start();
        page(&filtered)?;
        times.2.push(start.elapsed());
        let start = Watch::start();
        book.undo()?;
        times.3.push(start.elapsed());
    }
    plain.run("INSERT INTO tag (uid, name) VALUES (hex(randomblob(16)), hex(randomblob(16)))", [])?;
    let bulk = plain.last_insert_rowid();
    let bare = Times::take(10, PATIENCE, |_| {
        plain.run("DELETE FROM customer_tag WHERE tag_id = ?1", [bulk])?;
        plain::tag(plain, &many, bulk)
    })?;
    note(report, group, "tag 1,000 customers", Times::of(times.0), Some(bare));
    note(report, group, "undo it", Times::of(times.3), None);
    held(report, after, "first page after 1,000 were tagged", Times::of(times.1));
    held(report, after, "filter after 1,000 were tagged", Times::of(times.2));
    Ok(())
}

/// Logs so many visits one after the other, each a commit of its own, and takes them all back.
pub fn measure_commits(made: &Made, subjects: &Subjects, commits: usize, report: &mut Report) -> Outcome {
    eprintln!("commits …");
    let sync = sync_of_the_disk(made)?;
    report.fact("the disk's own sync, p50", sync, "ms");
    let book = made.open()?;
    book.warm()?;
    let hour = Duration::from_secs(3_600);
    let times = beside_idle_work(&book, || {
        Times::take(commits, hour, |number| {
            made.pass();
            log(&book, subjects.customer(number), "送了两袋复合肥，说下周再来看看")
        })
    })?;
    report.judge(Judged::most(5, "log a visit, p50, without the disk's sync", times.percentile(50) - sync, 1.0, "ms"));
    report.judge(Judged::most(5, "log a visit, the worst", times.percentile(100), 50.0, "ms"));
    note(report, "commits one after the other", "log a visit", times, None);
    let undone = Times::take(commits, hour, |_| Ok(usize::from(book.undo()?.id > 0)))?;
    note(report, "commits one after the other", "undo it", undone, None);
    Ok(())
}

/// Does something while another thread asks for what can wait, as often as the door does it for an open book.
fn beside_idle_work<T>(book: &Book, work: impl FnOnce() -> T) -> T {
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                let more = book.idle_work(Duration::from_millis(10)).unwrap_or_default();
                std::thread::sleep(Duration::from_millis(if more { 20 } else { 250 }));
            }
        });
        let done = work();
        is_done.store(true, Ordering::Relaxed);
        done
    })
}

/// How long the disk takes to make a few pages safe behind the end of a file, as the log of the book is written; milliseconds.
fn sync_of_the_disk(made: &Made) -> Outcome<f64> {
    let path = made.path.with_extension("sync");
    let mut file = std::fs::File::create(&path)?;
    let pages = [7_u8; 8 * 4_096];
    let times = Times::take(200, PATIENCE, |_| {
        file.write_all(&pages)?;
        file.sync_data()?;
        Ok(1)
    })?;
    std::fs::remove_file(path)?;
    Ok(times.percentile(50))
}

fn log(book: &Book, customer_id: i64, summary: &str) -> Outcome<usize> {
    book.change("visit.log", |tx| {
        visits::log(
            tx,
            &LogVisit {
                customer_id,
                summary: summary.to_owned(),
                next_on: Some("2026-12-01".to_owned()),
                ..serde_json::from_str(r#"{"customer_id": 0}"#)?
            },
        )
    })?;
    Ok(1)
}

/// A quiet moment, in which the book does what it put off.
fn quiet(book: &Book) -> Outcome {
    std::thread::sleep(Duration::from_millis(300));
    while book.idle_work(Duration::from_millis(10))? {}
    Ok(())
}
