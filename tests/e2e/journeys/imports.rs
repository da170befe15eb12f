//! A file that is put right before it is taken in: cells corrected in the preview, kept over an end of the program.

use super::{Language, brought, card, in_both_languages, latest_change, row};
use crate::things::{Thing, button, css, msg, msg_with, part};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_file_is_put_right_and_gone_on_with);

const NAME: &str = "城东新开的五金店";

fn a_file_is_put_right_and_gone_on_with(language: Language) {
    let mut window = Window::open_with("import-put-right", language.tag, 0);
    window.is_given(&brought("kehu-gbk.csv")).sees(&start("1,982")).shot("look");

    // Two cells that cannot be read: an amount that is none, a day without its year.
    let problems = |count: &str| button(msg_with("import-problems", json!({ "count": count })));
    window.click(&problems("23")).sees(&part("一批")).shot("to-check");
    put_right(&mut window, "意向金额", 32, "3000");
    window.sees(&problems("22"));
    put_right(&mut window, "最近拜访日期", 107, "2026-03-05");
    window.sees(&problems("21")).shot("two-put-right");
    // A row without a name gets one, and comes in.
    window.click(&button(msg_with("import-refused", json!({ "count": "5" })))).rests().shot("refused");
    put_right(&mut window, "客户名称", 302, NAME);
    window.sees(&start("1,983")).shot("a-name");

    // Without a word of farewell; what was put right is there again.
    let kept = window.page().wait(|| {
        let draft = window.call("drafts_get", &json!({ "record": "import" }));
        draft["body"].as_str().is_some_and(|body| body.contains(NAME)).then_some(())
    });
    assert!(kept.is_some(), "what is put right is in the book while it is done");
    window.restart();
    window.sees(&css("nav")).goes_to("/import");
    let left = msg_with("import-left", json!({ "file": "kehu-gbk.csv", "count": "3" }));
    window.sees(&part(left)).shot("left").click(&button(msg("import-left-go-on")));
    window.sees(&start("1,983")).sees(&problems("21")).shot("gone-on-with").click(&start("1,983"));
    window.sees(&part(msg_with("import-done", json!({ "count": "1,983" })))).shot("report");
    assert_eq!(latest_change(&window), "customers.import");
    assert_eq!(window.call("drafts_get", &json!({ "record": "import" })), Value::Null, "it is done");

    window.click(&button(msg("import-see-customers"))).sees(&row(0));
    window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    window.types(NAME).sees(&crate::things::role("option", NAME)).presses("Enter").sees(&card(NAME)).shot("card");
}

fn start(count: &str) -> Thing {
    button(msg_with("import-start", json!({ "count": count })))
}

/// Writes another text into a cell, found by the heading of its column and the number of its row.
fn put_right(window: &mut Window, column: &str, row: u32, text: &str) {
    let cell = window.words_of("import-cell", json!({ "column": column, "row": row.to_string() }));
    window.click(&button(cell)).until("the cell can be written", "document.activeElement?.tagName === 'INPUT'");
    window.presses("Control+a").types(text).presses("Enter");
}
