//! A look back at some days: who was visited, what was said, and what comes next, by customer.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::checks::checked_date;
use crate::error::Result;
use crate::followups;

/// Asks for a look back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShowReview {
    /// The first local day; the first of this week if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<String>,
    /// The last local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub to: Option<String>,
}

/// What happened on some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Review {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// How many visits are told.
    pub visits: u32,
    /// How many of the customers have nothing planned.
    pub without_next: u32,
    /// More than [`MOST`] visits were logged; the later ones are not told.
    pub is_cut: bool,
    /// The customers, in the order in which they were first visited.
    pub customers: Vec<ReviewedCustomer>,
}

/// What happened with one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReviewedCustomer {
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// The visits, oldest first.
    pub visits: Vec<ReviewedVisit>,
    /// The day of the next open follow-up.
    pub next_on: Option<String>,
    /// What is to be done then.
    pub next_what: String,
}

/// A visit of a look back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReviewedVisit {
    /// The local day.
    pub on: String,
    /// The kind's name.
    pub kind: String,
    /// What was said.
    pub summary: String,
    /// What came of it.
    pub outcome: String,
}

/// So many visits are told at most.
pub const MOST: u32 = 1_000;

/// Uses: visit_by_day, primary keys.
const VISITS: &str = "SELECT v.customer_id, c.name, v.visited_on, k.name, v.summary, v.outcome
     FROM visit AS v INDEXED BY visit_by_day
     CROSS JOIN customer AS c ON c.id = v.customer_id AND c.trashed_at = 0
     CROSS JOIN visit_kind AS k ON k.id = v.kind_id
     WHERE v.trashed_at = 0 AND v.visited_on BETWEEN ?1 AND ?2
     ORDER BY v.visited_on, v.id LIMIT ?3";

/// Looks back at some days.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn show(reader: &Reader<'_>, req: &ShowReview) -> Result<Review> {
    let from = match &req.from {
        Some(from) => checked_date("from", from)?,
        None => week_of(reader.today, &settings::get(reader)?.week_start).format("%Y-%m-%d").to_string(),
    };
    let to = match &req.to {
        Some(to) => checked_date("to", to)?,
        None => reader.today.format("%Y-%m-%d").to_string(),
    };
    let mut rows: Vec<(i64, String, ReviewedVisit)> = reader.all(VISITS, params![from, to, MOST + 1], |row| {
        let visit = ReviewedVisit { on: row.get(2)?, kind: row.get(3)?, summary: row.get(4)?, outcome: row.get(5)? };
        Ok((row.get(0)?, row.get(1)?, visit))
    })?;
    let is_cut = rows.len() > MOST as usize;
    rows.truncate(MOST as usize);
    let visits = u32::try_from(rows.len()).unwrap_or(MOST);
    let mut customers: Vec<ReviewedCustomer> = Vec::new();
    for (customer_id, customer, visit) in rows {
        if let Some(known) = customers.iter_mut().find(|known| known.customer_id == customer_id) {
            known.visits.push(visit);
            continue;
        }
        let next = followups::next_of(reader, customer_id)?;
        let (next_on, next_what) = next.map_or((None, String::new()), |next| (Some(next.due_on), next.what));
        customers.push(ReviewedCustomer { customer_id, customer, visits: vec![visit], next_on, next_what });
    }
    let without = customers.iter().filter(|customer| customer.next_on.is_none()).count();
    Ok(Review { from, to, visits, without_next: u32::try_from(without).unwrap_or(MOST), is_cut, customers })
}

/// The first day of the week of a day.
fn week_of(day: NaiveDate, week_start: &str) -> NaiveDate {
    let weekday = day.weekday();
    let since = if week_start == "sunday" { weekday.num_days_from_sunday() } else { weekday.num_days_from_monday() };
    day.checked_sub_days(Days::new(u64::from(since))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_and_clock, days_later, req};
    use crate::{customers, visits};

    fn log(book: &Book, name: &str, summary: &str, on: &str, next: Option<&str>) -> Result<()> {
        let visit = req(
            json!({"customer_id": book.customer(name)?, "summary": summary, "on": on, "next_on": next, "next_what": "再去"}),
        )?;
        book.change("visit.log", |tx| visits::log(tx, &visit)).map(drop)
    }

    #[test]
    fn a_week_is_told_by_customer_with_what_comes_next() -> Result<()> {
        // Thursday 2026-11-26; the week began on Monday.
        let (book, clock) = book_and_clock()?;
        clock.set(days_later(3));
        for name in ["陈静", "Ada"] {
            book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
        }
        log(&book, "Ada", "old", "2026-11-22", None)?;
        log(&book, "陈静", "谈了水泵", "2026-11-23", None)?;
        log(&book, "Ada", "wants pumps", "2026-11-24", None)?;
        log(&book, "陈静", "定了20台", "2026-11-26", Some("2026-12-01"))?;
        let week = book.read(|reader| show(reader, &ShowReview::default()))?;
        assert_eq!((week.from.as_str(), week.to.as_str()), ("2026-11-23", "2026-11-26"));
        assert_eq!((week.visits, week.without_next, week.is_cut), (3, 1, false));
        let told: Vec<(&str, usize, Option<&str>)> = week
            .customers
            .iter()
            .map(|one| (one.customer.as_str(), one.visits.len(), one.next_on.as_deref()))
            .collect();
        assert_eq!(told, [("陈静", 2, Some("2026-12-01")), ("Ada", 1, None)], "last week's visit is not told");
        let span = ShowReview { from: Some("2026-11-01".into()), to: Some("2026-11-22".into()) };
        assert_eq!(book.read(|reader| show(reader, &span))?.visits, 1);
        let wrong = ShowReview { from: Some("2026-02-30".into()), to: None };
        assert_eq!(book.read(|reader| show(reader, &wrong)).unwrap_err().code(), "invalid");
        Ok(())
    }

    #[test]
    fn a_week_begins_as_the_book_says() {
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(week_of(sunday, "monday").to_string(), "2026-11-16");
        assert_eq!(week_of(sunday, "sunday").to_string(), "2026-11-22");
    }
}
