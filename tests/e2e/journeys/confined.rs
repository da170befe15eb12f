//! What comes from customers never runs: a corpus of texts that somebody made to run goes into every field, is shown on
//! every screen of the built program, and leaves in every kind of file.

use super::row;
use crate::things::{button, css, msg, part, role};
use crate::window::{Window, files_below};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Shell commands in the corpus would leave this.
const RAN: &str = "/tmp/ran";

/// Notes what a text that ran would do: the page's own policy tells of what it stopped.
const WATCH: &str = "
    window.stopped = window.stopped ?? [];
    document.addEventListener('securitypolicyviolation', (event) => window.stopped.push(event.violatedDirective + ' ' + event.blockedURI));
    window.open = (url) => { window.ran = 'open ' + url; return null; };
    window.alert = window.confirm = window.prompt = (text) => { window.ran = 'asks ' + text; };
    const scripts = document.scripts.length;
    window.found = () => {
        const foreign = 'iframe, object, embed, base, form[action], meta[http-equiv], img, math, link[href*=evil], style:not([data-mantine-styles]):not(head style)';
        const handlers = [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on')));
        const leading = [...document.querySelectorAll('a[href]')].filter((one) => !one.getAttribute('href').startsWith('#'));
        return {
            ran: window.ran ?? null, stopped: window.stopped, scripts: document.scripts.length - scripts,
            foreign: [...document.querySelectorAll(foreign)].map((one) => one.outerHTML.slice(0, 200)),
            handlers: handlers.map((one) => one.outerHTML.slice(0, 200)),
            leading: leading.map((one) => one.outerHTML.slice(0, 200)),
            host: location.host, polluted: String({}.ran ?? ''),
        };
    };
";

/// All texts of the corpus, and one that is huge.
fn corpus() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/payloads/payloads.json");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    let kinds: BTreeMap<String, Vec<String>> = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}"));
    let mut texts: Vec<String> = kinds.into_values().flatten().collect();
    texts.push("<b>长</b>".repeat(20_000));
    texts
}

