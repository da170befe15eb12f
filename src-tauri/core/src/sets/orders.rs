//! Orders: the ids of all customers by a sort key, read from its covering index.

use std::collections::HashMap;

use roaring::RoaringBitmap;
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use super::flat::Flat;
use super::log::Reads;
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::customers::SortKey;
use crate::error::Result;

/// How an order is read. An order by stages or owners goes group by group; the group is the first parameter then, and
/// the first column of the key.
struct Order {
    /// All ids in order.
    all: &'static str,
    /// Those who have nothing to be sorted by, behind all others; empty where the order itself has them last.
    rest: &'static str,
    /// The key of one customer (`?1`), not the id.
    key: &'static str,
    /// Who stands right before a key and an id; they are the parameters.
    before: &'static str,
    /// The groups in order; those without one (0) come last.
    groups: Option<&'static str>,
    /// The last of a group.
    last: &'static str,
}

const fn order_of(key: SortKey) -> Order {
    let (all, key, before) = match key {
        SortKey::Name => (
            "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY sort_key, id",
            "SELECT sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
            "SELECT id FROM customer WHERE trashed_at = 0 AND (sort_key, id) < (?1, ?2)
             ORDER BY sort_key DESC, id DESC LIMIT 1",
        ),
        SortKey::Kind => (
            "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY kind, sort_key, id",
            "SELECT kind, sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
            "SELECT id FROM customer WHERE trashed_at = 0 AND (kind, sort_key, id) < (?1, ?2, ?3)
             ORDER BY kind DESC, sort_key DESC, id DESC LIMIT 1",
        ),
        SortKey::LastVisit => {
            return Order {
                all: "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on > '' ORDER BY last_visit_on, id",
                rest: "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on = '' ORDER BY id",
                key: "SELECT last_visit_on FROM customer WHERE id = ?1 AND trashed_at = 0",
                before: "SELECT id FROM customer WHERE trashed_at = 0 AND (last_visit_on, id) < (?1, ?2)
                         AND last_visit_on >= iif(?1 = '', '', '0') ORDER BY last_visit_on DESC, id DESC LIMIT 1",
                groups: None,
                last: "SELECT id FROM customer WHERE trashed_at = 0 AND last_visit_on > ''
                       ORDER BY last_visit_on DESC, id DESC LIMIT 1",
            };
        }
        SortKey::NextFollowup => (
            "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY next_followup_on, id",
            "SELECT next_followup_on FROM customer WHERE id = ?1 AND trashed_at = 0",
            "SELECT id FROM customer WHERE trashed_at = 0 AND (next_followup_on, id) < (?1, ?2)
             ORDER BY next_followup_on DESC, id DESC LIMIT 1",
        ),
        SortKey::Created => (
            "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id",
            "SELECT created_at FROM customer WHERE id = ?1 AND trashed_at = 0",
            "SELECT id FROM customer WHERE trashed_at = 0 AND (created_at, id) < (?1, ?2)
             ORDER BY created_at DESC, id DESC LIMIT 1",
        ),
        SortKey::Updated => (
            "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY updated_at, id",
            "SELECT updated_at FROM customer WHERE id = ?1 AND trashed_at = 0",
            "SELECT id FROM customer WHERE trashed_at = 0 AND (updated_at, id) < (?1, ?2)
             ORDER BY updated_at DESC, id DESC LIMIT 1",
        ),
        SortKey::Stage => {
            return Order {
                all: "SELECT id FROM customer WHERE trashed_at = 0 AND stage_id = ?1 ORDER BY sort_key, id",
                rest: "",
                key: "SELECT stage_id, sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
                before: "SELECT id FROM customer WHERE trashed_at = 0 AND stage_id = ?1 AND (sort_key, id) < (?2, ?3)
                         ORDER BY sort_key DESC, id DESC LIMIT 1",
                groups: Some("SELECT id FROM stage ORDER BY position, id"),
                last: "SELECT id FROM customer WHERE trashed_at = 0 AND stage_id = ?1
                       ORDER BY sort_key DESC, id DESC LIMIT 1",
            };
        }
        SortKey::Owner => {
            return Order {
                all: "SELECT id FROM customer WHERE trashed_at = 0 AND owner_id = ?1 ORDER BY sort_key, id",
                rest: "",
                key: "SELECT owner_id, sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
                before: "SELECT id FROM customer WHERE trashed_at = 0 AND owner_id = ?1 AND (sort_key, id) < (?2, ?3)
                         ORDER BY sort_key DESC, id DESC LIMIT 1",
                groups: Some("SELECT id FROM owner ORDER BY position, id"),
                last: "SELECT id FROM customer WHERE trashed_at = 0 AND owner_id = ?1
                       ORDER BY sort_key DESC, id DESC LIMIT 1",
            };
        }
        // Without an index of its own: see `composed`.
        SortKey::Tags | SortKey::Phone | SortKey::Contact | SortKey::Visits | SortKey::Birthday | SortKey::Field(_) => {
            ("", "", "")
        }
    };
    Order { all, rest: "", key, before, groups: None, last: "" }
}

