//! Sets and orders of customers in memory, so that any filter in any order answers at once.
//!
//! SQL stays the only definition: a condition's set is what its statement gives, an order is what its index gives.
//! After a change only the touched customers are asked for again; a bulk change drops everything.

mod orders;

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use roaring::{RoaringBitmap, RoaringTreemap};
use rusqlite::types::Value;

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::conditions::{self, Rule};
use crate::customers::{Sort, SortKey};
use crate::error::Result;
use crate::search;

/// Beyond so many touched customers everything is built anew.
const PATCH_LIMIT: u64 = 2_000;
/// So many filtered lists are kept.
const VIEWS: usize = 6;
/// So many condition sets are kept.
const SETS: usize = 200;
/// So many changes are remembered while nobody reads.
const LOGGED: usize = 64;

/// Uses: customer's primary key.
const ALIVE_AMONG: &str =
    "SELECT id FROM customer WHERE trashed_at = 0 AND id IN (SELECT value FROM json_each(?1))";
/// Uses: customer_by_created (covering).
const ALIVE: &str = "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id";

/// A filtered list: ids in order.
type View = Arc<Vec<u32>>;

#[derive(Default)]
struct Kept {
    version: u64,
    alive: Option<Arc<RoaringBitmap>>,
    members: HashMap<String, (Rule, Arc<RoaringBitmap>)>,
    orders: HashMap<SortKey, Arc<Vec<u32>>>,
    views: VecDeque<(String, View)>,
    day: chrono::NaiveDate,
}

/// What is kept in memory for one book.
#[derive(Default)]
pub struct Sets {
    kept: Mutex<Kept>,
    log: Mutex<Log>,
}

/// What each version touched, as far back as it is known.
#[derive(Default)]
struct Log {
    /// What is older than this version must be built anew.
    floor: u64,
    /// Versions above the floor with the customers that they touched, oldest first.
    touched: VecDeque<(u64, RoaringBitmap)>,
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
    /// Notes what the change that makes this version touches. `lists` is whether it touches tags, stages, owners or
    /// fields themselves. Told before the commit: what is noted in vain does no harm.
    pub(crate) fn customers_changed(&self, version: u64, touched: &RoaringTreemap, lists: bool) {
        let mut log = lock(&self.log);
        if lists || touched.len() > PATCH_LIMIT {
            *log = Log { floor: version, touched: VecDeque::new() };
            return;
        }
        log.touched.push_back((version, touched.iter().filter_map(|id| u32::try_from(id).ok()).collect()));
        if log.touched.len() > LOGGED
            && let Some((oldest, _)) = log.touched.pop_front()
        {
            log.floor = oldest;
        }
    }

    /// Works on what is kept, as of the reader's version.
    fn with<T>(&self, reader: &Reader<'_>, f: impl FnOnce(&mut Kept) -> Result<T>) -> Result<T> {
        let mut kept = lock(&self.kept);
        if reader.version < kept.version {
            // Began before the last change, and goes on without what later readers share.
            drop(kept);
            return f(&mut Kept::default());
        }
        if let Err(error) = self.catch_up(reader, &mut kept) {
            // Interrupted half way: what is patched in part is worth nothing.
            *kept = Kept::default();
            return Err(error);
        }
        f(&mut kept)
    }

    /// Brings what is kept up to the reader's version.
    fn catch_up(&self, reader: &Reader<'_>, kept: &mut Kept) -> Result<()> {
        if kept.version == reader.version && kept.day == reader.today {
            return Ok(());
        }
        let touched = self.touched_between(kept.version, reader.version);
        let touched = touched.filter(|touched| {
            kept.day == reader.today && !reader.is_beside_writer() && touched.len() <= PATCH_LIMIT
        });
        let Some(touched) = touched else {
            *kept = Kept { day: reader.today, version: reader.version, ..Kept::default() };
            return Ok(());
        };
        let json = serde_json::to_string(&touched.iter().collect::<Vec<_>>())?;
        kept.views.clear();
        // Texts are searched anew: what a query finds of a note cannot be asked for single customers.
        kept.members.retain(|_, (rule, _)| !matches!(rule, Rule::Text(_)));
        if let Some(alive) = &mut kept.alive {
            patch(alive, &touched, reader.all(ALIVE_AMONG, [&json], |row| row.get(0))?);
        }
        for (rule, set) in kept.members.values_mut() {
            patch(set, &touched, ids(reader, rule, Some(&json))?);
        }
        for (key, order) in &mut kept.orders {
            orders::patch(reader, *key, Arc::make_mut(order), &touched)?;
        }
        kept.version = reader.version;
        Ok(())
    }

    /// The customers touched after one version up to another; none if that is not known.
    fn touched_between(&self, after: u64, up_to: u64) -> Option<RoaringBitmap> {
        let mut log = lock(&self.log);
        // Whoever comes is at least as new as what is kept.
        while log.touched.front().is_some_and(|(version, _)| *version <= after) {
            log.touched.pop_front();
        }
        let mut all = RoaringBitmap::new();
        for (_, touched) in log.touched.iter().take_while(|(version, _)| *version <= up_to) {
            all |= touched;
        }
        (after > 0 && after >= log.floor).then_some(all)
    }

    /// Customers that are not in the trash. Uses: customer_by_created.
    pub(crate) fn alive(&self, reader: &Reader<'_>) -> Result<Arc<RoaringBitmap>> {
        self.with(reader, |kept| alive(reader, kept))
    }

