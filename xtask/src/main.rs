//! Builds, runs, tests and measures the project: `cargo xtask --help`.
#![allow(clippy::print_stdout, reason = "a command-line tool speaks on stdout")]

mod bindings;
mod cargo;
mod counts;
mod displays;
mod files;
mod interface;
mod journeys;
mod messages;
mod packages;
mod steps;
mod tasks;

use std::process::ExitCode;

/// What a task ends with: nothing more to say, or one plain sentence on what is wrong and what to do.
type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask COMMAND

  run [--release] [-- ARGS]  set up what is missing, build, open the window
  test [STEP…]               set up, then everything: lints, types, Rust, UI, door tests, journeys in the real window
  check                      the fast part: format, lints, types, messages, walls, generated files
  bindings                   write the generated TypeScript: types of the door, keys of the messages
  prove [NAME]               a long proof (without NAME: the list); docs/PROOFS.md has the last figures
  bench [--customers N] [--json FILE] [--cpu] [WORD…]
                             the benchmark beside plain SQLite, in release; a WORD measures only groups of that name
  bench window [--customers N]
                             the figures of the real window: key press to painted, start, memory; over N (100000)
  shots [SCENE…]             a picture of every screen, or of those whose names begin so, with what opens on it, into
                             target/shots/scenes/index.html
  package                    the .deb and the .rpm, into target/release/bundle
  setup [--dry-run]          only look for missing system packages (--dry-run: say, do not install)

`test` ends in one line: 123 passed, 0 failed. STEP is a word of a step's name, such as: cargo xtask test journeys
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", rest @ ..] => tasks::run(rest),
        ["test", only @ ..] => tasks::test(only),
        ["check"] => tasks::check(),
        ["bindings"] => tasks::bindings(),
        ["prove", rest @ ..] => tasks::prove(rest.first().copied()),
        ["bench", rest @ ..] => tasks::bench(rest),
        ["shots", scenes @ ..] => tasks::shots(scenes),
        ["package"] => tasks::package(),
        ["setup"] => packages::set_up(&packages::EVERYTHING, packages::Missing::Install),
        ["setup", "--dry-run"] => packages::set_up(&packages::EVERYTHING, packages::Missing::Tell),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command: {}\n\n{HELP}", args.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
