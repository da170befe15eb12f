//! Customers: made and changed, found by name, listed in any order.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::book::{Book, Reader};
use crate::error::Result;
use crate::sample::{self, SampleOptions};

fn make(book: &Book, customer: Value) -> Result<i64> {
    Ok(book.turn_round(|tx| create(tx, &req(customer)?))?.id)
}

#[test]
fn a_customer_is_made_with_all_that_belongs_to_it() -> Result<()> {
    let book = empty_book()?;
    make(
        &book,
        json!({"name": " 寿光市金穗农资有限公司 ", "contact": "王芳", "tags": ["批发", "VIP", "批发"], "note": "靠近 308 国道\n",
        "points": [{"kind": "phone", "value": "138 0000 1234"}, {"kind": "address", "value": "文圣街 12 号", "label": "仓库"}]}),
    )?;
    let card = book.card("寿光市金穗农资有限公司")?;
    assert_eq!(card.kind, CustomerKind::Company);
    assert_eq!(
        (card.note.as_str(), card.stage.as_deref(), card.owner.as_deref()),
        ("靠近 308 国道", Some("新"), Some("我"))
    );
    assert_eq!(card.contacts[0].name, "王芳");
    assert_eq!(card.tags.len(), 2);
    assert_eq!(
        card.contact_points.iter().map(|point| point.value.as_str()).collect::<Vec<_>>(),
        ["+8613800001234", "文圣街 12 号"]
    );
    let row = book.read(|reader| rows_of(reader, &[card.id, 99]))?;
    assert_eq!(
        (row.len(), row[0].phones.as_slice(), row[0].contact.as_deref()),
        (1, &["+8613800001234".to_owned()][..], Some("王芳"))
    );

    make(&book, json!({"name": "陈静"}))?;
    assert_eq!(book.card("陈静")?.kind, CustomerKind::Person);
    make(&book, json!({"name": "老王", "contact": "小王"}))?;
    assert_eq!(book.card("老王")?.kind, CustomerKind::Company, "who has a contact is a company");
    make(&book, json!({"name": "Ada Ltd", "kind": "person", "stage_id": 2}))?;
    assert_eq!(
        (book.card("Ada Ltd")?.kind, book.card("Ada Ltd")?.stage.as_deref()),
        (CustomerKind::Person, Some("活跃")),
        "unless told"
    );
    Ok(())
}

#[test]
fn names_are_taken_as_people_paste_them() -> Result<()> {
    let book = empty_book()?;
    for (typed, kept) in [
        ("👨‍👩‍👧 李家", "👨‍👩‍👧 李家"),
        ("𠮷野家 𠀋", "𠮷野家 𠀋"),
        ("line\r\nbreak\ttab", "line break tab"),
        ("\u{202e}عطار\u{202c}", "عطار"),
        ("nul\0bell\u{7}", "nulbell"),
        ("e\u{301}cole", "école"),
        ("'; DROP TABLE customer; --", "'; DROP TABLE customer; --"),
        ("360", "360"),
        (&"名".repeat(200), &"名".repeat(200)),
    ] {
        let id = make(&book, json!({"name": typed}))?;
        assert_eq!(book.read(|reader| show(reader, &by(id)))?.name, kept);
    }
    for (name, told) in [
        ("", "invalid: name empty"),
        (" \u{3000}\t\n", "invalid: name empty"),
        ("\u{200e}\u{202e}", "invalid: name empty"),
        (&"长".repeat(201), "too_long: name"),
        (&"x".repeat(10_000), "too_long: name"),
    ] {
        assert_eq!(book.refusal(|tx| create(tx, &req(json!({"name": name}))?))?, told);
    }
    let half = json!({"name": "Ada", "tags": ["VIP"], "points": [{"kind": "phone", "value": "call me"}]});
    assert_eq!(book.refusal(|tx| create(tx, &req(half)?))?, "invalid: phone not_a_phone", "nothing half done");
    assert_eq!(book.refusal(|tx| create(tx, &req(json!({"name": "Ada", "stage_id": 9}))?))?, "not_found: stage");
    Ok(())
}

