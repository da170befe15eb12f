//! What comes again: rules as calendars write them (RFC 5545, RRULE), their next days, and the kinds that a form offers.
//!
//! A rule speaks of local days and times: it is worked out on the clock of the wall, and each occurrence becomes a moment in its zone only
//! then. So a visit at nine stays at nine when the clocks change. The rule itself is worked out by the `rrule` library.

mod forms;
mod moments;
mod sentences;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

pub use forms::{End, Form, Pattern};
pub use moments::{moment, moment_in};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use rrule::{Frequency, RRule, Unvalidated};

/// Occurrences that are looked at from the start of a rule on: 270 years of days. Behind them a rule has no more.
const MOST: usize = 100_000;

/// A rule of repetition.
#[derive(Debug, Clone)]
pub struct Repeat {
    text: String,
    rule: RRule<Unvalidated>,
    until: Option<Until>,
}

/// Where a rule ends by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// The whole of this day.
    Day(NaiveDate),
    /// This local time.
    Local(NaiveDateTime),
    /// This moment.
    Moment(DateTime<Utc>),
}

/// Why a rule cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatProblem {
    /// It does not read as a rule.
    NotARule,
    /// It repeats within a day.
    TooOften,
    /// It has parts that this program does not keep (hours, minutes, Easter, skips).
    NotKept,
}

impl RepeatProblem {
    /// The stable code of a reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotARule => "not_a_repeat",
            Self::TooOften => "repeats_too_often",
            Self::NotKept => "repeat_not_kept",
        }
    }
}

impl Repeat {
    /// Reads a rule: `FREQ=WEEKLY;BYDAY=MO,TH`, with or without `RRULE:` before it, in any case, with spaces where some programs put them.
    ///
    /// # Errors
    /// The [`RepeatProblem`] that fits.
    pub fn parse(text: &str) -> Result<Self, RepeatProblem> {
        let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let dense = dense.strip_prefix("RRULE:").unwrap_or(&dense).trim_end_matches(';');
        // The library takes texts apart by bytes.
        if !dense.is_ascii() {
            return Err(RepeatProblem::NotARule);
        }
        let mut until = None;
        let mut parts = Vec::new();
        for part in dense.split(';') {
            let (name, value) = part.split_once('=').ok_or(RepeatProblem::NotARule)?;
            match name {
                "UNTIL" => until = Some(parse_until(value).ok_or(RepeatProblem::NotARule)?),
                "BYHOUR" | "BYMINUTE" | "BYSECOND" | "BYEASTER" | "RSCALE" | "SKIP" => {
                    return Err(RepeatProblem::NotKept);
                }
                "INTERVAL" | "COUNT" if value.trim_start_matches('0').is_empty() => {
                    return Err(RepeatProblem::NotARule);
                }
                _ => parts.push(part),
            }
        }
        let counted = parts.iter().any(|part| part.starts_with("COUNT="));
        let rule: RRule<Unvalidated> = parts.join(";").parse().map_err(|_| RepeatProblem::NotARule)?;
        if !matches!(rule.get_freq(), Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly) {
            return Err(RepeatProblem::TooOften);
        }
        if counted && until.is_some() {
            return Err(RepeatProblem::NotARule);
        }
        let repeat = Self { text: dense.to_owned(), rule, until };
        // What the library refuses for one start it refuses for all.
        let start = NaiveDate::default().and_time(NaiveTime::MIN).and_utc().with_timezone(&rrule::Tz::UTC);
        repeat.rule.clone().validate(start).map_err(|_| RepeatProblem::NotARule)?;
        Ok(repeat)
    }

    /// The rule as it is stored: capitals, no spaces, no `RRULE:`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Looks at all occurrences in order, as the wall clock of the zone tells them. The start is one only if it fits the rule.
    fn look<T>(
        &self,
        start: NaiveDateTime,
        zone: &impl TimeZone,
        at: impl FnOnce(&mut dyn Iterator<Item = NaiveDateTime>) -> T,
    ) -> T {
        let last = self.until.map(|until| match until {
            Until::Day(day) => day.and_time(NaiveTime::MIN) + TimeDelta::seconds(86_399),
            Until::Local(time) => time,
            Until::Moment(moment) => moment.with_timezone(zone).naive_local(),
        });
        // To the library all is UTC: there, no clock changes.
        let set = self.rule.clone().build(rrule::Tz::UTC.from_utc_datetime(&start)).map(rrule::RRuleSet::limit);
        let mut all = set
            .iter()
            .flatten()
            .take(MOST)
            .map(|time| time.naive_utc())
            .take_while(|time| last.is_none_or(|last| *time <= last));
        at(&mut all)
    }

    /// The first occurrence after a local time. For rules of days without a time, start and `after` are midnights. None if the rule has
    /// ended, and for a rule that never comes (30 February).
    #[must_use]
    pub fn next_after(&self, start: NaiveDateTime, after: NaiveDateTime, zone: impl TimeZone) -> Option<NaiveDateTime> {
        self.look(start, &zone, |mut all| Iterator::find(&mut all, |time| *time > after))
    }

    /// The occurrences from a local time to another, both in it, at most `limit`.
    #[must_use]
    pub fn within(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        zone: impl TimeZone,
        limit: usize,
    ) -> Vec<NaiveDateTime> {
        self.look(start, &zone, |all| {
            all.skip_while(|time| *time < from).take_while(|time| *time <= to).take(limit).collect()
        })
    }
}

fn parse_until(text: &str) -> Option<Until> {
    if let Some(utc) = text.strip_suffix('Z') {
        let time = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S").ok()?;
        return Some(Until::Moment(time.and_utc()));
    }
    let time = || NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok().map(Until::Local);
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Until::Day).or_else(time)
}
