//! Phone numbers: from what is written to E.164.
//!
//! Mainland numbers follow the plan itself (mobiles 1[3-9] and eleven digits, landlines with area code and 7–8 digits,
//! 400 and 800 numbers), so that new number ranges need no new version; all others follow the plans of `phonenumber`.

use phonenumber::country;
use phonenumber::metadata::DATABASE;

use super::texts::{clean_line, half_width, to_half_width};

mod cells;
mod groups;
mod mainland;

pub use cells::{Phones, split_phones};
pub use groups::{Grouping, groupings};

/// A phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// E.164, with `;ext=NN` behind it where there is an extension: `+862555507504;ext=739`.
    pub value: String,
    /// As it was written.
    pub raw: String,
    /// The remark that stood beside it (微信同号, 王姐), or empty.
    pub label: String,
    /// What kind of line it is.
    pub line: Line,
}

/// The kind of a phone line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A mobile phone.
    Mobile,
    /// A landline, a switchboard.
    Landline,
    /// Service numbers, and plans that do not tell.
    Other,
}

/// Why a text is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneProblem {
    /// No number (暂无), or letters within it.
    NotAPhone,
    /// Digits are missing.
    TooShort {
        /// How many, at least.
        missing: u8,
    },
    /// Digits too many.
    TooLong {
        /// How many.
        extra: u8,
    },
    /// A landline without its area code.
    NoAreaCode,
    /// The spreadsheet rounded the number (1.38E+10): its digits are lost.
    RoundedBySpreadsheet,
    /// The right length, but no such number in the country's plan.
    NotInPlan,
}

impl PhoneProblem {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAPhone => "not_a_phone",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::NoAreaCode => "no_area_code",
            Self::RoundedBySpreadsheet => "rounded_by_spreadsheet",
            Self::NotInPlan => "not_in_plan",
        }
    }
}

/// Reads one phone number; `home` is the ISO 3166 code of the country whose numbers are written without one (`CN`).
/// Full width, spaces, dashes, dots, brackets, `tel:`, a spreadsheet's `.0` behind it are understood, and extensions
/// as 转12, -12 (behind a whole landline), ext 12, x12, #12.
///
/// # Errors
/// The [`PhoneProblem`] that fits best.
pub fn parse_phone(text: &str, home: &str) -> Result<Phone, PhoneProblem> {
    let raw = clean_line(text);
    let half = to_half_width(&raw).to_lowercase();
    let bare = half.trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '’' || c == ':');
    let bare = bare.strip_prefix("tel:").unwrap_or(bare).trim();
    if is_rounded(bare) {
        return Err(PhoneProblem::RoundedBySpreadsheet);
    }
    let (bare, extension) = split_extension(strip_point_zero(bare));
    if !bare.chars().all(|c| c.is_ascii_digit() || " +-().[]/~·\u{b7}".contains(c)) {
        return Err(PhoneProblem::NotAPhone);
    }
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err(PhoneProblem::NotAPhone);
    }
    let international = bare.trim_start_matches(['(', ' ']).starts_with('+');
    let (value, line, found_extension) = match (international, digits.strip_prefix("00")) {
        (true, _) => read_international(&digits, bare)?,
        (false, Some(rest)) if !rest.is_empty() => read_international(rest, bare)?,
        _ if home == "CN" => mainland::read(&digits, bare)?,
        // A Chinese mobile in a book that is at home elsewhere: 138 0013 8000 is no number of the United States.
        _ if is_mainland_mobile(&digits) && !is_valid_in(&digits, home) => mainland::read(&digits, bare)?,
        _ => read_by_plan(&digits, Some(home))?,
    };
    let extension = extension.or(found_extension);
    let value = extension.map_or_else(|| value.clone(), |extension| format!("{value};ext={extension}"));
    Ok(Phone { value, raw, label: String::new(), line })
}

type Read = (String, Line, Option<String>);

fn read_international(digits: &str, written: &str) -> Result<Read, PhoneProblem> {
    match digits.strip_prefix("86") {
        Some(national) => mainland::read_with_country(national, written),
        None => read_by_plan(&format!("+{digits}"), None),
    }
}

/// Eleven digits from 13 to 19, with or without 86 before them.
fn is_mainland_mobile(digits: &str) -> bool {
    let national = if digits.len() == 13 { digits.strip_prefix("86").unwrap_or(digits) } else { digits };
    national.len() == 11 && national.starts_with('1') && matches!(national.as_bytes().get(1), Some(b'3'..=b'9'))
}

