//! A password: what opens the book, and what does not.

use std::fs;
use std::path::Path;

use zeroize::Zeroizing;

use crate::book::backups::{BackupReason, MakeBackup};
use crate::book::keys::{Cost, Secret};
use crate::book::passwords::SetPassword;
use crate::book::testing::{book_in, open_options};
use crate::book::{Access, Book, OpenOptions};
use crate::error::Result;

const PASSWORD: &str = "春风十里 2026";

fn ask(old: Option<&str>, new: Option<&str>) -> SetPassword {
    let text = |text: &str| Zeroizing::new(text.to_owned());
    SetPassword { old: old.map(text), recovery_code: None, new: new.map(text) }
}

fn with(folder: &Path, secret: Option<Secret>) -> OpenOptions {
    OpenOptions { secret, ..open_options(folder, Access::Write) }
}

fn open(folder: &Path, secret: Option<Secret>) -> Result<Book> {
    Book::open(&folder.join("book.rounds"), &with(folder, secret))
}

fn code(opened: Result<Book>) -> String {
    opened.map_or_else(|error| error.code().to_owned(), |_| "open".to_owned())
}

/// A closed book with the password, and its recovery code.
fn protected(folder: &Path) -> Result<String> {
    let book = book_in(folder)?;
    let set = book.set_password_at(&ask(None, Some(PASSWORD)), Some(Cost::LEAST))?;
    Ok(set.recovery_code.unwrap_or_default().to_string())
}

#[test]
fn a_book_with_a_password_opens_by_it_by_the_recovery_code_and_by_nothing_else() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let recovery = protected(folder.path())?;
    let dir = folder.path();
    assert_eq!(code(open(dir, None)), "locked");
    assert_eq!(code(open(dir, Some(Secret::password("春风十里 2027")))), "wrong_password");
    assert_eq!(code(open(dir, Some(Secret::password(PASSWORD)))), "open");
    assert_eq!(code(open(dir, Some(Secret::recovery(&recovery.to_lowercase())))), "open");
    let other = crate::book::keys::new_recovery_code()?;
    assert_eq!(code(open(dir, Some(Secret::recovery(&other)))), "wrong_recovery_code");
    assert_eq!(code(open(dir, Some(Secret::recovery("0000")))), "invalid");
    Ok(())
}

#[test]
fn no_slot_holds_the_key_in_clear_any_more() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let key = {
        let book = book_in(folder.path())?;
        book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
        book.key.to_hex().to_string()
    };
    let holds = |file: &Path| fs::read(file).unwrap().windows(key.len()).any(|part| part == key.as_bytes());
    let files = || -> Vec<std::path::PathBuf> {
        let mut files = vec![folder.path().join("book.rounds"), folder.path().join("book.rounds.slot")];
        for sub in ["config/slots", "book.rounds.backups"] {
            files.extend(fs::read_dir(folder.path().join(sub)).unwrap().map(|entry| entry.unwrap().path()));
        }
        files
    };
    assert_eq!(files().iter().filter(|file| holds(file)).count(), 3, "two slots and that of the backup hold the key");
    open(folder.path(), None)?.set_password_at(&ask(None, Some(PASSWORD)), Some(Cost::LEAST))?;
    assert!(!files().iter().any(|file| holds(file)), "with a password none does, nor does the backup's");
    Ok(())
}

#[test]
fn any_one_slot_suffices_whichever_are_lost() -> Result<()> {
    let folder = tempfile::tempdir()?;
    protected(folder.path())?;
    let dir = folder.path();
    let beside = dir.join("book.rounds.slot");
    let kept = fs::read(&beside)?;
    fs::remove_file(&beside)?;
    assert_eq!(code(open(dir, Some(Secret::password(PASSWORD)))), "open", "by the one in the configuration");
    fs::write(&beside, &kept)?;
    fs::remove_dir_all(dir.join("config/slots"))?;
    assert_eq!(code(open(dir, Some(Secret::password(PASSWORD)))), "open", "by the one beside");
    fs::write(&beside, b"{broken")?;
    assert_eq!(code(open(dir, Some(Secret::password(PASSWORD)))), "slot_missing");
    fs::write(&beside, &kept)?;
    let book = open(dir, Some(Secret::password(PASSWORD)))?;
    let backup = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    drop(book);
    let away = tempfile::tempdir()?;
    fs::copy(backup.path, away.path().join("book.rounds"))?;
    assert_eq!(code(open(away.path(), None)), "locked");
    assert_eq!(code(open(away.path(), Some(Secret::password(PASSWORD)))), "open", "by the one inside a backup");
    Ok(())
}

#[test]
fn a_change_of_the_password_needs_the_old_one_and_reaches_the_backups() -> Result<()> {
    let folder = tempfile::tempdir()?;
    protected(folder.path())?;
    let book = open(folder.path(), Some(Secret::password(PASSWORD)))?;
    let backup = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    let set = |old, new| book.set_password_at(&ask(old, new), Some(Cost::LEAST)).map(|set| set.missed);
    assert_eq!(set(Some("falsch"), Some("new password")).unwrap_err().code(), "wrong_password");
    assert_eq!(set(None, None).unwrap_err().code(), "wrong_password");
    assert_eq!(set(Some(PASSWORD), Some("kurz")).unwrap_err().code(), "invalid");
    assert_eq!(set(Some(PASSWORD), Some("new password"))?, 0, "the backup has the new one, too");
    drop(book);
    let dir = folder.path();
    assert_eq!(code(open(dir, Some(Secret::password(PASSWORD)))), "wrong_password");
    let away = tempfile::tempdir()?;
    fs::copy(&backup.path, away.path().join("book.rounds"))?;
    assert_eq!(code(open(away.path(), Some(Secret::password(PASSWORD)))), "wrong_password");
    let copy = open(away.path(), Some(Secret::password("new password")))?;
    assert!(copy.check()?.ok);
    let book = open(dir, Some(Secret::password("new password")))?;
    book.set_password(&ask(Some("new password"), None))?;
    drop(book);
    assert_eq!(code(open(dir, None)), "open", "and without one it opens by itself");
    Ok(())
}

#[test]
fn a_new_recovery_code_ends_the_old_one() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let first = protected(folder.path())?;
    let book = open(folder.path(), Some(Secret::recovery(&first)))?;
    let second = book.renew_recovery_code(&Zeroizing::new(PASSWORD.to_owned()))?.recovery_code.unwrap_or_default();
    drop(book);
    assert_eq!(code(open(folder.path(), Some(Secret::recovery(&first)))), "wrong_recovery_code");
    assert_eq!(code(open(folder.path(), Some(Secret::recovery(&second)))), "open");
    assert_eq!(code(open(folder.path(), Some(Secret::password(PASSWORD)))), "open");
    Ok(())
}
