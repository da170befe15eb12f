//! Groups of a list: how many of it are in each stage, have each tag, were last visited in each month …

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CustomerKind;
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::conditions::{Day, FieldRule, FieldTest, Part, Rule, Span};
use crate::error::{Error, Result};
use crate::fields::{self, FieldContent, FieldType, Record};

/// Asks for the groups of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GroupCustomers {
    /// Who is in the list; everybody if absent.
    #[serde(default, rename = "where")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Rule>", optional, rename = "where"))]
    pub rule: Rule,
    /// By what.
    pub by: GroupKey,
}

/// What a list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GroupKey {
    /// The stage.
    Stage,
    /// The owner.
    Owner,
    /// Person or company.
    Kind,
    /// The tag; who has several is in several groups.
    Tag,
    /// A field of choices or of yes and no; who has several options is in several groups.
    Field(i64),
    /// The month of the last visit.
    LastVisit,
    /// The month in which they were made.
    Created,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Group {
    /// The id of the stage, owner, tag or option.
    pub id: Option<i64>,
    /// Its name, or the month as `YYYY-MM`; none for `person`, `company`, `yes`, `no` and for those without any.
    pub label: Option<String>,
    /// `person`, `company`, `yes` or `no`; `none` for those without any; else empty.
    pub code: String,
    /// The colour of the stage, owner, tag or option, or empty.
    pub color: String,
    /// How many of the list are in it.
    pub customers: u64,
    /// The condition that holds for those in it.
    pub rule: Rule,
}

/// The groups of a list that have anybody in them, in the user's order or by month, those without any last.
///
/// # Errors
/// Those of the rule; `invalid` for a field that cannot be grouped by.
pub fn groups(reader: &Reader<'_>, req: &GroupCustomers) -> Result<Vec<Group>> {
    let list = reader.sets().members(reader, &req.rule)?;
    let mut groups = match req.by {
        GroupKey::LastVisit => return months(reader, req, "last_visit_on", true),
        GroupKey::Created => return months(reader, req, "created_at", false),
        by => candidates(reader, by)?,
    };
    for group in &mut groups {
        group.customers = reader.sets().members(reader, &group.rule)?.intersection_len(&list);
    }
    groups.retain(|group| group.customers > 0);
    Ok(groups)
}

fn coded(code: &str, rule: Rule) -> Group {
    Group { id: None, label: None, code: code.to_owned(), color: String::new(), customers: 0, rule }
}

fn named(reader: &Reader<'_>, sql: &str, rule: impl Fn(i64) -> Rule) -> Result<Vec<Group>> {
    reader.all(sql, [], |row| {
        let id: i64 = row.get(0)?;
        Ok(Group {
            id: Some(id),
            label: Some(row.get(1)?),
            code: String::new(),
            color: row.get(2)?,
            customers: 0,
            rule: rule(id),
        })
    })
}

/// All groups that there may be, without their counts.
fn candidates(reader: &Reader<'_>, by: GroupKey) -> Result<Vec<Group>> {
    let (mut groups, part) = match by {
        GroupKey::Stage => {
            let sql = "SELECT id, name, color FROM stage ORDER BY position, id";
            (named(reader, sql, |id| Rule::Stage(vec![id]))?, Part::Stage)
        }
        GroupKey::Owner => {
            let sql = "SELECT id, name, color FROM owner ORDER BY position, id";
            (named(reader, sql, |id| Rule::Owner(vec![id]))?, Part::Owner)
        }
        GroupKey::Tag => {
            let sql = "SELECT id, name, color FROM tag WHERE trashed_at = 0 ORDER BY position, id";
            (named(reader, sql, |id| Rule::Tag(vec![id]))?, Part::Tag)
        }
        GroupKey::Field(field) => return of_field(reader, field),
        GroupKey::Kind | GroupKey::LastVisit | GroupKey::Created => {
            return Ok(vec![
                coded("person", Rule::Kind(CustomerKind::Person)),
                coded("company", Rule::Kind(CustomerKind::Company)),
            ]);
        }
    };
    groups.push(coded("none", Rule::Lacks(part)));
    Ok(groups)
}

fn of_field(reader: &Reader<'_>, field: i64) -> Result<Vec<Group>> {
    let rule = |test| Rule::Field(FieldRule { id: field, test });
    let field_type = fields::find_of(reader, Record::Customer, field)
        .map_err(|_| Error::invalid("by", "no_such_field").arg("id", field))?;
    let mut groups = match field_type {
        FieldType::Choice | FieldType::MultiChoice => {
            let sql =
                format!("SELECT id, label, color FROM field_option WHERE field_id = {field} ORDER BY position, id");
            named(reader, &sql, |id| rule(FieldTest::Options(vec![id])))?
        }
        FieldType::YesNo => [(true, "yes"), (false, "no")]
            .into_iter()
            .map(|(yes, code)| coded(code, rule(FieldTest::Is(Some(FieldContent::YesNo(yes))))))
            .collect(),
        _ => return Err(Error::invalid("by", "wrong_type").arg("type", field_type.code())),
    };
    groups.push(coded("none", rule(FieldTest::Holds(false))));
    Ok(groups)
}

/// The months of a column of days or of moments. Uses: customer_by_last_visit, customer_by_created (covering).
fn months(reader: &Reader<'_>, req: &GroupCustomers, column: &str, is_day: bool) -> Result<Vec<Group>> {
    let list = reader.sets().members(reader, &req.rule)?;
    let offset = reader.midnight_ms.rem_euclid(86_400_000);
    // Local midnight stands so long before or behind that of UTC.
    let offset = if offset > 43_200_000 { 86_400_000 - offset } else { -offset };
    let month = match is_day {
        true => format!("substr({column}, 1, 7)"),
        false => format!("strftime('%Y-%m', ({column} + {offset}) / 1000, 'unixepoch')"),
    };
    let sql = format!("SELECT id, {month} FROM customer WHERE trashed_at = 0 ORDER BY {column}");
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut statement = reader.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if list.contains(row.get(0)?) {
            let month = row.get_ref(1)?.as_str().unwrap_or_default();
            match counts.get_mut(month) {
                Some(count) => *count += 1,
                None => drop(counts.insert(month.to_owned(), 1)),
            }
        }
    }
    // Those never visited have no month, and come last.
    let never = counts.remove("");
    let mut groups: Vec<Group> = counts
        .into_iter()
        .map(|(month, customers)| Group {
            id: None,
            rule: of_month(&month, is_day),
            label: Some(month),
            code: String::new(),
            color: String::new(),
            customers,
        })
        .collect();
    groups.extend(never.map(|customers| Group { customers, ..coded("none", Rule::Lacks(Part::Visit)) }));
    Ok(groups)
}

fn of_month(month: &str, is_day: bool) -> Rule {
    let first = chrono::NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").unwrap_or_default();
    let last = first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    let day = |date: chrono::NaiveDate| Some(Day::On(date.format("%Y-%m-%d").to_string()));
    let span = Span { from: day(first), to: day(last), period: None };
    if is_day { Rule::LastVisit(Some(span)) } else { Rule::Created(span) }
}
