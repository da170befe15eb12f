//! The place that an address names.

use super::cities::{City, fold, world};
use super::gazetteer::{Called, China, china};
use super::{Place, Precision};
use crate::values::texts::to_half_width;

/// Finds the most precise place that an address names: town before district before city before province in China, cities abroad
/// (in English with their country or state, large ones in Chinese too).
///
/// What is said later counts only inside what was said before: the 南京路 of 上海 is not in 南京. A name that several places
/// share and nothing before it tells apart is no place. `home` is the country (ISO 3166-1 alpha-2) of addresses that name none.
#[must_use]
pub fn find(address: &str, home: Option<&str>) -> Option<Place> {
    let text = to_half_width(address);
    if text.chars().any(is_han) {
        let dense: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        in_china(&dense).or_else(|| abroad_in_chinese(&dense))
    } else {
        in_words(&text, home)
    }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// What makes a street, a village, a shop of the name before it.
const NOT_A_PLACE: [&str; 33] = [
    "路", "街", "道", "巷", "弄", "桥", "村", "屯", "苑", "园", "店", "厦", "庄", "广场", "大道", "大街", "大厦",
    "东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街", "北街", "花园", "小区", "酒店", "银行", "公馆",
    "一路", "二路",
];

fn in_china(text: &[char]) -> Option<Place> {
    let china = china();
    let mut alive: Vec<usize> = Vec::new();
    let mut settled: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        let Some((length, called)) = longest_at(china, text, at) else {
            at += 1;
            continue;
        };
        let rest: String = text.iter().skip(at + length).take(2).collect();
        let is_street = NOT_A_PLACE.iter().any(|end| rest.starts_with(end));
        let next: Vec<usize> = called
            .iter()
            .filter(|called| called.in_full || !is_street)
            .filter(|called| {
                alive.is_empty()
                    || alive.iter().any(|a| *a != called.spot && china.upwards(called.spot).any(|up| up == *a))
            })
            .filter(|called| !alive.is_empty() || stands_alone(china, called, at))
            .map(|called| called.spot)
            .collect();
        if next.is_empty() {
            at += 1;
            continue;
        }
        alive = next;
        settled = one_of(china, &alive).or(settled);
        at += length;
    }
    let spot = settled?;
    let found = china.spots.get(spot)?;
    Some(Place { name: china.full_name(spot), point: found.point, precision: found.precision })
}

/// Whether a name may be the first of an address: in full anywhere, short ones of provinces and cities anywhere and of others at the
/// beginning. What is called 城区 or 郊区 needs its city.
fn stands_alone(china: &China, called: &Called, at: usize) -> bool {
    let Some(spot) = china.spots.get(called.spot) else { return false };
    let coarse = matches!(spot.precision, Precision::Province | Precision::City);
    let too_short = spot.name.chars().count() == 2 && spot.name.ends_with('区');
    !too_short && (called.in_full || coarse || at == 0)
}

/// The one that is meant, if it can be told: the coarsest of several that share a name, as 吉林 the province; none of equals.
fn one_of(china: &China, alive: &[usize]) -> Option<usize> {
    let precision = |index: &usize| china.spots.get(*index).map(|spot| spot.precision);
    let coarsest = alive.iter().filter_map(precision).max()?;
    let mut those = alive.iter().filter(|index| precision(index) == Some(coarsest));
    let one = those.next()?;
    those.next().is_none().then_some(*one)
}

fn longest_at<'a>(china: &'a China, text: &[char], at: usize) -> Option<(usize, &'a [Called])> {
    if !china.begins(*text.get(at)?, *text.get(at + 1)?) {
        return None;
    }
    let most = china.longest.min(text.len() - at);
    (2..=most).rev().find_map(|length| {
        let name: String = text.get(at..at + length)?.iter().collect();
        let called = china.called(&name);
        (!called.is_empty()).then_some((length, called))
    })
}

/// 日本东京都…, 美国纽约…: a country and a city in Chinese characters; without a country, a city of a million.
fn abroad_in_chinese(text: &[char]) -> Option<Place> {
    let world = world();
    let mut country = None;
    let mut best: Option<&City> = None;
    for at in 0..text.len() {
        for length in (2..=6.min(text.len() - at)).rev() {
            let name: String = text.get(at..at + length)?.iter().collect();
            country = country.or_else(|| world.country(&name));
            let found = world.called(&name).filter(|city| country.is_none_or(|code| code == city.country));
            best = best.into_iter().chain(found).max_by_key(|city| city.people);
        }
    }
    let city = best.filter(|city| country.map_or(city.people >= 1_000, |code| code == city.country))?;
    Some(world.place(city))
}

