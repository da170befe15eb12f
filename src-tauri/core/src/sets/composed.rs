//! Orders by several keys, and by keys without an index of their own: each customer's rank by each key, put together.
//!
//! Whoever has nothing for a key stands behind those who have, both ways. Who is alike by all keys stands by name.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use roaring::RoaringBitmap;
use rusqlite::params_from_iter;
use rusqlite::types::{Value, ValueRef};

use super::log::Reads;
use super::{COMPOSED, Kept, Of, View, orders};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::customers::{Sort, SortKey};
use crate::error::{Error, Result};
use crate::fields::{self, FieldType, Record};

/// Finding the new place of one customer costs about as much as sorting so many.
const PATCH: u64 = 2_048;

/// One key of an order: SQL that gives an id and what it is sorted by, for those who have anything.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// `SELECT id, value FROM … WHERE …`
    select: &'static str,
    /// The column that is the customer's id.
    id: &'static str,
    /// Groups.
    tail: &'static str,
    params: Vec<Value>,
    desc: bool,
}

impl Key {
    fn everybody(&self) -> String {
        format!("{}{} ORDER BY 2", self.select, self.tail)
    }

    fn one(&self) -> String {
        format!("{} AND {} = ?{}{}", self.select, self.id, self.params.len() + 1, self.tail)
    }
}

/// The name, by which those stand who are alike by all keys.
const NAME: &str = "SELECT id, sort_key FROM customer WHERE trashed_at = 0";

/// The keys of an order that is put together; none for one that has an index of its own.
///
/// # Errors
/// `invalid` (`no_such_field`) if a field is gone.
pub(super) fn keys(reader: &Reader<'_>, sort: &[Sort]) -> Result<Option<Vec<Key>>> {
    match sort {
        [] => Ok(None),
        [one] if SortKey::ALL.contains(&one.by) => Ok(None),
        several => several.iter().map(|sort| key(reader, *sort)).collect::<Result<_>>().map(Some),
    }
}

fn key(reader: &Reader<'_>, sort: Sort) -> Result<Key> {
    let of_customer = |select| (select, "id", "");
    let (select, id, tail) = match sort.by {
        // Uses: customer_by_name.
        SortKey::Name => of_customer(NAME),
        // Uses: customer_by_kind.
        SortKey::Kind => of_customer("SELECT id, kind FROM customer WHERE trashed_at = 0"),
        // Uses: customer_by_stage.
        SortKey::Stage => (
            "SELECT customer.id, (stage.position << 32) + stage.id FROM stage CROSS JOIN customer
             WHERE customer.stage_id = stage.id AND customer.trashed_at = 0",
            "customer.id",
            "",
        ),
        // Uses: customer_by_owner.
        SortKey::Owner => (
            "SELECT customer.id, (owner.position << 32) + owner.id FROM owner CROSS JOIN customer
             WHERE customer.owner_id = owner.id AND customer.trashed_at = 0",
            "customer.id",
            "",
        ),
        // Uses: customer_by_last_visit.
        SortKey::LastVisit => {
            of_customer("SELECT id, last_visit_on FROM customer WHERE trashed_at = 0 AND last_visit_on > ''")
        }
        // Uses: customer_by_next_followup.
        SortKey::NextFollowup => of_customer(
            "SELECT id, next_followup_on FROM customer WHERE trashed_at = 0 AND next_followup_on < '9999-12-31'",
        ),
        // Uses: customer_by_created.
        SortKey::Created => of_customer("SELECT id, created_at FROM customer WHERE trashed_at = 0"),
        // Uses: customer_by_updated.
        SortKey::Updated => of_customer("SELECT id, updated_at FROM customer WHERE trashed_at = 0"),
        // Uses: customer_by_visits.
        SortKey::Visits => of_customer("SELECT id, visit_count FROM customer WHERE trashed_at = 0"),
        // Uses: customer_by_birthday.
        SortKey::Birthday => {
            of_customer("SELECT id, birthday_on FROM customer WHERE trashed_at = 0 AND birthday_on < '9999-12-31'")
        }
        // The first tag in the user's order. Uses: customer_tag_by_customer, all of it.
        SortKey::Tags => (
            "SELECT customer_tag.customer_id, min((tag.position << 32) + tag.id)
             FROM customer_tag INDEXED BY customer_tag_by_customer CROSS JOIN tag
             WHERE tag.id = customer_tag.tag_id AND tag.trashed_at = 0",
            "customer_tag.customer_id",
            " GROUP BY customer_tag.customer_id",
        ),
        // The first phone, as lists show it. Looks at every contact point. Uses: contact_point_by_customer.
        SortKey::Phone => (
            "SELECT customer_id, value, min(position) FROM contact_point INDEXED BY contact_point_by_customer
             WHERE trashed_at = 0 AND kind = 'phone'",
            "customer_id",
            " GROUP BY customer_id",
        ),
        // The first contact, as lists show it. Looks at every contact. Uses: contact_by_customer.
        SortKey::Contact => (
            "SELECT customer_id, name_sort_key(name), min(position) FROM contact INDEXED BY contact_by_customer
             WHERE trashed_at = 0",
            "customer_id",
            " GROUP BY customer_id",
        ),
        SortKey::Field(field) => return field_key(reader, field, sort.desc),
    };
    Ok(Key { select, id, tail, params: Vec::new(), desc: sort.desc })
}

