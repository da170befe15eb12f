//! Undoing the rest of a step: what was edited since stays, all else of it is put back.

mod applying;
mod gathering;
mod kept;
mod relying;

use std::collections::{HashMap, HashSet};

use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bulk::{self, Range};
use super::history::{self, ChangeInfo};
use super::progress::OnProgress;
use super::rows::{Columns, Key, references};
use super::schema::{Table, journaled_tables};
use super::{Book, Tx, steps};
use crate::error::{Error, Result};

pub use kept::{KEPT, KeptCell};

/// The verb of a step that took the rest of another one back.
pub(super) const VERB: &str = "history.undo_rest";
/// So many cells that stay are named.
const NAMED: usize = 50;

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
}

/// Steps that took another one back, by either way.
pub(super) fn takes_back(verb: &str) -> bool {
    verb == VERB || verb == steps::VERB
}
