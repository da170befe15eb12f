//! Making and opening a book, each failure with an error of its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64};
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags, params};
use rusqlite_migration::{M, Migrations};
use uuid::Uuid;

use super::idle::Chores;
use super::journal::Journal;
use super::keys::{Key, Secret};
use super::locks::Locks;
use super::slot::{self, Found, Slot};
use super::sql::Sql;
use super::{Book, derived, history, platform};
use crate::clock::Clock;
use crate::conditions::Rule;
use crate::error::{Error, Result};
use crate::sets::Sets;

/// The schema, oldest step first; a released step is never edited.
pub(super) const STEPS: &[&str] = &[
    include_str!("../migrations/0001_book.sql"),
    include_str!("../migrations/0002_fields.sql"),
    include_str!("../migrations/0003_segments.sql"),
    include_str!("../migrations/0004_duplicates.sql"),
    include_str!("../migrations/0005_lineage.sql"),
    include_str!("../migrations/0006_erasing.sql"),
    include_str!("../migrations/0007_counting.sql"),
    include_str!("../migrations/0008_day.sql"),
    include_str!("../migrations/0009_weeks.sql"),
    include_str!("../migrations/0010_reminders.sql"),
    include_str!("../migrations/0011_files.sql"),
    include_str!("../migrations/0012_followup_days.sql"),
];
/// "RNDS" in the header of every book.
pub(super) const APPLICATION_ID: i32 = 0x524e_4453;
/// Readers beside the writer: a list, a search and a card can go on at once.
const READERS: usize = 3;

/// Whether this process writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reads and writes; alone in that.
    Write,
    /// Reads only, beside a writer.
    Read,
}

/// How to open a book.
#[derive(Clone)]
pub struct OpenOptions {
    /// The app's configuration folder, where second copies of slots are.
    pub config_dir: PathBuf,
    /// The clock to go by.
    pub clock: Arc<dyn Clock>,
    /// Whether to write.
    pub access: Access,
    /// What opens a book with a password.
    pub secret: Option<Secret>,
}

/// What a new book begins with; the words come from outside.
#[derive(Debug, Clone, Default)]
pub struct Starter {
    /// Settings by key, see [`super::settings`].
    pub settings: Vec<(String, String)>,
    /// What the user is called as an owner ("me").
    pub me: String,
    /// Stages in order, with colours.
    pub stages: Vec<(String, String)>,
    /// Visit kinds in order: code and name.
    pub visit_kinds: Vec<(String, String)>,
    /// Segments in order: name, colour and rule.
    pub segments: Vec<(String, String, Rule)>,
}

/// How to make a book.
#[derive(Clone)]
pub struct CreateOptions {
    /// As for opening.
    pub open: OpenOptions,
    /// What it begins with.
    pub starter: Starter,
}

impl Book {
    /// Makes a new book; never touches a file that is there.
    ///
    /// # Errors
    /// `book_exists`, `in_use`, and those of the file system; nothing is left behind then.
    pub fn create(path: &Path, options: &CreateOptions) -> Result<Self> {
        Self::create_at(path, options, STEPS)
    }

