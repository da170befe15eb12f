//! The walls of the house: which crate may use which, and what the built program must not show.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is not as it says")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One room of the house, and what it may use directly. A pattern may end in `*`.
struct Room {
    name: &'static str,
    folder: &'static str,
    rule: Rule,
    /// Words that must not stand in its code, and why.
    banned: &'static [(&'static str, &'static str)],
}

enum Rule {
    /// Only these.
    Only(&'static [&'static str]),
    /// Anything but these.
    Never(&'static [&'static str]),
}

const NO_SQL: &[(&str, &str)] = &[
    ("SELECT ", "SQL lives in core"),
    ("INSERT INTO", "SQL lives in core"),
    ("UPDATE customer", "SQL lives in core"),
    ("DELETE FROM", "SQL lives in core"),
];

const ROOMS: [Room; 4] = [
    Room {
        name: "rounds-core",
        folder: "src-tauri/core/src",
        rule: Rule::Never(&[
            "tauri*",
            "wry",
            "tokio*",
            "futures*",
            "async-*",
            "fluent*",
            "clap*",
            "directories",
            "rounds-*",
            "reqwest*",
            "hyper*",
            "ureq*",
        ]),
        banned: &[
            ("Utc::now(", "the clock is passed in"),
            ("Local::now(", "the clock is passed in"),
            ("SystemTime::now(", "the clock is passed in"),
        ],
    },
    Room {
        name: "rounds-api",
        folder: "src-tauri/api/src",
        rule: Rule::Only(&[
            "rounds-core",
            "serde",
            "serde_json",
            "ts-rs",
            "tokio",
            "chrono",
            "fluent*",
            "unic-langid",
            "intl-memoizer",
            "directories",
        ]),
        banned: NO_SQL,
    },
    Room {
        name: "rounds-cli",
        folder: "src-tauri/cli/src",
        rule: Rule::Only(&["rounds-api", "clap*", "rmcp", "rpassword", "serde", "serde_json", "tokio"]),
        banned: NO_SQL,
    },
    Room {
        name: "rounds",
        folder: "src-tauri/src",
        rule: Rule::Only(&[
            "rounds-api",
            "rounds-cli",
            "tauri*",
            "serde",
            "serde_json",
            "arboard",
            "glib",
            "zbus*",
            "ksni",
            "keyring-core",
            "apple-native-keyring-store",
            "windows-native-keyring-store",
        ]),
        banned: NO_SQL,
    },
];

/// Where a room may do what the others may not: the one file that reads the clock.
const EXEMPT: [&str; 1] = ["src-tauri/core/src/clock.rs"];

