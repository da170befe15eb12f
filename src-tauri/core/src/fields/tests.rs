//! User-defined fields and their values.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};

fn field(book: &Book, label: &str, kind: &str) -> Result<i64> {
    let made = book.turn_round(|tx| create(tx, &req(json!({"label": label, "type": kind, "options": []}))?))?;
    Ok(made.id)
}

fn set(field: i64, value: Value) -> Result<SetValue> {
    req(json!({"customer_id": 1, "field_id": field, "value": value}))
}

fn shown(book: &Book) -> Result<Value> {
    let fields = book.card("陈静")?.fields;
    Ok(fields
        .into_iter()
        .map(|row| (row.label, serde_json::to_value(row.value).unwrap()))
        .collect::<serde_json::Map<_, _>>()
        .into())
}

#[test]
fn a_field_of_each_type_holds_its_value() -> Result<()> {
    let book = book_with(&["陈静"])?;
    for (kind, value) in [
        ("text", json!({"text": "玉米 300 亩"})),
        ("long_text", json!({"text": "第一行\n第二行"})),
        ("number", json!({"number": "-12.000001"})),
        ("money", json!({"money": 3_000_000})),
        ("date", json!({"date": "2024-02-29"})),
        ("yes_no", json!({"yes_no": true})),
        ("choice", json!({"choice": "大户"})),
        ("multi_choice", json!({"multi_choice": ["玉米", "小麦"]})),
        ("link", json!({"text": "https://example.com"})),
        ("phone", json!({"text": "+8613800001234"})),
    ] {
        let id = field(&book, kind, kind)?;
        book.turn_round(|tx| set_value(tx, &set(id, value.clone())?))?;
        assert_eq!(shown(&book)?[kind], value);
        let other = if kind == "money" { json!({"date": "2024-01-01"}) } else { json!({"money": 1}) };
        assert_eq!(book.refusal(|tx| set_value(tx, &set(id, other)?))?, "invalid: value wrong_type", "{kind}");
        book.turn_round(|tx| set_value(tx, &set(id, Value::Null)?))?;
        assert_eq!(shown(&book)?.get(kind), None);
        book.undo()?;
    }
    assert_eq!(shown(&book)?.as_object().map(serde_json::Map::len), Some(10));
    Ok(())
}

#[test]
fn a_value_takes_the_place_of_the_one_before() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let crops = field(&book, "作物", "multi_choice")?;
    book.turn_round(|tx| set_value(tx, &set(crops, json!({"multi_choice": ["玉米", "小麦", "玉米"]}))?))?;
    book.turn_round(|tx| set_value(tx, &set(crops, json!({"multi_choice": ["小麦", "棉花"]}))?))?;
    assert_eq!(shown(&book)?["作物"], json!({"multi_choice": ["小麦", "棉花"]}));
    let options = book.read(|reader| list(reader, &Nothing {}))?.remove(0).options;
    assert_eq!(options.iter().map(|option| option.label.as_str()).collect::<Vec<_>>(), ["玉米", "小麦", "棉花"]);
    Ok(())
}

#[test]
fn values_that_cannot_be_read_are_refused() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let [number, date, phone, text, link] =
        ["number", "date", "phone", "text", "link"].map(|kind| field(&book, kind, kind).unwrap());
    for (id, value, told) in [
        (number, json!({"number": "1e9"}), "invalid: value not_a_number"),
        (number, json!({"number": "1.2345678"}), "invalid: value not_a_number"),
        (number, json!({"number": "1234567890123"}), "invalid: value not_a_number"),
        (number, json!({"number": ""}), "invalid: value not_a_number"),
        (date, json!({"date": "2024-02-30"}), "invalid: value not_a_date"),
        (date, json!({"date": "0000-01-01"}), "invalid: value out_of_range"),
        (phone, json!({"text": "abc"}), "invalid: value not_a_phone"),
        (link, json!({"text": "javascript:alert(1)"}), "invalid: value not_a_link"),
        (text, json!({"text": "长".repeat(201)}), "too_long: value"),
        (99, json!({"text": "x"}), "not_found: field"),
    ] {
        assert_eq!(book.refusal(|tx| set_value(tx, &set(id, value)?))?, told);
    }
    let nobody = json!({"customer_id": 9, "field_id": text, "value": null});
    assert_eq!(book.refusal(|tx| set_value(tx, &req(nobody)?))?, "not_found: customer");
    Ok(())
}

