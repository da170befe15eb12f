//! The UI's packages and its build, only when something changed.

use crate::files;
use crate::steps::in_the_open;
use crate::{Result, packages};
use std::fs;
use std::process::Command;

/// What the built UI is made of.
const SOURCES: [&str; 6] =
    ["ui/src", "ui/public", "ui/index.html", "ui/vite.config.ts", "ui/package.json", "assets/messages"];

/// Written after each build of ours.
const BUILT: &str = "ui/node_modules/.rounds-built";

/// `npm …` in the UI's folder.
pub fn npm(args: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(files::at("ui")).args(args).env("npm_config_update_notifier", "false");
    command
}

/// Tauri's bundler, of the version in the UI's lock file, in the shell's folder.
pub fn tauri() -> Command {
    let mut command = Command::new("node");
    command.current_dir(files::at("src-tauri")).arg(files::at("ui/node_modules/@tauri-apps/cli/tauri.js"));
    command
}

/// Installs the UI's packages if they are not those of the lock file.
///
/// # Errors
/// If Node is missing or too old, or npm fails.
pub fn install() -> Result {
    packages::node_is_there()?;
    // npm writes this file last, with what it installed.
    let installed = files::written(&files::at("ui/node_modules/.package-lock.json"));
    let wanted = files::newest(&[files::at("ui/package-lock.json"), files::at("ui/package.json")]);
    if wanted.is_none() || installed >= wanted {
        return Ok(());
    }
    println!("The UI's packages are installed …");
    in_the_open(&mut npm(&["ci", "--no-audit", "--no-fund"]))
}

/// Builds the UI if its sources are newer than the last build. Installs its packages first.
///
/// # Errors
/// If a program is missing or the build fails.
pub fn build() -> Result {
    install()?;
    let sources: Vec<_> = SOURCES.iter().map(|path| files::at(path)).collect();
    let built = files::written(&files::at(BUILT));
    if built.is_some() && built >= files::newest(&sources) && files::at("ui/dist/index.html").exists() {
        return Ok(());
    }
    println!("The UI is built …");
    in_the_open(&mut npm(&["run", "--silent", "build"]))?;
    fs::write(files::at(BUILT), "").map_err(|why| format!("{BUILT}: {why}"))
}
