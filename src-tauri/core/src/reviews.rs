//! A look back at some days: who was visited, what was said, and what comes next, by customer.

use std::collections::HashMap;

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
    /// Follow-ups that were done, the first [`MOST_STEPS`].
    pub done: Vec<ReviewedStep>,
    /// Follow-ups that were put off or brought forward and are still open, the first [`MOST_STEPS`].
    pub moved: Vec<ReviewedStep>,
}

/// A follow-up of a look back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReviewedStep {
    /// Its id.
    pub id: i64,
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// What was, or is, to be done.
    pub what: String,
    /// The local day that it is due.
    pub due_on: String,
    /// How often it was moved.
    pub moved: u32,
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
/// So many follow-ups are told at most, of those done and of those moved.
pub const MOST_STEPS: u32 = 200;

/// Uses: followup_closed, customer's primary key.
const DONE: &str =
    "SELECT f.id, f.customer_id, c.name, f.what, f.due_on, f.moved FROM followup AS f INDEXED BY followup_closed
     CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
     WHERE f.trashed_at = 0 AND f.closed_at > 0 AND f.closed_at >= ?1 AND f.closed_at < ?2 AND f.state = 'done'
     ORDER BY f.closed_at, f.id LIMIT ?3";
/// Uses: followup_moved, customer's primary key.
const MOVED: &str =
    "SELECT f.id, f.customer_id, c.name, f.what, f.due_on, f.moved FROM followup AS f INDEXED BY followup_moved
     CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
     WHERE f.state = 'open' AND f.trashed_at = 0 AND f.moved_at > 0 AND f.moved_at >= ?1 AND f.moved_at < ?2
     ORDER BY f.moved_at, f.id LIMIT ?3";

fn steps(reader: &Reader<'_>, sql: &str, from: i64, before: i64) -> Result<Vec<ReviewedStep>> {
    reader.all(sql, params![from, before, MOST_STEPS], |row| {
        Ok(ReviewedStep {
            id: row.get(0)?,
            customer_id: row.get(1)?,
            customer: row.get(2)?,
            what: row.get(3)?,
            due_on: row.get(4)?,
            moved: row.get(5)?,
        })
    })
}

/// The moment at which a local day begins.
fn midnight(reader: &Reader<'_>, day: &str, later: u64) -> i64 {
    let day = day.parse::<NaiveDate>().ok().and_then(|day| day.checked_add_days(Days::new(later)));
    let moment = day.and_then(|day| reader.clock().moment(day.and_time(chrono::NaiveTime::MIN)));
    moment.map_or(0, |moment| moment.timestamp_millis())
}

/// Uses: visit_by_day, primary keys.
const VISITS: &str =
    "SELECT v.customer_id, c.name, v.visited_on, k.name, v.summary, v.outcome, c.next_followup_on = '9999-12-31'
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
    let mut rows: Vec<(i64, String, ReviewedVisit, bool)> = reader.all(VISITS, params![from, to, MOST + 1], |row| {
        let visit = ReviewedVisit { on: row.get(2)?, kind: row.get(3)?, summary: row.get(4)?, outcome: row.get(5)? };
        Ok((row.get(0)?, row.get(1)?, visit, row.get(6)?))
    })?;
    let is_cut = rows.len() > MOST as usize;
    rows.truncate(MOST as usize);
    let visits = u32::try_from(rows.len()).unwrap_or(MOST);
    let mut customers: Vec<ReviewedCustomer> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for (customer_id, customer, visit, has_no_next) in rows {
        if let Some(known) = places.get(&customer_id).and_then(|place| customers.get_mut(*place)) {
            known.visits.push(visit);
            continue;
        }
        places.insert(customer_id, customers.len());
        let next = if has_no_next { None } else { followups::next_of(reader, customer_id)? };
        let (next_on, next_what) = next.map_or((None, String::new()), |next| (Some(next.due_on), next.what));
        customers.push(ReviewedCustomer { customer_id, customer, visits: vec![visit], next_on, next_what });
    }
    let without = customers.iter().filter(|customer| customer.next_on.is_none()).count();
    let (begins, ends) = (midnight(reader, &from, 0), midnight(reader, &to, 1));
    let (done, moved) = (steps(reader, DONE, begins, ends)?, steps(reader, MOVED, begins, ends)?);
    let without_next = u32::try_from(without).unwrap_or(MOST);
    Ok(Review { from, to, visits, without_next, is_cut, customers, done, moved })
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
    use crate::book::testing::{book_and_clock, by, days_later, req};
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
        assert_eq!(week.done, [], "nothing was planned");
        let wrong = ShowReview { from: Some("2026-02-30".into()), to: None };
        assert_eq!(book.read(|reader| show(reader, &wrong)).unwrap_err().code(), "invalid");
        Ok(())
    }

    #[test]
    fn what_was_done_and_what_was_put_off_is_told() -> Result<()> {
        let (book, clock) = book_and_clock()?;
        book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
        let plan = |what: &str| {
            let new = req(json!({"customer_id": 1, "due_on": "2026-11-24", "what": what}))?;
            Ok::<_, crate::Error>(book.change("followup.create", |tx| followups::create(tx, &new))?.id)
        };
        let (early, call, sample) = (plan("早的")?, plan("打电话")?, plan("送样")?);
        book.change("followup.finish", |tx| followups::finish(tx, &by(early)))?;
        clock.set(days_later(1));
        book.change("followup.finish", |tx| followups::finish(tx, &by(call)))?;
        let off = req(json!({"ids": [sample], "due_on": "2026-11-30"}))?;
        book.change("followups.move", |tx| followups::move_to(tx, &off))?;
        let day = |on: &str| ShowReview { from: Some(on.into()), to: Some(on.into()) };
        let told = book.read(|reader| show(reader, &day("2026-11-24")))?;
        let whats = |rows: &[ReviewedStep]| rows.iter().map(|row| row.what.clone()).collect::<Vec<_>>();
        assert_eq!((whats(&told.done), whats(&told.moved)), (vec!["打电话".to_owned()], vec!["送样".to_owned()]));
        assert_eq!((told.moved[0].due_on.as_str(), told.moved[0].moved), ("2026-11-30", 1));
        let before = book.read(|reader| show(reader, &day("2026-11-23")))?;
        assert_eq!((whats(&before.done), whats(&before.moved)), (vec!["早的".to_owned()], vec![]));
        Ok(())
    }

    #[test]
    fn a_week_begins_as_the_book_says() {
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(week_of(sunday, "monday").to_string(), "2026-11-16");
        assert_eq!(week_of(sunday, "sunday").to_string(), "2026-11-22");
    }
}
