//! On the card: what is read is edited where it stands, and each edit is undone.

use super::{Language, card, in_both_languages};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_phone_is_edited_in_place, a_field_is_edited_in_place, a_birthday_by_the_sun_and_by_the_moon);

/// A window on a book of samples, on the card of a customer of our own.
fn on_a_card(picture: &str, language: Language) -> (Window, Value) {
    let mut window = Window::open_with(picture, language.tag, 30);
    let name = language.writes("王秀英", "Ada Wong");
    let phone = json!({ "kind": "phone", "value": "13800138000", "label": "" });
    let id = window.call("customers_create", &json!({ "name": name, "points": [phone] }))["id"].clone();
    window.goes_to(&format!("/customers/{id}")).sees(&card(name));
    (window, id)
}

fn a_phone_is_edited_in_place(language: Language) {
    let (mut window, id) = on_a_card("edit-phone", language);
    let phones = |window: &Window| window.call("customers_show", &json!({ "id": id }))["contact_points"].clone();
    window.sees(&part("138 0013 8000")).shot("before").click(&button("138 0013 8000"));
    window.presses("Control+a").types("139-1234").presses("Enter");
    window.sees(&role("alert", "")).shot("too-short");
    assert_eq!(phones(&window)[0]["value"], "+8613800138000", "what cannot be dialled is not kept for a phone");
    window.presses("Control+a").types("139-1234-5678").presses("Enter");
    window.sees(&button("139 1234 5678")).shot("edited");
    assert_eq!(phones(&window)[0]["value"], "+8613912345678");
    window.presses("Control+z").sees(&button("138 0013 8000")).shot("undone");
    window.click(&button("138 0013 8000")).presses("Control+a").types("12").presses("Escape");
    window.sees(&button("138 0013 8000"));
    assert_eq!(phones(&window)[0]["value"], "+8613800138000", "Escape keeps what was");
}

fn a_field_is_edited_in_place(language: Language) {
    let (mut window, _) = on_a_card("edit-field", language);
    let number = language.writes("进货周期", "Order cycle");
    let grade = language.writes("等级", "Grade");
    let add = button(msg("card-add-fact"));
    window.click(&add).shot("what-can-be-added").click(&role("menuitem", number));
    window.until("the field's box has the focus", "document.activeElement?.tagName === 'INPUT'");
    window.types("30").presses("Enter").sees(&button(format!("{number}: 30"))).shot("a-number");
    window.click(&button(format!("{number}: 30"))).presses("Control+a").types("often").presses("Enter");
    window.sees(&role("alert", "")).shot("no-number").presses("Control+a").types("45").presses("Enter");
    window.sees(&button(format!("{number}: 45"))).shot("another-number");

    window.click(&add).click(&role("menuitem", grade));
    window.sees(&css("[role=menu]")).shot("choices").click(&role("menuitem", "B"));
    let chosen = button(format!("{grade}: B"));
    window.sees(&chosen).shot("a-choice");
    window.presses("Control+z").misses(&chosen).presses("Control+z").sees(&button(format!("{number}: 30")));
    window.shot("both-undone").presses("Control+Shift+z").presses("Control+Shift+z").sees(&chosen);
}

fn a_birthday_by_the_sun_and_by_the_moon(language: Language) {
    let (mut window, id) = on_a_card("edit-birthday", language);
    let kept = |window: &Window| window.call("customers_show", &json!({ "id": id }))["birthday"].clone();
    let (birthday, day) = (window.say("card-birthday"), role("textbox", msg("birthday-day")));
    window.click(&button(msg("card-add-fact"))).click(&role("menuitem", birthday.as_str()));
    // The month has the focus: most people's year is not known.
    window.until(
        "the month has the focus",
        &format!("document.activeElement?.ariaLabel === {:?}", window.say("birthday-month")),
    );
    window.types("8").presses("Tab").types("15").shot("typing").presses("Enter");
    let solar = button(language.writes("8月15日", "August 15"));
    window.sees(&solar).shot("by-the-sun");
    assert_eq!(kept(&window), json!({ "calendar": "solar", "year": null, "month": 8, "day": 15, "leap_month": false }));

    window.click(&solar).click(&part(msg("birthday-lunar-calendar"))).shot("turned-to-the-moon");
    window.click(&day).presses("Control+a").types("31").presses("Enter").sees(&role("alert", "")).shot("no-such-day");
    window.presses("Control+a").types("15").presses("Enter");
    let said = language.writes("八月十五", "8/15");
    let lunar = button(msg_with("birthday-lunar", json!({ "year": "none", "day": said })));
    window.sees(&lunar).shot("by-the-moon");
    assert_eq!(kept(&window)["calendar"], "lunar");
    window.presses("Control+z").sees(&solar).presses("Control+z").misses(&solar).shot("both-undone");
    assert_eq!(kept(&window), Value::Null);
}
