//! What can go wrong, as codes and arguments; the words live in `assets/messages` as `error-<code>`.

use serde_json::{Map, Value, json};

/// The result of everything in the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the core. `code()` is stable; nothing ever matches on its text.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A request that cannot be carried out as it is; `code` says why.
    #[error("{code}: {args:?} at {place:?}")]
    Refused {
        /// The stable code, one of [`CODES`].
        code: &'static str,
        /// What the wording needs.
        args: Box<Map<String, Value>>,
        /// File, row, column, field or command.
        place: Box<Map<String, Value>>,
    },
    /// The database said no for a reason that no rule foresaw.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file system said no.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// JSON that was stored by us could not be read back.
    #[error("stored json: {0}")]
    Json(#[from] serde_json::Error),
}

/// Every code an error can have; each has wording in both languages.
pub const CODES: &[&str] = &[
    "already_there",
    "ambiguous",
    "attachment_too_large",
    "backup_damaged",
    "backup_unproven",
    "book_damaged",
    "book_exists",
    "book_missing",
    "book_newer",
    "book_not_empty",
    "cancelled",
    "disk_full",
    "duplicate_name",
    "exclusive_tags",
    "export_too_many",
    "file_changed_while_reading",
    "file_damaged",
    "file_empty",
    "file_exists",
    "file_is_directory",
    "file_missing",
    "file_not_a_table",
    "file_protected",
    "file_too_large",
    "file_unknown_encoding",
    "file_unknown_format",
    "file_unreadable",
    "font_missing",
    "in_use",
    "in_use_by_reader",
    "internal",
    "invalid",
    "io",
    "keyring_empty",
    "keyring_failed",
    "keyring_missing",
    "keyring_stale",
    "keyring_unforgotten",
    "labels_no_address",
    "later_changes",
    "locked",
    "no_book",
    "no_password",
    "not_a_book",
    "not_confirmed",
    "not_found",
    "nothing_to_redo",
    "nothing_to_undo",
    "other_book",
    "pack_invalid",
    "pack_newer",
    "pack_not_json",
    "pack_too_large",
    "paper_too_many",
    "query_refused",
    "query_too_long",
    "query_wrong",
    "sheet_missing",
    "slot_missing",
    "too_long",
    "too_many_options",
    "unknown_command",
    "was_erased",
    "wrong_password",
    "wrong_recovery_code",
];

impl Error {
    /// An error with a code and no arguments.
    #[must_use]
    pub fn refused(code: &'static str) -> Self {
        Self::Refused { code, args: Box::default(), place: Box::default() }
    }

    /// Adds an argument for the wording.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Self::Refused { args, .. } = &mut self {
            args.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Adds a place: file, row, column, field or command.
    #[must_use]
    pub fn at(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Self::Refused { place, .. } = &mut self {
            place.insert(name.to_owned(), value.into());
        }
        self
    }

    /// A value that cannot be taken; `field` names the input, `reason` is a code such as `empty` or `not_a_date`.
    #[must_use]
    pub fn invalid(field: &str, reason: &str) -> Self {
        Self::refused("invalid").arg("field", field).arg("reason", reason).at("field", field)
    }

    /// A text that is longer than the `limit` of characters.
    #[must_use]
    pub fn too_long(field: &str, limit: usize) -> Self {
        Self::refused("too_long").arg("field", field).arg("limit", limit).at("field", field)
    }

    /// A record that is not there (any more).
    #[must_use]
    pub fn not_found(record: &str, id: i64) -> Self {
        Self::refused("not_found").arg("record", record).arg("id", id)
    }

    /// A name that is taken already.
    #[must_use]
    pub fn duplicate_name(record: &str, name: &str) -> Self {
        Self::refused("duplicate_name").arg("record", record).arg("name", name)
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { code, .. } => code,
            Self::Database(error) => database_code(error),
            Self::Io(error) => io_code(error),
            Self::Json(_) => "internal",
        }
    }

    /// Arguments for the wording.
    #[must_use]
    pub fn args(&self) -> Map<String, Value> {
        match self {
            // A wording may name the place, too.
            Self::Refused { args, place, .. } => {
                place.iter().chain(args.iter()).map(|(k, v)| (k.clone(), v.clone())).collect()
            }
            // SQLite's text names tables and columns, never values.
            Self::Database(_) | Self::Io(_) | Self::Json(_) => {
                let mut args = Map::new();
                args.insert("detail".to_owned(), json!(self.to_string()));
                args
            }
        }
    }

    /// Where it happened.
    #[must_use]
    pub fn place(&self) -> Map<String, Value> {
        match self {
            Self::Refused { place, .. } => (**place).clone(),
            _ => Map::new(),
        }
    }
}

fn database_code(error: &rusqlite::Error) -> &'static str {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        // The index of the log could not grow: that takes room and nothing else.
        Some(rusqlite::ErrorCode::SystemIoFailure) if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => {
            "disk_full"
        }
        Some(rusqlite::ErrorCode::DiskFull) => "disk_full",
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => "book_damaged",
        Some(rusqlite::ErrorCode::OperationInterrupted) => "cancelled",
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => "in_use",
        Some(
            rusqlite::ErrorCode::SystemIoFailure
            | rusqlite::ErrorCode::CannotOpen
            | rusqlite::ErrorCode::PermissionDenied
            | rusqlite::ErrorCode::ReadOnly,
        ) => "io",
        _ => "internal",
    }
}

fn io_code(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge => "disk_full",
        _ => "io",
    }
}
