//! What steps changed of a customer.

use serde_json::{Value, json};

use crate::book::Book;
use crate::book::history::{self, ListHistory};
use crate::book::testing::{book_and_clock, book_with, by, days_later, req};
use crate::error::Result;
use crate::{contact_points, contacts, customers, fields, tags, visits};

fn edits(book: &Book, customer: i64) -> Result<Vec<Value>> {
    let req = ListHistory { customer_id: Some(customer), edits: true, ..ListHistory::default() };
    let steps = book.read(|reader| history::list(reader, &req))?;
    steps
        .into_iter()
        .map(|step| {
            let edits = step.edits.unwrap_or_default().into_iter().map(|edit| {
                let name = if edit.label.is_empty() { edit.what } else { format!("{} {}", edit.what, edit.label) };
                json!([name, edit.from, edit.to])
            });
            Ok(Value::Array(edits.collect()))
        })
        .collect()
}

/// What the step changed of customer 1.
fn told(book: &Book, verb: &'static str, f: impl FnOnce(&crate::Tx<'_>) -> Result<()>) -> Result<Value> {
    book.change(verb, f)?;
    Ok(edits(book, 1)?.remove(0))
}

#[test]
fn each_step_tells_what_it_changed_from_what_to_what() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let edit = |changes: Value| told(&book, "customer.edit", |tx| customers::edit(tx, &req(changes)?));
    assert_eq!(edit(json!({"id": 1, "name": "陈小静"}))?, json!([["name", {"text": "陈静"}, {"text": "陈小静"}]]));
    assert_eq!(edit(json!({"id": 1, "kind": "company"}))?, json!([["kind", {"code": "person"}, {"code": "company"}]]));
    assert_eq!(edit(json!({"id": 1, "stage_id": 2}))?, json!([["stage", {"text": "新"}, {"text": "活跃"}]]));
    assert_eq!(edit(json!({"id": 1, "note": "只要现货"}))?, json!([["note", null, {"text": "只要现货"}]]));
    let lunar = json!({"calendar": "lunar", "year": null, "month": 8, "day": 15, "leap_month": false});
    assert_eq!(edit(json!({"id": 1, "birthday": lunar}))?, json!([["birthday", null, {"birthday": lunar}]]));
    assert_eq!(
        told(&book, "contact_point.create", |tx| {
            contact_points::create(tx, &req(json!({"customer_id": 1, "kind": "phone", "value": "138 0000 1234"}))?)
                .map(drop)
        })?,
        json!([["contact_point phone", null, {"phone": "+8613800001234"}]])
    );
    assert_eq!(
        told(&book, "contact_point.edit", |tx| {
            contact_points::edit(tx, &req(json!({"id": 1, "value": "139 0000 1234", "label": "老板"}))?)
        })?,
        json!([
            ["contact_point phone", {"phone": "+8613800001234"}, {"phone": "+8613900001234"}],
            ["contact_point_label phone", null, {"text": "老板"}],
        ])
    );
    assert_eq!(
        told(&book, "contact_point.trash", |tx| contact_points::trash(tx, &by(1)))?,
        json!([["contact_point phone", {"phone": "+8613900001234"}, null]])
    );
    assert_eq!(
        told(&book, "contact.create", |tx| {
            contacts::create(tx, &req(json!({"customer_id": 1, "name": "王强", "role": "老板"}))?).map(drop)
        })?,
        json!([["contact", null, {"text": "王强"}], ["contact_role 王强", null, {"text": "老板"}]])
    );
    let tag = |add: &[&str], remove: &[&str]| {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        told(&book, "customers.tag", |tx| customers::tag(tx, &[1], &list(add), &list(remove)).map(drop))
    };
    assert_eq!(tag(&["VIP", "批发"], &[])?, json!([["tag", null, {"text": "VIP"}], ["tag", null, {"text": "批发"}]]));
    assert_eq!(tag(&[], &["VIP"])?, json!([["tag", {"text": "VIP"}, null]]));
    assert_eq!(
        told(&book, "customers.trash", |tx| customers::trash(tx, &[1]).map(drop))?,
        json!([["trashed", null, null]])
    );
    assert_eq!(
        told(&book, "customers.restore", |tx| customers::restore(tx, &[1]).map(drop))?,
        json!([["restored", null, null]])
    );
    Ok(())
}

