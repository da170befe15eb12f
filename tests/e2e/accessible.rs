//! Everybody can use it: axe looks at every scene in the real window, in both themes; no word is cut off where it is narrow.

use crate::journeys::{CHINESE, ENGLISH};
use crate::scenes::{cut_words, furnish, scenes};
use crate::things::{button, css, msg};
use crate::window::Window;
use serde_json::json;
use std::path::Path;

const LOOK: &str = include_str!("axe.js");

/// The themes, and the rules that can tell them apart: none means all.
const THEMES: [(&str, &[&str]); 2] = [("light", &[]), ("dark", &["color-contrast"])];

/// Looks at what is shown, in both themes; what was found, in words.
fn look(window: &mut Window, place: &str) -> Vec<String> {
    if window.value("typeof window.axe") == "undefined" {
        window.page().run(&axe(), vec![]);
    }
    let mut said = Vec::new();
    for (theme, rules) in THEMES {
        let seen = window.in_theme(theme).rests().page().run_async(LOOK, vec![json!(rules)]);
        let found = seen["found"].as_array().into_iter().flatten().filter_map(|one| one.as_str());
        said.extend(found.map(|one| format!("{place}, {theme}: {one}")));
        assert_eq!(seen["measured"], true, "{place}, {theme}: its contrasts are measured");
    }
    said
}

/// The tool itself, as it comes with the page's packages. WebDriver runs it beside the page's own policy.
fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// In one language: names and colours come from the same places in both.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn nothing_serious_on_any_screen() {
    let mut window = Window::open("axe", CHINESE.tag);
    window.sees(&button(CHINESE.own_name));
    let mut found = look(&mut window, "first start: language");
    window.click(&button(CHINESE.own_name)).sees(&button(msg("start-sample-title")));
    found.extend(look(&mut window, "first start: book"));
    window.click(&button(msg("start-sample-title"))).sees(&css("[role=row][data-position]"));
    furnish(&window);
    for scene in scenes() {
        scene.show(&mut window);
        found.extend(look(&mut window, scene.name));
    }
    assert!(found.is_empty(), "found {}:\n{}", found.len(), found.join("\n"));
}

/// In English, whose words are longer: what is done to several at once has the most buttons beside each other.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn no_word_is_cut_off_in_a_narrow_window() {
    let mut window = Window::open_with("narrow", ENGLISH.tag, 30);
    let scene = scenes().into_iter().find(|scene| scene.name == "customers-selected");
    scene.unwrap_or_else(|| panic!("there is no such scene")).show(&mut window);
    window.resize(1024, 700).rests();
    assert_eq!(cut_words(&window), Vec::<String>::new());
    window.page().run(IN_ONE_LINE, vec![]);
    assert_ne!(cut_words(&window), Vec::<String>::new(), "a bar without a second line is noticed");
}

/// Keeps the bar in one line.
const IN_ONE_LINE: &str = "const bar = document.querySelector('main [role=toolbar]'); bar.style.flexWrap = 'nowrap'; \
                           for (const one of bar.children) one.style.flexShrink = 1;";
