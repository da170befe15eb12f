//! Search through the real index: every customer of the sample files is found by what people type, and the index
//! follows every change.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;
use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::conditions::Rule;
use crate::exchange::tests::import;
use crate::{contact_points, contacts, customers, tags, visits};

fn found(book: &Book, text: &str) -> Result<Vec<String>> {
    let found = book.read(|reader| find(reader, &FindCustomers { text: text.into(), limit: None }))?;
    Ok(found.into_iter().map(|customer| customer.row.name).collect())
}

/// What is asked, with everybody who must be among those who are found.
type Asked = BTreeMap<String, BTreeSet<u32>>;

fn ask_all(book: &Book, asked: &Asked) -> Result<()> {
    book.read(|reader| {
        for (text, who) in asked {
            let all = reader.sets().members(reader, &Rule::Text(text.clone()))?;
            let lost: Vec<&u32> = who.iter().filter(|id| !all.contains(**id)).collect();
            assert!(lost.is_empty(), "{text} does not find {lost:?}");
            // Where they fit on one page, the page has them too.
            if all.len() <= 50 {
                let page = find(reader, &FindCustomers { text: text.clone(), limit: Some(50) })?;
                let ids: BTreeSet<u32> =
                    page.iter().filter_map(|customer| u32::try_from(customer.row.id).ok()).collect();
                assert!(ids.is_superset(who), "{text} shows {ids:?} and not {who:?}");
            }
        }
        Ok(())
    })
}

fn is_han(letter: char) -> bool {
    letter.to_pinyin().is_some()
}

fn put(asked: &mut Asked, text: String, id: i64) {
    asked.entry(text).or_default().insert(u32::try_from(id).unwrap());
}

#[test]
fn everybody_is_found_by_pairs_initials_and_last_digits() -> Result<()> {
    let book = empty_book()?;
    import(&book, "kehu-gbk.csv")?;
    import(&book, "customers.xlsx")?;
    let (mut pairs, mut initials, mut digits) = (Asked::new(), Asked::new(), Asked::new());
    book.read(|reader| {
        for (id, name) in reader
            .all("SELECT id, name FROM customer", [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
        {
            let letters: Vec<char> = name.chars().collect();
            for pair in letters.windows(2).filter(|pair| pair.iter().all(|letter| is_han(*letter))) {
                put(&mut pairs, pair.iter().collect(), id);
            }
            let first: String = letters
                .iter()
                .take_while(|letter| is_han(**letter))
                .take(5)
                .filter_map(|letter| letter.to_pinyin())
                .map(|reading| reading.first_letter())
                .collect();
            if first.len() >= 2 {
                put(&mut initials, first, id);
            }
        }
        let sql = "SELECT customer_id, value FROM contact_point WHERE kind = 'phone' AND trashed_at = 0";
        for (id, phone) in reader.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
            let number = phone.split(";ext=").next().unwrap_or_default().to_owned();
            put(&mut digits, number[number.len() - 4..].to_owned(), id);
        }
        Ok(())
    })?;
    assert!(
        pairs.len() > 2_000 && initials.len() > 1_000 && digits.len() > 2_000,
        "{} {} {}",
        pairs.len(),
        initials.len(),
        digits.len()
    );
    ask_all(&book, &pairs)?;
    ask_all(&book, &initials)?;
    ask_all(&book, &digits)
}

#[test]
fn the_index_follows_every_change_and_its_way_back() -> Result<()> {
    let book = book_with(&["王记五金", "Ada Lovelace"])?;
    assert_eq!(found(&book, "王记")?, ["王记五金"]);
    book.turn_round(|tx| customers::edit(tx, &req(json!({"id": 1, "name": "李氏建材", "note": "喜欢龙井"}))?))?;
    assert_eq!(
        (found(&book, "王记")?.len(), found(&book, "lsjc")?, found(&book, "龙井")?),
        (0, vec!["李氏建材".into()], vec!["李氏建材".into()])
    );
    book.undo()?;
    assert_eq!((found(&book, "王记")?, found(&book, "李氏")?.len()), (vec!["王记五金".into()], 0));
    book.redo()?;
    book.turn_round(|tx| customers::trash(tx, &[1]))?;
    assert!(found(&book, "李氏")?.is_empty(), "who is in the trash is not found");
    book.turn_round(|tx| customers::restore(tx, &[1]))?;
    assert_eq!(found(&book, "lishi")?, ["李氏建材"]);

    let wang = book.turn_round(|tx| contacts::create(tx, &req(json!({"customer_id": 1, "name": "王芳"}))?))?.id;
    let phone = book
        .turn_round(|tx| {
            contact_points::create(
                tx,
                &req(json!({"customer_id": 1, "contact_id": wang, "kind": "phone", "value": "138 0000 1234"}))?,
            )
        })?
        .id;
    assert_eq!((found(&book, "wangf")?.len(), found(&book, "1234")?.len(), found(&book, "00001")?.len()), (1, 1, 1));
    book.turn_round(|tx| contact_points::edit(tx, &req(json!({"id": phone, "value": "139 0000 5678"}))?))?;
    assert_eq!((found(&book, "1234")?.len(), found(&book, "5678")?.len()), (0, 1));
    book.turn_round(|tx| contacts::trash(tx, &by(wang)))?;
    assert_eq!((found(&book, "王芳")?.len(), found(&book, "5678")?.len()), (0, 0));

    book.turn_round(|tx| customers::tag(tx, &[1, 2], &["批发".into()], &[]))?;
    assert_eq!((found(&book, "批发")?.len(), found(&book, "pifa ada")?.len()), (2, 1));
    book.turn_round(|tx| tags::edit(tx, &req(json!({"id": 1, "name": "零售"}))?))?;
    assert_eq!((found(&book, "批发")?.len(), found(&book, "零售")?.len()), (0, 2));

    let visit = book.turn_round(|tx| visits::log(tx, &req(json!({"customer_id": 2, "summary": "谈了复合肥"}))?))?.id;
    assert_eq!(found(&book, "复合肥")?, ["Ada Lovelace"]);
    book.turn_round(|tx| visits::edit(tx, &req(json!({"id": visit, "summary": "谈了尿素"}))?))?;
    assert_eq!((found(&book, "复合肥")?.len(), found(&book, "尿素")?.len()), (0, 1));
    book.turn_round(|tx| visits::trash(tx, &by(visit)))?;
    assert!(found(&book, "尿素")?.is_empty());
    Ok(())
}

#[test]
fn a_customer_is_found_by_what_people_type() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let made = json!({"name": "王记五金", "contact": "王芳", "tags": ["批发"], "note": "靠近 308 国道",
        "points": [{"kind": "phone", "value": "138 0013 8000"}, {"kind": "email", "value": "wang@example.com"}]});
    book.turn_round(|tx| customers::create(tx, &req(made)?))?;
    for text in [
        "王",
        "王记",
        "五金",
        "wjwj",
        "wangji",
        "wang记",
        "wangj",
        "8000",
        "13800138000",
        "0013",
        "王芳",
        "wf",
        "批发",
        "pifa",
        "example",
        "国道",
        "王记 8000",
    ] {
        assert_eq!(found(&book, text)?, ["王记五金"], "{text}");
    }
    for text in ["王五", "wjj", "9001", "零售", "王记 9001"] {
        assert!(found(&book, text)?.is_empty(), "{text}");
    }
    let marked =
        book.read(|reader| find(reader, &FindCustomers { text: "wuj".into(), limit: None }))?.remove(0).matches;
    assert_eq!(
        (marked[0].field.as_str(), marked[0].marks.as_slice()),
        ("name", &[(2, 2)][..]),
        "what matched is marked"
    );
    Ok(())
}

