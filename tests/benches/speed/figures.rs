//! Figures: how long calls took, beside plain SQLite and beside the goals, as tables and as JSON.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Outcome;
use crate::goals::{Goal, Judged};
use crate::pages::Pages;

/// Measures the time that this thread computed rather than the time that passed; set by `--cpu`.
pub static CPU_ONLY: AtomicBool = AtomicBool::new(false);

/// Asks only a few times: as one of the tests, which only sees that all of it runs.
pub static IS_TEST: AtomicBool = AtomicBool::new(false);
/// So many times then.
const IN_A_TEST: usize = 5;

/// A running measurement.
pub struct Watch {
    began: Instant,
    computed: Duration,
}

impl Watch {
    /// Begins one.
    pub fn start() -> Self {
        Self { began: Instant::now(), computed: computed() }
    }

    /// How long it has been.
    pub fn elapsed(&self) -> Duration {
        match CPU_ONLY.load(Ordering::Relaxed) {
            true => computed().saturating_sub(self.computed),
            false => self.began.elapsed(),
        }
    }
}

/// How long this thread has computed since it began.
#[cfg(unix)]
fn computed() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Only Unix tells; elsewhere `--cpu` measures nothing.
#[cfg(not(unix))]
fn computed() -> Duration {
    Duration::ZERO
}

/// How long calls of one kind took.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Times `calls` calls, fewer if they take more than `patience` together; `call` gets their number.
    pub fn take(calls: usize, patience: Duration, mut call: impl FnMut(usize) -> Outcome<usize>) -> Outcome<Self> {
        let began = Instant::now();
        let calls = if IS_TEST.load(Ordering::Relaxed) { calls.min(IN_A_TEST) } else { calls };
        let mut times = Vec::with_capacity(calls);
        for number in 0..calls {
            let start = Watch::start();
            std::hint::black_box(call(number)?);
            times.push(start.elapsed());
            if times.len() >= 3 && began.elapsed() > patience {
                break;
            }
        }
        Ok(Self::of(times))
    }

    /// Times that were taken elsewhere.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// So many per cent of the calls took no longer; milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    }
}

/// One line of the tables.
#[derive(Default)]
pub struct Line {
    /// The table that it is in,
    pub group: &'static str,
    /// and what was asked.
    pub name: String,
    /// The slowest first call in a book just opened, milliseconds.
    pub first: Option<f64>,
    /// The same once the book is warmed up, as the window does right after opening.
    pub warm: Option<f64>,
    /// The calls after it.
    pub times: Times,
    /// Pages that the first call in a book just opened asked for, and those that one of the calls after it did (median).
    pub pages: Option<(Pages, u64)>,
    /// A prepared statement that does the same work on the same file.
    pub prepared: Option<Times>,
    /// The way one would write it first, on a plain file.
    pub naive: Option<Times>,
    /// What it is held to.
    pub goal: Option<Goal>,
}

impl Line {
    fn against(&self, other: Option<&Times>) -> Option<f64> {
        let other = other?.percentile(50);
        (other > 0.0).then(|| self.times.percentile(50) / other)
    }

    /// Ours divided by the prepared statement's, medians.
    pub fn prepared_ratio(&self) -> Option<f64> {
        self.against(self.prepared.as_ref())
    }

    /// The naive way's divided by ours, medians.
    pub fn naive_ratio(&self) -> Option<f64> {
        self.against(self.naive.as_ref()).filter(|ratio| *ratio > 0.0).map(|ratio| 1.0 / ratio)
    }
}

/// Everything that was measured.
pub struct Report {
    customers: u32,
    lines: Vec<Line>,
    /// Single figures: name, value, unit.
    facts: Vec<(String, f64, &'static str)>,
    judged: Vec<Judged>,
}

impl Report {
    /// An empty report of a book of so many customers.
    pub fn new(customers: u32) -> Self {
        Self { customers, lines: Vec::new(), facts: Vec::new(), judged: Vec::new() }
    }

    /// Adds calls.
    pub fn add(&mut self, line: Line) {
        eprintln!("{}, {}", line.group, row(&line));
        if let Some(goal) = line.goal {
            goal.judge(&line, self.customers, &mut self.judged);
        }
        self.lines.push(line);
    }

    /// Adds a single figure.
    pub fn fact(&mut self, name: &str, value: f64, unit: &'static str) {
        eprintln!("{name}: {value:.2} {unit}");
        self.facts.push((name.to_owned(), value, unit));
    }

