//! The calendar by hand: a span is dragged and becomes an appointment, is moved and stretched, another is booked at the same
//! time after a word; files of other calendars go in and out.

use super::{Language, in_both_languages, latest_change};
use crate::clock;
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use chrono::{DateTime, Datelike, Days, NaiveDate};
use serde_json::{Value, json};

in_both_languages!(appointments_are_dragged, calendars_are_files);

/// A day of the week after this one, Monday being 0.
fn next_week(day: u64) -> NaiveDate {
    let today = clock::now().date_naive();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    monday + Days::new(7 + day)
}

/// A point of the week's grid: on a day, at a time `HH:MM:SS`, so many pixels below its line.
fn at(day: NaiveDate, time: &str, below: i32) -> String {
    format!(
        "(() => {{
           const column = document.querySelector('.fc-timegrid-col[data-date=\"{day}\"]').getBoundingClientRect();
           const line = document.querySelector('.fc-timegrid-slot-lane[data-time=\"{time}\"]').getBoundingClientRect();
           return [column.left + column.width / 2, line.top + {below}];
         }})()"
    )
}

/// The entry of a customer, and a place on it: a part of its height from above.
fn entry(name: &str, down: &str) -> String {
    format!(
        "(() => {{
           const all = [...document.querySelectorAll('.fc-timegrid-event')];
           const box = all.find((one) => one.innerText.includes({name:?})).getBoundingClientRect();
           return [box.left + box.width / 2, {down}];
         }})()"
    )
}

/// All appointments of next week: who, and from when to when on the clock.
fn booked(window: &Window) -> Vec<String> {
    let span = json!({ "from": next_week(0).to_string(), "to": next_week(6).to_string() });
    let agenda = window.call("agenda_show", &span);
    let zone = clock::now().timezone();
    let clock = |at: &Value| {
        let moment = at.as_i64().and_then(DateTime::from_timestamp_millis);
        moment.map(|moment| moment.with_timezone(&zone).format("%H:%M").to_string()).unwrap_or_default()
    };
    let rows =
        agenda["days"].as_array().into_iter().flatten().flat_map(|day| day["rows"].as_array().into_iter().flatten());
    rows.filter(|row| !row["ends_at"].is_null())
        .map(|row| {
            let (who, on) = (row["customer"].as_str().unwrap_or_default(), row["due_on"].as_str().unwrap_or_default());
            format!("{who} {on} {}–{}", clock(&row["due_at"]), clock(&row["ends_at"]))
        })
        .collect()
}