#[test]
fn anything_can_be_typed() -> Result<()> {
    let book = book_with(&["王记五金", "O'Brien & \"Söhne\" (GmbH)", "👨‍👩‍👧 李家", "𠮷野家"])?;
    for text in [
        "",
        " ",
        "\"",
        "'",
        "* OR NEAR(",
        "王\0记",
        "AND NOT",
        "-王",
        "%_",
        "👨‍👩‍👧",
        &"王".repeat(10_000),
        &"a b ".repeat(3_000),
        "\u{202e}",
        "王 王 王 王",
        "{}:^~",
    ] {
        let found = book.read(|reader| find(reader, &FindCustomers { text: text.into(), limit: None }));
        assert!(found.is_ok(), "{text}: {found:?}");
    }
    assert_eq!(found(&book, "o'brien")?.len(), 1);
    assert_eq!(found(&book, "soehne").or_else(|_| found(&book, "söhne"))?.len() + found(&book, "sohne")?.len(), 1);
    assert_eq!(found(&book, "𠮷野")?, ["𠮷野家"]);
    Ok(())
}

#[test]
fn one_character_finds_notes_and_everything_else() -> Result<()> {
    let book = book_with(&["陈静", "Ada Lovelace"])?;
    let logged = json!({"customer_id": 2, "summary": "门口有条狗，先打电话"});
    book.turn_round(|tx| visits::log(tx, &req(logged)?).map(drop))?;
    assert_eq!(found(&book, "狗")?, ["Ada Lovelace"]);
    assert_eq!(found(&book, "陈")?, ["陈静"]);
    assert!(found(&book, "猫")?.is_empty());
    let marked = book.read(|reader| find(reader, &FindCustomers { text: "狗".into(), limit: None }))?.remove(0).matches;
    assert_eq!((marked[0].field.as_str(), marked[0].marks.as_slice()), ("visit", &[(4, 1)][..]));
    let set =
        book.read(|reader| Ok(reader.sets().members(reader, &Rule::Text("狗".into()))?.iter().collect::<Vec<u32>>()))?;
    assert_eq!(set, [2], "and as a filter");
    Ok(())
}
