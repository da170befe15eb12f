//! Derived columns and search indexes: recomputed from base rows after do, undo and redo, never journaled.

use std::mem::take;

use chrono::NaiveDate;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, params};

use super::changes::ids;
use super::journal::Journal;
use super::sql::Sql;
use crate::error::Result;
use crate::places::{self, Point};
use crate::values::birthdays::{Birthday, Calendar};
use crate::{rhythms, search};

/// Stands for no day.
const NEVER: &str = "9999-12-31";
/// So many are indexed between two looks at whether to go on.
const CHUNK: usize = 256;
/// So many customers in a row are derived by one statement.
const RUN: usize = 64;

/// Registers the SQL functions that derived columns and conditions need.
pub(super) fn register(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("name_sort_key", 1, flags, |context| Ok(search::text::sort_key(text(context, 0))))?;
    // With the user's own reading of the name, or none.
    conn.create_scalar_function("name_sort_key", 2, flags, |context| {
        Ok(search::text::sort_key_read(text(context, 0), text(context, 1)))
    })?;
    // Calendar, month, day, leap month, and the day to count from.
    conn.create_scalar_function("next_birthday", 5, flags, |context| {
        let birthday = Birthday {
            calendar: if text(context, 0) == "lunar" { Calendar::Lunar } else { Calendar::Solar },
            year: None,
            month: context.get(1)?,
            day: context.get(2)?,
            leap_month: context.get(3)?,
        };
        let next = NaiveDate::parse_from_str(text(context, 4), "%Y-%m-%d").ok().and_then(|day| birthday.next_from(day));
        Ok(next.map_or_else(|| NEVER.to_owned(), |day| day.format("%Y-%m-%d").to_string()))
    })?;
    // Days with visits from the latest on, and the cadence in days.
    conn.create_scalar_function("slipping_day", 2, flags, |context| {
        let day = rhythms::slipping_on(&rhythms::days_of(text(context, 0)), context.get(1)?);
        Ok(day.map_or_else(|| NEVER.to_owned(), |day| day.format("%Y-%m-%d").to_string()))
    })?;
    // An address, and the country of those that name none: `lat,lon` in millionths of a degree, or ''.
    conn.create_scalar_function("place_of", 2, flags, |context| {
        let home = context.get::<Option<String>>(1)?;
        let place = places::find(text(context, 0), home.as_deref());
        Ok(place.map_or_else(String::new, |place| format!("{},{}", place.point.lat, place.point.lon)))
    })?;
    // From one point to another, in metres.
    conn.create_scalar_function("metres_between", 4, flags, |context| {
        let point =
            |at: usize| -> rusqlite::Result<Point> { Ok(Point { lat: context.get(at)?, lon: context.get(at + 1)? }) };
        Ok(places::metres(point(0)?, point(2)?))
    })?;
    Ok(())
}

fn text<'a>(context: &'a Context<'_>, place: usize) -> &'a str {
    context.get_raw(place).as_str().unwrap_or_default()
}

/// Parts sorted ids into runs without a gap, none of them long.
pub(super) fn runs(ids: &[i64]) -> impl Iterator<Item = &[i64]> {
    ids.chunk_by(|id, next| id + 1 == *next).flat_map(|run| run.chunks(RUN))
}

/// Adds whoever has a tag, or is in a stage, whose cadence became another. Uses: customer_tag's primary key, customer_by_stage.
fn note_cadences(conn: &Connection, journal: &Journal) -> Result<()> {
    let cadences = take(&mut journal.touched().cadences);
    for (table, id) in cadences {
        let sql = match table {
            "tag" => "SELECT customer_id FROM customer_tag WHERE tag_id = ?1",
            _ => "SELECT id FROM customer WHERE trashed_at = 0 AND stage_id = ?1",
        };
        let all: Vec<i64> = conn.all(sql, [id], |row| row.get(0))?;
        journal.touched().stale.extend(all.iter().map(|id| id.unsigned_abs()));
    }
    Ok(())
}

/// Recomputes what is derived from the rows that were touched since the last time.
pub(super) fn refresh(
    conn: &Connection,
    journal: &Journal,
    today: NaiveDate,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    note_cadences(conn, journal)?;
    let (customers, texts, visits) = {
        let mut touched = journal.touched();
        let (customers, texts) = (take(&mut touched.stale), take(&mut touched.texts));
        (ids(&customers), ids(&texts), ids(&take(&mut touched.visits)))
    };
    let today = today.format("%Y-%m-%d").to_string();
    let total = (customers.len() + texts.len() + visits.len()) as u64;
    let mut done = 0;
    for some in runs(&customers) {
        conn.run(include_str!("derive_customer.sql"), params![some.first(), today, some.last()])?;
        done += some.len() as u64;
        tell(done, total)?;
    }
    for some in texts.chunks(CHUNK) {
        search::index::refresh_customers(conn, some)?;
        done += some.len() as u64;
        tell(done, total)?;
    }
    for some in visits.chunks(CHUNK) {
        search::index::refresh_visits(conn, some)?;
        done += some.len() as u64;
        tell(done, total)?;
    }
    Ok(())
}
