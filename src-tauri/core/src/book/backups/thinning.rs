//! Which backups are too many: all of two days stay, then one a day, a week, a month.

use std::collections::HashSet;

use super::{Backup, BackupReason};

const DAY: i64 = 24 * 3_600_000;
/// The newest so many stay whatever the clock says: it may have been set wrong.
const ALWAYS: usize = 10;

/// The paths of those that may go. `backups` are of one folder, in the order in which they were made.
///
/// Times are counted from one backup to the next, and a clock that was set back counts as standing still: it makes no
/// backup older than it is. What somebody asked for, and what stands before a restore, stays.
pub(super) fn superfluous(backups: &[&Backup], keep: usize) -> Vec<String> {
    let mut own_time = Vec::with_capacity(backups.len());
    for backup in backups {
        let before = own_time.last().map_or(i64::MIN, |(time, _, _): &(i64, i64, &Backup)| *time);
        own_time.push((backup.at.max(before), backup.at, *backup));
    }
    let Some((newest, _, _)) = own_time.last().copied() else { return Vec::new() };
    let last_proven = backups.iter().rposition(|backup| backup.proven_at.is_some());
    let mut spans = HashSet::new();
    let mut kept = 0;
    let mut gone = Vec::new();
    for (place, (time, _, backup)) in own_time.iter().enumerate().rev() {
        if matches!(backup.reason, BackupReason::Asked | BackupReason::Restore | BackupReason::Found)
            || Some(place) == last_proven
        {
            continue;
        }
        let is_new = span(*time, newest - time).is_none_or(|span| spans.insert(span));
        let is_recent = backups.len() - place <= ALWAYS;
        if is_recent || (is_new && kept < keep) {
            kept += 1;
        } else {
            gone.push(backup.path.clone());
        }
    }
    gone
}

/// The span of time of which one backup is enough; none where all stay. Spans are fixed on the calendar, so that what stays today stays
/// tomorrow.
fn span(time: i64, age: i64) -> Option<(u8, i64)> {
    match age / DAY {
        0..2 => None,
        2..14 => Some((1, time.div_euclid(DAY))),
        14..60 => Some((2, time.div_euclid(7 * DAY))),
        _ => Some((3, time.div_euclid(30 * DAY))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(at: i64, number: usize) -> Backup {
        Backup {
            path: number.to_string(),
            at,
            reason: BackupReason::Work,
            size: 1,
            version: number as u64,
            customers: 0,
            visits: 0,
            hash: String::new(),
            erasures: 0,
            proven_at: Some(at),
        }
    }

    /// Backups made one after the other at these times, thinned each time.
    fn thinned(times: impl Iterator<Item = i64>, keep: usize) -> Vec<Backup> {
        let mut there: Vec<Backup> = Vec::new();
        for (number, at) in times.enumerate() {
            there.push(backup(at, number));
            let gone = superfluous(&there.iter().collect::<Vec<_>>(), keep);
            there.retain(|backup| !gone.contains(&backup.path));
        }
        there
    }

    #[test]
    fn two_days_stay_whole_then_days_weeks_and_months() {
        let start = 20_000 * DAY;
        let four_a_day = |days: i64| (0..days * 4).map(move |quarter| start + quarter * DAY / 4);
        let there = thinned(four_a_day(400), 1_000);
        let newest = there.last().unwrap().at;
        let aged =
            |from: i64, to: i64| there.iter().filter(|b| (from * DAY..to * DAY).contains(&(newest - b.at))).count();
        assert_eq!(aged(0, 2), 8, "all of two days");
        assert!((12..=15).contains(&aged(2, 14)), "one of each day, and the newest ten: {}", aged(2, 14));
        assert!((6..=8).contains(&aged(14, 60)), "one of each week: {}", aged(14, 60));
        assert!((11..=13).contains(&aged(60, 400)), "one of each month: {}", aged(60, 400));
    }

    #[test]
    fn a_clock_that_is_set_back_or_ahead_costs_no_backup_of_these_days() {
        let now = 20_000 * DAY;
        let hourly = |from: i64| (0..20).map(move |hour| from + hour * DAY / 24);
        let back = thinned(hourly(now).chain(hourly(now - 3_650 * DAY)), 60);
        assert_eq!(back.len(), 40, "ten years back: all of the last two days of work are there");
        let ahead = thinned(hourly(now).chain(std::iter::once(now + 3_650 * DAY)), 60);
        assert!(ahead.len() >= ALWAYS, "ten years ahead: the newest ten are there: {}", ahead.len());
        let again = thinned(hourly(now).chain(hourly(now - 3_650 * DAY)).chain(hourly(now + DAY)), 60);
        assert_eq!(again.len(), 60, "and forward again: still all");
    }

    #[test]
    fn what_was_asked_for_and_the_last_proven_one_stay() {
        let now = 20_000 * DAY;
        let mut there: Vec<Backup> = (0..40).map(|n| backup(now + n * DAY / 100, n as usize)).collect();
        there[0].reason = BackupReason::Asked;
        for unproven in &mut there[2..] {
            unproven.proven_at = None;
        }
        let gone = superfluous(&there.iter().collect::<Vec<_>>(), 12);
        assert_eq!(gone.len(), 40 - 2 - 12);
        assert!(!gone.contains(&"0".to_owned()) && !gone.contains(&"1".to_owned()), "{gone:?}");
    }
}
