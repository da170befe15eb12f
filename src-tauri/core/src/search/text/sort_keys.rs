//! The order of names as a Chinese reader expects it.

use pinyin::{ToPinyin, ToPinyinMulti};

use super::folding::{Class, fold};
use super::readings::Spoken;
use super::units::Text;

/// A key has at most so many characters.
const KEY_LIMIT: usize = 120;
/// Of those, so many are left to tell names with the same reading apart.
const TIE_BREAK: usize = 30;

/// The key by which names are sorted; SQLite's `BINARY` collation orders it.
///
/// Chinese characters stand at their pinyin with its tone, the same characters together (`王` `wang2王`), surnames
/// as they are read as surnames (`曾` zeng, `尉迟` yuchi) where the whole name looks like a person's. The rest is
/// folded: digits before letters and by their value (2 before 10), capitals and accents beside plain letters. What
/// has no reading comes last. Behind a tab follows the folded name, so that different names have different keys as
/// far as the length allows: at most 120 characters.
pub fn sort_key(name: &str) -> String {
    key_of(name, &[])
}

/// The key of a name that is read as its owner says: one syllable for each Chinese character, with or without its tone.
/// A reading that does not fit the name is none.
pub fn sort_key_read(name: &str, reading: &str) -> String {
    key_of(name, &Text::spelled(name, KEY_LIMIT).read_as(reading).unwrap_or_default())
}

fn has_reading(sign: char) -> bool {
    !super::readings::readings(sign).as_slice().is_empty()
}

/// A reading without its tone.
fn bare(reading: &str) -> String {
    reading.trim_end_matches(|ch: char| ch.is_ascii_digit()).replace('ü', "v")
}

/// A syllable with the tone that was told, or else the one that a dictionary has for it.
fn with_tone(sign: char, spoken: Spoken) -> String {
    let known = sign.to_pinyin_multi().and_then(|all| {
        let same = all.into_iter().find(|reading| reading.plain().replace('ü', "v") == spoken.syllable);
        same.and_then(|reading| reading.with_tone_num_end().chars().last()).filter(char::is_ascii_digit)
    });
    format!("{}{}", spoken.syllable, spoken.tone.or(known).unwrap_or('5'))
}

/// `own`: the user's readings of the signs that have any, in order.
fn key_of(name: &str, own: &[Spoken]) -> String {
    let mut own = own.iter();
    let text = Text::plain(name, KEY_LIMIT);
    let signs: Vec<Option<char>> = text.units.iter().map(|unit| unit.is_sign.then_some(unit.head)).collect();
    let surname = surname(&signs);
    let mut key = String::with_capacity(KEY_LIMIT * 2);
    for (at, unit) in text.units.iter().enumerate() {
        if unit.is_sign {
            let neighbour = |at: Option<usize>| at.and_then(|at| signs.get(at)).copied().flatten();
            let around = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
            let reading =
                surname.and_then(|readings| readings.get(at).copied()).or_else(|| in_context(around, unit.head));
            let reading = reading.or_else(|| unit.head.to_pinyin().map(|reading| reading.with_tone_num_end()));
            if let Some(told) = own.clone().next().filter(|_| has_reading(unit.head)) {
                own.next();
                // What is said as usual has the usual tone.
                let is_usual = told.tone.is_none() && reading.is_some_and(|usual| bare(usual) == told.syllable);
                if !is_usual {
                    push_reading(&mut key, Some(&with_tone(unit.head, *told)), unit.head);
                    continue;
                }
            }
            push_reading(&mut key, reading, unit.head);
            continue;
        }
        let word = text.cells_of(unit);
        if word.first().is_some_and(|cell| cell.class == Class::Digit) {
            let zeros = word.iter().take_while(|cell| cell.ch == '0').count().min(word.len() - 1);
            // The number of digits before the digits makes 2 come before 10.
            key.push(char::from_digit((word.len() - zeros).min(9) as u32, 10).unwrap_or('9'));
            key.extend(word.iter().skip(zeros).map(|cell| cell.ch));
        } else {
            if at > 0 && !key.ends_with(' ') {
                key.push(' ');
            }
            key.extend(word.iter().map(|cell| cell.ch));
        }
        key.push(' ');
    }
    let mut key: String = key.trim_end().chars().take(KEY_LIMIT - TIE_BREAK).collect();
    key.push('\t');
    let left = KEY_LIMIT - key.chars().count();
    key.extend(fold(name).chars().take(left));
    key
}

fn push_reading(key: &mut String, reading: Option<&str>, sign: char) {
    if let Some(reading) = reading {
        key.extend(reading.chars().map(|ch| if ch == 'ü' { 'v' } else { ch }));
        if !reading.ends_with(|ch: char| ch.is_ascii_digit()) {
            key.push('5');
        }
    }
    key.push(sign);
}

/// The readings of the surname, if the name looks like a person's: two or three characters with a surname that
/// reads differently, or up to four with a surname of two characters.
fn surname(signs: &[Option<char>]) -> Option<&'static [&'static str]> {
    match *signs {
        [Some(a), Some(b)] | [Some(a), Some(b), Some(_)] | [Some(a), Some(b), Some(_), Some(_)] => {
            double_surname(a, b).or_else(|| if signs.len() < 4 { single_surname(a) } else { None })
        }
        _ => None,
    }
}

