//! The journal: TEMP triggers, made from the schema, that record how to turn every write round.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use roaring::RoaringTreemap;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::schema::{self, Table};
use crate::error::Result;

/// What the change under way has touched so far.
#[derive(Debug, Default)]
pub struct Touched {
    /// The change's id; 0 while none is under way, and then no journaled table can be written.
    pub change_id: i64,
    /// The number that the next journal row gets.
    pub next_seq: i64,
    /// Customers of touched rows, by table; of rows of `customer` in which more than the moment of the last change was
    /// touched, and under [`schema::MOMENT`] of those in which only that was.
    pub customers: BTreeMap<&'static str, RoaringTreemap>,
    /// Tables in which rows were touched that belong to no customer.
    pub lists: BTreeSet<&'static str>,
    /// Those whose derived columns are still to be recomputed.
    pub stale: RoaringTreemap,
    /// Customers whose searchable text was touched and is still to be indexed.
    pub texts: RoaringTreemap,
    /// Visits that were touched and are still to be indexed.
    pub visits: RoaringTreemap,
    /// Tags and stages with another cadence, by table and id: whoever has them is still to be derived.
    pub cadences: BTreeSet<(&'static str, i64)>,
    /// Tables that were touched.
    pub tables: BTreeSet<&'static str>,
}

impl Touched {
    /// All customers that were touched in any way.
    #[must_use]
    pub fn all_customers(&self) -> RoaringTreemap {
        self.customers.values().fold(RoaringTreemap::new(), |all, some| all | some)
    }

    /// Customers of whom something was touched that is known of them: the plan of a day is nothing of theirs.
    #[must_use]
    pub fn changed_customers(&self) -> RoaringTreemap {
        let of_them = self.customers.iter().filter(|(table, _)| **table != "day_stop");
        of_them.fold(RoaringTreemap::new(), |all, (_, some)| all | some)
    }

    /// Topics for the refresh of screens.
    #[must_use]
    pub fn topics(&self) -> BTreeSet<&'static str> {
        let mut topics: BTreeSet<&'static str> =
            self.tables.iter().flat_map(|table| schema::topics_of(table)).copied().collect();
        topics.insert("history");
        // Who is in a segment depends on the customers, on what fields there are, and on how weeks begin.
        if ["customers", "fields", "settings"].iter().any(|topic| topics.contains(topic)) {
            topics.insert("segments");
        }
        topics
    }
}

/// A change being recorded. It ends with this value, so that a panic leaves no change open to be written under.
#[must_use]
pub(super) struct Recording<'a>(&'a Journal);

impl Recording<'_> {
    /// Ends it, and gives what was touched.
    pub fn end(self) -> Touched {
        std::mem::take(&mut *self.0.touched())
    }
}

impl Drop for Recording<'_> {
    fn drop(&mut self) {
        *self.0.touched() = Touched::default();
    }
}

/// The journal of one writer connection.
#[derive(Debug, Clone, Default)]
pub struct Journal(Arc<Mutex<Touched>>);

impl Journal {
    /// What the change under way has touched.
    pub fn touched(&self) -> MutexGuard<'_, Touched> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to record under this change, from this sequence number on, for as long as the recording lives.
    pub(super) fn begin(&self, change_id: i64, next_seq: i64) -> Recording<'_> {
        *self.touched() = Touched { change_id, next_seq, ..Touched::default() };
        Recording(self)
    }

    /// Makes the functions and triggers on the writer connection.
    ///
    /// # Errors
    /// Those of the database.
    pub fn attach(&self, conn: &Connection) -> Result<()> {
        let tables = schema::journaled_tables(conn)?;
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        let journal = self.clone();
        conn.create_scalar_function("journal_change", 0, flags, move |_| match journal.touched().change_id {
            0 => Err(rusqlite::Error::UserFunctionError("a write outside of a change".into())),
            id => Ok(id),
        })?;
        let journal = self.clone();
        let names: Vec<&'static str> = tables.iter().map(|table| known_name(&table.name)).collect();
        conn.create_scalar_function("journal_seq", -1, flags, move |context| {
            let number: i64 = context.get(0)?;
            // A complement says: of the row, only the moment of its last change.
            let is_moment = number < 0;
            let table = usize::try_from(if is_moment { !number } else { number }).unwrap_or(usize::MAX);
            let visit = context.get::<Option<i64>>(1)?.unwrap_or(0).unsigned_abs();
            let mut touched = journal.touched();
            if let Some(name) = names.get(table).copied() {
                touched.tables.insert(name);
                let part = if is_moment { schema::MOMENT } else { name };
                let is_text = matches!(part, "customer" | "customer_detail" | "contact" | "contact_point");
                for place in 2..context.len() {
                    let customer = context.get::<Option<i64>>(place)?.unwrap_or(0).unsigned_abs();
                    if customer == 0 {
                        touched.lists.insert(name);
                        continue;
                    }
                    touched.customers.entry(part).or_default().insert(customer);
                    touched.stale.insert(customer);
                    if is_text {
                        touched.texts.insert(customer);
                    }
                }
                if visit > 0 {
                    touched.visits.insert(visit);
                }
            }
            touched.next_seq += 1;
            Ok(touched.next_seq - 1)
        })?;
        for (number, table) in tables.iter().enumerate() {
            conn.execute_batch(&triggers(number, table))?;
        }
        self.watch_cadences(conn)
    }

    /// Notes the tags and stages whose cadence becomes another, by undo and redo, too: no row of a customer is touched then,
    /// and something derived of theirs is.
    fn watch_cadences(&self, conn: &Connection) -> Result<()> {
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
        let journal = self.clone();
        conn.create_scalar_function("journal_cadence", 2, flags, move |context| {
            let table = if context.get_raw(0).as_str()? == "tag" { "tag" } else { "stage" };
            journal.touched().cadences.insert((table, context.get(1)?));
            Ok(0)
        })?;
        for table in ["tag", "stage"] {
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER {table}_cadence AFTER UPDATE OF cadence_days, trashed_at ON main.{table}
                 WHEN OLD.cadence_days <> NEW.cadence_days
                   OR NEW.cadence_days > 0 AND (OLD.trashed_at = 0) <> (NEW.trashed_at = 0)
                 BEGIN SELECT journal_cadence('{table}', NEW.id); END;"
            ))?;
        }
        Ok(())
    }
}

