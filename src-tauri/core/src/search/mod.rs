//! Search: one query text over names, pinyin, contacts, phones, other contact points, tags and visit notes.

pub mod index;
mod naming;
#[cfg(test)]
mod tests;
pub mod text;

use std::collections::HashSet;
use std::sync::Arc;

use roaring::RoaringBitmap;
use rusqlite::params;
use serde::{Deserialize, Serialize};

pub(crate) use naming::{NamedBy, named_by};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::customers::{CustomerRow, rows_of};
use crate::error::Result;
use text::{CustomerText, MarkedField, Query};

/// The tables that a text is looked for in: what is kept of a text depends on them.
pub(crate) const READS: &str = "customer, customer_detail, contact, contact_point, customer_tag, tag, visit";
/// Candidates that are verified for one answer.
const CANDIDATES: usize = 200;
/// Newest matching visits that are looked at.
const VISITS: usize = 50;
/// Up to so many candidates a set is verified by names, which takes some 5 µs each.
const VERIFIED: usize = 1_000;
/// Up to so many visits are looked up one by one.
const LOOKED_UP: usize = 1_000;
/// Up to so many of them and of visits are verified by everything else, which takes some 30 µs each.
const VERIFIED_WHOLLY: usize = 150;

/// Searches customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FindCustomers {
    /// What was typed.
    pub text: String,
    /// At most so many; 50 unless told, 200 at the very most.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A found customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundCustomer {
    /// As lists show it.
    #[serde(flatten)]
    pub row: CustomerRow,
    /// What matched, best first.
    pub matches: Vec<FoundText>,
}

/// A text that matched, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundText {
    /// `name`, `contact`, `phone`, `point`, `tag`, `note` or `visit`.
    pub field: String,
    /// The text, cut to what surrounds the match where it is long.
    pub text: String,
    /// Start and length of each mark, in UTF-16 code units.
    pub marks: Vec<(usize, usize)>,
}

/// Everything searchable of one customer.
#[derive(Default)]
struct Loaded {
    name: String,
    reading: String,
    note: String,
    contacts: Vec<String>,
    phones: Vec<String>,
    points: Vec<String>,
    tags: Vec<String>,
}

impl Loaded {
    fn text(&self) -> CustomerText<'_> {
        CustomerText {
            name: &self.name,
            reading: &self.reading,
            contacts: &self.contacts,
            phones: &self.phones,
            points: &self.points,
            tags: &self.tags,
            note: &self.note,
        }
    }
}

/// Loads what is searched of a customer; with tags for matching. Uses: primary keys and `…_by_customer` indexes.
fn load(conn: &rusqlite::Connection, id: i64) -> Result<Option<Loaded>> {
    conn.first(include_str!("load.sql"), [id], |row| {
        let list = |place: usize| -> rusqlite::Result<Vec<String>> {
            Ok(serde_json::from_str(row.get_ref(place)?.as_str()?).unwrap_or_default())
        };
        Ok(Loaded {
            name: row.get(0)?,
            note: row.get(1)?,
            contacts: list(2)?,
            phones: list(3)?,
            points: list(4)?,
            tags: list(5)?,
            reading: row.get(6)?,
        })
    })
}

/// Uses: customer's primary key.
fn name_of(conn: &rusqlite::Connection, id: i64) -> Result<Option<String>> {
    conn.first("SELECT name FROM customer WHERE id = ?1 AND trashed_at = 0", [id], |row| row.get(0))
}

/// The match if the name alone decides it, so that nothing else need be loaded: a name goes before all else. A number
/// typed in parts (its term keeps the space) is looked for in phones first.
fn match_name(query: &Query, name: &str) -> Option<text::Match> {
    if query.terms().iter().any(|term| term.typed().contains(' ')) {
        return None;
    }
    query.match_customer(&CustomerText { name, ..CustomerText::default() })
}

