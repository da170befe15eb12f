//! Contacts and contact points.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::settings;
use crate::book::testing::{book_with, by, req};
use crate::contact_points;

fn point(tx: &Tx<'_>, kind: &str, value: &str) -> Result<Created> {
    contact_points::create(tx, &req(json!({"customer_id": 1, "kind": kind, "value": value, "label": "办公室"}))?)
}

fn points(book: &Book) -> Result<Vec<String>> {
    Ok(book.card("王记五金")?.contact_points.into_iter().map(|point| point.value).collect())
}

#[test]
fn contacts_are_made_changed_trashed_and_restored() -> Result<()> {
    let book = book_with(&["王记五金"])?;
    let wang = book.turn_round(|tx| create(tx, &req(json!({"customer_id": 1, "name": " 王芳 ", "role": "采购"}))?))?.id;
    book.turn_round(|tx| edit(tx, &req(json!({"id": wang, "name": "王芳芳", "note": "喜欢喝茶\n下午在"}))?))?;
    let shown = book.card("王记五金")?.contacts.remove(0);
    assert_eq!((shown.name.as_str(), shown.role.as_str(), shown.note.as_str()), ("王芳芳", "采购", "喜欢喝茶\n下午在"));
    book.turn_round(|tx| trash(tx, &by(wang)))?;
    assert!(book.card("王记五金")?.contacts.is_empty());
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": wang, "role": "x"}))?))?, "not_found: contact");
    book.turn_round(|tx| restore(tx, &by(wang)))?;
    assert_eq!(book.card("王记五金")?.contacts.len(), 1);
    assert_eq!(
        book.refusal(|tx| create(tx, &req(json!({"customer_id": 1, "name": "\u{202e} \n"}))?))?,
        "invalid: name empty"
    );
    assert_eq!(book.refusal(|tx| create(tx, &req(json!({"customer_id": 9, "name": "x"}))?))?, "not_found: customer");
    assert_eq!(book.refusal(|tx| trash(tx, &by(9)))?, "not_found: contact");
    Ok(())
}

#[test]
fn a_contact_takes_their_own_points_along() -> Result<()> {
    let book = book_with(&["王记五金"])?;
    let wang = book.turn_round(|tx| create(tx, &req(json!({"customer_id": 1, "name": "王芳"}))?))?.id;
    book.turn_round(|tx| point(tx, "phone", "0536 5550 1234"))?;
    let own = json!({"customer_id": 1, "contact_id": wang, "kind": "phone", "value": "138 0000 1234"});
    let hers = book.turn_round(|tx| contact_points::create(tx, &req(own.clone())?))?.id;
    let mail = json!({"customer_id": 1, "contact_id": wang, "kind": "email", "value": "Wang@Example.COM"});
    let before = book.turn_round(|tx| contact_points::create(tx, &req(mail)?))?.id;
    book.turn_round(|tx| contact_points::trash(tx, &by(before)))?;
    book.turn_round(|tx| trash(tx, &by(wang)))?;
    assert_eq!(points(&book)?, ["+8653655501234"], "the company's own number stays");
    assert_eq!(book.refusal(|tx| contact_points::restore(tx, &by(hers)))?, "not_found: contact");
    assert_eq!(book.refusal(|tx| contact_points::create(tx, &req(own)?))?, "not_found: contact");
    book.turn_round(|tx| restore(tx, &by(wang)))?;
    assert!(points(&book)?.contains(&"+8613800001234".to_owned()));
    Ok(())
}

#[test]
fn points_are_normalised_and_keep_what_was_written() -> Result<()> {
    let book = book_with(&["王记五金"])?;
    for (kind, text, value) in [
        ("phone", "１３８－００００－１２３４", "+8613800001234"),
        ("phone", "(0536)55501234转8", "+8653655501234;ext=8"),
        ("email", " Sales@Example.COM ", "sales@example.com"),
        ("wechat", "wang_wujin", "wang_wujin"),
        ("address", "山东省寿光市\n文圣街 12 号", "山东省寿光市 文圣街 12 号"),
    ] {
        let id = book.turn_round(|tx| point(tx, kind, text))?.id;
        let shown = book.card("王记五金")?.contact_points.into_iter().find(|point| point.id == id).unwrap();
        assert_eq!((shown.value.as_str(), shown.label.as_str()), (value, "办公室"));
        assert!(text.contains(&shown.raw) || kind == "address", "{} was written", shown.raw);
    }
    book.turn_round(|tx| contact_points::edit(tx, &req(json!({"id": 1, "value": "139 0000 5678", "label": ""}))?))?;
    assert_eq!(points(&book)?[0], "+8613900005678");
    book.turn_round(|tx| contact_points::trash(tx, &by(1)))?;
    assert_eq!(
        book.refusal(|tx| contact_points::edit(tx, &req(json!({"id": 1, "label": "x"}))?))?,
        "not_found: contact_point"
    );
    book.turn_round(|tx| contact_points::restore(tx, &by(1)))?;
    Ok(())
}

#[test]
fn points_that_cannot_be_right_are_refused() -> Result<()> {
    let book = book_with(&["王记五金", "Ada"])?;
    for (kind, text, told) in [
        ("phone", "call me", "invalid: phone not_a_phone"),
        ("phone", "138", "invalid: phone too_short"),
        ("phone", "1.38E+10", "invalid: phone rounded_by_spreadsheet"),
        ("phone", "", "invalid: value empty"),
        ("email", "at home", "invalid: email not_an_email"),
        ("address", " \u{3000}\n", "invalid: value empty"),
    ] {
        assert_eq!(book.refusal(|tx| point(tx, kind, text))?, told, "{text}");
    }
    assert_eq!(book.refusal(|tx| point(tx, "address", &"长".repeat(501)))?, "too_long: value");
    book.turn_round(|tx| create(tx, &req(json!({"customer_id": 2, "name": "Bob"}))?))?;
    let others = json!({"customer_id": 1, "contact_id": 1, "kind": "wechat", "value": "x"});
    assert_eq!(book.refusal(|tx| contact_points::create(tx, &req(others)?))?, "not_found: contact", "somebody else's");
    Ok(())
}

#[test]
fn phones_follow_the_home_country() -> Result<()> {
    let book = book_with(&["王记五金"])?;
    book.turn_round(|tx| settings::edit(tx, &req(json!({"home_country": "TW"}))?))?;
    book.turn_round(|tx| point(tx, "phone", "0912 345 678"))?;
    assert_eq!(points(&book)?, ["+886912345678"]);
    for (wrong, told) in [
        (json!({"home_country": "cn"}), "invalid: home_country not_a_country"),
        (json!({"home_country": "ZZ"}), "invalid: home_country not_a_country"),
        (json!({"currency": "yuan"}), "invalid: currency not_a_currency"),
        (json!({"currency": "JPY", "week_start": "friday"}), "invalid: week_start not_a_day"),
    ] {
        assert_eq!(book.refusal(|tx| settings::edit(tx, &req(wrong.clone())?))?, told);
    }
    book.turn_round(|tx| settings::edit(tx, &req(json!({"currency": "JPY", "week_start": "sunday"}))?))?;
    let settings = book.read(settings::show)?;
    assert_eq!(
        (settings.currency.as_str(), settings.currency_exponent, settings.week_start.as_str()),
        ("JPY", 0, "sunday")
    );
    Ok(())
}
