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
    for wrong in [drop_it, reopen] {
        assert_eq!(book.refusal(|tx| wrong(tx, &by(early)))?, "not_found: followup", "it is in the trash");
    }
    for wrong in [finish, miss] {
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
        (json!({"customer_id": 1, "due_on": "2027-02-30"}), "invalid: due_on not_a_date"),
        (json!({"customer_id": 1, "due_on": "2026-11-22"}), "invalid: due_on in_the_past"),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "ends": "10:00"}), "invalid: ends no_beginning"),
        (
            json!({"customer_id": 1, "due_on": "2026-12-01", "time": "10:00", "ends": "10:00"}),
            "invalid: ends ends_before_it_begins",
        ),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "repeat": "EVERY=DAY"}), "invalid: repeat not_a_repeat"),
        (
            json!({"customer_id": 1, "due_on": "2026-12-01", "repeat": "FREQ=HOURLY"}),
            "invalid: repeat repeats_too_often",
        ),
        (
            json!({"customer_id": 1, "due_on": "2026-12-01", "repeat": "FREQ=DAILY;BYHOUR=9"}),
            "invalid: repeat repeat_not_kept",
        ),
        (
            json!({"customer_id": 1, "due_on": "2026-12-01",
                "repeat": {"pattern": {"kind": "yearly", "month": 2, "day": 30}, "every": 1, "end": {"kind": "never"}}}),
            "invalid: repeat not_a_repeat",
        ),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "remind": 99_999}), "invalid: remind not_so_many"),
        (json!({"customer_id": 5, "due_on": "2026-12-01"}), "not_found: customer"),
        (json!({"customer_id": 1, "due_on": "2026-12-01", "what": "长".repeat(100_001)}), "too_long: what"),
    ] {
        assert_eq!(book.refusal(|tx| create(tx, &req(wrong)?))?, told);
    }
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": id, "due_on": "soon"}))?))?, "invalid: due_on not_a_date");
    assert_eq!(book.refusal(|tx| finish(tx, &by(9)))?, "not_found: followup");
    Ok(())
}

fn shown(book: &Book, id: i64) -> Result<FollowUp> {
    let sql = format!("SELECT {COLUMNS} FROM followup AS f JOIN customer AS c ON c.id = f.customer_id WHERE f.id = ?1");
    Ok(book.read(|reader| reader.first(&sql, [id], read))?.unwrap())
}

#[test]
fn a_day_that_is_over_is_asked_about() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = make(&book, 1, "2026-12-01")?;
    let past = |allow: bool| req(json!({"id": id, "due_on": "2026-11-20", "allow_past": allow}));
    assert_eq!(book.refusal(|tx| edit(tx, &past(false)?))?, "invalid: due_on in_the_past");
    book.turn_round(|tx| edit(tx, &past(true)?))?;
    assert_eq!(shown(&book, id)?.due_on, "2026-11-20");
    let to = |allow: bool| req(json!({"ids": [id], "due_on": "2026-11-19", "allow_past": allow}));
    assert_eq!(book.refusal(|tx| move_to(tx, &to(false)?))?, "invalid: due_on in_the_past");
    book.turn_round(|tx| move_to(tx, &to(true)?))?;
    make(&book, 1, "2026-11-23")?;
    Ok(())
}

#[test]
fn moving_keeps_the_time_and_is_counted() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let new = req(json!({"customer_id": 1, "due_on": "2026-11-24", "time": "15:00", "remind": 30}))?;
    let id = book.change("followup.create", |tx| create(tx, &new))?.id;
    let other = make(&book, 1, "2026-11-24")?;
    let before = shown(&book, id)?;
    assert_eq!(
        (before.moved, before.due_at.zip(before.remind_at).map(|(at, remind)| at - remind)),
        (0, Some(1_800_000))
    );
    let moved = book.turn_round(|tx| move_to(tx, &req(json!({"ids": [id, other], "due_on": "2026-12-01"}))?))?;
    assert_eq!(moved, 2);
    let after = shown(&book, id)?;
    assert_eq!((after.due_on.as_str(), after.moved), ("2026-12-01", 1));
    assert_eq!(after.due_at, before.due_at.map(|at| at + 7 * 86_400_000), "at three, a week later");
    assert_eq!(after.due_at.zip(after.remind_at).map(|(at, remind)| at - remind), Some(1_800_000));
    assert_eq!(shown(&book, other)?.due_at, None);
    let again = book.change("followups.move", |tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-12-01"}))?))?;
    assert_eq!((again, shown(&book, id)?.moved), (0, 1), "to where it stands is no move");
    let timed = json!({"ids": [id], "due_on": "2026-12-01", "time": "16:30"});
    book.turn_round(|tx| move_to(tx, &req(timed)?))?;
    book.turn_round(|tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-12-01", "time": null}))?))?;
    let last = shown(&book, id)?;
    assert_eq!((last.due_at, last.moved), (None, 3));
    book.change("followup.finish", |tx| finish(tx, &by(id)))?;
    let closed = book.refusal(|tx| move_to(tx, &req(json!({"ids": [id], "due_on": "2026-12-09"}))?))?;
    assert_eq!(closed, "invalid: id closed", "what is done is not put off");
    Ok(())
}

#[test]
fn priority_place_and_the_rest_are_kept_and_changed() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let new =
        json!({"customer_id": 1, "due_on": "2026-11-24", "place": " 城东店 ", "priority": "high", "remind": -540});
    let id = book.turn_round(|tx| create(tx, &req(new)?))?.id;
    let made = shown(&book, id)?;
    assert_eq!((made.place.as_str(), made.priority), ("城东店", Priority::High));
    // Nine in the morning of that day, in China.
    assert_eq!(made.remind_at, Some(1_795_482_000_000));
    let change = json!({"id": id, "place": "", "priority": "low", "remind": null, "what": "改"});
    book.turn_round(|tx| edit(tx, &req(change)?))?;
    let after = shown(&book, id)?;
    assert_eq!((after.place.as_str(), after.priority, after.remind_at, after.moved), ("", Priority::Low, None, 0));
    book.turn_round(|tx| miss(tx, &by(id)))?;
    let missed = shown(&book, id)?;
    assert_eq!((missed.state.as_str(), missed.no_show), ("dropped", true));
    book.turn_round(|tx| reopen(tx, &by(id)))?;
    assert!(!shown(&book, id)?.no_show);
    Ok(())
}
