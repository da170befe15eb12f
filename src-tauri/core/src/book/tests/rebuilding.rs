//! What is derived can be worked out anew, whatever became of it.

use serde_json::json;

use crate::book::Book;
use crate::book::testing::{empty_book, req};
use crate::customers;
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::search::{self, FindCustomers};

fn found(book: &Book, text: &str) -> Result<usize> {
    book.read(|reader| Ok(search::find(reader, &FindCustomers { text: text.into(), limit: None })?.len()))
}

#[test]
fn every_derived_column_and_index_is_checked_and_comes_back() -> Result<()> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 60, seed: 3 }, &mut |_, _| true)
    })?;
    let (before, hits) = (book.fingerprint()?, found(&book, "了")?);
    assert!(hits > 0);
    let stages = json!({"sort": [{"by": "stage"}, {"by": "visits"}], "where": {"visits": {"at_least": 1}}});
    let list = || book.read(|reader| Ok(customers::list(reader, &req(stages.clone())?)?.rows));
    let rows = list()?;
    for damage in [
        "UPDATE customer SET sort_key = 'x' WHERE id = 3",
        "UPDATE customer SET stage_id = stage_id + 1 WHERE id = 3",
        "UPDATE customer SET owner_id = 77 WHERE id = 3",
        "UPDATE customer SET last_visit_on = '2001-01-01' WHERE id = 3",
        "UPDATE customer SET next_followup_on = '2001-01-01' WHERE id = 3",
        "UPDATE customer SET visit_count = visit_count + 1",
        "UPDATE customer SET birthday_on = '2001-01-01' WHERE id = 3",
        "UPDATE customer SET visit_due_on = '2001-01-01' WHERE id = 3",
        "UPDATE customer SET slipping_on = '2001-01-01' WHERE id = 3",
        "INSERT INTO customer_fts (customer_fts) VALUES ('delete-all')",
        "INSERT INTO visit_fts (visit_fts) VALUES ('delete-all')",
        "DELETE FROM visit_fts WHERE rowid = (SELECT max(rowid) FROM visit_fts_docsize)",
    ] {
        book.tamper(damage)?;
        assert!(!book.check()?.ok, "the check sees: {damage}");
        let mut told = Vec::new();
        let report = book.rebuild(&mut |done, total| {
            told.push((done, total));
            true
        })?;
        assert!(report.ok, "{damage}: {:?}", report.problems);
        assert!(told.last().is_some_and(|(done, total)| done == total), "{told:?}");
        assert!(book.fingerprint()? == before, "{damage}");
        assert_eq!((found(&book, "了")?, list()?), (hits, rows.clone()), "{damage}");
    }
    book.tamper("UPDATE customer SET visit_count = 99")?;
    assert_eq!(book.rebuild(&mut |_, _| false).unwrap_err().code(), "cancelled");
    assert_eq!(book.ask("SELECT min(visit_count) FROM customer")?, ["99"], "all or nothing");
    book.rebuild(&mut |_, _| true)?;
    book.undo()?;
    assert!(book.check()?.ok, "what could be undone still can");
    Ok(())
}
