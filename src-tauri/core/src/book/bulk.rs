//! Very many new customers in one change. Their rows are not journaled one by one by triggers, which slow each insert down,
//! but at the end as ranges: from this id to that one, all rows of a table are new. Indexes in no order of ids are made
//! anew at the end where that costs less than writing into them row by row.

use rusqlite::{Connection, params};
use serde_json::json;

use super::Tx;
use super::journal::{self, Touched};
use super::schema::{self, Table};
use super::sql::Sql;
use crate::error::{Error, Result};

/// An index is made anew if this times as many customers come as the book has.
const WORTH: u64 = 2;
/// Rows of so many ids are deleted at a time.
const STRETCH: i64 = 256;

/// What is known of a change that adds very many customers.
#[derive(Debug)]
pub(super) struct Bulk {
    /// The tables with rows of customers, parents first, each with its place among the journaled ones.
    tables: Vec<(usize, Table, Filled)>,
    /// The sequence numbers that its ranges get: before those of everything that is done to their rows.
    seq: i64,
    /// Customers up to this id are derived.
    derived: i64,
}

/// A table as it was when the bulk began.
#[derive(Debug)]
struct Filled {
    /// The first id that a new row can have, in the column by which its range is told.
    first: i64,
    /// How many rows it had. Only counted where mistakes of our own are looked for.
    rows: Option<i64>,
}

/// Where the tables stand that belong to customers.
fn begin(conn: &Connection, touched: &mut Touched) -> Result<Bulk> {
    let order: Vec<String> =
        conn.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", [], |row| row.get(0))?;
    let mut tables: Vec<(usize, Table)> =
        schema::journaled_tables(conn)?.into_iter().enumerate().filter(|(_, table)| table.is_of_customers()).collect();
    // A table is made after those that it refers to.
    tables.sort_by_key(|(_, table)| order.iter().position(|name| *name == table.name));
    let (customer, visit) = (last(conn, "customer")?, last(conn, "visit")?);
    let mut filled = Vec::with_capacity(tables.len());
    for (number, table) in tables {
        let first = match table.range_column() {
            "customer_id" => customer,
            "visit_id" => visit,
            _ => last(conn, &table.name)?,
        } + 1;
        let rows = if cfg!(debug_assertions) { Some(count(conn, &table.name)?) } else { None };
        filled.push((number, table, Filled { first, rows }));
    }
    let seq = touched.next_seq;
    touched.next_seq += i64::try_from(filled.len()).unwrap_or(0);
    Ok(Bulk { tables: filled, seq, derived: customer })
}

/// The highest id that a table's rows ever had.
fn last(conn: &Connection, table: &str) -> Result<i64> {
    conn.value("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?1", [table])
}

fn count(conn: &Connection, table: &str) -> Result<i64> {
    conn.value(&format!("SELECT count(*) FROM {table}"), [])
}

impl Bulk {
    /// Adds who is new since the last time to those whose derived columns are still to be computed.
    pub fn note_new(&mut self, conn: &Connection, touched: &mut Touched) -> Result<()> {
        let now = last(conn, "customer")?;
        touched.stale.insert_range(self.derived.unsigned_abs() + 1..=now.unsigned_abs());
        self.derived = now;
        Ok(())
    }

    /// The ids of new rows of a table, if there are any.
    fn range(&self, conn: &Connection, table: &Table, filled: &Filled) -> Result<Option<(i64, i64)>> {
        let last = match table.range_column() {
            "customer_id" => last(conn, "customer")?,
            "visit_id" => last(conn, "visit")?,
            _ => last(conn, &table.name)?,
        };
        let (name, column) = (&table.name, table.range_column());
        let there: bool = conn.value(
            &format!("SELECT EXISTS (SELECT 1 FROM {name} WHERE {column} BETWEEN ?1 AND ?2)"),
            params![filled.first, last],
        )?;
        Ok(there.then_some((filled.first, last)))
    }

    /// Journals the new rows.
    fn write(&self, tx: &Tx<'_>) -> Result<()> {
        let customers = (self.tables.iter().find(|(_, table, _)| table.name == "customer"))
            .map_or(Ok(None), |(_, table, filled)| self.range(tx, table, filled))?;
        for (seq, (_, table, filled)) in (self.seq..).zip(&self.tables) {
            let range = self.range(tx, table, filled)?;
            self.look_for_others(tx, table, filled, range)?;
            let (Some((first, last)), Some(customers)) = (range, customers) else { continue };
            tx.run(
                "INSERT INTO change_row (change_id, seq, tbl, op, key, old) VALUES (?1, ?2, ?3, 'r', ?4, ?5)",
                params![tx.change_id(), seq, table.name, first, json!({ "last": last }).to_string()],
            )?;
            let mut touched = tx.journal.touched();
            let name = journal::known_name(&table.name);
            touched.tables.insert(name);
            let all = touched.customers.entry(name).or_default();
            all.insert_range(customers.0.unsigned_abs()..=customers.1.unsigned_abs());
        }
        Ok(())
    }

