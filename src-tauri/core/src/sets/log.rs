//! What each version of the book touched, so that only what reads it is asked for again.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use roaring::{RoaringBitmap, RoaringTreemap};

use crate::book::Touched;
use crate::book::schema;

/// Of a table in which one change touches more customers than this, only that is remembered: what reads it is built anew.
const MOST: u64 = 20_000;
/// So many changes are told apart; older ones are remembered together.
const LOGGED: usize = 64;

/// What something kept reads: the statements that made it. Which tables they read stands in them; nothing is declared
/// beside them that could be forgotten.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads(Vec<Arc<str>>);

impl Reads {
    /// Of one statement.
    pub fn of(sql: &str) -> Self {
        Self(vec![sql.into()])
    }

    /// With what something else reads, too.
    pub fn and(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Whether the rows of a table count. Those of `customer` always do: whoever is in the trash is in no set.
    pub fn has(&self, table: &str) -> bool {
        table == "customer" || schema::words_of(table).any(|word| self.0.iter().any(|sql| has_word(sql, word)))
    }
}

/// Whether a name stands in a statement, and not only as a part of another name.
fn has_word(sql: &str, word: &str) -> bool {
    let is_part = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric() || ch == '_');
    sql.match_indices(word).any(|(at, _)| {
        let (before, rest) = sql.split_at(at);
        !is_part(before.chars().next_back()) && !is_part(rest.get(word.len()..).and_then(|after| after.chars().next()))
    })
}

/// What was touched, as far back as it is known.
#[derive(Default)]
pub(super) struct Log {
    /// By table: what reads it and is older than this version must be built anew.
    floors: HashMap<&'static str, u64>,
    /// Oldest first.
    changes: VecDeque<Change>,
}

/// The customers whose rows a version touched, by table.
struct Change {
    version: u64,
    customers: HashMap<&'static str, RoaringBitmap>,
}

impl Log {
    /// Notes what the change that makes this version touched.
    pub fn note(&mut self, version: u64, touched: &Touched) {
        for table in &touched.lists {
            self.floors.insert(table, version);
        }
        let mut change = Change { version, customers: HashMap::new() };
        for (table, customers) in &touched.customers {
            if customers.len() > MOST {
                self.floors.insert(table, version);
            } else {
                change.customers.insert(table, small(customers));
            }
        }
        self.changes.push_back(change);
        if self.changes.len() > LOGGED {
            self.join_oldest();
        }
    }

    /// Remembers the two oldest changes as one: what is older than both is touched by both.
    fn join_oldest(&mut self) {
        let (Some(first), Some(second)) = (self.changes.pop_front(), self.changes.front_mut()) else { return };
        for (table, customers) in first.customers {
            let all = second.customers.entry(table).or_default();
            *all |= customers;
            if all.len() > MOST {
                let floor = self.floors.entry(table).or_default();
                *floor = second.version.max(*floor);
                second.customers.remove(table);
            }
        }
    }

    /// The customers touched after one version up to another, of what counts for something kept; none if that is not known.
    pub fn touched(&self, after: u64, up_to: u64, reads: &Reads) -> Option<RoaringBitmap> {
        if after == 0 || self.floors.iter().any(|(table, floor)| *floor > after && reads.has(table)) {
            return None;
        }
        let mut all = RoaringBitmap::new();
        for change in self.changes.iter().filter(|change| change.version > after && change.version <= up_to) {
            for (_, customers) in change.customers.iter().filter(|(table, _)| reads.has(table)) {
                all |= customers;
            }
        }
        Some(all)
    }
}

/// Sets in memory are of ids that fit 32 bits.
fn small(ids: &RoaringTreemap) -> RoaringBitmap {
    ids.iter().filter_map(|id| u32::try_from(id).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(customers: &[(&'static str, std::ops::Range<u64>)], lists: &[&'static str]) -> Touched {
        let customers = customers.iter().map(|(table, ids)| (*table, ids.clone().collect())).collect();
        Touched { customers, lists: lists.iter().copied().collect(), ..Touched::default() }
    }

    fn asked(log: &Log, after: u64, sql: &str) -> Option<Vec<u32>> {
        log.touched(after, 1_000, &Reads::of(sql)).map(|ids| ids.iter().collect())
    }

    const TAGGED: &str = "SELECT customer_id FROM customer_tag WHERE tag_id = ?1";
    const VISITED: &str = "SELECT id FROM customer WHERE last_visit_on = ''";

    #[test]
    fn only_what_reads_a_table_is_touched_by_it() {
        let mut log = Log::default();
        log.note(2, &touched(&[("customer_tag", 1..3), (schema::MOMENT, 1..3)], &[]));
        log.note(3, &touched(&[("visit", 7..8)], &[]));
        log.note(4, &touched(&[("customer", 9..10)], &[]));
        assert_eq!(asked(&log, 1, TAGGED), Some(vec![1, 2, 9]));
        assert_eq!(asked(&log, 2, TAGGED), Some(vec![9]));
        assert_eq!(asked(&log, 1, VISITED), Some(vec![7, 9]), "the day of the last visit comes from visits");
        assert_eq!(asked(&log, 1, "… ORDER BY updated_at, id"), Some(vec![1, 2, 9]));
        assert_eq!(asked(&log, 1, "SELECT id FROM customer_tagged"), Some(vec![9]), "another name is another table");
        assert_eq!(asked(&log, 0, TAGGED), None, "what was never built");
    }

    #[test]
    fn a_list_of_the_user_or_very_many_end_what_reads_them_and_nothing_else() {
        let mut log = Log::default();
        log.note(2, &touched(&[("customer_tag", 1..MOST + 2)], &[]));
        log.note(3, &touched(&[], &["stage"]));
        assert_eq!(asked(&log, 1, TAGGED), None);
        assert_eq!(asked(&log, 2, TAGGED), Some(vec![]));
        assert_eq!(asked(&log, 1, VISITED), Some(vec![]));
        assert_eq!(asked(&log, 2, "SELECT id FROM stage ORDER BY position"), None);
        assert_eq!(asked(&log, 3, "SELECT id FROM stage ORDER BY position"), Some(vec![]));
    }

    #[test]
    fn old_changes_are_remembered_together() {
        let mut log = Log::default();
        for version in 2..302 {
            log.note(version, &touched(&[("visit", version..version + 1)], &[]));
        }
        assert_eq!(log.changes.len(), LOGGED);
        assert_eq!(asked(&log, 1, VISITED), Some((2..302).collect()));
        assert_eq!(asked(&log, 300, VISITED), Some(vec![301]));
        let many = asked(&log, 100, VISITED).unwrap_or_default();
        assert!(many.contains(&101) && many.contains(&301), "more than need be, never fewer");
    }
}
