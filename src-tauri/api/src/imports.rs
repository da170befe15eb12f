//! Imports: the looks at a file, and the job.

use std::path::Path;

use rounds_core::book::backups::BackupReason;
use rounds_core::customers::ById;
use rounds_core::exchange::conflicts::{self, Conflicts};
use rounds_core::exchange::exports::write_whole;
use rounds_core::exchange::imports::{self, ImportReport};
use rounds_core::exchange::matching::Existing;
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::previews::{Preview, PreviewImport};
use rounds_core::exchange::reports;
use rounds_core::{Error, Result};

use crate::jobs::{JobStarted, stretch};
use crate::session::Session;
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// Of a thousand parts of an import's time its rows take so many; the rest is what every change ends with.
const IMPORT_WORK: u64 = 900;

/// What a look at a file is told of as.
const LOOK: &str = "import.look";
/// Of a thousand parts the plan takes so many, where its rows are gone through once more.
const LOOK_WORK: u64 = 700;

/// A stretch of what an import would do.
pub(crate) fn preview(session: &Session, req: PreviewImport) -> Result<Preview> {
    let inner = session.inner();
    let plan = inner.jobs.run(LOOK, |progress| inner.plans.look(session, &req.options, progress))?;
    let shown = if req.of_visits { plan.visits.as_deref().unwrap_or(&*plan) } else { &*plan };
    session.book()?.read(|reader| {
        let preview = shown.preview(reader, req.filter, req.at, req.limit.unwrap_or(100).min(1_000))?;
        // Which sheets there are, and what comes along, is told beside either.
        Ok(Preview { sheets: plan.sheets(), visits: plan.visits.as_ref().map(|visits| visits.counts), ..preview })
    })
}

/// Whom of a list the book has already, without taking anybody in.
pub(crate) fn conflicts(session: &Session, req: ImportOptions) -> Result<Conflicts> {
    let options = ImportOptions { existing: Existing::Leave, ..req };
    let inner = session.inner();
    inner.jobs.run("conflicts", |progress| {
        let plan = inner.plans.look(session, &options, &mut stretch(progress, 0, LOOK_WORK))?;
        session.book()?.read(|reader| conflicts::check(reader, &plan, &mut stretch(progress, LOOK_WORK, 1_000)))
    })
}

/// What an import would report.
pub(crate) fn dry_run(session: &Session, req: ImportOptions) -> Result<ImportReport> {
    let inner = session.inner();
    inner.jobs.run(LOOK, |progress| {
        let plan = inner.plans.look(session, &req, &mut stretch(progress, 0, LOOK_WORK))?;
        imports::dry_run(&plan, &mut stretch(progress, LOOK_WORK, 1_000))
    })
}

/// Starts an import; the job's result is its report.
pub(crate) fn start(session: &Session, req: ImportOptions) -> Result<JobStarted> {
    let book = session.book()?;
    let session = session.clone();
    Ok(session.clone().inner().jobs.start("import", move |progress| {
        // If the plan must be made anew, that is the first tenth of the way.
        let plan = session.inner().plans.take(&session, &req, &mut stretch(progress, 0, 100))?;
        crate::backups::before(&book, BackupReason::Import)?;
        let report = book.change_telling(plan.verb(), &mut stretch(progress, 100, 1_000), |tx| {
            tx.work_takes(IMPORT_WORK);
            imports::run(tx, &plan, &mut |done, total| tx.tell(done, total).is_ok())
        })?;
        session.inner().plans.done_with(&plan);
        serde_json::to_value(report).map_err(Error::from)
    }))
}

/// Saves the report of an import as a file for Excel.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SaveReport {
    /// The import.
    pub id: i64,
    /// Where to; replaced if it is there.
    pub path: String,
}

