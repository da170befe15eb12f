//! Names of companies and shops, and where they are.

use super::Speech;
use super::dice::Dice;
use super::people;
use super::trades::Trade;

/// A city: name, area code without its 0, districts.
pub(super) type City = (&'static str, &'static str, &'static str);

/// Cities of Chinese customers.
const CITIES: &[City] = &[
    ("杭州", "571", "余杭区 萧山区 临平区 富阳区"),
    ("苏州", "512", "吴中区 相城区 昆山市 常熟市"),
    ("南京", "25", "江宁区 浦口区 六合区"),
    ("成都", "28", "双流区 郫都区 新都区 温江区"),
    ("武汉", "27", "江夏区 黄陂区 蔡甸区"),
    ("长沙", "731", "望城区 浏阳市 宁乡市"),
    ("郑州", "371", "中牟县 新郑市 荥阳市"),
    ("济南", "531", "章丘区 历城区 平阴县"),
    ("青岛", "532", "即墨区 胶州市 平度市"),
    ("西安", "29", "长安区 临潼区 周至县"),
    ("广州", "20", "白云区 番禺区 增城区"),
    ("深圳", "755", "龙岗区 宝安区 光明区"),
    ("石家庄", "311", "藁城区 正定县 栾城区"),
    ("沈阳", "24", "于洪区 沈北新区 辽中区"),
];
const CORES: &str = "鸿运 福源 顺达 永兴 金穗 万家 天和 鑫隆 百顺 聚丰 瑞祥 宏发 裕丰 新希望 绿源 春晖 华泰 恒昌 德盛 佳美 \
                     益农 丰禾 康乐 盛世 同心 诚信 乐家 好日子 大众 红星 东升 日新 兴旺 福慧源 金算盘 一品香 小角落 老地方";
const FORMS: &[(&str, usize)] =
    &[("有限公司", 70), ("有限责任公司", 8), ("股份有限公司", 4), ("商行", 10), ("经营部", 8)];
const VILLAGES: &str = "李庄 王家湾 张集 赵屯 石桥 柳林 上营 下河 前进 杨楼 马坊 三里店 白沙 黄泥坡 大湾 新联";
const ROADS: &str = "人民路 解放路 建设路 中山路 和平街 新华路 振兴街 文化路 工业大道 团结路 迎宾路 幸福街 市场东路";

const TOWNS: &[(&str, &str)] = &[
    ("Hereford", "HR4"),
    ("Ludlow", "SY8"),
    ("Skipton", "BD23"),
    ("Alnwick", "NE66"),
    ("Stamford", "PE9"),
    ("Tavistock", "PL19"),
    ("Kelso", "TD5"),
    ("Brecon", "LD3"),
    ("Oakham", "LE15"),
    ("Malton", "YO17"),
];
const ENGLISH_CORES: &str = "Green Acres|Hillcrest|Riverside|Old Mill|Oakwood|Sunny Bank|Three Bridges|Stonegate|Meadow Lane|\
                             Brookfield|Highfield|Red Barn|Willow End|Black Horse|Station Road|Fox & Fern";
const ENGLISH_FORMS: &[(&str, usize)] = &[("Ltd", 60), ("& Sons", 14), ("Co., Ltd", 10), ("LLP", 6), ("Group", 10)];
const STREETS: &str = "High Street|Mill Lane|Church Road|Station Road|Market Place|Bridge Street|Long Lane|Castle Hill";

/// Where a customer is.
pub(super) struct Place {
    /// The city's name.
    city: &'static str,
    /// Area code, or empty.
    pub area: &'static str,
    /// The address.
    pub address: String,
}

fn part(dice: &mut Dice, list: &'static str) -> &'static str {
    let at = dice.below(list.split('|').count());
    list.split('|').nth(at).unwrap_or_default()
}

/// A place to be at.
pub(super) fn place(dice: &mut Dice, speech: Speech) -> Place {
    match speech {
        Speech::Chinese => {
            let (city, area, districts) = dice.pick(CITIES);
            let district = dice.word(districts);
            let address = if dice.chance(30) {
                format!("{city}市{district}{}村{}号", dice.word(VILLAGES), dice.between(1, 160))
            } else {
                format!("{city}市{district}{}{}号", dice.word(ROADS), dice.between(1, 480))
            };
            Place { city, area, address }
        }
        Speech::English => {
            let (town, code) = dice.pick(TOWNS);
            let address = format!(
                "{} {}, {town} {code} {}{}{}",
                dice.between(1, 140),
                part(dice, STREETS),
                dice.between(1, 9),
                dice.char("ABDEFGHJLNPQRSTUWXYZ"),
                dice.char("ABDEFGHJLNPQRSTUWXYZ"),
            );
            Place { city: town, area: "", address }
        }
    }
}

/// The name of a company, shop or farm at this place.
pub(super) fn company(dice: &mut Dice, speech: Speech, trade: &Trade, place: &Place) -> String {
    match speech {
        Speech::Chinese => match dice.below(10) {
            0 | 1 => format!("{}记{}", people::surname(dice).0, dice.word(trade.shops)),
            2 => format!("{}{}", dice.word(VILLAGES), dice.word(trade.shops)),
            3..=5 => format!("{}{}", dice.word(CORES), dice.word(trade.shops)),
            6 => format!("{}{}（{}店）", dice.word(CORES), dice.word(trade.shops), dice.word("二 三 东门 城南 新区")),
            _ => format!("{}{}{}{}", place.city, dice.word(CORES), dice.word(trade.firms), dice.weighted(FORMS)),
        },
        Speech::English => match dice.below(3) {
            0 => format!("{} {}", part(dice, ENGLISH_CORES), part(dice, trade.shops)),
            1 => format!("{} {} {}", part(dice, ENGLISH_CORES), part(dice, trade.firms), dice.weighted(ENGLISH_FORMS)),
            _ => format!("{} {} {}", place.city, part(dice, trade.firms), dice.weighted(ENGLISH_FORMS)),
        },
    }
}
