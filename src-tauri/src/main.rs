//! The desktop shell: one window on the book, and what only a desktop program can do.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod closing;
mod desktop;
mod dialogs;
mod door;
#[cfg(target_os = "linux")]
mod drawing;
mod errors;
mod events;
mod files;
#[cfg(unix)]
mod instance;
mod keyring;
mod links;
mod menus;
mod notices;
mod places;
mod reminders;
mod shortcut;
mod starting;
#[cfg(target_os = "linux")]
mod suspending;
mod tray;
mod windows;

use places::Places;
use rounds_api::{Session, SessionOptions};
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{Manager, RunEvent};

/// With this word first, it is the command line: packages bring `rounds-cli` as a script that says it.
const COMMAND_LINE: &str = "cli";

fn main() -> ExitCode {
    if rounds_api::draw_if_asked() {
        return ExitCode::SUCCESS;
    }
    let mut line = std::env::args_os().skip(1).peekable();
    if line.next_if(|word| word == COMMAND_LINE).is_some() {
        return rounds_cli::run(std::iter::once("rounds-cli".into()).chain(line));
    }
    match open_window() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn open_window() -> Result<(), Box<dyn Error>> {
    #[cfg(target_os = "linux")]
    drawing::suit_the_machine();
    let places = Places::of_the_environment();
    let builder = tauri::Builder::default();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init()).plugin(tauri_plugin_autostart::init(
        tauri_plugin_autostart::MacosLauncher::LaunchAgent,
        Some(vec![starting::IN_THE_TRAY]),
    ));
    builder
        // The single instance goes first: a second start ends here, and the first one comes to the front.
        .plugin(windows::single_instance(&places))
        .plugin(windows::kept_state(&places))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .invoke_handler(tauri::generate_handler![door::call])
        .on_menu_event(|app, event| menus::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            let (config_dir, default_book_dir) = (places.config_dir(app)?, places.book_dir(app)?);
            let events = events::to_all_windows(app.handle().clone());
            #[cfg(unix)]
            match instance::look(app.handle(), &config_dir) {
                instance::Found::Nobody(first) => drop(app.manage(first)),
                instance::Found::Another => std::process::exit(0),
            }
            let own_dirs = places.own_dirs(app);
            app.manage(Session::new(SessionOptions {
                config_dir,
                default_book_dir,
                own_dirs,
                remembers_books: true,
                keyring: Some(Arc::new(keyring::SystemKeyring)),
                events,
            }));
            app.manage(files::Given::by(std::env::args_os().skip(1)));
            app.manage(closing::Closing::default());
            app.manage(clipboard::Copied::default());
            app.manage(tray::Tray::default());
            app.manage(shortcut::Global::default());
            reminders::start(app.handle());
            #[cfg(target_os = "linux")]
            suspending::lock_before(app.state::<Session>().inner().clone());
            windows::open(app, &places)?;
            desktop::apply(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                clipboard::leave(app);
                closing::leave_the_book(app);
            }
        });
    Ok(())
}
