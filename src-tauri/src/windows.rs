//! The window: how it opens, what falls on it, its title, and that there is only one of us.

use crate::errors::invalid;
use crate::places::Places;
use crate::{closing, events, files, starting, tray};
use rounds_api::WireError;
use serde_json::Value;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::plugin::TauriPlugin;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    App, AppHandle, DragDropEvent, Manager, UserAttentionType, WebviewWindow, WebviewWindowBuilder, WindowEvent, Wry,
};
use tauri_plugin_window_state::StateFlags;

/// The label of the main window, in the configuration and in the capabilities.
const MAIN: &str = "main";

/// So long a tray may take to come up at the start of a session.
const UNTIL_THE_TRAY: Duration = Duration::from_secs(20);
/// So long the page may take to come before its window is shown without it.
const UNTIL_THE_PAGE: Duration = Duration::from_secs(5);
/// A start with this opens the line to log a visit.
const LOG: &str = "--log";

/// What the page of a release does without: the web view's own menu, and its keys.
const RELEASE: &str = include_str!("release.js");

/// Opens the main window.
///
/// # Errors
/// If the web view cannot be made.
pub fn open(app: &App, places: &Places) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|config| config.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let mut builder = WebviewWindowBuilder::from_config(app, config)?
        // The page stays the page: no link leads it elsewhere, and nothing opens a second one.
        .on_navigation(|url| is_ours(url.scheme(), url.host_str()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // It is shown once its page has come: WebKitGTK draws a window only when the web view's process sends a frame, or after
        // half a second, and whoever waits for that serves no page meanwhile.
        .visible(false);
    if let Some(dir) = places.page_dir() {
        builder = builder.data_directory(dir);
    }
    let has_come = Arc::new(AtomicBool::new(false));
    let comes = has_come.clone();
    builder = builder.on_page_load(move |window, load| {
        let is_whole = load.event() == PageLoadEvent::Finished;
        if is_whole && !comes.swap(true, Ordering::Relaxed) && !starting::is_quiet() {
            let _ = window.show();
        }
    });
    if !cfg!(debug_assertions) {
        builder = builder.initialization_script(RELEASE);
    }
    let window = builder.build()?;
    let ours = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => closing::asked(&ours, api),
        WindowEvent::DragDrop(event) => dragged(ours.app_handle(), event),
        _ => {}
    });
    // A window that nobody could open shows itself.
    if starting::is_quiet() {
        show_after(app, UNTIL_THE_TRAY, |app| !tray::is_there(app));
    } else {
        show_after(app, UNTIL_THE_PAGE, move |_| !has_come.load(Ordering::Relaxed));
    }
    Ok(())
}

fn show_after(app: &App, patience: Duration, is_lost: impl FnOnce(&AppHandle) -> bool + Send + 'static) {
    let app = app.handle().clone();
    std::thread::spawn(move || {
        std::thread::sleep(patience);
        if is_lost(&app) {
            let ours = app.clone();
            let _ = app.run_on_main_thread(move || come_to_front(&ours, &[], ""));
        }
    });
}

/// The window asks to be looked at, without coming to the front.
pub fn ask_for_attention(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.request_user_attention(Some(UserAttentionType::Informational));
    }
}

/// Files are dragged over the window, and dropped or taken away again. For what only one file is meant, the first counts.
fn dragged(app: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, position } => {
            events::file_over(app, paths.first().map(PathBuf::as_path));
            events::file_at(app, position.x, position.y);
        }
        DragDropEvent::Over { position } => events::file_at(app, position.x, position.y),
        DragDropEvent::Leave => events::file_over(app, None),
        DragDropEvent::Drop { paths, position } => {
            events::file_over(app, None);
            events::file_dropped(app, paths, position.x, position.y);
        }
        _ => {}
    }
}

/// Shows `{title}` as the window's title.
///
/// # Errors
/// `invalid` if there is none.
pub fn set_title(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    let title = args.get("title").and_then(Value::as_str).ok_or_else(|| invalid("title", "missing"))?;
    // A window that is closing has no title to set.
    let _ = window.set_title(title);
    Ok(Value::Null)
}

/// A second start of the same home brings the first to the front, with the file it was given.
pub fn single_instance(places: &Places) -> TauriPlugin<Wry> {
    let builder =
        tauri_plugin_single_instance::Builder::new().callback(|app, args, from| come_to_front(app, &args, &from));
    match places.home() {
        // Books on two sticks may be open at once.
        Some(home) => builder.dbus_id(format!("app.rounds.book.home{:x}", hash_of(home))).build(),
        None => builder.build(),
    }
}

/// Brings the window to the front, with the file that a second start in the folder `from` was given.
pub fn come_to_front(app: &AppHandle, args: &[String], from: &str) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
    if args.iter().any(|arg| arg == LOG) {
        events::menu(app, "log-line");
    }
    let args = args.iter().skip(1).map(OsString::from);
    if let Some(path) = files::named(args, Path::new(from)) {
        events::file_opened(app, &path);
    }
}

/// Size and place of the window are kept from start to start.
pub fn kept_state(places: &Places) -> TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let builder = tauri_plugin_window_state::Builder::default().with_state_flags(flags);
    match places.home() {
        // An absolute name leaves the system's folder.
        Some(home) => builder.with_filename(home.join("config/window.json").to_string_lossy()).build(),
        None => builder.with_filename("window.json").build(),
    }
}

/// Whether an address is the page's own: Tauri's protocol, on each system in its form.
fn is_ours(scheme: &str, host: Option<&str>) -> bool {
    match scheme {
        "tauri" => true,
        "http" | "https" => host == Some("tauri.localhost"),
        "about" => true,
        _ => false,
    }
}

fn hash_of(home: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    home.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn the_page_cannot_be_led_elsewhere() {
        assert!(is_ours("tauri", Some("localhost")) && is_ours("http", Some("tauri.localhost")));
        assert!(!is_ours("https", Some("example.com")) && !is_ours("file", None) && !is_ours("data", None));
    }
}
