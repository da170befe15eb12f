//! Figures: how long calls took, beside plain SQLite, as a table and as JSON.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Outcome;

/// No list, search or card call takes longer, at 100,000 customers, the first in a book that is warmed up included; the
/// first in a book just opened, before the background has done anything, is only told.
const BAR: Duration = Duration::from_millis(20);

/// Measures the time that this thread computed rather than the time that passed; set by `--cpu`.
pub static CPU_ONLY: AtomicBool = AtomicBool::new(false);

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
    /// Times `calls` calls, fewer if they take more than three seconds together; `call` gets their number.
    pub fn take(calls: usize, mut call: impl FnMut(usize) -> Outcome<usize>) -> Outcome<Self> {
        let began = Instant::now();
        let mut times = Vec::with_capacity(calls);
        for number in 0..calls {
            let start = Watch::start();
            std::hint::black_box(call(number)?);
            times.push(start.elapsed());
            if times.len() >= 5 && began.elapsed() > Duration::from_secs(3) {
                break;
            }
        }
        times.sort_unstable();
        Ok(Self(times))
    }

    /// Times that were taken elsewhere.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// So many per cent of the calls took no longer.
    fn percentile(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or_default()
    }
}

/// One line of the table.
struct Line {
    group: &'static str,
    name: String,
    /// The slowest first call in a book just opened.
    first: Option<Duration>,
    /// The same once the book is warmed up, as the window does right after opening.
    warm: Option<Duration>,
    times: Times,
    plain: Option<Times>,
    has_bar: bool,
}

/// Everything that was measured.
pub struct Report {
    customers: u32,
    lines: Vec<Line>,
    /// Single figures: name, value, unit.
    facts: Vec<(String, f64, &'static str)>,
}

impl Report {
    /// An empty report of a book of so many customers.
    pub fn new(customers: u32) -> Self {
        Self { customers, lines: Vec::new(), facts: Vec::new() }
    }

    /// Adds calls that are held to the bar.
    pub fn call(
        &mut self,
        group: &'static str,
        name: &str,
        firsts: Option<(Times, Times)>,
        times: Times,
        plain: Option<Times>,
    ) {
        let (first, warm) = firsts.map(|(cold, warm)| (cold.percentile(100), warm.percentile(100))).unzip();
        self.add(Line { group, name: name.to_owned(), first, warm, times, plain, has_bar: true });
    }

    /// Adds what is only noted.
    pub fn note(&mut self, group: &'static str, name: &str, times: Times, plain: Option<Times>) {
        self.add(Line { group, name: name.to_owned(), first: None, warm: None, times, plain, has_bar: false });
    }

    fn add(&mut self, line: Line) {
        eprintln!(
            "{}, {}: first {:.2?}, warmed up {:.2?}, p50 {:.2?}, p99 {:.2?}, most {:.2?}, plain {:.2?}",
            line.group,
            line.name,
            line.first.unwrap_or_default(),
            line.warm.unwrap_or_default(),
            line.times.percentile(50),
            line.times.percentile(99),
            line.times.percentile(100),
            line.plain.as_ref().map_or(Duration::ZERO, |plain| plain.percentile(50)),
        );
        self.lines.push(line);
    }

    /// Adds a single figure.
    pub fn fact(&mut self, name: &str, value: f64, unit: &'static str) {
        eprintln!("{name}: {value:.2} {unit}");
        self.facts.push((name.to_owned(), value, unit));
    }

    /// Whether nothing took longer than it may.
    pub fn is_within_bars(&self) -> bool {
        let slow: Vec<&Line> = self.lines.iter().filter(|line| line.is_slow()).collect();
        for line in &slow {
            eprintln!("over {} ms: {}, {}", BAR.as_millis(), line.group, line.name);
        }
        slow.is_empty()
    }

    /// As a table.
    pub fn markdown(&self) -> String {
        let time = if CPU_ONLY.load(Ordering::Relaxed) { "time computed" } else { "time passed" };
        let mut text = format!("## {} customers, {time}\n", self.customers);
        let mut group = "";
        for line in &self.lines {
            if group != line.group {
                group = line.group;
                let _ = write!(
                    text,
                    "\n| {group} | first, ms | warmed up, ms | p50, ms | p99, ms | most, ms | plain SQLite p50, ms | ours / plain |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"
                );
            }
            let _ = writeln!(
                text,
                "| {}{} | {} | {} | {} | {} | {} | {} | {} |",
                line.name,
                if line.is_slow() { " **(over the bar)**" } else { "" },
                line.first.map_or_else(|| "–".to_owned(), shown),
                line.warm.map_or_else(|| "–".to_owned(), shown),
                shown(line.times.percentile(50)),
                shown(line.times.percentile(99)),
                shown(line.times.percentile(100)),
                line.plain.as_ref().map_or_else(|| "–".to_owned(), |plain| shown(plain.percentile(50))),
                line.ratio().map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.3}")),
            );
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
                    "first_ms": line.first.map(milliseconds),
                    "warm_first_ms": line.warm.map(milliseconds),
                    "most_ms": milliseconds(line.times.percentile(100)),
                    "p50_ms": milliseconds(line.times.percentile(50)),
                    "p99_ms": milliseconds(line.times.percentile(99)),
                    "calls": line.times.0.len(),
                    "plain_p50_ms": line.plain.as_ref().map(|plain| milliseconds(plain.percentile(50))),
                    "ratio": line.ratio(),
                    "over_the_bar": line.is_slow(),
                })
            })
            .collect();
        let facts: Vec<Value> = self
            .facts
            .iter()
            .map(|(name, value, unit)| json!({ "name": name, "value": value, "unit": unit }))
            .collect();
        json!({ "customers": self.customers, "lines": lines, "figures": facts, "within_bars": self.is_within_bars() })
    }
}

impl Line {
    fn is_slow(&self) -> bool {
        self.has_bar && (self.times.percentile(100) > BAR || self.warm.is_some_and(|first| first > BAR))
    }

    fn ratio(&self) -> Option<f64> {
        let plain = self.plain.as_ref()?.percentile(50).as_secs_f64();
        (plain > 0.0).then(|| self.times.percentile(50).as_secs_f64() / plain)
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn shown(time: Duration) -> String {
    let time = milliseconds(time);
    if time >= 100.0 { format!("{time:.0}") } else { format!("{time:.2}") }
}
