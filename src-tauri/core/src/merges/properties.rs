//! Random sequences of merging, editing, taking apart: nothing is lost, and the book is sound after each step.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{by, empty_book, req};
use crate::error::Result;
use crate::{contact_points, contacts, customers, followups, tags, trash, visits};

#[derive(Debug, Clone)]
enum Step {
    Merge(usize, usize),
    Unmerge(usize),
    Visit(usize, usize),
    FollowUp(usize),
    Note(usize),
    Name(usize),
    Tag(usize, usize),
    Untag(usize, usize),
    Phone(usize, usize),
    Contact(usize, usize),
    DropVisit(usize),
    Trash(usize),
    Restore(usize),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    let place = 0..8_usize;
    prop_oneof![
        4 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Merge(a, b)),
        3 => place.clone().prop_map(Step::Unmerge),
        3 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Visit(a, b)),
        1 => place.clone().prop_map(Step::FollowUp),
        2 => place.clone().prop_map(Step::Note),
        1 => place.clone().prop_map(Step::Name),
        2 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Tag(a, b)),
        1 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Untag(a, b)),
        2 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Phone(a, b)),
        2 => (place.clone(), place.clone()).prop_map(|(a, b)| Step::Contact(a, b)),
        1 => place.clone().prop_map(Step::DropVisit),
        1 => place.clone().prop_map(Step::Trash),
        1 => place.prop_map(Step::Restore),
        1 => Just(Step::Undo),
    ]
}

fn pick(book: &Book, sql: &str, place: usize) -> Result<Option<i64>> {
    let ids = book.ask(sql)?;
    Ok(if ids.is_empty() { None } else { ids[place % ids.len()].parse().ok() })
}

const ALIVE: &str = "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY id";

/// Visits and contact points with a contact who is somebody else's.
const STRANGERS: &str = "
    SELECT 'visit ' || v.id FROM visit AS v JOIN contact AS c ON c.id = v.contact_id WHERE c.customer_id <> v.customer_id
    UNION ALL
    SELECT 'point ' || p.id FROM contact_point AS p JOIN contact AS c ON c.id = p.contact_id
    WHERE c.customer_id <> p.customer_id";

/// Carries a step out; what it cannot do is left.
fn walk(book: &Book, step: &Step, number: usize) -> Result<()> {
    let Some(one) = pick(book, ALIVE, number)? else { return Ok(()) };
    let at = |place: usize| -> Result<i64> { Ok(pick(book, ALIVE, place)?.unwrap_or(one)) };
    match *step {
        Step::Merge(a, b) => {
            let (a, b) = (at(a)?, at(b)?);
            if a != b {
                book.change("customer.merge", |tx| merge(tx, &req(json!({"keep": a, "others": [b]}))?))?;
            }
        }
        Step::Unmerge(place) => {
            if let Some(id) = pick(book, "SELECT id FROM merge ORDER BY id", place)? {
                book.change("customer.unmerge", |tx| unmerge(tx, &by(id)))?;
            }
        }
        Step::Visit(a, b) => {
            let customer = at(a)?;
            let people = format!("SELECT id FROM contact WHERE customer_id = {customer} AND trashed_at = 0");
            let contact = pick(book, &people, b)?;
            book.change("visit.log", |tx| {
                visits::log(
                    tx,
                    &req(json!({"customer_id": customer, "summary": format!("记{number}"), "contact_id": contact}))?,
                )
            })?;
        }
        Step::FollowUp(a) => {
            let customer = at(a)?;
            book.change("followup.create", |tx| {
                followups::create(
                    tx,
                    &req(json!({"customer_id": customer, "due_on": "2026-12-24", "what": format!("跟{number}")}))?,
                )
            })?;
        }
        Step::Note(a) => {
            let customer = at(a)?;
            let note = book.read(|reader| customers::show(reader, &by(customer)))?.note;
            book.change("customer.edit", |tx| {
                customers::edit(tx, &req(json!({"id": customer, "note": format!("{note}\n注{number}")}))?)
            })?;
        }
        Step::Name(a) => {
            let customer = at(a)?;
            book.change("customer.edit", |tx| {
                customers::edit(tx, &req(json!({"id": customer, "name": format!("客户{number}")}))?)
            })?;
        }
        Step::Tag(a, tag) => {
            let customer = at(a)?;
            book.change("customers.tag", |tx| customers::tag(tx, &[customer], &[format!("标{tag}")], &[]))?;
        }
        Step::Untag(a, tag) => {
            let customer = at(a)?;
            book.change("customers.tag", |tx| customers::tag(tx, &[customer], &[], &[format!("标{tag}")]))?;
        }
        Step::Phone(a, digit) => {
            let customer = at(a)?;
            book.change("contact_point.create", |tx| {
                contact_points::create(
                    tx,
                    &req(json!({"customer_id": customer, "kind": "phone", "value": format!("1380000000{digit}")}))?,
                )
            })?;
        }
        Step::Contact(a, name) => {
            let customer = at(a)?;
            book.change("contact.create", |tx| {
                contacts::create(tx, &req(json!({"customer_id": customer, "name": format!("联系人{name}")}))?)
            })?;
        }
        Step::DropVisit(place) => {
            if let Some(id) = pick(
                book,
                "SELECT v.id FROM visit AS v JOIN customer AS c ON c.id = v.customer_id AND c.trashed_at = 0 WHERE v.trashed_at = 0 ORDER BY v.id",
                place,
            )? {
                book.change("visit.trash", |tx| visits::trash(tx, &by(id)))?;
            }
        }
        Step::Trash(a) => {
            let customer = at(a)?;
            book.change("customers.trash", |tx| customers::trash(tx, &[customer]))?;
        }
        Step::Restore(place) => {
            if let Some(id) = pick(book, "SELECT id FROM customer WHERE trashed_at > 0 ORDER BY id", place)? {
                book.change("trash.restore", |tx| {
                    trash::restore(tx, &req(json!({"items": [{"record": "customer", "id": id}]}))?)
                })?;
            }
        }
        Step::Undo => drop(book.undo()),
    }
    Ok(())
}