/// What a customer truly matches by, if at all. Most match by name, then by a contact, so those are loaded first.
fn verify(reader: &Reader<'_>, query: &Query, id: i64) -> Result<Option<(Loaded, text::Match)>> {
    let Some(name) = name_of(reader, id)? else { return Ok(None) };
    if let Some(matched) = match_name(query, &name) {
        return Ok(Some((Loaded { name, ..Loaded::default() }, matched)));
    }
    // Digits may be a phone's, which goes before a contact.
    if query.terms().iter().all(|term| !term.typed().contains(|ch: char| ch.is_ascii_digit())) {
        let contacts = reader.all(CONTACTS, [id], |row| row.get(0))?;
        let loaded = Loaded { name, contacts, ..Loaded::default() };
        if !loaded.contacts.is_empty()
            && let Some(matched) = query.match_customer(&loaded.text())
        {
            return Ok(Some((loaded, matched)));
        }
    }
    let Some(loaded) = load(reader, id)? else { return Ok(None) };
    let matched = query.match_customer(&loaded.text());
    Ok(matched.map(|matched| (loaded, matched)))
}

/// Uses: contact_by_customer.
const CONTACTS: &str = "SELECT name FROM contact WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY position, id";

/// Customers that match, best first, then newest; those found only by a visit's note last.
///
/// # Errors
/// `cancelled` if a newer query took over.
pub fn find(reader: &Reader<'_>, req: &FindCustomers) -> Result<Vec<FoundCustomer>> {
    let limit = req.limit.unwrap_or(50).min(200) as usize;
    let query = text::parse(&req.text);
    let mut seen = HashSet::new();
    let mut found: Vec<(u32, i64, Vec<FoundText>)> = Vec::new();
    for id in candidates(reader, &query)? {
        if !seen.insert(id) {
            continue;
        }
        let loaded = verify(reader, &query, id)?;
        if let Some((loaded, matched)) = loaded {
            found.push((matched.rank, id, shown(&loaded, &matched.marks)));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.truncate(limit);
    if found.len() < limit {
        for (id, text) in in_visits(reader, &query)? {
            if found.len() >= limit {
                break;
            }
            match found.iter_mut().find(|(_, found, _)| *found == id) {
                Some((_, _, texts)) if texts.iter().all(|text| text.field != "visit") => texts.push(text),
                Some(_) => {}
                None => found.push((u32::MAX, id, vec![text])),
            }
        }
    }
    let ids: Vec<i64> = found.iter().map(|(_, id, _)| *id).collect();
    let rows = rows_of(reader, &ids)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let place = found.iter().position(|(_, id, _)| *id == row.id)?;
            let matches = std::mem::take(&mut found.get_mut(place)?.2);
            Some(FoundCustomer { row, matches })
        })
        .collect())
}

/// Ids that may match: the likely best first, then the newest.
fn candidates(reader: &Reader<'_>, query: &Query) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for expression in [query.customer_match_first(), query.customer_match()].into_iter().flatten() {
        ids.extend(matching_rows(reader, &expression, CANDIDATES)?);
    }
    ids.extend(tagged(reader, query, CANDIDATES)?);
    Ok(ids)
}

/// Uses: customer_fts by rowid, newest first.
const MATCHING: &str = "SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?2";

fn matching_rows(reader: &Reader<'_>, expression: &str, limit: usize) -> Result<Vec<i64>> {
    reader.all(MATCHING, params![expression, limit], |row| row.get(0))
}

