//! The keyring opens a book, and whatever is wrong with it, the password still does.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::SessionOptions;

const PASSWORD: &str = "春风十里 2026";

/// Stands in for the system's keyring.
#[derive(Default)]
struct Stand {
    kept: Mutex<HashMap<String, String>>,
    is_broken: AtomicBool,
}

impl Stand {
    fn kept(&self) -> std::result::Result<std::sync::MutexGuard<'_, HashMap<String, String>>, String> {
        if self.is_broken.load(Ordering::Relaxed) {
            return Err("the service does not answer".to_owned());
        }
        Ok(self.kept.lock().unwrap())
    }
}

impl Keyring for Stand {
    fn keep(&self, name: &str, secret: &str) -> std::result::Result<(), String> {
        self.kept()?.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn find(&self, name: &str) -> std::result::Result<Option<Zeroizing<String>>, String> {
        Ok(self.kept()?.get(name).cloned().map(Zeroizing::new))
    }

    fn forget(&self, name: &str) -> std::result::Result<(), String> {
        self.kept()?.remove(name);
        Ok(())
    }
}

/// A session beside a keyring; its book has a password and one customer.
struct Desk {
    session: Session,
    keyring: Arc<Stand>,
    book: PathBuf,
    uid: String,
    _home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Stand::default());
        let session = Session::new(SessionOptions {
            config_dir: home.path().join("config"),
            default_book_dir: home.path().to_owned(),
            own_dirs: Vec::new(),
            remembers_books: true,
            keyring: Some(Arc::clone(&keyring) as Arc<dyn Keyring>),
            events: Arc::new(|_| {}),
        });
        let made = session.dispatch("book_create", json!({ "home_country": "CN" })).unwrap();
        let desk = Self {
            session,
            keyring,
            book: PathBuf::from(made["path"].as_str().unwrap()),
            uid: made["uid"].as_str().unwrap().to_owned(),
            _home: home,
        };
        desk.call("customers_create", json!({ "name": "欧阳娜娜" }));
        desk.call("book_set_password", json!({ "new": PASSWORD }));
        desk
    }

    /// The same with its key in the keyring.
    fn remembered() -> Self {
        let desk = Self::new();
        desk.call("book_remember", json!({ "password": PASSWORD }));
        desk
    }

    fn call(&self, command: &str, args: Value) -> Value {
        self.session.dispatch(command, args).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    fn refusal(&self, command: &str, args: Value) -> String {
        self.session.dispatch(command, args).map_or_else(|error| error.code, |answer| format!("answered {answer}"))
    }

    /// What the keyring keeps for the book.
    fn kept(&self) -> Option<String> {
        self.keyring.kept.lock().unwrap().get(&self.uid).cloned()
    }

    fn keeps(&self, secret: &str) {
        self.keyring.keep(&self.uid, secret).unwrap();
    }

    fn key(&self) -> String {
        self.session.book().unwrap().key().to_hex().to_string()
    }

    /// Locks, and says whether the lock screen offers the keyring.
    fn lock(&self) -> bool {
        self.call("book_lock", json!({}));
        self.is_offered()
    }

    fn is_offered(&self) -> bool {
        self.call("app_state", Value::Null)["locked"]["is_remembered"] == true
    }

    fn opens_by_the_password(&self) {
        self.call("book_unlock", json!({ "password": PASSWORD }));
        assert_eq!(self.call("customers_list", json!({}))["total"], 1);
    }
}

fn by_keyring() -> Value {
    json!({ "by_keyring": true })
}

#[test]
fn the_keyring_opens_a_book_that_it_was_given_and_no_other() {
    let desk = Desk::new();
    assert_eq!(desk.call("book_remembered", Value::Null), json!({ "is_possible": true, "is_remembered": false }));
    assert!(!desk.lock(), "nothing is offered that was not asked for");
    assert_eq!(desk.refusal("book_unlock", by_keyring()), "keyring_empty");
    desk.opens_by_the_password();

    assert_eq!(desk.refusal("book_remember", json!({ "password": "瞎猜的" })), "wrong_password");
    assert_eq!(desk.kept(), None, "who does not know the password gives no key away");
    desk.call("book_remember", json!({ "password": PASSWORD }));
    assert_eq!(desk.kept(), Some(desk.key()));
    assert!(desk.lock());
    assert_eq!(desk.refusal("book_unlock", json!({})), "wrong_password", "only who asks for it gets it");
    desk.call("book_unlock", by_keyring());
    assert_eq!(desk.call("customers_list", json!({}))["total"], 1);

    desk.call("book_forget_remembered", json!({}));
    assert_eq!(desk.kept(), None);
    assert!(!desk.lock());
    desk.opens_by_the_password();
}

