//! Dates as people write them, and as spreadsheets count them.
//!
//! Serial days: day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was (kept by spreadsheets from Lotus 1-2-3),
//! so from day 61 on the count starts at 1899-12-30; workbooks of old Macintoshes count from 1904-01-01 as day 0.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::numbers::parse_chinese_number;
use super::texts::{is_spreadsheet_error, is_too_narrow, to_half_width};

/// In which order a column writes day, month and year where the four digits of a year do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 24/3/5 is 5 March 2024; a year at the end comes after the day: 5/3/2024.
    #[default]
    YearFirst,
    /// 5/3/2024 is 5 March 2024.
    DayFirst,
    /// 3/5/2024 is 5 March 2024.
    MonthFirst,
}

/// How the dates of a column are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateStyle {
    /// The order where the text does not tell.
    pub order: DateOrder,
    /// Bare serial numbers count from 1904.
    pub is_1904: bool,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// No date at all (待定, 去年底).
    NotADate,
    /// Day and month without a year (3月5日).
    NoYear,
    /// No such day in any calendar (2024-02-30, 1900/1/0, month 13).
    NoSuchDay,
    /// A year outside [`FIRST_YEAR`]–[`LAST_YEAR`].
    OutOfRange,
    /// After the day on which it cannot yet have happened.
    InTheFuture,
    /// A failed formula (#VALUE!).
    SpreadsheetError,
    /// The column was too narrow and the spreadsheet saved what it showed (########).
    ColumnTooNarrow,
}

impl DateProblem {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotADate => "not_a_date",
            Self::NoYear => "no_year",
            Self::NoSuchDay => "no_such_day",
            Self::OutOfRange => "out_of_range",
            Self::InTheFuture => "in_the_future",
            Self::SpreadsheetError => "spreadsheet_error",
            Self::ColumnTooNarrow => "column_too_narrow",
        }
    }
}

/// The first year that is taken for a date.
pub const FIRST_YEAR: i32 = 1900;
/// The last year that is taken for a date.
pub const LAST_YEAR: i32 = 2200;

/// Reads a date: 2024/3/5, 2024-03-05, 2024.3.5, 20240305, 2024年3月5日, 二〇二四年三月五日, 民國113年8月23日, 113/8/23, 05.03.2024,
/// 5/3/2024 (by `style.order`), 5 March 2024, Mar 5, 2024, 24/3/5, and serial days of five digits. Full width is as half width;
/// a time of day or a weekday behind it is dropped.
///
/// # Errors
/// The [`DateProblem`] that fits best.
pub fn parse_date(text: &str, style: DateStyle) -> Result<NaiveDate, DateProblem> {
    if is_spreadsheet_error(text) {
        return Err(DateProblem::SpreadsheetError);
    }
    if is_too_narrow(text) {
        return Err(DateProblem::ColumnTooNarrow);
    }
    let half = to_half_width(text).to_lowercase();
    let text = without_time(half.trim());
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return parse_digits(text, style);
    }
    if let Some((whole, _)) = text.split_once('.')
        && whole.len() == 5
        && text.bytes().filter(u8::is_ascii_digit).count() == text.len() - 1
    {
        // A serial day with a time behind the point.
        return parse_digits(whole, style);
    }
    if text.contains(['年', '月']) {
        return parse_characters(text);
    }
    let parts = parts_of(text).ok_or(DateProblem::NotADate)?;
    from_parts(&parts, text, style.order)
}

/// The day with this serial number, the time of day dropped.
///
/// # Errors
/// `NoSuchDay` for day 0 and for day 60 of the 1900 system, `OutOfRange` outside the years that are taken.
pub fn date_from_serial(serial: f64, is_1904: bool) -> Result<NaiveDate, DateProblem> {
    if !serial.is_finite() || !(0.0..=200_000.0).contains(&serial) {
        return Err(DateProblem::OutOfRange);
    }
    // In range after the check above.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let day = serial.floor() as u64;
    let (start, days) = match (is_1904, day) {
        (true, _) => ((1904, 1, 1), day),
        (false, 0 | 60) => return Err(DateProblem::NoSuchDay),
        (false, 1..60) => ((1899, 12, 31), day),
        (false, _) => ((1899, 12, 30), day),
    };
    let start = NaiveDate::from_ymd_opt(start.0, start.1, start.2).ok_or(DateProblem::OutOfRange)?;
    in_range(start.checked_add_days(Days::new(days)).ok_or(DateProblem::OutOfRange)?)
}

