//! Undoing the rest of a step: what was edited since stays, all else of it is put back.

use std::collections::{HashMap, HashSet};

use rusqlite::params;
use rusqlite::types::{Value as SqlValue, ValueRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bulk::{self, Range};
use super::history::{self, ChangeInfo};
use super::progress::OnProgress;
use super::rows::{Columns, Key, delete, has_parents, insert, read, references, write};
use super::schema::{Table, journaled_tables};
use super::sql::Sql;
use super::{Book, Tx, steps};
use crate::error::{Error, Result};

/// The verb of a step that took the rest of another one back.
pub(super) const VERB: &str = "history.undo_rest";
/// So many cells that stay are named.
const NAMED: usize = 50;

/// Everything that a cell which stays can be of; `customer` for the whole of one, `other` for lists and settings.
pub const KEPT: &[&str] = &[
    "customer",
    "name",
    "kind",
    "note",
    "birthday",
    "reading",
    "contact",
    "contact_point",
    "tag",
    "stage",
    "owner",
    "field",
    "visit",
    "followup",
    "other",
];

/// What a cell of a table is, one of [`KEPT`]; a whole row without a column.
fn what_of(table: &str, column: Option<&str>) -> &'static str {
    match (table, column.unwrap_or_default()) {
        ("customer", "name") => "name",
        ("customer", "kind") => "kind",
        ("customer", _) => "customer",
        ("customer_detail", "reading") => "reading",
        ("customer_detail", birthday) if birthday.starts_with("birthday") => "birthday",
        ("customer_detail", _) => "note",
        ("contact", _) => "contact",
        ("contact_point", _) => "contact_point",
        ("customer_tag", _) => "tag",
        ("stage_entry", _) => "stage",
        ("ownership", _) => "owner",
        ("customer_value" | "visit_value", _) => "field",
        ("visit", _) => "visit",
        ("followup", _) => "followup",
        _ => "other",
    }
}

/// What came of undoing the rest of a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UndoneRest {
    /// The step.
    pub step: ChangeInfo,
    /// How many cells and rows are as they were before it.
    pub put_back: u64,
    /// How many stay, because they were edited since or others rely on them.
    pub kept: u64,
    /// The first of those.
    pub cells: Vec<KeptCell>,
}

/// A cell, or a whole row, that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KeptCell {
    /// What it is, one of [`KEPT`]; worded as `kept-<what>`.
    pub what: String,
    /// The table.
    pub record: String,
    /// The column; none for a whole row.
    pub column: Option<String>,
    /// Whose it is, if it is a customer's.
    pub customer_id: Option<i64>,
    /// That customer's name.
    pub customer: Option<String>,
}

/// What a step did to a row, from before its first to after its last write.
#[derive(Debug)]
enum Net {
    /// It is new.
    Added,
    /// It went; this is how it was.
    Gone(Columns),
    /// These columns were otherwise.
    Changed(Columns),
}

/// A row that the step wrote. Its number is that of its last write.
#[derive(Debug)]
struct Written {
    seq: i64,
    table: usize,
    key: Key,
    net: Net,
}

/// A row by its table's number and its key as the journal has it.
type At = (usize, String);

fn at(table: usize, key: &Key) -> At {
    (table, Value::Array(key.clone()).to_string())
}

