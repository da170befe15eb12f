//! What the page hears of. The session tells after the commit; all windows hear it.

use crate::reminders::Clock;
use rounds_api::Event;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::{AppHandle, Emitter};

/// Passes the session's events on to all windows.
pub fn to_all_windows(app: AppHandle) -> Arc<dyn Fn(Event) + Send + Sync> {
    Arc::new(move |event| {
        if matches!(event, Event::Changed { .. }) {
            Clock::changed(&app);
        }
        // Nobody left to hear it is no error: the app is about to end.
        let _ = app.emit(event.name(), &event);
    })
}

/// What the shell itself knows of a topic has changed.
pub fn stale(app: &AppHandle, topic: &str) {
    let event = Event::Changed { topics: vec![topic.to_owned()] };
    let _ = app.emit(event.name(), &event);
}

#[derive(Clone, Serialize)]
struct File<'a> {
    path: &'a Path,
}

#[derive(Clone, Serialize)]
struct Dropped<'a> {
    /// The first of them.
    path: &'a Path,
    paths: &'a [PathBuf],
    x: f64,
    y: f64,
}

/// Files were dropped at a point of the window, in pixels of the screen.
pub fn file_dropped(app: &AppHandle, paths: &[PathBuf], x: f64, y: f64) {
    if let Some(path) = paths.first() {
        let _ = app.emit("file_dropped", Dropped { path, paths, x, y });
    }
}

#[derive(Clone, Serialize)]
struct At {
    x: f64,
    y: f64,
}

/// What is held over the window is over this point of it, in pixels of the screen.
pub fn file_at(app: &AppHandle, x: f64, y: f64) {
    let _ = app.emit("file_at", At { x, y });
}

/// A second start asked for a file.
pub fn file_opened(app: &AppHandle, path: &Path) {
    let _ = app.emit("file_opened", File { path });
}

#[derive(Clone, Serialize)]
struct Over<'a> {
    path: Option<&'a Path>,
}

/// A file is held over the window; none when it is dropped or taken away.
pub fn file_over(app: &AppHandle, path: Option<&Path>) {
    let _ = app.emit("file_over", Over { path });
}

/// The window is about to close: the page writes what was being typed.
pub fn closing(app: &AppHandle) {
    let _ = app.emit("closing", ());
}

#[derive(Clone, Serialize)]
struct Chosen<'a> {
    id: &'a str,
}

/// An action was chosen in the system's menu bar.
pub fn menu(app: &AppHandle, id: &str) {
    let _ = app.emit("menu", Chosen { id });
}
