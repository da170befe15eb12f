//! What the calls are about: customers, tags and words drawn from the book.

use rounds_core::Book;
use rounds_core::book::sql::Sql;

use crate::Outcome;

/// Ids and words that occur in the book.
pub struct Subjects {
    /// Customers from all over the book, with their names.
    pub customers: Vec<(i64, String)>,
    /// The syllables of their Chinese names.
    pub syllables: Vec<Vec<String>>,
    /// Phones, digits only.
    pub phones: Vec<String>,
    /// Names of contacts.
    pub contacts: Vec<String>,
    /// Tags, the most frequent first.
    pub tags: Vec<(i64, String)>,
    pub stages: Vec<i64>,
    pub owners: Vec<i64>,
    /// A field of choices and its options, the most frequent first.
    pub choices: (i64, Vec<String>),
    /// A field of texts and some that occur.
    pub texts: (i64, Vec<String>),
    /// Bits of notes of visits.
    pub notes: Vec<String>,
    /// Whole clauses of notes, with their goods and numbers: what few notes have.
    pub clauses: Vec<String>,
}

impl Subjects {
    /// A customer from somewhere in the book, another each time.
    pub fn customer(&self, number: usize) -> i64 {
        self.customers.get(number % self.customers.len().max(1)).map_or(1, |(id, _)| *id)
    }
}

const DRAWN: usize = 300;

/// Draws them; the same book gives the same.
pub fn draw(book: &Book) -> Outcome<Subjects> {
    Ok(book.read(|reader| {
        let count: usize = reader.value("SELECT count(*) FROM customer", [])?;
        let step = (count / DRAWN).max(1);
        let strings = |sql: &str| reader.all(sql, [step], |row| row.get::<_, String>(0));
        let customers: Vec<(i64, String, String)> = reader.all(
            "SELECT id, name, sort_key FROM customer WHERE id % ?1 = 0 ORDER BY id * 7919 % 100003",
            [step],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let choice = reader.value("SELECT coalesce(min(id), 0) FROM field WHERE type = 'choice'", [])?;
        let text = reader.value("SELECT coalesce(min(id), 0) FROM field WHERE type = 'text'", [])?;
        let notes = strings("SELECT summary FROM visit WHERE id % ?1 = 0 AND summary <> '' ORDER BY id * 7919 % 100003")?;
        Ok(Subjects {
            syllables: customers.iter().map(|(_, _, key)| syllables(key)).filter(|name| name.len() > 1).collect(),
            customers: customers.into_iter().map(|(id, name, _)| (id, name)).collect(),
            phones: strings("SELECT value FROM contact_point WHERE kind = 'phone' AND id % ?1 = 0")?
                .into_iter()
                .map(|phone| phone.chars().filter(char::is_ascii_digit).collect())
                .collect(),
            contacts: strings("SELECT name FROM contact WHERE id % ?1 = 0")?,
            tags: reader.all(
                "SELECT t.id, t.name FROM tag AS t ORDER BY (SELECT count(*) FROM customer_tag WHERE tag_id = t.id) DESC",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?,
            stages: reader.all("SELECT id FROM stage ORDER BY position", [], |row| row.get(0))?,
            owners: reader.all("SELECT id FROM owner ORDER BY position", [], |row| row.get(0))?,
            choices: (
                choice,
                reader.all("SELECT label FROM field_option WHERE field_id = ?1 ORDER BY id DESC", [choice], |row| row.get(0))?,
            ),
            texts: (
                text,
                reader.all(
                    "SELECT text FROM customer_value WHERE field_id = ?1 AND customer_id % 997 = 0 AND text <> ''",
                    [text],
                    |row| row.get(0),
                )?,
            ),
            clauses: notes.iter().filter_map(|note| note.split(['，', '。', ',', '.']).next()).map(str::to_owned).collect(),
            notes: notes.iter().filter_map(|note| middle(note)).collect(),
        })
    })?)
}

/// The syllables in a sort key: letters before a digit for the tone.
fn syllables(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = String::new();
    for ch in key.split('\t').next().unwrap_or_default().chars() {
        if ch.is_ascii_lowercase() {
            letters.push(ch);
        } else if ch.is_ascii_digit() && !letters.is_empty() {
            found.push(std::mem::take(&mut letters));
        } else {
            letters.clear();
        }
    }
    found
}

/// Two neighbouring characters, or a word, out of the middle of a note.
fn middle(note: &str) -> Option<String> {
    if note.is_ascii() {
        return note
            .split_whitespace()
            .filter(|word| word.len() > 3)
            .nth(1)
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    }
    let chars: Vec<char> = note.chars().collect();
    chars
        .windows(2)
        .skip(chars.len() / 3)
        .find(|pair| pair.iter().all(|ch| ('\u{4e00}'..='\u{9fff}').contains(ch)))
        .map(|pair| pair.iter().collect())
}
