//! Amounts and numbers as people write them: 3万, 1.2w, ￥24,000.00, 11800元, 1.234,56.

use serde::{Deserialize, Serialize};

use super::numbers::{Decimal, parse_chinese_number};
use super::texts::{is_spreadsheet_error, is_too_narrow, to_half_width};

/// What stands between the whole and the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 1,234.56
    #[default]
    Point,
    /// 1.234,56
    Comma,
}

/// By what a column's bare numbers are to be multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// As they stand (元).
    #[default]
    One,
    /// 千, k.
    Thousand,
    /// 万, w.
    TenThousand,
    /// 百万, million.
    Million,
    /// 亿.
    HundredMillion,
}

impl Unit {
    /// The unit as a power of ten.
    #[must_use]
    pub const fn power(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::Million => 6,
            Self::HundredMillion => 8,
        }
    }
}

/// How the amounts of a column are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AmountStyle {
    /// Mark before the fraction.
    pub mark: DecimalMark,
    /// Unit of numbers that name none.
    pub unit: Unit,
}

/// An amount as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The exact value in whole units of the currency.
    pub value: Decimal,
    /// The currency that stood beside it.
    pub currency: Option<Currency>,
}

/// A currency by its sign or name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// ISO 4217 code.
    Code(&'static str),
    /// `$`: any dollar.
    Dollar,
    /// ¥ or 元: yuan, yen, and the dollars that are written 元.
    Yuan,
}

impl Currency {
    /// True if the sign may stand for the currency with this ISO code.
    #[must_use]
    pub fn fits(self, code: &str) -> bool {
        match self {
            Self::Code(own) => own == code,
            Self::Dollar => ["USD", "TWD", "HKD", "SGD", "AUD", "CAD", "NZD", "MOP"].contains(&code),
            Self::Yuan => ["CNY", "JPY", "TWD", "HKD", "MOP"].contains(&code),
        }
    }
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountProblem {
    /// No number (面议, 一批).
    NotANumber,
    /// Two numbers (2-3万).
    Range,
    /// In a currency that is not the book's.
    OtherCurrency,
    /// Over 9,223,372,036,854,775,807 smallest units.
    TooLarge,
    /// A failed formula (#N/A).
    SpreadsheetError,
    /// The column was too narrow and the spreadsheet saved what it showed (########).
    ColumnTooNarrow,
}

impl AmountProblem {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::Range => "range",
            Self::OtherCurrency => "other_currency",
            Self::TooLarge => "too_large",
            Self::SpreadsheetError => "spreadsheet_error",
            Self::ColumnTooNarrow => "column_too_narrow",
        }
    }
}

/// Signs and names of currencies, the longer ones first.
const CURRENCIES: &[(&str, Currency)] = &[
    ("人民币", Currency::Code("CNY")),
    ("人民幣", Currency::Code("CNY")),
    ("rmb", Currency::Code("CNY")),
    ("cny", Currency::Code("CNY")),
    ("新台币", Currency::Code("TWD")),
    ("新台幣", Currency::Code("TWD")),
    ("nt$", Currency::Code("TWD")),
    ("ntd", Currency::Code("TWD")),
    ("twd", Currency::Code("TWD")),
    ("hk$", Currency::Code("HKD")),
    ("hkd", Currency::Code("HKD")),
    ("us$", Currency::Code("USD")),
    ("usd", Currency::Code("USD")),
    ("美元", Currency::Code("USD")),
    ("美金", Currency::Code("USD")),
    ("欧元", Currency::Code("EUR")),
    ("eur", Currency::Code("EUR")),
    ("€", Currency::Code("EUR")),
    ("£", Currency::Code("GBP")),
    ("gbp", Currency::Code("GBP")),
    ("日元", Currency::Code("JPY")),
    ("jpy", Currency::Code("JPY")),
    ("港币", Currency::Code("HKD")),
    ("港元", Currency::Code("HKD")),
    ("chf", Currency::Code("CHF")),
    ("euros", Currency::Code("EUR")),
    ("euro", Currency::Code("EUR")),
    ("pounds", Currency::Code("GBP")),
    ("dollars", Currency::Dollar),
    ("dollar", Currency::Dollar),
    ("bucks", Currency::Dollar),
    ("yuan", Currency::Yuan),
    ("元钱", Currency::Yuan),
    ("元整", Currency::Yuan),
    ("块钱", Currency::Yuan),
    ("元", Currency::Yuan),
    ("圆", Currency::Yuan),
    ("圓", Currency::Yuan),
    ("块", Currency::Yuan),
    ("塊", Currency::Yuan),
    ("¥", Currency::Yuan),
    ("$", Currency::Dollar),
];

