//! The day's visits in an order that shortens the way: fixed appointments at their times, doors while they are open, the rest on the way.
//!
//! A pure function of places and times. Ways are straight lines (great circles) times a factor, which the answer names: no roads are known.

mod plan;
mod reasons;
mod solver;

#[cfg(test)]
mod instances;
#[cfg(test)]
mod tests;

pub use plan::{in_order, plan};

use serde::{Deserialize, Serialize};

use crate::places::Point;

/// Stops that are put in order; of more, the least urgent are left over.
pub const MOST_STOPS: usize = 100;

/// Minutes since the day's midnight, local; up to 1,440.
pub type Minute = u32;

/// How much a visit matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Left over first when not all can be done.
    Low,
    /// As most are.
    #[default]
    Normal,
    /// Comes early where that costs little way.
    High,
}

/// Hours of a day in which a visit may begin, both ends in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Hours {
    /// From this minute on.
    pub from: Minute,
    /// Until this minute.
    pub until: Minute,
}

/// One visit to be put in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Stop {
    /// What the caller knows it by; each once.
    pub id: i64,
    /// Where, if that is known.
    pub point: Option<Point>,
    /// The time that was agreed on.
    pub fixed: Option<Minute>,
    /// When a visit may begin, in order of time; none for the whole day.
    #[serde(default)]
    pub hours: Vec<Hours>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// How much it matters.
    #[serde(default)]
    pub priority: Priority,
    /// Days since it was due.
    #[serde(default)]
    pub overdue: u32,
}

/// The day and how one gets about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Day {
    /// Where the way begins; none: at the first stop.
    pub start: Option<Point>,
    /// Where it ends; none: at the last stop.
    pub end: Option<Point>,
    /// When it begins.
    pub leave: Minute,
    /// When it has to be over; none: whenever.
    pub back: Option<Minute>,
    /// Kilometres an hour, 1–200.
    pub speed: u32,
    /// The way over the straight line, in hundredths, 100–300. Roads are 1.2 to 1.4 times as long as the straight line in most countries
    /// (R. H. Ballou, H. Rahardja, N. Sakai: Selected country circuity factors for road travel distance estimation, 2002).
    pub detour: u32,
}

impl Default for Day {
    /// From eight on, at 40 km/h, on roads 1.3 times as long as the straight line.
    fn default() -> Self {
        Self { start: None, end: None, leave: 8 * 60, back: None, speed: 40, detour: 130 }
    }
}

/// Why a stop stands where it stands. `code()` names the wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(rename = "StopReason"))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// It was agreed on for this minute.
    FixedAt {
        /// The minute.
        minute: Minute,
    },
    /// It is open only then.
    OpenOnly {
        /// From this minute.
        from: Minute,
        /// Until this minute.
        until: Minute,
    },
    /// It matters more than others.
    Urgent,
    /// It has been due for so long.
    Overdue {
        /// Days.
        days: u32,
    },
    /// The first of the day, so far from the start.
    First {
        /// Metres of way.
        metres: u32,
    },
    /// It lies on the way, so far from the last.
    OnTheWay {
        /// Metres of way.
        metres: u32,
    },
    /// The doors are closed, or the appointment has begun, when one gets there.
    Late {
        /// Minutes.
        minutes: u32,
    },
    /// Nobody knows where it is.
    NoPlace,
    /// The day is too short.
    NoTime,
    /// Too far away to get there and back within the day, even for this stop alone.
    TooFar {
        /// Metres of way from the start.
        metres: u32,
    },
    /// The day has more stops than can be put in order.
    TooMany,
}

/// A stop in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Planned {
    /// The stop.
    pub id: i64,
    /// When one gets there; none where no place is known, or no time is left.
    pub arrive: Option<Minute>,
    /// When the visit begins: after waiting, where that is needed.
    pub begin: Option<Minute>,
    /// Metres of way from the last stop.
    pub metres: u32,
    /// Why it stands here, the weightiest first; at least one.
    pub reasons: Vec<Reason>,
}

/// The day in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Plan {
    /// The stops in order; at the end those without a place and those for which no time is left.
    pub stops: Vec<Planned>,
    /// Metres of way in all, to the end too.
    pub metres: u32,
    /// When all is done and one is at the end; none without any stop that has a place.
    pub over: Option<Minute>,
    /// The factor over the straight line, in hundredths, that all ways were reckoned with.
    pub detour: u32,
}