#[test]
fn another_start_knows_of_it_before_the_keyring_is_asked() {
    let desk = Desk::remembered();
    desk.lock();
    desk.keyring.is_broken.store(true, Ordering::Relaxed);
    let again = Session::new(SessionOptions {
        config_dir: desk.session.inner().config_dir.clone(),
        default_book_dir: desk.session.inner().default_book_dir.clone(),
        own_dirs: Vec::new(),
        remembers_books: true,
        keyring: Some(Arc::clone(&desk.keyring) as Arc<dyn Keyring>),
        events: Arc::new(|_| {}),
    });
    let state = again.dispatch("app_state", Value::Null).unwrap();
    assert_eq!(state["locked"]["is_remembered"], true, "{state}");
    desk.keyring.is_broken.store(false, Ordering::Relaxed);
    again.dispatch("book_unlock", by_keyring()).unwrap();
}

#[test]
fn a_key_that_does_not_fit_is_told_and_touches_nothing() {
    let desk = Desk::remembered();
    let other = Key::generate().unwrap().to_hex();
    for wrong in [other.as_str(), "no key at all", ""] {
        desk.lock();
        note(&desk.session, &desk.uid, true).unwrap();
        desk.keeps(wrong);
        let before = std::fs::read(&desk.book).unwrap();
        assert_eq!(desk.refusal("book_unlock", by_keyring()), "keyring_stale", "{wrong:?} is no damage");
        assert!(std::fs::read(&desk.book).unwrap() == before, "the book stays as it is, to the byte");
        assert_eq!((desk.is_offered(), desk.kept()), (false, None), "it is not offered again");
        desk.opens_by_the_password();
    }
}

#[test]
fn a_keyring_that_is_empty_or_does_not_answer_leaves_the_password() {
    let desk = Desk::remembered();
    desk.lock();
    desk.keyring.is_broken.store(true, Ordering::Relaxed);
    assert_eq!(desk.refusal("book_unlock", by_keyring()), "keyring_failed");
    assert!(desk.is_offered(), "it may answer the next time");
    desk.opens_by_the_password();
    assert_eq!(desk.refusal("book_remember", json!({ "password": PASSWORD })), "keyring_failed");

    desk.lock();
    desk.keyring.is_broken.store(false, Ordering::Relaxed);
    desk.keyring.forget(&desk.uid).unwrap();
    assert_eq!(desk.refusal("book_unlock", by_keyring()), "keyring_empty", "somebody else took it out");
    assert!(!desk.is_offered());
    desk.opens_by_the_password();

    desk.call("book_remember", json!({ "password": PASSWORD }));
    desk.keyring.is_broken.store(true, Ordering::Relaxed);
    assert_eq!(desk.refusal("book_forget_remembered", json!({})), "keyring_unforgotten", "what may be left is said");
    assert!(!desk.lock(), "and it is not asked any more");
}

#[test]
fn it_is_forgotten_with_the_password() {
    let desk = Desk::remembered();
    desk.call("book_set_password", json!({ "old": PASSWORD, "new": "河边老榕树下" }));
    assert_eq!(desk.kept(), Some(desk.key()), "another password leaves the key as it is");
    desk.call("book_set_password", json!({ "old": "河边老榕树下" }));
    assert_eq!(desk.kept(), None);
    assert_eq!(desk.call("book_remembered", Value::Null)["is_remembered"], false);
    assert_eq!(desk.refusal("book_remember", json!({ "password": "" })), "no_password", "there is nothing to spare");
}

#[test]
fn a_new_key_takes_the_place_of_the_old_one_or_none_does() {
    let desk = Desk::remembered();
    let old = desk.key();
    desk.call("book_renew_key", json!({ "password": PASSWORD }));
    assert_ne!(desk.key(), old);
    assert_eq!(desk.kept(), Some(desk.key()));
    assert!(desk.lock());
    desk.call("book_unlock", by_keyring());

    desk.keyring.is_broken.store(true, Ordering::Relaxed);
    desk.call("book_renew_key", json!({ "password": PASSWORD }));
    assert!(!desk.lock(), "a keyring that could not be told is not asked");
    desk.opens_by_the_password();
}

#[test]
fn without_a_keyring_nothing_is_offered() {
    let home = tempfile::tempdir().unwrap();
    let session = Session::new(SessionOptions {
        config_dir: home.path().join("config"),
        default_book_dir: home.path().to_owned(),
        own_dirs: Vec::new(),
        remembers_books: true,
        keyring: None,
        events: Arc::new(|_| {}),
    });
    session.dispatch("book_create", json!({ "home_country": "CN" })).unwrap();
    session.dispatch("book_set_password", json!({ "new": PASSWORD })).unwrap();
    assert_eq!(session.dispatch("book_remembered", Value::Null).unwrap()["is_possible"], false);
    let refused = session.dispatch("book_remember", json!({ "password": PASSWORD })).unwrap_err();
    assert_eq!(refused.code, "keyring_missing");
}
