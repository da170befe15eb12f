//! User-defined fields and their typed values.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, Tx, settings};
use crate::checks::{checked_date, checked_line, checked_name, checked_text};
use crate::contacts::about;
use crate::customers::{ById, Created, Nothing, ValueRow};
use crate::error::{Error, Result};
use crate::tags::OrderItems;
pub use crate::values::field_types::FieldType;
use crate::values::phones::parse_phone;

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
}

/// Changes what is given of a field.
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
}

/// What a field holds, as it crosses the door. Amounts are minor units of the book's currency; numbers are decimal
/// text, so that no digit is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FieldContent {
    /// Text, long text, link, phone (E.164).
    Text(String),
    /// A number as decimal text: `12.5`.
    Number(String),
    /// An amount in minor units.
    Money(i64),
    /// A local date.
    Date(String),
    /// Yes or no.
    YesNo(bool),
    /// The label of an option; a new one is made.
    Choice(String),
    /// Labels of options; new ones are made.
    MultiChoice(Vec<String>),
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
    let mut fields = reader.all(
        "SELECT id, uid, record, label, type, unit FROM field WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| {
            Ok(Field {
                id: row.get(0)?,
                uid: row.get(1)?,
                record: row.get(2)?,
                label: row.get(3)?,
                field_type: type_of(row.get_ref(4)?.as_str()?),
                unit: row.get(5)?,
                options: Vec::new(),
            })
        },
    )?;
    for field in &mut fields {
        field.options = reader.all(
            "SELECT id, label, color FROM field_option WHERE field_id = ?1 AND trashed_at = 0 ORDER BY position, id",
            [field.id],
            |row| Ok(FieldOption { id: row.get(0)?, label: row.get(1)?, color: row.get(2)? }),
        )?;
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

/// The customer field with this label, with its type.
pub(crate) fn labelled(conn: &Connection, label: &str) -> Result<Option<(i64, FieldType)>> {
    conn.first(
        "SELECT id, type FROM field WHERE record = 'customer' AND label = ?1 AND trashed_at = 0",
        [label],
        |row| Ok((row.get(0)?, type_of(row.get_ref(1)?.as_str()?))),
    )
}

/// Field, its label, type and unit; number, text and option's label of a value.
type FoundValue = (i64, String, FieldType, String, Option<i64>, Option<String>, Option<String>);

/// The values of a customer in the fields' order. Uses: customer_value's primary key.
pub(crate) fn of_customer(conn: &Connection, customer: i64) -> Result<Vec<ValueRow>> {
    let rows: Vec<FoundValue> = conn.all(
        "SELECT f.id, f.label, f.type, f.unit, v.number, v.text, o.label
         FROM customer_value AS v JOIN field AS f ON f.id = v.field_id AND f.trashed_at = 0
         LEFT JOIN field_option AS o ON f.type IN ('choice', 'multi_choice') AND o.id = v.number
         WHERE v.customer_id = ?1 ORDER BY f.position, f.id, o.position, o.id",
        [customer],
        |row| {
            let kind = type_of(row.get_ref(2)?.as_str()?);
            Ok((row.get(0)?, row.get(1)?, kind, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
        },
    )?;
    let mut values: Vec<ValueRow> = Vec::with_capacity(rows.len());
    for (field_id, label, field_type, unit, number, text, option) in rows {
        if let (Some(ValueRow { field_id: last, value: FieldContent::MultiChoice(labels), .. }), Some(option)) =
            (values.last_mut(), option.as_ref())
            && *last == field_id
        {
            labels.push(option.clone());
            continue;
        }
        let value = match field_type {
            FieldType::Number => FieldContent::Number(decimal(number.unwrap_or(0))),
            FieldType::Money => FieldContent::Money(number.unwrap_or(0)),
            FieldType::YesNo => FieldContent::YesNo(number == Some(1)),
            FieldType::Date => FieldContent::Date(text.unwrap_or_default()),
            FieldType::Choice => FieldContent::Choice(option.unwrap_or_default()),
            FieldType::MultiChoice => FieldContent::MultiChoice(option.into_iter().collect()),
            FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone => {
                FieldContent::Text(text.unwrap_or_default())
            }
        };
        values.push(ValueRow { field_id, label, field_type, unit, value });
    }
    Ok(values)
}

/// A number scaled by 10^6 as decimal text: `12500000` → `12.5`.
pub(crate) fn decimal(scaled: i64) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = (scaled.unsigned_abs() / 1_000_000, scaled.unsigned_abs() % 1_000_000);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{}", format!("{rest:06}").trim_end_matches('0'))
    }
}

/// Decimal text as a number scaled by 10^6; digits beyond the sixth are refused.
pub(crate) fn scaled(text: &str) -> Result<i64> {
    let wrong = || Error::invalid("value", "not_a_number");
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || rest.len() > 6 || !only_digits(whole) || !only_digits(rest) {
        return Err(wrong());
    }
    let number: i64 = format!("{whole}{rest:0<6}").parse().map_err(|_| wrong())?;
    Ok(sign * number)
}

/// Makes a field behind the others.
///
/// # Errors
/// `duplicate_name`, `invalid`, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewField) -> Result<Created> {
    let label = checked_name("label", &req.label)?;
    let record = req.record.as_deref().unwrap_or("customer");
    if !matches!(record, "customer" | "visit") {
        return Err(Error::invalid("record", "not_a_record"));
    }
    let taken: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM field WHERE record = ?1 AND label = ?2 AND trashed_at = 0)",
        params![record, label],
    )?;
    if taken {
        return Err(Error::duplicate_name("field", &label));
    }
    let id = insert(tx, record, &label, req.field_type, &checked_line("unit", &req.unit)?)?;
    for option in &req.options {
        add_option(tx, id, option)?;
    }
    tx.about("item", label);
    Ok(Created { id })
}

