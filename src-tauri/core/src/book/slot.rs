//! The slot: what opens a book. A small JSON file with the book's key, kept beside the book and in the app's
//! configuration folder, and at the end of every copy.
//!
//! Without a password the key stands in it in clear: whoever has the folder can read the book.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::platform;
use crate::error::{Error, Result};

/// Bytes of SQLCipher's salt, which are the first of the file.
const SALT: usize = 16;
/// A copy with its slot inside ends with the slot's JSON, its length as 8 bytes little endian, and these bytes;
/// the whole is padded in front to a full page.
const TRAILER: &[u8; 16] = b"rounds-slot-v1\r\n";
/// SQLCipher's page size.
const PAGE: u64 = 4096;

/// What opens a book.
#[derive(Clone, Serialize, Deserialize)]
pub struct Slot {
    /// The slot's format; 1.
    pub version: u32,
    /// The book's uid.
    pub book_uid: String,
    /// SQLCipher's salt, hexadecimal: the first 16 bytes of the book.
    pub salt: String,
    /// How the key is wrapped; `none` so far.
    pub wrap: String,
    /// The wrapped raw key, hexadecimal.
    pub key: Zeroizing<String>,
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Slot({})", self.book_uid)
    }
}

impl Slot {
    /// A slot with a new random key and salt.
    ///
    /// # Errors
    /// If the system gives no random bytes.
    pub fn generate(book_uid: String) -> Result<Self> {
        let mut bytes = Zeroizing::new([0_u8; 32 + SALT]);
        getrandom::fill(&mut *bytes).map_err(|_| Error::refused("io").arg("detail", "no random bytes"))?;
        let (key, salt) = bytes.split_at(32);
        Ok(Self {
            version: 1,
            book_uid,
            salt: hex::encode(salt),
            wrap: "none".to_owned(),
            key: Zeroizing::new(hex::encode(key)),
        })
    }

    /// The value of `PRAGMA key`: raw key and salt.
    ///
    /// # Errors
    /// `slot_missing` if key or salt are not hexadecimal of the right length.
    pub fn pragma_key(&self) -> Result<Zeroizing<String>> {
        let right = |text: &str, bytes: usize| text.len() == bytes * 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if self.version != 1 || self.wrap != "none" || !right(&self.key, 32) || !right(&self.salt, SALT) {
            return Err(Error::refused("slot_missing"));
        }
        Ok(Zeroizing::new(format!("x'{}{}'", *self.key, self.salt)))
    }

    /// Writes both copies.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn store(&self, book: &Path, config_dir: &Path) -> Result<()> {
        let json = Zeroizing::new(serde_json::to_vec_pretty(self)?);
        std::fs::create_dir_all(slots_folder(config_dir))?;
        platform::write_private(&in_config(config_dir, &self.salt), &json)?;
        platform::write_private(&beside(book), &json)?;
        Ok(())
    }

    /// Removes both copies of a book that came to nothing.
    pub(super) fn remove(&self, book: &Path, config_dir: &Path) {
        for path in [in_config(config_dir, &self.salt), beside(book)] {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Renames a slot that lies where a new book's is to be, so that the key in it is not lost.
///
/// # Errors
/// Those of the file system.
pub fn set_aside(book: &Path) -> Result<()> {
    let path = beside(book);
    if path.exists() {
        let salt = read(&path).map_or_else(|| "unreadable".to_owned(), |slot| slot.salt.chars().take(8).collect());
        std::fs::rename(&path, platform::with_suffix(&path, &format!(".{salt}.old")))?;
    }
    Ok(())
}

/// Where the copy beside the book is.
#[must_use]
pub fn beside(book: &Path) -> PathBuf {
    platform::with_suffix(book, ".slot")
}

fn slots_folder(config_dir: &Path) -> PathBuf {
    config_dir.join("slots")
}

fn in_config(config_dir: &Path, salt: &str) -> PathBuf {
    slots_folder(config_dir).join(format!("{salt}.slot"))
}

/// What was found when looking for a book's slot.
#[derive(Debug)]
pub enum Found {
    /// The slot whose salt the file begins with.
    Slot(Slot),
    /// A slot beside the book with another salt: the book's header is damaged.
    Damaged(Slot),
    /// No slot anywhere.
    None,
}

/// Looks for the slot of this book: inside the file, beside it, in the configuration folder.
///
/// # Errors
/// Those of the file system.
pub fn find(book: &Path, config_dir: &Path) -> Result<Found> {
    if let Some((slot, _)) = inside(book)? {
        return Ok(Found::Slot(slot));
    }
    let salt = hex::encode(head(book)?);
    let neighbour = read(&beside(book));
    for slot in [neighbour.clone(), read(&in_config(config_dir, &salt))].into_iter().flatten() {
        if slot.salt == salt {
            return Ok(Found::Slot(slot));
        }
    }
    Ok(neighbour.map_or(Found::None, Found::Damaged))
}

fn read(path: &Path) -> Option<Slot> {
    let bytes = Zeroizing::new(std::fs::read(path).ok()?);
    serde_json::from_slice(&bytes).ok()
}

/// The first bytes of the file, up to the length of a salt.
///
/// # Errors
/// Those of the file system.
pub fn head(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(SALT);
    File::open(path)?.take(SALT as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The slot at the end of a copy, and the length of the book without it.
///
/// # Errors
/// Those of the file system.
pub fn inside(path: &Path) -> Result<Option<(Slot, u64)>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let tail_len = TRAILER.len() as u64 + 8;
    if size < PAGE + tail_len {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - tail_len))?;
    let mut tail = Vec::new();
    Read::by_ref(&mut file).take(tail_len).read_to_end(&mut tail)?;
    let (length, mark) = tail.split_at(tail.len().min(8));
    let (Ok(length), true) = (<[u8; 8]>::try_from(length), mark == TRAILER) else { return Ok(None) };
    let length = u64::from_le_bytes(length);
    if length > PAGE - tail_len {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - tail_len - length))?;
    let mut json = Zeroizing::new(Vec::new());
    file.take(length).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json).ok().map(|slot| (slot, size - PAGE)))
}

/// Appends the slot to a copy of a book, as one page.
///
/// # Errors
/// Those of the file system.
pub fn append(path: &Path, slot: &Slot) -> Result<()> {
    let json = Zeroizing::new(serde_json::to_vec(slot)?);
    let used = json.len() + 8 + TRAILER.len();
    let page = usize::try_from(PAGE).unwrap_or(used);
    let mut bytes = Zeroizing::new(vec![0_u8; page.saturating_sub(used)]);
    bytes.extend_from_slice(&json);
    bytes.extend_from_slice(&(json.len() as u64).to_le_bytes());
    bytes.extend_from_slice(TRAILER);
    let mut file = File::options().append(true).open(path)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Makes a copy with its slot inside a book with its slot beside it.
///
/// # Errors
/// Those of the file system.
pub fn take_out(book: &Path, config_dir: &Path) -> Result<()> {
    if let Some((slot, length)) = inside(book)? {
        slot.store(book, config_dir)?;
        let file = File::options().write(true).open(book)?;
        file.set_len(length)?;
        file.sync_all()?;
    }
    Ok(())
}
