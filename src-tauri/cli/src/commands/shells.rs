//! What makes the program at home in a shell: completions, manual pages.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::failures::{Exit, Outcome};
use crate::terminal::Terminal;

const NAME: &str = "rounds-cli";

/// `completions`
pub fn completions(terminal: &mut Terminal, shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), NAME, &mut script);
    terminal.out.raw(&script)?;
    Ok(Exit::Done)
}

/// `man`: a page for the program and one for each command.
pub fn man(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Args::command(), folder)?;
    Ok(Exit::Done)
}
