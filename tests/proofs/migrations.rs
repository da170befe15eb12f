//! A migration that ends anywhere leaves the book exactly as it was or exactly as it is to be.

use std::path::Path;

use rounds_core::Result;
use rounds_core::book::older::{SCHEMAS, all_of_file, book_of_schema, open_with_more};
use rounds_core::book::testing::{book_in, open_options};
use rounds_core::book::{Access, Book};
use rounds_core::sample::{self, SampleOptions};

use super::dice::Dice;
use super::disks::{Record, Watch};
use super::power_cut::paper;
use super::replays::{Replay, write_image};

/// The step after today's, for the schema of today.
const NEXT: &[&str] = &["ALTER TABLE customer ADD COLUMN nickname TEXT NOT NULL DEFAULT '';
    CREATE TABLE nickname (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    INSERT INTO nickname (name) SELECT name FROM customer;
    CREATE INDEX customer_by_nickname ON customer (nickname, id);"];

fn open(folder: &Path, schema: usize) -> Result<Book> {
    let more = if schema == SCHEMAS { NEXT } else { &[] };
    open_with_more(&folder.join("book.rounds"), &open_options(folder, Access::Write), more)
}

fn file(folder: &Path, name: &str) -> Result<File> {
    all_of_file(&folder.join(name), &open_options(folder, Access::Write))
}

/// The schema of a book's file, and a hash over all of it.
type File = (usize, String);

/// A book of a schema, migrated with the disk recorded; the whole file before and after.
fn migrate(schema: usize) -> Result<(Record, File, File)> {
    let home = paper()?;
    let like = book_in(home.path())?;
    like.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 40, seed: 7 }, &mut |_, _| true)
    })?;
    let folder = paper()?;
    book_of_schema(folder.path(), schema, &like)?;
    let old = file(folder.path(), "book.rounds")?;
    assert_eq!(old.0, schema);
    let watch = Watch::new(folder.path(), true);
    let book = open(folder.path(), schema)?;
    let report = book.check()?;
    assert!(report.ok, "{:?}", report.problems);
    assert_eq!(book.names()?.len(), 40);
    drop(book);
    let record = watch.record();
    let new = file(folder.path(), "book.rounds")?;
    assert!(new.0 > schema);
    Ok((record, old, new))
}

/// Ends a migration at so many moments, by a kill and by a power cut in turn. How often the book was old and new.
fn end_at(schema: usize, moments: usize, seed: u64) -> Result<(usize, usize)> {
    let (record, old, new) = migrate(schema)?;
    let mut dice = Dice::new(seed);
    // The backup that is made first takes most of the steps, the migration itself the last of them, and then it is done.
    let all = record.ops.len();
    let last = all / 16 + 1;
    let anywhere = (1..moments).map(|nth| if nth % 2 == 0 { dice.below(all) } else { all - 1 - dice.below(last) });
    let mut at: Vec<usize> = anywhere.chain([all]).collect();
    at.sort_unstable();
    let mut replay = Replay::new(&record);
    let (mut step, mut was_old, mut was_new) = (0, 0, 0);
    for (number, moment) in at.into_iter().enumerate() {
        while step < moment && replay.step() {
            step += 1;
        }
        let left = paper()?;
        let image = if number % 2 == 0 { replay.whole() } else { replay.cut(&mut dice) };
        write_image(&image, &record.root, left.path());
        let found = file(left.path(), "book.rounds")?;
        if found.0 == schema {
            assert_eq!(found, old, "exactly the old book, at {moment}");
            was_old += 1;
        } else {
            assert_eq!(found.0, new.0);
            was_new += 1;
        }
        // A copy that is there under its name is whole.
        for name in image.keys().filter_map(|path| path.file_name()?.to_str()) {
            if name.contains(".before-v") && name.ends_with(".rounds") {
                assert_eq!(file(left.path(), name)?, old, "the copy that was made first, at {moment}");
            }
        }
        // Whatever it was, opening it ends with exactly the new one.
        let book = open(left.path(), schema)?;
        let report = book.check()?;
        assert!(report.ok, "{:?}", report.problems);
        drop(book);
        assert_eq!(file(left.path(), "book.rounds")?, new, "exactly the new book, at {moment}");
    }
    Ok((was_old, was_new))
}

#[test]
fn a_migration_that_ends_anywhere_is_all_or_nothing() -> Result<()> {
    for schema in 1..=SCHEMAS {
        let (old, new) = end_at(schema, 24, schema as u64)?;
        assert!(old >= 3 && new >= 1, "of schema {schema}: {old} old, {new} new");
    }
    Ok(())
}

/// `cargo xtask prove migrations`
#[test]
#[ignore = "takes minutes: cargo xtask prove migrations"]
fn prove_migrations() -> Result<()> {
    for schema in 1..=SCHEMAS {
        let (old, new) = end_at(schema, 100, 1_000 + schema as u64)?;
        println!("schema {schema}: 100 ends of its migration, {old} exactly old, {new} exactly new");
    }
    Ok(())
}
