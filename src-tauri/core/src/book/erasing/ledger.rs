//! The ledger: a receipt for everybody who was erased, without anything of theirs.
//!
//! It stands in the book, and sealed under the book's key outside of it, so that a book restored from an older backup
//! forgets again whom the newer one had forgotten, even if the newer one can no longer be read.

use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::Sha256;

use crate::book::keys::{self, Key};
use crate::book::platform;
use crate::book::sql::Sql;
use crate::error::{Error, Result};

/// What was done to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErasureKind {
    /// Everything is gone.
    Erased,
    /// The person is gone, the visits stay under a neutral name.
    Anonymised,
}

impl ErasureKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Erased => "erased",
            Self::Anonymised => "anonymised",
        }
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Receipt {
    /// A random number, hexadecimal.
    pub id: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// What was done.
    pub kind: ErasureKind,
    /// How many rows of which table.
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, number>"))]
    pub counts: Map<String, Value>,
    /// HMAC-SHA256 of the customer's uid under the ledger's key, hexadecimal; behind it, parted by spaces, those of the
    /// customers who had been merged into them.
    pub hash: String,
    /// The name that they have now, if they were made anonymous; else empty.
    pub neutral: String,
    /// Whether everything that follows was done: backups written anew, and no trace found.
    pub settled: bool,
}

/// All receipts of a book, and the key of their hashes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::book) struct Ledger {
    key: String,
    pub receipts: Vec<Receipt>,
}

impl Receipt {
    /// Whether it is about the customer of this hash.
    pub(in crate::book) fn is_of(&self, hash: &str) -> bool {
        self.hash.split(' ').any(|one| one == hash)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    let (kind, counts): (String, String) = (row.get(2)?, row.get(3)?);
    Ok(Receipt {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: if kind == "anonymised" { ErasureKind::Anonymised } else { ErasureKind::Erased },
        counts: serde_json::from_str(&counts).unwrap_or_default(),
        hash: row.get(4)?,
        neutral: row.get(5)?,
        settled: row.get(6)?,
    })
}

impl Ledger {
    /// The ledger in a book of the present schema.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &Connection) -> Result<Self> {
        let key = conn.first("SELECT value FROM book_secret WHERE name = 'ledger'", [], |row| row.get(0))?;
        let receipts =
            conn.all("SELECT id, at, kind, counts, hash, neutral, settled FROM erasure ORDER BY at, id", [], read)?;
        Ok(Self { key: key.unwrap_or_default(), receipts })
    }

    /// The ledger outside of the book; an empty one if there is none or another key sealed it.
    pub fn outside(uid: &str, key: &Key, config_dir: &Path) -> Self {
        let sealed = std::fs::read(file(uid, config_dir)).unwrap_or_default();
        keys::open_text(key, &sealed).and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
    }

    /// Keeps the ledger outside of the book.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn keep_outside(&self, uid: &str, key: &Key, config_dir: &Path) -> Result<()> {
        let path = file(uid, config_dir);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(platform::write_private(&path, &keys::seal_text(key, &serde_json::to_vec(self)?)?)?)
    }

    /// Adds what another ledger of the same book has besides.
    pub fn join(&mut self, other: Self) {
        if self.key.is_empty() {
            self.key = other.key;
        }
        for receipt in other.receipts {
            if !self.receipts.iter().any(|known| known.id == receipt.id) {
                self.receipts.push(receipt);
            }
        }
    }

    /// The key of the hashes, made now if there is none yet.
    ///
    /// # Errors
    /// If the system gives no random bytes.
    pub fn ensure_key(&mut self) -> Result<()> {
        if self.key.is_empty() {
            self.key = hex::encode(keys::random::<32>()?);
        }
        Ok(())
    }

    /// The hash by which a customer is known again.
    ///
    /// # Errors
    /// `internal` if there is no key.
    pub fn hash(&self, uid: &str) -> Result<String> {
        let broken = || Error::refused("internal").arg("detail", "ledger");
        let key = hex::decode(&self.key).map_err(|_| broken())?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| broken())?;
        mac.update(uid.as_bytes());
        Ok(hex::encode(mac.finalize().into_bytes()))
    }

    /// Whether the customer of this uid was erased, or made anonymous.
    ///
    /// # Errors
    /// `internal` if there is no key.
    pub fn knows(&self, uid: &str) -> Result<bool> {
        if self.is_empty() {
            return Ok(false);
        }
        let hash = self.hash(uid)?;
        Ok(self.receipts.iter().any(|receipt| receipt.is_of(&hash)))
    }

    /// Whether nothing was ever erased.
    pub fn is_empty(&self) -> bool {
        self.receipts.is_empty()
    }

    /// Writes the whole ledger into a book.
    ///
    /// # Errors
    /// Those of the database.
    pub fn write(&self, conn: &Connection) -> Result<()> {
        if self.key.is_empty() {
            return Ok(());
        }
        conn.run("DELETE FROM book_secret WHERE name = 'ledger'", [])?;
        conn.run("INSERT INTO book_secret (name, value) VALUES ('ledger', ?1)", [&self.key])?;
        for receipt in &self.receipts {
            conn.run("DELETE FROM erasure WHERE id = ?1", [&receipt.id])?;
            conn.run(
                "INSERT INTO erasure (id, at, kind, counts, hash, neutral, settled) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    receipt.id,
                    receipt.at,
                    receipt.kind.code(),
                    Value::Object(receipt.counts.clone()).to_string(),
                    receipt.hash,
                    receipt.neutral,
                    receipt.settled
                ],
            )?;
        }
        Ok(())
    }
}

fn file(uid: &str, config_dir: &Path) -> PathBuf {
    config_dir.join("erasures").join(format!("{uid}.ledger"))
}
