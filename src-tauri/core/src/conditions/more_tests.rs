//! Conditions on visits, follow-ups, birthdays, names and spans, against a plain look at the rows; rules that are too
//! large; what rules say.

use serde_json::{Value, json};

use super::*;
use std::sync::Arc;

use crate::book::sql::Sql;
use crate::book::testing::{book_and_clock, book_in, book_with, by, days_later, empty_book, open_options, req};
use crate::book::{Access, Book, OpenOptions};
use crate::clock::FixedClock;
use crate::customers;
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::{cadences, fields, followups, visits};

fn ids(book: &Book, rule: Value) -> Result<Vec<i64>> {
    let rule: Rule = req(rule)?;
    book.read(|reader| Ok(reader.sets().members(reader, &rule)?.iter().map(i64::from).collect()))
}

/// The rule's members are those whom this SQL gives, and each alone is told the same.
fn same_as(book: &Book, rule: Value, sql: &str) -> Result<()> {
    let found = ids(book, rule.clone())?;
    let rule: Rule = req(rule)?;
    book.read(|reader| {
        let right: Vec<i64> = reader.all(
            &format!("SELECT DISTINCT c.id FROM customer AS c WHERE c.trashed_at = 0 AND ({sql}) ORDER BY c.id"),
            [],
            |row| row.get(0),
        )?;
        assert_eq!(found, right, "{rule:?}");
        for id in 1..=200 {
            assert_eq!(holds(reader, &rule, id)?, found.contains(&id), "{rule:?} of {id}");
        }
        Ok(())
    })
}

fn book() -> Result<Book> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 200, seed: 5 }, &mut |_, _| true)
    })?;
    book.change("test.more", |tx| {
        customers::trash(tx, &[5, 6])?;
        for day in ["2026-11-20", "2026-11-23", "2026-11-30"] {
            followups::create(tx, &req(json!({"customer_id": 1, "due_on": day, "allow_past": true}))?)?;
        }
        followups::create(tx, &req(json!({"customer_id": 2, "due_on": "2026-11-01", "allow_past": true}))?)?;
        fields::create(tx, &req(json!({"label": "袋数", "type": "number", "record": "visit"}))?)?;
        for (customer, count) in [(3, 5), (4, 50), (7, 500)] {
            let values = json!([{"field_id": crate::fields::labelled_of(tx, fields::Record::Visit, "袋数")?.unwrap().0,
                "value": {"number": count.to_string()}}]);
            visits::log(tx, &req(json!({"customer_id": customer, "summary": "送货", "values": values}))?)?;
        }
        Ok(())
    })?;
    Ok(book)
}

const VISITS: &str = "(SELECT count(*) FROM visit AS v WHERE v.customer_id = c.id AND v.trashed_at = 0";

