//! Every command has an example, and every example is understood.
#![allow(clippy::panic, reason = "a test stops at the first thing that is not as it says")]

use clap::CommandFactory;

use super::*;

#[test]
fn the_arguments_hold_together() {
    Args::command().debug_assert();
}

#[test]
fn every_command_has_an_example() {
    for command in Args::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let example = format!("rounds-cli {} ", command.get_name());
        assert!(help.contains(&example), "{} has none", command.get_name());
    }
}

#[test]
fn every_example_is_understood() {
    for command in Args::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for line in help.lines().map(str::trim) {
            // What a shell does around it is no part of it.
            let ours = line.rsplit_once("| ").map_or(line, |(_, ours)| ours);
            let ours = [" > ", " && "].iter().fold(ours, |ours, end| ours.split(end).next().unwrap_or(ours));
            if ours.starts_with("rounds-cli ") {
                let words = shlex::split(ours).unwrap();
                Args::try_parse_from(words).unwrap_or_else(|error| panic!("{line}\n{error}"));
            }
        }
    }
}
