//! Names of persons, and what they are in a company.

use super::Speech;
use super::dice::Dice;

/// A person's name, with a Latin form for addresses.
pub(super) struct Person {
    /// As it is written.
    pub name: String,
    /// How to call them: 王老板, Ms Hall.
    pub called: String,
    /// Lower-case letters for an e-mail or WeChat id.
    pub latin: String,
}

/// Frequent surnames with their pinyin and about how many of 1,000 people have them; the last ones are rare.
const SURNAMES: &[((&str, &str), usize)] = &[
    (("王", "wang"), 72),
    (("李", "li"), 71),
    (("张", "zhang"), 68),
    (("刘", "liu"), 52),
    (("陈", "chen"), 45),
    (("杨", "yang"), 31),
    (("赵", "zhao"), 20),
    (("黄", "huang"), 22),
    (("周", "zhou"), 20),
    (("吴", "wu"), 20),
    (("徐", "xu"), 14),
    (("孙", "sun"), 14),
    (("胡", "hu"), 13),
    (("朱", "zhu"), 13),
    (("高", "gao"), 12),
    (("林", "lin"), 12),
    (("何", "he"), 11),
    (("郭", "guo"), 11),
    (("马", "ma"), 10),
    (("罗", "luo"), 9),
    (("梁", "liang"), 8),
    (("宋", "song"), 8),
    (("郑", "zheng"), 8),
    (("谢", "xie"), 7),
    (("韩", "han"), 7),
    (("唐", "tang"), 7),
    (("冯", "feng"), 6),
    (("于", "yu"), 6),
    (("董", "dong"), 6),
    (("萧", "xiao"), 5),
    (("程", "cheng"), 5),
    (("曹", "cao"), 5),
    (("袁", "yuan"), 5),
    (("邓", "deng"), 5),
    (("许", "xu"), 5),
    (("傅", "fu"), 4),
    (("沈", "shen"), 4),
    (("曾", "zeng"), 4),
    (("彭", "peng"), 4),
    (("吕", "lv"), 4),
    (("苏", "su"), 4),
    (("卢", "lu"), 4),
    (("蒋", "jiang"), 4),
    (("蔡", "cai"), 4),
    (("贾", "jia"), 3),
    (("丁", "ding"), 3),
    (("魏", "wei"), 3),
    (("薛", "xue"), 3),
    (("叶", "ye"), 3),
    (("阎", "yan"), 2),
    (("单", "shan"), 2),
    (("仇", "qiu"), 1),
    (("解", "xie"), 1),
    (("翟", "zhai"), 1),
    (("覃", "qin"), 1),
    (("欧阳", "ouyang"), 2),
    (("司马", "sima"), 1),
    (("诸葛", "zhuge"), 1),
    (("上官", "shangguan"), 1),
    (("尉迟", "yuchi"), 1),
];
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志玉兰海波红梅春燕晓鹏飞宇浩然子涵梓轩雨欣佳怡思远\
                     文博俊凯嘉诚德福荣贵金龙庆林永胜忠义学礼少云凤琴淑珍";
/// Characters that few people have in their names, some beyond the first 65,536.
const RARE: &str = "赟喆犇堃婳翀垚焱淼煜玥琟𣲗𬱖𬍛镕";

const FIRST_NAMES: &str = "James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Susan Thomas Sarah \
                           Daniel Karen Paul Nancy Mark Laura George Emma Peter Alice Henry Grace Samuel Ruth Oliver Zoë Liam \
                           Chloé Noah Siân Ada Hugo Owen Nora";
const LAST_NAMES: &str = "Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Roberts Johnson Walker Wright Hall Green \
                          Wood Clarke Hughes Edwards Hill Moore Baker Carter Morgan Cooper Bennett Fisher Murphy O'Neill \
                          MacLeod Fletcher Hayes Müller Lindqvist";

const CHINESE_ROLES: &[(&str, usize)] =
    &[("老板", 40), ("采购", 20), ("店长", 14), ("会计", 8), ("仓管", 6), ("厂长", 5), ("技术员", 5), ("", 10)];
const ENGLISH_ROLES: &[(&str, usize)] =
    &[("Owner", 40), ("Buyer", 20), ("Manager", 18), ("Accounts", 8), ("Foreman", 6), ("", 12)];

/// A person of this language.
pub(super) fn person(dice: &mut Dice, speech: Speech) -> Person {
    match speech {
        Speech::Chinese => chinese(dice),
        Speech::English => english(dice),
    }
}

/// What a contact is in a company, or empty.
pub(super) fn role(dice: &mut Dice, speech: Speech) -> &'static str {
    match speech {
        Speech::Chinese => dice.weighted(CHINESE_ROLES),
        Speech::English => dice.weighted(ENGLISH_ROLES),
    }
}

/// A Chinese surname.
pub(super) fn surname(dice: &mut Dice) -> (&'static str, &'static str) {
    dice.weighted(SURNAMES)
}

fn chinese(dice: &mut Dice) -> Person {
    let (surname, pinyin) = surname(dice);
    let mut name = surname.to_owned();
    if dice.chance(82) {
        name.push(dice.char(GIVEN));
    }
    let last = if dice.chance(1) { RARE } else { GIVEN };
    name.push(dice.char(last));
    let called = match dice.below(4) {
        0 => format!("{surname}老板"),
        1 => format!("{surname}姐"),
        2 => format!("老{surname}"),
        _ => format!("{surname}总"),
    };
    Person { name, called, latin: pinyin.to_owned() }
}

fn english(dice: &mut Dice) -> Person {
    let (first, last) = (dice.word(FIRST_NAMES), dice.word(LAST_NAMES));
    let letters = |text: &str| text.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect::<String>();
    Person {
        name: format!("{first} {last}"),
        called: first.to_owned(),
        latin: format!("{}.{}", letters(first), letters(last)),
    }
}