    /// A row that was written for somebody who was there before could not be taken back: that is a mistake of our own.
    fn look_for_others(&self, tx: &Tx<'_>, table: &Table, filled: &Filled, range: Option<(i64, i64)>) -> Result<()> {
        let Some(before) = filled.rows else { return Ok(()) };
        let (name, column) = (&table.name, table.range_column());
        let (first, last) = range.unwrap_or((1, 0));
        let others: i64 = tx.value(
            &format!("SELECT count(*) FROM {name} WHERE NOT ({column} BETWEEN ?1 AND ?2)"),
            params![first, last],
        )?;
        if others > before {
            return Err(Error::refused("internal").arg("detail", format!("a row of {name} past the journal")));
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Carries out a part of the change that adds about so many customers with all that is theirs. Until it ends, rows of
    /// customers may be added for nobody but them; lists (tags, fields …) may be added to as ever. Who adds puts them into
    /// the search indexes, too ([`search::index`](crate::search::index)): the texts are at hand there.
    ///
    /// # Errors
    /// Those of the function and of the database. An error must end the change.
    pub(crate) fn add_customers<T>(&self, about: u64, f: impl FnOnce() -> Result<T>) -> Result<T> {
        self.expect_much()?;
        let bulk = begin(self, &mut self.journal.touched())?;
        let there: u64 = self.value("SELECT count(*) FROM customer", [])?;
        let indexes = if about.saturating_mul(WORTH) >= there { drop_indexes(self, &bulk)? } else { Vec::new() };
        for (_, table, _) in &bulk.tables {
            self.execute_batch(&format!("DROP TRIGGER temp.{}_i", table.name))?;
        }
        *self.bulk.borrow_mut() = Some(bulk);
        let value = f()?;
        self.derive()?;
        for sql in &indexes {
            self.execute_batch(sql)?;
        }
        let Some(bulk) = self.bulk.borrow_mut().take() else { return Ok(value) };
        for (number, table, _) in &bulk.tables {
            self.execute_batch(&journal::insert_trigger(*number, table))?;
        }
        bulk.write(self)?;
        Ok(value)
    }
}

/// Drops the indexes that new customers would be written into all over; gives how to make them again.
fn drop_indexes(conn: &Connection, bulk: &Bulk) -> Result<Vec<String>> {
    let mut dropped = Vec::new();
    for (_, table, _) in &bulk.tables {
        let indexes: Vec<(String, String)> = conn.all(
            "SELECT i.name, s.sql FROM pragma_index_list(?1) AS i JOIN sqlite_schema AS s ON s.name = i.name
             WHERE i.origin = 'c' AND i.\"unique\" = 0 AND
               (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno LIMIT 1) NOT IN
               ('id', 'customer_id', 'visit_id', 'contact_id', 'trashed_at')",
            [&table.name],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (name, sql) in indexes {
            conn.execute_batch(&format!("DROP INDEX {name}"))?;
            dropped.push(sql);
        }
    }
    Ok(dropped)
}

/// Rows that a change added: all of a table whose ids, or their customers' or visits', are from one to another.
#[derive(Debug, Clone)]
pub struct Range {
    pub(super) seq: i64,
    /// The table.
    pub table: String,
    /// By which of its columns.
    pub column: String,
    /// From this id
    pub first: i64,
    /// to this one.
    pub last: i64,
}

/// The ranges that a change journaled. Uses: change_row's primary key.
///
/// # Errors
/// Those of the database.
pub fn ranges_of(conn: &Connection, change_id: i64) -> Result<Vec<Range>> {
    let rows: Vec<(i64, String, i64, i64)> = conn.all(
        "SELECT seq, tbl, key, json_extract(old, '$.last') FROM change_row WHERE change_id = ?1 AND op = 'r' ORDER BY seq",
        [change_id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let tables = schema::journaled_tables(conn)?;
    let ranges = rows.into_iter().filter_map(|(seq, name, first, last)| {
        let table = tables.iter().find(|table| table.name == name)?;
        Some(Range { seq, column: table.range_column().to_owned(), table: name, first, last })
    });
    Ok(ranges.collect())
}

impl Range {
    /// How many ids are in it.
    pub(super) fn ids(&self) -> u64 {
        u64::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Deletes the rows, last first, so that they are put back in the order of their ids; says now and then how many ids
    /// more are done.
    pub(super) fn delete(&self, conn: &Connection, tell: &mut dyn FnMut(u64) -> Result<()>) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} BETWEEN ?1 AND ?2", self.table, self.column);
        let mut last = self.last;
        while last >= self.first {
            let first = self.first.max(last - STRETCH + 1);
            conn.run(&sql, params![first, last])?;
            tell(u64::try_from(last - first + 1).unwrap_or(0))?;
            last = first - 1;
        }
        Ok(())
    }
}
