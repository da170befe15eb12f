//! The password of a book, and its recovery code: set, changed and taken off without encrypting the book anew.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::backups::{Listing, settle};
use super::keys::{self, Cost, Secret, Way, WayKind};
use super::slot::Slot;
use super::{Book, lock};
use crate::error::{Error, Result};

/// A password is this long at least.
const SHORTEST: usize = 6;
/// And at most.
const LONGEST: usize = 500;

/// How a book is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Protection {
    /// Whether a password is needed.
    pub has_password: bool,
    /// Whether there is a recovery code.
    pub has_recovery_code: bool,
}

/// Sets, changes or takes off the password.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetPassword {
    /// The present password, if there is one; a recovery code will do as well.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub old: Option<Zeroizing<String>>,
    /// The recovery code, instead of the present password.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub recovery_code: Option<Zeroizing<String>>,
    /// The new one; none takes it off.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "string", optional))]
    pub new: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for SetPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetPassword")
    }
}

/// What came of it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PasswordSet {
    /// How the book is protected now.
    pub protection: Protection,
    /// A new recovery code, shown this one time; none if there is no password any more.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub recovery_code: Option<Zeroizing<String>>,
    /// Backups that could not be reached: they still open by what held before.
    pub missed: u32,
}

impl std::fmt::Debug for PasswordSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PasswordSet({:?}, {})", self.protection, self.missed)
    }
}

impl Book {
    /// How the book is protected.
    #[must_use]
    pub fn protection(&self) -> Protection {
        let slot = lock(&self.slot);
        Protection {
            has_password: slot.is_protected(),
            has_recovery_code: slot.ways.iter().any(|way| way.kind == WayKind::Recovery),
        }
    }

    /// Sets, changes or takes off the password. A new one comes with a new recovery code; what held before holds no
    /// longer, for the backups that can be reached, too.
    ///
    /// # Errors
    /// `wrong_password`, `wrong_recovery_code`; `invalid` with `too_short` for a new one under six characters;
    /// `too_long`; those of the file system, and what held before holds on then.
    pub fn set_password(&self, req: &SetPassword) -> Result<PasswordSet> {
        self.set_password_at(req, None)
    }

    /// The same with a cost that is told, for tests.
    pub(super) fn set_password_at(&self, req: &SetPassword, cost: Option<Cost>) -> Result<PasswordSet> {
        self.check_access()?;
        self.prove_owner(req.old.as_ref(), req.recovery_code.as_ref())?;
        let old = self.slot();
        let Some(new) = &req.new else {
            let slot = Slot::in_clear(old.book_uid, old.salt, &self.key);
            return self.take_slot(slot, None);
        };
        let length = new.chars().count();
        if length < SHORTEST {
            return Err(Error::invalid("new", "too_short"));
        }
        if length > LONGEST {
            return Err(Error::too_long("new", LONGEST));
        }
        let cost = cost.map_or_else(Cost::calibrated, Ok)?;
        let code = keys::new_recovery_code()?;
        let ways = vec![
            Way::seal(WayKind::Password, &keys::folded_password(new), &self.key, &self.uid, cost)?,
            Way::seal(WayKind::Recovery, &keys::folded_recovery_code(&code)?, &self.key, &self.uid, cost)?,
        ];
        self.take_slot(Slot::sealed(old.book_uid, old.salt, ways), Some(code))
    }

    /// A new recovery code; the old one no longer opens the book.
    ///
    /// # Errors
    /// `no_password` if there is none; `wrong_password`; those of the file system.
    pub fn renew_recovery_code(&self, password: &Zeroizing<String>) -> Result<PasswordSet> {
        self.check_access()?;
        let old = self.slot();
        if !old.is_protected() {
            return Err(Error::refused("no_password"));
        }
        self.prove_owner(Some(password), None)?;
        let code = keys::new_recovery_code()?;
        let mut ways: Vec<Way> = old.ways.iter().filter(|way| way.kind == WayKind::Password).cloned().collect();
        let cost = ways.first().map_or(Cost::LEAST, |way| Cost { memory_kib: way.memory_kib, passes: way.passes });
        ways.push(Way::seal(WayKind::Recovery, &keys::folded_recovery_code(&code)?, &self.key, &self.uid, cost)?);
        self.take_slot(Slot::sealed(old.book_uid, old.salt, ways), Some(code))
    }

    /// Whoever asks for what only its user may do shows the password once more.
    ///
    /// # Errors
    /// `no_password` if there is none; `wrong_password`.
    pub fn prove_password(&self, password: &Zeroizing<String>) -> Result<()> {
        if !self.slot().is_protected() {
            return Err(Error::refused("no_password"));
        }
        self.prove_owner(Some(password), None)
    }

    /// Whoever changes what opens the book shows that they may.
    fn prove_owner(&self, password: Option<&Zeroizing<String>>, code: Option<&Zeroizing<String>>) -> Result<()> {
        let slot = self.slot();
        if !slot.is_protected() {
            return Ok(());
        }
        let secret = match (password, code) {
            (_, Some(code)) => Secret::Recovery(code.clone()),
            (Some(password), None) => Secret::Password(password.clone()),
            (None, None) => return Err(Error::refused("wrong_password")),
        };
        slot.unlock(Some(&secret)).map(drop)
    }

    fn take_slot(&self, slot: Slot, code: Option<Zeroizing<String>>) -> Result<PasswordSet> {
        let slot = Slot { key_id: self.slot().key_id, ..slot };
        slot.store(&self.path, &self.config_dir)?;
        *lock(&self.slot) = slot.clone();
        let missed = settle(&Listing::load(&self.path, &self.uid, &self.config_dir), &slot, &self.key);
        Ok(PasswordSet { protection: self.protection(), recovery_code: code, missed })
    }
}

/// How hard a password is to guess, 0 to 4; a plain measure of length and variety.
#[must_use]
pub fn strength(password: &str) -> u8 {
    let length = password.chars().count();
    let kinds = [
        password.chars().any(|c| c.is_ascii_lowercase()),
        password.chars().any(|c| c.is_ascii_uppercase()),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| !c.is_ascii_alphanumeric()),
    ];
    let kinds = kinds.into_iter().filter(|has| *has).count();
    let different: std::collections::HashSet<char> = password.chars().collect();
    if length < SHORTEST || different.len() < 4 {
        return 0;
    }
    match length + 2 * kinds {
        0..=10 => 1,
        11..=14 => 2,
        15..=19 => 3,
        _ => 4,
    }
}
