//! What is kept of the follow-ups of each day is what a recount says, whatever was done.

use proptest::prelude::*;
use serde_json::json;

use super::steps::{Step, steps, take};
use crate::book::Book;
use crate::book::testing::{book_in, book_with, by, empty_book, req};
use crate::customers::Nothing;
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::{customers, followups, merges, today};

/// What is kept of each day, and a recount.
fn kept_and_counted(book: &Book) -> Result<[Vec<String>; 2]> {
    Ok([
        book.ask("SELECT due_on || ' ' || followups || ' ' || open FROM followup_day ORDER BY 1")?,
        book.ask(
            "SELECT f.due_on || ' ' || count(*) || ' ' || sum(f.state = 'open') FROM followup AS f
             WHERE f.trashed_at = 0 AND f.customer_id IN (SELECT id FROM customer WHERE trashed_at = 0)
             GROUP BY f.due_on ORDER BY 1",
        )?,
    ])
}

fn plan(book: &Book, customer: i64, on: &str) -> Result<i64> {
    let new = req(json!({"customer_id": customer, "due_on": on, "allow_past": true}))?;
    Ok(book.change("followup.create", |tx| followups::create(tx, &new))?.id)
}

/// One more thing that a user does, beside the steps of every kind: mostly with follow-ups and whose they are.
fn act(book: &Book, step: &Step) {
    let &(command, a, b, c) = step;
    let id = 1 + i64::from(a % 4);
    let day = format!("2026-11-{:02}", 1 + b % 28);
    let done = match command % 12 {
        0 | 1 => plan(book, id, &day).map(drop),
        2 => book.change("followups.move", |tx| {
            followups::move_to(tx, &req(json!({"ids": [id], "due_on": day, "allow_past": true}))?).map(drop)
        }),
        3 => book.change("followup.finish", |tx| followups::finish(tx, &by(id)).map(drop)),
        4 => book.change("followup.trash", |tx| followups::trash(tx, &by(id))),
        5 => book.change("followup.restore", |tx| followups::restore(tx, &by(id))),
        6 => book.change("customers.trash", |tx| customers::trash(tx, &[id]).map(drop)),
        7 => book.change("customers.restore", |tx| customers::restore(tx, &[id]).map(drop)),
        8 => book.change("customer.merge", |tx| {
            let other = 1 + i64::from(c % 4);
            merges::merge(tx, &req(json!({"keep": id, "others": [other]}))?).map(drop)
        }),
        9 => book.change("customer.unmerge", |tx| merges::unmerge(tx, &by(id)).map(drop)),
        10 => book.undo().map(drop),
        _ => book.redo().map(drop),
    };
    // What makes no sense is refused.
    drop(done);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Made, moved, done, put into the trash with or without their customers, merged, taken back, done again.
    #[test]
    fn what_is_kept_is_what_a_recount_says(all in steps(20..80)) {
        let book = book_with(&["陈静", "Ada", "王强", "Søren"]).unwrap();
        for (at, step) in all.iter().enumerate() {
            if at % 3 == 0 {
                drop(book.change("test.step", |tx| take(tx, step)));
            } else {
                act(&book, step);
            }
            let [kept, counted] = kept_and_counted(&book).unwrap();
            prop_assert_eq!(kept, counted, "after {:?}", step);
        }
        prop_assert_eq!(book.check().unwrap().problems, Vec::<String>::new());
    }
}

#[test]
fn whoever_comes_or_goes_takes_theirs_along() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    for name in ["陈静", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    for (customer, on) in [(1, "2026-11-23"), (1, "2026-11-23"), (2, "2026-11-23"), (2, "2026-12-01")] {
        plan(&book, customer, on)?;
    }
    book.change("followup.finish", |tx| followups::finish(tx, &by(1)).map(drop))?;
    let kept = |book: &Book| Ok::<_, crate::Error>(kept_and_counted(book)?[0].clone());
    assert_eq!(kept(&book)?, ["2026-11-23 3 2", "2026-12-01 1 1"]);
    book.turn_round(|tx| customers::trash(tx, &[1]).map(drop))?;
    assert_eq!(kept(&book)?, ["2026-11-23 1 1", "2026-12-01 1 1"]);
    let today = book.read(|reader| today::show(reader, &Nothing {}))?.today;
    assert_eq!((today.total, today.rows.len()), (1, 1));
    book.change("customers.restore", |tx| customers::restore(tx, &[1]).map(drop))?;
    book.turn_round(|tx| merges::merge(tx, &req(json!({"keep": 1, "others": [2]}))?).map(drop))?;
    assert_eq!(kept(&book)?, ["2026-11-23 3 2", "2026-12-01 1 1"], "a merge moves them to somebody else");
    book.erase(&req(json!({"id": 1, "name": "陈静", "drop_backups": false}))?, &[], &mut |_, _| true)?;
    assert_eq!(kept(&book)?, Vec::<String>::new(), "whoever is erased has none");
    assert!(book.check()?.ok);
    Ok(())
}

#[test]
fn a_wrong_count_is_found_and_mended() -> Result<()> {
    let book = book_with(&["陈静"])?;
    plan(&book, 1, "2026-11-20")?;
    book.tamper("UPDATE followup_day SET open = 7")?;
    book.tamper("INSERT INTO followup_day VALUES ('2026-12-24', 1, 1)")?;
    let found = book.check()?.problems;
    assert_eq!(
        found,
        [
            "the number of follow-ups that is kept of a day is wrong: 20261120",
            "the number of follow-ups that is kept of a day is wrong: 20261224"
        ]
    );
    assert!(book.rebuild(&mut |_, _| true)?.ok);
    Ok(())
}

#[test]
fn very_many_new_customers_are_counted_and_taken_back() -> Result<()> {
    let book = empty_book()?;
    let options = SampleOptions { customers: 300, seed: 3 };
    book.change("customers.sample", |tx| sample::fill(tx, &options, &mut |_, _| true))?;
    let [kept, counted] = kept_and_counted(&book)?;
    assert!(kept.len() > 20 && kept == counted, "{kept:?}");
    book.undo()?;
    assert_eq!(kept_and_counted(&book)?, [Vec::<String>::new(), Vec::new()]);
    book.redo()?;
    assert_eq!(kept_and_counted(&book)?, [kept, counted]);
    Ok(())
}
