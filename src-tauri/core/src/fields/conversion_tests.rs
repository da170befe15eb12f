//! Other types for a field: what fits is converted, what does not is told before, and undo brings all back.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, req};

fn retyped(id: i64, kind: &str) -> Result<RetypeField> {
    req(json!({"id": id, "type": kind}))
}

fn book_of(kind: &str, values: &[Value]) -> Result<Book> {
    let names: Vec<String> = (1..=values.len()).map(|number| format!("客户{number}")).collect();
    let book = book_with(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    book.change("field.create", |tx| create(tx, &req(json!({"label": "情况", "type": kind}))?))?;
    for (at, value) in values.iter().enumerate() {
        let wanted = json!({"customer_id": at + 1, "field_id": 1, "value": value});
        book.change("value.set", |tx| set_value(tx, &req(wanted)?))?;
    }
    Ok(book)
}

fn held(book: &Book) -> Result<Vec<Value>> {
    let count = book.names()?.len();
    (1..=count)
        .map(|number| {
            let value = book.card(&format!("客户{number}"))?.fields.pop().map(|row| row.value);
            Ok(serde_json::to_value(value)?)
        })
        .collect()
}

#[test]
fn texts_become_what_they_say_and_the_rest_is_told_before() -> Result<()> {
    let texts = |all: &[&str]| all.iter().map(|text| json!({"text": text})).collect::<Vec<_>>();
    for (written, kind, kept, reasons) in [
        (
            &["300", "1,200.5", "3万", "很多", "1.23456789"][..],
            "number",
            json!([{"number": "300"}, {"number": "1200.5"}, {"number": "30000"}, null, null]),
            &["not_a_number", "too_precise"][..],
        ),
        (
            &["3万", "¥500.50", "$5", "0.001"],
            "money",
            json!([{"money": 3_000_000}, {"money": 50_050}, null, null]),
            &["other_currency", "too_precise"],
        ),
        (
            &["2024年3月5日", "2024/2/29", "去年"],
            "date",
            json!([{"date": "2024-03-05"}, {"date": "2024-02-29"}, null]),
            &["not_a_date"],
        ),
        (&["是", "no", "也许"], "yes_no", json!([{"yes_no": true}, {"yes_no": false}, null]), &["not_yes_or_no"]),
        (&["玉米", "小麦", "玉米"], "choice", json!([{"choice": "玉米"}, {"choice": "小麦"}, {"choice": "玉米"}]), &[]),
        (
            &["玉米、小麦", "棉花"],
            "multi_choice",
            json!([{"multi_choice": ["玉米", "小麦"]}, {"multi_choice": ["棉花"]}]),
            &[],
        ),
        (&["www.example.com", "没有"], "link", json!([{"text": "www.example.com"}, null]), &["not_a_link"]),
        (&["138 0000 1234", "不知道"], "phone", json!([{"text": "+8613800001234"}, null]), &["not_a_phone"]),
    ] {
        let book = book_of("text", &texts(written))?;
        let before = book.fingerprint()?;
        let preview = book.read(|reader| preview_retype(reader, &retyped(1, kind)?))?;
        let told: Vec<&str> = preview.examples.iter().map(|lost| lost.reason.as_str()).collect();
        assert_eq!(told, reasons, "{kind}");
        assert_eq!((preview.total as usize, preview.lost as usize), (written.len(), reasons.len()), "{kind}");
        assert_eq!(preview.kept + preview.lost, preview.total);
        assert_eq!(book.fingerprint()?, before, "a preview writes nothing");
        book.turn_round(|tx| retype(tx, &retyped(1, kind)?))?;
        assert_eq!(Value::Array(held(&book)?), kept, "{kind}");
    }
    Ok(())
}

#[test]
fn values_go_over_by_what_they_mean() -> Result<()> {
    for (from, value, to, wanted) in [
        ("number", json!({"number": "12.5"}), "money", json!({"money": 1250})),
        ("money", json!({"money": -1_250}), "number", json!({"number": "-12.5"})),
        ("money", json!({"money": 9_007_199_254_740_991_i64}), "text", json!({"text": "90071992547409.91"})),
        ("date", json!({"date": "2024-02-29"}), "text", json!({"text": "2024-02-29"})),
        ("yes_no", json!({"yes_no": true}), "number", json!({"number": "1"})),
        ("yes_no", json!({"yes_no": false}), "text", json!({"text": "✗"})),
        ("number", json!({"number": "0"}), "yes_no", json!({"yes_no": false})),
        ("choice", json!({"choice": "A, B"}), "multi_choice", json!({"multi_choice": ["A, B"]})),
        ("multi_choice", json!({"multi_choice": ["A"]}), "choice", json!({"choice": "A"})),
        ("multi_choice", json!({"multi_choice": ["A", "B"]}), "choice", Value::Null),
        ("multi_choice", json!({"multi_choice": ["A", "B"]}), "text", json!({"text": "A、B"})),
        ("long_text", json!({"text": "一\n二"}), "text", json!({"text": "一 二"})),
        ("long_text", json!({"text": "长".repeat(201)}), "text", Value::Null),
        ("phone", json!({"text": "13800001234"}), "text", json!({"text": "+8613800001234"})),
        ("date", json!({"date": "2024-02-29"}), "money", Value::Null),
        ("phone", json!({"text": "13800001234"}), "number", Value::Null),
    ] {
        let book = book_of(from, std::slice::from_ref(&value))?;
        book.turn_round(|tx| retype(tx, &retyped(1, to)?))?;
        assert_eq!(held(&book)?, [wanted], "{from} {value} as {to}");
    }
    Ok(())
}

#[test]
fn default_and_conditions_go_over_too() -> Result<()> {
    let book = book_of("choice", &[json!({"choice": "1"})])?;
    book.change("field.edit", |tx| edit(tx, &req(json!({"id": 1, "default": {"choice": "2"}}))?))?;
    for (label, is) in [("a", "1"), ("b", "x")] {
        let waiting = json!({"label": label, "type": "text", "shown_if": {"field_id": 1, "is": {"choice": is}}});
        book.change("field.create", |tx| create(tx, &req(waiting)?))?;
    }
    book.turn_round(|tx| retype(tx, &retyped(1, "number")?))?;
    let fields = book.read(|reader| list(reader, &Nothing {}))?;
    assert_eq!(fields[0].default, Some(FieldContent::Number("2".into())));
    let asked = |at: usize| fields[at].shown_if.as_ref().map(|condition| condition.is.clone());
    assert_eq!(asked(1), Some(Some(FieldContent::Number("1".into()))));
    assert_eq!(asked(2), Some(None), "what cannot be asked for becomes anything at all");
    Ok(())
}

#[test]
fn too_many_different_texts_are_no_choice() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("field.create", |tx| create(tx, &req(json!({"label": "情况", "type": "text"}))?))?;
    book.change("test.fill", |tx| {
        for number in 0..501 {
            let id = crate::customers::create(tx, &req(json!({"name": format!("n{number}")}))?)?.id;
            insert_value(tx, id, 1, 0, None, Some(format!("值{number}")))?;
        }
        Ok(())
    })?;
    assert_eq!(book.refusal(|tx| retype(tx, &retyped(1, "choice")?))?, "too_many_options: 501");
    let preview = book.read(|reader| preview_retype(reader, &retyped(1, "choice")?));
    assert_eq!(preview.unwrap_err().code(), "too_many_options", "the preview says so too");
    let numbers = book.read(|reader| preview_retype(reader, &retyped(1, "date")?))?;
    assert_eq!((numbers.lost, numbers.examples.len()), (501, 100), "a hundred examples are enough");
    assert_eq!(numbers.examples[0].name, "n0");
    Ok(())
}

