//! What columns were taken for, remembered by the headings of the file: the same list comes again next week.
//!
//! Kept among the book's settings, so that an import and what is remembered of it are one step. Only what differs from
//! what is proposed is kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::meaning::{Column, KnownField, RowsAre, Target};
use super::planning::{Plan, proposing};
use crate::book::{Tx, settings};
use crate::error::Result;
use crate::values::amounts::{DecimalMark, Unit};
use crate::values::dates::DateOrder;

/// How one column was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Reading {
    target: Target,
    unit: Unit,
    date_order: DateOrder,
    decimal_mark: DecimalMark,
    of_contact: bool,
}

impl Reading {
    fn of(column: &Column) -> Self {
        let Column { target, unit, date_order, decimal_mark, of_contact, .. } = column.clone();
        Self { target, unit, date_order, decimal_mark, of_contact }
    }
}

/// Under which a file with these headings is remembered: a hash, for headings may say something of whom they are about.
fn key(columns: &[Column]) -> String {
    let mut hash = Sha256::new();
    for column in columns {
        hash.update(column.heading.as_bytes());
        hash.update([0]);
    }
    let hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("import_columns_{hex}")
}

/// Reads the columns as they were read the last time. What went to a field that is gone goes where it is proposed.
pub(super) fn recall(conn: &rusqlite::Connection, columns: &mut [Column], known: &[KnownField]) -> Result<()> {
    let kept = settings::note_of(conn, &key(columns))?;
    let Ok(kept) = serde_json::from_str::<BTreeMap<usize, Reading>>(&kept) else { return Ok(()) };
    for column in columns {
        let Some(reading) = kept.get(&column.index) else { continue };
        let target = match &reading.target {
            Target::Field { id } if known.iter().all(|field| field.id != *id) => continue,
            Target::NewField { label, field_type } => {
                let there = known.iter().find(|field| field.label == *label && field.field_type == *field_type);
                there.map_or_else(|| reading.target.clone(), |field| Target::Field { id: field.id })
            }
            target => target.clone(),
        };
        column.target = target;
        (column.unit, column.date_order) = (reading.unit, reading.date_order);
        (column.decimal_mark, column.of_contact) = (reading.decimal_mark, reading.of_contact);
    }
    Ok(())
}

/// Remembers how the columns of this import were read.
pub(super) fn remember(tx: &Tx<'_>, plan: &Plan) -> Result<()> {
    if plan.header.is_none() {
        return Ok(());
    }
    let propose = proposing(plan.rows_are);
    let proposed = propose(&plan.source.table, plan.header, plan.known_fields(), &plan.home);
    let other = |column: &&Column| {
        let usual = proposed.iter().find(|usual| usual.index == column.index);
        // Visits make no fields: such a column is told by the customers' own, each time anew.
        let of_customers = plan.rows_are == RowsAre::Visits && matches!(column.target, Target::NewField { .. });
        !of_customers && usual.is_none_or(|usual| Reading::of(usual) != Reading::of(column))
    };
    let kept: BTreeMap<usize, Reading> =
        plan.columns.iter().filter(other).map(|column| (column.index, Reading::of(column))).collect();
    let text = if kept.is_empty() { String::new() } else { serde_json::to_string(&kept)? };
    settings::put_note(tx, &key(&plan.columns), &text)
}
