//! Notifications of the system. On Linux they come over the session's bus, with buttons where the desktop has them.

#[cfg(not(target_os = "linux"))]
pub use elsewhere::Notices;
#[cfg(target_os = "linux")]
pub use linux::Notices;

/// What was done with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux tells of it"))]
pub enum Answer {
    /// It, or its button to open, was clicked.
    Opened,
    /// It was put off.
    Snoozed,
    /// It is gone.
    Closed,
}

#[cfg(target_os = "linux")]
mod linux {
    use super::Answer;
    use crate::reminders::Word;
    use rounds_api::Notice;
    use std::collections::HashMap;
    use std::sync::mpsc::Sender;
    use std::time::Duration;
    use tauri::AppHandle;
    use zbus::blocking::{Connection, MessageIterator, connection::Builder};
    use zbus::message::Type;
    use zbus::zvariant::Value;
    use zbus::{MatchRule, Message};

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    const OPEN: &str = "default";
    const SNOOZE: &str = "snooze";
    /// A desktop that answers no sooner shows nothing that anybody waits for.
    const PATIENCE: Duration = Duration::from_secs(5);

    /// The desktop's notifications.
    pub struct Notices {
        bus: Option<Connection>,
        answers: Sender<Word>,
    }

    impl Notices {
        /// What is done with them is told to `answers`.
        pub fn new(_app: AppHandle, answers: Sender<Word>) -> Self {
            Self { bus: None, answers }
        }

        /// Shows one; its number, if there is somebody who shows it.
        pub fn show(&mut self, notice: &Notice, open: &str, snooze: Option<&str>) -> Option<u32> {
            let shown = self.try_to_show(notice, open, snooze);
            // The bus may have begun anew since.
            shown.or_else(|| self.bus.take().and_then(|_| self.try_to_show(notice, open, snooze)))
        }

        fn try_to_show(&mut self, notice: &Notice, open: &str, snooze: Option<&str>) -> Option<u32> {
            if self.bus.is_none() {
                self.bus = connect().ok();
                if let Some(bus) = &self.bus {
                    listen(bus.clone(), self.answers.clone());
                }
            }
            let bus = self.bus.as_ref()?;
            let can: Vec<String> = ask(bus, "GetCapabilities", &())?;
            let can = |what: &str| can.iter().any(|one| one == what);
            let mut buttons = Vec::new();
            if can("actions") {
                buttons.extend([OPEN, open]);
                buttons.extend(snooze.into_iter().flat_map(|label| [SNOOZE, label]));
            }
            let text = if can("body-markup") { plain(&notice.text) } else { notice.text.clone() };
            let hints = HashMap::from([("desktop-entry", Value::from("rounds")), ("urgency", Value::from(1_u8))]);
            ask(
                bus,
                "Notify",
                &("Rounds", 0_u32, "rounds", notice.title.as_str(), text.as_str(), buttons, hints, -1_i32),
            )
        }

        /// Takes one off the screen.
        pub fn close(&mut self, number: u32) {
            if let Some(bus) = &self.bus {
                let _: Option<()> = ask(bus, "CloseNotification", &(number,));
            }
        }
    }

    /// Whether there is somebody who shows them.
    pub fn are_shown() -> bool {
        connect().ok().and_then(|bus| ask::<Vec<String>>(&bus, "GetCapabilities", &())).is_some()
    }

    fn connect() -> zbus::Result<Connection> {
        Builder::session()?.method_timeout(PATIENCE).build()
    }

    fn ask<T>(bus: &Connection, method: &str, args: &(impl serde::Serialize + zbus::zvariant::DynamicType)) -> Option<T>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let answer = bus.call_method(Some(SERVICE), PATH, Some(SERVICE), method, args).ok()?;
        answer.body().deserialize().ok()
    }

    /// Hears what is done with notifications until the bus goes away.
    fn listen(bus: Connection, answers: Sender<Word>) {
        let work = move || -> zbus::Result<()> {
            let rule = MatchRule::builder().msg_type(Type::Signal).interface(SERVICE)?.path(PATH)?.build();
            for signal in MessageIterator::for_match_rule(rule, &bus, None)? {
                if let Some((number, answer)) = told(&signal?)
                    && answers.send(Word::Answered(number, answer)).is_err()
                {
                    break;
                }
            }
            Ok(())
        };
        let _ = std::thread::Builder::new().name("notifications".to_owned()).spawn(work);
    }

    fn told(signal: &Message) -> Option<(u32, Answer)> {
        let body = signal.body();
        match signal.header().member()?.as_str() {
            "ActionInvoked" => {
                let (number, key): (u32, String) = body.deserialize().ok()?;
                Some((number, if key == SNOOZE { Answer::Snoozed } else { Answer::Opened }))
            }
            "NotificationClosed" => {
                let (number, _): (u32, u32) = body.deserialize().ok()?;
                Some((number, Answer::Closed))
            }
            _ => None,
        }
    }

    /// A text that the desktop takes for no markup.
    fn plain(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        use super::plain;

        #[test]
        fn what_a_record_says_is_no_markup() {
            assert_eq!(plain("<b>王记</b> & 五金"), "&lt;b&gt;王记&lt;/b&gt; &amp; 五金");
        }
    }
}

/// Whether there is somebody who shows them.
pub fn are_shown() -> bool {
    #[cfg(target_os = "linux")]
    return linux::are_shown();
    #[cfg(not(target_os = "linux"))]
    true
}

/// Never run there so far.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use crate::reminders::Word;
    use rounds_api::Notice;
    use std::sync::mpsc::Sender;
    use tauri::AppHandle;
    use tauri_plugin_notification::NotificationExt;

    /// The system's notifications, without buttons.
    pub struct Notices {
        app: AppHandle,
        shown: u32,
    }

    impl Notices {
        pub fn new(app: AppHandle, _answers: Sender<Word>) -> Self {
            Self { app, shown: 0 }
        }

        pub fn show(&mut self, notice: &Notice, _open: &str, _snooze: Option<&str>) -> Option<u32> {
            self.app.notification().builder().title(&notice.title).body(&notice.text).show().ok()?;
            self.shown += 1;
            Some(self.shown)
        }

        pub fn close(&mut self, _number: u32) {}
    }
}
