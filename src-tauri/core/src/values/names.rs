//! What a customer's name tells.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The most characters that a name has.
pub const NAME_LIMIT: usize = 200;

/// Words that stand somewhere in the names of companies, shops, farms and offices, and hardly in those of people.
const COMPANY_WORDS: &str = "公司 有限 集团 集團 企业 企業 股份 工厂 工廠 合作社 经营部 經營部 服务部 服務部 门市 門市 \
    事务所 事務所 工作室 超市 商行 商店 商场 商場 商城 商铺 便利店 饭店 飯店 酒店 宾馆 旅馆 药房 \
    藥房 药店 诊所 診所 医院 醫院 学校 學校 大学 大學 中学 中學 小学 小學 幼儿园 幼兒園 培训 学院 \
    學院 中心 农场 農場 农庄 養殖場 养殖场 种植 基地 餐厅 餐廳 茶楼 会所 协会 委员会 村委 银行 銀行 \
    研究所 研究院 卫生院 供销社 批发部 分公司 办事处 俱乐部 直销处 加工厂 修理部 经销处 农资 建材 \
    五金行";

/// The same by their first character: a long list of names is gone through in a moment.
static COMPANY_WORDS_BY_FIRST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
    for word in COMPANY_WORDS.split_whitespace() {
        by_first.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    by_first
});

/// Characters with which the names of shops and works end, with the fewest characters of such a name: 张店 may be
/// a person, 王知行 is one.
const COMPANY_ENDINGS: &[(&str, usize)] = &[("店厂廠", 3), ("部社馆館坊场場铺鋪局站院所", 4)];

/// Legal forms and words of Western companies, compared word by word in lower case without dots.
const WESTERN_WORDS: &str = "gmbh ag kg ohg ug ek mbh ltd limited inc incorporated llc llp plc corp corporation co company \
    sl sa sarl sas srl spa bv nv ab oy aps pty group holding holdings söhne sons bros brothers \
    store shop farm farms school hospital clinic restaurant hotel market bakery salon studio \
    foundation university bank";

/// True if the name has a word that only a company, shop, farm, school … has: 公司, 厂, 合作社, GmbH, Ltd …
#[must_use]
pub fn is_company_name(name: &str) -> bool {
    let name = name.trim();
    let begins_a_word = |(at, first): (usize, char)| {
        let words = COMPANY_WORDS_BY_FIRST.get(&first).map_or(&[][..], Vec::as_slice);
        words.iter().any(|word| name.get(at..).is_some_and(|rest| rest.starts_with(word)))
    };
    if name.char_indices().any(begins_a_word) {
        return true;
    }
    // A branch stands in brackets behind the name: 福慧源母婴店（二店）.
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    let length = bare.chars().count();
    if COMPANY_ENDINGS.iter().any(|(endings, least)| length >= *least && bare.ends_with(|c| endings.contains(c))) {
        return true;
    }
    let lower = name.to_lowercase();
    let words: Vec<String> = lower
        .split([' ', ',', '(', ')', '&', '/'])
        .map(|word| word.replace('.', ""))
        .filter(|word| !word.is_empty())
        .collect();
    // The first word is a name, not a form: "Ag Nielsen", "Sa Lin".
    words.iter().skip(1).any(|word| WESTERN_WORDS.split_whitespace().any(|western| western == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_and_shops_are_told_from_people() {
        for name in [
            "杭州马莲台食品有限公司",
            "剑翼五金店",
            "易美佳理发店",
            "福慧源母婴店（二店）",
            "绿草源药房",
            "李庄种粮大户合作社",
            "红星农场",
            "金隆國際有限公司",
            "Metzgerei Böhm GmbH Århus",
            "Señor Tapas S.L. Zürich",
            "Fenêtres Hébert & Söhne Århus",
            "Maçonnerie Dupré SARL Nîmes",
            "Acme Co., Ltd",
            "Blumen Rößler AG Zürich",
        ] {
            assert!(is_company_name(name), "{name} is a company");
        }
        for name in [
            "韩建勇",
            "王知行",
            "欧阳龙镕",
            "张店",
            "司马梓琳",
            "𠮷野家宏",
            "Günther Weiß",
            "Inês Simões",
            "Ag Nielsen",
            "360",
            "Ada L.",
        ] {
            assert!(!is_company_name(name), "{name} is a person");
        }
    }
}
