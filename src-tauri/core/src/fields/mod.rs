//! User-defined fields of customers and of visits: what they are called, what they hold, when they are asked for.

mod conversions;
mod options;
mod properties;
mod values;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_line, checked_name, checked_text, present};
use crate::contacts::about;
use crate::customers::{ById, Created, Nothing};
use crate::error::{Error, Result};
use crate::tags::OrderItems;
pub use crate::values::field_types::FieldType;

pub(crate) use conversions::read_text;
pub use conversions::{LostValue, ReadValue, RetypeField, RetypePreview, preview_retype, read_value, retype};
pub use options::{
    EditOption, FieldOption, MergeOptions, edit_option, merge_options, order_options, restore_option, trash_option,
};
pub(crate) use options::{add_colored, add_option, labelled as option_labelled};
pub(crate) use properties::{apply_defaults, begin_visit};
use properties::{put_default, put_kinds, put_shown_if};
pub use values::FieldContent;
pub(crate) use values::{Record, decimal, foreseen, insert_value, of_customer, of_visits, put, rows_of, scaled};

/// When a field is shown: where another field of the same record holds this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShownIf {
    /// The other field.
    pub field_id: i64,
    /// What it must hold (one option of a multi-choice); anything at all if null.
    #[serde(default)]
    pub is: Option<FieldContent>,
}

/// A user-defined field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Field {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// `customer` or `visit`.
    pub record: String,
    /// Its label.
    pub label: String,
    /// Its type.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Its unit, or empty.
    pub unit: String,
    /// What to write into it, or empty.
    pub help: String,
    /// The heading under which it stands, or empty.
    pub section: String,
    /// Whether an empty one is marked.
    pub required: bool,
    /// Whether lists offer it as a column and a filter.
    pub in_lists: bool,
    /// What a new record begins with.
    pub default: Option<FieldContent>,
    /// When it is shown; always if null.
    pub shown_if: Option<ShownIf>,
    /// Kinds of visits that ask for it, of a field of visits; all of them if empty.
    pub kinds: Vec<i64>,
    /// Options of a choice, in order.
    pub options: Vec<FieldOption>,
}

/// Makes a field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewField {
    /// 1–200 characters, not taken.
    pub label: String,
    /// Its type.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// `customer` (unless told) or `visit`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub record: Option<String>,
    /// A unit.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub unit: String,
    /// Labels of options, for a choice.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub options: Vec<String>,
    /// What to write into it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub help: String,
    /// The heading under which it stands.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub section: String,
    /// Whether an empty one is marked.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub required: bool,
    /// Whether lists offer it; yes unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub in_lists: Option<bool>,
    /// What a new record begins with.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub default: Option<FieldContent>,
    /// When it is shown.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub shown_if: Option<ShownIf>,
    /// Kinds of visits that ask for it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<i64>>", optional))]
    pub kinds: Vec<i64>,
}

/// Changes what is given of a field; its type is changed by [`retype`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditField {
    /// The field.
    pub id: i64,
    /// A new label.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub label: Option<String>,
    /// A new unit, may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub unit: Option<String>,
    /// Labels of options to add.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub add_options: Vec<String>,
    /// What to write into it, may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub help: Option<String>,
    /// The heading under which it stands, may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub section: Option<String>,
    /// Whether an empty one is marked.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub required: Option<bool>,
    /// Whether lists offer it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub in_lists: Option<bool>,
    /// What a new record begins with; null for nothing.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<FieldContent>", optional = nullable))]
    pub default: Option<Option<FieldContent>>,
    /// When it is shown; null for always.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<ShownIf>", optional = nullable))]
    pub shown_if: Option<Option<ShownIf>>,
    /// Kinds of visits that ask for it; none for all.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kinds: Option<Vec<i64>>,
}

/// Sets or clears the value of a field of a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetValue {
    /// The customer.
    pub customer_id: i64,
    /// The field.
    pub field_id: i64,
    /// What it shall hold; null clears it.
    pub value: Option<FieldContent>,
}

/// All fields in the user's order, with their options.
///
/// # Errors
/// Those of the database.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<Field>> {
    all(reader)
}

