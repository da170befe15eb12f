//! The one command the page can call.

use crate::{clipboard, closing, desktop, dialogs, files, links, menus, starting, windows};
use rounds_api::{Session, WireError};
use serde_json::Value;
use tauri::{AppHandle, State, WebviewWindow, async_runtime};

/// Runs a command of the door, away from the main thread. Names that begin with `shell_` are what only the shell can
/// do; all others go to the session.
///
/// # Errors
/// What the command says, as code, arguments and place.
#[tauri::command]
pub async fn call(
    command: String,
    args: Value,
    app: AppHandle,
    window: WebviewWindow,
    session: State<'_, Session>,
) -> Result<Value, WireError> {
    let session = session.inner().clone();
    let done = async_runtime::spawn_blocking(move || match command.as_str() {
        "shell_choose_file" => dialogs::choose_file(&window, args),
        "shell_choose_files" => dialogs::choose_files(&window, args),
        "shell_save_file" => dialogs::save_file(&window, args),
        "shell_copy" => clipboard::copy(&app, &session, &args),
        "shell_open_link" => links::open(&app, args),
        "shell_opened_file" => Ok(files::take_given(&app)),
        "shell_set_menu" => menus::show(&app, args),
        "shell_close" => closing::now(&window),
        "shell_set_title" => windows::set_title(&window, args),
        "shell_desktop" => Ok(desktop::show(&app)),
        "shell_start_with_system" => starting::set(&app, &args),
        "prefs_set" => session.dispatch(&command, args).inspect(|_| desktop::apply(&app)),
        _ => session.dispatch(&command, args),
    });
    done.await.unwrap_or_else(|why| Err(WireError::internal(why.to_string())))
}
