//! What keeps the book safe, and other people's lives private.

use super::{backups, erasing, passwords};
use crate::args::Safety;
use crate::failures::Outcome;
use crate::terminal::Terminal;

/// Carries out a command.
pub fn run(terminal: &mut Terminal, command: Safety) -> Outcome {
    match command {
        Safety::Backup { book, file } => backups::backup(terminal, &book, &file),
        Safety::Backups(whole) => backups::list(terminal, &whole.book),
        Safety::Restore { book, file } => backups::restore(terminal, &book, &file),
        Safety::Salvage { bad, new } => backups::salvage(terminal, &bad, &new),
        Safety::Erase { book, customer, yes, drop_backups } => {
            erasing::erase(terminal, &book, &customer, yes, drop_backups)
        }
        Safety::Anonymise { book, customer, yes, name } => erasing::anonymise(terminal, &book, &customer, yes, name),
        Safety::SubjectExport { book, customer, out } => erasing::export(terminal, &book, &customer, &out),
        Safety::Verify { book, trace } => erasing::verify(terminal, &book, &trace),
        Safety::Receipts(whole) => erasing::receipts(terminal, &whole.book),
        Safety::Retention { book, years } => erasing::retention(terminal, &book, years),
        Safety::Fetch { book, file, customers } => backups::fetch(terminal, &book, &file, &customers),
        Safety::EmptyTrash { book, days } => erasing::empty_trash(terminal, &book, days),
        Safety::Passwd { book, new_key: true, .. } => passwords::renew_key(terminal, &book),
        Safety::Passwd { book, new_password_file, remove, new_recovery_code, .. } => {
            passwords::passwd(terminal, &book, new_password_file.as_deref(), remove, new_recovery_code)
        }
        Safety::Unlock(whole) => passwords::unlock(terminal, &whole.book),
    }
}
