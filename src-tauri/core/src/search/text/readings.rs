//! How Chinese characters are read, in plain pinyin, and the syllables there are.

use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// Of a character's readings, at most this many are searched, the common ones first.
const READINGS: usize = 3;
/// A reading with ü has three spellings.
const SPELLINGS: usize = 8;

/// The readings of one character in all accepted spellings, each once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Readings {
    list: [&'static str; SPELLINGS],
    len: usize,
}

impl Readings {
    /// The readings: plain pinyin, lower-case ASCII.
    pub fn as_slice(&self) -> &[&'static str] {
        self.list.get(..self.len).unwrap_or_default()
    }

    /// Puts a reading before the others.
    pub fn put_first(&mut self, reading: &'static str) {
        if self.as_slice().contains(&reading) {
            return;
        }
        self.len = (self.len + 1).min(SPELLINGS);
        self.list.rotate_right(1);
        self.list[0] = reading;
    }

    fn push(&mut self, reading: &'static str) {
        if self.as_slice().contains(&reading) {
            return;
        }
        if let Some(place) = self.list.get_mut(self.len) {
            *place = reading;
            self.len += 1;
        }
    }
}

/// All plausible readings of a character; none if it has no pinyin.
pub(super) fn readings(ch: char) -> Readings {
    let mut out = Readings::default();
    if let Some(reading) = missing_reading(ch) {
        out.push(reading);
    }
    let Some(all) = ch.to_pinyin_multi() else { return out };
    let most = if ONE_READING.binary_search(&ch).is_ok() { 1 } else { READINGS };
    let mut taken: [&str; READINGS] = [""; READINGS];
    let mut count = 0;
    for reading in all.into_iter().map(|reading| reading.plain()) {
        if taken.contains(&reading) {
            continue;
        }
        let Some(place) = taken.get_mut(count).filter(|_| count < most) else { break };
        *place = reading;
        count += 1;
        match reading {
            "lü" => ["lv", "lu", "lyu"].map(|spelling| out.push(spelling)),
            "nü" => ["nv", "nu", "nyu"].map(|spelling| out.push(spelling)),
            "lüe" => ["lve", "lue", "lyue"].map(|spelling| out.push(spelling)),
            "nüe" => ["nve", "nue", "nyue"].map(|spelling| out.push(spelling)),
            // Interjections that are no syllables.
            "m" | "n" | "ng" | "hm" | "hng" | "ê" => continue,
            plain => {
                out.push(plain);
                continue;
            }
        };
    }
    out
}

/// Readings, mostly of surnames, that the tables of the `pinyin` crate do not know or have late.
fn missing_reading(ch: char) -> Option<&'static str> {
    Some(match ch {
        '𠮷' => "ji",
        '谌' => "shen",
        '贠' => "yun",
        '黑' => "he",
        '覃' => "qin",
        '繁' => "po",
        '句' => "gou",
        '秘' => "bi",
        '种' => "chong",
        '薄' => "bo",
        '仇' => "qiu",
        _ => return None,
    })
}

/// Common characters that today have one reading in names, although dictionaries give archaic ones too. (`有` as
/// `wei` would make every company's name longer in the index, and found by what nobody means.)
static ONE_READING: LazyLock<Vec<char>> = LazyLock::new(|| ONE_READING_LIST.chars().collect());

