//! Backups: whole, proven, and restored over whatever is there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::book::backups::{self, Backup, BackupReason, MakeBackup};
use crate::book::testing::{book_in, open_options, req};
use crate::book::{Access, Book};
use crate::customers;
use crate::error::Result;

fn add(book: &Book, name: &str) -> Result<()> {
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?)).map(drop)
}

fn make(book: &Book, reason: BackupReason) -> Result<Backup> {
    book.backup(&MakeBackup { target: None, reason }, &mut |_, _| true)
}

fn open(folder: &Path) -> Result<Book> {
    Book::open(&folder.join("book.rounds"), &open_options(folder, Access::Write))
}

fn restore(folder: &Path, from: &str) -> Result<backups::Restored> {
    let options = open_options(folder, Access::Write);
    backups::restore(&folder.join("book.rounds"), Path::new(from), &options, &mut |_, _| true)
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_proven_and_the_same_state_needs_no_second_one() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    add(&book, "陈静")?;
    assert_eq!(book.backups()?.is_due, Some(true));
    let first = make(&book, BackupReason::Work)?;
    assert!(first.proven_at.is_some() && first.customers == 1, "{first:?}");
    assert_eq!(make(&book, BackupReason::Quit)?, first, "nothing has changed since");
    assert_eq!(book.backups()?.is_due, Some(false));
    add(&book, "Ada")?;
    let second = make(&book, BackupReason::Quit)?;
    assert_ne!(second.path, first.path);
    assert_eq!(book.backups()?.backups, [second.clone(), first], "newest first");
    let bytes = fs::read(&second.path)?;
    assert!(!bytes.windows(6).any(|part| part == "陈静".as_bytes()), "it is encrypted");
    Ok(())
}

#[test]
fn a_damaged_backup_is_no_longer_proven() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    add(&book, "陈静")?;
    let backup = make(&book, BackupReason::Work)?;
    book.prove_backup(Path::new(&backup.path))?;
    let mut bytes = fs::read(&backup.path)?;
    bytes[3 * 4096 + 100] ^= 1;
    fs::write(&backup.path, bytes)?;
    assert_eq!(book.prove_backup(Path::new(&backup.path)).unwrap_err().code(), "backup_unproven");
    assert_eq!(book.backups()?.last_proven_at, None);
    drop(book);
    let before = names_in(folder.path());
    assert_eq!(restore(folder.path(), &backup.path).unwrap_err().code(), "backup_damaged");
    fs::remove_file(folder.path().join("book.rounds.readers"))?;
    assert_eq!(names_in(folder.path()), before, "and is never put in the place of a book");
    Ok(())
}

#[test]
fn a_restore_brings_the_backup_back_and_keeps_the_present_book() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    add(&book, "陈静")?;
    let hash = book.dump_hash()?;
    let backup = make(&book, BackupReason::Work)?;
    add(&book, "Ada")?;
    let newer = book.dump_hash()?;
    let look = backups::look(Path::new(&backup.path), Some(&book), &open_options(folder.path(), Access::Write))?;
    assert_eq!((look.is_proven, look.customers, look.newer), (true, 1, 1), "{look:?}");
    assert_eq!(restore(folder.path(), &backup.path).unwrap_err().code(), "in_use");
    drop(book);

    let restored = restore(folder.path(), &backup.path)?;
    let book = open(folder.path())?;
    assert_eq!(book.dump_hash()?, hash);
    assert_eq!(restored.customers, 1);
    book.undo()?;
    book.redo()?;
    assert!(
        !book.backups()?.backups.iter().any(|known| known.version == book.version().unwrap()),
        "a version of its own"
    );
    drop(book);
    let aside = restored.set_aside.unwrap_or_default();
    restore(folder.path(), &aside)?;
    assert_eq!(open(folder.path())?.dump_hash()?, newer, "what was set aside comes back as well");
    Ok(())
}

