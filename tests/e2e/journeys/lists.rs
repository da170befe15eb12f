//! In the list: many at once, walking through it, and what comes back from the trash.

use super::{Language, card, in_both_languages, latest_change, name_at, name_in_row, row};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(fifty_get_a_tag_and_lose_it_by_one_undo, a_filtered_list_is_walked, the_trash_gives_back);

fn fifty_get_a_tag_and_lose_it_by_one_undo(language: Language) {
    let mut window = Window::open_with("bulk-tag", language.tag, 300);
    let tag = language.writes("五月回访", "Call in May");
    window.sees(&row(0)).click(&css("[data-position=\"0\"] [data-check]"));
    window.presses_times(49, "Shift+ArrowDown");
    let chosen = msg_with("bulk-chosen", json!({ "count": "50" }));
    window.sees(&part(chosen)).shot("fifty-chosen");

    window.presses("t").sees(&css("[role=dialog] input")).until("the tag's box has the focus", BOX_IN_DIALOG);
    window.types(tag).shot("typing-the-tag").presses("Enter");
    let aside = button(tag);
    window.sees(&aside).shot("fifty-tagged");
    assert_eq!(customers_with(&window, tag), Some(50), "all fifty have it, and nobody else");

    window.presses("Escape").presses("Control+z").misses(&aside).shot("undone");
    assert_eq!(customers_with(&window, tag), None, "one undo takes it from all of them, and the new tag with it");
    window.presses("Control+Shift+z").sees(&aside);
    assert_eq!(customers_with(&window, tag), Some(50), "redo brings it back to the same fifty");
}

const BOX_IN_DIALOG: &str =
    "document.activeElement?.closest('[role=dialog]') && document.activeElement.tagName === 'INPUT'";

/// How many customers have a tag; none if there is no such tag.
fn customers_with(window: &Window, tag: &str) -> Option<i64> {
    let tags = window.call("tags_list", &json!({}));
    tags["tags"].as_array()?.iter().find(|one| one["name"] == tag)?["customers"].as_i64()
}

fn a_filtered_list_is_walked(language: Language) {
    let mut window = Window::open_with("walk", language.tag, 300);
    let stages = window.call("stages_list", &json!({}));
    let segments = window.call("segments_list", &json!({}));
    // One that its name alone tells at the side: "New" is in "New this month", too.
    let is_alone = |stage: &Value| {
        let name = stage["name"].as_str().unwrap_or_default();
        let has = |one: &Value| one["name"].as_str().unwrap_or_default().contains(name);
        !segments.as_array().into_iter().flatten().any(has)
    };
    let mut many = stages.as_array().into_iter().flatten().filter(|stage| stage["customers"].as_i64() > Some(20));
    let Some(stage) = many.find(|stage| is_alone(stage)) else {
        window.fail(&format!("no stage has enough customers: {stages}"))
    };
    let name = stage["name"].as_str().unwrap_or_default();
    window.sees(&row(0)).click(&button(name));
    window.until(
        "the list is narrowed",
        &format!("document.querySelector('[role=grid]').ariaRowCount == {} + 1", stage["customers"]),
    );
    window.shot("filtered");

    let names: Vec<String> = (0..6).map(|position| name_in_row(&mut window, position)).collect();
    window.click(&row(0)).sees(&card(&names[0])).shot("first");
    for name in &names[1..] {
        window.presses("j").sees(&card(name));
        assert!(is_of_stage(&window, name, &stage["id"]), "{name} is one of the filtered");
    }
    window.shot("sixth");
    // As quick as fingers can: each of the keys counts.
    window.presses("k k k k k").sees(&card(&names[0]));
    window.presses("j j j j j").sees(&card(&names[5]));
    window.presses("Escape").misses(&role("article", "")).shot("back-in-the-list");
    let narrowed = window.value("document.querySelector('[role=grid]').ariaRowCount");
    assert_eq!(narrowed, json!((stage["customers"].as_i64().unwrap_or_default() + 1).to_string()), "the filter stays");
}

fn is_of_stage(window: &Window, name: &str, stage: &Value) -> bool {
    let id = window.call("customers_resolve", &json!({ "customer": name }));
    window.call("customers_show", &json!({ "id": id }))["stage_id"] == *stage
}

fn the_trash_gives_back(language: Language) {
    let mut window = Window::open_with("trash", language.tag, 300);
    let name = name_in_row(&mut window, 2);
    window.click(&row(2)).sees(&card(&name)).shot("card");
    window.presses("Delete").sees(&part(msg_with("change-customers-trash", json!({ "count": 1, "name": name }))));
    window.shot("deleted");
    assert_eq!(latest_change(&window), "customers.trash");

    window.presses("g t");
    let restore = button(msg("trash-restore"));
    window.sees(&part(&name)).shot("in-the-trash").click(&restore);
    window.sees(&role("heading", msg("trash-empty-title"))).shot("restored");
    window.presses("g 2");
    window.until("it stands where it stood", &format!("{} === {name:?}", name_at(2)));
    window.shot("in-the-list-again");

    // The restoring is a step like all others.
    window.presses("Control+z").presses("g t").sees(&part(&name)).sees(&restore);
}
