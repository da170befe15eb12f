//! Quiet moments: a thread of each open book in which it does what can wait.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rounds_core::Book;
use rounds_core::book::backups::{BackupReason, MakeBackup};
use rounds_core::book::erasing::EmptyTrash;
use rounds_core::files;

/// So often a book is asked whether there is something to do,
const PAUSE: Duration = Duration::from_millis(250);
/// and so soon again while there is.
const SHORT_PAUSE: Duration = Duration::from_millis(20);
/// So long it may work at a time: what the user does waits no longer.
const BUDGET: Duration = Duration::from_millis(10);

/// After so long a time of work with changes a backup is made.
const WORK: Duration = Duration::from_secs(30 * 60);
/// So often it is looked whether there were changes.
const LOOK: Duration = Duration::from_secs(20);

/// When a backup is due, and when the trash was last looked through.
struct Due {
    looked: Instant,
    emptied_on: Option<chrono::NaiveDate>,
    /// Since when there have been changes that no backup has.
    since: Option<Instant>,
}

impl Due {
    /// Looks now and then, and makes a backup when it is time.
    fn look(&mut self, book: &Book) {
        if self.looked.elapsed() < LOOK {
            return;
        }
        self.looked = Instant::now();
        let today = book.clock().today();
        if self.emptied_on.replace(today) != Some(today) {
            // What fails is tried again tomorrow.
            let _ = book.empty_trash(&EmptyTrash::default(), &mut |_, _| true);
            // Contents that nobody attached, or that no step can bring back any more.
            let now = book.clock().now_ms();
            let _ = book.note(|conn| files::sweep(conn, Some(now)));
        }
        if !book.backups().is_ok_and(|all| all.is_due == Some(true)) {
            self.since = None;
            return;
        }
        if self.since.get_or_insert_with(Instant::now).elapsed() >= WORK {
            // What fails is tried again after the next half hour; that it is due stays in sight.
            let _ = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true);
            self.since = None;
        }
    }
}

/// Whether to stop, and what wakes the thread to look.
type Stop = (Mutex<bool>, Condvar);

/// The quiet moments of one book; they end with this value.
pub(crate) struct Idle {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Idle {
    /// Those of this book.
    pub(crate) fn of(book: &Arc<Book>, keeps_backups: bool) -> Self {
        let stop: Arc<Stop> = Arc::default();
        let (book, stopped) = (Arc::downgrade(book), Arc::clone(&stop));
        let work = move || {
            let mut pause = PAUSE;
            let mut due = Due { looked: Instant::now(), emptied_on: None, since: None };
            if let Some(book) = book.upgrade().filter(|_| keeps_backups) {
                // What an erasure could not reach before: a stick that is in again.
                let _ = book.finish_erasures();
            }
            loop {
                let is_stopped = stopped.0.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = stopped.1.wait_timeout_while(is_stopped, pause, |is_stopped| !*is_stopped);
                if *waited.unwrap_or_else(PoisonError::into_inner).0 {
                    return;
                }
                let Some(book) = book.upgrade() else { return };
                // What fails is tried again; what is wrong with the book shows itself where somebody waits for it.
                if keeps_backups {
                    due.look(&book);
                }
                pause = if book.idle_work(BUDGET).unwrap_or(false) { SHORT_PAUSE } else { PAUSE };
            }
        };
        // Without a thread the book does it all itself, a little slower.
        Self { stop, thread: std::thread::Builder::new().name("idle".to_owned()).spawn(work).ok() }
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        *self.stop.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.1.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
