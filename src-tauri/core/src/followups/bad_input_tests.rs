//! What people give by mistake, and what happens to them: days and times that are none, clocks that change, a journey to
//! another zone, very many that are overdue.

use std::sync::Arc;

use chrono::DateTime;
use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_and_clock, book_by, book_with, req};
use crate::clock::ZoneClock;
use crate::customers::{self, Nothing};
use crate::day_plans::{self, ShowPlan};
use crate::{timeline, today, visits};

fn make(book: &Book, due: serde_json::Value) -> Result<i64> {
    let mut new = json!({"customer_id": 1, "what": "看样"});
    new.as_object_mut().unwrap().extend(due.as_object().unwrap().clone());
    Ok(book.change("followup.create", |tx| create(tx, &req(new)?))?.id)
}

#[test]
fn days_and_times_that_are_none_are_refused_and_nothing_is_made() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let before = book.dump_hash()?;
    for (due, why) in [
        (json!({"due_on": "2027-02-30"}), "due_on not_a_date"),
        (json!({"due_on": "下周八"}), "due_on not_a_date"),
        (json!({"due_on": "9999-01-01"}), "due_on out_of_range"),
        (json!({"due_on": "2026-11-25", "time": "25:00"}), "time not_a_time"),
        (json!({"due_on": "2026-11-25", "time": "24:00"}), "time not_a_time"),
        (json!({"due_on": "2026-11-25", "time": "15:00", "ends": "15:60"}), "ends not_a_time"),
        (json!({"due_on": "2026-11-25", "time": "15:00", "ends": "15:00"}), "ends ends_before_it_begins"),
        (json!({"due_on": "2026-11-25", "ends": "15:00"}), "ends no_beginning"),
        (json!({"due_on": "2026-11-22"}), "due_on in_the_past"),
        (json!({"due_on": "2026-11-25", "repeat": "FREQ=MONTHLY;BYMONTHDAY=32"}), "repeat not_a_repeat"),
    ] {
        let mut new = json!({"customer_id": 1});
        new.as_object_mut().unwrap().extend(due.as_object().unwrap().clone());
        let refused = book.refusal(|tx| create(tx, &req(new.clone())?))?;
        assert_eq!(refused, format!("invalid: {why}"), "{due}");
    }
    assert_eq!(book.dump_hash()?, before, "nothing is left of any of them");
    Ok(())
}

#[test]
fn a_time_that_the_clocks_leap_over_is_as_much_later() -> Result<()> {
    let now = DateTime::parse_from_rfc3339("2026-03-20T08:00:00+01:00").unwrap();
    let clock = Arc::new(ZoneClock::new(chrono_tz::Tz::Europe__Berlin, now));
    let book = book_by(&clock)?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    // On 29 March there is no 2:30; on 25 October it comes twice.
    make(&book, json!({"due_on": "2026-03-29", "time": "02:30"}))?;
    let over = make(&book, json!({"due_on": "2026-03-29", "time": "01:30", "ends": "03:30"}))?;
    make(&book, json!({"due_on": "2026-10-25", "time": "02:30", "ends": "03:30"}))?;
    let times =
        "SELECT strftime('%H:%M', due_at / 1000, 'unixepoch') || ' ' || coalesce((ends_at - due_at) / 60000, '-')
                 FROM followup ORDER BY id";
    assert_eq!(book.ask(times)?, ["01:30 -", "00:30 60", "00:30 120"], "in UTC: what is on the wall is what is meant");
    // Moved over the change, an appointment takes as long as before.
    book.change("followups.move", |tx| {
        move_to(tx, &req(json!({"ids": [over], "due_on": "2026-03-28", "time": "01:30"}))?)
    })?;
    assert_eq!(book.ask(times)?[1], "00:30 60");
    let gone = book.refusal(|tx| {
        create(tx, &req(json!({"customer_id": 1, "due_on": "2026-03-29", "time": "02:30", "ends": "03:30"}))?)
    })?;
    assert_eq!(gone, "invalid: ends ends_before_it_begins", "an hour that does not pass is none");
    Ok(())
}

#[test]
fn a_journey_to_another_zone_between_two_visits_moves_no_day() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    clock.set(at("2026-11-24T01:30:00+08:00"));
    let log = |more: serde_json::Value| -> Result<()> {
        let mut visit = json!({"customer_id": 1});
        visit.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        book.change("visit.log", |tx| visits::log(tx, &req(visit)?)).map(drop)
    };
    log(json!({"summary": "in Shanghai", "next_on": "2026-11-25", "next_time": "09:00", "next_what": "call"}))?;
    // Half an hour later by the clock of the world, and the evening before by the one on the wall.
    clock.set(at("2026-11-23T19:00:00+01:00"));
    log(json!({"summary": "in Berlin"}))?;
    assert_eq!(
        book.ask("SELECT summary || ' ' || visited_on FROM visit ORDER BY id")?,
        ["in Shanghai 2026-11-24", "in Berlin 2026-11-23"],
        "each on the day that it was there"
    );
    let card = book.card("Ada")?;
    assert_eq!((card.last_visit_on.as_deref(), card.visit_count), (Some("2026-11-24"), 2));
    let shown = book.read(|reader| timeline::visits(reader, &req(json!({"customer_id": 1}))?))?;
    assert_eq!(shown.entries.len(), 2, "nothing is lost");
    // The step keeps its day, and its moment.
    let next = book.read(|reader| next_of(reader, 1))?.unwrap();
    assert_eq!(
        (next.due_on.as_str(), next.due_at),
        ("2026-11-25", Some(at("2026-11-25T09:00:00+08:00").timestamp_millis()))
    );
    book.change("followups.move", |tx| {
        move_to(tx, &req(json!({"ids": [next.id], "due_on": "2026-11-26", "time": "10:00"}))?)
    })?;
    let moved = book.read(|reader| next_of(reader, 1))?.unwrap();
    assert_eq!(
        moved.due_at,
        Some(at("2026-11-26T10:00:00+01:00").timestamp_millis()),
        "a new time is that of the new place"
    );
    Ok(())
}

#[test]
fn three_thousand_that_are_overdue_are_counted_planned_and_moved_in_one_step() -> Result<()> {
    let names: Vec<String> = (0..3_000).map(|number| format!("农户{number}")).collect();
    let book = book_with(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    let ids: Vec<i64> = (1..=3_000).collect();
    let old = req(json!({"customers": {"ids": []}, "due_on": "2026-11-01", "what": "回访", "allow_past": true}))?;
    book.change("followups.create", |tx| create_many(tx, &ids, &old))?;
    let shown = book.read(|reader| today::show(reader, &Nothing {}))?;
    assert!(shown.overdue.total >= 1_000 && shown.overdue.rows.len() <= 200, "many are counted, some are shown");
    let plan = book.read(|reader| day_plans::show(reader, &ShowPlan::default()))?;
    assert!(plan.stops.len() <= 100 && plan.more > 0, "a day has an end: {} and {}", plan.stops.len(), plan.more);
    let late = "SELECT count(*) FROM followup WHERE state = 'open' AND due_on < '2026-11-23'";
    let tomorrow = req(json!({"customers": {"ids": []}, "until": "2026-11-22", "due_on": "2026-11-24"}))?;
    assert_eq!(book.change("followups.move_of", |tx| move_many(tx, &ids, &tomorrow))?, 3_000);
    assert_eq!(book.ask(late)?, ["0"]);
    book.undo()?;
    assert_eq!(book.ask(late)?, ["3000"], "one step back, and they are where they were");
    Ok(())
}
