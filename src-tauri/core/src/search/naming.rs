//! Whom some words name: matches by name, contact, pinyin and phone end only, told apart by how sure they are.

use std::collections::HashSet;

use super::text::{self, CustomerText, MarkedField, Place};
use super::{Loaded, load, matching_rows, name_of};
use crate::book::Reader;
use crate::error::Result;

/// By what words name a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedBy {
    /// The whole name.
    WholeName,
    /// The whole name of a contact.
    WholeContact,
    /// Whole words or characters of a name or a contact's name.
    Part,
    /// Whole syllables of pinyin, or three initials and more.
    Pinyin,
    /// The last digits of a phone.
    PhoneEnd,
}

/// A customer that words name.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub id: i64,
    pub name: String,
    pub by: NamedBy,
    /// The match stands at the start of the name.
    pub begins: bool,
}

/// So many candidates are looked at.
const CANDIDATES: usize = 200;

/// Everybody whom these words name, newest first. Uses: customer_fts by rowid.
///
/// # Errors
/// Those of the database.
pub(crate) fn named_by(reader: &Reader<'_>, words: &str) -> Result<Vec<Named>> {
    let query = text::parse(words);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for expression in [query.customer_match_first(), query.customer_match()].into_iter().flatten() {
        for id in matching_rows(reader, &expression, CANDIDATES)? {
            if !seen.insert(id) {
                continue;
            }
            let Some(name) = name_of(reader, id)? else { continue };
            let alone = query.match_customer(&CustomerText { name: &name, ..CustomerText::default() });
            let hit = match alone {
                Some(matched) => judge(words, &Loaded { name: name.clone(), ..Loaded::default() }, &matched),
                None => None,
            };
            let hit = match hit {
                Some(hit) => Some(hit),
                None => match load(reader, id)? {
                    Some(loaded) => {
                        // Contacts and phones by themselves: a match of the name that was not whole hides them.
                        let text = CustomerText { name: "", note: "", tags: &[], points: &[], ..loaded.text() };
                        query.match_customer(&text).and_then(|matched| judge(words, &loaded, &matched))
                    }
                    None => None,
                },
            };
            if let Some((by, begins)) = hit {
                found.push(Named { id, name, by, begins });
            }
        }
    }
    Ok(found)
}

/// How surely a match names; none if it only begins a word or a syllable.
fn judge(words: &str, loaded: &Loaded, matched: &text::Match) -> Option<(NamedBy, bool)> {
    let mark = one_of(&matched.marks)?;
    let whole = match mark.field {
        MarkedField::Name => &loaded.name,
        MarkedField::Contact => loaded.contacts.get(mark.index)?,
        MarkedField::Phone => {
            return (matched.best == Place::PhoneEnd).then_some((NamedBy::PhoneEnd, false));
        }
        _ => return None,
    };
    let units: Vec<u16> = whole.encode_utf16().collect();
    let part = String::from_utf16_lossy(units.get(mark.start..mark.start + mark.len)?);
    let begins = mark.start == 0;
    let squeeze = |text: &str| text::fold(text).chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
    if squeeze(&part) == squeeze(words) {
        if squeeze(whole) == squeeze(words) {
            let by = if mark.field == MarkedField::Name { NamedBy::WholeName } else { NamedBy::WholeContact };
            return Some((by, begins));
        }
        return ends_at_words(&units, mark.start, mark.start + mark.len).then_some((NamedBy::Part, begins));
    }
    text::is_read_as(&part, words).then_some((NamedBy::Pinyin, begins))
}

/// The marks of several words as one, if they stand in one text, in order, close to each other.
fn one_of(marks: &[text::Mark]) -> Option<text::Mark> {
    let (first, rest) = marks.split_first()?;
    rest.iter().try_fold(*first, |whole, mark| {
        let is_next =
            (mark.field, mark.index) == (whole.field, whole.index) && mark.start <= whole.start + whole.len + 3;
        is_next.then(|| text::Mark { len: mark.start + mark.len - whole.start, ..whole })
    })
}

/// Whether a part of a name stands between the ends of words.
fn ends_at_words(units: &[u16], start: usize, end: usize) -> bool {
    let inner = |place: Option<usize>| {
        place
            .and_then(|place| units.get(place))
            .and_then(|unit| char::from_u32(u32::from(*unit)))
            .is_some_and(|ch| ch.is_alphanumeric() && (u32::from(ch) < 0x250))
    };
    let cuts = |place: usize| inner(place.checked_sub(1)) && inner(Some(place));
    !(cuts(start) || cuts(end))
}
