//! The window's confinement, in what is built: the policy of the page, what it may ask of the shell, what it is made of.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first thing that is not as it says")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that the page may load, and from where. Mantine writes styles into the page; one of its pictures is a `data:` of its
/// own style sheet; `ipc:` is the way to the shell.
const POLICY: [(&str, &[&str]); 12] = [
    ("default-src", &["'none'"]),
    ("script-src", &["'self'"]),
    ("style-src", &["'self'", "'unsafe-inline'"]),
    ("img-src", &["'self'", "data:"]),
    ("connect-src", &["'self'", "ipc:", "http://ipc.localhost"]),
    ("object-src", &["'none'"]),
    ("base-uri", &["'none'"]),
    ("form-action", &["'none'"]),
    ("frame-src", &["'none'"]),
    ("frame-ancestors", &["'none'"]),
    ("worker-src", &["'none'"]),
    ("media-src", &["'none'"]),
];

/// Names of things in libraries that look like addresses, and are never loaded.
const NAMES: [&str; 7] = [
    "http://www.w3.org/",
    "https://react.dev/errors/",
    "https://reactrouter.com/",
    "https://mantine.dev/",
    "https://github.com/ungap/",
    "http://localhost",
    // What a website becomes that was typed without it.
    "https://${",
];

#[test]
fn the_policy_allows_what_is_needed_and_no_more() {
    let config = json_of("src-tauri/tauri.conf.json");
    let policy = config["app"]["security"]["csp"].as_str().unwrap();
    let said: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    assert_eq!(said, POLICY.iter().map(|(name, from)| (*name, from.to_vec())).collect(), "in tauri.conf.json");
    let security = config["app"]["security"].as_object().unwrap();
    let known = ["csp", "dangerousDisableAssetCspModification", "capabilities"];
    assert!(security.keys().all(|key| known.contains(&key.as_str())), "no other switch is turned: {security:?}");
    assert_eq!(security["dangerousDisableAssetCspModification"], json!(["style-src"]), "only styles, for Mantine");
    assert!(config["app"]["withGlobalTauri"] != true, "the page has no more of the shell than it imports");
    for window in config["app"]["windows"].as_array().unwrap() {
        let url = window["url"].as_str().unwrap_or("index.html");
        assert!(!url.contains(':'), "the page comes from the program: {url}");
        assert!(window["devtools"] != true && window["incognito"].is_null(), "{window}");
    }
    assert!(config["plugins"].is_null(), "no plugin is opened further");
}

#[test]
fn the_page_may_call_one_command_and_hear_events() {
    let files: Vec<PathBuf> = files_in(&root().join("src-tauri/capabilities"));
    assert_eq!(files.len(), 1, "{files:?}");
    let capability = json_of("src-tauri/capabilities/window.json");
    assert_eq!(
        capability["permissions"],
        json!(["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"])
    );
    assert_eq!(capability["windows"], json!(["main"]));
    assert!(capability["remote"].is_null() && capability["webviews"].is_null(), "no page from elsewhere: {capability}");
    assert_eq!(json_of("src-tauri/tauri.conf.json")["app"]["security"]["capabilities"], json!(["window"]));
}

#[test]
fn the_shell_is_built_without_what_would_open_it() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut asked = Command::new(cargo);
    asked.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).current_dir(root());
    let told: Value = serde_json::from_slice(&asked.output().unwrap().stdout).unwrap();
    let packages = told["packages"].as_array().unwrap();
    let shell = packages.iter().find(|package| package["name"] == "rounds").unwrap();
    let tauri = shell["dependencies"].as_array().unwrap().iter().find(|of| of["name"] == "tauri").unwrap();
    assert_eq!(tauri["features"], json!(["wry", "x11", "common-controls-v6"]), "no devtools, no files");
    assert_eq!(tauri["uses_default_features"], false);
}

#[test]
fn the_built_page_is_whole_and_brings_no_code_as_text() {
    let page = root().join("ui/dist/index.html");
    let assets = files_in(&root().join("ui/dist/assets"));
    if assets.is_empty() {
        println!("skipped: the interface is not built (cargo xtask test builds it)");
        return;
    }
    let html = std::fs::read_to_string(&page).unwrap();
    assert_eq!(html.matches("<script").count(), 1, "one script, the program's");
    assert!(html.contains("<script type=\"module\" crossorigin src=\"/assets/"), "and it is a file: {html}");
    assert!(!html.contains("<style") && !html.contains("<base") && !html.contains(" on"), "nothing inline: {html}");
    for (_, address) in quoted(&html, "src=\"").into_iter().chain(quoted(&html, "href=\"")) {
        assert!(address.starts_with("/assets/") || address == "data:,", "{address} comes from elsewhere");
    }
    let mut scripts = 0;
    for asset in assets {
        let name = asset.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&asset).unwrap_or_default();
        assert!(!name.ends_with(".map"), "{name} shows more than is used");
        for banned in
            ["eval(", "new Function(", "importScripts(", "new WebSocket(", "new EventSource(", "document.write("]
        {
            assert!(!holds_word(&text, banned), "{name} has {banned}");
        }
        for scheme in ["http://", "https://", "//cdn."] {
            for (at, _) in text.match_indices(scheme) {
                let address: String = text[at..].chars().take(80).collect();
                assert!(NAMES.iter().any(|known| address.starts_with(known)), "{name} knows {address}");
            }
        }
        scripts += usize::from(name.ends_with(".js"));
    }
    assert!(scripts > 5, "the page's scripts were looked at");
}

/// Whether the text has the word, and not as the end of a longer one.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))
    })
}

/// What stands in quotes behind each `beginning`, with its place.
fn quoted<'a>(text: &'a str, beginning: &str) -> Vec<(usize, &'a str)> {
    let rest = |at: usize| text[at + beginning.len()..].split('"').next().unwrap_or_default();
    text.match_indices(beginning).map(|(at, _)| (at, rest(at))).collect()
}

fn json_of(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn files_in(dir: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.is_file()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