fn waits_for(window: &mut Window, wanted: &[String]) {
    let mut found = Vec::new();
    for _ in 0..200 {
        found = booked(window);
        if found == wanted {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    window.fail(&format!("wanted {wanted:?}, booked are {found:?}"));
}

fn names(window: &Window, count: usize) -> Vec<String> {
    let rows =
        window.call("customers_list", &json!({ "limit": count }))["rows"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| row["name"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Picks a customer in the dialog that asks for whom.
fn picks(window: &mut Window, name: &str) {
    window.sees(&role("combobox", msg("calendar-new-whom")));
    window.until("the finder has the focus", "document.activeElement?.role === 'combobox'").types(name);
    let found = format!("document.querySelector('[role=option]')?.innerText.includes({name:?})");
    window.until("the customer is found", &found).click(&css("[role=option]"));
    window.sees(&role("textbox", msg("card-next-what")));
}

fn week_after_this(window: &mut Window) {
    window.goes_to("/calendar").sees(&css(".fc-timegrid"));
    let monday = format!("document.querySelector('.fc-timegrid-col[data-date=\"{}\"]')", next_week(0));
    // Where weeks begin with Sunday, tomorrow's Monday is in this one.
    if window.value(&format!("{monday} === null")) == json!(true) {
        window.click(&button(msg("calendar-forth")));
    }
    window.until("the week after this one is shown", &monday).rests();
}

fn appointments_are_dragged(language: Language) {
    let mut window = Window::open_with("calendar", language.tag, 6);
    let names = names(&window, 2);
    let (first, second) = (names[0].clone(), names[1].clone());
    week_after_this(&mut window);
    let (wednesday, thursday) = (next_week(2), next_week(3));

    // Made: a span is dragged, then for whom and what.
    window.drags(&at(wednesday, "10:00:00", 3), &at(wednesday, "10:30:00", 12)).shot("for-whom");
    picks(&mut window, &first);
    window.types(language.writes("看样品", "look at samples")).shot("what").presses("Enter");
    waits_for(&mut window, &[format!("{first} {wednesday} 10:00–11:00")]);
    assert_eq!(latest_change(&window), "followup.create");
    let shown = format!(
        "[...document.querySelectorAll('.fc-timegrid-event')].some((one) => one.innerText.includes({first:?}))"
    );
    window.until("it stands in the calendar", &shown).shot("made");

    // Moved: to another day and time, as long as it was.
    window.drags(&entry(&first, "box.top + 6"), &at(thursday, "14:00:00", 3));
    waits_for(&mut window, &[format!("{first} {thursday} 14:00–15:00")]);
    assert_eq!(latest_change(&window), "followups.move");
    window.shot("moved");

    // Stretched by its end.
    window.drags(&entry(&first, "box.bottom - 2"), &at(thursday, "15:30:00", 12));
    waits_for(&mut window, &[format!("{first} {thursday} 14:00–16:00")]);
    assert_eq!(latest_change(&window), "followup.edit");
    window.shot("stretched");

    // Another at the same time: a word first, then it may be booked, and both stand side by side. The span begins at the
    // day's edge, where the first one leaves room, half an hour before it.
    window.drags(&at(thursday, "13:30:00", 3), &at(thursday, "14:30:00", 12));
    picks(&mut window, &second);
    let word = msg_with("followup-overlap", json!({ "name": first, "time": "14:00–16:00" }));
    window.sees(&part(word)).sees(&button(msg("followup-all-the-same"))).shot("a-word");
    window.types(language.writes("谈价格", "talk about prices")).presses("Enter");
    waits_for(&mut window, &[format!("{second} {thursday} 13:30–15:00"), format!("{first} {thursday} 14:00–16:00")]);
    let side_by_side = "(() => {
           const boxes = [...document.querySelectorAll('.fc-timegrid-event')].map((one) => one.getBoundingClientRect());
           return boxes.length === 2 && (boxes[0].right <= boxes[1].left + 1 || boxes[1].right <= boxes[0].left + 1);
         })()";
    window.until("both are seen beside each other", side_by_side).shot("side-by-side");

    // Moved back by undo, and nobody came.
    window.call("undo", &json!({}));
    waits_for(&mut window, &[format!("{first} {thursday} 14:00–16:00")]);
    window.click(&css(".fc-timegrid-event")).sees(&button(msg("calendar-no-show"))).shot("what-can-be-done");
    window.click(&button(msg("calendar-no-show")));
    window.until("it is noted", "document.querySelector('.fc-timegrid-event.is-closed')");
    assert_eq!(latest_change(&window), "followup.no_show");
    window.shot("nobody-came");
}

fn calendars_are_files(language: Language) {
    let mut window = Window::open_with("calendar-files", language.tag, 3);
    let (name, wednesday) = (names(&window, 1)[0].clone(), next_week(2));
    let week: Vec<Value> =
        (2..=6).map(|weekday| json!({ "weekday": weekday, "from": "09:00", "until": "17:00" })).collect();
    window.call("settings_edit", &json!({ "open_hours": week, "keeps_holidays": true }));

    // What others wrote comes in by being handed over; what names nobody is told, and given to one.
    let file = window.home().join("week.ics");
    let day = wednesday.format("%Y%m%d");
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "BEGIN:VEVENT\r\nUID:a".to_owned(),
        format!("SUMMARY:{name} - samples"),
        format!("DTSTART:{day}T100000\r\nDTEND:{day}T113000\r\nEND:VEVENT"),
        "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Dentist".to_owned(),
        format!("DTSTART:{day}T150000\r\nDURATION:PT30M\r\nEND:VEVENT"),
        "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:broken\r\nDTSTART:20260230T250000\r\nEND:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    std::fs::write(&file, lines.join("\r\n")).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    window.goes_to("/customers").is_given(&file);
    window.sees(&part(msg_with("calendar-taken", json!({ "made": 1, "changed": 0, "same": 0 })))).shot("taken");
    window.click(&button(msg("calendar-give")));
    window.until("the finder has the focus", "document.activeElement?.role === 'combobox'").types(&name);
    let found = format!("document.querySelector('[role=option]')?.innerText.includes({name:?})");
    window.until("the customer is found", &found).click(&css("[role=option]"));
    window.sees(&part(msg_with("calendar-taken", json!({ "made": 1, "changed": 0, "same": 1 })))).shot("given-to-one");
    window.click(&button(msg("action-close")));
    assert_eq!(booked(&window).len(), 2);

    // And out again: what is written reads as it was taken.
    let out = window.home().join("out.ics");
    let written = window.call("calendar_export", &json!({ "path": out, "only_appointments": true }));
    assert_eq!(written["appointments"], 2);
    let again = window.call("calendar_import", &json!({ "path": out }));
    assert_eq!((again["made"].clone(), again["same"].clone()), (json!(0), json!(2)), "{again}");
    week_after_this(&mut window);
    window
        .until("hours in which one is closed are shown", "document.querySelector('.is-closed-time')")
        .shot("open-hours");

    // Outside of the hours there is a word, and it may be booked all the same. Mondays are in the week, wherever it begins.
    window.drags(&at(next_week(0), "10:00:00", 3), &at(next_week(0), "10:30:00", 12));
    picks(&mut window, &name);
    window.sees(&part(msg("opening-never"))).sees(&button(msg("followup-all-the-same"))).shot("closed-that-day");
    window.presses("Enter").until("the dialog is gone", "!document.querySelector('[role=dialog] form')");
    assert_eq!(booked(&window).len(), 3);
    window.goes_to("/settings/opening").sees(&role("heading", msg("settings-opening"))).shot("opening-hours");
}
