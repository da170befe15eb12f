//! Merging and taking apart, by example.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{by, empty_book, req};
use crate::error::Result;
use crate::{contacts, customers, duplicates, fields, followups, tags, visits};

/// Two records of one customer, with something of everything. Ids 1 and 2.
fn twins() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        for (label, kind) in [("面积", "number"), ("作物", "multi_choice")] {
            fields::create(tx, &req(json!({"label": label, "type": kind}))?)?;
        }
        let phone = |value: &str| json!({"kind": "phone", "value": value});
        customers::create(
            tx,
            &req(json!({"name": "王记五金", "contact": "王强", "tags": ["批发"], "note": "老客户",
                "points": [phone("13800001234")]}))?,
        )?;
        customers::create(
            tx,
            &req(json!({"name": "王记五金店", "contact": "王强", "tags": ["批发", "重点"], "note": "要开票",
                "points": [phone("138 0000 1234"), phone("13900005678")], "stage_id": 2}))?,
        )?;
        contacts::create(tx, &req(json!({"customer_id": 2, "name": "李会计", "role": "会计"}))?)?;
        for (customer, number, crops) in [(1, "100", json!(["玉米"])), (2, "120", json!(["小麦", "玉米"]))] {
            fields::set_value(tx, &req(json!({"customer_id": customer, "field_id": 1, "value": {"number": number}}))?)?;
            fields::set_value(
                tx,
                &req(json!({"customer_id": customer, "field_id": 2, "value": {"multi_choice": crops}}))?,
            )?;
            let logged = visits::log(
                tx,
                &req(json!({"customer_id": customer, "summary": format!("第{customer}次"), "next_on": "2026-12-01"}))?,
            )?;
            assert!(logged.followup_id.is_some());
        }
        customers::edit(
            tx,
            &req(json!({"id": 2, "birthday": {"calendar": "lunar", "month": 8, "day": 15, "leap_month": false}}))?,
        )
    })?;
    Ok(book)
}

fn together(book: &Book, take: Value) -> Result<i64> {
    let merged =
        book.change("customer.merge", |tx| merge(tx, &req(json!({"keep": 1, "others": [2], "take": take}))?))?;
    Ok(merged.merges[0])
}

fn apart(book: &Book, id: i64) -> Result<Unmerged> {
    book.change("customer.unmerge", |tx| unmerge(tx, &by(id)))
}

#[test]
fn all_of_both_is_there_once() -> Result<()> {
    let book = twins()?;
    book.turn_round(|tx| merge(tx, &req(json!({"keep": 1, "others": [2]}))?))?;
    assert_eq!(book.names()?, ["王记五金"]);
    let card = book.card("王记五金")?;
    let phones: Vec<&str> = card.contact_points.iter().map(|point| point.value.as_str()).collect();
    assert_eq!(phones, ["+8613800001234", "+8613900005678"], "the same phone is there once");
    let people: Vec<&str> = card.contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(people, ["王强", "李会计"], "and so is the same contact");
    assert_eq!(card.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["批发", "重点"]);
    assert_eq!(card.note, "老客户\n\n要开票", "nobody's note is lost");
    assert_eq!((card.visit_count, card.stage.as_deref()), (2, Some("新")));
    assert_eq!(card.birthday.unwrap().day, 15, "what only the other has is taken");
    assert_eq!(book.ask("SELECT number FROM customer_value WHERE field_id = 1")?, ["100000000"]);
    assert_eq!(book.ask("SELECT count(*) FROM customer_value WHERE field_id = 2")?, ["2"], "of choices all of both");
    assert_eq!(book.ask("SELECT count(*) FROM followup WHERE customer_id = 1")?, ["2"]);
    let merges = book.read(|reader| list(reader, &ListMerges { customer_id: Some(1) }))?;
    assert_eq!((merges.len(), merges[0].merged.as_str()), (1, "王记五金店"));
    let step = book.read(|reader| crate::book::history::list(reader, &req(json!({"customer_id": 1}))?))?;
    assert_eq!((step[0].verb.as_str(), &step[0].args["other"]), ("test.change", &json!("王记五金店")));
    Ok(())
}

#[test]
fn the_other_value_is_taken_where_it_is_chosen() -> Result<()> {
    let book = twins()?;
    let take = json!({"name": 2, "stage": 2, "fields": [{"field_id": 1, "customer_id": 2}]});
    let id = together(&book, take)?;
    let card = book.card("王记五金店")?;
    assert_eq!((card.id, card.stage.as_deref()), (1, Some("活跃")));
    assert_eq!(book.ask("SELECT number FROM customer_value WHERE field_id = 1")?, ["120000000"]);
    apart(&book, id)?;
    assert_eq!(book.names()?, ["王记五金", "王记五金店"]);
    assert_eq!(
        book.ask("SELECT customer_id || ':' || number FROM customer_value WHERE field_id = 1 ORDER BY 1")?,
        ["1:100000000", "2:120000000"]
    );
    Ok(())
}

