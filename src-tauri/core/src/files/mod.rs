//! Files: photos and papers that are kept with a customer or a visit, inside the book.
//!
//! A file's content is stored first ([`store`]), by its hash and outside of the journal; then it is attached in one
//! undoable step. What nobody refers to any more is swept away ([`sweep`]).

mod looking;
mod showing;
mod storing;
#[cfg(test)]
mod tests;

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::checked_name;
use crate::contacts::{OfCustomer, about};
use crate::customers::ById;
use crate::error::{Error, Result};

pub use looking::{Look, look_at};
pub use showing::{FileShown, SaveFile, ShowFile, ThumbOf, content, show, thumb};
pub(crate) use showing::{address, portrait_for_cards};
pub use storing::{StageFiles, Staged, Stored, read, store, sweep};
pub(crate) use storing::{content_of, hash_of};

/// The largest file that is taken, in bytes.
pub const MOST_BYTES: u64 = 20 << 20;

/// A file of a customer or a visit, without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FileRow {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub customer_id: i64,
    /// The visit that it belongs to, if it is of one.
    pub visit_id: Option<i64>,
    /// Its name.
    pub name: String,
    /// Its media type, told by the content.
    pub kind: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content.
    pub hash: String,
    /// Whether it shows the customer; the latest of several does.
    pub is_portrait: bool,
    /// When it was added, milliseconds UTC.
    pub added_at: i64,
    /// Whether there is a small picture of it.
    pub has_thumb: bool,
}

/// The columns of a [`FileRow`], of `file AS f` beside `file_content AS b`.
const COLUMNS: &str = "f.id, f.customer_id, f.visit_id, f.name, f.kind, f.size, f.hash, f.is_portrait, f.added_at, \
    coalesce(length(b.thumb) > 0, 0)";

fn row(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    Ok(FileRow {
        id: row.get(0)?,
        customer_id: row.get(1)?,
        visit_id: row.get(2)?,
        name: row.get(3)?,
        kind: row.get(4)?,
        size: row.get(5)?,
        hash: row.get(6)?,
        is_portrait: row.get(7)?,
        added_at: row.get(8)?,
        has_thumb: row.get(9)?,
    })
}

/// All files of a customer, those of visits too, newest first; none of a visit that is in the trash. Uses:
/// file_by_customer; a customer's own files are few enough to be sorted.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, req: &OfCustomer) -> Result<Vec<FileRow>> {
    reader.all(
        &format!(
            "SELECT {COLUMNS} FROM file AS f LEFT JOIN file_content AS b ON b.hash = f.hash
             WHERE f.customer_id = ?1 AND f.trashed_at = 0
               AND (f.visit_id IS NULL OR EXISTS (SELECT 1 FROM visit WHERE id = f.visit_id AND trashed_at = 0))
             ORDER BY f.added_at DESC, f.id DESC"
        ),
        [req.customer_id],
        row,
    )
}

/// The files of these records, in the order in which they were added. Uses: file_by_visit, the key.
pub(crate) fn of_entries(reader: &Reader<'_>, column: &str, ids: &[i64]) -> Result<Vec<FileRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    reader.all(
        &format!(
            "SELECT {COLUMNS} FROM json_each(?1) AS one JOIN file AS f ON f.{column} = one.value
             LEFT JOIN file_content AS b ON b.hash = f.hash WHERE f.trashed_at = 0 ORDER BY f.id"
        ),
        [serde_json::to_string(ids)?],
        row,
    )
}

/// A file whose content is in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewFile {
    /// The SHA-256 of its content, as storing it gave it.
    pub hash: String,
    /// What it is called.
    pub name: String,
}

/// Attaches files to a customer, or to one of their visits.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttachFiles {
    /// The customer.
    pub customer_id: i64,
    /// The visit, if they are of one.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub visit_id: Option<i64>,
    /// The files, their content stored before.
    pub files: Vec<NewFile>,
}

