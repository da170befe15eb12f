//! Coordinates in the links that maps give out.

use url::Url;

use super::baidu::degrees_of_metres;
use super::coordinates::pair;
use super::datums::to_wgs84;
use super::{Datum, PlaceProblem, ReadPoint};

/// Hosts of links that only their maker's server can open.
const SHORT: [&str; 9] = [
    "goo.gl",
    "maps.app.goo.gl",
    "g.co",
    "surl.amap.com",
    "j.map.baidu.com",
    "dwz.cn",
    "url.cn",
    "w.url.cn",
    "maps.apple",
];

/// Reads the first link in a text; none if there is no link.
pub(super) fn read(text: &str) -> Option<Result<ReadPoint, PlaceProblem>> {
    let start = ["https://", "http://", "geo:"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let link = text.get(start..)?.split([' ', '\n', '\r', '\t', '\u{3000}', '，', '。', '>', '"']).next()?;
    let Ok(url) = Url::parse(link) else { return Some(Err(PlaceProblem::LinkWithoutCoordinates)) };
    Some(read_url(&url))
}

fn read_url(url: &Url) -> Result<ReadPoint, PlaceProblem> {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let (datum, found) = match host {
        "" => (Datum::Wgs84, geo(url)),
        _ if SHORT.contains(&host) || (host == "osm.org" && url.path().starts_with("/go/")) => {
            return Err(PlaceProblem::ShortLink);
        }
        _ if host.ends_with("baidu.com") => baidu(url),
        _ if host.ends_with("amap.com") || host.ends_with("gaode.com") => amap(url),
        _ if host.ends_with("qq.com") => tencent(url),
        _ if host.starts_with("openstreetmap.") || host == "osm.org" => (Datum::Wgs84, open_street_map(url)),
        _ if host.ends_with("apple.com") => {
            (Datum::Wgs84, values(url, &["coordinate", "ll", "sll", "daddr", "q", "center"]))
        }
        // Google's own maps of China are shifted, the others are not.
        _ => (if host.ends_with("google.cn") { Datum::Gcj02 } else { Datum::Wgs84 }, google(url)),
    };
    let (lat, lon) = found.ok_or(PlaceProblem::LinkWithoutCoordinates)?;
    let point = to_wgs84(datum, lat, lon).ok_or(PlaceProblem::OffTheEarth)?;
    Ok(ReadPoint { point, datum })
}

/// The value of the first of these parameters that begins with `number,number`; latitude first.
fn values(url: &Url, names: &[&str]) -> Option<(f64, f64)> {
    names.iter().find_map(|name| two(&value(url, name)?))
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.into_owned())
}

/// `number,number`, with whatever behind.
fn two(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_start_matches("loc:").trim();
    let mut parts = text.split([',', ' ', ';', '+']).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let digits = second.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(second.len());
    pair(first, second.get(..digits)?)
}

fn swapped((a, b): (f64, f64)) -> (f64, f64) {
    (b, a)
}

/// `geo:30.27,120.15;u=35`, `geo:0,0?q=30.27,120.15(王记五金)` (RFC 5870 and what phones make of it).
fn geo(url: &Url) -> Option<(f64, f64)> {
    values(url, &["q"]).or_else(|| two(url.path()))
}

/// A place's own pin (`!3d…!4d…`) before what was asked for, before the middle of the map (`@…`).
fn google(url: &Url) -> Option<(f64, f64)> {
    let path = url.path();
    let pin = path.rfind("!3d").and_then(|at| path.get(at + 3..)).and_then(|rest| {
        let (lat, rest) = rest.split_once("!4d")?;
        pair(lat, rest.split(['!', '?', '/']).next()?)
    });
    let asked = || values(url, &["q", "query", "destination", "daddr", "ll", "center", "viewpoint", "cbll"]);
    let in_path = || {
        path.split('/').skip(1).find_map(|part| two(&part.replace("%2C", ",").replace("%2c", ",").replace("%20", " ")))
    };
    let middle = || path.split('/').find_map(|part| two(part.strip_prefix('@')?));
    pin.or_else(asked).or_else(in_path).or_else(middle)
}

