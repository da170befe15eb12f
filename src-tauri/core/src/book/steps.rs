//! Taking one older step back, while what was done after it stays.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::bulk::{self, Range};
use super::history::{self, COLUMNS, ChangeInfo, read_change, turn_rows_of};
use super::progress::OnProgress;
use super::schema::{Table, journaled_tables};
use super::sql::Sql;
use super::{Book, Tx, rest};
use crate::error::{Error, Result};

/// So many steps in the way are named.
const NAMED: usize = 5;
/// All columns of a row.
const WHOLE: u64 = u64::MAX;

/// Rules over several rows that a later step may rely on; a statement gives a row where one is broken.
/// Uses: customer_tag_by_customer, contact_point_by_contact, visit_by_contact, customer_value_by_number, visit_value_by_number, and the user's own short lists.
const BROKEN: &[&str] = &[
    "SELECT 1 FROM change_row AS r JOIN customer_tag AS mine ON mine.customer_id = json_extract(r.key, '$[1]')
       JOIN tag AS t ON t.id = mine.tag_id AND t.trashed_at = 0 JOIN tag_group AS g ON g.id = t.group_id AND g.exclusive = 1 AND g.trashed_at = 0
     WHERE r.change_id = ?1 AND r.tbl = 'customer_tag' GROUP BY mine.customer_id, g.id HAVING count(DISTINCT t.id) > 1",
    "SELECT 1 FROM change_row AS r JOIN tag AS moved ON moved.id = r.key JOIN tag_group AS g ON g.id = moved.group_id AND g.exclusive = 1 AND g.trashed_at = 0
       JOIN tag AS t ON t.group_id = g.id AND t.trashed_at = 0 JOIN customer_tag AS mine ON mine.tag_id = t.id
     WHERE r.change_id = ?1 AND r.tbl = 'tag' GROUP BY mine.customer_id, g.id HAVING count(DISTINCT t.id) > 1",
    // A contact is of the customer whose contact point or visit names them.
    "SELECT 1 FROM change_row AS r JOIN contact AS k ON k.id = r.key JOIN contact_point AS p ON p.contact_id = k.id
     WHERE r.change_id = ?1 AND r.tbl = 'contact' AND p.customer_id <> k.customer_id",
    "SELECT 1 FROM change_row AS r JOIN contact AS k ON k.id = r.key JOIN visit AS v ON v.contact_id = k.id
     WHERE r.change_id = ?1 AND r.tbl = 'contact' AND v.customer_id <> k.customer_id",
    "SELECT 1 FROM change_row AS r JOIN contact_point AS p ON p.id = r.key JOIN contact AS k ON k.id = p.contact_id
     WHERE r.change_id = ?1 AND r.tbl = 'contact_point' AND p.customer_id <> k.customer_id",
    "SELECT 1 FROM change_row AS r JOIN visit AS v ON v.id = r.key JOIN contact AS k ON k.id = v.contact_id
     WHERE r.change_id = ?1 AND r.tbl = 'visit' AND v.customer_id <> k.customer_id",
    // An option that is chosen somewhere is there.
    "SELECT 1 FROM change_row AS r JOIN customer_value AS v ON v.field_id = json_extract(r.old, '$.field_id') AND v.number = r.key
     WHERE r.change_id = ?1 AND r.tbl = 'field_option' AND r.op = 'd' AND NOT EXISTS (SELECT 1 FROM field_option WHERE id = r.key)",
    "SELECT 1 FROM change_row AS r JOIN visit_value AS v ON v.field_id = json_extract(r.old, '$.field_id') AND v.number = r.key
     WHERE r.change_id = ?1 AND r.tbl = 'field_option' AND r.op = 'd' AND NOT EXISTS (SELECT 1 FROM field_option WHERE id = r.key)",
    "SELECT 1 WHERE ?1 AND NOT EXISTS (SELECT 1 FROM stage WHERE trashed_at = 0)",
    "SELECT 1 WHERE ?1 AND NOT EXISTS (SELECT 1 FROM visit_kind WHERE trashed_at = 0)",
    "SELECT 1 WHERE ?1 AND NOT EXISTS (SELECT 1 FROM owner WHERE trashed_at = 0 AND is_me = 1)",
];

