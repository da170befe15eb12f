//! Another type for a field, and texts read by a type. A value goes through its text: what a person would write for it
//! is read as the new type.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::values::{Record, Stored, content, decimal, replace, scaled, stored};
use super::{FieldContent, FieldType, ShownIf, find, label_of, properties, put_default, put_shown_if, record_of};
use crate::book::sql::Sql;
use crate::book::{Reader, Tx, settings};
use crate::checks::{NAME_LIMIT, TEXT_LIMIT};
use crate::error::{Error, Result};
use crate::values::amounts::{AmountProblem, AmountStyle, parse_amount, parse_number};
use crate::values::dates::{DateStyle, parse_date};
use crate::values::emails::parse_link;
use crate::values::field_types::NUMBER_SCALE;
use crate::values::numbers::Decimal;
use crate::values::phones::parse_phone;
use crate::values::tags::split_tags;
use crate::values::texts::{clean_line, clean_text};
use crate::values::yes_no::parse_yes_no;

/// So many different texts become options at most: more are no choice any more.
pub const MOST_OPTIONS: usize = 500;
/// So many of the values that would be lost are shown.
const MOST_EXAMPLES: usize = 100;

/// Gives a field another type.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RetypeField {
    /// The field.
    pub id: i64,
    /// Its type from now on.
    #[serde(rename = "type")]
    pub field_type: FieldType,
}

/// A value that does not fit the new type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LostValue {
    /// The customer whose it is, or whose visit it is of.
    pub customer_id: i64,
    /// That customer's name.
    pub name: String,
    /// As it stands.
    pub value: String,
    /// Why it does not fit: a code.
    pub reason: String,
}

/// What another type would do to the values of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RetypePreview {
    /// Records that hold something.
    pub total: u32,
    /// Those whose value fits.
    pub kept: u32,
    /// Those whose value would go.
    pub lost: u32,
    /// Options that would be made.
    pub new_options: u32,
    /// Up to 100 of those that would go.
    pub examples: Vec<LostValue>,
}

/// Asks what a text means in a field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReadValue {
    /// The field.
    pub field_id: i64,
    /// As it was written: `3万`, `3月5日`, `yes`, `A, B`.
    pub text: String,
}

/// By what texts are read.
struct Manners {
    home: String,
    currency: String,
    exponent: u8,
    unit: String,
}

impl Manners {
    fn of(conn: &Connection, field: i64) -> Result<Self> {
        let settings = settings::get(conn)?;
        let unit = conn.first("SELECT unit FROM field WHERE id = ?1", [field], |row| row.get(0))?;
        Ok(Self {
            home: settings.home_country,
            currency: settings.currency,
            exponent: settings.currency_exponent,
            unit: unit.unwrap_or_default(),
        })
    }

    /// A value as a person would write it; the same in every language.
    fn written(&self, value: &FieldContent) -> String {
        match value {
            FieldContent::Text(text)
            | FieldContent::Number(text)
            | FieldContent::Date(text)
            | FieldContent::Choice(text) => text.clone(),
            FieldContent::Money(minor) => {
                let (digits, unit) = (usize::from(self.exponent.min(6)), 10_u64.pow(u32::from(self.exponent.min(6))));
                let (sign, whole) = (if *minor < 0 { "-" } else { "" }, minor.unsigned_abs() / unit);
                match minor.unsigned_abs() % unit {
                    0 => format!("{sign}{whole}"),
                    rest => format!("{sign}{whole}.{}", format!("{rest:0digits$}").trim_end_matches('0')),
                }
            }
            FieldContent::YesNo(yes) => if *yes { "✓" } else { "✗" }.to_owned(),
            FieldContent::MultiChoice(labels) => labels.join("、"),
        }
    }