    /// Adds a figure that is held to a goal.
    pub fn judge(&mut self, judged: Judged) {
        eprintln!("{judged:?}");
        Judged::add(&mut self.judged, judged);
    }

    /// Whether no goal was missed; those that were are told.
    pub fn is_within_goals(&self) -> bool {
        let missed: Vec<&Judged> = self.judged.iter().filter(|judged| !judged.is_met()).collect();
        missed.iter().for_each(|judged| eprintln!("missed: {judged:?}"));
        missed.is_empty()
    }

    /// As tables.
    pub fn markdown(&self) -> String {
        let time = if CPU_ONLY.load(Ordering::Relaxed) { "time computed" } else { "time passed" };
        let mut text = format!("## {} customers, {time}\n", self.customers);
        if !self.judged.is_empty() {
            text.push_str("\n| goal | what | the worst | measured | goal | met |\n|--:|---|---|--:|--:|---|\n");
        }
        for judged in &self.judged {
            let _ = writeln!(text, "{}", judged.row());
        }
        let mut group = "";
        for line in &self.lines {
            if group != line.group {
                group = line.group;
                let _ = write!(
                    text,
                    "\n| {group} | first, ms | its pages (from the file) | warmed up, ms | p50, ms | p99, ms | most, ms | pages | prepared, ms | ours / prepared | naive, ms | naive / ours |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
                );
            }
            let _ = writeln!(text, "| {}", row(line));
        }
        if !self.facts.is_empty() {
            text.push_str("\n| figure | |\n|---|--:|\n");
        }
        for (name, value, unit) in &self.facts {
            let _ = writeln!(text, "| {name} | {value:.2} {unit} |");
        }
        text
    }

    /// As JSON; times in milliseconds.
    pub fn json(&self) -> Value {
        let lines: Vec<Value> = self
            .lines
            .iter()
            .map(|line| {
                json!({
                    "group": line.group,
                    "name": line.name,
                    "first_ms": line.first,
                    "first_pages": line.pages.map(|(first, _)| first.all),
                    "first_pages_from_file": line.pages.map(|(first, _)| first.from_file),
                    "warm_first_ms": line.warm,
                    "p50_ms": line.times.percentile(50),
                    "p99_ms": line.times.percentile(99),
                    "most_ms": line.times.percentile(100),
                    "pages": line.pages.map(|(_, later)| later),
                    "calls": line.times.0.len(),
                    "prepared_p50_ms": line.prepared.as_ref().map(|times| times.percentile(50)),
                    "ours_by_prepared": line.prepared_ratio(),
                    "naive_p50_ms": line.naive.as_ref().map(|times| times.percentile(50)),
                    "naive_by_ours": line.naive_ratio(),
                })
            })
            .collect();
        let facts: Vec<Value> = self
            .facts
            .iter()
            .map(|(name, value, unit)| json!({ "name": name, "value": value, "unit": unit }))
            .collect();
        let goals: Vec<Value> = self.judged.iter().map(Judged::json).collect();
        json!({ "customers": self.customers, "goals": goals, "lines": lines, "figures": facts })
    }
}

fn row(line: &Line) -> String {
    let some = |time: Option<f64>| time.map_or_else(|| "–".to_owned(), shown);
    let median = |times: &Option<Times>| some(times.as_ref().map(|times| times.percentile(50)));
    let [p50, p99, most] = [50, 99, 100].map(|percent| shown(line.times.percentile(percent)));
    let (first_pages, pages) = match line.pages {
        Some((first, later)) => (format!("{} ({})", first.all, first.from_file), later.to_string()),
        None => ("–".to_owned(), "–".to_owned()),
    };
    [
        line.name.clone(),
        some(line.first),
        first_pages,
        some(line.warm),
        p50,
        p99,
        most,
        pages,
        median(&line.prepared),
        line.prepared_ratio().map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}")),
        median(&line.naive),
        line.naive_ratio().map_or_else(|| "–".to_owned(), |ratio| format!("{} ×", shown(ratio))),
    ]
    .join(" | ")
        + " |"
}

/// Milliseconds, as exact as one looks at them.
pub fn shown(time: f64) -> String {
    if time >= 100.0 {
        format!("{time:.0}")
    } else if time >= 10.0 {
        format!("{time:.1}")
    } else {
        format!("{time:.2}")
    }
}
