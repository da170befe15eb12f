//! The list of a book's backups, kept outside of the book.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Backup, BackupReason, BackupSettings, default_folder, opens, thinning};
use crate::book::keys::Key;
use crate::book::{platform, slot};
use crate::error::Result;

/// What is kept of the backups of one book.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::book) struct Listing {
    #[serde(default)]
    pub settings: BackupSettings,
    /// In the order in which they were made.
    #[serde(default)]
    pub backups: Vec<Backup>,
    #[serde(skip)]
    book: PathBuf,
    #[serde(skip)]
    uid: String,
    #[serde(skip)]
    file: PathBuf,
}

impl Listing {
    /// The list of this book; an empty one where there is none, or it cannot be read.
    pub fn load(book: &Path, uid: &str, config_dir: &Path) -> Self {
        let file = config_dir.join("backups").join(format!("{uid}.json"));
        let kept: Option<Self> = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { book: book.to_owned(), uid: uid.to_owned(), file, ..kept.unwrap_or_default() }
    }

    /// Keeps it.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn save(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(platform::write_private(&self.file, &serde_json::to_vec_pretty(self)?)?)
    }

    /// Where backups go.
    pub fn folder(&self) -> PathBuf {
        self.settings.folder.as_ref().map_or_else(|| default_folder(&self.book), PathBuf::from)
    }

    /// All folders in which there may be some.
    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![default_folder(&self.book)];
        folders.extend(self.settings.folder.iter().chain(&self.settings.second).map(PathBuf::from));
        folders
    }

    /// The backups that are there now, and those in the folders that the list does not know; oldest first.
    pub fn found(&self) -> Vec<Backup> {
        let mut all: Vec<Backup> =
            self.backups.iter().filter(|backup| Path::new(&backup.path).is_file()).cloned().collect();
        let mut strange = Vec::new();
        for folder in self.folders() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let name = path.display().to_string();
                if path.extension().is_some_and(|end| end == "rounds")
                    && !all.iter().chain(&strange).any(|known: &Backup| known.path == name)
                    && let Ok(Some((slot, size))) = slot::inside(&path)
                    && (slot.book_uid == self.uid || self.uid.is_empty())
                {
                    strange.push(Backup {
                        path: name,
                        at: platform::modified_ms(&path),
                        reason: BackupReason::Found,
                        size,
                        version: 0,
                        customers: 0,
                        visits: 0,
                        hash: String::new(),
                        erasures: 0,
                        proven_at: None,
                    });
                }
            }
        }
        strange.sort_by_key(|backup| backup.at);
        strange.append(&mut all);
        strange
    }

    /// Adds one, takes out those that are too many in its folder, and keeps the list.
    pub fn add(&mut self, backup: Backup) -> Result<()> {
        let folder = Path::new(&backup.path).parent().map(Path::to_owned).unwrap_or_default();
        self.backups.retain(|other| other.path != backup.path);
        self.backups.push(backup);
        // One on a stick that is not in now stays in the list.
        let is_gone = |path: &Path| !path.is_file() && path.parent().is_some_and(Path::is_dir);
        self.backups.retain(|other| !is_gone(Path::new(&other.path)));
        let here: Vec<&Backup> =
            self.backups.iter().filter(|other| Path::new(&other.path).parent() == Some(&folder)).collect();
        let gone: Vec<String> = thinning::superfluous(&here, self.settings.keep as usize);
        self.save()?;
        for path in &gone {
            let _ = std::fs::remove_file(path);
        }
        if !gone.is_empty() {
            self.backups.retain(|other| !gone.contains(&other.path) || Path::new(&other.path).exists());
            self.save()?;
        }
        Ok(())
    }

    /// Notes whether a backup was proven.
    pub fn note(&mut self, path: &str, change: impl FnOnce(&mut Backup)) -> Result<()> {
        if let Some(backup) = self.backups.iter_mut().find(|backup| backup.path == path) {
            change(backup);
            self.save()?;
        }
        Ok(())
    }
}

impl Listing {
    /// A backup that is no longer there.
    pub fn forget(&mut self, path: &str) -> Result<()> {
        self.backups.retain(|backup| backup.path != path);
        self.save()
    }

    /// Notes what became of a backup, one that the list did not know too.
    pub fn rewritten(&mut self, backup: &Backup, change: impl FnOnce(&mut Backup)) -> Result<()> {
        if !self.backups.iter().any(|known| known.path == backup.path) {
            self.backups.insert(0, backup.clone());
        }
        self.note(&backup.path, change)
    }
}

/// Cuts a copy to the book's own pages.
pub(in crate::book) fn settle_file(path: &Path, length: u64) -> Result<()> {
    let file = std::fs::File::options().write(true).open(path)?;
    file.set_len(length)?;
    Ok(file.sync_all()?)
}

/// The slot of each backup that can be reached gets the ways of this one: a new password holds for them, too, and the
/// old one no longer does. One of another key keeps its own ways. Gives how many could not be reached or written.
pub(in crate::book) fn settle(listing: &Listing, slot: &slot::Slot, key: &Key) -> u32 {
    let mut missed = 0;
    let mut paths: Vec<String> = listing.found().into_iter().map(|backup| backup.path).collect();
    paths.extend(listing.backups.iter().map(|backup| backup.path.clone()));
    paths.sort();
    paths.dedup();
    for path in paths {
        let path = Path::new(&path);
        let is_ours = opens(path, key);
        let new = slot::inside(path).ok().flatten().filter(|_| is_ours);
        let new = new.map(|(old, _)| slot::Slot { salt: old.salt, ..slot.clone() });
        if new.is_none_or(|new| slot::replace_inside(path, &new).is_err()) {
            missed += 1;
        }
    }
    missed
}
