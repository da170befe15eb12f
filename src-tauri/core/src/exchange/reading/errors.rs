//! Why a file cannot be read, as codes; the words live with the messages.

use std::io;

/// Why a file cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No file has this path.
    #[error("no such file")]
    NotFound,
    /// The path is a folder.
    #[error("a folder, not a file")]
    IsDirectory,
    /// The system refuses to hand the file out, or it is no regular file.
    #[error("cannot be read: {kind}")]
    Unreadable {
        /// What the system says.
        kind: io::ErrorKind,
    },
    /// Nothing in it, or nothing but white space.
    #[error("empty file")]
    EmptyFile,
    /// Bytes that are neither text nor a workbook.
    #[error("not a table")]
    NotATable,
    /// A known kind of file that holds no table we read.
    #[error("a file of the kind {found}")]
    UnknownFormat {
        /// Its kind: `pdf`, `docx`, `pptx`, `doc`, `rtf`, `html`, `xml`, `xlsb`, `numbers`, `zip`, `archive`, `image`,
        /// `vcard`, `icalendar`, `sqlite` or `office`.
        found: &'static str,
    },
    /// Cut off or spoilt.
    #[error("damaged")]
    Damaged,
    /// Encrypted with a password.
    #[error("protected by a password")]
    Protected,
    /// More than we are willing to take into memory.
    #[error("too large: more than {limit} {what}")]
    TooLarge {
        /// What there is too much of: `file_bytes`, `unpacked_bytes`, `cells` or `columns`.
        what: &'static str,
        /// The most that is read.
        limit: u64,
    },
    /// Another program wrote to the file meanwhile.
    #[error("changed while it was read")]
    ChangedWhileReading,
    /// The workbook has no sheet of the name asked for.
    #[error("no sheet {name}")]
    SheetMissing {
        /// The name asked for.
        name: String,
    },
    /// No encoding has the name asked for.
    #[error("no encoding {name}")]
    UnknownEncoding {
        /// The name asked for.
        name: String,
    },
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl ReadError {
    /// The code that a wording is looked up by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::NotFound => "not_found",
            ReadError::IsDirectory => "is_directory",
            ReadError::Unreadable { .. } => "unreadable",
            ReadError::EmptyFile => "empty_file",
            ReadError::NotATable => "not_a_table",
            ReadError::UnknownFormat { .. } => "unknown_format",
            ReadError::Damaged => "damaged",
            ReadError::Protected => "protected",
            ReadError::TooLarge { .. } => "too_large",
            ReadError::ChangedWhileReading => "changed_while_reading",
            ReadError::SheetMissing { .. } => "sheet_missing",
            ReadError::UnknownEncoding { .. } => "unknown_encoding",
            ReadError::Cancelled => "cancelled",
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => ReadError::NotFound,
            io::ErrorKind::IsADirectory => ReadError::IsDirectory,
            kind => ReadError::Unreadable { kind },
        }
    }
}
