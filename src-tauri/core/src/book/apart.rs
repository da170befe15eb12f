//! A connection for one question: nothing that is done to it concerns the others.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{Book, opening};
use crate::error::Result;

impl Book {
    /// A connection of its own to the book's file. It must only read.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn apart(&self) -> Result<Connection> {
        let conn = opening::connect(&self.path, &self.key, &self.slot().salt, false)?;
        conn.execute_batch("PRAGMA temp_store = MEMORY")?;
        Ok(conn)
    }

    /// A secret of this book alone, for pseudonyms: the same as long as its key is.
    ///
    /// # Errors
    /// Those of unwrapping the key.
    pub(crate) fn pseudonym_key(&self) -> Result<[u8; 32]> {
        let mut hash = Sha256::new();
        hash.update(b"rounds pseudonyms 1");
        hash.update(self.uid.as_bytes());
        hash.update(self.key.bytes());
        Ok(hash.finalize().into())
    }
}
