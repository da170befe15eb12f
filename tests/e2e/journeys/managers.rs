//! The user's own lists: tags renamed, coloured, merged.

use super::{Language, in_both_languages, row};
use crate::things::{Thing, button, css, msg, msg_with, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(tags_are_renamed_coloured_and_merged);

fn tags_are_renamed_coloured_and_merged(language: Language) {
    let mut window = Window::open_with("tags", language.tag, 30);
    let (first, second) = (language.writes("早市客", "Morning round"), language.writes("老主顾", "Old hand"));
    let better = language.writes("常来的", "Comes often");
    // One of them has both: merged, it counts once.
    let ids = window.customers(5);
    window.call("customers_tag", &json!({ "customers": { "ids": ids[..3] }, "add": [first] }));
    window.call("customers_tag", &json!({ "customers": { "ids": ids[2..] }, "add": [second] }));

    window.sees(&row(0)).presses("g s").click(&role("link", msg("settings-tags")));
    window.sees(&named(first)).sees(&named(second)).shot("tags");
    window.click(&named(second)).presses("Control+a").types(better).presses("Enter").sees(&named(better));
    window.shot("renamed");
    assert_eq!(tag(&window, better)["customers"], 3);

    window.click(&button(msg_with("manage-color", json!({ "name": better }))));
    window.shot("colours").click(&button(msg("color-violet")));
    window.until("the colours are gone", "!document.querySelector('[aria-pressed=true][class*=ColorSwatch]')");
    wait_for_color(&mut window, better, "violet");
    window.shot("coloured");

    window.click(&button(msg_with("manage-more", json!({ "name": first }))));
    window.click(&role("menuitem", msg("manage-merge"))).sees(&role("menuitem", better)).shot("merge-into");
    window.click(&role("menuitem", better)).misses(&named(first)).shot("merged");
    assert_eq!(tag(&window, better)["customers"], 5, "who had both counts once");

    window.presses("Escape").presses("Control+z").sees(&named(first)).shot("undone");
    assert_eq!(tag(&window, first)["customers"], 3, "each has what it had");
    assert_eq!(tag(&window, better)["customers"], 3);
}

/// The box in which a tag's name stands.
fn named(name: &str) -> Thing {
    css(format!("li input[value={name:?}]"))
}

fn tag(window: &Window, name: &str) -> Value {
    let tags = window.call("tags_list", &json!({}));
    tags["tags"].as_array().into_iter().flatten().find(|tag| tag["name"] == name).cloned().unwrap_or_default()
}

fn wait_for_color(window: &mut Window, name: &str, color: &str) {
    if window.page().wait(|| (tag(window, name)["color"] == color).then_some(())).is_none() {
        window.fail(&format!("{name} does not become {color}: {}", tag(window, name)));
    }
}
