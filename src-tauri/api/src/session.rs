//! The session: the open book, preferences, jobs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

pub use rounds_core::book::Access;
use rounds_core::book::OpenOptions;
use rounds_core::clock::Clock;
use rounds_core::queries::{AskQuery, Format, Written};
use rounds_core::{Book, Error, Result};
use serde_json::Value;

use crate::clock::SystemClock;
use crate::events::Event;
use crate::idle::Idle;
use crate::imports::Plans;
use crate::jobs::Jobs;
use crate::prefs::Prefs;
use crate::wire::WireError;

/// Where things are, and who hears of them.
pub struct SessionOptions {
    /// The app's configuration folder: preferences and second copies of slots.
    pub config_dir: PathBuf,
    /// Where a first book is made.
    pub default_book_dir: PathBuf,
    /// Whether books that are opened come up again at the next start: those of the window do, those of scripts do not.
    pub remembers_books: bool,
    /// Hears of changes and jobs.
    pub events: Arc<dyn Fn(Event) + Send + Sync>,
}

/// One user's session; clones are the same session.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

pub(crate) struct Inner {
    pub config_dir: PathBuf,
    pub default_book_dir: PathBuf,
    pub remembers_books: bool,
    pub events: Arc<dyn Fn(Event) + Send + Sync>,
    pub clock: Arc<dyn Clock>,
    pub jobs: Jobs,
    pub plans: Plans,
    book: RwLock<Option<Arc<Book>>>,
    idle: Mutex<Option<Idle>>,
    prefs: Mutex<Prefs>,
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
            config_dir: options.config_dir,
            default_book_dir: options.default_book_dir,
            remembers_books: options.remembers_books,
            events: options.events,
            clock,
            book: RwLock::new(None),
            idle: Mutex::new(None),
            prefs,
        }))
    }

    /// Carries out a command: its request as JSON in, its response as JSON out.
    ///
    /// # Errors
    /// The command's, with its name as `where.command`; `invalid` if the request is not of its shape.
    pub fn dispatch(&self, command: &str, args: Value) -> Result<Value, WireError> {
        crate::commands::dispatch(self, command, args).map_err(|error| error.in_command(command))
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
        let book = self.0.book.read().unwrap_or_else(PoisonError::into_inner);
        book.clone().ok_or_else(|| Error::refused("no_book"))
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
        OpenOptions { config_dir: self.0.config_dir.clone(), clock: Arc::clone(&self.0.clock), access }
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
        let book = Book::open(path, &self.open_options(access))?;
        self.put_book(Some(book));
        Ok(())
    }

    /// Takes a book up, or lets it go, and tells everybody that everything is stale.
    pub(crate) fn put_book(&self, book: Option<Book>) {
        let book = book.map(|book| {
            let events = Arc::clone(&self.0.events);
            book.listen(Box::new(move |topics| {
                events(Event::Changed { topics: topics.iter().map(|topic| (*topic).to_owned()).collect() });
            }));
            Arc::new(book)
        });
        if let Some(book) = book.clone().filter(|_| self.0.remembers_books) {
            // A failure shows itself in the read that needs the data.
            crate::jobs::spawn(move || drop(book.warm()));
        }
        let idle = book.as_ref().map(Idle::of);
        // Stops that of the book before, which is free then.
        drop(std::mem::replace(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner), idle));
        *self.0.book.write().unwrap_or_else(PoisonError::into_inner) = book;
        (self.0.events)(Event::Changed { topics: EVERYTHING.iter().map(|topic| (*topic).to_owned()).collect() });
    }
}

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
];
