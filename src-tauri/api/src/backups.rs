//! Backups: those that are asked for, and those that are made unasked.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rounds_core::book::backups::{
    self, Backup, BackupLook, BackupReason, Backups, EditBackupSettings, FetchCustomers, Fetched, LookAtBackup,
    MakeBackup, Restored,
};
use rounds_core::book::keys::Secret;
use rounds_core::book::salvage::{self, SalvageBook, Salvaged};
use rounds_core::book::{Access, OpenOptions, Shown};
use rounds_core::{Book, Error, Result};
use serde::{Deserialize, Serialize};

use crate::session::Session;

/// Asks for the backups of a book.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListBackups {
    /// A book that is not open, and perhaps does not open; the open one if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub book: Option<String>,
}

/// Makes a backup.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MakeBackupNow {
    /// The file to write; one in the folder of backups if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub path: Option<String>,
}

/// Puts a backup in the place of the book.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RestoreBackup {
    /// The backup.
    pub path: String,
    /// The book; the open one if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub book: Option<String>,
    /// What opens it, if the backup has a password and no book of the same key is open.
    #[serde(flatten)]
    pub shown: Shown,
}

/// The backups of the open book, or of one that does not open.
pub(crate) fn list(session: &Session, req: ListBackups) -> Result<Backups> {
    match req.book {
        None => session.book()?.backups(),
        Some(book) => backups::backups_of(Path::new(&book), &session.inner().config_dir),
    }
}

/// Changes how backups are made.
pub(crate) fn set(session: &Session, req: EditBackupSettings) -> Result<Backups> {
    session.book()?.set_backups(&req)
}

/// Makes a backup now.
pub(crate) fn make(session: &Session, req: MakeBackupNow) -> Result<Backup> {
    let book = session.book()?;
    let make = MakeBackup { target: req.path.map(PathBuf::from), reason: BackupReason::Asked };
    session.inner().jobs.run("backup", |progress| book.backup(&make, progress))
}

/// Proves a backup again.
pub(crate) fn prove(session: &Session, req: LookAtBackup) -> Result<Backups> {
    let book = session.book()?;
    book.prove_backup(Path::new(&req.path))?;
    book.backups()
}

/// Looks into a backup.
pub(crate) fn look(session: &Session, req: LookAtBackup) -> Result<BackupLook> {
    let book = session.book().ok();
    backups::look(Path::new(&req.path), book.as_deref(), &session.open_options(Access::Read))
}

/// Fetches single customers out of a backup into the open book.
pub(crate) fn fetch(session: &Session, req: FetchCustomers) -> Result<Fetched> {
    let book = session.book()?;
    let options = session.open_options(Access::Read);
    session.inner().jobs.run("customers.fetch", |progress| book.fetch_customers(&req, &options, progress))
}

/// Puts a backup in the place of the book, which is closed meanwhile.
pub(crate) fn restore(session: &Session, req: RestoreBackup) -> Result<Restored> {
    let open = session.book().ok();
    let mut options = session.open_options(Access::Write);
    let book = match (&req.book, &open) {
        (Some(book), _) => std::path::absolute(book)?,
        (None, Some(open)) => open.path().to_owned(),
        (None, None) => return Err(Error::refused("no_book")),
    };
    let is_open = open.as_ref().is_some_and(|open| open.path() == book);
    let shown = req.shown.secret();
    if let Some(open) = open.as_ref().filter(|_| is_open) {
        options.secret = shown.clone().or_else(|| Some(Secret::Key(open.key().clone())));
        // Before anything is touched: a backup that is no good leaves the book open.
        if !backups::look(Path::new(&req.path), Some(open), &options)?.is_proven {
            return Err(Error::refused("backup_damaged").at("file", req.path));
        }
    }
    options.secret = shown.or(options.secret);
    drop(open);
    if is_open {
        session.put_book(None);
    }
    let work = || {
        session
            .inner()
            .jobs
            .run("restore", |progress| backups::restore(&book, Path::new(&req.path), &options, progress))
    };
    let restored = match &options.secret {
        Some(Secret::Key(_)) | None => work(),
        _ => session.inner().tries.paced(work),
    };
    if is_open || (restored.is_ok() && session.inner().remembers_books) {
        // The key is that of before, or what was shown; if the book did not change, it is the book of before.
        reopen(session, &book, &options)?;
    }
    restored
}

fn reopen(session: &Session, book: &Path, options: &OpenOptions) -> Result<()> {
    match session.open_with(book, options) {
        Err(error) if error.code() == "locked" => Ok(()),
        other => other,
    }
}

/// Reads what can be read of a damaged book into a new one.
pub(crate) fn salvage(session: &Session, req: SalvageBook) -> Result<Salvaged> {
    let mut options = session.open_options(Access::Write);
    options.secret = req.shown.secret().or(options.secret);
    session.inner().jobs.run("salvage", |_| salvage::salvage(Path::new(&req.bad), Path::new(&req.new), &options))
}

/// A backup before a step that changes very much. A book that holds nobody yet needs none.
pub(crate) fn before(book: &Book, reason: BackupReason) -> Result<()> {
    if book.is_empty()? {
        return Ok(());
    }
    book.backup(&MakeBackup { target: None, reason }, &mut |_, _| true).map(drop)
}

/// A backup before the window lets its book go, if it is due, given up after this time. What fails shows itself at the
/// next start: it is still due.
pub(crate) fn before_leaving(session: &Session, reason: BackupReason, within: Option<Duration>) {
    if !session.inner().remembers_books {
        return;
    }
    if let Ok(book) = session.book()
        && book.backups().is_ok_and(|all| all.is_due == Some(true))
        && book.is_empty().is_ok_and(|is_empty| !is_empty)
    {
        let began = Instant::now();
        let mut go_on = |_, _| within.is_none_or(|most| began.elapsed() < most);
        let _ = book.backup(&MakeBackup { target: None, reason }, &mut go_on);
    }
}
