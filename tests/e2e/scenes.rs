//! Every screen and what opens on it: the places that are looked at, by axe and in pictures.

use crate::clock;
use crate::journeys::brought;
use crate::things::{Thing, button, css, msg, msg_with, part, role};
use crate::window::Window;
use serde_json::json;

/// How many customers a scene needs to be worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// An empty book shows it.
    Nothing,
    /// Three.
    Few,
    /// A list that is longer than the window.
    Many,
}

/// One place of the window.
#[derive(Clone, Copy)]
pub struct Scene {
    /// Its name in pictures and findings.
    pub name: &'static str,
    /// Its address.
    path: &'static str,
    /// What must be there.
    pub needs: Needs,
    /// What is done there, up to what it shows.
    set: fn(&mut Window),
}

impl Scene {
    /// Shows it, from a page drawn anew: no scene stands on what another one left.
    pub fn show(&self, window: &mut Window) {
        window.resize(1440, 900).goes_to(self.path).page().run("localStorage.clear();", vec![]);
        window.reload();
        (self.set)(window);
    }
}

/// Words on buttons that are cut off, without so much as dots. What may be short of room shows dots.
pub fn cut_words(window: &Window) -> Vec<String> {
    let cut = window.value(
        "[...document.querySelectorAll('button, button *')]\
         .filter((one) => getComputedStyle(one).overflowX === 'hidden' && one.innerText?.trim()\
             && getComputedStyle(one).textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1\
             && one.clientWidth > 1)\
         .map((one) => one.innerText)",
    );
    cut.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// Makes the book worth looking at: something in the trash, something to undo, a customer with all kinds of facts.
/// An empty book stays empty.
pub fn furnish(window: &Window) {
    let ids = window.customers(8);
    let Some(first) = ids.first() else { return };
    let lunar = json!({ "calendar": "lunar", "year": 1980, "month": 4, "day": 8, "leap_month": false });
    window.call("customers_edit", &json!({ "id": first, "birthday": lunar }));
    window.call("customers_tag", &json!({ "customers": { "ids": [first] }, "add": ["VIP"] }));
    // A short list keeps all that it has.
    if let [_, _, _, .., one, other] = ids.as_slice() {
        window.call("customers_trash", &json!({ "customers": { "ids": [one, other] } }));
    }
    let tag = window.call("tags_create", &json!({ "name": "2019" }))["id"].clone();
    window.call("tags_trash", &json!({ "id": tag }));
}

/// Appointments, things to do and things put off, for a day worth looking at; made once.
fn a_day_with_something_to_do(window: &Window) {
    let plan = window.call("plan_show", &json!({}));
    if plan["has_start"] == true {
        return;
    }
    window.call("settings_edit", &json!({ "day_place": "36.88, 118.73" }));
    let today = clock::now().format("%Y-%m-%d").to_string();
    for (at, id) in window.customers(6).iter().enumerate() {
        let place = format!("36.8{at}, 118.7{at}");
        window.call("customers_place", &json!({ "customer_id": id, "text": place }));
        let mut new = json!({ "customer_id": id, "due_on": today, "what": "带样品", "priority": "normal" });
        if at == 2 {
            new["time"] = json!("14:00");
            new["ends"] = json!("14:40");
            new["place"] = json!("城东店");
        }
        if at == 3 {
            new["priority"] = json!("high");
        }
        window.call("followups_create", &new);
    }
}

/// All scenes. Those that change the book come last.
pub fn scenes() -> Vec<Scene> {
    use Needs::{Few, Many, Nothing};
    let scene = |name, path, needs, set| Scene { name, path, needs, set };
    vec![
        scene("today", "/today", Nothing, |window| {
            window.sees(&role("textbox", msg("line-label")));
            window.until("the way is reckoned", "!document.querySelector('aside[aria-busy=true]')");
        }),
        scene("today-line", "/today", Few, |window| {
            window.click(&role("textbox", msg("line-label")));
            window.types("昨天打电话 谈了水泵,想要20台 下周三下午3点带样品再去 #重点");
            window.until("it is read", "document.querySelector('main').innerText.includes('15:00')");
        }),
        scene("calendar-week", "/calendar", Nothing, |window| {
            window.sees(&css(".fc-timegrid"));
        }),
        scene("calendar-day", "/calendar", Many, |window| {
            window
                .sees(&css(".fc-timegrid"))
                .click(&css("main input[value=day] + label"))
                .sees(&css(".fc-timeGridDay-view"));
        }),
        scene("calendar-month", "/calendar", Many, |window| {
            window
                .sees(&css(".fc-timegrid"))
                .click(&css("main input[value=month] + label"))
                .sees(&css(".fc-dayGridMonth-view"));
        }),
        scene("calendar-agenda", "/calendar", Many, |window| {
            window.click(&part(msg("calendar-view-agenda"))).sees(&css("main section h2"));
        }),
        scene("customers", "/customers", Nothing, |_| {}),
        scene("customers-selected", "/customers", Many, |window| {
            window.click(&check(1)).click(&check(3)).sees(&role("toolbar", msg("bulk-label")));
        }),
        scene("customers-tag-menu", "/customers", Many, |window| {
            window.click(&check(1)).presses("t").sees(&css("[role=dialog] input"));
        }),
        scene("customers-filter-menu", "/customers", Many, |window| {
            window.click(&button(msg("filter-add"))).click(&role("menuitem", msg("column-stage")));
            window.until("the submenu is open", "document.querySelectorAll('[role=menu]').length > 1");
        }),
        scene("customers-filtered", "/customers", Many, |window| {
            let last_visit = role("menuitem", msg("column-last-visit"));
            window.click(&button(msg("filter-add"))).click(&last_visit);
            window.click(&role("menuitem", msg("filter-visit-over-30")));
            window.sees(&button(msg("filter-clear")));
        }),
        scene("customers-sort-menu", "/customers", Many, |window| {
            let column = format!("{} ↑", window.say("column-name"));
            window.click(&button(msg_with("list-sorted-by", json!({ "column": column })))).sees(&css("[role=menu]"));
        }),
        scene("customers-groups", "/customers", Many, |window| {
            window.click(&button(msg("list-group"))).click(&role("menuitem", msg("column-stage")));
            window.sees(&css("main fieldset button"));
        }),
        scene("customers-segment", "/customers", Many, |window| {
            let title =
                format!("document.querySelector('nav section h3')?.innerText === {:?}", window.say("side-segments"));
            window.until("the segments are there", &title);
            window.click(&css("nav section li button[aria-pressed]")).sees(&button(msg("filter-clear")));
        }),
        scene("customers-set", "/customers", Many, |window| {
            window.sees(&css("[role=row][data-position]")).presses("Control+a").click(&button(msg("bulk-set")));
            window.sees(&css("[role=dialog] form"));
        }),
        scene("customers-follow-up", "/customers", Many, |window| {
            window.sees(&css("[role=row][data-position]")).presses("Control+a").click(&button(msg("bulk-followup")));
            window.sees(&css("[role=dialog] form"));
        }),
        scene("customers-filter-near", "/customers", Many, |window| {
            window.click(&button(msg("filter-add"))).click(&role("menuitem", msg("filter-near")));
            window.click(&role("menuitem", msg("filter-ask-near"))).sees(&role("textbox", msg("filter-km")));
        }),
        scene("customers-export", "/customers", Few, |window| {
            window.click(&button(msg("action-export-list"))).sees(&part(msg("export-open")));
        }),
        scene("customers-none", "/customers", Few, |window| {
            window.presses("/").types("zzqq").sees(&part(msg("customers-none-title")));
        }),
        scene("customers-columns", "/customers", Many, |window| {
            window.click(&button(msg("list-columns"))).sees(&css("[role=menu]"));
        }),
        scene("customers-cell", "/customers", Many, |window| {
            window
                .sees(&css("[role=row][data-position]"))
                .presses("j")
                .presses("F2")
                .sees(&css("[data-editing] input"));
        }),
        scene("duplicates", "/duplicates", Nothing, |window| {
            window.until("they were looked for", "document.querySelector('main [role=status], [role=status] + button') && !document.querySelector('[aria-busy=true]')");
        }),
        scene("duplicates-merge", "/customers", Few, |window| {
            window.click(&check(0)).click(&check(1)).click(&button(msg("bulk-merge"))).sees(&role("table", ""));
        }),
        scene("new-twins", "/customers/new", Few, |window| {
            let name = window.call("customers_list", &json!({ "limit": 1 }))["rows"][0]["name"].clone();
            window.sees(&role("textbox", msg("new-name"))).types(name.as_str().unwrap_or_default());
            window.sees(&role("region", msg("duplicates-twins")));
        }),
        scene("conflicts", "/conflicts", Nothing, |window| {
            window.sees(&role("heading", msg("conflicts-title")));
        }),
        scene("card-paper", "/customers", Few, |window| {
            open_card(window);
            window.click(&button(msg("card-paper"))).sees(&css("[role=dialog] img"));
        }),
        scene("card-failed", "/customers/999999", Few, |window| {
            window.sees(&button(msg("action-try-again")));
        }),
        scene("card", "/customers", Few, open_card),
        scene("card-log-day", "/customers", Many, |window| {
            open_card(window);
            window.presses("l").click(&button(msg("pick-other-day"))).sees(&role("dialog", ""));
        }),
        scene("card-log", "/customers", Few, |window| {
            open_card(window);
            window.presses("l").types("谈了水泵 Talked about pumps").click(&button(msg("pick-one-week")));
        }),
        scene("card-line", "/customers", Few, |window| {
            open_card(window);
            window.presses("l").until("the box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
            window.types("昨天打电话 谈了水泵,想要20台,共3.2万元 下周三下午3点带样品再去 #重点");
            window.until("it is read", "document.querySelector('article').innerText.includes('#重点')");
        }),
        scene("card-editing", "/customers", Many, |window| {
            open_card(window);
            window
                .click(&css("article fieldset button[data-empty], article fieldset button"))
                .sees(&css("article input"));
        }),
        scene("card-birthday", "/customers", Many, |window| {
            open_card(window);
            window.click(&css(format!("article button[aria-label^={:?}]", window.say("card-birthday"))));
            window.sees(&role("textbox", msg("birthday-day")));
        }),
        scene("card-add-fact", "/customers", Many, |window| {
            open_card(window);
            window.click(&button(msg("card-add-fact"))).sees(&css("[role=menu]"));
        }),
        scene("card-history", "/customers", Many, |window| {
            open_card(window);
            window.click(&button(msg("card-history"))).sees(&role("dialog", ""));
        }),
        scene("card-undo-offered", "/customers", Many, |window| {
            open_card(window);
            window.presses("Delete").sees(&css("[role=status] button"));
            window.call("undo", &json!({}));
        }),
        scene("new-customer", "/customers/new", Nothing, |window| {
            window.sees(&role("heading", msg("action-new-customer")));
        }),
        scene("palette", "/customers", Few, |window| {
            window.sees(&css("[role=row][data-position]"));
            let name = window.value("document.querySelector('[data-position=\"0\"] [aria-colindex=\"2\"]').innerText");
            let begins: String = name.as_str().unwrap_or_default().chars().take(1).collect();
            window.presses("Control+k").until("the palette has the focus", PALETTE_HAS_FOCUS).types(&begins);
            window.until("somebody is found", "document.querySelector('[role=option]')");
        }),
        scene("palette-nobody", "/customers", Nothing, |window| {
            window.presses("Control+k").until("the palette has the focus", PALETTE_HAS_FOCUS).types("zzqq");
            window.sees(&part(msg_with("palette-none", json!({ "text": "zzqq" }))));
        }),
        scene("key-sheet", "/customers", Nothing, |window| {
            window.sees(&css("main")).presses("?").sees(&role("dialog", msg("action-keys")));
        }),
        scene("latest-steps", "/customers", Many, |window| {
            window.click(&button(msg("history-title"))).sees(&role("dialog", ""));
        }),
        scene("trash", "/trash", Nothing, |window| {
            window.sees(&css("main h1, main h2, main [role=heading]"));
        }),
        settings("settings", "/settings"),
        settings("settings-reminders", "/settings/reminders"),
        settings("settings-opening", "/settings/opening"),
        settings("settings-tags", "/settings/tags"),
        settings("settings-stages", "/settings/stages"),
        settings("settings-owners", "/settings/owners"),
        settings("settings-fields", "/settings/fields"),
        settings("settings-visit-kinds", "/settings/visit-kinds"),
        scene("settings-assistants", "/settings/assistants", Nothing, |window| {
            window.call("settings_edit", &json!({ "assistant": "read" }));
            window.sees(&css("main input[type=checkbox]"));
        }),
        scene("settings-tag-colour", "/settings/tags", Many, |window| {
            window.click(&css("li button[aria-label][class*=color]")).sees(&role("dialog", ""));
        }),
        scene("settings-tag-more", "/settings/tags", Many, |window| {
            window.click(&css("li button[aria-haspopup=menu]")).sees(&css("[role=menu]"));
        }),
        scene("import", "/import", Nothing, |window| {
            window.sees(&role("heading", msg("import-title")));
        }),
        scene("import-preview", "/import", Nothing, preview),
        scene("import-column-menu", "/import", Many, |window| {
            preview(window);
            window.click(&css("[role=columnheader] button")).sees(&css("[role=menu]"));
        }),
        scene("import-failed", "/import", Many, |window| {
            let empty = window.home().join("empty.csv");
            let _ = std::fs::write(&empty, "");
            window.is_given(&empty).sees(&part(msg_with("error-file-empty", json!({ "file": empty }))));
        }),
        scene("import-report", "/import", Many, |window| {
            preview(window);
            window.click(&button(msg_with("import-start", json!({ "count": "1,982" }))));
            window.sees(&part(msg_with("import-done", json!({ "count": "1,982" }))));
            window.call("undo", &json!({}));
        }),
        scene("safety", "/safety", Nothing, |window| {
            window.sees(&role("heading", msg("safety-title")));
        }),
        scene("safety-backup", "/safety", Few, |window| {
            window.call("backups_make", &json!({}));
            window.click(&button(msg("backup-look"))).sees(&button(msg("backup-restore")));
        }),
        scene("retention", "/safety", Many, |window| {
            window.call("settings_edit", &json!({ "retention_years": 1 }));
            window.reload();
            window.click(&css("[data-testid=retention] li input"));
        }),
        scene("history", "/history", Nothing, |window| {
            window.sees(&role("heading", msg("history-page-title")));
        }),
        scene("today-way", "/today", Many, |window| {
            a_day_with_something_to_do(window);
            window.reload().sees(&role("complementary", msg("plan-heading")));
        }),
        scene("erase", "/trash", Many, |window| {
            window.click(&role("link", msg("erase-way-erase"))).sees(&css("[data-testid=erase]"));
        }),
        scene("locked", "/customers", Nothing, |window| {
            window.call("book_set_password", &json!({ "new": "菜市场门口见 at seven" }));
            window.call("book_lock", &json!({}));
            window.reload();
            window.sees(&css("[data-testid=locked]"));
        }),
    ]
}

const PALETTE_HAS_FOCUS: &str = "document.activeElement?.role === 'combobox'";

fn check(position: usize) -> Thing {
    css(format!("[data-position=\"{position}\"] [data-check]"))
}

fn open_card(window: &mut Window) {
    let first = css("[role=row][data-position=\"0\"]");
    window.sees(&first).rests().click(&first).sees(&css("article[aria-label]"));
}

fn preview(window: &mut Window) {
    window.is_given(&brought("kehu-gbk.csv"));
    window.sees(&button(msg_with("import-start", json!({ "count": "1,982" }))));
}

fn settings(name: &'static str, path: &'static str) -> Scene {
    Scene {
        name,
        path,
        needs: Needs::Nothing,
        set: |window| {
            window.sees(&css("main h2"));
        },
    }
}
