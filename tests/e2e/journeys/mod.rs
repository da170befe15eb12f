//! Journeys of a day's work, each in both languages, with a picture of each step.

mod calendars;
mod canaries;
mod cards;
mod confined;
mod days;
mod evenings;
mod fields;
mod files;
mod imports;
mod keyboard;
mod keyring;
mod lists;
mod managers;
mod mornings;
mod offline;
mod papers;
mod reminders;
mod safety;
mod segments;
mod start;
mod suspending;
mod trays;
mod twins;
mod workbooks;
mod writing;

use crate::things::{Thing, css, role};
use crate::window::Window;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A language of the window.
#[derive(Clone, Copy, Debug)]
pub struct Language {
    /// As the preferences name it.
    pub tag: &'static str,
    /// As its speakers call it.
    pub own_name: &'static str,
}

/// 简体中文.
pub const CHINESE: Language = Language { tag: "zh-CN", own_name: "简体中文" };
/// English.
pub const ENGLISH: Language = Language { tag: "en", own_name: "English" };

impl Language {
    /// What a user of this language writes.
    fn writes<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        if self.tag == CHINESE.tag { chinese } else { english }
    }
}

/// Makes tests of journeys: each is gone in Chinese and in English.
macro_rules! in_both_languages {
    ($($journey:ident),+ $(,)?) => { $(
        mod $journey {
            #[test]
            #[ignore = "needs the real window: cargo xtask test journeys"]
            fn in_chinese() {
                super::$journey(crate::journeys::CHINESE);
            }

            #[test]
            #[ignore = "needs the real window: cargo xtask test journeys"]
            fn in_english() {
                super::$journey(crate::journeys::ENGLISH);
            }
        }
    )+ };
}
use in_both_languages;

/// A row of the list, by its position.
fn row(position: usize) -> Thing {
    css(format!("[role=row][data-position=\"{position}\"]"))
}

/// The card of a customer.
fn card(name: &str) -> Thing {
    role("article", name)
}

/// The name in a row of the list, as a JavaScript expression.
fn name_at(position: usize) -> String {
    format!("document.querySelector('[data-position=\"{position}\"] [aria-colindex=\"2\"]')?.innerText.trim()")
}

/// The name in a row of the list.
fn name_in_row(window: &mut Window, position: usize) -> String {
    window.sees(&row(position)).value(&name_at(position)).as_str().unwrap_or_default().to_owned()
}

/// What undo would take back now: the verb of the latest change.
fn latest_change(window: &Window) -> Value {
    window.call("history_state", &json!({}))["undo"]["verb"].clone()
}

/// A file that the tests bring along.
pub fn brought(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import").join(name)
}
