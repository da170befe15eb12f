//! Fetching single customers out of a backup into the present book, as one undoable step.

mod lists;
mod opened;

use std::collections::HashMap;
use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use opened::Opened;

use super::looking::key_of;
use super::prove;
use crate::book::erasing::ledger::Ledger;
use crate::book::erasing::rows_of;
use crate::book::keys::Secret;
use crate::book::opening::OpenOptions;
use crate::book::progress::OnProgress;
use crate::book::rows::{Columns, insert, key_of as key_of_row, read};
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::book::{Book, Tx};
use crate::error::{Error, Result};

/// Tables of which nothing is fetched: merges of the past can be taken apart only where they were made.
const LEFT: &[&str] = &["merge", "merge_row"];

/// Fetches customers out of a backup.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FetchCustomers {
    /// The backup.
    pub path: String,
    /// Their ids in it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<i64>>", optional))]
    pub ids: Vec<i64>,
    /// Or their exact names in it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub names: Vec<String>,
}

/// What came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Fetched {
    /// The customers, by their ids in the present book.
    pub ids: Vec<i64>,
    /// Rows of all tables.
    pub rows: u64,
    /// Rows that are in the present book already, with somebody else, and stay there.
    pub left: u64,
}

impl Book {
    /// Fetches customers out of a backup, whole and out of the trash. Whoever is in the present book's trash comes out of it
    /// as they are; what lists name is found by its uid, then by its name, and is made if it is not there.
    ///
    /// # Errors
    /// Those of looking into a backup; `other_book` for one of another book; `not_found`; `ambiguous` for a name that
    /// several have; `already_there` for somebody who is in the present book; `was_erased` for somebody who was erased
    /// since.
    pub fn fetch_customers(
        &self,
        req: &FetchCustomers,
        options: &OpenOptions,
        on_progress: OnProgress<'_>,
    ) -> Result<Fetched> {
        let from = std::path::absolute(Path::new(&req.path))?;
        let mut options = options.clone();
        options.secret = options.secret.or_else(|| Some(Secret::Key(self.key.clone())));
        let (slot, key) = key_of(&from, &options)?;
        if slot.book_uid != self.uid {
            return Err(Error::refused("other_book").at("file", req.path.clone()));
        }
        prove(&from, &key)?;
        let there = Opened::new(&from, &key, &self.path)?;
        let ledger = self.read(|reader| Ledger::of(reader))?;
        self.change_telling("customers.fetch", on_progress, |tx| {
            let ids = asked_for(&there.conn, req)?;
            let mut fetch = Fetch::new(tx, &there.conn)?;
            let mut names = Vec::new();
            for (done, id) in (0..).zip(&ids) {
                tx.tell(done, ids.len() as u64)?;
                names.push(fetch.customer(*id, &ledger)?);
            }
            tx.about("count", names.len());
            tx.about("name", names.first().cloned().unwrap_or_default());
            Ok(fetch.done)
        })
    }
}

