//! English days and times: yesterday, next Wed, in two weeks, Dec 3, the 15th, 3pm, half past two, noon.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta, Weekday};

use super::chinese::{minutes_from, shifted};
use super::english_clock::{clock, part};
use super::text::{Text, is_latin};
use super::times::{Day, Part, Piece, bare_weekday, day_of_month, exact, in_month, month_day, weekday_of};

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
    let (_, at) =
        text.eat_any(place, &["on", "by", "before", "around", "about", "at", "for", "from", "until", "till", "since"])?;
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

fn fixed(day: NaiveDate) -> Piece {
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
    if matches!(name, "sat" | "sun") && !capital && !is_led && !led(text, place) {
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
fn led(text: &Text, place: usize) -> bool {
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

/// end of month, EOM, beginning of next week, mid December, end of the year.
fn edge(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let abbreviations: &[(&str, Option<NaiveDate>)] = &[
        ("eom", in_month(today, 0, 0)),
        ("month end", in_month(today, 0, 0)),
        ("month-end", in_month(today, 0, 0)),
        ("eow", weekday_of(today, 0, Weekday::Fri)),
        ("eoy", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
        ("year end", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
        ("year-end", NaiveDate::from_ymd_opt(today.year(), 12, 31)),
    ];
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
        "next year" => fixed(NaiveDate::from_ymd_opt(today.year() + 1, 1, 1)?).vague(),
        "next weekend" => fixed(weekday_of(today, 1, Weekday::Sat)?),
        "last weekend" => fixed(weekday_of(today, -1, Weekday::Sat)?),
        _ => fixed(weekday_of(today, 0, Weekday::Sat)?),
    };
    Some((piece, at))
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
fn dated(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
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
fn ordinal_day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
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
