//! The rest of an older step undone: what was edited since stays, all else is as it was before.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::steps::{Step, steps, take};
use crate::book::history::{self, ListHistory};
use crate::book::schema::journaled_tables;
use crate::book::sql::Sql;
use crate::book::testing::{book_with, empty_book, req};
use crate::book::{Book, UndoneRest};
use crate::error::Result;
use crate::{contact_points, customers, merges, tags, visits};

fn rest(book: &Book, step: i64) -> Result<UndoneRest> {
    book.undo_rest(step, &mut |_, _| true)
}

fn edit(book: &Book, edit: Value) -> Result<()> {
    book.change("customer.edit", |tx| customers::edit(tx, &req(edit)?))
}

fn sound(book: &Book) -> Result<()> {
    assert_eq!(book.check()?.problems, Vec::<String>::new());
    Ok(())
}

#[test]
fn what_was_edited_since_stays_and_is_named() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    edit(&book, json!({"id": 1, "name": "陈小静", "note": "下午在家", "reading": "chen xiao jing"}))?;
    edit(&book, json!({"id": 1, "name": "陈晓静"}))?;
    assert_eq!(book.undo_step(3).unwrap_err().code(), "later_changes");
    let before = book.fingerprint()?;
    let undone = rest(&book, 3)?;
    assert_eq!((undone.put_back, undone.kept), (1, 1), "note and reading are one new row: {undone:?}");
    let cell = &undone.cells[0];
    assert_eq!((cell.what.as_str(), cell.customer.as_deref()), ("name", Some("陈晓静")));
    let card = book.card("陈晓静")?;
    assert_eq!((card.note.as_str(), card.name.as_str()), ("", "陈晓静"));
    sound(&book)?;
    let step = book.undo()?;
    assert_eq!((step.verb.as_str(), &step.args["kept"]), ("history.undo_rest", &json!(1)));
    assert!(book.fingerprint()? == before, "it is a step like any");
    Ok(())
}

#[test]
fn a_cell_that_is_again_as_the_step_left_it_is_put_back() -> Result<()> {
    let book = book_with(&["陈静"])?;
    edit(&book, json!({"id": 1, "note": "月结"}))?;
    edit(&book, json!({"id": 1, "note": "现结"}))?;
    edit(&book, json!({"id": 1, "note": "月结"}))?;
    assert_eq!(rest(&book, 2)?.kept, 0);
    assert_eq!(book.card("陈静")?.note, "");
    Ok(())
}

#[test]
fn of_a_bulk_those_stay_who_were_used_since() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let made = book.change("customers.sample", |tx| {
        crate::sample::fill(tx, &crate::sample::SampleOptions { customers: 60, seed: 7 }, &mut |_, _| true)
    })?;
    assert_eq!(made.customers, 60);
    let (used, edited) = (book.names()?[10].clone(), book.names()?[20].clone());
    let used_id = book.customer(&used)?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": used_id, "summary": "聊了化肥"}))?))?;
    edit(&book, json!({"id": book.customer(&edited)?, "note": "改过的"}))?;
    let card = book.card(&used)?;
    let before = book.fingerprint()?;
    let undone = rest(&book, 2)?;
    let mut names = book.names()?;
    names.sort();
    let mut expected = vec!["陈静".to_owned(), used.clone(), edited.clone()];
    expected.sort();
    assert_eq!(names, expected, "{undone:?}");
    assert!(undone.put_back > 60 && undone.kept >= 2, "{undone:?}");
    let after = book.card(&used)?;
    assert_eq!(
        (after.contact_points, after.tags, after.visit_count),
        (card.contact_points, card.tags, card.visit_count)
    );
    sound(&book)?;
    book.undo()?;
    assert!(book.fingerprint()? == before);
    Ok(())
}

#[test]
fn a_name_taken_since_stays_taken() -> Result<()> {
    let book = empty_book()?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    book.change("tag.edit", |tx| tags::edit(tx, &req(json!({"id": 1, "name": "零售", "color": "red"}))?))?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    // Name and colour stand in one row: it stays whole.
    match rest(&book, 2) {
        Ok(undone) => assert!(undone.kept >= 1, "{undone:?}"),
        Err(error) => assert_eq!(error.code(), "nothing_to_undo"),
    }
    sound(&book)
}

#[test]
fn a_merge_on_which_others_rely_is_not_torn() -> Result<()> {
    let book = book_with(&["陈静", "陈小静"])?;
    let point = json!({"customer_id": 2, "kind": "phone", "value": "13800001234"});
    book.change("contact_point.create", |tx| contact_points::create(tx, &req(point)?))?;
    book.change("customer.merge", |tx| merges::merge(tx, &req(json!({"keep": 1, "others": [2]}))?))?;
    edit(&book, json!({"id": 1, "note": "合并以后"}))?;
    let undone = rest(&book, 4)?;
    assert!(undone.put_back > 0, "{undone:?}");
    sound(&book)?;
    assert_eq!(book.names()?.len(), 2);
    assert_eq!(book.card("陈静")?.note, "合并以后");
    Ok(())
}