/// The marker before the middle of the map.
fn open_street_map(url: &Url) -> Option<(f64, f64)> {
    let marker = || pair(&value(url, "mlat")?, &value(url, "mlon")?);
    let middle = || {
        let map = url.fragment()?.split('&').find_map(|part| part.strip_prefix("map="))?;
        let mut parts = map.split('/').skip(1);
        pair(parts.next()?, parts.next()?)
    };
    let plain = || pair(&value(url, "lat")?, &value(url, "lon")?);
    marker().or_else(middle).or_else(plain)
}

fn baidu(url: &Url) -> (Datum, Option<(f64, f64)>) {
    let datum = match value(url, "coord_type").as_deref() {
        Some("wgs84") => Datum::Wgs84,
        Some("gcj02") => Datum::Gcj02,
        _ => Datum::Bd09,
    };
    let given = values(url, &["location", "latlng", "center", "destination"])
        .or_else(|| two(value(url, "destination")?.split("latlng:").nth(1)?));
    if given.is_some() {
        return (datum, given);
    }
    let metres = url.path().split('/').find_map(|part| two(part.strip_prefix('@')?));
    (Datum::Bd09, metres.map(|(east, north)| degrees_of_metres(east, north)))
}

fn amap(url: &Url) -> (Datum, Option<(f64, f64)>) {
    let datum = match value(url, "coordinate").as_deref() {
        Some("wgs84") => Datum::Wgs84,
        _ => Datum::Gcj02,
    };
    // Longitude first in the links for programs; latitude first in those that are shared.
    let found = values(url, &["position", "to", "dest", "center"])
        .map(swapped)
        .or_else(|| pair(&value(url, "lat")?, &value(url, "lng").or_else(|| value(url, "lon"))?))
        .or_else(|| pair(&value(url, "dlat")?, &value(url, "dlon")?))
        .or_else(|| values(url, &["q"]))
        .or_else(|| two(value(url, "p")?.split_once(',')?.1));
    (datum, found)
}

fn tencent(url: &Url) -> (Datum, Option<(f64, f64)>) {
    let datum = if value(url, "coord_type").as_deref() == Some("1") { Datum::Wgs84 } else { Datum::Gcj02 };
    let marker = || two(value(url, "marker")?.split("coord:").nth(1)?);
    let shared = || pair(&value(url, "pointy")?, &value(url, "pointx")?);
    (datum, marker().or_else(|| values(url, &["coord", "center", "tocoord", "location"])).or_else(shared))
}

#[cfg(test)]
mod tests {
    use super::super::{Point, metres};
    use super::*;

    /// The west lake's shore by GPS, and the same spot on the maps of China.
    const LAKE: (f64, f64) = (30.25, 120.15);
    const GCJ: (f64, f64) = (30.247_678, 120.154_707);

    fn is_at(text: &str, datum: Datum, (lat, lon): (f64, f64), within: f64) {
        let found = read(text).expect("it is a link").unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        assert_eq!(found.datum, datum, "{text}");
        let off = metres(found.point, Point::at(lat, lon).unwrap());
        assert!(off <= within, "{text} is {off} m off: {}", found.point);
    }

