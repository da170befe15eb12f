//! The system's clock; the only place that asks for the time.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime};
use rounds_core::clock::Clock;
use rounds_core::repeats;

/// The system's time in the system's zone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn moment(&self, wall: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        repeats::moment_in(wall, &Local).map(|moment| moment.with_timezone(&Local).fixed_offset())
    }

    fn wall(&self, moment_ms: i64) -> Option<NaiveDateTime> {
        Some(DateTime::from_timestamp_millis(moment_ms)?.with_timezone(&Local).naive_local())
    }
}