#[test]
fn taken_apart_at_once_both_are_what_they_were() -> Result<()> {
    let book = twins()?;
    let before = (book.check()?.content_hash, book.check()?.dump_hash);
    let id = together(&book, json!({"name": 2, "kind": 2, "birthday": 2, "owner": 2}))?;
    let done = apart(&book, id)?;
    assert_eq!(done, Unmerged { kept: 1, back: 2, left: 0 });
    assert_eq!(book.check()?.content_hash, before.0);
    assert!(book.read(|reader| list(reader, &ListMerges::default()))?.is_empty());
    book.undo()?;
    assert_eq!(book.names()?, ["王记五金店"], "taking apart is a step like any other");
    book.undo()?;
    assert_eq!(book.check()?.dump_hash, before.1);
    Ok(())
}

#[test]
fn what_came_since_stays() -> Result<()> {
    let book = twins()?;
    let id = together(&book, json!({}))?;
    let accountant: i64 = book.ask("SELECT id FROM contact WHERE name = '李会计'")?[0].parse().unwrap();
    book.change("test.since", |tx| {
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "合并以后的一次"}))?)?;
        visits::log(tx, &req(json!({"customer_id": 1, "summary": "和会计谈", "contact_id": accountant}))?)?;
        followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-12-24", "what": "送礼"}))?)?;
        customers::edit(tx, &req(json!({"id": 1, "name": "王记五金总店", "note": "老客户\n\n要开票\n\n常来"}))?)?;
        customers::tag(tx, &[1], &["新货".to_owned()], &["重点".to_owned()])?;
        let point = tx
            .query_row("SELECT id FROM contact_point WHERE value = '+8613900005678'", [], |row| row.get::<_, i64>(0))?;
        crate::contact_points::edit(tx, &req(json!({"id": point, "label": "会计"}))?)?;
        Ok(())
    })?;
    let done = apart(&book, id)?;
    assert_eq!((done.kept, done.back), (1, 2));
    let (kept, back) = (book.card("王记五金总店")?, book.card("王记五金店")?);
    assert_eq!(kept.note, "老客户\n\n常来", "the other's part of the note goes, what was added stays");
    assert_eq!(back.note, "要开票");
    assert_eq!((kept.visit_count, back.visit_count), (2, 2), "the visit to a contact of the other goes with them");
    assert_eq!(kept.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["批发", "新货"]);
    assert_eq!(back.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["批发", "重点"]);
    let label: Vec<&str> = back.contact_points.iter().map(|point| point.label.as_str()).collect();
    assert_eq!(label, ["", "会计"], "an edit since goes along with what it was of");
    assert_eq!(book.ask("SELECT customer_id FROM followup WHERE what = '送礼'")?, ["1"]);
    assert_eq!(book.check()?.problems, [""; 0]);
    Ok(())
}

#[test]
fn merges_of_merges_come_apart_in_any_order() -> Result<()> {
    for order in [[0, 1], [1, 0]] {
        let book = twins()?;
        book.change("customer.create", |tx| {
            customers::create(tx, &req(json!({"name": "老王五金", "tags": ["老"], "note": "搬过家"}))?)
        })?;
        let before = book.ask("SELECT customer_id || ':' || summary FROM visit ORDER BY id")?;
        let first = together(&book, json!({}))?;
        let merged = book.change("customer.merge", |tx| merge(tx, &req(json!({"keep": 3, "others": [1]}))?))?;
        let merges = [first, merged.merges[0]];
        assert_eq!(book.names()?, ["老王五金"]);
        assert_eq!(book.read(|reader| list(reader, &ListMerges { customer_id: Some(3) }))?.len(), 2);
        for turn in order {
            apart(&book, merges[turn])?;
            assert_eq!(book.check()?.problems, [""; 0]);
        }
        assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["3"], "all three are back");
        assert_eq!(book.ask("SELECT customer_id || ':' || summary FROM visit ORDER BY id")?, before);
        assert_eq!(book.card("老王五金")?.note, "搬过家");
        assert_eq!(book.card("王记五金店")?.note, "要开票");
    }
    Ok(())
}

