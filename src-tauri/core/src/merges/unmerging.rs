//! Taking a merge apart: both are there again, and what came since stays.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::merging::BETWEEN;
use super::recording::{Columns, Recorded, delete, has_parents, insert, key_of, read, recorded, references, write};
use crate::book::Tx;
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::customers::ById;
use crate::error::{Error, Result};

/// What came of taking a merge apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Unmerged {
    /// Who was kept.
    pub kept: i64,
    /// Who is there again, under the id they had.
    pub back: i64,
    /// How many cells and rows stayed as they are, because they were changed since.
    pub left: u32,
}

/// Takes a merge apart. Each cell that the merge wrote and nobody changed since is what it was; what was changed, added or
/// deleted since stays so. What was added for a contact who goes back goes with them.
///
/// # Errors
/// `not_found` if the merge is gone: taken apart already, or the customer was erased.
pub fn unmerge(tx: &Tx<'_>, req: &ById) -> Result<Unmerged> {
    let (holder, kept, other, name): (i64, i64, i64, String) = tx
        .first("SELECT customer_id, kept_id, merged_id, merged_name FROM merge WHERE id = ?1", [req.id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .ok_or_else(|| Error::not_found("merge", req.id))?;
    let held: String = tx.value("SELECT name FROM customer WHERE id = ?1", [holder])?;
    tx.about("name", held);
    tx.about("other", name);
    let tables: HashMap<String, Table> =
        journaled_tables(tx)?.into_iter().map(|table| (table.name.clone(), table)).collect();
    let mut back = Back { tx, holder, kept, other, customers: BTreeSet::from([holder, other]), left: 0 };
    let rows = recorded(tx, req.id)?;
    tx.run("DELETE FROM merge_row WHERE merge_id = ?1", [req.id])?;
    tx.run("DELETE FROM merge WHERE id = ?1", [req.id])?;
    for row in &rows {
        // A table that is no more has nothing to put back.
        let Some(table) = tables.get(&row.table) else { continue };
        match row.op.as_str() {
            "i" => back.take_out(table, row)?,
            "u" => back.put_back(table, row)?,
            _ => back.bring_back(table, row)?,
        }
    }
    back.settle_contacts(tables.values())?;
    // What was added since to a visit that goes back goes with it.
    tx.run(
        "UPDATE file SET customer_id = ?2 WHERE customer_id = ?1 AND visit_id IN (SELECT id FROM visit WHERE customer_id = ?2)",
        [holder, other],
    )?;
    Ok(Unmerged { kept: holder, back: other, left: back.left })
}

struct Back<'a> {
    tx: &'a Tx<'a>,
    /// Who holds it all now; another than who was kept, if that one was merged since.
    holder: i64,
    kept: i64,
    /// Who comes back.
    other: i64,
    /// Whose rows were touched.
    customers: BTreeSet<i64>,
    left: u32,
}

impl Back<'_> {
    /// Whether a cell is still what the merge made of it. Who was kept may have been merged since.
    fn is_untouched(&self, column: &str, now: Option<&Value>, made: &Value) -> bool {
        now == Some(made)
            || column.ends_with("customer_id") && *made == json!(self.kept) && now == Some(&json!(self.holder))
    }

    fn take_out(&mut self, table: &Table, row: &Recorded) -> Result<()> {
        let Some(now) = read(self.tx, table, &row.key)? else { return Ok(()) };
        let is_same = row.new.iter().all(|(column, made)| self.is_untouched(column, now.get(column), made));
        if is_same {
            delete(self.tx, table, &row.key)
        } else {
            // The whole detail of a customer who had none: of its note the part that came with the other goes.
            if table.name == "customer_detail" {
                return self.put_back(table, &self.of_empty_detail(table, row));
            }
            self.left += 1;
            Ok(())
        }
    }

    /// A detail that the merge added, as one that was empty before.
    fn of_empty_detail(&self, table: &Table, row: &Recorded) -> Recorded {
        let old = table
            .values()
            .map(|column| {
                let is_text = matches!(column.as_str(), "note" | "birthday_calendar" | "reading")
                    || row.new.get(column).is_some_and(Value::is_string);
                (column.clone(), if is_text { json!("") } else { json!(0) })
            })
            .collect();
        Recorded { op: "u".to_owned(), old, ..row.clone() }
    }

    fn put_back(&mut self, table: &Table, row: &Recorded) -> Result<()> {
        // Deleted since, and so it stays.
        let Some(now) = read(self.tx, table, &row.key)? else { return Ok(()) };
        let mut columns = Columns::new();
        for (column, old) in &row.old {
            let made = row.new.get(column).unwrap_or(&Value::Null);
            if self.is_untouched(column, now.get(column), made) {
                columns.insert(column.clone(), old.clone());
            } else if column == "note" {
                let now = now.get(column).and_then(Value::as_str).unwrap_or_default();
                match without(now, old.as_str().unwrap_or_default(), made.as_str().unwrap_or_default()) {
                    Some(rest) => drop(columns.insert(column.clone(), json!(rest))),
                    None => self.left += 1,
                }
            } else {
                self.left += 1;
            }
        }
        if columns.is_empty() {
            return Ok(());
        }
        if has_parents(self.tx, &table.name, &columns)? {
            let customer = columns.get("customer_id").or_else(|| now.get("customer_id"));
            self.customers.extend(customer.and_then(Value::as_i64));
            write(self.tx, table, &row.key, &columns)
        } else {
            self.left += 1;
            Ok(())
        }
    }

    fn bring_back(&mut self, table: &Table, row: &Recorded) -> Result<()> {
        let mut old = row.old.clone();
        if read(self.tx, table, &key_of(table, &old))?.is_some() || !has_parents(self.tx, &table.name, &old)? {
            self.left += 1;
            return Ok(());
        }
        // The same record may have come in by another way since.
        if let Some(uid) = old.get("uid").and_then(Value::as_str) {
            let taken: bool =
                self.tx.value(&format!("SELECT EXISTS (SELECT 1 FROM {} WHERE uid = ?1)", table.name), [uid])?;
            if taken {
                old.insert("uid".to_owned(), json!(self.tx.new_uid()));
            }
        }
        if table.name == "customer_tag" && self.is_excluded(&old)? {
            self.left += 1;
            return Ok(());
        }
        self.customers.extend(old.get("customer_id").and_then(Value::as_i64));
        insert(self.tx, table, &old)
    }

    /// Whether another tag of the same group, in which one has only one, is there already.
    fn is_excluded(&self, row: &Columns) -> Result<bool> {
        let id = |column: &str| row.get(column).and_then(Value::as_i64).unwrap_or_default();
        self.tx.value(
            "SELECT EXISTS (SELECT 1 FROM tag AS mine JOIN tag_group AS g ON g.id = mine.group_id AND g.exclusive = 1 AND g.trashed_at = 0
               JOIN tag AS twin ON twin.group_id = g.id JOIN customer_tag AS has ON has.tag_id = twin.id AND has.customer_id = ?2
             WHERE mine.id = ?1)",
            params![id("tag_id"), id("customer_id")],
        )
    }

    /// A contact is of one customer. What was added since for a contact who went back goes with them; whoever is left with a
    /// contact who is somebody else's now, because the two were joined meanwhile, gets one of the same name.
    fn settle_contacts<'t>(&self, tables: impl Iterator<Item = &'t Table>) -> Result<()> {
        for table in tables.filter(|table| table.columns.iter().any(|column| column == "customer_id")) {
            let name = &table.name;
            for column in references(self.tx, name, "contact")? {
                self.tx.run(
                    &format!(
                        "UPDATE {name} SET customer_id = ?2 WHERE customer_id = ?1
                           AND {column} IN (SELECT id FROM contact WHERE customer_id = ?2)"
                    ),
                    [self.holder, self.other],
                )?;
                for customer in self.customers.iter().copied() {
                    let strangers: Vec<i64> = self.tx.all(
                        &format!(
                            "SELECT DISTINCT {column} FROM {name} WHERE customer_id = ?1 AND {column} IS NOT NULL
                               AND {column} NOT IN (SELECT id FROM contact WHERE customer_id = ?1)"
                        ),
                        [customer],
                        |row| row.get(0),
                    )?;
                    for stranger in strangers {
                        self.tx.run(
                            &format!("UPDATE {name} SET {column} = ?3 WHERE customer_id = ?1 AND {column} = ?2"),
                            [customer, stranger, self.contact_like(stranger, customer)?],
                        )?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A customer's own contact of the same name; made if there is none.
    fn contact_like(&self, stranger: i64, customer: i64) -> Result<i64> {
        let own: Option<i64> = self.tx.first(
            "SELECT own.id FROM contact AS own JOIN contact AS one ON one.id = ?1 AND one.name = own.name
             WHERE own.customer_id = ?2 ORDER BY own.trashed_at, own.position, own.id LIMIT 1",
            [stranger, customer],
            |row| row.get(0),
        )?;
        if let Some(own) = own {
            return Ok(own);
        }
        self.tx.run(
            "INSERT INTO contact (uid, customer_id, name, role, note, position, trashed_at)
             SELECT ?3, ?2, name, role, note, position, trashed_at FROM contact WHERE id = ?1",
            params![stranger, customer, self.tx.new_uid()],
        )?;
        Ok(self.tx.last_insert_rowid())
    }
}

/// A note without what the merge added, where it can still be told.
fn without(now: &str, old: &str, made: &str) -> Option<String> {
    let added = made.strip_prefix(old)?;
    if added.is_empty() {
        return Some(now.to_owned());
    }
    let rest = added.strip_prefix(BETWEEN).unwrap_or(added);
    let at = now.find(added).map(|at| (at, added.len())).or_else(|| now.find(rest).map(|at| (at, rest.len())))?;
    let (before, behind) = (now.get(..at.0)?, now.get(at.0 + at.1..)?);
    Some(if before.is_empty() { behind.trim_start().to_owned() } else { format!("{before}{behind}") })
}