#[test]
fn numbers_lose_no_digit() {
    for (text, number) in
        [("0", 0), ("12.5", 12_500_000), ("-0.000001", -1), ("999999999999.999999", 999_999_999_999_999_999)]
    {
        assert_eq!(scaled(text).unwrap(), number);
        assert_eq!(decimal(number), text);
    }
}

#[test]
fn fields_are_renamed_ordered_trashed_and_restored() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let area = field(&book, "面积", "number")?;
    let level = field(&book, "等级", "choice")?;
    book.turn_round(|tx| set_value(tx, &set(area, json!({"number": "300"}))?))?;
    book.turn_round(|tx| edit(tx, &req(json!({"id": area, "label": "种植面积", "unit": "亩"}))?))?;
    book.turn_round(|tx| edit(tx, &req(json!({"id": level, "add_options": ["A", "B", "A"]}))?))?;
    book.turn_round(|tx| order(tx, &OrderItems { ids: vec![level, area] }))?;
    let fields = book.read(|reader| list(reader, &Nothing {}))?;
    assert_eq!(
        fields.iter().map(|field| (field.label.as_str(), field.unit.as_str(), field.options.len())).collect::<Vec<_>>(),
        [("等级", "", 2), ("种植面积", "亩", 0)]
    );
    let taken = book.refusal(|tx| edit(tx, &req(json!({"id": level, "label": "种植面积"}))?));
    assert_eq!(taken?, "duplicate_name: field 种植面积");
    let of_visits = json!({"label": "等级", "type": "text", "record": "visit"});
    book.turn_round(|tx| create(tx, &req(of_visits)?))?;
    assert_eq!(
        book.refusal(|tx| create(tx, &req(json!({"label": "x", "type": "text", "record": "deal"}))?))?,
        "invalid: record not_a_record"
    );

    book.turn_round(|tx| trash(tx, &by(area)))?;
    assert_eq!(shown(&book)?, json!({}));
    assert_eq!(book.refusal(|tx| trash(tx, &by(area)))?, "not_found: field");
    book.turn_round(|tx| restore(tx, &by(area)))?;
    assert_eq!(shown(&book)?, json!({"种植面积": {"number": "300"}}), "its values stayed with it");
    book.turn_round(|tx| trash(tx, &by(area)))?;
    field(&book, "种植面积", "text")?;
    assert_eq!(book.refusal(|tx| restore(tx, &by(area)))?, "duplicate_name: field 种植面积");
    Ok(())
}

fn properties(book: &Book, id: i64) -> Result<Field> {
    let fields = book.read(|reader| list(reader, &Nothing {}))?;
    fields.into_iter().find(|field| field.id == id).ok_or_else(|| Error::not_found("field", id))
}

#[test]
fn a_field_says_what_it_is_for() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let wanted = json!({"label": "面积", "type": "number", "unit": "㎡", "help": "按房本写", "section": "房子",
        "required": true, "in_lists": false, "default": {"number": "90"}});
    let id = book.turn_round(|tx| create(tx, &req(wanted)?))?.id;
    let made = properties(&book, id)?;
    assert_eq!(
        (made.help.as_str(), made.section.as_str(), made.required, made.in_lists),
        ("按房本写", "房子", true, false)
    );
    assert_eq!(made.default, Some(FieldContent::Number("90".into())));
    let changed =
        json!({"id": id, "help": "", "section": "户型", "required": false, "in_lists": true, "default": null});
    book.turn_round(|tx| edit(tx, &req(changed)?))?;
    let after = properties(&book, id)?;
    assert_eq!(
        (after.help.as_str(), after.section.as_str(), after.required, after.in_lists),
        ("", "户型", false, true)
    );
    assert_eq!((after.default, after.unit.as_str()), (None, "㎡"), "what is not given stays");
    for (wrong, told) in [
        (json!({"id": id, "help": "长".repeat(501)}), "too_long: help"),
        (json!({"id": id, "section": "长".repeat(201)}), "too_long: section"),
        (json!({"id": id, "default": {"text": "90"}}), "invalid: value wrong_type"),
        (json!({"id": id, "kinds": [1]}), "invalid: kinds not_of_visits"),
    ] {
        assert_eq!(book.refusal(|tx| edit(tx, &req(wrong)?))?, told);
    }
    Ok(())
}

