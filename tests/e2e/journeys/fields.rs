//! What a trade keeps: a pack is taken, a field is made and given another type, and a change of many is stopped on its way.

use super::{Language, in_both_languages, latest_change, row};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_pack_is_taken_and_a_field_made_and_retyped, a_change_of_very_many_is_stopped_on_its_way);

fn a_pack_is_taken_and_a_field_made_and_retyped(language: Language) {
    let mut window = Window::open_with("fields", language.tag, 30);
    let before = fields(&window).len();
    window.sees(&row(0)).presses("g s").click(&role("link", msg("settings-fields"))).sees(&button(msg("pack-take")));
    window.click(&button(msg("pack-take"))).sees(&css("[role=menuitem]")).shot("packs");
    let packs = window.call("packs_list", &json!({ "language": language.tag }));
    window.click(&role("menuitem", packs[0]["name"].as_str().unwrap_or_default()));
    window.until("the pack is taken", "!document.querySelector('[role=menu]')").rests().shot("pack-taken");
    assert_eq!(latest_change(&window), "pack.take");
    assert!(fields(&window).len() > before, "the pack brings fields");

    // A field is made, filled for three, and looked at before it becomes a number.
    let label = language.writes("亩数", "Acres of land");
    window.click(&css(format!("input[placeholder={:?}]", window.say("manage-fields-new"))));
    window.types(label).presses("Enter").sees(&css(format!("li input[value={label:?}]"))).shot("field-made");
    let field = fields(&window).into_iter().find(|field| field["label"] == label).unwrap_or_default();
    let ids = window.customers(3);
    let many = language.writes("很多", "plenty");
    for (id, text) in ids.iter().zip(["12", "7.5", many]) {
        let value = json!({ "customer_id": id, "field_id": field["id"], "value": { "text": text } });
        window.call("values_set", &value);
    }
    window.click(&button(msg_with("manage-more", json!({ "name": label }))));
    let kind = css(format!("[role=dialog] input[aria-label={:?}]", window.say("column-kind")));
    window.click(&kind).click(&css("[role=dialog] [role=option][value=number]"));
    window.sees(&part(many)).shot("what-would-be-lost");
    window.click(&button(msg_with("manage-type-take", json!({ "type": window.say("field-type-number") }))));
    window.until("it is a number", "!document.querySelector('[role=dialog] [role=status]')").shot("retyped");
    assert_eq!(type_of(&window, &field), "number");
    window.presses("Escape").presses("Control+z");
    let back = window.page().wait(|| (type_of(&window, &field) == "text").then_some(()));
    assert!(back.is_some(), "one undo makes it the text it was, with what could not be a number");
}

fn fields(window: &Window) -> Vec<Value> {
    window.call("fields_list", &json!({})).as_array().cloned().unwrap_or_default()
}

fn type_of(window: &Window, field: &Value) -> Value {
    fields(window).into_iter().find(|one| one["id"] == field["id"]).unwrap_or_default()["type"].clone()
}

fn a_change_of_very_many_is_stopped_on_its_way(language: Language) {
    let mut window = Window::open_with("bulk-many", language.tag, 0);
    // Longer than a script may take: it is asked for, and waited for.
    let sample = "window.__TAURI_INTERNALS__.invoke('call', { command: 'sample_make', args: { customers: 12000 } })\
        .then(() => { window.isMade = true; });";
    window.page().run(sample, vec![]);
    window.until("the sample is made", "window.isMade").reload().sees(&row(0));
    let before = stage_counts(&window);

    let all = window.value("document.querySelector('[role=grid]').ariaRowCount - 1");
    assert_eq!(all, json!(12_000));
    window.click(&row(0)).presses("Escape").presses("Control+a").sees(&button(msg("bulk-set"))).shot("all-chosen");
    set_first_stage(&mut window);
    window.page().run(STOPS, vec![]);
    window.shot("how-many-change").click(&button(msg("bulk-set-do")));
    window.until("it is stopped on its way", "window.wasStopped").misses(&css("[data-testid=job]")).shot("stopped");
    assert_eq!(stage_counts(&window), before, "stopped, nothing is done");

    // What was asked for still stands there.
    window.click(&button(msg("bulk-set-do"))).sees(&css("[data-testid=job]")).shot("progress");
    let all_in_one = |counts: &[i64]| counts.first() == Some(&12_000);
    assert!(comes(&window, all_in_one), "all are changed: {:?}", stage_counts(&window));
    window.misses(&css("[data-testid=job]")).shot("changed").presses("Escape").presses("Control+z");
    assert!(comes(&window, |counts| counts == before), "one undo: {:?}", stage_counts(&window));
}

/// Clicks on Cancel as soon as it is there: a person has a second for it, a driver that takes pictures has not.
const STOPS: &str = "const observer = new MutationObserver(() => {
        const stop = document.querySelector('[data-testid=job] button');
        if (!stop) return;
        observer.disconnect();
        stop.click();
        window.wasStopped = true;
    });
    observer.observe(document.body, { subtree: true, childList: true });";

/// Whether the stages come to have such counts.
fn comes(window: &Window, so: impl Fn(&[i64]) -> bool) -> bool {
    window.page().wait(|| so(&stage_counts(window)).then_some(())).is_some()
}

/// Asks for the first stage, and waits until it is said how many that changes.
fn set_first_stage(window: &mut Window) {
    window.click(&button(msg("bulk-set"))).sees(&css("[role=dialog] form"));
    let choice = css("[role=listbox] [role=option]");
    window.click(&role("combobox", msg("bulk-set-what"))).click(&role("option", msg("column-stage")));
    // The first list fades out: the first choice of the second one is meant.
    window.misses(&choice).click(&role("combobox", msg("bulk-set-to"))).click(&choice);
    window
        .until("it is said how many change", "document.querySelector('[role=dialog] [role=status]')?.innerText.trim()");
}

/// How many customers each stage has.
fn stage_counts(window: &Window) -> Vec<i64> {
    let stages = window.call("stages_list", &json!({}));
    stages.as_array().into_iter().flatten().filter_map(|stage| stage["customers"].as_i64()).collect()
}