fn double_surname(first: char, second: char) -> Option<&'static [&'static str]> {
    Some(match (first, second) {
        ('尉', '迟') => &["yu4", "chi2"],
        ('万', '俟') => &["mo4", "qi2"],
        ('长', '孙') => &["zhang3", "sun1"],
        ('澹', '台') => &["tan2", "tai2"],
        ('单', '于') => &["chan2", "yu2"],
        ('令', '狐') => &["ling2", "hu2"],
        ('宿', '勤') => &["su4", "qin2"],
        ('毌', '丘') => &["guan4", "qiu1"],
        ('冒', '顿') => &["mo4", "du2"],
        ('呼', '延') => &["hu1", "yan2"],
        ('皇', '甫') => &["huang2", "fu3"],
        ('夏', '侯') => &["xia4", "hou2"],
        ('申', '屠') => &["shen1", "tu2"],
        ('鲜', '于') => &["xian1", "yu2"],
        _ => return None,
    })
}

fn single_surname(first: char) -> Option<&'static [&'static str]> {
    Some(match first {
        '曾' => &["zeng1"],
        '单' => &["shan4"],
        '解' => &["xie4"],
        '仇' => &["qiu2"],
        '区' => &["ou1"],
        '查' => &["zha1"],
        '盖' => &["ge3"],
        '任' => &["ren2"],
        '华' => &["hua4"],
        '朴' => &["piao2"],
        '缪' => &["miao4"],
        '覃' => &["qin2"],
        '乐' => &["yue4"],
        '纪' => &["ji3"],
        '葛' => &["ge3"],
        '召' => &["shao4"],
        '隗' => &["wei3"],
        '员' | '贠' => &["yun4"],
        '翟' => &["zhai2"],
        '句' => &["gou1"],
        '折' => &["she2"],
        '哈' => &["ha3"],
        '黑' => &["he4"],
        '牟' => &["mu4"],
        '能' => &["nai4"],
        '祭' => &["zhai4"],
        '种' => &["chong2"],
        '繁' => &["po2"],
        '宁' => &["ning4"],
        '洗' | '冼' => &["xian3"],
        '燕' => &["yan1"],
        '佴' => &["nai4"],
        '过' => &["guo1"],
        '应' => &["ying1"],
        '乜' => &["nie4"],
        '秘' => &["bi4"],
        '卜' => &["bu3"],
        '柏' => &["bai3"],
        '薄' => &["bo2"],
        '谌' => &["chen2"],
        '尉' => &["wei4"],
        '长' => &["chang2"],
        '撒' => &["sa4"],
        '那' => &["na1"],
        '重' => &["chong2"],
        '都' => &["du1"],
        '車' | '车' => &["che1"],
        '藏' => &["zang1"],
        '盛' => &["sheng4"],
        '石' => &["shi2"],
        '沈' => &["shen3"],
        '於' => &["yu1"],
        '俞' => &["yu2"],
        '臧' => &["zang1"],
        '尹' => &["yin3"],
        _ => return None,
    })
}

