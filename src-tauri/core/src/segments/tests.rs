//! Segments: made, changed, counted, and what becomes of them when what they ask for is gone.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::{customers, fields, trash as trash_can};

fn make(book: &Book, name: &str, rule: Value) -> Result<i64> {
    Ok(book.turn_round(|tx| create(tx, &req(json!({"name": name, "rule": rule}))?))?.id)
}

fn all(book: &Book) -> Result<Vec<Segment>> {
    book.read(|reader| list(reader, &Nothing {}))
}

/// Each as its name, its count and its problem.
fn told(book: &Book) -> Result<Vec<String>> {
    let told = |segment: Segment| {
        let count = segment.customers.map_or_else(|| "null".to_owned(), |count| count.to_string());
        format!("{} {count} {}", segment.name, segment.problem.unwrap_or_default()).trim().to_owned()
    };
    Ok(all(book)?.into_iter().map(told).collect())
}

#[test]
fn members_move_in_and_out_by_themselves() -> Result<()> {
    let book = book_with(&["陈静", "宏达建材有限公司"])?;
    make(&book, "公司", json!({"kind": "company"}))?;
    let vip = make(&book, "重点公司", json!({"all": [{"segment": 1}, {"has": "tag"}]}))?;
    assert_eq!(told(&book)?, ["公司 1", "重点公司 0"]);
    book.change("customers.tag", |tx| customers::tag(tx, &[1, 2], &["重点".into()], &[]))?;
    assert_eq!(told(&book)?, ["公司 1", "重点公司 1"]);
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "kind": "company"}))?))?;
    assert_eq!(told(&book)?, ["公司 2", "重点公司 2"]);
    let asked: customers::ListCustomers = req(json!({"where": {"segment": vip}}))?;
    let total = || book.read(|reader| Ok(customers::list(reader, &asked)?.total));
    assert_eq!(total()?, 2);
    book.turn_round(|tx| edit(tx, &req(json!({"id": 1, "rule": {"kind": "person"}}))?))?;
    assert_eq!(total()?, 0, "a list by a segment follows the segment's rule");
    assert_eq!(told(&book)?, ["公司 0", "重点公司 0"]);
    book.undo()?;
    assert_eq!(total()?, 2);
    Ok(())
}

#[test]
fn segments_are_named_ordered_trashed_and_restored() -> Result<()> {
    let book = empty_book()?;
    let sort = json!([{"by": "last_visit", "desc": true}]);
    let asked = json!({"name": " 公司 ", "color": "red", "rule": {"kind": "company"}, "columns": ["name", "field:1"], "sort": sort});
    book.turn_round(|tx| create(tx, &req(asked)?))?;
    make(&book, "个人", json!({"kind": "person"}))?;
    let first = all(&book)?.remove(0);
    assert_eq!((first.name.as_str(), first.color.as_str()), ("公司", "red"));
    assert_eq!(
        (first.columns, serde_json::to_value(&first.sort)?),
        (vec!["name".to_owned(), "field:1".to_owned()], sort)
    );
    assert_eq!(
        book.refusal(|tx| create(tx, &req(json!({"name": "个人", "rule": {"all": []}}))?))?,
        "duplicate_name: segment 个人"
    );
    assert_eq!(book.refusal(|tx| create(tx, &req(json!({"name": " ", "rule": {"all": []}}))?))?, "invalid: name empty");
    let wrong = json!({"name": "x", "rule": {"field": {"id": 9, "holds": true}}});
    assert_eq!(book.refusal(|tx| create(tx, &req(wrong)?))?, "invalid: where no_such_field");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": 9, "name": "x"}))?))?, "not_found: segment");
    book.turn_round(|tx| {
        edit(tx, &req(json!({"id": 2, "name": "散户", "color": "blue", "columns": [], "sort": []}))?)
    })?;
    book.turn_round(|tx| order(tx, &req(json!({"ids": [2, 1]}))?))?;
    assert_eq!(told(&book)?, ["散户 0", "公司 0"]);
    book.turn_round(|tx| trash(tx, &by(2)))?;
    assert_eq!(told(&book)?, ["公司 0"]);
    let items = book.read(|reader| trash_can::list(reader, &req(json!({}))?))?.items;
    assert_eq!((items[0].record.as_str(), items[0].title.as_str()), ("segment", "散户"));
    book.turn_round(|tx| trash_can::restore(tx, &req(json!({"items": [{"record": "segment", "id": 2}]}))?))?;
    assert_eq!(told(&book)?, ["散户 0", "公司 0"]);
    Ok(())
}