/// Finds the order of a column's dates from texts such as 5/3/2024: a first number over 12 is a day, a second one too.
/// None if no text tells, or as many tell this as that.
#[must_use]
pub fn guess_date_order<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<DateOrder> {
    let (mut day_first, mut month_first, mut year_first) = (0_u32, 0_u32, 0_u32);
    for text in texts {
        let half = to_half_width(text).to_lowercase();
        let Some(parts) = parts_of(without_time(half.trim())) else { continue };
        let [Part::Number(a, a_digits), Part::Number(b, _), Part::Number(_, c_digits)] = parts.as_slice() else {
            continue;
        };
        if *a_digits == 4 || (*c_digits <= 2 && *a > 31) {
            year_first += 1;
        } else if *c_digits == 4 && *a > 12 && *b <= 12 {
            day_first += 1;
        } else if *c_digits == 4 && *b > 12 && *a <= 12 {
            month_first += 1;
        }
    }
    match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Some(DateOrder::DayFirst),
        std::cmp::Ordering::Less => Some(DateOrder::MonthFirst),
        std::cmp::Ordering::Equal if year_first > 0 && day_first == 0 => Some(DateOrder::YearFirst),
        std::cmp::Ordering::Equal => None,
    }
}

/// A date of this year, month and day, if there is such a day and the year is taken.
///
/// # Errors
/// `NoSuchDay` or `OutOfRange`.
pub fn date_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateProblem> {
    in_range(NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay)?)
}

fn in_range(date: NaiveDate) -> Result<NaiveDate, DateProblem> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&date.year()) { Ok(date) } else { Err(DateProblem::OutOfRange) }
}

/// Cuts off 10:30, t10:30:00z, 上午10点, 星期三, (周三).
fn without_time(text: &str) -> &str {
    let mut end = text.len();
    if let Some(colon) = text.find(':') {
        let before = text.get(..colon).unwrap_or(text).trim_end_matches(|c: char| c.is_ascii_digit());
        if before.ends_with([' ', 't', '日', '号', '午', '晚', '早']) {
            end = before.trim_end_matches('t').len();
        }
    }
    let mut text = text.get(..end).unwrap_or(text);
    for word in ["上午", "下午", "中午", "晚上", "早上", "星期", "周", "週", "礼拜"] {
        if let Some(at) = text.find(word).filter(|at| *at > 0) {
            text = text.get(..at).unwrap_or(text);
        }
    }
    text.trim_end_matches(['(', '[', ',', ' '])
}

/// 20240305, 20240305103000, 45529.
fn parse_digits(digits: &str, style: DateStyle) -> Result<NaiveDate, DateProblem> {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    match digits.len() {
        5 => date_from_serial(f64::from(number(0, 5)), style.is_1904),
        8 | 12 | 14 => date_of(i32::try_from(number(0, 4)).unwrap_or(0), number(4, 6), number(6, 8)),
        _ => Err(DateProblem::NotADate),
    }
}

/// 2024年3月5日, 24年3月5号, 民國113年8月23日, 二〇二四年三月五日, 3月5日.
fn parse_characters(text: &str) -> Result<NaiveDate, DateProblem> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (republic, text) = ["民國", "民国", "中華民國", "中华民国"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .map_or((false, text.as_str()), |rest| (true, rest));
    let number = |part: &str| -> Result<u32, DateProblem> {
        if part.len() <= 4 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            part.parse().map_err(|_| DateProblem::NotADate)
        } else {
            parse_chinese_number(part).ok_or(DateProblem::NotADate)
        }
    };
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    };
    let (month, rest) = rest.split_once('月').ok_or(DateProblem::NotADate)?;
    let day = rest.split(['日', '号', '號']).next().unwrap_or(rest);
    let (month, day) = (number(month)?, number(day)?);
    let Some(year) = year else { return Err(DateProblem::NoYear) };
    let written = number(year)?;
    let year = i32::try_from(written).map_err(|_| DateProblem::OutOfRange)?;
    let year = match (republic, written) {
        (true, 1..) => year + 1911,
        (false, 10..=99) => full_year(year),
        _ => year,
    };
    date_of(year, month, day)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// A number and its digits.
    Number(u32, usize),
    /// A month by name.
    Month(u32),
}

