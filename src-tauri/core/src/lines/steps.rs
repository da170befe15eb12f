//! The next step in a line: which of its times it is, and what is to be done then.

use chrono::{DateTime, FixedOffset};

use super::text::{Text, ends_sentence, is_han, is_latin, parts_clauses};
use super::times::{Day, Moment, Time};
use super::words::{DEED_SIGNS, DEEDS, EVENTS, NOT_A_STEP, NOT_BEFORE, PROMISES};

/// The next step that a line tells.
#[derive(Debug)]
pub(super) struct Step {
    /// Which of the times.
    pub time: usize,
    pub moment: Moment,
    /// The pieces of text that say what is to be done.
    pub what: Vec<(usize, usize)>,
    /// Words that belong to it and say nothing: 约好, will.
    pub dropped: Vec<(usize, usize)>,
}

/// The time of a line that is the next step, among those from `first` on. A day that is over counts only where the words
/// round it say that something is to be done.
pub(super) fn choose(
    text: &Text,
    times: &[Time],
    is_used: impl Fn(usize) -> bool,
    now: DateTime<FixedOffset>,
    start: usize,
) -> Option<(usize, Moment)> {
    let mut best: Option<(i32, usize, Moment)> = None;
    for (place, time) in times.iter().enumerate() {
        // 周二开会 2点, wed between 2 and 4pm: the hour belongs to the day before it.
        let is_hour_of = (0..place).any(|day| !is_used(day) && hour_of(text, times, day) == Some(place));
        if is_used(place) || time.is_unreadable() || is_hour_of {
            continue;
        }
        let Some(moment) = time.after(now) else { continue };
        let promise = score(text, time, start);
        let is_past = moment.day < now.date_naive()
            || moment.day == now.date_naive() && moment.time.is_some_and(|at| at <= now.time());
        let is_today_by_name =
            moment.day == now.date_naive() && moment.time.is_none() && matches!(time.said.day, Some(Day::Fixed(_)));
        let wanted = if is_past {
            2
        } else if time.said.day.is_none() || is_today_by_name || time.said.is_vague {
            1
        } else {
            0
        };
        if promise >= wanted && best.as_ref().is_none_or(|(known, _, _)| promise >= *known) {
            best = Some((promise, place, moment));
        }
    }
    best.map(|(_, place, moment)| (place, moment))
}

/// The time of the day that stands behind a day in the same clause and belongs to it.
pub(super) fn hour_of(text: &Text, times: &[Time], day: usize) -> Option<usize> {
    const FAR: usize = 12;
    let named = times.get(day).filter(|time| time.said.day.is_some() && time.said.hour.is_none())?;
    let next = times.get(day + 1)?;
    let is_bare = next.said.day.is_none() && next.said.hour.is_some() && next.said.problem.is_none();
    let near = next.from.checked_sub(named.to).is_some_and(|gap| gap <= FAR) && clause_end(text, named.to) >= next.from;
    (is_bare && near && named.said.problem.is_none()).then_some(day + 1)
}

/// The step at a day with the hour that belongs to it.
pub(super) fn with_hour(text: &Text, times: &[Time], mut step: Step, now: DateTime<FixedOffset>) -> Step {
    if let Some(hour) = hour_of(text, times, step.time)
        && let (Some(day), Some(hour)) = (times.get(step.time), times.get(hour))
    {
        let part = day.said.part.or(hour.said.part);
        let said = super::times::Piece { hour: hour.said.hour, until: hour.said.until, part, ..day.said };
        if let Some(moment) = (Time { said, ..*day }).after(now) {
            step.moment = moment;
            step.dropped.push((hour.from, hour.to));
        }
    }
    step
}

/// How much the words round a time say that something is to be done then: 2 promised, 1 a deed, 0 nothing, −1 that it is not.
pub(super) fn score(text: &Text, time: &Time, start: usize) -> i32 {
    let from = clause_start(text, time.from, start);
    let after = text.skip_spaces(time.to);
    let near = text.folded(after, (after + 8).min(clause_end(text, after)));
    let said = text.folded(time.from, time.to);
    let close = text.folded(time.from.saturating_sub(12).max(from), time.from);
    if NOT_A_STEP.iter().any(|word| near.starts_with(word) || !word.is_ascii() && near.contains(word))
        || NOT_BEFORE.iter().any(|word| close.contains(word) || said.starts_with(word))
    {
        return -1;
    }
    if EVENTS.iter().any(|event| near.contains(event)) && !near.contains(DEED_SIGNS) {
        return -1;
    }
    let promised = PROMISES.iter().any(|(word, _)| {
        find_word(text, from, time.from, word).is_some() && *word != "我" && *word != "then" && *word != "next"
    }) || text
        .eat_any(after, &["再", "约", "回访", "复访", "跟进", "我再", "again", "follow up", "follow-up", "call back"])
        .is_some()
        || find_word(text, from, time.from, "back").is_some()
        || find_word(text, from, time.from, "follow up").is_some()
        || find_word(text, from, time.from, "follow-up").is_some();
    if promised {
        return 2;
    }
    // 今天还了500: a deed that is done is none to come.
    let deed = text.eat_any(after, DEEDS).filter(|(_, end)| !text.at(*end).is_some_and(|ch| matches!(ch, '了' | '过')));
    i32::from(deed.is_some() || deed_in(text, from, time.from).is_some())
}

