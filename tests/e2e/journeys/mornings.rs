//! A morning: the way of the day with its reasons, put into another order, set out on; each stop logged, then the next by one key.

use super::{Language, in_both_languages, latest_change};
use crate::clock::now;
use crate::things::{button, css, msg, msg_with, role};
use crate::window::Window;
use serde_json::{Value, json};

in_both_languages!(a_day_is_planned_and_gone_through);

/// Three farms east of the office, each with something to be done today. Their ids in the order of the way.
fn farms(window: &Window) -> Vec<(i64, String)> {
    let today = now().format("%Y-%m-%d").to_string();
    window.call("settings_edit", &json!({ "day_place": "30.0, 120.0" }));
    let rows = window.call("customers_list", &json!({ "limit": 3 }))["rows"].as_array().cloned().unwrap_or_default();
    let mut farms = Vec::new();
    for (row, lon) in rows.iter().zip(["120.1", "120.2", "120.3"]) {
        let id = row["id"].as_i64().unwrap_or_default();
        window.call("customers_place", &json!({ "customer_id": id, "text": format!("30.0, {lon}") }));
        window.call("followups_create", &json!({ "customer_id": id, "due_on": today, "what": format!("#{id}") }));
        farms.push((id, row["name"].as_str().unwrap_or_default().to_owned()));
    }
    farms
}

fn order(window: &Window) -> Vec<Value> {
    let plan = window.call("plan_show", &json!({}));
    plan["stops"].as_array().into_iter().flatten().map(|stop| stop["customer_id"].clone()).collect()
}

fn a_day_is_planned_and_gone_through(language: Language) {
    let mut window = Window::open_with("morning", language.tag, 3);
    let farms = farms(&window);
    window.goes_to("/today").sees(&role("complementary", msg("plan-heading"))).shot("the-way");
    let before = order(&window);
    assert_eq!(before.len(), 3, "each has a place");

    // The last one first: by the keyboard on its grip.
    let last = farms.iter().find(|(id, _)| Some(&json!(id)) == before.last()).cloned().unwrap_or_default();
    window.reaches(&button(msg_with("plan-move", json!({ "name": last.1 })))).presses("ArrowUp");
    let by_hand = window.say("plan-reset");
    window.until(
        "the order is the user's own",
        &format!("document.querySelector('aside').innerText.includes({by_hand:?})"),
    );
    assert_eq!(latest_change(&window), "plan.order");
    assert_eq!(order(&window).len(), 3);
    window.shot("in-ones-own-order");

    window.click(&css("aside header button"));
    let first = order(&window).first().cloned().unwrap_or_default();
    window.until("the first stop is open", &format!("location.hash === '#/customers/{first}'"));
    assert_eq!(latest_change(&window), "plan.start");
    window.until("its box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
    window.types(language.writes("谈好了，下周送货", "agreed, delivery next week")).shot("at-the-first-stop");
    window.presses("Enter").until("the box is empty", "document.activeElement?.value === ''");
    assert_eq!(latest_change(&window), "visit.log");
    window.presses("Escape").presses("p");
    let next = order(&window).first().cloned().unwrap_or_default();
    assert_ne!(next, first, "who was seen is out of the way");
    window.until("the next stop is open", &format!("location.hash === '#/customers/{next}'"));
    window.goes_to("/today").sees(&role("region", msg("review-day"))).shot("the-day-in-short");
}