#[test]
fn a_customer_is_changed_in_what_is_given() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let change = |json: Value| book.turn_round(|tx| edit(tx, &req(json)?));
    change(json!({"id": 1, "name": "陈静静", "kind": "company", "note": "爱喝茶", "stage_id": 2}))?;
    change(
        json!({"id": 1, "birthday": {"calendar": "lunar", "year": null, "month": 1, "day": 15, "leap_month": false}}),
    )?;
    let card = book.card("陈静静")?;
    assert_eq!((card.kind, card.note.as_str(), card.stage_id), (CustomerKind::Company, "爱喝茶", Some(2)));
    assert_eq!(card.birthday.map(|birthday| (birthday.year, birthday.month, birthday.day)), Some((None, 1, 15)));
    change(json!({"id": 1, "birthday": null, "note": ""}))?;
    assert_eq!((book.card("陈静静")?.birthday, book.card("陈静静")?.note.as_str()), (None, ""));
    for (wrong, told) in [
        (json!({"id": 1, "name": " "}), "invalid: name empty"),
        (json!({"id": 1, "note": "长".repeat(100_001)}), "too_long: note"),
        (json!({"id": 1, "stage_id": 77}), "not_found: stage"),
        (json!({"id": 1, "owner_id": 77}), "not_found: owner"),
        (json!({"id": 2, "name": "x"}), "not_found: customer"),
        (
            json!({"id": 1, "birthday": {"calendar": "solar", "year": 2023, "month": 2, "day": 29}}),
            "invalid: birthday no_such_day",
        ),
        (
            json!({"id": 1, "birthday": {"calendar": "lunar", "year": 0, "month": 2, "day": 2}}),
            "invalid: birthday out_of_range",
        ),
    ] {
        assert_eq!(book.refusal(|tx| edit(tx, &req(wrong)?))?, told);
    }
    book.change("customer.edit", |tx| edit(tx, &req(json!({"id": 1, "birthday": null, "note": ""}))?))?;
    let other = book_with(&["Ada"])?;
    other.change("customer.edit", |tx| edit(tx, &req(json!({"id": 1, "birthday": null, "note": ""}))?))?;
    assert_eq!(other.ask("SELECT verb FROM change")?, ["customer.create"], "clearing what is empty is no change");
    Ok(())
}

#[test]
fn a_text_means_one_customer_or_says_why_not() -> Result<()> {
    let book = book_with(&["王记五金", "陈静", "陈静", "2"])?;
    let uid = book.card("王记五金")?.uid;
    let who = |text: &str, trashed: bool| {
        let asked = json!({"customer": text, "trashed": trashed});
        book.read(|reader| resolve(reader, &req(asked)?))
            .map_err(|error| (error.code(), error.args().get("candidates").cloned()))
    };
    assert_eq!(who(" 王记五金 ", false), Ok(1));
    assert_eq!(who(&format!("uid:{uid}"), false), Ok(1));
    assert_eq!(who("2", false), Ok(2), "an id wins over a name of digits");
    assert_eq!(who("陈静", false), Err(("ambiguous", Some(json!([2, 3])))));
    assert_eq!(who("王记", false), Err(("not_found", None)), "names are exact");
    book.turn_round(|tx| trash(tx, &[3]))?;
    assert_eq!(who("陈静", false), Ok(2));
    assert_eq!(who("陈静", true), Ok(3));
    assert_eq!(who("99", true), Err(("not_found", None)));
    Ok(())
}