/// The last place of a word between two places.
fn find_word(text: &Text, from: usize, to: usize, word: &str) -> Option<(usize, usize)> {
    (from..to).rev().find_map(|place| text.eat(place, word).filter(|end| *end <= to).map(|end| (place, end)))
}

/// The first English deed between two places that begins a part: at its start, or behind and, then, will, to.
fn deed_in(text: &Text, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|place| {
        let is_start = !text.before(*place).is_some_and(is_latin) && text.at(*place).is_some_and(is_latin);
        is_start && DEEDS.iter().any(|deed| text.eat(*place, deed).is_some_and(|end| end <= to + 1))
    })
}

/// Where the clause of a place starts. In Chinese a space parts clauses, too.
pub(super) fn clause_start(text: &Text, place: usize, start: usize) -> usize {
    let mut at = place;
    while at > start {
        let Some(ch) = text.before(at) else { break };
        let dash = ch == '-' && text.before(at - 1).is_some_and(char::is_whitespace);
        let stop = ch == '.' && text.at(at).is_some_and(char::is_whitespace);
        let space = ch.is_whitespace()
            && text.before(at - 1).is_some_and(|ch| {
                is_han(ch)
                    || "!?)".contains(ch)
                    || ch.is_ascii_digit()
                        && !(start..at).any(|at| text.at(at).is_some_and(|ch| ch.is_ascii_alphabetic()))
            });
        if parts_clauses(ch) || dash || stop || space || ch == '#' {
            break;
        }
        at -= 1;
    }
    text.skip_spaces(at).min(place)
}

pub(super) fn clause_end(text: &Text, place: usize) -> usize {
    let mut at = place;
    while let Some(ch) = text.at(at) {
        let stop = ch == '.' && text.at(at + 1).is_none_or(char::is_whitespace);
        let dash = ch == '-'
            && text.before(at).is_some_and(char::is_whitespace)
            && text.at(at + 1).is_some_and(char::is_whitespace);
        if parts_clauses(ch) || stop || dash || ch == '#' {
            break;
        }
        at += 1;
    }
    at
}

/// What is to be done at a time, out of the words round it.
pub(super) fn what(text: &Text, time: usize, times: &[Time], moment: Moment, start: usize) -> Option<Step> {
    let found = times.get(time)?;
    let mut step = Step { time, moment, what: Vec::new(), dropped: Vec::new() };
    let mut from = clause_start(text, found.from, start);
    let is_last = text.skip_spaces(found.to) >= clause_end(text, text.skip_spaces(found.to));
    // 约好 下周三, 送样品 下周三: what stands before the space, if nothing behind it or nothing but a promise.
    if from == found.from && from > start {
        let mut end = from;
        while end > start && text.before(end).is_some_and(char::is_whitespace) {
            end -= 1;
        }
        let further = clause_start(text, end, start);
        let is_promise = PROMISES.iter().any(|(word, drops)| {
            *drops && word.chars().count() == end - further && text.eat(further, word) == Some(end)
        });
        if end > further && (is_last || is_promise) {
            from = further;
        }
    }
    before(text, &mut step, from, found.from, is_last);
    behind(text, &mut step, found.to, times);
    Some(step)
}

/// The words before the time, as far as they tell of the next step.
fn before(text: &Text, step: &mut Step, from: usize, to: usize, is_last: bool) {
    let promise = PROMISES
        .iter()
        .filter_map(|(word, drops)| find_word(text, from, to, word).map(|(at, end)| (at, end, *drops, *word)))
        .filter(|(at, end, _, word)| {
            // 再, 我, 约 in the middle of what was said promise nothing by themselves unless the time follows closely.
            let weak = matches!(*word, "我" | "再" | "then" | "next" | "will" | "should" | "must" | "约");
            !weak || text.skip_spaces(*end) >= to.saturating_sub(1) || *at == from
        })
        .max_by_key(|(at, end, _, _)| (*end, usize::MAX - *at));
    if let Some((at, end, drops, _)) = promise {
        let mut rest = end;
        if drops {
            step.dropped.push((at, end));
        } else {
            rest = at;
        }
        rest = text.skip_spaces(rest);
        if rest < to {
            step.what.push((rest, to));
        } else if is_last && text.eat_any(from, DEEDS).is_some_and(|(_, deed)| deed <= at) {
            // bring samples next visit Tue 9am: what is to be done stands before the promise.
            step.what.push((from, at));
        }
        // "agreed to" at the end of "and agreed to" leaves no "and" behind.
        drop_joint(text, step, from, at);
        return;
    }
    let is_chinese = text.folded(from, to).chars().any(is_han);
    if is_chinese {
        // 送样品 下周三: it begins with a deed, and nothing but the day follows.
        let deed = text.eat_any(from, DEEDS).is_some();
        if deed && is_last && to - from <= 12 && !text.folded(from, to).contains(['了', '过']) {
            step.what.push((from, to));
        }
        return;
    }
    if is_last && from > 0 && is_short_matter(text, from, to) {
        // "…, contract on Dec 15", "- kickoff Dec 1st": a few words and a day are what is to be then.
        step.what.push((from, to));
        return;
    }
    if let Some(at) = deed_in(text, from, to) {
        // wants a quote, another visit: a thing, which is told whole.
        let at = if is_thing(text, from, at) { from } else { subject(text, from, at) };
        step.what.push((at, to));
        drop_joint(text, step, from, at);
    }
}