/// Uses: customer_value_by_number or customer_value_by_text.
fn field_key(reader: &Reader<'_>, field: i64, desc: bool) -> Result<Key> {
    let field_type = fields::find_of(reader, Record::Customer, field).map_err(|error| match error.code() {
        "not_found" => Error::invalid("sort", "no_such_field").arg("id", field),
        _ => error,
    })?;
    let (select, tail) = match field_type {
        FieldType::Number | FieldType::Money | FieldType::YesNo => {
            ("SELECT customer_id, number FROM customer_value WHERE field_id = ?1 AND number IS NOT NULL", "")
        }
        FieldType::Date | FieldType::Link | FieldType::Phone => {
            ("SELECT customer_id, text FROM customer_value WHERE field_id = ?1 AND text IS NOT NULL", "")
        }
        FieldType::Text | FieldType::LongText => {
            ("SELECT customer_id, name_sort_key(text) FROM customer_value WHERE field_id = ?1 AND text IS NOT NULL", "")
        }
        // The first option in the user's order.
        FieldType::Choice | FieldType::MultiChoice => (
            "SELECT customer_value.customer_id, min((field_option.position << 32) + field_option.id)
             FROM customer_value CROSS JOIN field_option
             WHERE customer_value.field_id = ?1 AND customer_value.number IS NOT NULL
               AND field_option.id = customer_value.number",
            " GROUP BY customer_value.customer_id",
        ),
    };
    Ok(Key { select, id: "customer_value.customer_id", tail, params: vec![Value::from(field)], desc })
}

/// All statements of an order.
#[cfg(test)]
pub(super) fn statements(keys: &[Key]) -> impl Iterator<Item = String> {
    keys.iter().flat_map(|key| [key.everybody(), key.one()])
}

/// What an order depends on.
pub(super) fn reads(keys: &[Key]) -> Reads {
    let mut reads = orders::reads(SortKey::Name);
    keys.iter().for_each(|key| reads.and(&Reads::of(key.select)));
    reads
}

/// Everybody in the order of these keys.
pub(super) fn order(reader: &Reader<'_>, kept: &mut Kept, keys: &[Key]) -> Result<View> {
    // The statements say what the order is, the type of a field too.
    let name = format!("{:?}", keys);
    let place = kept.composed.iter().position(|(known, _)| *known == name);
    // Taken out, so that one that is interrupted half way is not kept.
    let known = place.and_then(|place| kept.composed.remove(place));
    let known = known.and_then(|(_, of)| kept.touched_since(&of).map(|touched| (of.value, touched)));
    let value = match known {
        Some((ids, touched)) if touched.is_empty() => ids,
        Some((ids, touched)) if touched.len() <= 8 || touched.len() * PATCH <= ids.len() as u64 => {
            Arc::new(patch(reader, keys, &ids, &touched)?)
        }
        _ => {
            let by_name = super::order(reader, kept, SortKey::Name)?;
            Arc::new(build(reader, keys, &by_name)?)
        }
    };
    kept.composed.push_front((name, Of { version: kept.version, reads: reads(keys), value: Arc::clone(&value) }));
    kept.composed.truncate(COMPOSED);
    Ok(value)
}

/// Sorts everybody, who stand by name, by the last key, then by the one before … Sorting keeps those alike as they stand.
fn build(reader: &Reader<'_>, keys: &[Key], by_name: &[u32]) -> Result<Vec<u32>> {
    let mut ids = by_name.to_vec();
    for key in keys.iter().rev() {
        let ranks = ranks(reader, key)?;
        let rank = |id: u32| match ranks.get(id as usize).copied().unwrap_or(0) {
            // Who has nothing comes last, both ways.
            0 => u32::MAX,
            rank if key.desc => u32::MAX - rank,
            rank => rank,
        };
        let mut ranked: Vec<(u32, u32)> = ids.iter().map(|id| (rank(*id), *id)).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ids = ranked.into_iter().map(|(_, id)| id).collect();
    }
    Ok(ids)
}