#[test]
fn visits_are_counted_by_kind_and_span() -> Result<()> {
    let book = book()?;
    same_as(&book, json!({"visits": {}}), &format!("{VISITS}) >= 1"))?;
    same_as(&book, json!({"visits": {"at_least": 3}}), &format!("{VISITS}) >= 3"))?;
    same_as(&book, json!({"visits": {"at_least": 0}}), "1")?;
    same_as(&book, json!({"visits": {"at_most": 0}}), &format!("{VISITS}) = 0"))?;
    same_as(&book, json!({"visits": {"at_most": 4_294_967_295_u32}}), "1")?;
    same_as(&book, json!({"visits": {"at_least": 2, "at_most": 3}}), &format!("{VISITS}) BETWEEN 2 AND 3"))?;
    let this = format!("{VISITS} AND v.visited_on BETWEEN '2026-09-24' AND '2026-11-23')");
    let span = json!({"from": {"today": -60}, "to": {"today": 0}});
    same_as(&book, json!({"visits": {"in": span}}), &format!("{this} >= 1"))?;
    same_as(&book, json!({"visits": {"in": span, "at_most": 0}}), &format!("{this} = 0"))?;
    let phoned = format!("{VISITS} AND v.kind_id IN (2, 3))");
    same_as(&book, json!({"visits": {"kinds": [2, 3], "at_least": 2}}), &format!("{phoned} >= 2"))?;
    // Somebody was last here on 2026-08-25, and somebody the day before and after.
    for (customer, on) in [(11, "2026-08-24"), (12, "2026-08-25"), (13, "2026-08-26")] {
        book.change("test.visits", |tx| {
            tx.run(
                "DELETE FROM visit_value WHERE visit_id IN (SELECT id FROM visit WHERE customer_id = ?1)",
                [customer],
            )?;
            tx.run("UPDATE visit SET trashed_at = 1 WHERE customer_id = ?1", [customer])?;
            visits::log(tx, &req(json!({"customer_id": customer, "on": on, "summary": "x"}))?)
        })?;
    }
    same_as(&book, json!({"no_visit_for": 90}), "c.last_visit_on <= '2026-08-25'")?;
    let unseen = ids(&book, json!({"no_visit_for": 90}))?;
    assert_eq!([11, 12, 13].map(|id| unseen.contains(&id)), [true, true, false]);
    same_as(&book, json!({"lacks": "visit"}), "c.last_visit_on = ''")
}

#[test]
fn fields_and_notes_of_visits_can_be_asked_for() -> Result<()> {
    let book = book()?;
    let id: i64 = book.ask("SELECT id FROM field WHERE label = '袋数'")?[0].parse().unwrap();
    assert_eq!(ids(&book, json!({"visit_field": {"id": id, "number": {"from": "5", "to": "50"}}}))?, [3, 4]);
    assert_eq!(ids(&book, json!({"visit_field": {"id": id, "is": {"number": "500"}}}))?, [7]);
    assert_eq!(ids(&book, json!({"visit_field": {"id": id, "holds": true}}))?, [3, 4, 7]);
    let found = ids(&book, json!({"visit_text": "送货"}))?;
    assert!([3, 4, 7].iter().all(|id| found.contains(id)), "{found:?}");
    same_as(
        &book,
        json!({"visit_text": "送货"}),
        "EXISTS (SELECT 1 FROM visit AS v WHERE v.customer_id = c.id AND v.trashed_at = 0 AND v.summary || v.outcome LIKE '%送货%')",
    )?;
    book.change("visit.trash", |tx| {
        let visit = tx.value("SELECT max(id) FROM visit WHERE customer_id = 7", [])?;
        visits::trash(tx, &by(visit))
    })?;
    assert_eq!(ids(&book, json!({"visit_field": {"id": id, "holds": true}}))?, [3, 4], "not of a visit in the trash");
    Ok(())
}

