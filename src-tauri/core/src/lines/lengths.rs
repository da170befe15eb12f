//! How long something takes: for 1 hour, for half an hour, 30分钟, 一个半小时.

use chrono::TimeDelta;

use super::chinese;
use super::english::NUMBERS;
use super::steps::clause_end;
use super::text::{Text, is_latin};

/// The longest appointment that a line can say.
const LONGEST: i64 = 12 * 60;

/// A length in a line.
pub(super) struct Length {
    pub lasts: TimeDelta,
    /// Where the words stand that say it.
    pub words: (usize, usize),
}

/// The length that stands right behind a time, or ends the clause behind it.
pub(super) fn behind(text: &Text, place: usize) -> Option<Length> {
    let start = (place..text.len()).find(|at| text.at(*at).is_some_and(char::is_alphanumeric))?;
    let clause = clause_end(text, start);
    let ends_clause = |end: usize| text.skip_spaces(end) >= clause;
    let (minutes, from, to) = (start..clause).find_map(|at| {
        let (minutes, end) = length_at(text, at)?;
        (at == start || ends_clause(end)).then_some((minutes, at, end))
    })?;
    of_minutes(minutes, (from, to))
}

/// The length that stands right before a time, from a place on: call her for 30 min tomorrow at 3pm.
pub(super) fn before(text: &Text, from: usize, to: usize) -> Option<Length> {
    let (minutes, words) = (from..to).find_map(|at| {
        let (minutes, end) = in_english(text, at)?;
        (end <= to && text.skip_spaces(end) >= to).then_some((minutes, (at, end)))
    })?;
    of_minutes(minutes, words)
}

fn of_minutes(minutes: i64, words: (usize, usize)) -> Option<Length> {
    (1..=LONGEST).contains(&minutes).then_some(Length { lasts: TimeDelta::minutes(minutes), words })
}

/// Minutes, and the place behind their words.
fn length_at(text: &Text, place: usize) -> Option<(i64, usize)> {
    in_english(text, place).or_else(|| in_chinese(text, place))
}

/// for 1 hour, for an hour and a half, for 1.5 hours, for 90 min, for 2h.
fn in_english(text: &Text, place: usize) -> Option<(i64, usize)> {
    let (_, at) = text.eat_any(place, &["for", "for about", "for around"])?;
    let at = text.skip_spaces(at);
    let fixed = [
        ("half an hour", 30),
        ("half hour", 30),
        ("a half hour", 30),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("three quarters of an hour", 45),
        ("a quarter of an hour", 15),
        ("an hour", 60),
    ];
    let said = fixed.iter().filter_map(|(words, minutes)| text.eat(at, words).map(|end| (*minutes, end)));
    let (minutes, end) = said.max_by_key(|(_, end)| *end).or_else(|| counted(text, at))?;
    // for 1 hour before lunch, for 2 hours' drive: another matter.
    let other =
        text.eat_any(text.skip_spaces(end), &["before", "after", "ago", "later", "drive", "ahead", "per", "a day"]);
    (other.is_none() && text.at(end) != Some('\'')).then_some((minutes, end))
}

fn counted(text: &Text, place: usize) -> Option<(i64, usize)> {
    let words = || {
        let exact = NUMBERS.iter().filter(|(word, _)| !word.contains("few") && !word.contains("several"));
        let words = exact.filter_map(|(word, number)| text.eat(place, word).map(|end| (*number, end)));
        words.max_by_key(|(_, end)| *end)
    };
    let (count, at) = text.digits(place, 3).or_else(words)?;
    let (tenths, at) = match (text.at(at), text.digits(at + 1, 1)) {
        (Some('.'), Some((tenths, end))) => (tenths, end),
        _ => (0, at),
    };
    let (word, end) = unit(text, text.skip_spaces(at))?;
    let tenths = i64::from(count) * 10 + i64::from(tenths);
    Some((if word.starts_with('h') { tenths * 6 } else { tenths / 10 }, end))
}

fn unit(text: &Text, place: usize) -> Option<(&'static str, usize)> {
    const UNITS: &[&str] = &["hours", "hour", "hrs", "hr", "h", "minutes", "minute", "mins", "min"];
    // 2h and 30min have no space before them.
    let ends_word = |end: usize| !text.at(end).is_some_and(is_latin);
    UNITS.iter().find_map(|unit| {
        let end = place + unit.len();
        (text.folded(place, end) == **unit && ends_word(end)).then_some((*unit, end))
    })
}

/// 一小时, 1.5小时, 半个小时, 一个半小时, 一个钟头, 30分钟, 三刻钟.
fn in_chinese(text: &Text, place: usize) -> Option<(i64, usize)> {
    const HOURS: &[&str] = &["小时", "小時", "钟头", "鐘頭", "个小时", "個小時", "个钟头", "個鐘頭", "个钟", "個鐘"];
    const HALF_HOURS: &[&str] = &["个半小时", "個半小時", "个半钟头", "個半鐘頭"];
    // 提前一小时, 不到半小时, 每小时; and the later half of 一百小时.
    let led = ["提前", "提早", "再过", "不到", "超过", "晚", "早", "差", "过", "每", "前", "第"];
    let within =
        text.before(place).is_some_and(|ch| ch.is_ascii_digit() || "一二三四五六七八九十百两半个.".contains(ch));
    if within || led.iter().any(|word| text.folded(place.saturating_sub(word.chars().count()), place) == *word) {
        return None;
    }
    let (minutes, end) = if let Some(at) = text.eat(place, "半") {
        (30, text.eat_any(at, HOURS)?.1)
    } else {
        let (count, at) = chinese::number(text, place).filter(|(count, _)| *count <= 720)?;
        let (tenths, at) = match (text.at(at), text.digits(at + 1, 1)) {
            (Some('.'), Some((tenths, end))) => (tenths, end),
            _ => (0, at),
        };
        let spaced = text.skip_spaces(at);
        if let Some((_, end)) = text.eat_any(spaced, HALF_HOURS) {
            (i64::from(count) * 60 + 30, end)
        } else if let Some((_, end)) = text.eat_any(spaced, HOURS) {
            let half = text.eat(end, "半");
            (i64::from(count) * 60 + i64::from(tenths) * 6 + if half.is_some() { 30 } else { 0 }, half.unwrap_or(end))
        } else if let Some((_, end)) = text.eat_any(spaced, &["分钟", "分鐘"]) {
            (i64::from(count), end)
        } else {
            (i64::from(count) * 15, text.eat_any(spaced, &["刻钟", "刻鐘"])?.1)
        }
    };
    let end = text.eat_any(end, &["左右", "上下"]).map_or(end, |(_, end)| end);
    // 一小时后, 半小时内, 两小时车程: another matter.
    let other = ["后", "後", "前", "内", "內", "以", "之", "车程", "的", "才", "就", "一次"];
    text.eat_any(text.skip_spaces(end), &other).is_none().then_some((minutes, end))
}
