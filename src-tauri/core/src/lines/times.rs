//! Days and times in a line, in either language: pieces that stand together make one time.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Timelike, Weekday};

use super::text::{Text, is_latin};
use super::{chinese, english, numeric};

/// A day as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// One day and no other: 昨天, next Wed, 2026-11-25.
    Fixed(NaiveDate),
    /// The last one up to today or the next one from today: 周三, 11月25日, the 15th, 月底.
    Either {
        /// The last one, today at the latest.
        last: NaiveDate,
        /// The next one, today at the earliest.
        next: NaiveDate,
    },
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 凌晨, before dawn.
    Night,
    /// 早上, 上午, morning.
    Morning,
    /// 中午, round noon.
    Noon,
    /// 下午, afternoon.
    Afternoon,
    /// 傍晚, 晚上, evening.
    Evening,
}

impl Part {
    /// The stable name.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }
}

/// A time of the day as it was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hour {
    pub hour: u32,
    pub minute: u32,
    /// Whether the half of the day is certain: 15:00, 3pm, noon.
    pub is_certain: bool,
}

/// What one piece of text says of a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub day: Option<Day>,
    pub part: Option<Part>,
    pub hour: Option<Hour>,
    pub until: Option<Hour>,
    /// Why it is none: `no_such_day`, `no_such_time`.
    pub problem: Option<&'static str>,
    /// Only a week or month was named; its first day stands for it.
    pub is_vague: bool,
    /// Means a time only beside a day or part of a day: 一点, morning.
    pub is_weak: bool,
    /// A weekday, which may stand beside the day that it is: 11月25日 周三.
    pub is_weekday: bool,
}

impl Piece {
    pub(super) fn day(day: Day) -> Self {
        Self { day: Some(day), ..Self::default() }
    }

    pub(super) fn problem(problem: &'static str) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    pub(super) const fn vague(mut self) -> Self {
        self.is_vague = true;
        self
    }

    /// Both as one; none if they speak of the same.
    fn joined(self, other: Self) -> Option<Self> {
        let same_day = self.day.is_some() && other.day.is_some();
        if same_day && !(other.is_weekday || self.is_weekday) {
            return None;
        }
        // 7:15 this morning, 8 tonight; but 3点 下午 is no way to say it.
        let names_part = other.part.is_some() && (other.day.is_none() || self.day.is_some());
        if self.hour.is_some() && (other.hour.is_some() || names_part)
            || self.part.is_some() && other.part.is_some()
            || self.problem.is_some() && other.day.is_some()
        {
            return None;
        }
        let weekday_first = self.is_weekday && !other.is_weekday && other.day.is_some();
        Some(Self {
            day: if weekday_first { other.day } else { self.day.or(other.day) },
            part: self.part.or(other.part),
            hour: self.hour.or(other.hour),
            until: self.until.or(other.until),
            problem: self.problem.or(other.problem),
            is_vague: self.is_vague && other.day.is_none(),
            is_weak: self.is_weak && other.is_weak,
            is_weekday: self.is_weekday && other.day.is_none(),
        })
    }
}

/// A time found in the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    /// Where it starts, with `on`, `by`, `at` before it.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub said: Piece,
}

/// A local day with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    pub until: Option<NaiveTime>,
}

impl Time {
    /// The moment as something that has been.
    pub(super) fn before(&self, now: DateTime<FixedOffset>) -> Option<Moment> {
        self.moment(match self.said.day {
            Some(Day::Fixed(day)) => day,
            Some(Day::Either { last, .. }) => last,
            None => now.date_naive(),
        })
    }

    /// The moment as something to come. A time that is over today is meant for tomorrow.
    pub(super) fn after(&self, now: DateTime<FixedOffset>) -> Option<Moment> {
        let today = now.date_naive();
        let moment = self.moment(match self.said.day {
            Some(Day::Fixed(day)) => day,
            Some(Day::Either { next, .. }) => next,
            None => today,
        })?;
        let is_over = moment.day == today && moment.time.is_some_and(|time| time <= now.time());
        match self.said.day {
            None if is_over => Some(Moment { day: moment.day.checked_add_days(Days::new(1))?, ..moment }),
            // On a Friday "Friday" is the next one: this one would be called today.
            Some(Day::Either { .. }) if moment.day == today && self.said.is_weekday => {
                Some(Moment { day: moment.day.checked_add_days(Days::new(7))?, ..moment })
            }
            _ => Some(moment),
        }
    }