/// A table's name for as long as the program lives, so that touching one costs no allocation. There are few.
pub(super) fn known_name(name: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(same) = known.get(name).copied() {
        return same;
    }
    let leaked: &'static str = Box::leak(name.to_owned().into_boxed_str());
    known.insert(leaked);
    leaked
}

/// The trigger that journals a new row by its key.
pub(super) fn insert_trigger(number: usize, table: &Table) -> String {
    let (name, visit, customer) = (&table.name, table.visit_of("NEW"), table.customer_of("NEW"));
    format!(
        "CREATE TEMP TRIGGER {name}_i AFTER INSERT ON main.{name} BEGIN
           INSERT INTO change_row (change_id, seq, tbl, op, key)
           VALUES (journal_change(), journal_seq({number}, {visit}, {customer}), '{name}', 'i', {key}); END;",
        key = table.key_of("NEW"),
    )
}

fn triggers(number: usize, table: &Table) -> String {
    let Table { name, columns, .. } = table;
    let seq = |row: &str| {
        format!("journal_change(), journal_seq({number}, {}, {})", table.visit_of(row), table.customer_of(row))
    };
    // A row that moves from one customer to another touches both.
    let of_table = match name.as_str() {
        "customer" => {
            let same: Vec<String> =
                table.values().filter(|c| *c != "updated_at").map(|c| format!("OLD.{c} IS NEW.{c}")).collect();
            format!("CASE WHEN {} THEN ~{number} ELSE {number} END", same.join(" AND "))
        }
        _ => number.to_string(),
    };
    let both = format!(
        "journal_change(), journal_seq({of_table}, {}, {}, {})",
        table.visit_of("OLD"),
        table.customer_of("OLD"),
        table.customer_of("NEW")
    );
    let image: Vec<String> = columns.iter().map(|c| format!("'{c}', OLD.{c}")).collect();
    let mut sql = format!(
        "{insert}
         CREATE TEMP TRIGGER {name}_d AFTER DELETE ON main.{name} BEGIN
           INSERT INTO change_row (change_id, seq, tbl, op, key, old)
           VALUES ({old_seq}, '{name}', 'd', {old_key}, json_object({image})); END;",
        insert = insert_trigger(number, table),
        old_seq = seq("OLD"),
        old_key = table.key_of("OLD"),
        image = image.join(", "),
    );
    let values: Vec<&String> = table.values().collect();
    if !values.is_empty() {
        let changed: Vec<String> = values.iter().map(|c| format!("OLD.{c} IS NOT NEW.{c}")).collect();
        let old: Vec<String> =
            values.iter().map(|c| format!("SELECT '{c}' AS k, OLD.{c} AS v WHERE OLD.{c} IS NOT NEW.{c}")).collect();
        let of: Vec<&str> = values.iter().map(|c| c.as_str()).collect();
        sql.push_str(&format!(
            "CREATE TEMP TRIGGER {name}_u AFTER UPDATE OF {of} ON main.{name} WHEN {changed} BEGIN
               INSERT INTO change_row (change_id, seq, tbl, op, key, old)
               VALUES ({seq}, '{name}', 'u', {key}, (SELECT json_group_object(k, v) FROM ({old}))); END;",
            of = of.join(", "),
            changed = changed.join(" OR "),
            seq = both,
            key = table.key_of("OLD"),
            old = old.join(" UNION ALL "),
        ));
    }
    sql
}
