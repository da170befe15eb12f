//! Kinds of visits: on site, in the shop, by phone … in the user's own words.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::checked_name;
use crate::customers::{ById, Created, Nothing};
use crate::error::{Error, Result};
use crate::tags::{self, EditItem, OrderItems};

/// A kind of visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitKind {
    /// Its id.
    pub id: i64,
    /// `on_site`, `in_shop`, `phone`, `message`, `email`, `delivery`, `other`; empty for a kind of the user's own.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Makes a kind of visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewVisitKind {
    /// 1–200 characters, not taken.
    pub name: String,
}

/// All kinds in the user's order.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<VisitKind>> {
    reader.all("SELECT id, code, name FROM visit_kind WHERE trashed_at = 0 ORDER BY position, id", [], |row| {
        Ok(VisitKind { id: row.get(0)?, code: row.get(1)?, name: row.get(2)? })
    })
}

/// The kind with this code or name; the first one for none.
///
/// # Errors
/// `invalid` with the kinds that there are, if none fits.
pub(crate) fn named(tx: &Tx<'_>, kind: Option<&str>) -> Result<i64> {
    let kind = kind.map(str::trim).filter(|kind| !kind.is_empty());
    let found = match kind {
        None => {
            tx.first("SELECT id FROM visit_kind WHERE trashed_at = 0 ORDER BY position, id LIMIT 1", [], |row| {
                row.get(0)
            })?
        }
        Some(kind) => tx.first(
            "SELECT id FROM visit_kind WHERE trashed_at = 0 AND (code = ?1 OR name = ?1) ORDER BY id LIMIT 1",
            [kind],
            |row| row.get(0),
        )?,
    };
    match found {
        Some(id) => Ok(id),
        None => {
            let kinds: Vec<String> = tx.all(
                "SELECT CASE code WHEN '' THEN name ELSE code END FROM visit_kind WHERE trashed_at = 0 ORDER BY position, id",
                [],
                |row| row.get(0),
            )?;
            Err(Error::invalid("kind", "not_a_kind").arg("options", kinds.join(", ")))
        }
    }
}

/// A kind by its code or name; a new one if there is none.
pub(crate) fn named_or_new(tx: &Tx<'_>, kind: &str) -> Result<i64> {
    let known: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM visit_kind WHERE trashed_at = 0 AND (code = ?1 OR name = ?1))",
        [kind.trim()],
    )?;
    if known {
        return named(tx, Some(kind));
    }
    insert(tx, &checked_name("name", kind)?)
}

fn insert(tx: &Tx<'_>, name: &str) -> Result<i64> {
    tx.run(
        "INSERT INTO visit_kind (uid, name, position) VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM visit_kind))",
        params![tx.new_uid(), name],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Makes a kind of visit.
///
/// # Errors
/// `duplicate_name`, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewVisitKind) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    let taken: bool =
        tx.value("SELECT EXISTS (SELECT 1 FROM visit_kind WHERE name = ?1 AND trashed_at = 0)", [&name])?;
    if taken {
        return Err(Error::duplicate_name("visit_kind", &name));
    }
    tx.about("item", name.clone());
    Ok(Created { id: insert(tx, &name)? })
}

/// Renames a kind.
///
/// # Errors
/// `not_found`, `duplicate_name`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditItem) -> Result<()> {
    tags::edit_item(tx, "visit_kind", &EditItem { color: None, ..req.clone() })
}

/// Puts kinds into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    tags::order_items(tx, "visit_kind", req)
}

/// Puts a kind into the trash; visits of that kind keep it. The last one stays.
///
/// # Errors
/// `not_found`; `invalid` (`last_one`).
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let left: i64 = tx.value("SELECT count(*) FROM visit_kind WHERE trashed_at = 0 AND id <> ?1", [req.id])?;
    if left == 0 {
        return Err(Error::invalid("kind", "last_one"));
    }
    tags::trash_item(tx, "visit_kind", req.id)
}

/// Takes a kind out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    tags::restore_item(tx, "visit_kind", req.id)
}
