//! What opens a book: its key, and how a password or a recovery code gives it.
//!
//! The book's key is random and never changes by a change of the password. A password becomes a key of its own by
//! Argon2id, slowly on purpose, and that one seals the book's key (ChaCha20-Poly1305). A recovery code does the same.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
/// A text or bytes that are wiped when they go.
pub use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Bytes of the book's key.
pub const KEY: usize = 32;
const NONCE: usize = 12;
const SALT: usize = 16;
/// Letters and digits that are not taken for one another; by their place they are five bits each.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 24 of them are random (120 bits), the 25th tells a typing error.
const CODE: usize = 25;
/// Least memory for Argon2id, in KiB: 64 MiB.
const MEMORY: u32 = 64 * 1024;
/// Most memory, in KiB.
const MOST_MEMORY: u32 = 512 * 1024;
/// So long a password takes on the machine where it is set; between half a second and one.
const AIM: Duration = Duration::from_millis(700);

/// The book's raw key; its bytes are wiped when it goes.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A new random key.
    ///
    /// # Errors
    /// If the system gives no random bytes.
    pub fn generate() -> Result<Self> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    /// A key written in hexadecimal; none if it is not one.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0_u8; KEY]);
        hex::decode_to_slice(text, &mut *bytes).ok()?;
        Some(Self(bytes))
    }

    /// In hexadecimal, as it stands in a slot without a password.
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(*self.0))
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    /// The value of `PRAGMA key`: key and salt.
    #[must_use]
    pub fn pragma(&self, salt: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}{salt}'", *self.to_hex()))
    }
}

/// What somebody shows to open a book.
#[derive(Clone)]
pub enum Secret {
    /// The password.
    Password(Zeroizing<String>),
    /// The recovery code, as it was typed.
    Recovery(Zeroizing<String>),
    /// The key itself, of a book that was open a moment ago.
    Key(Key),
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A password.
    #[must_use]
    pub fn password(text: &str) -> Self {
        Self::Password(Zeroizing::new(text.to_owned()))
    }

    /// A recovery code.
    #[must_use]
    pub fn recovery(text: &str) -> Self {
        Self::Recovery(Zeroizing::new(text.to_owned()))
    }
}

/// How much work it is to try one password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// The least there is.
    pub const LEAST: Self = Self { memory_kib: MEMORY, passes: 1 };

    /// As much as takes 0.5 to 1 second on this machine, and at least 64 MiB.
    ///
    /// # Errors
    /// `internal` if Argon2id cannot work at all.
    pub fn calibrated() -> Result<Self> {
        let mut memory_kib = MEMORY;
        let mut one = measure(Self { memory_kib, passes: 1 })?;
        // More memory first: it is what costs whoever tries many at once.
        while memory_kib < MOST_MEMORY && one * 4 < AIM {
            memory_kib *= 2;
            one = measure(Self { memory_kib, passes: 1 })?;
        }
        let passes = (AIM.as_secs_f64() / one.as_secs_f64().max(0.001)).round().clamp(1.0, 64.0);
        // Between 1 and 64.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        Ok(Self { memory_kib, passes: passes as u32 })
    }
}

fn measure(cost: Cost) -> Result<Duration> {
    let began = Instant::now();
    stretched(b"measure", &[0; SALT], cost)?;
    Ok(began.elapsed())
}

fn stretched(secret: &[u8], salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; KEY]>> {
    let broken = |_| Error::refused("internal").arg("detail", "argon2");
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(KEY)).map_err(broken)?;
    let mut key = Zeroizing::new([0_u8; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, &mut *key)
        .map_err(broken)?;
    Ok(key)
}

/// Which secret a way takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayKind {
    /// The password.
    Password,
    /// The recovery code.
    Recovery,
}

/// One way to the book's key: sealed under a key that a secret gives by Argon2id. All bytes are hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Which secret.
    pub kind: WayKind,
    /// Argon2id's salt.
    pub salt: String,
    /// Argon2id's memory in KiB.
    pub memory_kib: u32,
    /// Argon2id's passes.
    pub passes: u32,
    /// The seal's nonce.
    pub nonce: String,
    /// The sealed key.
    pub sealed: String,
}

impl Way {
    /// Seals a key under a secret; `book_uid` is sealed with it, so that it fits this book only.
    ///
    /// # Errors
    /// If the system gives no random bytes or no memory.
    pub fn seal(kind: WayKind, secret: &[u8], key: &Key, book_uid: &str, cost: Cost) -> Result<Self> {
        let (salt, nonce): ([u8; SALT], [u8; NONCE]) = (random()?, random()?);
        let under = stretched(secret, &salt, cost)?;
        let sealed = cipher(&under)
            .encrypt(&Nonce::from(nonce), Payload { msg: key.bytes(), aad: book_uid.as_bytes() })
            .map_err(|_| Error::refused("internal").arg("detail", "seal"))?;
        Ok(Self {
            kind,
            salt: hex::encode(salt),
            memory_kib: cost.memory_kib,
            passes: cost.passes,
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        })
    }

    /// The key, if this is the right secret.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn open(&self, secret: &[u8], book_uid: &str) -> Result<Option<Key>> {
        let cost = Cost { memory_kib: self.memory_kib.min(4 * MOST_MEMORY), passes: self.passes.min(1_000) };
        let (Ok(salt), Ok(sealed)) = (hex::decode(&self.salt), hex::decode(&self.sealed)) else { return Ok(None) };
        let mut nonce = [0_u8; NONCE];
        if salt.len() != SALT || hex::decode_to_slice(&self.nonce, &mut nonce).is_err() {
            return Ok(None);
        }
        let under = stretched(secret, &salt, cost)?;
        let opened =
            cipher(&under).decrypt(&Nonce::from(nonce), Payload { msg: &sealed, aad: book_uid.as_bytes() }).ok();
        let Some(opened) = opened.map(Zeroizing::new) else { return Ok(None) };
        Ok(<[u8; KEY]>::try_from(opened.as_slice()).ok().map(|bytes| Key(Zeroizing::new(bytes))))
    }
}

