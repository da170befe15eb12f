//! From a local time to the moment, also where the clocks change.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The moment of a local time. A time that comes twice is the first; one that the clocks leap over is reckoned with the offset from before the leap, so
/// that 2:30 becomes 3:30 (RFC 5545, 3.3.5).
#[must_use]
pub fn moment(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    moment_in(local, &zone)
}

/// The same by whatever tells how far the clocks of a place are off.
#[must_use]
pub fn moment_in<Z: TimeZone>(local: NaiveDateTime, zone: &Z) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(time) | MappedLocalTime::Ambiguous(time, _) => Some(time.to_utc()),
        // Whole days have been leapt over, too.
        MappedLocalTime::None => (1..=30).find_map(|hours| {
            let before = local.checked_sub_signed(TimeDelta::hours(hours))?;
            let time = zone.from_local_datetime(&before).latest()?;
            Some(time.to_utc() + TimeDelta::hours(hours))
        }),
    }
}
