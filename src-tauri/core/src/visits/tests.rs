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
        book.turn_round(|tx| {
            crate::followups::create(tx, &req(json!({"customer_id": customer, "due_on": due, "allow_past": true}))?)
        })?;
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

fn field(book: &Book, wanted: Value) -> Result<i64> {
    Ok(book.change("field.create", |tx| crate::fields::create(tx, &req(wanted)?))?.id)
}

fn held(book: &Book) -> Result<Vec<Value>> {
    let shown =
        book.read(|reader| crate::timeline::list(reader, &req(json!({"customer_id": 1, "kinds": ["visit"]}))?))?;
    let values = shown.entries.into_iter().map(|entry| {
        let pairs = entry.values.into_iter().map(|row| (row.label, serde_json::to_value(row.value).unwrap()));
        Value::Object(pairs.collect())
    });
    Ok(values.collect())
}

#[test]
fn a_visit_holds_what_its_kind_asks_for() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let stock = field(&book, json!({"label": "货架库存", "type": "number", "record": "visit", "kinds": [1]}))?;
    let seen = field(
        &book,
        json!({"label": "陈列", "type": "multi_choice", "record": "visit", "kinds": [1],
        "options": ["端架", "堆头"], "default": {"multi_choice": ["端架"]}}),
    )?;
    let mood =
        field(&book, json!({"label": "态度", "type": "choice", "record": "visit", "default": {"choice": "好"}}))?;
    let given = json!([{"field_id": stock, "value": {"number": "12"}}]);
    log_it(&book, json!({"customer_id": 1, "kind": "on_site", "values": given}))?;
    assert_eq!(
        held(&book)?,
        [json!({"货架库存": {"number": "12"}, "陈列": {"multi_choice": ["端架"]}, "态度": {"choice": "好"}})],
        "a value alone is a visit; the rest begins with its default"
    );
    let emptied = json!([{"field_id": seen, "value": null}, {"field_id": mood, "value": {"choice": "冷"}}]);
    log_it(&book, json!({"customer_id": 1, "summary": "又去了", "kind": "on_site", "values": emptied}))?;
    assert_eq!(held(&book)?[0], json!({"态度": {"choice": "冷"}}), "null leaves it empty");
    log_it(&book, json!({"customer_id": 1, "summary": "打电话", "kind": "phone"}))?;
    assert_eq!(held(&book)?[0], json!({"态度": {"choice": "好"}}), "what another kind asks for is not there");

    let change = json!({"id": 1, "values": [{"field_id": stock, "value": {"number": "3.5"}}, {"field_id": seen, "value": null}]});
    book.turn_round(|tx| edit(tx, &req(change)?))?;
    assert_eq!(held(&book)?[2], json!({"货架库存": {"number": "3.5"}, "态度": {"choice": "好"}}));
    book.turn_round(|tx| trash(tx, &by(1)))?;
    book.turn_round(|tx| restore(tx, &by(1)))?;
    assert_eq!(held(&book)?[2]["货架库存"], json!({"number": "3.5"}), "values come back with their visit");

    let of_customers = field(&book, json!({"label": "面积", "type": "number"}))?;
    for (wrong, told) in [
        (json!([{"field_id": of_customers, "value": {"number": "1"}}]), "not_found: field"),
        (json!([{"field_id": 99, "value": null}]), "not_found: field"),
        (json!([{"field_id": stock, "value": {"text": "12"}}]), "invalid: value wrong_type"),
    ] {
        let visit = json!({"customer_id": 1, "summary": "x", "values": wrong});
        assert_eq!(book.refusal(|tx| log(tx, &req(visit)?))?, told);
    }
    let nothing = json!({"customer_id": 1, "values": [{"field_id": stock, "value": null}]});
    assert_eq!(book.refusal(|tx| log(tx, &req(nothing)?))?, "invalid: summary empty");
    Ok(())
}

#[test]
fn kinds_are_bound_to_fields_and_changed() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = field(&book, json!({"label": "价格", "type": "money", "record": "visit", "kinds": [1, 2]}))?;
    let kinds = |book: &Book| -> Result<Vec<i64>> {
        Ok(book.read(|reader| crate::fields::list(reader, &crate::customers::Nothing {}))?.remove(0).kinds)
    };
    assert_eq!(kinds(&book)?, [1, 2]);
    book.turn_round(|tx| crate::fields::edit(tx, &req(json!({"id": id, "kinds": [2, 3]}))?))?;
    assert_eq!(kinds(&book)?, [2, 3]);
    let gone = book.refusal(|tx| crate::fields::edit(tx, &req(json!({"id": id, "kinds": [9]}))?));
    assert_eq!(gone?, "not_found: visit_kind");
    Ok(())
}
