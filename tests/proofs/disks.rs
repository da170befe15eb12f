//! Watched folders: all that is written in one is recorded, in order, and calls can be made to fail.

use std::collections::{BTreeMap, HashMap};
use std::ffi::{c_int, c_long};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the kernel answers: a number, or the number of an error.
pub type Answer = Result<c_long, c_int>;

/// Something that happened to the files of a folder. Files are told apart by numbers: names change.
#[derive(Debug, Clone)]
pub enum Op {
    /// A file came to be, empty.
    Create(PathBuf, usize),
    /// Bytes were written at a place.
    Write(usize, u64, Vec<u8>),
    /// The file got this length.
    Truncate(usize, u64),
    /// What was written to the file is on the disk.
    Sync(usize),
    /// A name became another, in place of what had it.
    Rename(PathBuf, PathBuf),
    /// A name is gone.
    Unlink(PathBuf),
    /// The names in this folder are on the disk.
    SyncFolder(PathBuf),
    /// The user was told that this step is done.
    Done(usize),
}

/// Which calls go wrong, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// From the n-th writing call on there is no room: what makes files or writes to them says `ENOSPC`, the first
    /// after half of its bytes.
    Full,
    /// The n-th writing call says `EIO`, once; syncs, truncations and renames, too.
    Once,
    /// From the n-th writing call on every one says `EIO`.
    Broken,
}

/// A record of everything that happened.
pub struct Record {
    /// The folder.
    pub root: PathBuf,
    /// Names, and bytes, at the beginning.
    pub before: BTreeMap<PathBuf, Vec<u8>>,
    /// What happened, in order; files of the beginning are numbered in the order of their names.
    pub ops: Vec<Op>,
}

struct Disk {
    root: PathBuf,
    before: BTreeMap<PathBuf, Vec<u8>>,
    files: HashMap<PathBuf, usize>,
    next_file: usize,
    ops: Vec<Op>,
    is_recorded: bool,
    failing: Option<(Failing, u64)>,
    /// Writing calls since the failing was set.
    calls: u64,
    failed: u64,
}

enum Handle {
    File(usize),
    /// A file whose content means nothing after a crash.
    Passing,
    Folder(PathBuf),
}

#[derive(Default)]
struct State {
    disks: HashMap<usize, Disk>,
    handles: HashMap<c_int, (usize, Handle)>,
    next: usize,
}

static WATCHED: AtomicUsize = AtomicUsize::new(0);
static STATE: Mutex<Option<State>> = Mutex::new(None);

