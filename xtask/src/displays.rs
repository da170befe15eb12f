//! A display nobody sees, for the tests of the real window.

use crate::Result;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server without a screen. It ends with this value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one of the given size (`1440x900`) on a number that is free.
    ///
    /// # Errors
    /// If Xvfb is not there or does not start.
    pub fn start(size: &str) -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| format!("Xvfb, the display for window tests: {why}"))?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut number);
        }
        // From here on the server is ended even if it never said its number.
        let display = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() { Err("Xvfb ended before it was ready".to_owned()) } else { Ok(display) }
    }

    /// A program that will see this display, in a D-Bus session of its own: the single instance asks there.
    pub fn show(&self, command: &Command) -> Command {
        let mut shown = Command::new("dbus-run-session");
        shown.arg("--").arg(command.get_program()).args(command.get_args()).env("DISPLAY", &self.name);
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => shown.env(key, value),
                None => shown.env_remove(key),
            };
        }
        if let Some(dir) = command.get_current_dir() {
            shown.current_dir(dir);
        }
        shown
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