#[test]
fn a_segment_that_comes_back_to_itself_is_refused() -> Result<()> {
    let book = empty_book()?;
    make(&book, "甲", json!({"kind": "company"}))?;
    make(&book, "乙", json!({"not": {"segment": 1}}))?;
    make(&book, "丙", json!({"any": [{"segment": 2}, {"segment": 1}]}))?;
    for rule in
        [json!({"segment": 1}), json!({"segment": 2}), json!({"all": [{"kind": "person"}, {"not": {"segment": 3}}]})]
    {
        assert_eq!(
            book.refusal(|tx| edit(tx, &req(json!({"id": 1, "rule": rule}))?))?,
            "invalid: where circle",
            "{rule}"
        );
    }
    // While one is in the trash, the other may be made to ask for it only once it is back.
    book.change("segment.trash", |tx| trash(tx, &by(3)))?;
    assert_eq!(
        book.refusal(|tx| edit(tx, &req(json!({"id": 1, "rule": {"segment": 3}}))?))?,
        "invalid: where no_such_segment"
    );
    // Behind the back of every rule: still no stack without end.
    book.change("test.tamper", |tx| {
        tx.run("UPDATE segment SET rule = '{\"segment\":2}' WHERE id = 1", [])?;
        tx.run("UPDATE segment SET rule = '{\"tag\":\"x\"}' WHERE id = 3", [])?;
        restore(tx, &by(3))
    })?;
    assert_eq!(told(&book)?, ["甲 null circle", "乙 null circle", "丙 null not_the_shape"]);
    assert_eq!(all(&book)?[2].rule, None);
    Ok(())
}

#[test]
fn segments_of_segments_do_not_grow_without_end() -> Result<()> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        create(tx, &req(json!({"name": "0", "rule": {"kind": "company"}}))?)?;
        let mut depth = 1;
        let refused = loop {
            let twice = json!({"any": [{"segment": depth}, {"segment": depth}]});
            let rule = if depth < 9 { twice } else { json!({"segment": depth}) };
            match create(tx, &req(json!({"name": depth.to_string(), "rule": rule}))?) {
                Ok(_) => depth += 1,
                Err(error) => break error,
            }
        };
        assert_eq!((&refused.args()["reason"], depth), (&json!("too_deep"), 32));
        let many = json!({"any": vec![json!({"segment": 9}); 20]});
        let error = create(tx, &req(json!({"name": "many", "rule": many}))?).unwrap_err();
        assert_eq!(error.args()["reason"], "too_many");
        Ok(())
    })
}

#[test]
fn a_segment_on_a_field_that_is_gone_says_so_until_it_is_back() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("field.create", |tx| {
        fields::create(tx, &req(json!({"label": "作物", "type": "choice", "options": ["玉米"]}))?)?;
        fields::set_value(tx, &req(json!({"customer_id": 1, "field_id": 1, "value": {"choice": "玉米"}}))?)
    })?;
    make(&book, "种玉米的", json!({"field": {"id": 1, "is": {"choice": "玉米"}}}))?;
    make(&book, "其他", json!({"not": {"segment": 1}}))?;
    assert_eq!(told(&book)?, ["种玉米的 1", "其他 0"]);
    let kept = serde_json::to_value(&all(&book)?[0].rule)?;
    assert_eq!(kept, json!({"field": {"id": 1, "options": [1]}}), "by the option's id");
    book.change("field_option.edit", |tx| fields::edit_option(tx, &req(json!({"id": 1, "label": "甜玉米"}))?))?;
    assert_eq!(told(&book)?, ["种玉米的 1", "其他 0"], "a renamed option is the same");
    book.change("field.trash", |tx| fields::trash(tx, &by(1)))?;
    assert_eq!(told(&book)?, ["种玉米的 null no_such_field", "其他 null no_such_field"]);
    assert!(book.read(|reader| of(reader, &OfCustomer { customer_id: 1 }))?.is_empty());
    book.turn_round(|tx| edit(tx, &req(json!({"id": 1, "name": "种过玉米的"}))?))?;
    book.change("field.restore", |tx| fields::restore(tx, &by(1)))?;
    assert_eq!(told(&book)?, ["种过玉米的 1", "其他 0"]);
    book.change("segment.trash", |tx| trash(tx, &by(1)))?;
    assert_eq!(told(&book)?, ["其他 null no_such_segment"]);
    Ok(())
}

#[test]
fn a_customer_is_in_segments_for_reasons() -> Result<()> {
    let book = book_with(&["陈静", "宏达建材有限公司"])?;
    make(&book, "没有电话的人", json!({"all": [{"kind": "person"}, {"lacks": "phone"}]}))?;
    make(&book, "公司", json!({"kind": "company"}))?;
    make(&book, "两者", json!({"any": [{"segment": 1}, {"segment": 2}]}))?;
    let of = |customer_id| -> Result<Value> {
        let found = book.read(|reader| of(reader, &OfCustomer { customer_id }))?;
        let told = found.iter().map(|segment| {
            let why: Vec<Value> = segment.why.iter().map(|why| serde_json::to_value(&why.rule).unwrap()).collect();
            json!([segment.name, why])
        });
        Ok(told.collect())
    };
    assert_eq!(of(1)?, json!([["没有电话的人", [{"kind": "person"}, {"lacks": "phone"}]], ["两者", [{"segment": 1}]]]));
    assert_eq!(of(2)?, json!([["公司", [{"kind": "company"}]], ["两者", [{"segment": 2}]]]));
    assert_eq!(of(9).unwrap_err().code(), "not_found");
    Ok(())
}
