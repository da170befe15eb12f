//! Files: read and looked at outside of the book, so that nothing waits for a large photo.

use std::path::Path;

use rounds_core::exchange::exports;
use rounds_core::files::{self, FileRow, FileShown, SaveFile, ShowFile, StageFiles, Staged};
use rounds_core::{Error, Result};
use serde_json::json;

use crate::session::Session;

/// Keeps the contents of files in the book, so that they can be attached.
pub(crate) fn stage(session: &Session, req: StageFiles) -> Result<Vec<Staged>> {
    let book = session.book()?;
    session.inner().jobs.run("attach", |progress| {
        let total = req.paths.len() as u64;
        let mut staged = Vec::with_capacity(req.paths.len());
        for (done, path) in (0..).zip(&req.paths) {
            if !progress(done, total) {
                return Err(Error::refused("cancelled"));
            }
            let (stored, name) = files::read(Path::new(path))?;
            let now = book.clock().now_ms();
            book.note(|conn| files::store(conn, now, &stored))?;
            staged.push(stored.named(&name));
        }
        Ok(staged)
    })
}

/// A file as it is looked at. Drawing it takes no part of the book's time.
pub(crate) fn show(session: &Session, req: ShowFile) -> Result<FileShown> {
    let (file, bytes) = session.book()?.read(|reader| files::content(reader, req.id))?;
    Ok(files::show(file, bytes, req.page))
}

/// Writes a file's content outside of the book, which the history notes.
pub(crate) fn save(session: &Session, req: SaveFile) -> Result<FileRow> {
    let book = session.book()?;
    let file = book.read(|reader| req.write(reader))?;
    let now = book.clock().now_ms();
    book.note(|conn| exports::note_in_history(conn, now, "export.file", &json!({ "file": file.name })))?;
    Ok(file)
}