#[test]
fn many_are_trashed_and_restored_in_one_step() -> Result<()> {
    let book = book_with(&["a", "b", "c", "d"])?;
    assert_eq!(book.turn_round(|tx| trash(tx, &[1, 2, 3, 99]))?, 3, "who is not there is no error");
    assert_eq!(book.names()?, ["d"]);
    assert_eq!(book.turn_round(|tx| restore(tx, &[2, 4]))?, 1);
    assert_eq!(book.names()?, ["b", "d"]);
    let all_but = Selection::Matching { rule: Default::default(), except: vec![2] };
    assert_eq!(book.read(|reader| ids_of(reader, &all_but))?, [4]);
    assert_eq!(book.refusal(|tx| trash(tx, &[99]))?, "not_found: customer");
    Ok(())
}

/// A list as it should be, worked out from the rows of everybody.
fn naive(reader: &Reader<'_>, sort: Sort) -> Result<Vec<i64>> {
    let ids: Vec<i64> = reader.sets().members(reader, &Default::default())?.iter().map(i64::from).collect();
    let cards: Vec<Card> = ids.iter().map(|id| show(reader, &by(*id))).collect::<Result<_>>()?;
    let place = |id: Option<i64>| id.unwrap_or(i64::MAX);
    let name = |card: &Card| (crate::search::text::sort_key(&card.name), card.id);
    let mut cards = cards;
    match sort.by {
        SortKey::Name => cards.sort_by_key(name),
        SortKey::Kind => cards.sort_by_key(|card| (card.kind == CustomerKind::Person, name(card))),
        // In a new book stages and owners are in the order of their ids.
        SortKey::Stage => cards.sort_by_key(|card| (place(card.stage_id), name(card))),
        SortKey::Owner => cards.sort_by_key(|card| (place(card.owner_id), name(card))),
        SortKey::LastVisit => {
            cards.sort_by_key(|card| (card.last_visit_on.is_none(), card.last_visit_on.clone(), card.id));
        }
        SortKey::NextFollowup => {
            cards.sort_by_key(|card| (card.next_followup_on.is_none(), card.next_followup_on.clone(), card.id));
        }
        SortKey::Created => cards.sort_by_key(|card| (card.created_at, card.id)),
        SortKey::Updated => cards.sort_by_key(|card| (card.updated_at, card.id)),
        other => panic!("{other:?} has no index of its own"),
    }
    if sort.desc {
        // Who has nothing to be sorted by stays last, as they stand.
        let has = |card: &Card| match sort.by {
            SortKey::Stage => card.stage_id.is_some(),
            SortKey::Owner => card.owner_id.is_some(),
            SortKey::LastVisit => card.last_visit_on.is_some(),
            SortKey::NextFollowup => card.next_followup_on.is_some(),
            _ => true,
        };
        let with = cards.partition_point(has);
        cards[..with].reverse();
    }
    Ok(cards.into_iter().map(|card| card.id).collect())
}

#[test]
fn any_position_of_any_order_is_that_of_a_plain_sort() -> Result<()> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 150, seed: 3 }, &mut |_, _| true)
    })?;
    book.change("customers.trash", |tx| trash(tx, &[3, 77]))?;
    for by in SortKey::ALL {
        for desc in [false, true] {
            let sort = Sort { by, desc };
            let right = book.read(|reader| naive(reader, sort))?;
            for at in [0, 1, 73, 147, 148, 5_000] {
                let asked = ListCustomers { sort: vec![sort], at, limit: Some(20), ..ListCustomers::default() };
                let page = book.read(|reader| list(reader, &asked))?;
                let ids: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
                let (from, to) = ((at as usize).min(148), (at as usize + 20).min(148));
                assert_eq!(
                    (page.total, ids.as_slice()),
                    (148, &right[from..to]),
                    "by {by:?}, last first: {desc}, at {at}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn a_first_page_from_the_index_is_that_of_the_list() -> Result<()> {
    let book = empty_book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 60, seed: 5 }, &mut |_, _| true)
    })?;
    for by in SortKey::ALL {
        for desc in [false, true] {
            let asked = ListCustomers { sort: vec![Sort { by, desc }], limit: Some(10), ..ListCustomers::default() };
            let sets = crate::sets::Sets::default();
            let cold = book.read(|reader| list(&reader.with_sets(&sets), &asked))?;
            book.read(|reader| reader.sets().view(reader, &asked.rule, &asked.sort))?;
            assert_eq!(book.read(|reader| list(reader, &asked))?, cold, "by {by:?}, last first: {desc}");
        }
    }
    Ok(())
}

