//! Groups of a list, the same given to many, and names read as their owner says.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, empty_book, req};
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::search::{self, FindCustomers};
use crate::{fields, visits};

fn grouped(book: &Book, asked: Value) -> Result<Vec<Group>> {
    let asked: GroupCustomers = req(asked)?;
    book.read(|reader| groups(reader, &asked))
}

/// Each group as its name and its count.
fn told(book: &Book, asked: Value) -> Result<Vec<(String, u64)>> {
    let name = |group: Group| (group.label.unwrap_or(group.code), group.customers);
    Ok(grouped(book, asked)?.into_iter().map(name).collect())
}

fn pairs(list: &[(&str, u64)]) -> Vec<(String, u64)> {
    list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn a_list_is_counted_by_whatever_it_is_grouped_by() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "宏达建材有限公司", "李秀英"])?;
    book.change("test.make", |tx| {
        tag(tx, &[1, 2], &["批发".into()], &[])?;
        tag(tx, &[1], &["重点".into()], &[])?;
        set_stage(tx, &[3], 2)?;
        fields::create(
            tx,
            &req(json!({"label": "作物", "type": "multi_choice", "options": ["玉米", "小麦", "棉花"]}))?,
        )?;
        fields::create(tx, &req(json!({"label": "会员", "type": "yes_no"}))?)?;
        fields::create(tx, &req(json!({"label": "面积", "type": "number"}))?)?;
        let crops = json!({"customer_id": 1, "field_id": 1, "value": {"multi_choice": ["小麦", "玉米"]}});
        fields::set_value(tx, &req(crops)?)?;
        fields::set_value(tx, &req(json!({"customer_id": 2, "field_id": 2, "value": {"yes_no": false}}))?)?;
        for (customer, on) in [(1, "2026-10-31"), (2, "2026-11-01"), (3, "2026-11-30")] {
            visits::log(tx, &req(json!({"customer_id": customer, "on": on, "summary": "x"}))?)?;
        }
        trash(tx, &[4]).map(drop)
    })?;
    assert_eq!(told(&book, json!({"by": "stage"}))?, pairs(&[("新", 2), ("活跃", 1)]));
    assert_eq!(told(&book, json!({"by": "kind"}))?, pairs(&[("person", 2), ("company", 1)]));
    assert_eq!(told(&book, json!({"by": "owner"}))?, pairs(&[("我", 3)]));
    assert_eq!(told(&book, json!({"by": "tag"}))?, pairs(&[("批发", 2), ("重点", 1), ("none", 1)]), "in both groups");
    assert_eq!(told(&book, json!({"by": {"field": 1}}))?, pairs(&[("玉米", 1), ("小麦", 1), ("none", 2)]));
    assert_eq!(told(&book, json!({"by": {"field": 2}}))?, pairs(&[("no", 1), ("none", 2)]));
    assert_eq!(told(&book, json!({"by": "last_visit"}))?, pairs(&[("2026-10", 1), ("2026-11", 2)]));
    assert_eq!(told(&book, json!({"by": "created"}))?, pairs(&[("2026-11", 3)]));
    assert_eq!(told(&book, json!({"by": "stage", "where": {"kind": "company"}}))?, pairs(&[("活跃", 1)]));
    for by in [json!({"field": 3}), json!({"field": 9})] {
        assert_eq!(grouped(&book, json!({"by": by})).unwrap_err().code(), "invalid", "{by}");
    }
    Ok(())
}

#[test]
fn the_rule_of_each_group_gives_just_its_members() -> Result<()> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 120, seed: 9 }, &mut |_, _| true)
    })?;
    for by in ["stage", "owner", "kind", "tag", "last_visit", "created"] {
        let rule = json!({"not": {"stage": [3]}});
        let groups = grouped(&book, json!({"by": by, "where": rule}))?;
        assert!(!groups.is_empty(), "{by}");
        for group in &groups {
            let both: ListCustomers = req(json!({"where": {"all": [rule, group.rule]}}))?;
            let total = book.read(|reader| Ok(list(reader, &both)?.total))?;
            assert_eq!(u64::from(total), group.customers, "{by}: {group:?}");
        }
        let everybody: ListCustomers = req(json!({"where": rule}))?;
        let total = book.read(|reader| Ok(list(reader, &everybody)?.total))?;
        if by != "tag" {
            assert_eq!(groups.iter().map(|group| group.customers).sum::<u64>(), u64::from(total), "{by}");
        }
    }
    Ok(())
}

