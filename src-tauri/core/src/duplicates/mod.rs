//! Duplicates: records that may be one customer, each pair with its reasons, and those that were said to be two.
//!
//! Who is compared with whom: those who share a key (`keys.rs`). How much a pair has in common: `weights.rs`, on what
//! `names.rs` and `profiles.rs` make of the texts, of which `everybody.rs` keeps numbers. What is written here is only who was told apart (`apart.rs`); merging is
//! another room.

mod alike;
mod apart;
mod checking;
mod everybody;
mod keys;
mod loading;
mod names;
mod outlines;
mod places;
mod profiles;
mod rarity;
mod scanning;
#[cfg(test)]
mod tests;
mod texts;
mod weights;

use serde::{Deserialize, Serialize};

use crate::customers::CustomerRow;

pub(crate) use apart::are_apart;
pub use apart::{Couple, part, unpart};
pub use checking::{CheckDuplicates, check, of_customer};
pub(crate) use names::core_of;
pub use scanning::{ScanDuplicates, groups, scan};
pub use weights::{Agreement, Evidence, Reason, WORDS};

/// Two customers who may be one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Pair {
    /// The one, the older of the two.
    pub a: CustomerRow,
    /// The other.
    pub b: CustomerRow,
    /// The probability that they are one, 0–1.
    pub score: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What a look over all customers found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Duplicates {
    /// How many customers were looked at.
    pub customers: u32,
    /// How many pairs were compared.
    pub compared: u32,
    /// How many pairs reach the least score.
    pub total: u32,
    /// The best of them, the likeliest first.
    pub pairs: Vec<Pair>,
}

/// A customer who may be the same as another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Likely {
    /// The customer.
    pub customer: CustomerRow,
    /// The probability that they are one, 0–1.
    pub score: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A score to be told: three digits.
fn told(probability: f64) -> f64 {
    (probability * 1_000.0).round() / 1_000.0
}
