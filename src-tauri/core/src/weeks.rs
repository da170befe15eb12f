//! How many visits each week had.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::error::{Error, Result};

/// So many weeks if nothing is said: a quarter of a year.
const USUAL: u32 = 13;
/// The most weeks at once: ten years.
pub const MOST: u32 = 522;

/// Asks for the weeks up to this one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListWeeks {
    /// How many, 1–522; 13 if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub weeks: Option<u32>,
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Week {
    /// Its first local day, as the book's weeks begin.
    pub starts_on: String,
    /// How many visits it had; those in the trash are left out.
    pub visits: u64,
}

/// The weeks up to this one, oldest first, those without a visit too. Uses: `visit_day` by its days.
///
/// # Errors
/// `invalid` for no week or more than [`MOST`]; those of the database.
pub fn list(reader: &Reader<'_>, req: &ListWeeks) -> Result<Vec<Week>> {
    let weeks = req.weeks.unwrap_or(USUAL);
    if !(1..=MOST).contains(&weeks) {
        return Err(Error::invalid("weeks", "out_of_range"));
    }
    let is_sunday_first = settings::get(reader)?.week_start == "sunday";
    let weekday = reader.today.weekday();
    let into_week = if is_sunday_first { weekday.num_days_from_sunday() } else { weekday.num_days_from_monday() };
    let start = |back: u32| reader.today.checked_sub_days(Days::new(u64::from(into_week + 7 * back)));
    let text = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let mut all: Vec<Week> =
        (0..weeks).rev().filter_map(start).map(|day| Week { starts_on: text(day), visits: 0 }).collect();
    // What is dated ahead of this week is in none of them.
    let end = start(0).and_then(|day| day.checked_add_days(Days::new(7))).map(text).unwrap_or_default();
    let first = all.first().map(|week| week.starts_on.clone()).unwrap_or_default();
    let days: Vec<(String, u64)> = reader.all(
        "SELECT visited_on, visits FROM visit_day WHERE visited_on >= ?1 AND visited_on < ?2 ORDER BY visited_on",
        [first, end],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (day, visits) in days {
        let place = all.partition_point(|week| week.starts_on <= day);
        if let Some(week) = place.checked_sub(1).and_then(|place| all.get_mut(place)) {
            week.visits += visits;
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
