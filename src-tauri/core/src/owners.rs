//! Owners: the salespeople whom customers belong to, with the dated history of that. One of them is oneself.

use rusqlite::{Connection, params};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_line, checked_name};
use crate::customers::{ById, Created, Nothing};
use crate::error::{Error, Result};
use crate::stages::NewItem;
use crate::tags::{self, EditItem, OrderItems};
use serde::{Deserialize, Serialize};

/// An owner with how many customers they have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Owner {
    /// Their id.
    pub id: i64,
    /// Their uid.
    pub uid: String,
    /// Their name.
    pub name: String,
    /// Their colour.
    pub color: String,
    /// Whether that is oneself.
    pub is_me: bool,
    /// Customers of theirs that are not in the trash.
    pub customers: i64,
}

/// All owners with live counts. Uses: customer_by_owner for the counts.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<Owner>> {
    let mut owners = reader.all(
        "SELECT id, uid, name, color, is_me FROM owner WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| {
            Ok(Owner {
                id: row.get(0)?,
                uid: row.get(1)?,
                name: row.get(2)?,
                color: row.get(3)?,
                is_me: row.get(4)?,
                customers: 0,
            })
        },
    )?;
    for owner in &mut owners {
        owner.customers = reader.sets().count_of_owner(reader, owner.id)?;
    }
    Ok(owners)
}

/// Oneself.
pub(crate) fn me(conn: &Connection) -> Result<i64> {
    conn.first("SELECT id FROM owner WHERE is_me = 1 ORDER BY id LIMIT 1", [], |row| row.get(0))?
        .ok_or_else(|| Error::refused("internal").arg("detail", "the book has no user"))
}

/// The owner with this name, made if there is none.
pub(crate) fn named(tx: &Tx<'_>, name: &str) -> Result<i64> {
    let name = checked_name("owner", name)?;
    let found = tx.first("SELECT id FROM owner WHERE name = ?1 AND trashed_at = 0", [&name], |row| row.get(0))?;
    found.map_or_else(|| insert(tx, &name, ""), Ok)
}

fn insert(tx: &Tx<'_>, name: &str, color: &str) -> Result<i64> {
    tx.run(
        "INSERT INTO owner (uid, name, color, position)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM owner))",
        params![tx.new_uid(), name, color],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Gives a customer to an owner from now on; nothing happens if they are theirs already.
pub(crate) fn own(tx: &Tx<'_>, customer: i64, owner: i64) -> Result<()> {
    let now: Option<i64> = tx.first(
        "SELECT owner_id FROM ownership WHERE customer_id = ?1 ORDER BY since_at DESC, id DESC LIMIT 1",
        [customer],
        |row| row.get(0),
    )?;
    if now == Some(owner) {
        return Ok(());
    }
    tx.about("owner", tags::name_of(tx, "owner", owner)?);
    tx.run(
        "INSERT INTO ownership (customer_id, owner_id, since_at) VALUES (?1, ?2, ?3)",
        params![customer, owner, tx.now()],
    )?;
    Ok(())
}

/// Makes an owner.
///
/// # Errors
/// `duplicate_name`, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewItem) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    let taken: bool = tx.value("SELECT EXISTS (SELECT 1 FROM owner WHERE name = ?1 AND trashed_at = 0)", [&name])?;
    if taken {
        return Err(Error::duplicate_name("owner", &name));
    }
    tx.about("item", name.clone());
    Ok(Created { id: insert(tx, &name, &checked_line("color", &req.color)?)? })
}

/// Renames or recolours an owner.
///
/// # Errors
/// `not_found`, `duplicate_name`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditItem) -> Result<()> {
    tags::edit_item(tx, "owner", req)
}

/// Puts owners into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    tags::order_items(tx, "owner", req)
}

/// Puts an owner into the trash. Oneself stays.
///
/// # Errors
/// `not_found`; `invalid` (`is_me`) for oneself.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    if me(tx)? == req.id {
        return Err(Error::invalid("owner", "is_me"));
    }
    tags::trash_item(tx, "owner", req.id)
}

/// Takes an owner out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    tags::restore_item(tx, "owner", req.id)
}
