//! The door to the book: one table of commands that the window, the command line and the tests go through.
//!
//! [`Session::dispatch`] is synchronous: name and JSON in, JSON or a [`WireError`] out. Long jobs run in the
//! background and tell of their progress by [`Event`]s.

mod app;
mod backups;
mod bulk;
mod clock;
mod commands;
mod diagnostics;
mod duplicates;
mod erasures;
mod events;
mod exports;
mod files;
mod idle;
mod imports;
mod jobs;
mod keyrings;
mod locking;
mod packs;
mod papers;
mod plans;
mod prefs;
mod reminders;
mod reviews;
mod rules;
mod samples;
mod session;
mod steps;
mod wire;
pub mod words;

pub use app::{AppState, BookInfo, CopyBook, CreateBook, LockedBook, OpenBook};
pub use commands::{COMMANDS, VERBS};
pub use events::Event;
pub use jobs::{JOBS, JobInfo, JobStarted, JobState};
pub use keyrings::{Keyring, Remembered};
pub use prefs::{EditPrefs, Prefs};
pub use reminders::{Notice, Reminding, SNOOZE_MINUTES, Standing};
pub use rules::{DescribeRule, DescribedPart, DescribedRule};
pub use session::{Access, Session, SessionOptions, WHILE_LOCKED};
pub use wire::WireError;

#[cfg(feature = "bindings")]
pub use commands::bindings;

/// Everything that a step can have changed of a customer.
pub use rounds_core::book::KEPT;
/// What somebody shows to open a book.
pub use rounds_core::book::Shown;
/// A secret that is wiped when it goes.
pub use rounds_core::book::keys::Zeroizing;
/// Every sentence about a condition, and every part of one.
pub use rounds_core::conditions::SENTENCES;
/// Every evidence of duplicates, and every degree of it.
pub use rounds_core::duplicates::WORDS as EVIDENCE;
pub use rounds_core::edits::WHATS as EDITS;
/// Every code that an error can have.
pub use rounds_core::error::CODES as ERROR_CODES;
/// What a program that shows files does before all else.
pub use rounds_core::papers::draw_if_asked;
/// A question in SQL, and how its answer is written.
pub use rounds_core::queries::{AskQuery, Format, Written};
