//! Whose birthday falls into a span of days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::solar::SolarDay;

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::checked_date;
use crate::error::Result;
use crate::values::birthdays::{Birthday, Calendar};

/// The days from one to another, both in it, on which a birthday is celebrated: none, one, in long spans several. A day that a year
/// does not have (29 February, the 30th of a short lunar month) is celebrated on the last of the month, a leap month that it does not have in
/// the month itself.
#[must_use]
pub fn birthdays_within(birthday: Birthday, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    let mut day = Some(from);
    while let Some(next) = day.and_then(|day| birthday.next_from(day)).filter(|next| *next <= to) {
        found.push(next);
        day = next.succ_opt();
    }
    found
}

/// Asks whose birthday falls into a span.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BirthdaysOf {
    /// The first day.
    pub from: String,
    /// The last day; at most 366 days after the first.
    pub to: String,
    /// How many at most; 200 if absent, 1,000 at most.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// A birthday that falls into a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BirthdayRow {
    /// The day, by the sun.
    pub on: String,
    /// Whose.
    pub customer_id: i64,
    /// The customer's name.
    pub customer: String,
    /// As it is kept.
    pub birthday: Birthday,
    /// How old they become, in years of the birthday's own calendar, if the year is known.
    pub turns: Option<i32>,
}

/// So many days from today the next birthday is the only one, by the moon too.
const ONE_BIRTHDAY: u64 = 350;
/// The mean year, and how far a birthday may lie off its multiples: a lunar one wanders by a month.
const YEAR: f64 = 365.2425;
const WANDERS: i64 = 32;
/// No birthday is further off than a lunar leap year.
const NEXT: i64 = 385;

/// The birthdays of a span in order, the first `limit` of them. Uses: customer_by_birthday, which has everybody's next one: for days to come
/// that is the answer, for others it tells who may be meant, a month more on both sides, and the calendar decides.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn birthdays(reader: &Reader<'_>, req: &BirthdaysOf) -> Result<Vec<BirthdayRow>> {
    let from = day_of(&req.from, "from")?;
    let to = day_of(&req.to, "to")?.min(from.checked_add_days(Days::new(366)).unwrap_or(from));
    let limit = usize::try_from(req.limit.unwrap_or(200).min(1_000)).unwrap_or(1_000);
    let today = reader.today;
    let soon = today.checked_add_days(Days::new(ONE_BIRTHDAY)).unwrap_or(today);
    let mut found: BTreeMap<(NaiveDate, i64), BirthdayRow> = BTreeMap::new();
    let is_next = reader.is_derived_today && from >= today && to <= soon;
    let spans = if is_next { vec![(from, to)] } else { spans_of_next(today, from, to, reader.is_derived_today) };
    for (first, last) in spans {
        // Those of days to come are all right, the others are sifted by the calendar.
        let most = if is_next { i64::try_from(limit).unwrap_or(i64::MAX) } else { i64::MAX };
        let sql = "SELECT c.id, c.name, d.birthday_calendar, d.birthday_year, d.birthday_month, d.birthday_day, d.birthday_leap
             FROM customer AS c INDEXED BY customer_by_birthday JOIN customer_detail AS d ON d.customer_id = c.id
             WHERE c.trashed_at = 0 AND c.birthday_on < '9999-12-31' AND c.birthday_on BETWEEN ?1 AND ?2
             ORDER BY c.birthday_on, c.id LIMIT ?3";
        let rows = reader.all(sql, params![first.to_string(), last.to_string(), most], customer_with_birthday)?;
        for (id, name, birthday) in rows {
            for on in birthdays_within(birthday, from, to) {
                let turns = turns(birthday, on);
                if turns.is_some_and(|age| age < 0) {
                    continue;
                }
                let row = BirthdayRow { on: on.to_string(), customer_id: id, customer: name.clone(), birthday, turns };
                found.insert((on, id), row);
            }
        }
    }
    Ok(found.into_values().take(limit).collect())
}