    fn moment(&self, day: NaiveDate) -> Option<Moment> {
        let Some(hour) = self.said.hour else {
            // Noon is a time by itself, the morning is none.
            let noon = (self.said.part == Some(Part::Noon)).then(|| NaiveTime::from_hms_opt(12, 0, 0)).flatten();
            return Some(Moment { day, time: noon, until: None });
        };
        let (time, next_day) = on_the_clock(hour, self.said.part)?;
        let day = if next_day { day.checked_add_days(Days::new(1))? } else { day };
        let until = self.said.until.and_then(|until| {
            let (until, _) = on_the_clock(until, self.said.part)?;
            // From 11 to 1, from 3 to 4 in the afternoon: the end comes after the start.
            if until > time {
                Some(until)
            } else {
                NaiveTime::from_hms_opt(until.hour() + 12, until.minute(), 0).filter(|until| *until > time)
            }
        });
        Some(Moment { day, time: Some(time), until })
    }

    /// Whether the day or time cannot be.
    pub(super) const fn is_unreadable(&self) -> bool {
        self.said.problem.is_some()
    }
}

/// The hour as the clock has it, and whether that is after midnight. Without a part of the day, one to six are in the
/// afternoon: nobody is visited at three in the night.
fn on_the_clock(hour: Hour, part: Option<Part>) -> Option<(NaiveTime, bool)> {
    let (mut of_day, mut next_day) = (hour.hour, false);
    if !hour.is_certain && of_day <= 12 {
        match part {
            Some(Part::Night) if of_day == 12 => of_day = 0,
            Some(Part::Evening) if of_day == 12 => (of_day, next_day) = (0, true),
            Some(Part::Evening | Part::Afternoon) if of_day < 12 => of_day += 12,
            Some(Part::Noon) if of_day < 10 => of_day += 12,
            None if (1..=6).contains(&of_day) => of_day += 12,
            _ => {}
        }
    }
    if of_day == 24 && hour.minute == 0 {
        (of_day, next_day) = (0, true);
    }
    Some((NaiveTime::from_hms_opt(of_day, hour.minute, 0)?, next_day))
}

/// All times of a line, in order.
pub(super) fn find(text: &Text, now: DateTime<FixedOffset>) -> Vec<Time> {
    let today = now.date_naive();
    let mut times = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match time_at(text, at, now, today) {
            Some(time) => {
                at = time.to.max(at + 1);
                times.push(time);
            }
            None => at += 1,
        }
    }
    times
}

/// The time that starts at a place.
fn time_at(text: &Text, place: usize, now: DateTime<FixedOffset>, today: NaiveDate) -> Option<Time> {
    let led = english::leading(text, place).and_then(|start| piece_at(text, start, now, today));
    let (mut said, mut to) = led.or_else(|| piece_at(text, place, now, today))?;
    loop {
        let glued = glue(text, to);
        let led = english::leading(text, glued).and_then(|start| piece_at(text, start, now, today));
        let next = led.or_else(|| piece_at(text, glued, now, today));
        let next = next.and_then(|(piece, end)| Some((said.joined(piece)?, end)));
        match next {
            Some((joined, end)) => (said, to) = (joined, end),
            None => break,
        }
    }
    if said.is_weak {
        return None;
    }
    // The bracket round a weekday belongs to it: 11月25日(周三).
    if text.folded(place, to).contains('(') && text.at(to) == Some(')') {
        to += 1;
    }
    // 12月20日前付清: by that day. But 下周三前天… is no such thing.
    if said.day.is_some()
        && let Some((_, end)) = text.eat_any(to, &["之前", "以前", "前"])
        && !text.at(end).is_some_and(|ch| "天日后年".contains(ch))
    {
        to = end;
    }
    if let Some(hour) = said.hour
        && (hour.hour > 24 || hour.minute > 59 || hour.hour == 24 && hour.minute > 0)
    {
        said.problem = Some("no_such_time");
    }
    Some(Time { from: place, to, said })
}

