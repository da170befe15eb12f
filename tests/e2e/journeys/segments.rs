//! A segment is made, looked at and kept up by what happens to the customers.

use super::{Language, in_both_languages, latest_change, name_in_row, row};
use crate::things::{button, css, msg, msg_with, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_segment_follows_its_customers);

fn a_segment_follows_its_customers(language: Language) {
    let mut window = Window::open_with("segment", language.tag, 30);
    let pack = window.call("packs_list", &json!({}))[0]["id"].clone();
    window.call("packs_take", &json!({ "id": pack }));
    let (label, options) = (language.writes("主种", "Main crop"), language.writes("玉米 小麦", "Maize Wheat"));
    let options: Vec<&str> = options.split(' ').collect();
    let field = window.call("fields_create", &json!({ "label": label, "type": "choice", "options": options }));
    let uid = field_of(&window, &field["id"])["uid"].as_str().unwrap_or_default().to_owned();

    // The column is chosen, and the first two rows are filled in where they stand.
    let column = role("menuitemcheckbox", label);
    window.sees(&row(0)).click(&button(msg("list-columns"))).click(&column).presses("Escape").shot("column");
    let names: Vec<String> = (0..2).map(|position| name_in_row(&mut window, position)).collect();
    for position in 0..2 {
        let twice = format!(
            "({}.dispatchEvent(new MouseEvent('dblclick', {{ bubbles: true }})), true)",
            text_in(position, &uid)
        );
        window.until("the column is there", &text_in(position, &uid)).value(&twice);
        window.click(&role("menuitem", options[0]));
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
    let id = window.call("customers_resolve", &json!({ "customer": names[0] }));
    let other = json!({ "customer_id": id, "field_id": field["id"], "value": { "choice": options[1] } });
    window.call("values_set", &other);
    window.until("one is in it", &counted(name, 1)).until("one is left", &list_of(1)).shot("one-moved-out");
    window.presses("Control+z").until("two are in it again", &counted(name, 2)).until("both are left", &list_of(2));
    window.shot("undone");

    // Without its field it says so.
    window.call("fields_trash", &json!({ "id": field["id"] }));
    window.sees(&role("heading", msg_with("segment-problem", json!({ "name": name })))).shot("field-gone");
    window.presses("Control+z").until("it works again", &counted(name, 2)).shot("field-back");
}

fn field_of(window: &Window, id: &Value) -> Value {
    let fields = window.call("fields_list", &json!({}));
    fields.as_array().into_iter().flatten().find(|field| field["id"] == *id).cloned().unwrap_or_default()
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
