//! Whether a candidate truly matches, how well, and what to mark.

use std::cell::OnceCell;

use super::hits::{find_literal, find_name};
use super::phones::{self, PhoneDigit};
use super::queries::{Query, Term};
use super::units::Text;
use super::{CustomerText, NAME_LIMIT, TEXT_LIMIT};

/// Where and how a term matches a customer; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The whole name.
    WholeName,
    /// The start of the name.
    NameStart,
    /// A later place in the name.
    Name,
    /// The whole name in pinyin or initials.
    WholePinyin,
    /// The start of the name in pinyin or initials.
    PinyinStart,
    /// A later place in the name in pinyin or initials.
    Pinyin,
    /// The last digits of a phone, or all of it.
    PhoneEnd,
    /// Other digits of a phone.
    Phone,
    /// The name of a contact.
    Contact,
    /// The name of a contact in pinyin or initials.
    ContactPinyin,
    /// An e-mail, a WeChat id or another contact point.
    Point,
    /// A tag.
    Tag,
    /// The note.
    Note,
}

/// What a mark stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkedField {
    /// The customer's name.
    Name,
    /// A contact's name.
    Contact,
    /// A phone, as it was given.
    Phone,
    /// Another contact point.
    Point,
    /// A tag's name.
    Tag,
    /// A note.
    Note,
}

/// A matching piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// What it stands in.
    pub field: MarkedField,
    /// In which of the contacts, phones, points or tags; 0 for name and note.
    pub index: usize,
    /// Where it starts, in UTF-16 code units, as JavaScript counts.
    pub start: usize,
    /// Its length in UTF-16 code units.
    pub len: usize,
}

/// A customer that truly matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The lower the better: the sum of the places of all terms, each counted from 0.
    pub rank: u32,
    /// The best place of any term.
    pub best: Place,
    /// What to mark, one place for each term, in order; marks do not overlap.
    pub marks: Vec<Mark>,
}

impl Query {
    /// The match of a customer: all terms match something of it. `None` if one does not, or the query is empty.
    pub fn match_customer(&self, doc: &CustomerText) -> Option<Match> {
        let pages = Pages::new(*doc);
        let mut marks = Vec::with_capacity(self.terms().len());
        let mut rank = 0;
        let mut best = None;
        for term in self.terms() {
            let place = pages.find(term, &mut marks)?;
            rank += place as u32;
            best = Some(best.map_or(place, |best: Place| best.min(place)));
        }
        Some(Match { rank, best: best?, marks: in_order(marks) })
    }

    /// The marks in a note in which all terms stand, one for each term. `None` if one does not, or the query is empty.
    pub fn match_note(&self, text: &str) -> Option<Vec<Mark>> {
        if self.is_empty() {
            return None;
        }
        let text = Text::plain(text, TEXT_LIMIT);
        let mut marks = Vec::with_capacity(self.terms().len());
        for term in self.terms() {
            for word in term.single_words() {
                marks.push(find_literal(&text, word, true)?.mark(&text, MarkedField::Note, 0));
            }
        }
        (!marks.is_empty()).then(|| in_order(marks))
    }
}

/// Whether a term matches a tag's name, by its text or in pinyin.
pub fn matches_word(term: &Term, tag: &str) -> bool {
    let tag = Text::spelled(tag, NAME_LIMIT);
    let mut words = term.single_words().peekable();
    words.peek().is_some() && words.all(|word| find_name(&tag, word).is_some())
}

/// Marks sorted, those that touch each other or overlap joined.
fn in_order(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_unstable();
    marks.dedup_by(|next, mark| {
        let touches = (next.field, next.index) == (mark.field, mark.index) && next.start <= mark.start + mark.len;
        if touches {
            mark.len = mark.len.max(next.start + next.len - mark.start);
        }
        touches
    });
    marks
}

/// A customer's texts, cut when they are first needed.
struct Pages<'a> {
    doc: CustomerText<'a>,
    name: Text,
    phones: OnceCell<Vec<Vec<PhoneDigit>>>,
    contacts: OnceCell<Vec<Text>>,
    points: OnceCell<Vec<Text>>,
    tags: OnceCell<Vec<Text>>,
    note: OnceCell<Text>,
}

impl<'a> Pages<'a> {
    fn new(doc: CustomerText<'a>) -> Self {
        Self {
            name: Text::named(doc.name, NAME_LIMIT, doc.reading),
            doc,
            phones: OnceCell::new(),
            contacts: OnceCell::new(),
            points: OnceCell::new(),
            tags: OnceCell::new(),
            note: OnceCell::new(),
        }
    }

    /// The best place of a term; what it marks is added to `marks`.
    fn find(&self, term: &Term, marks: &mut Vec<Mark>) -> Option<Place> {
        let (place, mark) = match self.find_whole(term) {
            Some(found) => found,
            None => return self.find_parts(term, marks),
        };
        marks.push(mark);
        Some(place)
    }

