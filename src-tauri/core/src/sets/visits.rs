//! Whose each visit is: a search in notes names visits, a list wants their customers.

use std::sync::Arc;

use super::flat::Flat;
use super::log::Reads;
use super::{Kept, Of};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;

/// Uses: visit_customer (covering).
const ALL: &str = "SELECT id, customer_id FROM visit INDEXED BY visit_customer WHERE trashed_at = 0 ORDER BY id";
/// Uses: visit_by_customer (covering).
const OF_CUSTOMERS: &str = "SELECT id, customer_id FROM visit INDEXED BY visit_by_customer
     WHERE trashed_at = 0 AND customer_id IN (SELECT value FROM json_each(?1))";
/// Up to so many customers are asked for again, beyond that all is read anew.
const PATCH: u64 = 2_000;

/// The customer of each visit, by the visit's id; 0 for those in the trash. A million customers' take some 20 MB.
pub(super) fn customers(reader: &Reader<'_>, kept: &mut Kept) -> Result<Arc<Vec<u32>>> {
    let pair = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?));
    // Taken out, so that one that is interrupted half way is not kept.
    let known = kept.visits.take().and_then(|list| kept.touched_since(&list).map(|touched| (list.value, touched)));
    let list = match known {
        Some((list, touched)) if touched.is_empty() => list,
        Some((mut list, touched)) if touched.len() <= PATCH => {
            let now = reader.all(OF_CUSTOMERS, [serde_json::to_string(&touched.iter().collect::<Vec<_>>())?], pair)?;
            let gone = Flat::of(&touched);
            let patched = Arc::make_mut(&mut list);
            patched.iter_mut().filter(|customer| gone.has(**customer)).for_each(|customer| *customer = 0);
            now.into_iter().for_each(|(visit, customer)| put(patched, visit, customer));
            list
        }
        _ => {
            let mut list = Vec::new();
            reader.all(ALL, [], pair)?.into_iter().for_each(|(visit, customer)| put(&mut list, visit, customer));
            Arc::new(list)
        }
    };
    kept.visits = Some(Of { version: kept.version, reads: Reads::of(ALL), value: Arc::clone(&list) });
    Ok(list)
}

fn put(list: &mut Vec<u32>, visit: u32, customer: u32) {
    let place = visit as usize;
    if place >= list.len() {
        list.resize(place + 1, 0);
    }
    if let Some(entry) = list.get_mut(place) {
        *entry = customer;
    }
}