impl Book {
    /// Takes one step back and keeps what was done after it. The latest is undone as by [`Book::undo`]; an older one is
    /// taken back by a new change, `history.undo_step`, which can itself be undone.
    ///
    /// # Errors
    /// `not_found`; `nothing_to_undo` if the step is undone or can no longer be; `later_changes` if later steps touched
    /// the same cells, or rely on what this one made: `count` of them, and up to five as `steps`.
    pub fn undo_step(&self, change_id: i64) -> Result<ChangeInfo> {
        self.undo_step_telling(change_id, &mut |_, _| true)
    }

    /// Takes one step back, which may be long: tells how far it is, and leaves all as it is when told to stop.
    ///
    /// # Errors
    /// As for [`Book::undo_step`]; `cancelled` if it was stopped.
    pub fn undo_step_telling(&self, change_id: i64, on_progress: OnProgress<'_>) -> Result<ChangeInfo> {
        let (step, latest) =
            self.read(|reader| Ok((history::find(reader, change_id)?, history::state(reader)?.undo)))?;
        if step.state != "done" {
            return Err(Error::refused("nothing_to_undo"));
        }
        if latest.is_some_and(|latest| latest.id == change_id) {
            return self.undo_telling(on_progress);
        }
        self.change_telling(VERB, on_progress, |tx| {
            take_back(tx, change_id)?;
            for (name, value) in about(&step) {
                tx.about(&name, value);
            }
            Ok(())
        })?;
        self.read(|reader| history::find(reader, change_id))
    }
}

/// The verb of a step that took another one back.
pub(super) const VERB: &str = "history.undo_step";

/// What the wording of the new change needs: the step's own verb and arguments. `back` is `yes` if the step taken back had
/// itself taken one back, so that the older one holds again.
pub(super) fn about(step: &ChangeInfo) -> Map<String, Value> {
    let mut args = step.args.clone();
    let was_back = args.get("back") == Some(&json!("yes"));
    let is_taking_back = rest::takes_back(&step.verb);
    if !is_taking_back {
        args.insert("verb".to_owned(), json!(step.verb));
    }
    args.insert("count".to_owned(), args.get("count").cloned().unwrap_or_else(|| json!(step.customers)));
    args.insert("back".to_owned(), json!(if is_taking_back && !was_back { "yes" } else { "no" }));
    args.insert("step".to_owned(), json!(step.id));
    args.remove("kept");
    args
}

