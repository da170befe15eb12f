//! `rounds-cli`: the customer book on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    if rounds_api::draw_if_asked() {
        return ExitCode::SUCCESS;
    }
    rounds_cli::run(std::env::args_os())
}
