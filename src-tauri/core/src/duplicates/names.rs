//! What of a name tells who it is: without the city before it, the legal form behind it, spaces, width, script.

use std::borrow::Cow;

use pinyin::ToPinyin;
use serde::{Deserialize, Serialize};

use super::places::{is_place, split_places};
use crate::search::text::{LetterClass, letters_of};

/// Legal forms of Chinese companies, simplified, the longest first.
const FORMS: [&str; 15] = [
    "股份有限责任公司",
    "集团股份有限公司",
    "集团有限责任公司",
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限合伙企业",
    "有限公司",
    "责任公司",
    "股份公司",
    "集团公司",
    "总公司",
    "合伙企业",
    "公司",
    "集团",
];
/// Legal forms of others, as words without dots.
const WESTERN_FORMS: &str = "co ltd limited inc incorporated llc llp plc corp corporation company gmbh ag kg ohg ug mbh ek sl sa sarl sas \
    srl spa bv nv ab oy aps pty the and und";
/// What people put before or behind a person's name.
const TITLES: [&str; 8] = ["先生", "女士", "小姐", "老师", "老板", "经理", "师傅", "太太"];
/// Digits of a branch: 二店, 3号店.
const BRANCH_DIGITS: &str = "0123456789一二三四五六七八九十";

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameParts {
    /// What tells who it is, folded, simplified, without spaces: `马莲台食品`, `wangwei`.
    pub core: String,
    /// Its words, in order, where it has spaces between them; a text in Chinese is one word.
    pub words: Vec<String>,
    /// How it is read, without tones: `maliantaishipin`.
    pub sound: String,
    /// The places before it: `杭州`.
    pub places: Vec<String>,
    /// Which branch it is: `二店`, or empty.
    pub branch: String,
    /// Whether any of it is Chinese.
    pub is_chinese: bool,
}

/// Traditional characters as simplified ones.
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(fast2s::convert(text)) }
}

/// What tells who it is, of a name as it is written.
pub fn core_of(name: &str, is_company: bool) -> String {
    parts_of(name, is_company).core
}

/// A text folded for comparing: half width, lower case, no accents, simplified; what parts words is one space.
pub fn folded(text: &str) -> String {
    let simple = simplified(text);
    let mut out = String::with_capacity(simple.len());
    letters_of(&simple, |letter, class| match class {
        LetterClass::Break => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        LetterClass::Silent => {}
        LetterClass::Letter | LetterClass::Digit | LetterClass::Sign => out.push(letter),
    });
    out.truncate(out.trim_end().len());
    out
}

/// Whether it is a Chinese character.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Takes a name apart. `is_company`: places and legal forms belong to the names of companies only.
pub fn parts_of(name: &str, is_company: bool) -> NameParts {
    let (outside, inside) = brackets(name);
    let outside = folded(&outside);
    let is_chinese = outside.chars().any(is_han);
    let mut parts = NameParts { is_chinese, ..NameParts::default() };
    for remark in inside {
        let remark = folded(&remark).replace(' ', "");
        let bare = remark.trim_end_matches("公司");
        if is_place(&remark) {
            parts.places.push(split_places(&remark).0.concat());
        } else if !FORMS.contains(&remark.as_str())
            && !matches!(remark.as_str(), "普通合伙" | "有限合伙" | "个体" | "个人独资")
            && !bare.is_empty()
        {
            parts.branch.push_str(&remark);
        }
    }
    if is_chinese {
        let run: String = outside.split(' ').collect();
        chinese(&run, is_company, &mut parts);
    } else {
        let all: Vec<&str> = outside.split(' ').filter(|word| !word.is_empty()).collect();
        let told: Vec<&str> = all.iter().copied().filter(|word| !is_form(word)).collect();
        parts.words = if told.is_empty() || !is_company { all } else { told }.into_iter().map(str::to_owned).collect();
        parts.core = parts.words.concat();
    }
    parts.sound = sound_of(&parts.core);
    parts
}

fn is_form(word: &str) -> bool {
    WESTERN_FORMS.split_whitespace().any(|form| form == word)
}

/// The text outside of brackets, and what stands in each.
fn brackets(name: &str) -> (String, Vec<String>) {
    let mut outside = String::new();
    let mut inside = Vec::new();
    let mut open: Option<String> = None;
    for letter in name.chars() {
        match letter {
            '(' | '（' | '[' | '【' => {
                inside.extend(open.replace(String::new()).filter(|text| !text.is_empty()));
            }
            ')' | '）' | ']' | '】' => inside.extend(open.take().filter(|text| !text.is_empty())),
            _ => match &mut open {
                Some(text) => text.push(letter),
                None => outside.push(letter),
            },
        }
    }
    inside.extend(open.filter(|text| !text.is_empty()));
    if outside.trim().is_empty() { (inside.concat(), Vec::new()) } else { (outside, inside) }
}

