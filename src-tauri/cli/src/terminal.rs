//! What a command works with: the session, the words, the output.

use std::io::IsTerminal;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rounds_api::words::Words;
use rounds_api::{Access, AskQuery, Event, Format, Session, SessionOptions, Shown, WireError, Written};
use serde_json::{Map, Value, json};

use crate::args::Args;
use crate::failures::{Exit, Failure, Outcome, refused};
use crate::output::{self, Output};
use crate::places::Places;
use crate::rows;
use crate::wording;

/// One run of the program.
pub struct Terminal {
    /// The language of the output, and of a new book.
    pub language: &'static str,
    /// Its words.
    pub words: Words,
    /// Where results go.
    pub out: Output,
    session: Session,
    places: Places,
    password_file: Option<PathBuf>,
    recovery_code_file: Option<PathBuf>,
    /// What was shown to open the book.
    shown: std::cell::RefCell<Shown>,
}

impl Terminal {
    /// Finds language and folders; opens nothing yet.
    pub fn new(args: &Args) -> Outcome<Self> {
        let language = wording::language(args.lang.as_deref(), |name| std::env::var(name).ok());
        let words = Words::load(language).map_err(WireError::from)?;
        let places = Places::find(args.config_dir.as_deref(), |name| std::env::var_os(name))
            .ok_or_else(|| refused("io", json!({ "detail": "HOME" }), json!({})))?;
        let shows_progress = !args.json && std::io::stderr().is_terminal();
        let session = session_at(&places, move |event| {
            if let Event::Job(job) = event
                && shows_progress
                && job.total > 0
            {
                if job.done < job.total { output::progress(job.done, job.total) } else { output::end_of_progress() }
            }
        });
        Ok(Self {
            language,
            words,
            out: Output::new(args.json),
            session,
            places,
            password_file: args.password_file.clone(),
            recovery_code_file: args.recovery_code_file.clone(),
            shown: Default::default(),
        })
    }

    /// Opens a book, and says its words for customers from then on.
    pub fn open(&mut self, book: &Path, access: Access) -> Outcome<()> {
        self.with_secret(|terminal| Ok(terminal.session.open(book, access).map_err(WireError::from)?))?;
        // A book that cannot tell its words is still opened: what is wrong with it is for the command to say.
        if let Ok(settings) = self.call("settings_get", json!({})) {
            let said = |name: &str| settings.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            self.words.call_customers(&said("customer"), &said("customers"));
        }
        Ok(())
    }

    /// Does what may need the book's password, and asks for it only if it does.
    pub fn with_secret<T>(&self, work: impl Fn(&Self) -> Outcome<T>) -> Outcome<T> {
        match work(self) {
            Err(Failure::Refused(error)) if error.code == "locked" => {
                let shown = match (&self.recovery_code_file, &self.password_file) {
                    (Some(file), _) => Shown::recovery_code(first_line(file)?),
                    (None, Some(file)) => Shown::password(first_line(file)?),
                    (None, None) if std::io::stdin().is_terminal() => {
                        Shown::password(self.ask_hidden("cli-ask-password")?)
                    }
                    (None, None) => return Err(Failure::Refused(error)),
                };
                *self.shown.borrow_mut() = shown.clone();
                self.session.show(Some(shown));
                work(self)
            }
            other => other,
        }
    }

    /// The session that the book is open in.
    pub fn session(&self) -> Session {
        self.session.clone()
    }

    /// Makes further sessions, which are shown what this one was shown to open the book.
    pub fn another(&self) -> Box<dyn Fn() -> Session + Send + Sync> {
        let (places, shown) = (self.places.clone(), self.shown());
        Box::new(move || {
            let session = session_at(&places, |_| {});
            session.show(Some(shown.clone()));
            session
        })
    }

    /// What was shown to open the book.
    pub fn shown(&self) -> Shown {
        self.shown.borrow().clone()
    }

    /// Asks at the terminal, and shows nothing of what is typed.
    pub fn ask_hidden(&self, key: &str) -> Outcome<String> {
        Ok(rpassword::prompt_password(format!("{} ", self.words.plain(key)))?)
    }

    /// Carries out a command of the door.
    pub fn call(&self, command: &str, args: Value) -> Outcome<Value> {
        Ok(self.session.dispatch(command, args)?)
    }

    /// Writes the answer to a question in SQL.
    pub fn query(&mut self, req: &AskQuery, format: Format) -> Outcome<Written> {
        Ok(self.session.query(req, format, self.out.writer()).map_err(|error| error.in_command("query"))?)
    }

