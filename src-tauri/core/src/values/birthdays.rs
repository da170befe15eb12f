//! Birthdays by the sun or by the moon, with or without a year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::lunar::{LunarDay, LunarMonth, LunarYear};

use super::dates::{DateOrder, DateProblem, DateStyle, FIRST_YEAR, LAST_YEAR, date_of, parse_date};
use super::numbers::parse_chinese_number;
use super::texts::to_half_width;

/// The calendar by which a birthday is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// The Gregorian calendar.
    Solar,
    /// The Chinese lunar calendar (农历).
    Lunar,
}

/// The years whose days both calendars know.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9_998;

/// A day of birth as its owner celebrates it. In the lunar calendar `year` is the lunar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Birthday {
    /// The calendar that month and day belong to.
    pub calendar: Calendar,
    /// The year, if it is known.
    pub year: Option<i32>,
    /// 1–12.
    pub month: u8,
    /// 1–31 by the sun, 1–30 by the moon.
    pub day: u8,
    /// In the repeated (闰) month of that number; only by the moon.
    #[serde(default)]
    pub leap_month: bool,
}

impl Birthday {
    /// The birthday on this date, by the sun.
    #[must_use]
    pub fn on(date: NaiveDate) -> Self {
        // A month is at most 12 and a day at most 31.
        #[allow(clippy::cast_possible_truncation)]
        let (month, day) = (date.month() as u8, date.day() as u8);
        Self { calendar: Calendar::Solar, year: Some(date.year()), month, day, leap_month: false }
    }

    /// Returns the birthday if there is such a day: 29 February only in leap years (or without a year), a 30th lunar day or a
    /// leap month only in years that have it.
    ///
    /// # Errors
    /// `NoSuchDay`, or `OutOfRange` for a year outside [`FIRST_YEAR`]–[`LAST_YEAR`].
    pub fn checked(self) -> Result<Self, DateProblem> {
        match self.calendar {
            Calendar::Solar if self.leap_month => Err(DateProblem::NoSuchDay),
            // 2000 is a leap year: any day that some year has is a birthday without a year.
            Calendar::Solar => date_of(self.year.unwrap_or(2000), self.month.into(), self.day.into()).map(|_| self),
            Calendar::Lunar => self.checked_by_the_moon(),
        }
    }

    /// The next day on which it is celebrated, from this day on, by the sun. On 29 February and on a 30th day that a year does
    /// not have it is the last day of the month; a leap month that a year does not have is the month itself. None beyond
    /// the calendars' ends.
    #[must_use]
    pub fn next_from(self, day: NaiveDate) -> Option<NaiveDate> {
        // A lunar year begins up to two months behind the year of the sun.
        let years = day.year().saturating_sub(1)..=day.year().saturating_add(2);
        years.filter(|year| YEARS.contains(year)).filter_map(|year| self.in_year(year)).find(|date| *date >= day)
    }

    /// The day by the sun on which it is celebrated in a year of its own calendar, one of [`YEARS`].
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        let (month, day) = (u32::from(self.month), u32::from(self.day));
        if self.calendar == Calendar::Solar {
            return NaiveDate::from_ymd_opt(year, month, day)
                .or_else(|| NaiveDate::from_ymd_opt(year, month, day.checked_sub(1)?));
        }
        let year = isize::try_from(year).ok()?;
        let month = isize::from(self.month);
        let leap = LunarYear::new(year).ok()?.get_leap_month();
        let is_leap = self.leap_month && leap == usize::from(self.month);
        let month = LunarMonth::new(year, if is_leap { -month } else { month }).ok()?;
        let last = month.get_day_count();
        let by_the_moon = LunarDay::new(year, month.get_month_with_leap(), usize::from(self.day).min(last)).ok()?;
        let by_the_sun = by_the_moon.get_solar_day();
        let small = |number: usize| u32::try_from(number).ok();
        NaiveDate::from_ymd_opt(
            i32::try_from(by_the_sun.get_year()).ok()?,
            small(by_the_sun.get_month())?,
            small(by_the_sun.get_day())?,
        )
    }

    fn checked_by_the_moon(self) -> Result<Self, DateProblem> {
        if !(1..=12).contains(&self.month) || !(1..=30).contains(&self.day) {
            return Err(DateProblem::NoSuchDay);
        }
        let Some(year) = self.year else { return Ok(self) };
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateProblem::OutOfRange);
        }
        let year = isize::try_from(year).map_err(|_| DateProblem::OutOfRange)?;
        let month = isize::from(self.month);
        let leap = LunarYear::new(year).map_err(|_| DateProblem::OutOfRange)?.get_leap_month();
        if self.leap_month && leap != usize::from(self.month) {
            return Err(DateProblem::NoSuchDay);
        }
        let month =
            LunarMonth::new(year, if self.leap_month { -month } else { month }).map_err(|_| DateProblem::NoSuchDay)?;
        if usize::from(self.day) > month.get_day_count() { Err(DateProblem::NoSuchDay) } else { Ok(self) }
    }
}

