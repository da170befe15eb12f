//! The book kept safe: a password set, forgotten and replaced by its code; a backup gone back to; a damaged book
//! recovered; somebody erased for good.

use super::{Language, in_both_languages, name_in_row};
use crate::things::{Thing, button, css, msg, msg_with, part, role};
use crate::window::{Window, files_below};
use serde_json::json;
use std::path::{Path, PathBuf};

const PASSWORD: &str = "菜市场门口见 at seven";

in_both_languages!(
    the_book_is_locked_and_opened_again,
    a_backup_is_gone_back_to,
    a_damaged_book_is_recovered,
    a_customer_is_erased_for_good,
    who_was_not_heard_of_is_proposed_and_erased,
);

fn the_book_is_locked_and_opened_again(language: Language) {
    let mut window = Window::open_with("password", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.presses("g").presses("b").sees(&role("heading", msg("safety-title"))).shot("safety");
    window.click(&field("password-new")).types(PASSWORD).click(&field("password-again")).types(PASSWORD);
    window.shot("typed").click(&button(msg("password-set"))).sees(&css("[data-testid=recovery-code]"));
    window.shot("the-recovery-code");
    let code = window.value("document.querySelector('[data-testid=recovery-code] code').innerText");
    let code = code.as_str().unwrap_or_default().to_owned();
    window.click(&button(msg("password-code-kept")));

    window.goes_to("/customers").presses("Control+Alt+l").sees(&css("[data-testid=locked]")).rests().shot("locked");
    let shown = format!("document.documentElement.outerHTML.includes({name:?})");
    assert_eq!(window.value(&shown), json!(false), "no customer is left on the page");
    assert_eq!(window.refusal("customers_list", &json!({}))["code"], "locked");
    window.types("a guess").presses("Enter").sees(&part(msg("error-wrong-password"))).shot("a-guess");
    window.until("the guess is not kept", "document.activeElement?.value === ''");
    window.types(PASSWORD).presses("Enter").sees(&super::row(0));

    // Another day, with the password forgotten.
    window.restart();
    window.sees(&css("[data-testid=locked]")).click(&button(msg("lock-forgotten"))).types(&code).shot("the-code");
    window.presses("Enter").sees(&super::row(0)).shot("open-again");
    assert_eq!(name_in_row(&mut window, 0), name);
}

fn a_backup_is_gone_back_to(language: Language) {
    let mut window = Window::open_with("restore", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.presses("g").presses("b").click(&button(msg("backup-make"))).sees(&css("[data-testid=backups] li"));
    window.shot("backed-up");
    let ids = window.customers(1);
    window.call("customers_trash", &json!({ "customers": { "ids": ids } }));
    window.goes_to("/customers").until("the customer is gone", &format!("{} !== {name:?}", super::name_at(0)));
    window.goes_to("/safety").click(&button(msg("backup-look")));
    window.sees(&button(msg("backup-restore"))).rests().shot("what-it-holds");
    // One of them alone comes back out of it, and goes again by undo; then the whole book goes back.
    window.click(&button(msg_with("backup-fetch-of", json!({ "name": name }))));
    window.until("the step is told", "document.querySelector('[role=status] button')").shot("fetched");
    assert_eq!(super::latest_change(&window), "customers.fetch");
    window.presses("Control+z").sees(&button(msg_with("backup-fetch-of", json!({ "name": name })))).rests();
    window.click(&button(msg("backup-restore"))).until("it is back", &format!("{} === {name:?}", super::name_at(0)));
    window.shot("restored");
    let kept = window.call("backups_list", &json!({}))["backups"].as_array().map_or(0, Vec::len);
    assert_eq!(kept, 2, "the book of before is kept among the backups");
}

fn a_damaged_book_is_recovered(language: Language) {
    let mut window = Window::open_with("recovery", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    let book = PathBuf::from(window.call("app_state", &json!({}))["book"]["path"].as_str().unwrap_or_default());
    window.call("backups_make", &json!({}));
    window.meanwhile(|_| write_over(&book, |bytes| bits(bytes)));
    window.sees(&css("[data-testid=recovery]")).sees(&button(msg("backup-restore"))).rests().shot("what-is-wrong");
    let before = window.clicks();
    window.click(&button(msg("backup-restore"))).sees(&super::row(0)).shot("recovered");
    assert!(window.clicks() - before <= 3, "the newest good backup in three clicks");
    assert_eq!(name_in_row(&mut window, 0), name);
}

/// Five damages of a closed book, each with the error that the recovery screen says.
const DAMAGES: [(&str, &str, Harm); 5] = [
    ("bits", "error-book-damaged", |book, _| write_over(book, |bytes| bits(bytes))),
    ("zeros", "error-book-damaged", |book, _| {
        write_over(book, |bytes| bytes.iter_mut().skip(4096).for_each(|b| *b = 0))
    }),
    ("cut", "error-book-damaged", |book, _| write_over(book, |bytes| bytes.truncate(bytes.len() / 2 + 77))),
    ("empty", "error-not-a-book", |book, _| write_over(book, Vec::clear)),
    ("no-slot", "error-slot-missing", |_, home| {
        for file in files_below(home) {
            let is_slot = file.extension().is_some_and(|ending| ending == "slot");
            assert!(!is_slot || std::fs::remove_file(&file).is_ok(), "{}", file.display());
        }
    }),
];

/// What is done to a book and to the program's folder around it.
type Harm = fn(&Path, &Path);

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn five_damages_are_noticed_and_recovered_to_the_same_book() {
    let mut window = Window::open_with("damages", "zh-CN", 60);
    let hash = |window: &Window| window.call("book_check", &json!({}))["dump_hash"].clone();
    let sound = hash(&window);
    let book = PathBuf::from(window.call("app_state", &json!({}))["book"]["path"].as_str().unwrap_or_default());
    window.call("backups_make", &json!({}));
    for (name, error, harm) in DAMAGES {
        window.meanwhile(|home| harm(&book, home));
        window.sees(&css("[data-testid=recovery]")).sees(&button(msg("backup-restore"))).rests().shot(name);
        let said = window.value("document.querySelector('[data-testid=recovery] [role=alert]').innerText");
        let expected = window.words_of(error, json!({ "file": book }));
        assert_eq!(said, json!(expected), "{name} is told as what it is");
        window.click(&button(msg("backup-restore"))).sees(&super::row(0));
        assert_eq!(hash(&window), sound, "{name}: the same book, to the last row");
    }
    window.shot("recovered");
}

/// Some bits of every page behind the first are others.
fn bits(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().skip(4096 + 99).step_by(4096) {
        *byte ^= 0x08;
    }
}

/// Changes a file's bytes.
fn write_over(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    change(&mut bytes);
    std::fs::write(file, bytes).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
}

fn a_customer_is_erased_for_good(language: Language) {
    let mut window = Window::open_with("erase", language.tag, 30);
    let name = name_in_row(&mut window, 0);
    window.call("backups_make", &json!({}));
    window.click(&super::row(0)).sees(&super::card(&name)).presses("Delete");
    window.presses("g").presses("t").click(&role("link", msg("erase-way-erase")));
    window.sees(&role("heading", msg_with("erase-title", json!({ "name": name })))).rests().shot("what-goes");
    window.click(&css("[data-testid=erase] input[type=text], [data-testid=erase] input:not([type])")).types(&name);
    window.shot("the-name").click(&css("[data-testid=erase] button[data-erase]"));
    window.sees(&role("heading", msg("erase-gone"))).rests().shot("the-receipt");
    let left = window.call("book_verify", &json!({ "traces": [name] }));
    assert_eq!(left["traces"], json!([]), "no trace is left in anything that the program wrote");
    window.click(&button(msg("action-close"))).sees(&role("heading", msg("trash-title")));
    window.presses("g").presses("b").sees(&css("code")).shot("the-ledger");
}

fn who_was_not_heard_of_is_proposed_and_erased(language: Language) {
    let mut window = Window::open_with("retention", language.tag, 300);
    window.goes_to("/safety").click(&css("[data-testid=retention] input")).rests().shot("nobody-is-proposed");
    window.click(&role("option", msg_with("retention-years", json!({ "years": 1 }))));
    window.sees(&css("[data-testid=retention] li:nth-child(2)")).rests().shot("proposed");
    let found = window.call("retention_list", &json!({}));
    let total = found["total"].as_u64().unwrap_or_default();
    assert!((2..150).contains(&total), "some of a sample's customers were not seen for a year: {total}");
    let names: Vec<&str> = (0..2).filter_map(|at| found["rows"][at]["name"].as_str()).collect();
    for name in &names {
        window.click(&role("checkbox", msg_with("retention-choose", json!({ "name": name }))));
    }
    window.shot("chosen").click(&css("[data-erase-chosen]"));
    for (left, name) in [1, 0].into_iter().zip(&names) {
        window.sees(&role("heading", msg_with("erase-title", json!({ "name": name }))));
        window.click(&css("[data-testid=erase] input[type=text], [data-testid=erase] input:not([type])")).types(name);
        window.click(&css("[data-testid=erase] button[data-erase]")).sees(&role("heading", msg("erase-gone")));
        if left > 0 {
            window.rests().shot("one-is-gone").click(&button(msg_with("erase-next", json!({ "count": left }))));
        }
    }
    window.click(&button(msg("action-close"))).sees(&css("[data-testid=retention] li")).rests().shot("the-rest");
    let after = window.call("retention_list", &json!({}))["total"].as_u64();
    assert_eq!(after, Some(total - 2), "those who are gone are not proposed again");
    let left = window.call("book_verify", &json!({ "traces": names }));
    assert_eq!(left["traces"], json!([]), "no trace is left of either");
}

/// The box with this label.
fn field(label: &'static str) -> Thing {
    role("textbox", msg(label))
}
