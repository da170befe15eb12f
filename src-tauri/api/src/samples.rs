//! Sample books: realistic customers to look at and to measure with.

use rounds_core::book::Shown;
use rounds_core::sample::{self, SampleOptions};
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::app::{self, BookInfo, CreateBook};
use crate::jobs::{JobStarted, Progress};
use crate::session::Session;

/// Makes sample customers. The same seed gives the same customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MakeSample {
    /// How many; 300 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customers: Option<u32>,
    /// Another seed gives others.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub seed: Option<u32>,
}

fn options(req: &MakeSample) -> SampleOptions {
    SampleOptions { customers: req.customers.unwrap_or(300), seed: u64::from(req.seed.unwrap_or(1)) }
}

/// Opens the sample book, made anew if it is not there; the user's own book stays as it is.
pub(crate) fn make(session: &Session, req: MakeSample) -> Result<BookInfo> {
    let path = app::sample_book(session);
    if path.exists() {
        return app::open(session, app::OpenBook { path: path.display().to_string(), shown: Shown::default() });
    }
    let info = app::create(session, CreateBook { path: Some(path.display().to_string()), ..CreateBook::default() })?;
    run(session, &req, &mut |_, _| true)?;
    Ok(info)
}

/// Puts sample customers into the open book, as a job.
pub(crate) fn fill(session: &Session, req: MakeSample) -> Result<JobStarted> {
    session.book()?;
    let session = session.clone();
    Ok(session.clone().inner().jobs.start("sample", move |progress| {
        run(&session, &req, progress).and_then(|report| serde_json::to_value(report).map_err(Error::from))
    }))
}

fn run(session: &Session, req: &MakeSample, progress: Progress<'_>) -> Result<sample::SampleReport> {
    session.book()?.change_telling("customers.sample", progress, |tx| {
        tx.work_takes(900);
        sample::fill(tx, &options(req), &mut |done, total| tx.tell(done, total).is_ok())
    })
}