/// Saves a report as CSV, in the words of the app's language.
pub(crate) fn save_report(session: &Session, req: SaveReport) -> Result<()> {
    let report = session.book()?.read(|reader| reports::show(reader, &ById { id: req.id }))?;
    let language = session.prefs().language.clone().unwrap_or_default();
    let words = Words::load(&language)?;
    let visits = report.visits.as_ref().map(|visits| (visits.sheet.as_str(), &visits.problems));
    let all = std::iter::once(("", &report.problems)).chain(visits);
    let rows = all.flat_map(|(sheet, problems)| problems.iter().map(move |problem| (sheet, problem)));
    let rows = rows.map(|(sheet, problem)| {
        let kind = if problem.column.is_none() { "row-reason" } else { "reason" };
        [
            // Of a sheet that came along its name stands before the row.
            if sheet.is_empty() { problem.row.to_string() } else { format!("{sheet} {}", problem.row) },
            problem.column.clone().unwrap_or_default(),
            problem.value.clone(),
            // Reasons for a whole row have words of their own: an empty row is no empty box.
            words.plain(&format!("{kind}-{}", problem.reason.replace('_', "-"))),
        ]
    });
    let heads = ["report-row", "report-column", "report-value", "report-reason"].map(|key| words.plain(key));
    write_whole(Path::new(&req.path), &reports::as_csv(&heads, rows))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use rounds_core::exchange::meaning::Target;
    use serde_json::{Value, json};

    use super::*;
    use crate::jobs::JobState;
    use crate::session::SessionOptions;

    /// A session with an empty book in this folder.
    pub(crate) fn session_in(folder: &Path) -> Session {
        let session = Session::new(SessionOptions {
            config_dir: folder.join("config"),
            default_book_dir: folder.to_path_buf(),
            own_dirs: Vec::new(),
            remembers_books: false,
            keyring: None,
            events: Arc::new(|_| {}),
        });
        session.dispatch("book_create", json!({"path": folder.join("book.rounds"), "language": "zh-CN"})).unwrap();
        session
    }

    /// A file of so many customers, and the options to take it as it is.
    pub(crate) fn file_of(folder: &Path, rows: u32) -> ImportOptions {
        let path = folder.join("客户.csv");
        let lines: String = (0..rows).map(|row| format!("客户{row},138{row:08},2025-03-05\n")).collect();
        std::fs::write(&path, format!("姓名,手机,最近拜访日期\n{lines}")).unwrap();
        ImportOptions { path: path.display().to_string(), existing: Existing::Leave, ..ImportOptions::default() }
    }

    #[test]
    fn a_look_follows_what_the_book_knows() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        let ask = |command: &str, args: Value| session.dispatch(command, args).unwrap();
        let file = folder.path().join("客户.csv");
        std::fs::write(&file, "姓名,区域,标签\n陈静,华北,批发\nAda,华东,VIP\n").unwrap();
        let look = || preview(&session, serde_json::from_value(json!({ "path": file })).unwrap()).unwrap();

        let first = look();
        assert_eq!((first.counts.new_tags, first.counts.new_fields), (2, 1));
        ask("tags_create", json!({"name": "批发"}));
        assert_eq!(look().counts.new_tags, 1, "a tag that was made meanwhile is not new");
        let field = ask("fields_create", json!({"label": "区域", "type": "choice"}))["id"].as_i64().unwrap();
        let target = look().columns[1].target.clone();
        assert!(matches!(target, Target::Field { id } if id == field), "{target:?}");
        ask("fields_trash", json!({"id": field}));
        assert_eq!(look().counts.new_fields, 1, "and a field that went is new again");
        ask(
            "visits_log",
            json!({"customer_id": ask("customers_create", json!({"name": "李"}))["id"], "summary": "问价"}),
        );
        assert!(look().counts.taken == 2);
    }

    /// Does this while all jobs are told to stop, over and over.
    fn amid_stops<T>(session: &Session, work: impl FnOnce() -> T) -> T {
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    session.inner().jobs.cancel_all();
                    std::thread::sleep(Duration::from_millis(1));
                }
            });
            let worked = work();
            done.store(true, Ordering::Relaxed);
            worked
        })
    }

    #[test]
    fn every_look_can_be_stopped_and_taken_again() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        let options = json!(file_of(folder.path(), 3_000));
        let ask = |command: &str| session.dispatch(command, options.clone());
        for command in ["import_preview", "import_dry_run", "conflicts_check"] {
            session.inner().plans.forget();
            let stopped = amid_stops(&session, || ask(command));
            assert_eq!(stopped.unwrap_err().code, "cancelled", "{command}");
            assert!(ask(command).is_ok(), "{command}");
        }
        for command in ["import_dry_run", "conflicts_check"] {
            let stopped = amid_stops(&session, || ask(command));
            assert_eq!(stopped.unwrap_err().code, "cancelled", "{command}, with the plan at hand");
        }
        assert_eq!(ask("import_preview").unwrap()["counts"]["taken"], 3_000);
    }

    #[test]
    fn an_import_can_be_stopped_while_it_makes_its_plan_anew() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        let options = json!(file_of(folder.path(), 3_000));
        let job = amid_stops(&session, || {
            let job = session.dispatch("import_start", options.clone()).unwrap()["job"].as_u64().unwrap();
            session.inner().jobs.wait(job).unwrap()
        });
        assert_eq!(job.state, JobState::Cancelled);
        assert!(job.done <= 100, "the plan is the first tenth of the way: {}", job.done);
        assert!(session.inner().plans.is_empty(), "half a plan is none");
        let job = session.dispatch("import_start", options).unwrap()["job"].as_u64().unwrap();
        let done = session.inner().jobs.wait(job).unwrap();
        assert_eq!((done.state, &done.result.unwrap()["taken"]), (JobState::Done, &json!(3_000)));
        assert!(session.inner().plans.is_empty(), "the file is let go of");
    }
}
