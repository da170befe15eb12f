//! One older step taken back, while what came after it stays.

use proptest::prelude::*;
use serde_json::json;

use super::steps::{Step, steps, take};
use crate::book::Book;
use crate::book::history::{self, ListHistory};
use crate::book::testing::{book_with, empty_book, req};
use crate::error::Result;
use crate::{contact_points, customers, tags, visits};

fn rename(book: &Book, id: i64, name: &str) -> Result<()> {
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": id, "name": name}))?))
}

fn note(book: &Book, id: i64, note: &str) -> Result<()> {
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": id, "note": note}))?))
}

fn ids(book: &Book) -> Result<Vec<i64>> {
    book.read(|reader| Ok(history::list(reader, &ListHistory::default())?.into_iter().map(|step| step.id).collect()))
}

/// The refusal of a step, with the steps that it names.
fn refusal(book: &Book, step: i64) -> Result<(String, Vec<i64>)> {
    let before = book.fingerprint()?;
    let error = book.undo_step(step).unwrap_err();
    assert!(book.fingerprint()? == before, "a refused step left something behind");
    let steps = error.args().get("steps").and_then(|steps| steps.as_array().cloned()).unwrap_or_default();
    Ok((error.code().to_owned(), steps.iter().filter_map(|step| step["id"].as_i64()).collect()))
}

#[test]
fn an_older_step_goes_and_the_later_ones_stay() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    rename(&book, 1, "陈小静")?;
    note(&book, 1, "下午在家")?;
    rename(&book, 2, "Ada L.")?;
    let before = book.fingerprint()?;
    let taken = book.undo_step(3)?;
    assert_eq!((taken.id, taken.verb.as_str(), taken.state.as_str()), (3, "customer.edit", "done"));
    assert_eq!(book.names()?, ["Ada L.", "陈静"]);
    assert_eq!(book.card("陈静")?.note, "下午在家");
    let undone = book.undo()?;
    assert_eq!((undone.verb.as_str(), &undone.args["verb"]), ("history.undo_step", &json!("customer.edit")));
    assert!(book.fingerprint()? == before, "taking it back is a step of its own, and undone like any");
    book.redo()?;
    assert_eq!(book.names()?, ["Ada L.", "陈静"]);
    Ok(())
}

#[test]
fn the_latest_step_is_simply_undone() -> Result<()> {
    let book = book_with(&["陈静"])?;
    rename(&book, 1, "陈小静")?;
    assert_eq!(book.undo_step(2)?.state, "undone");
    assert_eq!(ids(&book)?, [2, 1], "no step came to it");
    assert_eq!(refusal(&book, 2)?.0, "nothing_to_undo");
    assert_eq!(refusal(&book, 99)?.0, "not_found");
    Ok(())
}

#[test]
fn a_cell_that_was_edited_since_keeps_its_step() -> Result<()> {
    let book = book_with(&["陈静"])?;
    for name in ["陈小静", "陈晓静", "陈静静"] {
        rename(&book, 1, name)?;
    }
    note(&book, 1, "月结")?;
    assert_eq!(refusal(&book, 2)?, ("later_changes".to_owned(), vec![4, 3]), "the renames, not the note");
    book.undo_step(4)?;
    assert_eq!(book.names()?, ["陈晓静"]);
    assert_eq!(refusal(&book, 4)?.1, [6], "it is taken back already, by the step that did so");
    Ok(())
}

#[test]
fn what_later_steps_hang_on_stays() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 1, "summary": "聊了化肥"}))?))?;
    assert_eq!(refusal(&book, 1)?, ("later_changes".to_owned(), vec![3]), "the visit is of this customer");
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &["VIP".into()], &[]))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[2], &["VIP".into()], &[]))?;
    assert_eq!(refusal(&book, 4)?.1, [5], "the tag that it made is given to another");
    book.undo_step(2).map(drop).unwrap_err();
    book.undo_step(5)?;
    book.undo_step(2)?;
    assert_eq!(book.names()?, ["陈静"], "who has nothing any more can go");
    book.check().map(|report| assert!(report.ok, "{:?}", report.problems))
}

