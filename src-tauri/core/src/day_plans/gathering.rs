//! Whom a day asks to see, and what is known of each.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime, Timelike};
use rusqlite::params;

use super::{MOST, SkippedStop};
use crate::book::Reader;
use crate::book::settings::{self, BookSettings};
use crate::book::sql::Sql;
use crate::customers::{self, CustomerPlace};
use crate::error::Result;
use crate::followups::{self, FollowUp, Priority};
use crate::places::Precision;
use crate::routes::{Day, Hours, Stop};

/// So many follow-ups of the day are looked at, and of those before it; whoever has more due has other worries.
const LOOKED_AT: u32 = 1_000;

/// What a day asks for.
pub(super) struct Asked {
    pub started_at: Option<i64>,
    pub is_manual: bool,
    /// In the user's order, where there is one.
    pub stops: Vec<AskedStop>,
    pub skipped: Vec<SkippedStop>,
    pub more: u32,
}

/// A customer to be seen.
pub(super) struct AskedStop {
    pub customer_id: i64,
    pub customer: String,
    pub followups: Vec<FollowUp>,
    pub place: Option<CustomerPlace>,
    pub minutes: u32,
    /// Minutes of the day.
    hours: Option<(u32, u32)>,
    /// The time that was agreed on, in minutes of the day.
    fixed: Option<u32>,
}

/// Whether a place is exact enough for a way to be told: the middle of a city is not.
pub(super) fn is_exact_enough(place: &CustomerPlace) -> bool {
    matches!(place.precision, Precision::Point | Precision::Town | Precision::District)
}

/// A row of the kept plan: where it stands, whether it is left out.
type Kept = HashMap<i64, (i64, bool)>;

