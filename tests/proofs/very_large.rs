//! A book of more than 4 GiB is checked, backed up, damaged far behind and brought back as a small one is. There is no short
//! form: what is special about it is its length.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;

use rounds_core::Result;
use rounds_core::book::backups::{self, BackupReason, MakeBackup};
use rounds_core::book::testing::{book_in, open_options};
use rounds_core::book::{Access, Book};
use rounds_core::files::{self, AttachFiles, NewFile};
use rounds_core::sample::{self, SampleOptions};

use super::dice::Dice;

const PAGE: u64 = 4_096;
/// Behind it, a page's place needs more than 32 bits.
const REACH: u64 = 1 << 32;
/// Bytes of a paper, and how many: well over the reach.
const BYTES: usize = 20 << 20;
const PAPERS: usize = 215;

/// A book with papers of noise, each of another customer.
fn large(folder: &std::path::Path) -> Result<Book> {
    let book = book_in(folder)?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: u32::try_from(PAPERS).unwrap(), seed: 3 }, &mut |_, _| true)
    })?;
    let mut dice = Dice::new(9);
    let mut noise: Vec<u8> = (0..BYTES).map(|_| dice.any() as u8).collect();
    let customers = book.ask("SELECT id FROM customer ORDER BY id")?;
    assert_eq!(customers.len(), PAPERS, "one for each paper");
    for customer in customers {
        noise[..8].copy_from_slice(&dice.any().to_le_bytes());
        let one = files::Stored::of(noise.clone())?;
        book.note(|conn| files::store(conn, book.clock().now_ms(), &one))?;
        let files = vec![NewFile { hash: one.hash, name: "合同.bin".to_owned() }];
        let to = AttachFiles { customer_id: customer.parse().unwrap(), visit_id: None, files };
        book.change("file.attach", |tx| files::attach(tx, &to))?;
    }
    Ok(book)
}

/// `cargo xtask prove very-large`
#[test]
#[ignore = "writes 14 GB: cargo xtask prove very-large"]
fn prove_very_large() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = large(folder.path())?;
    let path = book.path().to_owned();
    let report = book.check()?;
    assert!(report.ok, "{:?}", report.problems);
    let made = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    drop(book);
    let length = std::fs::metadata(&path)?.len();
    assert!(length > REACH + (64 << 20), "it is over 4 GiB: {length}");
    assert!(std::fs::metadata(&made.path)?.len() > REACH, "the copy is, too");

    let options = open_options(folder.path(), Access::Write);
    let far = (length + REACH) / 2 / PAGE * PAGE + 1_000;
    OpenOptions::new().write(true).open(&path)?.write_all_at(&[0xA5; 64], far)?;
    let book = Book::open(&path, &options)?;
    match book.check() {
        Ok(report) => assert!(!report.ok, "a damage at {far} was not noticed"),
        Err(error) => assert_eq!(error.code(), "book_damaged"),
    }
    let refused = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true);
    assert!(refused.is_err(), "no backup is made of what is damaged");
    drop(book);

    backups::restore(&path, made.path.as_ref(), &options, &mut |_, _| true)?;
    let restored = Book::open(&path, &options)?.check()?;
    assert!(restored.ok, "{:?}", restored.problems);
    assert_eq!(restored.dump_hash, report.dump_hash, "everything came back");
    println!(
        "a book of {length} bytes: checked, backed up and proven; a damage at byte {far} found; restored to the same rows"
    );
    Ok(())
}