    #[test]
    fn links_of_western_maps_are_read() {
        for link in [
            "https://www.google.com/maps/@30.25,120.15,17z",
            "https://www.google.com/maps/place/West+Lake/@30.2,120.1,13z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d30.25!4d120.15!16s?entry=ttu",
            "https://www.google.com/maps/search/?api=1&query=30.25%2C120.15",
            "https://www.google.com/maps/search/30.25,+120.15?shorturl=1",
            "https://maps.google.com/maps?q=30.25,120.15(Shop)&z=17",
            "https://maps.google.com/?ll=30.25,120.15",
            "https://www.google.de/maps/dir//30.25,120.15/@30.1,120.1,9z",
            "看这里 https://www.google.com/maps?q=loc:30.25,120.15 ，到了打电话",
            "https://maps.apple.com/?ll=30.25,120.15&q=West%20Lake",
            "https://maps.apple.com/place?coordinate=30.25%2C120.15&name=Lake",
            "https://maps.apple.com/?daddr=30.25,120.15",
            "https://www.openstreetmap.org/#map=17/30.25/120.15",
            "https://www.openstreetmap.org/?mlat=30.25&mlon=120.15#map=5/10.0/10.0",
            "https://www.openstreetmap.org/#map=17/30.25/120.15&layers=N",
            "geo:30.25,120.15",
            "geo:30.25,120.15;u=35",
            "geo:0,0?q=30.25,120.15(%E7%8E%8B%E8%AE%B0)",
        ] {
            is_at(link, Datum::Wgs84, LAKE, 0.2);
        }
    }

    #[test]
    fn links_of_chinese_maps_are_read_and_turned_back() {
        let (lat, lon) = GCJ;
        for link in [
            format!("https://uri.amap.com/marker?position={lon},{lat}&name=%E7%8E%8B%E8%AE%B0&coordinate=gaode"),
            format!("https://uri.amap.com/navigation?to={lon},{lat},endpoint&mode=car"),
            format!("https://www.amap.com/regeo?lng={lon}&lat={lat}&name=x"),
            format!("https://ditu.amap.com/?q={lat},{lon},%E7%8E%8B%E8%AE%B0"),
            format!("https://www.amap.com/?p=B0FFG8GTWM,{lat},{lon},%E7%8E%8B%E8%AE%B0,x"),
            format!("https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lon};title:x;addr:y&referer=a"),
            format!("https://map.qq.com/?type=marker&isopeninfowin=1&pointx={lon}&pointy={lat}&name=x"),
            format!("https://apis.map.qq.com/uri/v1/geocoder?coord={lat},{lon}&referer=a"),
            format!("https://www.google.cn/maps/@{lat},{lon},17z"),
        ] {
            is_at(&link, Datum::Gcj02, LAKE, 1.0);
        }
        is_at("https://uri.amap.com/marker?position=120.15,30.25&coordinate=wgs84", Datum::Wgs84, LAKE, 0.2);
        is_at("https://apis.map.qq.com/uri/v1/geocoder?coord=30.25,120.15&coord_type=1", Datum::Wgs84, LAKE, 0.2);
        // The last two as `gcoord` converts them.
        let west = (30.255_610_398_659_69, 120.208_332_661_460_94);
        is_at("https://map.baidu.com/poi/x/@13382905,3515188,13z?uid=1", Datum::Bd09, west, 2.0);
        let bd = "https://api.map.baidu.com/marker?location=30.259243447717978,120.21937299029523&title=x&output=html";
        is_at(bd, Datum::Bd09, west, 2.0);
        let gcj = format!("https://api.map.baidu.com/marker?location={lat},{lon}&coord_type=gcj02&output=html");
        is_at(&gcj, Datum::Gcj02, LAKE, 1.0);
    }

    #[test]
    fn links_without_coordinates_say_so() {
        use PlaceProblem::{LinkWithoutCoordinates, OffTheEarth, ShortLink};
        for (link, problem) in [
            ("https://maps.app.goo.gl/AbCdEf123", ShortLink),
            ("https://surl.amap.com/5fLNvA1b3x", ShortLink),
            ("https://j.map.baidu.com/a1/B2c", ShortLink),
            ("https://osm.org/go/0EEQjE--", ShortLink),
            ("https://www.google.com/maps/place/West+Lake", LinkWithoutCoordinates),
            ("https://example.com/", LinkWithoutCoordinates),
            ("http://", LinkWithoutCoordinates),
            ("geo:", LinkWithoutCoordinates),
            ("https://www.google.com/maps?q=123.5,240.1", OffTheEarth),
        ] {
            assert_eq!(read(link), Some(Err(problem)), "{link}");
        }
        assert_eq!(read("30.25,120.15"), None, "it is no link");
    }
}