/// All rows of all journaled tables, by table and key.
fn dump(book: &Book) -> Result<Map<String, Value>> {
    book.read(|reader| {
        let mut all = Map::new();
        for table in journaled_tables(reader)? {
            let pairs: Vec<String> = table.columns.iter().map(|column| format!("'{column}', {column}")).collect();
            let sql =
                format!("SELECT {}, json_object({}) FROM {} AS r", table.key_of("r"), pairs.join(", "), table.name);
            let rows: Vec<(rusqlite::types::Value, String)> =
                reader.all(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (key, row) in rows {
                all.insert(format!("{} {key:?}", table.name), serde_json::from_str(&row)?);
            }
        }
        Ok(all)
    })
}

/// Where two dumps differ: `table key column`, or `table key` for a row that one of them has not. The moments of the last
/// change do not count.
fn differences(a: &Map<String, Value>, b: &Map<String, Value>) -> Vec<(String, Value, Value)> {
    let mut all = Vec::new();
    for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
        match (a.get(key), b.get(key)) {
            (Some(Value::Object(one)), Some(Value::Object(other))) => {
                for (column, value) in one.iter().filter(|(column, _)| *column != "updated_at") {
                    if other.get(column) != Some(value) {
                        all.push((format!("{key} {column}"), value.clone(), other[column].clone()));
                    }
                }
            }
            (one, other) => all.push((key.clone(), json!(one.is_some()), json!(other.is_some()))),
        }
    }
    all
}

/// Random steps, and the rest of each undone. Every cell is then as it was, or as it was before the step; the numbers are
/// told rightly; the book is sound; and undoing it gives what was.
fn undo_each(all: &[Step]) -> Result<(usize, usize, usize)> {
    let book = empty_book()?;
    let mut states = vec![(0, dump(&book)?)];
    for step in all {
        let _ = book.change("test.step", |tx| take(tx, step));
        let latest = book.read(|reader| Ok(history::state(reader)?.undo.map_or(0, |step| step.id)))?;
        if latest != states[states.len() - 1].0 {
            states.push((latest, dump(&book)?));
        }
    }
    let (mut whole, mut in_part, mut refused) = (0, 0, 0);
    let now = dump(&book)?;
    let before = book.fingerprint()?;
    for pair in states.windows(2) {
        let ((_, was), (id, made)) = (&pair[0], &pair[1]);
        let strict = book.undo_step(*id).is_ok();
        let as_strict = if strict { Some(dump(&book)?) } else { None };
        if strict {
            // The latest is undone as such, so it is done again; all others are steps of their own.
            let state = book.read(|reader| history::state(reader))?;
            if state.redo.is_some() {
                book.redo()?
            } else {
                book.undo()?
            };
        }
        match rest(&book, *id) {
            Ok(undone) => {
                sound(&book)?;
                let after = dump(&book)?;
                if let Some(strict) = as_strict {
                    assert_eq!(
                        (undone.kept, differences(&strict, &after)),
                        (0, Vec::new()),
                        "step {id}: nothing is in the way"
                    );
                }
                for (cell, before_step, after_step) in differences(was, made) {
                    let find = |dump: &Map<String, Value>| match cell.ends_with(')') {
                        true => json!(dump.contains_key(&cell)),
                        false => {
                            let (key, column) = cell.rsplit_once(' ').unwrap_or_default();
                            dump.get(key).map_or(Value::Null, |row| row[column].clone())
                        }
                    };
                    let (then, current) = (find(&after), find(&now));
                    assert!(
                        then == before_step || then == current,
                        "step {id}, {cell}: {then} is neither {before_step} nor {current}"
                    );
                    let is_kept = then != before_step;
                    assert!(!is_kept || undone.kept > 0, "step {id}, {cell}: stays {then} unsaid ({after_step})");
                }
                let touched: std::collections::HashSet<String> =
                    differences(was, made).into_iter().map(|(cell, _, _)| cell).collect();
                let rows: std::collections::HashSet<&str> =
                    touched.iter().map(|cell| cell.split(") ").next().unwrap_or(cell)).collect();
                for (cell, _, _) in differences(&now, &after) {
                    let row = cell.split(") ").next().unwrap_or(&cell).to_owned();
                    assert!(touched.contains(&cell) || rows.contains(row.as_str()), "step {id} never touched {cell}");
                }
                if undone.kept == 0 {
                    whole += 1
                } else {
                    in_part += 1
                }
                book.undo()?;
                assert!(book.fingerprint()? == before, "step {id} does not come back as it was");
            }
            Err(error) => {
                refused += 1;
                assert!(matches!(error.code(), "later_changes" | "nothing_to_undo"), "{error}");
                assert!(book.fingerprint()? == before, "a refused step left something behind");
            }
        }
    }
    let steps = book.read(|reader| history::list(reader, &ListHistory::default()))?;
    assert!(steps.iter().all(|step| step.taken_back_by.is_none()), "all of it was undone again");
    Ok((whole, in_part, refused))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_each_step_of_a_walk_the_rest_goes(all in steps(10..40)) {
        undo_each(&all).unwrap();
    }
}

#[test]
fn of_most_steps_something_goes() -> Result<()> {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let all = steps(240..241).new_tree(&mut runner).unwrap().current();
    let (whole, in_part, refused) = undo_each(&all)?;
    assert!(whole >= 20 && in_part >= 5, "of both there are enough: {whole}, {in_part}, {refused}");
    assert!(refused < whole + in_part, "{whole}, {in_part}, {refused}");
    Ok(())
}
