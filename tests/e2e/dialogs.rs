//! The system's dialogs for files: windows of their own beside the page, answered by true keys.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long a dialog may take to come, and to go.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a dialog takes to stand there.
const SOON: Duration = Duration::from_millis(900);

/// Chooses this file in the dialog of this title, to read it.
pub fn chooses(title: &str, file: &Path) {
    answers(title, |keys| {
        // The first stroke opens the line for a path, which takes a moment to be there.
        keys(&["type", "/"]);
        std::thread::sleep(SOON);
        keys(&["key", "ctrl+a"]);
        keys(&["type", "--delay", "8", &file.display().to_string()]);
    });
}

/// Names this file in the dialog of this title, to write it.
pub fn names(title: &str, file: &Path) {
    answers(title, |keys| {
        keys(&["key", "ctrl+a"]);
        keys(&["type", "--delay", "8", &file.display().to_string()]);
    });
}

fn answers(title: &str, says: impl Fn(&dyn Fn(&[&str]))) {
    let window = until(&format!("the dialog {title:?}"), || shown(title));
    let keys = |args: &[&str]| drop(xdotool(args));
    xdotool(&["windowfocus", "--sync", &window]);
    // What is typed before its list stands goes nowhere.
    std::thread::sleep(SOON);
    says(&keys);
    std::thread::sleep(Duration::from_millis(300));
    keys(&["key", "Return"]);
    until("the dialog goes", || shown(title).is_none().then_some(()));
}

fn shown(title: &str) -> Option<String> {
    let found = xdotool(&["search", "--onlyvisible", "--name", &format!("^{title}$")]);
    found.lines().last().map(str::to_owned)
}

fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} does not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn xdotool(args: &[&str]) -> String {
    let done = Command::new("xdotool").args(args).output().unwrap_or_else(|why| panic!("xdotool: {why}"));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
