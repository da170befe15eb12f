//! A look over all customers for those who may be one.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::keys::{LARGEST, keys_of};
use super::loading::profiles;
use super::packed::Packed;
use super::profiles::Profile;
use super::rarity::{Rarity, Sort};
use super::weights::{Score, score};
use super::{Duplicates, Pair, told};
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader};
use crate::customers;
use crate::error::{Error, Result};

/// So many customers are read at once.
const CHUNK: i64 = 4_096;
/// So many pairs are compared at most: those of a book in which everybody looks like everybody.
const MOST: usize = 20_000_000;
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

/// A pair that was found, by ids, the smaller first.
#[derive(Debug, Clone)]
pub struct Found {
    /// The smaller id.
    pub a: i64,
    /// The larger id.
    pub b: i64,
    /// How much they have in common.
    pub score: Score,
}

/// Looks over all customers that are not in the trash; told is how many of those to read and pairs to score are done.
/// Pairs that were told apart are left out.
///
/// # Errors
/// `invalid` for a least score beyond 0–1; `cancelled` if told to stop.
pub fn scan(reader: &Reader<'_>, req: &ScanDuplicates, on_progress: OnProgress<'_>) -> Result<Duplicates> {
    let (mut found, customers, compared) = find(reader, req, on_progress)?;
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    found.truncate(req.limit.unwrap_or(LIMIT) as usize);
    let mut pairs = Vec::with_capacity(found.len());
    for pair in found {
        let mut rows = customers::rows_of(reader, &[pair.a, pair.b])?.into_iter();
        if let (Some(a), Some(b)) = (rows.next(), rows.next()) {
            pairs.push(Pair { a, b, score: told(pair.score.probability), reasons: pair.score.reasons });
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
    let (found, ..) = find(reader, req, on_progress)?;
    let mut leader: HashMap<i64, i64> = HashMap::new();
    fn top(leader: &HashMap<i64, i64>, mut id: i64) -> i64 {
        while let Some(next) = leader.get(&id).filter(|next| **next != id) {
            id = *next;
        }
        id
    }
    for pair in &found {
        let (a, b) = (top(&leader, pair.a), top(&leader, pair.b));
        leader.entry(pair.a).or_insert(pair.a);
        leader.entry(pair.b).or_insert(pair.b);
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

/// The pairs, the likeliest first; how many customers were read and how many pairs compared.
fn find(reader: &Reader<'_>, req: &ScanDuplicates, on_progress: OnProgress<'_>) -> Result<(Vec<Found>, u32, u32)> {
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
    let mut rarity = Rarity::among(total);
    let mut keys: Vec<(u64, u32)> = Vec::new();
    let mut everybody = Packed::default();
    let mut from = 1;
    while from <= last {
        // Reading is the first half of the way.
        go_on(from.unsigned_abs(), last.unsigned_abs() * 2)?;
        for profile in profiles(reader, from, from + CHUNK - 1, &req.fields)? {
            count(&mut rarity, &profile);
            if let Ok(id) = u32::try_from(profile.id) {
                keys.extend(keys_of(&profile).into_iter().map(|key| (key, id)));
                everybody.push(id, &profile)?;
            }
        }
        from += CHUNK;
    }
    let pairs = candidates(reader, keys, total as usize)?;
    let mut found = Vec::new();
    let of = pairs.len() as u64;
    // Pairs stand by their smaller id.
    let mut one = Profile::default();
    for (done, (a, b)) in (0..).zip(&pairs) {
        if done % 1_024 == 0 {
            go_on(of + done, of * 2)?;
        }
        if one.id != i64::from(*a) {
            one = everybody.get(*a)?;
        }
        let score = score(&one, &everybody.get(*b)?, &rarity);
        if score.probability >= least {
            found.push(Found { a: i64::from(*a), b: i64::from(*b), score });
        }
    }
    found.sort_by(|x, y| y.score.probability.total_cmp(&x.score.probability).then((x.a, x.b).cmp(&(y.a, y.b))));
    Ok((found, total, u32::try_from(pairs.len()).unwrap_or(u32::MAX)))
}

fn count(rarity: &mut Rarity, profile: &Profile) {
    rarity.note(Sort::Name, &profile.name.core, 1);
    for (place, word) in profile.name.words.iter().enumerate() {
        if !profile.name.words[..place].contains(word) {
            rarity.note(Sort::Word, word, 1);
        }
    }
    for part in &profile.address {
        rarity.note(Sort::Address, part, 1);
    }
    for contact in &profile.contacts {
        rarity.note(Sort::Contact, contact, 1);
    }
    for line in &profile.phones {
        rarity.note(Sort::Point, &line.number, 1);
    }
    for point in profile.emails.iter().chain(&profile.wechats) {
        rarity.note(Sort::Point, point, 1);
    }
}

/// The pairs that share a key, each once, the smaller id first, without those that were told apart.
fn candidates(reader: &Reader<'_>, mut keys: Vec<(u64, u32)>, customers: usize) -> Result<Vec<(u32, u32)>> {
    keys.sort_unstable();
    let largest = (GROUPS / customers.max(1)).clamp(8, LARGEST);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in keys.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=largest).contains(&group.len())) {
        for (place, (_, one)) in group.iter().enumerate() {
            pairs.extend(group[place + 1..].iter().map(|(_, other)| (*one.min(other), *one.max(other))));
        }
        if pairs.len() >= 2 * MOST {
            tidy(&mut pairs);
            if pairs.len() >= MOST {
                break;
            }
        }
    }
    drop(keys);
    tidy(&mut pairs);
    let apart: HashSet<(u32, u32)> = reader
        .all("SELECT customer_id, other_id FROM told_apart", [], |row| Ok((row.get(0)?, row.get(1)?)))?
        .into_iter()
        .collect();
    pairs.retain(|pair| !apart.contains(pair));
    Ok(pairs)
}

fn tidy(pairs: &mut Vec<(u32, u32)>) {
    pairs.sort_unstable();
    pairs.dedup();
}
