//! Contact points: phones, e-mails, WeChat ids, addresses, websites; typed, labelled, normalised, the raw text kept.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Tx, settings};
use crate::checks::checked_line;
use crate::contacts::{OfCustomer, about};
use crate::customers::{ById, Created};
use crate::error::{Error, Result};
pub use crate::exchange::meaning::PointKind;
use crate::tags;
use crate::values::phones::parse_phone;
use crate::values::{emails, texts};

/// The longest contact point, in characters.
const LIMIT: usize = 500;

/// A contact point of a customer or one of its contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ContactPoint {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// The contact it belongs to, or none: the customer's own.
    pub contact_id: Option<i64>,
    /// What it is.
    pub kind: PointKind,
    /// The label, or empty.
    pub label: String,
    /// Normalised: a phone as E.164 with `;ext=`.
    pub value: String,
    /// As it was written.
    pub raw: String,
}

/// Makes a contact point.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewContactPoint {
    /// The customer.
    pub customer_id: i64,
    /// One of its contacts, or none.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub contact_id: Option<i64>,
    /// What it is.
    pub kind: PointKind,
    /// As the user writes it.
    pub value: String,
    /// A label.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub label: String,
}

/// Changes what is given of a contact point.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditContactPoint {
    /// The contact point.
    pub id: i64,
    /// As the user writes it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub value: Option<String>,
    /// A label, may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub label: Option<String>,
}

pub(crate) const fn kind_code(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Phone => "phone",
        PointKind::Email => "email",
        PointKind::Wechat => "wechat",
        PointKind::Address => "address",
        PointKind::Website => "website",
    }
}

pub(crate) fn kind_of(code: &str) -> PointKind {
    match code {
        "phone" => PointKind::Phone,
        "email" => PointKind::Email,
        "wechat" => PointKind::Wechat,
        "website" => PointKind::Website,
        _ => PointKind::Address,
    }
}

/// The contact points of a customer in order, those of contacts too. Uses: contact_point_by_customer.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &Connection, req: &OfCustomer) -> Result<Vec<ContactPoint>> {
    conn.all(
        "SELECT id, uid, contact_id, kind, label, value, raw FROM contact_point
         WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY position, id",
        [req.customer_id],
        |row| {
            Ok(ContactPoint {
                id: row.get(0)?,
                uid: row.get(1)?,
                contact_id: row.get(2)?,
                kind: kind_of(row.get_ref(3)?.as_str()?),
                label: row.get(4)?,
                value: row.get(5)?,
                raw: row.get(6)?,
            })
        },
    )
}

/// What a text becomes as a contact point of this kind.
fn normalised(conn: &Connection, kind: PointKind, text: &str) -> Result<(String, String)> {
    let raw = texts::clean_line(text);
    if raw.is_empty() {
        return Err(Error::invalid("value", "empty"));
    }
    if raw.chars().count() > LIMIT {
        return Err(Error::too_long("value", LIMIT));
    }
    let value = match kind {
        PointKind::Phone => {
            let home = settings::get(conn)?.home_country;
            parse_phone(&raw, &home).map_err(|problem| Error::invalid("phone", problem.code()))?.value
        }
        PointKind::Email => emails::parse_email(&raw).ok_or_else(|| Error::invalid("email", "not_an_email"))?.value,
        PointKind::Wechat | PointKind::Address | PointKind::Website => raw.clone(),
    };
    Ok((value, raw))
}

/// Makes a contact point. A phone that cannot be read is refused, so that it can be put right while it is known.
///
/// # Errors
/// `not_found`, `invalid` (with the reason: `too_short`, `not_a_phone` …), `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewContactPoint) -> Result<Created> {
    about(tx, req.customer_id)?;
    if let Some(contact) = req.contact_id {
        let owner: Option<i64> =
            tx.first("SELECT customer_id FROM contact WHERE id = ?1 AND trashed_at = 0", [contact], |row| row.get(0))?;
        if owner != Some(req.customer_id) {
            return Err(Error::not_found("contact", contact));
        }
    }
    let (value, raw) = normalised(tx, req.kind, &req.value)?;
    let label = checked_line("label", &req.label)?;
    let of = (req.customer_id, req.contact_id);
    Ok(Created { id: insert(tx, of, req.kind, &label, &value, &raw, None)? })
}

/// Inserts a contact point of a customer and maybe a contact: at a place, or behind those that are there.
pub(crate) fn insert(
    tx: &Tx<'_>,
    (customer, contact): (i64, Option<i64>),
    kind: PointKind,
    label: &str,
    value: &str,
    raw: &str,
    place: Option<i64>,
) -> Result<i64> {
    // Asked for by a statement of its own: an insert that reads its own table puts its rows aside first.
    let place = match place {
        Some(place) => place,
        None => tx.value(
            "SELECT coalesce(max(position) + 1, 0) FROM contact_point WHERE customer_id = ?1 AND trashed_at = 0",
            [customer],
        )?,
    };
    tx.run(
        "INSERT INTO contact_point (uid, customer_id, contact_id, kind, label, value, raw, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![tx.new_uid(), customer, contact, kind_code(kind), label, value, raw, place],
    )?;
    Ok(tx.last_insert_rowid())
}

fn find(tx: &Tx<'_>, id: i64) -> Result<(i64, PointKind)> {
    tx.first("SELECT customer_id, kind FROM contact_point WHERE id = ?1", [id], |row| {
        Ok((row.get(0)?, kind_of(row.get_ref(1)?.as_str()?)))
    })?
    .ok_or_else(|| Error::not_found("contact_point", id))
}

/// Changes a contact point.
///
/// # Errors
/// `not_found`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditContactPoint) -> Result<()> {
    let (customer, kind) = find(tx, req.id)?;
    tags::check_alive(tx, "contact_point", req.id)?;
    about(tx, customer)?;
    if let Some(text) = &req.value {
        let (value, raw) = normalised(tx, kind, text)?;
        tx.run("UPDATE contact_point SET value = ?2, raw = ?3 WHERE id = ?1", params![req.id, value, raw])?;
    }
    if let Some(label) = &req.label {
        tx.run("UPDATE contact_point SET label = ?2 WHERE id = ?1", params![req.id, checked_line("label", label)?])?;
    }
    Ok(())
}

/// Puts a contact point into the trash.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, find(tx, req.id)?.0)?;
    tx.run("UPDATE contact_point SET trashed_at = ?2 WHERE id = ?1 AND trashed_at = 0", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes a contact point out of the trash.
///
/// # Errors
/// `not_found`, of its contact too while that is in the trash.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    about(tx, find(tx, req.id)?.0)?;
    let trashed: Option<i64> = tx.first(
        "SELECT k.id FROM contact_point AS p JOIN contact AS k ON k.id = p.contact_id WHERE p.id = ?1 AND k.trashed_at > 0",
        [req.id],
        |row| row.get(0),
    )?;
    if let Some(contact) = trashed {
        return Err(Error::not_found("contact", contact));
    }
    tx.run("UPDATE contact_point SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}
