//! What the customers trade in, and what is sold to them.

use super::Speech;
use super::dice::Dice;

/// Something that is sold: its name, the unit, the price of one in the book's currency.
pub(super) type Good = (&'static str, &'static str, i64);

/// A trade: what its shops and firms are called, and what they buy.
#[derive(Clone, Copy, Default)]
pub(super) struct Trade {
    /// What stands behind a shop's name.
    pub shops: &'static str,
    /// What stands in a firm's name before its form.
    pub firms: &'static str,
    /// What is sold to them.
    pub goods: &'static [Good],
    /// The tag that many of them have, by its place in the list of tags.
    pub tag: usize,
}

/// One of the trades of customers who speak this.
pub(super) fn one(dice: &mut Dice, speech: Speech) -> Trade {
    dice.pick(match speech {
        Speech::Chinese => CHINESE,
        Speech::English => ENGLISH,
    })
}

/// Trades of Chinese customers.
const CHINESE: &[Trade] = &[
    Trade {
        shops: "农资店 农资经营部 农家乐合作社 家庭农场 种植专业合作社 种子店",
        firms: "农业科技 生态农业 农资",
        goods: &[
            ("复合肥", "袋", 138),
            ("尿素", "袋", 112),
            ("玉米种子", "包", 65),
            ("水稻种子", "包", 88),
            ("地膜", "卷", 95),
            ("除草剂", "箱", 240),
            ("滴灌带", "卷", 180),
        ],
        tag: 6,
    },
    Trade {
        shops: "五金店 五金日杂 五金建材行 水暖五金店",
        firms: "五金机电 五金工具 机电设备",
        goods: &[
            ("角磨机", "台", 180),
            ("膨胀螺丝", "盒", 35),
            ("电钻", "台", 260),
            ("切割片", "盒", 48),
            ("水龙头", "个", 55),
            ("PVC管", "根", 22),
            ("插座", "箱", 160),
        ],
        tag: 2,
    },
    Trade {
        shops: "饭店 农家菜馆 面馆 火锅店 小吃店 酒楼",
        firms: "餐饮管理 食品",
        goods: &[
            ("菜籽油", "桶", 210),
            ("大米", "袋", 135),
            ("花椒", "斤", 58),
            ("冻品鸡腿", "箱", 165),
            ("一次性餐盒", "箱", 72),
            ("火锅底料", "箱", 240),
        ],
        tag: 8,
    },
    Trade {
        shops: "美容院 理发店 美发沙龙 美甲店 养生馆",
        firms: "美容美发 化妆品",
        goods: &[
            ("洗发水", "箱", 260),
            ("染发膏", "盒", 45),
            ("面膜", "盒", 68),
            ("护发精油", "瓶", 96),
            ("毛巾", "包", 85),
        ],
        tag: 2,
    },
    Trade {
        shops: "水果店 果蔬超市 生鲜店 便利店 副食店",
        firms: "果业 商贸 供应链管理",
        goods: &[
            ("红富士苹果", "箱", 92),
            ("蜜橘", "箱", 58),
            ("香蕉", "箱", 76),
            ("纸箱", "捆", 64),
            ("矿泉水", "件", 28),
        ],
        tag: 5,
    },
    Trade {
        shops: "养殖场 养殖专业合作社 家禽养殖场 兽药店 渔场",
        firms: "牧业 饲料 水产养殖",
        goods: &[
            ("蛋鸡料", "袋", 148),
            ("猪饲料", "袋", 176),
            ("鱼料", "袋", 132),
            ("疫苗", "盒", 210),
            ("保温灯", "个", 38),
        ],
        tag: 7,
    },
    Trade {
        shops: "汽修厂 轮胎店 汽车美容店 摩托车行",
        firms: "汽车服务 汽车配件",
        goods: &[
            ("机油", "箱", 320),
            ("轮胎", "条", 410),
            ("刹车片", "套", 150),
            ("电瓶", "只", 380),
            ("玻璃水", "箱", 48),
        ],
        tag: 2,
    },
    Trade {
        shops: "文具店 书店 打印店 托管班 幼儿园 培训学校",
        firms: "文化用品 教育科技",
        goods: &[
            ("复印纸", "箱", 118),
            ("练习本", "捆", 42),
            ("中性笔", "盒", 18),
            ("画笔", "套", 26),
            ("白板", "块", 230),
        ],
        tag: 2,
    },
    Trade {
        shops: "建材店 瓷砖店 灯具店 油漆店 门窗厂",
        firms: "建材 装饰工程 门窗",
        goods: &[
            ("瓷砖", "箱", 86),
            ("乳胶漆", "桶", 290),
            ("木工板", "张", 128),
            ("LED灯", "只", 32),
            ("水泥", "吨", 430),
        ],
        tag: 1,
    },
];

/// Trades of customers who speak English.
const ENGLISH: &[Trade] = &[
    Trade {
        shops: "Farm|Orchard|Growers|Nursery|Farm Shop",
        firms: "Farms|Agri Supplies|Produce",
        goods: &[
            ("NPK fertiliser", "bags", 34),
            ("seed potatoes", "sacks", 22),
            ("drip tape", "rolls", 60),
            ("fence wire", "coils", 85),
            ("maize seed", "bags", 95),
        ],
        tag: 6,
    },
    Trade {
        shops: "Hardware|DIY Store|Tool Shop|Ironmongers",
        firms: "Tools|Building Supplies|Fixings",
        goods: &[
            ("wood screws", "boxes", 9),
            ("angle grinders", "pieces", 70),
            ("paint rollers", "packs", 14),
            ("padlocks", "pieces", 12),
            ("extension leads", "pieces", 18),
        ],
        tag: 2,
    },
    Trade {
        shops: "Café|Diner|Bakery|Tea Room|Grill",
        firms: "Catering|Foods",
        goods: &[
            ("espresso beans", "bags", 21),
            ("flour", "sacks", 16),
            ("paper cups", "boxes", 28),
            ("olive oil", "tins", 38),
        ],
        tag: 8,
    },
    Trade {
        shops: "Hair Studio|Barbers|Beauty Room|Nail Bar",
        firms: "Salons|Cosmetics",
        goods: &[
            ("shampoo", "cases", 54),
            ("hair dye", "boxes", 19),
            ("towels", "packs", 32),
            ("nail polish", "sets", 24),
        ],
        tag: 2,
    },
    Trade {
        shops: "Dairy|Poultry Farm|Feed Store|Stables",
        firms: "Livestock|Feeds",
        goods: &[
            ("layer feed", "bags", 17),
            ("hay bales", "bales", 6),
            ("calf milk", "bags", 48),
            ("salt licks", "blocks", 8),
        ],
        tag: 7,
    },
    Trade {
        shops: "Garage|Tyres|Auto Repair|Cycles",
        firms: "Motors|Auto Parts",
        goods: &[
            ("engine oil", "cases", 64),
            ("brake pads", "sets", 35),
            ("tyres", "pieces", 72),
            ("wiper blades", "pairs", 15),
        ],
        tag: 5,
    },
];