/// The numbers and month names of a text; none if anything else is in it.
fn parts_of(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = |fits: fn(char) -> bool| rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
        let taken = if first.is_ascii_digit() {
            let taken = length(|c| c.is_ascii_digit());
            parts.push(Part::Number(rest.get(..taken)?.parse().ok()?, taken));
            taken
        } else if first.is_alphabetic() {
            let taken = length(char::is_alphabetic);
            let word = rest.get(..taken)?;
            let after_number = matches!(parts.last(), Some(Part::Number(..)));
            if let Some(month) = month_by_name(word) {
                parts.push(Part::Month(month));
            } else if !(WEEKDAYS.contains(&word) || after_number && ["st", "nd", "rd", "th", "of"].contains(&word)) {
                return None;
            }
            taken
        } else if matches!(first, '/' | '-' | '.' | ' ' | ',' | '、' | '\\' | '_') {
            first.len_utf8()
        } else {
            return None;
        };
        rest = rest.get(taken..)?;
    }
    Some(parts)
}

fn from_parts(parts: &[Part], text: &str, order: DateOrder) -> Result<NaiveDate, DateProblem> {
    let year_of = |number: u32, digits: usize| {
        let year = i32::try_from(number).unwrap_or(0);
        if digits <= 2 { full_year(year) } else { year }
    };
    match *parts {
        [Part::Number(a, a_digits), Part::Number(b, b_digits), Part::Number(c, c_digits)] => {
            if a_digits > 4 || b_digits > 2 || c_digits > 4 {
                return Err(DateProblem::NotADate);
            }
            if a_digits == 4 && c_digits <= 2 {
                return date_of(year_of(a, 4), b, c);
            }
            // 113/8/23: no other calendar has a year of three digits today.
            if a_digits == 3 && (100..200).contains(&a) && c_digits <= 2 {
                return date_of(year_of(a, 3) + 1911, b, c);
            }
            if a_digits == 3 || c_digits == 3 {
                return Err(DateProblem::OutOfRange);
            }
            if c_digits <= 2 && (order == DateOrder::YearFirst && !text.contains('.') || a > 31) {
                return date_of(year_of(a, a_digits), b, c);
            }
            let year = year_of(c, c_digits);
            // Dots are day first everywhere; a number over 12 is never a month.
            if a > 12 || (order != DateOrder::MonthFirst && b <= 12) || (text.contains('.') && b <= 12) {
                date_of(year, b, a)
            } else {
                date_of(year, a, b)
            }
        }
        [Part::Number(day, _), Part::Month(month), Part::Number(year, digits)] if digits != 4 || day <= 31 => {
            if day > 31 { date_of(year_of(day, 4), month, year) } else { date_of(year_of(year, digits), month, day) }
        }
        [Part::Number(year, 4), Part::Month(month), Part::Number(day, _)] => date_of(year_of(year, 4), month, day),
        [Part::Month(month), Part::Number(day, _), Part::Number(year, digits)] => {
            date_of(year_of(year, digits), month, day)
        }
        [Part::Month(_), Part::Number(day, ..=2)] | [Part::Number(day, ..=2), Part::Month(_)] if day <= 31 => {
            Err(DateProblem::NoYear)
        }
        [Part::Number(a, ..=2), Part::Number(b, ..=2)] if a <= 31 && b <= 31 && (a <= 12 || b <= 12) => {
            Err(DateProblem::NoYear)
        }
        _ => Err(DateProblem::NotADate),
    }
}

/// A year of two digits: 69–99 are of the last century, as POSIX has it.
fn full_year(year: i32) -> i32 {
    match year {
        0..=68 => year + 2000,
        69..=99 => year + 1900,
        _ => year,
    }
}

const WEEKDAYS: &[&str] = &[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// English and German names of the months, in full; three letters of them are enough.
const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("januar", 1),
    ("february", 2),
    ("februar", 2),
    ("march", 3),
    ("märz", 3),
    ("april", 4),
    ("may", 5),
    ("mai", 5),
    ("june", 6),
    ("juni", 6),
    ("july", 7),
    ("juli", 7),
    ("august", 8),
    ("september", 9),
    ("sept", 9),
    ("october", 10),
    ("oktober", 10),
    ("november", 11),
    ("december", 12),
    ("dezember", 12),
];

