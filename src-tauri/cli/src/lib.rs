//! The customer book on the command line, through the same door as the window.
//!
//! `docs/CLI.md` tells every command, its JSON and the exit codes. A library, so that the window's program, which holds
//! the whole core already, can serve it too: a package then needs no second program of its size.

mod args;
mod assistant;
mod commands;
mod failures;
mod output;
mod places;
mod rows;
mod terminal;
mod wording;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::Args;
use failures::{Exit, Failure};
use terminal::Terminal;

/// Carries out a command line, whose first part is the program's name.
pub fn run(line: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(line) {
        Ok(args) => args,
        Err(error) => return output::usage(&error).into(),
    };
    let mut terminal = match Terminal::new(&args) {
        Ok(terminal) => terminal,
        Err(failure) => return output::before_words(args.json, &failure).into(),
    };
    let done = commands::run(&mut terminal, args.command).and_then(|exit| {
        terminal.out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(exit) => exit.into(),
        // Who reads the output has seen enough: `… | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done.into(),
        Err(failure) => terminal.fail(&failure).into(),
    }
}
