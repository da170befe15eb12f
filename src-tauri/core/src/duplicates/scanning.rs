//! A look over all customers for those who may be one.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::everybody::{Everybody, Record};
use super::keys::{Keys, LARGEST, keys_of};
use super::loading::{self, Raw};
use super::weights::{Score, probability, score};
use super::{Duplicates, Pair, told};
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader};
use crate::customers;
use crate::error::{Error, Result};

/// So many customers are read at once.
const CHUNK: i64 = 4_096;
/// So many pairs are compared between two looks at whether to go on.
const STRETCH: usize = 65_536;
/// So many pairs are looked at, at most, in a book in which everybody looks like everybody.
const MOST: usize = 40_000_000;
/// So many pairs are found for each customer at most, times this, by the size of the largest group.
const GROUPS: usize = 400_000;
/// What a pair has at least to be told.
pub(super) const LEAST: f64 = 0.5;
/// So many pairs are told unless asked for more.
const LIMIT: u32 = 1_000;

/// Asks for a look over all customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ScanDuplicates {
    /// Only pairs with this score and more, 0–1; 0.5 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub least: Option<f64>,
    /// At most so many pairs; 1,000 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
    /// Fields whose value belongs to one customer only: a tax number, a member's number.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<i64>>", optional))]
    pub fields: Vec<i64>,
}

/// A pair that was found, by the places of both.
#[derive(Debug, Clone, Copy)]
struct Found {
    pair: u64,
    probability: f64,
}

/// What a look over all comes to before it is told.
struct Looked {
    everybody: Everybody,
    /// The likeliest first.
    found: Vec<Found>,
    customers: u32,
    compared: u32,
}

/// Looks over all customers that are not in the trash; told is how many of those to read and pairs to score are done.
/// Pairs that were told apart are left out.
///
/// # Errors
/// `invalid` for a least score beyond 0–1; `cancelled` if told to stop.
pub fn scan(reader: &Reader<'_>, req: &ScanDuplicates, on_progress: OnProgress<'_>) -> Result<Duplicates> {
    let Looked { everybody, found, customers, compared } = find(reader, req, on_progress)?;
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let mut pairs = Vec::new();
    for pair in found.iter().take(req.limit.unwrap_or(LIMIT) as usize) {
        let (Some(a), Some(b)) = both(&everybody, pair.pair) else { continue };
        let Score { probability, reasons } = score(a, b, &everybody);
        let mut rows = customers::rows_of(reader, &[a.id, b.id])?.into_iter();
        if let (Some(a), Some(b)) = (rows.next(), rows.next()) {
            pairs.push(Pair { a, b, score: told(probability), reasons });
        }
    }
    Ok(Duplicates { customers, compared, total, pairs })
}

/// The customers who are one by a rule: each group whose members are linked by pairs of this score and more. The ids of a
/// group, smallest first.
///
/// # Errors
/// As for [`scan`].
pub fn groups(reader: &Reader<'_>, req: &ScanDuplicates, on_progress: OnProgress<'_>) -> Result<Vec<Vec<i64>>> {
    let Looked { everybody, found, .. } = find(reader, req, on_progress)?;
    let mut leader: HashMap<i64, i64> = HashMap::new();
    fn top(leader: &HashMap<i64, i64>, mut id: i64) -> i64 {
        while let Some(next) = leader.get(&id).filter(|next| **next != id) {
            id = *next;
        }
        id
    }
    for pair in &found {
        let (Some(one), Some(other)) = both(&everybody, pair.pair) else { continue };
        let (a, b) = (top(&leader, one.id), top(&leader, other.id));
        leader.entry(one.id).or_insert(one.id);
        leader.entry(other.id).or_insert(other.id);
        leader.insert(a.max(b), a.min(b));
    }
    let mut groups: HashMap<i64, Vec<i64>> = HashMap::new();
    for id in leader.keys() {
        groups.entry(top(&leader, *id)).or_default().push(*id);
    }
    let mut groups: Vec<Vec<i64>> = groups.into_values().collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    Ok(groups)
}

