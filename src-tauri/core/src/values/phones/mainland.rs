//! The numbering plan of mainland China.

use super::{Line, PhoneProblem, Read, small};

/// Reads a number written without `+` at home: 13800001234, 0512-55509301, 86-13800001234. `written` shows its dashes.
pub(super) fn read(digits: &str, written: &str) -> Result<Read, PhoneProblem> {
    let result = national(digits, written, false);
    if result.is_err()
        && let Some(rest) = digits.strip_prefix("86")
        && let Ok(read) = national(rest, written, true)
    {
        return Ok(read);
    }
    result
}

/// Reads what stands behind +86: an area code may lack its 0.
pub(super) fn read_with_country(digits: &str, written: &str) -> Result<Read, PhoneProblem> {
    national(digits, written, true)
}

fn national(digits: &str, written: &str, with_country: bool) -> Result<Read, PhoneProblem> {
    let e164 = |significant: &str| format!("+86{significant}");
    let length = digits.len();
    let trunk = digits.strip_prefix('0');
    let significant = trunk.unwrap_or(digits);
    if is_mobile_start(significant) {
        match (significant.len(), trunk) {
            (11, _) => return Ok((e164(significant), Line::Mobile, None)),
            (_, None) if length > 11 => return Err(PhoneProblem::TooLong { extra: small(length - 11) }),
            // Behind +86, ten digits from 13… are a mobile that lost one.
            (_, None) => return Err(PhoneProblem::TooShort { missing: small(11 - length) }),
            // 0130…: an area code never begins with 1 but for 010.
            (got, Some(_)) if got > 11 => return Err(PhoneProblem::TooLong { extra: small(got - 11) }),
            (got, Some(_)) => return Err(PhoneProblem::TooShort { missing: small(11 - got) }),
        }
    }
    let has_area_code = trunk.is_some() || (with_country && length >= 10);
    if let Some(read) = landline(significant, written).filter(|_| has_area_code) {
        return read;
    }
    if length == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
        return Ok((e164(digits), Line::Other, None));
    }
    match digits.as_bytes() {
        [b'2'..=b'9', ..] if matches!(length, 7 | 8) => Err(PhoneProblem::NoAreaCode),
        [b'1', ..] if length < 11 => Err(PhoneProblem::TooShort { missing: small(11 - length) }),
        _ if length < 7 => Err(PhoneProblem::TooShort { missing: small(7 - length) }),
        _ if length > 12 => Err(PhoneProblem::TooLong { extra: small(length - 11) }),
        _ => Err(PhoneProblem::NotInPlan),
    }
}

fn is_mobile_start(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// Area code without its 0, number, and an extension behind a last dash. None if it does not begin with an area code.
fn landline(significant: &str, written: &str) -> Option<Result<Read, PhoneProblem>> {
    let (area, shortest, longest) = match significant.as_bytes() {
        [b'1', b'0', ..] | [b'2', _, ..] => (2, 8, 8),
        [b'3'..=b'9', _, _, ..] => (3, 7, 8),
        _ => return None,
    };
    let own = significant.len() - area;
    let value = |end: usize| significant.get(..end).map(|digits| format!("+86{digits}"));
    if own < shortest {
        return Some(Err(PhoneProblem::TooShort { missing: small(shortest - own) }));
    }
    if own <= longest {
        return Some(Ok((value(significant.len())?, Line::Landline, None)));
    }
    // 027-55506012-382: what stands behind the last dash is an extension if a whole number stands before it.
    if let Some((_, last)) = written.trim_end_matches([')', ' ']).rsplit_once('-')
        && (1..=6).contains(&last.trim().len())
        && last.trim().bytes().all(|byte| byte.is_ascii_digit())
    {
        let last = last.trim();
        let before = own.checked_sub(last.len())?;
        if (shortest..=longest).contains(&before) {
            return Some(Ok((value(area + before)?, Line::Landline, Some(last.to_owned()))));
        }
    }
    Some(Err(PhoneProblem::TooLong { extra: small(own - longest) }))
}
