//! The amount of money in a line: 5000元, 3万, ¥2,400, 两千块, $300, 5k.

use super::LineAmount;
use super::text::{Text, is_latin};
use crate::values::amounts::{AmountStyle, Currency, parse_amount};

/// What makes 万 and k a number of something else than money.
const THINGS: &str = "台只个斤公吨箱件袋包瓶桶套米亩平人头棵株里步字份次条张支根卷块盒本颗粒元年天小分点字股户家名位多";

/// The first amount from a place on whose words are not mere text.
pub(super) fn first(
    text: &Text,
    from: usize,
    is_plain: impl Fn(&str) -> bool,
    currency: &str,
    exponent: u8,
) -> Option<LineAmount> {
    let mut after = from;
    (from..text.len()).find_map(|place| {
        let end = amount_end(text, place).filter(|_| place >= after)?;
        let words = text.slice(place, end);
        if is_plain(&words) {
            // 3200元 is not read as 200元 then.
            after = end;
            return None;
        }
        let amount = parse_amount(&words, AmountStyle::default()).ok()?;
        let code = match amount.currency {
            None => currency.to_owned(),
            Some(found) if found.fits(currency) => currency.to_owned(),
            Some(Currency::Code(code)) => code.to_owned(),
            Some(Currency::Dollar) => "USD".to_owned(),
            Some(Currency::Yuan) => "CNY".to_owned(),
        };
        let exponent = match code.as_str() {
            _ if code == currency => exponent,
            "JPY" => 0,
            _ => 2,
        };
        let minor = amount.value.scaled(exponent).filter(|minor| *minor > 0)?;
        Some(LineAmount { minor, currency: code, span: text.span(place, end) })
    })
}

/// Where the amount that starts at a place ends.
fn amount_end(text: &Text, place: usize) -> Option<usize> {
    const SIGNS: &[&str] = &["¥", "$", "€", "£", "us$", "hk$", "nt$", "rmb", "cny", "usd", "eur", "gbp"];
    const NAMES: &[&str] = &[
        "元整",
        "元钱",
        "元",
        "块钱",
        "块",
        "塊",
        "圆",
        "人民币",
        "美元",
        "美金",
        "欧元",
        "港币",
        "日元",
        "rmb",
        "cny",
        "usd",
        "eur",
        "gbp",
        "hkd",
        "yuan",
        "dollars",
        "dollar",
        "bucks",
        "euros",
        "euro",
        "pounds",
        "€",
        "$",
        "£",
    ];
    let signed = SIGNS.iter().find_map(|sign| {
        let end = place + sign.chars().count();
        (text.folded(place, end) == *sign).then_some(end)
    });
    let starts_within = text
        .before(place)
        .is_some_and(|ch| is_latin(ch) || ch == '.' || ch == '-' && text.before(place - 1).is_some_and(is_latin));
    if starts_within || text.before(place).is_some_and(|ch| "零一二两三四五六七八九十百千万第".contains(ch))
    {
        return None;
    }
    let at = text.skip_spaces(signed.unwrap_or(place));
    let mut end = at;
    while text.at(end).is_some_and(|ch| {
        ch.is_ascii_digit() || matches!(ch, '.' | ',') && text.at(end + 1).is_some_and(|ch| ch.is_ascii_digit())
    }) {
        end += 1;
    }
    let is_figure = end > at;
    if !is_figure {
        while text.at(end).is_some_and(|ch| "零一二两三四五六七八九十百千万亿".contains(ch)) {
            end += 1;
        }
        if end == at {
            return None;
        }
    }
    let (mut unit, mut at) = (false, end);
    while is_figure
        && let Some(ch) = text.at(at)
        && ("万亿千百萬".contains(ch) || (ch == 'k' || ch == 'w') && !text.at(at + 1).is_some_and(is_latin))
    {
        unit |= ch != '百' && ch != '千';
        at += 1;
        // 1万2, 3千5: the rest of the number.
        let digits = (at..at + 6).take_while(|at| text.at(*at).is_some_and(|ch| ch.is_ascii_digit())).count();
        if digits > 0 && text.at(at + digits).is_some_and(|ch| "千百".contains(ch)) {
            at += digits;
        }
    }
    let spaced = text.skip_spaces(at);
    if let Some((name, end)) = text.eat_any(spaced, NAMES) {
        let counts_pieces = matches!(name, "块" | "塊")
            && (text.at(end).is_some_and(|ch| "地砖板钢布肉田玻石电瓷屏表牌木铁广".contains(ch))
                || !is_figure && text.folded(at, end) == "块" && text.folded(place, at) == "一");
        let per_day = name == "元" && text.at(end).is_some_and(|ch| "旦宵".contains(ch));
        return (!counts_pieces && !per_day && (spaced == at || name.is_ascii())).then_some(end);
    }
    if signed.is_some() {
        return Some(at);
    }
    let next = text.at(text.skip_spaces(at));
    let counts = next.is_some_and(|ch| THINGS.contains(ch)) || super::numeric::is_counted(text, at);
    (unit && !counts).then_some(at)
}
