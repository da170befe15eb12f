//! Whatever is pasted: it is read or refused, never a panic, and what was read stays what it was.

use proptest::prelude::*;

use super::amounts::{AmountStyle, DecimalMark, Unit, guess_decimal_mark, parse_amount, unit_of_heading};
use super::birthdays::parse_birthday;
use super::dates::{DateOrder, DateStyle, date_from_serial, guess_date_order, parse_date};
use super::emails::{parse_email, parse_link, split_emails};
use super::names::is_company_name;
use super::numbers::{Decimal, parse_chinese_number, show_number};
use super::phones::{parse_phone, split_phones};
use super::tags::split_tags;
use super::texts::{clean_line, clean_text};

/// Texts made of the pieces that the parsers look for, in any order, and of any characters.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9０-９]{1,12}".prop_map(String::from),
        "[-+./,:;|()（）、 年月日号闰正初廿腊十万亿千元￥w转x#e@]".prop_map(String::from),
        Just("民國".to_owned()),
        Just("农历".to_owned()),
        Just("星期".to_owned()),
        Just("ext".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), ".{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any_text()) {
        for order in [DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst] {
            let style = DateStyle { order, is_1904: false };
            let _ = parse_date(&text, style);
            if let Ok(birthday) = parse_birthday(&text, style) {
                prop_assert!(birthday.checked().is_ok(), "{text} gave a day that does not exist");
            }
        }
        for mark in [DecimalMark::Point, DecimalMark::Comma] {
            let _ = parse_amount(&text, AmountStyle { mark, unit: Unit::TenThousand });
        }
        for home in ["CN", "TW", "DE", "US", "no country"] {
            for phone in split_phones(&text, home).read {
                let digits = phone.value.trim_start_matches('+').split(";ext=").next().unwrap_or("");
                prop_assert!(phone.value.starts_with('+') && digits.bytes().all(|b| b.is_ascii_digit()), "{text} gave {}", phone.value);
                prop_assert!(digits.len() <= 17, "{text} gave {}", phone.value);
            }
        }
        let _ = (guess_date_order([text.as_str()]), guess_decimal_mark([text.as_str()]), unit_of_heading(&text));
        let _ = (parse_email(&text), parse_link(&text), split_emails(&text), is_company_name(&text), parse_chinese_number(&text));
        prop_assert!(split_tags(&text).iter().all(|tag| !tag.is_empty() && *tag == clean_line(tag)));
    }

    #[test]
    fn cleaning_twice_changes_nothing_more(text in any_text()) {
        prop_assert_eq!(clean_line(&clean_line(&text)), clean_line(&text));
        prop_assert_eq!(clean_text(&clean_text(&text)), clean_text(&text));
        prop_assert!(!clean_line(&text).chars().any(char::is_control));
    }

    #[test]
    fn every_mobile_is_read_from_every_way_of_writing_it(second in 3_u8..=9, rest in 0_u32..1_000_000_000) {
        let digits = format!("1{second}{rest:09}");
        let (a, b, c) = (&digits[..3], &digits[3..7], &digits[7..]);
        for text in [digits.clone(), format!("{a}-{b}-{c}"), format!("{a} {b} {c}"), format!("+86 {digits}"), format!("86-{digits}"), format!("{digits}.0"), format!("0086{digits}")] {
            prop_assert_eq!(parse_phone(&text, "CN").map(|phone| phone.value), Ok(format!("+86{digits}")));
        }
    }

    #[test]
    fn every_day_is_read_from_every_way_of_writing_it(serial in 1_u32..109_000) {
        let Ok(date) = date_from_serial(f64::from(serial), false) else { return Ok(()) };
        for format in ["%Y/%-m/%-d", "%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y年%-m月%-d日", "%d.%m.%Y", "%-d %B %Y", "%Y-%m-%d %H:%M:%S"] {
            let text = date.and_hms_opt(10, 30, 0).map(|time| time.format(format).to_string()).unwrap_or_default();
            prop_assert_eq!(parse_date(&text, DateStyle::default()), Ok(date), "{}", text);
        }
    }

    #[test]
    fn every_amount_is_read_to_the_cent(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
        let sign = if cents < 0 { "-" } else { "" };
        let (whole, rest) = (cents.abs() / 100, cents.abs() % 100);
        let text = format!("{sign}{whole}.{rest:02}");
        let read = parse_amount(&text, AmountStyle::default()).ok().and_then(|amount| amount.value.scaled(2));
        prop_assert_eq!(read, Some(cents), "{}", text);
        let european = format!("{sign}{whole},{rest:02}");
        let comma = AmountStyle { mark: DecimalMark::Comma, unit: Unit::One };
        prop_assert_eq!(parse_amount(&european, comma).ok().and_then(|amount| amount.value.scaled(2)), Some(cents));
        #[allow(clippy::cast_precision_loss)]
        let number = cents as f64 / 100.0;
        prop_assert_eq!(Decimal::parse(&show_number(number)).and_then(|value| value.scaled(2)), Some(cents), "as a spreadsheet keeps it");
    }
}
