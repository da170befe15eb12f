//! The list of customers: any position of any filter in any order.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{CustomerKind, CustomerRow};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::conditions::Rule;
use crate::error::Result;
use crate::fields;
use crate::sets;

/// What customers are sorted by. Who has nothing of it comes last, both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// The name, Chinese by pinyin.
    #[default]
    Name,
    /// Companies first, then persons, each by name.
    Kind,
    /// The stage's position, then the name.
    Stage,
    /// The owner's position, then the name.
    Owner,
    /// The day of the last visit.
    LastVisit,
    /// The day of the next follow-up.
    NextFollowup,
    /// When it was made.
    Created,
    /// When it was last changed.
    Updated,
    /// The first tag in the user's order.
    Tags,
    /// The first phone.
    Phone,
    /// The first contact's name, Chinese by pinyin.
    Contact,
    /// How many visits there are.
    Visits,
    /// The next birthday.
    Birthday,
    /// What a field holds: numbers by value, options in their order, texts by pinyin.
    Field(i64),
}

impl SortKey {
    /// Every key that has an index of its own.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Kind,
        Self::Stage,
        Self::Owner,
        Self::LastVisit,
        Self::NextFollowup,
        Self::Created,
        Self::Updated,
    ];
}

/// One key of an order. Who is alike by all keys stands by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Sort {
    /// By what.
    #[serde(default)]
    pub by: SortKey,
    /// Last first.
    #[serde(default)]
    pub desc: bool,
}

/// The keys of an order, or a single one without a list around it.
///
/// # Errors
/// If it is neither.
fn one_or_more<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Sort>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Sorts {
        One(Sort),
        More(Vec<Sort>),
    }
    Ok(match Sorts::deserialize(deserializer)? {
        Sorts::One(sort) => vec![sort],
        Sorts::More(sorts) => sorts,
    })
}

/// Asks for a stretch of a list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListCustomers {
    /// Who is in it; everybody if absent.
    #[serde(default, rename = "where")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Rule>", optional, rename = "where"))]
    pub rule: Rule,
    /// In which order: by the first of these, then by the next …; by name without any. A single one may stand without a
    /// list around it.
    #[serde(default, deserialize_with = "one_or_more")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Sort>>", optional))]
    pub sort: Vec<Sort>,
    /// From this position, 0 is the first.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// So many at most, 1,000 at the very most; 100 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
    /// Fields whose values the rows shall carry; none unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<i64>>", optional))]
    pub fields: Vec<i64>,
}

/// A stretch of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Customers {
    /// How many there are in all.
    pub total: u32,
    /// The version of the book that this is of.
    pub version: u64,
    /// The stretch.
    pub rows: Vec<CustomerRow>,
}

/// A stretch of the list of customers.
///
/// The first page of everybody comes straight from the sort's index; other positions are slices of a list of ids in
/// memory and key reads.
///
/// # Errors
/// Those of the rule's conditions.
pub fn list(reader: &Reader<'_>, req: &ListCustomers) -> Result<Customers> {
    let limit = req.limit.unwrap_or(100).min(1_000) as usize;
    let at = req.at as usize;
    if at == 0
        && req.rule == Rule::default()
        && let Some(sort) = only_key(&req.sort)
        && !reader.sets().has_order(reader, sort.by)
        && let Some(ids) = first_ids(reader, sort, limit)?
    {
        return Ok(Customers {
            total: reader.value("SELECT customers FROM book_version", [])?,
            version: reader.version,
            rows: with_fields(reader, rows_of(reader, &ids)?, &req.fields)?,
        });
    }
    let view = reader.sets().view(reader, &req.rule, &req.sort)?;
    let end = at.saturating_add(limit).min(view.len());
    let ids: Vec<i64> = view.get(at.min(end)..end).unwrap_or_default().iter().copied().map(i64::from).collect();
    Ok(Customers {
        total: u32::try_from(view.len()).unwrap_or(u32::MAX),
        version: reader.version,
        rows: with_fields(reader, rows_of(reader, &ids)?, &req.fields)?,
    })
}

/// Asks where a customer stands in a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LocateCustomer {
    /// The customer.
    pub id: i64,
    /// Who is in the list; everybody if absent.
    #[serde(default, rename = "where")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Rule>", optional, rename = "where"))]
    pub rule: Rule,
    /// In which order: by the first of these, then by the next …; by name without any. A single one may stand without a
    /// list around it.
    #[serde(default, deserialize_with = "one_or_more")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Sort>>", optional))]
    pub sort: Vec<Sort>,
}

/// Where a customer stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Located {
    /// The position, 0 is the first; none if the customer is not in the list.
    pub at: Option<u32>,
}