#[test]
fn visits_follow_ups_and_values_are_told_too() -> Result<()> {
    let book = book_with(&["陈静"])?;
    assert_eq!(
        told(&book, "visit.log", |tx| {
            let visit = json!({"customer_id": 1, "summary": "聊了化肥", "next_on": "2026-12-01", "next_what": "送样"});
            visits::log(tx, &req(visit)?).map(drop)
        })?,
        json!([["visit 2026-11-23", null, {"text": "聊了化肥"}], ["followup 2026-12-01", null, {"text": "送样"}]])
    );
    assert_eq!(
        told(&book, "visit.edit", |tx| visits::edit(
            tx,
            &req(json!({"id": 1, "summary": "聊了种子", "on": "2026-11-22"}))?
        ))?,
        json!([
            ["visit_day 2026-11-22", {"date": "2026-11-23"}, {"date": "2026-11-22"}],
            ["visit_text 2026-11-22", {"text": "聊了化肥"}, {"text": "聊了种子"}],
        ])
    );
    assert_eq!(
        told(&book, "followup.finish", |tx| crate::followups::finish(tx, &by(1)).map(drop))?,
        json!([["followup_state 2026-12-01", {"code": "open"}, {"code": "done"}]])
    );
    for (label, kind, first, second) in [
        ("年采购额", "money", json!({"money": 1_200}), json!({"money": 99})),
        ("面积", "number", json!({"number": "12.5"}), json!({"number": "-3"})),
        ("等级", "choice", json!({"choice": "A"}), json!({"choice": "B"})),
        ("建档", "date", json!({"date": "2026-01-31"}), json!({"date": "2026-02-01"})),
        ("月结", "yes_no", json!({"yes_no": true}), json!({"yes_no": false})),
        ("主营", "text", json!({"text": "五金"}), json!({"text": "建材"})),
    ] {
        let field =
            book.change("field.create", |tx| fields::create(tx, &req(json!({"label": label, "type": kind}))?))?.id;
        let set = |value: Value| {
            let set = json!({"customer_id": 1, "field_id": field, "value": value});
            told(&book, "value.set", |tx| fields::set_value(tx, &req(set)?))
        };
        // A choice is told by its label.
        let shown = |value: &Value| value.get("choice").map_or_else(|| value.clone(), |label| json!({ "text": label }));
        let name = format!("field {label}");
        assert_eq!(set(first.clone())?, json!([[name, null, shown(&first)]]));
        assert_eq!(set(second.clone())?, json!([[name, shown(&first), shown(&second)]]));
        assert_eq!(set(Value::Null)?, json!([[name, shown(&second), null]]));
    }
    Ok(())
}

#[test]
fn what_a_step_made_of_a_value_is_what_it_was_then() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "甲", "tags": ["VIP"]}))?))?;
    for (day, name) in (1..).zip(["乙", "丙", "丁"]) {
        clock.set(days_later(day));
        book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "name": name, "stage_id": day}))?))?;
    }
    book.undo()?;
    let all = edits(&book, 1)?;
    assert_eq!(all[0], json!([]), "what was undone is not there to be told of");
    assert_eq!(all[1], json!([["name", {"text": "乙"}, {"text": "丙"}], ["stage", {"text": "新"}, {"text": "活跃"}]]));
    assert_eq!(all[2], json!([["name", {"text": "甲"}, {"text": "乙"}]]), "the stage was that already");
    assert_eq!(all[3][0], json!(["created", null, null]));
    assert!(all[3].as_array().is_some_and(|edits| edits.contains(&json!(["tag", null, {"text": "VIP"}]))));
    let first = book.read(|reader| {
        let req = ListHistory { customer_id: Some(1), edits: true, before: Some(3), limit: Some(1) };
        history::list(reader, &req)
    })?;
    assert_eq!(first[0].edits.as_ref().map(Vec::len), Some(1), "a page in the middle tells the same");
    Ok(())
}

#[test]
fn steps_of_many_and_those_whose_journal_is_gone_are_told_by_their_verb() -> Result<()> {
    let names: Vec<String> = (0..101).map(|number| format!("客户{number}")).collect();
    let (book, clock) = book_and_clock()?;
    for name in &names {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    let all: Vec<i64> = (1..=101).collect();
    clock.set(days_later(1));
    book.change("customers.tag", |tx| customers::tag(tx, &all, &["批发".into()], &["旧".into()]))?;
    book.change("customers.set_stage", |tx| customers::set_stage(tx, &all, 2))?;
    book.change("customers.trash", |tx| customers::trash(tx, &all))?;
    let expected = json!([
        [["trashed", null, null]],
        [["stage", {"text": "新"}, {"text": "活跃"}]],
        [["tag", null, {"text": "批发"}], ["tag", {"text": "旧"}, null]],
    ]);
    assert_eq!(Value::Array(edits(&book, 1)?[..3].to_vec()), expected);
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "新的"}))?).map(drop))?;
    book.forget_beyond(1)?;
    assert_eq!(Value::Array(edits(&book, 1)?[..3].to_vec()), expected, "also when the journal is gone");
    assert_eq!(edits(&book, 1)?[3], json!([["created", null, null]]));
    Ok(())
}
