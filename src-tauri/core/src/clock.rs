//! The clock is passed in: rules never ask the system for the time.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::repeats;

/// Tells the time, with the local offset.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<FixedOffset>;

    /// Milliseconds UTC.
    fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// The local day.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The moment of a time that the clock on the wall shows, in summer and in winter. A time that comes twice is the first;
    /// one that the clocks leap over is as much later as they leap.
    fn moment(&self, wall: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        repeats::moment_in(wall, self.now().offset()).map(|moment| moment.with_timezone(self.now().offset()))
    }

    /// What the clock on the wall shows at a moment, milliseconds UTC.
    fn wall(&self, moment_ms: i64) -> Option<NaiveDateTime> {
        Some(DateTime::from_timestamp_millis(moment_ms)?.with_timezone(self.now().offset()).naive_local())
    }
}

/// A clock of a zone whose clocks change, that stands still; for tests.
#[derive(Debug)]
pub struct ZoneClock {
    zone: Tz,
    now: FixedClock,
}

impl ZoneClock {
    /// A clock of this zone that shows this moment.
    #[must_use]
    pub fn new(zone: Tz, now: DateTime<FixedOffset>) -> Self {
        Self { zone, now: FixedClock::new(now) }
    }

    /// Sets the moment.
    pub fn set(&self, now: DateTime<FixedOffset>) {
        self.now.set(now);
    }
}

impl Clock for ZoneClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now.now().with_timezone(&self.zone).fixed_offset()
    }

    fn moment(&self, wall: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        repeats::moment_in(wall, &self.zone).map(|moment| moment.with_timezone(&self.zone).fixed_offset())
    }

    fn wall(&self, moment_ms: i64) -> Option<NaiveDateTime> {
        Some(self.zone.from_utc_datetime(&DateTime::from_timestamp_millis(moment_ms)?.naive_utc()).naive_local())
    }
}

/// A clock that stands still until it is set; for tests and for a given "now".
#[derive(Debug)]
pub struct FixedClock(std::sync::Mutex<DateTime<FixedOffset>>);

impl FixedClock {
    /// A clock that shows this moment.
    #[must_use]
    pub const fn new(now: DateTime<FixedOffset>) -> Self {
        Self(std::sync::Mutex::new(now))
    }

    /// Sets the moment.
    pub fn set(&self, now: DateTime<FixedOffset>) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
