//! The day's visits as a plan: who is to be seen, in an order that shortens the way, with the reasons for each stop. The user
//! may put them into another order, leave some out and take others in; that is kept in the book for the day.

mod changing;
mod gathering;

use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::book::{Reader, settings};
use crate::checks::checked_date;
use crate::customers::{self, CustomerPlace};
use crate::error::{Error, Result};
use crate::followups::FollowUp;
use crate::openings;
use crate::places::Point;
use crate::routes::{self, Day, Minute, Planned, Reason, Stop};

pub use changing::{OnDay, OrderStops, StopOf, add, order, reset, skip, start};
use gathering::{Asked, gather};

/// So many customers are planned for a day; more are left for other days.
pub const MOST: usize = 40;

/// Asks for the plan of a day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShowPlan {
    /// The local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
}

/// The plan of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DayPlan {
    /// The local day.
    pub on: String,
    /// When one set out, milliseconds UTC; none if that is still to come.
    pub started_at: Option<i64>,
    /// The order is the user's own.
    pub is_manual: bool,
    /// Whom to see, in order. The first is next.
    pub stops: Vec<PlannedStop>,
    /// For whom the day is too short, or who are too far away for it, with the reason first: they are for other days.
    pub not_today: Vec<PlannedStop>,
    /// Whom the user took out of this day.
    pub skipped: Vec<SkippedStop>,
    /// How many more are due than can be planned for one day, of the first 1,000 follow-ups of the day and of those before.
    pub more: u32,
    /// Metres of way in all.
    pub metres: u32,
    /// When all is done, in minutes of the day; none without a stop that has a place.
    pub over: Option<Minute>,
    /// The way over the straight line, in hundredths.
    pub detour: u32,
    /// Whether it is known where the day begins.
    pub has_start: bool,
}

/// A stop of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlannedStop {
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// What is to be done there, the earliest first; none for whom the user took in.
    pub followups: Vec<FollowUp>,
    /// Where they are, if that is known at all.
    pub place: Option<CustomerPlace>,
    /// When one gets there, in minutes of the day.
    pub arrive: Option<Minute>,
    /// When the visit begins.
    pub begin: Option<Minute>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Metres of way from the stop before.
    pub metres: u32,
    /// Why it stands here, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A customer who was taken out of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SkippedStop {
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
}

/// A day of a request; today if none is given.
fn day_of(on: Option<&str>, today: NaiveDate) -> Result<NaiveDate> {
    match on {
        None => Ok(today),
        Some(on) => checked_date("on", on)?.parse().map_err(|_| Error::invalid("on", "not_a_date")),
    }
}

/// The plan of a day: appointments at their times, what is due by then, whom the user took in; those who were seen that day are
/// out of it. In the user's order if there is one, else in the order that [`routes::plan`] finds. From now on, once one has
/// set out: from where the last visit was.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn show(reader: &Reader<'_>, req: &ShowPlan) -> Result<DayPlan> {
    let on = day_of(req.on.as_deref(), reader.today)?;
    let asked = gather(reader, on)?;
    let day = how(reader, on, asked.started_at)?;
    let stops: Vec<Stop> = asked.stops.iter().map(|stop| stop.to_route(on, &day)).collect();
    let plan = if asked.is_manual { routes::in_order(&day, &stops) } else { routes::plan(&day, &stops) };
    Ok(told(on, asked, plan, day.start.is_some()))
}

fn told(on: NaiveDate, asked: Asked, plan: routes::Plan, has_start: bool) -> DayPlan {
    let mut by_id: std::collections::HashMap<i64, gathering::AskedStop> =
        asked.stops.into_iter().map(|stop| (stop.customer_id, stop)).collect();
    let planned = plan.stops.into_iter().filter_map(|planned: Planned| {
        let stop = by_id.remove(&planned.id)?;
        Some(PlannedStop {
            customer_id: planned.id,
            customer: stop.customer,
            followups: stop.followups,
            place: stop.place,
            arrive: planned.arrive,
            begin: planned.begin,
            minutes: stop.minutes,
            metres: planned.metres,
            reasons: planned.reasons,
        })
    });
    let is_left = |stop: &PlannedStop| matches!(stop.reasons.first(), Some(Reason::NoTime | Reason::TooFar { .. }));
    let (not_today, stops) = planned.partition(is_left);
    DayPlan {
        on: on.to_string(),
        started_at: asked.started_at,
        is_manual: asked.is_manual,
        stops,
        not_today,
        skipped: asked.skipped,
        more: asked.more,
        metres: plan.metres,
        over: plan.over,
        detour: plan.detour,
        has_start,
    }
}

/// Minutes are rounded up to so many, so that a plan does not change from minute to minute.
const STEP: u32 = 5;

/// How one gets about that day, as the settings say. Today it begins no earlier than now. It is over when one closes that day, where
/// that is said and still to come, else at midnight.
fn how(reader: &Reader<'_>, on: NaiveDate, started_at: Option<i64>) -> Result<Day> {
    let settings = settings::get(reader)?;
    let home = &settings.home_country;
    let start = match settings.day_place.as_str() {
        "" => None,
        text => customers::read_place(text, home).ok().map(|(point, ..)| point),
    };
    let now = reader.clock().wall(reader.now).map_or(0, |wall| wall.hour() * 60 + wall.minute());
    let leave =
        if on == reader.today { settings.leave().max(now.div_ceil(STEP) * STEP).min(1_439) } else { settings.leave() };
    let back = openings::closes(&settings, on).filter(|closes| *closes > leave).unwrap_or(openings::MIDNIGHT);
    let last = if started_at.is_some() { last_seen(reader, on, home)? } else { None };
    Ok(Day {
        start: last.or(start),
        end: start,
        leave,
        back: Some(back),
        speed: settings.travel_speed,
        ..Day::default()
    })
}

/// Where the latest visit of a day was. Uses: visit_by_day.
fn last_seen(reader: &Reader<'_>, on: NaiveDate, home: &str) -> Result<Option<Point>> {
    let customer: Option<i64> = reader.first(
        "SELECT customer_id FROM visit INDEXED BY visit_by_day WHERE trashed_at = 0 AND visited_on = ?1 ORDER BY id DESC LIMIT 1",
        [on.to_string()],
        |row| row.get(0),
    )?;
    let place = match customer {
        Some(customer) => customers::place_of(reader, customer, home)?,
        None => None,
    };
    Ok(place.filter(gathering::is_exact_enough).map(|place| place.point))
}

#[cfg(test)]
mod tests;
