//! A day: Today is opened, a visit is logged in one line with its next step, which then stands in Today, and is taken back.

use super::{Language, in_both_languages, latest_change, name_in_row};
use crate::things::{css, msg, role};
use crate::window::{Enter, Window};
use serde_json::json;

in_both_languages!(a_visit_is_logged_in_one_line);

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