#[test]
fn followups_names_parts_and_moments_can_be_asked_for() -> Result<()> {
    let book = book()?;
    let open =
        "EXISTS (SELECT 1 FROM followup AS f WHERE f.customer_id = c.id AND f.trashed_at = 0 AND f.state = 'open'";
    same_as(&book, json!({"overdue": 1}), &format!("{open} AND f.due_on < '2026-11-23')"))?;
    same_as(&book, json!({"overdue": 20}), &format!("{open} AND f.due_on <= '2026-11-03')"))?;
    let week = format!("{open} AND f.due_on BETWEEN '2026-11-30' AND '2026-12-06')");
    same_as(&book, json!({"followup": {"period": "next_week"}}), &week)?;
    assert!(ids(&book, json!({"followup": {"period": "next_week"}}))?.contains(&1), "a later one than the next");
    same_as(&book, json!({"lacks": "followup"}), &format!("NOT {open})"))?;
    let name: String = book.ask("SELECT name FROM customer WHERE id = 9")?.remove(0);
    same_as(&book, json!({"name": {"is": name}}), &format!("c.name = '{name}'"))?;
    let first: String = name.chars().take(1).collect();
    same_as(&book, json!({"name": {"begins": first}}), &format!("c.name LIKE '{first}%'"))?;
    for (kind, part) in [("phone", "phone"), ("email", "email"), ("wechat", "wechat"), ("address", "address")] {
        let has = format!(
            "EXISTS (SELECT 1 FROM contact_point AS p WHERE p.customer_id = c.id AND p.trashed_at = 0 AND p.kind = '{kind}')"
        );
        same_as(&book, json!({"has": part}), &has)?;
        same_as(&book, json!({"lacks": part}), &format!("NOT {has}"))?;
    }
    let tagged = "EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.customer_id = c.id)";
    same_as(&book, json!({"has": "tag"}), tagged)?;
    same_as(&book, json!({"lacks": "tag"}), &format!("NOT {tagged}"))?;
    let of =
        |tag: i64| format!("EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.customer_id = c.id AND t.tag_id = {tag})");
    same_as(&book, json!({"all_tags": [1, 2]}), &format!("{} AND {}", of(1), of(2)))?;
    same_as(
        &book,
        json!({"has": "contact"}),
        "EXISTS (SELECT 1 FROM contact AS k WHERE k.customer_id = c.id AND k.trashed_at = 0)",
    )?;
    same_as(
        &book,
        json!({"has": "note"}),
        "EXISTS (SELECT 1 FROM customer_detail AS d WHERE d.customer_id = c.id AND d.note <> '')",
    )?;
    same_as(&book, json!({"lacks": "stage"}), "c.stage_id = 0")?;
    same_as(&book, json!({"has": "owner"}), "c.owner_id > 0")?;
    same_as(&book, json!({"changed": {"from": {"today": 0}}}), "c.updated_at >= 1795363200000")?;
    same_as(&book, json!({"created": {"period": "this_month"}}), "c.created_at >= 1793462400000")
}

#[test]
fn who_has_an_appointment_is_found() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "王强"])?;
    for new in [
        json!({"customer_id": 1, "due_on": "2026-11-25", "time": "09:00", "ends": "10:00"}),
        json!({"customer_id": 2, "due_on": "2026-11-25", "time": "09:00"}),
        json!({"customer_id": 3, "due_on": "2026-12-25", "time": "09:00", "ends": "10:00"}),
        json!({"customer_id": 3, "due_on": "2026-11-24", "what": "打电话"}),
    ] {
        book.change("followup.create", |tx| followups::create(tx, &req(new)?))?;
    }
    let within = |to: i32| json!({"appointment": {"from": {"today": 0}, "to": {"today": to}}});
    assert_eq!(ids(&book, within(7))?, [1], "an end makes an appointment");
    assert_eq!(ids(&book, within(60))?, [1, 3]);
    book.change("followup.finish", |tx| followups::finish(tx, &by(1)))?;
    assert_eq!(ids(&book, within(60))?, [3], "what is done is none any more");
    Ok(())
}

