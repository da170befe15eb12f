//! Where the windows of the tests are on earth: wherever it is nine in the morning as the tests begin, so that what is due
//! in an hour or two is due on the same day, at whatever hour they run.

use chrono::{DateTime, FixedOffset, Timelike, Utc};
use std::sync::OnceLock;

const HOUR: i32 = 3_600;
const MORNING: i32 = 9;

/// Hours east of Greenwich, from −12 to 11.
fn hours_east() -> i32 {
    static EAST: OnceLock<i32> = OnceLock::new();
    *EAST.get_or_init(|| {
        let east = MORNING - i32::try_from(Utc::now().hour()).unwrap_or_default();
        if east < -12 { east + 24 } else { east }
    })
}

/// The zone's name for the environment of the program. The sign of these names is that of POSIX: east is minus.
pub fn zone() -> String {
    format!("Etc/GMT{:+}", -hours_east())
}

/// The time there.
pub fn now() -> DateTime<FixedOffset> {
    let now = Utc::now().fixed_offset();
    FixedOffset::east_opt(hours_east() * HOUR).map_or(now, |zone| now.with_timezone(&zone))
}