fn day_of(text: &str, field: &str) -> Result<NaiveDate> {
    let checked = checked_date(field, text)?;
    checked.parse().map_err(|_| crate::error::Error::invalid(field, "not_a_date"))
}

fn customer_with_birthday(row: &Row<'_>) -> rusqlite::Result<(i64, String, Birthday)> {
    let calendar: String = row.get(2)?;
    let year: i32 = row.get(3)?;
    let birthday = Birthday {
        calendar: if calendar == "lunar" { Calendar::Lunar } else { Calendar::Solar },
        year: (year != 0).then_some(year),
        month: row.get(4)?,
        day: row.get(5)?,
        leap_month: row.get(6)?,
    };
    Ok((row.get(0)?, row.get(1)?, birthday))
}

/// Where the next birthday of those lies whose birthday may fall into a span: the span so many years on, or back, a month wider.
fn spans_of_next(today: NaiveDate, from: NaiveDate, to: NaiveDate, fresh: bool) -> Vec<(NaiveDate, NaiveDate)> {
    // What was not renewed today may still be in the past.
    let first = if fresh { today } else { today.checked_sub_days(Days::new(800)).unwrap_or(today) };
    let last = i64::from(today.num_days_from_ce()) + NEXT;
    let [from, to, first] = [from, to, first].map(|day| i64::from(day.num_days_from_ce()));
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "days of four thousand years fit")]
    let years = |days: i64| (days as f64 / YEAR) as i64;
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "days of four thousand years fit")]
    let shift = |years: i64| (years as f64 * YEAR).round() as i64;
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for year in years(first - to) - 2..=years(last - from) + 2 {
        let span = ((from + shift(year) - WANDERS).max(first), (to + shift(year) + WANDERS).min(last));
        match spans.last_mut() {
            _ if span.0 > span.1 => {}
            Some(before) if before.1 >= span.0 => before.1 = before.1.max(span.1),
            _ => spans.push(span),
        }
    }
    let day = |number: i64| i32::try_from(number).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    spans.into_iter().filter_map(|(first, last)| Some((day(first)?, day(last)?))).collect()
}