/// Nothing has run, nothing was even tried to be loaded, and no markup of the corpus became any.
fn assert_only_text(window: &Window, place: &str) {
    let found = window.value("window.found()");
    let harmless = json!({
        "ran": null, "stopped": [], "scripts": 0, "foreign": [], "handlers": [], "leading": [], "host": "localhost",
        "polluted": "",
    });
    assert_eq!(found, harmless, "at {place}");
    assert!(!Path::new(RAN).exists(), "a shell ran what a customer's record says, at {place}");
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn what_a_record_says_never_runs() {
    let _ = std::fs::remove_file(RAN);
    let mut window = Window::open_with("payloads", "zh-CN", 0);
    let texts = corpus();
    let customers = put_everywhere(&window, &texts);
    window.reload().page().run(WATCH, vec![]);

    window.goes_to("/customers").sees(&row(0)).shot("list");
    assert_only_text(&window, "the list");
    for id in &customers {
        window.goes_to(&format!("/customers/{id}")).sees(&css("article")).rests();
        assert_only_text(&window, &format!("the card of {id}"));
    }
    window.shot("card");
    window.goes_to(&format!("/customers/{}/full", customers[0])).sees(&css("article")).rests().shot("whole-card");
    assert_only_text(&window, "a whole card");
    for place in ["/today", "/trash", "/safety", "/settings", "/import"] {
        window.goes_to(place).sees(&css("main")).rests();
        assert_only_text(&window, place);
    }
    for section in ["reminders", "tags", "stages", "owners", "fields", "visit-kinds", "diagnostics"] {
        window.goes_to(&format!("/settings/{section}")).sees(&css("main h2")).rests();
        assert_only_text(&window, section);
    }
    window.shot("settings");
    window.goes_to(&format!("/safety/erase/{}", customers[0])).sees(&css("main")).rests().shot("erase");
    assert_only_text(&window, "erase");

    // Each is looked for, as a text.
    window.goes_to("/customers").sees(&css("[role=row][data-position]")).presses("Control+k");
    window.until("the palette has the focus", "document.activeElement?.role === 'combobox'");
    for text in texts.iter().filter(|text| text.chars().count() < 200) {
        let set = "const box = document.activeElement; \
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, arguments[0]); \
            box.dispatchEvent(new Event('input', { bubbles: true }));";
        window.page().run(set, vec![json!(text)]);
        window.rests();
        assert_only_text(&window, "the palette");
    }
    window.presses("Escape").shot("searched");
    imported(&mut window, &texts);
    let check = window.call("book_check", &json!({}));
    assert_eq!(check["ok"], true, "and the book is whole: {check}");
    assert_the_watch_watches(&window);
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn what_leaves_the_book_starts_nothing() {
    let window = Window::open_with("payload-exports", "zh-CN", 0);
    let customers = put_everywhere(&window, &corpus());
    assert_exports_run_nothing(&window, &customers);
}

/// A page that took a text for markup would be noticed.
fn assert_the_watch_watches(window: &Window) {
    window.page().run(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>');",
        vec![],
    );
    window.page().rests();
    let found = window.value("window.found()");
    assert_eq!(found["foreign"].as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found["handlers"].as_array().map(Vec::len), Some(1), "{found}");
    let is_stopped = found["stopped"].as_array().is_some_and(|all| !all.is_empty());
    assert!(is_stopped && found["ran"].is_null(), "and the page's policy lets it not run: {found}");
}

/// Each text in each field that takes it. What is refused is refused with a reason.
fn put_everywhere(window: &Window, texts: &[String]) -> Vec<i64> {
    let put = |command: &str, args: Value| {
        let answer = window.page().call(command, &args);
        let code = answer["refused"]["code"].as_str().unwrap_or_default();
        assert!(!matches!(code, "internal" | "io"), "{command}: {answer}");
        answer
    };
    let field =
        |label: &str, of_type: &str| put("fields_create", json!({ "label": label, "type": of_type }))["id"].clone();
    let (long, link) = (field("说明", "long_text"), field("网店", "link"));
    let mut customers = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let created = put("customers_create", json!({ "name": text, "note": text, "tags": [text], "contact": text }));
        // A name that nobody can have: the rest of it is tried with another one.
        let created =
            if created["id"].is_i64() { created } else { put("customers_create", json!({ "name": "匿名" })) };
        let id = created["id"].clone();
        customers.extend(id.as_i64());
        put("customers_edit", json!({ "id": id, "note": text }));
        put("contacts_create", json!({ "customer_id": id, "name": text, "role": text }));
        for kind in ["phone", "wechat", "email", "address", "website"] {
            put("contact_points_create", json!({ "customer_id": id, "kind": kind, "value": text, "label": text }));
        }
        put(
            "visits_log",
            json!({ "customer_id": id, "summary": text, "outcome": text, "next_on": "2030-01-01", "next_what": text }),
        );
        put("followups_create", json!({ "customer_id": id, "due_on": "2020-01-01", "what": text, "allow_past": true }));
        // The user's own lists: in turn, so that they do not get longer than lists are.
        match at % 3 {
            0 => {
                let field = json!({ "label": text, "type": "choice", "options": [text], "help": text, "unit": text, "section": text });
                put("fields_create", field);
                put("tag_groups_put", json!({ "name": text, "exclusive": false }));
            }
            1 => {
                put("segments_create", json!({ "name": text, "rule": { "text": text } }));
                put("visit_kinds_create", json!({ "name": text }));
            }
            _ => {
                put("stages_create", json!({ "name": text }));
                put("owners_create", json!({ "name": text }));
            }
        }
        put("values_set", json!({ "customer_id": id, "field_id": long, "value": { "text": text } }));
        put("values_set", json!({ "customer_id": id, "field_id": link, "value": { "text": text } }));
        put("drafts_put", json!({ "record": format!("visit-of-customer-{id}"), "body": text }));
        put("lines_parse", json!({ "line": text }));
        put("customers_find", json!({ "text": text, "limit": 5 }));
        put("query_ask", json!({ "sql": text }));
        put("shell_open_link", json!({ "url": text }));
    }
    assert!(customers.len() == texts.len(), "each text has its customer");
    let thrown = put("customers_create", json!({ "name": texts[0] }))["id"].clone();
    put("customers_trash", json!({ "customers": { "ids": [thrown] } }));
    customers
}

/// A table of the same texts, from headings to the file's name, is looked at and taken.
fn imported(window: &mut Window, texts: &[String]) {
    let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let file = folder.path().join("=1+1 <img src=x onerror=window.ran=1>.csv");
    let mut table = csv::Writer::from_path(&file).unwrap_or_else(|why| panic!("{why}"));
    let rows = std::iter::once(["姓名", "电话", "备注", "<script>window.ran=1</script>", "=1+1"].map(str::to_owned))
        .chain(texts.iter().filter(|text| text.len() < 30_000).map(|text| [0; 5].map(|_| text.clone())));
    rows.for_each(|row| table.write_record(row).unwrap_or_else(|why| panic!("{why}")));
    drop(table);
    let start = "[...document.querySelectorAll('button')].find((one) => /^导入 \\d+/.test(one.innerText))";
    window.is_given(&file).until("the table is looked at", start).rests().shot("import-look");
    assert_only_text(window, "the look at a table");
    window.page().run(&format!("{start}.click()"), vec![]);
    window.sees(&button(msg("import-see-customers"))).rests().shot("import-report");
    assert_only_text(window, "the report of an import");
}

/// Every kind of file that leaves: no cell of it is a formula, and nothing is written elsewhere.
fn assert_exports_run_nothing(window: &Window, customers: &[i64]) {
    let around = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let out = around.path().join("out");
    std::fs::create_dir(&out).unwrap_or_else(|why| panic!("{why}"));
    let before = files_below(window.home()).len();
    let job = |command: &str, args: Value| {
        let id = window.call(command, &args)["job"].clone();
        let ended = window.call("jobs_wait", &json!({ "id": id }));
        assert_eq!(ended["state"], "done", "{command}: {ended}");
    };
    job("export_customers", json!({ "format": "csv", "path": out.join("list.csv") }));
    job("export_customers", json!({ "format": "xlsx", "path": out.join("list.xlsx") }));
    job("export_bi", json!({ "folder": out.join("bi"), "personal": "include" }));
    for id in customers {
        window.call("subjects_export", &json!({ "id": id, "path": out.join(format!("person-{id}")) }));
    }
    let (mut cells, mut sheets) = (0, 0);
    for file in files_below(around.path()) {
        assert!(file.starts_with(&out), "{} is elsewhere", file.display());
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => cells += assert_no_formulas(&file),
            Some("xlsx") => sheets += assert_plain_sheets(&file),
            Some("html") => assert_plain_document(&file),
            _ => {}
        }
    }
    assert!(cells > 1_000 && sheets >= 1, "there was something to look at: {cells} cells, {sheets} sheets");
    assert!(files_below(window.home()).len() <= before + 3, "exports leave nothing behind in the program's folder");
}

