//! Random walks: whatever a user does, each step is undone and redone exactly, and what is kept in memory follows.

use proptest::prelude::*;
use serde_json::json;

use super::steps::{Step, steps, take};
use crate::book::testing::{empty_book, req};
use crate::book::{Book, Reader};
use crate::conditions::Rule;
use crate::customers::{Sort, SortKey};
use crate::error::Result;
use crate::sets::Sets;

/// What a wrong step may be answered with; `internal` would be a bug.
const EXPECTED: &[&str] = &["duplicate_name", "exclusive_tags", "invalid", "not_found", "too_long"];

/// What a walk did, so that a test can tell that it did something.
#[derive(Debug, Default)]
struct Walked {
    done: usize,
    refused: usize,
}

fn depth(book: &Book) -> Result<String> {
    Ok(book.ask("SELECT count(*) FROM change WHERE state = 'done'")?.concat())
}

fn walk(steps: &[Step], look_every: usize) -> Result<Walked> {
    let book = empty_book()?;
    let mut hashes = vec![book.dump_hash()?];
    let mut walked = Walked::default();
    for (number, step) in steps.iter().enumerate() {
        let (before, deep) = (hashes[hashes.len() - 1].clone(), depth(&book)?);
        match book.change("test.step", |tx| take(tx, step)) {
            Ok(()) if depth(&book)? == deep => {
                assert_eq!(book.dump_hash()?, before, "step {number} {step:?} wrote without a change");
            }
            Ok(()) => {
                walked.done += 1;
                hashes.push(book.dump_hash()?);
            }
            Err(error) => {
                walked.refused += 1;
                assert!(EXPECTED.contains(&error.code()), "step {number} {step:?}: {error}");
                // In the short walks each, in the long one some.
                if walked.refused % look_every == 0 {
                    assert_eq!(book.dump_hash()?, before, "step {number} {step:?} left something behind");
                }
            }
        }
        if number % look_every == 0 {
            book.read(same_as_fresh)?;
        }
    }
    sound(&book);
    for hash in hashes.iter().rev().skip(1) {
        book.undo()?;
        assert_eq!(book.dump_hash()?, *hash, "undo brings back exactly what was");
    }
    assert_eq!(book.undo().unwrap_err().code(), "nothing_to_undo");
    sound(&book);
    for (number, hash) in hashes.iter().enumerate().skip(1) {
        book.redo()?;
        assert_eq!(book.dump_hash()?, *hash, "redo does exactly the same again");
        if number % look_every == 0 {
            book.read(same_as_fresh)?;
        }
    }
    assert_eq!(book.redo().unwrap_err().code(), "nothing_to_redo");
    sound(&book);
    Ok(walked)
}

fn sound(book: &Book) {
    let report = book.check().unwrap();
    assert!(report.ok, "{:?}", report.problems);
}

/// Sets and orders that were patched after each change are the same as those built anew.
fn same_as_fresh(reader: &Reader<'_>) -> Result<()> {
    let sets = Sets::default();
    let fresh = reader.with_sets(&sets);
    for rule in rules()? {
        assert_eq!(
            reader.sets().members(reader, &rule)?,
            fresh.sets().members(&fresh, &rule)?,
            "the set of {rule:?} is stale"
        );
    }
    for by in SortKey::ALL {
        for desc in [false, true] {
            for rule in [Rule::default(), Rule::Not(Box::new(Rule::Stage(vec![1])))] {
                let sort = Sort { by, desc };
                assert_eq!(
                    reader.sets().view(reader, &rule, &[sort])?,
                    fresh.sets().view(&fresh, &rule, &[sort])?,
                    "the order by {by:?} (last first: {desc}) of {rule:?} is stale"
                );
            }
        }
    }
    Ok(())
}

fn rules() -> Result<Vec<Rule>> {
    req(json!([
        {"all": []}, {"any": []}, {"tag": [1]}, {"tag": [2, 3, 4]}, {"stage": [1, 4]}, {"owner": [1]}, {"owner": [2]},
        {"kind": "company"}, {"last_visit": null}, {"last_visit": {"from": {"today": -3}}},
        {"next_followup": null}, {"next_followup": {"to": {"on": "2026-12-31"}}}, {"created": {"from": {"today": 0}}},
        {"has": "phone"}, {"has": "wechat"}, {"text": "张"}, {"text": "批发"}, {"text": "1234"},
        {"all": [{"has": "phone"}, {"not": {"tag": [1, 2]}}]},
    ]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_short_walk_is_undone_and_redone_step_by_step(steps in steps(1..40)) {
        walk(&steps, 1).unwrap();
    }
}

/// The walk is long once, and always the same: a failure can be looked at again.
#[test]
fn a_thousand_writes_are_undone_and_redone_step_by_step() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    // Random commands hit what is not there about every other time.
    let all = steps(4_200..4_201).new_tree(&mut runner).unwrap().current();
    let walked = walk(&all, 50).unwrap();
    assert!(walked.done >= 1_000, "{walked:?}");
    assert!(walked.refused >= 500, "wrong steps are part of the walk: {walked:?}");
}
