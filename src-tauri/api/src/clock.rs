//! The system's clock; the only place that asks for the time.

use chrono::{DateTime, FixedOffset, Local};
use rounds_core::clock::Clock;

/// The system's time in the system's zone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}