fn assert_no_formulas(file: &Path) -> usize {
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(file)
        .unwrap_or_else(|why| panic!("{why}"));
    let mut cells = 0;
    for record in table.byte_records() {
        for cell in &record.unwrap_or_else(|why| panic!("{}: {why}", file.display())) {
            let text = String::from_utf8_lossy(cell);
            let text = text.trim_start_matches('\u{feff}');
            let is_number = text.parse::<f64>().is_ok();
            let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            assert!(!starts || is_number, "{}: {text:?} would start a formula", file.display());
            cells += 1;
        }
    }
    cells
}

fn assert_plain_sheets(file: &Path) -> usize {
    let file = std::fs::File::open(file).unwrap_or_else(|why| panic!("{why}"));
    let mut archive = zip::ZipArchive::new(file).unwrap_or_else(|why| panic!("{why}"));
    let mut sheets = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap_or_else(|why| panic!("{why}"));
        let name = part.name().unwrap_or_default().into_owned();
        assert!(!name.contains("external") && !name.contains("vba"), "{name} has no business there");
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() && name.starts_with("xl/worksheets/sheet") {
            assert!(
                !text.contains("<f>") && !text.contains("<f ") && !text.contains("<hyperlink"),
                "{name} runs or leads"
            );
            sheets += 1;
        }
    }
    sheets
}

/// One person's data as a document: text, and a style of its own.
fn assert_plain_document(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|why| panic!("{why}"));
    for markup in ["<script", "<img", "<svg", "<iframe", "<object", "<base", "<form", "<input", "<a ", "<link", "<math"]
    {
        assert!(!text.contains(markup), "{}: {markup}", file.display());
    }
}

/// A link leads out of the window only after a look at it, and only where the shell lets it.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn a_link_is_looked_at_before_it_is_opened() {
    let mut window = Window::open_with("links", "zh-CN", 0);
    let id = window.call("customers_create", &json!({ "name": "王记五金店" }))["id"].clone();
    let site = "https://аpple.com/login";
    window.call("contact_points_create", &json!({ "customer_id": id, "kind": "website", "value": site }));
    window.goes_to(&format!("/customers/{id}")).sees(&css("article"));
    let open = role("button", crate::things::msg_with("card-open-website", json!({ "value": site })));
    // Beside the value, where the pointer is.
    window
        .page()
        .run("document.querySelectorAll('article button').forEach((one) => { one.style.opacity = 1; });", vec![]);
    window.click(&open).sees(&part("https://xn--pple-43d.com/login")).shot("look");
    window.presses("Escape").misses(&part("https://xn--pple-43d.com/login"));
    for url in ["file:///etc/passwd", "javascript:alert(1)", "https://bank.com@evil.example", "tel:*21*1#"] {
        let answer = window.page().call("shell_open_link", &json!({ "url": url }));
        assert_eq!(answer["refused"]["code"], "invalid", "{url}: {answer}");
    }
}