#[test]
fn a_name_taken_since_is_told() -> Result<()> {
    let book = empty_book()?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    book.change("tag.edit", |tx| tags::edit(tx, &req(json!({"id": 1, "name": "零售"}))?))?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    assert_eq!(refusal(&book, 2)?.0, "later_changes", "two tags of one name there are not");
    Ok(())
}

#[test]
fn of_an_exclusive_group_one_tag_stays() -> Result<()> {
    let book = book_with(&["陈静"])?;
    book.change("tag_group.put", |tx| tags::put_group(tx, &req(json!({"name": "等级", "exclusive": true}))?))?;
    for name in ["A", "B"] {
        book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": name, "group_id": 1}))?))?;
    }
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &["A".into()], &[]))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &[], &["A".into()]))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &["B".into()], &[]))?;
    assert_eq!(refusal(&book, 6)?.0, "later_changes");
    Ok(())
}

#[test]
fn it_holds_over_a_restart_and_follows_in_lists_and_search() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = crate::book::testing::book_in(folder.path())?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    book.change("contact_point.create", |tx| {
        contact_points::create(tx, &req(json!({"customer_id": 1, "kind": "phone", "value": "13800001234"}))?)
    })?;
    rename(&book, 1, "李雷")?;
    book.undo_step(2)?;
    drop(book);
    let book = Book::open(
        &folder.path().join("book.rounds"),
        &crate::book::testing::open_options(folder.path(), crate::book::Access::Write),
    )?;
    let found = |text: &str| book.read(|reader| Ok(crate::search::find(reader, &req(json!({"text": text}))?)?.len()));
    assert_eq!((found("1234")?, found("ll")?), (0, 1));
    book.undo()?;
    assert_eq!(found("1234")?, 1);
    customers_of(&book, &["李雷"])
}

fn customers_of(book: &Book, names: &[&str]) -> Result<()> {
    assert_eq!(book.names()?, names);
    Ok(())
}

/// Takes random steps, then each of them back, the others staying; whatever is answered, the book is sound, and undoing
/// it gives what was.
fn take_each_back(all: &[Step]) -> Result<(usize, usize)> {
    let book = empty_book()?;
    for step in all {
        // Steps that make no sense leave nothing.
        let _ = book.change("test.step", |tx| take(tx, step));
    }
    let (mut taken, mut refused) = (0, 0);
    let before = book.fingerprint()?;
    for id in ids(&book)? {
        match book.undo_step(id) {
            Ok(_) => {
                taken += 1;
                book.fingerprint()?;
                let state = book.read(|reader| history::state(reader))?;
                // The latest is undone as such, so it is done again; all others are steps of their own.
                if state.redo.is_some() {
                    book.redo()?
                } else {
                    book.undo()?
                };
            }
            Err(error) => {
                refused += 1;
                assert_eq!(error.code(), "later_changes", "{error}");
            }
        }
        assert!(book.fingerprint()? == before, "step {id} does not come back as it was");
    }
    Ok((taken, refused))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_step_of_a_walk_goes_alone_or_says_why_not(all in steps(10..40)) {
        take_each_back(&all).unwrap();
    }
}

#[test]
fn steps_without_later_ones_on_their_rows_do_go() -> Result<()> {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let all = steps(240..241).new_tree(&mut runner).unwrap().current();
    let (taken, refused) = take_each_back(&all)?;
    assert!(taken >= 20 && refused >= 20, "of both there are enough to mean something: {taken}, {refused}");
    Ok(())
}

#[test]
fn steps_on_different_customers_are_as_if_one_had_never_been() -> Result<()> {
    // The same day, once with and once without the step that is taken back.
    let with = book_with(&["陈静", "Ada", "王记五金"])?;
    let without = book_with(&["陈静", "Ada", "王记五金"])?;
    rename(&with, 2, "Ada L.")?;
    for book in [&with, &without] {
        note(book, 1, "月结")?;
        book.change("customers.trash", |tx| customers::trash(tx, &[3]))?;
    }
    with.undo_step(4)?;
    let content = |book: &Book| Ok::<_, crate::Error>(book.check()?.content_hash);
    assert_eq!(content(&with)?, content(&without)?);
    Ok(())
}
