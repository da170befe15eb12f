//! What goes out into files: long, so each is a job; data of persons is noted in the history.

use std::path::Path;

use rounds_core::customers::Nothing;
use rounds_core::exchange::appointments::{self, CalendarExported, ExportCalendar};
use rounds_core::exchange::exports::{self, BiExport, ExportCustomers, Personal, WholeFile};
use rounds_core::exchange::marks::{self, MarksOf};
use rounds_core::{Book, Error, Result};
use serde_json::{Value, json};

use crate::jobs::JobStarted;
use crate::session::Session;
use crate::words::Words;

/// The name of a file without its folders.
fn name_of(path: &str) -> String {
    Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn note(book: &Book, verb: &'static str, path: &str, count: u64) -> Result<()> {
    let now = book.clock().now_ms();
    let args = json!({ "file": name_of(path), "count": count });
    book.note(|conn| exports::note_in_history(conn, now, verb, &args))
}

/// Starts writing a list; the job's result is an [`exports::Exported`].
pub(crate) fn list(session: &Session, req: ExportCustomers) -> Result<JobStarted> {
    let book = session.book()?;
    let language = req.language.clone().or_else(|| session.prefs().language.clone()).unwrap_or_default();
    let words = Words::load(&language)?;
    Ok(session.inner().jobs.start("export", move |progress| {
        let heading = |code: &str| match code {
            "person" | "company" => words.plain(&format!("kind-{code}")),
            _ => words.plain(&format!("heading-{}", code.replace('_', "-"))),
        };
        let done = book.read(|reader| exports::export(reader, &req, &heading, progress))?;
        note(&book, "export.list", &req.path, done.rows)?;
        serde_json::to_value(done).map_err(Error::from)
    }))
}

/// Starts writing the whole book; the job's result is an [`exports::WholeExported`].
pub(crate) fn whole(session: &Session, req: WholeFile) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("export", move |progress| {
        let done = book.read(|reader| exports::export_whole(reader, Path::new(&req.path), progress))?;
        note(&book, "export.whole", &req.path, done.customers)?;
        serde_json::to_value(done).map_err(Error::from)
    }))
}

/// A new secret for two who compare their books.
pub(crate) fn new_secret(_: &Session, _: Nothing) -> Result<String> {
    marks::new_secret()
}

/// Starts writing the marks of all customers; the job's result is a [`marks::MarksWritten`].
pub(crate) fn write_marks(session: &Session, req: MarksOf) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("export", move |progress| {
        let done = book.read(|reader| marks::write(reader, &req, progress))?;
        note(&book, "export.marks", &req.path, done.customers)?;
        serde_json::to_value(done).map_err(Error::from)
    }))
}

/// Starts comparing the book with somebody else's marks; the job's result is a [`Conflicts`](rounds_core::exchange::conflicts::Conflicts).
pub(crate) fn compare_marks(session: &Session, req: MarksOf) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("conflicts", move |progress| {
        let found = book.read(|reader| marks::compare(reader, &req, progress))?;
        serde_json::to_value(found).map_err(Error::from)
    }))
}

/// Whether a file is one of marks.
pub(crate) fn is_marks(_: &Session, req: WholeFile) -> Result<bool> {
    Ok(marks::is_marks(Path::new(&req.path)))
}

/// Starts writing a star schema; the job's result is an [`exports::BiExported`]. Without personal columns it needs no
/// writer, and is not noted.
pub(crate) fn bi(session: &Session, req: BiExport) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("export", move |progress| {
        let done = exports::export_bi(&book, &req, progress)?;
        if req.personal == Personal::Include {
            let count = done.rows.get("dim_customer").and_then(Value::as_u64).unwrap_or_default();
            note(&book, "export.bi", &req.folder, count)?;
        }
        serde_json::to_value(done).map_err(Error::from)
    }))
}

/// Writes what is planned as a calendar.
pub(crate) fn calendar(session: &Session, req: ExportCalendar) -> Result<CalendarExported> {
    let book = session.book()?;
    let done = session.inner().jobs.run("export", |_| book.read_long(|reader| appointments::export(reader, &req)))?;
    note(&book, "export.calendar", &req.path, done.appointments)?;
    Ok(done)
}

/// Whether a file is a whole book.
pub(crate) fn is_whole(_: &Session, req: WholeFile) -> Result<bool> {
    Ok(exports::is_whole(Path::new(&req.path)))
}

/// Starts taking a whole book into one without customers; the job's result is an [`exports::WholeTaken`].
pub(crate) fn take(session: &Session, req: WholeFile) -> Result<JobStarted> {
    let book = session.book()?;
    Ok(session.inner().jobs.start("import", move |progress| {
        let taken = book.change_telling("book.take", progress, |tx| exports::take_whole(tx, Path::new(&req.path)))?;
        serde_json::to_value(taken).map_err(Error::from)
    }))
}
