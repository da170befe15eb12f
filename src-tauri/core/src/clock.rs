//! The clock is passed in: rules never ask the system for the time.

use chrono::{DateTime, FixedOffset, NaiveDate};

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
