//! Looks over all customers for duplicates, and merging by a rule.

use rounds_core::duplicates::{self, ScanDuplicates};
use rounds_core::{Error, Result, merges};
use serde_json::json;

use crate::jobs::JobStarted;
use crate::session::Session;

/// What a rule asks for at least, unless told: merging nobody looked at.
const LEAST: f64 = 0.99;

/// Starts a look over all customers; the job's result is a [`duplicates::Duplicates`].
pub(crate) fn scan(session: &Session, req: ScanDuplicates) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("duplicates", move |progress| {
        let found = book.read(|reader| duplicates::scan(reader, &req, progress))?;
        serde_json::to_value(found).map_err(Error::from)
    }))
}

/// Starts merging all who are one with the score that is asked for, 0.99 unless told; one step. The job's result is
/// `{"groups": …, "merged": …}`: of how many groups, and how many customers went.
pub(crate) fn merge_all(session: &Session, req: ScanDuplicates) -> Result<JobStarted> {
    let book = session.book()?;
    let req = ScanDuplicates { least: Some(req.least.unwrap_or(LEAST)), ..req };
    Ok(session.inner().jobs.start("customers.merge", move |progress| {
        // Looking is the first half of the way.
        let groups = book.read(|reader| {
            duplicates::groups(reader, &req, &mut |done, total| progress(done, total.saturating_mul(2)))
        })?;
        let mut rest = |done: u64, total: u64| progress(total + done, total * 2);
        let merged = book.change_telling("customers.merge", &mut rest, |tx| merges::merge_groups(tx, &groups))?;
        Ok(json!({ "groups": groups.len(), "merged": merged }))
    }))
}