/// Units behind a number, the longer ones first.
const UNITS: &[(&str, u32)] = &[
    ("百万", 6),
    ("百萬", 6),
    ("千万", 7),
    ("千萬", 7),
    ("亿", 8),
    ("億", 8),
    ("万", 4),
    ("萬", 4),
    ("w", 4),
    ("千", 3),
    ("k", 3),
    ("百", 2),
    ("million", 6),
    ("mio", 6),
    ("m", 6),
];

/// Reads an amount exactly, without floats. A unit in the text (3万, 1.2w, 1万2千) goes before that of the column, and so does
/// a currency (30000元 in a column of 万元 is 30,000). Brackets mean a negative amount, as in (500).
///
/// # Errors
/// The [`AmountProblem`] that fits; never `OtherCurrency`, which the caller finds by [`Currency::fits`].
pub fn parse_amount(text: &str, style: AmountStyle) -> Result<Amount, AmountProblem> {
    if is_spreadsheet_error(text) {
        return Err(AmountProblem::SpreadsheetError);
    }
    if is_too_narrow(text) {
        return Err(AmountProblem::ColumnTooNarrow);
    }
    let mut text: String = to_half_width(text).to_lowercase().trim().to_owned();
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        text = inner.to_owned();
    }
    let (mut currency, mut ends_with_yuan) = (None, false);
    for (sign, found) in CURRENCIES {
        if let Some(rest) = text.strip_prefix("-").unwrap_or(&text).strip_prefix(sign) {
            negative |= text.starts_with('-');
            text = rest.trim().to_owned();
            currency = Some(*found);
        }
        if let Some(rest) = text.strip_suffix(sign) {
            text = rest.trim().to_owned();
            currency = currency.or(Some(*found));
            ends_with_yuan |= *found == Currency::Yuan;
        }
    }
    for sign in ["-", "+"] {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign).filter(|_| sign == "-")) {
            negative ^= sign == "-";
            text = rest.trim().to_owned();
            break;
        }
    }
    let (value, has_unit) = sum_of(&text, style.mark)?;
    // 元 behind a number says that the column's unit does not hold here; a sign such as ¥ in front says nothing about it.
    let own_unit = has_unit || ends_with_yuan;
    let value = if own_unit { Some(value) } else { value.shifted(style.unit.power()) };
    let value = value.ok_or(AmountProblem::TooLarge)?;
    Ok(Amount { value: if negative { value.negated() } else { value }, currency })
}

/// Reads a plain number (no currency), units allowed.
///
/// # Errors
/// As [`parse_amount`]; a currency is no number.
pub fn parse_number(text: &str, style: AmountStyle) -> Result<Decimal, AmountProblem> {
    let amount = parse_amount(text, style)?;
    if amount.currency.is_some() { Err(AmountProblem::NotANumber) } else { Ok(amount.value) }
}

/// Adds up numbers with falling units: 3万, 1万2千, 12,000, 三万五千. Tells whether a unit was named.
fn sum_of(text: &str, mark: DecimalMark) -> Result<(Decimal, bool), AmountProblem> {
    if let Some(number) = parse_chinese_number(text) {
        let decimal = Decimal::new(i128::from(number), 0).ok_or(AmountProblem::TooLarge)?;
        return Ok((decimal, text.chars().count() > 1));
    }
    let (mut sum, mut last_power, mut rest) = (None::<Decimal>, u32::MAX, text);
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\''))).unwrap_or(rest.len());
        let (digits, behind) = rest.split_at(end);
        if behind.starts_with(['-', '~', '至', '到'])
            && !digits.trim().is_empty()
            && behind.chars().any(|c| c.is_ascii_digit())
        {
            return Err(AmountProblem::Range);
        }
        let number = plain_number(digits.trim(), mark)?;
        let unit = UNITS.iter().find(|(unit, _)| behind.starts_with(unit));
        let power = unit.map_or(0, |(_, power)| *power);
        // 3万5 may mean 35,000 or 30,005: no number.
        if power >= last_power || (sum.is_some() && unit.is_none()) {
            return Err(AmountProblem::NotANumber);
        }
        if unit.is_none() && !behind.is_empty() {
            return Err(AmountProblem::NotANumber);
        }
        let number = number.shifted(power).ok_or(AmountProblem::TooLarge)?;
        sum = Some(match sum {
            None => number,
            Some(sum) => sum.plus(number).ok_or(AmountProblem::TooLarge)?,
        });
        last_power = power;
        rest = unit.map_or("", |(unit, _)| behind.get(unit.len()..).unwrap_or("")).trim_start();
        if rest.starts_with(['-', '~', '至', '到']) {
            return Err(AmountProblem::Range);
        }
    }
    sum.map(|sum| (sum, last_power != u32::MAX && last_power > 0)).ok_or(AmountProblem::NotANumber)
}