    /// What a text means as a value of this type; none for a text that says nothing.
    fn read(&self, to: FieldType, text: &str) -> Result<Option<FieldContent>, &'static str> {
        let line = clean_line(text);
        if line.is_empty() {
            return Ok(None);
        }
        let short = |text: String| if text.chars().count() > NAME_LIMIT { Err("text_too_long") } else { Ok(text) };
        Ok(Some(match to {
            FieldType::Text => FieldContent::Text(short(line)?),
            FieldType::LongText => match clean_text(text) {
                long if long.chars().count() > TEXT_LIMIT => return Err("text_too_long"),
                long => FieldContent::Text(long),
            },
            FieldType::Number => {
                let bare = line.strip_suffix(self.unit.as_str()).map_or(line.as_str(), str::trim);
                let number = parse_number(bare, AmountStyle::default()).map_err(AmountProblem::code)?;
                let text = decimal(exact(number, NUMBER_SCALE)?);
                scaled(&text).map_err(|_| AmountProblem::TooLarge.code())?;
                FieldContent::Number(text)
            }
            FieldType::Money => {
                let amount = parse_amount(&line, AmountStyle::default()).map_err(AmountProblem::code)?;
                if amount.currency.is_some_and(|currency| !currency.fits(&self.currency)) {
                    return Err(AmountProblem::OtherCurrency.code());
                }
                FieldContent::Money(exact(amount.value, self.exponent)?)
            }
            FieldType::Date => {
                let date = parse_date(&line, DateStyle::default()).map_err(crate::values::dates::DateProblem::code)?;
                FieldContent::Date(date.to_string())
            }
            FieldType::YesNo => FieldContent::YesNo(parse_yes_no(&line).ok_or("not_yes_or_no")?),
            FieldType::Choice => FieldContent::Choice(short(line)?),
            FieldType::MultiChoice => {
                FieldContent::MultiChoice(split_tags(text).into_iter().map(short).collect::<Result<_, _>>()?)
            }
            FieldType::Link => FieldContent::Text(parse_link(&short(line)?).ok_or("not_a_link")?),
            FieldType::Phone => {
                let phone = parse_phone(&line, &self.home).map_err(crate::values::phones::PhoneProblem::code)?;
                FieldContent::Text(phone.value)
            }
        }))
    }

    /// A value as one of another type.
    fn convert(&self, to: FieldType, value: &FieldContent) -> Result<Option<FieldContent>, &'static str> {
        match (to, value) {
            (FieldType::Number, FieldContent::YesNo(yes)) => Ok(Some(FieldContent::Number(u8::from(*yes).to_string()))),
            // A label may hold what would part it in a text.
            (FieldType::MultiChoice, FieldContent::Choice(label)) => {
                Ok(Some(FieldContent::MultiChoice(vec![label.clone()])))
            }
            (FieldType::Choice, FieldContent::MultiChoice(labels)) => match labels.as_slice() {
                [label] => Ok(Some(FieldContent::Choice(label.clone()))),
                _ => Err("several"),
            },
            _ => self.read(to, &self.written(value)),
        }
    }
}

/// The number in units of 10^-`scale`, if that loses no digit.
fn exact(number: Decimal, scale: u8) -> Result<i64, &'static str> {
    let units = number.scaled(scale).ok_or(AmountProblem::TooLarge.code())?;
    match Decimal::new(i128::from(units), u32::from(scale)) {
        Some(same) if same == number => Ok(units),
        _ => Err("too_precise"),
    }
}

/// Reads a text as a value of a field; none for a text that says nothing.
///
/// # Errors
/// `not_found`; `invalid` with why it cannot be read.
pub fn read_value(reader: &Reader<'_>, req: &ReadValue) -> Result<Option<FieldContent>> {
    read_text(reader, req.field_id, &req.text)
}

/// Reads a text as a value of a field; none for a text that says nothing.
///
/// # Errors
/// As for [`read_value`].
pub(crate) fn read_text(conn: &Connection, field: i64, text: &str) -> Result<Option<FieldContent>> {
    let to = find(conn, field)?;
    Manners::of(conn, field)?.read(to, text).map_err(|reason| Error::invalid("value", reason))
}