/// What was copied of a customer leaves the clipboard again, unless something else was copied since.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn contact_data_leaves_the_clipboard_after_a_while() {
    let mut window = Window::open_with("clipboard", "zh-CN", 0);
    let id = window.call("customers_create", &json!({ "name": "王记五金店" }))["id"].clone();
    window.call("contact_points_create", &json!({ "customer_id": id, "kind": "phone", "value": "13800138000" }));
    window.call("prefs_set", &json!({ "clear_clipboard_after": 2 }));
    window.goes_to(&format!("/customers/{id}")).sees(&css("article"));
    let mut clipboard = arboard::Clipboard::new().unwrap_or_else(|why| panic!("no clipboard: {why}"));
    let copy = css("article button[aria-label^='复制']");
    window
        .page()
        .run("document.querySelectorAll('article button').forEach((one) => { one.style.opacity = 1; });", vec![]);
    window.click(&copy);
    let there = window.page().wait(|| clipboard.get_text().ok().filter(|text| text == "+8613800138000"));
    assert!(there.is_some(), "it is there to be pasted");
    let gone = window.page().wait(|| clipboard.get_text().ok().is_none_or(|text| text.is_empty()).then_some(()));
    assert!(gone.is_some(), "and is cleared");

    window.click(&copy);
    let there = window.page().wait(|| clipboard.get_text().ok().filter(|text| text == "+8613800138000"));
    assert!(there.is_some(), "it is there again");
    clipboard.set_text("别的东西").unwrap_or_else(|why| panic!("{why}"));
    std::thread::sleep(std::time::Duration::from_secs(4));
    assert_eq!(clipboard.get_text().ok().as_deref(), Some("别的东西"), "what somebody else copied stays");
}

/// The policy of the built page is in force: nothing is loaded from elsewhere, no text becomes code, no frame, no form.
#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn the_page_can_reach_nothing_but_the_door() {
    let window = Window::open("policy", "zh-CN");
    let stopped = window.page().run_async(
        "
        const done = arguments[0], stopped = new Set();
        document.addEventListener('securitypolicyviolation', (event) => stopped.add(event.effectiveDirective));
        const add = (name, set) => { const one = document.createElement(name); Object.assign(one, set); document.body.append(one); };
        const text = (name, body) => { const one = document.createElement(name); one.textContent = body; document.body.append(one); };
        text('script', 'window.ran = 1');
        add('script', { src: 'https://evil.example/x.js' });
        add('img', { src: 'https://evil.example/x.png' });
        add('iframe', { src: 'https://evil.example/' });
        add('object', { data: 'https://evil.example/' });
        add('link', { rel: 'stylesheet', href: 'https://evil.example/x.css' });
        add('video', { src: 'https://evil.example/x.mp4' });
        add('base', { href: 'https://evil.example/' });
        try { new Worker('data:text/javascript,1'); } catch {}
        try { eval('window.ran = 2'); } catch {}
        const refused = [fetch('https://evil.example/'), fetch('http://127.0.0.1:80/')].map((one) => one.then(() => 'came', () => 'refused'));
        Promise.all(refused).then((fetched) => setTimeout(() => done({ stopped: [...stopped].sort(), fetched, ran: window.ran ?? null }), 300));
        ",
        vec![],
    );
    assert_eq!(stopped["ran"], Value::Null, "{stopped}");
    assert_eq!(stopped["fetched"], json!(["refused", "refused"]), "{stopped}");
    let directives = stopped["stopped"].to_string();
    for directive in
        ["script-src", "img-src", "frame-src", "object-src", "style-src", "media-src", "base-uri", "connect-src"]
    {
        assert!(directives.contains(directive), "{directive} did not stop anything: {stopped}");
    }
    let reached = window.page().run_async(
        "
        const done = arguments[0], ask = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args).then(() => 'answered', () => 'refused');
        Promise.all(['plugin:fs|read_file', 'plugin:shell|execute', 'plugin:opener|open_url', 'plugin:dialog|open', 'plugin:window|create', 'plugin:webview|create_webview_window', 'plugin:event|emit', 'plugin:path|resolve_directory', 'plugin:app|version', 'plugin:window-state|save_window_state']
            .map((command) => ask(command, { path: '/etc/passwd', url: 'https://evil.example', options: {}, event: 'changed', payload: null, directory: 1 }))).then(done);
        ",
        vec![],
    );
    assert_eq!(reached, json!(vec!["refused"; 10]), "the page may call one command and hear events, no more");
}
