//! Quiet moments: a thread of each open book in which it does what can wait.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rounds_core::Book;

/// So often a book is asked whether there is something to do,
const PAUSE: Duration = Duration::from_millis(250);
/// and so soon again while there is.
const SHORT_PAUSE: Duration = Duration::from_millis(20);
/// So long it may work at a time: what the user does waits no longer.
const BUDGET: Duration = Duration::from_millis(10);

/// Whether to stop, and what wakes the thread to look.
type Stop = (Mutex<bool>, Condvar);

/// The quiet moments of one book; they end with this value.
pub(crate) struct Idle {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Idle {
    /// Those of this book.
    pub(crate) fn of(book: &Arc<Book>) -> Self {
        let stop: Arc<Stop> = Arc::default();
        let (book, stopped) = (Arc::downgrade(book), Arc::clone(&stop));
        let work = move || {
            let mut pause = PAUSE;
            loop {
                let is_stopped = stopped.0.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = stopped.1.wait_timeout_while(is_stopped, pause, |is_stopped| !*is_stopped);
                if *waited.unwrap_or_else(PoisonError::into_inner).0 {
                    return;
                }
                let Some(book) = book.upgrade() else { return };
                // What fails is tried again; what is wrong with the book shows itself where somebody waits for it.
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
