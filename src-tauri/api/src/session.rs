//! The session: the open book, preferences, jobs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

pub use rounds_core::book::Access;
use rounds_core::book::keys::Secret;
use rounds_core::book::{OpenOptions, Shown};
use rounds_core::clock::Clock;
use rounds_core::queries::{AskQuery, Format, Written};
use rounds_core::{Book, Error, Result};
use serde_json::Value;

use crate::clock::SystemClock;
use crate::diagnostics::Refusals;
use crate::events::Event;
use crate::idle::Idle;
use crate::jobs::Jobs;
use crate::keyrings::Keyring;
use crate::locking::Tries;
use crate::papers::Papers;
use crate::plans::Plans;
use crate::prefs::Prefs;
use crate::wire::WireError;

/// Where things are, and who hears of them.
pub struct SessionOptions {
    /// The app's configuration folder: preferences and second copies of slots.
    pub config_dir: PathBuf,
    /// Where a first book is made.
    pub default_book_dir: PathBuf,
    /// Other folders that the program writes into, such as the web view's: none of the book's content may be in them.
    pub own_dirs: Vec<PathBuf>,
    /// Whether books that are opened come up again at the next start: those of the window do, those of scripts do not.
    pub remembers_books: bool,
    /// The system's keyring, where a platform has one and a program offers it.
    pub keyring: Option<Arc<dyn Keyring>>,
    /// Hears of changes and jobs.
    pub events: Arc<dyn Fn(Event) + Send + Sync>,
}

/// One user's session; clones are the same session.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

pub(crate) struct Inner {
    pub config_dir: PathBuf,
    pub default_book_dir: PathBuf,
    pub own_dirs: Vec<PathBuf>,
    pub remembers_books: bool,
    pub keyring: Option<Arc<dyn Keyring>>,
    pub events: Arc<dyn Fn(Event) + Send + Sync>,
    pub clock: Arc<dyn Clock>,
    pub jobs: Jobs,
    pub plans: Plans,
    pub papers: Papers,
    pub tries: Tries,
    pub refusals: Refusals,
    secret: Mutex<Option<Secret>>,
    book: RwLock<Place>,
    idle: Mutex<Option<Idle>>,
    prefs: Mutex<Prefs>,
}

/// What is in the place of the book.
enum Place {
    /// None.
    Empty,
    /// An open one.
    Open(Arc<Book>),
    /// A locked one: no more than where it is.
    Locked(PathBuf),
}

impl Session {
    /// A session without a book yet.
    #[must_use]
    pub fn new(options: SessionOptions) -> Self {
        Self::with_clock(options, Arc::new(SystemClock))
    }

    /// A session by another clock; for tests and for a given "now".
    #[must_use]
    pub fn with_clock(options: SessionOptions, clock: Arc<dyn Clock>) -> Self {
        let prefs = Mutex::new(Prefs::load(&options.config_dir));
        Self(Arc::new(Inner {
            jobs: Jobs::new(Arc::clone(&options.events)),
            plans: Plans::default(),
            papers: Papers::default(),
            config_dir: options.config_dir,
            own_dirs: options.own_dirs,
            tries: Tries::default(),
            refusals: Refusals::default(),
            secret: Mutex::new(None),
            default_book_dir: options.default_book_dir,
            remembers_books: options.remembers_books,
            keyring: options.keyring,
            events: options.events,
            clock,
            book: RwLock::new(Place::Empty),
            idle: Mutex::new(None),
            prefs,
        }))
    }

    /// Carries out a command: its request as JSON in, its response as JSON out.
    ///
    /// # Errors
    /// The command's, with its name as `where.command`; `invalid` if the request is not of its shape.
    pub fn dispatch(&self, command: &str, args: Value) -> Result<Value, WireError> {
        if self.locked().is_some() && !WHILE_LOCKED.contains(&command) {
            return Err(WireError::from(Error::refused("locked")).in_command(command));
        }
        let answered = crate::commands::dispatch(self, command, args);
        if let Err(error) = &answered {
            self.0.refusals.note(self.0.clock.now_ms(), command, &error.code);
        }
        answered.map_err(|error| error.in_command(command))
    }