#[test]
fn who_comes_back_has_a_contact_who_was_joined_with_another_since() -> Result<()> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        for name in ["一号店", "二号店", "总店"] {
            let contact = if name == "一号店" { "孙丽" } else { "陈静" };
            customers::create(tx, &req(json!({"name": name, "contact": contact}))?)?;
        }
        let of_head_office: i64 = tx.value("SELECT id FROM contact WHERE customer_id = 3", [])?;
        visits::log(tx, &req(json!({"customer_id": 3, "summary": "谈了水泵", "contact_id": of_head_office}))?)
    })?;
    let join = |keep: i64, other: i64| {
        book.change("customer.merge", |tx| merge(tx, &req(json!({"keep": keep, "others": [other]}))?))
    };
    let first = join(1, 3)?.merges[0];
    join(2, 1)?;
    apart(&book, first)?;
    let of_visit = "SELECT v.customer_id || ' ' || c.customer_id || ' ' || c.name FROM visit AS v
        JOIN contact AS c ON c.id = v.contact_id";
    assert_eq!(book.ask(of_visit)?, ["3 3 陈静"], "the visit and its contact are of the same customer");
    assert_eq!(book.ask("SELECT name FROM contact WHERE customer_id = 2 ORDER BY name")?, ["孙丽", "陈静"]);
    assert_eq!(book.check()?.problems, [""; 0]);
    Ok(())
}

#[test]
fn who_was_told_apart_from_one_is_told_apart_from_both() -> Result<()> {
    let book = twins()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "王记"}))?))?;
    book.change("duplicates.part", |tx| duplicates::part(tx, &duplicates::Couple { a: 2, b: 3 }))?;
    let id = together(&book, json!({}))?;
    assert_eq!(book.ask("SELECT customer_id || ' ' || other_id FROM told_apart")?, ["1 3"]);
    apart(&book, id)?;
    assert_eq!(book.ask("SELECT customer_id || ' ' || other_id FROM told_apart")?, ["2 3"]);
    Ok(())
}

#[test]
fn of_a_group_with_one_tag_only_there_is_one() -> Result<()> {
    let book = twins()?;
    book.change("test.group", |tx| {
        let group = tags::put_group(tx, &req(json!({"name": "等级", "exclusive": true}))?)?.id;
        for (customer, name) in [(1, "A级"), (2, "B级")] {
            let tag = tags::create(tx, &req(json!({"name": name, "group_id": group}))?)?.id;
            tags::link(tx, customer, tag)?;
        }
        Ok(())
    })?;
    let id = together(&book, json!({}))?;
    let names = |name: &str| -> Result<Vec<String>> {
        Ok(book.card(name)?.tags.into_iter().map(|tag| tag.name).filter(|tag| tag.ends_with('级')).collect())
    };
    assert_eq!(names("王记五金")?, ["A级"]);
    apart(&book, id)?;
    assert_eq!((names("王记五金")?, names("王记五金店")?), (vec!["A级".to_owned()], vec!["B级".to_owned()]));
    Ok(())
}

#[test]
fn many_become_one_by_a_rule_in_one_step() -> Result<()> {
    let book = twins()?;
    let groups =
        book.read(|reader| duplicates::groups(reader, &duplicates::ScanDuplicates::default(), &mut |_, _| true))?;
    assert_eq!(groups, [vec![1, 2]]);
    assert_eq!(book.change("customers.merge", |tx| merge_groups(tx, &groups))?, 1);
    assert_eq!(book.names()?.len(), 1);
    assert_eq!(book.change("customers.merge", |tx| merge_groups(tx, &groups))?, 0, "who is gone meanwhile is left out");
    let book = twins()?;
    let stopped = book.change_telling("customers.merge", &mut |_, _| false, |tx| merge_groups(tx, &[vec![1, 2]]));
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    Ok(())
}

#[test]
fn what_cannot_be_merged_is_said() -> Result<()> {
    let book = twins()?;
    let refused = |request: Value| book.refusal(|tx| merge(tx, &req(request)?));
    assert_eq!(refused(json!({"keep": 1, "others": []}))?, "invalid: others empty");
    assert_eq!(refused(json!({"keep": 1, "others": [1]}))?, "invalid: others same_customer");
    assert_eq!(refused(json!({"keep": 1, "others": [2, 2]}))?, "invalid: others same_customer");
    assert_eq!(refused(json!({"keep": 1, "others": [99]}))?, "not_found: customer");
    assert_eq!(refused(json!({"keep": 1, "others": [2], "take": {"name": 7}}))?, "not_found: customer");
    assert_eq!(book.refusal(|tx| unmerge(tx, &by(1)))?, "not_found: merge");
    let preview = book.read(|reader| preview(reader, &PreviewMerge { ids: vec![1, 2] }))?;
    assert_eq!((preview.keep, preview.sides.len(), preview.sides[1].followups), (1, 2, 1));
    Ok(())
}
