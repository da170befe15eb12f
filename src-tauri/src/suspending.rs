//! Before the system sleeps, and when its screen is locked, the book is locked. On Linux the login service (login1) tells
//! of both on the system bus, and waits a moment for who asked it to.

use rounds_api::Session;
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedValue};
use zbus::{MatchRule, Message};

const LOGIN: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

/// So long a due backup may take before the lock: the login service waits no longer than five seconds.
const BACKUP_MS: u32 = 3_000;
/// So long until it is listened again, when the bus went away.
const AGAIN: Duration = Duration::from_secs(30);

/// What the login service tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// The system is about to sleep.
    Sleeps,
    /// It is awake again.
    Wakes,
    /// A screen is locked. Whose does not matter: once too often costs a password, once too few what it protects.
    Locks,
}

/// Listens as long as the program runs, and locks the book of this session in time.
pub fn lock_before(session: Session) {
    let work = move || {
        let lock = move || {
            // No book, or one without a password: there is nothing to lock.
            let _ = session.dispatch("book_lock", json!({ "within_ms": BACKUP_MS }));
        };
        loop {
            // A system without the bus, or without the login service, sleeps without a word.
            let _ = Connection::system().and_then(|bus| listen(&bus, &lock));
            std::thread::sleep(AGAIN);
        }
    };
    // Without a thread there is still the lock after idle minutes, by the clock that went on meanwhile.
    let _ = std::thread::Builder::new().name("suspending".to_owned()).spawn(work);
}

/// Hears the login service on this bus until it goes away.
fn listen(bus: &Connection, lock: &impl Fn()) -> zbus::Result<()> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(LOGIN)?.build();
    let signals = MessageIterator::for_match_rule(rule, bus, None)?;
    // As long as it is held, the system waits before it sleeps.
    let mut waits = wait_for_us(bus);
    for signal in signals {
        match told(&signal?) {
            Some(Told::Sleeps) => {
                lock();
                drop(waits.take());
            }
            Some(Told::Wakes) => waits = wait_for_us(bus),
            Some(Told::Locks) => lock(),
            None => {}
        }
    }
    Ok(())
}

/// Asks the login service to wait for us before it sleeps. Without it we are told all the same, perhaps too late.
fn wait_for_us(bus: &Connection) -> Option<OwnedFd> {
    let asked = ("sleep", "Rounds", "Rounds", "delay");
    let answer = bus.call_method(Some(LOGIN), "/org/freedesktop/login1", Some(MANAGER), "Inhibit", &asked).ok()?;
    answer.body().deserialize().ok()
}

