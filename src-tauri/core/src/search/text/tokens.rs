//! The tokens of a document. Their kinds are listed at the top of the module above.

use super::phones::PhoneDigit;
use super::units::{Text, Unit};

/// The first characters of a word are tokens: one to so many of them,
pub(super) const PREFIX: usize = 4;
/// and, so that the pinyin of surnames in e-mails tells people apart, so many.
pub(super) const LONG_PREFIX: usize = 6;
/// Words up to this length have a token for the whole word.
pub(super) const SHORT_WORD: usize = 5;
/// So many digits of a phone are one token.
pub(super) const PHONE_RUN: usize = 4;

/// Tokens being collected, in one buffer.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    buffer: String,
    ends: Vec<usize>,
}

impl Tokens {
    fn add(&mut self, token: impl IntoIterator<Item = char>) {
        self.buffer.extend(token);
        self.ends.push(self.buffer.len());
    }

    /// All tokens, each once, parted by one space.
    pub fn finish(self) -> String {
        let mut start = 0;
        let mut list = Vec::with_capacity(self.ends.len());
        for end in self.ends {
            list.extend(self.buffer.get(start..end));
            start = end;
        }
        list.sort_unstable();
        list.dedup();
        list.join(" ")
    }

    /// Words and signs, of a note or a contact point.
    pub fn add_text(&mut self, text: &Text) {
        // A single letter finds nothing in notes, so it need not be there.
        self.add_units(text, 2);
    }

    /// Words, signs and pinyin, of a customer's or a contact's name.
    pub fn add_name(&mut self, name: &Text) {
        self.add_units(name, 1);
        for unit in &name.units {
            for reading in unit.readings.as_slice() {
                self.add(['~'].into_iter().chain(reading.chars()));
            }
        }
        for window in name.units.windows(2) {
            let [a, b] = window else { continue };
            self.add_initials("_", &[a, b]);
        }
        for window in name.units.windows(3) {
            let [a, b, c] = window else { continue };
            self.add_initials("_", &[a, b, c]);
        }
    }

    /// What the customer's name starts with.
    pub fn add_start(&mut self, name: &Text) {
        let mut start: Vec<&Unit> = Vec::with_capacity(3);
        for unit in name.units.iter().take(3) {
            start.push(unit);
            self.add_initials("^", &start);
        }
        match start.as_slice() {
            [a, b, ..] if a.is_sign && b.is_sign => {
                self.add(['^', a.head]);
                self.add(['^', a.head, b.head]);
            }
            [a, ..] if a.is_sign => self.add(['^', a.head]),
            _ => {}
        }
    }

    /// The letter that a contact's name starts with.
    pub fn add_first_letter(&mut self, name: &Text) {
        if let Some(unit) = name.units.first() {
            self.add_initials("^", &[unit]);
        }
    }

    /// The digits of a phone.
    pub fn add_phone(&mut self, digits: &[PhoneDigit]) {
        for window in digits.windows(PHONE_RUN) {
            self.add(['+'].into_iter().chain(window.iter().map(|digit| digit.ch)));
        }
        if let Some(last) = digits.len().checked_sub(PHONE_RUN).and_then(|at| digits.get(at..)) {
            self.add(['='].into_iter().chain(last.iter().map(|digit| digit.ch)));
        }
    }

    fn add_units(&mut self, text: &Text, shortest: usize) {
        let mut previous: Option<&Unit> = None;
        for unit in &text.units {
            if unit.is_sign {
                self.add([unit.head]);
                if let Some(previous) = previous.filter(|unit| unit.is_sign) {
                    self.add([previous.head, unit.head]);
                }
            } else {
                let word = text.cells_of(unit);
                for len in (shortest..=PREFIX).chain([LONG_PREFIX]).take_while(|len| *len <= word.len()) {
                    self.add(word.iter().take(len).map(|cell| cell.ch));
                }
                if word.len() <= SHORT_WORD {
                    self.add(word.iter().map(|cell| cell.ch).chain(['.']));
                }
            }
            previous = Some(unit);
        }
    }

    /// One token for each combination of the units' initials.
    fn add_initials(&mut self, mark: &str, units: &[&Unit]) {
        let mut combinations = vec![mark.to_owned()];
        for unit in units {
            combinations = combinations
                .iter()
                .flat_map(|before| unit.initials().map(move |initial| format!("{before}{initial}")))
                .collect();
        }
        for token in combinations {
            self.add(token.chars());
        }
    }
}
