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

pub(crate) use orders::first_of_groups;

/// A change that touches more customers than this is not remembered: what is older is built anew.
const PATCH_LIMIT: u64 = 2_000;
/// Asking for one customer, whose page may have to be decrypted, costs about as much as reading so many from an index.
const SET_PATCH: u64 = 128;
/// Finding the place of one customer in an order costs about as much as reading so many from its index.
const ORDER_PATCH: u64 = 2_000;
/// So many filtered lists are kept.
const VIEWS: usize = 6;
/// So many condition sets are kept.
const SETS: usize = 200;
/// So many changes are remembered.
const LOGGED: usize = 64;

/// Uses: customer's primary key.
const ALIVE_AMONG: &str = "SELECT id FROM customer WHERE trashed_at = 0 AND id IN (SELECT value FROM json_each(?1))";
/// Uses: customer_by_created (covering).
const ALIVE: &str = "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id";

/// Uses: customer_by_created (covering, and the smallest).
const COUNT_ALIVE: &str = "SELECT count(*) FROM customer INDEXED BY customer_by_created WHERE trashed_at = 0";

/// A filtered list: ids in order.
type View = Arc<Vec<u32>>;

/// Something kept, and the version of the book that it is of.
struct Of<T> {
    version: u64,
    value: Arc<T>,
}

impl<T> Of<T> {
    const fn new(version: u64, value: Arc<T>) -> Self {
        Self { version, value }
    }
}

/// Sets and orders are brought up to date when they are next asked for, each by itself: a change costs nothing for what
/// nobody looks at.
#[derive(Default)]
struct Kept {
    version: u64,
    day: chrono::NaiveDate,
    log: Arc<Mutex<Log>>,
    /// How many are not in the trash, of this version.
    count: Option<u64>,
    alive: Option<Of<RoaringBitmap>>,
    members: HashMap<String, Of<RoaringBitmap>>,
    orders: HashMap<SortKey, Of<Vec<u32>>>,
    /// Of this version.
    views: VecDeque<(String, View)>,
    /// Of this version.
    texts: VecDeque<(String, Arc<RoaringBitmap>)>,
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

/// What each version touched, as far back as it is known.
#[derive(Default)]
struct Log {
    /// What is older than this version must be built anew.
    floor: u64,
    /// What is older than this version and depends on the lists of stages, owners and fields must be built anew.
    lists: u64,
    /// What is above the floor, oldest first.
    changes: VecDeque<Change>,
}

/// What one version touched.
struct Change {
    version: u64,
    customers: RoaringBitmap,
    /// Those of them whose own row it touched.
    rows: RoaringBitmap,
}

/// What something kept depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    /// Anything of a customer.
    Customers,
    /// Its own row alone: name, kind, trash.
    Rows,
}

