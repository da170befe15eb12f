//! How much memory a book needs, in a process that has done nothing else.

use std::path::Path;

use rounds_core::conditions::Rule;
use rounds_core::customers::SortKey;

use crate::Outcome;
use crate::books::Made;
use crate::calls::{filters, list, orders, pages};
use crate::cards::cards;
use crate::figures::{Report, Watch};
use crate::goals::Judged;
use crate::searches::searches;

/// Runs this program once more, only to open the book and look round, and takes down what memory it needed.
pub fn measure(made: &Made, report: &mut Report) -> Outcome {
    let output = std::process::Command::new(std::env::current_exe()?)
        .arg("--memory")
        .arg(&made.path)
        .arg(&made.config)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().filter_map(|number| number.parse::<f64>().ok());
    let mut next = || numbers.next().ok_or("the memory could not be measured");
    report.judge(Judged::most(7, "open and first page, in a process of its own", next()?, 5.0, "ms"));
    report.fact("memory after the first page", next()?, "MB");
    let memory = next()?;
    match made.customers {
        0..=10_000 => report.judge(Judged::most(7, MEMORY, memory, 60.0, "MB")),
        1_000_000 => report.judge(Judged::most(7, MEMORY, memory, 350.0, "MB")),
        _ => report.fact(MEMORY, memory, "MB"),
    }
    Ok(())
}

const MEMORY: &str = "memory after all lists, searches and cards";

/// Opens a book, asks everything a few times, and prints how much memory that took.
pub fn print(path: &Path, config: &Path) -> Outcome {
    let made = Made::known(path, config);
    let start = Watch::start();
    let book = made.open()?;
    book.read(|reader| list(reader, Rule::default(), SortKey::Name, false, 0))?;
    println!("{}", start.elapsed().as_secs_f64() * 1_000.0);
    println!("{}", resident()?);
    let subjects = crate::subjects::draw(&book)?;
    let calls = [pages(&subjects), filters(&subjects), orders(&subjects), searches(&subjects), cards(&subjects)];
    for call in calls.iter().flatten() {
        for number in 0..20 {
            book.read(|reader| (call.ask)(reader, number))?;
        }
    }
    println!("{}", resident()?);
    Ok(())
}

/// Resident memory of this process in MB, as Linux tells it; 0 elsewhere.
fn resident() -> Outcome<f64> {
    status("VmRSS")
}

/// The most that it ever was.
pub fn most() -> Outcome<f64> {
    status("VmHWM")
}

fn status(what: &str) -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    Ok(line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0)
}