/// Attaches files. Gives their ids.
///
/// # Errors
/// `not_found` for customer, visit or content; `invalid` if there is no file; `too_long` for a name.
pub fn attach(tx: &Tx<'_>, req: &AttachFiles) -> Result<Vec<i64>> {
    about(tx, req.customer_id)?;
    if req.files.is_empty() {
        return Err(Error::invalid("files", "empty"));
    }
    if let Some(visit) = req.visit_id {
        let owner: Option<i64> =
            tx.first("SELECT customer_id FROM visit WHERE id = ?1 AND trashed_at = 0", [visit], |row| row.get(0))?;
        if owner != Some(req.customer_id) {
            return Err(Error::not_found("visit", visit));
        }
    }
    let ids: Vec<i64> =
        req.files.iter().map(|file| insert(tx, req.customer_id, req.visit_id, file, false)).collect::<Result<_>>()?;
    tx.about("count", ids.len());
    tx.about("file", req.files.first().map(|file| file.name.clone()).unwrap_or_default());
    Ok(ids)
}

/// Adds a file whose content is in the book. Of several that show the customer, the last one stays the one that does.
pub(crate) fn insert(tx: &Tx<'_>, customer: i64, visit: Option<i64>, file: &NewFile, is_portrait: bool) -> Result<i64> {
    let name = checked_name("name", &file.name)?;
    let (kind, size) = storing::kind_and_size(tx, &file.hash)?;
    if is_portrait {
        shows_no_more(tx, customer)?;
    }
    tx.run(
        "INSERT INTO file (uid, customer_id, visit_id, name, kind, size, hash, is_portrait, added_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![tx.new_uid(), customer, visit, name, kind, size, file.hash, is_portrait, tx.now()],
    )?;
    Ok(tx.last_insert_rowid())
}

/// What showed a customer is a picture like any other. Uses: file_by_customer.
fn shows_no_more(tx: &Tx<'_>, customer: i64) -> Result<()> {
    tx.run("UPDATE file SET is_portrait = 0 WHERE customer_id = ?1 AND is_portrait = 1", [customer]).map(drop)
}

/// Changes what is given of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditFile {
    /// The file.
    pub id: i64,
    /// A new name.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<String>,
    /// Whether it shows the customer: of a picture only.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub is_portrait: Option<bool>,
}

/// Changes a file's name, or whether it shows the customer. Of several pictures that do, the last one stays.
///
/// # Errors
/// `not_found`; `invalid` for a name, or if it is no picture.
pub fn edit(tx: &Tx<'_>, req: &EditFile) -> Result<()> {
    let (customer, kind) = alive(tx, req.id)?;
    if let Some(name) = &req.name {
        tx.run("UPDATE file SET name = ?2 WHERE id = ?1", params![req.id, checked_name("name", name)?])?;
    }
    if let Some(is_portrait) = req.is_portrait {
        if is_portrait && !kind.starts_with("image/") {
            return Err(Error::invalid("is_portrait", "not_a_picture"));
        }
        shows_no_more(tx, customer)?;
        tx.run("UPDATE file SET is_portrait = ?2 WHERE id = ?1", params![req.id, is_portrait])?;
    }
    Ok(())
}

/// Puts a file into the trash.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    alive(tx, req.id)?;
    tx.run("UPDATE file SET trashed_at = ?2 WHERE id = ?1", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes a file out of the trash.
///
/// # Errors
/// `not_found`, also if the visit that it is of is in the trash.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let (customer, visit, name): (i64, Option<i64>, String) = tx
        .first("SELECT customer_id, visit_id, name FROM file WHERE id = ?1", [req.id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .ok_or_else(|| Error::not_found("file", req.id))?;
    about(tx, customer)?;
    tx.about("file", name);
    if let Some(visit) = visit {
        crate::tags::check_alive(tx, "visit", visit)?;
    }
    tx.run("UPDATE file SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}

/// A name that every system takes for a file: without strokes, control characters and what else is forbidden somewhere.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let plain: String = name.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    let plain = plain.trim().trim_matches('.').trim().to_owned();
    if plain.is_empty() { "_".to_owned() } else { plain }
}

/// Whose file it is, and its kind; the change is told to be about both.
fn alive(tx: &Tx<'_>, id: i64) -> Result<(i64, String)> {
    let (customer, name, kind): (i64, String, String) = tx
        .first("SELECT customer_id, name, kind FROM file WHERE id = ?1 AND trashed_at = 0", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .ok_or_else(|| Error::not_found("file", id))?;
    about(tx, customer)?;
    tx.about("file", name);
    Ok((customer, kind))
}
