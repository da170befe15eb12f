//! How far a long change is, and whether it shall go on.

use std::cell::{Cell, RefCell};

use crate::error::{Error, Result};

/// Told how much of how much is done; answers whether to go on.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// The whole of a change, in the parts that are told.
const WHOLE: u64 = 1_000;
/// Of these, what a change's own work takes as a rule; the rest is what every change ends with.
const WORK: u64 = 500;

/// Hears how far a change is. Behind this a change does not depend on who listens.
pub trait Tells {
    /// The change's own work takes so many of a thousand parts.
    fn work_takes(&self, parts: u64);

    /// So much of the change's own work is done.
    fn work(&self, done: u64, total: u64) -> Result<()>;

    /// So much is done of one of the equal stretches, counted from 0, that a change ends with.
    fn end(&self, stretch: u64, of: u64, done: u64, total: u64) -> Result<()>;
}

/// How far a change is: first its own work, then what every change ends with. It never goes back.
pub struct Progress<'a> {
    tell: RefCell<OnProgress<'a>>,
    work: Cell<u64>,
    told: Cell<u64>,
}

impl<'a> Progress<'a> {
    pub(super) const fn new(tell: OnProgress<'a>) -> Self {
        Self { tell: RefCell::new(tell), work: Cell::new(WORK), told: Cell::new(0) }
    }

    /// Whoever listens hears of every part, and so is asked a thousand times whether to go on.
    fn at(&self, done: u64, total: u64, from: u64, length: u64) -> Result<()> {
        let now = from + done.min(total).saturating_mul(length).checked_div(total).unwrap_or(0);
        if now <= self.told.get() {
            return Ok(());
        }
        self.told.set(now);
        if (self.tell.borrow_mut())(now, WHOLE) { Ok(()) } else { Err(Error::refused("cancelled")) }
    }
}

impl Tells for Progress<'_> {
    fn work_takes(&self, parts: u64) {
        self.work.set(parts.min(WHOLE));
    }

    fn work(&self, done: u64, total: u64) -> Result<()> {
        self.at(done, total, 0, self.work.get())
    }

    fn end(&self, stretch: u64, of: u64, done: u64, total: u64) -> Result<()> {
        let length = (WHOLE - self.work.get()) / of.max(1);
        self.at(done, total, self.work.get() + stretch * length, length)
    }
}
