//! Who is near to a place.

use rusqlite::types::Value;

use super::Near;
use super::sentences::{Said, Sentence, sentence};
use super::statements::Source;
use super::table::{Meaning, sql};
use crate::error::{Error, Result};
use crate::places::EARTH_RADIUS;

/// Half of the way round the earth, and a little more.
const FARTHEST: u32 = 21_000_000;

/// Those within a distance. Uses: customer_by_lat, for the belt of latitudes.
pub(super) fn meaning(near: &Near) -> Result<Meaning> {
    let (lat, lon) = near.point.degrees();
    if !(1..=FARTHEST).contains(&near.metres) || lat.abs() > 90.0 || lon.abs() > 180.0 {
        return Err(Error::invalid("where", "out_of_range"));
    }
    let angle = f64::from(near.metres) / EARTH_RADIUS;
    // A little more than the arc, so that rounding leaves nobody out.
    let up = angle.to_degrees() + 0.001;
    let across = (angle.sin() / lat.to_radians().cos()).clamp(-1.0, 1.0).asin().to_degrees() + 0.001;
    let mut filter = "trashed_at = 0 AND lat < 999000000 AND lat BETWEEN ?1 AND ?2
       AND metres_between(lat, lon, ?3, ?4) <= ?5"
        .to_owned();
    let millionths = |degrees: f64| Value::from(degrees * 1e6);
    let mut params = vec![
        millionths(lat - up),
        millionths(lat + up),
        Value::from(near.point.lat),
        Value::from(near.point.lon),
        Value::from(near.metres),
    ];
    // Near a pole, and across the date line, all longitudes are looked at.
    let is_plain = up < 45.0 && lat.abs() + up < 89.0 && lon.abs() + across < 180.0;
    if is_plain {
        filter = filter.replace("AND metres_between", "AND lon BETWEEN ?6 AND ?7 AND metres_between");
        params.extend([millionths(lon - across), millionths(lon + across)]);
    }
    Ok(sql(Source::CUSTOMERS, filter, params))
}

/// How that is said: kilometres with one decimal, metres below one.
pub(super) fn said(near: &Near) -> Sentence {
    let place = if near.name.is_empty() { near.point.to_string() } else { near.name.clone() };
    let (unit, far) = match near.metres {
        metres @ 0..1_000 => ("m", metres.to_string()),
        metres if metres % 1_000 == 0 => ("km", (metres / 1_000).to_string()),
        metres => ("km", format!("{:.1}", f64::from(metres) / 1_000.0)),
    };
    sentence("rule-near", [("place", Said::text(place)), ("far", Said::text(format!("{far} {unit}")))])
}
