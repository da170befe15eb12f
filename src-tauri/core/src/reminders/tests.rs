use chrono::{DateTime, FixedOffset};
use serde_json::json;

use super::*;
use crate::book::testing::{book_and_clock, by, days_later, monday_morning, req};
use crate::clock::FixedClock;
use crate::customers;
use crate::followups::{create, edit, finish, move_to};
use std::sync::Arc;

/// Minutes after that Monday, 09:00.
fn at(minutes: i64) -> DateTime<FixedOffset> {
    monday_morning() + TimeDelta::minutes(minutes)
}

fn book() -> Result<(Book, Arc<FixedClock>)> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    Ok((book, clock))
}

fn plan(book: &Book, part: serde_json::Value) -> Result<i64> {
    let mut new = json!({"customer_id": 1, "due_on": "2026-11-23"});
    new.as_object_mut().unwrap().extend(part.as_object().cloned().unwrap_or_default());
    Ok(book.change("followup.create", |tx| create(tx, &req(new)?))?.id)
}

fn told(book: &Book) -> Result<Vec<i64>> {
    Ok(take(book, &TakeReminders::default())?.due.iter().map(|followup| followup.id).collect())
}

fn listed(book: &Book) -> Result<Vec<i64>> {
    Ok(book.read(|reader| list(reader, &Nothing {}))?.iter().map(|followup| followup.id).collect())
}

fn put_off(book: &Book, id: i64, minutes: u32) -> Result<()> {
    snooze(book, &SnoozeReminders { ids: vec![id], minutes })
}

#[test]
fn each_is_told_once_and_undo_knows_nothing_of_it() -> Result<()> {
    let (book, clock) = book()?;
    let (early, late) = (plan(&book, json!({"time": "10:00"}))?, plan(&book, json!({"time": "11:00", "remind": 30}))?);
    let day = plan(&book, json!({"remind": -540}))?;
    let steps =
        |book: &Book| book.read(|reader| crate::book::history::state(reader)).map(|state| state.undo.unwrap().id);
    let before = steps(&book)?;
    assert_eq!(told(&book)?, [day], "nine in the morning is now");
    let next = take(&book, &TakeReminders::default())?.next;
    assert_eq!(next, [at(45), at(90)].map(|moment| moment.timestamp_millis()), "a quarter, half an hour before");
    clock.set(at(44));
    assert_eq!(told(&book)?, [] as [i64; 0]);
    clock.set(at(200));
    assert_eq!(told(&book)?, [early, late], "what came in sleep is caught up, the earliest first");
    assert_eq!(told(&book)?, [] as [i64; 0], "once");
    assert_eq!(steps(&book)?, before, "that something was told is no step");
    Ok(())
}

