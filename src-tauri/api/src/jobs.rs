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
    /// What it does: `import`, `sample`; worded as `job-<name>`.
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
        let jobs = self.clone();
        spawn(move || {
            let mut last = None::<Instant>;
            let mut progress = |done: u64, total: u64| {
                if last.is_none_or(|last| last.elapsed() >= PAUSE) {
                    last = Some(Instant::now());
                    jobs.update(id, |info| (info.done, info.total) = (done, total));
                }
                !cancel.load(Ordering::Relaxed)
            };
            let ended = work(&mut progress);
            jobs.update(id, |info| match ended {
                Ok(result) => {
                    info.state = JobState::Done;
                    info.done = info.total;
                    info.result = Some(result);
                }
                Err(error) if error.code() == "cancelled" => info.state = JobState::Cancelled,
                Err(error) => {
                    info.state = JobState::Failed;
                    info.error = Some(error.into());
                }
            });
            jobs.jobs.1.notify_all();
        });
        JobStarted { job: id }
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