/// Whether a clause is a few words that tell of nothing that has been: contract, site survey, payment due.
fn is_short_matter(text: &Text, from: usize, to: usize) -> bool {
    let said = text.folded(from, to);
    let words: Vec<&str> = said.split_whitespace().collect();
    let is_plain = |word: &&str| {
        let letters = word.chars().all(|ch| ch.is_ascii_alphabetic() || ch == '-' || ch == '\'');
        letters && !(word.ends_with("ed") || word.ends_with("ing")) && !BEEN.contains(word)
    };
    let starts_clause = text.before(from).is_some_and(|ch| ch.is_whitespace())
        && (0..from)
            .rev()
            .map(|at| text.at(at))
            .find(|ch| !ch.is_some_and(char::is_whitespace))
            .flatten()
            .is_some_and(|ch| parts_clauses(ch) || matches!(ch, '-' | '.'));
    starts_clause && (1..=3).contains(&words.len()) && words.iter().all(is_plain)
}

/// Words that tell of what is or was.
const BEEN: &[&str] = &[
    "is", "was", "were", "are", "has", "had", "went", "out", "away", "off", "since", "not", "no", "she", "he", "they",
    "bought", "sold", "paid", "got", "wants", "want", "needs", "need", "and", "then", "so", "will", "we", "i", "i'll",
    "we'll", "to", "back", "next",
];

/// Whether the word at a place stands behind an article, and so is the name of a thing.
fn is_thing(text: &Text, from: usize, at: usize) -> bool {
    let said = text.folded(from, at);
    let word = said.trim_end().rsplit(' ').next().unwrap_or_default();
    ["a", "an", "the", "another", "some", "our", "their", "his", "her", "new"].contains(&word)
}

/// Who is to do it, where that is told directly before: "she'll decide".
fn subject(text: &Text, from: usize, at: usize) -> usize {
    ["she'll ", "he'll ", "they'll ", "it'll ", "she will ", "he will ", "they will ", "she ", "he ", "they "]
        .iter()
        .find_map(|word| {
            let start = at.checked_sub(word.chars().count()).filter(|start| *start >= from)?;
            (text.folded(start, at).replace('’', "'") == *word).then_some(start)
        })
        .unwrap_or(at)
}

/// Drops "and", "then", "so", "to" directly before a place.
fn drop_joint(text: &Text, step: &mut Step, from: usize, at: usize) {
    let mut end = at;
    while end > from && text.before(end).is_some_and(char::is_whitespace) {
        end -= 1;
    }
    for word in ["and", "then", "so", "to", "&", "and i", "and we", "i", "we"] {
        let length = word.chars().count();
        if end >= from + length && text.eat(end - length, word) == Some(end) {
            step.dropped.push((end - length, at));
            return;
        }
    }
}

/// The words behind the time, to the end of the sentence; a further clause only if it goes on with a deed.
fn behind(text: &Text, step: &mut Step, from: usize, times: &[Time]) {
    let mut at = from;
    let mut is_first = true;
    while at < text.len() {
        let mut start = at;
        while text
            .at(start)
            .is_some_and(|ch| ch.is_whitespace() || is_first && matches!(ch, ',' | ':' | '-' | ')' | '、'))
        {
            start += 1;
        }
        let end = clause_end(text, start);
        if start >= end {
            break;
        }
        let goes_on = is_first
            || text.eat_any(start, DEEDS).is_some()
            || text.eat_any(start, &["and", "记得", "别忘", "remember to", "don't forget"]).is_some();
        // A time of its own makes it another matter.
        let other = times.iter().any(|time| time.from >= start && time.from < end);
        if !goes_on || other && !is_first {
            break;
        }
        match (is_first, step.what.last_mut()) {
            (false, Some((_, last))) => *last = end,
            _ => step.what.push((start, end)),
        }
        let sign = text.at(end);
        if sign.is_none_or(|ch| ends_sentence(ch) || matches!(ch, '.' | '#' | '-')) {
            break;
        }
        at = end + 1;
        is_first = false;
    }
}
