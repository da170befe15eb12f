//! Whom a line means: by the whole name, a part of it, a contact, pinyin, or the end of a phone.

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;
use crate::search::{self, NamedBy};

/// A customer that fits, and whether by the whole name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub id: i64,
    pub name: String,
    pub is_whole: bool,
}

/// So many are told of at most.
const MOST: usize = 20;

/// Everybody whom these words may name: those of exactly that name alone if there are such, else all whose name, contact,
/// pinyin or phone end they fit. Uses: customer_by_exact_name, contact_by_customer, customer_fts.
pub(super) fn named(reader: &Reader<'_>, words: &str) -> Result<Vec<Fit>> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut fits = exactly(reader, words)?;
    let found = search::named_by(reader, words)?;
    let whole = |by: NamedBy| by == NamedBy::WholeName || by == NamedBy::WholeContact;
    let any_whole = !fits.is_empty() || found.iter().any(|found| found.by == NamedBy::WholeName);
    for found in found {
        let is_known = fits.iter().any(|fit| fit.id == found.id);
        if !is_known && (!any_whole || whole(found.by)) {
            fits.push(Fit { id: found.id, name: found.name, is_whole: whole(found.by) });
        }
    }
    fits.truncate(MOST);
    Ok(fits)
}

/// Those of exactly this name. Uses: customer_by_exact_name.
pub(super) fn exactly(reader: &Reader<'_>, name: &str) -> Result<Vec<Fit>> {
    reader.all("SELECT id, name FROM customer WHERE name = ?1 AND trashed_at = 0 ORDER BY id LIMIT 20", [name], |row| {
        Ok(Fit { id: row.get(0)?, name: row.get(1)?, is_whole: true })
    })
}

/// The name of one customer. Uses: the primary key.
pub(super) fn name_of(reader: &Reader<'_>, id: i64) -> Result<Option<String>> {
    reader.first("SELECT name FROM customer WHERE id = ?1 AND trashed_at = 0", [id], |row| row.get(0))
}

/// Whether any name begins with these characters, or a phone holds them: cheap to ask before all else.
pub(super) fn begins(reader: &Reader<'_>, surname: &str) -> Result<Vec<Fit>> {
    let found = search::named_by(reader, surname)?;
    let begin = found.into_iter().filter(|found| found.begins);
    Ok(begin.take(MOST).map(|found| Fit { id: found.id, name: found.name, is_whole: false }).collect())
}
