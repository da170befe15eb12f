//! Verifying: is the book sound, are its backups, and is nothing left of what should be gone?

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use super::traces::{self, Trace};
use super::{Needles, everybody};
use crate::book::backups::{Listing, prove};
use crate::book::{Book, CheckReport};
use crate::error::{Error, Result};

/// Asks for a look.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VerifyBook {
    /// Texts that must not be found anywhere.
    #[serde(default)]
    pub traces: Vec<String>,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Verified {
    /// Whether all is as it should be.
    pub ok: bool,
    /// The check of the book.
    pub check: CheckReport,
    /// Where a text was found that should not be there.
    pub traces: Vec<Trace>,
    /// Erased customers who are there all the same: receipts' numbers.
    pub erased_there: Vec<String>,
    /// Backups that could be proven.
    pub backups_good: u32,
    /// Backups that could not: their paths.
    pub backups_bad: Vec<String>,
}

impl Book {
    /// Looks through everything that the program wrote. `folders` are its own.
    ///
    /// # Errors
    /// `invalid` for a text too short to tell anything; those of the database, if the book cannot even be read.
    pub fn verify(&self, req: &VerifyBook, folders: &[PathBuf]) -> Result<Verified> {
        if self.path.as_os_str().is_empty() {
            return Err(Error::refused("no_book"));
        }
        let needles = Needles::exactly(&req.traces)?;
        let check = self.check()?;
        let mut found = traces::Found::default();
        let conn = self.aside()?;
        traces::in_rows(&conn, &self.path, &needles, &mut found)?;
        traces::in_pages(&self.path, &self.key, &needles, &mut found)?;
        traces::in_files(&self.path, folders, &needles, &mut found);
        let (mut good, mut bad) = (0, Vec::new());
        for backup in Listing::load(&self.path, &self.uid, &self.config_dir).found() {
            let path = Path::new(&backup.path);
            match prove(path, &self.key) {
                Ok(_) => good += 1,
                Err(_) => bad.push(backup.path.clone()),
            }
            let looked = traces::in_backup(path, &self.key, &needles, &mut found);
            if looked.is_err() && !bad.contains(&backup.path) {
                bad.push(backup.path.clone());
            }
        }
        let ledger = self.read(|reader| Ledger::of(reader))?;
        let mut erased_there = Vec::new();
        if !ledger.is_empty() {
            for (_, uid) in everybody(&conn)? {
                let hash = ledger.hash(&uid)?;
                erased_there.extend(ledger.receipts.iter().filter(|of| of.is_of(&hash)).map(|of| of.id.clone()));
            }
        }
        Ok(Verified {
            ok: check.ok && found.traces.is_empty() && erased_there.is_empty() && bad.is_empty(),
            check,
            traces: found.traces,
            erased_there,
            backups_good: good,
            backups_bad: bad,
        })
    }
}
