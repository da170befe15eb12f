//! What comes again.

use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_and_clock, book_by, book_with, by, days_later, req};
use crate::clock::ZoneClock;
use crate::customers;
use crate::visits;

fn make(book: &Book, due: &str, time: Option<&str>, rule: &str) -> Result<i64> {
    let new = req(json!({"customer_id": 1, "due_on": due, "time": time, "repeat": rule, "what": "盘点"}))?;
    Ok(book.turn_round(|tx| create(tx, &new))?.id)
}

fn open(book: &Book) -> Result<Vec<String>> {
    book.ask("SELECT due_on FROM followup WHERE state = 'open' AND trashed_at = 0 ORDER BY due_on")
}

#[test]
fn what_is_done_makes_the_next_once() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = make(&book, "2026-11-24", None, "RRULE:freq=weekly; byday=TU")?;
    let done = book.turn_round(|tx| finish(tx, &by(id)))?;
    assert_eq!(done.next_on.as_deref(), Some("2026-12-01"));
    assert_eq!(open(&book)?, ["2026-12-01"]);
    let row = "SELECT what || ' ' || repeat_rule || ' ' || (series = (SELECT uid FROM followup WHERE id = 1)) FROM followup WHERE id = 2";
    assert_eq!(book.ask(row)?, ["盘点 FREQ=WEEKLY;BYDAY=TU 1"]);
    book.change("followup.reopen", |tx| reopen(tx, &by(id)))?;
    let again = book.change("followup.finish", |tx| finish(tx, &by(id)))?;
    assert_eq!(again.next_id, None, "the next is there already");
    assert_eq!(open(&book)?, ["2026-12-01"]);
    Ok(())
}

#[test]
fn what_was_missed_is_not_made_up_for() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let id = make(&book, "2026-11-23", None, "FREQ=WEEKLY")?;
    clock.set(days_later(16));
    let done = book.change("followup.finish", |tx| finish(tx, &by(id)))?;
    assert_eq!(done.next_on.as_deref(), Some("2026-12-14"), "two Mondays have gone by");
    Ok(())
}

#[test]
fn done_early_or_moved_the_next_keeps_its_turn() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = make(&book, "2026-11-27", None, "FREQ=WEEKLY")?;
    book.change("followups.move", |tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-12-02"}))?))?;
    let next = book.turn_round(|tx| finish(tx, &by(id)))?;
    assert_eq!(next.next_on.as_deref(), Some("2026-12-04"), "Fridays stay Fridays");
    Ok(())
}

#[test]
fn a_rule_ends_and_one_without_an_end_goes_on() -> Result<()> {
    let book = book_with(&["陈静"])?;
    for (rule, wanted) in [
        ("FREQ=DAILY;COUNT=2", &["2026-11-25"][..]),
        ("FREQ=DAILY;UNTIL=20261126", &["2026-11-25", "2026-11-26"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", &["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", &[]),
    ] {
        let mut id = make(&book, "2026-11-24", None, rule)?;
        let mut days = Vec::new();
        for _ in 0..3 {
            let done = book.change("followup.finish", |tx| finish(tx, &by(id)))?;
            let (Some(next), Some(on)) = (done.next_id, done.next_on) else { break };
            days.push(on);
            id = next;
        }
        assert_eq!(days, wanted, "{rule}");
    }
    Ok(())
}

#[test]
fn a_visit_that_closes_it_makes_the_next_and_dropping_ends_it() -> Result<()> {
    let book = book_with(&["陈静"])?;
    make(&book, "2026-11-23", None, "FREQ=WEEKLY;INTERVAL=2")?;
    let logged = book.turn_round(|tx| visits::log(tx, &req(json!({"customer_id": 1, "summary": "盘了"}))?))?;
    assert_eq!((logged.closed, open(&book)?), (1, vec!["2026-12-07".to_owned()]));
    let next = book.turn_round(|tx| miss(tx, &by(2)))?;
    assert_eq!(next.next_on.as_deref(), Some("2026-12-21"), "nobody came: it goes on");
    book.turn_round(|tx| drop_it(tx, &by(3)))?;
    assert_eq!(open(&book)?, [""; 0]);
    Ok(())
}

#[test]
fn the_form_says_how_it_comes_again_and_takes_it_back() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let form = json!({"pattern": {"kind": "weekly", "days": [1, 4]}, "every": 1, "end": {"kind": "never"}});
    let new = json!({"customer_id": 1, "due_on": "2026-11-23", "repeat": form});
    let id = book.turn_round(|tx| create(tx, &req(new)?))?.id;
    let told = |id: i64| -> Result<Option<Repeats>> {
        Ok(book.read(|reader| next_of(reader, 1))?.filter(|row| row.id == id).and_then(|row| row.repeat))
    };
    let repeats = told(id)?.unwrap();
    assert_eq!(repeats.rule, "FREQ=WEEKLY;BYDAY=MO,TH");
    assert_eq!(serde_json::to_value(repeats.form)?, form);
    book.turn_round(|tx| edit(tx, &req(json!({"id": id, "repeat": null}))?))?;
    assert_eq!(told(id)?, None);
    assert_eq!(book.change("followup.finish", |tx| finish(tx, &by(id)))?.next_id, None);
    Ok(())
}

#[test]
fn nine_in_the_morning_stays_nine_when_the_clocks_change() -> Result<()> {
    let now = chrono::DateTime::parse_from_rfc3339("2026-10-20T08:00:00+02:00").unwrap();
    let clock = Arc::new(ZoneClock::new(chrono_tz::Tz::Europe__Berlin, now));
    let book = book_by(&clock)?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    let id = make(&book, "2026-10-24", Some("09:00"), "FREQ=DAILY")?;
    book.change("followup.finish", |tx| finish(tx, &by(id)))?;
    let hours = "SELECT strftime('%d %H:%M', due_at / 1000, 'unixepoch') FROM followup ORDER BY id";
    assert_eq!(book.ask(hours)?, ["24 07:00", "25 08:00"], "in UTC it is another hour");
    // 2:30 is leapt over on 29 March, and comes twice on 25 October.
    for (day, time, utc) in [("2027-03-28", "02:30", "28 01:30"), ("2026-10-25", "02:30", "25 00:30")] {
        let id = make(&book, day, Some(time), "FREQ=DAILY")?;
        assert_eq!(book.ask(hours)?[usize::try_from(id).unwrap() - 1], utc, "{day}");
    }
    Ok(())
}
