//! The typed line as single characters, folded one by one so that every place in it is a place in what was typed.

use crate::values::texts::half_width;

/// A line, character by character.
#[derive(Debug)]
pub(super) struct Text {
    /// As it was typed.
    pub typed: Vec<char>,
    /// Half width and lower case; as many as typed.
    pub folded: Vec<char>,
}

impl Text {
    pub(super) fn new(line: &str) -> Self {
        let typed: Vec<char> = line.chars().collect();
        let folded = typed.iter().map(|ch| fold(*ch)).collect();
        Self { typed, folded }
    }

    pub(super) const fn len(&self) -> usize {
        self.typed.len()
    }

    /// The folded character at a place.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.folded.get(place).copied()
    }

    /// The folded character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|place| self.at(place))
    }

    /// What was typed from one place up to another.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.typed.get(from..to.min(self.len())).unwrap_or_default().iter().collect()
    }

    /// The same, folded.
    pub(super) fn folded(&self, from: usize, to: usize) -> String {
        self.folded.get(from..to.min(self.len())).unwrap_or_default().iter().collect()
    }

    /// Whether these words, folded already, stand at a place; the place behind them. A space stands for any number of
    /// spaces; words of letters end where a word ends.
    pub(super) fn eat(&self, place: usize, words: &str) -> Option<usize> {
        let mut at = place;
        for wanted in words.chars() {
            if wanted == ' ' {
                let after = self.skip_spaces(at);
                if after == at {
                    return None;
                }
                at = after;
            } else if self.at(at) == Some(wanted) {
                at += 1;
            } else {
                return None;
            }
        }
        let is_word = words.ends_with(|ch: char| ch.is_ascii_alphanumeric());
        let goes_on = is_word && self.at(at).is_some_and(is_latin);
        let starts_within =
            words.starts_with(|ch: char| ch.is_ascii_alphanumeric()) && self.before(place).is_some_and(is_latin);
        (!goes_on && !starts_within).then_some(at)
    }

    /// The longest of some words at a place.
    pub(super) fn eat_any<'a>(&self, place: usize, words: &[&'a str]) -> Option<(&'a str, usize)> {
        let fits = words.iter().filter_map(|words| self.eat(place, words).map(|end| (*words, end)));
        fits.max_by_key(|(_, end)| *end)
    }

    pub(super) fn skip_spaces(&self, place: usize) -> usize {
        let mut at = place;
        while self.at(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    /// The end of the word of letters, digits and accents that starts at a place.
    pub(super) fn word_end(&self, place: usize) -> usize {
        let mut at = place;
        let inner = |at: usize| {
            matches!(self.at(at), Some('\'' | '’' | '&' | '-'))
                && self.before(at).is_some_and(is_latin)
                && self.at(at + 1).is_some_and(is_latin)
        };
        while self.at(at).is_some_and(is_latin) || inner(at) {
            at += 1;
        }
        at
    }

    /// A number of at most so many digits; its value and the place behind it.
    pub(super) fn digits(&self, place: usize, most: usize) -> Option<(u32, usize)> {
        let mut at = place;
        while self.at(at).is_some_and(|ch| ch.is_ascii_digit()) {
            at += 1;
        }
        let length = at - place;
        if length == 0 || length > most.min(9) {
            return None;
        }
        Some((self.folded(place, at).parse().ok()?, at))
    }

    /// Start and length in UTF-16 code units, as JavaScript counts.
    pub(super) fn span(&self, from: usize, to: usize) -> (usize, usize) {
        let units = |part: Option<&[char]>| part.unwrap_or_default().iter().map(|ch| ch.len_utf16()).sum::<usize>();
        (units(self.typed.get(..from)), units(self.typed.get(from..to.min(self.len()))))
    }
}

/// Half width and lower case, one character for one. Brackets and bars of any shape are those of ASCII.
fn fold(ch: char) -> char {
    let half = match half_width(ch) {
        '【' | '〔' | '「' | '『' | '〖' => '[',
        '】' | '〕' | '」' | '』' | '〗' => ']',
        '│' | '丨' => '|',
        other => other,
    };
    let mut lower = half.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => half,
    }
}

/// A letter or digit of a script that parts its words by spaces.
pub(super) fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '\u{c0}'..='\u{24f}')
}

/// A Chinese character.
pub(super) const fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// What parts the clauses of a line, folded.
pub(super) const fn parts_clauses(ch: char) -> bool {
    matches!(ch, ',' | ';' | '、' | '!' | '?' | '。' | '|' | '\n')
}

/// What ends a sentence, folded.
pub(super) const fn ends_sentence(ch: char) -> bool {
    matches!(ch, ';' | '!' | '?' | '。' | '\n')
}
