//! One start of the program under WebKitWebDriver: its processes, its folder, and that nothing of them is left.

use crate::clock;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The driver. It starts the program itself, which inherits its environment.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver whose programs keep everything in `home`, with these variables besides. All that they say goes into
    /// a file there: it is no place for what is in the book.
    pub fn start(home: &Path, language: &str, environment: &[(&'static str, String)]) -> Self {
        let port = free_port();
        let mut driver = Command::new("WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("ROUNDS_HOME", home)
            .env("LANG", "C.UTF-8")
            .env("LANGUAGE", language.replace('-', "_"))
            .env("TZ", clock::zone())
            // Without it the program does not let itself be driven, and the session hangs.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GTK_A11Y", "none");
        // Of frames in plain memory the driver never gets a picture (WebKitGTK 2.50). What measures takes none, and leaves it to
        // the program how it draws.
        if std::env::var_os("ROUNDS_BOOK").is_none() {
            driver.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
        }
        driver
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(said(home))
            .stderr(said(home))
            // A group of its own, so that driver, program and web view end together.
            .process_group(0);
        let process = driver.spawn().unwrap_or_else(|why| panic!("WebKitWebDriver does not start: {why}"));
        Self { process, port }
    }

    /// The processes that came of it.
    pub fn processes(&self) -> Vec<Process> {
        members(self.process.id()).collect()
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = self.process.id();
        let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
        // Until its last thread is gone, a program keeps its name in the D-Bus session: the next start would find it
        // there, hand over to it and end.
        let begun = Instant::now();
        while is_alive(group) && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The file for what programs say.
fn said(home: &Path) -> Stdio {
    let file = std::fs::OpenOptions::new().create(true).append(true).open(home.join("said.txt"));
    file.map_or_else(|_| Stdio::null(), Stdio::from)
}

/// Whether a thread of the process group still runs. What has ended and is only not yet taken note of does not count.
fn is_alive(group: u32) -> bool {
    members(group).any(|process| {
        let threads = std::fs::read_dir(process.folder.join("task")).map_or(0, Iterator::count);
        process.state != "Z" || threads > 1
    })
}

/// A process of a driver's group, as `/proc` tells of it.
pub struct Process {
    /// Its folder below `/proc`.
    pub folder: PathBuf,
    /// Its name, cut after 15 letters.
    pub name: String,
    state: String,
    /// When it began, in hundredths of a second after the start of the system.
    pub begun: u64,
}

/// The processes of a group: the driver, the program, and those of its web view.
fn members(group: u32) -> impl Iterator<Item = Process> {
    let folders = std::fs::read_dir("/proc").into_iter().flatten().flatten().map(|process| process.path());
    folders.filter_map(move |folder| {
        let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
        // `PID (NAME) STATE PARENT GROUP …`; the name may hold spaces and brackets. Field 22 is when it began.
        let (head, tail) = stat.rsplit_once(')')?;
        let fields: Vec<&str> = tail.split_whitespace().collect();
        let of: u32 = fields.get(2)?.parse().ok()?;
        let name = head.split_once('(')?.1.to_owned();
        let (state, begun) = ((*fields.first()?).to_owned(), fields.get(19)?.parse().ok()?);
        (of == group).then_some(Process { folder, name, state, begun })
    })
}

/// The program: named by `ROUNDS_APP`, or the debug build beside this test.
pub fn program() -> PathBuf {
    let named = std::env::var_os("ROUNDS_APP").map(PathBuf::from);
    let beside = || std::env::current_exe().ok().and_then(|test| Some(test.parent()?.parent()?.join("rounds")));
    let program = named.or_else(beside).unwrap_or_default();
    assert!(program.is_file(), "the program is not built: cargo xtask test journeys");
    program
}

/// Starts the program a second time with a file, as a double click on it does. It hands the file over and ends.
pub fn start_again_with(home: &Path, file: &Path, environment: &[(&'static str, String)]) {
    let mut second = Command::new(program());
    second
        .arg(file)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .env("ROUNDS_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let ended = second.status().unwrap_or_else(|why| panic!("the second start does not start: {why}"));
    assert!(ended.success(), "the second start hands its file over and ends well: {ended}");
}

/// A folder for pictures, emptied.
pub fn pictures(name: &str) -> PathBuf {
    let shots = std::env::var_os("ROUNDS_SHOTS").map(PathBuf::from);
    let dir = shots.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/shots")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    dir
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|why| panic!("no free port: {why}"));
    listener.local_addr().map(|address| address.port()).unwrap_or_else(|why| panic!("no free port: {why}"))
}
