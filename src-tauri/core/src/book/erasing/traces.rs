//! Looking for texts in everything that the program wrote: the pages of the book and its log, the indexes for search, the
//! backups, and all that lies in the program's own folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::needles::Needles;
use crate::book::backups::open_to_look;
use crate::book::keys::Key;
use crate::book::sql::Sql;
use crate::book::{pages, slot};
use crate::error::Result;

/// So many places of one text in one file are told.
const TOLD: usize = 5;
/// Files above that are no notes of ours.
const MOST: u64 = 256 << 20;

/// Where a text was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Trace {
    /// What was looked for.
    pub text: String,
    /// `page`, `log`, `index`, `row` or `file`.
    pub place: String,
    /// The file.
    pub file: String,
    /// The page counted from 1, in a book or its log.
    pub page: Option<u64>,
    /// `utf-8` or `utf-16`.
    pub encoding: String,
}

/// Texts found, few of each kind.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub traces: Vec<Trace>,
    seen: HashMap<(String, String), usize>,
}

impl Found {
    fn add(&mut self, text: &str, place: &str, file: &Path, page: Option<u64>, encoding: &str) {
        let file = file.display().to_string();
        let seen = self.seen.entry((text.to_owned(), file.clone())).or_default();
        *seen += 1;
        if *seen <= TOLD {
            self.traces.push(Trace {
                text: text.to_owned(),
                place: place.to_owned(),
                file,
                page,
                encoding: encoding.to_owned(),
            });
        }
    }

    fn of(&mut self, needles: &Needles, bytes: &[u8], place: &str, file: &Path, page: Option<u64>) {
        for (text, encoding, _) in needles.all_in(bytes) {
            self.add(text, place, file, page, encoding);
        }
    }
}

/// Looks through the decrypted pages of a book or a backup, and of its log.
///
/// # Errors
/// Those of the file system.
pub(super) fn in_pages(book: &Path, key: &Key, needles: &Needles, found: &mut Found) -> Result<()> {
    pages::each_page(book, key, &mut |file, page, bytes| {
        let place = if file == book { "page" } else { "log" };
        found.of(needles, bytes, place, file, Some(page));
        Ok(())
    })
}

/// Looks through what stands across pages: every text of every table, and the terms of the indexes, which are kept
/// shortened.
///
/// # Errors
/// Those of the database.
pub(super) fn in_rows(conn: &Connection, book: &Path, needles: &Needles, found: &mut Found) -> Result<()> {
    let tables: Vec<String> = conn.all(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name",
        [],
        |row| row.get(0),
    )?;
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for place in 0..columns {
                if let Ok(text) = row.get_ref(place)?.as_bytes() {
                    found.of(needles, text, "row", book, None);
                }
            }
        }
    }
    for term in terms(conn)? {
        found.of(needles, term.as_bytes(), "index", book, None);
    }
    Ok(())
}

/// The terms of the indexes for search.
///
/// # Errors
/// Those of the database.
pub(super) fn terms(conn: &Connection) -> Result<Vec<String>> {
    let indexes: Vec<String> = conn.all(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual' ORDER BY name",
        [],
        |row| row.get(0),
    )?;
    let mut terms = Vec::new();
    for index in indexes {
        // A table of its own in memory: nothing is written into the book.
        conn.execute_batch(&format!("CREATE VIRTUAL TABLE temp.terms_of USING fts5vocab(main, '{index}', 'row')"))?;
        let read = conn.prepare("SELECT term FROM temp.terms_of").and_then(|mut statement| {
            statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
        });
        conn.execute_batch("DROP TABLE temp.terms_of")?;
        terms.extend(read?);
    }
    Ok(terms)
}

/// Looks through a backup.
///
/// # Errors
/// Those of the file system and of the database.
pub(super) fn in_backup(path: &Path, key: &Key, needles: &Needles, found: &mut Found) -> Result<()> {
    in_pages(path, key, needles, found)?;
    in_rows(&open_to_look(path, key)?, path, needles, found)
}

/// Looks through plain files: all in these folders, and those beside the book whose names begin with its own. Books are
/// encrypted and looked into otherwise.
pub(super) fn in_files(book: &Path, folders: &[PathBuf], needles: &Needles, found: &mut Found) {
    let mut files: Vec<PathBuf> = Vec::new();
    let name = book.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in std::fs::read_dir(book.parent().unwrap_or_else(|| Path::new("."))).into_iter().flatten().flatten() {
        if entry.path().is_file() && entry.file_name().to_string_lossy().starts_with(&name) {
            files.push(entry.path());
        }
    }
    for folder in folders {
        walk(folder, 0, &mut files);
    }
    files.sort();
    files.dedup();
    for file in files.iter().filter(|file| *file != book) {
        // A name of a file tells, too.
        found.of(needles, file.file_name().unwrap_or_default().to_string_lossy().as_bytes(), "file", file, None);
        let is_small = std::fs::metadata(file).is_ok_and(|about| about.len() <= MOST);
        let is_book = matches!(slot::inside(file), Ok(Some(_)));
        if is_small
            && !is_book
            && let Ok(bytes) = std::fs::read(file)
        {
            found.of(needles, &bytes, "file", file, None);
        }
    }
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    if depth > 12 {
        return;
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            walk(&entry.path(), depth + 1, files);
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
}