    /// Makes the file of a book with the schema that these steps make, and with what these statements put into it, for tests.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn file_at(path: &Path, options: &CreateOptions, steps: &[&str], sql: &str) -> Result<()> {
        let (slot, key) = Slot::generate(Uuid::now_v7().to_string())?;
        slot.store(path, &options.open.config_dir)?;
        fill(path, &slot, &key, options, steps)?;
        Ok(connect(path, &key, &slot.salt, false)?.execute_batch(sql)?)
    }

    /// Makes a new book with the schema that these steps make.
    pub(super) fn create_at(path: &Path, options: &CreateOptions, steps: &[&str]) -> Result<Self> {
        if path.exists() {
            return Err(Error::refused("book_exists").at("file", path.display().to_string()));
        }
        let locks = Locks::writer(path)?;
        // What is left of a book that was moved away may be the only key to it.
        slot::set_aside(path)?;
        let (slot, key) = Slot::generate(Uuid::now_v7().to_string())?;
        let made = slot.store(path, &options.open.config_dir).and_then(|()| {
            fill(path, &slot, &key, options, steps)?;
            platform::make_private(path)?;
            platform::sync_folder(path)?;
            let writer = connect(path, &key, &slot.salt, false)?;
            Self::assemble(writer, path, slot.clone(), key, &options.open, Some(locks))
        });
        if made.is_err() {
            // The first error is the one to tell.
            for suffix in ["", "-journal", "-wal", "-shm"] {
                let _ = std::fs::remove_file(platform::with_suffix(path, suffix));
            }
            slot.remove(path, &options.open.config_dir);
        }
        made
    }

    /// Opens a book that is there.
    ///
    /// # Errors
    /// `book_missing`, `not_a_book`, `slot_missing`, `book_damaged`, `book_newer`, `in_use`, `in_use_by_reader`; `locked`
    /// if it has a password and none was given, `wrong_password`, `wrong_recovery_code`.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self> {
        Self::open_at(path, options, STEPS)
    }

    /// Opens a book with the schema that these steps make.
    pub(super) fn open_at(path: &Path, options: &OpenOptions, steps: &[&str]) -> Result<Self> {
        let place = || path.display().to_string();
        let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::refused("book_missing").at("file", place()),
            _ => Error::from(error),
        })?;
        if !meta.is_file() || meta.len() < 4096 || &slot::head(path)?[..] == b"SQLite format 3\0" {
            return Err(Error::refused("not_a_book").at("file", place()));
        }
        let locks = match options.access {
            Access::Write => Locks::writer(path)?,
            Access::Read => Locks::reader(path)?,
        };
        if options.access == Access::Write {
            slot::take_out(path, &options.config_dir)?;
        }
        let slots = match slot::find(path, &options.config_dir)? {
            Found::Slots(slots) => slots,
            Found::Damaged(_) => return Err(Error::refused("book_damaged").at("file", place())),
            Found::None if meta.len() % 4096 == 0 => {
                return Err(Error::refused("slot_missing")
                    .at("file", place())
                    .arg("slot", slot::beside(path).display().to_string()));
            }
            Found::None => return Err(Error::refused("not_a_book").at("file", place())),
        };
        let (slot, key) =
            slot::unlock_any(slots, options.secret.as_ref()).map_err(|error| error.at("file", place()))?;
        let mut conn = connect(path, &key, &slot.salt, false).map_err(|error| damaged(error, path))?;
        let version = schema_version(&conn).map_err(|error| damaged(error, path))?;
        if version > steps.len() {
            return Err(Error::refused("book_newer").at("file", place()));
        }
        if version < steps.len() {
            if options.access == Access::Read {
                return Err(Error::refused("in_use").at("file", place()));
            }
            migrate(&mut conn, path, (&slot, &key), options, steps)?;
            conn = connect(path, &key, &slot.salt, false).map_err(|error| damaged(error, path))?;
        }
        Self::assemble(conn, path, slot, key, options, Some(locks))
    }

    /// A book in memory, for tests.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn in_memory(clock: Arc<dyn Clock>, starter: Starter) -> Result<Self> {
        let (slot, key) = Slot::generate(Uuid::now_v7().to_string())?;
        let mut conn = Connection::open_in_memory()?;
        conn.execute_batch(&format!("PRAGMA key = \"{}\";", *key.pragma(&slot.salt)))?;
        let open = OpenOptions { config_dir: PathBuf::new(), clock, access: Access::Write, secret: None };
        prepare(&conn)?;
        migrations(STEPS).to_latest(&mut conn).map_err(migration_error)?;
        seed(&mut conn, &slot, &CreateOptions { open: open.clone(), starter })?;
        Self::around(conn, Vec::new(), Path::new(""), (slot, key), &open, None)
    }

    fn assemble(
        writer: Connection,
        path: &Path,
        slot: Slot,
        key: Key,
        options: &OpenOptions,
        locks: Option<Locks>,
    ) -> Result<Self> {
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let reader = connect(path, &key, &slot.salt, false)?;
            reader.execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;")?;
            readers.push(Mutex::new(reader));
        }
        Self::around(writer, readers, path, (slot, key), options, locks)
    }

    fn around(
        writer: Connection,
        readers: Vec<Mutex<Connection>>,
        path: &Path,
        (slot, key): (Slot, Key),
        options: &OpenOptions,
        locks: Option<Locks>,
    ) -> Result<Self> {
        let journal = Journal::default();
        match options.access {
            Access::Write => {
                journal.attach(&writer)?;
                Chores::attach(&writer);
                history::forget_old(&writer, options.clock.now_ms())?;
            }
            Access::Read => writer.execute_batch("PRAGMA query_only = ON;")?,
        }
        let book = Self {
            path: path.to_owned(),
            uid: slot.book_uid.clone(),
            access: options.access,
            config_dir: options.config_dir.clone(),
            slot: Mutex::new(slot),
            key,
            clock: Arc::clone(&options.clock),
            writer: Mutex::new(writer),
            readers,
            next_ticket: AtomicU64::new(0),
            lanes: Mutex::default(),
            journal,
            chores: Chores::default(),
            renewed_on: AtomicI32::new(0),
            is_renewal_untold: AtomicBool::new(false),
            sets: Sets::default(),
            listener: Mutex::new(None),
            is_guarded: AtomicBool::new(false),
            _locks: locks,
        };
        book.renew_if_free();
        Ok(book)
    }
}

fn migrations<'a>(steps: &[&'a str]) -> Migrations<'a> {
    Migrations::new(steps.iter().map(|step| M::up(step)).collect())
}