#[test]
fn a_backup_of_another_book_is_refused() -> Result<()> {
    let (one, two) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let backup = make(&book_in(one.path())?, BackupReason::Asked)?;
    drop(book_in(two.path())?);
    assert_eq!(restore(two.path(), &backup.path).unwrap_err().code(), "other_book");
    assert_eq!(restore(two.path(), "nowhere.rounds").unwrap_err().code(), "book_missing");
    Ok(())
}

#[test]
fn a_book_that_does_not_open_or_is_gone_is_restored_and_the_damaged_file_kept() -> Result<()> {
    type Damage = fn(&Path) -> std::io::Result<()>;
    let damages: [(&str, Damage); 5] = [
        ("a header of zeros", |book| {
            let mut bytes = fs::read(book)?;
            bytes[..4096].fill(0);
            fs::write(book, bytes)
        }),
        ("a flipped bit", |book| {
            let mut bytes = fs::read(book)?;
            bytes[20_000] ^= 4;
            fs::write(book, bytes)
        }),
        ("half of the file", |book| fs::File::options().write(true).open(book)?.set_len(40_960)),
        ("an empty file", |book| fs::File::options().write(true).open(book)?.set_len(0)),
        ("no file", |book| fs::remove_file(book)),
    ];
    for (what, damage) in damages {
        let folder = tempfile::tempdir()?;
        let book = book_in(folder.path())?;
        add(&book, "陈静")?;
        let (hash, backup) = (book.dump_hash()?, make(&book, BackupReason::Work)?);
        let path: PathBuf = book.path().to_owned();
        drop(book);
        damage(&path)?;
        let damaged = fs::read(&path).ok();
        let opened = open(folder.path()).and_then(|book| book.check());
        assert!(opened.is_err() || !opened.unwrap().ok, "{what} is noticed");
        let restored = restore(folder.path(), &backup.path)?;
        assert_eq!(open(folder.path())?.dump_hash()?, hash, "{what}");
        let kept = restored.set_aside.map(fs::read).transpose()?;
        assert_eq!(kept, damaged, "{what}: the damaged file is kept as it was");
    }
    Ok(())
}

#[test]
fn a_backup_to_a_file_is_never_written_over_another() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let target = folder.path().join("stick.rounds");
    let make = |target: &Path| {
        book.backup(&MakeBackup { target: Some(target.to_owned()), reason: BackupReason::Asked }, &mut |_, _| true)
    };
    make(&target)?;
    assert_eq!(make(&target).unwrap_err().code(), "book_exists");
    let stopped = folder.path().join("stopped.rounds");
    let ended =
        book.backup(&MakeBackup { target: Some(stopped), reason: BackupReason::Asked }, &mut |_, _| false).unwrap_err();
    assert_eq!(ended.code(), "cancelled");
    assert!(!names_in(folder.path()).iter().any(|name| name.contains("stopped")), "nothing is left of it");
    assert_eq!(book.backups()?.backups.len(), 1, "the one that was asked for is in the list");
    Ok(())
}

#[test]
fn a_second_folder_is_used_when_it_is_there() -> Result<()> {
    let (folder, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let book = book_in(folder.path())?;
    add(&book, "陈静")?;
    let second = Some(stick.path().display().to_string());
    book.set_backups(&backups::EditBackupSettings { second: second.clone(), ..Default::default() })?;
    make(&book, BackupReason::Work)?;
    assert_eq!(names_in(stick.path()).len(), 1);
    let wrong = backups::EditBackupSettings { folder: Some("/no/such/place".into()), ..Default::default() };
    assert_eq!(book.set_backups(&wrong).unwrap_err().code(), "invalid");
    let there = book.backups()?;
    assert_eq!((there.second_is_there, there.backups.len()), (Some(true), 2));
    stick.close()?;
    add(&book, "Ada")?;
    make(&book, BackupReason::Work)?;
    assert_eq!(book.backups()?.second_is_there, Some(false), "and not missed when it is not");
    Ok(())
}
