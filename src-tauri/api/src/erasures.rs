//! Erasing, one person's data, and the look whether nothing is left.

use std::path::PathBuf;

use rounds_core::Result;
use rounds_core::book::erasing::{
    EmptiedTrash, EmptyTrash, EraseCustomer, Erased, ErasurePlan, PlanErasure, Receipt, Verified, VerifyBook,
};
use rounds_core::customers::Nothing;
use rounds_core::subjects::{self, ExportSubject, SubjectExported};

use crate::session::Session;
use crate::words::Words;

/// The program's own folders, in which nothing of the book's content may stand.
fn folders(session: &Session) -> Vec<PathBuf> {
    let inner = session.inner();
    std::iter::once(&inner.config_dir).chain(&inner.own_dirs).cloned().collect()
}

/// What would go with a customer.
pub(crate) fn plan(session: &Session, req: PlanErasure) -> Result<ErasurePlan> {
    session.book()?.plan_erasure(&req)
}

/// Erases a customer, or makes them anonymous.
pub(crate) fn erase(session: &Session, req: EraseCustomer) -> Result<Erased> {
    let book = session.book()?;
    session.inner().plans.forget();
    session.inner().papers.forget();
    session.inner().jobs.run("erase", |progress| book.erase(&req, &folders(session), progress))
}

/// Removes for good what has been in the trash for long.
pub(crate) fn empty_trash(session: &Session, req: EmptyTrash) -> Result<EmptiedTrash> {
    let book = session.book()?;
    session.inner().jobs.run("trash.empty", |progress| book.empty_trash(&req, progress))
}

/// The receipts.
pub(crate) fn receipts(session: &Session, _: Nothing) -> Result<Vec<Receipt>> {
    session.book()?.receipts()
}

/// Looks through everything that the program wrote.
pub(crate) fn verify(session: &Session, req: VerifyBook) -> Result<Verified> {
    let book = session.book()?;
    session.inner().jobs.run("verify", |_| book.verify(&req, &folders(session)))
}

/// Writes down everything about one person.
pub(crate) fn export_subject(session: &Session, req: ExportSubject) -> Result<SubjectExported> {
    let language = session.prefs().language.clone().unwrap_or_else(|| "zh-CN".to_owned());
    let words = Words::load(req.language.as_deref().unwrap_or(&language))?;
    session.book()?.read(|reader| subjects::export(reader, &req, &|key| words.plain(key)))
}
