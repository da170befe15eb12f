//! The plan of a day, by the program and by the user's own hand.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_and_clock, book_with, by, req};
use crate::{customers, followups, visits};

/// Monday 2026-11-23, 09:00. A row of farms east of the office, a degree of longitude being 96 km there.
fn farms() -> Result<Book> {
    let book = book_with(&["近", "中", "远", "没地址", "只到市"])?;
    book.change("settings.edit", |tx| {
        crate::book::settings::edit(tx, &req(json!({"day_place": "30.0, 120.0", "visit_minutes": 20}))?)?;
        for (id, lon) in [(1, "120.1"), (2, "120.2"), (3, "120.3")] {
            customers::place(tx, &req(json!({"customer_id": id, "text": format!("30.0, {lon}")}))?)?;
        }
        let address = json!({"customer_id": 5, "kind": "address", "value": "浙江省杭州市"});
        crate::contact_points::create(tx, &req(address)?).map(drop)
    })?;
    Ok(book)
}

fn due(book: &Book, customer: i64, more: Value) -> Result<i64> {
    let mut new = json!({"customer_id": customer, "due_on": "2026-11-23", "what": "送苗", "allow_past": true});
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Ok(book.change("followup.create", |tx| followups::create(tx, &req(new)?))?.id)
}

fn plan(book: &Book) -> Result<DayPlan> {
    book.read(|reader| show(reader, &ShowPlan::default()))
}

fn order_of(plan: &DayPlan) -> Vec<&str> {
    plan.stops.iter().map(|stop| stop.customer.as_str()).collect()
}

#[test]
fn the_day_is_put_in_an_order_with_a_reason_for_each_stop() -> Result<()> {
    let book = farms()?;
    due(&book, 3, json!({"due_on": "2026-11-19"}))?;
    due(&book, 1, json!({}))?;
    due(&book, 2, json!({"time": "14:00", "ends": "14:40"}))?;
    due(&book, 4, json!({"priority": "high"}))?;
    due(&book, 5, json!({}))?;
    due(&book, 1, json!({"due_on": "2026-11-24"}))?;
    let plan = plan(&book)?;
    assert_eq!(order_of(&plan), ["近", "远", "中", "没地址", "只到市"]);
    assert_eq!(plan.stops[0].followups.len(), 1, "what is due tomorrow is not of today");
    let [near, far, middle, nowhere, city] = plan.stops.as_slice() else { panic!("five stops") };
    assert_eq!(near.begin, Some(540 + 19), "12.5 km of road from the office at nine");
    assert_eq!(near.reasons, [Reason::First { metres: near.metres }]);
    assert_eq!(far.reasons[0], Reason::Overdue { days: 4 });
    assert_eq!((middle.begin, middle.minutes), (Some(840), 40));
    assert_eq!(middle.reasons[0], Reason::FixedAt { minute: 840 });
    assert_eq!(nowhere.reasons, [Reason::NoPlace, Reason::Urgent]);
    assert_eq!(city.reasons, [Reason::NoPlace], "the middle of a city is no place to drive to");
    assert_eq!(city.place.as_ref().map(|place| place.precision), Some(crate::places::Precision::City), "but is told");
    assert!(plan.has_start && !plan.is_manual && plan.detour == 130);
    Ok(())
}

#[test]
fn the_users_order_is_kept_for_the_day_and_taken_back() -> Result<()> {
    let book = farms()?;
    for (customer, priority) in [(1, "high"), (2, "normal"), (3, "normal")] {
        due(&book, customer, json!({"priority": priority}))?;
    }
    let updated = || book.ask("SELECT updated_at FROM customer ORDER BY id");
    let before = (order_of(&plan(&book)?).join(""), updated()?);
    assert_eq!(before.0, "近中远");
    book.turn_round(|tx| order(tx, &req(json!({"customers": [3, 1, 2]}))?))?;
    let mine = plan(&book)?;
    assert_eq!((order_of(&mine), mine.is_manual), (vec!["远", "近", "中"], true));
    assert!(mine.stops[1].begin > mine.stops[0].begin, "with its times");
    assert_eq!(updated()?, before.1, "nobody was changed by that");
    due(&book, 4, json!({}))?;
    assert_eq!(order_of(&plan(&book)?), ["远", "近", "中", "没地址"], "who came later stands behind");
    book.turn_round(|tx| skip(tx, &req(json!({"customer_id": 1}))?))?;
    let without = plan(&book)?;
    assert_eq!(order_of(&without), ["远", "中", "没地址"]);
    assert_eq!(without.skipped, [SkippedStop { customer_id: 1, customer: "近".into() }]);
    book.turn_round(|tx| add(tx, &req(json!({"customer_id": 1}))?))?;
    book.turn_round(|tx| add(tx, &req(json!({"customer_id": 5}))?))?;
    assert_eq!(order_of(&plan(&book)?), ["远", "近", "中", "只到市", "没地址"], "one without anything due, too");
    let tomorrow = book.read(|reader| show(reader, &req(json!({"on": "2026-11-24"}))?))?;
    assert_eq!(tomorrow.stops, [], "another day is another plan");
    book.turn_round(|tx| reset(tx, &OnDay::default()))?;
    assert_eq!(order_of(&plan(&book)?), ["近", "中", "远", "没地址"]);
    assert_eq!(book.refusal(|tx| order(tx, &req(json!({"customers": [99]}))?))?, "not_found: customer");
    assert_eq!(book.refusal(|tx| start(tx, &req(json!({"on": "2026-02-30"}))?))?, "invalid: on not_a_date");
    Ok(())
}

