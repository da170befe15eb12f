//! A chord that opens the line to log a visit while another program is in front. Not on Wayland, where no program gets the
//! keys of another.

use crate::{events, windows};
use rounds_api::Session;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

/// The chord that is in force, and why a wanted one is not.
#[derive(Default)]
pub struct Global(Mutex<State>);

#[derive(Default)]
struct State {
    is_ready: bool,
    chord: String,
    is_taken: bool,
}

/// Whether this desktop gives no program the keys of others.
pub fn is_wayland() -> bool {
    let says = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && (says("WAYLAND_DISPLAY") || !says("DISPLAY"))
}

/// Whether another program has the chord that is wanted.
pub fn is_taken(app: &AppHandle) -> bool {
    app.state::<Global>().0.lock().unwrap_or_else(PoisonError::into_inner).is_taken
}

/// Puts the chord of the preferences into force.
pub fn apply(app: &AppHandle) {
    let chord = app.state::<Session>().preferences().shortcut;
    let global = app.state::<Global>();
    let mut state = global.0.lock().unwrap_or_else(PoisonError::into_inner);
    if is_wayland() || (state.chord == chord && !state.is_taken) {
        return;
    }
    if !state.is_ready {
        // Only now: who wants no chord has nobody listening for one.
        if app.plugin(tauri_plugin_global_shortcut::Builder::new().build()).is_err() {
            state.is_taken = true;
            return;
        }
        state.is_ready = true;
    }
    if !state.chord.is_empty() && !state.is_taken {
        let _ = app.global_shortcut().unregister(written(&state.chord).as_str());
    }
    state.is_taken = false;
    if !chord.is_empty() {
        let pressed = app.global_shortcut().on_shortcut(written(&chord).as_str(), |app, _, event| {
            if event.state == ShortcutState::Pressed {
                windows::come_to_front(app, &[], "");
                events::menu(app, "log-line");
            }
        });
        state.is_taken = pressed.is_err();
    }
    state.chord = chord;
}

/// A chord of the page as it is registered.
fn written(chord: &str) -> String {
    chord.replace("Mod+", "CmdOrCtrl+")
}
