//! The tests of the real window: each in a process and a D-Bus session of its own, some at a time, each on a display
//! of its own.

use crate::counts::Counts;
use crate::displays::Display;
use crate::steps::output_of;
use crate::{Result, cargo, files};
use std::collections::VecDeque;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The test binary that needs a display.
pub const BINARY: &str = "e2e";
/// The size of the display in tests.
pub const SCREEN: &str = "1440x900";
/// How many windows are open at a time. A journey waits more than it computes: two go beside each other on two processors
/// without making each other late.
const AT_A_TIME: usize = 2;

/// Runs the journeys and looks at every screen for who cannot see or has no mouse.
pub fn run() -> (Counts, Result) {
    let outcome = cargo::test_binary(BINARY).and_then(|binary| {
        // The longest one first, so that none waits for it at the end.
        let mut queue = VecDeque::from(names(&binary, "accessible::")?);
        queue.extend(names(&binary, "journeys::")?);
        if queue.is_empty() { Err("no journeys were found".to_owned()) } else { Ok(all(&binary, queue)) }
    });
    outcome.unwrap_or_else(|why| (Counts::one(false), Err(why)))
}

/// The tests of the real window whose names begin so, one after the other, as a program to be run.
///
/// # Errors
/// If they do not build.
pub fn in_a_row(names: &[&str]) -> Result<Command> {
    let mut tests = in_the_window(&cargo::test_binary(BINARY)?);
    tests.arg("--test-threads=1").args(names);
    Ok(tests)
}

fn in_the_window(binary: &Path) -> Command {
    let mut tests = Command::new(binary);
    tests.current_dir(files::at("tests")).arg("--ignored");
    tests.env("ROUNDS_APP", cargo::built("debug", "rounds")).env("ROUNDS_SHOTS", files::target().join("shots"));
    tests
}

/// What tests there are whose names begin so.
fn names(binary: &Path, begin: &str) -> Result<Vec<String>> {
    let (well, output) = output_of(in_the_window(binary).args(["--list", "--format", "terse", begin]))?;
    let names = output.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect();
    if well { Ok(names) } else { Err(output) }
}

/// Runs all of the queue. What failed is told whole.
fn all(binary: &Path, queue: VecDeque<String>) -> (Counts, Result) {
    let queue = Mutex::new(queue);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let ends = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(|| lane(binary, next))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|_| told("a lane of journeys broke down"))).collect()
    });
    let ends: Vec<(Counts, String)> = ends;
    let counts = ends.iter().fold(Counts::default(), |sum, (counts, _)| sum.and(*counts));
    let said: String = ends.into_iter().map(|(_, said)| said).collect();
    (counts, if counts.failed == 0 { Ok(()) } else { Err(said) })
}

/// Runs one test after the other on one display, until none is left; what the failed ones said.
fn lane(binary: &Path, next: impl Fn() -> Option<String>) -> (Counts, String) {
    let display = match Display::start(SCREEN) {
        Ok(display) => display,
        Err(why) => return told(&why),
    };
    let (mut counts, mut said) = (Counts::default(), String::new());
    while let Some(name) = next() {
        let shown = output_of(&mut display.show(in_the_window(binary).args(["--exact", &name])));
        let (well, output) = shown.unwrap_or_else(|why| (false, why));
        let mut ran = Counts::of_cargo(&output, "");
        // What crashed still counts as one.
        ran.failed = ran.failed.max(usize::from(!well));
        counts = counts.and(ran);
        if !well {
            said.push_str(&output);
        }
    }
    (counts, said)
}

fn told(why: &str) -> (Counts, String) {
    (Counts::one(false), format!("{why}\n"))
}
