//! Beside the window: the icon in the tray, the start with the system, and the chord from anywhere. A stand-in for the
//! desktop is on a bus of its own; the chord is pressed as true keys.

use super::{Language, in_both_languages};
use crate::desktops::Desktop;
use crate::things::{msg, part, role};
use crate::window::Window;
use serde_json::json;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

in_both_languages!(what_is_beside_the_window_does_what_it_says);

fn what_is_beside_the_window_does_what_it_says(language: Language) {
    let desktop = Desktop::start();
    let environment = |home: &Path| {
        let config = home.join("config").display().to_string();
        [desktop.environment(), vec![("XDG_CONFIG_HOME", config)]].concat()
    };
    let mut window = Window::open_in("tray", language.tag, environment).with(3);
    let the_line = "location.hash === '#/today' && document.activeElement?.getAttribute('aria-keyshortcuts') === 'L'";

    // The tray: its entry leads to the one line, from wherever one is.
    let is_there = window.page().wait(|| desktop.told_by_the_tray());
    assert!(is_there.is_some(), "there is an icon");
    window.goes_to("/settings/reminders").sees(&part(msg("settings-autostart"))).rests().shot("settings");
    desktop.chooses(&window.say("tray-log"));
    window.until("the line has the focus", the_line).shot("by-the-tray");

    // The start with the system is a file that names this program, and goes again.
    let file = window.home().join("config/autostart/rounds.desktop");
    window.goes_to("/settings/reminders").sees(&part(msg("settings-autostart")));
    let has_focus = format!(
        "document.activeElement?.role === 'switch' && \
         document.getElementById(document.activeElement.getAttribute('aria-labelledby'))?.innerText === {:?}",
        window.say("settings-autostart")
    );
    window.tabs_until("its switch has the focus", &has_focus).presses("Space");
    let text = window.page().wait(|| std::fs::read_to_string(&file).ok().filter(|text| !text.is_empty()));
    let text = text.unwrap_or_else(|| window.fail("no file for the start with the system"));
    assert!(text.contains("\nExec=") && text.contains("rounds\" --in-tray\n"), "{text}");
    window.rests().shot("starts-with-the-system").presses("Space");
    let gone = window.page().wait(|| (!file.exists()).then_some(()));
    assert!(gone.is_some(), "it is taken away again");

    // The chord from anywhere.
    window.call("prefs_set", &json!({ "shortcut": "Mod+Alt+V" }));
    window.goes_to("/customers").sees(&role("grid", msg("customers-title")));
    let opened = window.page().wait(|| {
        let _ = Command::new("xdotool").args(["key", "ctrl+alt+v"]).status();
        (window.value(the_line) == json!(true)).then_some(())
    });
    if opened.is_none() {
        window.fail("the chord opens no line");
    }
    window.shot("by-the-chord");

    // The tray ends the program.
    desktop.chooses(&window.say("tray-quit"));
    let ended = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        window.processes().iter().all(|process| process.name != "rounds")
    });
    assert!(ended, "the program has ended");
}
