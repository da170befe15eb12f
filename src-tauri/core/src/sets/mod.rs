//! Sets and orders of customers in memory, so that any filter in any order answers at once.
//!
//! SQL stays the only definition: a condition's set is what its statement gives, an order is what its index gives.
//! What is kept is brought up to date when it is next asked for: of those whom changes touched meanwhile, in tables that
//! its statement reads, the same SQL asks again; where that would cost more, it is built anew.
//!
//! A rule declares nothing for this. Which tables it depends on is found in the SQL of its
//! [statement](crate::conditions::Statement): by the tables' names, and by the names of derived columns, whose sources
//! stand in `book/schema.rs`. A statement must therefore name what it reads (no views), and takes part in patching by
//! being narrowed: `… AND {id} IN (SELECT value FROM json_each(?))`. Its parameters are compared, too: what a rule looks up
//! or works out beforehand (the type of a field, a day counted from today) makes another statement, and that another set.

mod composed;
mod flat;
mod log;
mod members;
mod orders;
#[cfg(test)]
mod tests;
mod visits;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use roaring::RoaringBitmap;

use crate::book::{Reader, Touched};
use crate::conditions::{self, Part, Rule};
use crate::customers::{Sort, SortKey};
use crate::error::Result;
use flat::Flat;
use log::{Log, Reads};
use members::{Found, Members};

pub(crate) use orders::first_of_groups;

/// Finding the new place of one customer in an order costs about as much as reading so many from its index.
const ORDER_PATCH: u64 = 256;
/// So many filtered lists are kept,
const VIEWS: usize = 6;
/// and so many orders by several keys.
const COMPOSED: usize = 4;
/// and so many whole rules.
const WHOLES: usize = 64;

/// A filtered list: ids in order.
type View = Arc<Vec<u32>>;

/// Something kept, the version of the book that it is of, and what it reads.
struct Of<T> {
    version: u64,
    reads: Reads,
    value: Arc<T>,
}

/// Sets and orders are brought up to date when they are next asked for, each by itself: a change costs nothing for what
/// nobody looks at.
#[derive(Default)]
struct Kept {
    version: u64,
    day: chrono::NaiveDate,
    log: Arc<Mutex<Log>>,
    alive: Option<Of<RoaringBitmap>>,
    members: Members,
    orders: HashMap<SortKey, Of<Vec<u32>>>,
    /// Whose each visit is, by the visit's id; 0 for those in the trash.
    visits: Option<Of<Vec<u32>>>,
    /// Of this version.
    views: VecDeque<(String, Of<Vec<u32>>)>,
    /// Of this version.
    texts: VecDeque<(String, Found, Of<RoaringBitmap>)>,
    /// Orders by several keys, or by one without an index of its own; by what they are made of.
    composed: VecDeque<(String, Of<Vec<u32>>)>,
    /// Whole rules as they were asked for, of this version: what is counted once is not counted again.
    wholes: VecDeque<(String, Of<RoaringBitmap>)>,
}

/// What is kept in memory for one book.
pub struct Sets {
    kept: Mutex<Kept>,
    log: Arc<Mutex<Log>>,
}

impl Default for Sets {
    fn default() -> Self {
        let log = Arc::default();
        Self { kept: Mutex::new(Kept { log: Arc::clone(&log), ..Kept::default() }), log }
    }
}

