//! The packs that come with the program: complete in both languages, and such that a person can look through them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::book::testing::empty_book;
use crate::fields;

/// Every text that is given by language, with its place.
fn texts<'a>(value: &'a Value, path: &str, found: &mut Vec<(String, &'a serde_json::Map<String, Value>)>) {
    match value {
        Value::Object(map) if map.contains_key("zh-CN") || map.contains_key("en") => found.push((path.to_owned(), map)),
        Value::Object(map) => map.iter().for_each(|(key, value)| texts(value, &format!("{path}.{key}"), found)),
        Value::Array(all) => all.iter().enumerate().for_each(|(at, one)| texts(one, &format!("{path}[{at}]"), found)),
        _ => {}
    }
}

#[test]
fn every_text_is_there_in_both_languages() -> Result<()> {
    for text in SHIPPED {
        let value: Value = serde_json::from_str(text)?;
        let mut found = Vec::new();
        texts(&value, "", &mut found);
        assert!(found.len() > 60, "a pack has many words");
        for (path, words) in found {
            let languages: Vec<&str> = words.keys().map(String::as_str).collect();
            assert_eq!(languages.iter().copied().collect::<BTreeSet<_>>(), ["en", "zh-CN"].into(), "{path}");
            assert!(words.values().all(|word| word.as_str().is_some_and(|word| !word.trim().is_empty())), "{path}");
        }
        for key in ["name", "about", "customer", "customers"] {
            assert!(value[key].is_object(), "{key} is worded");
        }
    }
    Ok(())
}

#[test]
fn they_differ_are_of_a_size_to_look_through_and_coloured_from_the_palette() -> Result<()> {
    const PALETTE: &[&str] =
        &["", "green", "blue", "red", "orange", "yellow", "lime", "violet", "teal", "pink", "gray"];
    for language in ["zh-CN", "en"] {
        let packs = shipped(language)?;
        assert_eq!(packs.len(), 8);
        for one in [|pack: &Pack| pack.id.clone(), |pack: &Pack| pack.name.clone(), |pack: &Pack| pack.about.clone()] {
            assert_eq!(packs.iter().map(one).collect::<BTreeSet<_>>().len(), 8, "no two are called the same");
        }
        for pack in &packs {
            let info = pack.info();
            assert!((10..=30).contains(&info.fields.len()), "{}: {}", pack.id, info.fields.len());
            assert!((5..=20).contains(&info.visit_fields.len()), "{}: {}", pack.id, info.visit_fields.len());
            assert!((5..=10).contains(&info.stages.len()) && (5..=12).contains(&info.visit_kinds.len()), "{}", pack.id);
            assert!(info.tags.len() >= 8, "{}", pack.id);
            let options = pack.fields.iter().flat_map(|field| &field.options);
            let tags = pack.groups.iter().flat_map(|group| &group.tags);
            for item in options.chain(tags).chain(&pack.stages) {
                assert!(PALETTE.contains(&item.color.as_str()), "{}: {}", pack.id, item.color);
                assert!(item.name.chars().count() <= 30, "{}: {} is long", pack.id, item.name);
            }
            for field in &pack.fields {
                let chosen = matches!(field.field_type, FieldType::Choice | FieldType::MultiChoice);
                assert_eq!(chosen, !field.options.is_empty(), "{}: {}", pack.id, field.label);
                assert!(field.label.chars().count() <= 24, "{}: {} is long", pack.id, field.label);
                assert!(
                    field.record == "visit" || !field.section.is_empty(),
                    "{}: {} has a heading",
                    pack.id,
                    field.label
                );
            }
        }
    }
    Ok(())
}

#[test]
fn each_is_taken_whole_in_both_languages_and_nothing_the_second_time() -> Result<()> {
    for language in ["zh-CN", "en"] {
        for pack in shipped(language)? {
            let book = empty_book()?;
            let taken = book.turn_round(|tx| take(tx, &pack))?;
            assert_eq!(taken.fields, pack.fields.len(), "{}", pack.id);
            let all = book.read(|reader| fields::list(reader, &crate::customers::Nothing {}))?;
            for (made, wanted) in all.iter().zip(&pack.fields) {
                assert_eq!((&made.label, made.field_type), (&wanted.label, wanted.field_type));
                assert_eq!(made.default.is_some(), wanted.default.is_some(), "{}: {}", pack.id, made.label);
                assert_eq!(made.shown_if.is_some(), wanted.shown_if.is_some(), "{}: {}", pack.id, made.label);
                assert_eq!((made.kinds.len(), made.options.len()), (wanted.kinds.len(), wanted.options.len()));
            }
            let before = book.fingerprint()?;
            assert_eq!(book.change("pack.take", |tx| take(tx, &pack))?, Taken::default());
            assert_eq!(book.fingerprint()?, before, "{}: the second time changes nothing", pack.id);
            let other = if language == "en" { "zh-CN" } else { "en" };
            let same = find(&pack.id, other)?;
            assert_eq!(book.change("pack.take", |tx| take(tx, &same))?, Taken::default(), "nor in the other language");
            assert_eq!(book.fingerprint()?, before);
        }
    }
    Ok(())
}

#[test]
fn each_says_how_often_its_customers_should_be_seen() -> Result<()> {
    for pack in shipped("zh-CN")? {
        let book = empty_book()?;
        book.turn_round(|tx| take(tx, &pack))?;
        let said = |table: &str| {
            book.ask(&format!(
                "SELECT name || ' ' || cadence_days FROM {table} WHERE trashed_at = 0 AND cadence_days > 0 ORDER BY 1"
            ))
        };
        let wanted = |items: &mut dyn Iterator<Item = &PackItem>| {
            let mut rows: Vec<String> = items
                .filter(|item| item.every_days > 0)
                .map(|item| format!("{} {}", item.name, item.every_days))
                .collect();
            rows.sort();
            rows
        };
        assert!(pack.stages.iter().filter(|stage| stage.every_days > 0).count() >= 4, "{}", pack.id);
        assert_eq!(said("stage")?, wanted(&mut pack.stages.iter()), "{}", pack.id);
        assert_eq!(said("tag")?, wanted(&mut pack.groups.iter().flat_map(|group| &group.tags)), "{}", pack.id);
    }
    Ok(())
}

#[test]
fn all_eight_go_into_one_book() -> Result<()> {
    let book = empty_book()?;
    for pack in shipped("zh-CN")? {
        book.turn_round(|tx| take(tx, &pack))?;
    }
    assert_eq!(book.read(|reader| crate::book::settings::get(reader))?.customer, "业主", "the first word stays");
    Ok(())
}
