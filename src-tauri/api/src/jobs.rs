//! Long jobs: in the background, with progress at most ten times a second, to be cancelled.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::runtime::{Handle, Runtime};

use crate::events::Event;
use crate::wire::WireError;

/// At most ten times a second.
const PAUSE: Duration = Duration::from_millis(100);
/// What takes no longer than that is done before anybody need hear of it.
const UNSEEN: Duration = Duration::from_millis(500);

/// What jobs do; each is worded as `job-<name>` with `-` for `.` and `_`.
pub const JOBS: &[&str] = &[
    "import",
    "import.look",
    "conflicts",
    "sample",
    "undo",
    "redo",
    "history.undo_step",
    "history.undo_rest",
    "book.renew_key",
    "customers.fetch",
    "trash.empty",
    "customers.trash",
    "customers.restore",
    "customers.tag",
    "customers.set_stage",
    "customers.set_owner",
    "customers.set",
    "book.rebuild",
    "duplicates",
    "customers.merge",
    "export",
    "backup",
    "restore",
    "erase",
    "attach",
    "paper",
    "verify",
    "salvage",
];

/// How a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Under way.
    Running,
    /// Ended well; there is a result.
    Done,
    /// Ended badly; there is an error, and nothing was changed.
    Failed,
    /// Stopped by the user; nothing was changed.
    Cancelled,
}

/// A job, and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JobInfo {
    /// Its id.
    pub id: u64,
    /// What it does: `import`, `undo`, `customers.tag` …; worded as `job-<name>`.
    pub name: String,
    /// How it is.
    pub state: JobState,
    /// So much is done …
    pub done: u64,
    /// … of so much.
    pub total: u64,
    /// What the command that started it documents as its result.
    #[cfg_attr(feature = "bindings", ts(type = "unknown"))]
    pub result: Option<Value>,
    /// Why it failed.
    pub error: Option<WireError>,
}

/// A job that was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JobStarted {
    /// Its id.
    pub job: u64,
}

struct Running {
    info: JobInfo,
    cancel: Arc<AtomicBool>,
}

/// The session's jobs.
#[derive(Clone)]
pub(crate) struct Jobs {
    jobs: Arc<(Mutex<BTreeMap<u64, Running>>, Condvar)>,
    next: Arc<AtomicU64>,
    events: Arc<dyn Fn(Event) + Send + Sync>,
}

/// What a job calls to tell how far it is; the answer is whether to go on.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Tells of a part of a longer way: from so many to so many of a thousand. It never goes back.
pub(crate) fn stretch(tell: Progress<'_>, from: u64, to: u64) -> impl FnMut(u64, u64) -> bool {
    let mut furthest = from;
    move |done, total| {
        let part = done.min(total).saturating_mul(to - from).checked_div(total).unwrap_or(0);
        furthest = furthest.max(from + part);
        tell(furthest, 1_000)
    }
}

impl Jobs {
    pub(crate) fn new(events: Arc<dyn Fn(Event) + Send + Sync>) -> Self {
        Self { jobs: Arc::default(), next: Arc::new(AtomicU64::new(1)), events }
    }

