//! A folder with a home of its own, and the program run in it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The book of most tests.
pub const BOOK: &str = "book.rounds";

/// The program: named by `ROUNDS_CLI`, or the build beside this test.
fn program() -> PathBuf {
    let named = std::env::var_os("ROUNDS_CLI").map(PathBuf::from);
    let beside = || {
        let test = std::env::current_exe().ok()?;
        Some(test.parent()?.parent()?.join(format!("rounds-cli{}", std::env::consts::EXE_SUFFIX)))
    };
    let program = named.or_else(beside).unwrap_or_default();
    assert!(program.is_file(), "the program is not built: cargo build --workspace");
    program
}

/// A file of `tests/data/import`.
pub fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/import").join(name).display().to_string()
}

/// What `tests/data/import` says of a file.
pub fn truth(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(sample(name)).unwrap()).unwrap()
}

/// The lines of a CSV file by heading.
pub fn expected(name: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_path(sample(name)).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

/// A folder for one test.
pub struct Dir(TempDir);

/// How the program ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The value on standard output.
    pub fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "one value: {} {}", self.stdout, self.stderr);
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The error on standard error; standard output is empty then.
    pub fn error(&self) -> Value {
        assert_eq!(self.stdout, "", "an error leaves standard output empty");
        let value: Value = serde_json::from_str(&self.stderr).unwrap_or_else(|_| panic!("no JSON: {}", self.stderr));
        assert!(value["error"]["message"].is_string() && value["error"]["where"].is_object(), "{value}");
        value["error"].clone()
    }
}

impl Dir {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with an empty Chinese book.
    pub fn with_book() -> Self {
        let dir = Self::empty();
        dir.json(&["new", BOOK, "--lang", "zh-CN"]);
        dir
    }

    /// A folder with a book and these customers.
    pub fn with_customers(customers: &[Value]) -> Self {
        let dir = Self::with_book();
        let mut lines = dir.lines();
        for customer in customers {
            lines.ok("customers_create", customer.clone());
        }
        lines.end();
        dir
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file; its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// The program with these arguments, to be started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(args)
            .current_dir(self.0.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "zh_CN.UTF-8")
            .env("TZ", "Asia/Shanghai")
            .env("ROUNDS_HOME", self.path("home"));
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Run {
        let output = self.command(args).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run =
            Run { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!run.stderr.contains("panicked"), "{args:?}: {}", run.stderr);
        run
    }

    /// Runs with `--json` and expects it to go well.
    pub fn json(&self, args: &[&str]) -> Value {
        let run = self.run_json(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
        run.json()
    }

    /// Runs with `--json` and expects an error with this code; exit code 1.
    pub fn fails(&self, args: &[&str], code: &str) -> Value {
        let run = self.run_json(args);
        let error = run.error();
        assert_eq!((run.code, error["code"].as_str()), (1, Some(code)), "{args:?}: {error}");
        error
    }

    /// Runs with `--json`.
    pub fn run_json(&self, args: &[&str]) -> Run {
        self.run(&[args, &["--json"]].concat())
    }

    /// The hash over all rows of the book.
    pub fn dump_hash(&self) -> String {
        let report = self.json(&["check", BOOK]);
        assert_eq!(report["ok"], true, "{report}");
        report["dump_hash"].as_str().unwrap().to_owned()
    }

    /// Opens the book for writing, for line after line.
    pub fn lines(&self) -> Lines {
        let mut process =
            self.command(&["call", BOOK, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (process.stdin.take().unwrap(), BufReader::new(process.stdout.take().unwrap()));
        Lines { process, input, output }
    }
}

/// The program with the book open, answering line by line.
pub struct Lines {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Lines {
    /// Sends a line as it is; the answer.
    pub fn send(&mut self, line: &str) -> Value {
        writeln!(self.input, "{line}").unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{line} was answered with {answer:?}"))
    }

    /// The answer to a command.
    pub fn ask(&mut self, command: &str, args: Value) -> Value {
        self.send(&json!({ "command": command, "args": args }).to_string())
    }

    /// What a command gives, which must go well.
    pub fn ok(&mut self, command: &str, args: Value) -> Value {
        let mut answer = self.ask(command, args);
        assert!(answer.get("ok").is_some(), "{command}: {answer}");
        answer["ok"].take()
    }

    /// No more lines; the exit code.
    pub fn end(self) -> i32 {
        let Self { mut process, input, output } = self;
        drop((input, output));
        process.wait().unwrap().code().unwrap_or(-1)
    }
}
