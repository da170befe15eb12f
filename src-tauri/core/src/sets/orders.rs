//! Orders: the ids of all customers by a sort key, read from its covering index.

use std::cmp::Ordering;

use roaring::RoaringBitmap;
use rusqlite::params;
use rusqlite::types::Value;

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::customers::SortKey;
use crate::error::Result;

/// How an order is read and compared.
struct Order {
    /// All ids in order; for stages and owners the ids within one of them (`?1`).
    all: &'static str,
    /// The key of one customer (`?1`), in the order of comparison.
    key: &'static str,
}

const fn order_of(key: SortKey) -> Order {
    match key {
        SortKey::Name => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY sort_key, id",
            key: "SELECT sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::Kind => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY kind, sort_key, id",
            key: "SELECT kind, sort_key FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::LastVisit => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY last_visit_on, id",
            key: "SELECT last_visit_on FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::NextFollowup => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY next_followup_on, id",
            key: "SELECT next_followup_on FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::Created => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY created_at, id",
            key: "SELECT created_at FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::Updated => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 ORDER BY updated_at, id",
            key: "SELECT updated_at FROM customer WHERE id = ?1 AND trashed_at = 0",
        },
        SortKey::Stage => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 AND stage_id = ?1 ORDER BY sort_key, id",
            key: "SELECT coalesce(s.position, -1), c.stage_id, c.sort_key FROM customer AS c
                  LEFT JOIN stage AS s ON s.id = c.stage_id WHERE c.id = ?1 AND c.trashed_at = 0",
        },
        SortKey::Owner => Order {
            all: "SELECT id FROM customer WHERE trashed_at = 0 AND owner_id = ?1 ORDER BY sort_key, id",
            key: "SELECT coalesce(o.position, -1), c.owner_id, c.sort_key FROM customer AS c
                  LEFT JOIN owner AS o ON o.id = c.owner_id WHERE c.id = ?1 AND c.trashed_at = 0",
        },
    }
}

/// Reads an order from its index.
pub(super) fn build(reader: &Reader<'_>, key: SortKey) -> Result<Vec<u32>> {
    let order = order_of(key);
    let Some(groups) = groups_of(reader, key)? else { return reader.all(order.all, [], |row| row.get(0)) };
    let mut ids: Vec<u32> = Vec::new();
    for group in groups {
        ids.extend(reader.all(order.all, [group], |row| row.get::<_, u32>(0))?);
    }
    Ok(ids)
}

/// Stages or owners in order, none first; nothing for orders that go by no such groups.
fn groups_of(reader: &Reader<'_>, key: SortKey) -> Result<Option<Vec<i64>>> {
    let sql = match key {
        SortKey::Stage => "SELECT id FROM stage ORDER BY position, id",
        SortKey::Owner => "SELECT id FROM owner ORDER BY position, id",
        _ => return Ok(None),
    };
    let mut groups = vec![0];
    groups.extend(reader.all(sql, [], |row| row.get::<_, i64>(0))?);
    Ok(Some(groups))
}

/// The first of an order by stages or owners, without reading all of it.
pub(crate) fn first_of_groups(reader: &Reader<'_>, key: SortKey, limit: usize) -> Result<Option<Vec<i64>>> {
    let Some(groups) = groups_of(reader, key)? else { return Ok(None) };
    let sql = format!("{} LIMIT ?2", order_of(key).all);
    let mut ids: Vec<i64> = Vec::with_capacity(limit);
    for group in groups {
        if ids.len() >= limit {
            break;
        }
        ids.extend(reader.all(&sql, params![group, limit - ids.len()], |row| row.get::<_, i64>(0))?);
    }
    Ok(Some(ids))
}

/// Takes the touched out, and puts those that are there back where they belong now.
pub(super) fn patch(reader: &Reader<'_>, key: SortKey, ids: &mut Vec<u32>, touched: &RoaringBitmap) -> Result<()> {
    ids.retain(|id| !touched.contains(*id));
    let order = order_of(key);
    for id in touched {
        let Some(mine) = key_of(reader, &order, id)? else { continue };
        let (mut low, mut high) = (0, ids.len());
        while low < high {
            let middle = low.midpoint(high);
            let other = ids.get(middle).copied().unwrap_or(0);
            let theirs = key_of(reader, &order, other)?.unwrap_or_default();
            match compare(&theirs, &mine).then(other.cmp(&id)) {
                Ordering::Less => low = middle + 1,
                _ => high = middle,
            }
        }
        ids.insert(low, id);
    }
    Ok(())
}

fn key_of(reader: &Reader<'_>, order: &Order, id: u32) -> Result<Option<Vec<Value>>> {
    reader.first(order.key, [id], |row| {
        (0..row.as_ref().column_count()).map(|place| row.get::<_, Value>(place)).collect()
    })
}

/// As SQLite's BINARY collation compares.
fn compare(a: &[Value], b: &[Value]) -> Ordering {
    a.iter()
        .zip(b)
        .map(|(a, b)| match (a, b) {
            (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
            (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            _ => Ordering::Equal,
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Turns an order round; who has no next follow-up stays last.
pub(super) fn reverse(key: SortKey, ids: &mut [u32], without: &RoaringBitmap) {
    let split = match key {
        SortKey::NextFollowup => ids.partition_point(|id| !without.contains(*id)),
        _ => ids.len(),
    };
    if let Some(with) = ids.get_mut(..split) {
        with.reverse();
    }
}
