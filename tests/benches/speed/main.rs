//! How fast the book is, beside a prepared statement over the same file, beside plain SQLite used as one would first, and
//! beside the goals: `cargo xtask bench [--customers N] [--keep FOLDER] [--json FILE] [--cpu] [WORD…]`.
//!
//! Prints tables as Markdown. A WORD measures only what has it in its name or its group's (`lists`, `search`, `cards`, `days`, `counts`,
//! `memory`, `writes`, `commits`, `files`, `import`); `--keep` makes the sample in a folder, or takes the one that an earlier run made
//! there; `--cpu` counts the time that was computed instead of the time that passed, for a machine that does other things
//! besides. Without `--bench`, which Cargo adds to a benchmark, everything runs once over a small book, as a test of itself.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod books;
mod calls;
mod cards;
mod figures;
mod files;
mod goals;
mod imports;
mod memory;
mod pages;
mod plain;
mod searches;
mod subjects;
mod writes;

use std::path::PathBuf;
use std::process::ExitCode;

use figures::Report;

/// What goes wrong ends the measuring.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What was asked for on the command line.
struct Wish {
    customers: u32,
    keep: Option<PathBuf>,
    json: Option<PathBuf>,
    words: Vec<String>,
    /// Measured in earnest, not as one of the tests.
    is_bench: bool,
}

/// So many rows are imported into an empty book.
const MOST_IMPORTED: u32 = 100_000;
/// So many customers has the book when this runs as one of the tests.
const SMALL: u32 = 2_000;

impl Wish {
    fn wants(&self, group: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| group.contains(word.as_str()))
    }
}

fn wish(mut args: impl Iterator<Item = String>) -> Outcome<Wish> {
    let mut wish = Wish { customers: SMALL, keep: None, json: None, words: Vec::new(), is_bench: false };
    let mut customers = 100_000;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--customers" => customers = args.next().ok_or("--customers needs a number")?.parse()?,
            "--keep" => wish.keep = Some(args.next().ok_or("--keep needs a folder")?.into()),
            "--json" => wish.json = Some(args.next().ok_or("--json needs a file")?.into()),
            "--cpu" => figures::CPU_ONLY.store(true, std::sync::atomic::Ordering::Relaxed),
            "--bench" => wish.is_bench = true,
            word => wish.words.push(word.to_owned()),
        }
    }
    if wish.is_bench {
        wish.customers = customers;
    }
    figures::IS_TEST.store(!wish.is_bench, std::sync::atomic::Ordering::Relaxed);
    Ok(wish)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.as_slice() {
        // This program itself, once more: memory is measured in a process that has done nothing else.
        [flag, book, config] if flag == "--memory" => memory::print(book.as_ref(), config.as_ref()).map(|()| true),
        _ => wish(args.into_iter()).and_then(|wish| measure(&wish)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Measures, prints, and says whether all that must be was measured.
fn measure(wish: &Wish) -> Outcome<bool> {
    let folder = tempfile::tempdir()?;
    let keep = wish.keep.as_deref().unwrap_or(folder.path());
    std::fs::create_dir_all(keep)?;
    let mut report = Report::new(wish.customers);
    let made = books::sample(keep, wish.customers, &mut report)?;
    let subjects = subjects::draw(&made.open()?)?;
    let plain = keep.join(format!("plain-{}.sqlite", wish.customers));
    plain::copy(&made, &plain)?;
    calls::measure(&made, &plain, &subjects, &|name| wish.wants(name), &mut report)?;
    if wish.wants("memory") {
        memory::measure(&made, &mut report)?;
    }
    if wish.wants("writes") {
        writes::measure(&made, &plain::open(&plain)?, &subjects, &mut report)?;
    }
    if wish.wants("commits") {
        writes::measure_commits(&made, &subjects, if wish.is_bench { 10_000 } else { 50 }, &mut report)?;
    }
    if wish.wants("files") {
        files::measure(folder.path(), &made, &subjects, !wish.is_bench, &mut report)?;
    }
    if wish.wants("import") {
        imports::measure(folder.path(), &made, wish.customers.min(MOST_IMPORTED), &mut report)?;
    }
    println!("{}", report.markdown());
    if let Some(file) = &wish.json {
        std::fs::write(file, serde_json::to_string_pretty(&report.json())?)?;
    }
    // A debug build is no measure: the test is that everything runs and tells what it found.
    Ok(report.is_within_goals() || !wish.is_bench)
}
