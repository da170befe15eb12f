//! One line, read as what it means: whom, when, which kind of visit, what was said, tags, an amount, the next step.
//!
//! The grammars are our own and deterministic: the same line, book and moment give the same parts. What is not understood
//! stays in the note, and a customer is never guessed: who may be one of several is asked for.

mod amounts;
mod chinese;
mod english;
mod english_clock;
mod english_dates;
mod festivals;
mod head;
mod lengths;
mod logging;
mod meant;
mod moments;
mod numeric;
mod parts;
mod people;
mod reading;
mod rest;
mod steps;
mod text;
mod times;
mod whom;
mod words;

#[cfg(test)]
mod saving_tests;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use logging::{LogLine, LoggedLine, log};
pub use parts::parse;

/// The longest line that is read, in characters; what is behind is kept in the note.
pub const LINE_LIMIT: usize = 1_000;

/// Reads a line.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ParseLine {
    /// What was typed.
    pub line: String,
    /// The customer on the screen, whom the line is about unless it names another.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
    /// The moment that days count from, as RFC 3339 or `YYYY-MM-DDTHH:MM`; now if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub now: Option<String>,
    /// Parts that are mere text, whose words stay in the note: `customer` (where one is on the screen), `when`, `kind`,
    /// `next`, a tag with its `#`, an amount with its words.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub plain: Vec<String>,
}

impl ParseLine {
    fn is_plain(&self, part: &str) -> bool {
        self.plain.iter().any(|plain| plain == part)
    }
}

/// The parts of a line. Spans are pairs of start and length in UTF-16 code units of the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ParsedLine {
    /// As it was typed.
    pub line: String,
    /// The moment that days were counted from, RFC 3339.
    pub now: String,
    /// What saving it makes: `visit` (with the next step, if there is one) or `followup` (only a next step).
    pub makes: String,
    /// Whom it is about.
    pub customer: LineCustomer,
    /// When the visit was; none for now.
    pub when: Option<LineTime>,
    /// The kind of visit; none if it is not told.
    pub kind: Option<LineKind>,
    /// What was said: everything that is no other part.
    pub summary: String,
    /// Tags, without their `#`.
    pub tags: Vec<LineTag>,
    /// The first amount; it stays in the note, too.
    pub amount: Option<LineAmount>,
    /// The next step.
    pub next: Option<LineNext>,
    /// What was recognised and cannot be, or must be asked; its text is in the note.
    pub problems: Vec<LineProblem>,
}

/// Whom a line is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineCustomer {
    /// `found` (exactly one fits), `given` (the one on the screen), `ambiguous` (choose among the candidates), `unknown`
    /// (nobody has the typed name: a new one?), `missing` (the line names nobody).
    pub state: String,
    /// The customer, if found or given.
    pub id: Option<i64>,
    /// Their name.
    pub name: Option<String>,
    /// The words that name them. Beside the one on the screen, the name of somebody whom nobody is called: it stays in the
    /// note, and may be a new one.
    pub typed: String,
    /// Who may be meant, if ambiguous.
    pub candidates: Vec<LineCandidate>,
    /// Where the words stand.
    pub span: Option<(usize, usize)>,
}

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineCandidate {
    /// The customer.
    pub id: i64,
    /// Their name.
    pub name: String,
}

/// A day, maybe with its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineTime {
    /// The local day.
    pub on: String,
    /// The local time, `HH:MM`.
    pub time: Option<String>,
    /// When it ends, `HH:MM`.
    pub until: Option<String>,
    /// `night`, `morning`, `noon`, `afternoon` or `evening`, where no time was told.
    pub part: Option<String>,
    /// Only a week or month was named; its first day stands for it.
    pub is_vague: bool,
    /// Where it stands.
    pub span: (usize, usize),
}

/// A kind of visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineKind {
    /// Its id in the book.
    pub id: i64,
    /// Its code, or empty for one of the user's own.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: (usize, usize),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineTag {
    /// Its name.
    pub name: String,
    /// Where it stands, with its sign.
    pub span: (usize, usize),
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineAmount {
    /// In minor units (分, cents).
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
    /// Where it stands.
    pub span: (usize, usize),
}

/// A next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineNext {
    /// The local day.
    pub on: String,
    /// The local time, `HH:MM`.
    pub time: Option<String>,
    /// When it ends, `HH:MM`.
    pub until: Option<String>,
    /// `night`, `morning`, `noon`, `afternoon` or `evening`, where no time was told.
    pub part: Option<String>,
    /// Only a week or month was named; its first day stands for it.
    pub is_vague: bool,
    /// What is to be done.
    pub what: String,
    /// Where the day and time stand.
    pub span: (usize, usize),
    /// Where what is to be done stands.
    pub what_spans: Vec<(usize, usize)>,
}

/// Something that was recognised and cannot be, or must be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LineProblem {
    /// `no_such_day`, `no_such_time`, `next_in_the_past`, `visit_in_the_future`.
    pub code: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: (usize, usize),
}
