//! Journeys of a day's work, each in both languages.

use crate::things::{button, css};
use crate::window::Window;
use serde_json::json;

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn the_program_starts_with_its_first_screen() {
    let mut window = Window::open("first-screen", "zh-CN");
    window.sees(&button("简体中文")).sees(&button("English")).shot("language");
    assert_eq!(
        window.value("typeof window.__TAURI__"),
        json!("undefined"),
        "the page has no more of the shell than it imports"
    );
    window.sees(&css("#root > *"));
}
