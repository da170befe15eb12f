//! A day: Today is opened, a visit is logged in one line with its next step, which then stands in Today, and is taken back.

use super::{Language, card, in_both_languages, latest_change, name_in_row, row};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::{Enter, Window};
use serde_json::json;
use std::time::Duration;

in_both_languages!(a_visit_is_logged_in_one_line, a_line_is_taken_apart_on_the_card);

fn a_visit_is_logged_in_one_line(language: Language) {
    let mut window = Window::open_with("one-line", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.presses("g").presses("1").sees(&role("textbox", msg("line-label"))).shot("the-morning");
    let id = |window: &Window| window.call("history_state", &json!({}))["undo"]["id"].clone();
    let before = id(&window);

    // Interaction 1: L. Interaction 2: the line. Interaction 3: Enter.
    window.presses("l").until("the box has the focus", "document.activeElement?.tagName === 'INPUT'");
    let (line, what) = match language.tag {
        "en" => {
            (format!("yesterday visited {name}, wants 20 pumps, back tomorrow 3pm with samples"), "back with samples")
        }
        _ => (format!("昨天拜访{name} 谈了水泵,想要20台 明天下午3点带样品再去"), "带样品再去"),
    };
    window.types(&line);
    window.until(
        "what was read stands below",
        &format!("document.querySelector('[role=group] span')?.innerText.includes({name:?})"),
    );
    window.until("the next step is told in full", "document.querySelector('main, body').innerText.includes('15:00')");
    window.shot("read-as-its-parts");
    window.composes(language.writes("。", "."), Enter::WhileComposing);
    assert_eq!(id(&window), before, "an Enter of the input method saves nothing");
    window.presses("Enter").until("the box is empty", "document.activeElement?.value === ''");
    assert_eq!(latest_change(&window), "visit.log");
    let stands =
        format!("[...document.querySelectorAll('section li')].some((one) => one.innerText.includes({what:?}))");
    window.until("the next step stands in Today", &stands);
    window.sees(&css("section li")).shot("saved");

    window.presses("Escape").presses("Control+z");
    window.until("undo takes both back", &format!("!({stands})"));
    assert_eq!(id(&window), before);
}

/// The customer is on the screen, so that the line names nobody. What it was read as stands in the box before Enter, is put
/// right by key, and what is made text again stays in the note.
fn a_line_is_taken_apart_on_the_card(language: Language) {
    let mut window = Window::open_with("line-on-the-card", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.click(&row(0)).sees(&card(&name));
    let (line, note, words) = match language.tag {
        "en" => ("called re prices, wants 20 pumps, back Wed 3pm", "re prices, wants 20 pumps", "Wed 3pm"),
        _ => ("昨天 谈了水泵,想要20台 下周三下午3点带样品再去", "谈了水泵,想要20台", "下周三下午3点"),
    };
    let has_focus = "document.activeElement?.tagName === 'TEXTAREA'";
    let is_empty = "document.activeElement?.value === ''";

    // Interaction 1: L. Interaction 2: the line. Interaction 3: Enter.
    let (interactions, took) = window.costs(|window| {
        window.presses("l").until("the box has the focus", has_focus).types(line);
        window.sees(&part(msg_with("line-note", json!({ "text": note }))));
        let told = language.writes("/下次 \\d+月\\d+日 周三/", "/Next Wed, \\w{3} \\d+/");
        window.until("the day is told in full", &format!("{told}.test(document.querySelector('article').innerText)"));
        let at = format!("[...document.querySelectorAll('article input')].some((one) => one.value === '{}')", "15:00");
        window.until("with its time", &at).shot("read").presses("Enter").until("the box is empty", is_empty);
    });
    assert!(interactions <= 4, "a visit with its next date costs {interactions} interactions");
    assert!(took <= Duration::from_secs(10), "a visit with its next date took {took:?}");
    assert_eq!(latest_change(&window), "visit.log");
    let stands = "[...document.querySelectorAll('article li')].some((one) => one.innerText.includes(";
    window.until("what was said stands in the history", &format!("{stands}{note:?}))")).shot("saved");

    // The next step is mere text again by Escape on its chip.
    window.types(line).sees(&part(msg_with("line-note", json!({ "text": note }))));
    let as_text = msg_with("line-as-text", json!({ "text": words }));
    let label = window.words_of("line-as-text", json!({ "text": words }));
    let is_there = format!("document.activeElement?.getAttribute('aria-label') === {label:?}");
    window.tabs_until("the chip has the focus", &is_there).presses("Escape");
    window.until("the box has the focus", has_focus).misses(&button(as_text)).shot("text-again");
    window.presses("Enter").until("the box is empty", is_empty);
    window.until("nothing typed is lost", &format!("{stands}{words:?}))"));
}
