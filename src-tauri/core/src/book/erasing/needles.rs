//! What tells that somebody is still there: their names, how those are read, phones, addresses of all kinds.

use aho_corasick::{AhoCorasick, MatchKind};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::owned::merged_into;
use super::traces::terms;
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::search::text;

/// Characters around a mention that are shown.
const AROUND: usize = 24;
/// So many mentions are named.
const NAMED: usize = 200;

/// Texts to look for.
#[derive(Debug, Clone)]
pub struct Needles {
    texts: Vec<String>,
    finder: AhoCorasick,
}

impl Needles {
    /// These texts; those too short to tell anybody are left out.
    ///
    /// # Errors
    /// `too_long` for more than can be looked for at once.
    pub fn new(texts: impl IntoIterator<Item = String>) -> Result<Self> {
        let mut kept: Vec<String> = Vec::new();
        for text in texts {
            let text = text.trim().to_owned();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let letters = text.chars().count();
            let tells = if text.is_ascii() && digits == letters { digits >= 5 } else { letters >= 2 };
            let is_short_latin = text.is_ascii() && letters < 3;
            if tells && !is_short_latin && !kept.contains(&text) {
                kept.push(text);
            }
        }
        Self::of(kept)
    }

    /// Exactly these texts, however short; of two characters at least.
    ///
    /// # Errors
    /// `invalid` for a shorter one, which stands everywhere.
    pub(super) fn exactly(texts: &[String]) -> Result<Self> {
        if texts.iter().any(|text| text.chars().count() < 2) {
            return Err(Error::invalid("trace", "too_short"));
        }
        Self::of(texts.to_vec())
    }

    pub(super) fn of(mut kept: Vec<String>) -> Result<Self> {
        // In JSON, as the journal has it, a quotation mark stands otherwise.
        for text in kept.clone() {
            let escaped = serde_json::to_string(&text)?.trim_matches('"').to_owned();
            if escaped != text && !text.starts_with('"') && !text.ends_with('"') && !kept.contains(&escaped) {
                kept.push(escaped);
            }
        }
        let patterns = kept.iter().flat_map(|text| encoded(text));
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(patterns)
            .map_err(|_| Error::too_long("trace", 1_000))?;
        Ok(Self { texts: kept, finder })
    }

    /// What tells of this customer and of those merged into them, as the book has it now and as its journal remembers it.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn of_customer(conn: &Connection, customer: i64) -> Result<Self> {
        let mut texts: Vec<String> = Vec::new();
        let ids = serde_json::to_string(&[vec![customer], merged_into(conn, customer)?].concat())?;
        let mut names: Vec<String> = conn.all(
            "WITH one (id) AS (SELECT value FROM json_each(?1))
             SELECT name FROM customer WHERE id IN one UNION SELECT name FROM contact WHERE customer_id IN one
             UNION SELECT merged_name FROM merge WHERE customer_id IN one OR merged_id IN one",
            [&ids],
            |row| row.get(0),
        )?;
        let mut points: Vec<String> = conn.all(
            "WITH one (id) AS (SELECT value FROM json_each(?1))
             SELECT value FROM contact_point WHERE customer_id IN one UNION SELECT raw FROM contact_point WHERE customer_id IN one",
            [&ids],
            |row| row.get(0),
        )?;
        // How the name is read, where the user says so.
        let read: Vec<String> = conn.all(
            "SELECT reading FROM customer_detail WHERE customer_id IN (SELECT value FROM json_each(?1))",
            [&ids],
            |row| row.get(0),
        )?;
        texts.extend(read.iter().flat_map(|reading| long_readings(reading)));
        let remembered: Vec<(String, String)> = conn.all(
            "WITH one (id) AS (SELECT value FROM json_each(?1))
             SELECT tbl, old FROM change_row
             WHERE change_id IN (SELECT change_id FROM lineage WHERE customer_id IN one) AND old IS NOT NULL AND (
                 (tbl = 'customer' AND key IN one)
                 OR (tbl IN ('contact', 'contact_point') AND (json_extract(old, '$.customer_id') IN one
                     OR (tbl = 'contact' AND key IN (SELECT id FROM contact WHERE customer_id IN one))
                     OR (tbl = 'contact_point' AND key IN (SELECT id FROM contact_point WHERE customer_id IN one)))))",
            [&ids],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (table, old) in remembered {
            let old: Map<String, Value> = serde_json::from_str(&old).unwrap_or_default();
            let told = |key: &str| old.get(key).and_then(Value::as_str).map(str::to_owned);
            match table.as_str() {
                "contact_point" => points.extend(["value", "raw"].into_iter().filter_map(told)),
                _ => names.extend(told("name")),
            }
        }
        let readings: Vec<String> =
            names.iter().filter(|name| !name.is_ascii()).flat_map(|name| readings(name)).collect();
        for point in points {
            texts.extend(national(&point));
            texts.push(point);
        }
        texts.extend(names);
        texts.extend(readings);
        Self::new(texts)
    }

