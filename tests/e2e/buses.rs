//! Buses of the tests' own: what the system tells on its, or keeps behind one, is stood in for, or is our own.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use zbus::blocking::{Connection, connection::Builder};

/// On it are only those who came by themselves: it starts no service of the system's.
const SETTINGS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"#;

/// A bus. It ends with this value.
pub struct Bus {
    daemon: Child,
    _settings: TempDir,
    /// Where it is.
    pub address: String,
}

impl Bus {
    /// Starts one.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
        let settings = folder.path().join("bus.conf");
        std::fs::write(&settings, SETTINGS).unwrap_or_else(|why| panic!("{why}"));
        let mut daemon = Command::new("dbus-daemon");
        daemon.arg(format!("--config-file={}", settings.display()));
        daemon.args(["--nofork", "--nopidfile", "--print-address"]).stdout(Stdio::piped());
        let mut daemon = daemon.spawn().unwrap_or_else(|why| panic!("dbus-daemon: {why}"));
        let mut address = String::new();
        if let Some(out) = daemon.stdout.take() {
            BufReader::new(out).read_line(&mut address).unwrap_or_else(|why| panic!("dbus-daemon: {why}"));
        }
        Self { daemon, _settings: folder, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// A keyring of a folder's own, on a bus. It ends with this value.
pub struct Keyring(Child);

impl Keyring {
    /// Starts one, opened by a password of its own, and waits until it answers there.
    pub fn start(bus: &Bus, folder: &Path) -> Self {
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--foreground", "--unlock", "--components=secrets"]).env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
        for place in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
            daemon.env(place, folder);
        }
        daemon.env_remove("DISPLAY").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut daemon = daemon.spawn().unwrap_or_else(|why| panic!("gnome-keyring-daemon: {why}"));
        if let Some(mut password) = daemon.stdin.take() {
            password.write_all(b"of the session").unwrap_or_else(|why| panic!("gnome-keyring-daemon: {why}"));
        }
        let keyring = Self(daemon);
        let asking = Builder::address(bus.address.as_str()).and_then(Builder::build);
        let asking = asking.unwrap_or_else(|why| panic!("the bus: {why}"));
        let begun = std::time::Instant::now();
        while !is_there(&asking, "org.freedesktop.secrets") {
            assert!(begun.elapsed() < std::time::Duration::from_secs(20), "the keyring does not come up");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        keyring
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_there(bus: &Connection, name: &str) -> bool {
    let path = "/org/freedesktop/DBus";
    let asked =
        bus.call_method(Some("org.freedesktop.DBus"), path, Some("org.freedesktop.DBus"), "NameHasOwner", &(name,));
    asked.is_ok_and(|answer| answer.body().deserialize().unwrap_or(false))
}
