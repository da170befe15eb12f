//! Who is taken for one, and why; who is not.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::book::{Book, Reader};
use crate::customers;
use crate::error::Result;

fn add(book: &Book, customer: Value) -> Result<i64> {
    Ok(book.change("customer.create", |tx| customers::create(tx, &req(customer)?))?.id)
}

fn look(reader: &Reader<'_>, least: f64) -> Result<Duplicates> {
    scan(reader, &ScanDuplicates { least: Some(least), ..ScanDuplicates::default() }, &mut |_, _| true)
}

/// The pairs by names, with what speaks for and against them.
fn pairs(book: &Book, least: f64) -> Result<Vec<String>> {
    let found = book.read(|reader| look(reader, least))?;
    Ok(found.pairs.iter().map(|pair| format!("{} = {}", pair.a.name, pair.b.name)).collect())
}

fn point(kind: &str, value: &str) -> Value {
    json!([{ "kind": kind, "value": value }])
}

#[test]
fn each_way_to_write_one_twice_is_seen() -> Result<()> {
    for (one, other) in [
        (
            json!({"name": "杭州马莲台食品有限公司", "points": point("phone", "0571-55507504")}),
            json!({"name": "杭州市马莲台食品有限责任公司", "points": point("phone", "(0571) 5550 7504")}),
        ),
        (
            json!({"name": "王强", "points": point("phone", "138 0000 1234")}),
            json!({"name": "王老板", "points": point("phone", "+86-13800001234")}),
        ),
        (
            json!({"name": "Ada Lovelace", "points": point("email", "Ada@example.com")}),
            json!({"name": "Lovelace, Ada", "points": point("email", "ada@EXAMPLE.com")}),
        ),
        (
            json!({"name": "金龍國際貿易有限公司", "points": point("wechat", "jinlong88")}),
            json!({"name": "金龙国际贸易", "points": point("wechat", "JinLong88")}),
        ),
        (
            json!({"name": "王伟", "points": point("address", "浙江省杭州市西湖区文三路123号")}),
            json!({"name": "Wang Wei", "points": point("address", "杭州 西湖 文三路123号")}),
        ),
        (
            json!({"name": "绿源农资经营部", "contact": "王强", "points": point("address", "文三路 9 号")}),
            json!({"name": "绿园农资经营部", "contact": "王强", "points": point("address", "文三路9号")}),
        ),
        (
            json!({"name": "李娜", "points": point("phone", "13800001234")}),
            json!({"name": "李娜", "points": point("phone", "13800001243")}),
        ),
    ] {
        let book = empty_book()?;
        let names = (one["name"].clone(), other["name"].clone());
        add(&book, one)?;
        add(&book, other)?;
        add(&book, json!({"name": "赵六", "points": point("phone", "13900005678")}))?;
        let found = book.read(|reader| look(reader, 0.5))?;
        assert_eq!(found.total, 1, "{names:?}");
        let pair = &found.pairs[0];
        assert!(pair.score >= 0.5 && pair.reasons[0].weight > 0.0, "{names:?}: {:?}", pair.reasons);
    }
    Ok(())
}

#[test]
fn those_who_only_look_alike_are_left_alone() -> Result<()> {
    let book = empty_book()?;
    for (name, phone, address) in [
        ("福慧源母婴店", "13800000001", "文三路1号"),
        ("福慧源母婴店（二店）", "13800000002", "解放路8号"),
        ("宁波马莲台五金有限公司", "0574-55500001", "宁波 中山路 3 号"),
        ("杭州马莲台食品有限公司", "0571-55500002", "杭州 庆春路 70 号"),
        // Two behind one switchboard and door.
        ("红星塑料制品厂", "0571-55509999", "余杭 工业路 12 号"),
        ("大地包装材料公司", "0571-55509999", "余杭 工业路 12 号"),
    ] {
        let points = json!([{"kind": "phone", "value": phone}, {"kind": "address", "value": address}]);
        add(&book, json!({"name": name, "points": points}))?;
    }
    assert_eq!(pairs(&book, 0.5)?, [""; 0]);
    Ok(())
}

#[test]
fn who_was_told_apart_is_not_offered_again() -> Result<()> {
    let book = empty_book()?;
    for name in ["李娜", "李娜"] {
        add(&book, json!({"name": name, "points": point("wechat", "lina")}))?;
    }
    assert_eq!(pairs(&book, 0.5)?, ["李娜 = 李娜"]);
    let couple = Couple { a: 2, b: 1 };
    book.turn_round(|tx| part(tx, &couple))?;
    assert_eq!(pairs(&book, 0.5)?, [""; 0], "remembered, whoever was named first");
    assert_eq!(book.read(|reader| of_customer(reader, &by(1)))?, []);
    book.turn_round(|tx| unpart(tx, &couple))?;
    assert_eq!(pairs(&book, 0.5)?, ["李娜 = 李娜"]);
    assert_eq!(book.refusal(|tx| part(tx, &Couple { a: 1, b: 1 }))?, "invalid: b same_customer");
    assert_eq!(book.refusal(|tx| part(tx, &Couple { a: 1, b: 99 }))?, "not_found: customer");
    Ok(())
}

