//! Days and times in figures, as both languages write them: 2026-11-25, 11/25, 11.25, 15:00, 20261125.

use chrono::NaiveDate;

use super::text::{Text, is_han, is_latin};
use super::times::{Hour, Piece, exact, month_day};

/// What makes a number before it a count or an amount.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "天", "个", "台", "只", "斤", "公斤", "吨", "箱", "件", "袋", "包", "瓶", "桶", "套", "米", "亩", "人", "头",
    "棵", "株", "元", "块", "万", "千", "百", "k", "w", "kg", "km", "m", "cm", "mm", "%", "折", "倍", "升", "里",
    "公里", "分钟", "小时", "平", "成", "寸", "度", "次", "条", "张", "支", "根", "卷", "盒", "本", "kw", "kg", "l",
    "ml", "t", "个月", "周", "岁", "lb", "lbs", "pcs", "units", "pumps", "days", "weeks", "hours", "months",
    "percent", "off", "tons", "boxes", "bags", "盘", "车", "匹", "级", "寸", "厘米", "毫米", "英寸", "inch", "x",
    "型", "号楼", "版",
];

/// Whether what stands behind a number counts something by it.
pub(super) fn is_counted(text: &Text, place: usize) -> bool {
    let at = text.skip_spaces(place);
    text.eat_any(at, COUNTED).is_some()
}

/// A day or time in figures at a place.
pub(super) fn piece(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    if !text.at(place)?.is_ascii_digit()
        || text.before(place).is_some_and(|ch| ch.is_ascii_digit() || "¥$€£#.".contains(ch))
    {
        return None;
    }
    if text.before(place).is_some_and(is_latin) {
        return None;
    }
    clock(text, place).or_else(|| day(text, place, today))
}

/// 15:00, 9:30, 15:00-16:30; an hour of one figure leaves the half of the day open.
fn clock(text: &Text, place: usize) -> Option<(Piece, usize)> {
    let (start, at) = one_clock(text, place)?;
    let until = text
        .eat_any(text.skip_spaces(at), &["-", "~", "到", "至"])
        .and_then(|(_, after)| one_clock(text, text.skip_spaces(after)));
    let mut piece = Piece { hour: Some(start), ..Piece::default() };
    let mut end = at;
    if let Some((until, after)) = until {
        piece.until = Some(until);
        end = after;
    }
    Some((piece, end))
}

fn one_clock(text: &Text, place: usize) -> Option<(Hour, usize)> {
    let (hour, at) = text.digits(place, 2)?;
    if text.at(at) != Some(':') {
        return None;
    }
    let (minute, end) = text.digits(at + 1, 2)?;
    if end - at != 3 {
        return None;
    }
    // Seconds are dropped.
    let end = if text.at(end) == Some(':') { text.digits(end + 1, 2).map_or(end, |(_, end)| end) } else { end };
    let half = super::english_clock::half_of_day(text, end);
    if let Some((is_afternoon, after)) = half {
        return Some((super::english_clock::of_half(hour, minute, is_afternoon), after));
    }
    Some((Hour { hour, minute, is_certain: at - place == 2 || hour > 12 || hour == 0 }, end))
}

fn day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    if let Some((number, end)) = text.digits(place, 8)
        && end - place == 8
        && (19_000_101..=22_001_231).contains(&number)
        && !text.at(end).is_some_and(is_latin)
    {
        let year = i32::try_from(number / 10_000).ok()?;
        let piece = exact(year, number / 100 % 100, number % 100);
        return piece.problem.is_none().then_some((piece, end));
    }
    let (first, at) = text.digits(place, 4)?;
    let mark = text.at(at).filter(|ch| matches!(ch, '-' | '/' | '.'))?;
    let (second, at2) = text.digits(at + 1, 2)?;
    let third = (text.at(at2) == Some(mark)).then(|| text.digits(at2 + 1, 4)).flatten();
    if let Some((third, end)) = third {
        if text.at(end).is_some_and(|ch| ch.is_ascii_digit() || ch == mark && text.digits(end + 1, 9).is_some()) {
            return None;
        }
        let (year, month, day) = match (at - place, end - at2 - 1) {
            (4, 1..=2) => (first, second, third),
            (1..=2, 4) if first > 12 || mark == '.' => (third, second, first),
            (1..=2, 4) => (third, first, second),
            (2, 1..=2) if mark != '.' && (20..=40).contains(&first) => (2_000 + first, second, third),
            _ => return None,
        };
        return Some((exact(i32::try_from(year).ok()?, month, day), end));
    }
    if at - place > 2 {
        return None;
    }
    // 11/25 and 25/11; a number of pieces, a fraction or a price is none.
    let (month, day) = if first > 12 && second <= 12 && mark == '/' { (second, first) } else { (first, second) };
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && !is_counted(text, at2);
    let ends_well = !text.at(at2).is_some_and(|ch| ch.is_ascii_alphabetic() || ch == mark);
    let open = |ch: char| ch.is_whitespace() || "(,;:。、)!?".contains(ch);
    let starts_well = match text.before(place) {
        None => true,
        Some(ch) if open(ch) => true,
        // Beside a Chinese character a point or dash is more often a number's: 涨了1.5, 3-5天.
        Some(ch) => mark == '/' && is_han(ch) || "于到在约是号前".contains(ch),
    };
    // 1.5 by itself is a number; a day with a point has two figures, or a word behind it says what is to be done.
    let pointed = mark != '.' || at2 - at == 3 && second >= 10 || text.at(at2).is_some_and(is_han) && at2 - at >= 2;
    if !(is_date && ends_well && starts_well && pointed) {
        return None;
    }
    Some((month_day(today, month, day), at2))
}
