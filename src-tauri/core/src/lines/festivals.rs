//! Days that people name by their feast or by the moon: 元旦前, 春节后, 中秋, 年前, 腊月二十三.

use chrono::{Days, NaiveDate};

use super::text::{Text, is_han};
use super::times::{Day, Piece};
use crate::values::birthdays::{Birthday, Calendar, parse_birthday};
use crate::values::dates::DateStyle;

/// The names, the calendar, month and day, and how many days the holiday lasts.
const FEASTS: &[(&[&str], Calendar, u8, u8, u64)] = &[
    (&["元旦节", "元旦"], Calendar::Solar, 1, 1, 1),
    (&["劳动节", "五一节", "五一"], Calendar::Solar, 5, 1, 5),
    (&["国庆节", "国庆", "十一长假"], Calendar::Solar, 10, 1, 7),
    (&["圣诞节", "圣诞"], Calendar::Solar, 12, 25, 1),
    (&["春节", "大年初一", "过年"], Calendar::Lunar, 1, 1, 8),
    (&["元宵节", "正月十五"], Calendar::Lunar, 1, 15, 1),
    (&["端午节", "端午"], Calendar::Lunar, 5, 5, 1),
    (&["中秋节", "中秋"], Calendar::Lunar, 8, 15, 1),
];

/// A feast at a place. Its name is a person's too (李国庆): it counts where nothing but a word for time stands round it.
pub(super) fn piece(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    if let Some(found) = new_year(text, place, today).or_else(|| lunar_day(text, place, today)) {
        return Some(found);
    }
    let found = FEASTS.iter().filter_map(|feast| text.eat_any(place, feast.0).map(|(_, end)| (feast, end)));
    let ((_, calendar, month, day, lasts), end) = found.max_by_key(|(_, end)| *end)?;
    let (after, past) = text.eat_any(end, &["过后", "之后", "以后", "后"]).map_or((end, false), |(_, at)| (at, true));
    let begins_well = text.before(place).is_none_or(|ch| !is_han(ch) || "等到过在于至赶是约和".contains(ch));
    let ends_well = past || text.eat_any(end, &["前", "之前", "以前", "期间", "那天", "当天", "假"]).is_some();
    if !(begins_well || ends_well) {
        return None;
    }
    let feast = Birthday { calendar: *calendar, year: None, month: *month, day: *day, leap_month: false };
    Some((around(feast, today, if past { *lasts } else { 0 })?, after))
}

/// 腊月二十三, 农历八月初五, 三月廿八: a day that only the calendar of the moon names so.
fn lunar_day(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    const LONGEST: usize = 10;
    const MOONS: &[&str] = &["农历", "阴历", "旧历", "正月", "冬月", "腊月"];
    const DAYS: &[&str] =
        &["月初一", "月初二", "月初三", "月初四", "月初五", "月初六", "月初七", "月初八", "月初九", "月初十", "月廿"];
    if text.before(place).is_some_and(|ch| ch == '年' || "一二三四五六七八九十".contains(ch)) {
        return None;
    }
    let is_month = |ch: char| "一二三四五六七八九十".contains(ch);
    let month_end = (place..place + 3).find(|at| !text.at(*at).is_some_and(is_month))?;
    let by_day = month_end > place && text.eat_any(month_end, DAYS).is_some();
    if !by_day && text.eat_any(place, MOONS).is_none() {
        return None;
    }
    (place + 3..=(place + LONGEST).min(text.len())).rev().find_map(|end| {
        let day = parse_birthday(&text.slice(place, end), DateStyle::default()).ok()?;
        let is_lunar = day.calendar == Calendar::Lunar && day.year.is_none();
        is_lunar.then(|| around(day, today, 0)).flatten().map(|piece| (piece, end))
    })
}

/// 年前, 年后: before and after the new year of the moon.
fn new_year(text: &Text, place: usize, today: NaiveDate) -> Option<(Piece, usize)> {
    let (word, end) = text.eat_any(place, &["过完年", "年前", "年后"])?;
    if text.before(place).is_some_and(|ch| ch.is_ascii_digit() || is_han(ch)) {
        return None;
    }
    let feast = Birthday { calendar: Calendar::Lunar, year: None, month: 1, day: 1, leap_month: false };
    let next = feast.next_from(today.succ_opt()?)?;
    let day =
        if word == "年前" { next.checked_sub_days(Days::new(7))? } else { next.checked_add_days(Days::new(8))? };
    Some((Piece::day(Day::Fixed(day.max(today))).vague(), end))
}

/// The last and the next of a feast, so many days behind it.
fn around(feast: Birthday, today: NaiveDate, behind: u64) -> Option<Piece> {
    let moved = |day: NaiveDate| day.checked_add_days(Days::new(behind));
    // Behind a feast that is just over counts still.
    let mut day = feast.next_from(today.checked_sub_days(Days::new(800))?)?;
    let mut last = None;
    while moved(day)? <= today {
        last = Some(moved(day)?);
        day = feast.next_from(day.succ_opt()?)?;
    }
    let piece = Piece::day(Day::Either { last: last?, next: moved(day)? });
    Some(if behind > 0 { piece.vague() } else { piece })
}
