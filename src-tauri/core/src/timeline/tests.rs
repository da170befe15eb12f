//! The timeline of a customer, and the trash.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_and_clock, book_with, by, days_later, req};
use crate::{contact_points, contacts, customers, followups, stages, tags, trash, visits};

fn lines(book: &Book, req: &ListTimeline) -> Result<Vec<String>> {
    let timeline = book.read(|reader| list(reader, req))?;
    Ok(timeline
        .entries
        .into_iter()
        .map(|entry| {
            format!(
                "{} {} {}{}{}",
                entry.kind,
                entry.on.unwrap_or_default(),
                entry.from.unwrap_or_default(),
                entry.label,
                entry.text
            )
        })
        .collect())
}

#[test]
fn everything_dated_is_in_one_line_newest_first() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    for name in ["陈静", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
    }
    clock.set(days_later(1));
    book.change("visit.log", |tx| {
        visits::log(
            tx,
            &req(json!({"customer_id": 1, "summary": "聊了化肥", "next_on": "2026-12-01", "next_what": "送样"}))?,
        )
    })?;
    book.change("visit.log", |tx| {
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "旧账", "on": "2026-01-05"}))?)
    })?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 2, "summary": "Ada's"}))?))?;
    clock.set(days_later(2));
    book.change("customers.set_stage", |tx| customers::set_stage(tx, &[1], 2))?;
    let all = ListTimeline { customer_id: 1, ..ListTimeline::default() };
    assert_eq!(
        lines(&book, &all)?,
        [
            "followup 2026-12-01 送样",
            "stage  新活跃",
            "visit 2026-11-24 上门聊了化肥",
            "owner  我",
            "stage  新",
            "visit 2026-01-05 上门旧账",
        ]
    );
    assert_eq!(lines(&book, &ListTimeline { at: 1, limit: Some(2), ..all.clone() })?.len(), 2);
    let visits = ListTimeline { kinds: vec!["visit".into()], ..all.clone() };
    assert_eq!(lines(&book, &visits)?, ["visit 2026-11-24 上门聊了化肥", "visit 2026-01-05 上门旧账"]);
    assert_eq!(book.read(|reader| list(reader, &visits))?.total, 2);
    assert_eq!(book.read(|reader| list(reader, &all))?.total, 6);
    Ok(())
}

#[test]
fn a_moment_counts_for_its_local_day() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    // 07:00 on the 24th in China is still the 23rd in UTC.
    clock.set(days_later(1) - chrono::TimeDelta::hours(2));
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    book.change("visit.log", |tx| {
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "昨天", "on": "2026-11-23"}))?)
    })?;
    let kinds = lines(&book, &ListTimeline { customer_id: 1, ..ListTimeline::default() })?;
    assert!(kinds[0].starts_with("owner") && kinds[2].starts_with("visit"), "{kinds:?}");
    Ok(())
}

#[test]
fn the_trash_lists_what_can_be_restored() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    for name in ["王记五金", "Ada"] {
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name, "tags": ["VIP"]}))?))?;
    }
    book.change("test.make", |tx| {
        contacts::create(tx, &req(json!({"customer_id": 1, "name": "王芳"}))?)?;
        contact_points::create(
            tx,
            &req(json!({"customer_id": 1, "contact_id": 1, "kind": "wechat", "value": "wangfang"}))?,
        )?;
        contact_points::create(tx, &req(json!({"customer_id": 1, "kind": "wechat", "value": "wujin"}))?)?;
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "聊了化肥"}))?)?;
        visits::log(tx, &req(json!({"customer_id": 2, "summary": "hello"}))?)?;
        followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-12-01", "what": "送样"}))?)
    })?;
    let list = || -> Result<Vec<String>> {
        let trash = book.read(|reader| trash::list(reader, &trash::ListTrash::default()))?;
        assert_eq!(trash.total as usize, trash.items.len());
        Ok(trash
            .items
            .into_iter()
            .map(|item| format!("{} {} {}", item.record, item.title, item.customer.unwrap_or_default()))
            .collect())
    };
    assert_eq!(list()?, [""; 0]);
    let mut day = 0;
    let mut trash_it = |f: &dyn Fn(&crate::Tx<'_>) -> Result<()>| -> Result<()> {
        day += 1;
        clock.set(days_later(day));
        book.turn_round(f)
    };
    trash_it(&|tx| visits::trash(tx, &by(1)))?;
    trash_it(&|tx| visits::trash(tx, &by(2)))?;
    trash_it(&|tx| contacts::trash(tx, &by(1)))?;
    trash_it(&|tx| contact_points::trash(tx, &by(2)))?;
    trash_it(&|tx| followups::trash(tx, &by(1)))?;
    trash_it(&|tx| tags::trash(tx, &by(1)))?;
    trash_it(&|tx| stages::trash(tx, &by(3)))?;
    trash_it(&|tx| customers::trash(tx, &[2]).map(drop))?;
    assert_eq!(
        list()?,
        [
            "customer Ada ",
            "stage 沉睡 ",
            "tag VIP ",
            "followup 2026-12-01 送样 王记五金",
            "contact_point wujin 王记五金",
            "contact 王芳 王记五金",
            "visit 聊了化肥 王记五金",
        ],
        "last first; what went along with a customer or a contact is part of them"
    );
    let second = trash::ListTrash { at: 1, limit: Some(1) };
    assert_eq!(book.read(|reader| trash::list(reader, &second))?.items[0].record, "stage");
    Ok(())
}