fn take_back(tx: &Tx<'_>, change_id: i64) -> Result<()> {
    let tables = journaled_tables(tx)?;
    let in_the_way = later_on_same_cells(tx, &tables, change_id)?;
    if !in_the_way.is_empty() {
        return Err(later_changes(tx, &in_the_way)?);
    }
    match turn_rows_of(tx, &tables, change_id, &mut |done, of| tx.tell(done, of)) {
        Ok(()) => {}
        // A name that was free then and is taken now.
        Err(Error::Database(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            return Err(later_changes(tx, &[])?);
        }
        Err(error) => return Err(error),
    }
    check_after(tx, &tables, change_id)
}

/// Looks whether the book is sound with a step taken back, as far as later steps may rely on it.
///
/// # Errors
/// `later_changes`, with those steps where they can be told.
pub(super) fn check_after(tx: &Tx<'_>, tables: &[Table], change_id: i64) -> Result<()> {
    let relying = relying_on(tx, tables, change_id)?;
    if let Some(relying) = relying {
        return Err(later_changes(tx, &relying)?);
    }
    for rule in BROKEN {
        if tx.first(rule, [tx.change_id()], |_| Ok(()))?.is_some() {
            return Err(later_changes(tx, &[])?);
        }
    }
    Ok(())
}

/// The refusal, with what is in the way, latest first.
fn later_changes(conn: &Connection, ids: &[i64]) -> Result<Error> {
    let steps: Vec<ChangeInfo> =
        ids.iter().rev().take(NAMED).map(|id| history::find(conn, *id)).collect::<Result<_>>()?;
    Ok(Error::refused("later_changes").arg("count", ids.len()).arg("steps", serde_json::to_value(steps)?))
}

/// A row, as a number: two rows share one by chance once in 2⁶⁴.
fn row_hash(table: &str, key: ValueRef<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    table.hash(&mut hasher);
    match key {
        ValueRef::Integer(id) => id.hash(&mut hasher),
        ValueRef::Text(json) => json.hash(&mut hasher),
        _ => {}
    }
    hasher.finish()
}

/// Which columns a journal row is about, a bit for each. The moment of the last change does not count: every step on a
/// customer moves it.
fn columns_of(tables: &HashMap<&str, &Table>, table: &str, op: &str, old: Option<&str>) -> Result<u64> {
    if op != "u" {
        return Ok(WHOLE);
    }
    let old: Map<String, Value> = old.map(serde_json::from_str).transpose()?.unwrap_or_default();
    let columns = tables.get(table).map_or(&[][..], |table| &table.columns);
    let bit = |name: &String| columns.iter().position(|column| column == name).map_or(WHOLE, |place| 1 << (place % 63));
    Ok(old.keys().filter(|name| *name != "updated_at").fold(0, |all, name| all | bit(name)))
}

/// The later steps, still done, that touched a cell which this one touched; oldest first.
/// Uses: change_row's primary key; change's.
fn later_on_same_cells(conn: &Connection, tables: &[Table], change_id: i64) -> Result<Vec<i64>> {
    let by_name: HashMap<&str, &Table> = tables.iter().map(|table| (table.name.as_str(), table)).collect();
    let mut ours: HashMap<u64, u64> = HashMap::new();
    let ranges = bulk::ranges_of(conn, change_id)?;
    let mut statement =
        conn.prepare_cached("SELECT tbl, key, op, old FROM change_row WHERE change_id = ?1 AND op <> 'r'")?;
    let mut rows = statement.query([change_id])?;
    while let Some(row) = rows.next()? {
        let table = row.get_ref(0)?.as_str().unwrap_or_default();
        let columns = columns_of(&by_name, table, row.get_ref(2)?.as_str().unwrap_or_default(), text(row.get_ref(3)?))?;
        *ours.entry(row_hash(table, row.get_ref(1)?)).or_default() |= columns;
    }
    let mut found = Vec::new();
    let mut statement = conn.prepare_cached(
        "SELECT r.change_id, r.tbl, r.key, r.op, r.old FROM change AS c JOIN change_row AS r ON r.change_id = c.id
         WHERE c.id > ?1 AND c.state = 'done' AND r.op <> 'r' ORDER BY c.id",
    )?;
    let mut rows = statement.query([change_id])?;
    while let Some(row) = rows.next()? {
        let (id, table) = (row.get(0)?, row.get_ref(1)?.as_str().unwrap_or_default());
        if found.last() == Some(&id) {
            continue;
        }
        let key = row.get_ref(2)?;
        let is_of_a_range = || ranges.iter().any(|range| range.table == table && is_within(&by_name, range, key));
        let columns = match ours.get(&row_hash(table, key)) {
            Some(columns) => *columns,
            None if is_of_a_range() => WHOLE,
            None => continue,
        };
        let theirs = columns_of(&by_name, table, row.get_ref(3)?.as_str().unwrap_or_default(), text(row.get_ref(4)?))?;
        if columns & theirs != 0 {
            found.push(id);
        }
    }
    Ok(found)
}

/// Whether a row with this key is one of a range.
fn is_within(tables: &HashMap<&str, &Table>, range: &Range, key: ValueRef<'_>) -> bool {
    let id = match key {
        ValueRef::Integer(id) => Some(id),
        ValueRef::Text(json) => {
            let place = tables
                .get(range.table.as_str())
                .and_then(|table| table.key.iter().position(|part| *part == range.column));
            let parts: Vec<Value> = serde_json::from_slice(json).unwrap_or_default();
            place.and_then(|place| parts.get(place)).and_then(Value::as_i64)
        }
        _ => None,
    };
    id.is_some_and(|id| (range.first..=range.last).contains(&id))
}

fn text(value: ValueRef<'_>) -> Option<&str> {
    value.as_str().ok()
}

/// The later steps that made rows which refer to what is gone now; none if nothing does.
/// Uses: the indexes by which each reference is looked up.
fn relying_on(conn: &Connection, tables: &[Table], change_id: i64) -> Result<Option<Vec<i64>>> {
    let mut relying = None::<Vec<i64>>;
    for child in tables {
        let references: Vec<(String, String)> =
            conn.all("SELECT \"table\", \"from\" FROM pragma_foreign_key_list(?1)", [&child.name], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        for (parent, column) in references {
            let name = &child.name;
            let (key, id) = (child.key_of("c"), child.range_column());
            missing_parents(conn, change_id, child, &parent, &column, &mut relying)?;
            let left: Vec<(rusqlite::types::Value, i64)> = conn.all(
                &format!(
                    "SELECT {key}, c.{id} FROM change_row AS r JOIN {name} AS c ON c.{column} = r.key
                     WHERE r.change_id = ?1 AND r.tbl = ?2 AND r.op = 'i'
                       AND NOT EXISTS (SELECT 1 FROM {parent} WHERE id = r.key)
                     UNION ALL
                     SELECT {key}, c.{id} FROM change_row AS r
                       JOIN {name} AS c ON c.{column} BETWEEN r.key AND json_extract(r.old, '$.last')
                     WHERE r.change_id = ?1 AND r.tbl = ?2 AND r.op = 'r'
                       AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = c.{column}) LIMIT 100"
                ),
                params![change_id, parent],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            for (key, id) in left {
                let made: Option<i64> = conn.first(
                    "SELECT r.change_id FROM change_row AS r JOIN change AS c ON c.id = r.change_id AND c.state = 'done'
                     WHERE r.change_id > ?1 AND r.tbl = ?2 AND ((r.op IN ('i', 'u') AND r.key = ?3)
                       OR (r.op = 'r' AND ?4 BETWEEN r.key AND json_extract(r.old, '$.last'))) LIMIT 1",
                    params![change_id, name, key, id],
                    |row| row.get(0),
                )?;
                let relying = relying.get_or_insert_default();
                if let Some(made) = made.filter(|made| !relying.contains(made)) {
                    relying.push(made);
                }
            }
        }
    }
    if let Some(relying) = &mut relying {
        relying.sort_unstable();
    }
    Ok(relying)
}

/// Adds the later steps that deleted what rows of this one refer to again, now that they are back as they were.
fn missing_parents(
    conn: &Connection,
    change_id: i64,
    child: &Table,
    parent: &str,
    column: &str,
    relying: &mut Option<Vec<i64>>,
) -> Result<()> {
    let row = if child.has_rowid {
        format!("c.{} = r.key", child.key[0])
    } else {
        let parts =
            child.key.iter().enumerate().map(|(place, part)| format!("c.{part} = json_extract(r.key, '$[{place}]')"));
        parts.collect::<Vec<_>>().join(" AND ")
    };
    let name = &child.name;
    let missing: Vec<i64> = conn.all(
        &format!(
            "SELECT DISTINCT c.{column} FROM change_row AS r JOIN {name} AS c ON {row}
             WHERE r.change_id = ?1 AND r.tbl = ?2 AND r.op NOT IN ('i', 'r') AND c.{column} IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = c.{column}) LIMIT 100"
        ),
        params![change_id, name],
        |row| row.get(0),
    )?;
    for key in missing {
        let relying = relying.get_or_insert_default();
        let gone: Vec<i64> = conn.all(
            "SELECT DISTINCT r.change_id FROM change_row AS r JOIN change AS c ON c.id = r.change_id AND c.state = 'done'
             WHERE r.change_id > ?1 AND r.tbl = ?2 AND r.op = 'd' AND r.key = ?3",
            params![change_id, parent, key],
            |row| row.get(0),
        )?;
        relying.extend(gone.into_iter().filter(|step| !relying.contains(step)).collect::<Vec<_>>());
    }
    Ok(())
}

/// Marks those of the steps, newest first, that a later one took back. `newer` are such later ones outside of the list.
pub(super) fn mark_taken_back(list: &mut [ChangeInfo], newer: &[ChangeInfo]) {
    let mut taken: HashMap<i64, i64> = HashMap::new();
    let mut look = |step: &ChangeInfo| {
        let by = taken.get(&step.id).copied();
        if rest::takes_back(&step.verb)
            && step.state != "undone"
            && by.is_none()
            && let Some(of) = step.args.get("step").and_then(Value::as_i64)
        {
            taken.insert(of, step.id);
        }
        by
    };
    for step in newer {
        look(step);
    }
    for step in list {
        step.taken_back_by = look(step);
    }
}

/// Steps from this one on that took another back, newest first. Uses: change by id.
pub(super) fn that_took_back(conn: &Connection, oldest: i64) -> Result<Vec<ChangeInfo>> {
    conn.all(
        &format!("SELECT {COLUMNS} FROM change AS c WHERE c.id >= ?1 AND c.verb IN (?2, ?3) ORDER BY c.id DESC"),
        params![oldest, VERB, rest::VERB],
        read_change,
    )
}
