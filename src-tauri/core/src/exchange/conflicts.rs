//! Whose customer it is (报备, 撞单): a list of somebody else's prospects looked up in the book, without taking anybody in.

use serde::{Deserialize, Serialize};

use super::meaning::Prepared;
use super::planning::Plan;
use super::way::Way;
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader};
use crate::error::Result;

/// A customer of the book whom somebody else's list has, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Conflict {
    /// The row of the list as a spreadsheet counts; none where the list is not shown.
    pub row: Option<u32>,
    /// What the list calls them; empty where it is not shown.
    pub listed: String,
    /// The customer.
    pub customer_id: i64,
    /// Their name here.
    pub customer: String,
    /// Whose they are.
    pub owner: Option<String>,
    /// Since when they are in the book, milliseconds UTC.
    pub since_at: i64,
    /// The day of the last visit.
    pub last_visit_on: Option<String>,
    /// The day of the next follow-up.
    pub next_followup_on: Option<String>,
}

/// What a look at somebody else's list found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Conflicts {
    /// How many customers the list has.
    pub listed: u32,
    /// How many of them nobody here fits.
    pub free: u32,
    /// Rows that several customers of the book fit: they are for a person to look at.
    pub doubtful: Vec<u32>,
    /// Those who are here.
    pub conflicts: Vec<Conflict>,
}

/// Which customers of a list are here. The plan must be one that looks for those who are there
/// ([`Existing::Leave`](super::matching::Existing)).
///
/// # Errors
/// Those of the database; `cancelled` if told to stop.
pub fn check(reader: &Reader<'_>, plan: &Plan, on_progress: OnProgress<'_>) -> Result<Conflicts> {
    let mut way = Way::of(plan.rows(), on_progress);
    let mut found = Conflicts { listed: 0, free: 0, doubtful: Vec::new(), conflicts: Vec::new() };
    plan.each_telling(&mut way, |row, prepared| {
        match prepared {
            Prepared::Customer(customer) => {
                found.listed += 1;
                match plan.found.matches.get(&row) {
                    Some(id) => found.conflicts.extend(of_customer(reader, *id, Some(row), &customer.name)?),
                    None => found.free += 1,
                }
            }
            Prepared::Refused { .. } if plan.found.is_doubtful(row) => {
                found.listed += 1;
                found.doubtful.push(row);
            }
            _ => {}
        }
        Ok(())
    })?;
    way.end()?;
    Ok(found)
}

/// What is told of one customer. Uses: primary keys.
pub(super) fn of_customer(reader: &Reader<'_>, id: i64, row: Option<u32>, listed: &str) -> Result<Option<Conflict>> {
    reader.first(
        "SELECT c.name, o.name, c.created_at, c.last_visit_on, c.next_followup_on
         FROM customer AS c LEFT JOIN owner AS o ON o.id = c.owner_id WHERE c.id = ?1",
        [id],
        |found| {
            let last: String = found.get(3)?;
            let next: String = found.get(4)?;
            Ok(Conflict {
                row,
                listed: listed.to_owned(),
                customer_id: id,
                customer: found.get(0)?,
                owner: found.get(1)?,
                since_at: found.get(2)?,
                last_visit_on: (!last.is_empty()).then_some(last),
                next_followup_on: (next != "9999-12-31").then_some(next),
            })
        },
    )
}
