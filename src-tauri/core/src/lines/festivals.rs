//! Days that people name by their feast: 元旦前, 春节后, 中秋, 年前.

use chrono::{Days, NaiveDate};

use super::text::{Text, is_han};
use super::times::{Day, Piece};
use crate::values::birthdays::{Birthday, Calendar};

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
    if let Some((piece, end)) = new_year(text, place, today) {
        return Some((piece, end));
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