fn chinese(run: &str, is_company: bool, parts: &mut NameParts) {
    let mut core = run;
    if is_company {
        let (places, rest) = split_places(core);
        if rest.chars().count() >= 2 && !FORMS.contains(&rest) {
            parts.places.splice(0..0, places);
            core = rest;
        }
        // What stands behind the legal form is the branch: 有限公司杭州分公司.
        if let Some((at, form)) = first_form(core)
            && core[..at].chars().count() >= 2
        {
            parts.branch.push_str(&core[at + form.len()..]);
            core = &core[..at];
        }
        if let Some(at) = branch_at(core) {
            parts.branch.push_str(&core[at..]);
            core = &core[..at];
        }
    } else if let Some(title) = TITLES.iter().find(|title| core.ends_with(**title))
        && core.chars().count() > title.chars().count() + 1
    {
        core = &core[..core.len() - title.len()];
    }
    parts.core = core.to_owned();
    parts.words = vec![core.to_owned()];
}

/// The first legal form, of those that begin at one place the longest.
fn first_form(text: &str) -> Option<(usize, &'static str)> {
    FORMS
        .iter()
        .filter_map(|form| text.find(form).map(|at| (at, *form)))
        .min_by_key(|(at, form)| (*at, std::cmp::Reverse(form.len())))
}

/// Where 二店, 3号店, 分店, 总店 begins at the end of a name, behind two characters at least.
fn branch_at(text: &str) -> Option<usize> {
    let head = text.strip_suffix('店')?;
    let bare = head.strip_suffix("分").or_else(|| head.strip_suffix("号")).unwrap_or(head);
    let digits: usize = bare.chars().rev().take_while(|ch| BRANCH_DIGITS.contains(*ch)).map(char::len_utf8).sum();
    let mut at = bare.len() - digits;
    if digits == 0 {
        let named = ["分", "总", "旗舰", "老", "新"].iter().find_map(|word| head.strip_suffix(word))?;
        at = named.len();
    } else if let Some(before) = bare[..at].strip_suffix('第') {
        at = before.len();
    }
    (text[..at].chars().count() >= 2).then_some(at)
}

/// How a text is read: pinyin without tones for Chinese characters, all else as it is.
pub fn sound_of(text: &str) -> String {
    let mut sound = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        match letter.to_pinyin() {
            Some(reading) => sound.extend(reading.plain().chars().map(|ch| if ch == 'ü' { 'v' } else { ch })),
            None if letter == 'ü' => sound.push('v'),
            None => sound.push(letter),
        }
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(name: &str) -> String {
        let parts = parts_of(name, true);
        format!("{} | {} | {}", parts.places.concat(), parts.core, parts.branch)
    }

    #[test]
    fn a_company_is_the_same_however_it_is_written() {
        for name in [
            "杭州马莲台食品有限公司",
            "杭州市马莲台食品有限责任公司",
            "杭州 马莲台 食品",
            "杭州馬蓮台食品有限公司",
            "马莲台食品（杭州）有限公司",
            "杭州马莲台食品(有限公司)",
        ] {
            assert_eq!(company(name), "杭州 | 马莲台食品 | ", "{name}");
        }
        assert_eq!(company("ACME Co., Ltd."), " | acme | ");
        assert_eq!(company("Ａｃｍｅ　Ｌｉｍｉｔｅｄ"), " | acme | ");
    }

    #[test]
    fn branches_are_told_apart() {
        assert_eq!(company("福慧源母婴店（二店）"), " | 福慧源母婴店 | 二店");
        assert_eq!(company("福慧源母婴第三分店"), " | 福慧源母婴 | 第三分店");
        assert_eq!(company("剑翼五金店"), " | 剑翼五金店 | ");
        assert_eq!(company("绿源农资有限公司宁波分公司"), " | 绿源农资 | 宁波分公司");
    }

    #[test]
    fn a_place_alone_is_a_name() {
        assert_eq!(company("上海公司"), " | 上海 | ");
        assert_eq!(parts_of("海南", false).core, "海南");
        assert_eq!(parts_of("王强老板", false).core, "王强");
        assert_eq!(parts_of("王老板", false).core, "王老板");
    }

    #[test]
    fn a_name_in_pinyin_sounds_the_same() {
        assert_eq!(parts_of("王伟", false).sound, "wangwei");
        assert_eq!(parts_of("Wang Wei", false).sound, "wangwei");
        assert_eq!(parts_of("吕蒙", false).sound, parts_of("Lü Meng", false).sound.replace("lu", "lv"));
        assert_eq!(parts_of("José  Muñoz", false).words, ["jose", "munoz"]);
    }

    #[test]
    fn any_text_can_be_taken_apart() {
        for name in ["", "（", "()", "公司", "店", "分店", "\u{0}", "😀店", "((a)b)", "二店", "有限公司杭州"]
        {
            let parts = parts_of(name, true);
            assert!(parts.core.len() <= name.len() * 3, "{name}: {parts:?}");
        }
    }
}
