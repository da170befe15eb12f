//! The system goes to sleep: the window shows the lock before it does. A stand-in tells of it on a bus of its own.

use super::row;
use crate::buses::Bus;
use crate::things::{css, part};
use crate::window::Window;
use serde_json::json;
use std::io::PipeReader;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, connection::Builder};
use zbus::zvariant::Fd;

const NAME: &str = "欧阳娜娜";
const NOTE: &str = "她母亲住院了，下次别提价格";
const PASSWORD: &str = "春风十里 2026";

/// Stands in for the system's login service.
#[derive(Clone, Default)]
struct Login {
    waiting: Arc<Mutex<Vec<PipeReader>>>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Login {
    fn inhibit(&self, _what: &str, _who: &str, _why: &str, _mode: &str) -> zbus::fdo::Result<Fd<'static>> {
        let (reader, writer) = std::io::pipe().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?;
        self.waiting.lock().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?.push(reader);
        Ok(Fd::from(std::os::fd::OwnedFd::from(writer)))
    }
}

/// A bus with the stand-in on it. It ends with this value.
struct System {
    bus: Bus,
    login: Login,
    service: Connection,
}

impl System {
    fn start() -> Self {
        let (bus, login) = (Bus::start(), Login::default());
        let service = Builder::address(bus.address.as_str())
            .and_then(|bus| bus.name("org.freedesktop.login1"))
            .and_then(|bus| bus.serve_at("/org/freedesktop/login1", login.clone()))
            .and_then(Builder::build)
            .unwrap_or_else(|why| panic!("the stand-in: {why}"));
        Self { bus, login, service }
    }

    /// Whether the program has asked to be waited for.
    fn is_asked_to_wait(&self) -> bool {
        self.login.waiting.lock().is_ok_and(|waiting| !waiting.is_empty())
    }

    /// Says that the system is about to sleep, and waits until the program lets it.
    fn sleeps(&self) {
        let (path, interface) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
        let said = self.service.emit_signal(None::<&str>, path, interface, "PrepareForSleep", &(true,));
        said.unwrap_or_else(|why| panic!("the stand-in cannot speak: {why}"));
        let waiting = self.login.waiting.lock().map(|mut all| all.pop());
        let mut waiting = waiting.ok().flatten().unwrap_or_else(|| panic!("nobody is waited for"));
        let (done, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || done.send(std::io::Read::read(&mut waiting, &mut [0]).ok()));
        let ended = ended.recv_timeout(std::time::Duration::from_secs(60));
        assert_eq!(ended, Ok(Some(0)), "the program never lets the system sleep");
    }
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn the_book_is_locked_before_the_system_sleeps() {
    let system = System::start();
    let on_bus = |_: &std::path::Path| vec![("DBUS_SYSTEM_BUS_ADDRESS", system.bus.address.clone())];
    let mut window = Window::open_in("suspending", "zh-CN", on_bus).with(0);
    let id = window.call("customers_create", &json!({ "name": NAME, "note": NOTE }))["id"].clone();
    window.call("book_set_password", &json!({ "new": PASSWORD }));
    window.goes_to(&format!("/customers/{id}")).sees(&part(NOTE)).shot("open");
    let asked = window.page().wait(|| system.is_asked_to_wait().then_some(()));
    assert!(asked.is_some(), "the program asks to be waited for");

    window.page().run("window.isOld = true;", vec![]);
    system.sleeps();
    // A new page stands there: what the old one had read went with it.
    window.until("the page is new", "!window.isOld && document.querySelector('[data-testid=locked]')");
    for command in rounds_api::COMMANDS.iter().filter(|command| !rounds_api::WHILE_LOCKED.contains(command)) {
        let answer = window.page().call(command, &json!({}));
        assert_eq!(answer["refused"]["code"], "locked", "{command}: {answer}");
    }
    window.shot("locked");
    let page = window.value("document.documentElement.outerHTML + location.href + document.title");
    let page = page.as_str().unwrap_or_default();
    assert!(!page.contains(NAME) && !page.contains(NOTE), "the page tells of nobody: {page}");

    window.click(&css("[data-testid=locked] input")).types(PASSWORD).presses("Enter").sees(&row(0)).shot("unlocked");
    let backups = window.call("backups_list", &json!({}))["backups"].clone();
    assert_eq!(backups[0]["reason"], "lock", "a due backup came first: {backups}");
}
