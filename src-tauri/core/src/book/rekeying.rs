//! A new key for the whole book: everything is encrypted anew, as a copy that is proven before it takes the book's place.
//!
//! The backups that can be reached get the new key, too, each as a proven copy of its own. One that cannot be reached
//! keeps the old key, and opens by the slot inside of it and the password of that time.

use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::backups::{Listing, copy_pages, open_still, prove};
use super::erasing::ledger::Ledger;
use super::keys::{self, Cost, Key, Secret, Way, WayKind};
use super::locks::Locks;
use super::opening::{OpenOptions, connect};
use super::progress::OnProgress;
use super::slot::{self, Found, Slot};
use super::{erasing, platform};
use crate::error::{Error, Result};

/// Encrypts the whole book under a new key.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RenewKey {
    /// The password, if the book has one.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub password: Option<Zeroizing<String>>,
}

/// What came of a new key.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeyRenewed {
    /// The book.
    pub path: String,
    /// A new recovery code, shown this one time; none if there is no password.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub recovery_code: Option<Zeroizing<String>>,
    /// Backups that have the new key, too.
    pub rewritten: u32,
    /// Backups that could not be reached or read: their paths. They keep the old key.
    pub missed: Vec<String>,
}

impl std::fmt::Debug for KeyRenewed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyRenewed({}, {}, {:?})", self.path, self.rewritten, self.missed)
    }
}

/// Encrypts a book that nobody has open under a new random key. One with a password keeps it, and needs it here; its
/// recovery code is a new one.
///
/// # Errors
/// `in_use`, `in_use_by_reader`; `book_missing`, `slot_missing`, `book_damaged`; `wrong_password` if it has one and
/// another or none was given; `backup_damaged` if the copy is not what the book is; `disk_full`, `cancelled`, those of
/// the file system. The book is as it was then.
pub fn renew_key(
    book: &Path,
    options: &OpenOptions,
    req: &RenewKey,
    on_progress: OnProgress<'_>,
) -> Result<(KeyRenewed, Key)> {
    let password = req.password.as_ref();
    let book = std::path::absolute(book)?;
    let place = || book.display().to_string();
    if !book.is_file() {
        return Err(Error::refused("book_missing").at("file", place()));
    }
    let _locks = Locks::writer(&book)?;
    let _alone = Locks::keep_readers_out(&book)?;
    let slots = match slot::find(&book, &options.config_dir)? {
        Found::Slots(slots) => slots,
        Found::Damaged(_) => return Err(Error::refused("book_damaged").at("file", place())),
        Found::None => return Err(Error::refused("slot_missing").at("file", place())),
    };
    let secret = password.map(|password| Secret::Password(password.clone()));
    let (old_slot, old_key) = slot::unlock_any(slots, secret.as_ref()).map_err(|error| match error.code() {
        "locked" => Error::refused("wrong_password"),
        _ => error,
    })?;
    let (new_slot, new_key, code) = new_opener(&old_slot, password)?;

    let new = platform::with_suffix(&book, ".rekeying");
    discard(&new);
    let copied = {
        let source = connect(&book, &old_key, &old_slot.salt, false)?;
        erasing::checkpoint(&source)?;
        // Copying is half of the way, proving the rest.
        copy_pages(&source, &new_key, &new_slot.salt, &new, &mut |done, total| on_progress(done, total * 2))
    };
    let ledger = copied.and_then(|copied| {
        if prove(&new, &new_key)? != copied.whole {
            return Err(Error::refused("backup_damaged").at("file", place()));
        }
        platform::make_private(&new)?;
        let conn = open_still(&new, &new_key)?;
        Ok(Ledger::of(&conn).unwrap_or_default())
    });
    let mut ledger = ledger.inspect_err(|_| discard(&new))?;
    ledger.join(Ledger::outside(&old_slot.book_uid, &old_key, &options.config_dir));
    // The copy in the configuration folder stands under the new salt beside that of the old one: whichever of both files
    // is in the book's place when the power goes, its slot is there.
    new_slot.store_in_config(&options.config_dir).inspect_err(|_| discard(&new))?;
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(platform::with_suffix(&book, suffix));
    }
    std::fs::rename(&new, &book)?;
    platform::sync_folder(&book)?;
    new_slot.store(&book, &options.config_dir)?;
    if !ledger.is_empty() {
        ledger.keep_outside(&new_slot.book_uid, &new_key, &options.config_dir)?;
    }
    let (rewritten, missed) = renew_backups(&book, (&old_slot, &old_key), (&new_slot, &new_key), options)?;
    old_slot.remove_from_config(&options.config_dir);
    Ok((KeyRenewed { path: place(), recovery_code: code, rewritten, missed }, new_key))
}

