//! Two books compared without showing either: each writes marks of its phones and names, keyed hashes (HMAC-SHA-256, RFC 2104,
//! cut to 128 bits) under a random secret that both know. Marks that are the same are of the same phone or name.
//!
//! Whoever has the secret can try any phone against a file of marks: there are few enough of them. The secret is for
//! two who trust each other with that, and for nobody else.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::conflicts::{Conflict, Conflicts, of_customer};
use super::exports::Partial;
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader, keys};
use crate::duplicates::core_of;
use crate::error::{Error, Result};

/// The first word of a file of marks, with its version.
const HEAD: &str = "rounds-marks 1";
/// The largest file of marks, in lines.
const MOST: usize = 10_000_000;
/// A name of fewer letters is everybody's.
const SHORTEST: usize = 2;

type Mark = [u8; 16];

/// Asks for marks to be written, or compared with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MarksOf {
    /// The secret that both know.
    pub secret: String,
    /// The file of marks.
    pub path: String,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MarksWritten {
    /// How many customers.
    pub customers: u64,
    /// How many marks.
    pub marks: u64,
}

/// A new secret: 128 random bits, in groups that can be read out.
///
/// # Errors
/// Those of the system's source of chance.
pub fn new_secret() -> Result<String> {
    let hex = hex::encode(keys::random::<16>()?);
    let groups: Vec<&str> = (0..8).filter_map(|nth| hex.get(nth * 4..nth * 4 + 4)).collect();
    Ok(groups.join("-"))
}

/// Makes marks under a secret.
struct Marker(Vec<u8>);

impl Marker {
    fn new(secret: &str) -> Result<Self> {
        let digits: String = secret.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let key = hex::decode(&digits).ok().filter(|key| key.len() == 16);
        key.map(Self).ok_or_else(|| Error::invalid("secret", "not_a_secret"))
    }

    fn mark(&self, kind: &str, text: &str) -> Result<Mark> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| Error::invalid("secret", "not_a_secret"))?;
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        let mut mark = Mark::default();
        mark.copy_from_slice(mac.finalize().into_bytes().get(..16).unwrap_or(&[0; 16]));
        Ok(mark)
    }
}

