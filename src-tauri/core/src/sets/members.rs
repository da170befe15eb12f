//! Sets of customers: of single conditions, kept and patched, and of rules, worked out on those.

use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;
use rusqlite::types::Value;

use super::log::Reads;
use super::{Kept, Of, visits};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::conditions::{self, Meaning, Rule, Statement};
use crate::error::Result;
use crate::search;

/// Asking for one customer, whose page may have to be decrypted, costs about as much as reading so many from an index.
const PATCH: u64 = 128;
/// So many texts are kept.
const TEXTS: usize = 8;
/// So many condition sets are kept at most,
const SETS: usize = 1_000;
/// and so many bytes of them.
const BYTES: usize = 48 << 20;

/// Uses: customer's primary key.
const ALIVE_AMONG: &str = "SELECT id FROM customer WHERE trashed_at = 0 AND id IN (SELECT value FROM json_each(?1))";
/// Uses: customer_by_created (covering).
const ALIVE: &str = "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id";

/// The set of a single condition.
pub(super) struct Member {
    statement: Statement,
    set: Of<RoaringBitmap>,
    bytes: usize,
    used: u64,
}

/// The sets of single conditions, by rule.
#[derive(Default)]
pub(super) struct Members {
    by_rule: HashMap<String, Member>,
    bytes: usize,
    uses: u64,
}

impl Members {
    fn take(&mut self, rule: &str) -> Option<Member> {
        let member = self.by_rule.remove(rule)?;
        self.bytes -= member.bytes;
        Some(member)
    }

    /// Keeps a set, and lets go of those that were not used for longest if they are too many.
    fn put(&mut self, rule: String, statement: Statement, set: Of<RoaringBitmap>) {
        self.uses += 1;
        let bytes = set.value.serialized_size();
        self.bytes += bytes;
        self.by_rule.insert(rule, Member { statement, set, bytes, used: self.uses });
        while self.by_rule.len() > SETS || (self.bytes > BYTES && self.by_rule.len() > 1) {
            let Some(oldest) = self.by_rule.iter().min_by_key(|(_, member)| member.used) else { break };
            let oldest = oldest.0.clone();
            self.take(&oldest);
        }
    }
}

/// What a set was, and whom was touched since of what it reads; none if that is not known.
fn patchable(kept: &Kept, of: Of<RoaringBitmap>) -> Option<(Of<RoaringBitmap>, RoaringBitmap)> {
    let touched = kept.touched_since(&of)?;
    Some((of, touched))
}

/// Whether asking for so many again costs less than reading a whole set in a row.
fn is_cheap(asked: u64, all: u64) -> bool {
    asked <= 8 || asked * PATCH <= all
}

/// A set with the touched asked for again: those in `now` are in it, the others are not.
fn patched(mut set: Arc<RoaringBitmap>, touched: &RoaringBitmap, now: Vec<u32>) -> Arc<RoaringBitmap> {
    let patched = Arc::make_mut(&mut set);
    *patched -= touched;
    patched.extend(now);
    set
}

fn json(ids: &RoaringBitmap) -> Result<String> {
    Ok(serde_json::to_string(&ids.iter().collect::<Vec<_>>())?)
}

/// Everybody who is not in the trash.
pub(super) fn alive(reader: &Reader<'_>, kept: &mut Kept) -> Result<Arc<RoaringBitmap>> {
    let set = match kept.alive.take().and_then(|alive| patchable(kept, alive)) {
        Some((alive, touched)) if touched.is_empty() => alive.value,
        Some((alive, touched)) if is_cheap(touched.len(), alive.value.len()) => {
            patched(alive.value, &touched, reader.all(ALIVE_AMONG, [json(&touched)?], |row| row.get(0))?)
        }
        _ => Arc::new(reader.all(ALIVE, [], |row| row.get::<_, u32>(0))?.into_iter().collect()),
    };
    kept.alive = Some(Of { version: kept.version, reads: Reads::default(), value: Arc::clone(&set) });
    Ok(set)
}

