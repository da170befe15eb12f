//! Books for tests: in memory, with a clock that stands still.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::{Book, Starter};
use crate::clock::{Clock, FixedClock};
use crate::error::Result;

/// Monday 2026-11-23, 09:00 in China.
#[must_use]
pub fn monday_morning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:00:00+08:00").unwrap_or_default()
}

/// What a test's book begins with.
#[must_use]
pub fn starter() -> Starter {
    let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    Starter {
        settings: [("home_country", "CN"), ("currency", "CNY"), ("currency_exponent", "2")].map(pair).to_vec(),
        me: "我".to_owned(),
        stages: [("新", "blue"), ("活跃", "green"), ("沉睡", "gray")].map(pair).to_vec(),
        visit_kinds: [("on_site", "上门"), ("phone", "电话"), ("other", "其他")].map(pair).to_vec(),
    }
}

/// An empty book in memory.
///
/// # Errors
/// Those of the database.
pub fn empty_book() -> Result<Book> {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::new(monday_morning()));
    Book::in_memory(clock, starter())
}