/// Every value of a field by whose it is. Uses: customer_value_by_number, customer_value_by_text and those of visits.
fn values_of(conn: &Connection, record: Record, id: i64, from: FieldType) -> Result<BTreeMap<i64, FieldContent>> {
    let (table, owner) = record.table();
    let column = match from {
        FieldType::Number | FieldType::Money | FieldType::YesNo | FieldType::Choice | FieldType::MultiChoice => {
            "number"
        }
        FieldType::Text | FieldType::LongText | FieldType::Date | FieldType::Link | FieldType::Phone => "text",
    };
    let options: BTreeMap<i64, String> = conn
        .all("SELECT id, label FROM field_option WHERE field_id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .into_iter()
        .collect();
    let mut values: BTreeMap<i64, FieldContent> = BTreeMap::new();
    let rows: Vec<(i64, Option<i64>, Option<String>)> = conn.all(
        &format!("SELECT {owner}, number, text FROM {table} WHERE field_id = ?1 AND {column} IS NOT NULL"),
        [id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    for (of, number, text) in rows {
        let label = number.and_then(|option| options.get(&option)).cloned();
        let value = content(from, number, text, label);
        match (values.get_mut(&of), value) {
            (Some(FieldContent::MultiChoice(labels)), FieldContent::MultiChoice(more)) => labels.extend(more),
            (_, value) => drop(values.insert(of, value)),
        }
    }
    Ok(values)
}

/// A change of type, worked out.
struct Conversion {
    from: FieldType,
    record: Record,
    manners: Manners,
    values: BTreeMap<i64, FieldContent>,
}

impl Conversion {
    fn of(conn: &Connection, id: i64) -> Result<Self> {
        let (from, record) = (find(conn, id)?, record_of(conn, id)?);
        Ok(Self { from, record, manners: Manners::of(conn, id)?, values: values_of(conn, record, id, from)? })
    }

    /// Labels that the values would make options of.
    fn labels(&self, to: FieldType) -> BTreeSet<String> {
        let converted = self.values.values().filter_map(|value| self.manners.convert(to, value).ok().flatten());
        converted
            .flat_map(|value| match value {
                FieldContent::Choice(label) => vec![label],
                FieldContent::MultiChoice(labels) => labels,
                _ => Vec::new(),
            })
            .collect()
    }
}

/// How many labels are no options of the field yet.
fn new_options(conn: &Connection, id: i64, labels: &BTreeSet<String>) -> Result<usize> {
    let known: Vec<String> =
        conn.all("SELECT label FROM field_option WHERE field_id = ?1 AND trashed_at = 0", [id], |row| row.get(0))?;
    Ok(labels.iter().filter(|label| !known.contains(label)).count())
}

/// What another type would do to the values of a field; nothing is changed.
///
/// # Errors
/// `not_found`; `too_many_options` if so many different texts are no choice.
pub fn preview_retype(reader: &Reader<'_>, req: &RetypeField) -> Result<RetypePreview> {
    let conversion = Conversion::of(reader, req.id)?;
    let (mut lost, mut examples) = (0, Vec::new());
    for (of, value) in &conversion.values {
        let Err(reason) = conversion.manners.convert(req.field_type, value) else { continue };
        lost += 1;
        if examples.len() < MOST_EXAMPLES {
            let (customer_id, name) = whose(reader, conversion.record, *of)?;
            let value = conversion.manners.written(value).chars().take(NAME_LIMIT).collect();
            examples.push(LostValue { customer_id, name, value, reason: reason.to_owned() });
        }
    }
    let labels = conversion.labels(req.field_type);
    check_options(&labels)?;
    let total = u32::try_from(conversion.values.len()).unwrap_or(u32::MAX);
    let new_options = u32::try_from(new_options(reader, req.id, &labels)?).unwrap_or(u32::MAX);
    Ok(RetypePreview { total, kept: total - lost, lost, new_options, examples })
}

fn check_options(labels: &BTreeSet<String>) -> Result<()> {
    if labels.len() > MOST_OPTIONS {
        return Err(Error::refused("too_many_options").arg("count", labels.len()).arg("limit", MOST_OPTIONS));
    }
    Ok(())
}

fn whose(conn: &Connection, record: Record, of: i64) -> Result<(i64, String)> {
    let sql = match record {
        Record::Customer => "SELECT id, name FROM customer WHERE id = ?1",
        Record::Visit => {
            "SELECT c.id, c.name FROM visit AS v JOIN customer AS c ON c.id = v.customer_id WHERE v.id = ?1"
        }
    };
    Ok(conn.first(sql, [of], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or((0, String::new())))
}

/// Gives a field another type. Values that fit are converted, those that do not are taken out; undo brings all back.
///
/// # Errors
/// `not_found`, `too_many_options`.
pub fn retype(tx: &Tx<'_>, req: &RetypeField) -> Result<()> {
    let (id, to) = (req.id, req.field_type);
    let conversion = Conversion::of(tx, id)?;
    tx.about("item", label_of(tx, id)?);
    if conversion.from == to {
        return Ok(());
    }
    check_options(&conversion.labels(to))?;
    let convert = |value: &FieldContent| conversion.manners.convert(to, value).ok().flatten();
    let default = properties::default_of(tx, id, conversion.from)?;
    let waiting: Vec<i64> = tx.all("SELECT id FROM field WHERE shown_if_field = ?1", [id], |row| row.get(0))?;
    let waiting: Vec<(i64, Option<ShownIf>)> =
        waiting.into_iter().map(|other| Ok((other, properties::shown_if(tx, other)?))).collect::<Result<_>>()?;
    put_default(tx, id, conversion.from, None)?;
    tx.run("UPDATE field SET type = ?2 WHERE id = ?1", params![id, to.code()])?;
    for (of, value) in &conversion.values {
        let mut rows: Vec<Stored> = match convert(value) {
            Some(value) => stored(tx, id, to, &value)?,
            None => Vec::new(),
        };
        rows.sort_by_key(|row| row.item);
        replace(tx, conversion.record, *of, id, &rows)?;
    }
    put_default(tx, id, to, default.as_ref().and_then(convert).as_ref())?;
    for (other, condition) in waiting {
        // What cannot be asked for any more: anything at all will do.
        let is = condition.and_then(|condition| condition.is).as_ref().and_then(convert);
        let is = is.and_then(|is| match is {
            FieldContent::MultiChoice(labels) => labels.into_iter().next().map(FieldContent::Choice),
            one => Some(one),
        });
        put_shown_if(tx, other, conversion.record, Some(&ShownIf { field_id: id, is }))?;
    }
    Ok(())
}
