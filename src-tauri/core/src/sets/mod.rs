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
    /// Touched since `Kept::version`; none if everything must be built anew.
    pending: Mutex<Pending>,
}

#[derive(Default)]
struct Pending {
    touched: RoaringBitmap,
    all: bool,
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
    /// Notes what a change touched. `lists` is whether it touched tags, stages, owners or fields themselves.
    pub(crate) fn customers_changed(&self, touched: &RoaringTreemap, lists: bool) {
        let mut pending = lock(&self.pending);
        if lists || touched.len() > PATCH_LIMIT {
            pending.all = true;
        } else {
            pending.touched.extend(touched.iter().filter_map(|id| u32::try_from(id).ok()));
        }
    }

    /// Brings what is kept up to the reader's version.
    fn catch_up(&self, reader: &Reader<'_>, kept: &mut Kept) -> Result<()> {
        if kept.day != reader.today {
            *kept = Kept { day: reader.today, version: kept.version, ..Kept::default() };
        }
        if kept.version == reader.version {
            return Ok(());
        }
        let pending = std::mem::take(&mut *lock(&self.pending));
        if pending.all || pending.touched.len() > PATCH_LIMIT || reader.is_beside_writer() {
            *kept = Kept { day: reader.today, ..Kept::default() };
        } else {
            let json = serde_json::to_string(&pending.touched.iter().collect::<Vec<_>>())?;
            kept.views.clear();
            // Texts are searched anew: what a query finds of a note cannot be asked for single customers.
            kept.members.retain(|_, (rule, _)| !matches!(rule, Rule::Text(_)));
            if let Some(alive) = &mut kept.alive {
                let among = "SELECT id FROM customer WHERE trashed_at = 0 AND id IN (SELECT value FROM json_each(?1))";
                let now: Vec<u32> = reader.all(among, [&json], |row| row.get(0))?;
                patch(alive, &pending.touched, now);
            }
            for (rule, set) in kept.members.values_mut() {
                patch(set, &pending.touched, ids(reader, rule, Some(&json))?);
            }
            for (key, order) in &mut kept.orders {
                orders::patch(reader, *key, Arc::make_mut(order), &pending.touched)?;
            }
        }
        kept.version = reader.version;
        Ok(())
    }

    /// Customers that are not in the trash. Uses: customer_by_created.
    pub(crate) fn alive(&self, reader: &Reader<'_>) -> Result<Arc<RoaringBitmap>> {
        let mut kept = lock(&self.kept);
        self.catch_up(reader, &mut kept)?;
        alive(reader, &mut kept)
    }

    /// The customers for whom a rule holds, without those in the trash.
    ///
    /// # Errors
    /// Those of the rule's conditions.
    pub fn members(&self, reader: &Reader<'_>, rule: &Rule) -> Result<Arc<RoaringBitmap>> {
        let mut kept = lock(&self.kept);
        self.catch_up(reader, &mut kept)?;
        members(reader, &mut kept, rule)
    }

    /// The ids for whom a rule holds, in order.
    ///
    /// # Errors
    /// Those of the rule's conditions.
    pub fn view(&self, reader: &Reader<'_>, rule: &Rule, sort: Sort) -> Result<View> {
        let mut kept = lock(&self.kept);
        self.catch_up(reader, &mut kept)?;
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
            let set = members(reader, &mut kept, rule)?;
            let mut ids: Vec<u32> =
                if everybody { order.to_vec() } else { order.iter().copied().filter(|id| set.contains(*id)).collect() };
            if sort.desc {
                orders::reverse(sort.by, &mut ids, &*members(reader, &mut kept, &Rule::NextFollowup(None))?);
            }
            Arc::new(ids)
        };
        kept.views.push_front((key, Arc::clone(&view)));
        kept.views.truncate(VIEWS);
        Ok(view)
    }

    /// Whether the order of everybody by this key is at hand.
    pub(crate) fn has_order(&self, reader: &Reader<'_>, key: SortKey) -> Result<bool> {
        let mut kept = lock(&self.kept);
        self.catch_up(reader, &mut kept)?;
        Ok(kept.orders.contains_key(&key))
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
    let ids: Vec<u32> = reader.all("SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id", [], |row| row.get(0))?;
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
