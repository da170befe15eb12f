//! English days and times: the pieces in their order; days counted from today: yesterday, next Wed, in two weeks.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Weekday};

use super::chinese::{minutes_from, shifted};
use super::english_clock::{clock, part};
use super::english_dates::{dated, edge, ordinal_day};
use super::text::{Text, is_latin};
use super::times::{Day, Part, Piece, bare_weekday, in_month, weekday_of};

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Mon),
    ("mon", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("tues", Weekday::Tue),
    ("tue", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("weds", Weekday::Wed),
    ("wed", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("thurs", Weekday::Thu),
    ("thur", Weekday::Thu),
    ("thu", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("fri", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sat", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("sun", Weekday::Sun),
];

pub(super) const NUMBERS: &[(&str, u32)] = &[
    ("a couple of", 2),
    ("a couple", 2),
    ("couple of", 2),
    ("a few", 3),
    ("an", 1),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fourteen", 14),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
];

/// Behind a word that may lead into a time: on Wed, by Friday, at 3pm.
pub(super) fn leading(text: &Text, place: usize) -> Option<usize> {
    let (_, at) = text.eat_any(
        place,
        &[
            "on",
            "by",
            "before",
            "around",
            "about",
            "at",
            "for",
            "from",
            "until",
            "till",
            "since",
            "to",
            "week of",
            "wk of",
            "the week of",
        ],
    )?;
    Some(text.skip_spaces(at))
}

/// An English piece of a time at a place; it is the start of a word.
pub(super) fn piece(text: &Text, place: usize, now: DateTime<FixedOffset>) -> Option<(Piece, usize)> {
    let ch = text.at(place)?;
    if !(ch.is_ascii_alphanumeric() || ch == '@') || text.before(place).is_some_and(is_latin) {
        return None;
    }
    let today = now.date_naive();
    named_day(text, place, today)
        .or_else(|| distance(text, place, now))
        .or_else(|| week_from(text, place, today))
        .or_else(|| weekday(text, place, today))
        .or_else(|| edge(text, place, today))
        .or_else(|| week_or_month(text, place, today))
        .or_else(|| dated(text, place, today))
        .or_else(|| ordinal_day(text, place, today))
        .or_else(|| clock(text, place))
        .or_else(|| part(text, place))
}

fn add(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    today.checked_add_signed(TimeDelta::try_days(days)?)
}

pub(super) fn fixed(day: NaiveDate) -> Piece {
    Piece::day(Day::Fixed(day))
}

fn named_day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    const DAYS: &[(&str, i64, Option<Part>)] = &[
        ("the day after tomorrow", 2, None),
        ("day after tomorrow", 2, None),
        ("the day before yesterday", -2, None),
        ("day before yesterday", -2, None),
        ("yesterday", -1, None),
        ("last night", -1, Some(Part::Evening)),
        ("today", 0, None),
        ("tonight", 0, Some(Part::Evening)),
        ("this morning", 0, Some(Part::Morning)),
        ("this afternoon", 0, Some(Part::Afternoon)),
        ("this evening", 0, Some(Part::Evening)),
        ("tomorrow", 1, None),
        ("tmrw", 1, None),
        ("tmr", 1, None),
        ("tmw", 1, None),
        ("tomo", 1, None),
        ("2moro", 1, None),
    ];
    let found = DAYS.iter().filter_map(|day| text.eat(place, day.0).map(|end| (day, end)));
    let ((_, days, part), end) = found.max_by_key(|(_, end)| *end)?;
    Some((Piece { part: *part, ..fixed(add(today, *days)?) }, end))
}

/// A weekday's name; short ones that are words, too, only with a capital or behind `on`, `next`, `last`.
fn weekday_name(text: &Text, place: usize, is_led: bool) -> Option<(Weekday, usize)> {
    let (name, day, end) = WEEKDAYS
        .iter()
        .filter_map(|(name, day)| text.eat(place, name).map(|end| (*name, *day, end)))
        .max_by_key(|(_, _, end)| *end)?;
    let capital = text.typed.get(place).is_some_and(char::is_ascii_uppercase);
    // sat morning, sun 3pm: what follows makes it a day.
    let after = text.skip_spaces(end);
    let goes_on = after > end && (clock(text, after).is_some() || part(text, after).is_some());
    if matches!(name, "sat" | "sun") && !capital && !is_led && !goes_on && !led(text, place) {
        return None;
    }
    Some((
        day,
        if text.at(end) == Some('.') && name.len() <= 5 && text.at(end + 1).is_some_and(|ch| ch == ' ' || ch == ',') {
            end + 1
        } else {
            end
        },
    ))
}

/// Whether `on`, `by` and the like stand before a place.
pub(super) fn led(text: &Text, place: usize) -> bool {
    let mut from = place;
    while from > 0 && text.at(from - 1).is_some_and(char::is_whitespace) {
        from -= 1;
    }
    ["on", "by", "next", "last", "this", "until"]
        .iter()
        .any(|word| from.checked_sub(word.len()).is_some_and(|start| text.eat(start, word) == Some(from)))
}

fn weekday(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let led = text.eat_any(place, &["this coming", "this", "next", "last", "past", "previous", "coming", "the coming"]);
    if let Some((word, at)) = led {
        let (day, end) = weekday_name(text, text.skip_spaces(at), true)?;
        let bare = bare_weekday(today, day)?;
        let day = match word {
            "next" => weekday_of(today, 1, day)?,
            "last" | "past" | "previous" => match bare.day? {
                Day::Either { last, .. } if last < today => last,
                _ => add(today, -7)?,
            },
            "this" => weekday_of(today, 0, day)?,
            _ => match bare.day? {
                Day::Either { next, .. } if next > today => next,
                _ => add(today, 7)?,
            },
        };
        return Some((fixed(day), end));
    }
    let (day, end) = weekday_name(text, place, false)?;
    // Wednesday of next week, Wed next week.
    if let Some((_, end)) = text.eat_any(text.skip_spaces(end), &["next week", "of next week"]) {
        return Some((fixed(weekday_of(today, 1, day)?), end));
    }
    if let Some((_, end)) = text.eat_any(text.skip_spaces(end), &["last week", "of last week"]) {
        return Some((fixed(weekday_of(today, -1, day)?), end));
    }
    if let Some((_, end)) = text.eat_any(text.skip_spaces(end), &["this week", "of this week"]) {
        return Some((fixed(weekday_of(today, 0, day)?), end));
    }
    Some((bare_weekday(today, day)?, end))
}

/// a week from Friday, two weeks from tomorrow, a week on Monday.
fn week_from(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (count, at) = number(text, place)?;
    let (_, at) = text.eat_any(text.skip_spaces(at), &["week from", "weeks from", "week on", "week after"])?;
    let at = text.skip_spaces(at);
    let weeks = i64::from(count) * 7;
    if let Some((word, end)) = text.eat_any(at, &["today", "tomorrow", "now"]) {
        return Some((fixed(add(today, weeks + i64::from(word == "tomorrow"))?), end));
    }
    let (day, end) = weekday_name(text, at, true)?;
    match bare_weekday(today, day)?.day? {
        Day::Either { next, .. } => Some((fixed(add(next, weeks)?), end)),
        Day::Fixed(_) => None,
    }
}

fn number(text: &Text, place: usize) -> Option<(u32, usize)> {
    text.digits(place, 3).or_else(|| {
        NUMBERS
            .iter()
            .filter_map(|(word, number)| text.eat(place, word).map(|end| (*number, end)))
            .max_by_key(|it| it.1)
    })
}

/// in two weeks, 3 days ago, a month from now, in a fortnight, within 10 days, in half an hour.
fn distance(text: &Text, place: usize, now: DateTime<FixedOffset>) -> Option<(Piece, usize)> {
    let (ahead, at) = match text.eat_any(place, &["in", "within", "in about", "in another"]) {
        Some((_, at)) => (true, text.skip_spaces(at)),
        None => (false, place),
    };
    if let Some((_, end)) = text.eat_any(at, &["half an hour", "half hour", "1/2 hour"]) {
        return direction(text, end, ahead).and_then(|(sign, end)| Some((minutes_from(now, sign * 30)?, end)));
    }
    let (count, at) = number(text, at)?;
    // a week or two, two or three days: the longer.
    let (count, at) =
        match text.eat_any(text.skip_spaces(at), &["or"]).and_then(|(_, at)| number(text, text.skip_spaces(at))) {
            Some((more, at)) => (more, at),
            None => (count, at),
        };
    let (unit, at) = text.eat_any(
        text.skip_spaces(at),
        &[
            "day",
            "days",
            "week",
            "weeks",
            "wk",
            "wks",
            "fortnight",
            "month",
            "months",
            "year",
            "years",
            "hour",
            "hours",
            "hr",
            "hrs",
            "minute",
            "minutes",
            "min",
            "mins",
            "working days",
            "business days",
            "d",
        ],
    )?;
    let (count, at) = match text.eat(text.skip_spaces(at), "or two") {
        Some(end) => (2, end),
        None => (count, at),
    };
    let (sign, end) = direction(text, at, ahead)?;
    let today = now.date_naive();
    let days = |days: u32| add(today, sign * i64::from(days)).map(fixed);
    let piece = match unit.trim_end_matches('s') {
        "day" | "d" => days(count)?,
        "week" | "wk" => days(count * 7)?,
        "fortnight" => days(count * 14)?,
        "month" => fixed(shifted(today, sign, count)?),
        "year" => fixed(shifted(today, sign, count * 12)?),
        "hour" | "hr" => minutes_from(now, sign * i64::from(count) * 60)?,
        "minute" | "min" => minutes_from(now, sign * i64::from(count))?,
        _ => {
            let (mut day, mut left) = (today, count);
            while left > 0 {
                day = add(day, sign)?;
                left -= u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
            }
            fixed(day)
        }
    };
    Some((piece, end))
}

/// Whether a distance lies ahead or behind, by the words behind it.
fn direction(text: &Text, place: usize, ahead: bool) -> Option<(i64, usize)> {
    let at = text.skip_spaces(place);
    if let Some((word, end)) = text.eat_any(at, &["ago", "from now", "later", "from today", "time", "' time", "back"]) {
        // "in 3 days back" is no time.
        return match word {
            "ago" => Some((-1, end)),
            "back" if ahead => Some((1, place)),
            "back" => Some((-1, end)),
            "time" if !ahead => None,
            _ => Some((1, end)),
        };
    }
    ahead.then_some((1, place))
}

/// next week, next month, this weekend.
fn week_or_month(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (word, at) = text.eat_any(
        place,
        &[
            "next week",
            "last week",
            "this week",
            "next month",
            "last month",
            "this weekend",
            "the weekend",
            "next weekend",
            "last weekend",
            "weekend",
            "next year",
            "in the new year",
            "the new year",
        ],
    )?;
    // next week Wed
    if word.ends_with("week")
        && let Some((day, end)) = weekday_name(
            text,
            text.eat(text.skip_spaces(at), "on").map_or_else(|| text.skip_spaces(at), |at| text.skip_spaces(at)),
            true,
        )
    {
        let weeks = if word == "next week" {
            1
        } else if word == "last week" {
            -1
        } else {
            0
        };
        return Some((fixed(weekday_of(today, weeks, day)?), end));
    }
    let piece = match word {
        "next week" => fixed(weekday_of(today, 1, Weekday::Mon)?).vague(),
        "last week" => fixed(weekday_of(today, -1, Weekday::Mon)?).vague(),
        "this week" => fixed(today).vague(),
        "next month" => fixed(in_month(today, 1, 1)?).vague(),
        "last month" => fixed(in_month(today, -1, 1)?).vague(),
        "next year" | "in the new year" | "the new year" => {
            fixed(NaiveDate::from_ymd_opt(today.year() + 1, 1, 1)?).vague()
        }
        "next weekend" => fixed(weekday_of(today, 1, Weekday::Sat)?),
        "last weekend" => fixed(weekday_of(today, -1, Weekday::Sat)?),
        _ => fixed(weekday_of(today, 0, Weekday::Sat)?),
    };
    Some((piece, at))
}
