//! Reminders by the system's notifications: once, whatever slept or began anew meanwhile; with names only if that was allowed.
//! A stand-in for the desktop is on a bus of its own.

use super::{Language, in_both_languages, latest_change};
use crate::clock::now;
use crate::desktops::{Desktop, Shown};
use crate::things::{button, css, msg, msg_with, role};
use crate::window::Window;
use chrono::{DateTime, FixedOffset, TimeDelta, Timelike};
use serde_json::{Value, json};
use std::process::Command;
use std::time::Duration;

const NAME: &str = "欧阳娜娜";
const WHAT: &str = "带样品 <b>五金</b>";
/// So long the program may take to look at the time, twice over.
const LOOKS: Duration = Duration::from_secs(22);
/// So long it waits with what follows upon a change.
const SOON: Duration = Duration::from_secs(3);

in_both_languages!(what_came_in_sleep_is_told_once);

/// Something to be done for her at this minute, to be reminded of so many minutes before.
fn plan(window: &Window, at: DateTime<FixedOffset>, remind: i64) -> Value {
    let (day, time) = (at.format("%Y-%m-%d").to_string(), at.format("%H:%M").to_string());
    let new = json!({ "customer_id": 1, "due_on": day, "time": time, "what": WHAT, "remind": remind });
    window.call("followups_create", &new)["id"].clone()
}

/// The next minute that is more than so many seconds away.
fn next_minute(away: i64) -> DateTime<FixedOffset> {
    let soon = now() + TimeDelta::seconds(60 + away);
    soon - TimeDelta::seconds(i64::from(soon.second())) - TimeDelta::nanoseconds(i64::from(soon.nanosecond()))
}

fn wait_for(moment: DateTime<FixedOffset>) {
    std::thread::sleep((moment - now()).to_std().unwrap_or_default());
}

/// Stops the program, or lets it go on: a machine that sleeps does so with all its programs.
fn signal(window: &Window, signal: &str) {
    for process in window.processes().iter().filter(|process| process.name == "rounds") {
        let id = process.folder.file_name().map(|id| id.to_string_lossy().into_owned()).unwrap_or_default();
        let done = Command::new("kill").args([signal, &id]).status();
        assert!(done.is_ok_and(|ended| ended.success()), "{signal} {id}");
    }
}

/// Waits until so many were shown in all; all of them.
fn shown(window: &mut Window, desktop: &Desktop, count: usize) -> Vec<Shown> {
    let came = window.page().wait(|| (desktop.shown().len() >= count).then_some(()));
    if came.is_none() {
        window.fail(&format!("{:?} instead of {count}", desktop.shown()));
    }
    desktop.shown()
}

