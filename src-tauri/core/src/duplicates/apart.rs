//! Who was told apart: two customers who look alike and are not the same.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::Tx;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::tags;

/// Two customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Couple {
    /// The one.
    pub a: i64,
    /// The other.
    pub b: i64,
}

impl Couple {
    /// The smaller id first.
    pub(crate) fn ordered(self) -> (i64, i64) {
        (self.a.min(self.b), self.a.max(self.b))
    }
}

/// Remembers that two customers are not the same: they are not offered as duplicates any more.
///
/// # Errors
/// `not_found`; `invalid` if both are one.
pub fn part(tx: &Tx<'_>, req: &Couple) -> Result<()> {
    about(tx, req)?;
    let (low, high) = req.ordered();
    if !are_apart(tx, low, high)? {
        tx.run(
            "INSERT INTO told_apart (customer_id, other_id, told_at) VALUES (?1, ?2, ?3)",
            params![low, high, tx.now()],
        )?;
    }
    Ok(())
}

/// Forgets that two customers are not the same.
///
/// # Errors
/// `not_found`; `invalid` if both are one.
pub fn unpart(tx: &Tx<'_>, req: &Couple) -> Result<()> {
    about(tx, req)?;
    let (low, high) = req.ordered();
    tx.run("DELETE FROM told_apart WHERE customer_id = ?1 AND other_id = ?2", params![low, high])?;
    Ok(())
}

fn about(tx: &Tx<'_>, req: &Couple) -> Result<()> {
    if req.a == req.b {
        return Err(Error::invalid("b", "same_customer"));
    }
    let (one, other) = (tags::name_of(tx, "customer", req.a)?, tags::name_of(tx, "customer", req.b)?);
    tx.about("name", one);
    tx.about("other", other);
    Ok(())
}

/// Whether two customers, the smaller id first, were told apart. Uses: told_apart's primary key.
pub(crate) fn are_apart(conn: &Connection, low: i64, high: i64) -> Result<bool> {
    conn.value("SELECT EXISTS (SELECT 1 FROM told_apart WHERE customer_id = ?1 AND other_id = ?2)", params![low, high])
}
