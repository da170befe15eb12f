//! How fast the book is, beside plain SQLite doing the same:
//! `cargo xtask bench [--customers N] [--keep FOLDER] [--json FILE] [--cpu] [WORD…]`.
//!
//! Prints a table as Markdown. Ends badly if a list, a search or a card took more than 20 ms. A WORD measures only what has it in its name or its group's; `--keep`
//! makes the sample in a folder, or takes the one that an earlier run made there; `--cpu` counts the time that was computed
//! instead of the time that passed, for a machine that does other things besides.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod books;
mod calls;
mod figures;
mod imports;
mod plain;
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
}

impl Wish {
    fn wants(&self, group: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| group.contains(word.as_str()))
    }
}

fn wish(mut args: impl Iterator<Item = String>) -> Outcome<Wish> {
    let mut wish = Wish { customers: 100_000, keep: None, json: None, words: Vec::new() };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--customers" => wish.customers = args.next().ok_or("--customers needs a number")?.parse()?,
            "--keep" => wish.keep = Some(args.next().ok_or("--keep needs a folder")?.into()),
            "--json" => wish.json = Some(args.next().ok_or("--json needs a file")?.into()),
            "--cpu" => figures::CPU_ONLY.store(true, std::sync::atomic::Ordering::Relaxed),
            // Cargo tells every benchmark that it is one.
            "--bench" => {}
            word => wish.words.push(word.to_owned()),
        }
    }
    Ok(wish)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.as_slice() {
        // This program itself, once more: memory is measured in a process that has done nothing else.
        [flag, book, config] if flag == "--memory" => {
            calls::print_memory(book.as_ref(), config.as_ref()).map(|()| true)
        }
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

/// Measures, prints, and says whether every bar was held.
fn measure(wish: &Wish) -> Outcome<bool> {
    let folder = tempfile::tempdir()?;
    let keep = wish.keep.as_deref().unwrap_or(folder.path());
    std::fs::create_dir_all(keep)?;
    let mut report = Report::new(wish.customers);
    let made = books::sample(keep, wish.customers, &mut report)?;
    let subjects = subjects::draw(&made.open()?)?;
    let plain = plain::copy(&made, &keep.join(format!("plain-{}.sqlite", wish.customers)))?;
    calls::measure(&made, &plain, &subjects, &|name| wish.wants(name), &mut report)?;
    if wish.wants("memory") {
        calls::measure_memory(&made, &mut report)?;
    }
    if wish.wants("writes") {
        writes::measure(&made, &plain, &subjects, &mut report)?;
    }
    if wish.wants("import") {
        imports::measure(folder.path(), &made, wish.customers, &mut report)?;
    }
    println!("{}", report.markdown());
    if let Some(file) = &wish.json {
        std::fs::write(file, serde_json::to_string_pretty(&report.json())?)?;
    }
    Ok(report.is_within_bars())
}
