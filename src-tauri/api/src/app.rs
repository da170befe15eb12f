//! Commands about the app and the book as a whole.

use std::path::{Path, PathBuf};

use rounds_core::book::backups::BackupReason;
use rounds_core::book::{Access, CheckReport, CreateOptions, Shown, Starter};
use rounds_core::conditions::{Day, Part, Period, Rule, Span};
use rounds_core::customers::Nothing;
use rounds_core::{Book, Error, Result};
use serde::{Deserialize, Serialize};

use crate::keyrings;
use crate::prefs::{EditPrefs, Prefs};
use crate::session::Session;
use crate::words::Words;

/// The open book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BookInfo {
    /// The file's name without `.rounds`.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Its uid.
    pub uid: String,
}

/// What the window needs first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppState {
    /// Preferences on this machine.
    pub prefs: Prefs,
    /// The open book, if there is one.
    pub book: Option<BookInfo>,
    /// Where a first book would be made.
    pub default_book: String,
    /// Where a sample book would be made.
    pub sample_book: String,
    /// The locked book, if there is one: it is asked for its password.
    pub locked: Option<LockedBook>,
    /// Why the last book could not be opened, as an error's code.
    pub not_opened: Option<String>,
    /// Where the book is that could not be opened.
    pub not_opened_path: Option<String>,
    /// The version of the program.
    pub version: String,
}

/// A locked book: no more than where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LockedBook {
    /// The file's name without `.rounds`.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Whether the system's keyring keeps its key.
    pub is_remembered: bool,
}

/// Makes a book and opens it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CreateBook {
    /// Where; the default place if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub path: Option<String>,
    /// The language of what it begins with; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
    /// The home country; of the language if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub home_country: Option<String>,
}

/// Opens a book.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OpenBook {
    /// Where it is.
    pub path: String,
    /// What opens it, if it has a password.
    #[serde(flatten)]
    pub shown: Shown,
}

/// Copies the open book.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CopyBook {
    /// Where to; there must be nothing yet.
    pub path: String,
}

