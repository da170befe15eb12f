//! Appointments: how long they take, what else is at that time.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};

const HOUR: i64 = 3_600_000;

fn book_at(book: &Book, customer: i64, on: &str, time: &str, ends: &str) -> Result<i64> {
    let new = req(json!({"customer_id": customer, "due_on": on, "time": time, "ends": ends, "what": "试色"}))?;
    Ok(book.turn_round(|tx| create(tx, &new))?.id)
}

fn at(book: &Book, on: &str, time: &str, ends: &str, except: Option<i64>) -> Result<Vec<String>> {
    let ask = req(json!({"due_on": on, "time": time, "ends": ends, "except": except}))?;
    Ok(book.read(|reader| overlaps(reader, &ask))?.into_iter().map(|row| row.customer).collect())
}

#[test]
fn an_appointment_stays_as_long_as_it_is() -> Result<()> {
    let book = book_with(&["李秀英"])?;
    let id = book_at(&book, 1, "2026-11-24", "09:30", "10:10")?;
    let shown = || book.read(|reader| next_of(reader, 1)).map(Option::unwrap);
    let length = |row: &FollowUp| row.ends_at.zip(row.due_at).map(|(ends, at)| ends - at);
    assert_eq!(length(&shown()?), Some(2_400_000));
    book.turn_round(|tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-11-26", "time": "14:00"}))?))?;
    assert_eq!(length(&shown()?), Some(2_400_000), "moved, and as long");
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "ends": "15:30"}))?))?;
    assert_eq!((length(&shown()?), shown()?.moved), (Some(5_400_000), 1), "stretched, and not moved");
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "time": "16:00", "due_on": "2026-11-26"}))?))?;
    assert_eq!(length(&shown()?), Some(5_400_000));
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "ends": null}))?))?;
    assert_eq!(shown()?.ends_at, None, "no appointment any more");
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "due_on": "2026-11-27"}))?))?;
    assert_eq!(shown()?.due_at, None, "a day without a time");
    let late = book_at(&book, 1, "2026-11-25", "22:00", "01:00")?;
    assert_eq!((shown()?.id, length(&shown()?)), (late, Some(3 * HOUR)), "over midnight");
    Ok(())
}

#[test]
fn what_is_at_the_same_time_is_told_and_may_be_booked() -> Result<()> {
    let book = book_with(&["李秀英", "Ada", "王强", "陈静"])?;
    let first = book_at(&book, 1, "2026-11-24", "09:30", "10:30")?;
    book_at(&book, 2, "2026-11-24", "10:00", "11:00")?;
    book_at(&book, 3, "2026-11-24", "23:00", "01:00")?;
    let timed = json!({"customer_id": 4, "due_on": "2026-11-24", "time": "10:15"});
    book.change("followup.create", |tx| create(tx, &req(timed)?))?;
    assert_eq!(at(&book, "2026-11-24", "09:00", "09:30", None)?, [""; 0], "one ends when the other begins");
    assert_eq!(at(&book, "2026-11-24", "09:00", "09:31", None)?, ["李秀英"]);
    assert_eq!(at(&book, "2026-11-24", "10:00", "10:30", None)?, ["李秀英", "Ada", "陈静"]);
    assert_eq!(at(&book, "2026-11-24", "10:00", "10:30", Some(first))?, ["Ada", "陈静"], "not with itself");
    assert_eq!(at(&book, "2026-11-25", "00:30", "02:00", None)?, ["王强"], "from the evening before");
    assert_eq!(at(&book, "2026-11-25", "09:30", "10:30", None)?, [""; 0]);
    book.change("followup.finish", |tx| finish(tx, &by(first)))?;
    assert_eq!(at(&book, "2026-11-24", "09:00", "10:00", None)?, [""; 0], "what is done takes no time");
    Ok(())
}
