//! Cell references such as `AB12`, and serial days.

/// Row and column, from 0, of a reference such as `AB12`; `$` is passed over.
pub(super) fn cell(reference: &str) -> Option<(u32, u32)> {
    let plain = reference.trim().replace('$', "");
    let letters = plain.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = plain.split_at_checked(letters)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    Some((row, column.checked_sub(1)?))
}

/// A rectangle of cells, corners included, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

impl Block {
    /// From two corners in any order.
    pub(super) fn between(one: (u32, u32), other: (u32, u32)) -> Self {
        Block {
            first_row: one.0.min(other.0),
            last_row: one.0.max(other.0),
            first_column: one.1.min(other.1),
            last_column: one.1.max(other.1),
        }
    }
}

/// The block of a reference such as `A1:C5`.
pub(super) fn block(reference: &str) -> Option<Block> {
    let (one, other) = reference.split_once(':').unwrap_or((reference, reference));
    Some(Block::between(cell(one)?, cell(other)?))
}

/// The serial day (counted as spreadsheets do from 1900, their 29 February 1900 included) of an ISO date `2024-03-05`, with or
/// without `T10:30:00` behind. Nothing for days before 1900 and for impossible ones.
pub(super) fn serial_of_iso(text: &str) -> Option<f64> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        1..=12 => 31,
        _ => return None,
    };
    if !(1900..=9999).contains(&year) || !(1..=longest).contains(&day) {
        return None;
    }
    // Days since 1899-12-30: a year is counted from March, so that the leap day comes last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 693_900;
    let days = if days > 60 { days } else { days - 1 };
    let mut clock = time.trim_end_matches('Z').splitn(3, ':').map(|part| part.parse::<f64>().unwrap_or_default());
    let mut next = || clock.next().unwrap_or_default();
    let seconds = next() * 3_600.0 + next() * 60.0 + next();
    Some(days as f64 + (seconds / 86_400.0).clamp(0.0, 0.999_999_9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_others_refused() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("$XFD$1048576"), Some((1_048_575, 16_383)));
        assert_eq!(block("B4:B83"), Some(Block { first_row: 3, last_row: 82, first_column: 1, last_column: 1 }));
        assert_eq!(block("C5:A2"), block("A2:C5"), "corners may come in any order");
        for wrong in ["", "A", "1", "A0", "AAAAAAAAAAAA1", "A99999999999"] {
            assert_eq!(cell(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn serial_days_agree_with_spreadsheets() {
        assert_eq!(serial_of_iso("2024-03-05"), Some(45_356.0));
        assert_eq!(serial_of_iso("2000-02-29"), Some(36_585.0));
        assert_eq!(serial_of_iso("1900-01-01"), Some(1.0));
        assert_eq!(serial_of_iso("1900-02-28"), Some(59.0));
        assert_eq!(serial_of_iso("1900-03-01"), Some(61.0));
        assert_eq!(serial_of_iso("2024-03-05T12:00:00"), Some(45_356.5));
        for wrong in ["2024-02-30", "2024-13-01", "1899-12-31", "2024", "待定"] {
            assert_eq!(serial_of_iso(wrong), None, "{wrong}");
        }
    }
}
