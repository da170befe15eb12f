//! Putting back what can be, and keeping the rest.

use rusqlite::params;
use serde_json::Value;

use super::super::bulk::Range;
use super::super::rows::{Columns, Key, delete, has_parents, insert, read, write};
use super::super::schema::Table;
use super::super::sql::Sql;
use super::{NAMED, Net, Rest, Written, at};
use crate::error::{Error, Result};

impl Rest<'_> {
    pub(super) fn apply(&mut self) -> Result<()> {
        self.tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let mut written: Vec<Written> = std::mem::take(&mut self.written).into_values().collect();
        written.sort_by_key(|row| std::cmp::Reverse(row.seq));
        let total = written.len() as u64 + self.ranges.iter().map(Range::ids).sum::<u64>();
        for (done, row) in (0..).zip(&written) {
            self.tx.tell(done, total)?;
            let table = &self.tables[row.table];
            match &row.net {
                Net::Added => self.take_out(row.table, &row.key)?,
                Net::Gone(before) => {
                    let is_free = read(self.tx, table, &row.key)?.is_none();
                    let goes =
                        is_free && has_parents(self.tx, &table.name, before)? && !self.is_excluded(table, before)?;
                    let done = goes && is_done(insert(self.tx, table, before))?;
                    self.note(done, row.table, &row.key, None);
                }
                Net::Changed(before) => self.put_back(row.table, &row.key, before)?,
            }
        }
        let mut done = written.len() as u64;
        let mut ranges = std::mem::take(&mut self.ranges);
        // Those that refer to others go first.
        ranges.sort_by_key(|range| {
            std::cmp::Reverse(self.by_name.get(range.table.as_str()).map_or(0, |table| self.depth(*table, 0)))
        });
        for range in &ranges {
            self.take_range_out(range)?;
            done += range.ids();
            self.tx.tell(done, total)?;
        }
        Ok(())
    }

    /// How far a table is from those that refer to nothing.
    fn depth(&self, table: usize, so_far: usize) -> usize {
        if so_far > 8 {
            return so_far;
        }
        let parents = self.parents[table].iter().filter(|(_, parent)| *parent != table);
        parents.map(|(_, parent)| self.depth(*parent, so_far + 1)).max().unwrap_or(so_far)
    }

    fn take_out(&mut self, table: usize, key: &Key) -> Result<()> {
        if read(self.tx, &self.tables[table], key)?.is_none() {
            return Ok(());
        }
        let goes = !self.staying.contains(&at(table, key));
        if goes {
            delete(self.tx, &self.tables[table], key)?;
        }
        self.note(goes, table, key, None);
        Ok(())
    }

    fn take_range_out(&mut self, range: &Range) -> Result<()> {
        let Some(number) = self.by_name.get(range.table.as_str()).copied() else { return Ok(()) };
        let table = &self.tables[number];
        let among = format!("{} BETWEEN ?1 AND ?2", range.column);
        let before: u64 =
            self.tx.value(&format!("SELECT count(*) FROM {} WHERE {among}", range.table), [range.first, range.last])?;
        let mut staying: Vec<Key> = Vec::new();
        for (_, key) in self.staying.iter().filter(|(table, _)| *table == number) {
            let key: Key = serde_json::from_str(key)?;
            if read(self.tx, table, &key)?.is_some() {
                staying.push(key);
            }
        }
        let tx = self.tx;
        if staying.is_empty() {
            range.delete(tx, &mut |_| Ok(()))?;
        } else {
            let keys: Vec<Value> = staying
                .iter()
                .map(|key| match table.has_rowid {
                    true => key.first().cloned().unwrap_or(Value::Null),
                    false => Value::from(Value::Array(key.clone()).to_string()),
                })
                .collect();
            tx.run(
                &format!(
                    "DELETE FROM {name} WHERE {among} AND {key} NOT IN (SELECT value FROM json_each(?3))",
                    name = range.table,
                    key = table.key_of(&range.table)
                ),
                params![range.first, range.last, Value::Array(keys).to_string()],
            )?;
        }
        self.put_back += before - staying.len() as u64;
        self.kept += staying.len() as u64;
        self.cells.extend(staying.into_iter().take(NAMED).map(|key| (number, key, None)));
        Ok(())
    }

    fn put_back(&mut self, number: usize, key: &Key, before: &Columns) -> Result<()> {
        let table = &self.tables[number];
        let now = read(self.tx, table, key)?;
        let since = self.since.get(&at(number, key));
        let mut columns = Columns::new();
        let mut staying = Vec::new();
        for (column, value) in before {
            let cell = now.as_ref().and_then(|now| now.get(column));
            let is_edited = since.and_then(|since| since.get(column)).is_some_and(|was| cell != Some(was));
            let leads = columns_of_one(column, value);
            if column == "updated_at" || cell == Some(value) {
                continue;
            } else if cell.is_none() || is_edited || !has_parents(self.tx, &table.name, &leads)? {
                staying.push(column.clone());
            } else {
                columns.insert(column.clone(), value.clone());
            }
        }
        if !columns.is_empty() && !is_done(write(self.tx, table, key, &columns))? {
            // A name that was free then and is taken now.
            staying.extend(std::mem::take(&mut columns).into_iter().map(|(column, _)| column));
        }
        for column in columns.keys() {
            self.note(true, number, key, Some(column));
        }
        for column in &staying {
            self.note(false, number, key, Some(column));
        }
        Ok(())
    }

    /// Whether another tag of a group is there, in which one has only one.
    fn is_excluded(&self, table: &Table, row: &Columns) -> Result<bool> {
        if table.name != "customer_tag" {
            return Ok(false);
        }
        let id = |column: &str| row.get(column).and_then(Value::as_i64).unwrap_or_default();
        self.tx.value(
            "SELECT EXISTS (SELECT 1 FROM tag AS mine JOIN tag_group AS g ON g.id = mine.group_id AND g.exclusive = 1 AND g.trashed_at = 0
               JOIN tag AS twin ON twin.group_id = g.id AND twin.trashed_at = 0
               JOIN customer_tag AS has ON has.tag_id = twin.id AND has.customer_id = ?2
             WHERE mine.id = ?1 AND mine.trashed_at = 0)",
            params![id("tag_id"), id("customer_id")],
        )
    }
}

fn columns_of_one(column: &str, value: &Value) -> Columns {
    std::iter::once((column.to_owned(), value.clone())).collect()
}

/// Whether a write went well; one that breaks a rule of the table did not, and left nothing.
fn is_done(written: Result<()>) -> Result<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(Error::Database(error)) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