fn what_came_in_sleep_is_told_once(language: Language) {
    let desktop = Desktop::start();
    let mut window = Window::open_in("reminder", language.tag, |_| desktop.environment()).with(0);
    window.call("customers_create", &json!({ "name": NAME }));

    // Due while the machine sleeps.
    let moment = next_minute(20);
    let first = plan(&window, moment + TimeDelta::minutes(10), 10);
    signal(&window, "-STOP");
    wait_for(moment + TimeDelta::seconds(2));
    assert!(desktop.shown().is_empty(), "it sleeps");
    signal(&window, "-CONT");
    let told = shown(&mut window, &desktop, 1);
    let time = (moment + TimeDelta::minutes(10)).format("%H:%M").to_string();
    assert!(told[0].text.contains(&time), "{told:?}");
    assert!(
        !format!("{told:?}").contains("欧阳") && !format!("{told:?}").contains("样品"),
        "it names nobody: {told:?}"
    );
    assert!(told[0].buttons.contains(&window.say("reminder-snooze")), "{told:?}");
    std::thread::sleep(LOOKS);
    assert_eq!(desktop.shown().len(), 1, "once");
    window.goes_to("/today").sees(&role("region", msg("reminder-title"))).shot("in-today");

    // A new start knows that it was told.
    window.restart();
    window.sees(&css("main"));
    std::thread::sleep(SOON);
    assert_eq!(desktop.shown().len(), 1, "once, after a new start too");

    // Whom and what, as it is allowed now; and a text of a record is no markup.
    window.call("prefs_set", &json!({ "names_in_reminders": true }));
    let second = plan(&window, now() + TimeDelta::minutes(90), 91);
    let told = shown(&mut window, &desktop, 2);
    assert_eq!(told[1].title, NAME);
    assert!(told[1].text.contains("带样品 &lt;b&gt;五金&lt;/b&gt;"), "{told:?}");

    // Put off from the notification: no step of the book, and told again in ten minutes.
    let both = format!("document.querySelectorAll('section[aria-label={:?}] li').length", window.say("reminder-title"));
    window.goes_to("/today").until("both stand in Today", &format!("{both} === 2")).rests().shot("both");
    desktop.presses(told[1].number, "snooze");
    window.until("it is put off", &format!("{both} === 1"));
    assert_eq!(latest_change(&window), "followup.create", "that is no step to be undone");
    let next = window.call("reminders_take", &json!({}))["next"][0].as_i64().unwrap_or_default();
    let away = next - now().timestamp_millis();
    assert!((9 * 60_000..=10 * 60_000).contains(&away), "again in ten minutes: {away}");
    let listed = window.call("reminders_list", &json!({}));
    assert_eq!((&listed[0]["id"], &listed[1]), (&first, &Value::Null), "{second} is put off: {listed}");

    // Taken note of in Today.
    window.click(&button(msg_with("reminder-seen-of", json!({ "name": NAME }))));
    window.misses(&role("region", msg("reminder-title"))).shot("noted");

    // A click on a notification leads to Today.
    plan(&window, now() + TimeDelta::minutes(90), 91);
    let told = shown(&mut window, &desktop, 3);
    window.goes_to("/customers").sees(&role("grid", msg("customers-title")));
    desktop.presses(told[2].number, "default");
    window.until("Today is open", "location.hash === '#/today'").sees(&role("region", msg("reminder-title")));

    // The tray tells how much is due.
    let due = window.words_of("tray-today", json!({ "due": 3 }));
    let told = window.page().wait(|| desktop.told_by_the_tray().filter(|told| told.contains(&due)));
    assert!(told.is_some(), "{:?}", desktop.told_by_the_tray());
    window.call("prefs_set", &json!({ "tray": false }));
    let gone = window.page().wait(|| desktop.told_by_the_tray().is_none().then_some(()));
    assert!(gone.is_some(), "who wants no icon has none");
    window.goes_to("/settings/reminders").sees(&css("main h2")).rests().shot("settings");
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn a_locked_book_tells_that_something_came_and_not_what() {
    const PASSWORD: &str = "春风十里 2026";
    let desktop = Desktop::start();
    let mut window = Window::open_in("reminder-locked", "zh-CN", |_| desktop.environment()).with(0);
    window.call("prefs_set", &json!({ "names_in_reminders": true }));
    window.call("customers_create", &json!({ "name": NAME }));
    plan(&window, now() + TimeDelta::minutes(90), 91);
    let named = shown(&mut window, &desktop, 1);
    assert_eq!(named[0].title, NAME);

    let moment = next_minute(50);
    plan(&window, moment + TimeDelta::minutes(10), 10);
    std::thread::sleep(SOON);
    window.call("book_set_password", &json!({ "new": PASSWORD }));
    window.call("book_lock", &json!({}));
    window.sees(&css("[data-testid=locked]"));
    let closed = window.page().wait(|| desktop.closed().contains(&named[0].number).then_some(()));
    assert!(closed.is_some(), "what names somebody goes from the screen");
    wait_for(moment);
    let told = shown(&mut window, &desktop, 2);
    assert!(!format!("{:?}", told[1]).contains("欧阳") && !told[1].text.contains("样品"), "{told:?}");
    assert_eq!(told[1].title, window.say("reminder-locked"));

    window.click(&css("[data-testid=locked] input")).types(PASSWORD).presses("Enter").sees(&css("nav"));
    std::thread::sleep(LOOKS);
    assert_eq!(desktop.shown().len(), 2, "what was told while it was locked is not told again");
    let listed = window.call("reminders_list", &json!({}));
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "both stand in Today: {listed}");
}
