//! How fast the real window is, by the page's own clock, over a big book: `cargo xtask bench window`.
#![allow(clippy::print_stdout, reason = "the figures are told on stdout")]

use crate::things::{Thing, button, css};
use crate::window::Window;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Hears of every span that the page measures, with its name: the page keeps only the latest of each.
const LISTEN: &str = "window.answers = [];
    new PerformanceObserver((list) => window.answers.push(...list.getEntries().map(({ name, duration }) => [name, duration])))
        .observe({ entryTypes: ['measure'] });";

/// A hundred trips to the door and back that ask for nothing. The page's clock is coarse: ten at a time.
const ROUND_TRIPS: &str = "const done = arguments[0]; const took = [];
    const trip = () => window.__TAURI_INTERNALS__.invoke('call', { command: 'shell_opened_file', args: {} });
    (async () => {
        for (let nth = 0; nth < 100; nth += 1) {
            const begun = performance.now();
            for (let ten = 0; ten < 10; ten += 1) await trip();
            took.push((performance.now() - begun) / 10);
        }
        done(took);
    })();";

const SCROLL: &str = include_str!("scrolling.js");

/// Beginnings of names, by their pinyin or in English; no two begin alike, so that each letter asks for something new.
const WORDS: [&str; 25] = [
    "andr", "brow", "chen", "deng", "emma", "fang", "guol", "huan", "ivyp", "jian", "king", "liuy", "miao", "nina",
    "oliv", "peng", "qian", "rose", "sunm", "tang", "unit", "vict", "wang", "xuel", "zhan",
];

/// Milliseconds of one kind of answer.
struct Figure {
    name: &'static str,
    took: Vec<f64>,
}

#[test]
#[ignore = "measures: cargo xtask bench window"]
fn of_the_window() {
    let book = std::env::var("ROUNDS_BOOK").unwrap_or_else(|_| panic!("ROUNDS_BOOK names the book to measure with"));
    let mut window = Window::open("figures", "zh-CN");
    window.sees(&button("English"));
    window.call("prefs_set", &json!({ "language": "zh-CN" }));
    window.call("book_open", &json!({ "path": book }));
    window.reload().resize(1440, 900).sees(&css("[role=row][data-position]"));
    let customers = window.value("Number(document.querySelector('[role=grid]').ariaRowCount) - 1");
    println!("\n## {customers} customers, in the real window\n");

    // What is built in the background once a book is open is not measured here, but how long a start takes is.
    let starts: Vec<f64> = (0..5).map(|_| start(&mut window)).collect();
    std::thread::sleep(Duration::from_secs(10));
    window.page().run(LISTEN, vec![]);
    let trips = window.page().run_async(ROUND_TRIPS, vec![]);
    let trips = trips.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();

    let figures = [
        Figure { name: "an empty round trip to the core", took: trips },
        Figure { name: "a letter in the palette", took: letters(&mut window, "Control+k", "found") },
        Figure { name: "a letter in the filter of the list", took: letters(&mut window, "/", "list") },
        Figure { name: "another tag or stage", took: filters(&mut window) },
        Figure { name: "opening a card", took: cards(&mut window) },
        Figure { name: "the next card", took: next_cards(&mut window) },
        Figure { name: "a jump by the scroll bar", took: jumps(&mut window) },
        Figure { name: "start to the first rows", took: starts },
    ];
    println!("| key, click or scroll → painted | times | p50, ms | p95, ms | worst, ms |\n|---|--:|--:|--:|--:|");
    for Figure { name, took } in &figures {
        let [p50, p95, worst] = [0.5, 0.95, 1.0].map(|share| quantile(took, share));
        println!("| {name} | {} | {p50:.1} | {p95:.1} | {worst:.1} |", took.len());
    }
    scrolling(&mut window);
    memory(&window);
}

/// Milliseconds from the start of the process to the frame with the first rows.
fn start(window: &mut Window) -> f64 {
    window.restart();
    window.until("the first rows are painted", "performance.getEntriesByName('list').length > 0");
    // The first span begins with the page: nothing was asked for before it.
    let painted = window.value("performance.timeOrigin + performance.getEntriesByName('list')[0].startTime + performance.getEntriesByName('list')[0].duration");
    let begun = window.processes().iter().filter(|process| process.name == "rounds").map(|process| process.begun).min();
    let since_start = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
    let since_start: f64 = since_start.split(' ').next().and_then(|text| text.parse().ok()).unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    let began =
        now - since_start + begun.map_or(0.0, |ticks| f64::from(u32::try_from(ticks).unwrap_or_default()) / 100.0);
    painted.as_f64().unwrap_or_default() - began * 1000.0
}

/// Does something, and waits for the span that the page measures of it.
fn answer(window: &mut Window, name: &str, act: impl FnOnce(&mut Window)) -> f64 {
    window.page().run("window.answers.length = 0;", vec![]);
    act(window);
    let script = "return window.answers.find(([name]) => name === arguments[0])?.[1] ?? null;";
    let took = window.page().wait(|| window.page().run(script, vec![json!(name)]).as_f64());
    took.unwrap_or_else(|| window.fail(&format!("no answer called {name} comes")))
}

fn letters(window: &mut Window, opens: &str, name: &str) -> Vec<f64> {
    window.presses(opens).until("a box has the focus", "document.activeElement?.tagName === 'INPUT'");
    let mut took = Vec::new();
    for word in WORDS {
        window.presses("Control+a");
        for letter in word.chars() {
            took.push(answer(window, name, |window| {
                window.presses(&letter.to_string());
            }));
        }
    }
    window.presses("Escape").presses("Escape").until("the box is left", "document.activeElement?.tagName !== 'INPUT'");
    took
}

