//! Options: labels, colours, order, merging, trash.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};
use crate::conditions::Rule;

fn choice(book: &Book, kind: &str) -> Result<i64> {
    let wanted = json!({"label": "房型", "type": kind, "options": ["毛坯", "精装", "旧房"]});
    Ok(book.change("field.create", |tx| create(tx, &req(wanted)?))?.id)
}

fn options(book: &Book) -> Result<Vec<FieldOption>> {
    Ok(book.read(|reader| list(reader, &Nothing {}))?.remove(0).options)
}

fn labels(book: &Book) -> Result<Vec<String>> {
    Ok(options(book)?.into_iter().map(|option| option.label).collect())
}

fn give(book: &Book, customer: i64, field: i64, value: serde_json::Value) -> Result<()> {
    let wanted = json!({"customer_id": customer, "field_id": field, "value": value});
    book.change("value.set", |tx| set_value(tx, &req(wanted)?))
}

fn value(book: &Book, name: &str) -> Result<Option<FieldContent>> {
    Ok(book.card(name)?.fields.pop().map(|row| row.value))
}

#[test]
fn an_option_gets_a_colour_and_keeps_its_values_under_a_new_label() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let field = choice(&book, "choice")?;
    give(&book, 1, field, json!({"choice": "精装"}))?;
    let made = options(&book)?;
    assert!(made.iter().all(|option| !option.color.is_empty()), "each has a colour of its own");
    book.turn_round(|tx| edit_option(tx, &req(json!({"id": made[1].id, "label": "精装修", "color": "pink"}))?))?;
    assert_eq!(value(&book, "陈静")?, Some(FieldContent::Choice("精装修".into())));
    assert_eq!(options(&book)?[1].color, "pink");
    let rule: Rule = req(json!({"field": {"id": field, "is": {"choice": "精装修"}}}))?;
    let found = book.read(|reader| reader.sets().members(reader, &rule))?;
    assert_eq!(found.iter().collect::<Vec<_>>(), [1], "a filter finds them by the new label");
    let taken = book.refusal(|tx| edit_option(tx, &req(json!({"id": made[0].id, "label": "精装修"}))?));
    assert_eq!(taken?, "duplicate_name: field_option 精装修");
    assert_eq!(book.refusal(|tx| edit_option(tx, &req(json!({"id": 99, "label": "x"}))?))?, "not_found: field_option");
    Ok(())
}

#[test]
fn options_are_put_into_an_order() -> Result<()> {
    let book = book_with(&[])?;
    choice(&book, "choice")?;
    let ids: Vec<i64> = options(&book)?.iter().rev().map(|option| option.id).collect();
    book.turn_round(|tx| order_options(tx, &OrderItems { ids }))?;
    assert_eq!(labels(&book)?, ["旧房", "精装", "毛坯"]);
    Ok(())
}

#[test]
fn merging_options_moves_values_defaults_and_conditions() -> Result<()> {
    for kind in ["choice", "multi_choice"] {
        let book = book_with(&["陈静", "Ada"])?;
        let field = choice(&book, kind)?;
        let held = |labels: &[&str]| {
            if kind == "choice" { json!({"choice": labels[0]}) } else { json!({"multi_choice": labels}) }
        };
        give(&book, 1, field, held(&["旧房", "毛坯"]))?;
        give(&book, 2, field, held(&["毛坯"]))?;
        book.change("field.edit", |tx| edit(tx, &req(json!({"id": field, "default": held(&["旧房"])}))?))?;
        let waiting =
            json!({"label": "年份", "type": "number", "shown_if": {"field_id": field, "is": {"choice": "旧房"}}});
        book.change("field.create", |tx| create(tx, &req(waiting)?))?;
        let ids: Vec<i64> = options(&book)?.iter().map(|option| option.id).collect();
        book.turn_round(|tx| merge_options(tx, &req(json!({"from": [ids[2]], "into": ids[0]}))?))?;
        assert_eq!(labels(&book)?, ["毛坯", "精装"]);
        for name in ["陈静", "Ada"] {
            let wanted: FieldContent = serde_json::from_value(held(&["毛坯"]))?;
            assert_eq!(value(&book, name)?, Some(wanted), "{kind}: who had both has one");
        }
        let fields = book.read(|reader| list(reader, &Nothing {}))?;
        assert_eq!(fields[0].default, Some(serde_json::from_value(held(&["毛坯"]))?));
        assert_eq!(fields[1].shown_if.as_ref().and_then(|c| c.is.clone()), Some(FieldContent::Choice("毛坯".into())));
    }
    Ok(())
}

#[test]
fn an_option_in_the_trash_is_not_offered_but_kept_by_who_has_it() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let field = choice(&book, "choice")?;
    give(&book, 1, field, json!({"choice": "旧房"}))?;
    let old = options(&book)?[2].id;
    book.turn_round(|tx| trash_option(tx, &by(old)))?;
    assert_eq!(labels(&book)?, ["毛坯", "精装"]);
    assert_eq!(value(&book, "陈静")?, Some(FieldContent::Choice("旧房".into())));
    assert_eq!(book.refusal(|tx| trash_option(tx, &by(old)))?, "not_found: field_option");
    let trash = book.read(|reader| crate::trash::list(reader, &Default::default()))?;
    assert_eq!((trash.items[0].record.as_str(), trash.items[0].title.as_str()), ("field_option", "房型: 旧房"));
    book.turn_round(|tx| restore_option(tx, &by(old)))?;
    assert_eq!(labels(&book)?, ["毛坯", "精装", "旧房"]);
    book.change("option.trash", |tx| trash_option(tx, &by(old)))?;
    book.change("field.edit", |tx| edit(tx, &req(json!({"id": field, "add_options": ["旧房"]}))?))?;
    assert_eq!(book.refusal(|tx| restore_option(tx, &by(old)))?, "duplicate_name: field_option 旧房");
    Ok(())
}