impl Book {
    /// Takes back what can be taken back of a step: cells that were edited since stay, and rows on which later steps rely,
    /// with all that the step made for them. It is a new change, `history.undo_rest`, which can itself be undone.
    ///
    /// # Errors
    /// `not_found`; `nothing_to_undo` if the step is undone, can no longer be, or everything of it was edited since;
    /// `later_changes` if what would be left breaks a rule over several rows; `cancelled` if it was stopped.
    pub fn undo_rest(&self, change_id: i64, on_progress: OnProgress<'_>) -> Result<UndoneRest> {
        let step = self.read(|reader| history::find(reader, change_id))?;
        if step.state != "done" {
            return Err(Error::refused("nothing_to_undo"));
        }
        let (put_back, kept, cells) = self.change_telling(VERB, on_progress, |tx| {
            let tables = journaled_tables(tx)?;
            let mut rest = Rest::of(tx, &tables, change_id)?;
            rest.apply()?;
            if rest.put_back == 0 {
                return Err(Error::refused("nothing_to_undo"));
            }
            steps::check_after(tx, &tables, change_id)?;
            for (name, value) in steps::about(&step) {
                tx.about(&name, value);
            }
            tx.about("kept", rest.kept);
            Ok((rest.put_back, rest.kept, rest.named()?))
        })?;
        Ok(UndoneRest { step: self.read(|reader| history::find(reader, change_id))?, put_back, kept, cells })
    }
}

struct Rest<'a> {
    tx: &'a Tx<'a>,
    tables: &'a [Table],
    by_name: HashMap<&'a str, usize>,
    /// Which columns of which tables refer to a table.
    parents: Vec<Vec<(String, usize)>>,
    change_id: i64,
    written: HashMap<At, Written>,
    ranges: Vec<Range>,
    /// Of cells that later steps wrote, what each was right after the step.
    since: HashMap<At, Columns>,
    /// Rows that the step made and that stay.
    staying: HashSet<At>,
    put_back: u64,
    kept: u64,
    cells: Vec<(usize, Key, Option<String>)>,
}

impl<'a> Rest<'a> {
    fn of(tx: &'a Tx<'a>, tables: &'a [Table], change_id: i64) -> Result<Self> {
        let by_name: HashMap<&str, usize> =
            tables.iter().enumerate().map(|(number, table)| (table.name.as_str(), number)).collect();
        let mut parents = Vec::with_capacity(tables.len());
        for table in tables {
            let mut of_table = Vec::new();
            for (parent, number) in &by_name {
                let columns = references(tx, &table.name, parent)?;
                of_table.extend(columns.into_iter().map(|column| (column, *number)));
            }
            parents.push(of_table);
        }
        let mut rest = Self {
            tx,
            tables,
            by_name,
            parents,
            change_id,
            written: HashMap::new(),
            ranges: bulk::ranges_of(tx, change_id)?,
            since: HashMap::new(),
            staying: HashSet::new(),
            put_back: 0,
            kept: 0,
            cells: Vec::new(),
        };
        rest.gather()?;
        rest.look_at_later()?;
        Ok(rest)
    }

    fn key(&self, table: usize, key: ValueRef<'_>) -> Result<Key> {
        Ok(match key {
            ValueRef::Integer(id) => vec![Value::from(id)],
            ValueRef::Text(json) if !self.tables[table].has_rowid => serde_json::from_slice(json)?,
            other => vec![Value::from(other.as_str().unwrap_or_default())],
        })
    }

