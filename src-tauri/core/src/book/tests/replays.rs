//! One step of a random walk taken back: the state is that of the walk without it.

use proptest::prelude::*;
use serde_json::json;

use super::steps::{Step, steps, take};
use crate::book::Book;
use crate::book::history::{self, ListHistory};
use crate::book::schema::journaled_tables;
use crate::book::sql::Sql;
use crate::book::testing::{book_with, by, empty_book};
use crate::error::{Error, Result};
use crate::{customers, tags};

fn latest(book: &Book) -> Result<i64> {
    Ok(book.read(|reader| history::state(reader))?.undo.map_or(0, |step| step.id))
}

fn tag(book: &Book, add: &str, remove: &str) -> Result<i64> {
    let list = |name: &str| if name.is_empty() { vec![] } else { vec![name.to_owned()] };
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &list(add), &list(remove)))?;
    latest(book)
}

#[test]
fn what_hangs_on_something_deleted_since_cannot_come_back() -> Result<()> {
    let book = book_with(&["陈静"])?;
    tag(&book, "VIP", "")?;
    let off = tag(&book, "", "VIP")?;
    tag(&book, "新", "")?;
    book.change("tag.delete", |tx| tags::delete(tx, &by(1)))?;
    let before = book.fingerprint()?;
    let error = book.undo_step(off).unwrap_err();
    assert_eq!((error.code(), &error.args()["count"]), ("later_changes", &json!(1)), "the tag is gone for good");
    assert_eq!(error.args()["steps"][0]["id"], latest(&book)?);
    assert!(book.fingerprint()? == before);
    Ok(())
}

#[test]
fn the_history_marks_what_was_taken_back() -> Result<()> {
    let book = book_with(&["Ada"])?;
    let vip = tag(&book, "VIP", "")?;
    tag(&book, "新", "")?;
    book.undo_step(vip)?;
    let back = latest(&book)?;
    let taken = |before: Option<i64>| -> Result<Vec<(i64, Option<i64>)>> {
        let req = ListHistory { customer_id: Some(1), before, ..ListHistory::default() };
        let list = book.read(|reader| history::list(reader, &req))?;
        Ok(list.into_iter().filter(|step| step.taken_back_by.is_some()).map(|s| (s.id, s.taken_back_by)).collect())
    };
    assert_eq!(taken(None)?, [(vip, Some(back))]);
    assert_eq!(taken(Some(back))?, [(vip, Some(back))], "also by pages");
    tag(&book, "批发", "")?;
    book.undo_step(back)?;
    let again = latest(&book)?;
    assert_eq!(taken(None)?, [(back, Some(again))], "taking that back brings the older step back");
    book.undo()?;
    assert_eq!(taken(None)?, [(vip, Some(back))]);
    Ok(())
}

/// Every row of every journaled table, without what differs between two runs of the same: uids and the moment of the last
/// edit.
fn state(book: &Book) -> Result<Vec<String>> {
    book.read(|reader| {
        let mut all = Vec::new();
        // Settings hold the book's own uid, and no step of a walk changes them.
        for table in journaled_tables(reader)?.into_iter().filter(|table| table.name != "book_setting") {
            let columns: Vec<String> =
                table.columns.iter().filter(|c| !matches!(c.as_str(), "uid" | "updated_at")).cloned().collect();
            let key = table.key.join(", ");
            all.extend(reader.all(
                &format!(
                    "SELECT json_array('{}', {}) FROM {} ORDER BY {key}",
                    table.name,
                    columns.join(", "),
                    table.name
                ),
                [],
                |row| row.get::<_, String>(0),
            )?);
        }
        Ok(all)
    })
}