/// Every stage and tag at the side (the first entry is everybody), in one order of the list after another: no list is asked for twice.
fn filters(window: &mut Window) -> Vec<f64> {
    let entries = window
        .value("document.querySelectorAll('main nav li button[aria-pressed]').length")
        .as_u64()
        .unwrap_or_default();
    let mut took = Vec::new();
    for by in ["stage", "last_visit", "next_followup", "owner", "kind", "name"] {
        let head = css(format!("[role=columnheader][data-column={by}] button"));
        if window.value(&format!("!document.querySelector('[role=columnheader][data-column={by}] button')"))
            == json!(true)
        {
            continue;
        }
        window.click(&head);
        for nth in 1..entries {
            let entry = window.page().element(
                "return document.querySelectorAll('main nav li button[aria-pressed]')[arguments[0]];",
                vec![json!(nth)],
            );
            took.push(answer(window, "list", |window| {
                let clicked = entry.map(|entry| window.page().click(&entry));
                assert_eq!(clicked, Some(Ok(())), "entry {nth} at the side");
            }));
        }
    }
    window.page().run("document.querySelector('main nav li button[aria-pressed]').click();", vec![]);
    took
}

fn cards(window: &mut Window) -> Vec<f64> {
    let mut took = Vec::new();
    for place in 0..10 {
        jump(window, f64::from(place) / 11.0);
        window.rests();
        let first = "return [...document.querySelectorAll('[data-position]')].filter((row) => row.getBoundingClientRect().top > 200).map((row) => Number(row.dataset.position)).sort((a, b) => a - b)[0];";
        let first = window.page().run(first, vec![]).as_u64().unwrap_or_default();
        // A row that is still being read cannot be opened.
        let filled = |position: u64| {
            format!("document.querySelector('[data-position=\"{position}\"] [aria-colindex=\"2\"]')?.innerText.trim()")
        };
        window.until("the rows are filled", &format!("{} && {}", filled(first), filled(first + 9)));
        for position in first..first + 10 {
            let row: Thing = css(format!("[data-position=\"{position}\"] [aria-colindex=\"2\"]"));
            took.push(answer(window, "card", |window| {
                window.click(&row);
            }));
        }
    }
    took
}

fn next_cards(window: &mut Window) -> Vec<f64> {
    let next = |window: &mut Window| {
        window.presses("j");
    };
    let mut took = Vec::new();
    for _ in 0..100 {
        took.push(answer(window, "card", next));
        // As quick as fingers are.
        std::thread::sleep(Duration::from_millis(100));
    }
    window.presses("Escape");
    took
}

fn jumps(window: &mut Window) -> Vec<f64> {
    // Steps of the golden ratio: far from one to the next, and never twice the same.
    (1..=100).map(|nth| answer(window, "rows", |window| jump(window, (f64::from(nth) * 0.618_034).fract()))).collect()
}

/// Drags the bar to a share of the list.
fn jump(window: &mut Window, share: f64) {
    let drag = "const grid = document.querySelector('[role=grid]'); \
        grid.scrollTop = arguments[0] * (grid.scrollHeight - grid.clientHeight);";
    window.page().run(drag, vec![json!(share)]);
}

fn scrolling(window: &mut Window) {
    let tell = |name: &str, seen: &Value| {
        println!("| {name} | {} | {} | {} | {} |", seen["frames"], seen["moved"], seen["blank"], seen["worst"]);
    };
    println!("\n| scrolling | frames | frames that moved | with blank rows | most blank rows |\n|---|--:|--:|--:|--:|");
    jump(window, 0.6);
    window.rests();
    let watch = format!(
        "window.seen = null; (function () {{ {SCROLL} }})(arguments[0], 0, (seen) => {{ window.seen = seen; }});"
    );
    window.page().run(&watch, vec![json!(300)]);
    while window.value("window.seen") == Value::Null {
        window.page().turn_wheel((700, 500), 10, 40);
    }
    tell("the mouse wheel: 25 notches a second", &window.value("window.seen"));
    for (name, step) in [("a wheel's speed: 40 pixels a frame", 40), ("flung: 400 pixels a frame", 400)] {
        jump(window, 0.3);
        window.rests();
        let seen = window.page().run_async(SCROLL, vec![json!(300), json!(step)]);
        tell(name, &seen);
    }
}

/// The share of memory that each process has: what it shares with others counts in parts.
fn memory(window: &Window) {
    println!("\n| process | memory (PSS), MB |\n|---|--:|");
    for process in window.processes().iter().filter(|process| process.name != "WebKitWebDriver") {
        let rollup = std::fs::read_to_string(process.folder.join("smaps_rollup")).unwrap_or_default();
        let kilobytes = rollup
            .lines()
            .find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
        println!("| {} | {:.1} |", process.name, kilobytes.unwrap_or_default() / 1024.0);
    }
}

fn quantile(took: &[f64], share: f64) -> f64 {
    let mut sorted = took.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short list"
    )]
    let at = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

#[test]
fn quantiles_are_of_the_sorted_list() {
    let took: Vec<f64> = (1..=100).rev().map(f64::from).collect();
    assert_eq!([0.5, 0.95, 1.0].map(|share| quantile(&took, share)), [50.0, 95.0, 100.0]);
    assert_eq!(quantile(&[], 0.5), 0.0, "nothing was measured");
}
