//! English days of the calendar: Dec 3, 3rd of December 2026, the 15th, end of month, beginning of next week.

use chrono::{Datelike, NaiveDate, Weekday};

use super::english::{fixed, led};
use super::text::{Text, is_latin};
use super::times::{Piece, day_of_month, exact, in_month, month_day, weekday_of};

const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// end of month, EOM, beginning of next week, mid December, end of the year.
pub(super) fn edge(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let abbreviations: &[(&str, Option<NaiveDate>)] = &[
        ("eom", in_month(today, 0, 0)),
        ("month end", in_month(today, 0, 0)),
        ("month-end", in_month(today, 0, 0)),
        ("eow", weekday_of(today, 0, Weekday::Fri)),
        ("eoy", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
        ("year end", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
        ("year-end", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
    ];
    const FEASTS: &[(&str, u32, u32)] = &[
        ("christmas eve", 12, 24),
        ("christmas", 12, 25),
        ("xmas", 12, 25),
        ("new year's day", 1, 1),
        ("new year", 1, 1),
    ];
    if let Some((month, day, end)) =
        FEASTS.iter().find_map(|(word, month, day)| text.eat(place, word).map(|end| (*month, *day, end)))
    {
        return Some((month_day(today, month, day), end));
    }
    for (word, day) in abbreviations {
        if let Some(end) = text.eat(place, word) {
            return Some((fixed((*day)?), end));
        }
    }
    let (word, at) = text.eat_any(
        place,
        &[
            "end of",
            "the end of",
            "end",
            "beginning of",
            "the beginning of",
            "start of",
            "the start of",
            "early",
            "late",
            "mid",
            "mid-",
            "middle of",
            "the middle of",
        ],
    )?;
    let where_in = match word.trim_start_matches("the ") {
        "end of" | "end" | "late" => 0,
        "beginning of" | "start of" | "early" => 1,
        _ => 15,
    };
    let at = text.skip_spaces(at);
    let at = text.eat(at, "the").map_or(at, |at| text.skip_spaces(at));
    let (months, at) = match text.eat_any(at, &["next", "this", "last"]) {
        Some(("next", at)) => (1, text.skip_spaces(at)),
        Some(("last", at)) => (-1, text.skip_spaces(at)),
        Some((_, at)) => (0, text.skip_spaces(at)),
        None => (0, at),
    };
    if let Some(end) = text.eat(at, "month") {
        let named = months != 0 || where_in == 0;
        let piece = if named { fixed(in_month(today, months, where_in)?) } else { day_of_month(today, where_in) };
        return Some((piece, end));
    }
    if let Some(end) = text.eat(at, "week") {
        let day = match where_in {
            0 => Weekday::Fri,
            1 => Weekday::Mon,
            _ => Weekday::Wed,
        };
        return Some((fixed(weekday_of(today, i64::from(months), day)?), end));
    }
    if let Some(end) = text.eat(at, "year") {
        let year = today.year() + months;
        let day = if where_in == 0 { (12, 31) } else { (1, 1) };
        return Some((fixed(NaiveDate::from_ymd_opt(year, day.0, day.1)?), end));
    }
    let (month, end) = month_name(text, at)?;
    let year = text.digits(text.skip_spaces(end), 4).filter(|(year, _)| (1_900..=2_200).contains(year));
    if let Some((year, end)) = year {
        let last = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year.cast_signed(), month, *day).is_some());
        return Some((exact(year.cast_signed(), month, if where_in == 0 { last? } else { where_in }), end));
    }
    Some((month_day(today, month, where_in), end))
}

fn month_name(text: &Text, place: usize) -> Option<(u32, usize)> {
    let (month, end) = MONTHS
        .iter()
        .filter_map(|(name, month)| text.eat(place, name).map(|end| (*month, end)))
        .max_by_key(|it| it.1)?;
    Some((month, if text.at(end) == Some('.') { end + 1 } else { end }))
}

/// A day of the month, with or without st, nd, rd, th.
fn day_number(text: &Text, place: usize) -> Option<(u32, bool, usize)> {
    let (day, at) = text.digits(place, 2)?;
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|suffix| text.folded(at, at + 2) == *suffix);
    let end = if ordinal { at + 2 } else { at };
    (!text.at(end).is_some_and(is_latin)).then_some((day, ordinal, end))
}

/// Dec 3, December 3rd, 2026, 3 Dec, 3rd of December 2026.
pub(super) fn dated(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (month, day, end) = if let Some((month, at)) = month_name(text, place) {
        let at = text.skip_spaces(at);
        let at = text.eat(at, "the").map_or(at, |at| text.skip_spaces(at));
        let (day, _, end) = day_number(text, at)?;
        if text.at(end) == Some(':') && text.at(end + 1).is_some_and(|ch| ch.is_ascii_digit()) {
            return None;
        }
        (month, day, end)
    } else {
        let place = text.eat(place, "the").map_or(place, |at| text.skip_spaces(at));
        let (day, _, at) = day_number(text, place)?;
        let mut at = text.skip_spaces(at);
        at = text.eat(at, "of").map_or(at, |at| text.skip_spaces(at));
        if text.at(at) == Some('-') {
            at += 1;
        }
        let (month, end) = month_name(text, at)?;
        // 3 may: a day; but "20 may be too many" is none.
        let is_word = text.folded(at, end) == "may" && !text.typed.get(at).is_some_and(char::is_ascii_uppercase);
        if is_word
            && text.eat_any(text.skip_spaces(end), &["be", "have", "not", "need", "want", "work", "do"]).is_some()
        {
            return None;
        }
        (month, day, end)
    };
    let comma = if text.at(end) == Some(',') { end + 1 } else { end };
    if let Some((year, end)) = text.digits(text.skip_spaces(comma), 4)
        && (2_000..=2_200).contains(&year)
        && !text.at(end).is_some_and(is_latin)
    {
        return Some((exact(year.cast_signed(), month, day), end));
    }
    Some((if day == 0 { Piece::problem("no_such_day") } else { month_day(today, month, day) }, end))
}

/// the 15th; on the 3rd of next month.
pub(super) fn ordinal_day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (is_led, at) = match text.eat(place, "the") {
        Some(at) => (true, text.skip_spaces(at)),
        None => (led(text, place), place),
    };
    let (day, is_ordinal, end) = day_number(text, at)?;
    if !is_ordinal {
        return None;
    }
    let after = text.skip_spaces(end);
    if let Some((word, end)) =
        text.eat_any(after, &["of next month", "next month", "of this month", "this month", "of last month"])
    {
        let months = if word.contains("next") { 1 } else { -i32::from(word.contains("last")) };
        let piece = in_month(today, months, day).map_or_else(|| Piece::problem("no_such_day"), fixed);
        return Some((piece, end));
    }
    const NOUNS: &[&str] = &[
        "time",
        "visit",
        "floor",
        "order",
        "call",
        "street",
        "st",
        "quarter",
        "one",
        "batch",
        "shop",
        "store",
        "try",
        "week",
        "meeting",
        "payment",
        "ave",
        "avenue",
        "generation",
        "grade",
    ];
    if !is_led || text.eat_any(after, NOUNS).is_some() {
        return None;
    }
    Some((day_of_month(today, day), end))
}