    /// The texts.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.finder.is_match(text)
    }

    /// The text with this in the place of each of them.
    #[must_use]
    pub(super) fn hidden_in(&self, text: &str, instead: &str) -> String {
        let mut hidden = String::with_capacity(text.len());
        let mut at = 0;
        for hit in self.finder.find_iter(text) {
            let before = text.get(at..hit.start());
            if let Some(before) =
                before.filter(|_| hit.pattern().as_usize() % 3 == 0 && text.is_char_boundary(hit.end()))
            {
                hidden.push_str(before);
                hidden.push_str(instead);
                at = hit.end();
            }
        }
        hidden.push_str(text.get(at..).unwrap_or_default());
        hidden
    }

    /// All that stand in these bytes: the text, `utf-8` or `utf-16`, and where it begins.
    #[must_use]
    pub fn all_in(&self, bytes: &[u8]) -> Vec<(&str, &'static str, usize)> {
        let mut found: Vec<(&str, &'static str, usize)> = Vec::new();
        for hit in self.finder.find_overlapping_iter(bytes) {
            let pattern = hit.pattern().as_usize();
            let encoding = if pattern % 3 == 0 { "utf-8" } else { "utf-16" };
            if let Some(text) = self.texts.get(pattern / 3) {
                found.push((text, encoding, hit.start()));
            }
        }
        found
    }
}

/// A text as its bytes may stand: UTF-8, UTF-16 little and big endian.
fn encoded(text: &str) -> [Vec<u8>; 3] {
    let units: Vec<u16> = text.encode_utf16().collect();
    [
        text.as_bytes().to_vec(),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ]
}

/// How a name is read: by syllables with tones, as it is sorted by, and in one word.
fn readings(name: &str) -> Vec<String> {
    let key = text::sort_key(name);
    long_readings(key.split('\t').next().unwrap_or_default())
}

fn long_readings(key: &str) -> Vec<String> {
    let word: String = key.chars().filter(char::is_ascii_lowercase).collect();
    // A reading of two or three letters stands in every other word.
    [key.to_owned(), word].into_iter().filter(|reading| reading.chars().count() >= 5).collect()
}

/// A phone without its country's code.
fn national(point: &str) -> Option<String> {
    let digits: String = point.chars().filter(char::is_ascii_digit).collect();
    if !point.starts_with('+') || digits.len() < 8 {
        return (digits.len() >= 7 && digits.len() < point.len()).then_some(digits);
    }
    let national = phonenumber::parse(None, point).ok()?;
    Some(national.code().value().to_string()).and_then(|code| digits.strip_prefix(&code).map(str::to_owned))
}

/// Which of the needles stand in a record of the book, or in a term of its indexes, which are made of records.
///
/// # Errors
/// Those of the database.
pub(super) fn explained(conn: &Connection, needles: &Needles) -> Result<Vec<bool>> {
    let mut explained = vec![false; needles.texts().len()];
    let mut note = |bytes: &[u8]| {
        for hit in needles.finder.find_overlapping_iter(bytes) {
            if let Some(is_explained) = explained.get_mut(hit.pattern().as_usize() / 3) {
                *is_explained = true;
            }
        }
    };
    for table in journaled_tables(conn)? {
        let columns: Vec<String> =
            conn.all("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'", [&table.name], |row| row.get(0))?;
        let texts: Vec<String> =
            columns.iter().filter(|name| *name != "uid").map(|column| format!("\"{column}\"")).collect();
        if texts.is_empty() {
            continue;
        }
        let mut statement = conn.prepare(&format!("SELECT {} FROM {}", texts.join(", "), table.name))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for place in 0..texts.len() {
                note(row.get_ref(place)?.as_str().unwrap_or_default().as_bytes());
            }
        }
    }
    // What others' photos and papers hold by chance, or say of somebody, is theirs.
    let mut statement = conn.prepare("SELECT thumb, bytes FROM file_content")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for place in 0..2 {
            note(row.get_ref(place)?.as_blob().unwrap_or_default());
        }
    }
    for term in terms(conn)? {
        note(term.as_bytes());
    }
    Ok(explained)
}