/// Whether a country's plan knows the number.
fn is_valid_in(digits: &str, home: &str) -> bool {
    let country = home.parse::<country::Id>().ok();
    phonenumber::parse(country, digits).is_ok_and(|number| number.is_valid())
}

/// Reads digits by the plan of their country. Numbers of a possible length are taken even if the plan does not know them:
/// plans change, and a number that was written down was mostly dialled.
fn read_by_plan(digits: &str, home: Option<&str>) -> Result<Read, PhoneProblem> {
    let country = home.and_then(|home| home.parse::<country::Id>().ok());
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    if count < 5 {
        return Err(PhoneProblem::TooShort { missing: small(7 - count.min(6)) });
    }
    if count > 17 {
        return Err(PhoneProblem::TooLong { extra: small(count - 15) });
    }
    let number = phonenumber::parse(country, digits).map_err(|_| PhoneProblem::NotInPlan)?;
    let national = number.national().to_string();
    let value = format!("+{}{national}", number.code().value());
    if number.is_valid() {
        use phonenumber::Type;
        let line = match number.number_type(&DATABASE) {
            Type::Mobile => Line::Mobile,
            Type::FixedLine => Line::Landline,
            _ => Line::Other,
        };
        return Ok((value, line, None));
    }
    let plans = DATABASE.by_code(&number.code().value()).ok_or(PhoneProblem::NotInPlan)?;
    let lengths: Vec<usize> = plans
        .iter()
        .flat_map(|plan| {
            let plan = plan.descriptors();
            [plan.fixed_line(), plan.mobile(), plan.toll_free(), plan.voip(), plan.uan()]
        })
        .flatten()
        .flat_map(|kind| kind.possible_length())
        .map(|length| usize::from(*length))
        .collect();
    let (Some(shortest), Some(longest)) = (lengths.iter().min(), lengths.iter().max()) else {
        return Err(PhoneProblem::NotInPlan);
    };
    let length = national.len();
    if lengths.contains(&length) {
        Ok((value, Line::Other, None))
    } else if length < *shortest {
        Err(PhoneProblem::TooShort { missing: small(shortest - length) })
    } else if length > *longest {
        Err(PhoneProblem::TooLong { extra: small(length - longest) })
    } else {
        Err(PhoneProblem::NotInPlan)
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// 1.38E+10: a number of a spreadsheet in scientific writing.
fn is_rounded(text: &str) -> bool {
    text.split_once("e+").is_some_and(|(number, power)| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        digits(number) && digits(power)
    })
}

/// 13800001234.0: a number of a spreadsheet with its empty fraction.
fn strip_point_zero(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros))
            if whole.len() >= 7 && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') && zeros.len() <= 2 =>
        {
            whole
        }
        _ => text,
    }
}

/// Words before an extension, in lower case.
pub(super) const EXTENSION_WORDS: &[&str] =
    &["分机", "分機", "内线", "內線", "转", "轉", "extension", "ext", "durchwahl", "x", "#"];

fn split_extension(text: &str) -> (&str, Option<String>) {
    for word in EXTENSION_WORDS {
        if let Some((number, extension)) = text.rsplit_once(word) {
            let extension = extension.trim_matches([' ', '.', ':', '-', ')', '(']);
            let number = number.trim_end_matches([' ', ',', '(', '-', ';']);
            if (1..=8).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit()) {
                return (number, Some(extension.to_owned()));
            }
        }
    }
    (text, None)
}