#[test]
fn who_is_due_slipping_away_or_near_is_found() -> Result<()> {
    let book = book()?;
    book.change("test.cadences", |tx| {
        cadences::set(tx, &req(json!({"of": {"stage": 2}, "days": 30}))?)?;
        cadences::set(tx, &req(json!({"of": {"tag": 1}, "days": 14}))?)?;
        cadences::set(tx, &req(json!({"of": {"customer": 3}, "days": 400}))?)?;
        for (customer, text) in
            [(1, "30.2741,120.1551"), (2, "30.2741, 120.2551"), (3, "-17.7, 179.99"), (4, "-17.7, -179.99")]
        {
            customers::place(tx, &req(json!({"customer_id": customer, "text": text}))?)?;
        }
        Ok(())
    })?;
    let overdue = json!({"visit_due": {"to": {"today": -1}}});
    same_as(&book, overdue.clone(), "c.visit_due_on < '2026-11-23'")?;
    assert!(ids(&book, overdue)?.len() > 5, "there are some");
    same_as(&book, json!({"visit_due": {}}), "c.visit_due_on < '9999-12-31'")?;
    same_as(&book, json!({"has": "cadence"}), "c.visit_due_on < '9999-12-31'")?;
    same_as(&book, json!({"slipping": 0}), "c.slipping_on <= '2026-11-23'")?;
    same_as(&book, json!({"slipping": 30}), "c.slipping_on <= '2026-10-24'")?;
    assert!(ids(&book, json!({"slipping": 0}))?.len() > 5, "there are some");
    same_as(&book, json!({"has": "place"}), "c.lat < 999000000")?;
    let near = |lat: i32, lon: i32, metres: u32| json!({"near": {"point": {"lat": lat, "lon": lon}, "metres": metres}});
    // A tenth of a degree of longitude is 9.6 km there.
    let close = |metres: u32| -> Result<Vec<i64>> {
        let found = ids(&book, near(30_274_100, 120_155_100, metres))?;
        Ok(found.into_iter().filter(|id| *id <= 4).collect())
    };
    assert_eq!([close(100)?, close(9_500)?, close(9_700)?], [vec![1], vec![1], vec![1, 2]]);
    assert_eq!(ids(&book, near(-17_700_000, 180_000_000, 1_500))?, [3, 4], "across the date line");
    let all = ids(&book, near(0, 0, 21_000_000))?;
    assert_eq!(all, ids(&book, json!({"has": "place"}))?, "the whole earth");
    for wrong in [near(0, 0, 0), near(91_000_000, 0, 5), near(0, 0, 30_000_000)] {
        let rule: Rule = req(wrong)?;
        assert_eq!(book.read(|reader| check(reader, &rule)).unwrap_err().code(), "invalid");
    }
    let said = |rule: serde_json::Value| book.read(|reader| Ok(describe(reader, &req(rule)?)?.plain().to_string()));
    assert_eq!(
        said(near(30_274_100, 120_155_100, 1_500))?,
        r#"["rule-near",{"place":"30.274100, 120.155100","far":"1.5 km"}]"#
    );
    assert_eq!(said(json!({"slipping": 3}))?, r#"["rule-slipping",{"count":3}]"#);
    Ok(())
}

#[test]
fn birthdays_are_found_by_the_sun_and_by_the_moon_whatever_the_span() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    let people = [
        ("甲", json!({"calendar": "solar", "year": 1980, "month": 11, "day": 23})),
        ("乙", json!({"calendar": "solar", "year": null, "month": 11, "day": 22})),
        ("丙", json!({"calendar": "solar", "year": null, "month": 12, "day": 6})),
        // The 20th day of the 10th month of 2026 is 28 November.
        ("丁", json!({"calendar": "lunar", "year": null, "month": 10, "day": 20})),
        ("戊", json!(null)),
    ];
    for (name, birthday) in &people {
        book.change("customer.create", |tx| {
            let id = customers::create(tx, &req(json!({"name": name}))?)?.id;
            customers::edit(tx, &req(json!({"id": id, "birthday": birthday}))?)
        })?;
    }
    let soon = || json!({"birthday": {"from": {"today": 0}, "to": {"today": 13}}});
    assert_eq!(ids(&book, soon())?, [1, 3, 4]);
    assert_eq!(ids(&book, json!({"birthday": {"from": {"today": 0}, "to": {"today": 12}}}))?, [1, 4]);
    assert_eq!(ids(&book, json!({"birthday": {"period": "this_month"}}))?, [1, 2, 4], "those that are over, too");
    assert_eq!(ids(&book, json!({"birthday": {"from": {"on": "2027-11-20"}, "to": {"on": "2027-11-22"}}}))?, [2]);
    assert_eq!(ids(&book, json!({"birthday": {}}))?, [1, 2, 3, 4]);
    assert_eq!(ids(&book, json!({"lacks": "birthday"}))?, [5]);
    let heard: Arc<std::sync::Mutex<Vec<String>>> = Arc::default();
    let ears = Arc::clone(&heard);
    book.listen(Box::new(move |topics| ears.lock().unwrap().push(topics.join(" "))));
    clock.set(days_later(1));
    assert_eq!(ids(&book, soon())?, [3, 4], "the day after, the first one's is a year away");
    assert_eq!(*heard.lock().unwrap(), ["customers segments"], "screens hear of it, once");
    assert_eq!(book.ask("SELECT birthday_on FROM customer WHERE id = 1")?, ["2027-11-23"]);
    assert!(book.check()?.ok, "{:?}", book.check()?.problems);
    clock.set(days_later(0));
    assert_eq!(ids(&book, soon())?, [1, 3, 4], "a clock that was put back");
    assert!(book.check()?.ok, "{:?}", book.check()?.problems);
    Ok(())
}

