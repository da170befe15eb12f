//! What may be on a disk after its power went: all that was synced, and of the rest whatever it likes, in whatever order,
//! torn at the bounds of sectors.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::dice::Dice;
use super::disks::{Op, Record};

/// What a disk writes whole.
const SECTOR: u64 = 512;

/// A disk, up to some moment of a record.
pub struct Replay<'a> {
    record: &'a Record,
    next: usize,
    /// What is on the disk for sure, by file.
    files: HashMap<usize, Vec<u8>>,
    /// What was written since, by file.
    unsynced: BTreeMap<usize, Vec<&'a Op>>,
    /// The names on the disk for sure.
    names: BTreeMap<PathBuf, usize>,
    /// What was done to names since, by folder.
    unsynced_names: BTreeMap<PathBuf, Vec<&'a Op>>,
    /// The last step that the user was told is done.
    pub done: Option<usize>,
}

/// How much of what was not synced is there.
#[derive(Debug, Clone, Copy)]
enum Left {
    Nothing,
    Everything,
    /// The earlier ones, the last of them torn.
    Beginning,
    /// Each as chance has it, some torn.
    Some,
    /// All but one.
    AllButOne,
}

impl<'a> Replay<'a> {
    /// The disk at the beginning of a record.
    pub fn new(record: &'a Record) -> Self {
        Self {
            record,
            next: 0,
            files: record.before.values().cloned().enumerate().collect(),
            unsynced: BTreeMap::new(),
            names: record.before.keys().cloned().zip(0..).collect(),
            unsynced_names: BTreeMap::new(),
            done: None,
        }
    }

    /// The files as they are when all of a record has happened and nothing was lost.
    pub fn to_the_end(record: &Record) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut replay = Replay::new(record);
        while replay.step() {}
        replay.whole()
    }

    /// The files as they are for a program that goes on: the power stays, only a process was killed.
    pub fn whole(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.image(&mut Dice::new(0), |_| Left::Everything)
    }

    /// The files after the power went.
    pub fn cut(&self, dice: &mut Dice) -> BTreeMap<PathBuf, Vec<u8>> {
        use Left::{AllButOne, Beginning, Everything, Nothing, Some};
        match dice.below(4) {
            0 => self.image(dice, |_| Nothing),
            // Each file by itself: they lie in different places of the disk.
            1 => self.image(dice, |dice| *dice.pick(&[Nothing, Everything, Beginning, AllButOne])),
            _ => self.image(dice, |dice| *dice.pick(&[Some, Some, Beginning, AllButOne])),
        }
    }

    /// How much a power cut could lose at this moment.
    pub fn unsynced(&self) -> usize {
        self.unsynced.values().chain(self.unsynced_names.values()).map(Vec::len).sum()
    }

    /// Goes on by one; false at the end.
    pub fn step(&mut self) -> bool {
        let Some(op) = self.record.ops.get(self.next) else { return false };
        self.next += 1;
        match op {
            Op::Create(path, _) | Op::Rename(_, path) | Op::Unlink(path) => {
                self.unsynced_names.entry(folder(path)).or_default().push(op);
            }
            Op::Write(file, ..) | Op::Truncate(file, _) => self.unsynced.entry(*file).or_default().push(op),
            Op::Sync(file) => {
                let bytes = self.files.entry(*file).or_default();
                for op in self.unsynced.remove(file).into_iter().flatten() {
                    apply(bytes, op);
                }
            }
            Op::SyncFolder(path) => {
                for op in self.unsynced_names.remove(path).into_iter().flatten() {
                    name(&mut self.names, op);
                }
            }
            Op::Done(step) => self.done = Some(*step),
        }
        true
    }

    fn image(&self, dice: &mut Dice, mut left: impl FnMut(&mut Dice) -> Left) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut names = self.names.clone();
        for ops in self.unsynced_names.values() {
            // A file system keeps the order of names, as its own journal has them.
            let count = match left(dice) {
                Left::Nothing => 0,
                Left::Everything => ops.len(),
                _ => dice.below(ops.len() + 1),
            };
            ops[..count].iter().for_each(|op| name(&mut names, op));
        }
        let mut image = BTreeMap::new();
        for (path, file) in names {
            let mut bytes = self.files.get(&file).cloned().unwrap_or_default();
            if let Some(ops) = self.unsynced.get(&file) {
                lose(&mut bytes, ops, left(dice), dice);
            }
            image.insert(path, bytes);
        }
        image
    }
}

/// Writes what is left of these to the file.
fn lose(bytes: &mut Vec<u8>, ops: &[&Op], left: Left, dice: &mut Dice) {
    match left {
        Left::Nothing => {}
        Left::Everything => ops.iter().for_each(|op| apply(bytes, op)),
        Left::Beginning => {
            let count = dice.below(ops.len() + 1);
            ops[..count].iter().for_each(|op| apply(bytes, op));
            if let Some(op) = ops.get(count) {
                tear(bytes, op, dice);
            }
        }
        Left::Some => {
            for op in ops {
                match dice.below(5) {
                    0 | 1 => apply(bytes, op),
                    2 => tear(bytes, op, dice),
                    _ => {}
                }
            }
        }
        Left::AllButOne => {
            let lost = dice.below(ops.len());
            for (at, op) in ops.iter().enumerate() {
                if at != lost {
                    apply(bytes, op);
                } else if dice.chance(50) {
                    tear(bytes, op, dice);
                }
            }
        }
    }
}

fn apply(bytes: &mut Vec<u8>, op: &Op) {
    match op {
        Op::Write(_, at, new) => put(bytes, *at, new),
        Op::Truncate(_, length) => bytes.resize(usize::try_from(*length).unwrap(), 0),
        _ => {}
    }
}

/// Writes some of the sectors.
fn tear(bytes: &mut Vec<u8>, op: &Op, dice: &mut Dice) {
    let Op::Write(_, at, new) = op else { return };
    let mut from = 0;
    while from < new.len() {
        let place = at + from as u64;
        let to = new.len().min(from + usize::try_from(SECTOR - place % SECTOR).unwrap());
        if dice.chance(50) {
            put(bytes, place, &new[from..to]);
        }
        from = to;
    }
}

fn put(bytes: &mut Vec<u8>, at: u64, new: &[u8]) {
    let at = usize::try_from(at).unwrap();
    if bytes.len() < at + new.len() {
        bytes.resize(at + new.len(), 0);
    }
    bytes[at..at + new.len()].copy_from_slice(new);
}

fn name(names: &mut BTreeMap<PathBuf, usize>, op: &Op) {
    match op {
        Op::Create(path, file) => drop(names.insert(path.clone(), *file)),
        Op::Rename(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        Op::Unlink(path) => drop(names.remove(path)),
        _ => {}
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Writes an image of the watched folder into another one.
pub fn write_image(image: &BTreeMap<PathBuf, Vec<u8>>, root: &Path, into: &Path) {
    for (path, bytes) in image {
        let path = into.join(path.strip_prefix(root).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
