//! Why a stop stands where it stands.

use super::plan::Seen;
use super::{Priority, Reason, Stop};

/// So few minutes before closing, or after opening, the hours decide.
const NEAR: u32 = 45;

/// The reasons of a stop, the weightiest first; `seen` is its place in the order, if it has one.
pub(super) fn reasons(stop: &Stop, seen: Option<Seen>) -> Vec<Reason> {
    let mut found = Vec::new();
    if let Some(seen) = seen.filter(|seen| seen.late > 0) {
        found.push(Reason::Late { minutes: seen.late });
    }
    if let Some(minute) = stop.fixed {
        found.push(Reason::FixedAt { minute });
    } else if let Some(seen) = seen {
        let open = stop.hours.iter().find(|hours| (hours.from..=hours.until).contains(&seen.begin));
        let near = open
            .filter(|open| seen.begin < open.from.saturating_add(NEAR) || seen.begin.saturating_add(NEAR) > open.until);
        found.extend(near.map(|open| Reason::OpenOnly { from: open.from, until: open.until }));
    }
    if stop.priority == Priority::High {
        found.push(Reason::Urgent);
    }
    if stop.overdue > 0 {
        found.push(Reason::Overdue { days: stop.overdue });
    }
    found.extend(seen.map(|seen| match seen.first {
        true => Reason::First { metres: seen.metres },
        false => Reason::OnTheWay { metres: seen.metres },
    }));
    found
}
