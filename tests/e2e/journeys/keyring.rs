//! The system's keyring opens the book: a real one, in a folder of its own, on a bus of its own.

use super::{Language, in_both_languages, row};
use crate::buses::{Bus, Keyring};
use crate::things::{button, css, msg, part, role};
use crate::window::Window;
use serde_json::json;

const PASSWORD: &str = "菜市场门口见 at seven";

in_both_languages!(the_systems_keyring_opens_the_book);

fn the_systems_keyring_opens_the_book(language: Language) {
    let (bus, folder) = (Bus::start(), tempfile::tempdir().unwrap_or_else(|why| panic!("{why}")));
    let keyring = Keyring::start(&bus, folder.path());
    let on_bus = |_: &std::path::Path| vec![("DBUS_SESSION_BUS_ADDRESS", bus.address.clone())];
    let mut window = Window::open_in("keyring", language.tag, on_bus).with(30);
    window.call("book_set_password", &json!({ "new": PASSWORD }));
    window.goes_to("/safety").click(&css("[data-testid=keyring] label")).types(PASSWORD).shot("asked-once-more");
    window.click(&button(msg("keyring-remember-do"))).misses(&button(msg("keyring-remember-do"))).rests();
    window.shot("remembered");

    // The next morning the lock screen offers it.
    window.restart();
    window.sees(&css("[data-testid=locked]")).rests().shot("offered");
    window.click(&button(msg("lock-by-keyring"))).sees(&row(0)).shot("open");

    // The keyring is gone: the password opens the book, and nobody waits.
    drop(keyring);
    locks(&mut window);
    window.click(&button(msg("lock-by-keyring"))).sees(&part(msg("error-keyring-failed"))).rests().shot("no-answer");
    window.click(&css("[data-testid=locked] input")).types(PASSWORD).presses("Enter").sees(&row(0));

    // It comes up again, without a new start of ours, and forgets.
    let _keyring = Keyring::start(&bus, folder.path());
    locks(&mut window);
    window.click(&button(msg("lock-by-keyring"))).sees(&row(0));
    window.goes_to("/safety").sees(&role("heading", msg("safety-title")));
    window.click(&css("[data-testid=keyring] label"));
    window.until("it is off", "document.querySelector('[data-testid=keyring] input')?.checked === false");
    locks(&mut window);
    window.misses(&button(msg("lock-by-keyring")));
}

/// Locks the book, and waits for the new page that comes for it.
fn locks(window: &mut Window) {
    window.page().run("window.isOld = true;", vec![]);
    window.call("book_lock", &json!({}));
    window.until("the page is new", "!window.isOld && document.querySelector('[data-testid=locked] form')");
}
