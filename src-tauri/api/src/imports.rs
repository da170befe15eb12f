//! Imports: the preview, with the file kept at hand between two looks, and the job.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rounds_core::book::backups::BackupReason;
use rounds_core::customers::ById;
use rounds_core::exchange::conflicts::{self, Conflicts};
use rounds_core::exchange::exports::write_whole;
use rounds_core::exchange::imports::{self, ImportReport};
use rounds_core::exchange::matching::Existing;
use rounds_core::exchange::meaning::holds_visits;
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::{Basis, Plan};
use rounds_core::exchange::previews::{Preview, PreviewImport};
use rounds_core::exchange::reading::{SheetInfo, Source};
use rounds_core::exchange::{file_error, reading, reports};
use rounds_core::{Error, Result};

use crate::jobs::JobStarted;
use crate::session::Session;
use crate::words::Words;
use serde::{Deserialize, Serialize};

/// Of a thousand parts of an import's time its rows take so many; the rest is what every change ends with.
const IMPORT_WORK: u64 = 900;

/// So many sheets of a workbook are looked through for visits.
const MOST_SHEETS: usize = 12;

/// What a plan was made of: it stands as long as none of this changes.
#[derive(PartialEq)]
struct Made {
    options: ImportOptions,
    size: u64,
    modified: Option<SystemTime>,
    book: String,
    basis: Basis,
}

/// A file as it was found: looked through once for sheets of visits.
#[derive(Clone, PartialEq)]
struct Found {
    path: String,
    size: u64,
    modified: Option<SystemTime>,
}

/// The plan that was looked at last.
#[derive(Default)]
pub(crate) struct Plans {
    plan: Mutex<Option<(Made, Arc<Plan>)>>,
    /// The sheets of a workbook that look like visits.
    visit_sheets: Mutex<Option<(Found, Vec<String>)>>,
}

impl Plans {
    /// The plan for these options: the one at hand, or a new one.
    fn get(
        &self,
        session: &Session,
        options: &ImportOptions,
        on_progress: reading::OnProgress<'_>,
    ) -> Result<Arc<Plan>> {
        let book = session.book()?;
        let about = if options.text.is_none() { std::fs::metadata(&options.path).ok() } else { None };
        let made = Made {
            options: options.clone(),
            size: about.as_ref().map_or(0, std::fs::Metadata::len),
            modified: about.and_then(|about| about.modified().ok()),
            book: book.uid().to_owned(),
            basis: book.read(|reader| Basis::now(reader, options))?,
        };
        let mut kept = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, plan)) = &*kept
            && *of == made
        {
            return Ok(Arc::clone(plan));
        }
        let source = source_of(options, on_progress)?;
        let found = Found { path: options.path.clone(), size: made.size, modified: made.modified };
        let visit_sheets = self.visit_sheets(&source, options, found)?;
        let mut plan = book.read(|reader| Plan::new(reader, source, options))?;
        plan.visit_sheets = visit_sheets;
        plan.stamp = stamp_of(&made);
        if let Some(options) = options.of_visits() {
            let source = source_of(&options, on_progress)?;
            plan = book.read(|reader| plan.with_visits(reader, source, &options))?;
        }
        let plan = Arc::new(plan);
        *kept = Some((made, Arc::clone(&plan)));
        Ok(plan)
    }

    /// The sheets of a workbook that look like visits; hidden ones are not offered. Each is read once for that.
    fn visit_sheets(&self, source: &Source, options: &ImportOptions, found: Found) -> Result<Vec<String>> {
        let others = |sheet: &&SheetInfo| !sheet.hidden && sheet.rows > 1;
        if source.sheets.iter().filter(others).count() < 2 {
            return Ok(Vec::new());
        }
        let mut known = self.visit_sheets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, sheets)) = &*known
            && *of == found
        {
            return Ok(sheets.clone());
        }
        let mut sheets = Vec::new();
        for sheet in source.sheets.iter().filter(others).take(MOST_SHEETS) {
            let holds = if source.sheet.as_ref() == Some(&sheet.name) {
                holds_visits(&source.table)
            } else {
                let of_sheet = ImportOptions { sheet: Some(sheet.name.clone()), ..options.clone() };
                source_of(&of_sheet, &mut |_, _| true).is_ok_and(|source| holds_visits(&source.table))
            };
            sheets.extend(holds.then(|| sheet.name.clone()));
        }
        *known = Some((found, sheets.clone()));
        Ok(sheets)
    }

    /// Lets go of the file.
    pub(crate) fn forget(&self) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Size and last change of a file, as one word.
fn stamp_of(made: &Made) -> String {
    let since = made.modified.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    since.map_or_else(String::new, |since| format!("{}-{}", made.size, since.as_millis()))
}

/// Reads the file, or the text that was pasted.
fn source_of(options: &ImportOptions, on_progress: reading::OnProgress<'_>) -> Result<Source> {
    let how = options.reading()?;
    match &options.text {
        Some(text) => reading::read_bytes(&options.path, text.clone().into_bytes(), &how),
        None => reading::read(Path::new(&options.path), &how, on_progress),
    }
    .map_err(|error| file_error(&error, &options.path))
}

/// A stretch of what an import would do.
pub(crate) fn preview(session: &Session, req: PreviewImport) -> Result<Preview> {
    let plan = session.inner().plans.get(session, &req.options, &mut |_, _| true)?;
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
    let plan = session.inner().plans.get(session, &options, &mut |_, _| true)?;
    session.book()?.read(|reader| conflicts::check(reader, &plan))
}

/// What an import would report.
pub(crate) fn dry_run(session: &Session, req: ImportOptions) -> Result<ImportReport> {
    let plan = session.inner().plans.get(session, &req, &mut |_, _| true)?;
    imports::dry_run(&plan)
}

/// Starts an import; the job's result is its report.
pub(crate) fn start(session: &Session, req: ImportOptions) -> Result<JobStarted> {
    let book = session.book()?;
    let session = session.clone();
    Ok(session.clone().inner().jobs.start("import", move |progress| {
        // Reading the file is the first tenth of the way.
        let plan =
            session.inner().plans.get(&session, &req, &mut |done, total| progress(done, total.saturating_mul(10)))?;
        crate::backups::before(&book, BackupReason::Import)?;
        let mut rest = |done: u64, total: u64| progress(total + 9 * done, 10 * total);
        let report = book.change_telling(plan.verb(), &mut rest, |tx| {
            tx.work_takes(IMPORT_WORK);
            imports::run(tx, &plan, &mut |done, total| tx.tell(done, total).is_ok())
        })?;
        session.inner().plans.forget();
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
mod tests {
    use std::sync::Arc;

    use rounds_core::exchange::meaning::Target;
    use serde_json::{Value, json};

    use super::*;
    use crate::session::SessionOptions;

    #[test]
    fn a_look_follows_what_the_book_knows() {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::new(SessionOptions {
            config_dir: folder.path().join("config"),
            default_book_dir: folder.path().to_path_buf(),
            own_dirs: Vec::new(),
            remembers_books: false,
            keyring: None,
            events: Arc::new(|_| {}),
        });
        let ask = |command: &str, args: Value| session.dispatch(command, args).unwrap();
        ask("book_create", json!({"path": folder.path().join("book.rounds"), "language": "zh-CN"}));
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
}