fn asked_for(there: &Connection, req: &FetchCustomers) -> Result<Vec<i64>> {
    let mut ids = req.ids.clone();
    for name in &req.names {
        let found: Vec<i64> =
            there.all("SELECT id FROM customer WHERE name = ?1 LIMIT 10", [name], |row| row.get(0))?;
        match found[..] {
            [] => return Err(Error::refused("not_found").arg("record", "customer").arg("name", name.clone())),
            [id] => ids.push(id),
            _ => return Err(Error::refused("ambiguous").arg("name", name.clone()).arg("candidates", json!(found))),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() { Err(Error::invalid("ids", "empty")) } else { Ok(ids) }
}

/// Customers on their way from a backup into the present book.
struct Fetch<'a> {
    tx: &'a Tx<'a>,
    there: &'a Connection,
    tables: Vec<Table>,
    /// Tables of customers' rows, owners first, with the condition by which they are found in the backup.
    rows: Vec<(String, String)>,
    /// What an id of the backup is here; none if it is nothing here.
    ids: HashMap<(String, i64), Option<i64>>,
    done: Fetched,
}

impl<'a> Fetch<'a> {
    fn new(tx: &'a Tx<'a>, there: &'a Connection) -> Result<Self> {
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let rows = rows_of(there)?.into_iter().filter(|(table, _)| !LEFT.contains(&table.as_str())).collect();
        Ok(Self { tx, there, tables: journaled_tables(tx)?, rows, ids: HashMap::new(), done: Fetched::default() })
    }

    fn table(&self, name: &str) -> Result<Table> {
        let found = self.tables.iter().find(|table| table.name == name).cloned();
        found.ok_or_else(|| Error::refused("internal").arg("detail", "no such table"))
    }

    /// One customer with all that is theirs; gives the name.
    fn customer(&mut self, id: i64, ledger: &Ledger) -> Result<String> {
        let (name, uid): (String, String) = self
            .there
            .first("SELECT name, uid FROM customer WHERE id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .ok_or_else(|| Error::not_found("customer", id))?;
        if ledger.knows(&uid)? {
            return Err(Error::refused("was_erased"));
        }
        let here: Option<(i64, i64)> =
            self.tx.first("SELECT id, trashed_at FROM customer WHERE uid = ?1", [&uid], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        match here {
            Some((_, 0)) => return Err(Error::refused("already_there").arg("name", name)),
            Some((id, _)) => {
                crate::customers::restore(self.tx, &[id])?;
                self.done.ids.push(id);
                return Ok(name);
            }
            None => {}
        }
        let found = self.found(id)?;
        for (table, row) in &found {
            self.settle_id(table, row)?;
        }
        for (table, row) in found {
            self.take(&table, row)?;
        }
        self.done.ids.extend(self.ids.get(&("customer".to_owned(), id)).copied().flatten());
        Ok(name)
    }

    /// All rows of a customer in the backup.
    fn found(&self, id: i64) -> Result<Vec<(Table, Columns)>> {
        let mut found = Vec::new();
        for (name, condition) in &self.rows {
            let table = self.table(name)?;
            let pairs: Vec<String> = table.columns.iter().map(|column| format!("'{column}', {column}")).collect();
            let sql = format!(
                "SELECT json_object({}) FROM {name} WHERE {condition} ORDER BY {}",
                pairs.join(", "),
                table.key.join(", ")
            );
            let rows: Vec<String> = self.there.all(&sql, [id], |row| row.get(0))?;
            for row in rows {
                found.push((table.clone(), serde_json::from_str(&row)?));
            }
        }
        Ok(found)
    }

    /// What the id of a row will be here: the same where it is free, the next otherwise; none if the row is here already.
    fn settle_id(&mut self, table: &Table, row: &Columns) -> Result<()> {
        let Some(id) = row.get("id").and_then(Value::as_i64).filter(|_| table.has_rowid && table.key[0] == "id") else {
            return Ok(());
        };
        let name = &table.name;
        let uid = row.get("uid").and_then(Value::as_str);
        let is_here: bool = match uid {
            Some(uid) => self.tx.value(&format!("SELECT EXISTS (SELECT 1 FROM {name} WHERE uid = ?1)"), [uid])?,
            None => false,
        };
        let is_taken: bool = self.tx.value(&format!("SELECT EXISTS (SELECT 1 FROM {name} WHERE id = ?1)"), [id])?;
        let is_given = self.ids.iter().any(|((of, _), given)| of == name && *given == Some(id));
        let new = match (is_here, is_taken || is_given) {
            (true, _) => None,
            (false, false) => Some(id),
            (false, true) => {
                let last: i64 = self
                    .tx
                    .value(
                        &format!(
                            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{name}'), 0), coalesce((SELECT max(id) FROM {name}), 0))"
                        ),
                        [],
                    )?;
                let given = self.ids.iter().filter(|((of, _), _)| of == name).filter_map(|(_, given)| *given).max();
                Some(last.max(given.unwrap_or(0)) + 1)
            }
        };
        self.ids.insert((name.clone(), id), new);
        Ok(())
    }

    fn take(&mut self, table: &Table, mut row: Columns) -> Result<()> {
        let own = row.get("id").and_then(Value::as_i64).and_then(|id| self.ids.get(&(table.name.clone(), id)).copied());
        match own {
            Some(Some(id)) => drop(row.insert("id".to_owned(), json!(id))),
            Some(None) => {
                self.done.left += 1;
                return Ok(());
            }
            None => {}
        }
        if table.name == "customer" {
            row.insert("trashed_at".to_owned(), json!(0));
        }
        let references: Vec<(String, String, bool)> = self.tx.all(
            "SELECT f.\"table\", f.\"from\", i.\"notnull\" OR i.pk > 0 FROM pragma_foreign_key_list(?1) AS f
             JOIN pragma_table_info(?1) AS i ON i.name = f.\"from\"",
            [&table.name],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        self.options(table, &mut row)?;
        for (parent, column, must) in references {
            let Some(id) = row.get(&column).and_then(Value::as_i64) else { continue };
            match self.here(&parent, id)? {
                Some(here) => drop(row.insert(column, json!(here))),
                None if must => {
                    self.done.left += 1;
                    return Ok(());
                }
                None => drop(row.insert(column, Value::Null)),
            }
        }
        if read(self.tx, table, &key_of_row(table, &row))?.is_some() {
            self.done.left += 1;
            return Ok(());
        }
        if let Some(hash) = row.get("hash").and_then(Value::as_str).filter(|_| table.name == "file") {
            self.content(hash)?;
        }
        insert(self.tx, table, &row)?;
        self.done.rows += 1;
        Ok(())
    }

    /// What is in a file, unless it is here already.
    fn content(&self, hash: &str) -> Result<()> {
        let bytes = crate::files::content_of(self.there, hash)?;
        crate::files::store(self.tx, self.tx.now(), &crate::files::Stored::of(bytes)?)
    }
}
