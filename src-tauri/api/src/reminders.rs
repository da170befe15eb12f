//! What a reminder says, for who shows it: on the screen of a machine that others may see, nobody is named unless that was
//! allowed.

use rounds_core::followups::FollowUp;
use rounds_core::reminders::{self, SeeReminders, SnoozeReminders, TakeReminders};
use rounds_core::{Result, today};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::session::Session;
use crate::words::Words;

/// So many that came at once are told one by one; more are told as a number.
const ONE_BY_ONE: usize = 3;
/// So many minutes a reminder is put off from where it is shown.
pub const SNOOZE_MINUTES: u32 = 10;

/// What there is to tell now, and what to wait for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Reminding {
    /// To be shown now.
    pub notices: Vec<Notice>,
    /// When the next ones come, milliseconds UTC: no more than that is kept while the book is locked.
    pub next: Vec<i64>,
    /// How many follow-ups are due today, up to 1,001,
    pub due_today: u32,
    /// and how many are overdue.
    pub overdue: u32,
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Notice {
    /// The follow-ups that it is about; none while the book is locked.
    pub ids: Vec<i64>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// Takes the reminders that have come, as notifications; none if they are not wanted.
pub(crate) fn take(session: &Session, req: TakeReminders) -> Result<Reminding> {
    let book = session.book()?;
    let taken = reminders::take(&book, &req)?;
    if !taken.due.is_empty() {
        session.tell("followups");
    }
    let (due_today, overdue) = book.read(today::counts)?;
    let (language, is_wanted, names) = {
        let prefs = session.prefs();
        (prefs.language.clone(), prefs.reminders, prefs.names_in_reminders)
    };
    let mut notices = Vec::new();
    if is_wanted && !taken.due.is_empty() {
        let words = Words::load(language.as_deref().unwrap_or("zh-CN"))?;
        notices = worded(&words, &taken.due, names, |at| book.clock().wall(at));
    }
    Ok(Reminding { notices, next: taken.next, due_today, overdue })
}

/// Puts reminders off.
pub(crate) fn snooze(session: &Session, req: SnoozeReminders) -> Result<()> {
    reminders::snooze(&*session.book()?, &req)?;
    session.tell("followups");
    Ok(())
}

/// Takes note of reminders.
pub(crate) fn see(session: &Session, req: SeeReminders) -> Result<()> {
    reminders::see(&*session.book()?, &req)?;
    session.tell("followups");
    Ok(())
}

fn say(words: &Words, key: &str, args: Value) -> String {
    words.text(key, args.as_object().unwrap_or(&Map::new()))
}

/// The notifications about what is due.
fn worded(
    words: &Words,
    due: &[FollowUp],
    names: bool,
    wall: impl Fn(i64) -> Option<chrono::NaiveDateTime>,
) -> Vec<Notice> {
    if due.len() > ONE_BY_ONE {
        let ids = due.iter().map(|followup| followup.id).collect();
        let title = say(words, "reminder-many", json!({ "count": due.len() }));
        return vec![Notice { ids, title, text: words.plain("reminder-many-text") }];
    }
    due.iter().map(|followup| one(words, followup, names, &wall)).collect()
}

fn one(
    words: &Words,
    followup: &FollowUp,
    names: bool,
    wall: &impl Fn(i64) -> Option<chrono::NaiveDateTime>,
) -> Notice {
    let time = |at: i64| wall(at).map(|wall| wall.format("%H:%M").to_string());
    let day = followup.due_on.clone();
    let when = followup.due_at.and_then(time).map_or_else(|| day.clone(), |time| format!("{day} {time}"));
    let kind = if followup.ends_at.is_some() { "reminder-appointment" } else { "reminder-followup" };
    let ids = vec![followup.id];
    if !names {
        return Notice { ids, title: words.plain(kind), text: say(words, "reminder-plain", json!({ "when": when })) };
    }
    let said: Vec<&str> =
        [when.as_str(), &followup.what, &followup.place].into_iter().filter(|text| !text.is_empty()).collect();
    Notice { ids, title: followup.customer.clone(), text: said.join(" · ").replace('\n', " ") }
}

/// Whether there is a book, and whether it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is none.
    Empty,
    /// It is open.
    Open,
    /// It is locked.
    Locked,
}

