//! The one place that writes to standard output and standard error.

use std::io::{self, BufWriter, Stdout, Write};

use serde_json::{Value, json};

use crate::failures::{Exit, Failure};

/// Standard output, for a person or, with `--json`, for a program.
pub struct Output {
    json: bool,
    out: BufWriter<Stdout>,
}

impl Output {
    /// Output of one kind.
    pub fn new(json: bool) -> Self {
        Self { json, out: BufWriter::new(io::stdout()) }
    }

    /// Whether a program reads it.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// One JSON value on a line of its own.
    pub fn json(&mut self, value: &Value) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// One line for a person. What a terminal would obey is taken out: the text may come from anybody's file.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", harmless(text))
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Where a command writes by itself.
    pub fn writer(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Hands on what was written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' && c != '\n' { ' ' } else { c }).collect()
}

/// One line on standard error; nobody hears it if that is closed.
pub fn error_line(text: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}

/// How far a job is, over what was there before.
pub fn progress(done: u64, total: u64) {
    let mut stderr = io::stderr();
    let percent = done.saturating_mul(100).checked_div(total).unwrap_or(0).min(100);
    let _ = write!(stderr, "\r{percent:3} %");
    let _ = stderr.flush();
}

/// Takes the progress off the line.
pub fn end_of_progress() {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "\r      \r");
    let _ = stderr.flush();
}

/// What clap has to say: help on standard output, a wrong line on standard error. A wrong line ends with 1, since 2 says
/// that something was done.
pub fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Done;
    }
    // The arguments could not be read, so nothing but a look at them tells whether a program reads this.
    if std::env::args_os().any(|arg| arg == "--json") {
        let value =
            json!({ "error": { "code": "invalid", "message": error.to_string(), "where": { "field": "arguments" } } });
        error_line(&value.to_string());
    } else {
        let _ = error.print();
    }
    Exit::Failed
}

/// A failure before the words of a language were there.
pub fn before_words(json: bool, failure: &Failure) -> Exit {
    let (code, place) = match failure {
        Failure::Refused(error) | Failure::Ambiguous(error, _) => (error.code.clone(), error.place.clone()),
        Failure::Output(_) => ("io".to_owned(), serde_json::Map::new()),
    };
    if json {
        error_line(&json!({ "error": { "code": code, "message": code, "where": place } }).to_string());
    } else {
        error_line(&code);
    }
    Exit::Failed
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_from_a_file_cannot_steer_the_terminal() {
        assert_eq!(harmless("王\u{1b}[2J记\t五金\u{7}"), "王 [2J记\t五金 ");
    }
}
