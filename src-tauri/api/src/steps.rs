//! Undo and redo, which may be long: an import of 100,000 customers is one step.

use rounds_core::Result;
use rounds_core::book::history::ChangeInfo;
use rounds_core::book::{CheckReport, UndoneRest};
use rounds_core::customers::{ById, Nothing};

use crate::session::Session;

/// Takes the latest step back.
pub(crate) fn undo(session: &Session, _: Nothing) -> Result<ChangeInfo> {
    let book = session.book()?;
    session.inner().jobs.run("undo", |progress| book.undo_telling(progress))
}

/// Does the step again that was undone last.
pub(crate) fn redo(session: &Session, _: Nothing) -> Result<ChangeInfo> {
    let book = session.book()?;
    session.inner().jobs.run("redo", |progress| book.redo_telling(progress))
}

/// Works out anew what is derived, and checks the book.
pub(crate) fn rebuild(session: &Session, _: Nothing) -> Result<CheckReport> {
    let book = session.book()?;
    session.inner().jobs.run("book.rebuild", |progress| book.rebuild(progress))
}

/// Takes one step back, however old.
pub(crate) fn undo_step(session: &Session, req: ById) -> Result<ChangeInfo> {
    let book = session.book()?;
    session.inner().jobs.run("history.undo_step", |progress| book.undo_step_telling(req.id, progress))
}

/// Takes back what was not edited since.
pub(crate) fn undo_rest(session: &Session, req: ById) -> Result<UndoneRest> {
    let book = session.book()?;
    session.inner().jobs.run("history.undo_rest", |progress| book.undo_rest(req.id, progress))
}
