//! The end of a day: what was done, what was put off, who has no next step; and the week as text for a report.

use super::{Language, in_both_languages, latest_change};
use crate::clock::now;
use crate::things::{button, msg, msg_with, part, role};
use crate::window::Window;
use chrono::Days;
use serde_json::json;

in_both_languages!(the_day_is_looked_back_at_and_the_week_is_told);

fn the_day_is_looked_back_at_and_the_week_is_told(language: Language) {
    let mut window = Window::open_with("evening", language.tag, 0);
    let today = now().date_naive();
    let day = |later: u64| today.checked_add_days(Days::new(later)).unwrap_or(today).to_string();
    let names = language.writes("王记五金,陈静,李秀英", "Wang Hardware,Chen Jing,Ada").split(',').collect::<Vec<_>>();
    for name in &names {
        window.call("customers_create", &json!({ "name": name }));
    }
    let plan = |window: &Window, customer: i64, what: &str| {
        let new = json!({ "customer_id": customer, "due_on": day(0), "what": what });
        window.call("followups_create", &new)["id"].clone()
    };
    let (pumps, samples) =
        language.writes("谈了水泵,送样品", "Talked about pumps,Bring samples").split_once(',').unwrap_or_default();
    window.call("visits_log", &json!({ "customer_id": 1, "summary": pumps, "next_on": day(3), "next_what": samples }));
    window.call("visits_log", &json!({ "customer_id": 2, "summary": pumps }));
    let (done, put_off) = (plan(&window, 3, "A1"), plan(&window, 3, "B2"));
    window.call("followups_finish", &json!({ "id": done }));
    window.call("followups_move", &json!({ "ids": [put_off], "due_on": day(7) }));

    // Whom nobody has anything planned for stands there, and is given a day.
    let review = role("region", msg("review-day"));
    window
        .goes_to("/today")
        .sees(&review)
        .sees(&part(msg_with("review-day-about", json!({ "visits": 2, "done": 1, "moved": 1 }))));
    window.rests().shot("the-day");
    let plan_it = button(msg_with("today-plan", json!({ "name": names[1] })));
    window.click(&plan_it).click(&button(msg("pick-tomorrow"))).misses(&plan_it).shot("planned");
    assert_eq!(latest_change(&window), "followup.create");

    // The week as it is pasted into a report.
    let mut clipboard = arboard::Clipboard::new().unwrap_or_else(|why| panic!("no clipboard: {why}"));
    window.click(&button(msg("review-copy")));
    let text = window.page().wait(|| clipboard.get_text().ok().filter(|text| text.contains(names[0])));
    let text = text.unwrap_or_else(|| window.fail("nothing was copied"));
    window.shot("copied");
    let blocks: Vec<&str> = text.split("\n\n").collect();
    assert!(blocks.len() >= 5, "{text}");
    let says = |key: &'static str, args| window.words_of(key, args);
    assert!(blocks[0].ends_with(&says("review-counts", json!({ "visits": 2, "count": 2, "open": 0 }))), "{text}");
    let of_first = format!("{}\n- {} ", names[0], day(0));
    assert!(blocks[1].starts_with(&of_first) && blocks[1].contains(pumps), "by customer: {text}");
    assert!(blocks[1].ends_with(&says("review-next", json!({ "day": day(3), "what": samples }))), "{text}");
    assert!(blocks[2].starts_with(names[1]), "{text}");
    assert!(blocks[2].ends_with(&says("review-next-day", json!({ "day": day(1) }))), "{text}");
    assert!(
        blocks[3].contains(&says("review-step-what", json!({ "name": names[2], "day": day(0), "what": "A1" }))),
        "{text}"
    );
    assert!(
        blocks[4].contains(&says("review-step-what", json!({ "name": names[2], "day": day(7), "what": "B2" }))),
        "{text}"
    );
}
