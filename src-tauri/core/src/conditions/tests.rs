//! Each condition against a plain look at everybody's card.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{by, empty_book, req};
use crate::customers::{self, Card, CustomerKind};
use crate::error::Result;
use crate::exchange::meaning::PointKind;
use crate::fields::FieldContent;
use crate::sample::{self, SampleOptions};
use crate::{fields, followups};

fn book() -> Result<Book> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 200, seed: 11 }, &mut |_, _| true)
    })?;
    book.change("test.more", |tx| {
        customers::trash(tx, &[5, 6, 7])?;
        let kinds = [
            ("甲", "number"),
            ("乙", "date"),
            ("丙", "choice"),
            ("丁", "multi_choice"),
            ("戊", "yes_no"),
            ("己", "money"),
            ("庚", "text"),
        ];
        for (label, kind) in kinds {
            let id = fields::create(tx, &req(json!({"label": label, "type": kind}))?)?.id;
            for customer in (1..200_i64).filter(|customer| customer % 3 != 0 && !(5..=7).contains(customer)) {
                let value = match kind {
                    "number" => json!({"number": (customer % 4).to_string()}),
                    "date" => json!({"date": format!("2026-01-0{}", 1 + customer % 5)}),
                    "choice" => json!({"choice": (["玉米", "小麦"][customer as usize % 2])}),
                    "multi_choice" => {
                        json!({"multi_choice": [(["玉米", "小麦", "棉花"][customer as usize % 3]), "大豆"]})
                    }
                    "yes_no" => json!({"yes_no": customer % 2 == 0}),
                    "money" => json!({"money": 100 * (customer % 4)}),
                    _ => json!({"text": format!("第{}", customer % 4)}),
                };
                fields::set_value(tx, &req(json!({"customer_id": customer, "field_id": id, "value": value}))?)?;
            }
        }
        followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-11-23"}))?).map(drop)
    })?;
    Ok(book)
}

/// The rule's members, checked against what a look at each card says.
fn same(book: &Book, rule: Value, holds: impl Fn(&Card) -> bool) -> Result<()> {
    let asked: Rule = req(rule.clone())?;
    book.read(|reader| {
        let found: Vec<i64> = reader.sets().members(reader, &asked)?.iter().map(i64::from).collect();
        let cards: Vec<Card> = (1..=200).map(|id| customers::show(reader, &by(id))).collect::<Result<_>>()?;
        let right: Vec<i64> =
            cards.iter().filter(|card| card.trashed_at.is_none() && holds(card)).map(|card| card.id).collect();
        assert_eq!(found, right, "{rule}");
        Ok(())
    })
}

fn has(card: &Card, label: &str, value: Value) -> bool {
    card.fields.iter().any(|row| row.label == label && serde_json::to_value(&row.value).unwrap() == value)
}

#[test]
fn each_condition_holds_for_whom_it_says() -> Result<()> {
    let book = book()?;
    let between =
        |day: &Option<String>, from: &str, to: &str| day.as_deref().is_some_and(|day| (from..=to).contains(&day));
    same(&book, json!({"all": []}), |_| true)?;
    same(&book, json!({"any": []}), |_| false)?;
    for tag in 1..6 {
        same(&book, json!({"tag": [tag]}), |card| card.tags.iter().any(|has| has.id == tag))?;
    }
    same(&book, json!({"tag": [1, 2, 99]}), |card| card.tags.iter().any(|has| has.id <= 2))?;
    same(&book, json!({"tag": []}), |_| false)?;
    same(&book, json!({"stage": [2, 3]}), |card| matches!(card.stage_id, Some(2 | 3)))?;
    same(&book, json!({"owner": [1]}), |card| card.owner_id == Some(1))?;
    same(&book, json!({"owner": [2]}), |card| card.owner_id == Some(2))?;
    same(&book, json!({"kind": "company"}), |card| card.kind == CustomerKind::Company)?;
    same(&book, json!({"kind": "person"}), |card| card.kind == CustomerKind::Person)?;
    same(&book, json!({"last_visit": null}), |card| card.last_visit_on.is_none())?;
    same(&book, json!({"last_visit": {}}), |card| card.last_visit_on.is_some())?;
    same(&book, json!({"last_visit": {"from": {"today": -60}}}), |card| {
        between(&card.last_visit_on, "2026-09-24", "9999")
    })?;
    same(&book, json!({"last_visit": {"to": {"on": "2026-06-30"}}}), |card| {
        between(&card.last_visit_on, "", "2026-06-30")
    })?;
    same(&book, json!({"next_followup": null}), |card| card.next_followup_on.is_none())?;
    for rule in [json!({"next_followup": {}}), json!({"next_followup": {"to": {"on": "9999-12-31"}}})] {
        same(&book, rule, |card| card.next_followup_on.is_some())?;
    }
    let today = json!({"next_followup": {"from": {"today": 0}, "to": {"today": 0}}});
    same(&book, today, |card| card.next_followup_on.as_deref() == Some("2026-11-23"))?;
    same(&book, json!({"created": {"from": {"today": 0}}}), |card| card.created_at >= 1_795_363_200_000)?;
    // One day alone, from its first to its last moment in China.
    let day = |card: &Card| {
        let local = chrono::DateTime::from_timestamp_millis(card.created_at + 8 * 3_600_000).unwrap();
        local.format("%Y-%m-%d").to_string()
    };
    let first = book.read(|reader| customers::show(reader, &by(1)))?;
    let on = json!({"on": day(&first)});
    same(&book, json!({"created": {"from": on, "to": on}}), |card| day(card) == day(&first))?;
    same(&book, json!({"created": {"to": {"today": -1}}}), |card| card.created_at < 1_795_363_200_000)?;
    for (kind, is) in [
        ("phone", PointKind::Phone),
        ("email", PointKind::Email),
        ("wechat", PointKind::Wechat),
        ("website", PointKind::Website),
    ] {
        same(&book, json!({"has": kind}), |card| card.contact_points.iter().any(|point| point.kind == is))?;
    }
    Ok(())
}

