//! A picture of every screen, in each language, theme and size: `cargo xtask shots`.

use crate::things::{Thing, button, css, part, role};
use crate::window::Window;
use serde_json::json;

const SIZES: [(u32, u32); 3] = [(1024, 700), (1440, 900), (2560, 1440)];

#[test]
#[ignore = "makes pictures: cargo xtask shots"]
fn every_screen_in_chinese() {
    every_screen("zh-CN", "简体中文");
}

#[test]
#[ignore = "makes pictures: cargo xtask shots"]
fn every_screen_in_english() {
    every_screen("en", "English");
}

fn every_screen(language: &'static str, its_name: &str) {
    empty_screens(language, its_name);
    let mut window = Window::open("full", language);
    window.click(&button(its_name));
    let sample = button(window.say("start-sample-title"));
    window.click(&sample).sees(&css("[role=row][data-position]"));
    let palette = role("dialog", window.say("action-palette"));
    for theme in ["light", "dark"] {
        window.prefers(&json!({ "theme": theme })).sees(&css("nav"));
        for (width, height) in SIZES {
            let name = |screen: &str| format!("{screen}-{theme}-{width}");
            window.resize(width, height);
            for (screen, path, there) in screens(&window) {
                window.goes_to(path).sees(&there).shot(&name(screen));
            }
            window.goes_to("/customers").presses("Control+k").sees(&palette);
            window.shot(&name("palette")).presses("Escape");
        }
    }
}

/// What one sees before there is anything.
fn empty_screens(language: &'static str, its_name: &str) {
    let mut window = Window::open("empty", language);
    window.sees(&button(its_name)).shot("language").click(&button(its_name));
    let empty = button(window.say("start-empty-title"));
    window.sees(&empty).shot("book").click(&empty);
    window.sees(&part(window.say("customers-empty-title"))).shot("customers");
    let import = part(window.say("import-title"));
    window.goes_to("/import").sees(&import).shot("import");
    let trash = role("heading", window.say("trash-empty-title"));
    window.goes_to("/trash").sees(&trash).shot("trash");
}

/// Each screen: its name, its address, and what shows that it is there.
fn screens(window: &Window) -> Vec<(&'static str, &'static str, Thing)> {
    let titled = |key: &str| role("heading", window.say(key));
    vec![
        ("customers", "/customers", css("[role=row][data-position]")),
        ("card", "/customers/1", css("article[aria-label]")),
        ("new", "/customers/new", titled("action-new-customer")),
        ("import", "/import", titled("import-title")),
        ("trash", "/trash", titled("trash-empty-title")),
        ("settings", "/settings", titled("settings-general")),
        ("tags", "/settings/tags", titled("settings-tags")),
        ("stages", "/settings/stages", titled("settings-stages")),
        ("fields", "/settings/fields", titled("settings-fields")),
    ]
}
