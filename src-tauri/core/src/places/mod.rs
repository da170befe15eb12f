//! Where on earth something is: coordinates as people write and paste them, places that an address names, and how far it
//! is from one to the other.
//!
//! Pure functions; the places come with the program (`assets/places`). Coordinates are kept in WGS-84, the system of GPS.

mod addresses;
mod baidu;
mod cities;
mod coordinates;
mod datums;
mod distances;
mod gazetteer;
mod links;

pub use addresses::find;
pub use coordinates::read;
pub use datums::Datum;
pub use distances::{EARTH_RADIUS, metres};

use serde::{Deserialize, Serialize};

/// Reads the places that come with the program, so that nobody waits for it when the first address is looked up.
pub fn warm() {
    gazetteer::china();
    cities::world();
}

/// A point on earth in WGS-84, in millionths of a degree (about 0.1 m).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Point {
    /// North of the equator; −90,000,000 to 90,000,000.
    pub lat: i32,
    /// East of Greenwich; −180,000,000 to 180,000,000.
    pub lon: i32,
}

impl Point {
    /// The point at these degrees; none outside the ranges of latitude and longitude.
    #[must_use]
    pub fn at(lat: f64, lon: f64) -> Option<Self> {
        let fits = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        #[allow(clippy::cast_possible_truncation, reason = "within the ranges both fit")]
        fits.then(|| Self { lat: (lat * 1e6).round() as i32, lon: (lon * 1e6).round() as i32 })
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / 1e6, f64::from(self.lon) / 1e6)
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (lat, lon) = self.degrees();
        write!(f, "{lat:.6}, {lon:.6}")
    }
}

/// How exactly coordinates tell where somebody is, from the finest to the coarsest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The very spot: typed, pasted or pointed at.
    Point,
    /// The middle of a town or township (镇, 乡), or of a small city abroad.
    Town,
    /// The middle of a district or county (区, 县, 县级市).
    District,
    /// The middle of a city (市, 州, 盟).
    City,
    /// The middle of a province.
    Province,
}

impl Precision {
    /// Every precision, from the finest to the coarsest.
    pub const ALL: [Self; 5] = [Self::Point, Self::Town, Self::District, Self::City, Self::Province];

    /// As it is stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Town => "town",
            Self::District => "district",
            Self::City => "city",
            Self::Province => "province",
        }
    }

    /// The precision of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.code() == code)
    }
}

/// A place that an address names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Place {
    /// Its full name: `浙江省杭州市余杭区`, `Reading, United Kingdom`.
    pub name: String,
    /// Its middle.
    pub point: Point,
    /// What it is; never [`Precision::Point`].
    pub precision: Precision,
}

/// Coordinates as they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReadPoint {
    /// The point, in WGS-84.
    pub point: Point,
    /// The system that the text was in: other than `wgs84`, the point was converted.
    pub datum: Datum,
}

/// Why a text gives no coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceProblem {
    /// There are no coordinates in it.
    NotCoordinates,
    /// One of latitude and longitude is missing.
    OneOnly,
    /// No such latitude, longitude, minute or second.
    OffTheEarth,
    /// A short link, which only its maker's server can open.
    ShortLink,
    /// A link that names a place but not where it is.
    LinkWithoutCoordinates,
}

impl PlaceProblem {
    /// The stable code of a reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCoordinates => "not_coordinates",
            Self::OneOnly => "one_coordinate",
            Self::OffTheEarth => "off_the_earth",
            Self::ShortLink => "short_link",
            Self::LinkWithoutCoordinates => "link_without_coordinates",
        }
    }
}