/// Inserts a field that has been checked.
pub(crate) fn insert(tx: &Tx<'_>, record: &str, label: &str, field_type: FieldType, unit: &str) -> Result<i64> {
    tx.run(
        "INSERT INTO field (uid, record, label, type, unit, position)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(position) + 1, 0) FROM field))",
        params![tx.new_uid(), record, label, field_type.code(), unit],
    )?;
    Ok(tx.last_insert_rowid())
}

/// The option with this label, made if there is none.
pub(crate) fn add_option(tx: &Tx<'_>, field: i64, label: &str) -> Result<i64> {
    let label = checked_name("option", label)?;
    let found = tx.first(
        "SELECT id FROM field_option WHERE field_id = ?1 AND label = ?2 AND trashed_at = 0",
        params![field, label],
        |row| row.get(0),
    )?;
    if let Some(id) = found {
        return Ok(id);
    }
    tx.run(
        "INSERT INTO field_option (uid, field_id, label, position)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM field_option WHERE field_id = ?2))",
        params![tx.new_uid(), field, label],
    )?;
    Ok(tx.last_insert_rowid())
}

fn label_of(tx: &Tx<'_>, id: i64) -> Result<String> {
    tx.first("SELECT label FROM field WHERE id = ?1", [id], |row| row.get(0))?
        .ok_or_else(|| Error::not_found("field", id))
}

/// Renames a field, changes its unit, adds options.
///
/// # Errors
/// `not_found`, `duplicate_name`, `invalid`, `too_long`.
pub fn edit(tx: &Tx<'_>, req: &EditField) -> Result<()> {
    find(tx, req.id)?;
    tx.about("item", label_of(tx, req.id)?);
    if let Some(label) = &req.label {
        let label = checked_name("label", label)?;
        let taken: bool = tx.value(
            "SELECT EXISTS (SELECT 1 FROM field AS f JOIN field AS me ON me.id = ?1
             WHERE f.record = me.record AND f.label = ?2 AND f.trashed_at = 0 AND f.id <> ?1)",
            params![req.id, label],
        )?;
        if taken {
            return Err(Error::duplicate_name("field", &label));
        }
        tx.run("UPDATE field SET label = ?2 WHERE id = ?1", params![req.id, label])?;
    }
    if let Some(unit) = &req.unit {
        tx.run("UPDATE field SET unit = ?2 WHERE id = ?1", params![req.id, checked_line("unit", unit)?])?;
    }
    for option in &req.add_options {
        add_option(tx, req.id, option)?;
    }
    Ok(())
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

