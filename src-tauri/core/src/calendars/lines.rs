//! The lines of a file put together, and the parts that they make.

use super::{Problem, Unread};

/// A property, with the number of its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub number: usize,
    /// `NAME;PARAMETER=…:value`, on one line.
    pub text: String,
}

impl Line {
    /// The property's name in capitals.
    pub fn name(&self) -> String {
        self.text.split([':', ';']).next().unwrap_or_default().trim().to_ascii_uppercase()
    }

    /// What stands behind the first colon that is not in quotes.
    pub fn value(&self) -> Option<&str> {
        let mut quoted = false;
        let at = self.text.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        self.text.get(at + 1..)
    }
}

/// A part of a file: `VEVENT`, `VTIMEZONE` …, with all that stands in it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub kind: String,
    pub line: usize,
    /// From its BEGIN to its END.
    pub lines: Vec<Line>,
}

/// Lines with the rest of each put behind it. A line that begins with a space or a tab goes on with the one before, also over empty lines, as
/// some programs write them.
fn unfolded(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim_end_matches('\r');
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            _ if line.trim().is_empty() => {}
            (Some(rest), Some(before)) => before.text.push_str(rest),
            _ => lines.push(Line { number: index + 1, text: line.to_owned() }),
        }
    }
    lines
}

/// The parts of all calendars in a file, and what is wrong with their frame; none if there is no calendar.
pub(super) fn parts(text: &str) -> Option<(Vec<Part>, Vec<Unread>)> {
    let mut parts = Vec::new();
    let mut unread = Vec::new();
    // What is open, from the outside in; the first is the calendar.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut inside: Option<Part> = None;
    let mut any = false;
    for line in unfolded(text) {
        let name = line.name();
        let word = line.value().unwrap_or_default().trim().to_ascii_uppercase();
        match name.as_str() {
            "BEGIN" => {
                any |= word == "VCALENDAR";
                // A calendar in a calendar, or an appointment in one: the outer has lost its end.
                if word == "VCALENDAR" || word == "VEVENT" && inside.is_some() {
                    let keep = usize::from(word == "VEVENT" && !open.is_empty());
                    never_ended(open.drain(keep..), &mut unread);
                    inside = None;
                }
                open.push((word.clone(), line.number));
                if word != "VCALENDAR" && inside.is_none() {
                    inside = Some(Part { kind: word, line: line.number, lines: Vec::new() });
                }
                push(&mut inside, line);
            }
            "END" => match open.iter().rposition(|(kind, _)| *kind == word) {
                None => unread.push(told(line.number, Problem::EndsWithoutBeginning, &word)),
                Some(at) => {
                    let broken = at + 1 < open.len();
                    never_ended(open.drain(at + 1..), &mut unread);
                    open.pop();
                    push(&mut inside, line);
                    let ended = inside.as_ref().is_some_and(|part| open.len() <= 1 || part.kind == word);
                    if ended
                        && let Some(part) = inside.take()
                        && (!broken || part.kind == word)
                        && word != "VCALENDAR"
                    {
                        parts.push(part);
                    }
                }
            },
            _ if line.value().is_none() => unread.push(told(line.number, Problem::NotAProperty, &line.text)),
            _ => push(&mut inside, line),
        }
    }
    never_ended(open.into_iter(), &mut unread);
    any.then_some((parts, unread))
}

fn push(part: &mut Option<Part>, line: Line) {
    if let Some(part) = part {
        part.lines.push(line);
    }
}

fn never_ended(open: impl Iterator<Item = (String, usize)>, unread: &mut Vec<Unread>) {
    unread.extend(open.map(|(kind, line)| told(line, Problem::NeverEnds, &kind)));
}

pub(super) fn told(line: usize, problem: Problem, about: &str) -> Unread {
    Unread { line, problem, about: about.trim().chars().take(60).collect() }
}
