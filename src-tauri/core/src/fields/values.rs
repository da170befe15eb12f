//! Values of fields: what crosses the door, and the typed rows that hold it, of customers and of visits alike.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::FieldType;
use super::options::{add_option, labelled};
use crate::book::sql::Sql;
use crate::book::{Tx, settings};
use crate::checks::{checked_date, checked_line, checked_name, checked_text};
use crate::customers::ValueRow;
use crate::error::{Error, Result};
use crate::values::emails::parse_link;
use crate::values::phones::parse_phone;

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

/// What fields describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Record {
    Customer,
    Visit,
}

impl Record {
    /// As it is stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Visit => "visit",
        }
    }

    /// The record with this code.
    ///
    /// # Errors
    /// `invalid` (`not_a_record`).
    pub fn of_code(code: &str) -> Result<Self> {
        match code {
            "customer" => Ok(Self::Customer),
            "visit" => Ok(Self::Visit),
            _ => Err(Error::invalid("record", "not_a_record")),
        }
    }

    /// The table of its values, and the column that names whose they are.
    pub const fn table(self) -> (&'static str, &'static str) {
        match self {
            Self::Customer => ("customer_value", "customer_id"),
            Self::Visit => ("visit_value", "visit_id"),
        }
    }
}

/// One typed row of a value. `item` is the option of a multi-choice, else 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub item: i64,
    pub number: Option<i64>,
    pub text: Option<String>,
}

impl Stored {
    const fn number(number: i64) -> Self {
        Self { item: 0, number: Some(number), text: None }
    }

    const fn text(text: String) -> Self {
        Self { item: 0, number: None, text: Some(text) }
    }
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

/// A value as the typed rows that hold it; nothing to hold is no row. New options are made.
///
/// # Errors
/// `invalid` if it is not of the field's type or cannot be read, `too_long`.
pub(crate) fn stored(tx: &Tx<'_>, field: i64, field_type: FieldType, content: &FieldContent) -> Result<Vec<Stored>> {
    let rows = stored_with(tx, field_type, content, |label| add_option(tx, field, label).map(Some))?;
    Ok(rows.unwrap_or_default())
}

/// A value as the typed rows that would hold it, sorted by item; none if an option would have to be made for it.
///
/// # Errors
/// As for [`stored`].
pub(crate) fn foreseen(
    conn: &Connection,
    field: i64,
    field_type: FieldType,
    content: Option<&FieldContent>,
) -> Result<Option<Vec<Stored>>> {
    let Some(content) = content else { return Ok(Some(Vec::new())) };
    let mut rows =
        stored_with(conn, field_type, content, |label| labelled(conn, field, &checked_name("option", label)?))?;
    rows.iter_mut().for_each(|rows| rows.sort_by_key(|row| row.item));
    Ok(rows)
}

/// `option` finds the option with a label; if it finds none, the value has no rows yet.
fn stored_with(
    conn: &Connection,
    field_type: FieldType,
    content: &FieldContent,
    mut option: impl FnMut(&str) -> Result<Option<i64>>,
) -> Result<Option<Vec<Stored>>> {
    let said = |text: String| if text.is_empty() { Vec::new() } else { vec![Stored::text(text)] };
    Ok(Some(match (field_type, content) {
        (FieldType::Text, FieldContent::Text(text)) => said(checked_line("value", text)?),
        (FieldType::LongText, FieldContent::Text(text)) => said(checked_text("value", text)?),
        (FieldType::Link, FieldContent::Text(text)) => match checked_line("value", text)? {
            empty if empty.is_empty() => Vec::new(),
            link => said(parse_link(&link).ok_or_else(|| Error::invalid("value", "not_a_link"))?),
        },
        (FieldType::Phone, FieldContent::Text(text)) => {
            let home = settings::get(conn)?.home_country;
            let phone = parse_phone(text, &home).map_err(|problem| Error::invalid("value", problem.code()))?;
            said(phone.value)
        }
        (FieldType::Number, FieldContent::Number(text)) => vec![Stored::number(scaled(text)?)],
        (FieldType::Money, FieldContent::Money(minor)) => vec![Stored::number(*minor)],
        (FieldType::Date, FieldContent::Date(date)) => said(checked_date("value", date)?),
        (FieldType::YesNo, FieldContent::YesNo(yes)) => vec![Stored::number(i64::from(*yes))],
        (FieldType::Choice, FieldContent::Choice(label)) => {
            let Some(option) = option(label)? else { return Ok(None) };
            vec![Stored::number(option)]
        }
        (FieldType::MultiChoice, FieldContent::MultiChoice(labels)) => {
            let mut rows: Vec<Stored> = Vec::with_capacity(labels.len());
            for label in labels {
                let Some(option) = option(label)? else { return Ok(None) };
                if rows.iter().all(|row| row.item != option) {
                    rows.push(Stored { item: option, number: Some(option), text: None });
                }
            }
            rows
        }
        _ => return Err(Error::invalid("value", "wrong_type").arg("type", field_type.code())),
    }))
}

/// The typed rows that a record has of a field, sorted by item.
pub(crate) fn rows_of(conn: &Connection, record: Record, of: i64, field: i64) -> Result<Vec<Stored>> {
    let (table, owner) = record.table();
    conn.all(
        &format!("SELECT item, number, text FROM {table} WHERE {owner} = ?1 AND field_id = ?2 ORDER BY item"),
        params![of, field],
        |row| Ok(Stored { item: row.get(0)?, number: row.get(1)?, text: row.get(2)? }),
    )
}

/// Puts a value in place of what is there; none clears it. What is there already is not written again.
///
/// # Errors
/// As for [`stored`].
pub(crate) fn put(
    tx: &Tx<'_>,
    record: Record,
    of: i64,
    field: i64,
    field_type: FieldType,
    content: Option<&FieldContent>,
) -> Result<()> {
    let mut rows = content.map_or_else(|| Ok(Vec::new()), |content| stored(tx, field, field_type, content))?;
    rows.sort_by_key(|row| row.item);
    replace(tx, record, of, field, &rows)
}

/// Puts typed rows, sorted by item, in place of those that are there.
pub(crate) fn replace(tx: &Tx<'_>, record: Record, of: i64, field: i64, rows: &[Stored]) -> Result<()> {
    let (table, owner) = record.table();
    let there = rows_of(tx, record, of, field)?;
    if there == rows {
        return Ok(());
    }
    for old in there.iter().filter(|old| rows.iter().all(|row| row.item != old.item)) {
        tx.run(
            &format!("DELETE FROM {table} WHERE {owner} = ?1 AND field_id = ?2 AND item = ?3"),
            params![of, field, old.item],
        )?;
    }
    for row in rows {
        tx.run(
            &format!(
                "INSERT INTO {table} ({owner}, field_id, item, number, text) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT ({owner}, field_id, item) DO UPDATE SET number = excluded.number, text = excluded.text"
            ),
            params![of, field, row.item, row.number, row.text],
        )?;
    }
    Ok(())
}

/// Inserts one typed row of a customer; nothing to hold is no row.
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

/// One typed row as a value; a further row of a multi-choice is added to what `before` holds.
pub(crate) fn content(
    field_type: FieldType,
    number: Option<i64>,
    text: Option<String>,
    option: Option<String>,
) -> FieldContent {
    match field_type {
        FieldType::Number => FieldContent::Number(decimal(number.unwrap_or(0))),
        FieldType::Money => FieldContent::Money(number.unwrap_or(0)),
        FieldType::YesNo => FieldContent::YesNo(number == Some(1)),
        FieldType::Date => FieldContent::Date(text.unwrap_or_default()),
        FieldType::Choice => FieldContent::Choice(option.unwrap_or_default()),
        FieldType::MultiChoice => FieldContent::MultiChoice(option.into_iter().collect()),
        FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone => {
            FieldContent::Text(text.unwrap_or_default())
        }
    }
}

/// Whose it is; field, its label, type and unit; number, text and option's label of a value.
type FoundValue = (i64, i64, String, FieldType, String, Option<i64>, Option<String>, Option<String>);

/// Gathers rows that come sorted by whose they are and by field.
fn gathered(rows: Vec<FoundValue>) -> Vec<(i64, ValueRow)> {
    let mut values: Vec<(i64, ValueRow)> = Vec::with_capacity(rows.len());
    for (of, field_id, label, field_type, unit, number, text, option) in rows {
        if let (Some((whose, ValueRow { field_id: last, value: FieldContent::MultiChoice(labels), .. })), Some(option)) =
            (values.last_mut(), option.as_ref())
            && (*whose, *last) == (of, field_id)
        {
            labels.push(option.clone());
            continue;
        }
        let value = content(field_type, number, text, option);
        values.push((of, ValueRow { field_id, label, field_type, unit, value }));
    }
    values
}

fn found(row: &rusqlite::Row<'_>) -> rusqlite::Result<FoundValue> {
    let kind = super::type_of(row.get_ref(3)?.as_str()?);
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, kind, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?))
}

