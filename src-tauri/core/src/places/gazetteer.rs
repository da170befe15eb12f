//! The places of China that come with the program, with their parents.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Point, Precision};

/// A province, city, district or town of China.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Its full name: `杭州市`.
    pub name: &'static str,
    pub precision: Precision,
    pub parent: Option<usize>,
    pub point: Point,
}

/// A name that a text may call a spot by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Called {
    pub spot: usize,
    /// In full, with 省, 市, 区 … at its end.
    pub in_full: bool,
}

/// All spots, and what they are called.
pub(super) struct China {
    pub spots: Vec<Spot>,
    names: HashMap<&'static str, Vec<Called>>,
    /// The first two characters of every name: most places of a text begin none.
    beginnings: HashSet<(char, char)>,
    /// Characters of the longest name.
    pub longest: usize,
}

/// What ends a name and is left out in speech, the longest first.
const ENDS: [&str; 8] = ["特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟"];
/// What else ends the names of districts; only known behind their city.
const DISTRICT_ENDS: [&str; 4] = ["新区", "区", "县", "旗"];
/// Peoples that stand before 自治区, 自治州 and 自治县 and are left out in speech.
const PEOPLES: [&str; 38] = [
    "壮族",
    "回族",
    "维吾尔",
    "藏族",
    "蒙古族",
    "蒙古",
    "彝族",
    "苗族",
    "土家族",
    "布依族",
    "侗族",
    "白族",
    "傣族",
    "景颇族",
    "哈尼族",
    "傈僳族",
    "羌族",
    "朝鲜族",
    "哈萨克",
    "哈萨克族",
    "柯尔克孜",
    "瑶族",
    "畲族",
    "黎族",
    "满族",
    "仡佬族",
    "水族",
    "纳西族",
    "拉祜族",
    "佤族",
    "土族",
    "撒拉族",
    "东乡族",
    "保安族",
    "裕固族",
    "达斡尔族",
    "毛南族",
    "仫佬族",
];

/// The places of China. Read once, at first use.
pub(super) fn china() -> &'static China {
    static CHINA: OnceLock<China> = OnceLock::new();
    CHINA.get_or_init(|| China::read(include_str!("../../../../assets/places/china.tsv")))
}

impl China {
    /// Reads lines of: level, name, line of the parent (0 for none), latitude, longitude in ten-thousandths of a degree.
    fn read(table: &'static str) -> Self {
        let spots: Vec<Spot> = table.lines().filter_map(spot).collect();
        let mut names: HashMap<&'static str, Vec<Called>> = HashMap::with_capacity(2 * spots.len());
        for (index, spot) in spots.iter().enumerate() {
            names.entry(spot.name).or_default().push(Called { spot: index, in_full: true });
            let short = short_name(spot);
            if short.chars().count() >= 2 && short != spot.name {
                names.entry(short).or_default().push(Called { spot: index, in_full: false });
            }
        }
        let longest = names.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        let beginnings = names.keys().filter_map(|name| {
            let mut chars = name.chars();
            Some((chars.next()?, chars.next()?))
        });
        Self { beginnings: beginnings.collect(), spots, names, longest }
    }

    /// Whether any name begins with these.
    pub fn begins(&self, first: char, second: char) -> bool {
        self.beginnings.contains(&(first, second))
    }

    /// What is called so.
    pub fn called(&self, name: &str) -> &[Called] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The spot and all that it lies in, from the inside out.
    pub fn upwards(&self, spot: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(spot), |spot| self.spots.get(*spot)?.parent)
    }

    /// Its name with those of all that it lies in: `浙江省杭州市余杭区`.
    pub fn full_name(&self, spot: usize) -> String {
        let mut names: Vec<&str> = self.upwards(spot).filter_map(|i| self.spots.get(i)).map(|spot| spot.name).collect();
        names.reverse();
        names.concat()
    }
}

fn spot(line: &'static str) -> Option<Spot> {
    let mut cells = line.split('\t');
    let precision = match cells.next()? {
        "p" => Precision::Province,
        "c" => Precision::City,
        "d" => Precision::District,
        _ => Precision::Town,
    };
    let name = cells.next()?;
    let parent = cells.next()?.parse::<usize>().ok()?.checked_sub(1);
    let mut degrees = || cells.next()?.parse::<f64>().ok().map(|number| number / 1e4);
    let (lat, lon) = (degrees()?, degrees()?);
    Some(Spot { name, precision, parent, point: Point::at(lat, lon)? })
}

/// What people say for it: 浙江, 杭州, 黔东南, 余杭.
fn short_name(spot: &Spot) -> &'static str {
    let name = spot.name;
    let ends: &[&str] = match spot.precision {
        Precision::Town => return name,
        Precision::District if name.ends_with('市') => &["市"],
        Precision::District if name.ends_with("自治县") => &["自治县"],
        Precision::District => &DISTRICT_ENDS,
        _ => &ENDS,
    };
    let Some(mut short) = ends.iter().find_map(|end| name.strip_suffix(end)) else { return name };
    if name.ends_with("自治区") || name.ends_with("自治州") || name.ends_with("自治县") {
        while let Some(rest) = PEOPLES.iter().find_map(|people| short.strip_suffix(people)) {
            if rest.is_empty() {
                break;
            }
            short = rest;
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_china_are_all_read() {
        let china = china();
        let lines = include_str!("../../../../assets/places/china.tsv").lines().count();
        assert_eq!(china.spots.len(), lines, "no line is lost");
        assert!(lines > 4_500, "{lines}");
        for (index, spot) in china.spots.iter().enumerate() {
            assert!(spot.parent.is_none_or(|parent| parent < index), "{} comes behind what it lies in", spot.name);
            assert!(china.upwards(index).count() <= 4, "{} lies in a province after three steps", spot.name);
            let (lat, lon) = spot.point.degrees();
            assert!((3.0..54.0).contains(&lat) && (73.0..136.0).contains(&lon), "{} at {}", spot.name, spot.point);
        }
    }

    #[test]
    fn places_are_called_by_their_full_and_their_short_names() {
        let china = china();
        let by = |name: &str| china.called(name).iter().map(|called| china.full_name(called.spot)).collect::<Vec<_>>();
        assert_eq!(by("杭州"), ["浙江省杭州市"]);
        assert_eq!(by("黔东南"), ["贵州省黔东南苗族侗族自治州"]);
        assert_eq!(by("广西"), ["广西壮族自治区"]);
        assert_eq!(by("余杭区"), ["浙江省杭州市余杭区"]);
        assert_eq!(by("义乌"), ["浙江省金华市义乌市"]);
        assert_eq!(by("朝阳区"), ["北京市朝阳区", "吉林省长春市朝阳区"]);
        assert!(by("城").is_empty(), "one character calls nothing");
    }
}