fn find(reader: &Reader<'_>, req: &ScanDuplicates, on_progress: OnProgress<'_>) -> Result<Looked> {
    let least = req.least.unwrap_or(LEAST);
    if !(0.0..=1.0).contains(&least) {
        return Err(Error::invalid("least", "out_of_range"));
    }
    for field in &req.fields {
        crate::tags::check_alive(reader, "field", *field)?;
    }
    let (total, last): (u32, i64) = reader
        .first("SELECT count(*), coalesce(max(id), 0) FROM customer WHERE trashed_at = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .unwrap_or_default();
    let mut go_on = |done: u64, of: u64| if on_progress(done, of) { Ok(()) } else { Err(Error::refused("cancelled")) };
    // Reading is the first half of the way.
    let mut reading = |done: i64| go_on(done.unsigned_abs(), last.unsigned_abs().max(1) * 2);
    let (everybody, keys) = read(reader, req, total, last, &mut reading)?;
    let pairs = candidates(reader, &everybody, keys, total)?;
    let mut found = Vec::new();
    let of = pairs.len() as u64;
    for (done, stretch) in (0..).step_by(STRETCH).zip(pairs.chunks(STRETCH)) {
        go_on(of + done, of * 2)?;
        found.par_extend(stretch.par_iter().filter_map(|pair| {
            let (a, b) = both(&everybody, *pair);
            Some(Found { pair: *pair, probability: probability(a?, b?, &everybody, least)? })
        }));
    }
    // Places stand in the order of ids.
    found.sort_by(|x, y| y.probability.total_cmp(&x.probability).then(x.pair.cmp(&y.pair)));
    let compared = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    Ok(Looked { everybody, found, customers: total, compared })
}

/// Reads everybody, with their keys. What was read is taken apart while the next is being read.
fn read(
    reader: &Reader<'_>,
    req: &ScanDuplicates,
    total: u32,
    last: i64,
    go_on: &mut dyn FnMut(i64) -> Result<()>,
) -> Result<(Everybody, Keys)> {
    let mut everybody = Everybody::among(total);
    let mut keys = Keys::among(total);
    let mut raw: Vec<Raw> = Vec::new();
    for from in (1..=last.saturating_add(CHUNK)).step_by(CHUNK.unsigned_abs() as usize) {
        go_on((from - 1).min(last - 1).max(0))?;
        let mut next = Ok(Vec::new());
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| take_apart(std::mem::take(&mut raw), &mut everybody, &mut keys));
            if from <= last {
                next = loading::read(reader, from, from.saturating_add(CHUNK - 1), &req.fields);
            }
        });
        raw = next?;
    }
    Ok((everybody, keys))
}

fn take_apart(raw: Vec<Raw>, everybody: &mut Everybody, keys: &mut Keys) {
    let profiles = raw.into_par_iter().map(|raw| {
        let profile = raw.profile();
        let keys = keys_of(&profile);
        (profile, keys)
    });
    for (profile, own) in profiles.collect::<Vec<_>>() {
        let place = everybody.push(&profile);
        everybody.count(place);
        keys.add(place, own);
    }
}

/// Both of a pair, the smaller place first.
fn both(everybody: &Everybody, pair: u64) -> (Option<Record<'_>>, Option<Record<'_>>) {
    (everybody.get((pair >> 32) as usize), everybody.get((pair & u64::from(u32::MAX)) as usize))
}

/// The pairs that share a key, each once, without those that were told apart.
fn candidates(reader: &Reader<'_>, everybody: &Everybody, keys: Keys, total: u32) -> Result<Vec<u64>> {
    let largest = (GROUPS / (total as usize).max(1)).clamp(8, LARGEST);
    let mut pairs = keys.pairs(largest, MOST);
    let apart: HashSet<(i64, i64)> = reader
        .all("SELECT customer_id, other_id FROM told_apart", [], |row| Ok((row.get(0)?, row.get(1)?)))?
        .into_iter()
        .collect();
    if !apart.is_empty() {
        pairs.retain(|pair| match both(everybody, *pair) {
            (Some(a), Some(b)) => !apart.contains(&(a.id, b.id)),
            _ => false,
        });
    }
    Ok(pairs)
}
