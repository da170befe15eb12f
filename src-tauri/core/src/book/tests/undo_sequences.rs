//! Many short sequences of whatever a user does, with undo, redo and single older steps in between: undone to the
//! beginning, the book is to the byte what it was.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::steps::{Step, steps, take};
use crate::book::Book;
use crate::book::history;
use crate::book::testing::empty_book;
use crate::error::Result;

/// So many sequences begin in one book.
const IN_ONE_BOOK: usize = 40;

/// What the sequences did in all.
#[derive(Debug, Default)]
struct Done {
    sequences: usize,
    changes: usize,
    undone: usize,
    redone: usize,
    older: usize,
}

fn latest(book: &Book) -> Result<i64> {
    book.read(|reader| Ok(history::state(reader)?.undo.map_or(0, |step| step.id)))
}

/// One sequence in a book, and back.
fn sequence(book: &Book, all: &[Step], done: &mut Done) -> Result<()> {
    let mut states = vec![(latest(book)?, book.dump_hash()?)];
    let mut ahead: Vec<(i64, String)> = Vec::new();
    for step in all {
        let before = states[states.len() - 1].clone();
        // The first number says what to do; a third of it all is turning back and forth.
        match step.3 % 12 {
            0 | 1 if states.len() > 1 => {
                book.undo()?;
                done.undone += 1;
                ahead.extend(states.pop());
                assert_eq!(book.dump_hash()?, states[states.len() - 1].1, "undo brings back exactly what was");
                continue;
            }
            2 if !ahead.is_empty() => {
                book.redo()?;
                done.redone += 1;
                states.extend(ahead.pop());
                assert_eq!(book.dump_hash()?, states[states.len() - 1].1, "redo does exactly the same again");
                continue;
            }
            3 if states.len() > 2 => {
                let (older, _) = states[1 + usize::from(step.1) % (states.len() - 2)];
                let taken = match step.2 % 2 {
                    0 => book.undo_step(older).map(drop),
                    _ => book.undo_rest(older, &mut |_, _| true).map(drop),
                };
                match taken {
                    Ok(()) => done.older += 1,
                    Err(error) => {
                        assert!(matches!(error.code(), "later_changes" | "nothing_to_undo"), "{error}");
                        assert_eq!(book.dump_hash()?, before.1, "a refused step left something behind");
                    }
                }
            }
            // Steps that make no sense leave nothing.
            _ => drop(book.change("test.step", |tx| take(tx, step))),
        }
        let now = latest(book)?;
        if now == before.0 {
            assert_eq!(book.dump_hash()?, before.1, "{step:?} wrote without a change");
        } else {
            done.changes += 1;
            ahead.clear();
            states.push((now, book.dump_hash()?));
        }
    }
    while states.len() > 1 {
        book.undo()?;
        done.undone += 1;
        states.pop();
        assert_eq!(book.dump_hash()?, states[states.len() - 1].1, "the way back is the way there");
    }
    done.sequences += 1;
    Ok(())
}

/// So many sequences. The same seed gives the same.
fn sequences(count: usize, seed: u8) -> Result<Done> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut drawn = |length: std::ops::Range<usize>| steps(length).new_tree(&mut runner).unwrap().current();
    let mut done = Done::default();
    while done.sequences < count {
        // Each book begins otherwise.
        let book = empty_book()?;
        for step in drawn(40..80) {
            let _ = book.change("test.step", |tx| take(tx, &step));
        }
        for _ in 0..IN_ONE_BOOK.min(count - done.sequences) {
            sequence(&book, &drawn(4..16), &mut done)?;
        }
        let report = book.check()?;
        assert!(report.ok, "{:?}", report.problems);
    }
    Ok(done)
}

#[test]
fn some_hundred_sequences_come_back_to_what_was() -> Result<()> {
    let done = sequences(300, 1)?;
    assert!(done.changes > 600 && done.redone > 5 && done.older > 5, "they did something: {done:?}");
    Ok(())
}

/// `cargo xtask prove undo`
#[test]
#[ignore = "takes minutes: cargo xtask prove undo"]
#[allow(clippy::print_stdout, reason = "a proof says what it has tried")]
fn prove_undo() -> Result<()> {
    let done = sequences(10_000, 7)?;
    println!("{done:?}: each came back to the same rows");
    Ok(())
}