/// The state, if anything is watched at all. Nothing may fail or print while it is held.
fn state() -> Option<MutexGuard<'static, Option<State>>> {
    (WATCHED.load(Ordering::Acquire) > 0).then(|| STATE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Files that SQLite makes anew at every start.
fn is_passing(path: &Path) -> bool {
    path.to_string_lossy().ends_with("-shm")
}

/// A folder that is watched for as long as this lives.
pub struct Watch(usize, PathBuf);

impl Watch {
    /// Watches a folder; with all that happens in it recorded, or only to let calls fail.
    pub fn new(root: &Path, is_recorded: bool) -> Self {
        let root = root.canonicalize().unwrap();
        let before = if is_recorded { files_of(&root) } else { BTreeMap::new() };
        let files: HashMap<PathBuf, usize> = before.keys().cloned().zip(0..).collect();
        let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
        let state = state.get_or_insert_default();
        state.next += 1;
        let id = state.next;
        let next_file = files.len();
        let disk = Disk {
            root: root.clone(),
            before,
            files,
            next_file,
            ops: Vec::new(),
            is_recorded,
            failing: None,
            calls: 0,
            failed: 0,
        };
        state.disks.insert(id, disk);
        WATCHED.fetch_add(1, Ordering::Release);
        Self(id, root)
    }

    fn with<T>(&self, f: impl FnOnce(&mut Disk) -> T) -> T {
        let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
        f(state.as_mut().unwrap().disks.get_mut(&self.0).unwrap())
    }

    /// Notes that the user was told that this step is done.
    pub fn done(&self, step: usize) {
        self.with(|disk| disk.ops.push(Op::Done(step)));
    }

    /// Lets the n-th writing call from now on fail, counted from 1.
    pub fn fail(&self, failing: Failing, at: u64) {
        self.with(|disk| (disk.failing, disk.calls, disk.failed) = (Some((failing, at)), 0, 0));
    }

    /// Lets nothing fail any more. How many writing calls there were, and how many of them failed.
    pub fn heal(&self) -> (u64, u64) {
        self.with(|disk| {
            disk.failing = None;
            (disk.calls, disk.failed)
        })
    }

    /// What happened. That nothing was missed is seen from the files as they are now.
    pub fn record(self) -> Record {
        let record = self.with(|disk| Record {
            root: disk.root.clone(),
            before: std::mem::take(&mut disk.before),
            ops: std::mem::take(&mut disk.ops),
        });
        let now: BTreeMap<PathBuf, Vec<u8>> = files_of(&self.1);
        let replayed = super::replays::Replay::to_the_end(&record);
        assert_eq!(now.keys().collect::<Vec<_>>(), replayed.keys().collect::<Vec<_>>(), "a name was missed");
        for (path, bytes) in &now {
            assert!(replayed[path] == *bytes, "a write to {} was missed", path.display());
        }
        record
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = state.as_mut() {
            state.disks.remove(&self.0);
            state.handles.retain(|_, (disk, _)| *disk != self.0);
        }
        WATCHED.fetch_sub(1, Ordering::Release);
    }
}

/// All files of a folder that mean something after a crash.
pub fn files_of(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else if !is_passing(&path) {
            files.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    files
}

impl State {
    fn at(&mut self, path: &Path) -> Option<(usize, &mut Disk)> {
        self.disks.iter_mut().find(|(_, disk)| path.starts_with(&disk.root)).map(|(id, disk)| (*id, disk))
    }

    fn of(&mut self, fd: c_int) -> Option<(&mut Disk, &Handle)> {
        let (id, handle) = self.handles.get(&fd)?;
        Some((self.disks.get_mut(id)?, handle))
    }
}

impl Disk {
    fn record(&mut self, op: Op) {
        if self.is_recorded {
            self.ops.push(op);
        }
    }

    /// Counts a writing call, and says whether it fails. `makes_room` is what a full disk still does.
    fn fails(&mut self, makes_room: bool) -> Option<(c_int, bool)> {
        self.calls += 1;
        let (failing, at) = self.failing?;
        let (error, is_first) = match failing {
            Failing::Full if self.calls >= at && !makes_room => (libc::ENOSPC, self.failed == 0),
            Failing::Once if self.calls == at => (libc::EIO, false),
            Failing::Broken if self.calls >= at => (libc::EIO, false),
            _ => return None,
        };
        self.failed += 1;
        Some((error, is_first))
    }
}

pub fn open(path: &Path, flags: c_int, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    let Some(state) = guard.as_mut() else { return real() };
    let Some((id, disk)) = state.at(path) else { return real() };
    let is_new = flags & libc::O_CREAT != 0 && !path.exists();
    if is_new && let Some((error, _)) = disk.fails(false) {
        return Err(error);
    }
    let fd = real()?;
    let handle = if path.is_dir() {
        Handle::Folder(path.to_owned())
    } else if is_passing(path) {
        Handle::Passing
    } else {
        let known = disk.files.get(path).copied().filter(|_| !is_new);
        let file = known.unwrap_or(disk.next_file);
        if known.is_none() {
            disk.next_file += 1;
            disk.files.insert(path.to_owned(), file);
            disk.record(Op::Create(path.to_owned(), file));
        }
        if flags & libc::O_TRUNC != 0 {
            disk.record(Op::Truncate(file, 0));
        }
        Handle::File(file)
    };
    state.handles.insert(fd as c_int, (id, handle));
    Ok(fd)
}

pub fn close(fd: c_int, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    if let Some(state) = guard.as_mut() {
        state.handles.remove(&fd);
    }
    real()
}

pub fn write(fd: c_int, place: impl FnOnce() -> u64, bytes: &[u8], real: impl FnOnce(usize) -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real(bytes.len()) };
    let Some((disk, handle)) = guard.as_mut().and_then(|state| state.of(fd)) else { return real(bytes.len()) };
    // What never reaches the disk takes room on it all the same.
    let is_passing = matches!(handle, Handle::Passing);
    let length = match disk.fails(false) {
        Some((libc::EIO, _)) if is_passing => bytes.len(),
        Some((_, true)) if bytes.len() > 1 => bytes.len() / 2,
        Some((error, _)) => return Err(error),
        None => bytes.len(),
    };
    let at = place();
    let written = real(length)?;
    if let Handle::File(file) = handle {
        let bytes = bytes.get(..written.unsigned_abs() as usize).unwrap_or_default().to_vec();
        let op = Op::Write(*file, at, bytes);
        disk.record(op);
    }
    Ok(written)
}

pub fn truncate(fd: c_int, length: u64, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    let Some((disk, handle)) = guard.as_mut().and_then(|state| state.of(fd)) else { return real() };
    if let Some((error, _)) = disk.fails(true) {
        return Err(error);
    }
    let done = real()?;
    if let Handle::File(file) = handle {
        let op = Op::Truncate(*file, length);
        disk.record(op);
    }
    Ok(done)
}

pub fn sync(fd: c_int, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    let Some((disk, handle)) = guard.as_mut().and_then(|state| state.of(fd)) else { return real() };
    if let Some((error, _)) = disk.fails(true) {
        return Err(error);
    }
    // The disk of a test is one of paper: nobody waits for it.
    let op = match handle {
        Handle::File(file) => Op::Sync(*file),
        Handle::Folder(path) => Op::SyncFolder(path.clone()),
        Handle::Passing => return Ok(0),
    };
    disk.record(op);
    Ok(0)
}

pub fn rename(from: &Path, to: &Path, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    let Some((_, disk)) = guard.as_mut().and_then(|state| state.at(to)) else { return real() };
    if let Some((error, _)) = disk.fails(true) {
        return Err(error);
    }
    let done = real()?;
    if let Some(file) = disk.files.remove(from) {
        disk.files.insert(to.to_owned(), file);
    }
    disk.record(Op::Rename(from.to_owned(), to.to_owned()));
    Ok(done)
}

pub fn unlink(path: &Path, real: impl FnOnce() -> Answer) -> Answer {
    let Some(mut guard) = state() else { return real() };
    let Some((_, disk)) = guard.as_mut().and_then(|state| state.at(path)) else { return real() };
    let done = real()?;
    if !is_passing(path) {
        disk.files.remove(path);
        disk.record(Op::Unlink(path.to_owned()));
    }
    Ok(done)
}
