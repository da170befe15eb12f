//! Books to measure: one that the sample fills, and the clock that they go by.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rounds_core::Book;
use rounds_core::book::sql::Sql;
use rounds_core::book::testing::{monday_morning, starter};
use rounds_core::book::{Access, CreateOptions, OpenOptions};
use rounds_core::clock::FixedClock;
use rounds_core::sample::{self, SampleOptions};
use rounds_core::segments::{self, NewSegment};

use crate::Outcome;
use crate::figures::{Report, Watch};

/// A book on disk, which can be opened again and again.
pub struct Made {
    pub path: PathBuf,
    pub config: PathBuf,
    /// How many customers it was made with.
    pub customers: u32,
    clock: Arc<FixedClock>,
    seconds: AtomicU64,
}

impl Made {
    fn at(folder: &Path, name: &str) -> Self {
        let clock = Arc::new(FixedClock::new(monday_morning()));
        Self { path: folder.join(name), config: folder.join("config"), customers: 0, clock, seconds: AtomicU64::new(0) }
    }

    /// A book that was made by another process.
    pub fn known(path: &Path, config: &Path) -> Self {
        Self { path: path.to_owned(), config: config.to_owned(), ..Self::at(path, "") }
    }

    fn options(&self) -> OpenOptions {
        OpenOptions { config_dir: self.config.clone(), clock: self.clock.clone(), access: Access::Write, secret: None }
    }

    /// Makes it, with nothing in it.
    pub fn create(folder: &Path, name: &str) -> Outcome<(Self, Book)> {
        let made = Self::at(folder, name);
        let book = Book::create(&made.path, &CreateOptions { open: made.options(), starter: starter() })?;
        Ok((made, book))
    }

    /// Opens it; no other may be open.
    pub fn open(&self) -> Outcome<Book> {
        Ok(Book::open(&self.path, &self.options())?)
    }

    /// Lets a second pass, so that a change has a moment of its own.
    pub fn pass(&self) {
        let seconds = self.seconds.fetch_add(1, Ordering::Relaxed) + 1;
        self.clock.set(monday_morning() + Duration::from_secs(seconds));
    }
}

/// The segments that a book begins with.
const SEGMENTS: [(&str, &str); 5] = [
    ("本周该拜访", r#"{"any":[{"overdue":1},{"followup":{"period":"this_week"}}]}"#),
    ("90 天没拜访", r#"{"no_visit_for":90}"#),
    ("本月新客户", r#"{"created":{"period":"this_month"}}"#),
    ("没有电话", r#"{"lacks":"phone"}"#),
    ("快过生日", r#"{"birthday":{"from":{"today":0},"to":{"today":14}}}"#),
];

/// A book with so many sample customers: the one that stands in the folder, or a new one.
pub fn sample(folder: &Path, customers: u32, report: &mut Report) -> Outcome<Made> {
    let name = format!("sample-{customers}.rounds");
    let known = Made { customers, ..Made::at(folder, &name) };
    if known.path.exists() {
        let made: u32 = known.open()?.read(|reader| reader.value("SELECT count(*) FROM customer", []))?;
        return if made == customers {
            Ok(known)
        } else {
            Err(format!("{} is not whole", known.path.display()).into())
        };
    }
    eprintln!("making a book of {customers} customers …");
    let (made, book) = Made::create(folder, &name)?;
    let made = Made { customers, ..made };
    for (name, rule) in SEGMENTS {
        let segment: NewSegment = serde_json::from_str(&format!(r#"{{"name":"{name}","rule":{rule}}}"#))?;
        book.change("segment.create", |tx| segments::create(tx, &segment))?;
    }
    let began = Watch::start();
    let filled = book
        .change("customers.sample", |tx| sample::fill(tx, &SampleOptions { customers, seed: 1 }, &mut |_, _| true))?;
    let seconds = began.elapsed().as_secs_f64();
    report.fact("making the sample", seconds, "s");
    report.fact("its customers in a second", f64::from(customers) / seconds, "");
    report.fact("sample's visits", f64::from(filled.visits), "");
    drop(book);
    report.fact("book's file", std::fs::metadata(&made.path)?.len() as f64 / 1e6, "MB");
    Ok(made)
}
