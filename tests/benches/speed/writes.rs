//! Writes, their undo, and lists right after them.

use std::time::Duration;

use rounds_core::Book;
use rounds_core::book::sql::Sql;
use rounds_core::conditions::Rule;
use rounds_core::customers::{self, EditCustomer, ListCustomers};
use rounds_core::visits::{self, LogVisit};
use rusqlite::Connection;

use crate::Outcome;
use crate::books::Made;
use crate::figures::{Report, Times, Watch};
use crate::plain;
use crate::subjects::Subjects;

const WRITES: usize = 200;
const BULK: usize = 1_000;

/// Measures them.
pub fn measure(made: &Made, plain: &Connection, subjects: &Subjects, report: &mut Report) -> Outcome {
    eprintln!("writes …");
    let group = "writes";
    let book = made.open()?;
    let id = |number: usize| subjects.customers.get(number % subjects.customers.len().max(1)).map_or(1, |(id, _)| *id);
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
        book.change("visit.log", |tx| {
            visits::log(
                tx,
                &LogVisit {
                    customer_id: id(number),
                    summary: "送了两袋复合肥，说下周再来看看".to_owned(),
                    next_on: Some("2026-12-01".to_owned()),
                    ..serde_json::from_str(r#"{"customer_id": 0}"#)?
                },
            )
        })?;
        Ok(1)
    };
    let bare =
        |number: usize| plain::log(plain, id(number), "送了两袋复合肥，说下周再来看看", &format!("log-{number}"));
    quiet(&book)?;
    report.note(group, "log a visit with a next date", Times::take(WRITES, log)?, Some(Times::take(WRITES, bare)?));
    let undo = |_| -> Outcome<usize> { Ok(usize::from(book.undo()?.id > 0)) };
    report.note(group, "undo it", Times::take(WRITES / 2, undo)?, None);

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
    report.call(after, "first page after a visit was logged", None, Times::of(lists.0), None);
    report.call(after, "filter after a visit was logged", None, Times::of(lists.1), None);

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
    report.note(group, "rename", Times::take(WRITES, rename)?, Some(Times::take(WRITES, bare)?));
    report.note(group, "undo it", Times::take(WRITES, undo)?, None);

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
    plain.run("INSERT INTO tag (uid, name) VALUES ('bulk', '批量')", [])?;
    let bulk = plain.last_insert_rowid();
    let bare = Times::take(10, |_| {
        plain.run("DELETE FROM customer_tag WHERE tag_id = ?1", [bulk])?;
        plain::tag(plain, &many, bulk)
    })?;
    report.note(group, "tag 1,000 customers", Times::of(times.0), Some(bare));
    report.note(group, "undo it", Times::of(times.3), None);
    report.call(after, "first page after 1,000 were tagged", None, Times::of(times.1), None);
    report.call(after, "filter after 1,000 were tagged", None, Times::of(times.2), None);
    Ok(())
}

/// A quiet moment, in which the book does what it put off.
fn quiet(book: &Book) -> Outcome {
    std::thread::sleep(Duration::from_millis(300));
    while book.idle_work(Duration::from_millis(10))? {}
    Ok(())
}
