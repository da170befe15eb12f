//! Who of the book the rows of a file are of, and what becomes of a row by that.

use std::collections::{HashMap, HashSet};

use super::matching::{self, Existing, Match};
use super::meaning::{Prepared, PreparedCustomer, RefusedReason, RowsAre, SkippedReason};
use super::planning::Plan;
use super::visits::{Known, Whose};
use crate::book::Reader;
use crate::error::Result;

/// What is found out of the rows of a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What becomes of rows of customers who are there.
    existing: Existing,
    /// Who of the book a row is of.
    pub(super) matches: HashMap<u32, i64>,
    /// Rows that several fit.
    doubtful: HashSet<u32>,
    /// Of rows that are visits, whose they are.
    pub(super) whose: Whose,
}

impl Found {
    /// Nothing yet.
    pub(super) fn new(existing: Existing) -> Self {
        Self { existing, ..Self::default() }
    }

    /// Finds whose a row is: in the book, or, of a visit, among the customers of the same file.
    pub(super) fn look_for(
        &mut self,
        reader: &Reader<'_>,
        plan: &Plan,
        known: &Known,
        row: u32,
        customer: &PreparedCustomer,
    ) -> Result<()> {
        if plan.rows_are == RowsAre::Visits {
            return self.whose.look_for(reader, plan, known, row, customer);
        }
        if self.existing == Existing::Add {
            return Ok(());
        }
        match matching::find(reader, plan, &plan.match_by, customer)? {
            Match::Nobody => {}
            Match::One(id) => {
                self.matches.insert(row, id);
            }
            Match::Several => {
                self.doubtful.insert(row);
            }
        }
        Ok(())
    }

    /// What becomes of a row, by who of the book fits it.
    pub(super) fn decided(&self, row: u32, prepared: Prepared) -> Prepared {
        match prepared {
            Prepared::Customer(_) if self.whose.unfit.contains_key(&row) => {
                let reason = self.whose.unfit.get(&row).copied().unwrap_or(RefusedReason::NobodyFits);
                Prepared::Refused { reason }
            }
            Prepared::Customer(_) if self.doubtful.contains(&row) => {
                Prepared::Refused { reason: RefusedReason::MatchesSeveral }
            }
            Prepared::Customer(_) if self.existing == Existing::UpdateOnly && !self.matches.contains_key(&row) => {
                Prepared::Skipped { reason: SkippedReason::NotKnown }
            }
            as_it_is => as_it_is,
        }
    }

    /// Whether several customers of the book fit a row.
    pub(super) fn is_doubtful(&self, row: u32) -> bool {
        self.doubtful.contains(&row)
    }

    /// Whether customers who are there are changed.
    pub(super) const fn updates(&self) -> bool {
        matches!(self.existing, Existing::Update | Existing::UpdateOnly)
    }

    /// Whether what a row says is in the book already, or of somebody who is.
    pub(super) fn is_there(&self, row: u32) -> bool {
        self.matches.contains_key(&row) || self.whose.there.contains(&row)
    }
}
