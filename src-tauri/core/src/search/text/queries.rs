//! A typed query: terms parted by spaces, each of which must match.

use super::expressions;
use super::folding::{Class, fold};
use super::phones;
use super::units::Text;

/// So many terms are looked at.
const TERMS: usize = 8;
/// So many characters of a term are looked at; what is typed beyond is ignored.
pub(super) const TERM_LIMIT: usize = 120;

/// A parsed query. Make one with [`parse`].
#[derive(Debug, Clone, Default)]
pub struct Query {
    terms: Vec<Term>,
}

/// One word of a query, or a phone number typed with spaces.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// As typed, folded.
    typed: String,
    pub(super) text: Text,
    /// Has a letter, which may be pinyin or the first of a word.
    pub(super) has_letters: bool,
    /// Has a digit and nothing else.
    is_number: bool,
    /// Has the plus or zeros of an international number.
    is_country_code: bool,
    /// The digits to look for in phones, in several ways; none if there are fewer than four.
    pub(super) phones: Vec<String>,
    /// Of a number typed in several parts: the parts, which may also match each for itself.
    pub(super) parts: Vec<Term>,
}

/// Parses what was typed. Never fails: what is neither word, sign nor digit is left out, so that `"*(` is empty.
pub fn parse(text: &str) -> Query {
    let mut terms: Vec<Term> = Vec::new();
    for word in text.split(is_gap).map(Term::new).filter(|term| !term.text.cells.is_empty()).take(TERMS) {
        match terms.last_mut() {
            Some(last) if last.is_number && word.is_number => last.join(word),
            _ => terms.push(word),
        }
    }
    Query { terms }
}

/// Spaces of all kinds, and control characters that pasted text may have between its words.
fn is_gap(ch: char) -> bool {
    ch.is_whitespace() || ch.is_control()
}

impl Term {
    fn new(word: &str) -> Self {
        let text = Text::plain(word, TERM_LIMIT);
        let is_number = text.cells.iter().all(|cell| cell.ch.is_ascii_digit());
        let digits: String = text.cells.iter().map(|cell| cell.ch).collect();
        let typed = fold(word);
        Self {
            has_letters: text.cells.iter().any(|cell| cell.class == Class::Letter),
            is_country_code: typed.starts_with('+') || digits == "0086",
            phones: if is_number { phones::variants(&digits) } else { Vec::new() },
            parts: Vec::new(),
            is_number,
            typed,
            text,
        }
    }

    /// Makes one number of two, as in `138 0013 8000`.
    fn join(&mut self, next: Self) {
        if self.parts.is_empty() {
            self.parts.push(self.clone());
        }
        let part = next.typed.clone();
        self.parts.push(next);
        let digits: String = self.parts.iter().flat_map(|part| &part.text.cells).map(|cell| cell.ch).collect();
        self.phones = phones::variants(&digits);
        self.typed = format!("{} {part}", self.typed);
    }

    /// The term as typed, folded.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// It is one letter or digit: too little to look for in notes, e-mails and the like.
    pub(super) fn is_single_letter(&self) -> bool {
        matches!(self.text.cells.as_slice(), [cell] if cell.class != Class::Sign)
    }

    /// The term itself, or of a number in parts those that may match each for itself: not the code of a country.
    pub(super) fn single_words(&self) -> impl Iterator<Item = &Term> {
        let itself = self.parts.is_empty().then_some(self);
        itself.into_iter().chain(self.parts.iter().filter(|part| !part.is_country_code))
    }

    /// The FTS5 expression for the customers that this term may match by anything but their tags.
    pub fn customer_match(&self) -> Option<String> {
        expressions::customers(self)
    }
}

impl Query {
    /// Whether nothing to look for was typed.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms, all of which must match.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The FTS5 expression for the customers that may match by anything but their tags: a superset, to be verified
    /// with [`Query::match_customer`]. Where a term may also match a tag, use [`Term::customer_match`] term by term
    /// and join the customers of the tags. `None` if the query is empty.
    pub fn customer_match(&self) -> Option<String> {
        all(self.terms.iter().map(Term::customer_match))
    }

    /// The part of [`Query::customer_match`] whose matches are the best: names that start with the only term, phones
    /// that end with it. To be asked first where there are more candidates than can be verified.
    /// `None` for several terms and for an empty query.
    pub fn customer_match_first(&self) -> Option<String> {
        match self.terms.as_slice() {
            [term] => expressions::first_customers(term),
            _ => None,
        }
    }

    /// The FTS5 expression for the notes that may match: a superset, to be verified with [`Query::match_note`].
    /// `None` if the query is empty or has nothing but single letters.
    pub fn note_match(&self) -> Option<String> {
        let mut terms = self.terms.iter().filter_map(expressions::notes).peekable();
        terms.peek()?;
        all(terms.map(Some))
    }
}

/// All expressions joined; `None` if there are none or one is missing.
fn all(terms: impl Iterator<Item = Option<String>>) -> Option<String> {
    let terms: Option<Vec<String>> = terms.collect();
    match terms?.as_mut_slice() {
        [] => None,
        [one] => Some(std::mem::take(one)),
        more => Some(more.iter().map(|term| format!("({term})")).collect::<Vec<_>>().join(" AND ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        parse(text).terms.iter().map(|term| term.typed.clone()).collect()
    }

    #[test]
    fn a_query_is_split_at_spaces_of_every_width() {
        assert_eq!(terms(" 北京　ＶＩＰ\twj\u{0}x "), ["北京", "vip", "wj", "x"]);
        assert!(parse(" \"* ( ) - ＊ \u{7} ").is_empty());
        assert!(parse("").is_empty());
    }

    #[test]
    fn a_number_typed_in_parts_is_one_term() {
        let query = parse("+86 138 0013 8000 王");
        assert_eq!(query.terms.len(), 2);
        assert_eq!(query.terms[0].phones, ["8613800138000", "13800138000"]);
        assert_eq!(query.terms[0].single_words().count(), 3);
        assert_eq!(parse("138-0013-8000").terms[0].phones, ["13800138000"]);
        assert!(parse("wj 138").terms.iter().all(|term| term.phones.is_empty()));
    }

    #[test]
    fn very_long_input_is_cut() {
        assert_eq!(parse(&"王".repeat(10_000)).terms[0].text.cells.len(), TERM_LIMIT);
        assert_eq!(parse(&"王 ".repeat(1_000)).terms.len(), 8);
    }
}
