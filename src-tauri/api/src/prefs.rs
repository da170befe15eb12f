//! Preferences of the app: outside of any book, without customer data.

use std::path::{Path, PathBuf};

use rounds_core::book::platform::write_private;
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};

/// What the user prefers on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct Prefs {
    /// `zh-CN` or `en`; none until asked at the first start.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    #[cfg_attr(feature = "bindings", ts(type = "\"system\" | \"light\" | \"dark\""))]
    pub theme: String,
    /// `normal` or `compact`.
    #[cfg_attr(feature = "bindings", ts(type = "\"normal\" | \"compact\""))]
    pub density: String,
    /// Percent of the normal text size, 80–200.
    pub text_size: u32,
    /// A book with a password is locked after so many minutes in which nothing was done; 0 for never.
    pub lock_after: u32,
    /// Contact data that was copied leaves the clipboard after so many seconds, if it is still there; 0 for never.
    pub clear_clipboard_after: u32,
    /// Whether reminders are told by notifications of the system; they stand in Today all the same.
    pub reminders: bool,
    /// Whether these may name the customer and what is to be done: others may see the screen.
    pub names_in_reminders: bool,
    /// Whether there is an icon in the system's tray, with what is due today.
    pub tray: bool,
    /// Whether the program goes on in the tray when its window is closed.
    pub stays_in_tray: bool,
    /// The chord that opens the line to log a visit from anywhere, such as `Mod+Alt+V`; empty for none.
    pub shortcut: String,
    /// Books opened lately, newest first.
    pub recent: Vec<String>,
    /// The uids of the books whose keys the system's keyring keeps.
    pub remembered: Vec<String>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            language: None,
            theme: "system".to_owned(),
            density: "normal".to_owned(),
            text_size: 100,
            lock_after: 5,
            clear_clipboard_after: 60,
            reminders: true,
            names_in_reminders: false,
            tray: true,
            stays_in_tray: false,
            shortcut: String::new(),
            recent: Vec::new(),
            remembered: Vec::new(),
        }
    }
}

/// Changes some preferences.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditPrefs {
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional, type = "\"system\" | \"light\" | \"dark\""))]
    pub theme: Option<String>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional, type = "\"normal\" | \"compact\""))]
    pub density: Option<String>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub text_size: Option<u32>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub lock_after: Option<u32>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub clear_clipboard_after: Option<u32>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub reminders: Option<bool>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub names_in_reminders: Option<bool>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub tray: Option<bool>,
    /// See [`Prefs`].
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub stays_in_tray: Option<bool>,
    /// See [`Prefs`]; one of [`SHORTCUTS`] or empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub shortcut: Option<String>,
}

/// The chords that may open the line to log a visit from anywhere: hardly any program has them.
pub const SHORTCUTS: &[&str] = &["Mod+Alt+V", "Mod+Alt+J", "Mod+Shift+Space"];

/// Books remembered as opened lately.
const RECENT: usize = 8;

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("prefs.json")
}

impl Prefs {
    /// The kept preferences; the defaults where there are none or they cannot be read.
    pub(crate) fn load(config_dir: &Path) -> Self {
        std::fs::read(file(config_dir)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn save(&self, config_dir: &Path) -> Result<()> {
        std::fs::create_dir_all(config_dir)?;
        Ok(write_private(&file(config_dir), &serde_json::to_vec_pretty(self)?)?)
    }

    /// Changes what is given, and keeps it.
    ///
    /// # Errors
    /// `invalid` for a value that is none.
    pub(crate) fn edit(&mut self, req: &EditPrefs, config_dir: &Path) -> Result<()> {
        let mut new = self.clone();
        choose(&mut new.theme, req.theme.as_ref(), &["system", "light", "dark"], "theme")?;
        choose(&mut new.density, req.density.as_ref(), &["normal", "compact"], "density")?;
        if let Some(language) = &req.language {
            if !crate::words::LANGUAGES.contains(&language.as_str()) {
                return Err(Error::invalid("language", "not_a_language"));
            }
            new.language = Some(language.clone());
        }
        if let Some(size) = req.text_size {
            new.text_size = size.clamp(80, 200);
        }
        if let Some(minutes) = req.lock_after {
            new.lock_after = minutes.min(24 * 60);
        }
        if let Some(seconds) = req.clear_clipboard_after {
            new.clear_clipboard_after = seconds.min(3_600);
        }
        for (place, given) in [
            (&mut new.reminders, req.reminders),
            (&mut new.names_in_reminders, req.names_in_reminders),
            (&mut new.tray, req.tray),
            (&mut new.stays_in_tray, req.stays_in_tray),
        ] {
            *place = given.unwrap_or(*place);
        }
        if req.shortcut.as_deref() == Some("") {
            new.shortcut.clear();
        } else {
            choose(&mut new.shortcut, req.shortcut.as_ref(), SHORTCUTS, "shortcut")?;
        }
        new.save(config_dir)?;
        *self = new;
        Ok(())
    }

    /// Remembers a book as the last one opened.
    pub(crate) fn opened(&mut self, book: &Path, config_dir: &Path) -> Result<()> {
        let book = book.display().to_string();
        self.recent.retain(|other| *other != book);
        self.recent.insert(0, book);
        self.recent.truncate(RECENT);
        self.save(config_dir)
    }

    /// Notes that the system's keyring keeps the key of a book, or does no more.
    pub(crate) fn note_remembered(&mut self, uid: &str, is_remembered: bool, config_dir: &Path) -> Result<()> {
        self.remembered.retain(|other| other != uid);
        if is_remembered {
            self.remembered.push(uid.to_owned());
        }
        self.save(config_dir)
    }
}

fn choose(place: &mut String, given: Option<&String>, choices: &[&str], field: &str) -> Result<()> {
    if let Some(given) = given {
        if !choices.contains(&given.as_str()) {
            return Err(Error::invalid(field, "not_a_choice"));
        }
        given.clone_into(place);
    }
    Ok(())
}
