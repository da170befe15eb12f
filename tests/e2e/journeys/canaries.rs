//! Two hundred texts that are nowhere else go through the window: typed, imported, searched for, undone, exported, backed
//! up, locked. Afterwards none of them stands in any file that can be read: the program's folder, the web view's, the
//! temporary one, what it said. Only in what was exported.

use super::{card, row};
use crate::things::{button, css, msg, msg_with, part, role};
use crate::window::{Window, files_below};
use aho_corasick::AhoCorasick;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

/// How many.
const MANY: usize = 200;
/// So many of them are in each row of the imported table.
const IN_A_ROW: usize = 4;
const PASSWORD: &str = "春风十里 2026";

/// The canaries: half in Chinese, half in letters, each with its number.
fn canaries() -> Vec<String> {
    (100..100 + MANY)
        .map(|number| if number % 2 == 0 { format!("金丝雀{number}鸣") } else { format!("Kanari{number}quee") })
        .collect()
}

/// Which of the texts stand in which files, as UTF-8 or UTF-16.
fn found(folders: &[&Path], texts: &[String]) -> BTreeSet<String> {
    let utf16 = |text: &String| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let needles: Vec<Vec<u8>> =
        texts.iter().map(|text| text.as_bytes().to_vec()).chain(texts.iter().map(utf16)).collect();
    let look = AhoCorasick::new(&needles).unwrap_or_else(|why| panic!("{why}"));
    let mut found = BTreeSet::new();
    for file in folders.iter().flat_map(|folder| files_below(folder)) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let name = file.as_os_str().to_string_lossy().into_owned();
        for text in texts.iter().filter(|text| name.contains(*text)) {
            found.insert(format!("{text} in the name of {name}"));
        }
        for hit in look.find_iter(&bytes) {
            found.insert(format!("{} in {name}", texts[hit.pattern().as_usize() % texts.len()]));
        }
    }
    found
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn no_text_of_the_book_stands_readable_anywhere() {
    let outside = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let all = canaries();
    let (typed, imported) = all.split_at(16);
    // All that a program may write to besides its own folder, in one that is looked through.
    let mut window = Window::open_in("canaries", "zh-CN", |home| {
        let places = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
        let place = |name: &'static str| {
            let dir = home.join("system").join(name);
            std::fs::create_dir_all(&dir).unwrap_or_else(|why| panic!("{why}"));
            (name, dir.display().to_string())
        };
        places.map(place).to_vec()
    })
    .with(0);

    typed_in(&mut window, typed);
    bring_in(&mut window, outside.path(), imported);

    for text in [&all[0], &all[40], &all[41]] {
        window.presses("Control+k").until("the palette has the focus", "document.activeElement?.role === 'combobox'");
        window.types(text).sees(&css("[role=option]")).presses("Escape");
    }
    // The import is taken back and done again.
    window.sees(&row(0)).presses("Control+z").misses(&row(2)).presses("Control+Shift+z").sees(&row(2)).shot("redone");
    let list = outside.path().join("list.csv");
    let job = window.call("export_customers", &json!({ "format": "csv", "path": list }))["job"].clone();
    window.call("jobs_wait", &json!({ "id": job }));
    window.call("diagnostics_show", &json!({}));
    window.call("backups_make", &json!({}));
    window.call("book_set_password", &json!({ "new": PASSWORD }));
    window.call("book_lock", &json!({}));
    window.sees(&css("[data-testid=locked]")).shot("locked");
    window.click(&css("[data-testid=locked] input")).types(PASSWORD).presses("Enter").sees(&row(0));
    let there = window.call("book_verify", &json!({ "traces": all }))["traces"].clone();
    let there: BTreeSet<_> =
        there.as_array().into_iter().flatten().filter_map(|trace| trace["text"].as_str()).collect();
    assert_eq!(there.len(), MANY, "all of them are in the book, so that their absence elsewhere says something");

    // While the program runs: its log and temporary files are there.
    let system = window.home().to_owned();
    let now = found(&[&system], &all);
    assert!(now.is_empty(), "{now:#?}");
    let home = window.close();
    let left = found(&[home.path()], &all);
    assert!(left.is_empty(), "{left:#?}");
    let exported = found(&[outside.path()], &all);
    assert!(exported.len() >= imported.len(), "what is found is found: the export and the table are readable");
    assert!(
        files_below(&home.path().join("webview")).len() > 1,
        "the web view wrote something that was looked through"
    );
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn who_was_erased_is_nowhere_and_an_older_backup_brings_nobody_back() {
    let outside = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let all = canaries();
    let (typed, imported) = all.split_at(16);
    let mut window = Window::open("canaries-erased", "zh-CN").with(0);
    typed_in(&mut window, typed);
    bring_in(&mut window, outside.path(), imported);
    // The history holds them, too: taken back and done again.
    window.presses("Control+z").misses(&row(2)).presses("Control+Shift+z").sees(&row(2));
    let made = window.call("backups_make", &json!({}))["path"].clone();
    // On a stick that is not in while they are erased.
    let stick = outside.path().join("on-a-stick.rounds");
    std::fs::copy(made.as_str().unwrap_or_default(), &stick).unwrap_or_else(|why| panic!("{why}"));
    // What is the book's own, and nobody's: a tag, a field with its help, a segment.
    let (own, of_people): (Vec<&String>, Vec<&String>) =
        all.iter().partition(|text| [8, 9, 10, 12].iter().any(|own| typed[*own] == **text));
    assert_eq!(traced(&window, &of_people).len(), of_people.len(), "all of them are there, so that it says something");

    // Two by hand, one typed and one imported; the others through the same door.
    for name in [&typed[0], &imported[0]] {
        let id = window.call("customers_resolve", &json!({ "customer": name }));
        window.goes_to(&format!("/safety/erase/{id}")).sees(&part(name.as_str()));
        window.click(&css("[data-testid=erase] input[type=text], [data-testid=erase] input:not([type])")).types(name);
        window.click(&css("[data-testid=erase] button[data-erase]")).sees(&role("heading", msg("erase-gone")));
    }
    for name in imported.iter().step_by(IN_A_ROW).skip(1) {
        let id = window.call("customers_resolve", &json!({ "customer": name }));
        let erased = window.call("customers_erase", &json!({ "id": id, "name": name }));
        assert_eq!(erased["is_gone"], true, "{name}: {erased}");
    }
    window.shot("erased");
    assert_eq!(traced(&window, &of_people), BTreeSet::new(), "in no page, log, index, backup or file of the program");
    assert_eq!(traced(&window, &own).len(), own.len(), "and what stays is found: the look does look");

    // The stick is in again; the book goes back to what is on it, and they are gone from there, too.
    let folder = window.call("backups_list", &json!({}))["folder"].clone();
    let found = Path::new(folder.as_str().unwrap_or_default()).join("on-a-stick.rounds");
    std::fs::copy(&stick, &found).unwrap_or_else(|why| panic!("{}: {why}", found.display()));
    window.goes_to("/safety").reload();
    window.click(&css("[data-testid=backups] li:has(time[title$='on-a-stick.rounds']) button"));
    window.sees(&button(msg("backup-restore"))).rests().shot("the-older-one");
    let shown = window.value("document.body.innerText");
    let shown = shown.as_str().unwrap_or_default();
    assert!(!of_people.iter().any(|text| shown.contains(text.as_str())), "nobody is offered out of it: {shown}");
    window.click(&button(msg("backup-restore"))).until("the book is back", "location.hash.startsWith('#/customers')");
    let none = window.page().wait(|| {
        let is_none = window.page().call("customers_list", &json!({}))["total"] == 0;
        (is_none && traced(&window, &of_people).is_empty()).then_some(())
    });
    window.shot("restored");
    assert!(none.is_some(), "still there: {:?}", traced(&window, &of_people));
    assert_eq!(traced(&window, &own).len(), own.len(), "the rest of it came back");
}