fn piece_at(text: &Text, place: usize, now: DateTime<FixedOffset>, today: NaiveDate) -> Option<(Piece, usize)> {
    let within_number = text.before(place).is_some_and(|ch| ch.is_ascii_digit())
        && text.at(place).is_some_and(|ch| ch.is_ascii_digit());
    let within_word = text.before(place).is_some_and(is_latin) && text.at(place).is_some_and(is_latin);
    if within_number {
        return None;
    }
    numeric::piece(text, place, today)
        .or_else(|| chinese::piece(text, place, now))
        .or_else(|| if within_word { None } else { english::piece(text, place, now) })
}

/// Behind what may stand between the pieces of one time.
fn glue(text: &Text, place: usize) -> usize {
    let mut at = text.skip_spaces(place);
    if text.at(at) == Some('(') && text.at(at + 1).is_some_and(|ch| "周星礼週禮".contains(ch)) {
        return at + 1;
    }
    if text.at(at) == Some(')') && text.folded(place.saturating_sub(5), place).contains('(') {
        at = text.skip_spaces(at + 1);
    }
    if text.at(at) == Some('的') {
        return at + 1;
    }
    if text.at(at) == Some(',') && text.at(at + 1) == Some(' ') {
        // Wed, Dec 3; but not the next clause of a Chinese line.
        let after = text.skip_spaces(at + 1);
        if text.at(after).is_some_and(|ch| ch.is_ascii_alphanumeric()) && text.before(at).is_some_and(is_latin) {
            at = after;
        }
    }
    at
}

/// A weekday of the week that is so many weeks from this one, Monday first.
pub(super) fn weekday_of(today: NaiveDate, weeks: i64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    let days = weeks * 7 + i64::from(weekday.num_days_from_monday());
    monday.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// The weekday by itself: the last or the next.
pub(super) fn bare_weekday(today: NaiveDate, weekday: Weekday) -> Option<Piece> {
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    let next = today.checked_add_days(Days::new(u64::from(ahead)))?;
    let last = if ahead == 0 { today } else { next.checked_sub_days(Days::new(7))? };
    Some(Piece { is_weekday: true, ..Piece::day(Day::Either { last, next }) })
}

/// A day of a month without its year, the last or the next; `day` 0 is the month's last day.
pub(super) fn month_day(today: NaiveDate, month: u32, day: u32) -> Piece {
    let of_year = |year: i32| if day == 0 { last_of(year, month) } else { NaiveDate::from_ymd_opt(year, month, day) };
    let years = (today.year() - 8)..=(today.year() + 8);
    let next = years.clone().filter_map(of_year).find(|found| *found >= today);
    let last = years.rev().filter_map(of_year).find(|found| *found <= today);
    match (last, next) {
        (Some(last), Some(next)) => Piece::day(Day::Either { last, next }),
        _ => Piece::problem("no_such_day"),
    }
}

/// A day of any month, the last or the next: 15号, the 15th; `day` 0 is the last day of a month.
pub(super) fn day_of_month(today: NaiveDate, day: u32) -> Piece {
    let find = |step: i32| {
        (0..14).find_map(|n| {
            let found = in_month(today, n * step, day)?;
            (if step > 0 { found >= today } else { found <= today }).then_some(found)
        })
    };
    match (find(-1), find(1)) {
        (Some(last), Some(next)) => Piece::day(Day::Either { last, next }),
        _ => Piece::problem("no_such_day"),
    }
}

/// A day of the month that is so many months from this one; 0 is its last day.
pub(super) fn in_month(today: NaiveDate, months: i32, day: u32) -> Option<NaiveDate> {
    let count = today.year() * 12 + i32::try_from(today.month0()).ok()? + months;
    let (year, month) = (count.div_euclid(12), u32::try_from(count.rem_euclid(12)).ok()? + 1);
    if day == 0 { last_of(year, month) } else { NaiveDate::from_ymd_opt(year, month, day) }
}

fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

/// A year, month and day that must be one.
pub(super) fn exact(year: i32, month: u32, day: u32) -> Piece {
    match crate::values::dates::date_of(year, month, day) {
        Ok(day) => Piece::day(Day::Fixed(day)),
        Err(_) => Piece::problem("no_such_day"),
    }
}