    /// A local day as a script writes it: `today`, `tomorrow`, `yesterday`, `+7`, all as `YYYY-MM-DD`. Any other text
    /// stays as it is, for the command that takes it to accept or refuse.
    #[must_use]
    pub fn day(&self, text: &str) -> String {
        let days = match text.trim() {
            "yesterday" => Some(-1),
            "today" => Some(0),
            "tomorrow" => Some(1),
            other => other.strip_prefix('+').and_then(|days| days.parse().ok()),
        };
        let day =
            days.and_then(chrono::TimeDelta::try_days).and_then(|days| self.0.clock.today().checked_add_signed(days));
        day.map_or_else(|| text.to_owned(), |day| day.format("%Y-%m-%d").to_string())
    }

    /// Asks a question in SQL, and writes the answer as it comes: it may be larger than a response of the door should be.
    ///
    /// # Errors
    /// Those of [`rounds_core::queries::stream`], and of writing.
    pub fn query(
        &self,
        req: &AskQuery,
        format: Format,
        out: &mut dyn std::io::Write,
    ) -> std::result::Result<Written, WireError> {
        let book = self.book()?;
        Ok(rounds_core::queries::write(&book, req, format, out)?)
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The open book.
    pub(crate) fn book(&self) -> Result<Arc<Book>> {
        match &*self.0.book.read().unwrap_or_else(PoisonError::into_inner) {
            Place::Open(book) => Ok(Arc::clone(book)),
            Place::Locked(_) => Err(Error::refused("locked")),
            Place::Empty => Err(Error::refused("no_book")),
        }
    }

    /// Where the locked book is, if there is one.
    pub(crate) fn locked(&self) -> Option<PathBuf> {
        match &*self.0.book.read().unwrap_or_else(PoisonError::into_inner) {
            Place::Locked(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// What opens books with a password from now on; for a program that asks its user beforehand.
    pub fn show(&self, secret: Option<Shown>) {
        let secret = secret.and_then(|shown| shown.secret());
        *self.0.secret.lock().unwrap_or_else(PoisonError::into_inner) = secret;
    }

    pub(crate) fn prefs(&self) -> MutexGuard<'_, Prefs> {
        self.0.prefs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a book as the last one opened.
    pub(crate) fn remember(&self, book: &Path) -> Result<()> {
        if self.0.remembers_books {
            self.prefs().opened(book, &self.0.config_dir)?;
        }
        Ok(())
    }

    pub(crate) fn open_options(&self, access: Access) -> OpenOptions {
        let secret = self.0.secret.lock().unwrap_or_else(PoisonError::into_inner).clone();
        OpenOptions { config_dir: self.0.config_dir.clone(), clock: Arc::clone(&self.0.clock), access, secret }
    }

    /// Opens a book in place of the one that is open.
    ///
    /// # Errors
    /// Those of [`Book::open`]; the book before stays open then.
    pub fn open(&self, path: &Path, access: Access) -> Result<()> {
        if let Ok(open) = self.book()
            && open.path() == path
        {
            return Ok(());
        }
        self.open_with(path, &self.open_options(access))
    }

    /// Opens a book with what is shown for it. One with a password for which nothing is shown is locked then.
    pub(crate) fn open_with(&self, path: &Path, options: &OpenOptions) -> Result<()> {
        let opened = match &options.secret {
            Some(Secret::Password(_) | Secret::Recovery(_)) => self.0.tries.paced(|| Book::open(path, options)),
            _ => Book::open(path, options),
        };
        match opened {
            Ok(book) => {
                self.put_book(Some(book));
                Ok(())
            }
            Err(error) => {
                if error.code() == "locked" && self.0.remembers_books {
                    self.put_locked(path);
                }
                Err(error)
            }
        }
    }

    /// Lets the book go and keeps only where it is.
    pub(crate) fn put_locked(&self, path: &Path) {
        self.put_place(Place::Locked(path.to_owned()));
    }

    /// Tells that what concerns a topic is stale.
    pub(crate) fn tell(&self, topic: &str) {
        (self.0.events)(Event::Changed { topics: vec![topic.to_owned()] });
    }

    /// Takes a book up, or lets it go, and tells everybody that everything is stale.
    pub(crate) fn put_book(&self, book: Option<Book>) {
        let book = book.map(|book| {
            let events = Arc::clone(&self.0.events);
            book.listen(Box::new(move |topics| {
                events(Event::Changed { topics: topics.iter().map(|topic| (*topic).to_owned()).collect() });
            }));
            book.back_up_before_large_steps();
            Arc::new(book)
        });
        self.put_place(book.map_or(Place::Empty, Place::Open));
    }

    fn put_place(&self, place: Place) {
        let book = match &place {
            Place::Open(book) => Some(Arc::clone(book)),
            _ => None,
        };
        if let Some(book) = book.clone().filter(|_| self.0.remembers_books) {
            let book = Arc::downgrade(&book);
            crate::jobs::spawn(move || {
                std::thread::sleep(BEFORE_WARMING);
                // A failure shows itself in the read that needs the data.
                book.upgrade().map(|book| book.warm().err());
            });
        }
        let idle = book.as_ref().map(|book| Idle::of(book, self.0.remembers_books));
        drop(book);
        // Stops that of the book before, which is free then.
        drop(std::mem::replace(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner), idle));
        self.0.plans.forget();
        self.0.papers.forget();
        let before = std::mem::replace(&mut *self.0.book.write().unwrap_or_else(PoisonError::into_inner), place);
        if let Place::Open(before) = before {
            self.let_go(before);
        }
        (self.0.events)(Event::Changed { topics: EVERYTHING.iter().map(|topic| (*topic).to_owned()).collect() });
    }

    /// Waits until nobody reads or writes the book any more; then its connections are closed and its key is wiped, here and
    /// not by whoever had it last: the book is free when this returns.
    fn let_go(&self, mut book: Arc<Book>) {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            match Arc::try_unwrap(book) {
                Ok(book) => return drop(book),
                Err(shared) => book = shared,
            }
            self.0.jobs.cancel_all();
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// What is shown first has the machine for itself so long, before lists are made ready that may be asked for.
const BEFORE_WARMING: Duration = Duration::from_secs(1);
/// So long a book that is let go is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is answered while the book is locked; everything else is answered "locked".
pub const WHILE_LOCKED: &[&str] = &["app_state", "book_lock", "book_unlock", "book_close"];

/// All topics: another book was opened.
const EVERYTHING: &[&str] = &[
    "app",
    "customers",
    "tags",
    "stages",
    "owners",
    "fields",
    "segments",
    "visits",
    "visit_kinds",
    "followups",
    "settings",
    "history",
    "imports",
    "trash",
    "drafts",
    "backups",
];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_book_that_was_let_go_is_free_whoever_had_it_last() {
        let home = tempfile::tempdir().unwrap();
        let session = Session::new(SessionOptions {
            config_dir: home.path().join("config"),
            default_book_dir: home.path().to_owned(),
            own_dirs: Vec::new(),
            remembers_books: false,
            keyring: None,
            events: Arc::new(|_| {}),
        });
        let made = session.dispatch("book_create", json!({ "home_country": "CN" })).unwrap();
        for round in 0..20 {
            let held = session.book().unwrap();
            let holder = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(20));
                drop(held);
            });
            session.dispatch("book_close", json!({})).unwrap();
            let opened = session.dispatch("book_open", json!({ "path": made["path"] }));
            assert!(opened.is_ok(), "round {round}: {opened:?}");
            holder.join().unwrap();
        }
    }
}
