//! The first start, and the first day with the program.

use super::{Language, brought, card, in_both_languages};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::{Window, files_below};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// The customer that is looked for, by the initials of 青岛高仁.
const NAME: &str = "青岛高仁科技集团有限公司";
const INITIALS: &str = "qdgr";

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn the_program_starts_with_its_first_screen() {
    let mut window = Window::open("first-screen", "zh-CN");
    window.sees(&button("简体中文")).sees(&button("English")).shot("language");
    let value = window.value("typeof window.__TAURI__");
    assert_eq!(value, json!("undefined"), "the page has no more of the shell than it imports");
    let value = window.value("(() => { try { return new Function('return 1')(); } catch { return 'refused'; } })()");
    assert_eq!(value, json!("refused"), "the page's policy is in force: no code from text");
}

in_both_languages!(first_day);

/// First start, a list from Excel, one customer found by initials, one visit logged, and a mistake taken back.
fn first_day(language: Language) {
    let its_name = language.own_name;
    let note = language.writes("谈了水泵,想要20台", "re prices, wants 20 pumps");
    let line = language
        .writes("昨天 谈了水泵,想要20台 下周三下午3点带样品再去", "called re prices, wants 20 pumps, back Wed 3pm");
    let in_china = vec![("TZ", "Asia/Shanghai".to_owned())];
    let mut window = Window::open_in("first-day", language.tag, |_| in_china);
    window.sees(&button(its_name)).shot("language").click(&button(its_name));

    let begin = button(msg("start-import-title"));
    window.sees(&part(msg("start-book-title"))).shot("book").click(&begin);
    window.sees(&part(msg("import-title"))).shot("import");

    window.is_given(&brought("kehu-gbk.csv"));
    let start = button(msg_with("import-start", json!({ "count": "1,982" })));
    window.sees(&start).shot("look").click(&start);
    for (key, count) in [
        ("import-done", "1,982"),
        ("import-done-rows", "2,007"),
        ("import-done-refused", "5"),
        ("import-done-skipped", "20"),
        // In both languages: the country of the book is that of the clock, not of the language.
        ("import-done-cells", "23"),
    ] {
        window.sees(&part(msg_with(key, json!({ "count": count }))));
    }
    window.shot("report");
    window.click(&button(msg("import-see-customers")));
    window.sees(&role("grid", msg("customers-title"))).shot("customers");

    let (card, visit) = (card(NAME), part(note));
    find_by_initials(&mut window);
    window.shot("found").presses("Enter").sees(&card).shot("card");

    let (interactions, took) = window.costs(|window| {
        window.presses("l").types(line);
        let read = msg_with("line-note", json!({ "text": note }));
        window.sees(&part(read)).shot("typed").presses("Enter");
        window.until("the box is empty", "document.activeElement?.value === ''").sees(&visit);
    });
    window.sees(&css(format!("[aria-label={:?}]", window.say("card-next-label")))).shot("logged");
    assert!(interactions <= 4, "a visit with its next date costs {interactions} interactions");
    assert!(took <= Duration::from_secs(10), "a visit with its next date took {took:?}");

    let next = window.say("card-next-label");
    let told = format!("document.querySelector('[aria-label={next:?}]').innerText.includes('15:00')");
    window.until("the next step stands on the card with its time", &told);

    // Out of the box first: inside of it, the keys take back what was typed.
    window.presses("Escape").presses("Control+z").misses(&visit).shot("undone");
    window.restart();
    window.sees(&role("grid", msg("customers-title")));
    find_by_initials(&mut window);
    window.presses("Enter").sees(&card).misses(&visit);
    window.presses("Control+Shift+z").sees(&visit).shot("redone-after-a-restart");

    let home = window.close();
    assert_nothing_readable(home.path(), &[NAME, note, "+8613300006217"]);
}

/// Opens the palette and types the initials of a name.
fn find_by_initials(window: &mut Window) {
    window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    window.types(INITIALS).sees(&role("option", NAME));
}

/// Nothing of a customer stands readable in any file: the book is encrypted, the web view keeps nothing.
fn assert_nothing_readable(home: &Path, words: &[&str]) {
    let files = files_below(home);
    assert!(files.iter().any(|file| file.extension().is_some_and(|ending| ending == "rounds")), "there is a book");
    for file in files {
        let bytes = std::fs::read(&file).unwrap_or_default();
        for word in words {
            let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [word.as_bytes(), &utf16] {
                let found = bytes.windows(form.len()).any(|window| window == form);
                assert!(!found, "{} holds {word:?} for anyone to read", file.display());
            }
        }
    }
}