#[test]
fn who_was_seen_is_out_and_the_way_goes_on_from_there() -> Result<()> {
    let book = farms()?;
    for customer in [1, 2, 3] {
        due(&book, customer, json!({}))?;
    }
    book.turn_round(|tx| start(tx, &OnDay::default()))?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 3, "summary": "送到"}))?))?;
    let after = plan(&book)?;
    assert_eq!(order_of(&after), ["中", "近"], "from the farthest back");
    assert!(after.started_at.is_some());
    assert!((12_000..13_000).contains(&after.stops[0].metres), "{:?}", after.stops[0].metres);
    // Whom the user took in is out too once they were seen.
    book.change("plan.add", |tx| add(tx, &req(json!({"customer_id": 5}))?))?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 5, "summary": "路过"}))?))?;
    assert_eq!(order_of(&plan(&book)?).len(), 2);
    Ok(())
}

#[test]
fn very_many_are_left_for_other_days_and_what_went_by_is_urgent() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("test.make", |tx| {
        for number in 0..60 {
            let id = customers::create(tx, &req(json!({"name": format!("客户{number:02}")}))?)?.id;
            let due =
                json!({"customer_id": id, "due_on": format!("2026-11-{:02}", 1 + number % 20), "allow_past": true});
            followups::create(tx, &req(due)?)?;
        }
        let timed = json!({"customer_id": 60, "due_on": "2026-11-23", "time": "10:00"});
        followups::create(tx, &req(timed)?).map(drop)
    })?;
    clock.set(chrono::DateTime::parse_from_rfc3339("2026-11-23T15:02:00+08:00").unwrap());
    let day = plan(&book)?;
    assert_eq!((day.stops.len(), day.more), (MOST, 20));
    let first = day.stops.iter().find(|stop| stop.customer == "客户59").unwrap();
    assert!(first.reasons.contains(&Reason::Urgent), "{:?}", first.reasons);
    assert!(day.stops.iter().all(|stop| stop.reasons[0] == Reason::NoPlace));
    book.change("followup.finish", |tx| followups::finish(tx, &by(61)))?;
    Ok(())
}

#[test]
fn nobody_is_seen_after_the_days_end() -> Result<()> {
    let book = farms()?;
    book.change("customer.create", |tx| {
        let id = customers::create(tx, &req(json!({"name": "哈密农场"}))?)?.id;
        customers::place(tx, &req(json!({"customer_id": id, "text": "42.8, 93.5"}))?).map(drop)
    })?;
    for customer in [1, 2, 3] {
        due(&book, customer, json!({}))?;
    }
    due(&book, 6, json!({"due_on": "2026-11-20", "priority": "high"}))?;
    let whole = plan(&book)?;
    assert_eq!(order_of(&whole).len(), 3);
    let out = |plan: &DayPlan| plan.not_today.iter().map(|stop| stop.customer.clone()).collect::<Vec<_>>();
    assert_eq!(out(&whole), ["哈密农场"]);
    assert!(matches!(whole.not_today[0].reasons[0], Reason::TooFar { metres: 3_000_000.. }));
    assert!(whole.over < Some(24 * 60));
    // Until half past eleven there is time for two of them: 50 km of road, and 20 minutes each.
    let hours = json!({"open_hours": [{"weekday": 1, "from": "08:00", "until": "11:30"}]});
    book.change("settings.edit", |tx| crate::book::settings::edit(tx, &req(hours)?))?;
    let short = plan(&book)?;
    let mut seen = order_of(&short);
    seen.sort_unstable();
    assert_eq!((seen, out(&short)), (vec!["中", "近"], vec!["哈密农场".to_owned(), "远".to_owned()]));
    assert_eq!(short.not_today[1].reasons, [Reason::NoTime]);
    assert!(short.over <= Some(11 * 60 + 30), "{:?}", short.over);
    Ok(())
}