impl std::fmt::Debug for Sets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sets")
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sets {
    /// Notes what the change that makes this version touches. Told before the commit: what is noted in vain does no harm.
    pub(crate) fn note(&self, version: u64, touched: &Touched) {
        lock(&self.log).note(version, touched);
    }

    /// Works on what is kept, as of the reader's version.
    fn with<T>(&self, reader: &Reader<'_>, f: impl FnOnce(&mut Kept) -> Result<T>) -> Result<T> {
        let mut kept = lock(&self.kept);
        if reader.version < kept.version {
            // Began before the last change, and goes on without what later readers share.
            drop(kept);
            return f(&mut Kept::default());
        }
        if kept.day != reader.today || (kept.version != reader.version && reader.is_beside_writer()) {
            *kept = Kept { day: reader.today, log: Arc::clone(&self.log), ..Kept::default() };
        }
        if kept.version != reader.version {
            kept.go_on(reader.version);
        }
        f(&mut kept)
    }

    /// The customers for whom a rule holds, without those in the trash.
    ///
    /// # Errors
    /// Those of the rule's conditions, and of a rule that is too large.
    pub fn members(&self, reader: &Reader<'_>, rule: &Rule) -> Result<Arc<RoaringBitmap>> {
        conditions::check(reader, rule)?;
        self.with(reader, |kept| whole(reader, kept, rule))
    }

    /// The ids for whom a rule holds, in an order: by the first key, then by the next …; by name without any.
    ///
    /// # Errors
    /// Those of the rule's conditions, and of a rule that is too large; `invalid` for a key that is no longer there.
    pub fn view(&self, reader: &Reader<'_>, rule: &Rule, sort: &[Sort]) -> Result<View> {
        conditions::check(reader, rule)?;
        self.with(reader, |kept| view(reader, kept, rule, sort))
    }

    /// Whether the order of everybody by this key is at hand and of this version. Where another read works on what is kept
    /// it is not: nobody waits here.
    pub(crate) fn has_order(&self, reader: &Reader<'_>, key: SortKey) -> bool {
        let Ok(kept) = self.kept.try_lock() else { return false };
        let is_of_now = kept.day == reader.today && kept.version == reader.version;
        let touched = kept.orders.get(&key).and_then(|order| kept.touched_since(order));
        is_of_now && touched.is_some_and(|touched| touched.is_empty())
    }

    /// Whose each visit is, by the visit's id; for the background, so that a text that many notes have finds it at hand.
    pub(crate) fn warm_visits(&self, reader: &Reader<'_>) -> Result<()> {
        self.with(reader, |kept| visits::customers(reader, kept).map(drop))
    }

    /// How many customers have a tag.
    pub(crate) fn count_of_tag(&self, reader: &Reader<'_>, tag: i64) -> Result<i64> {
        self.count(reader, &Rule::Tag(vec![tag]))
    }

    /// How many customers are in a stage.
    pub(crate) fn count_of_stage(&self, reader: &Reader<'_>, stage: i64) -> Result<i64> {
        self.count(reader, &Rule::Stage(vec![stage]))
    }

    /// How many customers an owner has.
    pub(crate) fn count_of_owner(&self, reader: &Reader<'_>, owner: i64) -> Result<i64> {
        self.count(reader, &Rule::Owner(vec![owner]))
    }

    fn count(&self, reader: &Reader<'_>, rule: &Rule) -> Result<i64> {
        Ok(i64::try_from(self.members(reader, rule)?.len()).unwrap_or(i64::MAX))
    }
}

impl Kept {
    /// Takes up a newer version of the book: lists and texts that were touched go, all else is looked at when it is asked for.
    fn go_on(&mut self, version: u64) {
        let log = lock(&self.log);
        let is_untouched = |of: u64, reads: &Reads| log.touched(of, version, reads).is_some_and(|set| set.is_empty());
        self.views.retain(|(_, view)| is_untouched(view.version, &view.reads));
        self.wholes.retain(|(_, whole)| is_untouched(whole.version, &whole.reads));
        self.texts.retain(|(_, _, text)| is_untouched(text.version, &text.reads));
        drop(log);
        self.views.iter_mut().for_each(|(_, view)| view.version = version);
        self.wholes.iter_mut().for_each(|(_, whole)| whole.version = version);
        self.texts.iter_mut().for_each(|(_, _, text)| text.version = version);
        self.version = version;
    }

    /// The customers touched since something was made, of what it reads; none if that is not known.
    fn touched_since<T>(&self, of: &Of<T>) -> Option<RoaringBitmap> {
        if of.version == self.version {
            return Some(RoaringBitmap::new());
        }
        lock(&self.log).touched(of.version, self.version, &of.reads)
    }
}

