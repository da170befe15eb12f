//! Sample books: made-up customers to look at and to measure with.
//!
//! A sample is one change. The same seed gives the same customers on the same day: nothing is drawn from anywhere but the
//! seed, and days are counted from today.

mod companies;
mod customers;
mod dice;
mod lists;
mod notes;
mod people;
mod points;
#[cfg(test)]
mod tests;
mod trades;
mod writing;

use serde::{Deserialize, Serialize};

use crate::ahead::ahead;
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use dice::Dice;
use lists::Lists;
use writing::{Ready, Writer};

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

/// What a customer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speech {
    /// 简体中文.
    Chinese,
    /// English.
    English,
}

/// After so many customers what is derived of them is worked out.
const BATCH: u32 = 2_048;
/// The same where very many are made: each time the search index writes out what it has gathered.
const LARGE_BATCH: u32 = 16_384;
/// So many customers of a hundred speak the book's language, the rest the other one.
const OF_THE_BOOK: usize = 85;

/// Fills the book with made-up customers: about five visits each over two years, contacts, tags, fields, follow-ups.
///
/// `on_progress` is told how many of how many customers are done, and answers whether to go on.
///
/// # Errors
/// `cancelled` if the progress says stop, `disk_full`; nothing is changed then.
pub fn fill(
    tx: &Tx<'_>,
    options: &SampleOptions,
    on_progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<SampleReport> {
    fill_as(tx, options, options.customers > BATCH, on_progress)
}

/// Fills the book as very `many` are written, or as few.
pub(crate) fn fill_as(
    tx: &Tx<'_>,
    options: &SampleOptions,
    many: bool,
    on_progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<SampleReport> {
    let language = language(tx)?;
    let mut writer = Writer::new(tx, Lists::prepare(tx, language)?, options.seed, many);
    let total = u64::from(options.customers);
    let mut report = SampleReport { customers: 0, visits: 0 };
    let make = |give: &mut dyn FnMut(Ready) -> bool| {
        // Stream 0 is for what is invented; no change has the id 0.
        let mut dice = Dice::new(options.seed, 0);
        let mut one = || {
            let speech = match (language, dice.chance(OF_THE_BOOK)) {
                (Speech::Chinese, true) | (Speech::English, false) => Speech::Chinese,
                _ => Speech::English,
            };
            Ready::of(customers::invent(&mut dice, speech))
        };
        let _ = (0..options.customers).all(|_| give(one()));
    };
    let mut take = || {
        ahead(make, |ready| {
            if report.customers.is_multiple_of(64) && !on_progress(u64::from(report.customers), total) {
                return Err(Error::refused("cancelled"));
            }
            report.visits += u32::try_from(ready.invented.visits.len()).unwrap_or(0);
            writer.write(ready)?;
            report.customers += 1;
            // Now and then, so that what was just written is still at hand and there is no long silent end.
            if report.customers.is_multiple_of(if many { LARGE_BATCH } else { BATCH }) { tx.derive() } else { Ok(()) }
        })
    };
    if many {
        tx.add_customers(total, take)?
    } else {
        take()?
    }
    on_progress(total, total);
    tx.about("count", report.customers);
    Ok(report)
}

/// The language that the book was made in.
fn language(tx: &Tx<'_>) -> Result<Speech> {
    let found: Option<String> =
        tx.first("SELECT value FROM book_setting WHERE key = 'language'", [], |row| row.get(0))?;
    Ok(if found.is_none_or(|code| code.starts_with("zh")) { Speech::Chinese } else { Speech::English })
}