#[test]
fn a_new_customer_begins_with_the_defaults() -> Result<()> {
    let book = book_with(&["陈静"])?;
    for (label, kind, default) in [
        ("来源", "choice", json!({"choice": "转介绍"})),
        ("作物", "multi_choice", json!({"multi_choice": ["玉米", "小麦"]})),
        ("预算", "money", json!({"money": 100})),
    ] {
        let wanted = json!({"label": label, "type": kind, "default": default});
        book.change("field.create", |tx| create(tx, &req(wanted)?))?;
    }
    book.turn_round(|tx| crate::customers::create(tx, &req(json!({"name": "Ada"}))?))?;
    let values: Vec<FieldContent> = book.card("Ada")?.fields.into_iter().map(|row| row.value).collect();
    assert_eq!(
        values,
        [
            FieldContent::Choice("转介绍".into()),
            FieldContent::MultiChoice(vec!["玉米".into(), "小麦".into()]),
            FieldContent::Money(100)
        ]
    );
    assert!(book.card("陈静")?.fields.is_empty(), "who is there already is left alone");
    Ok(())
}

#[test]
fn a_field_waits_for_another_but_never_in_a_circle() -> Result<()> {
    let book = book_with(&[])?;
    let [pet, name, chip] = ["宠物", "名字", "芯片"].map(|label| field(&book, label, "text").unwrap());
    let kinds = field(&book, "种类", "multi_choice")?;
    let wait = |id: i64, on: i64, is: Value| -> Result<EditField> {
        req(json!({"id": id, "shown_if": {"field_id": on, "is": is}}))
    };
    book.turn_round(|tx| edit(tx, &wait(name, pet, json!({"text": "有"}))?))?;
    book.turn_round(|tx| edit(tx, &wait(chip, name, Value::Null)?))?;
    book.turn_round(|tx| edit(tx, &wait(pet, kinds, json!({"choice": "猫"}))?))?;
    let condition = properties(&book, pet)?.shown_if;
    assert_eq!(condition, Some(ShownIf { field_id: kinds, is: Some(FieldContent::Choice("猫".into())) }));
    for (id, on, told) in [
        (pet, pet, "invalid: shown_if circle"),
        (kinds, chip, "invalid: shown_if circle"),
        (chip, 99, "not_found: field"),
    ] {
        assert_eq!(book.refusal(|tx| edit(tx, &wait(id, on, Value::Null)?))?, told);
    }
    assert_eq!(book.refusal(|tx| edit(tx, &wait(chip, name, json!({"money": 1}))?))?, "invalid: value wrong_type");
    book.turn_round(|tx| trash(tx, &by(kinds)))?;
    assert_eq!(properties(&book, pet)?.shown_if, None, "what is in the trash holds nothing back");
    book.turn_round(|tx| restore(tx, &by(kinds)))?;
    assert!(properties(&book, pet)?.shown_if.is_some());
    book.turn_round(|tx| edit(tx, &req(json!({"id": pet, "shown_if": null}))?))?;
    assert_eq!(properties(&book, pet)?.shown_if, None);
    Ok(())
}

#[test]
fn two_fields_with_one_label_are_refused() -> Result<()> {
    let book = book_with(&[])?;
    field(&book, "等级", "text")?;
    let again = book.refusal(|tx| create(tx, &req(json!({"label": " 等级 ", "type": "choice"}))?));
    assert_eq!(again?, "duplicate_name: field 等级");
    for label in ["'; DROP TABLE field; --", ".*(a+)+$", "<b>"] {
        field(&book, label, "text")?;
        assert!(book.read(|reader| list(reader, &Nothing {}))?.iter().any(|one| one.label == label), "kept as written");
    }
    Ok(())
}

#[test]
fn the_same_value_once_more_is_no_change() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let crops = field(&book, "作物", "multi_choice")?;
    book.change("value.set", |tx| set_value(tx, &set(crops, json!({"multi_choice": ["玉米", "小麦"]}))?))?;
    let before = book.fingerprint()?;
    book.change("value.set", |tx| set_value(tx, &set(crops, json!({"multi_choice": ["小麦", "玉米"]}))?))?;
    assert_eq!(book.fingerprint()?, before);
    Ok(())
}