/// What an order depends on.
pub(super) fn reads(key: SortKey) -> Reads {
    let order = order_of(key);
    let mut reads = Reads::of(order.all);
    order.groups.iter().for_each(|groups| reads.and(&Reads::of(groups)));
    reads
}

/// All statements of an order.
#[cfg(test)]
pub(super) fn statements(key: SortKey) -> impl Iterator<Item = &'static str> {
    let order = order_of(key);
    [order.all, order.rest, order.key, order.before, order.last]
        .into_iter()
        .filter(|sql| !sql.is_empty())
        .chain(order.groups)
}

/// Reads an order from its index.
pub(super) fn build(reader: &Reader<'_>, key: SortKey) -> Result<Vec<u32>> {
    let order = order_of(key);
    let Some(groups) = groups_of(reader, &order)? else {
        let mut ids: Vec<u32> = reader.all(order.all, [], |row| row.get(0))?;
        if !order.rest.is_empty() {
            ids.extend(reader.all(order.rest, [], |row| row.get::<_, u32>(0))?);
        }
        return Ok(ids);
    };
    let mut ids: Vec<u32> = Vec::new();
    for group in groups {
        ids.extend(reader.all(order.all, [group], |row| row.get::<_, u32>(0))?);
    }
    Ok(ids)
}

/// Stages or owners in order, none last; nothing for orders that go by no such groups.
fn groups_of(reader: &Reader<'_>, order: &Order) -> Result<Option<Vec<i64>>> {
    let Some(sql) = order.groups else { return Ok(None) };
    let mut groups = reader.all(sql, [], |row| row.get::<_, i64>(0))?;
    groups.push(0);
    Ok(Some(groups))
}

/// The first of an order by stages or owners, without reading all of it.
pub(crate) fn first_of_groups(reader: &Reader<'_>, key: SortKey, limit: usize) -> Result<Option<Vec<i64>>> {
    let order = order_of(key);
    let Some(groups) = groups_of(reader, &order)? else { return Ok(None) };
    let sql = format!("{} LIMIT ?2", order.all);
    let mut ids: Vec<i64> = Vec::with_capacity(limit);
    for group in groups {
        if ids.len() >= limit {
            break;
        }
        ids.extend(reader.all(&sql, params![group, limit - ids.len()], |row| row.get::<_, i64>(0))?);
    }
    Ok(Some(ids))
}

/// An order with the touched taken out, and those that are there put behind whom the index says they follow now.
pub(super) fn patch(reader: &Reader<'_>, key: SortKey, ids: &[u32], touched: &RoaringBitmap) -> Result<Vec<u32>> {
    let order = order_of(key);
    let groups = groups_of(reader, &order)?;
    let mut followers: HashMap<Option<u32>, u32> = HashMap::new();
    for id in touched {
        if let Some(key) = key_of(reader, &order, id)? {
            followers.insert(before(reader, &order, groups.as_deref(), key, id)?, id);
        }
    }
    let mut patched = Vec::with_capacity(ids.len() + followers.len());
    let follow = |patched: &mut Vec<u32>, after: Option<u32>| {
        let mut next = followers.get(&after);
        while let Some(id) = next {
            patched.push(*id);
            next = followers.get(&Some(*id));
        }
    };
    follow(&mut patched, None);
    // Whole stretches between are copied.
    let stops = Flat::of(&(touched | followers.keys().flatten().collect::<RoaringBitmap>()));
    let mut rest = ids;
    while let Some(at) = rest.iter().position(|id| stops.has(*id)) {
        let (stretch, after) = rest.split_at(at);
        patched.extend_from_slice(stretch);
        let Some((stop, after)) = after.split_first() else { break };
        if !touched.contains(*stop) {
            patched.push(*stop);
            follow(&mut patched, Some(*stop));
        }
        rest = after;
    }
    patched.extend_from_slice(rest);
    Ok(patched)
}

/// Who stands right before a customer with this key, none if it is the first.
fn before(
    reader: &Reader<'_>,
    order: &Order,
    groups: Option<&[i64]>,
    mut key: Vec<Value>,
    id: u32,
) -> Result<Option<u32>> {
    let group = key.first().cloned();
    key.push(Value::from(id));
    let found = reader.first(order.before, params_from_iter(key), |row| row.get(0))?;
    if found.is_none() && !order.rest.is_empty() && group == Some(Value::from(String::new())) {
        // The first of those who have nothing to be sorted by.
        return reader.first(order.last, [], |row| row.get(0));
    }
    let (None, Some(groups), Some(Value::Integer(group))) = (found, groups, group) else { return Ok(found) };
    for earlier in groups.iter().take_while(|earlier| **earlier != group).collect::<Vec<_>>().into_iter().rev() {
        let last = reader.first(order.last, [earlier], |row| row.get(0))?;
        if last.is_some() {
            return Ok(last);
        }
    }
    Ok(None)
}

fn key_of(reader: &Reader<'_>, order: &Order, id: u32) -> Result<Option<Vec<Value>>> {
    reader.first(order.key, [id], |row| {
        (0..row.as_ref().column_count()).map(|place| row.get::<_, Value>(place)).collect()
    })
}
