//! The system's keyring: the Secret Service on Linux, the keychain of macOS, the credential manager of Windows.

use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};
use rounds_api::{Keyring, Zeroizing};
use std::collections::HashMap;
use std::sync::Arc;

/// Whose secrets they are, beside those of other programs.
const SERVICE: &str = "app.rounds.book";
/// How the system's own list of secrets calls them, where it shows a name.
const LABEL: &str = "Rounds · 走访";

/// The keyring of whoever is signed in.
pub struct SystemKeyring;

impl SystemKeyring {
    /// What is kept under a name. The service is looked for each time: it may come up later than we do, or begin anew.
    fn entry(name: &str) -> keyring_core::Result<Entry> {
        let label = HashMap::from([("label", LABEL)]);
        store()?.build(SERVICE, name, cfg!(target_os = "linux").then_some(&label))
    }
}

impl Keyring for SystemKeyring {
    fn keep(&self, name: &str, secret: &str) -> Result<(), String> {
        Self::entry(name).and_then(|entry| entry.set_password(secret)).map_err(|why| why.to_string())
    }

    fn find(&self, name: &str) -> Result<Option<Zeroizing<String>>, String> {
        match Self::entry(name).and_then(|entry| entry.get_password()) {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            // A text that is none is no secret of ours; it is found not to fit.
            Err(Error::BadEncoding(_)) => Ok(Some(Zeroizing::default())),
            Err(why) => Err(why.to_string()),
        }
    }

    fn forget(&self, name: &str) -> Result<(), String> {
        match Self::entry(name).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(why) => Err(why.to_string()),
        }
    }
}

#[cfg(target_os = "linux")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};

    /// Says to a test that it runs in a session of its own.
    const INSIDE: &str = "ROUNDS_TEST_KEYRING";
    /// Opens a keyring of the session's own with the password that comes in, and goes on.
    const UNLOCKED: &str = "gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";

    /// Begins a test anew in a session without a bus, or in one with a bus and a keyring of its own: tests speak to the
    /// keyring of their session, and that must not be the user's. True in there.
    fn in_a_session(test: &str, has_keyring: bool) -> bool {
        if std::env::var_os(INSIDE).is_some() {
            return true;
        }
        let home = tempfile::tempdir().unwrap();
        let this = std::env::current_exe().unwrap();
        let mut inner = Command::new(if has_keyring { "dbus-run-session" } else { "env" });
        if has_keyring {
            inner.args(["--", "sh", "-c", UNLOCKED, "sh"]);
        }
        inner.arg(this).args([&format!("keyring::tests::{test}"), "--exact", "--nocapture"]);
        for place in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "HOME"] {
            inner.env(place, home.path());
        }
        inner.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}/none", home.path().display()));
        let inner = inner.env(INSIDE, "1").env_remove("DISPLAY").stdin(Stdio::piped()).stdout(Stdio::null());
        let mut inner =
            inner.stderr(Stdio::piped()).spawn().expect("dbus-run-session is there: the journeys need it too");
        // The keyring takes its password up to the end of the input.
        inner.stdin.take().unwrap().write_all(b"of the session").unwrap();
        let ended = inner.wait_with_output().unwrap();
        assert!(ended.status.success(), "{test}: {}", String::from_utf8_lossy(&ended.stderr));
        false
    }

    #[test]
    fn what_the_system_keeps_is_found_until_it_is_forgotten() {
        if !in_a_session("what_the_system_keeps_is_found_until_it_is_forgotten", true) {
            return;
        }
        let (keyring, one, other) = (SystemKeyring, "0192-one", "0192-other");
        assert_eq!(keyring.find(one), Ok(None), "a new keyring is empty");
        assert_eq!(keyring.forget(one), Ok(()), "what is not there is forgotten");
        keyring.keep(one, "00ff").unwrap();
        keyring.keep(other, "11ee").unwrap();
        let found = |name: &str| SystemKeyring.find(name).unwrap().map(|secret| secret.to_string());
        assert_eq!((found(one), found(other)), (Some("00ff".to_owned()), Some("11ee".to_owned())));
        keyring.keep(one, "22dd").unwrap();
        assert_eq!(found(one).as_deref(), Some("22dd"), "the new takes the place of the old");
        keyring.forget(one).unwrap();
        assert_eq!((found(one), found(other).as_deref()), (None, Some("11ee")));
    }

    #[test]
    fn a_system_without_a_keyring_says_so_and_does_not_wait() {
        if !in_a_session("a_system_without_a_keyring_says_so_and_does_not_wait", false) {
            return;
        }
        assert!(SystemKeyring.keep("0192", "00ff").is_err());
        assert!(SystemKeyring.find("0192").is_err(), "that nothing is found is not that there is nothing");
        assert!(SystemKeyring.forget("0192").is_err());
    }
}