    /// A local day: `today`, `tomorrow`, `+7` and the like are counted from the session's clock.
    pub fn day(&self, text: &str) -> String {
        self.session.day(text)
    }

    /// Starts a job and waits until it has ended; its result.
    pub fn job(&self, command: &str, args: Value) -> Outcome<Value> {
        let started = self.call(command, args)?;
        let mut ended = self.call("jobs_wait", json!({ "id": started["job"] }))?;
        match ended["state"].as_str() {
            Some("done") => Ok(ended["result"].take()),
            Some("cancelled") => Err(refused("cancelled", json!({}), json!({ "command": command }))),
            _ => {
                let error: Result<WireError, _> = serde_json::from_value(ended["error"].take());
                let error = error.unwrap_or_else(|error| WireError::internal(error.to_string()));
                Err(error.in_command(command).into())
            }
        }
    }

    /// The id of the customer that a text means: an id, `uid:…`, or an exact name.
    pub fn customer(&self, text: &str, trashed: bool) -> Outcome<i64> {
        let found = self.customer_call("customers_resolve", json!({ "customer": text, "trashed": trashed }))?;
        Ok(found.as_i64().unwrap_or_default())
    }

    /// Carries out a command that means one customer; several who may be meant are told as rows.
    pub fn customer_call(&self, command: &str, args: Value) -> Outcome<Value> {
        match self.session.dispatch(command, args) {
            Ok(answer) => Ok(answer),
            Err(error) if error.code == "ambiguous" => {
                let ids = error.args.get("candidates").and_then(Value::as_array).cloned().unwrap_or_default();
                let mut candidates = Vec::with_capacity(ids.len());
                for id in ids {
                    candidates.push(rows::row_of_card(&self.call("customers_show", json!({ "id": id }))?));
                }
                Err(Failure::Ambiguous(Box::new(error), candidates))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// One line under a key of the messages.
    pub fn say(&mut self, key: &str, args: &Value) -> Outcome<()> {
        let line = self.words.text(key, args.as_object().unwrap_or(&Map::new()));
        Ok(self.out.line(&line)?)
    }

    /// The result for a program, or nothing if a person reads; true if it was written.
    pub fn answered(&mut self, value: &Value) -> Outcome<bool> {
        if self.out.is_json() {
            self.out.json(value)?;
        }
        Ok(self.out.is_json())
    }

    /// An error as `--json` shows it, without the braces around.
    pub fn error_value(&self, error: &WireError) -> Value {
        json!({ "code": error.code, "message": wording::error(&self.words, error), "where": error.place })
    }

    /// Tells a failure on standard error.
    pub fn fail(&mut self, failure: &Failure) -> Exit {
        // What was written before stays written.
        let _ = self.out.flush();
        let (error, candidates) = match failure {
            Failure::Refused(error) => (WireError::clone(error), None),
            Failure::Ambiguous(error, candidates) => (WireError::clone(error), Some(candidates)),
            Failure::Output(io) => {
                let args = Map::from_iter([("detail".to_owned(), json!(io.to_string()))]);
                (WireError { code: "io".to_owned(), args, place: Map::new() }, None)
            }
        };
        let mut value = self.error_value(&error);
        if self.out.is_json() {
            if let Some(candidates) = candidates {
                value["candidates"] = json!(candidates);
            }
            output::error_line(&json!({ "error": value }).to_string());
        } else {
            output::error_line(value["message"].as_str().unwrap_or_default());
            for candidate in candidates.into_iter().flatten() {
                output::error_line(&rows::line(candidate));
            }
        }
        if candidates.is_some() { Exit::Ambiguous } else { Exit::Failed }
    }
}

/// A session of this program.
fn session_at(places: &Places, hears: impl Fn(Event) + Send + Sync + 'static) -> Session {
    let places = places.clone();
    Session::new(SessionOptions {
        remembers_books: false,
        own_dirs: places.own_dirs,
        config_dir: places.config_dir,
        default_book_dir: places.book_dir,
        // Scripts are given the password, or ask for it.
        keyring: None,
        events: Arc::new(hears),
    })
}

/// The first line of a file, `-` for standard input, without its end.
pub fn first_line(file: &Path) -> Outcome<String> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_line(&mut text)?;
    } else {
        std::fs::File::open(file)?.take(4_096).read_to_string(&mut text)?;
    }
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