fn cipher(key: &[u8; KEY]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(key.into())
}

/// Seals a text under the book's key: what is kept beside a book and tells of it.
///
/// # Errors
/// If the system gives no random bytes.
pub fn seal_text(key: &Key, text: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = random()?;
    let sealed = cipher(key.bytes())
        .encrypt(&Nonce::from(nonce), text)
        .map_err(|_| Error::refused("internal").arg("detail", "seal"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// What was sealed under the book's key; none if it was another key, or was changed.
#[must_use]
pub fn open_text(key: &Key, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let nonce = <[u8; NONCE]>::try_from(nonce).ok()?;
    cipher(key.bytes()).decrypt(&Nonce::from(nonce), sealed).ok()
}

/// A password as it counts: the same characters typed by another keyboard are the same password.
#[must_use]
pub fn folded_password(text: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(text.nfkc().collect::<String>().into_bytes())
}

/// A new recovery code, in five groups of five.
///
/// # Errors
/// If the system gives no random bytes.
pub fn new_recovery_code() -> Result<Zeroizing<String>> {
    let bytes: Zeroizing<[u8; CODE - 1]> = Zeroizing::new(random()?);
    let mut code: Zeroizing<Vec<u8>> = Zeroizing::new(bytes.iter().map(|byte| letter(usize::from(*byte))).collect());
    let check = check_letter(&code);
    code.push(check);
    let groups: Vec<&str> = code.chunks(5).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    Ok(Zeroizing::new(groups.join("-")))
}

/// A typed recovery code as it counts: spaces, dashes and case do not, and O is 0, I and L are 1.
///
/// # Errors
/// `invalid` with the reason `not_a_recovery_code` if a letter is missing or wrong.
pub fn folded_recovery_code(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    let folded = text.nfkc().filter(|c| c.is_ascii_alphanumeric()).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    let code = Zeroizing::new(folded.collect::<String>().into_bytes());
    match code.split_last() {
        Some((last, rest)) if code.len() == CODE && *last == check_letter(rest) => Ok(code),
        _ => Err(Error::invalid("recovery_code", "not_a_recovery_code")),
    }
}

fn letter(number: usize) -> u8 {
    ALPHABET.get(number % ALPHABET.len()).copied().unwrap_or(b'0')
}

/// Finds a wrong letter and two that were swapped.
fn check_letter(letters: &[u8]) -> u8 {
    let sum = letters.iter().enumerate().fold(0_usize, |sum, (place, byte)| {
        let value = ALPHABET.iter().position(|letter| letter == byte).unwrap_or(0);
        sum + value * (2 * place + 1)
    });
    letter(sum)
}

/// Random bytes of the system.
///
/// # Errors
/// If it gives none.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::refused("io").arg("detail", "no random bytes"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_what_it_sealed_and_nothing_else() -> Result<()> {
        let key = Key::generate()?;
        let way = Way::seal(WayKind::Password, &folded_password("春风 123"), &key, "uid", Cost::LEAST)?;
        let opened = way.open(&folded_password("春风　１２３"), "uid")?;
        assert_eq!(opened.as_ref().map(Key::bytes), Some(key.bytes()), "full-width digits are the same digits");
        assert!(way.open(&folded_password("春风 124"), "uid")?.is_none());
        assert!(way.open(&folded_password("春风 123"), "other")?.is_none(), "the seal fits one book only");
        assert!(!format!("{way:?}{key:?}").contains(&**key.to_hex()), "the key stands in no log");
        Ok(())
    }

    #[test]
    fn a_recovery_code_is_read_as_people_write_it_and_a_slip_is_noticed() -> Result<()> {
        let code = new_recovery_code()?;
        assert_eq!((code.len(), code.matches('-').count()), (29, 4), "five groups of five");
        let folded = folded_recovery_code(&code)?;
        let sloppy = format!(" {} ", code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l"));
        assert_eq!(*folded_recovery_code(&sloppy)?, *folded);
        for place in 0..CODE {
            let mut wrong = folded.to_vec();
            let at = ALPHABET.iter().position(|letter| *letter == wrong[place]).unwrap();
            wrong[place] = letter(at + 1);
            assert!(folded_recovery_code(&String::from_utf8(wrong).unwrap()).is_err(), "one wrong letter");
        }
        assert!(folded_recovery_code(&code[..28]).is_err());
        assert_ne!(*new_recovery_code()?, *code);
        Ok(())
    }

    #[test]
    fn a_password_is_slow_on_purpose() -> Result<()> {
        let cost = Cost::calibrated()?;
        assert!(cost.memory_kib >= 64 * 1024, "at least 64 MiB: {cost:?}");
        Ok(())
    }

    #[test]
    fn a_sealed_text_that_was_changed_is_none() -> Result<()> {
        let key = Key::generate()?;
        let mut sealed = seal_text(&key, b"receipts")?;
        assert_eq!(open_text(&key, &sealed).as_deref(), Some(b"receipts".as_slice()));
        sealed[20] ^= 1;
        assert!(open_text(&key, &sealed).is_none() && open_text(&key, b"short").is_none());
        Ok(())
    }
}
