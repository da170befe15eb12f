//! Decimal and Chinese numbers, exactly.

/// A decimal number: `units` × 10^-`scale`. Made with the smallest scale that holds it, so equal numbers are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The number without its point.
    pub units: i64,
    /// Digits behind the point, at most 18.
    pub scale: u8,
}

impl Decimal {
    /// The number `units` × 10^-`scale`; none if it does not fit.
    #[must_use]
    pub fn new(units: i128, scale: u32) -> Option<Self> {
        let (mut units, mut scale) = (units, scale);
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Some(Self { units: i64::try_from(units).ok()?, scale: u8::try_from(scale).ok().filter(|scale| *scale <= 18)? })
    }

    /// Reads `-1234.5`: a sign, digits, at most one point. No spaces, no exponent, at most 30 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() + fraction.len() == 0 || whole.len() + fraction.len() > 30 {
            return None;
        }
        let mut units: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            units = units * 10 + i128::from(byte - b'0');
        }
        Self::new(if negative { -units } else { units }, u32::try_from(fraction.len()).ok()?)
    }

    /// The number times 10^`power`.
    #[must_use]
    pub fn shifted(self, power: u32) -> Option<Self> {
        let units = i128::from(self.units).checked_mul(10_i128.checked_pow(power)?)?;
        Self::new(units, u32::from(self.scale))
    }

    /// The sum of both; none if it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let widen =
            |number: Self| i128::from(number.units).checked_mul(10_i128.checked_pow(u32::from(scale - number.scale))?);
        Self::new(widen(self)?.checked_add(widen(other)?)?, u32::from(scale))
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { units: self.units.saturating_neg(), scale: self.scale }
    }

    /// The number in units of 10^-`scale` (2 for cents), half rounded away from zero; none if it does not fit.
    #[must_use]
    pub fn scaled(self, scale: u8) -> Option<i64> {
        let units = i128::from(self.units);
        let scaled = if scale >= self.scale {
            units.checked_mul(10_i128.checked_pow(u32::from(scale - self.scale))?)?
        } else {
            let divisor = 10_i128.checked_pow(u32::from(self.scale - scale))?;
            (units + units.signum() * divisor / 2) / divisor
        };
        i64::try_from(scaled).ok()
    }
}

/// A spreadsheet's number as it shows it: 15 significant digits, no exponent, no `.0`
/// (13800005578.0 → `13800005578`, 0.30000000000000004 → `0.3`).
#[must_use]
pub fn show_number(number: f64) -> String {
    if number == 0.0 {
        return "0".into();
    }
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// A number in Chinese characters up to 99,999,999: 十五, 二十, 廿三, 一百零五, 两万三千; also digit by digit: 二〇二四.
#[must_use]
pub fn parse_chinese_number(text: &str) -> Option<u32> {
    let mut characters = text.chars().peekable();
    characters.peek()?;
    if text.chars().all(|character| chinese_digit(character).is_some()) && text.chars().count() > 1 {
        return text
            .chars()
            .try_fold(0_u32, |number, character| number.checked_mul(10)?.checked_add(chinese_digit(character)?));
    }
    let (mut total, mut section, mut digit) = (0_u32, 0_u32, None::<u32>);
    for character in characters {
        if let Some(value) = chinese_digit(character) {
            if digit.is_some_and(|digit| digit != 0) {
                return None;
            }
            digit = Some(value);
            continue;
        }
        let unit = match character {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            '万' | '萬' => {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                total = section.checked_mul(10_000).filter(|_| section > 0 && total == 0)?;
                section = 0;
                continue;
            }
            '廿' => {
                section = section.checked_add(20)?;
                continue;
            }
            '卅' => {
                section = section.checked_add(30)?;
                continue;
            }
            _ => return None,
        };
        section = section.checked_add(unit * digit.take().unwrap_or(1))?;
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

fn chinese_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '元' => 1,
        '二' | '贰' | '两' | '兩' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_equal_when_they_are_the_same_number() {
        assert_eq!(Decimal::parse("12174.420"), Decimal::parse("12174.42"));
        assert_eq!(Decimal::parse("0.1").unwrap().scaled(2), Some(10));
        assert_eq!(Decimal::parse("-2.005").unwrap().scaled(2), Some(-201), "half is rounded away from zero");
        assert_eq!(Decimal::parse("3").unwrap().shifted(4).unwrap().scaled(2), Some(3_000_000));
        assert_eq!(Decimal::parse("99999999999999999999"), None, "too large is refused, not wrapped");
        assert_eq!(Decimal::parse("1.2.3"), None);
        assert_eq!(Decimal::parse("."), None);
    }

    #[test]
    fn numbers_show_as_the_spreadsheet_shows_them() {
        assert_eq!(show_number(13_800_005_578.0), "13800005578");
        assert_eq!(show_number(0.1 + 0.2), "0.3");
        assert_eq!(show_number(-0.0), "0");
        assert_eq!(show_number(360.0), "360");
    }

    #[test]
    fn chinese_numbers_are_read() {
        for (text, number) in [
            ("十五", 15),
            ("二十", 20),
            ("廿三", 23),
            ("三十", 30),
            ("一百零五", 105),
            ("两万三千", 23_000),
            ("二〇二四", 2024),
            ("八", 8),
        ] {
            assert_eq!(parse_chinese_number(text), Some(number), "{text}");
        }
        assert_eq!(parse_chinese_number("三月"), None);
        assert_eq!(parse_chinese_number(""), None);
    }
}
