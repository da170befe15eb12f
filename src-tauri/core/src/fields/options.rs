//! Options of a field of choices: labels and colours in the user's order. Values name an option by its id, so a new
//! label changes none of them.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::values::Record;
use super::{FieldType, find, record_of};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_line, checked_name};
use crate::customers::ById;
use crate::error::{Error, Result};
use crate::tags::{OrderItems, color_in_turn, order_items};

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FieldOption {
    /// Its id.
    pub id: i64,
    /// Its label.
    pub label: String,
    /// Its colour.
    pub color: String,
}

/// Changes what is given of an option.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditOption {
    /// The option.
    pub id: i64,
    /// A new label, not taken in its field.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub label: Option<String>,
    /// A new colour: a name of the palette or `#rrggbb`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub color: Option<String>,
}

/// Makes one option of several.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MergeOptions {
    /// These go.
    pub from: Vec<i64>,
    /// This one stays, and takes their place in every value.
    pub into: i64,
}

/// The options of a field in order. Uses: field_option_by_field.
pub(crate) fn of_field(conn: &Connection, field: i64) -> Result<Vec<FieldOption>> {
    conn.all(
        "SELECT id, label, color FROM field_option WHERE field_id = ?1 AND trashed_at = 0 ORDER BY position, id",
        [field],
        |row| Ok(FieldOption { id: row.get(0)?, label: row.get(1)?, color: row.get(2)? }),
    )
}

/// The option with this label, made if there is none.
pub(crate) fn add_option(tx: &Tx<'_>, field: i64, label: &str) -> Result<i64> {
    add_colored(tx, field, label, "")
}

/// The option with this label, made in this colour if there is none.
pub(crate) fn add_colored(tx: &Tx<'_>, field: i64, label: &str, color: &str) -> Result<i64> {
    let label = checked_name("option", label)?;
    if let Some(id) = labelled(tx, field, &label)? {
        return Ok(id);
    }
    let position: i64 =
        tx.value("SELECT coalesce(max(position) + 1, 0) FROM field_option WHERE field_id = ?1", [field])?;
    let color = if color.is_empty() { color_in_turn(position) } else { color };
    tx.run(
        "INSERT INTO field_option (uid, field_id, label, color, position) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_uid(), field, label, color, position],
    )?;
    Ok(tx.last_insert_rowid())
}

/// The option of a field with this label.
pub(crate) fn labelled(conn: &Connection, field: i64, label: &str) -> Result<Option<i64>> {
    conn.first(
        "SELECT id FROM field_option WHERE field_id = ?1 AND label = ?2 AND trashed_at = 0",
        params![field, label],
        |row| row.get(0),
    )
}

/// The field, label and presence of an option; tells the history which one it is.
fn about(tx: &Tx<'_>, id: i64) -> Result<(i64, String, bool)> {
    let (field, label, alive): (i64, String, bool) = tx
        .first("SELECT field_id, label, trashed_at = 0 FROM field_option WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .ok_or_else(|| Error::not_found("field_option", id))?;
    find(tx, field)?;
    tx.about("item", label.clone());
    Ok((field, label, alive))
}

fn alive(tx: &Tx<'_>, id: i64) -> Result<(i64, String)> {
    match about(tx, id)? {
        (field, label, true) => Ok((field, label)),
        _ => Err(Error::not_found("field_option", id)),
    }
}

/// Renames or recolours an option. Values, conditions and filters keep it.
///
/// # Errors
/// `not_found`, `duplicate_name` (merging is offered then), `invalid`, `too_long`.
pub fn edit_option(tx: &Tx<'_>, req: &EditOption) -> Result<()> {
    let (field, _) = alive(tx, req.id)?;
    if let Some(label) = &req.label {
        let label = checked_name("option", label)?;
        if labelled(tx, field, &label)?.is_some_and(|other| other != req.id) {
            return Err(Error::duplicate_name("field_option", &label));
        }
        tx.run("UPDATE field_option SET label = ?2 WHERE id = ?1 AND label <> ?2", params![req.id, label])?;
        tx.about("to", label);
    }
    if let Some(color) = &req.color {
        tx.run(
            "UPDATE field_option SET color = ?2 WHERE id = ?1 AND color <> ?2",
            params![req.id, checked_line("color", color)?],
        )?;
    }
    Ok(())
}

/// Puts the options of a field into an order.
///
/// # Errors
/// Those of the database.
pub fn order_options(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    if let Some(first) = req.ids.first() {
        alive(tx, *first)?;
    }
    order_items(tx, "field_option", req)
}

/// Puts an option into the trash: it is no longer offered; who has it keeps it, as with a stage.
///
/// # Errors
/// `not_found`.
pub fn trash_option(tx: &Tx<'_>, req: &ById) -> Result<()> {
    alive(tx, req.id)?;
    tx.run("UPDATE field_option SET trashed_at = ?2 WHERE id = ?1", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes an option out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name` if its label has been taken since.
pub fn restore_option(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let (field, label, _) = about(tx, req.id)?;
    if labelled(tx, field, &label)?.is_some_and(|other| other != req.id) {
        return Err(Error::duplicate_name("field_option", &label));
    }
    tx.run("UPDATE field_option SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}

/// Makes one option of several: every value, default and condition that named one of them names the one that stays.
///
/// # Errors
/// `not_found`; `invalid` (`other_field`) if they are not of one field.
pub fn merge_options(tx: &Tx<'_>, req: &MergeOptions) -> Result<()> {
    let (field, into) = alive(tx, req.into)?;
    let (multi, record) = (find(tx, field)? == FieldType::MultiChoice, record_of(tx, field)?);
    let mut labels = Vec::new();
    for from in req.from.iter().filter(|from| **from != req.into) {
        let (of, label) = alive(tx, *from)?;
        if of != field {
            return Err(Error::invalid("from", "other_field"));
        }
        move_values(tx, record, field, (*from, req.into), multi)?;
        tx.run(
            "UPDATE field SET shown_if_number = ?3 WHERE shown_if_field = ?1 AND shown_if_number = ?2",
            params![field, from, req.into],
        )?;
        tx.run("UPDATE field_option SET trashed_at = ?2 WHERE id = ?1", params![from, tx.now()])?;
        labels.push(label);
    }
    tx.about("item", labels.join(" "));
    tx.about("to", into);
    Ok(())
}

/// Rows of a multi-choice have the option in their key, and who has both keeps one.
fn move_values(tx: &Tx<'_>, record: Record, field: i64, (from, into): (i64, i64), multi: bool) -> Result<()> {
    let (table, owner) = record.table();
    // Uses: customer_value_by_number, visit_value_by_number.
    let whose: Vec<i64> = tx.all(
        &format!("SELECT {owner} FROM {table} WHERE field_id = ?1 AND number = ?2"),
        params![field, from],
        |row| row.get(0),
    )?;
    let (old, new) = if multi { (from, into) } else { (0, 0) };
    for of in whose {
        tx.run(
            &format!("DELETE FROM {table} WHERE {owner} = ?1 AND field_id = ?2 AND item = ?3"),
            params![of, field, old],
        )?;
        tx.run(
            &format!(
                "INSERT INTO {table} ({owner}, field_id, item, number) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"
            ),
            params![of, field, new, into],
        )?;
    }
    let moved = tx.run("DELETE FROM field_default WHERE field_id = ?1 AND number = ?2", params![field, from])?;
    if moved > 0 {
        tx.run(
            "INSERT INTO field_default (field_id, item, number) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![field, new, into],
        )?;
    }
    Ok(())
}