#[test]
fn a_customer_in_the_trash_comes_back_with_everything() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("visit.log", |tx| {
        visits::log(
            tx,
            &req(json!({"customer_id": 1, "summary": "聊了化肥", "next_on": "2026-12-01", "tags": ["VIP"]}))?,
        )
    })?;
    let before = book.card("陈静")?;
    book.turn_round(|tx| customers::trash(tx, &[1]))?;
    assert!(book.names()?.is_empty());
    assert!(book.card("陈静")?.trashed_at.is_some(), "the card can still be looked at");
    let refused = [
        book.refusal(|tx| customers::edit(tx, &req(json!({"id": 1, "name": "x"}))?))?,
        book.refusal(|tx| visits::edit(tx, &req(json!({"id": 1, "summary": "x"}))?))?,
        book.refusal(|tx| followups::finish(tx, &by(1)))?,
        book.refusal(|tx| contacts::create(tx, &req(json!({"customer_id": 1, "name": "x"}))?))?,
    ];
    assert!(refused.iter().all(|told| told == "not_found: customer"), "{refused:?}");
    assert_eq!(book.turn_round(|tx| customers::restore(tx, &[1]))?, 1);
    assert_eq!(customers::Card { updated_at: 0, ..book.card("陈静")? }, customers::Card { updated_at: 0, ..before });
    Ok(())
}

#[test]
fn edits_are_entries_where_they_are_asked_for() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    for day in 1..4 {
        clock.set(days_later(day));
        book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "name": format!("陈{day}")}))?))?;
        book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 1, "summary": "聊"}))?))?;
    }
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &["VIP".into()], &[]))?;
    book.undo()?;
    let ask = |kinds: &[&str], at: u32, limit: u32| -> Result<(u32, Vec<String>)> {
        let ask = json!({"customer_id": 1, "kinds": kinds, "at": at, "limit": limit});
        let timeline = book.read(|reader| list(reader, &req(ask)?))?;
        let told = |entry: TimelineEntry| match entry.step {
            None => entry.kind,
            Some(step) => {
                let whats: Vec<String> = step.edits.unwrap_or_default().into_iter().map(|edit| edit.what).collect();
                format!("{} {} {}", entry.kind, step.verb, whats.join(" "))
            }
        };
        Ok((timeline.total, timeline.entries.into_iter().map(told).collect()))
    };
    let (total, plain) = ask(&[], 0, 50)?;
    assert!(plain.iter().all(|kind| kind != "edit"), "they are not in the way of the rest: {plain:?}");
    assert_eq!(total as usize, plain.len());
    let edit = "edit customer.edit name";
    assert_eq!(
        ask(&["edit"], 0, 50)?,
        (4, vec![edit.into(), edit.into(), edit.into(), "edit customer.create created stage owner".into()]),
        "what was undone is none, and a visit is an entry of its own"
    );
    assert_eq!(ask(&["visit", "edit"], 2, 2)?, (7, vec!["visit".into(), edit.into()]), "by day, and by pages");
    Ok(())
}