/// A new key with its slot, opened by the same password if there is one.
fn new_opener(old: &Slot, password: Option<&Zeroizing<String>>) -> Result<(Slot, Key, Option<Zeroizing<String>>)> {
    let (mut in_clear, key) = Slot::generate(old.book_uid.clone())?;
    in_clear.key_id = hex::encode(keys::random::<8>()?);
    if !old.is_protected() {
        return Ok((in_clear, key, None));
    }
    let password = password.ok_or_else(|| Error::refused("wrong_password"))?;
    let cost = old.ways.first().map_or(Cost::LEAST, |way| Cost { memory_kib: way.memory_kib, passes: way.passes });
    let code = keys::new_recovery_code()?;
    let ways = vec![
        Way::seal(WayKind::Password, &keys::folded_password(password), &key, &old.book_uid, cost)?,
        Way::seal(WayKind::Recovery, &keys::folded_recovery_code(&code)?, &key, &old.book_uid, cost)?,
    ];
    let sealed = Slot { key_id: in_clear.key_id.clone(), ..Slot::sealed(in_clear.book_uid, in_clear.salt, ways) };
    Ok((sealed, key, Some(code)))
}

fn renew_backups(
    book: &Path,
    (old_slot, old_key): (&Slot, &Key),
    (slot, key): (&Slot, &Key),
    options: &OpenOptions,
) -> Result<(u32, Vec<String>)> {
    let mut listing = Listing::load(book, &old_slot.book_uid, &options.config_dir);
    let mut missed: Vec<String> = listing
        .backups
        .iter()
        .filter(|backup| !Path::new(&backup.path).is_file())
        .filter(|backup| Path::new(&backup.path).parent().is_none_or(|folder| !folder.is_dir()))
        .map(|backup| backup.path.clone())
        .collect();
    let mut rewritten = 0;
    for backup in listing.found() {
        match renew_backup(Path::new(&backup.path), old_key, slot, key) {
            Ok(size) => {
                let now = options.clock.now_ms();
                listing.rewritten(&backup, |backup| (backup.size, backup.proven_at) = (size, Some(now)))?;
                rewritten += 1;
            }
            Err(_) => missed.push(backup.path),
        }
    }
    Ok((rewritten, missed))
}

/// One backup under the new key; gives its size.
fn renew_backup(path: &Path, old_key: &Key, slot: &Slot, key: &Key) -> Result<u64> {
    let new = platform::with_suffix(path, ".part");
    let written = (|| {
        // A salt of its own, as every file has.
        let slot = Slot { salt: hex::encode(keys::random::<16>()?), ..slot.clone() };
        let source = open_still(path, old_key)?;
        let copied = copy_pages(&source, key, &slot.salt, &new, &mut |_, _| true)?;
        drop(source);
        slot::append(&new, &slot)?;
        if prove(&new, key)? != copied.whole {
            return Err(Error::refused("backup_damaged"));
        }
        platform::make_private(&new)?;
        std::fs::rename(&new, path)?;
        platform::sync_folder(path)?;
        Ok(std::fs::metadata(path)?.len())
    })();
    if written.is_err() {
        discard(&new);
    }
    written
}

fn discard(new: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(platform::with_suffix(new, suffix));
    }
}
