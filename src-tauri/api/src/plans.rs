//! The plan of an import, with the file kept at hand between two looks at it.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, SystemTime};

use rounds_core::book::OnProgress;
use rounds_core::exchange::meaning::holds_visits;
use rounds_core::exchange::options::ImportOptions;
use rounds_core::exchange::planning::{Basis, Plan};
use rounds_core::exchange::reading::{SheetInfo, Source};
use rounds_core::exchange::{file_error, reading};
use rounds_core::{Book, Error, Result};

use crate::jobs::stretch;
use crate::session::Session;

/// So many sheets of a workbook are looked through for visits.
const MOST_SHEETS: usize = 12;
/// Between two looks at whether another plan is done.
const TURN: Duration = Duration::from_millis(20);

/// What a plan was made of: it stands as long as none of this changes.
#[derive(Clone, PartialEq)]
struct Made {
    options: ImportOptions,
    size: u64,
    modified: Option<SystemTime>,
    book: String,
    basis: Basis,
}

impl Made {
    fn now(book: &Book, options: &ImportOptions) -> Result<Self> {
        let about = if options.text.is_none() { std::fs::metadata(&options.path).ok() } else { None };
        Ok(Self {
            options: options.clone(),
            size: about.as_ref().map_or(0, std::fs::Metadata::len),
            modified: about.and_then(|about| about.modified().ok()),
            book: book.uid().to_owned(),
            basis: book.read(|reader| Basis::now(reader, options))?,
        })
    }

    /// Size and last change of the file, as one word.
    fn stamp(&self) -> String {
        let since = self.modified.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        since.map_or_else(String::new, |since| format!("{}-{}", self.size, since.as_millis()))
    }
}

/// A file as it was found: looked through once for sheets of visits.
#[derive(Clone, PartialEq)]
struct Found {
    path: String,
    size: u64,
    modified: Option<SystemTime>,
}

/// A plan, if there is one, and what it was made of.
type Kept = Option<(Made, Arc<Plan>)>;

/// The plan that was looked at last.
#[derive(Default)]
pub(crate) struct Plans {
    plan: Mutex<Kept>,
    /// What was asked for last, with the number of that look.
    asked: Mutex<(u64, Option<Made>)>,
    /// The sheets of a workbook that look like visits.
    visit_sheets: Mutex<Option<(Found, Vec<String>)>>,
}

impl Plans {
    /// The plan for these options, to look at: the one at hand, or a new one. A look at something else that comes later
    /// ends it with `cancelled`; whoever waits for the same plan shares its end.
    pub(crate) fn look(
        &self,
        session: &Session,
        options: &ImportOptions,
        on_progress: OnProgress<'_>,
    ) -> Result<Arc<Plan>> {
        let (book, made, look) = self.begin(session, options)?;
        let plan = self.get(&book, made, &mut |done, total| self.is_asked(look) && on_progress(done, total));
        if plan.as_ref().is_err_and(|error| error.code() == "cancelled") {
            self.give_up(look);
        }
        plan
    }

    /// The same for an import: it is made to the end, whatever is looked at meanwhile.
    pub(crate) fn take(
        &self,
        session: &Session,
        options: &ImportOptions,
        on_progress: OnProgress<'_>,
    ) -> Result<Arc<Plan>> {
        let (book, made, _) = self.begin(session, options)?;
        self.get(&book, made, on_progress)
    }

    /// Notes what is asked for; with the number of the look.
    fn begin(&self, session: &Session, options: &ImportOptions) -> Result<(Arc<Book>, Made, u64)> {
        let book = session.book()?;
        let made = Made::now(&book, options)?;
        let look = self.ask(&made);
        Ok((book, made, look))
    }

    fn get(&self, book: &Book, made: Made, on_progress: OnProgress<'_>) -> Result<Arc<Plan>> {
        let mut kept = self.turn(on_progress)?;
        if let Some((of, plan)) = &*kept
            && *of == made
        {
            return Ok(Arc::clone(plan));
        }
        let plan = Arc::new(self.make(book, &made, on_progress)?);
        *kept = Some((made, Arc::clone(&plan)));
        Ok(plan)
    }

