//! The slot: what opens a book. A small JSON file with the book's key, kept beside the book and in the app's
//! configuration folder, and at the end of every copy. Any one of them suffices.
//!
//! Without a password the key stands in it in clear: whoever has the folder can read the book. With one it is sealed,
//! see [`super::keys`].

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::keys::{self, Key, Secret, Way, WayKind};
use super::platform;
use crate::error::{Error, Result};

/// Bytes of SQLCipher's salt, which are the first of the file.
const SALT: usize = 16;
/// A copy with its slot inside ends with the slot's JSON, its length as 8 bytes little endian, and these bytes;
/// the whole is padded in front to a full page.
const TRAILER: &[u8; 16] = b"rounds-slot-v1\r\n";
/// SQLCipher's page size.
pub(super) const PAGE: u64 = 4096;

/// What opens a book.
#[derive(Clone, Serialize, Deserialize)]
pub struct Slot {
    /// The slot's format: 1 with the key in clear, 2 with a sealed one.
    pub version: u32,
    /// The book's uid.
    pub book_uid: String,
    /// SQLCipher's salt, hexadecimal: the first 16 bytes of the book.
    pub salt: String,
    /// How the key is wrapped: `none`, or `argon2id`.
    pub wrap: String,
    /// The raw key in clear, hexadecimal; empty if it is sealed.
    pub key: Zeroizing<String>,
    /// Which key of the book it is: empty for its first, another for each that came in its place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key_id: String,
    /// The ways to a sealed key; any one leads there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Slot({})", self.book_uid)
    }
}

impl Slot {
    /// A slot with a new random key and salt, and the key.
    ///
    /// # Errors
    /// If the system gives no random bytes.
    pub fn generate(book_uid: String) -> Result<(Self, Key)> {
        let (key, salt) = (Key::generate()?, keys::random::<SALT>()?);
        Ok((Self::in_clear(book_uid, hex::encode(salt), &key), key))
    }

    /// A slot with the key in clear.
    #[must_use]
    pub fn in_clear(book_uid: String, salt: String, key: &Key) -> Self {
        Self {
            version: 1,
            book_uid,
            salt,
            wrap: "none".to_owned(),
            key: key.to_hex(),
            key_id: String::new(),
            ways: Vec::new(),
        }
    }

    /// A slot with the key sealed in these ways.
    #[must_use]
    pub fn sealed(book_uid: String, salt: String, ways: Vec<Way>) -> Self {
        Self {
            version: 2,
            book_uid,
            salt,
            wrap: "argon2id".to_owned(),
            key: Zeroizing::default(),
            key_id: String::new(),
            ways,
        }
    }

    /// Whether a password is needed.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        self.wrap != "none"
    }

    /// The book's key, by what somebody shows.
    ///
    /// # Errors
    /// `slot_missing` if this is no slot that can open anything; `locked` if a password is needed and none was given;
    /// `wrong_password`, `wrong_recovery_code`; `invalid` for a recovery code with a slip.
    pub fn unlock(&self, secret: Option<&Secret>) -> Result<Key> {
        if self.salt.len() != SALT * 2 || !self.salt.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::refused("slot_missing"));
        }
        match (self.version, self.wrap.as_str(), secret) {
            (1, "none", _) => Key::from_hex(&self.key).ok_or_else(|| Error::refused("slot_missing")),
            (2, "argon2id", None) => Err(Error::refused("locked")),
            (2, "argon2id", Some(Secret::Key(key))) => Ok(key.clone()),
            (2, "argon2id", Some(Secret::Password(text))) => {
                self.by(WayKind::Password, &keys::folded_password(text), "wrong_password")
            }
            (2, "argon2id", Some(Secret::Recovery(text))) => {
                self.by(WayKind::Recovery, &keys::folded_recovery_code(text)?, "wrong_recovery_code")
            }
            _ => Err(Error::refused("slot_missing")),
        }
    }

    fn by(&self, kind: WayKind, secret: &[u8], wrong: &'static str) -> Result<Key> {
        for way in self.ways.iter().filter(|way| way.kind == kind) {
            if let Some(key) = way.open(secret, &self.book_uid)? {
                return Ok(key);
            }
        }
        Err(Error::refused(wrong))
    }

    /// Writes both copies.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn store(&self, book: &Path, config_dir: &Path) -> Result<()> {
        self.store_in_config(config_dir)?;
        let json = Zeroizing::new(serde_json::to_vec_pretty(self)?);
        Ok(platform::write_private(&beside(book), &json)?)
    }

    /// Writes the copy in the configuration folder.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn store_in_config(&self, config_dir: &Path) -> Result<()> {
        let json = Zeroizing::new(serde_json::to_vec_pretty(self)?);
        std::fs::create_dir_all(slots_folder(config_dir))?;
        Ok(platform::write_private(&in_config(config_dir, &self.salt), &json)?)
    }

    /// Removes the copy in the configuration folder of a key that serves no more.
    pub(super) fn remove_from_config(&self, config_dir: &Path) {
        let _ = std::fs::remove_file(in_config(config_dir, &self.salt));
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
    /// The slots whose salt the file begins with, of which any one suffices.
    Slots(Vec<Slot>),
    /// A slot beside the book with another salt: the book's header is damaged.
    Damaged(Slot),
    /// No slot anywhere.
    None,
}