    /// A number typed in parts that stand in different places: as good as the worst of them.
    fn find_parts(&self, term: &Term, marks: &mut Vec<Mark>) -> Option<Place> {
        let mut worst = None;
        for part in term.single_words() {
            let (place, mark) = self.find_whole(part)?;
            marks.push(mark);
            worst = worst.max(Some(place));
        }
        worst
    }

    fn find_whole(&self, term: &Term) -> Option<(Place, Mark)> {
        if !term.parts.is_empty() {
            return self.find_phone(term);
        }
        if let Some((hit, is_spelled)) = find_name(&self.name, term) {
            let whole = if is_spelled { hit.has_all_units(&self.name) } else { hit.has_all_cells(&self.name) };
            let place = match (is_spelled, whole, hit.first == 0) {
                (false, true, _) => Place::WholeName,
                (false, _, true) => Place::NameStart,
                (false, ..) => Place::Name,
                (true, true, _) => Place::WholePinyin,
                (true, _, true) => Place::PinyinStart,
                (true, ..) => Place::Pinyin,
            };
            return Some((place, hit.mark(&self.name, MarkedField::Name, 0)));
        }
        if let Some(found) = self.find_phone(term) {
            return Some(found);
        }
        let contacts = self
            .contacts
            .get_or_init(|| self.doc.contacts.iter().map(|text| Text::spelled(text, NAME_LIMIT)).collect());
        let mut spelled = None;
        for (index, contact) in contacts.iter().enumerate() {
            match find_name(contact, term) {
                Some((hit, false)) => return Some((Place::Contact, hit.mark(contact, MarkedField::Contact, index))),
                Some((hit, true)) if spelled.is_none() => {
                    spelled = Some((Place::ContactPinyin, hit.mark(contact, MarkedField::Contact, index)));
                }
                _ => {}
            }
        }
        spelled.or_else(|| self.find_point(term)).or_else(|| self.find_tag(term)).or_else(|| self.find_note(term))
    }

    fn find_phone(&self, term: &Term) -> Option<(Place, Mark)> {
        if term.phones.is_empty() {
            return None;
        }
        let phones = self.phones.get_or_init(|| self.doc.phones.iter().map(|phone| phones::digits(phone)).collect());
        let mut inside = None;
        for (index, digits) in phones.iter().enumerate() {
            for wanted in &term.phones {
                let Some((from, to)) = phones::find(digits, wanted) else { continue };
                let start = digits.get(from).map_or(0, |digit| digit.start);
                let end = to.checked_sub(1).and_then(|last| digits.get(last)).map_or(start, |digit| digit.end);
                let mark = Mark { field: MarkedField::Phone, index, start, len: end - start };
                if to == digits.len() {
                    return Some((Place::PhoneEnd, mark));
                }
                inside = inside.or(Some((Place::Phone, mark)));
            }
        }
        inside
    }

    fn find_point(&self, term: &Term) -> Option<(Place, Mark)> {
        if term.is_single_letter() {
            return None;
        }
        let points =
            self.points.get_or_init(|| self.doc.points.iter().map(|text| Text::plain(text, TEXT_LIMIT)).collect());
        let point = points.iter().enumerate().find_map(|(index, point)| {
            find_literal(point, term, true).map(|hit| (Place::Point, hit.mark(point, MarkedField::Point, index)))
        });
        point.or_else(|| {
            // A phone that is no number is kept as it was written and found as that.
            let raw = self.doc.phones.iter().enumerate().filter(|(_, phone)| !phones::is_normalised(phone));
            raw.into_iter().find_map(|(index, phone)| {
                let phone = Text::plain(phone, TEXT_LIMIT);
                find_literal(&phone, term, true).map(|hit| (Place::Phone, hit.mark(&phone, MarkedField::Phone, index)))
            })
        })
    }

    fn find_tag(&self, term: &Term) -> Option<(Place, Mark)> {
        let tags = self.tags.get_or_init(|| self.doc.tags.iter().map(|text| Text::spelled(text, NAME_LIMIT)).collect());
        tags.iter().enumerate().find_map(|(index, tag)| {
            find_name(tag, term).map(|(hit, _)| (Place::Tag, hit.mark(tag, MarkedField::Tag, index)))
        })
    }

    fn find_note(&self, term: &Term) -> Option<(Place, Mark)> {
        if term.is_single_letter() || self.doc.note.is_empty() {
            return None;
        }
        let note = self.note.get_or_init(|| Text::plain(self.doc.note, TEXT_LIMIT));
        find_literal(note, term, true).map(|hit| (Place::Note, hit.mark(note, MarkedField::Note, 0)))
    }
}
