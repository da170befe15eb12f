//! What is kept with a customer and what leaves the book: a photo on a visit, a card on paper, a list that is opened again,
//! and the look at whose customer somebody is.

use super::{CHINESE, Language, card, in_both_languages, latest_change, row};
use crate::dialogs::{chooses, names};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

in_both_languages!(
    a_photo_is_kept_with_a_visit,
    a_card_is_looked_at_as_paper,
    a_list_goes_out_and_is_opened_again,
    whose_customers_they_are_is_told_before_anybody_takes_them,
);

/// A photo that the tests bring along.
fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/files/shop.png")
}

/// A customer of one's own, and the card open.
fn opened(window: &mut Window, language: Language) -> (Value, String) {
    let name = language.writes("大理红星农资店", "Hill & Sons Hardware").to_owned();
    let address = language.writes("云南省大理市建设路5号", "5 Market Street, Bath BA1 2AB");
    let points = json!([
        { "kind": "phone", "value": "138 0013 8000", "label": "" },
        { "kind": "address", "value": address, "label": "" },
    ]);
    let note = language.writes("要开票，月底结。", "Wants an invoice; pays at the end of the month.");
    let new = json!({ "name": name, "kind": "company", "points": points, "note": note });
    let id = window.call("customers_create", &new)["id"].clone();
    let said = language.writes("谈了滴灌带，想先试两卷", "Talked about drip tape, wants to try two rolls");
    window.call("visits_log", &json!({ "customer_id": id, "summary": said, "on": "2026-03-02" }));
    window.goes_to(&format!("/customers/{id}")).sees(&card(&name));
    (id, name)
}

fn a_photo_is_kept_with_a_visit(language: Language) {
    let mut window = Window::open_with("photo", language.tag, 30);
    let (id, _) = opened(&mut window, language);
    window.presses("l").until("the box is open", "document.activeElement?.tagName === 'TEXTAREA'");
    let box_of = format!("[role=group][aria-label='{}']", window.say("log-label"));
    let add = window.say("files-add");
    window.click(&css(format!("{box_of} button[aria-label='{add}']")));
    chooses(&window.say("files-choose"), &photo());
    let leave_out = button(msg_with("files-leave-out", json!({ "file": "shop.png" })));
    window
        .sees(&leave_out)
        .until("its small picture is there", "document.querySelector('article img')?.naturalWidth > 0");
    window.click(&css(format!("{box_of} textarea"))).types(language.writes("门头换新了", "New shop front"));
    window.shot("with-the-visit").presses("Enter").misses(&leave_out);
    assert_eq!(latest_change(&window), "visit.log", "the photo is a part of the same step");
    let files = window.call("files_list", &json!({ "customer_id": id }));
    assert!(files[0]["visit_id"].is_i64() && files[0]["has_thumb"] == true, "{files}");
    window.shot("in-the-timeline");

    let look = button(msg_with("files-open", json!({ "file": "shop.png" })));
    window.click(&look).sees(&css("[role=dialog] img"));
    window.until("it is drawn", "document.querySelector('[role=dialog] img').naturalWidth > 600").shot("looked-at");
    window.in_theme("dark").shot("looked-at-in-the-dark").in_theme("light");
    let out = window.home().join("copy.jpg");
    window.click(&button(msg("files-save")));
    names(&window.say("files-save"), &out);
    window.sees(&part(msg_with("files-saved-open", json!({ "path": out.display().to_string() }))));
    let same = std::fs::read(&out).ok() == std::fs::read(photo()).ok();
    assert!(same, "what was put in comes out, to the last byte");
    window.click(&button(msg("files-trash"))).misses(&look).presses("Control+z").sees(&look).shot("taken-back");
}

