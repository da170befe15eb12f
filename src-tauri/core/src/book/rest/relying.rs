//! What later steps did to the same cells, and which rows of the step they rely on.

use rusqlite::types::{Value as SqlValue, ValueRef};
use serde_json::Value;

use super::super::bulk::{self, Range};
use super::super::rows::{Columns, Key, read};
use super::super::sql::Sql;
use super::{At, Rest, at};
use crate::error::Result;

impl Rest<'_> {
    /// What later steps did to the same cells, and which of the step's new rows they rely on.
    /// Uses: change_row's primary key; change's.
    pub(super) fn look_at_later(&mut self) -> Result<()> {
        let mut relied: Vec<(usize, Key)> = Vec::new();
        let later: Vec<i64> = self.tx.all(
            "SELECT id FROM change WHERE id > ?1 AND id < ?2 AND state = 'done' ORDER BY id",
            [self.change_id, self.tx.change_id()],
            |row| row.get(0),
        )?;
        let tx = self.tx;
        let mut statement =
            tx.prepare_cached("SELECT tbl, op, key, old FROM change_row WHERE change_id = ?1 ORDER BY seq")?;
        for change in later {
            let mut rows = statement.query([change])?;
            while let Some(row) = rows.next()? {
                let Some(table) = self.by_name.get(row.get_ref(0)?.as_str().unwrap_or_default()).copied() else {
                    continue;
                };
                let op = row.get_ref(1)?.as_str().unwrap_or_default();
                if op == "r" {
                    continue;
                }
                let key = self.key(table, row.get_ref(2)?)?;
                let place = at(table, &key);
                let is_ours = self.written.contains_key(&place) || self.is_in_range(table, &key);
                if let Some(old) = row.get_ref(3)?.as_str_or_null().ok().flatten().filter(|_| is_ours) {
                    let old: Columns = serde_json::from_str(old)?;
                    let known = self.since.entry(place).or_default();
                    for (column, value) in old {
                        known.entry(column).or_insert(value);
                    }
                }
                if op != "d" {
                    relied.push((table, key));
                }
            }
            for range in bulk::ranges_of(self.tx, change)? {
                self.relied_by_range(&range, &mut relied)?;
            }
        }
        let mut open: Vec<(usize, Key)> = Vec::new();
        for (table, key) in relied {
            let place = at(table, &key);
            let Some(now) = read(self.tx, &self.tables[table], &key)? else { continue };
            if self.is_added(&place, &key) {
                if self.is_edited(&place, &now) {
                    open.push((table, key));
                }
                continue;
            }
            open.extend(self.new_parents(table, &now));
        }
        // With a row stay those that it needs, and those that were made for it.
        while let Some((table, key)) = open.pop() {
            if !self.staying.insert(at(table, &key)) {
                continue;
            }
            let Some(now) = read(self.tx, &self.tables[table], &key)? else { continue };
            open.extend(self.new_parents(table, &now));
            if self.tables[table].has_rowid
                && let Some(id) = key.first().and_then(Value::as_i64)
            {
                open.extend(self.new_children(table, id)?);
            }
        }
        Ok(())
    }

    /// The rows that a later bulk refers to, each once: by its columns.
    fn relied_by_range(&self, range: &Range, relied: &mut Vec<(usize, Key)>) -> Result<()> {
        let Some(table) = self.by_name.get(range.table.as_str()).copied() else { return Ok(()) };
        for (column, parent) in &self.parents[table] {
            let ids: Vec<i64> = self.tx.all(
                &format!(
                    "SELECT DISTINCT {column} FROM {} WHERE {} BETWEEN ?1 AND ?2 AND {column} IS NOT NULL",
                    range.table, range.column
                ),
                [range.first, range.last],
                |row| row.get(0),
            )?;
            for id in ids {
                let key = vec![Value::from(id)];
                if self.is_added(&at(*parent, &key), &key) {
                    // Any row of it that is not the step's own stands for all.
                    relied.push((*parent, key));
                }
            }
        }
        Ok(())
    }

    /// The new rows that a row refers to; the value of a choice is the id of an option.
    fn new_parents(&self, table: usize, row: &Columns) -> Vec<(usize, Key)> {
        let is_value = matches!(self.tables[table].name.as_str(), "customer_value" | "visit_value");
        let option = self.by_name.get("field_option").filter(|_| is_value).map(|option| ("number".to_owned(), *option));
        let parents = self.parents[table].iter().chain(&option);
        let keys =
            parents.filter_map(|(column, parent)| Some((*parent, vec![Value::from(row.get(column)?.as_i64()?)])));
        keys.filter(|(parent, key)| self.is_added(&at(*parent, key), key)).collect()
    }

    /// The new rows that were made for a row: all that refer to what is a customer's, and of a list only what is of lists.
    /// Uses: the indexes by which each reference is looked up.
    fn new_children(&self, parent: usize, id: i64) -> Result<Vec<(usize, Key)>> {
        let mut children = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            if table.is_of_customers() && !self.tables[parent].is_of_customers() {
                continue;
            }
            for (column, _) in self.parents[number].iter().filter(|(_, to)| *to == parent) {
                let sql = format!("SELECT {} FROM {} AS r WHERE r.{column} = ?1", table.key_of("r"), table.name);
                let keys: Vec<SqlValue> = self.tx.all(&sql, [id], |row| row.get(0))?;
                for key in keys {
                    let key = self.key(number, ValueRef::from(&key))?;
                    if self.is_added(&at(number, &key), &key) {
                        children.push((number, key));
                    }
                }
            }
        }
        Ok(children)
    }

    /// Whether a new row is no longer as the step left it.
    fn is_edited(&self, place: &At, now: &Columns) -> bool {
        let since = self.since.get(place);
        since.is_some_and(|since| {
            since.iter().any(|(column, was)| column != "updated_at" && now.get(column).is_some_and(|now| now != was))
        })
    }
}