#[test]
fn what_was_told_is_not_told_again_after_a_new_start() -> Result<()> {
    let home = tempfile::tempdir()?;
    let book = crate::book::testing::book_in(home.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let id = plan(&book, json!({"remind": -540}))?;
    assert_eq!(told(&book)?, [id]);
    drop(book);
    let options = crate::book::testing::open_options(home.path(), crate::book::Access::Write);
    let book = Book::open(&home.path().join("book.rounds"), &options)?;
    assert_eq!(told(&book)?, [] as [i64; 0]);
    assert_eq!(listed(&book)?, [id], "it still stands in Today");
    Ok(())
}

#[test]
fn what_is_put_off_comes_again_once() -> Result<()> {
    let (book, clock) = book()?;
    let id = plan(&book, json!({"time": "10:00"}))?;
    clock.set(at(50));
    assert_eq!((told(&book)?, listed(&book)?), (vec![id], vec![id]));
    put_off(&book, id, 10)?;
    assert_eq!((told(&book)?, listed(&book)?), (vec![], vec![]));
    assert_eq!(take(&book, &TakeReminders::default())?.next, [at(60).timestamp_millis()]);
    clock.set(at(61));
    assert_eq!((told(&book)?, told(&book)?, listed(&book)?), (vec![id], vec![], vec![id]));
    see(&book, &SeeReminders { ids: vec![id] })?;
    assert_eq!((told(&book)?, listed(&book)?), (vec![], vec![]), "taken note of");
    for minutes in [0, LONGEST + 1] {
        assert_eq!(put_off(&book, id, minutes).unwrap_err().code(), "invalid");
    }
    Ok(())
}

#[test]
fn moving_brings_the_reminder_along_and_undo_does_not_tell_it_again() -> Result<()> {
    let (book, clock) = book()?;
    let id = plan(&book, json!({"time": "10:00"}))?;
    clock.set(at(50));
    assert_eq!(told(&book)?, [id]);
    put_off(&book, id, 30)?;
    book.change("followups.move", |tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-11-24"}))?))?;
    clock.set(at(100));
    assert_eq!((told(&book)?, listed(&book)?), (vec![], vec![]), "it waits for its new time");
    clock.set(days_later(1) + TimeDelta::minutes(50));
    assert_eq!(told(&book)?, [id]);
    book.undo()?;
    assert_eq!(told(&book)?, [] as [i64; 0], "what is over twice over");
    Ok(())
}

#[test]
fn what_is_done_off_or_long_over_is_not_told() -> Result<()> {
    let (book, clock) = book()?;
    let done = plan(&book, json!({"time": "10:00"}))?;
    plan(&book, json!({"time": "10:00", "remind": null}))?;
    plan(&book, json!({"time": "10:00", "due_on": "2026-11-20", "allow_past": true}))?;
    let old = plan(&book, json!({"time": "10:00"}))?;
    book.change("followup.finish", |tx| finish(tx, &by(done)))?;
    clock.set(at(45));
    let until = TakeReminders { told_until: Some(at(45).timestamp_millis()) };
    assert_eq!(take(&book, &until)?.due, [], "told while the book was locked");
    assert_eq!(told(&book)?, [] as [i64; 0], "and so not again");
    book.change("followup.edit", |tx| edit(tx, &req(json!({"id": old, "remind": 0}))?))?;
    clock.set(days_later(9));
    assert_eq!(told(&book)?, [] as [i64; 0], "a week later it is overdue, and no news");
    Ok(())
}

#[test]
fn how_long_before_is_the_books_own_and_a_time_that_comes_or_goes_takes_it_along() -> Result<()> {
    let (book, _) = book()?;
    let set = |minutes: serde_json::Value| {
        book.change("settings.edit", |tx| crate::book::settings::edit(tx, &req(json!({ "remind_before": minutes }))?))
    };
    let remind = |id: i64| {
        book.read(|reader| followups::list(reader, &req(json!({"customer_id": 1}))?))
            .map(|all| all.into_iter().find(|one| one.id == id).and_then(|one| one.remind_at))
    };
    let ms = |minutes: i64| Some(at(minutes).timestamp_millis());
    let soon = plan(&book, json!({"time": "09:10"}))?;
    assert_eq!(remind(soon)?, ms(10), "at its time, as a quarter of an hour before is over");
    set(json!(60))?;
    let later = plan(&book, json!({"time": "12:00"}))?;
    assert_eq!(remind(later)?, ms(120));
    set(json!(null))?;
    assert_eq!(remind(plan(&book, json!({"time": "12:00"}))?)?, None);
    assert_eq!(set(json!(9_999)).unwrap_err().code(), "invalid");
    let to = |time: serde_json::Value| {
        let to = json!({"ids": [later], "due_on": "2026-11-24", "time": time});
        book.change("followups.move", |tx| move_to(tx, &req(to)?))
    };
    to(json!(null))?;
    assert_eq!(remind(later)?, None, "an hour before noon is not an hour before midnight");
    set(json!(30))?;
    to(json!("12:00"))?;
    assert_eq!(remind(later)?, ms(24 * 60 + 150));
    Ok(())
}
