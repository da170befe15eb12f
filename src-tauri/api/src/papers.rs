//! Papers: made as PDF, looked at page by page, saved. The one that was looked at last is kept for its next page.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rounds_core::exchange::exports::{self, write_whole};
use rounds_core::papers::{self, MakePaper, Paper, PaperMade};
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use crate::jobs::JobStarted;
use crate::session::Session;
use crate::words::Words;

/// Asks for a page of a paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookAtPaper {
    /// The paper.
    pub paper: MakePaper,
    /// The page, from 0.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub page: u32,
}

/// A page of a paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PaperLook {
    /// The page as a picture, a `data:` address; none if there is no such page.
    pub picture: Option<String>,
    /// What the paper is.
    pub made: PaperMade,
}

/// Saves a paper as PDF.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SavePaper {
    /// The paper.
    pub paper: MakePaper,
    /// Where to; replaced if it is there.
    pub path: String,
}

/// Of which paper, book and state of it.
type Of = (MakePaper, String, u64);

/// The paper that was looked at last.
#[derive(Default)]
pub(crate) struct Papers(Mutex<Option<(Of, Arc<Paper>)>>);

impl Papers {
    /// Lets go of it.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn get(
        &self,
        session: &Session,
        req: &MakePaper,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Arc<Paper>> {
        let book = session.book()?;
        let version = book.read(|reader| Ok(reader.version))?;
        let of = (req.clone(), book.uid().to_owned(), version);
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((known, paper)) = kept
            && known == of
        {
            return Ok(paper);
        }
        let language = req.language.clone().or_else(|| session.prefs().language.clone()).unwrap_or_default();
        let worded = Words::load(&language)?;
        let foot = |page: usize, pages: usize| {
            let args = [("page".to_owned(), json!(page.to_string())), ("pages".to_owned(), json!(pages.to_string()))];
            worded.text("paper-foot", &args.into_iter().collect::<Map<_, _>>())
        };
        let words = papers::Words { word: &|key| worded.plain(key), foot: &foot, language: &language };
        let paper = Arc::new(book.read(|reader| papers::make(reader, req, &words, progress))?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((of, Arc::clone(&paper)));
        Ok(paper)
    }
}

/// A page of a paper, drawn.
pub(crate) fn look(session: &Session, req: LookAtPaper) -> Result<PaperLook> {
    let paper =
        session.inner().jobs.run("paper", |progress| session.inner().papers.get(session, &req.paper, progress))?;
    let drawn = papers::draw(paper.pdf.clone(), req.page);
    Ok(PaperLook { picture: drawn.map(|page| page.address()), made: paper.made })
}

/// Starts saving a paper; the job's result is a [`PaperMade`]. The history notes that it left the book.
pub(crate) fn save(session: &Session, req: SavePaper) -> Result<JobStarted> {
    let book = session.book()?;
    let session = session.clone();
    Ok(session.clone().inner().jobs.start("export", move |progress| {
        let paper = session.inner().papers.get(&session, &req.paper, progress)?;
        write_whole(Path::new(&req.path), &paper.pdf)?;
        let now = book.clock().now_ms();
        let name = Path::new(&req.path).file_name().map(|name| name.to_string_lossy().into_owned());
        let args = json!({ "file": name.unwrap_or_default(), "count": paper.made.customers });
        book.note(|conn| exports::note_in_history(conn, now, "export.list", &args))?;
        serde_json::to_value(paper.made).map_err(Error::from)
    }))
}
