//! English times of the day: 3pm, at half past two, 10 o'clock, noon, in the morning.

use super::english::NUMBERS;
use super::text::{Text, is_latin};
use super::times::{Hour, Part, Piece};

/// 3pm, 3:30 pm, at 10, at ten thirty, half past three, quarter to four, 10 o'clock, noon, 3-4pm.
pub(super) fn clock(text: &Text, place: usize) -> Option<(Piece, usize)> {
    if let Some((word, end)) = text
        .eat_any(place, &["noon", "midday", "midnight", "at noon", "at midday", "at midnight", "12 noon", "at 12 noon"])
    {
        let hour = if word.ends_with("midnight") { 24 } else { 12 };
        return Some((hour_piece(Hour { hour, minute: 0, is_certain: true }), end));
    }
    let (is_led, at) = match text.eat_any(place, &["at", "@", "at about", "at around"]) {
        Some((_, at)) => (true, text.skip_spaces(at)),
        None => (false, place),
    };
    if let Some((word, at)) = text.eat_any(
        at,
        &["half past", "half", "quarter past", "a quarter past", "quarter to", "a quarter to", "quarter after"],
    ) {
        let (hour, end) = hour_number(text, text.skip_spaces(at))?;
        if word == "half" && !is_led || !(1..=12).contains(&hour) {
            return None;
        }
        let (hour, minute) = match word {
            "half past" | "half" => (hour, 30),
            "quarter to" | "a quarter to" => (if hour == 1 { 12 } else { hour - 1 }, 45),
            _ => (hour, 15),
        };
        return Some(with_half(text, hour, minute, end, false));
    }
    // between 2 and 4pm, from 2 to 4pm
    if let Some(found) = between(text, place) {
        return Some(found);
    }
    let (hour, end) = hour_number(text, at).filter(|(hour, _)| *hour <= 99)?;
    let is_figure = text.at(at).is_some_and(|ch| ch.is_ascii_digit());
    // 3.30pm
    let (minute, end, pointed) = match (text.at(end), text.digits(end + 1, 2)) {
        (Some('.' | ':'), Some((minute, after))) if is_figure && after - end == 3 => (minute, after, true),
        _ => (0, end, false),
    };
    if let Some((is_afternoon, after)) = half_of_day(text, end) {
        let start = of_half(hour, minute, is_afternoon);
        return Some(ranged(text, hour_piece(start), after));
    }
    // 3-4pm, 3 to 4 pm
    if is_figure
        && let Some((_, after)) = text.eat_any(text.skip_spaces(end), &["-", "to", "~"])
        && let Some((until, at)) = text.digits(text.skip_spaces(after), 2)
        && let Some((is_afternoon, end)) = half_of_day(text, at)
        && (1..=12).contains(&hour)
    {
        let until = of_half(until, 0, is_afternoon);
        let start = of_half(hour, minute, is_afternoon && hour <= until.hour.saturating_sub(12).max(1));
        return Some((Piece { hour: Some(start), until: Some(until), ..Piece::default() }, end));
    }
    let spoken = text.eat_any(text.skip_spaces(end), &["o'clock", "oclock", "o’clock"]).map(|(_, end)| end);
    if let Some(end) = spoken {
        return Some(with_half(text, hour, minute, end, false));
    }
    let starts_word = |ch: char| ch.is_ascii_digit() || ch == '%' || ch == '/' || ch == '-';
    if !is_led
        || pointed && minute > 59
        || text.at(end).is_some_and(starts_word)
        || super::numeric::is_counted(text, end)
    {
        return None;
    }
    // at ten thirty
    if !is_figure {
        let words =
            [("thirty", 30), ("fifteen", 15), ("forty five", 45), ("forty-five", 45), ("twenty", 20), ("ten", 10)];
        let after = text.skip_spaces(end);
        if let Some((minute, end)) =
            words.iter().find_map(|(word, minute)| text.eat(after, word).map(|end| (*minute, end)))
        {
            return Some(with_half(text, hour, minute, end, false));
        }
    }
    // at 200 per bag, at 10 a piece: a price.
    const PRICED: &[&str] = &[
        "each", "per", "a piece", "apiece", "yuan", "rmb", "usd", "dollars", "bucks", "euros", "pounds", "a bag",
        "a box", "an item",
    ];
    if text.eat_any(text.skip_spaces(end), PRICED).is_some() {
        return None;
    }
    if hour > 24 && end - at > 2 {
        return None;
    }
    Some(with_half(text, hour, minute, end, hour > 12 || hour == 0))
}