impl Log {
    /// The customers touched after one version up to another; none if that is not known.
    fn touched_between(&self, after: u64, up_to: u64, on: On) -> Option<RoaringBitmap> {
        let between = self.changes.iter().skip_while(|change| change.version <= after);
        let mut all = RoaringBitmap::new();
        for change in between.take_while(|change| change.version <= up_to) {
            all |= if on == On::Rows { &change.rows } else { &change.customers };
        }
        (after > 0 && after >= self.floor).then_some(all)
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
    /// Notes what the change that makes this version touches: customers in any way, their own `rows`. `lists` is whether it touches tags, stages, owners or
    /// fields themselves. Told before the commit: what is noted in vain does no harm.
    pub(crate) fn customers_changed(&self, version: u64, touched: &RoaringTreemap, rows: &RoaringTreemap, lists: bool) {
        let mut log = lock(&self.log);
        if lists {
            log.lists = version;
        }
        if touched.len() > PATCH_LIMIT {
            log.floor = version;
            log.changes.clear();
            return;
        }
        let small = |ids: &RoaringTreemap| ids.iter().filter_map(|id| u32::try_from(id).ok()).collect();
        log.changes.push_back(Change { version, customers: small(touched), rows: small(rows) });
        if log.changes.len() > LOGGED
            && let Some(oldest) = log.changes.pop_front()
        {
            log.floor = oldest.version;
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
        if kept.day != reader.today || (kept.version != reader.version && reader.is_beside_writer()) {
            *kept = Kept { day: reader.today, log: Arc::clone(&self.log), ..Kept::default() };
        }
        if kept.version != reader.version {
            // Texts are searched anew: what a query finds of a note cannot be asked for single customers.
            kept.texts.clear();
            kept.views.clear();
            kept.count = None;
            kept.version = reader.version;
        }
        f(&mut kept)
    }

    /// How many customers are not in the trash: counted, where the set of them is not at hand.
    pub(crate) fn count_alive(&self, reader: &Reader<'_>) -> Result<u64> {
        self.with(reader, |kept| {
            let count = match kept.count {
                Some(count) => count,
                None if kept.alive.is_some() => alive(reader, kept)?.len(),
                None => reader.value(COUNT_ALIVE, [])?,
            };
            kept.count = Some(count);
            Ok(count)
        })
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

    /// Whether the order of everybody by this key is at hand and up to date.
    pub(crate) fn has_order(&self, reader: &Reader<'_>, key: SortKey) -> Result<bool> {
        self.with(reader, |kept| Ok(kept.orders.get(&key).is_some_and(|order| order.version == kept.version)))
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
    /// The customers touched since something was made, as a JSON array too, if asking for them again is worth while:
    /// costs of `each` against reading `all` in a row.
    fn touched_since(&self, version: u64, on: On, each: u64, all: u64) -> Result<Option<(RoaringBitmap, String)>> {
        let touched = lock(&self.log).touched_between(version, self.version, on);
        let Some(touched) = touched.filter(|touched| touched.len() <= 8 || touched.len() * each <= all) else {
            return Ok(None);
        };
        let json = serde_json::to_string(&touched.iter().collect::<Vec<_>>())?;
        Ok(Some((touched, json)))
    }
}

/// A set with the touched customers asked for again: those in `now` are in it, the others are not.
fn patched(mut set: Arc<RoaringBitmap>, touched: &RoaringBitmap, now: Vec<u32>) -> Arc<RoaringBitmap> {
    let patched = Arc::make_mut(&mut set);
    *patched -= touched;
    patched.extend(now);
    set
}

fn alive(reader: &Reader<'_>, kept: &mut Kept) -> Result<Arc<RoaringBitmap>> {
    let found = match &kept.alive {
        Some(alive) if alive.version == kept.version => return Ok(Arc::clone(&alive.value)),
        Some(alive) => {
            let touched = kept.touched_since(alive.version, On::Rows, SET_PATCH, alive.value.len())?;
            touched.map(|touched| (Arc::clone(&alive.value), touched))
        }
        None => None,
    };
    let alive = match found {
        Some((set, (touched, json))) => patched(set, &touched, reader.all(ALIVE_AMONG, [json], |row| row.get(0))?),
        None => Arc::new(reader.all(ALIVE, [], |row| row.get::<_, u32>(0))?.into_iter().collect()),
    };
    kept.alive = Some(Of::new(kept.version, Arc::clone(&alive)));
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
        Rule::Text(text) => {
            if let Some((_, set)) = kept.texts.iter().find(|(known, _)| known == text) {
                return Ok(Arc::clone(set));
            }
            let set = Arc::new(search::matching(reader, text)? & &*alive(reader, kept)?);
            kept.texts.push_front((text.clone(), Arc::clone(&set)));
            kept.texts.truncate(VIEWS);
            Ok(set)
        }
        leaf => condition(reader, kept, leaf),
    }
}

/// The set of a single condition.
fn condition(reader: &Reader<'_>, kept: &mut Kept, leaf: &Rule) -> Result<Arc<RoaringBitmap>> {
    let key = serde_json::to_string(leaf)?;
    let mut found = None;
    if let Some(member) = kept.members.get(&key) {
        if member.version == kept.version {
            return Ok(Arc::clone(&member.value));
        }
        // What a field holds depends on its type and options, too.
        if !matches!(leaf, Rule::Field { .. }) || member.version >= lock(&kept.log).lists {
            let touched = kept.touched_since(member.version, On::Customers, SET_PATCH, member.value.len())?;
            found = touched.map(|touched| (Arc::clone(&member.value), touched));
        }
    }
    let set = match found {
        Some((set, (touched, json))) => patched(set, &touched, ids(reader, leaf, Some(&json))?),
        None => {
            let all: RoaringBitmap = ids(reader, leaf, None)?.into_iter().collect();
            Arc::new(all & &*alive(reader, kept)?)
        }
    };
    if kept.members.len() >= SETS {
        kept.members.clear();
    }
    kept.members.insert(key, Of::new(kept.version, Arc::clone(&set)));
    Ok(set)
}

/// Everybody in the order of a key.
fn order(reader: &Reader<'_>, kept: &mut Kept, key: SortKey) -> Result<Arc<Vec<u32>>> {
    let mut found = None;
    // Taken out, so that one that is interrupted half way is not kept.
    if let Some(mut order) = kept.orders.remove(&key) {
        let lists = lock(&kept.log).lists;
        if order.version == kept.version {
            found = Some(order.value);
        } else if !matches!(key, SortKey::Stage | SortKey::Owner) || order.version >= lists {
            let all = u64::try_from(order.value.len()).unwrap_or(u64::MAX);
            let on = match key {
                SortKey::Name | SortKey::Kind | SortKey::Created => On::Rows,
                _ => On::Customers,
            };
            if let Some((touched, _)) = kept.touched_since(order.version, on, ORDER_PATCH, all)? {
                orders::patch(reader, key, Arc::make_mut(&mut order.value), &touched)?;
                found = Some(order.value);
            }
        }
    }
    let order = match found {
        Some(order) => order,
        None => Arc::new(orders::build(reader, key)?),
    };
    kept.orders.insert(key, Of::new(kept.version, Arc::clone(&order)));
    Ok(order)
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
    let order = order(reader, kept, sort.by)?;
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
        // Driven by the few that are asked for, whatever the planner thinks of how many the condition has.
        statement.sql = statement
            .sql
            .replace(" FROM customer WHERE", " FROM customer NOT INDEXED WHERE")
            .replace(" FROM contact_point WHERE", " FROM contact_point INDEXED BY contact_point_by_customer WHERE");
        let place = statement.params.len() + 1;
        statement.sql.push_str(&format!(" AND {} IN (SELECT value FROM json_each(?{place}))", statement.id));
        statement
            .sql
            .push_str(" AND EXISTS (SELECT 1 FROM customer AS alive WHERE alive.trashed_at = 0 AND alive.id = ");
        statement.sql.push_str(statement.id);
        statement.sql.push(')');
        statement.params.push(Value::from(json.to_owned()));
    }
    reader.all(&statement.sql, rusqlite::params_from_iter(&statement.params), |row| row.get(0))
}
