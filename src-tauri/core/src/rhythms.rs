//! How often somebody is seen: their own rhythm, taken from their visits, and the day from which they have stayed away for
//! so much longer than they used to that they may be slipping away.

use chrono::{Datelike, NaiveDate};

/// So many gaps between visits are looked at, the latest first; older habits count no more.
pub const GAPS: usize = 12;
/// Fewer gaps than that are no rhythm.
const FEWEST: usize = 3;
/// Nobody is slipping away sooner than so many days after they should have been seen.
const GRACE: u32 = 7;
/// The longest cadence that can be asked for, in days.
pub const LONGEST: u32 = 3_650;

/// The usual gap between visits, in days: the median of the latest [`GAPS`] gaps between different days, rounded up. None for
/// less than four days with visits. `days` from the latest on.
#[must_use]
pub fn usual_gap(days: &[NaiveDate]) -> Option<u32> {
    let gaps = days.windows(2).filter_map(|pair| match pair {
        [later, earlier] => u32::try_from(later.signed_duration_since(*earlier).num_days()).ok(),
        _ => None,
    });
    let mut gaps: Vec<u32> = gaps.filter(|gap| *gap > 0).take(GAPS).collect();
    if gaps.len() < FEWEST {
        return None;
    }
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    let upper = gaps.get(middle).copied()?;
    let lower = if gaps.len().is_multiple_of(2) { gaps.get(middle - 1).copied()? } else { upper };
    Some((lower + upper).div_ceil(2))
}

/// The day from which somebody is slipping away: the second time in a row that they should have been seen, and at least a week
/// after the first. By their own rhythm, or where they have none by the cadence in days; 0 for no cadence.
#[must_use]
pub fn slipping_on(days: &[NaiveDate], cadence: u32) -> Option<NaiveDate> {
    let usual = usual_gap(days).or((cadence > 0).then_some(cadence))?;
    let away = usual.saturating_mul(2).max(usual.saturating_add(GRACE));
    let day = days.first()?.checked_add_days(chrono::Days::new(u64::from(away)))?;
    (day.year() <= 9_999).then_some(day)
}

/// Days as SQL joins them: `2026-11-20,2026-11-02`.
pub(crate) fn days_of(joined: &str) -> Vec<NaiveDate> {
    joined.split(',').filter_map(|day| day.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visited(ago: &[u64]) -> Vec<NaiveDate> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        ago.iter().map(|days| today.checked_sub_days(chrono::Days::new(*days)).unwrap()).collect()
    }

    #[test]
    fn the_usual_gap_is_the_middle_one() {
        for (ago, usual) in [
            (&[][..], None),
            (&[5], None),
            (&[0, 10, 20], None),
            (&[0, 10, 20, 30], Some(10)),
            // A holiday in between does not change a habit,
            (&[0, 10, 20, 120, 130, 140], Some(10)),
            // and two calls on one day are one.
            (&[0, 0, 0, 7, 14, 21], Some(7)),
            (&[0, 10, 21, 31, 42], Some(11)),
        ] {
            assert_eq!(usual_gap(&visited(ago)), usual, "{ago:?}");
        }
        let old: Vec<u64> = (0..13).map(|visit| visit * 5).chain((1..40).map(|visit| 60 + visit * 90)).collect();
        assert_eq!(usual_gap(&visited(&old)), Some(5), "what was years ago does not count");
    }

    #[test]
    fn slipping_away_is_well_past_ones_own_rhythm() {
        let day = |ago: &[u64], cadence| slipping_on(&visited(ago), cadence).map(|day| day.to_string());
        assert_eq!(day(&[0, 24, 48, 72], 0).as_deref(), Some("2027-01-10"), "48 days after the last visit");
        assert_eq!(day(&[0, 2, 4, 6], 0).as_deref(), Some("2026-12-02"), "a week is left to who comes every other day");
        assert_eq!(day(&[0, 24, 48, 72], 7).as_deref(), Some("2027-01-10"), "their own rhythm goes first");
        assert_eq!(day(&[0], 14).as_deref(), Some("2026-12-21"), "and a cadence where there is none");
        assert_eq!(day(&[0], 0), None);
        assert_eq!(day(&[], 14), None, "who never came cannot stay away");
    }

    #[test]
    fn days_come_out_of_sql_as_they_are() {
        assert_eq!(days_of("2026-11-23,2026-11-20"), visited(&[0, 3]));
        assert_eq!(days_of(""), []);
    }
}
