//! Each condition as one SQL statement over an index, giving ids of customers.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::types::Value;

use super::{Day, Rule, Span};
use crate::book::Reader;
use crate::contact_points::kind_code;
use crate::error::{Error, Result};
use crate::exchange::meaning::CustomerKind;
use crate::fields::{self, FieldContent, FieldType};

/// SQL that gives ids of customers that are not in the trash, and its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// `SELECT id …`.
    pub sql: String,
    /// Bound in order.
    pub params: Vec<Value>,
    /// The column that is the customer's id, so that the statement can be narrowed to some.
    pub id: &'static str,
}

impl Statement {
    fn new(sql: impl Into<String>, params: impl IntoIterator<Item = Value>) -> Self {
        let sql = sql.into();
        let id = if sql.starts_with("SELECT id ") { "customer.id" } else { "customer_id" };
        Self { sql, params: params.into_iter().collect(), id }
    }
}

/// The statement of a single condition; `All`, `Any`, `Not` and `Text` have none, they are worked out on sets.
///
/// # Errors
/// `not_found` for a field that is gone, `invalid` for a value of another type or a day that is none.
pub fn statement(reader: &Reader<'_>, rule: &Rule) -> Result<Option<Statement>> {
    let made = match rule {
        Rule::All(_) | Rule::Any(_) | Rule::Not(_) | Rule::Text(_) => return Ok(None),
        // Uses: customer_tag's primary key (tag_id, customer_id). The trashed are taken out on sets.
        Rule::Tag(ids) => many("SELECT customer_id FROM customer_tag WHERE tag_id", ids),
        // Uses: customer_by_stage.
        Rule::Stage(ids) => many("SELECT id FROM customer WHERE trashed_at = 0 AND stage_id", ids),
        // Uses: customer_by_owner.
        Rule::Owner(ids) => many("SELECT id FROM customer WHERE trashed_at = 0 AND owner_id", ids),
        // Uses: customer_by_kind.
        Rule::Kind(kind) => {
            let code = if *kind == CustomerKind::Company { "company" } else { "person" };
            Statement::new("SELECT id FROM customer WHERE trashed_at = 0 AND kind = ?1", [Value::from(code.to_owned())])
        }
        // Uses: customer_by_last_visit.
        Rule::LastVisit(None) => {
            Statement::new("SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on = ''", [])
        }
        Rule::LastVisit(Some(span)) => spanned(reader.today, span, "last_visit_on", "0001-01-01", "9999-12-31")?,
        // Uses: customer_by_next_followup.
        Rule::NextFollowup(None) => {
            Statement::new("SELECT id FROM customer WHERE trashed_at = 0 AND next_followup_on = '9999-12-31'", [])
        }
        Rule::NextFollowup(Some(span)) => spanned(reader.today, span, "next_followup_on", "", "9999-12-30")?,
        // Uses: customer_by_created.
        Rule::Created(span) => created(reader, span)?,
        // Uses: contact_point_by_value (kind first).
        Rule::Has(kind) => Statement::new(
            "SELECT customer_id FROM contact_point WHERE trashed_at = 0 AND kind = ?1",
            [Value::from(kind_code(*kind).to_owned())],
        ),
        Rule::Field { id, is } => field(reader, *id, is.as_ref())?,
    };
    Ok(Some(made))
}

fn many(sql: &str, ids: &[i64]) -> Statement {
    let places: Vec<String> = (1..=ids.len()).map(|place| format!("?{place}")).collect();
    Statement::new(format!("{sql} IN ({})", places.join(", ")), ids.iter().copied().map(Value::from))
}