/// What makes a street of the name before it.
const NOT_A_CITY: [&str; 22] = [
    "road",
    "rd",
    "street",
    "st",
    "avenue",
    "ave",
    "lane",
    "ln",
    "drive",
    "dr",
    "way",
    "square",
    "sq",
    "place",
    "close",
    "court",
    "ct",
    "blvd",
    "boulevard",
    "highway",
    "hwy",
    "terrace",
];

/// An address in words between commas.
fn in_words(text: &str, home: Option<&str>) -> Option<Place> {
    let world = world();
    let parts: Vec<Vec<&str>> = text
        .split([',', ';', '\n', '|', '(', ')'])
        .map(|part| part.split_whitespace().map(|word| word.trim_matches('.')).collect())
        .filter(|words: &Vec<&str>| !words.is_empty())
        .collect();
    let (mut country, mut state) = (None, None);
    for words in parts.iter().rev() {
        country = country.or_else(|| runs(words).find_map(|run| world.country(&run.name)));
        state = state.or_else(|| state_in(words));
    }
    if state.is_some() && country.is_none_or(|code| code == "US") {
        country = Some("US");
    }
    let said = country.is_some();
    let country = country.or(home);
    let fits = |city: &&City| {
        country.is_none_or(|code| code == city.country)
            && (city.country != "US" || state.is_none_or(|state: &str| state == city.state))
    };
    // A part that is a name from end to end tells more than a name inside of a part, a longer name more than a shorter.
    let mut best: Option<(bool, usize, &City)> = None;
    for words in &parts {
        for run in runs(words).filter(|run| !run.before_street) {
            let mut found: Vec<&City> = world.called(&run.name).filter(fits).collect();
            found.sort_by_key(|city| std::cmp::Reverse(city.people));
            let Some(largest) = found.first() else { continue };
            // Namesakes in one country are told apart by size alone; where no country is said there must be none.
            if country.is_none() && found.len() > 1 {
                continue;
            }
            let better = best.is_none_or(|(whole, length, city)| {
                (run.whole, run.length, largest.people) > (whole, length, city.people)
            });
            if better && (run.whole || said || home.is_some()) {
                best = Some((run.whole, run.length, largest));
            }
        }
    }
    best.map(|(_, _, city)| world.place(city))
}

/// The letters of a state of the USA as they stand behind a city (`IL 62701`), or its name.
fn state_in(words: &[&str]) -> Option<&'static str> {
    let world = world();
    let zip = |word: &&str| word.len() >= 5 && word.chars().take(5).all(|c| c.is_ascii_digit());
    let letters = words.iter().enumerate().find_map(|(index, word)| {
        let last = words.get(index + 1).is_none_or(zip);
        world.state_of_letters(word).filter(|_| last)
    });
    letters.or_else(|| runs(words).find_map(|run| run.whole.then(|| world.state(&run.name))?))
}

/// Some words of a part that stand together.
struct Run {
    name: String,
    length: usize,
    /// Whether it is the whole part, but for numbers and postcodes.
    whole: bool,
    before_street: bool,
}