/// The set of a rule; `reads` learns what it depends on.
pub(super) fn of(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule, reads: &mut Reads) -> Result<Arc<RoaringBitmap>> {
    match rule {
        Rule::All(rules) => {
            let mut rules = rules.iter();
            let Some(first) = rules.next() else { return alive(reader, kept) };
            let mut all = of(reader, kept, first, reads)?;
            for rule in rules {
                let other = of(reader, kept, rule, reads)?;
                *Arc::make_mut(&mut all) &= &*other;
            }
            Ok(all)
        }
        Rule::Any(rules) => {
            let mut any = RoaringBitmap::new();
            for rule in rules {
                any |= &*of(reader, kept, rule, reads)?;
            }
            Ok(Arc::new(any))
        }
        Rule::Not(rule) => {
            let mut rest = (*alive(reader, kept)?).clone();
            rest -= &*of(reader, kept, rule, reads)?;
            Ok(Arc::new(rest))
        }
        leaf => match known(kept, leaf) {
            Some(member) => {
                reads.and(&member.set.reads);
                reads.and(&Reads::of(member.statement.looked_up));
                Ok(Arc::clone(&member.set.value))
            }
            None => match conditions::meaning(reader, leaf)? {
                Meaning::Rule(rule) => {
                    if matches!(leaf, Rule::Segment(_)) {
                        reads.and(&Reads::of("segment"));
                    }
                    of(reader, kept, &rule, reads)
                }
                Meaning::Sql(statement) => condition(reader, kept, leaf, *statement, reads),
                Meaning::Text(text) => found(reader, kept, Found::Anywhere, &text, reads),
                Meaning::Notes(text) => found(reader, kept, Found::Notes, &text, reads),
                // Taken apart above.
                Meaning::Parts => Ok(Arc::default()),
            },
        },
    }
}

/// Where a text is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Anywhere,
    Notes,
}

/// Whom a text finds.
fn found(
    reader: &Reader<'_>,
    kept: &mut Kept,
    place: Found,
    text: &str,
    reads: &mut Reads,
) -> Result<Arc<RoaringBitmap>> {
    let of_text = Reads::of(if place == Found::Notes { "visit" } else { search::READS });
    reads.and(&of_text);
    if let Some((_, _, set)) = kept.texts.iter().find(|(known, at, _)| known == text && *at == place) {
        return Ok(Arc::clone(&set.value));
    }
    let found = match place {
        Found::Anywhere => search::matching(reader, text, || visits::customers(reader, kept))?,
        Found::Notes => search::matching_notes(reader, text, || visits::customers(reader, kept))?,
    };
    let set = Arc::new(found & &*alive(reader, kept)?);
    let kept_set = Of { version: kept.version, reads: of_text, value: Arc::clone(&set) };
    kept.texts.push_front((text.to_owned(), place, kept_set));
    kept.texts.truncate(TEXTS);
    Ok(set)
}

/// The set of a single condition as it is kept, if it is of this version.
fn known<'a>(kept: &'a mut Kept, leaf: &Rule) -> Option<&'a Member> {
    let key = serde_json::to_string(leaf).ok()?;
    let member = kept.members.by_rule.get_mut(&key).filter(|member| member.set.version == kept.version)?;
    kept.members.uses += 1;
    member.used = kept.members.uses;
    Some(member)
}

/// The set of a single condition.
fn condition(
    reader: &Reader<'_>,
    kept: &mut Kept,
    leaf: &Rule,
    statement: Statement,
    reads: &mut Reads,
) -> Result<Arc<RoaringBitmap>> {
    let key = serde_json::to_string(leaf)?;
    let alive = alive(reader, kept)?;
    // Taken out, so that one that is interrupted half way is not kept.
    let known = kept.members.take(&key).filter(|member| member.statement == statement);
    let set = match known.and_then(|member| patchable(kept, member.set)) {
        Some((set, touched)) if touched.is_empty() => set.value,
        Some((set, touched)) if is_cheap(touched.intersection_len(&alive), set.value.len()) => {
            // Those who are in the trash or gone need not be asked for.
            let asked = &touched & &*alive;
            let now = if asked.is_empty() { Vec::new() } else { ids(reader, &statement, Some(&json(&asked)?))? };
            patched(set.value, &touched, now)
        }
        _ => Arc::new(ids(reader, &statement, None)?.into_iter().collect::<RoaringBitmap>() & &*alive),
    };
    let of_statement = Reads::of(&statement.sql());
    reads.and(&of_statement);
    // What a statement was worked out from makes another statement: only lists that are kept whole must know.
    reads.and(&Reads::of(statement.looked_up));
    let kept_set = Of { version: kept.version, reads: of_statement, value: Arc::clone(&set) };
    kept.members.put(key, statement, kept_set);
    Ok(set)
}

/// The ids that a single condition gives, of all customers or among those in a JSON array.
fn ids(reader: &Reader<'_>, statement: &Statement, among: Option<&str>) -> Result<Vec<u32>> {
    let mut params = statement.params.clone();
    let sql = match among {
        Some(json) => {
            params.push(Value::from(json.to_owned()));
            statement.few()
        }
        None => statement.sql(),
    };
    reader.all(&sql, rusqlite::params_from_iter(&params), |row| row.get(0))
}