#[test]
fn each_crate_uses_only_what_its_room_allows() {
    let uses = direct_dependencies();
    let mut found = Vec::new();
    for room in &ROOMS {
        let of_room: Vec<&str> =
            uses.iter().filter(|(name, _)| name == room.name).map(|(_, uses)| uses.as_str()).collect();
        assert!(!of_room.is_empty(), "{} is a member of the workspace and uses something", room.name);
        found.extend(room.breaches(&of_room));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_core_speaks_to_the_database_and_nothing_speaks_to_a_network() {
    let network = [
        "reqwest*",
        "hyper*",
        "ureq*",
        "curl*",
        "isahc",
        "surf",
        "tungstenite*",
        "tauri-plugin-http",
        "tauri-plugin-updater",
        "tauri-plugin-websocket",
        "tauri-plugin-shell",
        "tauri-plugin-fs",
    ];
    for (name, uses) in direct_dependencies().iter().filter(|(name, _)| name != "rounds-tests") {
        assert!(uses != "rusqlite" || name == "rounds-core", "{name} uses rusqlite: the database belongs to core");
        assert!(!fits_any(uses, &network), "{name} uses {uses}: nothing goes over a network, nothing starts a program");
    }
}

#[test]
fn no_room_does_in_its_code_what_belongs_to_another() {
    let mut found = Vec::new();
    for room in ROOMS.iter().filter(|room| !room.banned.is_empty()) {
        let files = rust_files(&root().join(room.folder));
        assert!(!files.is_empty(), "{} has code", room.folder);
        for file in files {
            let name = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
            if !EXEMPT.contains(&name.as_str()) {
                let code = std::fs::read_to_string(&file).unwrap();
                found.extend(room.banned_in(&code).into_iter().map(|why| format!("{name}: {why}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_walls_see_a_breach() {
    let [core, api, _, shell] = &ROOMS;
    assert_eq!(core.breaches(&["rusqlite", "csv"]), [] as [String; 0], "core may use what it needs");
    assert_eq!(core.breaches(&["tauri-plugin-dialog"]), ["rounds-core must not use tauri-plugin-dialog"]);
    assert_eq!(api.breaches(&["rounds-core", "rusqlite"]), ["rounds-api must not use rusqlite"]);
    assert_eq!(shell.breaches(&["tauri", "rounds-core"]), ["rounds must not use rounds-core"]);
    assert_eq!(
        core.banned_in("fn due() { let day = Utc::now().date_naive(); }\n#[cfg(test)]\nmod tests { Utc::now() }"),
        ["line 1 has `Utc::now(`: the clock is passed in"],
        "tests may look at the clock, rules may not"
    );
}

/// Symbols of SQLite in the program would be taken by WebKit, which has a SQLite of its own.
#[test]
#[cfg(target_os = "linux")]
fn the_program_exports_no_symbols_of_sqlite() {
    let Some(program) = program() else {
        println!("skipped: the program is not built (cargo xtask test builds it)");
        return;
    };
    let shown = Command::new("nm").args(["-D", "--defined-only"]).arg(&program).output().unwrap();
    assert!(shown.status.success(), "nm reads {}: {}", program.display(), String::from_utf8_lossy(&shown.stderr));
    let all = Command::new("nm").arg(&program).output().unwrap();
    assert!(
        !all.status.success() || all.stdout.is_empty() || of_sqlite(&all.stdout) > 0,
        "SQLite is in the program, so that its absence among the exported symbols says something"
    );
    assert_eq!(of_sqlite(&shown.stdout), 0, "{} exports symbols of SQLite", program.display());
}

fn of_sqlite(symbols: &[u8]) -> usize {
    String::from_utf8_lossy(symbols).lines().filter(|line| line.contains(" sqlite3_")).count()
}

impl Room {
    fn breaches(&self, uses: &[&str]) -> Vec<String> {
        let allowed = |name: &str| match self.rule {
            Rule::Only(list) => fits_any(name, list),
            Rule::Never(list) => !fits_any(name, list),
        };
        uses.iter().filter(|name| !allowed(name)).map(|name| format!("{} must not use {name}", self.name)).collect()
    }

    /// Banned words in the code before its tests; comments may say them.
    fn banned_in(&self, code: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (line, text) in code.lines().enumerate().take_while(|(_, text)| !text.starts_with("#[cfg(test)]")) {
            let text = text.split("//").next().unwrap_or_default();
            for (word, why) in self.banned.iter().filter(|(word, _)| text.contains(word)) {
                found.push(format!("line {} has `{word}`: {why}", line + 1));
            }
        }
        found
    }
}

fn fits_any(name: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *pattern,
    })
}

/// Each crate of the workspace with each crate it uses in the program (not only in tests or to build).
fn direct_dependencies() -> Vec<(String, String)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut asked = Command::new(cargo);
    asked.args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).current_dir(root());
    let told = asked.output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let metadata: Value = serde_json::from_slice(&told.stdout).unwrap();
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            if dependency["kind"].is_null() {
                found.push((name.to_owned(), dependency["name"].as_str().unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

/// The built program: named by `ROUNDS_APP`, or the debug build beside this test.
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("ROUNDS_APP").map(PathBuf::from);
    let beside = std::env::current_exe().ok().and_then(|test| Some(test.parent()?.parent()?.join("rounds")));
    named.or(beside).filter(|program| program.is_file())
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
