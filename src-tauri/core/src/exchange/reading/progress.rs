//! How far a reading is, and whether the user still wants it.

use super::ReadError;

/// Told `(done, total)`, in bytes of the file counted twice: once for fetching, once for understanding them.
/// The answer `false` cancels.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// The steps of one reading.
pub(super) struct Progress<'a> {
    report: OnProgress<'a>,
    length: u64,
}

impl<'a> Progress<'a> {
    /// For a file of `length` bytes.
    pub(super) fn new(length: u64, report: OnProgress<'a>) -> Self {
        Progress { report, length }
    }

    /// `done` bytes were fetched.
    pub(super) fn fetched(&mut self, done: u64) -> Result<(), ReadError> {
        self.tell(done.min(self.length))
    }

    /// `part` of `whole` was understood, in whatever unit.
    pub(super) fn understood(&mut self, part: u64, whole: u64) -> Result<(), ReadError> {
        let share = u128::from(self.length) * u128::from(part.min(whole)) / u128::from(whole.max(1));
        self.tell(self.length + u64::try_from(share).unwrap_or(self.length))
    }

    fn tell(&mut self, done: u64) -> Result<(), ReadError> {
        if (self.report)(done, self.length * 2) { Ok(()) } else { Err(ReadError::Cancelled) }
    }
}
