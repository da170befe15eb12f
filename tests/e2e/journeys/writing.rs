//! Writing: by an input method, and over an end of the program.

use super::{Language, card, in_both_languages, latest_change, name_in_row, row};
use crate::things::{button, css, msg, part, role};
use crate::window::{Enter, Window};
use serde_json::{Value, json};

in_both_languages!(an_enter_of_the_input_method_saves_nothing, a_draft_outlives_the_program);

fn an_enter_of_the_input_method_saves_nothing(language: Language) {
    let mut window = Window::open_with("composing", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.sees(&row(0)).click(&row(0)).sees(&card(&name));
    for enter in [Enter::WhileComposing, Enter::AfterComposing] {
        let before = latest_change(&window);
        let id = window.call("history_state", &json!({}))["undo"]["id"].clone();
        let untouched = |window: &mut Window, what: &str| {
            let now = window.call("history_state", &json!({}))["undo"]["id"].clone();
            assert_eq!(now, id, "{what}: an Enter {enter:?} saves nothing");
        };

        // A visit in the log box.
        window.presses("l").until("the log box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
        assert_eq!(window.composes("谈了水泵", enter), "谈了水泵");
        untouched(&mut window, "log box");
        assert_eq!(window.composes("和样品", enter), "谈了水泵和样品", "the text stays and goes on");
        window.shot("in-the-log-box").presses("Control+a").presses("Backspace").presses("Escape");

        // The name on the card.
        let label = window.say("card-name");
        window.click(&button(format!("{label}: {name}"))).presses("End");
        let typed = window.composes("张伟", enter);
        assert!(typed.ends_with("张伟"), "{typed}");
        untouched(&mut window, "inline edit");
        window.sees(&css("article input")).shot("on-the-card").presses("Escape").sees(&card(&name));

        // A new tag on the card.
        window.presses("t").until("the tag's box has the focus", "document.activeElement?.tagName === 'INPUT'");
        assert_eq!(window.composes("批发户", enter), "批发户");
        untouched(&mut window, "tag box");
        window.shot("in-the-tag-box").presses("Escape");

        // The palette runs nothing and stays.
        window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
        let place = window.value("location.hash");
        window.composes("李", enter);
        window.sees(&role("dialog", msg("action-palette"))).shot("in-the-palette");
        assert_eq!(window.value("location.hash"), place, "the palette goes nowhere");
        untouched(&mut window, "palette");
        window.presses("Escape");

        // A new customer.
        window.presses("Escape").presses("n").sees(&role("heading", msg("action-new-customer")));
        window.until("the name's box has the focus", "document.activeElement?.tagName === 'INPUT'");
        assert_eq!(window.composes("王记五金", enter), "王记五金");
        untouched(&mut window, "new customer");
        window.sees(&css("[data-testid=new-customer]")).shot("a-new-customer").presses("Escape");
        assert_eq!(latest_change(&window), before);
        window.click(&row(0)).sees(&card(&name));
    }

    // The same box saves at an Enter of one's own: the journey would see it.
    window.presses("l").until("the log box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
    window.composes("谈了水泵", Enter::WhileComposing);
    window.presses("Enter").sees(&css("section li")).until("the box is empty", "document.activeElement?.value === ''");
    assert_eq!(latest_change(&window), "visit.log");
    window.shot("saved-by-an-enter-of-ones-own");
}

fn a_draft_outlives_the_program(language: Language) {
    let mut window = Window::open_with("draft", language.tag, 30);
    let half = language.writes("样品的事说好了，还差", "Sample agreed on, still waiting for");
    let name = name_in_row(&mut window, 3);
    window.click(&row(3)).sees(&card(&name)).presses("l");
    window.until("the log box has the focus", "document.activeElement?.tagName === 'TEXTAREA'").types(half);
    window.click(&button(msg("pick-two-weeks"))).shot("half-written");
    let record = format!("visit-of-customer-{}", id_of(&window, &name));
    let kept = window.page().wait(|| {
        let draft = window.call("drafts_get", &json!({ "record": record }));
        draft["body"].as_str().is_some_and(|body| body.contains(half) && body.contains("nextOn\":\"2")).then_some(())
    });
    assert!(kept.is_some(), "the draft is in the book while it is written");

    // Without a word of farewell, as at a power cut.
    window.restart();
    assert_eq!(name_in_row(&mut window, 3), name);
    window.click(&row(3)).sees(&card(&name)).sees(&part(half)).shot("still-there");
    window.click(&button(msg("log-save"))).until("the box is empty", "!document.querySelector('textarea')?.value");
    window.sees(&part(half)).shot("logged");
    assert_eq!(latest_change(&window), "visit.log");
    assert_eq!(window.call("drafts_get", &json!({ "record": record })), Value::Null, "what was saved is no draft");
}

fn id_of(window: &Window, name: &str) -> Value {
    window.call("customers_resolve", &json!({ "customer": name }))
}
