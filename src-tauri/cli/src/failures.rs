//! How a command can end.

use std::io;
use std::process::ExitCode;

use rounds_api::WireError;
use serde_json::Value;

/// The exit codes, as `docs/CLI.md` promises them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Not done, and nothing was changed.
    Failed,
    /// An import is done, but rows were refused or cells could not be read.
    DoneInPart,
    /// Several customers fit the name.
    Ambiguous,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::DoneInPart => 2,
            Exit::Ambiguous => 3,
        })
    }
}

/// Why a command was not carried out.
#[derive(Debug)]
pub enum Failure {
    /// The door said no.
    Refused(Box<WireError>),
    /// Several customers fit; the candidates as rows.
    Ambiguous(Box<WireError>, Vec<Value>),
    /// The output could not be written.
    Output(io::Error),
}

/// How a command ended.
pub type Outcome<T = Exit> = Result<T, Failure>;

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Self::Refused(Box::new(error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// An error of the command line itself, with one of the door's codes.
pub fn refused(code: &str, args: Value, place: Value) -> Failure {
    let map = |value: Value| match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    };
    WireError { code: code.to_owned(), args: map(args), place: map(place) }.into()
}