/// 1,234.56 or 1.234,56 or 1 234.56; thousands must be groups of three.
fn plain_number(text: &str, mark: DecimalMark) -> Result<Decimal, AmountProblem> {
    let (point, thousands) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
    let separators = [thousands, ' ', '\''];
    let mut groups = whole.split(separators);
    let first = groups.next().unwrap_or("");
    let groups: Vec<&str> = groups.collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits(first)
        && digits(fraction)
        && groups.iter().all(|group| group.len() == 3 && digits(group))
        && (groups.is_empty() || (1..=3).contains(&first.len()));
    if !fits || (first.is_empty() && fraction.is_empty()) {
        return Err(AmountProblem::NotANumber);
    }
    let joined = format!("{first}{}.{fraction}", groups.concat());
    Decimal::parse(&joined).ok_or(AmountProblem::TooLarge)
}

/// The mark of a column's fractions: 127,59 and 1.234,56 have a comma, 127.59 a point. None if no text tells.
#[must_use]
pub fn guess_decimal_mark<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<DecimalMark> {
    let (mut points, mut commas) = (0_u32, 0_u32);
    for text in texts {
        let half = to_half_width(text);
        let number: String = half.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let count = |mark| number.chars().filter(|c| *c == mark).count();
        let digits_behind = |mark| number.rsplit_once(mark).map_or(0, |(_, behind): (&str, &str)| behind.len());
        match (count('.'), count(',')) {
            (0, 0) => {}
            (1, 1..) if number.rfind('.') > number.rfind(',') => points += 1,
            (1.., 1) if number.rfind(',') > number.rfind('.') => commas += 1,
            (0, 1) if digits_behind(',') != 3 => commas += 1,
            (1, 0) if digits_behind('.') != 3 => points += 1,
            (0, 2..) => points += 1,
            (2.., 0) => commas += 1,
            _ => {}
        }
    }
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => Some(DecimalMark::Point),
        std::cmp::Ordering::Less => Some(DecimalMark::Comma),
        std::cmp::Ordering::Equal => None,
    }
}

