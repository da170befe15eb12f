//! Follow-ups of many customers in one step.

use serde::{Deserialize, Serialize};

use super::moments::{self, When};
use super::moving::{self, MoveFollowUps};
use super::{Priority, making};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::checks::{checked_date, checked_text, present};
use crate::customers::Selection;
use crate::error::Result;
use crate::tags;

/// Makes the same follow-up for many customers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CreateFollowUps {
    /// Which customers.
    pub customers: Selection,
    /// The local day.
    pub due_on: String,
    /// The local time `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// What is to be done.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub what: String,
    /// How much it matters.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Priority>", optional))]
    pub priority: Priority,
    /// A day that is over is meant.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub allow_past: bool,
}

/// Moves open follow-ups of many customers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MoveFollowUpsOf {
    /// Which customers.
    pub customers: Selection,
    /// Those that are due by this day; the next one of each customer if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub until: Option<String>,
    /// The new local day.
    pub due_on: String,
    /// A new time `HH:MM`, null for none; each keeps its own if absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional = nullable))]
    pub time: Option<Option<String>>,
    /// A day that is over is meant.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub allow_past: bool,
}

/// Tells the history how many and, where it is one, who.
fn about(tx: &Tx<'_>, ids: &[i64], on: &str) -> Result<()> {
    tx.about("count", ids.len());
    tx.about("day", on);
    if let [id] = ids {
        tx.about("name", tags::name_of(tx, "customer", *id)?);
    }
    Ok(())
}

/// Makes the same follow-up for many customers, one each. Gives how many.
///
/// # Errors
/// As for [`create`](super::create); nothing is made if one of the customers is gone or in the trash.
pub fn create_many(tx: &Tx<'_>, ids: &[i64], req: &CreateFollowUps) -> Result<usize> {
    let on = moments::day(tx, "due_on", &req.due_on, req.allow_past)?;
    about(tx, ids, &on.to_string())?;
    let when = When::of(tx.clock(), on, req.time.as_deref(), None)?;
    let what = checked_text("what", &req.what)?;
    let remind_at = moments::remind_by_default(tx, when)?;
    let total = ids.len() as u64;
    for (done, id) in (0..).zip(ids) {
        tx.tell(done, total)?;
        tags::check_alive(tx, "customer", *id)?;
        making::insert(
            tx,
            &making::Checked {
                customer: *id,
                visit: None,
                when,
                what: &what,
                place: "",
                priority: req.priority,
                series: None,
                remind_at,
            },
        )?;
    }
    Ok(ids.len())
}

/// Moves open follow-ups of many customers. Gives how many were moved.
///
/// # Errors
/// As for [`move_to`](super::move_to).
pub fn move_many(tx: &Tx<'_>, ids: &[i64], req: &MoveFollowUpsOf) -> Result<usize> {
    let on = moments::day(tx, "due_on", &req.due_on, req.allow_past)?;
    about(tx, ids, &on.to_string())?;
    let to = MoveFollowUps {
        ids: Vec::new(),
        due_on: req.due_on.clone(),
        time: req.time.clone(),
        allow_past: req.allow_past,
    };
    let until = req.until.as_deref().map(|until| checked_date("until", until)).transpose()?;
    let (total, mut moved) = (ids.len() as u64, 0);
    for (done, customer) in (0..).zip(ids) {
        tx.tell(done, total)?;
        let open: Vec<i64> = tx.all(
            "SELECT id FROM followup INDEXED BY followup_open_by_customer
             WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0 AND due_on <= ?2 ORDER BY due_on, id",
            (customer, until.as_deref().unwrap_or("9999-12-31")),
            |row| row.get(0),
        )?;
        let those = if until.is_some() { open.len() } else { 1 };
        for id in open.into_iter().take(those) {
            if moving::move_one(tx, id, &to)? {
                tx.run("UPDATE followup SET updated_at = ?2 WHERE id = ?1", (id, tx.now()))?;
                moved += 1;
            }
        }
    }
    tx.about("moved", moved);
    Ok(moved)
}
