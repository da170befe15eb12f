//! The words of a line that name a customer.

use super::people::{self, Fit};
use super::text::{Text, is_han, is_latin, parts_clauses};
use super::times::Time;
use super::words::{DEEDS, FOLLOW, KINDS, NAME_ENDS, STOPWORDS, SURNAMES, TITLES};
use crate::book::Reader;
use crate::error::Result;

/// The words that name somebody, and who fits.
#[derive(Debug, Clone)]
pub(super) struct Whom {
    pub from: usize,
    pub to: usize,
    /// Who fits; empty for a name that nobody has.
    pub fits: Vec<Fit>,
    /// The name goes on behind what fits, so that another one may be meant.
    pub is_unsure: bool,
}

impl Whom {
    /// The same where the line says that they are new: only who is called exactly so may be meant.
    pub(super) fn of_somebody_new(mut self) -> Self {
        self.fits.retain(|fit| fit.is_whole);
        self.is_unsure &= !self.fits.is_empty();
        self
    }
}

/// A name has so many characters at most.
const LONGEST: usize = 24;
/// And so many words.
const MOST_WORDS: usize = 6;

/// Reads names in a line.
pub(super) struct Names<'a> {
    pub reader: &'a Reader<'a>,
    pub text: &'a Text,
    pub times: &'a [Time],
}