/// Customers with a tag that one of the terms matches; the other terms are looked up in the index.
fn tagged(reader: &Reader<'_>, query: &Query, limit: usize) -> Result<Vec<i64>> {
    let tags: Vec<(i64, String)> =
        reader.all("SELECT id, name FROM tag WHERE trashed_at = 0", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut rest: Vec<String> = Vec::new();
    let mut first: Option<Vec<i64>> = None;
    for term in query.terms() {
        let fits: Vec<i64> =
            tags.iter().filter(|(_, name)| text::matches_word(term, name)).map(|(id, _)| *id).collect();
        if fits.is_empty() {
            // A term that is neither tag nor token matches nobody.
            let Some(expression) = term.customer_match() else { return Ok(Vec::new()) };
            rest.push(format!("({expression})"));
        } else if first.is_none() {
            first = Some(fits);
        }
    }
    let Some(fits) = first else { return Ok(Vec::new()) };
    if rest.is_empty() {
        let mut ids = Vec::new();
        for tag in fits {
            ids.extend(reader.all(TAGGED, params![tag, limit], |row| row.get::<_, i64>(0))?);
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.dedup();
        ids.truncate(limit);
        return Ok(ids);
    }
    let tags = serde_json::to_string(&fits)?;
    reader.all(MATCHING_TAGGED, params![rest.join(" AND "), tags, limit], |row| row.get(0))
}

/// Uses: customer_tag's primary key.
const TAGGED: &str = "SELECT customer_id FROM customer_tag WHERE tag_id = ?1 ORDER BY customer_id DESC LIMIT ?2";

/// Uses: customer_fts by rowid, newest first; customer_tag's primary key.
const MATCHING_TAGGED: &str =
    "SELECT f.rowid FROM customer_fts AS f WHERE customer_fts MATCH ?1 AND EXISTS (SELECT 1 FROM customer_tag AS ct
       WHERE ct.tag_id IN (SELECT value FROM json_each(?2)) AND ct.customer_id = f.rowid)
     ORDER BY f.rowid DESC LIMIT ?3";

/// Customers found by the note of a visit, the newest visit of each. Uses: visit_fts by rowid.
fn in_visits(reader: &Reader<'_>, query: &Query) -> Result<Vec<(i64, FoundText)>> {
    let Some(expression) = query.note_match() else { return Ok(Vec::new()) };
    let rows: Vec<(i64, String)> = reader.all(include_str!("visits.sql"), params![expression, VISITS], |row| {
        let (summary, outcome): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, index::visit_text(&summary, &outcome)))
    })?;
    let mut seen = HashSet::new();
    Ok(rows
        .into_iter()
        .filter_map(|(customer, text)| {
            let marks = query.match_note(&text)?;
            let marks: Vec<(usize, usize)> = marks.iter().map(|mark| (mark.start, mark.len)).collect();
            seen.insert(customer).then(|| (customer, excerpt("visit", &text, marks)))
        })
        .collect())
}

/// Everybody whom a text finds, as a set. What the index names for words of up to two characters is so; for longer ones
/// as many candidates are verified as a moment allows, and beyond that the index's word is taken. Whose the visits are is
/// looked up one by one, or, where very many match, in a list by visit (0 for those in the trash).
///
/// # Errors
/// Those of the database.
pub(crate) fn matching(
    reader: &Reader<'_>,
    typed: &str,
    customers_of_visits: impl FnOnce() -> Result<Arc<Vec<u32>>>,
) -> Result<RoaringBitmap> {
    let query = text::parse(typed);
    let all = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
    let mut ids: Vec<i64> = match query.customer_match() {
        Some(expression) => matching_rows(reader, &expression, all)?,
        None => Vec::new(),
    };
    ids.extend(tagged(reader, &query, all)?);
    if !is_exact(&query) && ids.len() <= VERIFIED {
        ids = verified(reader, &query, ids)?;
    }
    ids.extend(noted(reader, &query, customers_of_visits)?);
    Ok(ids.into_iter().filter_map(|id| u32::try_from(id).ok()).collect())
}

/// Everybody whom a text finds in the notes of visits.
///
/// # Errors
/// Those of the database.
pub(crate) fn matching_notes(
    reader: &Reader<'_>,
    typed: &str,
    customers_of_visits: impl FnOnce() -> Result<Arc<Vec<u32>>>,
) -> Result<RoaringBitmap> {
    let ids = noted(reader, &text::parse(typed), customers_of_visits)?;
    Ok(ids.into_iter().filter_map(|id| u32::try_from(id).ok()).collect())
}

/// Whose visits' notes match.
fn noted(
    reader: &Reader<'_>,
    query: &Query,
    customers_of_visits: impl FnOnce() -> Result<Arc<Vec<u32>>>,
) -> Result<Vec<i64>> {
    let Some(expression) = query.note_match() else { return Ok(Vec::new()) };
    let visits: Vec<u32> = reader.all(MATCHING_VISITS, [expression], |row| row.get(0))?;
    if visits.len() > LOOKED_UP {
        let customers = customers_of_visits()?;
        return Ok(visits.iter().filter_map(|visit| customers.get(*visit as usize)).copied().map(i64::from).collect());
    }
    let verify = !is_exact(query) && visits.len() <= VERIFIED_WHOLLY;
    let mut ids = Vec::new();
    for visit in visits {
        let customer = customer_of(reader, visit)?;
        if customer.is_some() && (!verify || visit_matches(reader, query, i64::from(visit))?) {
            ids.extend(customer);
        }
    }
    Ok(ids)
}

/// Whether what the index names for a query is what it finds.
fn is_exact(query: &Query) -> bool {
    query.terms().iter().all(|term| term.typed().chars().count() <= 2)
}

/// Uses: visit_fts by rowid.
const MATCHING_VISITS: &str = "SELECT rowid FROM visit_fts WHERE visit_fts MATCH ?1";

