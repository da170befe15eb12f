//! Giving many customers the same field, kind, stage or owner, and how many that would change.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::CustomerKind;
use super::bulk::{self, Selection, ids_of};
use super::edit::kind_code;
use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::error::Result;
use crate::fields::{self, FieldContent, Record};
use crate::{owners, stages, tags};

/// Gives many customers the same of something.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetCustomers {
    /// Which customers.
    pub customers: Selection,
    /// What they are given.
    pub set: Given,
}

/// What customers are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// A field holds this; null clears it.
    Field {
        /// The field.
        id: i64,
        /// What it holds.
        value: Option<FieldContent>,
    },
    /// Person or company.
    Kind(CustomerKind),
    /// A stage.
    Stage(i64),
    /// An owner.
    Owner(i64),
}

/// What giving it would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetPreview {
    /// So many customers are meant.
    pub customers: u64,
    /// So many of them would change.
    pub changes: u64,
    /// So many of those have something else now, which would be replaced.
    pub replaced: u64,
}

/// How many customers giving them something would change.
///
/// # Errors
/// Those of the rule; `not_found` for a field, stage or owner that is not there, `invalid` for a value of another type.
pub fn preview_set(reader: &Reader<'_>, req: &SetCustomers) -> Result<SetPreview> {
    let ids = ids_of(reader, &req.customers)?;
    let mut preview = SetPreview { customers: ids.len() as u64, changes: 0, replaced: 0 };
    let mut count = |is_same: bool, is_empty: bool| {
        preview.changes += u64::from(!is_same);
        preview.replaced += u64::from(!is_same && !is_empty);
    };
    match &req.set {
        Given::Field { id, value } => {
            let field_type = fields::find_of(reader, Record::Customer, *id)?;
            let wanted = fields::foreseen(reader, *id, field_type, value.as_ref())?;
            for customer in ids {
                let there = fields::rows_of(reader, Record::Customer, customer, *id)?;
                count(wanted.as_ref() == Some(&there), there.is_empty());
            }
        }
        Given::Kind(kind) => {
            for customer in ids {
                let there: Option<String> =
                    reader.first("SELECT kind FROM customer WHERE id = ?1", [customer], |row| row.get(0))?;
                count(there.as_deref() == Some(kind_code(*kind)), false);
            }
        }
        Given::Stage(to) => {
            tags::check_alive(reader, "stage", *to)?;
            for customer in ids {
                let there: Option<i64> =
                    reader.first("SELECT stage_id FROM customer WHERE id = ?1", [customer], |row| row.get(0))?;
                count(there == Some(*to), there == Some(0));
            }
        }
        Given::Owner(to) => {
            tags::check_alive(reader, "owner", *to)?;
            for customer in ids {
                let there: Option<i64> =
                    reader.first("SELECT owner_id FROM customer WHERE id = ?1", [customer], |row| row.get(0))?;
                count(there == Some(*to), there == Some(0));
            }
        }
    }
    Ok(preview)
}

/// Gives customers something, in one step; who has it already stays untouched.
///
/// # Errors
/// `not_found` for a customer, field, stage or owner that is not there, `invalid` for a value of another type.
pub fn set(tx: &Tx<'_>, ids: &[i64], given: &Given) -> Result<usize> {
    bulk::about(tx, ids)?;
    bulk::check(tx, ids)?;
    match given {
        Given::Field { id, value } => {
            let field_type = fields::find_of(tx, Record::Customer, *id)?;
            tx.about("field", fields::label_of(tx, *id)?);
            bulk::each(tx, ids, |customer| {
                fields::put(tx, Record::Customer, customer, *id, field_type, value.as_ref())
            })?;
        }
        Given::Kind(kind) => {
            bulk::each(tx, ids, |customer| {
                tx.run(
                    "UPDATE customer SET kind = ?2 WHERE id = ?1 AND kind <> ?2",
                    params![customer, kind_code(*kind)],
                )?;
                Ok(())
            })?;
        }
        Given::Stage(stage) => bulk::each(tx, ids, |customer| stages::enter(tx, customer, *stage))?,
        Given::Owner(owner) => bulk::each(tx, ids, |customer| owners::own(tx, customer, *owner))?,
    }
    Ok(ids.len())
}
