//! Visits, and the follow-ups that they close and promise.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_and_clock, book_with, by, days_later, req};
use crate::{contacts, customers};

fn log_it(book: &Book, visit: Value) -> Result<LoggedVisit> {
    book.turn_round(|tx| log(tx, &req(visit)?))
}

fn followups(book: &Book) -> Result<Vec<String>> {
    book.ask("SELECT due_on || ' ' || state FROM followup ORDER BY id")
}

#[test]
fn a_visit_belongs_to_its_customer_and_is_dated() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    log_it(&book, json!({"customer_id": 1, "summary": " 聊了化肥\r\n下周送样 ", "kind": "电话"}))?;
    log_it(&book, json!({"customer_id": 1, "summary": "旧账", "on": "2024-2-9", "time": "9:05"}))?;
    log_it(&book, json!({"customer_id": 1, "outcome": "下单", "on": "2026-11-01"}))?;
    assert_eq!(
        book.ask("SELECT visited_on || '|' || coalesce(visited_at, '-') || '|' || coalesce(offset_minutes, '-') || '|' || summary FROM visit")?,
        [
            "2026-11-23|1795395600000|480|聊了化肥\n下周送样",
            "2024-02-09|1707440700000|480|旧账",
            "2026-11-01|-|-|"
        ],
        "now; at a time of a day; on a day without a time"
    );
    let card = book.card("陈静")?;
    assert_eq!((card.visit_count, card.last_visit_on.as_deref()), (3, Some("2026-11-23")));
    assert_eq!(book.card("Ada")?.visit_count, 0);
    Ok(())
}

#[test]
fn a_next_date_adds_a_follow_up_and_closes_those_due_by_the_visit() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    for (customer, due) in [(1, "2026-11-20"), (1, "2026-11-23"), (1, "2026-11-24"), (2, "2026-11-20")] {
        book.turn_round(|tx| crate::followups::create(tx, &req(json!({"customer_id": customer, "due_on": due}))?))?;
    }
    let visit = json!({"customer_id": 1, "summary": "看了大棚", "next_on": "2026-11-23", "next_time": "16:30", "next_what": "送样"});
    let logged = log_it(&book, visit)?;
    assert_eq!(logged.closed, 2, "what was due by the day of the visit is done with it");
    assert_eq!(
        followups(&book)?,
        ["2026-11-20 done", "2026-11-23 done", "2026-11-24 open", "2026-11-20 open", "2026-11-23 open"],
        "later ones, other customers' and the new one stay open"
    );
    let next = book.card("陈静")?.next_followup.unwrap();
    assert_eq!((next.id, next.visit_id, next.what.as_str()), (logged.followup_id.unwrap(), Some(logged.id), "送样"));
    assert_eq!(next.due_at, Some(1_795_422_600_000), "16:30 in China");

    let late = log_it(&book, json!({"customer_id": 2, "summary": "补记", "on": "2026-11-19"}))?;
    assert_eq!((late.closed, late.followup_id), (0, None), "a visit before the day closes nothing");
    book.turn_round(|tx| trash(tx, &by(logged.id)))?;
    assert_eq!(followups(&book)?[4], "2026-11-23 open", "the promise outlives the visit's entry");
    Ok(())
}

#[test]
fn a_visit_can_bring_tags_and_a_contact() -> Result<()> {
    let book = book_with(&["王记五金", "Ada"])?;
    let wang = book.turn_round(|tx| contacts::create(tx, &req(json!({"customer_id": 1, "name": "王芳"}))?))?.id;
    log_it(&book, json!({"customer_id": 1, "summary": "x", "tags": ["要样品", "批发"], "contact_id": wang}))?;
    assert_eq!(book.card("王记五金")?.tags.len(), 2);
    let foreign = book.refusal(|tx| log(tx, &req(json!({"customer_id": 2, "summary": "x", "contact_id": wang}))?));
    assert_eq!(foreign?, "not_found: contact");
    Ok(())
}

#[test]
fn what_cannot_be_a_visit_is_refused() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    book.turn_round(|tx| customers::trash(tx, &[2]))?;
    for (visit, told) in [
        (json!({"customer_id": 1}), "invalid: summary empty"),
        (json!({"customer_id": 1, "summary": " \n ", "outcome": "\t"}), "invalid: summary empty"),
        (json!({"customer_id": 9, "summary": "x"}), "not_found: customer"),
        (json!({"customer_id": 2, "summary": "x"}), "not_found: customer"),
        (json!({"customer_id": 1, "summary": "x", "on": "0000-01-01"}), "invalid: on out_of_range"),
        (json!({"customer_id": 1, "summary": "x", "on": "9999-12-31"}), "invalid: on out_of_range"),
        (json!({"customer_id": 1, "summary": "x", "on": "2026-02-29"}), "invalid: on not_a_date"),
        (json!({"customer_id": 1, "summary": "x", "on": "明天"}), "invalid: on not_a_date"),
        (json!({"customer_id": 1, "summary": "x", "time": "24:00"}), "invalid: time not_a_time"),
        (json!({"customer_id": 1, "summary": "x", "next_on": "2026-13-01"}), "invalid: next_on not_a_date"),
        (
            json!({"customer_id": 1, "summary": "x", "next_on": "2026-12-01", "next_time": "早上"}),
            "invalid: time not_a_time",
        ),
        (json!({"customer_id": 1, "summary": "长".repeat(100_001)}), "too_long: summary"),
        (json!({"customer_id": 1, "summary": "x", "tags": [" "]}), "invalid: tag empty"),
    ] {
        assert_eq!(book.refusal(|tx| log(tx, &req(visit.clone())?))?, told, "{visit}");
    }
    Ok(())
}

#[test]
fn a_visit_is_changed_trashed_and_restored() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let first = log_it(&book, json!({"customer_id": 1, "summary": "第一次", "on": "2026-11-01"}))?.id;
    let last = log_it(&book, json!({"customer_id": 1, "summary": "第二次"}))?.id;
    clock.set(days_later(1));
    book.turn_round(|tx| edit(tx, &req(json!({"id": last, "on": "2026-11-10", "kind": "phone", "outcome": "再议"}))?))?;
    assert_eq!(book.card("陈静")?.last_visit_on.as_deref(), Some("2026-11-10"));
    assert_eq!(book.ask("SELECT visited_at FROM visit WHERE id = 2")?, ["null"], "the time goes with the day");
    book.turn_round(|tx| edit(tx, &req(json!({"id": last, "time": "08:00"}))?))?;
    assert_eq!(
        book.ask("SELECT visited_on || ' ' || visited_at FROM visit WHERE id = 2")?,
        ["2026-11-10 1794268800000"]
    );
    book.turn_round(|tx| trash(tx, &by(last)))?;
    let card = book.card("陈静")?;
    assert_eq!((card.visit_count, card.last_visit_on.as_deref()), (1, Some("2026-11-01")));
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": last, "summary": "x"}))?))?, "not_found: visit");
    book.turn_round(|tx| restore(tx, &by(last)))?;
    assert_eq!(book.card("陈静")?.visit_count, 2);
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": first, "kind": "没有"}))?))?, "invalid: kind not_a_kind");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": first, "contact_id": 5}))?))?, "not_found: contact");
    assert_eq!(book.refusal(|tx| trash(tx, &by(77)))?, "not_found: visit");
    Ok(())
}