#[test]
fn many_are_given_the_same_in_one_step_and_told_before_how_many_change() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "李秀英", "王强"])?;
    book.change("test.make", |tx| {
        fields::create(tx, &req(json!({"label": "作物", "type": "choice", "options": ["玉米"]}))?)?;
        fields::create(tx, &req(json!({"label": "面积", "type": "number"}))?)?;
        set_stage(tx, &[4], 2)?;
        set(tx, &[1], &req(json!({"field": {"id": 1, "value": {"choice": "玉米"}}}))?)?;
        set(tx, &[2], &req(json!({"field": {"id": 1, "value": {"choice": "小麦"}}}))?).map(drop)
    })?;
    let given = |given: Value| -> Result<(u64, u64, u64)> {
        let asked: SetCustomers =
            req(json!({"customers": {"matching": {"rule": {"all": []}, "except": [3]}}, "set": given}))?;
        let before = book.fingerprint()?;
        let seen = book.read(|reader| preview_set(reader, &asked))?;
        assert!(book.fingerprint()? == before, "a look changes nothing");
        let ids = book.read(|reader| ids_of(reader, &asked.customers))?;
        let journal = || {
            book.ask("SELECT count(DISTINCT customer_id) FROM lineage WHERE change_id = (SELECT max(id) FROM change)")
        };
        book.turn_round(|tx| set(tx, &ids, &asked.set))?;
        assert_eq!(journal()?, [seen.changes.to_string()], "just those who change are touched: {:?}", asked.set);
        book.undo()?;
        Ok((seen.customers, seen.changes, seen.replaced))
    };
    assert_eq!(given(json!({"field": {"id": 1, "value": {"choice": "玉米"}}}))?, (3, 2, 1));
    assert_eq!(given(json!({"field": {"id": 1, "value": {"choice": "新品种"}}}))?, (3, 3, 2), "an option to be made");
    assert_eq!(given(json!({"field": {"id": 1, "value": null}}))?, (3, 2, 2));
    assert_eq!(given(json!({"field": {"id": 2, "value": {"number": "1.50"}}}))?, (3, 3, 0));
    assert_eq!(given(json!({"kind": "company"}))?, (3, 3, 3));
    assert_eq!(given(json!({"stage": 2}))?, (3, 2, 2));
    let wrong: SetCustomers =
        req(json!({"customers": {"ids": [1]}, "set": {"field": {"id": 2, "value": {"text": "x"}}}}))?;
    assert_eq!(book.read(|reader| preview_set(reader, &wrong)).unwrap_err().code(), "invalid");
    assert_eq!(book.refusal(|tx| set(tx, &[1], &wrong.set))?, "invalid: value wrong_type");
    assert_eq!(book.refusal(|tx| set(tx, &[1], &Given::Stage(99)))?, "not_found: stage");
    assert_eq!(book.refusal(|tx| set(tx, &[99], &Given::Owner(1)))?, "not_found: customer");
    Ok(())
}

#[test]
fn a_name_is_sorted_and_found_as_its_owner_reads_it() -> Result<()> {
    let book = book_with(&["乐嘉", "高明", "朱军"])?;
    assert_eq!(book.names()?, ["高明", "乐嘉", "朱军"], "as yue");
    let found = |text: &str| {
        book.read(|reader| {
            let found = search::find(reader, &FindCustomers { text: text.into(), limit: None })?;
            Ok(found.into_iter().map(|one| one.row.name).collect::<Vec<_>>())
        })
    };
    assert!(found("bujia")?.is_empty());
    let read = |reading: &str| book.turn_round(|tx| edit(tx, &req(json!({"id": 1, "reading": reading}))?));
    read("bu jia")?;
    assert_eq!(book.names()?, ["乐嘉", "高明", "朱军"], "as bu");
    assert_eq!((found("bujia")?, found("bj")?, found("yuejia")?.len()), (vec!["乐嘉".into()], vec!["乐嘉".into()], 1));
    assert_eq!(book.card("乐嘉")?.reading, "bu jia");
    read("")?;
    assert_eq!((book.names()?.last().map(String::as_str), found("bj")?.len()), (Some("朱军"), 0));
    assert_eq!(
        book.refusal(|tx| edit(tx, &req(json!({"id": 1, "reading": "yue"}))?))?,
        "invalid: reading not_a_reading"
    );
    assert_eq!(
        book.refusal(|tx| edit(tx, &req(json!({"id": 1, "reading": "foo bar"}))?))?,
        "invalid: reading not_a_reading"
    );
    read("yue jia")?;
    book.change("customer.edit", |tx| edit(tx, &req(json!({"id": 1, "name": "乐嘉嘉"}))?))?;
    assert!(book.check()?.ok, "a reading that no longer fits the name is as none");
    Ok(())
}