fn day(today: NaiveDate, day: &Day) -> Result<String> {
    let date = match day {
        Day::On(text) => {
            NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Error::invalid("where", "not_a_date"))?
        }
        Day::Today(days) if *days >= 0 => {
            today.checked_add_days(Days::new(u64::from(days.unsigned_abs()))).unwrap_or(NaiveDate::MAX)
        }
        Day::Today(days) => today.checked_sub_days(Days::new(u64::from(days.unsigned_abs()))).unwrap_or(NaiveDate::MIN),
    };
    if !(1..=9999).contains(&date.year()) {
        return Err(Error::invalid("where", "out_of_range"));
    }
    Ok(date.format("%Y-%m-%d").to_string())
}

fn ends(today: NaiveDate, span: &Span, least: &str, most: &str) -> Result<(String, String)> {
    let end = |given: &Option<Day>, default: &str| {
        given.as_ref().map_or_else(|| Ok(default.to_owned()), |given| day(today, given))
    };
    Ok((end(&span.from, least)?, end(&span.to, most)?))
}

fn spanned(today: NaiveDate, span: &Span, column: &str, least: &str, most: &str) -> Result<Statement> {
    let (from, to) = ends(today, span, least, most)?;
    // Beyond the last day there is only what stands for none.
    let to = to.min(most.to_owned());
    Ok(Statement::new(
        format!("SELECT id FROM customer WHERE trashed_at = 0 AND {column} BETWEEN ?1 AND ?2"),
        [Value::from(from), Value::from(to)],
    ))
}

/// Local days as milliseconds: by the offset of now, so a summer-time border may be an hour off.
fn created(reader: &Reader<'_>, span: &Span) -> Result<Statement> {
    let (from, to) = ends(reader.today, span, "1900-01-01", "9999-12-30")?;
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
    let start = |text: &str| -> i64 {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or(epoch);
        date.signed_duration_since(reader.today).num_days()
    };
    let midnight = reader.midnight_ms;
    Ok(Statement::new(
        "SELECT id FROM customer WHERE trashed_at = 0 AND created_at >= ?1 AND created_at < ?2",
        [Value::from(midnight + start(&from) * 86_400_000), Value::from(midnight + (start(&to) + 1) * 86_400_000)],
    ))
}

fn field(reader: &Reader<'_>, id: i64, is: Option<&FieldContent>) -> Result<Statement> {
    let field_type = fields::find(reader, id)?;
    let wrong = || Error::invalid("where", "wrong_type").arg("type", field_type.code());
    // Uses: customer_value_by_number, customer_value_by_text.
    let by_number = |number: i64| {
        Statement::new(
            "SELECT customer_id FROM customer_value WHERE field_id = ?1 AND number = ?2",
            [Value::from(id), Value::from(number)],
        )
    };
    let by_text = |text: &str| {
        Statement::new(
            "SELECT customer_id FROM customer_value WHERE field_id = ?1 AND text = ?2",
            [Value::from(id), Value::from(text.to_owned())],
        )
    };
    let by_option = |label: &str| {
        Statement::new(
            "SELECT customer_id FROM customer_value WHERE field_id = ?1 AND number IN
             (SELECT id FROM field_option WHERE field_id = ?1 AND label = ?2)",
            [Value::from(id), Value::from(label.to_owned())],
        )
    };
    let Some(content) = is else {
        return Ok(Statement::new(
            "SELECT id FROM customer WHERE trashed_at = 0 AND NOT EXISTS
             (SELECT 1 FROM customer_value WHERE customer_id = customer.id AND field_id = ?1)",
            [Value::from(id)],
        ));
    };
    Ok(match (field_type, content) {
        (FieldType::Number, FieldContent::Number(text)) => by_number(fields::scaled(text)?),
        (FieldType::Money, FieldContent::Money(minor)) => by_number(*minor),
        (FieldType::YesNo, FieldContent::YesNo(yes)) => by_number(i64::from(*yes)),
        (FieldType::Date, FieldContent::Date(text)) => by_text(text),
        (FieldType::Choice | FieldType::MultiChoice, FieldContent::Choice(label)) => by_option(label),
        (FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone, FieldContent::Text(text)) => {
            by_text(text)
        }
        _ => return Err(wrong()),
    })
}