/// Takes a field out of the trash.
///
/// # Errors
/// `not_found`, `duplicate_name`.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    let label = label_of(tx, req.id)?;
    let taken: bool = tx.value(
        "SELECT EXISTS (SELECT 1 FROM field AS f JOIN field AS me ON me.id = ?1
         WHERE f.record = me.record AND f.label = me.label AND f.trashed_at = 0 AND f.id <> ?1)",
        [req.id],
    )?;
    if taken {
        return Err(Error::duplicate_name("field", &label));
    }
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
    let field_type = find(tx, req.field_id)?;
    tx.about("field", label_of(tx, req.field_id)?);
    match &req.value {
        None => clear(tx, req.customer_id, req.field_id),
        Some(content) => put(tx, req.customer_id, req.field_id, field_type, content),
    }
}

fn clear(tx: &Tx<'_>, customer: i64, field: i64) -> Result<()> {
    tx.run("DELETE FROM customer_value WHERE customer_id = ?1 AND field_id = ?2", params![customer, field])?;
    Ok(())
}

/// Puts a value in place of what is there.
pub(crate) fn put(tx: &Tx<'_>, customer: i64, field: i64, field_type: FieldType, content: &FieldContent) -> Result<()> {
    clear(tx, customer, field)?;
    let one = |number: Option<i64>, text: Option<String>| insert_value(tx, customer, field, 0, number, text);
    match (field_type, content) {
        (FieldType::Text, FieldContent::Text(text)) | (FieldType::Link, FieldContent::Text(text)) => {
            one(None, Some(checked_line("value", text)?).filter(|text| !text.is_empty()))
        }
        (FieldType::LongText, FieldContent::Text(text)) => {
            one(None, Some(checked_text("value", text)?).filter(|text| !text.is_empty()))
        }
        (FieldType::Phone, FieldContent::Text(text)) => {
            let home = settings::get(tx)?.home_country;
            let phone = parse_phone(text, &home).map_err(|problem| Error::invalid("value", problem.code()))?;
            one(None, Some(phone.value))
        }
        (FieldType::Number, FieldContent::Number(text)) => one(Some(scaled(text)?), None),
        (FieldType::Money, FieldContent::Money(minor)) => one(Some(*minor), None),
        (FieldType::Date, FieldContent::Date(date)) => one(None, Some(checked_date("value", date)?)),
        (FieldType::YesNo, FieldContent::YesNo(yes)) => one(Some(i64::from(*yes)), None),
        (FieldType::Choice, FieldContent::Choice(label)) => one(Some(add_option(tx, field, label)?), None),
        (FieldType::MultiChoice, FieldContent::MultiChoice(labels)) => {
            for label in labels {
                let option = add_option(tx, field, label)?;
                insert_value(tx, customer, field, option, Some(option), None)?;
            }
            Ok(())
        }
        _ => Err(Error::invalid("value", "wrong_type").arg("type", field_type.code())),
    }
}

/// Inserts one typed row; nothing to hold is no row.
pub(crate) fn insert_value(
    tx: &Tx<'_>,
    customer: i64,
    field: i64,
    item: i64,
    number: Option<i64>,
    text: Option<String>,
) -> Result<()> {
    if number.is_some() || text.is_some() {
        tx.run(
            "INSERT INTO customer_value (customer_id, field_id, item, number, text) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![customer, field, item, number, text],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
