//! How far it is, as the crow flies.

use super::Point;

/// The earth's mean radius R₁ in metres (IUGG; H. Moritz, Geodetic Reference System 1980, 2000).
pub const EARTH_RADIUS: f64 = 6_371_008.8;

/// The great-circle distance in metres, by the haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984): exact on a sphere, at
/// most 0.6 % off on the ellipsoid.
#[must_use]
pub fn metres(from: Point, to: Point) -> f64 {
    let ((lat_1, lon_1), (lat_2, lon_2)) = (from.degrees(), to.degrees());
    let half_sine = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin();
    let (up, across) = (half_sine(lat_1, lat_2), half_sine(lon_1, lon_2));
    let chord = up * up + lat_1.to_radians().cos() * lat_2.to_radians().cos() * across * across;
    2.0 * EARTH_RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_sphere() {
        let at = |lat, lon| Point::at(lat, lon).unwrap();
        for (from, to, wanted) in [
            (at(0.0, 0.0), at(0.0, 0.0), 0.0),
            (at(0.0, 0.0), at(0.0, 1.0), 111_195.08),
            (at(90.0, 0.0), at(-90.0, 77.0), 20_015_114.35),
            // Across the date line it is a step, not once round.
            (at(0.0, 179.5), at(0.0, -179.5), 111_195.08),
            // Peking to Shanghai; Paris to London (geodesics 1,067.3 km and 343.9 km on the ellipsoid).
            (at(39.9042, 116.4074), at(31.2304, 121.4737), 1_067_312.0),
            (at(48.8566, 2.3522), at(51.5074, -0.1278), 343_557.0),
        ] {
            let found = metres(from, to);
            assert!((found - wanted).abs() <= 1.0 + wanted * 1e-5, "{from} to {to}: {found}, not {wanted}");
            assert!((found - metres(to, from)).abs() < 1e-6, "the way back is as long");
        }
    }
}