/// What a step did, asked right after it: the rows of its journal and what it inserted, without uids and the moment of
/// the last edit.
fn deed(book: &Book, change: i64) -> Result<Vec<String>> {
    book.read(|reader| {
        let tables = journaled_tables(reader)?;
        let rows: Vec<(String, String, String, Option<String>)> = reader.all(
            "SELECT tbl, op, CAST(key AS TEXT), json_remove(old, '$.uid', '$.updated_at') FROM change_row
             WHERE change_id = ?1 ORDER BY seq",
            [change],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let mut deed = Vec::new();
        for (name, op, key, old) in rows {
            if op == "u" && old.as_deref() == Some("{}") {
                continue;
            }
            let table = tables.iter().find(|table| table.name == name).unwrap();
            let columns: Vec<String> =
                table.columns.iter().filter(|c| !matches!(c.as_str(), "uid" | "updated_at")).cloned().collect();
            let sql = format!(
                "SELECT json_array({}) FROM {name} WHERE CAST({} AS TEXT) = ?1",
                columns.join(", "),
                table.key_of(&name)
            );
            let is: Option<String> = reader.first(&sql, [&key], |row| row.get(0))?;
            deed.push(format!("{name} {op} {key} {old:?} {is:?}"));
        }
        Ok(deed)
    })
}

/// What became of each step of a walk: its change with what it did, if it made one, or its error.
type Run = Vec<std::result::Result<Option<(i64, Vec<String>)>, &'static str>>;

fn run(book: &Book, steps: &[Step]) -> Result<Run> {
    let mut run = Vec::new();
    for step in steps {
        let before = latest(book)?;
        run.push(match book.change("test.step", |tx| take(tx, step)) {
            Ok(()) => match latest(book)? {
                same if same == before => Ok(None),
                change => Ok(Some((change, deed(book, change)?))),
            },
            Err(Error::Refused { code, .. }) => Err(code),
            Err(other) => return Err(other),
        });
    }
    Ok(run)
}

#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
struct Told {
    refused: usize,
    taken_back: usize,
    compared: usize,
}

/// Takes back one step of a walk. It is refused, or it gives the state that the walk has without it, wherever the later
/// steps do the same without it; and undo of that gives what was before, to the last byte.
fn take_one_back(steps: &[Step], which: usize) -> Result<Told> {
    let book = empty_book()?;
    let all = run(&book, steps)?;
    let changes: Vec<(usize, i64)> =
        (0..).zip(&all).filter_map(|(at, ended)| Some((at, ended.as_ref().ok()?.as_ref()?.0))).collect();
    if changes.len() < 2 {
        return Ok(Told::default());
    }
    let (at, change) = changes[which % (changes.len() - 1)];
    let before = book.dump_hash()?;
    match book.undo_step(change) {
        Err(error) if error.code() == "later_changes" => {
            assert_eq!(book.dump_hash()?, before, "a refused step left something behind: {steps:?}");
            return Ok(Told { refused: 1, ..Told::default() });
        }
        other => drop(other?),
    }
    let after = book.fingerprint()?;
    // The same walk without the step: made and undone, so that ids are the same.
    let other = empty_book()?;
    run(&other, &steps[..=at])?;
    other.undo()?;
    let rest = run(&other, &steps[at + 1..])?;
    let deeds = |run: &Run| -> Vec<std::result::Result<Option<Vec<String>>, &'static str>> {
        run.iter().map(|ended| ended.clone().map(|made| made.map(|(_, deed)| deed))).collect()
    };
    let same = deeds(&rest) == deeds(&all[at + 1..].to_vec());
    if same {
        assert_eq!(state(&book)?, state(&other)?, "step {at} of {steps:?}");
    }
    book.undo()?;
    assert_eq!(book.dump_hash()?, before, "undo brings the step back: {steps:?}");
    book.redo()?;
    assert!(book.fingerprint()? == after, "redo takes it back again: {steps:?}");
    Ok(Told { taken_back: 1, compared: usize::from(same), refused: 0 })
}

#[test]
fn one_step_of_a_random_walk_goes_alone_or_is_refused() {
    let told = std::cell::Cell::new(Told::default());
    let config = ProptestConfig { cases: 110, failure_persistence: None, ..ProptestConfig::default() };
    let rng = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    proptest::test_runner::TestRunner::new_with_rng(config, rng)
        .run(&(steps(4..24), any::<usize>()), |(steps, which)| {
            let one = take_one_back(&steps, which).unwrap();
            let all = told.get();
            told.set(Told {
                refused: all.refused + one.refused,
                taken_back: all.taken_back + one.taken_back,
                compared: all.compared + one.compared,
            });
            Ok(())
        })
        .unwrap();
    let told = told.get();
    assert!(told.refused >= 8, "{told:?}");
    assert!(told.compared >= 15, "{told:?}");
}
