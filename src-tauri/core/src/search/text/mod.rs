//! The text side of search: what of a customer or a note is put into the full-text index, what a typed
//! query asks of that index, and whether a candidate that the index names is a true match.
//!
//! The index knows only whole tokens (`detail=none`), so it answers with a superset; every candidate is then
//! verified by [`Query::match_customer`] or [`Query::match_note`], which also say what to mark. The two sides
//! must agree: whatever the verification accepts, the expression must have named.
//!
//! Both tables are made with the tokenizer of [`TOKENIZE`]. The tokens:
//!
//! | token | stands for |
//! |---|---|
//! | `王`, `王记` | a sign (a Chinese character, kana, an emoji …), two neighbouring signs |
//! | `g` `gr` `gre` `gree`, `greena` | the first one to four, and six characters of a word or number |
//! | `gr.` | a whole word of at most five characters |
//! | `~wang` | a syllable of a name, in every reading of its character |
//! | `_wj` `_wjw` | the first letters of two and three neighbouring units of a name |
//! | `^w` `^wj` `^wjw`, `^王` `^王记` | the same at the start of a name |
//! | `+1380`, `=8000` | four digits anywhere in a phone number, its last four |

mod expressions;
mod folding;
mod hits;
mod matches;
mod phones;
mod queries;
mod readings;
mod sort_keys;
mod tokens;
mod units;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod examples;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod properties;

pub use folding::{Class as LetterClass, fold};
pub use matches::{Mark, MarkedField, Match, Place, matches_word};
pub use queries::{Query, Term, parse};
pub use sort_keys::{sort_key, sort_key_read};

use tokens::Tokens;
use units::Text;

/// The tokenizer that both full-text tables are made with, as the value of FTS5's `tokenize` option.
pub const TOKENIZE: &str = "ascii tokenchars '~_^+=.'";

/// Of a customer's or contact's name, this many characters are searched.
const NAME_LIMIT: usize = 512;
/// Of a note or another contact point, this many characters are searched.
const TEXT_LIMIT: usize = 20_000;

/// What of a customer is searched.
#[derive(Debug, Clone, Copy, Default)]
pub struct CustomerText<'a> {
    /// The customer's name.
    pub name: &'a str,
    /// How the name is read, where its owner says so; else empty.
    pub reading: &'a str,
    /// The names of the contacts.
    pub contacts: &'a [String],
    /// Phones: E.164, maybe with an extension (`+861055501234;ext=12`), or the raw text where it is no number.
    pub phones: &'a [String],
    /// All other contact points: e-mail, WeChat id, address …
    pub points: &'a [String],
    /// Names of the tags. They are not part of the tokens, but match and are marked.
    pub tags: &'a [String],
    /// The note on the customer.
    pub note: &'a str,
}

/// The tokens of a customer for its row in the index, parted by one space, each once.
pub fn customer_tokens(doc: &CustomerText) -> String {
    let mut tokens = Tokens::default();
    let name = Text::named(doc.name, NAME_LIMIT, doc.reading);
    tokens.add_name(&name);
    tokens.add_start(&name);
    for contact in doc.contacts {
        let contact = Text::spelled(contact, NAME_LIMIT);
        tokens.add_name(&contact);
        tokens.add_first_letter(&contact);
    }
    for phone in doc.phones {
        tokens.add_phone(&phones::digits(phone));
        if !phones::is_normalised(phone) {
            tokens.add_text(&Text::plain(phone, TEXT_LIMIT));
        }
    }
    for point in doc.points {
        tokens.add_text(&Text::plain(point, TEXT_LIMIT));
    }
    tokens.add_text(&Text::plain(doc.note, TEXT_LIMIT));
    tokens.finish()
}

/// Calls `each` with the letters of a text as search sees them: folded, without accents, each with its class.
pub fn letters_of(text: &str, mut each: impl FnMut(char, LetterClass)) {
    for letter in text.chars() {
        folding::fold_char(letter, |folded| each(folded, folding::classify(folded)));
    }
}

/// Whether a reading fits a name: one syllable of pinyin for each Chinese character.
pub fn is_reading(name: &str, reading: &str) -> bool {
    Text::spelled(name, NAME_LIMIT).read_as(reading).is_some()
}

/// Whether letters spell a part of a name: whole syllables of pinyin for each character (`lixiuying`), or the first
/// letters of at least three (`wjwj`).
pub fn is_read_as(part: &str, letters: &str) -> bool {
    let letters: String = fold(letters).chars().filter(|ch| ch.is_ascii_alphanumeric()).collect();
    let signs: Vec<char> = part.chars().filter(|ch| !ch.is_whitespace()).collect();
    let initials = signs.len() >= 3
        && signs.len() == letters.len()
        && signs.iter().zip(letters.chars()).all(|(sign, letter)| {
            readings::readings(*sign).as_slice().iter().any(|reading| reading.starts_with(letter))
        });
    initials || spells(&signs, &letters)
}

fn spells(signs: &[char], letters: &str) -> bool {
    let Some((first, rest)) = signs.split_first() else { return letters.is_empty() };
    let readings = readings::readings(*first);
    readings.as_slice().iter().any(|reading| letters.strip_prefix(reading).is_some_and(|after| spells(rest, after)))
}

/// The tokens of a visit's texts (summary and outcome, joined by a line break) for its row in the index.
pub fn note_tokens(text: &str) -> String {
    let mut tokens = Tokens::default();
    tokens.add_text(&Text::plain(text, TEXT_LIMIT));
    tokens.finish()
}