/// The unit that a heading or remark names: 金额（万元）, 单位：千元, Revenue (k). None if it names none.
#[must_use]
pub fn unit_of_heading(heading: &str) -> Option<Unit> {
    let half = to_half_width(heading).to_lowercase();
    let half: String = half.chars().filter(|c| !c.is_whitespace()).collect();
    let named = half
        .split_once(['(', '[', '/', ':'])
        .map(|(_, inside)| inside.split([')', ']']).next().unwrap_or(inside))
        .unwrap_or("");
    match named {
        "万" | "萬" | "万元" | "萬元" | "w" | "万人民币" | "人民币万元" => Some(Unit::TenThousand),
        "千" | "千元" | "k" | "tsd" | "teur" | "t€" | "k€" | "k$" | "thousand" | "thousands" => {
            Some(Unit::Thousand)
        }
        "百万" | "百万元" | "百萬元" | "m" | "mio" | "million" | "millions" | "mio€" => Some(Unit::Million),
        "亿" | "亿元" | "億元" => Some(Unit::HundredMillion),
        "元" | "圆" | "rmb" | "cny" | "人民币" | "eur" | "€" | "usd" | "$" | "¥" => Some(Unit::One),
        _ if half.ends_with("万元") || half.ends_with("萬元") => Some(Unit::TenThousand),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str, style: AmountStyle) -> Result<i64, AmountProblem> {
        parse_amount(text, style)?.value.scaled(2).ok_or(AmountProblem::TooLarge)
    }

    fn read(text: &str) -> Result<i64, AmountProblem> {
        cents(text, AmountStyle::default())
    }

    #[test]
    fn amounts_are_read_to_the_cent() {
        for (text, expected) in [
            ("24000", 2_400_000),
            ("￥24000", 2_400_000),
            ("￥25,000.00", 2_500_000),
            ("11800元", 1_180_000),
            ("14.6万", 14_600_000),
            ("2.1万元", 2_100_000),
            ("2.9w", 2_900_000),
            ("2.9W", 2_900_000),
            ("195,000", 19_500_000),
            ("２３３００", 2_330_000),
            ("１２，０００", 1_200_000),
            ("1.5亿", 15_000_000_000),
            ("3千", 300_000),
            ("3k", 300_000),
            ("1万2千", 1_200_000),
            ("3万5千元", 3_500_000),
            ("三万五千", 3_500_000),
            ("-500", -50_000),
            ("(500)", -50_000),
            ("－￥500", -50_000),
            ("￥-500", -50_000),
            ("1123980.0元", 112_398_000),
            ("0.1", 10),
            ("12174.42", 1_217_442),
            ("RMB 500", 50_000),
            ("1 234.50", 123_450),
            ("500块", 50_000),
            (".5", 50),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, problem) in [
            ("面议", AmountProblem::NotANumber),
            ("一批", AmountProblem::NotANumber),
            ("待报价", AmountProblem::NotANumber),
            ("2-3万", AmountProblem::Range),
            ("2万-3万", AmountProblem::Range),
            ("5000~8000", AmountProblem::Range),
            ("#N/A", AmountProblem::SpreadsheetError),
            ("###", AmountProblem::ColumnTooNarrow),
            ("1,23", AmountProblem::NotANumber),
            ("1.2.3", AmountProblem::NotANumber),
            ("3万5", AmountProblem::NotANumber),
            ("", AmountProblem::NotANumber),
            ("元", AmountProblem::NotANumber),
            ("12345678901234567890123", AmountProblem::TooLarge),
            ("约3万", AmountProblem::NotANumber),
            ("1.38E+10", AmountProblem::NotANumber),
            ("M8*30", AmountProblem::NotANumber),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn the_heading_names_the_unit_and_a_cell_may_name_its_own() {
        assert_eq!(unit_of_heading("意向金额（万元）"), Some(Unit::TenThousand));
        assert_eq!(unit_of_heading("单位：元"), Some(Unit::One));
        assert_eq!(unit_of_heading("Revenue (k)"), Some(Unit::Thousand));
        assert_eq!(unit_of_heading("累计金额"), None);
        let style = AmountStyle { unit: Unit::TenThousand, ..AmountStyle::default() };
        assert_eq!(cents("3.5", style), Ok(3_500_000));
        assert_eq!(cents("3.5万", style), Ok(3_500_000), "not 万 twice");
        assert_eq!(cents("3千", style), Ok(300_000));
        assert_eq!(cents("30000元", style), Ok(3_000_000), "元 says that it is no 万元");
        assert_eq!(cents("¥3", style), Ok(3_000_000), "the sign in front says nothing about the unit");
    }

    #[test]
    fn the_column_decides_about_commas() {
        let german = ["21.442,33", "127,59", "1.234"];
        assert_eq!(guess_decimal_mark(german), Some(DecimalMark::Comma));
        assert_eq!(guess_decimal_mark(["12,000", "1,234.50"]), Some(DecimalMark::Point));
        assert_eq!(guess_decimal_mark(["12,000", "24000"]), None);
        let comma = AmountStyle { mark: DecimalMark::Comma, ..AmountStyle::default() };
        assert_eq!(german.map(|text| cents(text, comma)), [Ok(2_144_233), Ok(12_759), Ok(123_400)]);
        assert_eq!(cents("12.5", comma), Err(AmountProblem::NotANumber), "half a group of thousands");
    }

    #[test]
    fn a_currency_is_told() {
        let currency = |text| parse_amount(text, AmountStyle::default()).unwrap().currency;
        assert!(currency("￥500").is_some_and(|c| c.fits("CNY") && !c.fits("EUR")));
        assert!(currency("500 €").is_some_and(|c| c.fits("EUR")));
        assert!(currency("US$500").is_some_and(|c| !c.fits("CNY")));
        assert_eq!(currency("500"), None);
        assert_eq!(parse_number("500元", AmountStyle::default()), Err(AmountProblem::NotANumber));
    }
}
