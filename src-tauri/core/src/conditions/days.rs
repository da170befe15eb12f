//! Spans of days, fixed or moving with today.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Day, Period, Span};
use crate::book::{Reader, settings};
use crate::error::{Error, Result};

/// The first and last day that a book can hold.
pub(super) const FIRST: &str = "0001-01-01";
pub(super) const LAST: &str = "9999-12-30";

/// Both ends of a span; an open one is none.
///
/// # Errors
/// `invalid` for a day that is none or out of range, and for a period beside days.
pub(crate) fn span_of(reader: &Reader<'_>, span: &Span) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let (from, to) = match (span.period, &span.from, &span.to) {
        (Some(period), None, None) => {
            let is_sunday_first = period.is_week() && settings::get(reader)?.week_start == "sunday";
            let (from, to) = period.days(reader.today, is_sunday_first).ok_or_else(out_of_range)?;
            (Some(from), Some(to))
        }
        (Some(_), ..) => return Err(Error::invalid("where", "not_the_shape")),
        (None, from, to) => {
            let end = |day: &Option<Day>| day.as_ref().map(|day| on(reader.today, day)).transpose();
            (end(from)?, end(to)?)
        }
    };
    match [from, to].into_iter().flatten().all(|date| (1..=9999).contains(&date.year())) {
        true => Ok((from, to)),
        false => Err(out_of_range()),
    }
}

/// Both ends as they stand in columns; an open one is the least or the most that there is.
pub(super) fn texts_of(reader: &Reader<'_>, span: &Span) -> Result<(String, String)> {
    let (from, to) = span_of(reader, span)?;
    let text = |date: Option<NaiveDate>, open: &str| {
        date.map_or_else(|| open.to_owned(), |date| date.format("%Y-%m-%d").to_string())
    };
    // Beyond the last day there is only what stands for none.
    Ok((text(from, FIRST), text(to, LAST).min(LAST.to_owned())))
}

/// A span as moments, the second no longer in it. By the offset of now, so a summer-time border may be an hour off.
pub(super) fn moments_of(reader: &Reader<'_>, span: &Span) -> Result<(i64, i64)> {
    let (from, to) = span_of(reader, span)?;
    let midnight = |date: NaiveDate| {
        reader.midnight_ms + date.signed_duration_since(reader.today).num_days().saturating_mul(86_400_000)
    };
    Ok((from.map_or(i64::MIN, midnight), to.map_or(i64::MAX, |to| midnight(to).saturating_add(86_400_000))))
}

fn out_of_range() -> Error {
    Error::invalid("where", "out_of_range")
}

fn on(today: NaiveDate, day: &Day) -> Result<NaiveDate> {
    match day {
        Day::On(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Error::invalid("where", "not_a_date")),
        Day::Today(days) => shifted(today, *days).ok_or_else(out_of_range),
    }
}

fn shifted(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let by = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { date.checked_sub_days(by) } else { date.checked_add_days(by) }
}

impl Period {
    /// Whether it depends on the day that weeks begin with.
    pub(super) const fn is_week(self) -> bool {
        matches!(self, Self::ThisWeek | Self::LastWeek | Self::NextWeek)
    }

    /// Its first and last day; none beyond the calendar's ends.
    fn days(self, today: NaiveDate, is_sunday_first: bool) -> Option<(NaiveDate, NaiveDate)> {
        let weekday = today.weekday();
        let into_week = if is_sunday_first { weekday.num_days_from_sunday() } else { weekday.num_days_from_monday() };
        let week = |weeks: i32| {
            let first = shifted(today, weeks * 7 - into_week.cast_signed())?;
            Some((first, shifted(first, 6)?))
        };
        let months = |first_month: u32, by: i32, count: u32| {
            let first = NaiveDate::from_ymd_opt(today.year(), first_month, 1)?;
            let by_months = Months::new(by.unsigned_abs());
            let first = if by < 0 { first.checked_sub_months(by_months) } else { first.checked_add_months(by_months) }?;
            Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
        };
        let quarter = today.month0() / 3 * 3 + 1;
        match self {
            Self::ThisWeek => week(0),
            Self::LastWeek => week(-1),
            Self::NextWeek => week(1),
            Self::ThisMonth => months(today.month(), 0, 1),
            Self::LastMonth => months(today.month(), -1, 1),
            Self::NextMonth => months(today.month(), 1, 1),
            Self::ThisQuarter => months(quarter, 0, 3),
            Self::LastQuarter => months(quarter, -3, 3),
            Self::ThisYear => months(1, 0, 12),
            Self::LastYear => months(1, -12, 12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_whole_weeks_months_quarters_and_years() {
        let told = |today: &str, period: Period, is_sunday_first: bool| {
            let (from, to) = period.days(today.parse().unwrap(), is_sunday_first).unwrap();
            format!("{from} {to}")
        };
        // 2026-11-23 is a Monday.
        for (today, period, is_sunday_first, wanted) in [
            ("2026-11-23", Period::ThisWeek, false, "2026-11-23 2026-11-29"),
            ("2026-11-29", Period::ThisWeek, false, "2026-11-23 2026-11-29"),
            ("2026-11-23", Period::ThisWeek, true, "2026-11-22 2026-11-28"),
            ("2026-11-29", Period::ThisWeek, true, "2026-11-29 2026-12-05"),
            ("2026-11-23", Period::LastWeek, false, "2026-11-16 2026-11-22"),
            ("2026-11-23", Period::NextWeek, false, "2026-11-30 2026-12-06"),
            ("2026-11-23", Period::ThisMonth, false, "2026-11-01 2026-11-30"),
            ("2026-03-31", Period::LastMonth, false, "2026-02-01 2026-02-28"),
            ("2026-12-31", Period::NextMonth, false, "2027-01-01 2027-01-31"),
            ("2028-01-31", Period::NextMonth, false, "2028-02-01 2028-02-29"),
            ("2026-11-23", Period::ThisQuarter, false, "2026-10-01 2026-12-31"),
            ("2026-02-01", Period::LastQuarter, false, "2025-10-01 2025-12-31"),
            ("2026-11-23", Period::ThisYear, false, "2026-01-01 2026-12-31"),
            ("2026-11-23", Period::LastYear, false, "2025-01-01 2025-12-31"),
        ] {
            assert_eq!(told(today, period, is_sunday_first), wanted, "{period:?} of {today}");
        }
    }
}