    /// The net effect of the step on each row. Uses: change_row's primary key.
    fn gather(&mut self) -> Result<()> {
        let tx = self.tx;
        let mut statement = tx.prepare_cached(
            "SELECT seq, tbl, op, key, old FROM change_row WHERE change_id = ?1 AND op <> 'r' ORDER BY seq DESC",
        )?;
        let mut rows = statement.query([self.change_id])?;
        while let Some(row) = rows.next()? {
            let Some(table) = self.by_name.get(row.get_ref(1)?.as_str().unwrap_or_default()).copied() else { continue };
            let (seq, key): (i64, Key) = (row.get(0)?, self.key(table, row.get_ref(3)?)?);
            if self.is_in_range(table, &key) {
                continue;
            }
            let old = row.get_ref(4)?.as_str_or_null().ok().flatten();
            let old: Columns = old.map(serde_json::from_str).transpose()?.unwrap_or_default();
            let is_update = row.get_ref(2)?.as_str() == Ok("u");
            let is_new = row.get_ref(2)?.as_str() == Ok("i");
            let place = at(table, &key);
            // Last first: what comes now was written before what is known so far.
            let net = match self.written.remove(&place).map(|later| (later.seq, later.net)) {
                None if is_new => Some((seq, Net::Added)),
                None if is_update => Some((seq, Net::Changed(old))),
                None => Some((seq, Net::Gone(old))),
                // Made and gone within the step.
                Some((_, Net::Gone(_))) if is_new => None,
                Some((seq, _)) if is_new => Some((seq, Net::Added)),
                Some((seq, Net::Gone(whole) | Net::Changed(whole))) if is_update => {
                    let mut before = whole;
                    before.extend(old);
                    // A row that went is given whole by its last write; earlier ones say what it was before them.
                    match self.is_whole(table, &before) {
                        true => Some((seq, Net::Gone(before))),
                        false => Some((seq, Net::Changed(before))),
                    }
                }
                // It went and came again: the columns of before.
                Some((seq, Net::Added | Net::Changed(_))) => {
                    let values = self.tables[table].values();
                    let before = values.filter_map(|name| Some((name.clone(), old.get(name)?.clone())));
                    Some((seq, Net::Changed(before.collect())))
                }
                Some((seq, net @ Net::Gone(_))) => Some((seq, net)),
            };
            if let Some((seq, net)) = net {
                self.written.insert(place, Written { seq, table, key, net });
            }
        }
        Ok(())
    }

    /// Only the image of a row that went has its key, too.
    fn is_whole(&self, table: usize, columns: &Columns) -> bool {
        self.tables[table].key.iter().all(|part| columns.contains_key(part))
    }

    fn is_in_range(&self, table: usize, key: &Key) -> bool {
        self.ranges.iter().any(|range| {
            let of = &self.tables[table];
            range.table == of.name
                && of
                    .key
                    .iter()
                    .position(|part| *part == range.column)
                    .and_then(|place| key.get(place)?.as_i64())
                    .is_some_and(|id| (range.first..=range.last).contains(&id))
        })
    }

    fn is_added(&self, place: &At, key: &Key) -> bool {
        self.is_in_range(place.0, key) || matches!(self.written.get(place), Some(Written { net: Net::Added, .. }))
    }

    /// What later steps did to the same cells, and which of the step's new rows they rely on.
    /// Uses: change_row's primary key; change's.
    fn look_at_later(&mut self) -> Result<()> {
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

    fn apply(&mut self) -> Result<()> {
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

    fn note(&mut self, is_done: bool, table: usize, key: &Key, column: Option<&str>) {
        if is_done {
            self.put_back += 1;
            return;
        }
        self.kept += 1;
        if self.cells.len() < NAMED {
            self.cells.push((table, key.clone(), column.map(str::to_owned)));
        }
    }

    /// The cells that stay, with whose they are.
    fn named(&self) -> Result<Vec<KeptCell>> {
        let mut cells = Vec::new();
        for (number, key, column) in self.cells.iter().take(NAMED) {
            let table = &self.tables[*number];
            let customer_id: Option<i64> = self.tx.first(
                &format!("SELECT {} FROM {} AS r WHERE {} = ?1", table.customer_of("r"), table.name, table.key_of("r")),
                [match table.has_rowid {
                    true => super::rows::to_sql(key.first().unwrap_or(&Value::Null)),
                    false => SqlValue::Text(Value::Array(key.clone()).to_string()),
                }],
                |row| row.get(0),
            )?;
            let customer_id = customer_id.filter(|id| *id != 0);
            let name = |id: i64| self.tx.first("SELECT name FROM customer WHERE id = ?1", [id], |row| row.get(0));
            cells.push(KeptCell {
                what: what_of(&table.name, column.as_deref()).to_owned(),
                record: table.name.clone(),
                column: column.clone(),
                customer_id,
                customer: customer_id.map(name).transpose()?.flatten(),
            });
        }
        Ok(cells)
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

/// Steps that took another one back, by either way.
pub(super) fn takes_back(verb: &str) -> bool {
    verb == VERB || verb == steps::VERB
}