/// What the window needs first. Opens the last book if none is open. Where there was none yet, the one at the default
/// place, if it is there. A last book that is gone (a stick that is not in) is told, and no other takes its place.
pub(crate) fn state(session: &Session, _: Nothing) -> Result<AppState> {
    let mut not_opened = None;
    if session.book().is_err() && session.locked().is_none() {
        let recent = session.prefs().recent.first().map(PathBuf::from);
        let default = default_book(session);
        if let Some(path) = recent.or_else(|| Some(default).filter(|path| path.exists()))
            && let Err(error) = session.open(&path, Access::Write)
            && error.code() != "locked"
        {
            not_opened = Some((error.code().to_owned(), path.display().to_string()));
        }
    }
    // Not inside of the expression below: the guard would live through all of it, and the paths ask for it too.
    let prefs = session.prefs().clone();
    Ok(AppState {
        prefs,
        book: info(session),
        default_book: default_book(session).display().to_string(),
        sample_book: sample_book(session).display().to_string(),
        locked: session.locked().map(|path| LockedBook {
            name: stem(&path),
            is_remembered: keyrings::opens(session, &path),
            path: path.display().to_string(),
        }),
        not_opened_path: not_opened.as_ref().map(|(_, path)| path.clone()),
        not_opened: not_opened.map(|(code, _)| code),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(crate) fn info(session: &Session) -> Option<BookInfo> {
    let book = session.book().ok()?;
    Some(BookInfo { name: stem(book.path()), path: book.path().display().to_string(), uid: book.uid().to_owned() })
}

fn language(session: &Session) -> String {
    session.prefs().language.clone().unwrap_or_else(|| "zh-CN".to_owned())
}

fn in_default_folder(session: &Session, key: &str) -> PathBuf {
    let name = Words::load(&language(session)).map(|words| words.plain(key)).unwrap_or_default();
    session.inner().default_book_dir.join(format!("{name}.rounds"))
}

fn default_book(session: &Session) -> PathBuf {
    in_default_folder(session, "starter-book-name")
}

pub(crate) fn sample_book(session: &Session) -> PathBuf {
    in_default_folder(session, "starter-sample-name")
}

/// Makes a book and opens it.
pub(crate) fn create(session: &Session, req: CreateBook) -> Result<BookInfo> {
    let path = req.path.map_or_else(|| default_book(session), PathBuf::from);
    let language = req.language.unwrap_or_else(|| language(session));
    let country = req.home_country.unwrap_or_else(|| if language == "zh-CN" { "CN" } else { "US" }.to_owned());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let options = CreateOptions {
        open: session.open_options(Access::Write),
        starter: starter(&Words::load(&language)?, &language, &country),
    };
    let book = Book::create(&path, &options)?;
    session.put_book(Some(book));
    session.remember(&path)?;
    info(session).ok_or_else(|| Error::refused("no_book"))
}

/// Codes and colours of the stages that a book begins with.
const STAGES: &[(&str, &str)] = &[
    ("starter-stage-new", "blue"),
    ("starter-stage-active", "green"),
    ("starter-stage-quote", "orange"),
    ("starter-stage-quiet", "gray"),
    ("starter-stage-lost", "red"),
];
/// The kinds of visits that a book begins with: their codes and wordings.
const VISIT_KINDS: &[(&str, &str)] = &[
    ("on_site", "starter-kind-on-site"),
    ("in_shop", "starter-kind-in-shop"),
    ("phone", "starter-kind-phone"),
    ("message", "starter-kind-message"),
    ("email", "starter-kind-email"),
    ("delivery", "starter-kind-delivery"),
    ("other", "starter-kind-other"),
];

/// The segments that a book begins with: their wordings, colours and rules.
fn segments(words: &Words) -> Vec<(String, String, Rule)> {
    let today = |days| Some(Day::Today(days));
    let this = |period| Span { period: Some(period), ..Span::default() };
    let soon = Span { from: today(0), to: today(14), period: None };
    let due = Rule::Any(vec![Rule::Overdue(1), Rule::Followup(this(Period::ThisWeek))]);
    [
        ("starter-segment-due", "orange", due),
        ("starter-segment-unseen", "red", Rule::NoVisitFor(90)),
        ("starter-segment-slipping", "violet", Rule::Slipping(0)),
        ("starter-segment-new", "blue", Rule::Created(this(Period::ThisMonth))),
        ("starter-segment-no-phone", "gray", Rule::Lacks(Part::Phone)),
        ("starter-segment-birthday", "pink", Rule::Birthday(soon)),
    ]
    .map(|(key, color, rule)| (words.plain(key), color.to_owned(), rule))
    .to_vec()
}

fn starter(words: &Words, language: &str, country: &str) -> Starter {
    let currency = match country {
        "CN" => "CNY",
        "TW" => "TWD",
        "HK" => "HKD",
        "MO" => "MOP",
        "SG" => "SGD",
        "MY" => "MYR",
        "US" => "USD",
        "CA" => "CAD",
        "GB" => "GBP",
        "AU" => "AUD",
        "NZ" => "NZD",
        "CH" => "CHF",
        "JP" => "JPY",
        "KR" => "KRW",
        "TH" => "THB",
        "VN" => "VND",
        "ID" => "IDR",
        "IN" => "INR",
        _ => "EUR",
    };
    let week_start = if country == "US" { "sunday" } else { "monday" };
    let setting = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    Starter {
        settings: vec![
            setting("home_country", country),
            setting("currency", currency),
            setting("currency_exponent", if matches!(currency, "JPY" | "KRW" | "VND") { "0" } else { "2" }),
            setting("week_start", week_start),
            setting("language", language),
        ],
        me: words.plain("starter-me"),
        stages: STAGES.iter().map(|(key, color)| (words.plain(key), (*color).to_owned())).collect(),
        visit_kinds: VISIT_KINDS.iter().map(|(code, key)| ((*code).to_owned(), words.plain(key))).collect(),
        segments: segments(words),
    }
}

/// Opens a book in place of the one that is open.
pub(crate) fn open(session: &Session, req: OpenBook) -> Result<BookInfo> {
    let mut options = session.open_options(Access::Write);
    options.secret = req.shown.secret().or(options.secret);
    if session.book().is_err() || info(session).is_none_or(|open| open.path != req.path) {
        session.open_with(Path::new(&req.path), &options)?;
    }
    session.remember(Path::new(&req.path))?;
    info(session).ok_or_else(|| Error::refused("no_book"))
}

/// Closes the open book. The window's gets a backup first, if it has changed.
pub(crate) fn close(session: &Session, _: Nothing) -> Result<()> {
    crate::backups::before_leaving(session, BackupReason::Quit, None);
    session.put_book(None);
    Ok(())
}

/// Copies the open book into one file with its slot inside.
pub(crate) fn copy(session: &Session, req: CopyBook) -> Result<()> {
    session.book()?.copy_to(Path::new(&req.path))
}

/// Checks the open book.
pub(crate) fn check(session: &Session, _: Nothing) -> Result<CheckReport> {
    session.book()?.check()
}

/// The preferences.
pub(crate) fn prefs(session: &Session, _: Nothing) -> Result<Prefs> {
    Ok(session.prefs().clone())
}

/// Changes preferences.
pub(crate) fn set_prefs(session: &Session, req: EditPrefs) -> Result<Prefs> {
    let mut prefs = session.prefs();
    prefs.edit(&req, &session.inner().config_dir)?;
    Ok(prefs.clone())
}