/// True for a digit of any width.
fn is_digit(character: char) -> bool {
    half_width(character).is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, PhoneProblem> {
        parse_phone(text, "CN").map(|phone| phone.value)
    }

    #[test]
    fn a_chinese_mobile_stays_one_in_a_book_that_is_at_home_elsewhere() {
        for home in ["US", "SG", "TW"] {
            for text in ["13800005578", "138 0000 5578", "86-13800005578"] {
                let phone = parse_phone(text, home).map(|phone| phone.value);
                assert_eq!(phone.as_deref(), Ok("+8613800005578"), "{text} in {home}");
            }
        }
        let phone = parse_phone("1 415 555 2671", "US").map(|phone| phone.value);
        assert_eq!(phone.as_deref(), Ok("+14155552671"), "a number that the home plan knows is the home's");
    }

    #[test]
    fn a_mobile_is_the_same_however_it_is_written() {
        for text in [
            "13800005578",
            "138-0000-5578",
            "138 0000 5578",
            "１３８００００５５７８",
            "+86 138-0000-5578",
            "+8613800005578",
            "86-13800005578",
            "8613800005578",
            "0086 138 0000 5578",
            "13800005578.0",
            "013800005578",
            "(+86)13800005578",
            "'13800005578",
            "tel:13800005578",
            " 13800005578\u{3000}",
            "138.0000.5578",
            "+86 (0)138 0000 5578",
        ] {
            assert_eq!(read(text).as_deref(), Ok("+8613800005578"), "{text}");
        }
        assert_eq!(parse_phone("138-0000-5578", "CN").unwrap().raw, "138-0000-5578", "the raw text is kept");
        assert_eq!(parse_phone("138-0000-5578", "CN").unwrap().line, Line::Mobile);
    }

    #[test]
    fn landlines_have_area_codes_and_extensions() {
        for (text, value) in [
            ("0512-55509301", "+8651255509301"),
            ("02555507504", "+862555507504"),
            ("（023）55506909", "+862355506909"),
            ("(0571)55506520", "+8657155506520"),
            ("053255508181", "+8653255508181"),
            ("０２７－５５５０８３５７", "+862755508357"),
            ("028-55502414转344", "+862855502414;ext=344"),
            ("027-55506012-382", "+862755506012;ext=382"),
            ("(027)55501568转556", "+862755501568;ext=556"),
            ("02955505612转416", "+862955505612;ext=416"),
            ("02055506660-644", "+862055506660;ext=644"),
            ("０２４－５５５０６９２５-222", "+862455506925;ext=222"),
            ("0755-55506711 ext. 257", "+8675555506711;ext=257"),
            ("075555503213转700", "+8675555503213;ext=700"),
            ("+86 512 5550 9301", "+8651255509301"),
            ("0312-5550123", "+863125550123"),
            ("400-000-1234", "+864000001234"),
            ("86-512-55509301", "+8651255509301"),
            ("010-5550-1234", "+861055501234"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(value), "{text}");
        }
        assert_eq!(parse_phone("0512-55509301", "CN").unwrap().line, Line::Landline);
    }

    #[test]
    fn what_is_no_number_says_what_is_wrong() {
        for (text, problem) in [
            ("1380000123", PhoneProblem::TooShort { missing: 1 }),
            ("139000012345", PhoneProblem::TooLong { extra: 1 }),
            ("1.38E+10", PhoneProblem::RoundedBySpreadsheet),
            ("1.87e+10", PhoneProblem::RoundedBySpreadsheet),
            ("暂无", PhoneProblem::NotAPhone),
            ("空号", PhoneProblem::NotAPhone),
            ("138oooo1234", PhoneProblem::NotAPhone),
            ("CALL-ME-NOW", PhoneProblem::NotAPhone),
            ("", PhoneProblem::NotAPhone),
            ("55509301", PhoneProblem::NoAreaCode),
            ("0512-555093", PhoneProblem::TooShort { missing: 1 }),
            ("138000012341380000123413800001234", PhoneProblem::TooLong { extra: 22 }),
            ("123", PhoneProblem::TooShort { missing: 8 }),
            ("+86 1380000123", PhoneProblem::TooShort { missing: 1 }),
            ("😀", PhoneProblem::NotAPhone),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn other_countries_have_their_own_plans() {
        let value = |text, home| parse_phone(text, home).map(|phone| phone.value);
        assert_eq!(value("0969000233", "TW").as_deref(), Ok("+886969000233"));
        assert_eq!(value("0977-000-116", "TW").as_deref(), Ok("+886977000116"));
        assert_eq!(value("07-25554043", "TW").as_deref(), Ok("+886725554043"));
        assert_eq!(value("030/23125175", "DE").as_deref(), Ok("+493023125175"));
        assert_eq!(value("+49 30 2312 5259", "CN").as_deref(), Ok("+493023125259"));
        assert_eq!(value("(650) 253-0000", "US").as_deref(), Ok("+16502530000"));
        assert_eq!(value("+852 2123 4567", "CN").as_deref(), Ok("+85221234567"));
        assert_eq!(value("+999 12345678", "CN"), Err(PhoneProblem::NotInPlan));
        assert_eq!(
            value("12345", "XX"),
            Err(PhoneProblem::NotInPlan),
            "without a home only international numbers are read"
        );
        assert!(matches!(value("0969", "TW"), Err(PhoneProblem::TooShort { .. })));
        assert!(matches!(value("09690002330000", "TW"), Err(PhoneProblem::TooLong { .. })));
    }
}