/// What a signal means to us. Desktops set the hint when their own screen lock comes up, whatever asked for it.
fn told(signal: &Message) -> Option<Told> {
    let header = signal.header();
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => {
            let begins: bool = signal.body().deserialize().ok()?;
            Some(if begins { Told::Sleeps } else { Told::Wakes })
        }
        (SESSION, "Lock") => Some(Told::Locks),
        ("org.freedesktop.DBus.Properties", "PropertiesChanged") => {
            let body = signal.body();
            let (of, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) = body.deserialize().ok()?;
            let hint = changed.get("LockedHint").and_then(|hint| bool::try_from(hint).ok());
            (of == SESSION && hint == Some(true)).then_some(Told::Locks)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::io::{BufRead, BufReader};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::sync::{Arc, Mutex};
    use zbus::blocking::connection::Builder;
    use zbus::zvariant::Fd;

    const SOON: Duration = Duration::from_secs(10);
    const PASSWORD: &str = "春风十里 2026";

    /// A bus of our own, that ends with this value.
    struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address"])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon is there: the journeys need it too");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self { daemon, address: address.trim().to_owned() }
        }

        fn connect(&self) -> Connection {
            Builder::address(self.address.as_str()).unwrap().build().unwrap()
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    /// The login service's stand-in: it counts who wants it to wait, and keeps the other ends of their files.
    #[derive(Clone, Default)]
    struct Login {
        waits: Arc<Mutex<Vec<std::io::PipeReader>>>,
    }

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Login {
        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> zbus::fdo::Result<Fd<'static>> {
            assert_eq!((what, mode), ("sleep", "delay"), "only sleep, and only for a moment");
            let (reader, writer) = std::io::pipe().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?;
            self.waits.lock().unwrap().push(reader);
            Ok(Fd::from(std::os::fd::OwnedFd::from(writer)))
        }
    }

    struct Stand {
        login: Login,
        service: Connection,
        _bus: Bus,
    }

    impl Stand {
        /// The stand-in on a bus of its own, and a listener that does `lock` when it is told to.
        fn with(lock: impl Fn() + Send + 'static) -> Self {
            let bus = Bus::start();
            let login = Login::default();
            let service = Builder::address(bus.address.as_str()).unwrap().name(LOGIN).unwrap();
            let service = service.serve_at("/org/freedesktop/login1", login.clone()).unwrap().build().unwrap();
            let listener = bus.connect();
            std::thread::spawn(move || listen(&listener, &lock));
            let stand = Self { login, service, _bus: bus };
            stand.until_it_waits(1);
            stand
        }

        /// Until so many have asked in all that it waits for them.
        fn until_it_waits(&self, times: usize) {
            let begun = std::time::Instant::now();
            while self.login.waits.lock().unwrap().len() < times {
                assert!(begun.elapsed() < SOON, "nobody asks to be waited for");
                std::thread::sleep(Duration::from_millis(5));
            }
        }

        /// Until the last who asked lets it sleep: all copies of the file are closed.
        fn until_it_may_sleep(&self) {
            let mut last = self.login.waits.lock().unwrap().pop().unwrap();
            let (done, let_go) = channel();
            std::thread::spawn(move || done.send(std::io::Read::read(&mut last, &mut [0]).ok()));
            assert_eq!(let_go.recv_timeout(SOON), Ok(Some(0)), "the system is let sleep");
            self.login.waits.lock().unwrap().push(std::io::pipe().unwrap().0);
        }

        fn says(
            &self,
            path: &str,
            interface: &str,
            member: &str,
            body: &(impl serde::Serialize + zbus::zvariant::DynamicType),
        ) {
            self.service.emit_signal(None::<&str>, path, interface, member, body).unwrap();
        }

        fn sleeps(&self, begins: bool) {
            self.says("/org/freedesktop/login1", MANAGER, "PrepareForSleep", &(begins,));
        }
    }

    fn heard(receiver: &Receiver<()>) -> bool {
        receiver.recv_timeout(SOON).is_ok()
    }

    #[test]
    fn sleep_and_a_locked_screen_lock_and_nothing_else_does() {
        let (sender, receiver) = channel();
        let stand = Stand::with(move || sender.send(()).unwrap());
        let session = "/org/freedesktop/login1/session/_32";
        let hint = |value: bool| {
            let changed = HashMap::from([("LockedHint", zbus::zvariant::Value::from(value))]);
            stand.says(
                session,
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                &(SESSION, changed, Vec::<String>::new()),
            );
        };
        // What comes in order is heard in order: each word that means nothing is followed by one that does.
        hint(false);
        stand.says(session, SESSION, "Unlock", &());
        stand.says(session, SESSION, "Lock", &());
        assert!(heard(&receiver), "the session was locked");
        hint(true);
        assert!(heard(&receiver), "the screen was locked");
        stand.sleeps(true);
        assert!(heard(&receiver), "the system is about to sleep");
        stand.until_it_may_sleep();
        stand.sleeps(false);
        stand.until_it_waits(2);
        assert!(receiver.try_recv().is_err(), "neither an unlocked screen nor waking up locks");
        stand.sleeps(true);
        assert!(heard(&receiver), "and the next sleep is waited for again");
    }

    /// A session with an open book that has a password, one customer and a change that no backup has.
    fn session(home: &Path) -> Session {
        let session = Session::new(rounds_api::SessionOptions {
            config_dir: home.join("config"),
            default_book_dir: home.to_owned(),
            own_dirs: Vec::new(),
            remembers_books: true,
            keyring: None,
            events: Arc::new(|_| {}),
        });
        let calls = [
            ("prefs_set", json!({ "language": "zh-CN" })),
            ("book_create", json!({ "home_country": "CN" })),
            ("customers_create", json!({ "name": "欧阳娜娜" })),
            ("book_set_password", json!({ "new": PASSWORD })),
        ];
        for (command, args) in calls {
            session.dispatch(command, args).unwrap_or_else(|why| panic!("{command}: {why:?}"));
        }
        session
    }

    #[test]
    fn before_sleep_the_book_is_backed_up_and_locked_for_every_command_of_the_door() {
        let home = tempfile::tempdir().unwrap();
        let session = session(home.path());
        let backups = |session: &Session| session.dispatch("backups_list", Value::Null).unwrap();
        let before = backups(&session)["backups"].as_array().map_or(0, Vec::len);
        let locked = session.clone();
        let stand = Stand::with(move || drop(locked.dispatch("book_lock", json!({ "within_ms": BACKUP_MS }))));
        stand.sleeps(true);
        stand.until_it_may_sleep();
        // It may sleep only now that nothing answers any more.
        for command in rounds_api::COMMANDS.iter().filter(|command| !rounds_api::WHILE_LOCKED.contains(command)) {
            let answer = session.dispatch(command, json!({})).map_err(|error| error.code);
            assert_eq!(answer, Err("locked".to_owned()), "{command}");
        }
        let state = session.dispatch("app_state", Value::Null).unwrap();
        assert!(!state.to_string().contains("欧阳"), "what is told of a locked book names nobody: {state}");
        session.dispatch("book_unlock", json!({ "password": PASSWORD })).unwrap();
        let after = backups(&session);
        assert_eq!(after["backups"].as_array().map_or(0, Vec::len), before + 1, "a due backup came first: {after}");
    }
}
