//! Phone numbers as people look for them: by their last digits, or any four and more.

use super::tokens::PHONE_RUN;

/// A digit of a phone and where it stands in the text, in UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhoneDigit {
    pub ch: char,
    pub start: usize,
    pub end: usize,
}

/// Whether the phone is stored as a number (E.164) and not as raw text.
pub(super) fn is_normalised(phone: &str) -> bool {
    phone.strip_prefix('+').is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()))
}

/// The digits of a phone as they are dialled: Chinese numbers (+86) without the country's code, landlines with
/// the 0 before the area; other numbers with their country's code; raw text with all its digits.
/// An extension (`;ext=`) is left out.
pub(super) fn digits(phone: &str) -> Vec<PhoneDigit> {
    let mut list = Vec::with_capacity(12);
    let normalised = is_normalised(phone);
    let (number, skipped) = match phone.strip_prefix("+86") {
        Some(rest) if normalised => (rest, 3),
        _ => (phone, 0),
    };
    let number = if normalised { number.split(';').next().unwrap_or_default() } else { number };
    if skipped > 0 && !is_mobile(number) {
        // The 0 is dialled but not written, so it takes no place.
        list.push(PhoneDigit { ch: '0', start: skipped, end: skipped });
    }
    let mut start = skipped;
    for ch in number.chars() {
        let end = start + ch.len_utf16();
        super::folding::fold_char(ch, |ch| {
            if ch.is_ascii_digit() {
                list.push(PhoneDigit { ch, start, end });
            }
        });
        start = end;
    }
    list
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1')
}

/// The ways in which typed digits may stand in a phone: as they are, without China's code, without the zeros that
/// are dialled first. Only runs of four digits and more; the longest first.
pub(super) fn variants(typed: &str) -> Vec<String> {
    let mut list: Vec<String> = vec![typed.to_owned()];
    for code in ["0086", "86"] {
        list.extend(typed.strip_prefix(code).map(str::to_owned));
    }
    list.push(typed.trim_start_matches('0').to_owned());
    list.retain(|digits| digits.len() >= PHONE_RUN);
    list.sort_by_key(|digits| std::cmp::Reverse(digits.len()));
    list.dedup();
    list
}

/// Where `wanted` stands in the digits, from and to; its last place first, so that the end is found if it fits.
pub(super) fn find(digits: &[PhoneDigit], wanted: &str) -> Option<(usize, usize)> {
    let len = wanted.len();
    let last = digits.len().checked_sub(len)?;
    (0..=last).rev().find_map(|at| {
        let window = digits.get(at..at + len)?;
        window.iter().map(|digit| digit.ch).eq(wanted.chars()).then_some((at, at + len))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialled(phone: &str) -> String {
        digits(phone).iter().map(|digit| digit.ch).collect()
    }

    #[test]
    fn numbers_are_kept_as_they_are_dialled() {
        assert_eq!(dialled("+8613800138000"), "13800138000");
        assert_eq!(dialled("+861055501234;ext=12"), "01055501234");
        assert_eq!(dialled("+14155550123"), "14155550123");
        assert_eq!(dialled("１３８-0013-800 微信"), "1380013800");
        assert_eq!(dialled("暂无"), "");
    }

    #[test]
    fn typed_codes_and_zeros_may_be_left_out() {
        assert_eq!(variants("8613800138000"), ["8613800138000", "13800138000"]);
        assert_eq!(variants("008613800138000"), ["008613800138000", "8613800138000", "13800138000"]);
        assert_eq!(variants("01055501234"), ["01055501234", "1055501234"]);
        assert_eq!(variants("0105"), ["0105"]);
        assert_eq!(variants("138"), [""; 0]);
    }

    #[test]
    fn the_end_is_preferred() {
        assert_eq!(find(&digits("+8613880001800"), "800"), Some((8, 11)));
        assert_eq!(find(&digits("+8613800138000"), "1380"), Some((5, 9)));
    }
}