/// Sorted by code point.
#[rustfmt::skip]
const ONE_READING_LIST: &str = "\
    丁不且个串乃之乍乘乙也乾了予事于亏些亡亢亥亨仅介从他令以仰件价任份仿伎休众伴佃但位体余佬佰\
    例侗侥侧促俊俏信俺倍倘倚倪假傀傍僚僧儿允兄免兑兔共其典兹内冉册冒冯冰冷净凹凿刀切划列刺刻前\
    剖剥副剿助募勤勺勿匀包化匡匪匿半卑卒南卞占卤印卵卷厂厕厘受古叭可台号司叹吃合吞吟否吧吨吩听\
    吭吱吴吵吾呀呆呈告呐呢味呵呼咀咋咎咬咯咱咸咽哆哇哦哨哩哮哺哼唆唇唬售啄啊啡喀喊喜喝喳嗽嘘嘲\
    嘿噎噶嚣团园囱土圣圳圾均坏坑块坯坷垂垦埃培堆堕堤堪堵塌塔填墅增墨声壹夏夕太央夯失夹奋奏契奔\
    奠奥女奸她妖姐姓姚姥姬娃娩娶宁它宅完宛客宪害家容察寨寺寻封射将尚尹尺尿居屈屎屯屹岂峙崎嵌巡\
    巨己已巳币市帕帘帧幅幕干平年幸幼广庄庇底庶式弟彦彬彭徊御忱怀怕怜思怠怨恃恍恫恿惊惰惹愁愉感\
    慎憾懊戌戎戏或戚房扁才扑扛扭扮扰扳扶找承技抄把投抗抨抬抱抵抹押拂担拆拈拌拍拎拔拖拘招括拱拴\
    拼拽拾挎挑挝挟挫捆捌捍捎捐捧捶捷捻掀掇掉排掘探接控措掸揍描插揖握揣揩揭援搓搜搞搬搭摧摩撅撇\
    撕撩撮撰攒攘支敌敞敦斗斜斡斥斯方施旁族无既旬昂昆明昔映昧是景暇暖暴最月有服期末札术朱机杂杜\
    杠杭枉析枕果枝枯某柑柜柞柠柴栓栗格桃桅桐梢梧梭棋棍棱棵椎楷概榜槛槽横橙檀次款歇歹殖毋母毒比\
    氏氓汀汁汕汗池汤汪汽汾沂沈沏沙沮沸治沾泄泅泛泞波泣泥注泵洁洋洒洞活洼洽派浅浩浸涂涉涎涣涪液\
    淌淑淖淡淫淬淳混渠温港渴游湃湍湛溃溉溪溯溺滇滋滑漂漆潘潦潭澡澳激瀑灌灯炎炔炕炮烛烟焉焦熙燥\
    爆片牢狂狄狠狡狼猎猫王甄甘甫甭由甸畸疑疙疟疵疹痕痪瘟癌登白皇皋皖皿盅盒盟盯盼盾眠眩眼睫瞥矣\
    石砌研砰硅硝硫硬碌碟碱磅磷磺示祁祈祖祝离租秤积秸移税稠穴穿窒窖窗立童筋筒簇簿籍粥粹精糜累絮\
    红纤约纶综缉缩缴缺羡羹羽而耐耗耙耳耶聊聘肄肆肉肢肥肩肮育肺胆胖胜胞胳胶胺脚脱脾腊腔膀膊膘臂\
    至致舌舍舒舔般艾芋芍芒芦芭苑苛苞若苦苫英苹茁茧茫茬草荒荤莆莉莎莫菏菩萌著葡董葱蒲蓑蓝蔡蔫蔽\
    蕉蕊藉藐虑虫虾蚕蚤蛆蛙蛾蜒蜕蜡蝎蝶衙衰袍袒袜被裳裴褥褪见言詹许读谜豁豫貌赚赦赫赶趁超越趟趣\
    足跋跌跑跨路跳踢踩蹄蹲躇身辟辨达这迭追透逐逗逛逞造逢逮逾遁遇邑邓邢邪郝部郴酪酮醋醒醛野鑫铣\
    镐阮阻陀附陆降限除陶隋隔隘隧隶雇零需震霍霸青靡革鞋鞘鞠顿颈颤食餐驮骸魁魄鸟鹿鼎齐";

/// A syllable as somebody wrote it: in an accepted spelling, with its tone if it was told (`zeng1`, `zēng`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spoken {
    pub syllable: &'static str,
    pub tone: Option<char>,
}

/// A reading as syllables parted by spaces, hyphens or apostrophes; none if one of them is no syllable.
pub(super) fn spoken(reading: &str) -> Option<Vec<Spoken>> {
    let parts = reading.split(|ch: char| ch.is_whitespace() || matches!(ch, '-' | '\'' | '’'));
    parts.filter(|part| !part.is_empty()).map(syllable_of).collect()
}

fn syllable_of(text: &str) -> Option<Spoken> {
    use unicode_normalization::UnicodeNormalization as _;
    let mut plain = String::with_capacity(text.len());
    let mut tone = None;
    for ch in text.to_lowercase().nfd() {
        match ch {
            '\u{304}' => tone = Some('1'),
            '\u{301}' => tone = Some('2'),
            '\u{30c}' => tone = Some('3'),
            '\u{300}' => tone = Some('4'),
            '1'..='5' => tone = Some(ch),
            // ü, by its two dots.
            '\u{308}' => {
                plain.pop();
                plain.push('v');
            }
            other => plain.push(other),
        }
    }
    let at = SYLLABLES.binary_search(&plain.as_str()).ok()?;
    SYLLABLES.get(at).map(|syllable| Spoken { syllable, tone })
}

/// Whether this is a syllable, in any accepted spelling.
pub(super) fn is_syllable(text: &str) -> bool {
    SYLLABLES.binary_search(&text).is_ok()
}

/// The syllables that start with `prefix` and are longer.
pub(super) fn longer_syllables(prefix: &str) -> impl Iterator<Item = &'static str> {
    let from = SYLLABLES.partition_point(|syllable| *syllable <= prefix);
    let rest = SYLLABLES.get(from..).unwrap_or_default();
    rest.iter().copied().take_while(move |syllable| syllable.starts_with(prefix))
}

/// The longest syllable has so many letters.
pub(super) const LONGEST_SYLLABLE: usize = 6;