#[test]
fn who_only_reads_on_another_day_finds_the_birthdays_of_that_day() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    for (name, day) in [("甲", 23), ("乙", 24), ("丙", 25)] {
        book.change("customer.create", |tx| {
            let id = customers::create(tx, &req(json!({"name": name}))?)?.id;
            let birthday = json!({"calendar": "solar", "year": null, "month": 11, "day": day});
            customers::edit(tx, &req(json!({"id": id, "birthday": birthday}))?)
        })?;
    }
    let year = || json!({"birthday": {"from": {"today": 0}, "to": {"today": 336}}});
    assert_eq!(ids(&book, year())?, [1, 2, 3]);
    let path = book.path().to_owned();
    drop(book);
    // 23 December: the birthdays of 2027 are 335 to 337 days away.
    let clock = Arc::new(FixedClock::new(days_later(30)));
    let options = OpenOptions { clock, ..open_options(folder.path(), Access::Read) };
    let book = Book::open(&path, &options)?;
    assert_eq!(ids(&book, year())?, [1, 2]);
    assert_eq!(book.ask("SELECT birthday_on FROM customer WHERE id = 1")?, ["2026-11-23"], "nothing was written");
    drop(book);
    let book = Book::open(&path, &OpenOptions { access: Access::Write, ..options })?;
    assert_eq!(book.ask("SELECT birthday_on FROM customer WHERE id = 1")?, ["2027-11-23"], "renewed at opening");
    assert_eq!(ids(&book, year())?, [1, 2]);
    Ok(())
}

#[test]
fn a_renamed_option_stays_the_same_to_a_condition_by_its_id() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    book.change("test.make", |tx| {
        fields::create(tx, &req(json!({"label": "作物", "type": "choice", "options": ["玉米", "小麦"]}))?)?;
        fields::create(tx, &req(json!({"label": "备注", "type": "text"}))?)?;
        fields::set_value(tx, &req(json!({"customer_id": 1, "field_id": 1, "value": {"choice": "玉米"}}))?)?;
        fields::set_value(tx, &req(json!({"customer_id": 2, "field_id": 2, "value": {"text": "100%_ABC"}}))?)
    })?;
    let by_id = || json!({"field": {"id": 1, "options": [1]}});
    let by_label = || json!({"field": {"id": 1, "one_of": [{"choice": "玉米"}, {"choice": "没有"}]}});
    assert_eq!((ids(&book, by_id())?, ids(&book, by_label())?), (vec![1], vec![1]));
    book.change("field_option.edit", |tx| fields::edit_option(tx, &req(json!({"id": 1, "label": "甜玉米"}))?))?;
    assert_eq!((ids(&book, by_id())?, ids(&book, by_label())?), (vec![1], vec![]));
    for (text, found) in [("abc", vec![2]), ("0%_", vec![2]), ("0_", vec![]), ("%A", vec![]), ("100", vec![2])] {
        assert_eq!(ids(&book, json!({"field": {"id": 2, "contains": text}}))?, found, "{text}");
    }
    Ok(())
}