fn between(text: &Text, place: usize) -> Option<(Piece, usize)> {
    let (_, at) = text.eat_any(place, &["between", "btwn", "btw", "from"])?;
    let (hour, at) = text.digits(text.skip_spaces(at), 2).filter(|(hour, _)| (1..=12).contains(hour))?;
    let first = half_of_day(text, at);
    let at = text.skip_spaces(first.map_or(at, |(_, end)| end));
    let (_, at) = text.eat_any(at, &["and", "to", "-", "~", "until", "till"])?;
    let (until, at) = text.digits(text.skip_spaces(at), 2).filter(|(until, _)| (1..=12).contains(until))?;
    let (is_afternoon, end) = half_of_day(text, at)?;
    let until = of_half(until, 0, is_afternoon);
    let begins_late = first.map_or(is_afternoon && hour <= until.hour.saturating_sub(12).max(1), |(late, _)| late);
    let start = of_half(hour, 0, begins_late);
    Some((Piece { hour: Some(start), until: Some(until), ..Piece::default() }, end))
}

fn hour_piece(hour: Hour) -> Piece {
    Piece { hour: Some(hour), ..Piece::default() }
}

fn with_half(text: &Text, hour: u32, minute: u32, end: usize, is_certain: bool) -> (Piece, usize) {
    if let Some((is_afternoon, end)) = half_of_day(text, end) {
        return (hour_piece(of_half(hour, minute, is_afternoon)), end);
    }
    (hour_piece(Hour { hour, minute, is_certain }), end)
}

/// 3pm-4pm, 3pm to 4.
fn ranged(text: &Text, piece: Piece, end: usize) -> (Piece, usize) {
    let until = text.eat_any(text.skip_spaces(end), &["-", "to", "~", "until"]).and_then(|(_, at)| {
        let (hour, at) = text.digits(text.skip_spaces(at), 2).filter(|(hour, _)| (1..=12).contains(hour))?;
        let (minute, at) = match (text.at(at), text.digits(at + 1, 2)) {
            (Some(':'), Some((minute, after))) => (minute, after),
            _ => (0, at),
        };
        let (is_afternoon, end) = half_of_day(text, at)?;
        Some((of_half(hour, minute, is_afternoon), end))
    });
    match until {
        Some((until, end)) => (Piece { until: Some(until), ..piece }, end),
        None => (piece, end),
    }
}

fn hour_number(text: &Text, place: usize) -> Option<(u32, usize)> {
    text.digits(place, 3).or_else(|| {
        let words = NUMBERS.iter().filter(|(word, _)| !word.contains(' ') && word.len() > 2);
        words.filter_map(|(word, number)| text.eat(place, word).map(|end| (*number, end))).max_by_key(|it| it.1)
    })
}

/// am or pm at a place; true for the afternoon.
pub(super) fn half_of_day(text: &Text, place: usize) -> Option<(bool, usize)> {
    let at = text.skip_spaces(place);
    for (word, is_afternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if text.folded(at, at + word.len()) == word && !text.at(at + word.len()).is_some_and(is_latin) {
            return Some((is_afternoon, at + word.len()));
        }
    }
    None
}

/// The hour of a clock with two halves; one that has no such hour stays as it is, to be told.
pub(super) fn of_half(hour: u32, minute: u32, is_afternoon: bool) -> Hour {
    let hour = match (hour, is_afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        (13..=23, true) | (0..=12, _) => hour,
        _ => 99,
    };
    Hour { hour, minute, is_certain: true }
}

/// in the morning, morning, afternoon; only beside a day.
pub(super) fn part(text: &Text, place: usize) -> Option<(Piece, usize)> {
    let (word, end) = text.eat_any(
        place,
        &[
            "in the morning",
            "in the afternoon",
            "in the evening",
            "the morning",
            "the afternoon",
            "the evening",
            "morning",
            "afternoon",
            "evening",
            "first thing",
            "lunchtime",
            "am",
            "pm",
        ],
    )?;
    let part = match word.rsplit(' ').next() {
        Some("morning" | "thing" | "am") => Part::Morning,
        Some("lunchtime") => Part::Noon,
        Some("evening") => Part::Evening,
        _ => Part::Afternoon,
    };
    Some((Piece { part: Some(part), is_weak: true, ..Piece::default() }, end))
}
