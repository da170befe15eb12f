//! Contacts: people inside a company customer.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_line, checked_name, checked_text};
use crate::customers::{ById, ContactRow, Created};
use crate::error::{Error, Result};
use crate::tags;

/// Makes a contact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewContact {
    /// The customer they belong to.
    pub customer_id: i64,
    /// 1–200 characters.
    pub name: String,
    /// What they are there.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub role: String,
}

/// Changes what is given of a contact.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditContact {
    /// The contact.
    pub id: i64,
    /// A new name.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<String>,
    /// A new role.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub role: Option<String>,
    /// A new note.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub note: Option<String>,
}

/// Asks for what belongs to one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OfCustomer {
    /// The customer.
    pub customer_id: i64,
}

/// The contacts of a customer in order. Uses: contact_by_customer.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &Connection, req: &OfCustomer) -> Result<Vec<ContactRow>> {
    conn.all(
        "SELECT id, uid, name, role, note FROM contact WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY position, id",
        [req.customer_id],
        |row| {
            Ok(ContactRow {
                id: row.get(0)?,
                uid: row.get(1)?,
                name: row.get(2)?,
                role: row.get(3)?,
                note: row.get(4)?,
            })
        },
    )
}

/// Makes a contact of a customer.
///
/// # Errors
/// `not_found` if the customer is gone, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewContact) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    let role = checked_line("role", &req.role)?;
    about(tx, req.customer_id)?;
    let id = insert(tx, req.customer_id, &name, &role, None)?;
    tx.about("contact", name);
    Ok(Created { id })
}

/// The name of the customer that a change is about.
pub(crate) fn about(tx: &Tx<'_>, customer: i64) -> Result<()> {
    let name: Option<String> =
        tx.first("SELECT name FROM customer WHERE id = ?1 AND trashed_at = 0", [customer], |row| row.get(0))?;
    tx.about("name", name.ok_or_else(|| Error::not_found("customer", customer))?);
    Ok(())
}

/// Inserts a contact at a place, or behind those that are there.
pub(crate) fn insert(tx: &Tx<'_>, customer: i64, name: &str, role: &str, place: Option<i64>) -> Result<i64> {
    let place = match place {
        Some(place) => place,
        None => tx.value(
            "SELECT coalesce(max(position) + 1, 0) FROM contact WHERE customer_id = ?1 AND trashed_at = 0",
            [customer],
        )?,
    };
    tx.run(
        "INSERT INTO contact (uid, customer_id, name, role, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_uid(), customer, name, role, place],
    )?;
    Ok(tx.last_insert_rowid())
}

fn customer_of(tx: &Tx<'_>, id: i64) -> Result<i64> {
    tx.first("SELECT customer_id FROM contact WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("contact", id))
}

/// Changes a contact.
///
/// # Errors
/// `not_found`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditContact) -> Result<()> {
    tags::check_alive(tx, "contact", req.id)?;
    about(tx, customer_of(tx, req.id)?)?;
    if let Some(name) = &req.name {
        tx.run("UPDATE contact SET name = ?2 WHERE id = ?1", params![req.id, checked_name("name", name)?])?;
    }
    if let Some(role) = &req.role {
        tx.run("UPDATE contact SET role = ?2 WHERE id = ?1", params![req.id, checked_line("role", role)?])?;
    }
    if let Some(note) = &req.note {
        tx.run("UPDATE contact SET note = ?2 WHERE id = ?1", params![req.id, checked_text("note", note)?])?;
    }
    Ok(())
}

/// Puts a contact into the trash, with the contact points of their own.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, customer_of(tx, req.id)?)?;
    tx.run("UPDATE contact SET trashed_at = ?2 WHERE id = ?1 AND trashed_at = 0", params![req.id, tx.now()])?;
    tx.run(
        "UPDATE contact_point SET trashed_at = ?2 WHERE contact_id = ?1 AND trashed_at = 0",
        params![req.id, tx.now()],
    )?;
    Ok(())
}

/// Takes a contact out of the trash, with the contact points that went there with them.
///
/// # Errors
/// `not_found`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, customer_of(tx, req.id)?)?;
    tx.run(
        "UPDATE contact_point SET trashed_at = 0 WHERE contact_id = ?1
         AND trashed_at = (SELECT trashed_at FROM contact WHERE id = ?1)",
        [req.id],
    )?;
    tx.run("UPDATE contact SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