#[test]
fn weeks_begin_as_the_settings_say() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("test.log", |tx| {
        visits::log(tx, &req(json!({"customer_id": 1, "on": "2026-11-22", "summary": "x"}))?)
    })?;
    let asked: customers::ListCustomers = req(json!({"where": {"last_visit": {"period": "this_week"}}}))?;
    let total = || book.read(|reader| Ok(customers::list(reader, &asked)?.total));
    assert_eq!(total()?, 0, "Sunday is of last week");
    book.change("settings.edit", |tx| crate::book::settings::edit(tx, &req(json!({"week_start": "sunday"}))?))?;
    assert_eq!(total()?, 1, "Sunday is of this week, in a list that was at hand too");
    Ok(())
}

#[test]
fn what_is_too_large_or_gone_is_refused_and_nothing_else_happens() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("field.create", |tx| fields::create(tx, &req(json!({"label": "作物", "type": "choice"}))?))?;
    let told = |rule: Value| -> Result<String> {
        let rule: Rule = req(rule)?;
        let error = book.read(|reader| reader.sets().members(reader, &rule)).err();
        Ok(error.map_or_else(String::new, |error| {
            format!("{} {}", error.code(), error.args()["reason"].as_str().unwrap_or(""))
        }))
    };
    let nested = |depth: usize| (0..depth).fold(json!({"kind": "person"}), |rule, _| json!({"not": rule}));
    assert_eq!(told(nested(32))?, "");
    assert_eq!(told(nested(33))?, "invalid too_deep");
    assert_eq!(told(json!({"tag": (0..999).collect::<Vec<_>>()}))?, "");
    assert_eq!(told(json!({"tag": (0..1000).collect::<Vec<_>>()}))?, "invalid too_many");
    assert_eq!(told(json!({"any": vec![json!({"tag": [1]}); 500]}))?, "invalid too_many");
    assert_eq!(told(json!({"all": [{"lacks": "tag"}, {"field": {"id": 9, "holds": true}}]}))?, "invalid no_such_field");
    assert_eq!(told(json!({"visit_field": {"id": 1, "holds": true}}))?, "invalid no_such_field");
    assert_eq!(told(json!({"field": {"id": 1, "contains": "x"}}))?, "invalid wrong_type");
    assert_eq!(told(json!({"last_visit": {"period": "this_week", "to": {"today": 0}}}))?, "invalid not_the_shape");
    // A list that is at hand does not outlive what it asks for.
    let asked: customers::ListCustomers = req(json!({"where": {"field": {"id": 1, "holds": false}}}))?;
    assert_eq!(book.read(|reader| Ok(customers::list(reader, &asked)?.total))?, 1);
    book.change("field.trash", |tx| fields::trash(tx, &by(1)))?;
    assert_eq!(book.read(|reader| customers::list(reader, &asked)).unwrap_err().args()["reason"], "no_such_field");
    let sorted: customers::ListCustomers = req(json!({"sort": [{"by": {"field": 1}}]}))?;
    assert_eq!(book.read(|reader| customers::list(reader, &sorted)).unwrap_err().args()["reason"], "no_such_field");
    Ok(())
}

#[test]
fn json_without_end_is_refused_and_not_followed() {
    let deep = format!("{}{{\"all\":[]}}{}", "{\"not\":".repeat(10_000), "}".repeat(10_000));
    assert!(serde_json::from_str::<Rule>(&deep).is_err());
    let deep = format!("{}{}", "{\"all\":[".repeat(10_000), "]}".repeat(10_000));
    assert!(serde_json::from_str::<Rule>(&deep).is_err());
    assert!(serde_json::from_str::<Rule>(&deep[..5_000]).is_err());
    for broken in
        ["{\"tag\":1}", "{\"color\":[1]}", "{\"field\":{\"id\":1}}", "{\"visits\":{\"at_leats\":1}}", "[]", "7"]
    {
        assert!(serde_json::from_str::<Rule>(broken).is_err(), "{broken}");
    }
}