#[test]
fn each_type_of_field_can_be_asked_for() -> Result<()> {
    let book = book()?;
    let fields = book.read(|reader| fields::list(reader, &customers::Nothing {}))?;
    let id = |label: &str| fields.iter().find(|field| field.label == label).map_or(0, |field| field.id);
    for (label, value) in [
        ("甲", json!({"number": "2"})),
        ("甲", json!({"number": "7"})),
        ("乙", json!({"date": "2026-01-03"})),
        ("丙", json!({"choice": "玉米"})),
        ("丙", json!({"choice": "没有"})),
        ("戊", json!({"yes_no": false})),
        ("己", json!({"money": 300})),
        ("庚", json!({"text": "第1"})),
    ] {
        same(&book, json!({"field": {"id": id(label), "is": value.clone()}}), |card| has(card, label, value.clone()))?;
    }
    same(&book, json!({"field": {"id": id("丁"), "is": {"choice": "大豆"}}}), |card| {
        card.fields.iter().any(|row| row.label == "丁")
    })?;
    same(&book, json!({"field": {"id": id("丁"), "is": {"choice": "小麦"}}}), |card| {
        card.fields.iter().any(|row| matches!(&row.value, FieldContent::MultiChoice(labels) if row.label == "丁" && labels.iter().any(|label| label == "小麦")))
    })?;
    same(&book, json!({"field": {"id": id("甲"), "is": null}}), |card| {
        card.fields.iter().all(|row| row.label != "甲")
    })?;
    Ok(())
}

#[test]
fn conditions_go_together() -> Result<()> {
    let book = book()?;
    let company = |card: &Card| card.kind == CustomerKind::Company;
    let first = |card: &Card| card.stage_id == Some(1);
    let (a, b) = (json!({"kind": "company"}), json!({"stage": [1]}));
    same(&book, json!({"all": [a, b]}), |card| company(card) && first(card))?;
    same(&book, json!({"any": [a, b]}), |card| company(card) || first(card))?;
    same(&book, json!({"not": a}), |card| !company(card))?;
    same(&book, json!({"not": {"any": [a, {"not": b}]}}), |card| !company(card) && first(card))?;
    same(&book, json!({"all": [{"not": {"all": []}}]}), |_| false)
}

#[test]
fn sets_that_depend_on_today_follow_the_day() -> Result<()> {
    let (book, clock) = crate::book::testing::book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    book.change("followup.create", |tx| {
        followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-11-24"}))?)
    })?;
    let due = || {
        book.read(|reader| {
            Ok(reader.sets().members(reader, &req(json!({"next_followup": {"to": {"today": 0}}}))?)?.len())
        })
    };
    assert_eq!(due()?, 0);
    clock.set(crate::book::testing::days_later(1));
    assert_eq!(due()?, 1, "nothing was written, and yet it is another day");
    Ok(())
}

#[test]
fn conditions_that_make_no_sense_are_refused() -> Result<()> {
    let book = book()?;
    let number = book.read(|reader| {
        Ok(fields::list(reader, &customers::Nothing {})?.into_iter().find(|field| field.label == "甲").unwrap().id)
    })?;
    let told = |rule: Value| -> Result<&'static str> {
        let rule: Rule = req(rule)?;
        Ok(book.read(|reader| reader.sets().members(reader, &rule)).unwrap_err().code())
    };
    assert_eq!(told(json!({"last_visit": {"from": {"on": "morgen"}}}))?, "invalid");
    assert_eq!(told(json!({"created": {"to": {"on": "0000-01-01"}}}))?, "invalid");
    assert_eq!(told(json!({"last_visit": {"from": {"today": 2_147_483_647}}}))?, "invalid");
    assert_eq!(told(json!({"field": {"id": 999, "is": null}}))?, "invalid");
    assert_eq!(told(json!({"field": {"id": number, "is": {"text": "x"}}}))?, "invalid");
    assert_eq!(
        told(json!({"all": [{"kind": "company"}, {"field": {"id": number, "is": {"number": "viel"}}}]}))?,
        "invalid"
    );
    Ok(())
}