/// A text of another record in which somebody is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Mention {
    /// The table.
    pub record: String,
    /// The row, or its key as JSON.
    pub key: String,
    /// The customer whose row it is, if it is one's.
    pub customer_id: Option<i64>,
    /// That customer's name.
    pub customer: Option<String>,
    /// What was found.
    pub found: String,
    /// The words around it.
    pub text: String,
}

/// Texts of other records in which one of the needles stands; those of the customer itself are left out.
///
/// # Errors
/// Those of the database.
pub(super) fn mentions(conn: &Connection, needles: &Needles, but: Option<i64>) -> Result<Vec<Mention>> {
    let mut all = Vec::new();
    for table in journaled_tables(conn)? {
        let columns: Vec<String> =
            conn.all("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'", [&table.name], |row| row.get(0))?;
        // A uid tells nobody's name, and a day is none.
        let columns: Vec<String> =
            columns.into_iter().filter(|name| name != "uid" && !name.ends_with("_on") && name != "state").collect();
        if columns.is_empty() {
            continue;
        }
        let texts: Vec<String> = columns.iter().map(|column| format!("r.\"{column}\"")).collect();
        let sql = format!(
            "SELECT {}, {}, {} FROM {} AS r",
            table.key_of("r"),
            owner_of(&table),
            texts.join(", "),
            table.name
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let customer: i64 = row.get::<_, Option<i64>>(1)?.unwrap_or(0);
            if customer != 0 && Some(customer) == but {
                continue;
            }
            for place in 0..texts.len() {
                let text = row.get_ref(place + 2)?.as_str().unwrap_or_default();
                let Some((found, _, at)) = needles.all_in(text.as_bytes()).into_iter().next() else { continue };
                all.push(Mention {
                    record: table.name.clone(),
                    key: key_text(row.get_ref(0)?),
                    customer_id: (customer != 0).then_some(customer),
                    customer: None,
                    found: found.to_owned(),
                    text: around(text, at, found.len()),
                });
            }
            if all.len() >= NAMED {
                break;
            }
        }
    }
    for mention in &mut all {
        if let Some(id) = mention.customer_id {
            mention.customer = conn.first("SELECT name FROM customer WHERE id = ?1", [id], |row| row.get(0))?;
        }
    }
    Ok(all)
}

/// SQL for the customer whose row it is, `0` for nobody's. What a merge wrote is of who holds it all.
fn owner_of(table: &Table) -> String {
    match table.name.as_str() {
        "merge_row" => "(SELECT customer_id FROM merge WHERE id = r.merge_id)".to_owned(),
        _ => table.customer_of("r"),
    }
}

fn key_text(key: rusqlite::types::ValueRef<'_>) -> String {
    match key {
        rusqlite::types::ValueRef::Integer(id) => id.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

fn around(text: &str, at: usize, length: usize) -> String {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let (found, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(AROUND).collect();
    format!("{before}{found}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_each_way_that_it_may_stand() -> Result<()> {
        let needles = Needles::new(["陈静雯".to_owned(), "13800001234".to_owned(), "Ada".to_owned(), "9".to_owned()])?;
        assert_eq!(needles.texts().len(), 3, "one digit tells nobody");
        let [utf8, little, big] = encoded("陈静雯");
        for (bytes, encoding) in [(utf8, "utf-8"), (little, "utf-16"), (big, "utf-16")] {
            let bytes = [b"\x01\x02".as_slice(), &bytes, b"\xff"].concat();
            assert_eq!(needles.all_in(&bytes), [("陈静雯", encoding, 2)]);
        }
        assert!(needles.is_in("给 ada 打电话") && needles.is_in("+8613800001234") && !needles.is_in("陈静"));
        Ok(())
    }

    #[test]
    fn a_phone_and_a_name_are_looked_for_in_every_form() {
        assert_eq!(national("+8613800001234").as_deref(), Some("13800001234"));
        assert_eq!(national("138-0000-1234").as_deref(), Some("13800001234"));
        assert!(readings("王建国").iter().any(|reading| reading == "wangjianguo"), "{:?}", readings("王建国"));
    }
}
