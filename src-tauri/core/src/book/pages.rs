//! The pages of a book as they lie in its file and its log: decrypted one by one, those that hold nothing at present too.
//!
//! SQLCipher 4: each page of 4,096 bytes ends with 16 bytes of initialisation vector and 64 of signature; what is before
//! them is AES-256-CBC under the raw key. Of the first page the first 16 bytes are the salt.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use aes::Aes256;
use aes::cipher::{Array, BlockModeDecrypt, KeyIvInit};

use rusqlite::Connection;

use super::keys::Key;
use super::platform;
use super::sql::Sql;
use crate::error::Result;

/// Bytes of a page.
const PAGE: usize = 4_096;
/// Bytes at its end that are not content.
const TAIL: usize = 80;
/// Where the vector begins.
const VECTOR: usize = PAGE - TAIL;
const BLOCK: usize = 16;
/// The last page whose place SQLCipher's own check finds: it reckons it in 32 bits (`sqlcipher_codec_ctx_integrity_check` of
/// 4.14), looks at the first pages again behind that, and takes them for broken.
const REACH: u64 = (1 << 32) / PAGE as u64;
/// Bytes of the log's header, and of that before each of its pages.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Hears of a page: the file, its number counted from 1, and its content.
pub(super) type Look<'a> = &'a mut dyn FnMut(&Path, u64, &[u8]) -> Result<()>;

/// Shows every page of a book and of its log: the file, the page's number counted from 1, and its content.
///
/// # Errors
/// Those of the file system, and of whoever looks.
pub(super) fn each_page(book: &Path, key: &Key, look: Look<'_>) -> Result<()> {
    let length = super::slot::inside(book)?.map_or(std::fs::metadata(book)?.len(), |(_, length)| length);
    let mut file = BufReader::with_capacity(1 << 20, File::open(book)?.take(length));
    let mut page = vec![0_u8; PAGE];
    let mut number = 0;
    while filled(&mut file, &mut page)? {
        number += 1;
        let from = if number == 1 { BLOCK } else { 0 };
        decrypt(&mut page, from, key);
        look(book, number, page.get(from..VECTOR).unwrap_or_default())?;
    }
    let log = platform::with_suffix(book, "-wal");
    if !log.is_file() {
        return Ok(());
    }
    let mut file = BufReader::with_capacity(1 << 20, File::open(&log)?);
    let mut header = [0_u8; LOG_HEADER];
    if !filled(&mut file, &mut header)? {
        return Ok(());
    }
    let mut frame = [0_u8; FRAME_HEADER];
    let mut number = 0;
    while filled(&mut file, &mut frame)? && filled(&mut file, &mut page)? {
        number += 1;
        let from = if frame.get(..4) == Some(&[0, 0, 0, 1]) { BLOCK } else { 0 };
        decrypt(&mut page, from, key);
        look(&log, number, page.get(from..VECTOR).unwrap_or_default())?;
    }
    Ok(())
}

/// Whether a key is that of this book, as far as its first page tells. No connection is made: it would take a key that
/// does not fit for a damage.
///
/// # Errors
/// Those of the file system.
pub fn key_fits(book: &Path, key: &Key) -> Result<bool> {
    let mut page = vec![0_u8; PAGE];
    if !filled(&mut File::open(book)?, &mut page)? {
        return Ok(false);
    }
    decrypt(&mut page, BLOCK, key);
    // SQLite's header from its 17th byte on: the size of pages, two bytes of its journal's kind, what each page keeps for
    // the cipher, and three bytes that never differ.
    let header = page.get(BLOCK..BLOCK + 8).unwrap_or_default();
    Ok(matches!(header, [0x10, 0x00, _, _, 80, 64, 32, 32]))
}

/// What SQLCipher says is wrong with the signatures of the pages in a book's file, those that hold nothing at present too; the
/// pages of its first 4 GiB. Pages behind them that hold something are found by `PRAGMA quick_check`, which reads them:
/// who asks here asks there, or for the whole `integrity_check`, too.
///
/// # Errors
/// Those of the database.
pub(super) fn wrong_signatures(conn: &Connection) -> Result<Vec<String>> {
    let mut told: Vec<String> = conn.all("PRAGMA cipher_integrity_check", [], |row| row.get(0))?;
    told.retain(|line| page_of(line).is_none_or(|page| page <= REACH));
    Ok(told)
}

/// The number of the page that a line of the check ends with.
pub(super) fn page_of(line: &str) -> Option<u64> {
    line.rsplit(' ').next()?.parse().ok()
}

/// Whether there was enough to fill it.
fn filled(file: &mut impl Read, buffer: &mut [u8]) -> Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn decrypt(page: &mut [u8], from: usize, key: &Key) {
    let (content, tail) = page.split_at_mut(VECTOR);
    let mut vector = [0_u8; BLOCK];
    vector.copy_from_slice(tail.get(..BLOCK).unwrap_or(&[0; BLOCK]));
    let mut cipher = cbc::Decryptor::<Aes256>::new(&Array::from(*key.bytes()), &Array::from(vector));
    if let Some(content) = content.get_mut(from..) {
        let (blocks, _) = Array::slice_as_chunks_mut(content);
        cipher.decrypt_blocks(blocks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_its_number() {
        assert_eq!(page_of("HMAC verification failed for page 1048577"), Some(1_048_577));
        assert_eq!(page_of("page 12 has an invalid size of 80 bytes (expected 4096 bytes)"), None);
        assert_eq!(REACH, 1_048_576, "4 GiB of pages of 4 KiB");
    }
}
