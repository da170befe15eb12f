//! The systems that Chinese maps give coordinates in, turned into that of GPS.

use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

use super::Point;

/// A system of coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// That of GPS, and of maps outside of China.
    Wgs84,
    /// That of Amap (高德), Tencent and Google's maps of China: up to 700 m off.
    Gcj02,
    /// That of Baidu: GCJ-02, shifted once more.
    Bd09,
}

/// The semi-major axis and the squared eccentricity of the Krasovsky ellipsoid, on which GCJ-02 is shifted.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
/// The turn of Baidu's shift.
const BAIDU_TURN: f64 = PI * 3_000.0 / 180.0;

/// Degrees of latitude and longitude in a system as a point in WGS-84; none off the earth.
pub(super) fn to_wgs84(datum: Datum, lat: f64, lon: f64) -> Option<Point> {
    Point::at(lat, lon)?;
    let (lat, lon) = match datum {
        Datum::Wgs84 => (lat, lon),
        Datum::Gcj02 => from_gcj02(lat, lon),
        Datum::Bd09 => {
            let (lat, lon) = from_bd09(lat, lon);
            from_gcj02(lat, lon)
        }
    };
    Point::at(lat, lon)
}

/// WGS-84 as GCJ-02. The formula was never published by its makers; this is the one that all converters share (as in the MIT-licensed
/// `eviltransform` and `coordtransform`). Outside of a rectangle around China nothing is shifted.
fn to_gcj02(lat: f64, lon: f64) -> (f64, f64) {
    if !(72.004..=137.8347).contains(&lon) || !(0.8293..=55.8271).contains(&lat) {
        return (lat, lon);
    }
    let (x, y) = (lon - 105.0, lat - 35.0);
    let wave = |size: f64, of: f64| size * (of * PI).sin() * 2.0 / 3.0;
    let both = wave(20.0, 6.0 * x) + wave(20.0, 2.0 * x);
    let root = 0.1 * x.abs().sqrt();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 2.0 * root
        + both
        + wave(20.0, y)
        + wave(40.0, y / 3.0)
        + wave(160.0, y / 12.0)
        + wave(320.0, y / 30.0);
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + root
        + both
        + wave(20.0, x)
        + wave(40.0, x / 3.0)
        + wave(150.0, x / 12.0)
        + wave(300.0, x / 30.0);
    let angle = lat.to_radians();
    let flat = 1.0 - ECCENTRICITY * angle.sin() * angle.sin();
    let up = north * 180.0 / (AXIS * (1.0 - ECCENTRICITY) / (flat * flat.sqrt()) * PI);
    let across = east * 180.0 / (AXIS / flat.sqrt() * angle.cos() * PI);
    (lat + up, lon + across)
}

/// GCJ-02 as WGS-84: the point whose shift leads here, found by stepping back (each step is some hundred times nearer).
fn from_gcj02(lat: f64, lon: f64) -> (f64, f64) {
    let (mut there_lat, mut there_lon) = (lat, lon);
    for _ in 0..8 {
        let (shifted_lat, shifted_lon) = to_gcj02(there_lat, there_lon);
        there_lat += lat - shifted_lat;
        there_lon += lon - shifted_lon;
    }
    (there_lat, there_lon)
}

/// BD-09 as GCJ-02, by the formula that all converters share.
fn from_bd09(lat: f64, lon: f64) -> (f64, f64) {
    let (x, y) = (lon - 0.0065, lat - 0.006);
    let radius = x.hypot(y) - 0.000_02 * (y * BAIDU_TURN).sin();
    let angle = y.atan2(x) - 0.000_003 * (x * BAIDU_TURN).cos();
    (radius * angle.sin(), radius * angle.cos())
}

#[cfg(test)]
mod tests {
    use super::super::baidu::degrees_of_metres;
    use super::*;

    /// The same spots in WGS-84, GCJ-02, BD-09 and Baidu's metres, each longitude first, as `gcoord` 1.0.7 gives them.
    const SPOTS: [[(f64, f64); 4]; 5] = [
        [
            (116.404, 39.915),
            (116.410_244_499_169_38, 39.916_404_281_501_64),
            (116.416_627_243_787_33, 39.922_699_552_216_216),
            (12_959_580.673_891_693, 4_827_036.867_073_46),
        ],
        [
            (121.4737, 31.2304),
            (121.478_223_059_276_93, 31.228_457_737_577_27),
            (121.484_781_468_503, 31.234_310_593_689_997),
            (13_523_771.160_137_296, 3_640_856.297_424_988_4),
        ],
        [
            (87.6177, 43.7928),
            (87.620_549_224_251_68, 43.794_024_555_497_71),
            (87.626_981_325_459_2, 43.800_146_634_199_02),
            (9_754_697.079_329_899, 5_404_711.900_160_813),
        ],
        [
            (110.3312, 20.0311),
            (110.335_570_843_969_45, 20.029_053_664_963_516),
            (110.342_118_650_861_86, 20.034_729_582_393_396),
            (12_283_362.114_402_19, 2_262_376.187_559_745),
        ],
        [
            (126.58, 45.32),
            (126.585_851_810_116_55, 45.321_957_817_207_25),
            (126.592_234_291_777_15, 45.328_231_899_089_85),
            (14_092_336.395_042_306, 5_642_668.862_329_494),
        ],
    ];

    #[test]
    fn chinese_maps_are_brought_back_to_gps_within_two_metres() {
        for [(lon, lat), gcj, baidu, metres] in SPOTS {
            let there = Point::at(lat, lon).unwrap();
            let by_metres = degrees_of_metres(metres.0, metres.1);
            for (what, found, within) in [
                ("GCJ-02", to_wgs84(Datum::Gcj02, gcj.1, gcj.0), 0.2),
                // Baidu's shift is known by a formula whose way back is good to about a metre.
                ("BD-09", to_wgs84(Datum::Bd09, baidu.1, baidu.0), 2.0),
                ("metres", to_wgs84(Datum::Bd09, by_metres.0, by_metres.1), 2.0),
            ] {
                let off = super::super::metres(there, found.unwrap());
                assert!(off <= within, "{what} of {there} is {off} m off");
            }
            let shift = super::super::metres(there, Point::at(gcj.1, gcj.0).unwrap());
            assert!((200.0..700.0).contains(&shift), "without turning back it would be {shift} m off");
        }
    }

    #[test]
    fn outside_of_china_nothing_is_shifted() {
        assert_eq!(to_wgs84(Datum::Gcj02, 48.8566, 2.3522), Point::at(48.8566, 2.3522));
        assert_eq!(to_wgs84(Datum::Wgs84, 39.9, 116.4), Point::at(39.9, 116.4));
        assert_eq!(to_wgs84(Datum::Gcj02, 91.0, 116.4), None, "there is no such latitude");
    }
}