    /// Starts a job on a blocking thread of the runtime.
    pub(crate) fn start(
        &self,
        name: &str,
        work: impl FnOnce(Progress<'_>) -> Result<Value> + Send + 'static,
    ) -> JobStarted {
        let (id, cancel) = self.add(name);
        let jobs = self.clone();
        spawn(move || {
            let (ended, _) = jobs.follow(id, &cancel, Duration::ZERO, work);
            let (result, error) = match ended {
                Ok(result) => (Some(result), None),
                Err(error) => (None, Some(error)),
            };
            jobs.end(id, result, error.map(WireError::from));
        });
        JobStarted { job: id }
    }

    /// Does what may be long, here and now, and gives its result. If it does take long, it is told of as a job that can be
    /// cancelled: its error is `cancelled` then. What is quick is never told of.
    pub(crate) fn run<T>(&self, name: &str, work: impl FnOnce(Progress<'_>) -> Result<T>) -> Result<T> {
        self.run_unseen(name, UNSEEN, work)
    }

    fn run_unseen<T>(&self, name: &str, unseen: Duration, work: impl FnOnce(Progress<'_>) -> Result<T>) -> Result<T> {
        let (id, cancel) = self.add(name);
        let (ended, told) = self.follow(id, &cancel, unseen, work);
        if told {
            // The error itself goes to whoever called; those who look on need to know that it is over.
            self.end(id, None, ended.as_ref().err().map(|error| WireError::of_code(error.code())));
        } else {
            self.with(|jobs| jobs.remove(&id));
        }
        ended
    }

    fn add(&self, name: &str) -> (u64, Arc<AtomicBool>) {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let cancel = Arc::new(AtomicBool::new(false));
        let info = JobInfo {
            id,
            name: name.to_owned(),
            state: JobState::Running,
            done: 0,
            total: 0,
            result: None,
            error: None,
        };
        self.with(|jobs| jobs.insert(id, Running { info, cancel: Arc::clone(&cancel) }));
        (id, cancel)
    }

    /// Works, and tells how far it is once the first moment has passed. Gives what came of it, and whether it was told of.
    fn follow<T>(
        &self,
        id: u64,
        cancel: &AtomicBool,
        unseen: Duration,
        work: impl FnOnce(Progress<'_>) -> Result<T>,
    ) -> (Result<T>, bool) {
        let began = Instant::now();
        let mut last = None::<Instant>;
        let mut progress = |done: u64, total: u64| {
            if began.elapsed() >= unseen && last.is_none_or(|last| last.elapsed() >= PAUSE) {
                last = Some(Instant::now());
                self.update(id, |info| (info.done, info.total) = (done, total));
            }
            !cancel.load(Ordering::Relaxed)
        };
        let ended = work(&mut progress);
        (ended, last.is_some())
    }

    fn end(&self, id: u64, result: Option<Value>, error: Option<WireError>) {
        self.update(id, |info| match error {
            None => {
                info.state = JobState::Done;
                info.done = info.total;
                info.result = result;
            }
            Some(error) if error.code == "cancelled" => info.state = JobState::Cancelled,
            Some(error) => {
                info.state = JobState::Failed;
                info.error = Some(error);
            }
        });
        self.jobs.1.notify_all();
    }

    fn with<T>(&self, f: impl FnOnce(&mut BTreeMap<u64, Running>) -> T) -> T {
        f(&mut self.jobs.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn update(&self, id: u64, f: impl FnOnce(&mut JobInfo)) {
        let info = self.with(|jobs| {
            jobs.get_mut(&id).map(|job| {
                f(&mut job.info);
                job.info.clone()
            })
        });
        if let Some(info) = info {
            (self.events)(Event::Job(Box::new(info)));
        }
    }

    /// How a job is.
    pub(crate) fn show(&self, id: u64) -> Result<JobInfo> {
        let found = self.with(|jobs| jobs.get(&id).map(|job| job.info.clone()));
        found.ok_or_else(|| Error::not_found("job", i64::try_from(id).unwrap_or(i64::MAX)))
    }

    /// Asks a job to stop; it stops at its next step.
    pub(crate) fn cancel(&self, id: u64) -> Result<()> {
        self.show(id)?;
        self.with(|jobs| {
            if let Some(job) = jobs.get(&id) {
                job.cancel.store(true, Ordering::Relaxed);
            }
        });
        Ok(())
    }

    /// Asks all jobs to stop.
    pub(crate) fn cancel_all(&self) {
        self.with(|jobs| jobs.values().for_each(|job| job.cancel.store(true, Ordering::Relaxed)));
    }

    /// Waits until a job has ended.
    pub(crate) fn wait(&self, id: u64) -> Result<JobInfo> {
        self.show(id)?;
        let (jobs, ended) = &*self.jobs;
        let mut jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match jobs.get(&id) {
                Some(job) if job.info.state == JobState::Running => {}
                Some(job) => return Ok(job.info.clone()),
                None => return Err(Error::refused("not_found").arg("record", "job")),
            }
            jobs = ended.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// On the runtime that this thread belongs to, or on one of our own.
pub(crate) fn spawn(work: impl FnOnce() + Send + 'static) {
    static OWN: OnceLock<Option<Runtime>> = OnceLock::new();
    if let Ok(handle) = Handle::try_current() {
        handle.spawn_blocking(work);
    } else if let Some(runtime) = OWN.get_or_init(|| Runtime::new().ok()) {
        runtime.spawn_blocking(work);
    } else {
        work();
    }
}

#[cfg(test)]
mod tests {
    use rounds_core::book::testing::book_with;
    use rounds_core::customers;

    use super::*;

    /// Jobs that are told of at once, and what they told.
    fn jobs(hear: impl Fn(&Jobs, &JobInfo) + Send + Sync + 'static) -> (Jobs, Arc<Mutex<Vec<JobInfo>>>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (all, own) = (Arc::clone(&heard), Arc::new(OnceLock::<Jobs>::new()));
        let there = Arc::clone(&own);
        let jobs = Jobs::new(Arc::new(move |event| {
            if let (Event::Job(info), Some(jobs)) = (event, there.get()) {
                all.lock().unwrap().push((*info).clone());
                hear(jobs, &info);
            }
        }));
        own.set(jobs.clone()).ok();
        (jobs, heard)
    }

    #[test]
    fn what_is_quick_is_never_told_of() {
        let (jobs, heard) = jobs(|_, _| {});
        let done = jobs.run("undo", |progress| {
            progress(1, 2);
            Ok(7)
        });
        assert_eq!(done.unwrap(), 7);
        assert!(heard.lock().unwrap().is_empty());
        assert_eq!(jobs.with(|jobs| jobs.len()), 0, "and leaves nothing behind");
    }

    #[test]
    fn what_is_long_is_told_of_to_its_end() {
        let (jobs, heard) = jobs(|_, _| {});
        let done = jobs.run_unseen("undo", Duration::ZERO, |progress| {
            for step in 0..1_000 {
                progress(step, 1_000);
            }
            Ok(())
        });
        done.unwrap();
        let heard = heard.lock().unwrap();
        let states: Vec<_> = heard.iter().map(|info| info.state).collect();
        assert_eq!(states, [JobState::Running, JobState::Done], "a thousand steps within a moment are one word");
        assert_eq!((heard[1].done, heard[1].total, heard[1].name.as_str()), (1_000, 1_000, "undo"));
    }

    #[test]
    fn a_long_change_that_is_cancelled_leaves_the_book_as_it_was() {
        let names: Vec<String> = (0..300).map(|number| format!("客户{number}")).collect();
        let book = book_with(&names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        let before = book.fingerprint().unwrap();
        let (jobs, heard) = jobs(|jobs, info| {
            if info.state == JobState::Running {
                jobs.cancel(info.id).unwrap();
            }
        });
        let all = (1..=300).collect::<Vec<i64>>();
        type Work<'a> = &'a dyn Fn(Progress<'_>) -> Result<()>;
        let work: [Work<'_>; 4] = [
            &|progress| {
                book.change_telling("customers.tag", progress, |tx| customers::tag(tx, &all, &["重点".into()], &[]))
                    .map(drop)
            },
            &|progress| book.change_telling("customers.trash", progress, |tx| customers::trash(tx, &all)).map(drop),
            &|progress| book.undo_telling(progress).map(drop),
            &|progress| book.undo_step_telling(2, progress).map(drop),
        ];
        for work in work {
            let ended = jobs.run_unseen("customers.tag", Duration::ZERO, work);
            assert_eq!(ended.unwrap_err().code(), "cancelled");
            assert!(book.fingerprint().unwrap() == before, "a cancelled step left something behind");
            assert_eq!(heard.lock().unwrap().last().unwrap().state, JobState::Cancelled);
        }
        book.undo().unwrap();
        let undone = book.fingerprint().unwrap();
        let ended = jobs.run_unseen("redo", Duration::ZERO, |progress| book.redo_telling(progress));
        assert_eq!(ended.unwrap_err().code(), "cancelled");
        assert!(book.fingerprint().unwrap() == undone);
        book.redo().unwrap();
        assert!(book.fingerprint().unwrap() == before);
    }

    #[test]
    fn progress_never_goes_back_and_goes_on_to_the_end() {
        let names: Vec<String> = (0..900).map(|number| format!("Customer {number}")).collect();
        let book = book_with(&names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        let all = (1..=900).collect::<Vec<i64>>();
        let told = |work: &dyn Fn(Progress<'_>)| {
            let mut told = Vec::new();
            work(&mut |done, total| {
                told.push(done * 100 / total);
                true
            });
            told
        };
        let change = told(&|progress| {
            let add = ["VIP".to_owned()];
            book.change_telling("customers.tag", progress, |tx| customers::tag(tx, &all, &add, &[])).unwrap();
        });
        let undo = told(&|progress| drop(book.undo_telling(progress).unwrap()));
        for part in [change, undo] {
            assert!(part.is_sorted(), "{part:?}");
            assert!(part.first().is_some_and(|first| *first <= 5), "{part:?}");
            assert!(part.last().is_some_and(|last| *last >= 99), "{part:?}");
            assert!(part.windows(2).all(|pair| pair[1] - pair[0] <= 5), "no long silence: {part:?}");
        }
    }
}
