//! The system's keyring: where its user wants it, it keeps the key of a book, and opens the book without the password. It
//! is never the only way, and what it holds is tried before it is believed.

use std::path::Path;

use rounds_core::book::keys::{Key, Secret, Zeroizing};
use rounds_core::book::{Book, key_fits, uid_of};
use rounds_core::customers::Nothing;
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::locking::WithPassword;
use crate::session::Session;

/// A keyring, as far as a book needs one. What goes wrong is said in the system's own words, which hold no secret.
pub trait Keyring: Send + Sync {
    /// Keeps a secret under a name, in place of what was there.
    ///
    /// # Errors
    /// If it is not there, is locked and stays so, or cannot write.
    fn keep(&self, name: &str, secret: &str) -> std::result::Result<(), String>;

    /// The secret under a name, if there is one.
    ///
    /// # Errors
    /// If it is not there, or is locked and stays so.
    fn find(&self, name: &str) -> std::result::Result<Option<Zeroizing<String>>, String>;

    /// Forgets what is under a name; nothing is forgotten easily.
    ///
    /// # Errors
    /// If it is not there, or is locked and stays so.
    fn forget(&self, name: &str) -> std::result::Result<(), String>;
}

/// Whether the keyring opens the open book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Remembered {
    /// Whether there may be a keyring at all; whether it answers shows itself when it is asked.
    pub is_possible: bool,
    /// Whether it keeps the key of this book.
    pub is_remembered: bool,
}

/// Whether the keyring opens the open book, by the preferences of this computer: it is not asked.
pub(crate) fn remembered(session: &Session, _: Nothing) -> Result<Remembered> {
    let book = session.book()?;
    Ok(Remembered { is_possible: session.inner().keyring.is_some(), is_remembered: is_remembered(session, book.uid()) })
}

/// Gives the key of the open book to the keyring. Whoever asks shows the password once more.
pub(crate) fn remember(session: &Session, req: WithPassword) -> Result<()> {
    let book = session.book()?;
    let keyring = keyring(session)?;
    session.inner().tries.paced(|| book.prove_password(&req.password.into()))?;
    keep(keyring, &book)?;
    let noted = note(session, book.uid(), true);
    if noted.is_err() {
        // What nobody knows of is not kept.
        let _ = keyring.forget(book.uid());
    }
    session.tell("app");
    noted
}

/// Takes the key of the open book out of the keyring. From then on it is not asked any more, even where it did not answer.
pub(crate) fn forget(session: &Session, _: Nothing) -> Result<()> {
    let book = session.book()?;
    let noted = note(session, book.uid(), false);
    session.tell("app");
    let unforgotten = |detail: String| Error::refused("keyring_unforgotten").arg("detail", detail);
    keyring(session)?.forget(book.uid()).map_err(unforgotten)?;
    noted
}

/// The password is taken off: there is nothing left to remember.
pub(crate) fn forget_silently(session: &Session, uid: &str) {
    if is_noted(session, uid) {
        let _ = note(session, uid, false);
        if let Ok(keyring) = keyring(session) {
            // What it keeps opens nothing that is not open to everybody now.
            let _ = keyring.forget(uid);
        }
    }
}

/// The book has a new key: the keyring keeps that one, or none.
pub(crate) fn renew(session: &Session, book: &Book) {
    if is_noted(session, book.uid()) && keyring(session).and_then(|keyring| keep(keyring, book)).is_err() {
        forget_silently(session, book.uid());
    }
}

/// Whether the keyring opens a book that is locked.
pub(crate) fn opens(session: &Session, book: &Path) -> bool {
    let uid = uid_of(book, &session.inner().config_dir).ok().flatten();
    uid.is_some_and(|uid| is_remembered(session, &uid))
}

/// The key of a locked book out of the keyring.
///
/// # Errors
/// `keyring_missing`, `keyring_failed`; `keyring_empty` if it keeps nothing for this book, and `keyring_stale` if what it
/// keeps does not fit: it is not asked again then.
pub(crate) fn secret(session: &Session, book: &Path) -> Result<Secret> {
    let keyring = keyring(session)?;
    let uid = uid_of(book, &session.inner().config_dir)?.unwrap_or_default();
    let Some(kept) = keyring.find(&uid).map_err(failed)? else {
        note(session, &uid, false)?;
        return Err(Error::refused("keyring_empty"));
    };
    match Key::from_hex(&kept) {
        Some(key) if key_fits(book, &key)? => Ok(Secret::Key(key)),
        _ => {
            forget_silently(session, &uid);
            Err(Error::refused("keyring_stale"))
        }
    }
}

fn keyring(session: &Session) -> Result<&dyn Keyring> {
    session.inner().keyring.as_deref().ok_or_else(|| Error::refused("keyring_missing"))
}

/// Keeps the book's key, and looks whether it is there.
fn keep(keyring: &dyn Keyring, book: &Book) -> Result<()> {
    let key = book.key().to_hex();
    keyring.keep(book.uid(), &key).map_err(failed)?;
    match keyring.find(book.uid()).map_err(failed)? {
        Some(kept) if *kept == *key => Ok(()),
        _ => Err(failed("it does not keep what it is given".to_owned())),
    }
}

fn failed(detail: String) -> Error {
    Error::refused("keyring_failed").arg("detail", detail)
}

fn is_noted(session: &Session, uid: &str) -> bool {
    session.prefs().remembered.iter().any(|noted| noted == uid)
}

fn is_remembered(session: &Session, uid: &str) -> bool {
    session.inner().keyring.is_some() && is_noted(session, uid)
}

fn note(session: &Session, uid: &str, is_remembered: bool) -> Result<()> {
    session.prefs().note_remembered(uid, is_remembered, &session.inner().config_dir)
}

#[cfg(test)]
mod tests;
