//! Which of several values a merged customer gets.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// Whose value is taken, where not the one of who is kept; ids of customers that are merged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Choice {
    /// Whose name, with how it is read.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<i64>,
    /// Whose kind.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<i64>,
    /// Whose birthday.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub birthday: Option<i64>,
    /// Whose stage.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub stage: Option<i64>,
    /// Whose owner.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub owner: Option<i64>,
    /// Whose value of fields.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<FieldChoice>>", optional))]
    pub fields: Vec<FieldChoice>,
}

/// Whose value a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FieldChoice {
    /// The field.
    pub field_id: i64,
    /// The customer.
    pub customer_id: i64,
}

impl Choice {
    /// Refuses values of somebody who is not merged.
    pub(super) fn check(&self, keep: i64, others: &[i64]) -> Result<()> {
        let fields = self.fields.iter().map(|choice| Some(choice.customer_id));
        let mut chosen = [self.name, self.kind, self.birthday, self.stage, self.owner].into_iter().chain(fields);
        match chosen.find(|id| id.is_some_and(|id| id != keep && !others.contains(&id))) {
            Some(id) => Err(Error::not_found("customer", id.unwrap_or_default())),
            None => Ok(()),
        }
    }

    /// Whether the value of a field is the one of this customer.
    pub(super) fn takes_field(&self, field: i64, customer: i64) -> bool {
        self.fields.iter().any(|choice| choice.field_id == field && choice.customer_id == customer)
    }
}

/// Who of several is kept where nobody says so: who was visited most, then who is known longest.
pub(super) fn best_of(conn: &Connection, ids: &[i64]) -> Result<Option<i64>> {
    let mut best: Option<(i64, i64, i64)> = None;
    for id in ids {
        let found: Option<(i64, i64)> = conn.first(
            "SELECT visit_count, -created_at FROM customer WHERE id = ?1 AND trashed_at = 0",
            params![id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if let Some((visits, age)) = found
            && best.is_none_or(|(most, oldest, _)| (visits, age) > (most, oldest))
        {
            best = Some((visits, age, *id));
        }
    }
    Ok(best.map(|(.., id)| id))
}