impl Session {
    /// Whether there is a book, and whether it can be read.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.book() {
            Ok(_) => Standing::Open,
            Err(error) if error.code() == "locked" => Standing::Locked,
            Err(_) => Standing::Empty,
        }
    }

    /// What is told while the book is locked of reminders that come: that there are some. None if they are not wanted.
    #[must_use]
    pub fn reminder_while_locked(&self) -> Option<Notice> {
        let prefs = self.prefs().clone();
        let words = Words::load(prefs.language.as_deref().unwrap_or("zh-CN")).ok()?;
        let title = words.plain("reminder-locked");
        prefs.reminders.then(|| Notice { ids: Vec::new(), title, text: words.plain("reminder-locked-text") })
    }

    /// The preferences, whether or not a book can be read.
    #[must_use]
    pub fn preferences(&self) -> crate::Prefs {
        self.prefs().clone()
    }

    /// The words of the language that the window has.
    ///
    /// # Errors
    /// As for [`Words::load`].
    pub fn words(&self) -> Result<Words> {
        let language = self.prefs().language.clone();
        Words::load(language.as_deref().unwrap_or("zh-CN"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;
    use std::sync::Arc;

    /// A session with an open book, one customer, and something to be done at ten; it is five to ten.
    fn session(home: &std::path::Path) -> (Session, i64) {
        let options = SessionOptions {
            config_dir: home.join("config"),
            default_book_dir: home.to_owned(),
            own_dirs: Vec::new(),
            remembers_books: true,
            keyring: None,
            events: Arc::new(|_| {}),
        };
        let now = chrono::DateTime::parse_from_rfc3339("2026-11-23T09:00:00+08:00").unwrap();
        let clock = Arc::new(rounds_core::clock::FixedClock::new(now));
        let session = Session::with_clock(options, clock.clone());
        session.dispatch("book_create", json!({ "home_country": "CN" })).unwrap();
        session.dispatch("customers_create", json!({ "name": "欧阳娜娜" })).unwrap();
        let plan =
            json!({ "customer_id": 1, "due_on": "2026-11-23", "time": "10:00", "what": "带样品", "place": "城东店" });
        let id = session.dispatch("followups_create", plan).unwrap()["id"].as_i64().unwrap();
        clock.set(now + chrono::TimeDelta::minutes(55));
        (session, id)
    }

    fn taken(session: &Session) -> Value {
        session.dispatch("reminders_take", json!({})).unwrap()
    }

    #[test]
    fn nobody_is_named_unless_that_was_allowed() {
        let home = tempfile::tempdir().unwrap();
        let (session, id) = session(home.path());
        let told = taken(&session);
        assert_eq!(told["notices"][0]["ids"], json!([id]));
        let said = told["notices"].to_string();
        for text in ["欧阳", "样品", "城东"] {
            assert!(!said.contains(text), "{said}");
        }
        assert!(said.contains("10:00"), "{said}");
        assert_eq!((&told["due_today"], &told["overdue"]), (&json!(1), &json!(0)));
        assert_eq!(taken(&session)["notices"], json!([]), "once");
    }

    #[test]
    fn who_allowed_it_reads_whom_and_what() {
        let home = tempfile::tempdir().unwrap();
        let (session, _) = session(home.path());
        session.dispatch("prefs_set", json!({ "names_in_reminders": true })).unwrap();
        let notice = taken(&session)["notices"][0].clone();
        assert_eq!(notice["title"], "欧阳娜娜");
        assert_eq!(notice["text"], "2026-11-23 10:00 · 带样品 · 城东店");
    }

    #[test]
    fn who_wants_none_gets_none_and_finds_them_in_today() {
        let home = tempfile::tempdir().unwrap();
        let (session, id) = session(home.path());
        session.dispatch("prefs_set", json!({ "reminders": false })).unwrap();
        assert_eq!(taken(&session)["notices"], json!([]));
        assert_eq!(session.reminder_while_locked(), None);
        let listed = session.dispatch("reminders_list", json!({})).unwrap();
        assert_eq!(listed[0]["id"], json!(id));
        session.dispatch("reminders_see", json!({ "ids": [id] })).unwrap();
        assert_eq!(session.dispatch("reminders_list", json!({})).unwrap(), json!([]));
    }

    #[test]
    fn many_at_once_are_told_as_a_number() {
        let home = tempfile::tempdir().unwrap();
        let (session, _) = session(home.path());
        for _ in 0..3 {
            let plan = json!({ "customer_id": 1, "due_on": "2026-11-23", "remind": -540 });
            session.dispatch("followups_create", plan).unwrap();
        }
        let told = taken(&session)["notices"].clone();
        assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
        assert_eq!(told[0]["ids"].as_array().map(Vec::len), Some(4));
        assert!(told[0]["title"].as_str().is_some_and(|title| title.contains('4')), "{told}");
    }

    #[test]
    fn a_locked_book_tells_that_there_is_one_and_no_more() {
        let home = tempfile::tempdir().unwrap();
        let (session, _) = session(home.path());
        assert_eq!(session.standing(), Standing::Open);
        session.dispatch("book_set_password", json!({ "new": "春风十里 2026" })).unwrap();
        session.dispatch("book_lock", json!({})).unwrap();
        assert_eq!(session.standing(), Standing::Locked);
        assert_eq!(session.dispatch("reminders_take", json!({})).unwrap_err().code, "locked");
        let notice = session.reminder_while_locked().unwrap();
        assert!(notice.ids.is_empty() && !notice.text.contains("欧阳"), "{notice:?}");
    }
}
