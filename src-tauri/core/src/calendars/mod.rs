//! Appointments from and to iCalendar files (RFC 5545), as every calendar program writes them.
//!
//! Pure: a file's text becomes a list of appointments and of what was not understood, each with its line; a list becomes a file. What stands
//! in a line is read by the `calcard` library.

mod lines;
mod reading;
mod writing;
mod zones;

#[cfg(test)]
mod tests;

pub use reading::read;
pub use writing::write;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::repeats::moment;

/// Appointments that are read out of one file.
pub const MOST_APPOINTMENTS: usize = 100_000;

/// A day, or a time on the clock of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// A local time in a zone; without a zone, on the clock of whoever looks at it.
    Time(NaiveDateTime, Option<Tz>),
}

impl When {
    /// The day on the clock of its zone.
    #[must_use]
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Time(time, _) => time.date(),
        }
    }

    /// The moment; a day begins at its midnight. `home` is the zone of what has none.
    #[must_use]
    pub fn moment(self, home: Tz) -> Option<DateTime<Utc>> {
        match self {
            Self::Day(day) => moment(day.and_hms_opt(0, 0, 0)?, home),
            Self::Time(time, zone) => moment(time, zone.unwrap_or(home)),
        }
    }
}

/// An appointment as a calendar holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// What it is known by in every calendar, or empty.
    pub uid: String,
    /// What it is about, or empty.
    pub summary: String,
    /// More about it, or empty.
    pub description: String,
    /// Where, or empty.
    pub location: String,
    /// When it begins.
    pub start: When,
    /// When it is over: for days, the day after the last one. None if the file does not tell.
    pub end: Option<When>,
    /// The rule by which it comes again, as [`crate::repeats::Repeat`] reads it.
    pub repeat: Option<String>,
    /// Beginnings that the rule gives but that do not take place.
    pub except: Vec<When>,
    /// Beginnings besides the rule.
    pub besides: Vec<When>,
    /// The beginning by the rule whose place this one takes.
    pub instead_of: Option<When>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// The line of the file that it begins in, from 1; 0 where it comes from no file.
    pub line: usize,
}

/// Something that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line of the file, from 1.
    pub line: usize,
    /// Why.
    pub problem: Problem,
    /// The word or text that it is about; never more than 60 characters.
    pub about: String,
}

/// Why something in a file was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The line is neither a property nor the rest of one.
    NotAProperty,
    /// The file ends, or something else does, before this part has ended. What stands in it is not read.
    NeverEnds,
    /// The end of something that has not begun.
    EndsWithoutBeginning,
    /// A task, a journal or a list of free times: no appointment.
    NoAppointment,
    /// It does not say when.
    NoStart,
    /// There is no such day or time. An appointment is not read without its beginning.
    NoSuchTime,
    /// It ends before it begins: the end is left out.
    EndsBeforeItBegins,
    /// The zone is not known: the time is taken for local.
    UnknownZone,
    /// The rule cannot be kept: only the first time is read.
    Rule,
    /// It has more than one rule: only the first is read.
    MoreRules,
    /// The file has more appointments than [`MOST_APPOINTMENTS`]: the rest is not read.
    TooMany,
}

impl Problem {
    /// The stable code of a reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAProperty => "calendar_not_a_property",
            Self::NeverEnds => "calendar_never_ends",
            Self::EndsWithoutBeginning => "calendar_ends_without_beginning",
            Self::NoAppointment => "calendar_no_appointment",
            Self::NoStart => "calendar_no_start",
            Self::NoSuchTime => "calendar_no_such_time",
            Self::EndsBeforeItBegins => "calendar_ends_before_it_begins",
            Self::UnknownZone => "calendar_unknown_zone",
            Self::Rule => "calendar_rule",
            Self::MoreRules => "calendar_more_rules",
            Self::TooMany => "calendar_too_many",
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The appointments in the order of the file.
    pub appointments: Vec<Appointment>,
    /// What was not understood, in the order of the file.
    pub unread: Vec<Unread>,
}

/// The text is no calendar: nothing in it begins one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACalendar;
