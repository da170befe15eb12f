//! Sample books.

use serde::{Deserialize, Serialize};

use crate::book::Tx;
use crate::error::Result;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct SampleOptions {
    /// How many customers.
    pub customers: u32,
    /// The same seed gives the same customers.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleReport {
    /// Customers.
    pub customers: u32,
    /// Visits.
    pub visits: u32,
}

/// Fills the book.
///
/// # Errors
/// `cancelled`.
pub fn fill(_: &Tx<'_>, options: &SampleOptions, _: &mut dyn FnMut(u64, u64) -> bool) -> Result<SampleReport> {
    Ok(SampleReport { customers: options.customers, visits: 0 })
}
