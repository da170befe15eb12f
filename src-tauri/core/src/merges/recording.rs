//! Writing rows so that each can be put back: what it was, and what it became.

use rusqlite::{Connection, params};
use serde_json::Value;

use crate::book::Tx;
pub use crate::book::rows::{Columns, Key, delete, has_parents, insert, key_of, read, references, write};
use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// The journaled tables of the book, and what a merge writes into them.
pub struct Recording<'a> {
    /// The change under way.
    pub tx: &'a Tx<'a>,
    /// All tables.
    pub tables: Vec<Table>,
    merge: i64,
    seq: i64,
}

/// A row that a merge wrote.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Its table.
    pub table: String,
    /// `i`, `u` or `d`.
    pub op: String,
    /// Its key.
    pub key: Key,
    /// What it was; of a changed row only the columns that changed.
    pub old: Columns,
    /// What it became.
    pub new: Columns,
}

impl<'a> Recording<'a> {
    /// Records under this merge.
    pub fn of(tx: &'a Tx<'a>, merge: i64) -> Result<Self> {
        Ok(Self { tx, tables: journaled_tables(tx)?, merge, seq: 0 })
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Result<Table> {
        self.tables
            .iter()
            .find(|table| table.name == name)
            .cloned()
            .ok_or_else(|| Error::refused("internal").arg("detail", "no such table"))
    }

    /// Changes columns of a row.
    pub fn update(&mut self, table: &Table, key: &Key, new: &Columns) -> Result<()> {
        let Some(row) = read(self.tx, table, key)? else { return Ok(()) };
        let changed: Columns = new
            .iter()
            .filter(|(name, value)| row.get(*name) != Some(value))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        let old: Columns =
            changed.keys().map(|name| (name.clone(), row.get(name).cloned().unwrap_or(Value::Null))).collect();
        write(self.tx, table, key, &changed)?;
        self.note(table, "u", key, Some(&old), Some(&changed))
    }

    /// Adds a row.
    pub fn insert(&mut self, table: &Table, row: &Columns) -> Result<()> {
        insert(self.tx, table, row)?;
        let key = if table.has_rowid && !row.contains_key(&table.key[0]) {
            vec![Value::from(self.tx.last_insert_rowid())]
        } else {
            key_of(table, row)
        };
        // As it stands in the book, with what is given of itself.
        let row = read(self.tx, table, &key)?.unwrap_or_default();
        self.note(table, "i", &key, None, Some(&row))
    }

    /// Takes a row away.
    pub fn delete(&mut self, table: &Table, key: &Key) -> Result<()> {
        let Some(row) = read(self.tx, table, key)? else { return Ok(()) };
        delete(self.tx, table, key)?;
        self.note(table, "d", key, Some(&row), None)
    }

    /// The keys of the rows in which a column holds an id, in order.
    pub fn keys(&self, table: &Table, column: &str, id: i64) -> Result<Vec<Key>> {
        let key: Vec<String> = table.key.clone();
        let sql =
            format!("SELECT json_array({0}) FROM {1} WHERE {column} = ?1 ORDER BY {0}", key.join(", "), table.name);
        let found: Vec<String> = self.tx.all(&sql, [id], |row| row.get(0))?;
        found.iter().map(|json| Ok(serde_json::from_str(json)?)).collect()
    }

    fn note(&mut self, table: &Table, op: &str, key: &Key, old: Option<&Columns>, new: Option<&Columns>) -> Result<()> {
        let text = |columns: Option<&Columns>| columns.map(|columns| Value::Object(columns.clone()).to_string());
        self.tx.run(
            "INSERT INTO merge_row (merge_id, seq, tbl, op, key, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![self.merge, self.seq, table.name, op, Value::Array(key.clone()).to_string(), text(old), text(new)],
        )?;
        self.seq += 1;
        Ok(())
    }
}

/// The rows that a merge wrote, the last first.
pub fn recorded(conn: &Connection, merge: i64) -> Result<Vec<Recorded>> {
    let mut statement =
        conn.prepare_cached("SELECT tbl, op, key, old, new FROM merge_row WHERE merge_id = ?1 ORDER BY seq DESC")?;
    let mut rows = statement.query([merge])?;
    let mut all = Vec::new();
    let columns = |json: Option<String>| -> Result<Columns> {
        Ok(json.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default())
    };
    while let Some(row) = rows.next()? {
        let key: String = row.get(2)?;
        all.push(Recorded {
            table: row.get(0)?,
            op: row.get(1)?,
            key: serde_json::from_str(&key)?,
            old: columns(row.get(3)?)?,
            new: columns(row.get(4)?)?,
        });
    }
    Ok(all)
}
