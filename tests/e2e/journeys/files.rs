//! Files from outside: a second start hands its file to the first.

use super::{Language, brought, in_both_languages, row};
use crate::things::{button, css, msg_with, part};
use crate::window::Window;
use serde_json::json;

in_both_languages!(a_second_start_hands_over_a_table_and_a_book);

fn a_second_start_hands_over_a_table_and_a_book(language: Language) {
    let mut window = Window::open_with("handed-over", language.tag, 30);
    let other = window.home().join(language.writes("乡下.rounds", "Country.rounds"));
    let sample = window.call("app_state", &json!({}))["book"]["path"].clone();
    window.call("book_copy", &json!({ "path": other }));
    window.sees(&row(0)).is_given(&brought("customers.xlsx"));
    // Who of the sample is in it depends on chance; its rows do not.
    let start = button(msg_with("import-all-rows", json!({ "count": "1,534" })));
    window.sees(&start).shot("a-table");

    window.is_given(&other).sees(&row(0)).shot("a-book");
    let open = window.call("app_state", &json!({}))["book"]["path"].clone();
    assert_eq!(open, json!(other), "the window shows the book that was handed over, not {sample}");
    // The half-made import belongs to the other book's window of thought: nothing of it was written.
    let empty = window.call("imports_list", &json!({}));
    assert_eq!(empty, json!([]), "looking at a table imports nothing");

    // What is no book leaves the open one as it is.
    let broken = window.home().join("broken.rounds");
    std::fs::write(&broken, "no book at all").unwrap_or_else(|why| panic!("{}: {why}", broken.display()));
    window.is_given(&broken);
    window.sees(&part(msg_with("error-not-a-book", json!({ "file": broken })))).shot("no-book");
    window.sees(&css("[role=grid]")).sees(&row(0));
}

/// Where there is no D-Bus, a socket of the file system serves.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn a_second_start_without_d_bus_hands_over_and_ends() {
    let nowhere = || vec![("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus".to_owned())];
    let mut window = Window::open_in("no-bus", "zh-CN", |_| nowhere()).with(30);
    window.sees(&row(0)).is_given(&brought("customers.xlsx"));
    // Who of the sample is in it depends on chance; its rows do not.
    let start = button(msg_with("import-all-rows", json!({ "count": "1,534" })));
    window.sees(&start).shot("a-table");
    let programs = window.processes().iter().filter(|process| process.name == "rounds").count();
    assert_eq!(programs, 1, "one program, one window");
}