#[test]
fn a_look_over_all_can_be_stopped_and_leaves_out_the_trash() -> Result<()> {
    let book = book_with(&["李娜", "李娜", "李娜"])?;
    let stopped = book.read(|reader| scan(reader, &ScanDuplicates::default(), &mut |_, _| false));
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    let beyond = ScanDuplicates { least: Some(1.5), ..ScanDuplicates::default() };
    assert_eq!(book.read(|reader| scan(reader, &beyond, &mut |_, _| true)).unwrap_err().code(), "invalid");
    assert_eq!(book.read(|reader| look(reader, 0.0))?.compared, 3);
    book.change("customers.trash", |tx| customers::trash(tx, &[2]))?;
    let found = book.read(|reader| look(reader, 0.0))?;
    assert_eq!((found.customers, found.compared), (2, 1), "{:?}", found.pairs);
    Ok(())
}

#[test]
fn a_group_is_everybody_who_is_linked() -> Result<()> {
    let book = empty_book()?;
    for (name, wechat) in [("李娜", "a"), ("王伟", "b"), ("李娜", "a"), ("李娜", "a"), ("王伟", "b")] {
        add(&book, json!({"name": name, "points": point("wechat", wechat)}))?;
    }
    let groups = book.read(|reader| groups(reader, &ScanDuplicates::default(), &mut |_, _| true))?;
    assert_eq!(groups, [vec![1, 3, 4], vec![2, 5]]);
    Ok(())
}

#[test]
fn who_is_being_typed_is_met() -> Result<()> {
    let book = empty_book()?;
    add(&book, json!({"name": "杭州马莲台食品有限公司", "points": point("phone", "0571-55507504")}))?;
    add(&book, json!({"name": "张伟", "points": point("phone", "13800001234")}))?;
    add(&book, json!({"name": "José Muñoz", "points": point("email", "jose@example.com")}))?;
    let met = |typed: Value| -> Result<Vec<String>> {
        let found = book.read(|reader| check(reader, &req(typed)?))?;
        Ok(found.into_iter().map(|likely| likely.customer.name).collect())
    };
    assert_eq!(met(json!({"name": "马莲台食品"}))?, ["杭州马莲台食品有限公司"]);
    assert_eq!(met(json!({"name": "馬蓮台食品公司", "kind": "company"}))?, ["杭州马莲台食品有限公司"]);
    assert_eq!(met(json!({"name": "章伟"}))?, ["张伟"], "sounds the same");
    assert_eq!(met(json!({"name": "Zhang Wei"}))?, ["张伟"], "in pinyin");
    assert_eq!(met(json!({"name": "", "phones": ["138-0000-1234"]}))?, ["张伟"]);
    assert_eq!(met(json!({"name": "munoz, jose"}))?, ["José Muñoz"]);
    assert_eq!(met(json!({"name": "Pepe", "emails": ["JOSE@example.com"]}))?, ["José Muñoz"]);
    assert_eq!(met(json!({"name": "赵六", "phones": ["没有"]}))?, [""; 0]);
    assert_eq!(met(json!({}))?, [""; 0]);
    Ok(())
}

#[test]
fn a_field_of_their_own_tells_who_it_is() -> Result<()> {
    let book = empty_book()?;
    let field = book
        .change("field.create", |tx| crate::fields::create(tx, &req(json!({"label": "税号", "type": "text"}))?))?
        .id;
    for (id, value) in [
        (add(&book, json!({"name": "王五"}))?, "91330100 MA27"),
        (add(&book, json!({"name": "五福"}))?, "91330100ma27"),
    ] {
        book.change("value.set", |tx| {
            crate::fields::set_value(tx, &req(json!({"customer_id": id, "field_id": field, "value": {"text": value}}))?)
        })?;
    }
    let ask = |fields: Vec<i64>| {
        book.read(|reader| {
            scan(reader, &ScanDuplicates { least: Some(0.0), fields, ..ScanDuplicates::default() }, &mut |_, _| true)
        })
    };
    assert_eq!(ask(vec![])?.compared, 0, "nothing in common but the number");
    let found = ask(vec![field])?;
    assert_eq!(found.compared, 1);
    assert!(found.pairs[0].reasons.iter().any(|reason| reason.evidence == Evidence::Field));
    assert_eq!(ask(vec![99]).unwrap_err().code(), "not_found");
    Ok(())
}