fn month_by_name(word: &str) -> Option<u32> {
    MONTHS
        .iter()
        .find(|(name, _)| word == *name || (word.chars().count() == 3 && name.starts_with(word)))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, DateProblem> {
        parse_date(text, DateStyle::default()).map(|date| date.to_string())
    }

    #[test]
    fn one_day_is_read_however_it_is_written() {
        for text in [
            "2024/3/5",
            " 2024/03/05 ",
            "2024-03-05",
            "2024.3.5",
            "20240305",
            "2024年3月5日",
            "２０２４年３月５日",
            "2024 年 3 月 5 号",
            "24年3月5日",
            "24/3/5",
            "二〇二四年三月五日",
            "民國113年3月5日",
            "113/3/5",
            "05.03.2024",
            "5.3.24",
            "45356",
            "45356.75",
            "2024-03-05 10:30",
            "2024-03-05T10:30:00Z",
            "2024/3/5 上午10:30",
            "2024年3月5日 星期二",
            "2024年3月5日10:30",
            "5 March 2024",
            "Mar 5, 2024",
            "5-Mar-24",
            "March 5th, 2024",
            "Tue, 5 Mar 2024",
            "5. März 2024",
            "20240305103000",
            "2024-3-5（周二）",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2024-03-05"), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (text, problem) in [
            ("待定", DateProblem::NotADate),
            ("去年底", DateProblem::NotADate),
            ("3月5日", DateProblem::NoYear),
            ("3/5", DateProblem::NoYear),
            ("2024-02-30", DateProblem::NoSuchDay),
            ("1900/1/0", DateProblem::NoSuchDay),
            ("2023年13月5日", DateProblem::NoSuchDay),
            ("2023-02-29", DateProblem::NoSuchDay),
            ("0000-01-01", DateProblem::OutOfRange),
            ("9999-12-31", DateProblem::OutOfRange),
            ("0年1月1日", DateProblem::OutOfRange),
            ("########", DateProblem::ColumnTooNarrow),
            ("#VALUE!", DateProblem::SpreadsheetError),
            ("202403", DateProblem::NotADate),
            ("13800001234", DateProblem::NotADate),
            ("2024/3/5/6", DateProblem::NotADate),
            ("", DateProblem::NotADate),
            ("下周三", DateProblem::NotADate),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn serial_days_know_both_systems_and_the_leap_year_that_never_was() {
        let day = |serial, is_1904| date_from_serial(serial, is_1904).map(|date| date.to_string());
        assert_eq!(day(1.0, false).as_deref(), Ok("1900-01-01"));
        assert_eq!(day(59.0, false).as_deref(), Ok("1900-02-28"));
        assert_eq!(day(60.0, false), Err(DateProblem::NoSuchDay), "there was no 29 February 1900");
        assert_eq!(day(61.0, false).as_deref(), Ok("1900-03-01"));
        assert_eq!(day(45_356.99, false).as_deref(), Ok("2024-03-05"), "the time is dropped");
        assert_eq!(day(43_894.0, true).as_deref(), Ok("2024-03-05"), "1904 is 1462 days later");
        assert_eq!(day(0.0, false), Err(DateProblem::NoSuchDay));
        assert_eq!(day(f64::NAN, false), Err(DateProblem::OutOfRange));
        assert_eq!(day(2_958_465.0, false), Err(DateProblem::OutOfRange), "9999-12-31");
    }

    #[test]
    fn the_column_decides_whether_the_day_or_the_month_comes_first() {
        assert_eq!(guess_date_order(["5/3/2024", "31/3/2024"]), Some(DateOrder::DayFirst));
        assert_eq!(guess_date_order(["5/3/2024", "3/31/2024"]), Some(DateOrder::MonthFirst));
        assert_eq!(guess_date_order(["5/3/2024", "6/4/2024"]), None, "nothing tells");
        assert_eq!(guess_date_order(["2024/3/5", "2024-13-13"]), Some(DateOrder::YearFirst));
        let month_first = DateStyle { order: DateOrder::MonthFirst, is_1904: false };
        assert_eq!(parse_date("3/5/2024", month_first).map(|date| date.to_string()).as_deref(), Ok("2024-03-05"));
        assert_eq!(read("3/5/2024").as_deref(), Ok("2024-05-03"), "day first unless told otherwise");
        assert_eq!(read("3/25/2024").as_deref(), Ok("2024-03-25"), "25 is no month");
    }
}
