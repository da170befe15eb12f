//! Follow-ups: made, changed, done, dropped, opened again, listed as they are due.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};
use crate::customers;

fn make(book: &Book, customer: i64, due: &str) -> Result<i64> {
    let req = req(json!({"customer_id": customer, "due_on": due, "what": "送样"}))?;
    Ok(book.turn_round(|tx| create(tx, &req))?.id)
}

fn due(book: &Book, until: &str) -> Result<Vec<String>> {
    let list = book.read(|reader| list(reader, &req(json!({"until": until}))?))?;
    Ok(list.into_iter().map(|followup| format!("{} {}", followup.due_on, followup.customer)).collect())
}

#[test]
fn the_next_follow_up_is_the_earliest_open_one() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let next = || -> Result<Option<String>> { Ok(book.card("陈静")?.next_followup_on) };
    let late = make(&book, 1, "2026-12-24")?;
    let early = make(&book, 1, "2026-12-01")?;
    assert_eq!(next()?.as_deref(), Some("2026-12-01"));
    book.turn_round(|tx| finish(tx, &by(early)))?;
    assert_eq!(next()?.as_deref(), Some("2026-12-24"));
    book.turn_round(|tx| drop_it(tx, &by(late)))?;
    assert_eq!(next()?, None);
    assert_eq!(book.ask("SELECT closed_at > 0 FROM followup")?, ["1", "1"]);
    book.turn_round(|tx| reopen(tx, &by(early)))?;
    assert_eq!(next()?.as_deref(), Some("2026-12-01"));
    assert_eq!(book.ask("SELECT closed_at FROM followup WHERE id = 2")?, ["0"]);
    book.turn_round(|tx| edit(tx, &req(json!({"id": early, "due_on": "2027-1-5", "time": "14:00", "what": "回访"}))?))?;
    assert_eq!(next()?.as_deref(), Some("2027-01-05"));
    book.turn_round(|tx| trash(tx, &by(early)))?;
    assert_eq!(next()?, None);
    for wrong in [finish, drop_it, reopen] {
        assert_eq!(book.refusal(|tx| wrong(tx, &by(early)))?, "not_found: followup", "it is in the trash");
    }
    book.turn_round(|tx| restore(tx, &by(early)))?;
    assert_eq!(next()?.as_deref(), Some("2027-01-05"));
    Ok(())
}

#[test]
fn what_is_due_is_listed_earliest_first() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "Eve"])?;
    for (customer, day) in
        [(1, "2026-12-02"), (2, "2026-11-30"), (3, "2026-11-29"), (1, "2026-11-30"), (2, "2027-01-01")]
    {
        make(&book, customer, day)?;
    }
    book.turn_round(|tx| customers::trash(tx, &[3]))?;
    assert_eq!(due(&book, "2026-12-02")?, ["2026-11-30 Ada", "2026-11-30 陈静", "2026-12-02 陈静"]);
    assert_eq!(due(&book, "2026-11-01")?, [""; 0]);
    let hers = book.read(|reader| list(reader, &req(json!({"customer_id": 2, "limit": 1}))?))?;
    assert_eq!(hers.len(), 1);
    Ok(())
}

#[test]
fn what_cannot_be_a_follow_up_is_refused() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = make(&book, 1, "2026-12-01")?;
    for (wrong, told) in [
        (json!({"customer_id": 1, "due_on": ""}), "invalid: due_on not_a_date"),
        (json!({"customer_id": 1, "due_on": "0000-00-00"}), "invalid: due_on not_a_date"),
        (json!({"customer_id": 1, "due_on": "9999-12-31"}), "invalid: due_on out_of_range"),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "time": "25:00"}), "invalid: time not_a_time"),
        (json!({"customer_id": 5, "due_on": "2026-12-01"}), "not_found: customer"),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "what": "长".repeat(100_001)}), "too_long: what"),
    ] {
        assert_eq!(book.refusal(|tx| create(tx, &req(wrong)?))?, told);
    }
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": id, "due_on": "soon"}))?))?, "invalid: due_on not_a_date");
    assert_eq!(book.refusal(|tx| finish(tx, &by(9)))?, "not_found: followup");
    Ok(())
}
