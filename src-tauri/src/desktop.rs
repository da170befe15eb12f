//! What the desktop has and does for us: notifications, a tray, a chord, a start of its own.

use crate::{notices, reminders, shortcut, starting, tray};
use serde_json::{Value, json};
use tauri::AppHandle;

/// What there is, for the settings.
pub fn show(app: &AppHandle) -> Value {
    json!({
        "notifications": notices::are_shown(),
        "tray": tray::is_there(app),
        "starts_with_system": starting::is_on(app),
        "shortcut": if shortcut::is_wayland() { "wayland" } else if shortcut::is_taken(app) { "taken" } else { "free" },
    })
}

/// Puts into force what the preferences say.
pub fn apply(app: &AppHandle) {
    shortcut::apply(app);
    reminders::Clock::changed(app);
}