/// All syllables of the readings, sorted.
#[rustfmt::skip]
static SYLLABLES: &[&str] = &[
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi", "bian", "biang",
    "biao", "bie", "bin", "bing", "bo", "bong", "bu", "ca", "cai", "can", "cang", "cao", "ce", "cei", "cen", "ceng",
    "cha", "chai", "chan", "chang", "chao", "che", "chen", "cheng", "chi", "chong", "chou", "chu", "chua", "chuai",
    "chuan", "chuang", "chui", "chun", "chuo", "ci", "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "da", "dai",
    "dan", "dang", "dao", "de", "dei", "den", "deng", "di", "dia", "dian", "diao", "die", "din", "ding", "diu",
    "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng", "er", "fa", "fan", "fang", "fei", "fen",
    "feng", "fiao", "fo", "fou", "fu", "ga", "gai", "gan", "gang", "gao", "ge", "gei", "gen", "geng", "gong", "gou",
    "gu", "gua", "guai", "guan", "guang", "gui", "gun", "guo", "ha", "hai", "han", "hang", "hao", "he", "hei", "hen",
    "heng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui", "hun", "huo", "ji", "jia", "jian", "jiang",
    "jiao", "jie", "jin", "jing", "jiong", "jiu", "ju", "juan", "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke",
    "kei", "ken", "keng", "kong", "kou", "ku", "kua", "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai",
    "lan", "lang", "lao", "le", "lei", "len", "leng", "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling",
    "liu", "lo", "long", "lou", "lu", "luan", "lue", "lun", "luo", "lv", "lve", "lyu", "lyue", "ma", "mai", "man",
    "mang", "mao", "me", "mei", "men", "meng", "mi", "mian", "miao", "mie", "min", "ming", "miu", "mo", "mou", "mu",
    "na", "nai", "nan", "nang", "nao", "ne", "nei", "nen", "neng", "ni", "nia", "nian", "niang", "niao", "nie", "nin",
    "ning", "niu", "nong", "nou", "nu", "nuan", "nue", "nun", "nuo", "nv", "nve", "nyu", "nyue", "o", "ou", "pa",
    "pai", "pan", "pang", "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pie", "pin", "ping", "po", "pou", "pu",
    "qi", "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que", "qun", "ran",
    "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "rua", "ruan", "rui", "run", "ruo", "sa", "sai",
    "san", "sang", "sao", "se", "sen", "seng", "sha", "shai", "shan", "shang", "shao", "she", "shei", "shen", "sheng",
    "shi", "shou", "shu", "shua", "shuai", "shuan", "shuang", "shui", "shun", "shuo", "si", "song", "sou", "su",
    "suan", "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao", "te", "tei", "teng", "ti", "tian", "tiao", "tie",
    "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen", "weng", "wo",
    "wong", "wu", "xi", "xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue",
    "xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu", "yuan", "yue", "yun",
    "za", "zai", "zan", "zang", "zao", "ze", "zei", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe",
    "zhei", "zhen", "zheng", "zhi", "zhong", "zhou", "zhu", "zhua", "zhuai", "zhuan", "zhuang", "zhui", "zhun",
    "zhuo", "zi", "zong", "zou", "zu", "zuan", "zui", "zun", "zuo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_of_every_character_is_a_syllable() {
        assert!(SYLLABLES.is_sorted());
        let mut seen = std::collections::BTreeSet::new();
        for ch in ('\u{3007}'..='\u{9fff}').chain('\u{20000}'..='\u{323af}') {
            for reading in readings(ch).as_slice() {
                assert!(is_syllable(reading), "{ch} is read {reading}");
                assert!(reading.len() <= LONGEST_SYLLABLE);
                seen.insert(*reading);
            }
        }
        assert_eq!(seen.len(), SYLLABLES.len(), "a syllable that no character has");
    }

    #[test]
    fn heteronyms_have_all_their_readings() {
        for (ch, wanted) in [
            ('曾', "zeng ceng"),
            ('单', "shan dan chan"),
            ('解', "xie jie"),
            ('仇', "qiu chou"),
            ('区', "ou qu"),
            ('查', "zha cha"),
            ('盖', "ge gai"),
            ('尉', "yu wei"),
            ('万', "mo wan"),
            ('俟', "qi"),
            ('澹', "tan dan"),
            ('长', "chang zhang"),
            ('行', "hang xing"),
            ('乐', "le yue"),
            ('重', "chong zhong"),
            ('谌', "chen shen"),
            ('吕', "lv lu lyu"),
            ('女', "nv nu nyu"),
            ('略', "lve lue lyue"),
            ('绿', "lv lu lyu"),
            ('𠮷', "ji"),
        ] {
            for reading in wanted.split(' ') {
                assert!(readings(ch).as_slice().contains(&reading), "{ch} is not read {reading}");
            }
        }
        assert!(readings('の').as_slice().is_empty());
    }

    #[test]
    fn common_characters_have_no_archaic_readings() {
        assert!(ONE_READING.is_sorted());
        for (ch, wanted) in [('有', "you"), ('限', "xian"), ('司', "si"), ('女', "nv nu nyu"), ('王', "wang")] {
            assert_eq!(readings(ch).as_slice().join(" "), wanted, "{ch}");
        }
    }

    #[test]
    fn syllables_are_found_by_their_start() {
        assert_eq!(longer_syllables("zha").collect::<Vec<_>>(), ["zhai", "zhan", "zhang", "zhao"]);
        assert_eq!(longer_syllables("zhang").count(), 0);
        assert_eq!(longer_syllables("vw").count(), 0);
    }
}
