//! Without a network: in a namespace whose only interface, the loopback, is down, the program starts and serves. With a
//! network it tries no connection. It is driven by true keys of the display: a driver would need a network itself.

use crate::app::program;
use serde_json::{Value, json};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// How long what was typed may take until it is in the book, before it is typed once more.
const SOON: Duration = Duration::from_secs(15);
const NAME: &str = "Ada Offline";
const NOTE: &str = "wants twenty pumps";

/// A program with its own home and an empty book in it, started through another one.
struct Alone {
    process: Child,
    home: tempfile::TempDir,
}

impl Alone {
    fn start(through: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
        let book = home.path().join("book.rounds");
        rounds_cli(home.path(), &["new", &book.display().to_string()]);
        let prefs = json!({ "language": "en", "recent": [book] }).to_string();
        std::fs::write(home.path().join("config/prefs.json"), prefs).unwrap_or_else(|why| panic!("{why}"));
        let mut command = Command::new(through[0]);
        command.args(&through[1..]).arg(program()).env("ROUNDS_HOME", home.path()).env("GTK_A11Y", "none");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let process = command.spawn().unwrap_or_else(|why| panic!("{through:?}: {why}"));
        Self { process, home }
    }

    /// A customer and a visit, by keys alone.
    fn serves(self) {
        let window = until("its window", || {
            let found = xdotool(&["search", "--onlyvisible", "--name", "book · Rounds|Rounds"]);
            found.lines().last().map(str::to_owned)
        });
        xdotool(&["windowfocus", &window]);
        // The list is there when a key opens the form, and the form takes the name once it is there.
        until("a new customer", || {
            xdotool(&["key", "Escape", "n"]);
            std::thread::sleep(Duration::from_millis(700));
            xdotool(&["type", "--delay", "30", NAME]);
            xdotool(&["key", "Return"]);
            comes_within(SOON, || (!self.found().is_empty()).then_some(()))
        });
        // Keys that came before the log box was there may have led anywhere: the customer is looked for anew.
        let mut is_lost = false;
        until("a visit", || {
            if std::mem::replace(&mut is_lost, true) {
                xdotool(&["key", "Escape", "Escape", "ctrl+k"]);
                std::thread::sleep(Duration::from_millis(700));
                xdotool(&["type", "--delay", "30", NAME]);
                std::thread::sleep(Duration::from_secs(2));
                xdotool(&["key", "Return"]);
                std::thread::sleep(Duration::from_secs(2));
            }
            xdotool(&["key", "l"]);
            std::thread::sleep(Duration::from_millis(700));
            xdotool(&["type", "--delay", "30", NOTE]);
            xdotool(&["key", "Return"]);
            let is_logged = |id: &String| self.asks("show", id)["timeline"].to_string().contains(NOTE);
            comes_within(SOON, || self.found().iter().any(is_logged).then_some(()))
        });
    }

    /// The ids of those who are called so: where a key came late, it was typed twice.
    fn found(&self) -> Vec<String> {
        let found = self.asks("find", NAME);
        found.as_array().into_iter().flatten().map(|customer| customer["id"].to_string()).collect()
    }

    /// What the command line, beside the open window, answers about the book.
    fn asks(&self, command: &str, what: &str) -> Value {
        let book = self.home.path().join("book.rounds").display().to_string();
        rounds_cli(self.home.path(), &[command, &book, what])
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        // All of its group: what it was started through, and its web view.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn without_any_network_the_program_starts_and_serves() {
    let ways = [["unshare", "-n"], ["unshare", "-rn"]];
    let Some(way) = ways.into_iter().find(|way| runs(&[way.as_slice(), &["true"]].concat())) else {
        println!("skipped: this system lets nobody make a network namespace");
        return;
    };
    let reach = [way.as_slice(), &["ip", "-brief", "link", "show", "up"]].concat();
    let up = Command::new(reach[0]).args(&reach[1..]).output().map(|told| told.stdout).unwrap_or_default();
    assert!(up.is_empty(), "no interface is up in there: {}", String::from_utf8_lossy(&up));
    Alone::start(&way).serves();
}

#[test]
#[ignore = "needs the real window: cargo xtask test journeys"]
fn with_a_network_no_connection_is_tried() {
    if !runs(&["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"]) {
        println!("skipped: this system lets nobody watch the calls of a program (strace)");
        return;
    }
    let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("{why}"));
    let log = folder.path().join("calls").display().to_string();
    let calls = "trace=socket,connect,bind,sendto,sendmsg,sendmmsg";
    Alone::start(&["strace", "-f", "--seccomp-bpf", "-qq", "-s", "0", "-o", &log, "-e", calls]).serves();
    let seen = std::fs::read_to_string(&log).unwrap_or_default();
    assert!(seen.contains("connect(") && seen.contains("AF_UNIX"), "calls are seen: the display's, to begin with");
    let tried: Vec<&str> = seen.lines().filter(|call| call.contains("AF_INET")).collect();
    assert!(tried.is_empty(), "{}", tried.join("\n"));
}

/// Asks the command line for JSON; null where it refuses.
fn rounds_cli(home: &Path, args: &[&str]) -> Value {
    let cli: PathBuf = program().with_file_name("rounds-cli");
    let mut command = Command::new(&cli);
    command.args(["--json", "--config-dir"]).arg(home.join("config")).args(args);
    let told = command.output().unwrap_or_else(|why| panic!("{}: {why}", cli.display()));
    serde_json::from_slice(&told.stdout).unwrap_or_default()
}

fn runs(words: &[&str]) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|ended| ended.success())
}

fn xdotool(args: &[&str]) -> String {
    let done = Command::new("xdotool").args(args).output().unwrap_or_else(|why| panic!("xdotool: {why}"));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    comes_within(PATIENCE, look).unwrap_or_else(|| panic!("{what} does not come"))
}

fn comes_within<T>(patience: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        match look() {
            None if begun.elapsed() < patience => std::thread::sleep(Duration::from_millis(100)),
            found => return found,
        }
    }
}
