//! Runs one step after the other, goes on after one that fails, and adds up.

use crate::Result;
use crate::counts::Counts;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How a step's output becomes counts.
#[derive(Clone, Copy)]
pub enum Count {
    /// The step counts as one.
    One,
    /// `cargo test`; what the named binary ignores is run elsewhere.
    Cargo(&'static str),
    /// Vitest.
    Vitest,
}

/// A step that runs beside others.
pub struct Beside {
    name: &'static str,
    ends: JoinHandle<(Counts, Result, Duration)>,
}

/// The steps that ran so far.
pub struct Steps {
    counts: Counts,
    failed: Vec<String>,
    only: Vec<String>,
    begun: Instant,
}

impl Steps {
    /// Nothing has run yet. `only` are words of names of steps; none means all steps.
    pub fn new(only: &[&str]) -> Self {
        let only = only.iter().map(|word| word.to_lowercase()).collect();
        Self { counts: Counts::default(), failed: Vec::new(), only, begun: Instant::now() }
    }

    /// Whether the step was asked for.
    pub fn wants(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.only.is_empty() || self.only.iter().any(|word| name.contains(word))
    }

    /// Runs a program as a step. True if it went well or was not asked for.
    pub fn command(&mut self, name: &str, count: Count, command: &mut Command) -> bool {
        !self.wants(name) || self.run(name, count, command)
    }

    /// Begins a step that runs beside those that follow, if it was asked for.
    pub fn beside(&self, name: &'static str, count: Count, mut command: Command) -> Option<Beside> {
        let run = move || {
            let begun = Instant::now();
            let (counts, done) = run(count, &mut command);
            (counts, done, begun.elapsed())
        };
        self.wants(name).then(|| Beside { name, ends: std::thread::spawn(run) })
    }

    /// Waits for a step that runs beside.
    pub fn wait_for(&mut self, beside: Option<Beside>) {
        if let Some(Beside { name, ends }) = beside {
            let broken = |_| (Counts::one(false), Err("it broke down".to_owned()), Duration::ZERO);
            let (counts, done, took) = ends.join().unwrap_or_else(broken);
            print!("{name:<34}");
            self.told(name, counts, done, took);
        }
    }

    /// Runs a program on which others stand, whether it was asked for or not; what it said, if it went well.
    pub fn must(&mut self, name: &str, command: &mut Command) -> Option<String> {
        let mut said = None;
        self.step(name, || match output_of(command) {
            Ok((true, output)) => {
                said = Some(output);
                (Counts::one(true), Ok(()))
            }
            Ok((false, why)) | Err(why) => (Counts::one(false), Err(why)),
        });
        said
    }

    fn run(&mut self, name: &str, count: Count, command: &mut Command) -> bool {
        self.step(name, || run(count, command))
    }

    /// Runs a check of our own as a step.
    pub fn check(&mut self, name: &str, check: impl FnOnce() -> Result) -> bool {
        !self.wants(name)
            || self.step(name, || {
                let done = check();
                (Counts::one(done.is_ok()), done)
            })
    }

    /// Runs as a step what counts for itself.
    pub fn counted(&mut self, name: &str, work: impl FnOnce() -> (Counts, Result)) -> bool {
        !self.wants(name) || self.step(name, work)
    }

    fn step(&mut self, name: &str, work: impl FnOnce() -> (Counts, Result)) -> bool {
        print!("{name:<34}");
        let _ = std::io::stdout().flush();
        let begun = Instant::now();
        let (counts, done) = work();
        self.told(name, counts, done, begun.elapsed())
    }

    /// Says how a step ended; true if well.
    fn told(&mut self, name: &str, counts: Counts, done: Result, took: Duration) -> bool {
        self.counts = self.counts.and(counts);
        let took = shown(took);
        match done {
            Ok(()) if counts == Counts::one(true) => println!("well     {took:>8}"),
            Ok(()) => println!("well     {took:>8}  {counts}"),
            Err(output) => {
                println!("FAILED   {took:>8}\n{}\n", output.trim_end());
                self.failed.push(name.to_owned());
                return false;
            }
        }
        true
    }

    /// Says what failed, and as the last line the counts.
    ///
    /// # Errors
    /// If a step failed.
    pub fn end(self) -> Result {
        let took = shown(self.begun.elapsed());
        if self.failed.is_empty() {
            println!("\nall in {took}\n{}", self.counts);
            return Ok(());
        }
        let _ = std::io::stdout().flush();
        println!("\nin {took}; failed: {}\n{}", self.failed.join(", "), self.counts);
        // The line of counts is the last one: nothing more to say.
        std::process::exit(1);
    }
}

/// Runs a program and counts what it says.
fn run(count: Count, command: &mut Command) -> (Counts, Result) {
    match output_of(command) {
        Err(why) => (Counts::one(false), Err(why)),
        Ok((well, output)) => {
            let mut counts = match count {
                Count::One => Counts::one(well),
                Count::Cargo(elsewhere) => Counts::of_cargo(&output, elsewhere),
                Count::Vitest => Counts::of_vitest(&output),
            };
            // What did not even compile, or crashed, still counts as one.
            counts.failed = counts.failed.max(usize::from(!well));
            (counts, if well { Ok(()) } else { Err(output) })
        }
    }
}

/// Runs a program to its end: whether it went well, and all it wrote, in the order it was written.
///
/// # Errors
/// If it cannot be started.
pub fn output_of(command: &mut Command) -> Result<(bool, String)> {
    let name = command.get_program().to_string_lossy().into_owned();
    let told = |why: std::io::Error| format!("{name}: {why}");
    let (mut reader, writer) = std::io::pipe().map_err(told)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().map_err(told)?).stderr(writer);
    command.env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never");
    let mut child = command.spawn().map_err(told)?;
    // The command holds our ends of the pipe: without letting go of them, reading never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(told)?;
    let status = child.wait().map_err(told)?;
    Ok((status.success(), String::from_utf8_lossy(&bytes).into_owned()))
}

/// Runs a program in the open, with our terminal.
///
/// # Errors
/// If it cannot be started or ends badly.
pub fn in_the_open(command: &mut Command) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|why| format!("{name}: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

fn shown(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