impl Names<'_> {
    /// The customer whose whole name stands at a place, whatever else the words could mean.
    pub(super) fn whole_at(&self, place: usize) -> Result<Option<Whom>> {
        let end = (place + LONGEST).min(self.run_end(place, false));
        for to in ((place + 2)..=end).rev() {
            let inside = self.text.at(to).is_some_and(is_latin) && self.text.before(to).is_some_and(is_latin);
            if inside || self.text.before(to).is_some_and(char::is_whitespace) {
                continue;
            }
            let fits = people::exactly(self.reader, &self.text.slice(place, to))?;
            if !fits.is_empty() && self.may_end(to) && !self.is_name_word(to) {
                // Tom Baker's
                let owns =
                    self.text.at(to).is_some_and(|ch| ch == '\'' || ch == '’') && self.text.eat(to + 1, "s").is_some();
                let to = if owns { to + 2 } else { to };
                return Ok(Some(Whom { from: place, to, fits, is_unsure: false }));
            }
        }
        Ok(None)
    }

    /// The customer who is named at a place. `is_expected` says that a name must stand there, so that one that nobody has
    /// is a name, too.
    pub(super) fn at(&self, place: usize, is_expected: bool) -> Result<Option<Whom>> {
        let end = self.run_end(place, true);
        if end == place {
            return Ok(None);
        }
        let has_han = (place..end).any(|at| self.text.at(at).is_some_and(is_han));
        let found = if has_han { self.characters(place, end, is_expected)? } else { None };
        match found {
            Some(found) => Ok(Some(found)),
            None if self.text.at(place).is_some_and(is_latin) => self.words(place, is_expected),
            None => Ok(None),
        }
    }

    /// Where the characters that may belong to a name end: at a sign, a time, a tag, and at a space if told so.
    fn run_end(&self, place: usize, stops_at_spaces: bool) -> usize {
        let mut at = place;
        while let Some(ch) = self.text.at(at) {
            let ends = parts_clauses(ch) || "#:()[]\"“”…".contains(ch) || stops_at_spaces && ch.is_whitespace();
            let is_time = at > place && self.times.iter().any(|time| time.from == at);
            if ends || is_time || at - place >= LONGEST {
                break;
            }
            at += 1;
        }
        at
    }

    /// Chinese, without spaces: the longest start that somebody fits.
    fn characters(&self, place: usize, end: usize, is_expected: bool) -> Result<Option<Whom>> {
        for to in ((place + 2)..=end).rev() {
            let inside = self.text.at(to).is_some_and(is_latin) && self.text.before(to).is_some_and(is_latin);
            if inside {
                continue;
            }
            // What is surely no name any more: it has a word in it that ends names.
            let fits = people::named(self.reader, &self.text.slice(place, to))?;
            if !fits.is_empty() {
                // Nobody has four characters who has three: 吴老三 is whole, 张伟 may be 张伟民.
                let is_long = to - place >= 3 && fits.iter().all(|fit| fit.is_whole);
                let goes_on = self.text.eat_any(to, NAME_ENDS).is_some();
                return Ok(Some(Whom { from: place, to, fits, is_unsure: !(self.may_end(to) || is_long && !goes_on) }));
            }
        }
        if let Some(found) = self.titled(place)? {
            return Ok(Some(found));
        }
        // One character is a name only where it stands alone.
        if end == place + 1 && is_expected {
            let fits = people::named(self.reader, &self.text.slice(place, end))?;
            if !fits.is_empty() {
                return Ok(Some(Whom { from: place, to: end, fits, is_unsure: false }));
            }
        }
        Ok(self.unknown(place, end, is_expected))
    }

    /// 王总, 李老板: everybody whose name begins so.
    fn titled(&self, place: usize) -> Result<Option<Whom>> {
        // 老王, 小李: nobody goes by that alone, so that everybody of the surname is asked about.
        if matches!(self.text.at(place), Some('老' | '小'))
            && self.text.at(place + 1).is_some_and(|ch| SURNAMES.contains(ch))
            && (self.may_end(place + 2) || self.text.at(place + 2) == Some('('))
        {
            let fits = people::begins(self.reader, &self.text.slice(place + 1, place + 2))?;
            return Ok(Some(Whom { from: place, to: place + 2, is_unsure: !fits.is_empty(), fits }));
        }
        let Some((_, to)) = self.text.eat_any(place + 1, TITLES) else { return Ok(None) };
        if !self.text.at(place).is_some_and(|ch| SURNAMES.contains(ch)) {
            return Ok(None);
        }
        let fits = people::begins(self.reader, &self.text.slice(place, place + 1))?;
        // 王总 of 王记五金店: a title is no name, so one who fits may still be another.
        let is_unsure = !fits.is_empty();
        Ok(Some(Whom { from: place, to, fits, is_unsure }))
    }

    /// A name that nobody in the book has.
    fn unknown(&self, place: usize, end: usize, is_expected: bool) -> Option<Whom> {
        let whole = end;
        let end = (place + 1..end)
            .find(|at| KINDS.iter().any(|(word, ..)| word.chars().count() > 1 && self.text.eat(*at, word).is_some()))
            .unwrap_or(end);
        const VERBS: &str = "谈聊说讲问要想订买拿退换欠付催不没了在打来送约反答同嫌觉看试吃喝签收交装修";
        // A number of pieces, or somebody to whom it goes, is no part of a name: 水泵20台给王记五金.
        let is_told = |at: usize| self.text.at(at).is_some_and(|ch| ch.is_ascii_digit() || "给和跟与向找".contains(ch));
        if (place + 1..end).any(is_told) {
            return None;
        }
        let starts_with_surname = self.text.at(place).is_some_and(|ch| SURNAMES.contains(ch));
        let is_short = end - place <= 4 && starts_with_surname;
        let mut to = place;
        while to < end
            && (is_short && is_expected || to - place < 2 || !self.text.at(to).is_some_and(|ch| VERBS.contains(ch)))
        {
            to += 1;
        }
        let names_company = (place..to).any(|at| self.text.eat_any(at, NAME_ENDS).is_some());
        let first_is_verb = self.text.at(place).is_some_and(|ch| VERBS.contains(ch));
        let stands_alone = to == end || starts_with_surname;
        let before_kind = starts_with_surname && end < whole && end - place <= 3;
        let is_name = if is_expected {
            stands_alone || names_company
        } else {
            before_kind || to == whole && whole < self.text.len() && (is_short || names_company)
        };
        (to - place >= 2 && to - place <= 20 && is_name && !first_is_verb).then(|| Whom {
            from: place,
            to,
            fits: Vec::new(),
            is_unsure: false,
        })
    }

    /// English, parted by spaces: the longest start that somebody fits.
    fn words(&self, place: usize, is_expected: bool) -> Result<Option<Whom>> {
        let mut ends = Vec::new();
        let mut at = place;
        while ends.len() < MOST_WORDS && self.text.at(at).is_some_and(is_latin) {
            if at > place && self.times.iter().any(|time| time.from == at) {
                break;
            }
            let end = self.text.word_end(at);
            let dotted = self.text.at(end) == Some('.') && end - at <= 3 && self.text.at(end + 1) == Some(' ');
            ends.push(end);
            at = self.text.skip_spaces(if dotted { end + 1 } else { end });
        }
        let first = self.text.folded(place, ends.first().copied().unwrap_or(place));
        let is_number = first.chars().all(|ch| ch.is_ascii_digit());
        if STOPWORDS.contains(&first.as_str()) || first.is_empty() || is_number && !(4..=11).contains(&first.len()) {
            return Ok(None);
        }
        if is_number && super::numeric::is_counted(self.text, ends.first().copied().unwrap_or(place)) {
            return Ok(None);
        }
        for to in ends.iter().rev() {
            let typed = self.text.slice(place, *to);
            let owner = typed.strip_suffix("'s").or_else(|| typed.strip_suffix("’s")).unwrap_or(&typed);
            if owner.chars().count() < 2 {
                continue;
            }
            let mut fits = people::named(self.reader, owner)?;
            // bobs garage: an apostrophe is seldom typed.
            if fits.is_empty() && !owner.contains(['\'', '’']) {
                let with = owner.split(' ').map(|word| match word.strip_suffix('s') {
                    Some(stem) if stem.len() > 1 => format!("{stem}'s"),
                    _ => word.to_owned(),
                });
                let with = with.collect::<Vec<_>>().join(" ");
                if with != owner {
                    fits = people::named(self.reader, &with)?;
                }
            }
            let is_short = owner.chars().count() < 3 && !fits.iter().any(|fit| fit.is_whole);
            if !fits.is_empty() && !is_short {
                // A name with its capitals is whole where a small word follows: Maria Garcia photos sent.
                let capital = |at: usize| self.text.typed.get(at).is_some_and(|ch| ch.is_uppercase());
                let is_written =
                    fits.iter().all(|fit| fit.is_whole) && capital(place) && !capital(self.text.skip_spaces(*to));
                let sure = self.may_end(*to) && (*to == self.text.len() || is_written || !self.is_name_word(*to));
                return Ok(Some(Whom { from: place, to: *to, fits, is_unsure: !sure }));
            }
        }
        if !is_expected || is_number {
            return Ok(None);
        }
        // A new name: words with a capital, or one word, up to a word that is none.
        let mut to = place;
        for end in ends {
            let dotted = to > place && self.text.at(to) == Some('.');
            let start = self.text.skip_spaces(if dotted { to + 1 } else { to });
            let word = self.text.folded(start, end);
            let capital = self.text.typed.get(start).is_some_and(|ch| ch.is_uppercase());
            if STOPWORDS.contains(&word.as_str()) || to > place && !capital {
                break;
            }
            to = end;
        }
        Ok((to > place).then(|| Whom { from: place, to, fits: Vec::new(), is_unsure: false }))
    }

    /// Whether the word behind a place may belong to a name: one with a capital, or one that nobody has on a list.
    fn is_name_word(&self, place: usize) -> bool {
        let start = self.text.skip_spaces(place);
        if start == place || self.times.iter().any(|time| time.from == start) {
            return false;
        }
        if !self.text.at(start).is_some_and(|ch| is_latin(ch) && !ch.is_ascii_digit()) {
            return false;
        }
        let word = self.text.folded(start, self.text.word_end(start));
        let verb = word.ends_with("ed") || word.ends_with("ing");
        !(STOPWORDS.contains(&word.as_str()) || verb)
    }

    /// Whether a name may end at a place.
    fn may_end(&self, place: usize) -> bool {
        let Some(next) = self.text.at(place) else { return true };
        if self.times.iter().any(|time| time.from == place) || !(is_han(next) || is_latin(next)) {
            return true;
        }
        // 社长 behind 合作社 is a title, though 社 by itself would go on with a name.
        let end_of = |words: &[&str]| self.text.eat_any(place, words).map_or(0, |(_, end)| end);
        if end_of(NAME_ENDS) > 0 && end_of(NAME_ENDS) >= end_of(TITLES) {
            return false;
        }
        if is_latin(next) {
            return !self.text.before(place).is_some_and(is_latin);
        }
        // 见面, 通电话 go on with the line, and so does what a whole company's name is followed by, but for 东店, 二部.
        let is_kind = KINDS.iter().any(|(word, ..)| self.text.eat(place, word).is_some());
        let is_deed = self.text.eat_any(place, DEEDS).is_some();
        if is_kind || is_deed {
            return true;
        }
        let ends_name = NAME_ENDS.iter().any(|word| {
            let length = word.chars().count();
            place >= length && self.text.eat(place - length, word) == Some(place)
        });
        let branch = (place..place + 3).any(|at| self.text.at(at).is_some_and(|ch| "店行厂部社".contains(ch)));
        if ends_name && !branch {
            return true;
        }
        // 王强 of 王强生; but a title or a role behind a name is fine.
        FOLLOW.contains(next) || self.text.eat_any(place, TITLES).is_some()
    }
}
