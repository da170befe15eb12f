//! Closing asks nothing and loses nothing: the page writes what was being typed, then the window goes.

use crate::{events, tray};
use rounds_api::{Session, WireError};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, CloseRequestApi, Manager, WebviewWindow};

/// How long the page may take. A page that does not answer any more must not keep its window open.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the page was asked already.
#[derive(Default)]
pub struct Closing {
    asked: AtomicBool,
    /// The whole program is to end.
    quits: AtomicBool,
}

impl Closing {
    /// True the first time only: who asks again wants the window gone.
    fn begins(&self) -> bool {
        !self.asked.swap(true, Ordering::SeqCst)
    }
}

/// The user closes the window: the page hears of it first, and answers with `shell_close`.
pub fn asked(window: &WebviewWindow, api: &CloseRequestApi) {
    let app = window.app_handle();
    let stays = || app.state::<Session>().preferences().stays_in_tray && tray::is_there(app);
    if !window.state::<Closing>().quits.load(Ordering::SeqCst) && stays() {
        api.prevent_close();
        let _ = window.hide();
        return;
    }
    if !window.state::<Closing>().begins() {
        return;
    }
    api.prevent_close();
    events::closing(window.app_handle());
    let window = window.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        // Gone already, if the page answered.
        let _ = window.destroy();
    });
}

/// The program ends, whatever closing a window would do.
pub fn quit(app: &AppHandle) {
    app.state::<Closing>().quits.store(true, Ordering::SeqCst);
    for window in app.webview_windows().values() {
        let _ = window.close();
    }
}

/// The page has written everything.
///
/// # Errors
/// None; a window that is gone already is what was wanted.
pub fn now(window: &WebviewWindow) -> Result<Value, WireError> {
    let _ = window.destroy();
    Ok(Value::Null)
}

/// Lets the book go, so that its file is whole and its lock is free for the next program.
pub fn leave_the_book(app: &AppHandle) {
    // Without a book there is nothing to leave.
    let _ = app.state::<Session>().dispatch("book_close", json!({}));
}

#[cfg(test)]
mod tests {
    use super::Closing;

    #[test]
    fn the_page_is_asked_once_and_a_second_close_closes() {
        let closing = Closing::default();
        assert!(closing.begins());
        assert!(!closing.begins(), "who asks twice does not wait");
    }
}