#[test]
fn a_text_is_read_as_a_field_means_it() -> Result<()> {
    let book = book_of("number", &[])?;
    book.change("field.edit", |tx| edit(tx, &req(json!({"id": 1, "unit": "亩"}))?))?;
    let read = |text: &str| book.read(|reader| read_value(reader, &ReadValue { field_id: 1, text: text.into() }));
    assert_eq!(read("300亩")?, Some(FieldContent::Number("300".into())), "its own unit is no hindrance");
    assert_eq!(read("  ")?, None);
    assert_eq!(read("三亩地").unwrap_err().args()["reason"], "not_a_number");
    Ok(())
}

/// Any value of a type, as it crosses the door.
fn any_value(kind: FieldType) -> BoxedStrategy<Value> {
    let word = prop_oneof![
        Just("玉米"),
        Just("A、B"),
        Just("12"),
        Just("2024-03-05"),
        Just("是"),
        Just("www.a.cn"),
        Just("13800001234")
    ];
    match kind {
        FieldType::Text | FieldType::LongText => word.prop_map(|text| json!({"text": text})).boxed(),
        FieldType::Number => (-1_000_000i64..1_000_000).prop_map(|n| json!({"number": decimal(n * 1_000)})).boxed(),
        FieldType::Money => any::<i32>().prop_map(|n| json!({"money": n})).boxed(),
        FieldType::Date => (1u32..28).prop_map(|day| json!({"date": format!("2024-02-{day:02}")})).boxed(),
        FieldType::YesNo => any::<bool>().prop_map(|yes| json!({"yes_no": yes})).boxed(),
        FieldType::Choice => word.prop_map(|label| json!({"choice": label})).boxed(),
        FieldType::MultiChoice => {
            proptest::collection::vec(word, 1..4).prop_map(|labels| json!({"multi_choice": labels})).boxed()
        }
        FieldType::Link => Just(json!({"text": "www.example.com"})).boxed(),
        FieldType::Phone => Just(json!({"text": "13800001234"})).boxed(),
    }
}

fn any_field() -> impl Strategy<Value = (FieldType, Vec<Value>, FieldType)> {
    let kind = || proptest::sample::select(FieldType::ALL.to_vec());
    (kind(), kind())
        .prop_flat_map(|(from, to)| (Just(from), proptest::collection::vec(any_value(from), 0..6), Just(to)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_by_undo_is_the_same_book((from, values, to) in any_field()) {
        let book = book_of(from.code(), &values).unwrap();
        let before = book.fingerprint().unwrap();
        let preview = book.read(|reader| preview_retype(reader, &retyped(1, to.code())?)).unwrap();
        book.change("field.retype", |tx| retype(tx, &retyped(1, to.code())?)).unwrap();
        let kept = held(&book).unwrap().into_iter().filter(|value| !value.is_null()).count();
        prop_assert_eq!(kept, preview.kept as usize, "the preview told how many stay");
        prop_assert_eq!(preview.total as usize, values.len());
        if from != to {
            book.undo().unwrap();
        }
        prop_assert_eq!(book.fingerprint().unwrap(), before);
    }
}
