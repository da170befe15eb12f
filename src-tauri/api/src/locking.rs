//! The lock: the key is wiped and every command answers "locked", until the password is given.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rounds_core::book::backups::BackupReason;
use rounds_core::book::keys::Secret;
use rounds_core::book::passwords::{PasswordSet, Protection, SetPassword};
use rounds_core::book::rekeying::{self, KeyRenewed, RenewKey};
use rounds_core::book::{Access, Shown};
use rounds_core::customers::Nothing;
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::app::{self, BookInfo};
use crate::keyrings;
use crate::session::Session;

/// So many wrong passwords cost nothing: a slip.
const FREE: u32 = 2;
/// The longest pause. It never becomes a lockout.
const LONGEST: Duration = Duration::from_secs(30);

/// How often a wrong password was given.
#[derive(Default)]
pub(crate) struct Tries(Mutex<u32>);

impl Tries {
    /// Tries a password: after some wrong ones, slower each time.
    pub(crate) fn paced<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        // Held meanwhile: many at once are no faster than one after the other.
        let mut wrong = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::thread::sleep(pause(*wrong));
        let done = work();
        match &done {
            Err(error) if matches!(error.code(), "wrong_password" | "wrong_recovery_code") => {
                *wrong = wrong.saturating_add(1);
            }
            Ok(_) => *wrong = 0,
            Err(_) => {}
        }
        done
    }
}

/// How long to wait after so many wrong ones.
fn pause(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE) {
        None | Some(0) => Duration::ZERO,
        Some(more) => Duration::from_secs(1_u64 << more.min(5).saturating_sub(1)).min(LONGEST),
    }
}

/// Opens a locked book.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Unlock {
    /// What opens it.
    #[serde(flatten)]
    pub shown: Shown,
    /// Whether the key is taken from the system's keyring instead, see [`crate::keyrings`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub by_keyring: bool,
}

/// Shows the password once more.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WithPassword {
    /// The password.
    pub password: String,
}

/// How hard a password is to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Strength {
    /// 0 (too short or too plain) to 4.
    pub strength: u8,
}

/// Locks the book.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LockBook {
    /// So many milliseconds may the backup before it take, for who cannot wait; it is due still if it was not ready.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub within_ms: Option<u32>,
}

/// Locks the book: a due backup first, then everything of it goes out of memory.
pub(crate) fn lock(session: &Session, req: LockBook) -> Result<()> {
    if session.locked().is_some() {
        return Ok(());
    }
    let (path, protected) = {
        let book = session.book()?;
        (book.path().to_owned(), book.protection().has_password)
    };
    if !protected {
        return Err(Error::refused("no_password"));
    }
    let within = req.within_ms.map(|most| Duration::from_millis(most.into()));
    crate::backups::before_leaving(session, BackupReason::Lock, within);
    session.show(None);
    session.put_locked(&path);
    Ok(())
}

/// Unlocks it.
pub(crate) fn unlock(session: &Session, req: Unlock) -> Result<BookInfo> {
    let Some(path) = session.locked() else {
        return app::info(session).ok_or_else(|| Error::refused("no_book"));
    };
    let mut options = session.open_options(Access::Write);
    options.secret = Some(match req.shown.secret() {
        Some(secret) => secret,
        None if req.by_keyring => keyrings::secret(session, &path)?,
        None => return Err(Error::refused("wrong_password")),
    });
    session.open_with(&path, &options)?;
    app::info(session).ok_or_else(|| Error::refused("no_book"))
}

/// How the book is protected.
pub(crate) fn protection(session: &Session, _: Nothing) -> Result<Protection> {
    Ok(session.book()?.protection())
}

/// Sets, changes or takes off the password.
pub(crate) fn set_password(session: &Session, req: SetPassword) -> Result<PasswordSet> {
    let book = session.book()?;
    let set = session.inner().tries.paced(|| book.set_password(&req))?;
    if !set.protection.has_password {
        keyrings::forget_silently(session, book.uid());
    }
    session.tell("app");
    Ok(set)
}

/// Makes a new recovery code.
pub(crate) fn renew_recovery_code(session: &Session, req: WithPassword) -> Result<PasswordSet> {
    let book = session.book()?;
    session.inner().tries.paced(|| book.renew_recovery_code(&req.password.into()))
}

/// Encrypts the whole book under a new key; it is closed meanwhile.
pub(crate) fn renew_key(session: &Session, req: RenewKey) -> Result<KeyRenewed> {
    let (path, old_key, is_protected) = {
        let book = session.book()?;
        (book.path().to_owned(), book.key().clone(), book.protection().has_password)
    };
    let mut options = session.open_options(Access::Write);
    session.put_book(None);
    let work = || {
        let work = |progress: crate::jobs::Progress<'_>| rekeying::renew_key(&path, &options, &req, progress);
        session.inner().jobs.run("book.renew_key", work)
    };
    let renewed = if is_protected { session.inner().tries.paced(work) } else { work() };
    options.secret = Some(Secret::Key(renewed.as_ref().map_or(old_key, |(_, key)| key.clone())));
    session.open_with(&path, &options)?;
    let renewed = renewed?.0;
    keyrings::renew(session, &*session.book()?);
    Ok(renewed)
}

/// How hard a password is to guess; nothing is kept of it.
pub(crate) fn strength(_: &Session, req: WithPassword) -> Result<Strength> {
    Ok(Strength { strength: rounds_core::book::passwords::strength(&req.password) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_password_is_slower_each_time_and_never_locks_out() {
        let seconds: Vec<u64> = (0..12).map(|wrong| pause(wrong).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 1, 2, 4, 8, 16, 16, 16, 16, 16]);
        let tries = Tries::default();
        let wrong = || tries.paced(|| Err::<(), _>(Error::refused("wrong_password")));
        assert_eq!(wrong().unwrap_err().code(), "wrong_password");
        assert_eq!(*tries.0.lock().unwrap(), 1);
        tries.paced(|| Ok(())).unwrap();
        assert_eq!(*tries.0.lock().unwrap(), 0, "the right one ends it");
    }
}