/// How old somebody becomes on this day; less than nothing before they are born.
fn turns(birthday: Birthday, on: NaiveDate) -> Option<i32> {
    let born = birthday.year?;
    let year = match birthday.calendar {
        Calendar::Solar => on.year(),
        Calendar::Lunar => {
            let whole = |number: u32| usize::try_from(number).ok();
            let day = SolarDay::new(isize::try_from(on.year()).ok()?, whole(on.month())?, whole(on.day())?).ok()?;
            i32::try_from(day.get_lunar_day().get_lunar_month().get_year()).ok()?
        }
    };
    Some(year - born)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_and_clock, book_with, days_later, req};
    use crate::customers::{self, EditCustomer};

    fn birthday(calendar: Calendar, year: Option<i32>, month: u8, day: u8, leap_month: bool) -> Birthday {
        Birthday { calendar, year, month, day, leap_month }
    }

    fn within(birthday: Birthday, from: &str, to: &str) -> Vec<String> {
        let days = birthdays_within(birthday, from.parse().unwrap(), to.parse().unwrap());
        days.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn birthdays_fall_into_spans_as_the_calendars_have_it() {
        let leap = birthday(Calendar::Solar, None, 2, 29, false);
        assert_eq!(within(leap, "2026-02-01", "2028-03-31"), ["2026-02-28", "2027-02-28", "2028-02-29"]);
        let moon = birthday(Calendar::Lunar, None, 8, 15, false);
        assert_eq!(within(moon, "2026-09-01", "2026-09-30"), ["2026-09-25"]);
        assert_eq!(within(moon, "2026-09-26", "2026-12-31"), [] as [String; 0]);
        // The 12th month of 2025 and that of 2026 both end in one year of the sun's neighbours.
        let late = birthday(Calendar::Lunar, None, 12, 8, false);
        assert_eq!(within(late, "2026-01-01", "2027-12-31"), ["2026-01-26", "2027-01-15"]);
        let leap_month = birthday(Calendar::Lunar, None, 6, 1, true);
        assert_eq!(
            within(leap_month, "2025-06-01", "2026-12-31"),
            ["2025-07-25", "2026-07-14"],
            "2025 has a second sixth month"
        );
    }

    fn give(book: &Book, name: &str, birthday: serde_json::Value) -> Result<()> {
        let id = book.read(|reader| reader.value("SELECT id FROM customer WHERE name = ?1", [name]))?;
        let edit: EditCustomer = EditCustomer { id, ..req(json!({"id": 0, "birthday": birthday}))? };
        book.change("customer.edit", |tx| customers::edit(tx, &edit))
    }

    fn asked(book: &Book, from: &str, to: &str) -> Result<Vec<(String, String, Option<i32>)>> {
        let rows = book.read(|reader| birthdays(reader, &req(json!({"from": from, "to": to}))?))?;
        Ok(rows.into_iter().map(|row| (row.on, row.customer, row.turns)).collect())
    }

    #[test]
    fn the_birthdays_of_any_span_are_found() -> Result<()> {
        let book = book_with(&["陈静", "Ada", "王强", "没有生日"])?;
        give(&book, "陈静", json!({"calendar": "lunar", "year": 1980, "month": 12, "day": 8}))?;
        give(&book, "Ada", json!({"calendar": "solar", "year": 1990, "month": 12, "day": 24}))?;
        give(&book, "王强", json!({"calendar": "solar", "month": 2, "day": 29}))?;
        let row = |on: &str, who: &str, turns| (on.to_owned(), who.to_owned(), turns);
        assert_eq!(asked(&book, "2026-12-01", "2026-12-31")?, [row("2026-12-24", "Ada", Some(36))]);
        assert_eq!(
            asked(&book, "2027-01-01", "2027-03-31")?,
            [row("2027-01-15", "陈静", Some(46)), row("2027-02-28", "王强", None)],
            "in the twelfth month of the lunar year 2026 she becomes 46"
        );
        assert_eq!(asked(&book, "2026-01-01", "2026-01-31")?, [row("2026-01-26", "陈静", Some(45))], "days gone by");
        assert_eq!(asked(&book, "2028-02-01", "2028-02-29")?, [row("2028-02-29", "王强", None)], "far ahead");
        assert_eq!(asked(&book, "1985-12-01", "1985-12-31")?, [], "nobody is celebrated before being born");
        assert!(asked(&book, "2026-13-01", "2026-12-31").is_err());
        Ok(())
    }

    #[test]
    fn birthdays_of_each_month_of_ten_years_are_those_of_the_calendar() -> Result<()> {
        let (book, clock) = book_and_clock()?;
        let mut kept = Vec::new();
        for index in 0..60u8 {
            let lunar = index % 2 == 1;
            let (month, day) = (1 + index % 12, 1 + (index % 30 * 7) % if lunar { 30 } else { 28 });
            let calendar = if lunar { "lunar" } else { "solar" };
            let name = format!("客户{index}");
            book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": name}))?))?;
            give(
                &book,
                &name,
                json!({"calendar": calendar, "month": month, "day": day, "leap_month": lunar && index % 10 == 1}),
            )?;
            let calendar = if lunar { Calendar::Lunar } else { Calendar::Solar };
            kept.push((name, birthday(calendar, None, month, day, lunar && index % 10 == 1)));
        }
        clock.set(days_later(40));
        for year in 2020..2031 {
            for month in 1..=12 {
                let from = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
                let to = from.checked_add_months(chrono::Months::new(1)).unwrap().pred_opt().unwrap();
                let mut wanted: Vec<(String, String)> = Vec::new();
                for (name, birthday) in &kept {
                    wanted
                        .extend(birthdays_within(*birthday, from, to).iter().map(|on| (on.to_string(), name.clone())));
                }
                let found = asked(&book, &from.to_string(), &to.to_string())?;
                let mut found: Vec<(String, String)> = found.into_iter().map(|(on, name, _)| (on, name)).collect();
                wanted.sort();
                found.sort();
                assert_eq!(found, wanted, "{from}");
            }
        }
        Ok(())
    }
}
