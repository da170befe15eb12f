//! The shell's own clock: it looks what reminders have come, however long the machine slept, and shows each once.
//!
//! While the book is locked, it knows the moments of the next ones and nothing else.

use crate::notices::{Answer, Notices};
use crate::{events, tray, windows};
use rounds_api::{Notice, Reminding, SNOOZE_MINUTES, Session, Standing};
use serde_json::json;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tauri::{AppHandle, Manager};

/// So often it looks at the time: timers stand still while a machine sleeps, the time does not.
const LOOK: Duration = Duration::from_secs(10);
/// So often it asks the book, though nobody said that anything changed: a day ends.
const ASK: Duration = Duration::from_secs(300);
/// Changes that come one after another are asked about once.
const TOGETHER: Duration = Duration::from_millis(250);

/// What the clock hears.
pub enum Word {
    /// Something changed: the book, a preference, that there is a book.
    Changed,
    /// Something was chosen on the notification of this number.
    Answered(u32, Answer),
}

/// The way to the clock.
pub struct Clock(Sender<Word>);

impl Clock {
    /// Says that something changed.
    pub fn changed(app: &AppHandle) {
        if let Some(clock) = app.try_state::<Self>() {
            // A clock that has stopped tells nothing any more.
            let _ = clock.0.send(Word::Changed);
        }
    }
}

/// Starts the clock; it goes as long as the program runs.
pub fn start(app: &AppHandle) {
    let (sender, words) = channel();
    let notices = Notices::new(app.clone(), sender.clone());
    app.manage(Clock(sender));
    let mut look = Look {
        session: app.state::<Session>().inner().clone(),
        app: app.clone(),
        notices,
        next: Vec::new(),
        told_until: None,
        shown: HashMap::new(),
        asked: None,
    };
    // Without a thread reminders stand in Today, as they do without notifications.
    let _ = std::thread::Builder::new().name("reminders".to_owned()).spawn(move || look.goes_on(&words));
}

struct Look {
    session: Session,
    app: AppHandle,
    notices: Notices,
    /// When the next ones come, milliseconds UTC.
    next: Vec<i64>,
    /// Up to when reminders were told while the book was locked.
    told_until: Option<i64>,
    /// The follow-ups of the notifications on the screen, by their numbers.
    shown: HashMap<u32, Vec<i64>>,
    /// When the book was last asked.
    asked: Option<Instant>,
}

impl Look {
    fn goes_on(&mut self, words: &Receiver<Word>) {
        loop {
            match words.recv_timeout(LOOK) {
                Ok(Word::Answered(number, answer)) => self.answered(number, answer),
                Ok(Word::Changed) => {
                    std::thread::sleep(TOGETHER);
                    let answers = words.try_iter().filter_map(|word| match word {
                        Word::Answered(number, answer) => Some((number, answer)),
                        Word::Changed => None,
                    });
                    answers.for_each(|(number, answer)| self.answered(number, answer));
                    self.looks();
                }
                Err(RecvTimeoutError::Timeout) if self.is_time() => self.looks(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn is_time(&self) -> bool {
        let now = now();
        self.next.iter().any(|at| *at <= now) || self.asked.is_none_or(|asked| asked.elapsed() >= ASK)
    }

    fn looks(&mut self) {
        self.asked = Some(Instant::now());
        match self.session.standing() {
            Standing::Open => self.asks(),
            Standing::Locked => self.tells_while_locked(),
            Standing::Empty => {
                (self.next, self.told_until) = (Vec::new(), None);
                tray::show(&self.app, None);
            }
        }
    }

    /// Asks the open book, and shows what it says.
    fn asks(&mut self) {
        let taken = self.session.dispatch("reminders_take", json!({ "told_until": self.told_until }));
        // A book that is just being closed, or cannot be written, is asked again.
        let Some(taken) = taken.ok().and_then(|taken| serde_json::from_value::<Reminding>(taken).ok()) else { return };
        self.told_until = None;
        self.next = taken.next;
        tray::show(&self.app, Some((taken.due_today, taken.overdue)));
        for notice in &taken.notices {
            self.shows(notice);
        }
    }

    /// The book is locked: it is told that something came, and what named somebody goes from the screen.
    fn tells_while_locked(&mut self) {
        tray::show(&self.app, None);
        if self.session.preferences().names_in_reminders {
            for (number, _) in self.shown.extract_if(|_, ids| !ids.is_empty()) {
                self.notices.close(number);
            }
        }
        let now = now();
        let came = self.next.iter().any(|at| *at <= now);
        self.next.retain(|at| *at > now);
        if came {
            self.told_until = Some(now);
            if let Some(notice) = self.session.reminder_while_locked() {
                self.shows(&notice);
            }
        }
    }

    fn shows(&mut self, notice: &Notice) {
        let Ok(words) = self.session.words() else { return };
        let snooze = (!notice.ids.is_empty()).then(|| words.plain("reminder-snooze"));
        match self.notices.show(notice, &words.plain("reminder-open"), snooze.as_deref()) {
            Some(number) => drop(self.shown.insert(number, notice.ids.clone())),
            // Nobody shows it: the window itself asks to be looked at, and has it in Today.
            None => windows::ask_for_attention(&self.app),
        }
    }

    fn answered(&mut self, number: u32, answer: Answer) {
        let Some(ids) = self.shown.get(&number).cloned() else { return };
        match answer {
            Answer::Opened => {
                windows::come_to_front(&self.app, &[], "");
                events::menu(&self.app, "go-today");
            }
            Answer::Snoozed => {
                // A book that is locked meanwhile has it in Today.
                let _ = self.session.dispatch("reminders_snooze", json!({ "ids": ids, "minutes": SNOOZE_MINUTES }));
            }
            Answer::Closed => {}
        }
        self.shown.remove(&number);
    }
}

/// Milliseconds UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
