//! Who may have the book open: one writer, and readers beside it.
//!
//! `NAME.lock` held alone is the one writer. Those who only read hold `NAME.readers` together; what must be alone with
//! the file (migration) takes it alone as well.

use std::fs::File;
use std::path::Path;

use super::platform::{self, LockMode};
use crate::error::{Error, Result};

/// Locks held for as long as the book is open.
#[derive(Debug)]
pub struct Locks {
    _files: Vec<File>,
}

impl Locks {
    /// The writer's lock.
    ///
    /// # Errors
    /// `in_use` if another program writes to this book.
    pub fn writer(book: &Path) -> Result<Self> {
        let lock = platform::try_lock(&platform::with_suffix(book, ".lock"), LockMode::Exclusive)?
            .ok_or_else(|| Error::refused("in_use").at("file", book.display().to_string()))?;
        Ok(Self { _files: vec![lock] })
    }

    /// A reader's lock, beside an open window.
    ///
    /// # Errors
    /// `in_use` while the book is being rebuilt.
    pub fn reader(book: &Path) -> Result<Self> {
        let lock = platform::try_lock(&platform::with_suffix(book, ".readers"), LockMode::Shared)?
            .ok_or_else(|| Error::refused("in_use").at("file", book.display().to_string()))?;
        Ok(Self { _files: vec![lock] })
    }

    /// Keeps readers out for as long as the returned file lives.
    ///
    /// # Errors
    /// `in_use_by_reader` if one is there.
    pub fn keep_readers_out(book: &Path) -> Result<File> {
        platform::try_lock(&platform::with_suffix(book, ".readers"), LockMode::Exclusive)?
            .ok_or_else(|| Error::refused("in_use_by_reader").at("file", book.display().to_string()))
    }
}