/// Where a customer stands in a list, so that one can go on from there to the next.
///
/// # Errors
/// Those of the rule's conditions.
pub fn locate(reader: &Reader<'_>, req: &LocateCustomer) -> Result<Located> {
    let view = reader.sets().view(reader, &req.rule, &req.sort)?;
    let at = view.iter().position(|id| i64::from(*id) == req.id);
    Ok(Located { at: at.and_then(|at| u32::try_from(at).ok()) })
}

/// The only key of an order.
fn only_key(sort: &[Sort]) -> Option<Sort> {
    match sort {
        [] => Some(Sort::default()),
        [one] => Some(*one),
        _ => None,
    }
}

/// The first ids of everybody, where the sort's index gives them without reading all of it.
fn first_ids(reader: &Reader<'_>, sort: Sort, limit: usize) -> Result<Option<Vec<i64>>> {
    let Some((first, rest)) = first_page(sort) else {
        return if sort.desc { Ok(None) } else { sets::first_of_groups(reader, sort.by, limit) };
    };
    let mut ids: Vec<i64> = reader.all(first, [limit], |row| row.get(0))?;
    if ids.len() < limit && !rest.is_empty() {
        ids.extend(reader.all(rest, [limit - ids.len()], |row| row.get::<_, i64>(0))?);
    }
    Ok(Some(ids))
}

/// The statements of a first page of everybody, where one index gives it: of those who have what they are sorted by, and
/// of those who have not, if the index does not have them last anyway.
pub(super) const fn first_page(sort: Sort) -> Option<(&'static str, &'static str)> {
    Some(match (sort.by, sort.desc) {
        (SortKey::Name, false) => ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY sort_key, id LIMIT ?1", ""),
        (SortKey::Name, true) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY sort_key DESC, id DESC LIMIT ?1", "")
        }
        (SortKey::Kind, false) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY kind, sort_key, id LIMIT ?1", "")
        }
        (SortKey::Kind, true) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY kind DESC, sort_key DESC, id DESC LIMIT ?1", "")
        }
        (SortKey::LastVisit, false) => (
            "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on > '' ORDER BY last_visit_on, id LIMIT ?1",
            NEVER_VISITED,
        ),
        (SortKey::LastVisit, true) => (
            "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on > ''
             ORDER BY last_visit_on DESC, id DESC LIMIT ?1",
            NEVER_VISITED,
        ),
        (SortKey::NextFollowup, false) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY next_followup_on, id LIMIT ?1", "")
        }
        (SortKey::Created, false) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id LIMIT ?1", "")
        }
        (SortKey::Created, true) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at DESC, id DESC LIMIT ?1", "")
        }
        (SortKey::Updated, false) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY updated_at, id LIMIT ?1", "")
        }
        (SortKey::Updated, true) => {
            ("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY updated_at DESC, id DESC LIMIT ?1", "")
        }
        _ => return None,
    })
}

/// Uses: customer_by_last_visit.
const NEVER_VISITED: &str = "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on = '' ORDER BY id LIMIT ?1";

pub(super) fn person_or_company(code: &str) -> CustomerKind {
    if code == "company" { CustomerKind::Company } else { CustomerKind::Person }
}

/// A day, or none for the sentinels that stand for "no day".
pub(super) fn sentinel_on(day: String) -> Option<String> {
    (!day.is_empty() && day != "9999-12-31").then_some(day)
}

/// The rows of these customers in this order; who is gone is left out. Uses: primary keys and `…_by_customer` indexes.
///
/// # Errors
/// Those of the database.
pub fn rows_of(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<CustomerRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(reader.first(include_str!("row.sql"), params![id], |row| {
            let list = |place: usize| -> rusqlite::Result<Vec<String>> {
                Ok(serde_json::from_str(row.get_ref(place)?.as_str()?).unwrap_or_default())
            };
            let stage_id: i64 = row.get(7)?;
            Ok(CustomerRow {
                id: row.get(0)?,
                uid: row.get(1)?,
                kind: person_or_company(row.get_ref(2)?.as_str()?),
                name: row.get(3)?,
                phones: list(4)?,
                contact: row.get(5)?,
                tags: list(6)?,
                stage_id: (stage_id != 0).then_some(stage_id),
                stage: row.get(8)?,
                owner: row.get(9)?,
                last_visit_on: sentinel_on(row.get(10)?),
                next_followup_on: sentinel_on(row.get(11)?),
                created_at: row.get(12)?,
                fields: Vec::new(),
            })
        })?);
    }
    Ok(rows)
}

/// The rows with the values of the fields that were asked for. Uses: customer_value's primary key, once for each row.
fn with_fields(reader: &Reader<'_>, mut rows: Vec<CustomerRow>, wanted: &[i64]) -> Result<Vec<CustomerRow>> {
    if !wanted.is_empty() {
        for row in &mut rows {
            row.fields = fields::of_customer(reader, row.id)?;
            row.fields.retain(|value| wanted.contains(&value.field_id));
        }
    }
    Ok(rows)
}