/// Whom a day asks to see: what is due on it, today what is overdue too, and whom the user took in.
pub(super) fn gather(reader: &Reader<'_>, on: NaiveDate) -> Result<Asked> {
    let day = on.to_string();
    let (started_at, is_manual): (i64, bool) = reader
        .first("SELECT started_at, is_manual FROM day_plan WHERE plan_on = ?1", [&day], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .unwrap_or_default();
    let kept: Kept = reader
        .all("SELECT customer_id, position, state = 'skipped' FROM day_stop WHERE plan_on = ?1", [&day], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?
        .into_iter()
        .collect();
    let seen = seen_on(reader, &day)?;
    let mut due: BTreeMap<i64, Vec<FollowUp>> = BTreeMap::new();
    for followup in due_by(reader, on)? {
        due.entry(followup.customer_id).or_default().push(followup);
    }
    for customer in kept.keys() {
        due.entry(*customer).or_default();
    }
    due.retain(|customer, _| !seen.contains(customer));
    let mut wanted: Vec<(i64, Vec<FollowUp>)> = due.into_iter().collect();
    wanted.sort_by_cached_key(|(customer, due)| (!kept.contains_key(customer), urgency(due, &day), *customer));
    let settings = settings::get(reader)?;
    let mut skipped = Vec::new();
    let mut stops = Vec::new();
    let mut more = 0;
    for (customer, followups) in wanted {
        let name = match followups.first() {
            Some(followup) => followup.customer.clone(),
            // Whom the user took in may be in the trash by now.
            None => match name_of(reader, customer)? {
                Some(name) => name,
                None => continue,
            },
        };
        if kept.get(&customer).is_some_and(|(_, is_skipped)| *is_skipped) {
            skipped.push(SkippedStop { customer_id: customer, customer: name });
        } else if stops.len() < MOST {
            stops.push(asked(reader, &settings, on, (customer, name), followups)?);
        } else {
            more += 1;
        }
    }
    // Who came since the order was made stands behind it.
    stops.sort_by_key(|stop| kept.get(&stop.customer_id).map_or(i64::MAX, |(position, _)| *position));
    Ok(Asked { started_at: (started_at != 0).then_some(started_at), is_manual, stops, skipped, more })
}

/// What is most urgent first: what has a time, what matters, what is due that day before what was due earlier.
fn urgency(due: &[FollowUp], day: &str) -> (bool, i64, bool, std::cmp::Reverse<String>) {
    let timed = due.iter().any(|followup| followup.due_on == day && followup.due_at.is_some());
    let priority = due.iter().map(|followup| followup.priority.number()).max().unwrap_or(0);
    let latest = due.iter().map(|followup| followup.due_on.clone()).max().unwrap_or_default();
    (!timed, -priority, latest != day, std::cmp::Reverse(latest))
}

/// Open follow-ups due on a day, appointments first; today the latest of the days before, too. Uses: followup_by_day,
/// followup_open_by_day.
fn due_by(reader: &Reader<'_>, on: NaiveDate) -> Result<Vec<FollowUp>> {
    let day = on.to_string();
    let mut due = followups::open_on(reader, &day, LOOKED_AT)?;
    if on == reader.today {
        due.extend(followups::latest_before(reader, &day, LOOKED_AT)?);
    }
    due.sort_by(|a, b| (&a.due_on, a.due_at, a.id).cmp(&(&b.due_on, b.due_at, b.id)));
    Ok(due)
}

/// Who was seen on a day. Uses: visit_by_day (covering).
fn seen_on(reader: &Reader<'_>, day: &str) -> Result<HashSet<i64>> {
    let seen: Vec<i64> = reader.all(
        "SELECT customer_id FROM visit INDEXED BY visit_by_day WHERE trashed_at = 0 AND visited_on = ?1",
        params![day],
        |row| row.get(0),
    )?;
    Ok(seen.into_iter().collect())
}

fn name_of(reader: &Reader<'_>, customer: i64) -> Result<Option<String>> {
    reader.first("SELECT name FROM customer WHERE id = ?1 AND trashed_at = 0", [customer], |row| row.get(0))
}

fn asked(
    reader: &Reader<'_>,
    settings: &BookSettings,
    on: NaiveDate,
    (customer_id, customer): (i64, String),
    followups: Vec<FollowUp>,
) -> Result<AskedStop> {
    let midnight = reader.clock().moment(on.and_time(NaiveTime::MIN)).map_or(0, |moment| moment.timestamp_millis());
    let day = on.to_string();
    let minute = |at: i64| {
        let wall = reader.clock().wall(at).filter(|wall| wall.date() == on);
        wall.map_or_else(
            || u32::try_from((at - midnight) / 60_000).unwrap_or(0),
            |wall| wall.hour() * 60 + wall.minute(),
        )
    };
    // One goes there once: for the first of the times that were agreed on.
    let timed = followups.iter().filter(|followup| followup.due_on == day && followup.due_at.is_some());
    let first = timed.min_by_key(|followup| followup.due_at);
    let takes = |followup: &FollowUp| {
        let length = followup.ends_at? - followup.due_at?;
        u32::try_from(length / 60_000).ok()
    };
    Ok(AskedStop {
        fixed: first.and_then(|followup| followup.due_at).map(minute),
        minutes: first.and_then(takes).unwrap_or(settings.visit_minutes),
        hours: customers::hours_of(reader, customer_id)?,
        place: customers::place_of(reader, customer_id, &settings.home_country)?,
        customer_id,
        customer,
        followups,
    })
}

impl AskedStop {
    /// As the order is worked out from. A time that has gone by when one sets out is no longer kept, but urgent.
    pub fn to_route(&self, on: NaiveDate, day: &Day) -> Stop {
        let gone_by = self.fixed.is_some_and(|minute| minute + self.minutes < day.leave);
        let overdue = self.followups.iter().filter_map(|followup| followup.due_on.parse::<NaiveDate>().ok());
        let overdue = overdue.map(|due| on.signed_duration_since(due).num_days()).max().unwrap_or(0);
        let priority = self.followups.iter().map(|followup| followup.priority).max().unwrap_or_default();
        let exact = self.place.as_ref().filter(|place| is_exact_enough(place));
        Stop {
            id: self.customer_id,
            point: exact.map(|place| place.point),
            fixed: self.fixed.filter(|_| !gone_by),
            hours: self.hours.map(|(from, until)| vec![Hours { from, until }]).unwrap_or_default(),
            minutes: self.minutes,
            priority: if gone_by { Priority::High } else { priority },
            overdue: u32::try_from(overdue).unwrap_or(0),
        }
    }
}