fn a_card_is_looked_at_as_paper(language: Language) {
    let mut window = Window::open_with("paper", language.tag, 30);
    let (_, name) = opened(&mut window, language);
    window.click(&button(msg("card-paper"))).sees(&css("[role=dialog] img"));
    window
        .until("the page is drawn", "document.querySelector('[role=dialog] img').naturalHeight > 2000")
        .shot("the-card");
    window.in_theme("dark").shot("in-the-dark").in_theme("light");
    let out = window.home().join("card.pdf");
    window.click(&button(msg("paper-save")));
    names(&window.say("paper-save"), &out);
    window.sees(&part(msg_with("paper-saved", json!({ "pages": "1", "path": out.display().to_string() }))));
    let pdf = std::fs::read(&out).unwrap_or_default();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 4_000, "{} holds a PDF: {}", out.display(), pdf.len());
    let before = window.value("document.querySelector('[role=dialog] img').src.length");
    window.click(&part(msg("paper-labels")));
    window
        .until("the labels are drawn", &format!("document.querySelector('[role=dialog] img').src.length !== {before}"));
    window.shot("labels");
    let history = window.call("history_list", &json!({ "limit": 1 }));
    assert_eq!(history[0]["verb"], "export.list", "that it left the book is noted: {name}");
}

fn a_list_goes_out_and_is_opened_again(language: Language) {
    let mut window = Window::open_with("out-and-in", language.tag, 40);
    window.sees(&row(0)).presses("Control+e").sees(&part(msg("export-open"))).shot("asked");
    let out = window.home().join("out.xlsx");
    window.click(&button(msg("export-start")));
    names(&window.say("export-title"), &out);
    window
        .sees(&part(msg_with("export-done", json!({ "count": "40", "path": out.display().to_string() }))))
        .shot("written");
    window.is_given(&out);
    let start = button(msg_with("import-all-rows", json!({ "count": "40" })));
    window.sees(&start).shot("opened-again");
}

fn whose_customers_they_are_is_told_before_anybody_takes_them(language: Language) {
    let mut window = Window::open_with("conflicts", language.tag, 30);
    let (_, name) = opened(&mut window, language);
    let list = window.home().join("list.csv");
    let text = if language.tag == CHINESE.tag {
        "客户名称,电话\n红星农资,13800138000\n没有的店,13911112222\n"
    } else {
        "Customer,Phone\nHill & Sons,13800138000\nNobody's shop,13911112222\n"
    };
    std::fs::write(&list, text).unwrap_or_else(|why| panic!("{why}"));
    window.goes_to("/conflicts").sees(&role("heading", msg("conflicts-title"))).shot("before");
    window.click(&button(msg("conflicts-choose")));
    chooses(&window.say("conflicts-choose-title"), &list);
    let sum = json!({ "file": "list.csv", "listed": "2", "here": "1", "free": "1" });
    window.sees(&part(msg_with("conflicts-sum", sum))).sees(&role("link", name.as_str())).shot("found");
    assert_eq!(window.call("customers_list", &json!({ "limit": 1 }))["total"], json!(31), "nobody was taken in");

    // The other way: marks of this book, compared with themselves.
    window.click(&button(msg("conflicts-secret-new")));
    window.until("there is a secret", "document.querySelector('main input').value.length > 30");
    let marks = window.home().join("mine.marks");
    window.click(&button(msg("conflicts-write")));
    names(&window.say("conflicts-write"), &marks);
    window.sees(&part(msg_with("conflicts-written", json!({ "count": "31", "path": marks.display().to_string() }))));
    let written = std::fs::read_to_string(&marks).unwrap_or_default();
    assert!(!written.contains("13800138000") && !written.contains(&name), "no number and no name is in it");
    window.click(&button(msg("conflicts-compare")));
    chooses(&window.say("conflicts-compare"), &marks);
    window.until("those of both are told", "document.querySelectorAll('main tbody tr').length > 20").shot("compared");
    window.in_theme("dark").shot("in-the-dark");
    window.click(&role("link", name.as_str())).sees(&card(&name));
}
