//! The whole day by the keyboard alone, in the dark theme: nothing is clicked.

use super::{Language, brought, card, in_both_languages, latest_change, row};
use crate::things::{Thing, button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::json;

const NAME: &str = "青岛高仁科技集团有限公司";

in_both_languages!(a_day_by_the_keyboard_alone);

fn a_day_by_the_keyboard_alone(language: Language) {
    let mut window = Window::open("keyboard", language.tag);
    starts(&mut window, language);
    imports(&mut window);
    logs_a_visit(&mut window, language.writes("水泵卖得很好", "Pumps sell very well"));
    edits_the_card(&mut window, language.writes("大客户", "Key account"));
    works_in_the_list(&mut window, language.writes("周末去", "This weekend"));
    takes_out_of_the_trash(&mut window);
    looks_up_the_keys(&mut window);
    assert_eq!(window.clicks(), 0, "the mouse was not touched");
}

fn starts(window: &mut Window, language: Language) {
    window.reaches(&button(language.own_name)).presses("Enter");
    let empty = button(msg("start-empty-title"));
    window.reaches(&empty).shot("the-beginning").presses("Enter");
    window.sees(&part(msg("customers-empty-title")));

    // The dark theme, from the settings.
    window.presses("g s").sees(&role("heading", msg("settings-general")));
    let theme = format!(
        "document.activeElement?.closest('[role=radiogroup]')?.innerText.includes({:?})",
        window.say("prefs-theme-dark")
    );
    window.tabs_until("the theme has the focus", &theme).presses("ArrowRight").presses("ArrowRight");
    window.until("it is dark", "document.documentElement.dataset.mantineColorScheme === 'dark'").shot("dark");
}

fn imports(window: &mut Window) {
    // The system's own file dialog is not ours to drive: the file is opened with the program instead.
    window.presses("g i").is_given(&brought("kehu-gbk.csv"));
    let start = button(msg_with("import-start", json!({ "count": "1,982" })));
    window.reaches(&start).shot("preview").presses("Enter");
    let see = button(msg("import-see-customers"));
    window.reaches(&see).shot("report").presses("Enter").sees(&row(0)).shot("customers");
}

fn logs_a_visit(window: &mut Window, note: &str) {
    window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    window.types("qdgr").sees(&role("option", NAME)).shot("found").presses("Enter").sees(&card(NAME));
    window.presses("l").until("the log box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
    window.types(note).reaches(&button(msg("pick-one-week"))).presses("Enter");
    let what = role("textbox", msg("log-next-what"));
    window.until_focused(&what).shot("typed").presses("Enter").sees(&part(note));
    window.presses("Escape").presses("Control+z").misses(&part(note)).shot("undone");
    window.presses("Control+Shift+z").sees(&part(note));
}

fn edits_the_card(window: &mut Window, tag: &str) {
    let phone = |number: &str| button(number.to_owned());
    window
        .reaches(&phone("133 0000 6217"))
        .presses("Enter")
        .presses("Control+a")
        .types("139 1234 5678")
        .presses("Enter");
    window.sees(&phone("139 1234 5678")).shot("phone");
    window.presses("t").until("the tag's box has the focus", "document.activeElement?.tagName === 'INPUT'");
    window.types(tag).presses("Enter").sees(&part(tag)).presses("Escape").shot("tag");
    let tomorrow = button(msg("pick-tomorrow"));
    window.presses("f").reaches(&tomorrow).presses("Enter").shot("follow-up");
    window.presses("Escape");
}

fn works_in_the_list(window: &mut Window, tag: &str) {
    window.presses("Escape").misses(&role("article", "")).shot("the-list");
    window
        .presses("/")
        .types("公司")
        .until("the list is narrowed", "document.querySelector('[role=grid]').ariaRowCount < 1900");
    // Escape empties the filter first: Tab leaves it and keeps it.
    window.tabs_until("a row has the focus", "document.activeElement?.dataset.position !== undefined");
    window.presses("j").presses("x").presses_times(3, "Shift+ArrowDown");
    window.sees(&part(msg_with("bulk-chosen", json!({ "count": "4" })))).shot("four-chosen");
    window.presses("t").until("the tag's box has the focus", "document.activeElement?.closest('[role=dialog]')");
    window.types(tag).presses("Enter").sees(&button(tag)).shot("four-tagged");
    window.presses("Control+z").misses(&button(tag));
}

fn takes_out_of_the_trash(window: &mut Window) {
    window.presses("Delete").until("they are in the trash", "!document.querySelector('[role=toolbar]')");
    assert_eq!(latest_change(window), "customers.trash");
    let restore: Thing = button(msg("trash-restore"));
    window.presses("g t").reaches(&restore).shot("trash").presses("Enter");
    window.until("three are left", "document.querySelectorAll('main li').length === 3").shot("restored");
    window.presses("g 2").sees(&css("[role=grid]"));
}

fn looks_up_the_keys(window: &mut Window) {
    let keys = role("dialog", msg("action-keys"));
    window.presses("?").sees(&keys).shot("keys").presses("Escape").misses(&keys);
}