/// What nobody may lose: the texts of visits and follow-ups, the parts of notes, phones and contacts by name.
fn words(book: &Book) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for sql in [
        "SELECT summary FROM visit",
        "SELECT what FROM followup",
        "SELECT value FROM contact_point",
        "SELECT 'K' || name FROM contact",
    ] {
        all.extend(book.ask(sql)?);
    }
    for note in book.ask("SELECT note FROM customer_detail")? {
        all.extend(note.lines().filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(all)
}

fn start() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        for number in 0..4 {
            let customer = json!({"name": format!("起{number}"), "note": format!("原注{number}"), "contact": format!("联系人{}", number % 2),
                "tags": [format!("标{}", number % 3)], "points": [{"kind": "phone", "value": format!("1380000000{}", number % 2)}]});
            let id = customers::create(tx, &req(customer)?)?.id;
            visits::log(tx, &req(json!({"customer_id": id, "summary": format!("原记{number}")}))?)?;
        }
        tags::named(tx, "标9").map(drop)
    })?;
    Ok(book)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_the_book_stays_sound(steps in prop::collection::vec(step(), 1..24)) {
        let book = start().unwrap();
        for (number, step) in steps.iter().enumerate() {
            let before = words(&book).unwrap();
            walk(&book, step, number).unwrap();
            let report = book.check().unwrap();
            prop_assert!(report.ok, "{step:?}: {:?}", report.problems);
            prop_assert_eq!(book.ask(STRANGERS).unwrap(), Vec::<String>::new(), "{:?}", step);
            if matches!(step, Step::Merge(..) | Step::Unmerge(..)) {
                let after = words(&book).unwrap();
                let lost: Vec<_> = before.difference(&after).collect();
                prop_assert!(lost.is_empty(), "{step:?} lost {lost:?}");
            }
        }
        // Everything can still be taken back to the beginning.
        let redone = book.check().unwrap().dump_hash;
        let mut undone = 0;
        while book.undo().is_ok() { undone += 1; }
        for _ in 0..undone { book.redo().unwrap(); }
        prop_assert_eq!(book.check().unwrap().dump_hash, redone);
    }

    #[test]
    fn a_merge_taken_apart_at_once_changes_nothing(steps in prop::collection::vec(step(), 0..12), a in 0..8_usize, b in 0..8_usize) {
        let book = start().unwrap();
        for (number, step) in steps.iter().enumerate() {
            walk(&book, step, number).unwrap();
        }
        let (Some(a), Some(b)) = (pick(&book, ALIVE, a).unwrap(), pick(&book, ALIVE, b).unwrap()) else { return Ok(()) };
        prop_assume!(a != b);
        let before = book.check().unwrap().content_hash;
        let merged = book.change("customer.merge", |tx| merge(tx, &req(json!({"keep": a, "others": [b]}))?)).unwrap();
        prop_assert_ne!(&book.check().unwrap().content_hash, &before);
        let done = book.change("customer.unmerge", |tx| unmerge(tx, &by(merged.merges[0]))).unwrap();
        prop_assert_eq!(done.left, 0);
        prop_assert_eq!(book.check().unwrap().content_hash, before);
    }
}
