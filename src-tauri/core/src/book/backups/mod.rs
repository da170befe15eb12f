//! Backups: copies of the book, each one file, encrypted with the same key, its slot inside, and proven by being opened.
//!
//! They are listed outside of the book (`backups/UID.json` in the app's configuration folder), so that they are found
//! when the book cannot be opened. The list holds places, times, numbers and hashes, nothing of any customer.

mod fetching;
mod listing;
mod looking;
mod making;
mod proving;
mod restoring;
mod thinning;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use fetching::{FetchCustomers, Fetched};
pub use looking::{BackupLook, LookAtBackup, look};
pub use making::free_space;
pub use restoring::{Restored, restore};

use super::slot::{self, Found, Slot};
use super::sql::Sql as _;
use super::{Book, lock, platform};
use crate::error::{Error, Result};
pub(super) use listing::{Listing, settle, settle_file};
pub(super) use making::{before_migration, copy_pages, copy_plainly, free_name, is_there};
pub(super) use proving::{Proof, open_still, open_to_look, opens, prove, rows_hash};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// Somebody asked for it.
    Asked,
    /// Half an hour of work with changes.
    Work,
    /// The program was left.
    Quit,
    /// Before an import.
    Import,
    /// Before a change of many customers.
    Bulk,
    /// Before records were merged.
    Merge,
    /// Before the schema was brought up to date.
    Migration,
    /// Before another backup was restored: the book as it was then.
    Restore,
    /// Before the book was locked.
    Lock,
    /// A file in the folder that the list did not know.
    Found,
}

impl BackupReason {
    /// Whether nobody asked for it: such a backup may be thinned out or dropped.
    #[must_use]
    pub const fn is_unasked(self) -> bool {
        !matches!(self, Self::Asked | Self::Found)
    }
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Backup {
    /// Where it is.
    pub path: String,
    /// When it was made, milliseconds UTC.
    pub at: i64,
    /// Why.
    pub reason: BackupReason,
    /// Bytes.
    pub size: u64,
    /// How many changes the book had seen.
    pub version: u64,
    /// Customers in it, those in the trash too.
    pub customers: u64,
    /// Visits in it.
    pub visits: u64,
    /// SHA-256 over all rows of all tables.
    pub hash: String,
    /// How many erasures it has seen: fewer than the book, and somebody may be in it who should not.
    #[serde(default)]
    pub erasures: u64,
    /// When it was last proven: opened, every page's signature, the database and its references checked, every row
    /// compared. None if it was not, or is no longer good.
    pub proven_at: Option<i64>,
}

/// How backups are made by themselves; of one book on one machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct BackupSettings {
    /// The folder; beside the book unless told.
    pub folder: Option<String>,
    /// A second folder, such as on a stick, used whenever it is there.
    pub second: Option<String>,
    /// At most so many that were made unasked, in each folder.
    pub keep: u32,
}

impl Default for BackupSettings {
    fn default() -> Self {
        Self { folder: None, second: None, keep: 60 }
    }
}

/// Changes how backups are made.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditBackupSettings {
    /// Another folder; empty for the one beside the book.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub folder: Option<String>,
    /// A second folder; empty for none.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub second: Option<String>,
    /// How many are kept, 10–1,000.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub keep: Option<u32>,
}

/// The backups of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Backups {
    /// Newest first.
    pub backups: Vec<Backup>,
    /// When the newest proven one was made, milliseconds UTC.
    pub last_proven_at: Option<i64>,
    /// Whether the book has changed since the newest proven one; none if the book is not open.
    pub is_due: Option<bool>,
    /// Where they go.
    pub folder: String,
    /// Whether the second folder is there now; none if there is no such setting.
    pub second_is_there: Option<bool>,
    /// How they are made.
    pub settings: BackupSettings,
}

/// What a backup is made for.
#[derive(Debug, Clone)]
pub struct MakeBackup {
    /// The file; a new one in the folder of backups if absent.
    pub target: Option<PathBuf>,
    /// Why.
    pub reason: BackupReason,
}

impl Book {
    /// The folder of the app's configuration, where slots and lists are.
    #[must_use]
    pub fn config_dir(&self) -> &Path {
        &self.config_dir
    }

    /// The backups of this book.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn backups(&self) -> Result<Backups> {
        let mut all = backups_of(&self.path, &self.config_dir)?;
        let version = self.version()?;
        all.is_due = Some(!all.backups.iter().any(|backup| backup.proven_at.is_some() && backup.version == version));
        Ok(all)
    }

    /// Changes how backups are made.
    ///
    /// # Errors
    /// `invalid` for a folder that is not there; those of the file system.
    pub fn set_backups(&self, req: &EditBackupSettings) -> Result<Backups> {
        let mut listing = Listing::load(&self.path, &self.uid, &self.config_dir);
        let folder = |field: &str, text: &String| match text.trim() {
            "" => Ok(None),
            text if Path::new(text).is_dir() => Ok(Some(text.to_owned())),
            _ => Err(Error::invalid(field, "no_such_folder")),
        };
        if let Some(text) = &req.folder {
            listing.settings.folder = folder("folder", text)?;
        }
        if let Some(text) = &req.second {
            listing.settings.second = folder("second", text)?;
        }
        if let Some(keep) = req.keep {
            listing.settings.keep = keep.clamp(10, 1_000);
        }
        listing.save()?;
        self.backups()
    }

    /// The version of the book: grows with every commit.
    pub(crate) fn version(&self) -> Result<u64> {
        self.read(|reader| Ok(reader.version))
    }

    /// The slot as it stands now.
    pub(super) fn slot(&self) -> Slot {
        lock(&self.slot).clone()
    }
}

/// The backups of a book that need not be open, or even there.
///
/// # Errors
/// Those of the file system.
pub fn backups_of(book: &Path, config_dir: &Path) -> Result<Backups> {
    let listing = Listing::load(book, &uid_of(book, config_dir)?.unwrap_or_default(), config_dir);
    let mut backups: Vec<Backup> = listing.found();
    // In the order in which they were made; of one moment the later in the list is the newer.
    backups.reverse();
    Ok(Backups {
        last_proven_at: backups.iter().filter(|backup| backup.proven_at.is_some()).map(|backup| backup.at).max(),
        is_due: None,
        folder: listing.folder().display().to_string(),
        second_is_there: listing.settings.second.as_ref().map(|folder| Path::new(folder).is_dir()),
        settings: listing.settings,
        backups,
    })
}

/// The uid that the slots of a book name, if there are any.
///
/// # Errors
/// Those of the file system.
pub fn uid_of(book: &Path, config_dir: &Path) -> Result<Option<String>> {
    if !book.is_file() {
        return Ok(slot::read(&slot::beside(book)).map(|slot| slot.book_uid));
    }
    Ok(match slot::find(book, config_dir)? {
        Found::Slots(slots) => slots.into_iter().next().map(|slot| slot.book_uid),
        Found::Damaged(slot) => Some(slot.book_uid),
        Found::None => None,
    })
}

/// `NAME.rounds.backups`, beside the book.
fn default_folder(book: &Path) -> PathBuf {
    platform::with_suffix(book, ".backups")
}

/// How many customers and visits a book has.
pub(super) fn counts(conn: &rusqlite::Connection) -> Result<(u64, u64)> {
    Ok((conn.value("SELECT count(*) FROM customer", [])?, conn.value("SELECT count(*) FROM visit", [])?))
}