/// Which of the texts the look through everything that the program wrote finds.
fn traced(window: &Window, texts: &[&String]) -> BTreeSet<String> {
    let found = window.call("book_verify", &json!({ "traces": texts }))["traces"].clone();
    found.as_array().into_iter().flatten().filter_map(|trace| trace["text"].as_str().map(str::to_owned)).collect()
}

/// A table with the texts, four in each row, brought in by hand.
fn bring_in(window: &mut Window, folder: &Path, texts: &[String]) {
    let table = folder.join("名单.csv");
    let mut rows = vec!["姓名,微信,地址,备注".to_owned()];
    rows.extend(texts.chunks(IN_A_ROW).map(|row| row.join(",")));
    std::fs::write(&table, rows.join("\n")).unwrap_or_else(|why| panic!("{why}"));
    window.is_given(&table);
    let start = button(msg_with("import-start", json!({ "count": (texts.len() / IN_A_ROW).to_string() })));
    window.click(&start).click(&button(msg("import-see-customers"))).sees(&row(0)).shot("imported");
}

/// A customer, a contact, a phone's label, a visit with its next step, a draft: by hand.
fn typed_in(window: &mut Window, texts: &[String]) {
    window.presses("n").sees(&role("heading", msg("action-new-customer")));
    window.until("the name's box has the focus", "document.activeElement?.tagName === 'INPUT'");
    window.types(&texts[0]).presses("Enter").sees(&card(&texts[0])).shot("typed");
    window.presses("l").until("the box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
    window.types(&texts[1]).click(&button(msg("pick-one-week"))).presses("Enter").sees(&part(texts[1].as_str()));
    window
        .presses("Escape")
        .presses("l")
        .until("the box has the focus", "document.activeElement?.tagName === 'TEXTAREA'");
    window.types(&texts[2]).shot("a-draft");
    let id = window.call("customers_resolve", &json!({ "customer": texts[0] }));
    let record = format!("visit-of-customer-{id}");
    let kept = window.page().wait(|| {
        let draft = window.call("drafts_get", &json!({ "record": record }));
        draft["body"].as_str().is_some_and(|body| body.contains(&texts[2])).then_some(())
    });
    assert!(kept.is_some(), "the draft is kept");
    // What has no box of its own in the window, or many steps: through the same door.
    window.call("customers_edit", &json!({ "id": id, "note": texts[3] }));
    window.call("contacts_create", &json!({ "customer_id": id, "name": texts[4], "role": texts[5] }));
    window.call(
        "contact_points_create",
        &json!({ "customer_id": id, "kind": "wechat", "value": texts[6], "label": texts[7] }),
    );
    window.call("tags_create", &json!({ "name": texts[8] }));
    let field =
        window.call("fields_create", &json!({ "label": texts[9], "type": "text", "help": texts[10] }))["id"].clone();
    window.call("values_set", &json!({ "customer_id": id, "field_id": field, "value": { "text": texts[11] } }));
    window.call("segments_create", &json!({ "name": texts[12], "rule": { "text": texts[12] } }));
    window.call(
        "followups_create",
        &json!({ "customer_id": id, "due_on": "2030-01-01", "what": texts[13], "allow_past": true }),
    );
    window.call("visits_log", &json!({ "customer_id": id, "summary": texts[14], "outcome": texts[15] }));
    window.goes_to("/customers").sees(&row(0));
}