#[test]
fn a_customer_is_found_at_its_place_in_any_list() -> Result<()> {
    let book = book_with(&["Ada Lovelace", "陈静", "宏达建材有限公司", "李秀英"])?;
    book.change("customers.trash", |tx| trash(tx, &[4]))?;
    let at = |id: i64, asked: Value| -> Result<Option<u32>> {
        let mut asked: LocateCustomer = req(asked)?;
        asked.id = id;
        Ok(book.read(|reader| locate(reader, &asked))?.at)
    };
    for (id, place) in [(1, Some(0)), (2, Some(1)), (3, Some(2)), (4, None), (99, None)] {
        assert_eq!(at(id, json!({"id": 0}))?, place, "by name, customer {id}");
    }
    assert_eq!(at(1, json!({"id": 0, "sort": {"by": "name", "desc": true}}))?, Some(2));
    assert_eq!(at(3, json!({"id": 0, "where": {"kind": "company"}}))?, Some(0), "among the companies");
    assert_eq!(at(2, json!({"id": 0, "where": {"kind": "company"}}))?, None);
    Ok(())
}

#[test]
fn rows_carry_the_values_of_the_fields_that_were_asked_for() -> Result<()> {
    let book = book_with(&["陈静", "Ada Lovelace"])?;
    let field = |label: &str, kind: &str| {
        book.turn_round(|tx| crate::fields::create(tx, &req(json!({"label": label, "type": kind}))?))
            .map(|made| made.id)
    };
    let (area, crop) = (field("面积", "number")?, field("Crops", "multi_choice")?);
    for (field, value) in [(area, json!({"number": "12.5"})), (crop, json!({"multi_choice": ["玉米", "小麦"]}))] {
        book.turn_round(|tx| {
            crate::fields::set_value(tx, &req(json!({"customer_id": 1, "field_id": field, "value": value}))?)
        })?;
    }
    let rows = |fields: &[i64]| -> Result<Value> {
        let asked = req(json!({"fields": fields, "sort": {"by": "created", "desc": false}}))?;
        let rows = book.read(|reader| list(reader, &asked))?.rows;
        Ok(json!(rows.iter().map(|row| json!(row)["fields"].clone()).collect::<Vec<_>>()))
    };
    assert_eq!(rows(&[])?, json!([null, null]), "none unless asked");
    let found = rows(&[area])?;
    assert_eq!(found[0].as_array().map(Vec::len), Some(1), "only the one that was asked for");
    assert_eq!(found[0][0]["value"], json!({"number": "12.5"}));
    assert_eq!(found[1], json!(null), "who has no value carries none");
    assert_eq!(rows(&[crop, 99])?[0][0]["value"], json!({"multi_choice": ["玉米", "小麦"]}));
    Ok(())
}

#[test]
fn a_place_is_found_by_what_is_typed() -> Result<()> {
    let book = empty_book()?;
    let find = |text: &str| book.read(|reader| find_place(reader, &req(json!({"text": text}))?));
    let spot = find("30.2741, 120.1551")?;
    assert_eq!((spot.point.lat, spot.precision.code(), spot.name.as_str()), (30_274_100, "point", ""));
    let town = find("杭州市余杭区")?;
    assert!(town.name.contains("余杭"), "{}", town.name);
    assert_ne!(town.precision.code(), "point", "a district is no point");
    assert_eq!(find("zzqq").unwrap_err().code(), "invalid");
    Ok(())
}