/// The place of each id among the values of a key, from 1 on; those alike have the same. 0 for who has nothing.
fn ranks(reader: &Reader<'_>, key: &Key) -> Result<Vec<u32>> {
    let mut statement = reader.prepare_cached(&key.everybody())?;
    let mut rows = statement.query(params_from_iter(&key.params))?;
    let (mut ranks, mut rank, mut last): (Vec<u32>, u32, Option<Value>) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        let (id, value): (u32, ValueRef<'_>) = (row.get(0)?, row.get_ref(1)?);
        let is_same = match (&last, value) {
            (Some(Value::Integer(last)), ValueRef::Integer(value)) => *last == value,
            (Some(Value::Text(last)), ValueRef::Text(value)) => last.as_bytes() == value,
            _ => false,
        };
        if !is_same {
            rank += 1;
            last = Some(value.try_into().map_err(rusqlite::Error::from)?);
        }
        let place = id as usize;
        if place >= ranks.len() {
            ranks.resize(place + 1, 0);
        }
        if let Some(entry) = ranks.get_mut(place) {
            *entry = rank;
        }
    }
    Ok(ranks)
}

/// What a customer stands by: the value of each key, the name, the id.
type Place = (Vec<Option<Value>>, String, u32);

/// The places of customers, asked for one by one as they are needed.
struct Places<'a> {
    reader: &'a Reader<'a>,
    keys: &'a [Key],
    statements: Vec<String>,
    known: HashMap<u32, Arc<Place>>,
}

impl Places<'_> {
    /// None if the customer is gone or in the trash.
    fn of(&mut self, id: u32) -> Result<Option<Arc<Place>>> {
        if let Some(place) = self.known.get(&id) {
            return Ok(Some(Arc::clone(place)));
        }
        let sql = "SELECT sort_key FROM customer WHERE id = ?1 AND trashed_at = 0";
        let Some(name) = self.reader.first(sql, [id], |row| row.get(0))? else { return Ok(None) };
        let mut values = Vec::with_capacity(self.keys.len());
        for (key, sql) in self.keys.iter().zip(&self.statements) {
            let params = key.params.iter().cloned().chain([Value::from(id)]);
            values.push(self.reader.first(sql, params_from_iter(params), |row| row.get::<_, Value>(1))?);
        }
        let place = Arc::new((values, name, id));
        self.known.insert(id, Arc::clone(&place));
        Ok(Some(place))
    }

    fn compare(&self, a: &Place, b: &Place) -> Ordering {
        let values = self.keys.iter().zip(a.0.iter().zip(&b.0));
        let by_keys = values.map(|(key, (a, b))| match (a, b) {
            (None, None) => Ordering::Equal,
            (None, _) => Ordering::Greater,
            (_, None) => Ordering::Less,
            (Some(a), Some(b)) if key.desc => by_value(b, a),
            (Some(a), Some(b)) => by_value(a, b),
        });
        let first = by_keys.into_iter().find(|order| order.is_ne());
        first.unwrap_or_else(|| a.1.cmp(&b.1).then(a.2.cmp(&b.2)))
    }
}

/// As the database compares them.
fn by_value(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Integer(_), _) => Ordering::Less,
        (_, Value::Integer(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// An order with the touched taken out, and those that are there put where they belong now.
fn patch(reader: &Reader<'_>, keys: &[Key], ids: &[u32], touched: &RoaringBitmap) -> Result<Vec<u32>> {
    let statements = keys.iter().map(Key::one).collect();
    let mut places = Places { reader, keys, statements, known: HashMap::new() };
    let rest: Vec<u32> = ids.iter().copied().filter(|id| !touched.contains(*id)).collect();
    let mut back: Vec<(usize, Arc<Place>)> = Vec::new();
    for id in touched {
        let Some(place) = places.of(id)? else { continue };
        let (mut low, mut high) = (0, rest.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let other = rest.get(middle).copied().map_or(Ok(None), |id| places.of(id))?;
            match other.map(|other| places.compare(&other, &place)) {
                Some(Ordering::Less) => low = middle + 1,
                _ => high = middle,
            }
        }
        back.push((low, place));
    }
    back.sort_by(|(at, a), (other, b)| at.cmp(other).then_with(|| places.compare(a, b)));
    let mut patched = Vec::with_capacity(rest.len() + back.len());
    let mut from = 0;
    for (at, place) in back {
        patched.extend_from_slice(rest.get(from..at).unwrap_or_default());
        patched.push(place.2);
        from = at;
    }
    patched.extend_from_slice(rest.get(from..).unwrap_or_default());
    Ok(patched)
}