    /// The customers for whom a rule holds, without those in the trash.
    ///
    /// # Errors
    /// Those of the rule's conditions.
    pub fn members(&self, reader: &Reader<'_>, rule: &Rule) -> Result<Arc<RoaringBitmap>> {
        self.with(reader, |kept| members(reader, kept, rule))
    }

    /// The ids for whom a rule holds, in order.
    ///
    /// # Errors
    /// Those of the rule's conditions.
    pub fn view(&self, reader: &Reader<'_>, rule: &Rule, sort: Sort) -> Result<View> {
        self.with(reader, |kept| view(reader, kept, rule, sort))
    }

    /// Whether the order of everybody by this key is at hand.
    pub(crate) fn has_order(&self, reader: &Reader<'_>, key: SortKey) -> Result<bool> {
        self.with(reader, |kept| Ok(kept.orders.contains_key(&key)))
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

fn patch(set: &mut Arc<RoaringBitmap>, touched: &RoaringBitmap, now: Vec<u32>) {
    let set = Arc::make_mut(set);
    *set -= touched;
    set.extend(now);
}

fn alive(reader: &Reader<'_>, kept: &mut Kept) -> Result<Arc<RoaringBitmap>> {
    if let Some(alive) = &kept.alive {
        return Ok(Arc::clone(alive));
    }
    let ids: Vec<u32> = reader.all(ALIVE, [], |row| row.get(0))?;
    let alive: Arc<RoaringBitmap> = Arc::new(ids.into_iter().collect());
    kept.alive = Some(Arc::clone(&alive));
    Ok(alive)
}

fn members(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule) -> Result<Arc<RoaringBitmap>> {
    match rule {
        Rule::All(rules) => {
            let mut rules = rules.iter();
            let Some(first) = rules.next() else { return alive(reader, kept) };
            let mut all = members(reader, kept, first)?;
            for rule in rules {
                let other = members(reader, kept, rule)?;
                *Arc::make_mut(&mut all) &= &*other;
            }
            Ok(all)
        }
        Rule::Any(rules) => {
            let mut any = RoaringBitmap::new();
            for rule in rules {
                any |= &*members(reader, kept, rule)?;
            }
            Ok(Arc::new(any))
        }
        Rule::Not(rule) => {
            let mut rest = (*alive(reader, kept)?).clone();
            rest -= &*members(reader, kept, rule)?;
            Ok(Arc::new(rest))
        }
        leaf => {
            let key = serde_json::to_string(leaf)?;
            if let Some((_, set)) = kept.members.get(&key) {
                return Ok(Arc::clone(set));
            }
            let set: RoaringBitmap = match leaf {
                Rule::Text(text) => search::matching(reader, text)?,
                _ => ids(reader, leaf, None)?.into_iter().collect(),
            };
            let set = Arc::new(set & &*alive(reader, kept)?);
            if kept.members.len() >= SETS {
                kept.members.clear();
            }
            kept.members.insert(key, (leaf.clone(), Arc::clone(&set)));
            Ok(set)
        }
    }
}

fn view(reader: &Reader<'_>, kept: &mut Kept, rule: &Rule, sort: Sort) -> Result<View> {
    let key = serde_json::to_string(&(rule, sort))?;
    if let Some(place) = kept.views.iter().position(|(name, _)| *name == key)
        && let Some(found) = kept.views.remove(place)
    {
        let view = Arc::clone(&found.1);
        kept.views.push_front(found);
        return Ok(view);
    }
    let order = match kept.orders.get(&sort.by) {
        Some(order) => Arc::clone(order),
        None => {
            let order = Arc::new(orders::build(reader, sort.by)?);
            kept.orders.insert(sort.by, Arc::clone(&order));
            order
        }
    };
    let everybody = *rule == Rule::default();
    let view: View = if everybody && !sort.desc {
        order
    } else {
        let set = members(reader, kept, rule)?;
        let mut ids: Vec<u32> =
            if everybody { order.to_vec() } else { order.iter().copied().filter(|id| set.contains(*id)).collect() };
        if sort.desc {
            orders::reverse(sort.by, &mut ids, &*members(reader, kept, &Rule::NextFollowup(None))?);
        }
        Arc::new(ids)
    };
    kept.views.push_front((key, Arc::clone(&view)));
    kept.views.truncate(VIEWS);
    Ok(view)
}

/// The ids that a single condition gives, of all customers or among those in a JSON array.
fn ids(reader: &Reader<'_>, rule: &Rule, among: Option<&str>) -> Result<Vec<u32>> {
    let Some(mut statement) = conditions::statement(reader, rule)? else { return Ok(Vec::new()) };
    if let Some(json) = among {
        let place = statement.params.len() + 1;
        statement.sql.push_str(&format!(" AND {} IN (SELECT value FROM json_each(?{place}))", statement.id));
        statement.sql.push_str(" AND EXISTS (SELECT 1 FROM customer AS alive WHERE alive.trashed_at = 0 AND alive.id = ");
        statement.sql.push_str(statement.id);
        statement.sql.push(')');
        statement.params.push(Value::from(json.to_owned()));
    }
    reader.all(&statement.sql, rusqlite::params_from_iter(&statement.params), |row| row.get(0))
}