#[test]
fn rules_are_the_same_after_a_way_through_json() -> Result<()> {
    for rule in [
        json!({"field": {"id": 1, "is": null}}),
        json!({"field": {"id": 1, "is": {"choice": "玉米"}}}),
        json!({"field": {"id": 1, "options": [1, 2]}}),
        json!({"visits": {"at_least": 2, "kinds": [1], "in": {"period": "this_month"}}}),
        json!({"last_visit": null}),
        json!({"last_visit": {"from": {"today": -7}}}),
        json!({"all": [{"not": {"has": "phone"}}, {"lacks": "tag"}]}),
    ] {
        let read: Rule = req(rule.clone())?;
        assert_eq!(serde_json::to_value(&read)?, rule);
    }
    Ok(())
}

#[test]
fn what_a_rule_says_names_what_it_is_about() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("test.make", |tx| {
        customers::tag(tx, &[1], &["重点".into(), "批发".into()], &[])?;
        fields::create(tx, &req(json!({"label": "作物", "type": "choice", "options": ["玉米", "小麦"]}))?)
    })?;
    let said = |rule: Value| -> Result<Value> {
        let rule: Rule = req(rule)?;
        Ok(book.read(|reader| describe(reader, &rule))?.plain())
    };
    assert_eq!(said(json!({"all": []}))?, json!(["rule-everybody", {}]));
    assert_eq!(said(json!({"tag": [1]}))?, json!(["rule-tag", {"names": "重点"}]));
    assert_eq!(said(json!({"tag": [1, 2, 99]}))?, json!(["rule-tag", {"names": ["重点", "批发", null]}]));
    assert_eq!(
        said(json!({"not": {"any": [{"stage": [1]}, {"lacks": "phone"}]}}))?,
        json!(["rule-not", {"what": ["rule-group", {"what": ["rule-several", {"what": [
            ["rule-stage", {"names": "新"}], ["rule-lacks", {"what": "phone"}]]}]}]}])
    );
    assert_eq!(
        said(json!({"field": {"id": 1, "options": [2]}}))?,
        json!(["rule-field-is", {"field": "作物", "value": "小麦"}])
    );
    assert_eq!(
        said(json!({"last_visit": {"from": {"today": -7}, "to": {"on": "2026-12-01"}}}))?,
        json!(["rule-last-visit", {"days": ["rule-days-between", {"from": ["rule-day-ago", {"count": 7}], "to": "2026-12-01"}]}])
    );
    for (rule, wanted) in [
        (
            json!({"created": {"from": {"today": -29}, "to": {"today": 0}}}),
            json!(["rule-created", {"days": ["rule-days-last", {"count": 30}]}]),
        ),
        (
            json!({"birthday": {"from": {"today": 0}, "to": {"today": 14}}}),
            json!(["rule-birthday", {"days": ["rule-days-next", {"count": 14}]}]),
        ),
        (json!({"not": {"stage": [1]}}), json!(["rule-stage-not", {"names": "新"}])),
        (json!({"not": {"has": "phone"}}), json!(["rule-lacks", {"what": "phone"}])),
        (json!({"not": {"not": {"tag": [1]}}}), json!(["rule-not", {"what": ["rule-tag-not", {"names": "重点"}]}])),
    ] {
        assert_eq!(said(rule.clone())?, wanted, "{rule} is said as people do");
    }
    Ok(())
}

#[test]
fn why_somebody_is_in_it_are_the_conditions_that_hold() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &["重点".into()], &[]))?;
    let rule: Rule = req(
        json!({"all": [{"lacks": "phone"}, {"any": [{"kind": "company"}, {"tag": [1]}]}, {"not": {"stage": [2]}}]}),
    )?;
    let reasons = book.read(|reader| {
        assert!(holds(reader, &rule, 1)?);
        assert!(!holds(reader, &rule, 99)?);
        why(reader, &rule, 1)
    })?;
    let rules: Vec<Value> = reasons.iter().map(|why| serde_json::to_value(&why.rule).unwrap()).collect();
    assert_eq!(rules, [json!({"lacks": "phone"}), json!({"tag": [1]}), json!({"not": {"stage": [2]}})]);
    Ok(())
}
