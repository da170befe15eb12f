//! The real window, driven as a user drives it. `cargo xtask test` gives it a display, a D-Bus session and the program.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::panic, reason = "a journey stops at the first thing that is not as it should be, with a picture")]

mod accessible;
mod app;
mod buses;
mod clock;
mod desktops;
mod dialogs;
mod driver;
mod figures;
mod journeys;
mod keys;
mod scenes;
mod shots;
mod things;
mod window;
