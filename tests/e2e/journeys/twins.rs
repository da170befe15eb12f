//! The same customer twice: met while typing, merged side by side, taken apart again; and the contacts of a phone.

use super::{Language, card, in_both_languages, latest_change};
use crate::things::{button, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::{Value, json};
use std::path::Path;

in_both_languages!(one_who_is_here_is_met_while_typing, two_become_one_and_two_again, the_contacts_of_a_phone_come_in);

/// Two records of one shop, as two people write it, each with a visit.
fn two_of_one(window: &Window, language: Language) -> [Value; 2] {
    let names = [
        language.writes("大理红星农资店", "Hill & Sons Hardware"),
        language.writes("红星农资（大理）", "Hill and Sons"),
    ];
    names.map(|name| {
        let phone = json!([{ "kind": "phone", "value": "138 0013 8000", "label": "" }]);
        let id =
            window.call("customers_create", &json!({ "name": name, "kind": "company", "points": phone }))["id"].clone();
        window.call("visits_log", &json!({ "customer_id": id, "summary": format!("{name} 1") }));
        id
    })
}

fn one_who_is_here_is_met_while_typing(language: Language) {
    let mut window = Window::open_with("twin-typed", language.tag, 300);
    let [first, _] = two_of_one(&window, language);
    let name = window.call("customers_show", &json!({ "id": first }))["name"].as_str().unwrap_or_default().to_owned();
    window.presses("n").sees(&role("textbox", msg("new-name"))).types(language.writes("红星农资", "Hill & Sons"));
    let twins = role("region", msg("duplicates-twins"));
    window.sees(&twins).sees(&part(&name)).shot("met-by-name");
    window.presses("Control+a").types(language.writes("别的店", "Another one")).presses("Tab").types("13800138000");
    window.sees(&twins).sees(&part(&name)).shot("met-by-phone");
    window.click(&part(&name)).sees(&card(&name)).shot("opened");
    let count = window.call("customers_list", &json!({ "limit": 1 }))["total"].clone();
    assert_eq!(count, json!(302), "nobody was made twice");
}

fn two_become_one_and_two_again(language: Language) {
    let mut window = Window::open_with("merge", language.tag, 300);
    let ids = two_of_one(&window, language);
    let names = ids
        .each_ref()
        .map(|id| window.call("customers_show", &json!({ "id": id }))["name"].as_str().unwrap_or_default().to_owned());
    window.presses("g d").sees(&part(&names[0])).sees(&part(&names[1])).shot("found");
    let merge = format!("{}: {} · {}", window.say("duplicates-merge"), names[0], names[1]);
    window.click(&button(merge)).sees(&role("table", "")).shot("side-by-side");
    let other = format!("{}: {}", window.say("column-name"), names[1]);
    window.click(&role("radio", other)).shot("the-other-name");
    window.click(&button(msg_with("merge-do", json!({ "count": 2 })))).sees(&card(&names[1])).shot("merged");
    assert_eq!(latest_change(&window), "customer.merge");
    let visits =
        |window: &Window, id: &Value| window.call("customers_show", &json!({ "id": id }))["visit_count"].clone();
    assert_eq!(visits(&window, &ids[0]), json!(2), "nobody's visits are lost");
    window.call("visits_log", &json!({ "customer_id": ids[0], "summary": "3" }));

    window.presses("g d");
    let apart = format!("{}: {}", window.say("merges-apart"), names[1]);
    window.click(&button(apart.as_str())).misses(&button(apart.as_str())).shot("apart");
    assert_eq!(latest_change(&window), "customer.unmerge");
    assert_eq!(
        (visits(&window, &ids[0]), visits(&window, &ids[1])),
        (json!(2), json!(1)),
        "what was added since stays with the kept"
    );
    let name = window.call("customers_show", &json!({ "id": ids[0] }))["name"].clone();
    assert_eq!(name, json!(names[0]), "each has its own name again");
    // They are found again, and then said to be two.
    let part_them = format!("{}: {} · {}", window.say("duplicates-part"), names[0], names[1]);
    window
        .click(&button(msg("duplicates-again")))
        .click(&button(part_them.as_str()))
        .misses(&button(part_them.as_str()))
        .shot("parted");
    window.click(&button(msg("duplicates-again"))).rests().misses(&button(part_them.as_str()));
}

fn the_contacts_of_a_phone_come_in(language: Language) {
    let mut window = Window::open_with("contacts", language.tag, 30);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contacts/contacts-chinese-made-up.vcf");
    window.is_given(&file);
    let start = button(msg_with("import-start", json!({ "count": "30" })));
    window.sees(&start).sees(&part("李堃玲")).shot("looked-at");
    window.click(&start).sees(&role("heading", msg_with("import-done", json!({ "count": "30" })))).shot("done");
    assert_eq!(window.call("customers_list", &json!({ "limit": 1 }))["total"], json!(60));
    window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    window.types("lkl").sees(&part("李堃玲")).shot("found-by-its-sound");
    // The same contacts again: nobody comes twice.
    window
        .presses("Escape")
        .is_given(&file)
        .sees(&part(msg_with("import-will-leave", json!({ "count": "30" }))))
        .shot("again");
    window.click(&role("radio", msg("import-existing-update")));
    window.sees(&part(msg_with("import-will-same", json!({ "count": "30" })))).shot("just-as-the-file-says");
}