/// The set of a rule as it was asked for. Single conditions are kept where they stand.
fn whole(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule) -> Result<Arc<RoaringBitmap>> {
    let mut reads = Reads::default();
    if !matches!(rule, Rule::All(_) | Rule::Any(_) | Rule::Not(_) | Rule::Segment(_)) {
        return members::of(reader, kept, rule, &mut reads);
    }
    let key = serde_json::to_string(rule)?;
    if let Some((_, whole)) = kept.wholes.iter().find(|(known, _)| *known == key) {
        return Ok(Arc::clone(&whole.value));
    }
    let value = members::of(reader, kept, rule, &mut reads)?;
    kept.wholes.push_front((key, Of { version: kept.version, reads, value: Arc::clone(&value) }));
    kept.wholes.truncate(WHOLES);
    Ok(value)
}

/// Everybody in the order of a key.
fn order(reader: &Reader<'_>, kept: &mut Kept, key: SortKey) -> Result<Arc<Vec<u32>>> {
    // Taken out, so that one that is interrupted half way is not kept.
    let known = kept.orders.remove(&key).and_then(|order| kept.touched_since(&order).map(|touched| (order, touched)));
    let (reads, value) = match known {
        Some((order, touched)) if touched.is_empty() => (order.reads, order.value),
        Some((order, touched)) if touched.len() * ORDER_PATCH <= order.value.len() as u64 || touched.len() <= 8 => {
            (order.reads, Arc::new(orders::patch(reader, key, &order.value, &touched)?))
        }
        _ => (orders::reads(key), Arc::new(orders::build(reader, key)?)),
    };
    kept.orders.insert(key, Of { version: kept.version, reads, value: Arc::clone(&value) });
    Ok(value)
}

fn view(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule, sort: &[Sort]) -> Result<View> {
    let key = serde_json::to_string(&(rule, sort))?;
    // A key that is gone is told, even if the list is still at hand.
    let keys = composed::keys(reader, sort)?;
    if let Some(place) = kept.views.iter().position(|(name, _)| *name == key)
        && let Some(found) = kept.views.remove(place)
    {
        let view = Arc::clone(&found.1.value);
        kept.views.push_front(found);
        return Ok(view);
    }
    let everybody = *rule == Rule::default();
    let (view, reads) = match keys {
        Some(keys) => {
            let order = composed::order(reader, kept, &keys)?;
            let mut reads = composed::reads(&keys);
            let view = match everybody {
                true => order,
                false => Arc::new(only(&order, &*members::of(reader, kept, rule, &mut reads)?)),
            };
            (view, reads)
        }
        None => simple(reader, kept, rule, sort.first().copied().unwrap_or_default())?,
    };
    kept.views.push_front((key, Of { version: kept.version, reads, value: Arc::clone(&view) }));
    kept.views.truncate(VIEWS);
    Ok(view)
}

/// A list by one key that has an index of its own.
fn simple(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule, sort: Sort) -> Result<(View, Reads)> {
    let order = order(reader, kept, sort.by)?;
    let mut reads = orders::reads(sort.by);
    let everybody = *rule == Rule::default();
    if everybody && !sort.desc {
        return Ok((order, reads));
    }
    let set = members::of(reader, kept, rule, &mut reads)?;
    let mut ids: Vec<u32> = if everybody { order.to_vec() } else { only(&order, &set) };
    if sort.desc {
        // Who has nothing to be sorted by stays last.
        let with = match nothing(sort.by) {
            Some(part) => {
                let without = members::of(reader, kept, &Rule::Lacks(part), &mut reads)?;
                ids.partition_point(|id| !without.contains(*id))
            }
            None => ids.len(),
        };
        ids.get_mut(..with).unwrap_or_default().reverse();
    }
    Ok((Arc::new(ids), reads))
}

/// What those lack who stand last in an order, both ways.
const fn nothing(key: SortKey) -> Option<Part> {
    match key {
        SortKey::Stage => Some(Part::Stage),
        SortKey::Owner => Some(Part::Owner),
        SortKey::LastVisit => Some(Part::Visit),
        SortKey::NextFollowup => Some(Part::Followup),
        _ => None,
    }
}

/// Those of an order that are in a set.
fn only(order: &[u32], set: &RoaringBitmap) -> Vec<u32> {
    let flat = Flat::of(set);
    let mut ids = Vec::with_capacity(usize::try_from(set.len()).unwrap_or(0));
    ids.extend(order.iter().copied().filter(|id| flat.has(*id)));
    ids
}