/// Reads a birthday: every date that [`parse_date`] reads; 8月8日, 8/8, 08-08, --08-08 without a year; 正月十五, 三月三, 腊月廿三,
/// 闰四月初三, 农历八月十五, 农历8月15日, 1980年腊月初八, 1980-8-15（农历） by the moon. Month and day in Chinese characters without
/// 日 are lunar, as people say them.
///
/// # Errors
/// The [`DateProblem`] that fits best.
pub fn parse_birthday(text: &str, style: DateStyle) -> Result<Birthday, DateProblem> {
    let half = to_half_width(text).to_lowercase();
    let (calendar, bare) = take_calendar(half.trim());
    if calendar != Some(Calendar::Lunar) {
        match parse_date(&bare, style) {
            Ok(date) if !sounds_lunar(&bare) => return Ok(Birthday::on(date)),
            Err(problem)
                if !matches!(problem, DateProblem::NoYear | DateProblem::NotADate | DateProblem::NoSuchDay) =>
            {
                return Err(problem);
            }
            _ => {}
        }
    }
    let birthday = match month_and_day_in_characters(&bare) {
        Some(birthday) => birthday,
        None => month_and_day_in_digits(&bare, style)?,
    };
    Birthday { calendar: calendar.unwrap_or(birthday.calendar), ..birthday }.checked()
}

/// Takes 农历, 阴历 … or 公历, 阳历 … out of the text.
fn take_calendar(text: &str) -> (Option<Calendar>, String) {
    const WORDS: &[(&str, Calendar)] = &[
        ("农历", Calendar::Lunar),
        ("農曆", Calendar::Lunar),
        ("阴历", Calendar::Lunar),
        ("陰曆", Calendar::Lunar),
        ("旧历", Calendar::Lunar),
        ("舊曆", Calendar::Lunar),
        ("古历", Calendar::Lunar),
        ("lunar", Calendar::Lunar),
        ("公历", Calendar::Solar),
        ("公曆", Calendar::Solar),
        ("阳历", Calendar::Solar),
        ("陽曆", Calendar::Solar),
        ("新历", Calendar::Solar),
        ("國曆", Calendar::Solar),
        ("国历", Calendar::Solar),
    ];
    let found = WORDS.iter().find(|(word, _)| text.contains(word));
    let bare = found.map_or_else(|| text.to_owned(), |(word, _)| text.replace(word, ""));
    let bare = bare.replace("()", "").replace("[]", "");
    (found.map(|(_, calendar)| *calendar), bare.trim_matches([' ', ':', '(', ')']).to_owned())
}

fn sounds_lunar(text: &str) -> bool {
    text.contains(['正', '冬', '腊', '臘', '闰', '閏', '初', '廿'])
}

/// [年]月日 with at least month or day in characters: 正月十五, 1980年腊月初八.
fn month_and_day_in_characters(text: &str) -> Option<Birthday> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(number_of(year)?), rest),
        None => (None, text.as_str()),
    };
    let (leap_month, rest) = match rest.strip_prefix(['闰', '閏']) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (month, day) = rest.split_once('月')?;
    let has_sign = day.ends_with(['日', '号', '號']);
    let day = day.trim_end_matches(['日', '号', '號']);
    let in_characters = !rest.chars().any(|c| c.is_ascii_digit());
    let month = match month {
        "正" => 1,
        "冬" => 11,
        "腊" | "臘" => 12,
        other => number_of(other)?,
    };
    let day = number_of(day.strip_prefix('初').unwrap_or(day))?;
    let lunar = sounds_lunar(&text) || (in_characters && !has_sign);
    Some(Birthday {
        calendar: if lunar { Calendar::Lunar } else { Calendar::Solar },
        year: year.and_then(|year| i32::try_from(year).ok()),
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        leap_month,
    })
}

fn number_of(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { parse_chinese_number(text) }
}

