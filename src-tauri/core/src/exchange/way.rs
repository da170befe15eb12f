//! How far a plan is through its rows, and whether somebody still wants it.

use crate::book::OnProgress;
use crate::error::{Error, Result};

/// Rows between two looks at whether to go on.
const STEP: u64 = 256;

/// The way through all the rows that a plan goes through, some of them more than once.
pub(super) struct Way<'a> {
    gone: u64,
    rows: u64,
    tell: OnProgress<'a>,
}

impl<'a> Way<'a> {
    /// A way of so many rows.
    pub(super) fn of(rows: u64, tell: OnProgress<'a>) -> Self {
        Self { gone: 0, rows, tell }
    }

    /// One row further.
    pub(super) fn step(&mut self) -> Result<()> {
        self.gone += 1;
        if self.gone.is_multiple_of(STEP) { self.tell() } else { Ok(()) }
    }

    /// Tells where it is; for what takes long between two rows.
    pub(super) fn tell(&mut self) -> Result<()> {
        if (self.tell)(self.gone.min(self.rows), self.rows) { Ok(()) } else { Err(Error::refused("cancelled")) }
    }

    /// All rows are gone through.
    pub(super) fn end(mut self) -> Result<()> {
        self.gone = self.rows;
        self.tell()
    }
}