/// Whose a visit is; none for one in the trash. Uses: visit_customer (covering).
pub(crate) fn customer_of(reader: &Reader<'_>, visit: u32) -> Result<Option<i64>> {
    let sql = "SELECT customer_id FROM visit INDEXED BY visit_customer WHERE id = ?1 AND trashed_at = 0";
    reader.first(sql, [visit], |row| row.get(0))
}

/// Those that truly match, by name or, if they are not too many, by anything else.
fn verified(reader: &Reader<'_>, query: &Query, ids: Vec<i64>) -> Result<Vec<i64>> {
    let mut verified = Vec::with_capacity(ids.len());
    let mut rest = Vec::new();
    for id in ids {
        match name_of(reader, id)? {
            Some(name) if match_name(query, &name).is_some() => verified.push(id),
            Some(_) => rest.push(id),
            None => {}
        }
    }
    if rest.len() > VERIFIED_WHOLLY {
        verified.extend(rest);
        return Ok(verified);
    }
    for id in rest {
        if load(reader, id)?.is_some_and(|loaded| query.match_customer(&loaded.text()).is_some()) {
            verified.push(id);
        }
    }
    Ok(verified)
}

fn visit_matches(reader: &Reader<'_>, query: &Query, visit: i64) -> Result<bool> {
    let text: Option<String> = reader.first("SELECT summary, outcome FROM visit WHERE id = ?1", [visit], |row| {
        Ok(index::visit_text(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?))
    })?;
    Ok(text.is_some_and(|text| query.match_note(&text).is_some()))
}

/// Start and length of each mark, in UTF-16 code units.
type Marks = Vec<(usize, usize)>;

/// The texts that were marked, each with its marks.
fn shown(loaded: &Loaded, marks: &[text::Mark]) -> Vec<FoundText> {
    let mut texts: Vec<(MarkedField, usize, Marks)> = Vec::new();
    for mark in marks {
        match texts.iter_mut().find(|(field, index, _)| *field == mark.field && *index == mark.index) {
            Some((_, _, places)) => places.push((mark.start, mark.len)),
            None => texts.push((mark.field, mark.index, vec![(mark.start, mark.len)])),
        }
    }
    texts
        .into_iter()
        .map(|(field, index, places)| {
            let of = |list: &[String]| list.get(index).cloned().unwrap_or_default();
            match field {
                MarkedField::Name => excerpt("name", &loaded.name, places),
                MarkedField::Contact => excerpt("contact", &of(&loaded.contacts), places),
                MarkedField::Phone => excerpt("phone", &of(&loaded.phones), places),
                MarkedField::Point => excerpt("point", &of(&loaded.points), places),
                MarkedField::Tag => excerpt("tag", &of(&loaded.tags), places),
                MarkedField::Note => excerpt("note", &loaded.note, places),
            }
        })
        .collect()
}

/// Long texts are cut to some 80 UTF-16 units round the first mark, with an ellipsis where something is left off.
fn excerpt(field: &str, text: &str, marks: Vec<(usize, usize)>) -> FoundText {
    const BEFORE: usize = 16;
    const LENGTH: usize = 80;
    let units: Vec<u16> = text.encode_utf16().collect();
    let whole = FoundText { field: field.to_owned(), text: text.to_owned(), marks: marks.clone() };
    if matches!(field, "name" | "phone" | "tag") || units.len() <= LENGTH {
        return whole;
    }
    let first = marks.first().map_or(0, |mark| mark.0);
    let is_low = |place: usize| units.get(place).is_some_and(|unit| (0xdc00..0xe000).contains(unit));
    let mut start = first.saturating_sub(BEFORE);
    start += usize::from(is_low(start));
    let mut end = (start + LENGTH).min(units.len());
    end -= usize::from(is_low(end));
    let head = if start > 0 { "…" } else { "" };
    let tail = if end < units.len() { "…" } else { "" };
    let cut = units.get(start..end).map(String::from_utf16_lossy).unwrap_or_default();
    let shift = head.encode_utf16().count();
    FoundText {
        field: field.to_owned(),
        text: format!("{head}{}{tail}", cut.replace('\n', " ")),
        marks: marks
            .into_iter()
            .filter(|(from, length)| *from >= start && from + length <= end)
            .map(|(from, length)| (from - start + shift, length))
            .collect(),
    }
}
