//! A segment is made, looked at and kept up by what happens to the customers.

use super::{Language, in_both_languages, latest_change, name_in_row, row};
use crate::things::{button, css, msg, msg_with, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_segment_follows_its_customers);

fn a_segment_follows_its_customers(language: Language) {
    let mut window = Window::open_with("segment", language.tag, 30);
    let (label, options) = (language.writes("主种", "Main crop"), language.writes("玉米 小麦", "Maize Wheat"));
    let options: Vec<&str> = options.split(' ').collect();
    window.sees(&row(0)).presses("g s").click(&role("link", msg("settings-fields"))).sees(&button(msg("pack-take")));
    takes_a_pack(&mut window);
    let uid = makes_a_field_of_choices(&mut window, label, &options);
    window.presses("g 2");

    // The column is chosen, and the first two rows are filled in where they stand.
    let column = role("menuitemcheckbox", label);
    window.sees(&row(0)).click(&button(msg("list-columns"))).click(&column).presses("Escape").shot("column");
    let names: Vec<String> = (0..2).map(|position| name_in_row(&mut window, position)).collect();
    for position in 0..2 {
        chooses_in(&mut window, position, &uid, options[0]);
        window.until(
            "it stands in its cell",
            &format!("{}?.innerText.trim() === {:?}", text_in(position, &uid), options[0]),
        );
    }
    window.shot("filled-in");

    window.click(&button(msg("filter-add"))).click(&role("menuitem", label));
    window.click(&role("menuitemcheckbox", options[0])).until("two are left", &list_of(2)).shot("narrowed");
    window.click(&button(msg("segment-save"))).sees(&css("[role=dialog] input")).shot("naming");
    let name = language.writes("种玉米的", "Maize growers");
    window.until("its name has the focus", "document.activeElement?.closest('[role=dialog] form')");
    window.presses("Control+a").types(name).presses("Enter").sees(&role("heading", name));
    window.until("two are in it", &counted(name, 2)).shot("saved");
    assert_eq!(latest_change(&window), "segment.create");

    // One of them grows something else now, and moves out by themselves; undo brings them back.
    let leaves = name_in_row(&mut window, 0);
    assert!(names.contains(&leaves), "{leaves} is one of the two");
    chooses_in(&mut window, 0, &uid, options[1]);
    window.until("one is in it", &counted(name, 1)).until("one is left", &list_of(1)).shot("one-moved-out");
    assert_ne!(name_in_row(&mut window, 0), leaves, "the other one stays");
    window.presses("Control+z").until("two are in it again", &counted(name, 2)).until("both are left", &list_of(2));
    window.shot("undone");

    // Without its field it says so.
    let field = field_called(&window, label);
    window.call("fields_trash", &json!({ "id": field["id"] }));
    window.sees(&role("heading", msg_with("segment-problem", json!({ "name": name })))).shot("field-gone");
    window.presses("Control+z").until("it works again", &counted(name, 2)).shot("field-back");
}

/// Takes the first set of a trade.
fn takes_a_pack(window: &mut Window) {
    let packs = window.call("packs_list", &json!({}));
    window.click(&button(msg("pack-take"))).click(&role("menuitem", packs[0]["name"].as_str().unwrap_or_default()));
    window.until("the pack is taken", "!document.querySelector('[role=menu]')").rests();
    assert_eq!(latest_change(window), "pack.take");
}

/// Makes a field of choices with its options, by clicks and keys alone; gives its uid.
fn makes_a_field_of_choices(window: &mut Window, label: &str, options: &[&str]) -> String {
    let box_of = |words: &str| css(format!("input[placeholder={words:?}]"));
    let kind = css(format!("input[aria-label={:?}]", window.say("column-kind")));
    window.click(&kind);
    window.click(&css("[role=option][value=choice]"));
    let new = box_of(&window.say("manage-fields-new"));
    window.click(&new).types(label).presses("Enter");
    window.sees(&css(format!("li input[value={label:?}]")));
    // The button says the options, or that there are none yet.
    window.click(&button(msg_with("manage-options-of", json!({ "name": label }))));
    for option in options {
        let new = box_of(&window.say("manage-options-new"));
        window.click(&new).types(option).presses("Enter");
        window.sees(&css(format!("[role=dialog] li input[value={option:?}]")));
    }
    window
        .shot("field-of-choices")
        .presses("Escape")
        .until("the options are closed", "!document.querySelector('[role=dialog]')");
    let field = field_called(window, label);
    let made: Vec<&str> =
        field["options"].as_array().into_iter().flatten().filter_map(|one| one["label"].as_str()).collect();
    assert_eq!((field["type"].as_str(), made.as_slice()), (Some("choice"), options));
    field["uid"].as_str().unwrap_or_default().to_owned()
}

/// Chooses an option where the field stands in the list.
fn chooses_in(window: &mut Window, position: usize, uid: &str, option: &str) {
    let twice =
        format!("({}.dispatchEvent(new MouseEvent('dblclick', {{ bubbles: true }})), true)", text_in(position, uid));
    window.until("the column is there", &text_in(position, uid)).value(&twice);
    window.click(&role("menuitem", option));
}

fn field_called(window: &Window, label: &str) -> Value {
    let fields = window.call("fields_list", &json!({}));
    fields.as_array().into_iter().flatten().find(|field| field["label"] == label).cloned().unwrap_or_default()
}

/// The list has so many rows.
fn list_of(rows: usize) -> String {
    format!("document.querySelector('[role=grid]')?.ariaRowCount == {rows} + 1")
}

/// The text of a cell, as a JavaScript expression up to the element.
fn text_in(position: usize, uid: &str) -> String {
    format!("document.querySelector('[data-position=\"{position}\"] [data-column=\"field-{uid}\"]')")
}

/// The entry at the side says how many are in a segment.
fn counted(name: &str, customers: usize) -> String {
    let said = format!("{name}{customers}").replace(' ', "");
    format!(
        "[...document.querySelectorAll('nav button[aria-pressed=true]')].some((one) => one.innerText.replace(/\\s/g, '') === {said:?})"
    )
}
