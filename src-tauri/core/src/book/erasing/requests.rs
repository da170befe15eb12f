//! What is asked for when somebody is to be erased, and what came of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Mention, Receipt, Trace};

/// Asks for what would go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PlanErasure {
    /// The customer.
    pub id: i64,
}

/// What would go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ErasurePlan {
    /// The customer.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// How many rows of which table.
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, number>"))]
    pub counts: Map<String, Value>,
    /// Texts of other records that mention them: those stay, for the user to clear.
    pub mentions: Vec<Mention>,
    /// How many backups would be written anew or dropped.
    pub backups: u32,
}

/// Erases a customer, or makes them anonymous. The one thing that cannot be undone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EraseCustomer {
    /// The customer.
    pub id: i64,
    /// Their name, typed by who wants them gone.
    pub name: String,
    /// Backups made unasked are dropped instead of written anew; those that were asked for are always written anew.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub drop_backups: bool,
    /// The neutral name under which visits stay; everything goes if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub neutral: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Erased {
    /// The receipt.
    pub receipt: Receipt,
    /// Whether nothing was found any more that no remaining record explains.
    pub is_gone: bool,
    /// What was found and nothing explains.
    pub left: Vec<Trace>,
    /// Texts of other records in which they are still mentioned.
    pub mentions: Vec<Mention>,
    /// Backups written anew.
    pub rewritten: u32,
    /// Backups dropped.
    pub dropped: u32,
    /// Backups that could not be reached or written: their paths. They forget the customer when they are restored.
    pub missed: Vec<String>,
}