/// All runs of one to five words.
fn runs<'a>(words: &'a [&str]) -> impl Iterator<Item = Run> + 'a {
    let named = words.iter().filter(|word| !word.chars().any(|c| c.is_ascii_digit())).count();
    (0..words.len()).flat_map(move |start| {
        (1..=5.min(words.len() - start)).rev().filter_map(move |length| {
            let those = words.get(start..start + length)?;
            let next = words.get(start + length).map(|word| fold(word)).unwrap_or_default();
            Some(Run {
                name: fold(&those.join(" ")),
                length,
                whole: length == named && those.iter().all(|word| !word.chars().any(|c| c.is_ascii_digit())),
                before_street: NOT_A_CITY.contains(&next.as_str()),
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(address: &str) -> Option<(String, Precision)> {
        find(address, None).map(|place| (place.name, place.precision))
    }

    #[test]
    fn the_most_precise_place_of_a_chinese_address_is_found() {
        use Precision::{City, District, Province, Town};
        for (address, name, precision) in [
            ("浙江省杭州市余杭区文一西路969号", "浙江省杭州市余杭区", District),
            ("杭州余杭区五常大道1号", "浙江省杭州市余杭区", District),
            ("杭州余杭五常大道1号", "浙江省杭州市余杭区", District),
            ("浙江 杭州 西湖区 文三路", "浙江省杭州市西湖区", District),
            ("北京市朝阳区建国路88号", "北京市朝阳区", District),
            ("北京朝阳建国路88号", "北京市朝阳区", District),
            ("长春市朝阳区人民大街", "吉林省长春市朝阳区", District),
            ("吉林省长春市", "吉林省长春市", City),
            ("上海市南京路100号", "上海市", Province),
            ("上海市黄浦区南京东路100号", "上海市黄浦区", District),
            ("重庆市渝北区", "重庆市渝北区", District),
            ("广东省东莞市长安镇", "广东省东莞市长安镇", Town),
            ("义乌国际商贸城一区", "浙江省金华市义乌市", District),
            ("晋江市内坑镇内山路", "福建省泉州市晋江市内坑镇", Town),
            ("内蒙古呼和浩特市新城区", "内蒙古自治区呼和浩特市新城区", District),
            ("新疆伊犁霍城县清水河镇", "新疆维吾尔自治区伊犁哈萨克自治州霍城县", District),
            ("贵州黔东南凯里市", "贵州省黔东南苗族侗族自治州凯里市", District),
            ("湖南省 长沙市 岳麓区 麓谷街道", "湖南省长沙市岳麓区", District),
            ("中国江苏省南京市玄武区中山路", "江苏省南京市玄武区", District),
            ("山东省济南市市中区英雄山路", "山东省济南市市中区", District),
            ("开封市鼓楼区中山路", "河南省开封市", City),
            ("山东省枣庄市市中区", "山东省枣庄市市中区", District),
            ("台湾省台北市信义路", "台湾省台北市", City),
            ("香港九龙", "香港特别行政区", Province),
            ("河北省", "河北省", Province),
            ("吉林", "吉林省", Province),
            ("黄冈市罗田县", "湖北省黄冈市罗田县", District),
            ("送到山西省太原市小店区许坦东街，电话联系", "山西省太原市小店区", District),
        ] {
            assert_eq!(named(address), Some((name.to_owned(), precision)), "{address}");
        }
    }

    #[test]
    fn what_names_no_place_or_several_is_none() {
        for address in [
            "",
            "文三路100号",
            "村东头第二家",
            "鼓楼区中山路",
            "城关镇",
            "中山路18号",
            "南京路步行街",
            "朝阳路",
            "老王家",
            "长安街",
            "No place at all",
            "12",
        ] {
            let found = named(address);
            // Only one 鼓楼区 is known by its spot, and it may be another: then nothing finer than its name says is claimed.
            assert!(found.is_none() || address == "鼓楼区中山路", "{address}: {found:?}");
        }
    }

    #[test]
    fn cities_abroad_are_found_with_their_country() {
        use Precision::{City, Town};
        for (address, name, precision) in [
            ("12 London Road, Reading, UK", "Reading, United Kingdom", City),
            ("221B Baker Street, London NW1 6XE, United Kingdom", "London, United Kingdom", City),
            ("1600 Amphitheatre Pkwy, Mountain View, CA 94043, USA", "Mountain View, CA, United States", Town),
            ("742 Evergreen Terrace, Springfield, IL 62701", "Springfield, IL, United States", City),
            ("742 Evergreen Terrace, Springfield, Oregon, USA", "Springfield, OR, United States", Town),
            ("Kimathi Street, Nyeri, Kenya", "Nyeri, Kenya", Town),
            ("Rua Augusta 12, São Paulo, Brazil", "São Paulo, Brazil", City),
            ("Hangzhou, China", "Hangzhou, China", City),
            ("Marienplatz 1, 80331 München", "", City),
            ("Marienplatz 1, 80331 Munich, Germany", "Munich, Germany", City),
            ("日本东京都千代田区", "Tokyo, Japan", City),
            ("美国洛杉矶", "Los Angeles, CA, United States", City),
        ] {
            let wanted = (!name.is_empty()).then(|| (name.to_owned(), precision));
            assert_eq!(named(address), wanted, "{address}");
        }
        let at_home = find("14 High Street, Reading", Some("GB")).unwrap();
        assert_eq!(at_home.name, "Reading, United Kingdom", "the home country is where addresses without one are");
    }

    #[test]
    fn any_text_is_looked_up_or_not_found() {
        for text in
            ["省", "市市市市", "区", "\u{0}", "𠮷野家", "浙", ",,,,", "( )", &"杭州".repeat(500), &"a b ".repeat(500)]
        {
            let found = find(text, Some("CN"));
            assert!(found.is_none_or(|place| place.precision != Precision::Point), "{text}");
        }
    }
}
