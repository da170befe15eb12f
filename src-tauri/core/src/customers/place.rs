//! Where a customer is: as the user said, or else where their address is, as exactly as it tells.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::edit::with_detail;
use crate::book::sql::Sql;
use crate::book::{Reader, Tx, settings};
use crate::checks::checked_text;
use crate::contacts::about;
use crate::error::{Error, Result};
use crate::places::{self, PlaceProblem, Point, Precision};
use crate::tags;

/// The longest text that a place is read from, in characters; links of maps are long.
const LONGEST: usize = 2_000;

/// Says where a customer is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlaceCustomer {
    /// The customer.
    pub customer_id: i64,
    /// Coordinates, a link of a map, or the name of a town; empty for nothing said: where the address is.
    pub text: String,
}

/// Where a customer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CustomerPlace {
    /// In WGS-84.
    pub point: Point,
    /// How exactly that is known.
    pub precision: Precision,
    /// `typed`, `link` or `address`.
    pub source: String,
    /// What was typed, or the place that the address names.
    pub text: String,
}

/// When a visit may begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OpenHours {
    /// From this local time `HH:MM`
    pub from: String,
    /// to this one, later that day.
    pub until: String,
}

/// Says where a customer is.
///
/// # Errors
/// `not_found`; `invalid` with the reason why the text names no place; `too_long`.
pub fn place(tx: &Tx<'_>, req: &PlaceCustomer) -> Result<()> {
    tags::check_alive(tx, "customer", req.customer_id)?;
    about(tx, req.customer_id)?;
    let text = checked_text("place", &req.text)?;
    if text.chars().count() > LONGEST {
        return Err(Error::too_long("place", LONGEST));
    }
    let home = settings::get(tx)?.home_country;
    let found = if text.is_empty() { None } else { Some(read(&text, &home)?) };
    let (point, precision, source) = found.map_or((Point { lat: 0, lon: 0 }, "", ""), |found| found);
    with_detail(tx, req.customer_id)?;
    tx.run(
        "UPDATE customer_detail SET place_lat = ?2, place_lon = ?3, place_precision = ?4, place_source = ?5, place_raw = ?6
         WHERE customer_id = ?1",
        params![req.customer_id, point.lat, point.lon, precision, source, text],
    )?;
    Ok(())
}

/// The point that a text tells: of coordinates or a link exactly, of a town as exactly as it is.
pub(crate) fn read(text: &str, home: &str) -> Result<(Point, &'static str, &'static str)> {
    match places::read(text) {
        Ok(read) => {
            let source = if text.contains("://") || text.contains("geo:") { "link" } else { "typed" };
            Ok((read.point, Precision::Point.code(), source))
        }
        Err(PlaceProblem::NotCoordinates) => match places::find(text, Some(home)) {
            Some(place) => Ok((place.point, place.precision.code(), "typed")),
            None => Err(Error::invalid("place", PlaceProblem::NotCoordinates.code())),
        },
        Err(problem) => Err(Error::invalid("place", problem.code())),
    }
}

/// Asks where a place is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FindPlace {
    /// Coordinates, a link of a map, or the name of a town.
    pub text: String,
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FoundPlace {
    /// In WGS-84.
    pub point: Point,
    /// How exactly that is known.
    pub precision: Precision,
    /// Its full name; empty for bare coordinates.
    pub name: String,
}

/// Where a place is.
///
/// # Errors
/// `invalid` with the reason why the text names no place; `too_long`.
pub fn find_place(reader: &Reader<'_>, req: &FindPlace) -> Result<FoundPlace> {
    let text = checked_text("place", &req.text)?;
    if text.chars().count() > LONGEST {
        return Err(Error::too_long("place", LONGEST));
    }
    let home = settings::get(reader)?.home_country;
    let (point, precision, _) = read(&text, &home)?;
    let precision = Precision::of_code(precision).unwrap_or(Precision::Province);
    let name = match precision {
        Precision::Point => String::new(),
        _ => places::find(&text, Some(&home)).map(|place| place.name).unwrap_or_default(),
    };
    Ok(FoundPlace { point, precision, name })
}

/// Where a customer is. Uses: customer_detail's primary key, contact_point_by_customer.
pub(crate) fn of_customer(conn: &Connection, id: i64, home: &str) -> Result<Option<CustomerPlace>> {
    let said: Option<CustomerPlace> = conn.first(
        "SELECT place_lat, place_lon, place_precision, place_source, place_raw FROM customer_detail
         WHERE customer_id = ?1 AND place_precision <> ''",
        [id],
        |row| {
            let precision: String = row.get(2)?;
            Ok(CustomerPlace {
                point: Point { lat: row.get(0)?, lon: row.get(1)? },
                precision: Precision::of_code(&precision).unwrap_or(Precision::Province),
                source: row.get(3)?,
                text: row.get(4)?,
            })
        },
    )?;
    if said.is_some() {
        return Ok(said);
    }
    let address: Option<String> = conn.first(
        "SELECT value FROM contact_point INDEXED BY contact_point_by_customer
         WHERE customer_id = ?1 AND trashed_at = 0 AND kind = 'address' ORDER BY position, id LIMIT 1",
        [id],
        |row| row.get(0),
    )?;
    let place = address.and_then(|address| places::find(&address, Some(home)));
    Ok(place.map(|place| CustomerPlace {
        point: place.point,
        precision: place.precision,
        source: "address".to_owned(),
        text: place.name,
    }))
}

/// When a visit to a customer may begin, in minutes of the day. Uses: customer_detail's primary key.
pub(crate) fn hours_of(conn: &Connection, id: i64) -> Result<Option<(u32, u32)>> {
    conn.first(
        "SELECT open_from, open_until FROM customer_detail WHERE customer_id = ?1 AND open_until > 0",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Minutes as the clock shows them.
pub(super) fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Says when a visit may begin, or that it may at any time.
pub(super) fn put_hours(tx: &Tx<'_>, id: i64, hours: Option<&OpenHours>) -> Result<()> {
    let minute = |field: &str, text: &str| -> Result<u32> {
        use chrono::Timelike;
        let time = chrono::NaiveTime::parse_from_str(text.trim(), "%H:%M");
        let time = time.map_err(|_| Error::invalid(field, "not_a_time"))?;
        Ok(time.hour() * 60 + time.minute())
    };
    let (from, until) = match hours {
        None => (0, 0),
        Some(hours) => (minute("from", &hours.from)?, minute("until", &hours.until)?),
    };
    if hours.is_some() && until <= from {
        return Err(Error::invalid("until", "ends_before_it_begins"));
    }
    with_detail(tx, id)?;
    tx.run(
        "UPDATE customer_detail SET open_from = ?2, open_until = ?3 WHERE customer_id = ?1",
        params![id, from, until],
    )?;
    Ok(())
}