/// Readings that depend on the characters before and behind, as they are common in names of companies and places.
fn in_context((before, behind): (Option<char>, Option<char>), sign: char) -> Option<&'static str> {
    Some(match (before.unwrap_or(' '), sign, behind.unwrap_or(' ')) {
        ('校' | '市' | '会' | '部' | '班' | '组' | '家' | '院' | '店' | '队' | '处' | '科' | '县' | '厂', '长', _) => {
            "zhang3"
        }
        (_, '长', _) => "chang2",
        ('银' | '商' | '车' | '分' | '支' | '洋' | '同' | '琴', '行', _) | (_, '行', '业' | '情') => {
            "hang2"
        }
        ('音' | '声' | '民' | '器', '乐', _) | (_, '乐', '器' | '清' | '团' | '谱' | '队') => "yue4",
        (_, '重', '庆') => "chong2",
        (_, '厦', '门') => "xia4",
        (_, '都', _) => "du1",
        (_, '朝', '阳' | '晖' | '霞') => {
            if behind == Some('阳') {
                "chao2"
            } else {
                "zhao1"
            }
        }
        (_, '会', '计') => "kuai4",
        ('西' | '宝', '藏', _) | (_, '藏', '族' | '药' | '医') => "zang4",
        (_, '番', '禺') => "pan1",
        ('东', '莞', _) => "guan3",
        (_, '六', '安') => "lu4",
        (_, '蚌', '埠') => "beng4",
        (_, '台', '州') => "tai1",
        (_, '单', '县') => "shan4",
        (_, '浚', '县') => "xun4",
        (_, '铅', '山') => "yan2",
        (_, '涡', '阳') => "guo1",
        (_, '任', '丘' | '县') => "ren2",
        (_, '华', '山' | '阴') => "hua4",
        ('人' | '海' | '党' | '红', '参', _) => "shen1",
        (_, '模', '具' | '样' | '板') => "mu2",
        (_, '调', '味' | '料' | '理' | '解') => "tiao2",
        (_, '畜', '牧' | '产') => "xu4",
        (_, '种', '植') => "zhong4",
        (_, '给', '排' | '水') => "ji3",
        (_, '薄', '荷') => "bo4",
        (_, '校', '准') => "jiao4",
        (_, '石', _) => "shi2",
        (_, '盛', _) => "sheng4",
        (_, '传', '奇' | '媒' | '统' | '播') => "chuan2",
        (_, '车', _) => "che1",
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sorted(names: &str) -> String {
        let mut names: Vec<&str> = names.split('|').collect();
        names.sort_by_key(|name| sort_key(name));
        names.join("|")
    }

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        assert_eq!(sorted("张三|赵四|阿里|李四|王五"), "阿里|李四|王五|张三|赵四");
        assert_eq!(sorted("王伟|汪洋|王安|汪伟|望月"), "汪伟|汪洋|王安|王伟|望月");
        assert_eq!(sorted("章三|张四|章一|张五"), "张四|张五|章三|章一");
        assert_eq!(sorted("绿源|路路|陆一|洛神|吕布"), "路路|陆一|洛神|吕布|绿源");
    }

    #[test]
    fn surnames_and_places_are_read_as_they_are_said() {
        for (name, start) in [
            ("曾敏", "zeng1曾"),
            ("单雄信", "shan4单"),
            ("解缙", "xie4解"),
            ("仇英", "qiu2仇"),
            ("区少辉", "ou1区"),
            ("查良镛", "zha1查"),
            ("盖聂", "ge3盖"),
            ("翟天", "zhai2翟"),
            ("覃海", "qin2覃"),
            ("尉迟恭", "yu4尉chi2迟"),
            ("万俟卨", "mo4万qi2俟"),
            ("长孙无忌", "zhang3长sun1孙"),
            ("澹台明月", "tan2澹tai2台"),
            ("重庆小面", "chong2重"),
            ("长沙臭豆腐", "chang2长"),
            ("厦门航空", "xia4厦"),
            ("区块链公司", "qu1区"),
            ("解放路小学", "jie3解"),
            ("女人街", "nv3女"),
        ] {
            assert!(sort_key(name).starts_with(start), "{name}: {}", sort_key(name));
        }
        assert!(sort_key("中国银行").contains("hang2行"));
    }

    #[test]
    fn every_reading_of_the_order_is_found_by_search() {
        for ch in "曾单解仇区查盖朴缪覃乐召隗员贠翟句折黑牟能祭种繁洗冼佴乜秘卜柏薄谌撒那".chars()
        {
            let spoken = single_surname(ch).unwrap()[0].trim_end_matches(|ch: char| ch.is_ascii_digit());
            let known = super::super::readings::readings(ch);
            assert!(known.as_slice().contains(&spoken), "{ch} {spoken}");
        }
    }

    #[test]
    fn a_name_is_read_as_its_owner_says() {
        for (name, reading, start) in [
            ("任盈盈", "ren ying ying", "ren2任ying2盈ying2盈"),
            ("乐嘉", "le4 jia1", "le4乐jia1嘉"),
            ("乐嘉", "lè jiā", "le4乐jia1嘉"),
            ("吕蒙", "lü meng", "lv3吕"),
            ("单田芳", "Dan-tian-fang", "dan1单"),
            ("单田芳 2", "shan tian fang", "shan4单tian2田fang1芳"),
            // One syllable too few, or none at all: as if nothing had been said.
            ("单田芳", "dan tian", "shan4单"),
            ("单田芳", "dan tian xx", "shan4单"),
            ("单田芳", "", "shan4单"),
        ] {
            let key = sort_key_read(name, reading);
            assert!(key.starts_with(start), "{name} as {reading}: {key}");
        }
        assert_eq!(sort_key_read("Ada", "ada"), sort_key("Ada"));
    }

    #[test]
    fn digits_come_before_letters_and_by_value() {
        assert_eq!(sorted("10号店|2号店|abc|3M中国|Ａ店|Zoo"), "2号店|3M中国|10号店|Ａ店|abc|Zoo");
        assert_eq!(
            sorted("Muñoz|munda|Munoz B|Green Acres|green apple"),
            "Green Acres|green apple|munda|Muñoz|Munoz B"
        );
        assert_eq!(sorted("王|王记|王 记店|Wang"), "Wang|王|王记|王 记店");
        assert_eq!(sorted("😀店|𠀋|赵"), "赵|😀店|𠀋");
    }

    #[test]
    fn keys_are_short_and_tell_names_apart() {
        for name in ["", " ", "（）", "王", "\u{0}\t王", &"长".repeat(10_000), &"a".repeat(10_000)] {
            assert!(sort_key(name).chars().count() <= KEY_LIMIT);
        }
        assert_ne!(sort_key("a-b"), sort_key("a b"));
        assert_ne!(sort_key("王(一)"), sort_key("王一"));
        assert_eq!(sort_key("ＡＣＭＥ"), sort_key(" acme "));
    }
}
