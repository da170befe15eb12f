//! Whose birthday falls into a span of days.

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::Tyme;
use tyme4rs::tyme::lunar::LunarMonth;
use tyme4rs::tyme::solar::SolarDay;

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::checked_date;
use crate::error::Result;
use crate::values::birthdays::{Birthday, Calendar};

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

/// What is celebrated on a day by one of the calendars: a month and day of it, in a year of its own.
struct Celebrated {
    calendar: Calendar,
    year: i32,
    month: u8,
    day: u8,
    /// Whether those of the month itself, and those of its leap month, are meant.
    leap: (bool, bool),
}

/// Uses: customer_detail_by_birthday (covering), customer's primary key. An unknown year is 0.
const OF_DAY: &str = "SELECT c.id, c.name, d.birthday_year, d.birthday_leap
     FROM customer_detail AS d INDEXED BY customer_detail_by_birthday
     CROSS JOIN customer AS c ON c.id = d.customer_id AND c.trashed_at = 0
     WHERE d.birthday_calendar <> '' AND d.birthday_calendar = ?1 AND d.birthday_month = ?2 AND d.birthday_day = ?3
       AND d.birthday_year <= ?4 AND d.birthday_leap BETWEEN ?5 AND ?6 ORDER BY d.customer_id LIMIT ?7";

/// The birthdays of a span in order, the first `limit` of them. Nobody is celebrated before being born.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn birthdays(reader: &Reader<'_>, req: &BirthdaysOf) -> Result<Vec<BirthdayRow>> {
    let from = day_of(&req.from, "from")?;
    let to = day_of(&req.to, "to")?.min(from.checked_add_days(Days::new(366)).unwrap_or(from));
    let limit = usize::try_from(req.limit.unwrap_or(200).min(1_000)).unwrap_or(1_000);
    let mut found: Vec<BirthdayRow> = Vec::new();
    let mut moon = Moon::on(from);
    for on in from.iter_days().take_while(|on| *on <= to) {
        let left = limit - found.len();
        if left == 0 {
            break;
        }
        let mut of_day = Vec::new();
        for celebrated in celebrated_on(on, moon.as_ref()) {
            let Celebrated { calendar, year, month, day, leap } = celebrated;
            let name = if calendar == Calendar::Lunar { "lunar" } else { "solar" };
            of_day.extend(reader.all(OF_DAY, params![name, month, day, year, leap.0, leap.1, left], |row| {
                let born: i32 = row.get(2)?;
                let born = (born != 0).then_some(born);
                Ok(BirthdayRow {
                    on: on.to_string(),
                    customer_id: row.get(0)?,
                    customer: row.get(1)?,
                    birthday: Birthday { calendar, year: born, month, day, leap_month: row.get(3)? },
                    turns: born.map(|born| year - born),
                })
            })?);
        }
        of_day.sort_by_key(|row| row.customer_id);
        found.extend(of_day.into_iter().take(left));
        moon = moon.map(Moon::next);
    }
    Ok(found)
}

/// Which birthdays are celebrated on a day, by the rules of [`Birthday::next_from`]: on the last of a month those that it is too
/// short for, too.
fn celebrated_on(on: NaiveDate, moon: Option<&Moon>) -> Vec<Celebrated> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let solar = |day: u32| Celebrated {
        calendar: Calendar::Solar,
        year: on.year(),
        month: small(on.month()),
        day: small(day),
        leap: (false, false),
    };
    let mut celebrated = vec![solar(on.day())];
    if (on.month(), on.day()) == (2, 28) && !on.leap_year() {
        celebrated.push(solar(29));
    }
    celebrated.extend(moon.and_then(Moon::celebrated).unwrap_or_default());
    celebrated
}

/// A day by the moon. Days are counted on within their month: the calendar reckons once a month.
struct Moon {
    month: LunarMonth,
    /// How many the month has.
    days: usize,
    /// Whether birthdays of the month itself, and those of its leap month, are celebrated in it.
    leap: (bool, bool),
    day: usize,
}

impl Moon {
    /// None beyond the calendar's end.
    fn on(on: NaiveDate) -> Option<Self> {
        let whole = |number: u32| usize::try_from(number).ok();
        let day = SolarDay::new(isize::try_from(on.year()).ok()?, whole(on.month())?, whole(on.day())?).ok()?;
        let day = day.get_lunar_day();
        Some(Self::within(day.get_lunar_month(), day.get_day()))
    }

    fn within(month: LunarMonth, day: usize) -> Self {
        let is_leap = month.is_leap();
        // In a year without that leap month, its birthdays are celebrated in the month itself.
        let has_leap = month.get_lunar_year().get_leap_month() == month.get_month();
        Self { days: month.get_day_count(), leap: (is_leap, is_leap || !has_leap), month, day }
    }

    fn next(self) -> Self {
        if self.day < self.days { Self { day: self.day + 1, ..self } } else { Self::within(self.month.next(1), 1) }
    }

    fn celebrated(&self) -> Option<Vec<Celebrated>> {
        let lunar = |day: usize| {
            Some(Celebrated {
                calendar: Calendar::Lunar,
                year: i32::try_from(self.month.get_year()).ok()?,
                month: u8::try_from(self.month.get_month()).ok()?,
                day: u8::try_from(day).ok()?,
                leap: self.leap,
            })
        };
        let mut celebrated = vec![lunar(self.day)?];
        if self.day == 29 && self.days == 29 {
            celebrated.push(lunar(30)?);
        }
        Some(celebrated)
    }
}

fn day_of(text: &str, field: &str) -> Result<NaiveDate> {
    let checked = checked_date(field, text)?;
    checked.parse().map_err(|_| crate::error::Error::invalid(field, "not_a_date"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_and_clock, book_with, days_later, req};
    use crate::customers::{self, EditCustomer};

    /// The days from one to another, both in it, on which a birthday is celebrated: none, one, in long spans several. A day that a year
    /// does not have (29 February, the 30th of a short lunar month) is celebrated on the last of the month, a leap month that it does not have in
    /// the month itself.
    fn birthdays_within(birthday: Birthday, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let mut found = Vec::new();
        let mut day = Some(from);
        while let Some(next) = day.and_then(|day| birthday.next_from(day)).filter(|next| *next <= to) {
            found.push(next);
            day = next.succ_opt();
        }
        found
    }

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
