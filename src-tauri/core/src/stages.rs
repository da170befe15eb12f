//! Stages: where the relation with a customer stands, in the user's own words and order, with their dated history.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_line, checked_name};
use crate::customers::{ById, Created, Nothing};
use crate::error::{Error, Result};
use crate::tags::{self, EditItem, OrderItems};

/// A stage, an owner or a visit kind with how many customers are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Stage {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: String,
    /// How often whoever is in it should be seen, in days.
    pub cadence_days: Option<u32>,
    /// Customers in it that are not in the trash.
    pub customers: i64,
}

/// Makes a stage or an owner.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewItem {
    /// 1–200 characters, not taken.
    pub name: String,
    /// Its colour.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub color: String,
}

/// All stages in order, with live counts. Uses: customer_by_stage for the counts.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<Stage>> {
    let mut stages = reader.all(
        "SELECT id, uid, name, color, nullif(cadence_days, 0) FROM stage WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| {
            let (name, color) = (row.get(2)?, row.get(3)?);
            Ok(Stage { id: row.get(0)?, uid: row.get(1)?, name, color, cadence_days: row.get(4)?, customers: 0 })
        },
    )?;
    for stage in &mut stages {
        stage.customers = reader.sets().count_of_stage(reader, stage.id)?;
    }
    Ok(stages)
}

/// The first stage, where new customers begin.
pub(crate) fn first(conn: &Connection) -> Result<Option<i64>> {
    conn.first("SELECT id FROM stage WHERE trashed_at = 0 ORDER BY position, id LIMIT 1", [], |row| row.get(0))
}

/// The stage with this name, made if there is none.
pub(crate) fn named(tx: &Tx<'_>, name: &str) -> Result<i64> {
    let name = checked_name("stage", name)?;
    let found = tx.first("SELECT id FROM stage WHERE name = ?1 AND trashed_at = 0", [&name], |row| row.get(0))?;
    found.map_or_else(|| insert(tx, &name, ""), Ok)
}

fn insert(tx: &Tx<'_>, name: &str, color: &str) -> Result<i64> {
    tx.run(
        "INSERT INTO stage (uid, name, color, position)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM stage))",
        params![tx.new_uid(), name, color],
    )?;
    Ok(tx.last_insert_rowid())
}

/// Puts a customer into a stage from now on; nothing happens if they are there already.
pub(crate) fn enter(tx: &Tx<'_>, customer: i64, stage: i64) -> Result<()> {
    let now: Option<i64> = tx.first(
        "SELECT stage_id FROM stage_entry WHERE customer_id = ?1 ORDER BY entered_at DESC, id DESC LIMIT 1",
        [customer],
        |row| row.get(0),
    )?;
    if now == Some(stage) {
        return Ok(());
    }
    tx.about("to", tags::name_of(tx, "stage", stage)?);
    tx.run(
        "INSERT INTO stage_entry (customer_id, stage_id, entered_at) VALUES (?1, ?2, ?3)",
        params![customer, stage, tx.now()],
    )?;
    Ok(())
}

/// Makes a stage behind the others.
///
/// # Errors
/// `duplicate_name`, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewItem) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    let taken: bool = tx.value("SELECT EXISTS (SELECT 1 FROM stage WHERE name = ?1 AND trashed_at = 0)", [&name])?;
    if taken {
        return Err(Error::duplicate_name("stage", &name));
    }
    tx.about("item", name.clone());
    Ok(Created { id: insert(tx, &name, &checked_line("color", &req.color)?)? })
}

/// Renames or recolours a stage.
///
/// # Errors
/// `not_found`, `duplicate_name`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditItem) -> Result<()> {
    tags::edit_item(tx, "stage", req)
}

/// Puts stages into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    tags::order_items(tx, "stage", req)
}

/// Puts a stage into the trash; who is in it keeps it until they get another one.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    tags::trash_item(tx, "stage", req.id)
}

/// Takes a stage out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    tags::restore_item(tx, "stage", req.id)
}