fn migration_error(error: rusqlite_migration::Error) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::Database(err),
        other => Error::refused("internal").arg("detail", other.to_string()),
    }
}

fn damaged(error: Error, path: &Path) -> Error {
    match error.code() {
        "book_damaged" => Error::refused("book_damaged").at("file", path.display().to_string()),
        _ => error,
    }
}

pub(super) fn schema_version(conn: &Connection) -> Result<usize> {
    // The first read is the one that a wrong key or a damaged header fails.
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(usize::try_from(version).unwrap_or(0))
}

pub(super) fn connect(path: &Path, key: &Key, salt: &str, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let conn = Connection::open_with_flags(path, flags)?;
    // What goes wrong is told as errors, not on the standard error of whoever started us.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.execute_batch(&format!("PRAGMA key = \"{}\";", *key.pragma(salt)))?;
    let cipher: String = conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).unwrap_or_default();
    if cipher.is_empty() {
        return Err(Error::refused("internal").arg("detail", "SQLCipher is not there"));
    }
    prepare(&conn)?;
    Ok(conn)
}

/// Settings of every connection; reasons in docs/ARCHITECTURE.md.
fn prepare(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
         PRAGMA recursive_triggers = OFF;",
    )?;
    conn.set_prepared_statement_cache_capacity(256);
    derived::register(conn)
}

fn fill(path: &Path, slot: &Slot, key: &Key, options: &CreateOptions, steps: &[&str]) -> Result<()> {
    let mut conn = connect(path, key, &slot.salt, true)?;
    migrations(steps).to_latest(&mut conn).map_err(migration_error)?;
    seed(&mut conn, slot, options)
}

fn seed(conn: &mut Connection, slot: &Slot, options: &CreateOptions) -> Result<()> {
    conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID};"))?;
    let transaction = conn.transaction()?;
    let starter = &options.starter;
    for (key, value) in &starter.settings {
        transaction.run("INSERT INTO book_setting (key, value) VALUES (?1, ?2)", params![key, value])?;
    }
    transaction.run("INSERT INTO book_setting (key, value) VALUES ('uid', ?1)", [&slot.book_uid])?;
    let uid = || Uuid::now_v7().to_string();
    transaction.run("INSERT INTO owner (uid, name, is_me) VALUES (?1, ?2, 1)", params![uid(), starter.me])?;
    for (position, (name, color)) in starter.stages.iter().enumerate() {
        transaction.run(
            "INSERT INTO stage (uid, name, color, position) VALUES (?1, ?2, ?3, ?4)",
            params![uid(), name, color, position],
        )?;
    }
    for (position, (code, name)) in starter.visit_kinds.iter().enumerate() {
        transaction.run(
            "INSERT INTO visit_kind (uid, code, name, position) VALUES (?1, ?2, ?3, ?4)",
            params![uid(), code, name, position],
        )?;
    }
    for (position, (name, color, rule)) in starter.segments.iter().enumerate() {
        transaction.run(
            "INSERT INTO segment (uid, name, color, rule, position) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![uid(), name, color, serde_json::to_string(rule)?, position],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

/// What was done under an older schema can no longer be undone; behind the last step, in the same transaction.
const END_OF_UNDO: &str = "
UPDATE change SET state = 'final', bytes = 0 WHERE state = 'done';
DELETE FROM lineage WHERE change_id IN (SELECT id FROM change WHERE state = 'undone');
DELETE FROM change WHERE state = 'undone';
DELETE FROM change_row;";

/// Brings the schema up to date: a proven backup first, then all steps or none. Ends the undo of older changes.
fn migrate(
    conn: &mut Connection,
    path: &Path,
    opener: (&Slot, &Key),
    options: &OpenOptions,
    steps: &[&str],
) -> Result<()> {
    let _alone = Locks::keep_readers_out(path)?;
    super::backups::before_migration(conn, path, opener, options)?;
    migrate_to(conn, steps)
}

/// Brings a copy of a book up to date, which has a backup already or is one.
pub(super) fn migrate_alone(conn: &mut Connection) -> Result<()> {
    if schema_version(conn)? < STEPS.len() { migrate_to(conn, STEPS) } else { Ok(()) }
}

/// Makes the schema of a released version in an empty file.
pub(super) fn make_schema(conn: &mut Connection, version: usize) -> Result<()> {
    let steps = STEPS.get(..version).unwrap_or(STEPS);
    migrations(steps).to_latest(conn).map_err(migration_error)
}

fn migrate_to(conn: &mut Connection, steps: &[&str]) -> Result<()> {
    let mut steps: Vec<String> = steps.iter().map(|step| (*step).to_owned()).collect();
    if let Some(last) = steps.last_mut() {
        last.push_str(END_OF_UNDO);
    }
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    migrations(&steps).to_latest(conn).map_err(migration_error)
}
