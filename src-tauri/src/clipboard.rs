//! Contact data that is copied stays on the clipboard for a while only: the next program that looks would have it.

use crate::errors::{invalid, io};
use arboard::Clipboard;
use rounds_api::{Session, WireError};
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// What was copied last, until it is cleared. The system asks us for it as long as it is on the clipboard.
#[derive(Default)]
pub struct Copied(Mutex<Copy>);

#[derive(Default)]
struct Copy {
    clipboard: Option<Clipboard>,
    text: Option<String>,
    /// Counts copies: each is cleared at its own time.
    number: u64,
}

impl Copied {
    /// What stays is not known any more once it is there, and so never cleared.
    fn put(&self, text: &str, stays: bool) -> Result<u64, arboard::Error> {
        let mut copy = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if copy.clipboard.is_none() {
            copy.clipboard = Some(Clipboard::new()?);
        }
        if let Some(clipboard) = &mut copy.clipboard {
            let set = clipboard.set();
            if stays { set } else { unremembered(set) }.text(text.to_owned())?;
        }
        copy.text = (!stays).then(|| text.to_owned());
        copy.number += 1;
        Ok(copy.number)
    }

    /// Clears the clipboard if what was copied is there still; of a certain copy, or of the last one.
    fn clear(&self, number: Option<u64>) {
        let mut copy = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if number.is_some_and(|number| number != copy.number) {
            return;
        }
        let text = copy.text.take();
        if let Some(clipboard) = &mut copy.clipboard
            && text.is_some_and(|text| clipboard.get_text().is_ok_and(|there| there == text))
        {
            // What cannot be cleared goes with the next copy.
            let _ = clipboard.clear();
        }
    }
}

/// Programs that keep what was copied are asked not to keep this.
fn unremembered(set: arboard::Set<'_>) -> arboard::Set<'_> {
    #[cfg(target_os = "linux")]
    let set = arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(windows)]
    let set = arboard::SetExtWindows::exclude_from_history(set);
    #[cfg(target_os = "macos")]
    let set = arboard::SetExtApple::exclude_from_history(set);
    set
}

/// Puts `{text}` on the clipboard, and takes it off again after the time that the preferences say, unless it `stays`: a
/// report is copied to be pasted whenever that is.
///
/// # Errors
/// `invalid` without a text, `io` if there is no clipboard.
pub fn copy(app: &AppHandle, session: &Session, args: &Value) -> Result<Value, WireError> {
    let text = args.get("text").and_then(Value::as_str).ok_or_else(|| invalid("text", "missing"))?;
    let stays = args.get("stays").and_then(Value::as_bool).unwrap_or(false);
    let number = app.state::<Copied>().put(text, stays).map_err(|why| io(&why.to_string()))?;
    let prefs = session.dispatch("prefs_get", json!({}));
    let seconds = prefs.ok().and_then(|prefs| prefs["clear_clipboard_after"].as_u64()).unwrap_or(60);
    if seconds > 0 && !stays {
        let app = app.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(seconds));
            app.state::<Copied>().clear(Some(number));
        });
    }
    Ok(Value::Null)
}

/// The program ends: what it copied does not outlive it.
pub fn leave(app: &AppHandle) {
    app.state::<Copied>().clear(None);
}