    /// Waits until no other plan is being made.
    fn turn(&self, on_progress: OnProgress<'_>) -> Result<MutexGuard<'_, Kept>> {
        loop {
            match self.plan.try_lock() {
                Ok(kept) => return Ok(kept),
                Err(TryLockError::Poisoned(kept)) => return Ok(kept.into_inner()),
                Err(TryLockError::WouldBlock) if on_progress(0, 1) => std::thread::sleep(TURN),
                Err(TryLockError::WouldBlock) => return Err(Error::refused("cancelled")),
            }
        }
    }

    fn make(&self, book: &Book, made: &Made, on_progress: OnProgress<'_>) -> Result<Plan> {
        // Of a thousand parts: reading the file, looking through its sheets, what its rows mean; then the same of visits.
        let options = &made.options;
        let of_visits = options.of_visits();
        let half = if of_visits.is_some() { 500 } else { 1_000 };
        let source = source_of(options, &mut stretch(on_progress, 0, half / 10))?;
        let found = Found { path: options.path.clone(), size: made.size, modified: made.modified };
        let read = if source.sheets.len() > 1 { half / 4 } else { half / 10 };
        let visit_sheets = self.visit_sheets(&source, options, found, &mut stretch(on_progress, half / 10, read))?;
        let mut plan =
            book.read(|reader| Plan::new_telling(reader, source, options, &mut stretch(on_progress, read, half)))?;
        plan.visit_sheets = visit_sheets;
        plan.stamp = made.stamp();
        if let Some(options) = of_visits {
            let source = source_of(&options, &mut stretch(on_progress, half, 550))?;
            plan =
                book.read(|reader| plan.with_visits(reader, source, &options, &mut stretch(on_progress, 550, 1_000)))?;
        }
        Ok(plan)
    }

    /// The sheets of a workbook that look like visits; hidden ones are not offered. Each is read once for that.
    fn visit_sheets(
        &self,
        source: &Source,
        options: &ImportOptions,
        found: Found,
        on_progress: OnProgress<'_>,
    ) -> Result<Vec<String>> {
        let others = |sheet: &&SheetInfo| !sheet.hidden && sheet.rows > 1;
        let all = source.sheets.iter().filter(others).count().min(MOST_SHEETS) as u64;
        if all < 2 {
            return Ok(Vec::new());
        }
        let mut known = self.visit_sheets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, sheets)) = &*known
            && *of == found
        {
            return Ok(sheets.clone());
        }
        let mut sheets = Vec::new();
        for (at, sheet) in (0..).zip(source.sheets.iter().filter(others).take(MOST_SHEETS)) {
            let holds = if source.sheet.as_ref() == Some(&sheet.name) {
                holds_visits(&source.table)
            } else {
                let of_sheet = ImportOptions { sheet: Some(sheet.name.clone()), ..options.clone() };
                match source_of(&of_sheet, &mut |done, total| on_progress(at * total + done, all * total)) {
                    Err(error) if error.code() == "cancelled" => return Err(error),
                    read => read.is_ok_and(|source| holds_visits(&source.table)),
                }
            };
            sheets.extend(holds.then(|| sheet.name.clone()));
        }
        *known = Some((found, sheets.clone()));
        Ok(sheets)
    }

    /// The number of the look at this: that of the look before if it was at the same.
    fn ask(&self, made: &Made) -> u64 {
        let mut asked = self.asked();
        if asked.1.as_ref() != Some(made) {
            *asked = (asked.0 + 1, Some(made.clone()));
        }
        asked.0
    }

    fn is_asked(&self, look: u64) -> bool {
        self.asked().0 == look
    }

    /// Nobody wants this look any more.
    fn give_up(&self, look: u64) {
        let mut asked = self.asked();
        if asked.0 == look {
            *asked = (look + 1, None);
        }
    }

    fn asked(&self) -> MutexGuard<'_, (u64, Option<Made>)> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An import is done with its plan; another one that was made meanwhile stays.
    pub(crate) fn done_with(&self, plan: &Arc<Plan>) {
        if let Ok(mut kept) = self.plan.try_lock() {
            kept.take_if(|(_, own)| Arc::ptr_eq(own, plan));
        }
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Lets go of the file, and of a look that is under way.
    pub(crate) fn forget(&self) {
        let look = self.asked().0;
        self.give_up(look);
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use rounds_core::exchange::matching::Existing;
    use rounds_core::exchange::options::VisitSheet;

    use super::*;
    use crate::imports::tests::{file_of, session_in};

    /// A workbook with a sheet of visits that comes along.
    fn workbook() -> ImportOptions {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/import/customers.xlsx");
        let visits = VisitSheet { sheet: "拜访记录".to_owned(), ..VisitSheet::default() };
        ImportOptions { path: path.to_owned(), visits: Some(visits), ..ImportOptions::default() }
    }

    #[test]
    fn a_look_tells_how_far_it_is_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        for options in [file_of(folder.path(), 5_000), workbook()] {
            let mut told = Vec::new();
            let plan = session.inner().plans.look(&session, &options, &mut |done, total| {
                told.push((done, total));
                true
            });
            plan.unwrap();
            assert!(told.is_sorted() && told.iter().all(|(_, total)| *total == 1_000), "{told:?}");
            assert!(told[0].0 <= 50 && told.last() == Some(&(1_000, 1_000)), "{told:?}");
            let rows = told.iter().filter(|(done, _)| (300..1_000).contains(done)).count();
            assert!(rows > 5, "most of the way is that through the rows: {told:?}");
        }
    }

    #[test]
    fn a_look_that_is_cancelled_leaves_nothing_and_can_be_taken_again() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        for (options, sheets) in [(file_of(folder.path(), 3_600), &[][..]), (workbook(), &["拜访记录"])] {
            let mut ended = 0;
            let plan = loop {
                let mut asked = 0;
                let look = session.inner().plans.look(&session, &options, &mut |_, _| {
                    asked += 1;
                    asked <= ended * 3
                });
                match look {
                    Ok(plan) => break plan,
                    Err(error) => assert_eq!(error.code(), "cancelled", "{ended}"),
                }
                assert!(session.inner().plans.is_empty(), "half a plan is none");
                ended += 1;
            };
            assert!(ended > 4, "it could be ended at several moments: {ended}");
            assert_eq!(plan.visit_sheets, sheets);
            session.inner().plans.forget();
            let whole = session.inner().plans.look(&session, &options, &mut |_, _| true).unwrap();
            assert_eq!(plan.counts, whole.counts);
            session.inner().plans.forget();
        }
    }

    /// What comes of a look that has begun when another one is asked for. `cancels` ends the first once the other waits.
    fn beside(
        first: impl FnOnce(&Session, OnProgress<'_>) -> Result<Arc<Plan>> + Send,
        other: &ImportOptions,
        session: &Session,
        cancels: bool,
    ) -> (Result<Arc<Plan>>, Result<Arc<Plan>>) {
        let ((began, has_begun), (waits, is_waited)) = (channel(), channel());
        std::thread::scope(|scope| {
            let first = scope.spawn(move || {
                let mut asked = 0;
                first(session, &mut |_, _| {
                    asked += 1;
                    if asked == 3 {
                        began.send(()).unwrap();
                        is_waited.recv().unwrap();
                    }
                    !(cancels && asked >= 3)
                })
            });
            has_begun.recv().unwrap();
            let second = session.inner().plans.look(session, other, &mut |_, _| {
                // The first has ended by then, or goes on.
                let _ = waits.send(());
                true
            });
            (first.join().unwrap(), second)
        })
    }

    #[test]
    fn a_look_at_something_else_takes_the_place_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        let options = file_of(folder.path(), 3_000);
        let other = ImportOptions { existing: Existing::Update, ..options.clone() };
        let plans = &session.inner().plans;
        let (first, second) = beside(|session, told| plans.look(session, &options, told), &other, &session, false);
        assert_eq!(first.unwrap_err().code(), "cancelled");
        assert_eq!(second.unwrap().counts.taken, 3_000);
        plans.forget();
        let (first, second) = beside(|session, told| plans.take(session, &options, told), &other, &session, false);
        assert_eq!(first.unwrap().counts.taken, 3_000, "what is to be imported is not given up for a look");
        assert_eq!(second.unwrap().counts.taken, 3_000);
    }

    #[test]
    fn who_waits_for_the_same_plan_shares_it_and_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let session = session_in(folder.path());
        let options = file_of(folder.path(), 3_000);
        let plans = &session.inner().plans;
        let look = |session: &Session, told: OnProgress<'_>| plans.look(session, &options, told);
        let (first, second) = beside(look, &options, &session, true);
        assert_eq!(first.unwrap_err().code(), "cancelled");
        assert_eq!(second.unwrap_err().code(), "cancelled", "who stopped it wants neither");
        let (first, second) = beside(look, &options, &session, false);
        assert!(Arc::ptr_eq(&first.unwrap(), &second.unwrap()));
    }
}
