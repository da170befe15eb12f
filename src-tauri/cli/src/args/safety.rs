//! Backups, passwords, erasing, checks for traces.

use std::path::PathBuf;

use clap::Subcommand;

use super::Whole;

/// What keeps the book safe, and other people's lives private.
#[derive(Debug, Subcommand)]
pub enum Safety {
    /// Write a proven backup of the book to a file
    #[command(after_help = "Example:\n  rounds-cli backup book.rounds /media/stick/book.rounds")]
    Backup {
        /// The book
        book: PathBuf,
        /// The file; it must not be there yet
        file: PathBuf,
    },
    /// List the backups of a book, newest first; the book need not open
    #[command(after_help = "Example:\n  rounds-cli backups book.rounds --json")]
    Backups(Whole),
    /// Put a backup in the place of the book; what was there is set aside
    #[command(
        after_help = "Example:\n  rounds-cli restore book.rounds book.rounds.backups/book-20261126-090000.rounds"
    )]
    Restore {
        /// The book; it need not open, or be there
        book: PathBuf,
        /// The backup
        file: PathBuf,
    },
    /// Erase a customer for good, from the backups too
    #[command(after_help = "Example:\n  rounds-cli erase book.rounds 42 --yes")]
    Erase {
        /// The book
        book: PathBuf,
        /// Id, uid:… or exact name; in the trash or not
        customer: String,
        /// Do not ask for the name once more
        #[arg(long)]
        yes: bool,
        /// Drop the backups that nobody asked for, instead of writing them anew
        #[arg(long)]
        drop_backups: bool,
    },
    /// Take the person out and keep visits and sums under a neutral name
    #[command(after_help = "Example:\n  rounds-cli anonymise book.rounds 42 --yes")]
    Anonymise {
        /// The book
        book: PathBuf,
        /// Id, uid:… or exact name; in the trash or not
        customer: String,
        /// Do not ask for the name once more
        #[arg(long)]
        yes: bool,
        /// The neutral name [default: a number]
        #[arg(long)]
        name: Option<String>,
    },
    /// Write everything about one customer as JSON and as a document to read
    #[command(
        after_help = "OUT ends in .json or .html, the other is written beside it; or it is a folder, which is made.\n\n\
                            Example:\n  rounds-cli subject-export book.rounds 42 out.json"
    )]
    SubjectExport {
        /// The book
        book: PathBuf,
        /// Id, uid:… or exact name; in the trash or not
        customer: String,
        /// Where to
        out: PathBuf,
    },
    /// Check the book and its backups, and look for texts in everything that the program wrote
    #[command(after_help = "Example:\n  rounds-cli verify book.rounds --trace 王建国 --trace 13800001234")]
    Verify {
        /// The book
        book: PathBuf,
        /// A text that must be nowhere; may be repeated
        #[arg(long, value_name = "TEXT")]
        trace: Vec<String>,
    },
    /// List the receipts of erasures, newest first
    #[command(after_help = "Example:\n  rounds-cli receipts book.rounds")]
    Receipts(Whole),
    /// List whom nobody has visited for years: whether to erase them is yours to say
    #[command(after_help = "Example:\n  rounds-cli retention book.rounds --years 3")]
    Retention {
        /// The book
        book: PathBuf,
        /// No visit, and not new, for so many years
        #[arg(long, default_value_t = 3)]
        years: u32,
    },
    /// Read what can be read of a damaged book into a new one
    #[command(after_help = "Example:\n  rounds-cli salvage bad.rounds new.rounds")]
    Salvage {
        /// The damaged book; it is only read
        bad: PathBuf,
        /// The new book; it must not be there yet
        new: PathBuf,
    },
    /// Set, change or take off the password; prints the recovery code
    #[command(
        after_help = "Example:\n  rounds-cli passwd book.rounds\n  rounds-cli passwd book.rounds --password-file old --new-password-file new"
    )]
    Passwd {
        /// The book
        book: PathBuf,
        /// Read the new password from the first line of this file [default: ask at the terminal]
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
        /// Take the password off
        #[arg(long, conflicts_with = "new_password_file")]
        remove: bool,
        /// Keep the password, and make a new recovery code
        #[arg(long, conflicts_with_all = ["new_password_file", "remove"])]
        new_recovery_code: bool,
        /// Keep the password, and encrypt the whole book and its backups under a new key
        #[arg(long, conflicts_with_all = ["new_password_file", "remove", "new_recovery_code"])]
        new_key: bool,
    },
    /// Fetch customers out of a backup into the book, as one step
    #[command(after_help = "Example:\n  rounds-cli fetch book.rounds backup.rounds 王记五金店 42")]
    Fetch {
        /// The book
        book: PathBuf,
        /// The backup
        file: PathBuf,
        /// Customers in the backup: id or exact name
        #[arg(required = true)]
        customers: Vec<String>,
    },
    /// Remove for good what has been in the trash for long
    #[command(after_help = "Example:\n  rounds-cli empty-trash book.rounds --days 30")]
    EmptyTrash {
        /// The book
        book: PathBuf,
        /// What has been there for so many days [default: the book's setting]
        #[arg(long)]
        days: Option<u32>,
    },
    /// Try whether the password opens the book
    #[command(after_help = "Example:\n  rounds-cli unlock book.rounds --password-file pw")]
    Unlock(Whole),
}
