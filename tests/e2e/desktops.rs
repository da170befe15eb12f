//! A desktop's stand-in on a bus of the tests' own: it shows notifications, and has a tray.

use crate::buses::Bus;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, connection::Builder};
use zbus::zvariant::OwnedValue;

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";

/// An entry of a tray's menu: its number, what it says, and its own entries.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// What a tray shows under the pointer: the icon's name, pictures of it, a title and a text.
type Tip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);

/// A notification as it was asked for.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Its buttons: keys and labels in turn.
    pub buttons: Vec<String>,
}

#[derive(Clone, Default)]
struct Notifications {
    shown: Arc<Mutex<Vec<Shown>>>,
    closed: Arc<Mutex<Vec<u32>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body", "body-markup"].map(str::to_owned).to_vec()
    }

    #[expect(clippy::too_many_arguments, reason = "the protocol has so many")]
    fn notify(
        &self,
        _name: &str,
        _replaces: u32,
        _icon: &str,
        title: &str,
        text: &str,
        buttons: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> zbus::fdo::Result<u32> {
        let mut shown = self.shown.lock().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?;
        let number = u32::try_from(shown.len()).unwrap_or_default() + 1;
        shown.push(Shown { number, title: title.to_owned(), text: text.to_owned(), buttons });
        Ok(number)
    }

    fn close_notification(&self, number: u32) -> zbus::fdo::Result<()> {
        self.closed.lock().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?.push(number);
        Ok(())
    }
}

#[derive(Clone, Default)]
struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) -> zbus::fdo::Result<()> {
        self.items.lock().map_err(|why| zbus::fdo::Error::Failed(why.to_string()))?.push(service.to_owned());
        Ok(())
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A bus with a desktop on it. It ends with this value.
pub struct Desktop {
    bus: Bus,
    notifications: Notifications,
    watcher: Watcher,
    service: Connection,
}

impl Desktop {
    /// Starts one.
    pub fn start() -> Self {
        let (bus, notifications, watcher) = (Bus::start(), Notifications::default(), Watcher::default());
        let service = Builder::address(bus.address.as_str())
            .and_then(|bus| bus.name(NOTIFICATIONS))
            .and_then(|bus| bus.name(WATCHER))
            .and_then(|bus| bus.serve_at(NOTIFICATIONS_PATH, notifications.clone()))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", watcher.clone()))
            .and_then(Builder::build)
            .unwrap_or_else(|why| panic!("the stand-in: {why}"));
        Self { bus, notifications, watcher, service }
    }

    /// How a program comes to this desktop.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![("DBUS_SESSION_BUS_ADDRESS", self.bus.address.clone())]
    }

    /// All notifications that were asked for.
    pub fn shown(&self) -> Vec<Shown> {
        self.notifications.shown.lock().map(|shown| shown.clone()).unwrap_or_default()
    }

    /// The numbers of those that were taken off the screen by who asked for them.
    pub fn closed(&self) -> Vec<u32> {
        self.notifications.closed.lock().map(|closed| closed.clone()).unwrap_or_default()
    }

    /// Presses a button of a notification.
    pub fn presses(&self, number: u32, key: &str) {
        let said =
            self.service.emit_signal(None::<&str>, NOTIFICATIONS_PATH, NOTIFICATIONS, "ActionInvoked", &(number, key));
        said.unwrap_or_else(|why| panic!("the stand-in cannot speak: {why}"));
    }

    /// Chooses an entry of the menu of the latest icon in the tray.
    pub fn chooses(&self, label: &str) {
        let menu = "com.canonical.dbusmenu";
        let item = self.watcher.items.lock().ok().and_then(|items| items.last().cloned()).unwrap_or_default();
        let ask = (0_i32, -1_i32, Vec::<String>::new());
        let asked = self.service.call_method(Some(item.as_str()), "/MenuBar", Some(menu), "GetLayout", &ask);
        let asked = asked.unwrap_or_else(|why| panic!("no menu: {why}"));
        let (_, (_, _, entries)): (u32, Entry) =
            asked.body().deserialize().unwrap_or_else(|why| panic!("no menu: {why}"));
        let named = |entry: OwnedValue| {
            let (number, mut told, _): Entry = entry.try_into().ok()?;
            let said: String = told.remove("label")?.try_into().ok()?;
            (said == label).then_some(number)
        };
        let number = entries.into_iter().find_map(named).unwrap_or_else(|| panic!("{label:?} is not in the menu"));
        let chosen = (number, "clicked", OwnedValue::from(0_i32), 0_u32);
        let said = self.service.call_method(Some(item.as_str()), "/MenuBar", Some(menu), "Event", &chosen);
        said.unwrap_or_else(|why| panic!("{label:?}: {why}"));
    }

    /// What the latest icon in the tray tells when the pointer is over it.
    pub fn told_by_the_tray(&self) -> Option<String> {
        let item = self.watcher.items.lock().ok()?.last()?.clone();
        let asked = self.service.call_method(
            Some(item.as_str()),
            "/StatusNotifierItem",
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &(ITEM, "ToolTip"),
        );
        let value: OwnedValue = asked.ok()?.body().deserialize().ok()?;
        let (_, _, _, text): Tip = value.try_into().ok()?;
        Some(text)
    }
}