/// All fields in the user's order. Uses: field_option_by_field, the primary keys of field_default and visit_kind_field.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Field>> {
    let mut fields = conn.all(
        "SELECT id, uid, record, label, type, unit, help, section, required, in_lists
         FROM field WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| {
            Ok(Field {
                id: row.get(0)?,
                uid: row.get(1)?,
                record: row.get(2)?,
                label: row.get(3)?,
                field_type: type_of(row.get_ref(4)?.as_str()?),
                unit: row.get(5)?,
                help: row.get(6)?,
                section: row.get(7)?,
                required: row.get(8)?,
                in_lists: row.get(9)?,
                default: None,
                shown_if: None,
                kinds: Vec::new(),
                options: Vec::new(),
            })
        },
    )?;
    for field in &mut fields {
        field.options = options::of_field(conn, field.id)?;
        properties::fill(conn, field)?;
    }
    Ok(fields)
}

fn type_of(code: &str) -> FieldType {
    FieldType::from_code(code).unwrap_or(FieldType::Text)
}

/// The type of a field that is not in the trash.
pub(crate) fn find(conn: &Connection, id: i64) -> Result<FieldType> {
    conn.first("SELECT type FROM field WHERE id = ?1 AND trashed_at = 0", [id], |row| {
        Ok(type_of(row.get_ref(0)?.as_str()?))
    })?
    .ok_or_else(|| Error::not_found("field", id))
}

