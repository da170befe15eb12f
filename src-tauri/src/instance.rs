//! A second start without D-Bus: a lock file tells that there is a first one, a socket of the file system (no network)
//! reaches it. Where neither can be made, such as on a stick without them, a second window opens and the book says that
//! it is in use.

use crate::windows;
use serde::{Deserialize, Serialize};
use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tauri::AppHandle;

/// The longest message that is read, in bytes.
const LONGEST: u64 = 64 << 10;
/// So long the first one may take to say that it has heard.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a second start was asked for.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct Start {
    args: Vec<String>,
    from: String,
}

/// That this is the first start, as long as it is held.
pub struct First(#[expect(dead_code, reason = "holding it is all it is for")] File);

/// What came of looking for another one.
pub enum Found {
    /// There was none: this is the first, and hears of others from now on.
    Nobody(Option<First>),
    /// It has come to the front, with what this start was asked for.
    Another,
}

/// Looks for a program that uses the same folder of settings already.
pub fn look(app: &AppHandle, config_dir: &Path) -> Found {
    let app = app.clone();
    let hear = move |start: Start| {
        let app_of_window = app.clone();
        // Windows belong to the main thread.
        let _ = app.run_on_main_thread(move || windows::come_to_front(&app_of_window, &start.args, &start.from));
    };
    let start = Start {
        args: std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect(),
        from: std::env::current_dir().unwrap_or_default().display().to_string(),
    };
    begin(config_dir, &socket_of(config_dir), &start, hear)
}

fn begin(config_dir: &Path, socket: &Path, start: &Start, hear: impl Fn(Start) + Send + 'static) -> Found {
    match hold(&config_dir.join("window.lock")) {
        Ok(Some(lock)) => {
            // Without a socket there is only the lock: who comes later finds nobody to tell.
            let _ = listen(socket, hear);
            Found::Nobody(Some(First(lock)))
        }
        Ok(None) if tell(socket, start).is_ok() => Found::Another,
        _ => Found::Nobody(None),
    }
}

/// The lock, if nobody has it.
fn hold(path: &Path) -> io::Result<Option<File>> {
    if let Some(dir) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    }
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(why)) => Err(why),
    }
}

/// In the folder of the session if there is one (its paths are short, and it goes with the session), else with the settings.
fn socket_of(config_dir: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    config_dir.hash(&mut hasher);
    match std::env::var_os("XDG_RUNTIME_DIR").filter(|dir| !dir.is_empty()) {
        Some(dir) => PathBuf::from(dir).join(format!("rounds-{:x}.sock", hasher.finish())),
        None => config_dir.join("window.sock"),
    }
}

/// Hears of later starts as long as the program runs.
fn listen(socket: &Path, hear: impl Fn(Start) + Send + 'static) -> io::Result<()> {
    // The lock is ours: what is left there is of one that has ended.
    let _ = std::fs::remove_file(socket);
    let listener = UnixListener::bind(socket)?;
    std::fs::set_permissions(socket, Permissions::from_mode(0o600))?;
    std::thread::Builder::new().name("second starts".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Ok(start) = heard(stream) {
                hear(start);
            }
        }
    })?;
    Ok(())
}

fn heard(mut stream: UnixStream) -> io::Result<Start> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut text = String::new();
    Read::by_ref(&mut stream).take(LONGEST).read_to_string(&mut text)?;
    let start = serde_json::from_str(&text)?;
    stream.write_all(b"1")?;
    Ok(start)
}

/// Tells the first one, and waits until it has heard.
fn tell(socket: &Path, start: &Start) -> io::Result<()> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&serde_json::to_vec(start)?)?;
    stream.shutdown(std::net::Shutdown::Write)?;
    stream.read_exact(&mut [0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn start(file: &str) -> Start {
        Start { args: vec!["rounds".to_owned(), file.to_owned()], from: "/home/lin".to_owned() }
    }

    #[test]
    fn a_second_start_is_heard_by_the_first_and_ends() {
        let dir = tempfile::tempdir().unwrap();
        let (config, socket) = (dir.path().join("config"), dir.path().join("config/window.sock"));
        let (sender, receiver) = channel();
        let first = begin(&config, &socket, &start("a"), move |start| sender.send(start).unwrap());
        assert!(matches!(first, Found::Nobody(Some(_))));
        let second = begin(&config, &socket, &start("客户.rounds"), |_| panic!("it is not the first"));
        assert!(matches!(second, Found::Another));
        assert_eq!(receiver.recv_timeout(PATIENCE), Ok(start("客户.rounds")));
        let mode = std::fs::metadata(&socket).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else may call it");
    }

    #[test]
    fn what_a_start_that_ended_left_behind_is_in_nobodys_way() {
        let dir = tempfile::tempdir().unwrap();
        let socket = dir.path().join("window.sock");
        drop(UnixListener::bind(&socket).unwrap());
        assert!(socket.exists(), "as after a power cut");
        let first = begin(dir.path(), &socket, &start("a"), |_| {});
        assert!(matches!(first, Found::Nobody(Some(_))));
        assert!(matches!(begin(dir.path(), &socket, &start("b"), |_| {}), Found::Another));
    }

    #[test]
    fn where_nobody_can_be_told_a_second_start_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let nowhere = dir.path().join("no such folder/window.sock");
        let first = begin(dir.path(), &nowhere, &start("a"), |_| {});
        assert!(matches!(first, Found::Nobody(Some(_))));
        assert!(matches!(begin(dir.path(), &nowhere, &start("b"), |_| {}), Found::Nobody(None)));
        drop(first);
        assert!(matches!(begin(dir.path(), &nowhere, &start("c"), |_| {}), Found::Nobody(Some(_))), "it has ended");
    }
}