/// The values of a customer in the fields' order. Uses: customer_value's primary key.
pub(crate) fn of_customer(conn: &Connection, customer: i64) -> Result<Vec<ValueRow>> {
    let rows = conn.all(
        "SELECT v.customer_id, f.id, f.label, f.type, f.unit, v.number, v.text, o.label
         FROM customer_value AS v JOIN field AS f ON f.id = v.field_id AND f.trashed_at = 0
         LEFT JOIN field_option AS o ON f.type IN ('choice', 'multi_choice') AND o.id = v.number
         WHERE v.customer_id = ?1 ORDER BY f.position, f.id, o.position, o.id",
        [customer],
        found,
    )?;
    Ok(gathered(rows).into_iter().map(|(_, value)| value).collect())
}

/// The values of these visits, each in the fields' order. Uses: visit_value's primary key.
pub(crate) fn of_visits(conn: &Connection, visits: &[i64]) -> Result<HashMap<i64, Vec<ValueRow>>> {
    let mut values: HashMap<i64, Vec<ValueRow>> = HashMap::new();
    if visits.is_empty() {
        return Ok(values);
    }
    let rows = conn.all(
        "SELECT v.visit_id, f.id, f.label, f.type, f.unit, v.number, v.text, o.label
         FROM json_each(?1) AS wanted CROSS JOIN visit_value AS v ON v.visit_id = wanted.value
         JOIN field AS f ON f.id = v.field_id AND f.trashed_at = 0
         LEFT JOIN field_option AS o ON f.type IN ('choice', 'multi_choice') AND o.id = v.number
         ORDER BY v.visit_id, f.position, f.id, o.position, o.id",
        [serde_json::to_string(visits)?],
        found,
    )?;
    for (visit, value) in gathered(rows) {
        values.entry(visit).or_default().push(value);
    }
    Ok(values)
}