/// What a field describes.
pub(crate) fn record_of(conn: &Connection, id: i64) -> Result<Record> {
    let code: String = conn
        .first("SELECT record FROM field WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("field", id))?;
    Record::of_code(&code)
}

/// The type of a field of these records that is not in the trash.
pub(crate) fn find_of(conn: &Connection, record: Record, id: i64) -> Result<FieldType> {
    match record_of(conn, id)? == record {
        true => find(conn, id),
        false => Err(Error::not_found("field", id)),
    }
}

/// The customer field with this label, with its type.
pub(crate) fn labelled(conn: &Connection, label: &str) -> Result<Option<(i64, FieldType)>> {
    labelled_of(conn, Record::Customer, label)
}

/// The field of these records with this label, with its type. Uses: field_by_label.
pub(crate) fn labelled_of(conn: &Connection, record: Record, label: &str) -> Result<Option<(i64, FieldType)>> {
    conn.first(
        "SELECT id, type FROM field WHERE record = ?1 AND label = ?2 AND trashed_at = 0",
        params![record.code(), label],
        |row| Ok((row.get(0)?, type_of(row.get_ref(1)?.as_str()?))),
    )
}

/// Refuses a label that another field of these records has.
fn check_free(conn: &Connection, record: Record, label: &str, but: Option<i64>) -> Result<()> {
    match labelled_of(conn, record, label)? {
        Some((id, _)) if Some(id) != but => Err(Error::duplicate_name("field", label)),
        _ => Ok(()),
    }
}

/// Makes a field behind the others.
///
/// # Errors
/// `duplicate_name` if a field of these records has that label already, `invalid`, `too_long`; `not_found` for a field
/// or kind of visit that is not there.
pub fn create(tx: &Tx<'_>, req: &NewField) -> Result<Created> {
    let label = checked_name("label", &req.label)?;
    let record = Record::of_code(req.record.as_deref().unwrap_or("customer"))?;
    check_free(tx, record, &label, None)?;
    let id = insert(tx, record.code(), &label, req.field_type, &checked_line("unit", &req.unit)?)?;
    let asked = EditField {
        id,
        add_options: req.options.clone(),
        help: Some(req.help.clone()),
        section: Some(req.section.clone()),
        required: Some(req.required),
        in_lists: req.in_lists,
        default: req.default.clone().map(Some),
        shown_if: req.shown_if.clone().map(Some),
        kinds: Some(req.kinds.clone()),
        ..EditField::default()
    };
    edit(tx, &asked)?;
    tx.about("item", label);
    Ok(Created { id })
}

/// Inserts a field that has been checked.
pub(crate) fn insert(tx: &Tx<'_>, record: &str, label: &str, field_type: FieldType, unit: &str) -> Result<i64> {
    insert_as(tx, &tx.new_uid(), record, label, field_type, unit)
}

/// Inserts a field that has been checked, under this uid.
pub(crate) fn insert_as(
    tx: &Tx<'_>,
    uid: &str,
    record: &str,
    label: &str,
    field_type: FieldType,
    unit: &str,
) -> Result<i64> {
    tx.run(
        "INSERT INTO field (uid, record, label, type, unit, position)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(position) + 1, 0) FROM field))",
        params![uid, record, label, field_type.code(), unit],
    )?;
    Ok(tx.last_insert_rowid())
}

pub(crate) fn label_of(tx: &Tx<'_>, id: i64) -> Result<String> {
    tx.first("SELECT label FROM field WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("field", id))
}

/// Changes what is given of a field, and adds options.
///
/// # Errors
/// `not_found`, `duplicate_name`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditField) -> Result<()> {
    let field_type = find(tx, req.id)?;
    let record = record_of(tx, req.id)?;
    tx.about("item", label_of(tx, req.id)?);
    if let Some(label) = &req.label {
        let label = checked_name("label", label)?;
        check_free(tx, record, &label, Some(req.id))?;
        tx.run("UPDATE field SET label = ?2 WHERE id = ?1", params![req.id, label])?;
    }
    let texts = [
        ("unit", req.unit.as_deref().map(|text| checked_line("unit", text)).transpose()?),
        ("section", req.section.as_deref().map(|text| checked_line("section", text)).transpose()?),
        ("help", req.help.as_deref().map(checked_help).transpose()?),
    ];
    for (column, text) in texts {
        if let Some(text) = text {
            tx.run(&format!("UPDATE field SET {column} = ?2 WHERE id = ?1"), params![req.id, text])?;
        }
    }
    for (column, flag) in [("required", req.required), ("in_lists", req.in_lists)] {
        if let Some(flag) = flag {
            tx.run(&format!("UPDATE field SET {column} = ?2 WHERE id = ?1"), params![req.id, flag])?;
        }
    }
    for option in &req.add_options {
        add_option(tx, req.id, option)?;
    }
    if let Some(default) = &req.default {
        put_default(tx, req.id, field_type, default.as_ref())?;
    }
    if let Some(shown_if) = &req.shown_if {
        put_shown_if(tx, req.id, record, shown_if.as_ref())?;
    }
    if let Some(kinds) = &req.kinds {
        put_kinds(tx, req.id, record, kinds)?;
    }
    Ok(())
}

/// The longest help text, in characters: it stands in a tooltip.
pub(crate) const HELP_LIMIT: usize = 500;

/// A help text.
///
/// # Errors
/// `too_long`.
pub(crate) fn checked_help(text: &str) -> Result<String> {
    let help = checked_text("help", text)?;
    if help.chars().count() > HELP_LIMIT {
        return Err(Error::too_long("help", HELP_LIMIT));
    }
    Ok(help)
}

/// Puts fields into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    crate::tags::order_items(tx, "field", req)
}

/// Puts a field into the trash; its values stay with it.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    find(tx, req.id)?;
    tx.about("item", label_of(tx, req.id)?);
    tx.run("UPDATE field SET trashed_at = ?2 WHERE id = ?1", params![req.id, tx.now()])?;
    Ok(())
}

/// Takes a field out of the trash, with its values.
///
/// # Errors
/// `not_found`, `duplicate_name`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let label = label_of(tx, req.id)?;
    check_free(tx, record_of(tx, req.id)?, &label, Some(req.id))?;
    tx.about("item", label);
    tx.run("UPDATE field SET trashed_at = 0 WHERE id = ?1", [req.id])?;
    Ok(())
}

/// Sets or clears a value.
///
/// # Errors
/// `not_found`; `invalid` if the value is not of the field's type.
pub fn set_value(tx: &Tx<'_>, req: &SetValue) -> Result<()> {
    about(tx, req.customer_id)?;
    let field_type = find_of(tx, Record::Customer, req.field_id)?;
    tx.about("field", label_of(tx, req.field_id)?);
    put(tx, Record::Customer, req.customer_id, req.field_id, field_type, req.value.as_ref())
}

#[cfg(test)]
mod conversion_tests;
#[cfg(test)]
mod option_tests;
#[cfg(test)]
mod tests;