/// Looks for the slots of this book: inside the file, beside it, in the configuration folder.
///
/// # Errors
/// Those of the file system.
pub fn find(book: &Path, config_dir: &Path) -> Result<Found> {
    let salt = hex::encode(head(book)?);
    let neighbour = read(&beside(book));
    let all = [inside(book)?.map(|(slot, _)| slot), neighbour.clone(), read(&in_config(config_dir, &salt))];
    let ours: Vec<Slot> = all.into_iter().flatten().filter(|slot| slot.salt == salt).collect();
    Ok(match neighbour {
        _ if !ours.is_empty() => Found::Slots(ours),
        Some(neighbour) => Found::Damaged(neighbour),
        None => Found::None,
    })
}

/// The first of these slots that opens, and the key that it gives.
///
/// # Errors
/// As for [`Slot::unlock`]; that of the first slot, unless none of them can open anything.
pub fn unlock_any(slots: Vec<Slot>, secret: Option<&Secret>) -> Result<(Slot, Key)> {
    let mut failed = Error::refused("slot_missing");
    for slot in slots {
        match slot.unlock(secret) {
            Ok(key) => return Ok((slot, key)),
            Err(error) if failed.code() == "slot_missing" => failed = error,
            Err(_) => {}
        }
    }
    Err(failed)
}

pub(super) fn read(path: &Path) -> Option<Slot> {
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
    if length > size.saturating_sub(tail_len) {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - tail_len - length))?;
    let mut json = Zeroizing::new(Vec::new());
    file.take(length).read_to_end(&mut json)?;
    // Padded in front to whole pages.
    let pages = (length + tail_len).div_ceil(PAGE);
    Ok(serde_json::from_slice(&json).ok().map(|slot| (slot, size.saturating_sub(pages * PAGE))))
}

/// Appends the slot to a copy of a book, as whole pages.
///
/// # Errors
/// Those of the file system.
pub fn append(path: &Path, slot: &Slot) -> Result<()> {
    let json = Zeroizing::new(serde_json::to_vec(slot)?);
    let used = json.len() + 8 + TRAILER.len();
    let page = usize::try_from(PAGE).unwrap_or(used);
    let mut bytes = Zeroizing::new(vec![0_u8; used.div_ceil(page) * page - used]);
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
        shorten(book, length)?;
    }
    Ok(())
}

/// Gives a copy another slot inside, in place of the one it has.
///
/// # Errors
/// `slot_missing` if it has none; those of the file system.
pub fn replace_inside(copy: &Path, slot: &Slot) -> Result<()> {
    let (_, length) = inside(copy)?.ok_or_else(|| Error::refused("slot_missing"))?;
    shorten(copy, length)?;
    append(copy, slot)
}

fn shorten(path: &Path, length: u64) -> Result<()> {
    let file = File::options().write(true).open(path)?;
    file.set_len(length)?;
    Ok(file.sync_all()?)
}
