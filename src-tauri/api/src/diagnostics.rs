//! What may help to find a fault, told as data without anybody in it: shown to the user first, saved only as it was shown.
//! The program writes no log.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rounds_core::Result;
use rounds_core::book::platform::write_private;
use rounds_core::book::whereabouts::{self, LookAtPlace};
use rounds_core::customers::Nothing;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::session::Session;

/// So many refusals are remembered, as long as the program runs.
const MOST: usize = 100;

/// A file of diagnostics, before it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Diagnostics {
    /// JSON, to be read by the user.
    pub text: String,
}

/// Saves what was shown.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SaveDiagnostics {
    /// The file.
    pub path: String,
    /// As it was shown.
    pub text: String,
}

/// The latest commands that were refused: when, which, and the code of why. Neither what was asked nor what was found.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<VecDeque<(i64, &'static str, String)>>);

impl Refusals {
    /// Remembers one.
    pub(crate) fn note(&self, at: i64, command: &str, code: &str) {
        // Only names of our own: what comes from outside may be anything.
        let known = crate::commands::COMMANDS.iter().find(|known| **known == command).copied().unwrap_or("unknown");
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        latest.push_back((at, known, code.to_owned()));
        if latest.len() > MOST {
            latest.pop_front();
        }
    }

    fn told(&self) -> Vec<Value> {
        let latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        latest.iter().map(|(at, command, code)| json!({ "at": at, "command": command, "code": code })).collect()
    }
}

/// What there is to tell.
pub(crate) fn show(session: &Session, _: Nothing) -> Result<Diagnostics> {
    let prefs = session.prefs().clone();
    let told = json!({
        "program": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "settings": {
            "language": prefs.language, "theme": prefs.theme, "density": prefs.density, "text_size": prefs.text_size,
            "lock_after": prefs.lock_after, "clear_clipboard_after": prefs.clear_clipboard_after,
        },
        "book": book(session)?,
        "refused": session.inner().refusals.told(),
    });
    Ok(Diagnostics { text: serde_json::to_string_pretty(&told)? })
}

/// Sizes and states of the open book: no name, no path, no text of it.
fn book(session: &Session) -> Result<Value> {
    let Ok(book) = session.book() else { return Ok(Value::Null) };
    let backups = book.backups()?;
    let place = whereabouts::look(&LookAtPlace { path: book.path().display().to_string() })?;
    Ok(json!({
        "bytes": std::fs::metadata(book.path()).map_or(0, |about| about.len()),
        "customers": book.customer_count()?,
        "has_password": book.protection().has_password,
        "place": place.map(|advice| json!({ "kind": advice.kind, "service": advice.service })),
        "backups": {
            "count": backups.backups.len(), "last_proven_at": backups.last_proven_at, "is_due": backups.is_due,
            "second_is_there": backups.second_is_there,
        },
    }))
}

/// Writes it, readable by its user only.
pub(crate) fn save(_: &Session, req: SaveDiagnostics) -> Result<()> {
    Ok(write_private(Path::new(&req.path), req.text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SessionOptions;
    use std::sync::Arc;

    #[test]
    fn diagnostics_name_nobody_and_no_place_and_are_saved_as_they_were_shown() {
        let home = tempfile::tempdir().unwrap();
        let session = Session::new(SessionOptions {
            config_dir: home.path().join("config"),
            default_book_dir: home.path().join("欧阳家"),
            own_dirs: Vec::new(),
            remembers_books: true,
            keyring: None,
            events: Arc::new(|_| {}),
        });
        let call = |command: &str, args: Value| session.dispatch(command, args);
        call("book_create", json!({ "home_country": "CN" })).unwrap();
        call("customers_create", json!({ "name": "欧阳娜娜", "phone": "13800138000" })).unwrap();
        call("customers_resolve", json!({ "customer": "上官婉儿" })).unwrap_err();
        call("欧阳娜娜", json!({})).unwrap_err();
        call("customers_create", json!({ "name": { "欧阳": 1 } })).unwrap_err();
        let shown: Diagnostics = serde_json::from_value(call("diagnostics_show", Value::Null).unwrap()).unwrap();
        let told: Value = serde_json::from_str(&shown.text).unwrap();
        assert_eq!(told["book"]["customers"], 1);
        let refused: Vec<_> = told["refused"].as_array().unwrap().iter().map(|one| one["command"].clone()).collect();
        assert_eq!(refused, ["customers_resolve", "unknown", "customers_create"]);
        for secret in ["欧阳", "13800138000", "上官", home.path().to_str().unwrap()] {
            assert!(!shown.text.contains(secret), "{secret} in {}", shown.text);
        }
        let file = home.path().join("diagnostics.json");
        call("diagnostics_save", json!({ "path": file, "text": shown.text })).unwrap();
        assert_eq!(std::fs::read_to_string(file).unwrap(), shown.text);
    }

    #[test]
    fn only_the_latest_refusals_are_remembered() {
        let refusals = Refusals::default();
        (0..150).for_each(|at| refusals.note(at, "undo", "nothing_to_undo"));
        let told = refusals.told();
        assert_eq!((told.len(), &told[0]["at"]), (MOST, &json!(50)));
    }
}
