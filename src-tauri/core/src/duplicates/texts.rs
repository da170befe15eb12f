//! Texts as numbers: each is kept once, and two are the same if their numbers are.

use string_interner::StringInterner;
use string_interner::backend::StringBackend;
use string_interner::symbol::{Symbol, SymbolU32};

use super::names::is_han;
use super::places::is_place;

/// A text of [`Texts`]; two of the same are equal.
pub type Text = SymbolU32;

/// What a text is, as far as comparing it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Digits only.
    Number,
    /// The name of a place.
    Place,
    /// Anything else.
    Word,
}

/// All texts of the records that are compared.
#[derive(Debug)]
pub struct Texts {
    texts: StringInterner<StringBackend<Text>>,
    senses: Vec<Sense>,
    empty: Text,
}

impl Default for Texts {
    fn default() -> Self {
        let mut texts = StringInterner::new();
        let empty = texts.get_or_intern_static("");
        Self { texts, senses: vec![Sense::Word], empty }
    }
}

impl Texts {
    /// The number of a text, kept from now on.
    pub fn number(&mut self, text: &str) -> Text {
        let number = self.texts.get_or_intern(text);
        if number.to_usize() == self.senses.len() {
            self.senses.push(sense_of(text));
        }
        number
    }

    /// The text of a number.
    pub fn text(&self, number: Text) -> &str {
        self.texts.resolve(number).unwrap_or_default()
    }

    /// What it is.
    pub fn sense(&self, number: Text) -> Sense {
        self.senses.get(number.to_usize()).copied().unwrap_or(Sense::Word)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self, number: Text) -> bool {
        number == self.empty
    }
}

fn sense_of(text: &str) -> Sense {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Sense::Number
    } else if text.chars().next().is_some_and(is_han) && is_place(text) {
        Sense::Place
    } else {
        Sense::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once_and_known_for_what_it_is() {
        let mut texts = Texts::default();
        let numbers: Vec<Text> = ["杭州", "文三路", "123", "", "杭州"].map(|text| texts.number(text)).to_vec();
        assert_eq!((numbers[0], texts.text(numbers[1])), (numbers[4], "文三路"));
        assert_ne!(numbers[0], numbers[1]);
        let senses: Vec<Sense> = numbers.iter().map(|number| texts.sense(*number)).collect();
        assert_eq!(senses, [Sense::Place, Sense::Word, Sense::Number, Sense::Word, Sense::Place]);
        assert!(texts.is_empty(numbers[3]) && !texts.is_empty(numbers[0]));
    }
}