/// Calls this with every mark of every customer, and whose it is. Uses: contact_point_by_value, customer's rows.
fn each(
    reader: &Reader<'_>,
    marker: &Marker,
    on_progress: OnProgress<'_>,
    take: &mut dyn FnMut(i64, Mark),
) -> Result<u64> {
    let customers: Vec<(i64, String, bool)> =
        reader.all("SELECT id, name, kind = 'company' FROM customer WHERE trashed_at = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let total = customers.len() as u64;
    for (done, (id, name, is_company)) in (0..).zip(&customers) {
        if done % 256 == 0 && !on_progress(done, total) {
            return Err(Error::refused("cancelled"));
        }
        let core = core_of(name, *is_company);
        if core.chars().count() >= SHORTEST {
            take(*id, marker.mark("name", &core)?);
        }
        let phones: Vec<String> = reader.all(
            "SELECT value FROM contact_point WHERE customer_id = ?1 AND trashed_at = 0 AND kind = 'phone'",
            [id],
            |row| row.get(0),
        )?;
        for phone in phones {
            let number = phone.split(";ext=").next().unwrap_or_default();
            take(*id, marker.mark("phone", number)?);
        }
    }
    on_progress(total, total);
    Ok(total)
}

/// Writes the marks of all customers, in an order that says nothing.
///
/// # Errors
/// `invalid` for a secret that is none, `cancelled`, `disk_full`, `io`; no file is left then.
pub fn write(reader: &Reader<'_>, req: &MarksOf, on_progress: OnProgress<'_>) -> Result<MarksWritten> {
    let marker = Marker::new(&req.secret)?;
    let mut marks = std::collections::BTreeSet::new();
    let customers = each(reader, &marker, on_progress, &mut |_, mark| {
        marks.insert(mark);
    })?;
    let mut file = Partial::begin(Path::new(&req.path))?;
    writeln!(file, "{HEAD} {}", hex::encode(marker.mark("secret", "")?))?;
    for mark in &marks {
        writeln!(file, "{}", hex::encode(mark))?;
    }
    file.finish()?;
    Ok(MarksWritten { customers, marks: marks.len() as u64 })
}

/// Whether a file is one of marks.
#[must_use]
pub fn is_marks(path: &Path) -> bool {
    let first = std::fs::File::open(path).ok().and_then(|file| BufReader::new(file).lines().next());
    first.is_some_and(|line| line.is_ok_and(|line| line.starts_with(HEAD)))
}

/// Who of this book is in somebody else's, by their marks.
///
/// # Errors
/// `invalid` for a secret that is none or another one's, `file_missing`, `file_damaged`, `file_too_large`, `cancelled`.
pub fn compare(reader: &Reader<'_>, req: &MarksOf, on_progress: OnProgress<'_>) -> Result<Conflicts> {
    let marker = Marker::new(&req.secret)?;
    let damaged = || Error::refused("file_damaged").arg("file", req.path.clone()).at("file", req.path.clone());
    let file = std::fs::File::open(&req.path)
        .map_err(|_| Error::refused("file_missing").arg("file", req.path.clone()).at("file", req.path.clone()))?;
    let mut lines = BufReader::new(file).lines();
    let head = lines.next().and_then(std::result::Result::ok).ok_or_else(damaged)?;
    let told = head.strip_prefix(HEAD).ok_or_else(damaged)?.trim();
    if told != hex::encode(marker.mark("secret", "")?) {
        return Err(Error::invalid("secret", "another_secret"));
    }
    let mut theirs: HashSet<Mark> = HashSet::new();
    for line in lines {
        let line = line.map_err(|_| damaged())?;
        let mark: Mark = hex::decode(line.trim()).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(damaged)?;
        theirs.insert(mark);
        if theirs.len() > MOST {
            return Err(Error::refused("file_too_large").arg("what", "rows").arg("limit", MOST));
        }
    }
    let mut ours: BTreeMap<i64, bool> = BTreeMap::new();
    each(reader, &marker, on_progress, &mut |id, mark| {
        let is_theirs = theirs.contains(&mark);
        *ours.entry(id).or_default() |= is_theirs;
    })?;
    let mut conflicts: Vec<Conflict> = Vec::new();
    for (id, _) in ours.iter().filter(|(_, is_theirs)| **is_theirs) {
        conflicts.extend(of_customer(reader, *id, None, "")?);
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Conflicts {
        listed: count(ours.len()),
        free: count(ours.len() - conflicts.len()),
        doubtful: Vec::new(),
        conflicts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, req};
    use crate::customers;
    use serde_json::json;

    fn with_phones(people: &[(&str, &str)]) -> Result<Book> {
        let book = book_with(&[])?;
        for (name, phone) in people {
            let points = json!([{ "kind": "phone", "value": phone }]);
            let new = req(json!({ "name": name, "points": points }))?;
            book.change("customer.create", |tx| customers::create(tx, &new))?;
        }
        Ok(book)
    }

    #[test]
    fn two_books_know_whom_they_share_and_nothing_else() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("marks.txt").display().to_string();
        let mine = with_phones(&[
            ("杭州红星五金有限公司", "0571-88886666"),
            ("王强", "13800138000"),
            ("李娜", "13900139000"),
        ])?;
        let theirs =
            with_phones(&[("红星五金", "13711112222"), ("王小强", "+86 138 0013 8000"), ("赵敏", "13611113333")])?;
        let secret = new_secret()?;
        let asked = MarksOf { secret: secret.clone(), path: path.clone() };
        let written = theirs.read(|reader| write(reader, &asked, &mut |_, _| true))?;
        assert_eq!((written.customers, written.marks), (3, 6));
        let text = std::fs::read_to_string(&path)?;
        assert!(!text.contains("138") || !text.contains("13800138000"), "no phone is in it");
        let found = mine.read(|reader| compare(reader, &asked, &mut |_, _| true))?;
        let names: Vec<&str> = found.conflicts.iter().map(|one| one.customer.as_str()).collect();
        assert_eq!(names, ["杭州红星五金有限公司", "王强"], "by the core of a name, and by a phone however written");
        assert_eq!((found.listed, found.free), (3, 1));
        let other = MarksOf { secret: new_secret()?, path: path.clone() };
        let refused = mine.read(|reader| compare(reader, &other, &mut |_, _| true)).unwrap_err();
        assert_eq!(refused.code(), "invalid", "another secret is told, not answered with nobody");
        let typed = MarksOf { secret: secret.to_uppercase().replace('-', " "), path: path.clone() };
        assert_eq!(mine.read(|reader| compare(reader, &typed, &mut |_, _| true))?, found, "as somebody types it");
        for broken in ["", "rounds-marks 1", "rounds-marks 1 00\nzz"] {
            std::fs::write(&path, broken)?;
            assert!(mine.read(|reader| compare(reader, &asked, &mut |_, _| true)).is_err(), "{broken:?}");
        }
        Ok(())
    }

    #[test]
    fn a_secret_is_long_and_never_twice_the_same() -> Result<()> {
        let (one, other) = (new_secret()?, new_secret()?);
        assert_eq!(one.len(), 39);
        assert_ne!(one, other);
        assert!(Marker::new("1234").is_err() && Marker::new(&one.replace('-', "")).is_ok());
        Ok(())
    }
}