/// 8/8, 08-08, 8.8, --08-08, and, where the moon was named, 1980-8-15.
fn month_and_day_in_digits(text: &str, style: DateStyle) -> Result<Birthday, DateProblem> {
    let numbers: Option<Vec<u32>> = text
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4))
        .collect();
    let (year, month, day) = match numbers.as_deref() {
        Some([year, month, day]) if *year > 31 => (i32::try_from(*year).ok(), *month, *day),
        Some([day, month]) if style.order == DateOrder::DayFirst || *day > 12 => (None, *month, *day),
        Some([month, day]) => (None, *month, *day),
        _ => {
            // A text with a month in it was a date that does not exist.
            let named = text.contains(['月', '/', '-']) && text.chars().any(|c| c.is_ascii_digit());
            return Err(if named {
                parse_date(text, style).err().unwrap_or(DateProblem::NotADate)
            } else {
                DateProblem::NotADate
            });
        }
    };
    let small = |number: u32| u8::try_from(number).map_err(|_| DateProblem::NoSuchDay);
    Ok(Birthday { calendar: Calendar::Solar, year, month: small(month)?, day: small(day)?, leap_month: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Birthday, DateProblem> {
        parse_birthday(text, DateStyle::default())
    }

    fn solar(year: Option<i32>, month: u8, day: u8) -> Birthday {
        Birthday { calendar: Calendar::Solar, year, month, day, leap_month: false }
    }

    fn lunar(year: Option<i32>, month: u8, day: u8) -> Birthday {
        Birthday { calendar: Calendar::Lunar, ..solar(year, month, day) }
    }

    #[test]
    fn birthdays_by_the_moon_are_kept_as_they_are_celebrated() {
        for (text, birthday) in [
            ("正月十五", lunar(None, 1, 15)),
            ("三月三", lunar(None, 3, 3)),
            ("农历八月十五", lunar(None, 8, 15)),
            ("腊月廿三", lunar(None, 12, 23)),
            ("農曆正月初一", lunar(None, 1, 1)),
            ("农历8月15日", lunar(None, 8, 15)),
            ("1980年腊月初八", lunar(Some(1980), 12, 8)),
            ("1980-8-15（农历）", lunar(Some(1980), 8, 15)),
            ("农历1980年8月15日", lunar(Some(1980), 8, 15)),
            ("十月三十", lunar(None, 10, 30)),
            ("阴历8/8", lunar(None, 8, 8)),
        ] {
            assert_eq!(read(text), Ok(birthday), "{text}");
        }
        assert_eq!(read("闰四月初三"), Ok(Birthday { leap_month: true, ..lunar(None, 4, 3) }));
        assert_eq!(read("2020年闰四月初三"), Ok(Birthday { leap_month: true, ..lunar(Some(2020), 4, 3) }));
    }

    #[test]
    fn birthdays_without_a_year_are_kept() {
        for text in ["8月8日", "八月八日", "08-08", "8/8", "8.8", "--08-08", "８月８日", "阳历8月8日"] {
            assert_eq!(read(text), Ok(solar(None, 8, 8)), "{text}");
        }
        assert_eq!(read("2月29日"), Ok(solar(None, 2, 29)), "without a year it may be a leap year");
        assert_eq!(read("25/12"), Ok(solar(None, 12, 25)), "25 is no month");
    }

    #[test]
    fn full_dates_are_solar_birthdays() {
        for text in ["1971-11-28", "1971年11月28日", "19711128", "26265", "公历1971/11/28", "71/11/28"] {
            assert_eq!(read(text), Ok(solar(Some(1971), 11, 28)), "{text}");
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in ["2月30日", "13月1日", "8月32日", "2023-02-29", "1999年闰四月初三", "农历八月三十一", "农历13月1日"]
        {
            assert_eq!(read(text), Err(DateProblem::NoSuchDay), "{text}");
        }
        for text in ["春天", "属龙", "30岁", "", "13800001234", "正月", "月"] {
            assert_eq!(read(text), Err(DateProblem::NotADate), "{text}");
        }
        assert_eq!(read("0001-01-01"), Err(DateProblem::OutOfRange));
        let short_month = Birthday { day: 30, ..lunar(Some(2024), 1, 1) };
        assert_eq!(short_month.checked(), Err(DateProblem::NoSuchDay), "the first month of 2024 had 29 days");
    }

    #[test]
    fn the_next_birthday_is_found_by_the_sun_and_by_the_moon() {
        let next = |birthday: Birthday, day: &str| birthday.next_from(day.parse().unwrap()).unwrap().to_string();
        for (birthday, day, wanted) in [
            (solar(None, 11, 23), "2026-11-23", "2026-11-23"),
            (solar(Some(1980), 11, 22), "2026-11-23", "2027-11-22"),
            (solar(None, 2, 29), "2026-11-23", "2027-02-28"),
            (solar(None, 2, 29), "2027-11-23", "2028-02-29"),
            (lunar(None, 8, 15), "2026-01-01", "2026-09-25"),
            (lunar(None, 8, 15), "2026-09-26", "2027-09-15"),
            (lunar(None, 1, 1), "2026-11-23", "2027-02-06"),
            // The 12th month of the lunar year 2025 lies in 2026.
            (lunar(None, 12, 8), "2026-01-01", "2026-01-26"),
            (lunar(None, 12, 30), "2026-01-20", "2026-02-16"),
            // 2025 had a sixth month twice, 2026 has not.
            (Birthday { leap_month: true, ..lunar(None, 6, 1) }, "2025-07-01", "2025-07-25"),
            (Birthday { leap_month: true, ..lunar(None, 6, 1) }, "2026-01-01", "2026-07-14"),
        ] {
            assert_eq!(next(birthday, day), wanted, "{birthday:?} from {day}");
        }
        // At the ends of the calendars there may be none, and that is all.
        for day in ["0001-01-01", "0001-12-31", "0002-01-01", "9997-12-31", "9998-12-31", "9999-12-31", "-0005-01-01"] {
            for (month, day_of_month, leap_month) in [(1, 1, false), (12, 30, false), (2, 29, true), (12, 31, false)] {
                for calendar in [Calendar::Solar, Calendar::Lunar] {
                    let birthday = Birthday { calendar, year: None, month, day: day_of_month, leap_month };
                    let next = birthday.next_from(day.parse().unwrap());
                    assert!(next.is_none_or(|next| (1..=9_999).contains(&next.year())), "{birthday:?} from {day}");
                }
            }
        }
    }
}
