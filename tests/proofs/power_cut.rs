//! The power goes: whatever was told to be saved is there, and nothing is there by half.

use std::path::Path;

use rounds_core::Result;
use rounds_core::book::testing::{book_in, open_options};
use rounds_core::book::{Access, Book};

use super::dice::Dice;
use super::disks::{Record, Watch};
use super::replays::{Replay, write_image};
use super::work::{Work, all_of};

/// A day's work, as the disk saw it.
struct Day {
    record: Record,
    /// All of the book after each step.
    states: Vec<String>,
}

/// Works for so many steps with the disk recorded.
fn work(seed: u64, steps: usize, pragma: &'static str) -> Result<Day> {
    let folder = paper()?;
    let watch = Watch::new(folder.path(), true);
    let mut work = Work::begin(folder.path(), seed, pragma)?;
    let mut states = vec![all_of(work.book())?];
    watch.done(0);
    for step in 1..=steps {
        work.step()?;
        states.push(all_of(work.book())?);
        watch.done(step);
    }
    drop(work);
    Ok(Day { record: watch.record(), states })
}

/// A folder in memory, where there is one.
pub fn paper() -> std::io::Result<tempfile::TempDir> {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() }
}

/// What a cut left.
#[derive(Debug, PartialEq, Eq)]
enum Left {
    /// What was saved, or that and the step under way.
    Well,
    /// There was no book yet that anybody had been told of.
    NotYet,
    /// A step that was told to be saved is gone.
    Lost(String),
    /// It does not open, or it is no state that ever was.
    Broken(String),
}

fn look(folder: &Path, day: &Day, done: Option<usize>) -> Left {
    let book = match Book::open(&folder.join("book.rounds"), &open_options(folder, Access::Write)) {
        Ok(book) => book,
        Err(_) if done.is_none() => return Left::NotYet,
        Err(error) => return Left::Broken(format!("does not open: {error:?}")),
    };
    let Some(done) = done else { return Left::NotYet };
    let found = match all_of(&book) {
        Ok(found) => found,
        Err(error) => return Left::Broken(format!("is not read: {error:?}")),
    };
    let expected = &day.states[done..day.states.len().min(done + 2)];
    if !expected.contains(&found) {
        return match day.states[..done].iter().rposition(|state| *state == found) {
            Some(step) => Left::Lost(format!("step {done} was saved, found is step {step}")),
            None => Left::Broken(format!("after step {done} there is what never was: {found}")),
        };
    }
    match book.check() {
        Ok(report) if report.ok => Left::Well,
        Ok(report) => Left::Broken(format!("the check finds {:?}", report.problems)),
        Err(error) => Left::Broken(format!("the check fails: {error:?}")),
    }
}

#[derive(Debug, Default)]
struct Tally {
    cuts: usize,
    /// Cuts with something that was not synced yet.
    amid: usize,
    well: usize,
    not_yet: usize,
    lost: Vec<String>,
    broken: Vec<String>,
}

/// Cuts the power at moments all over the day, `every` so many calls, `times` each with other losses.
fn cut(day: &Day, seed: u64, every: usize, times: usize) -> Result<Tally> {
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    let mut replay = Replay::new(&day.record);
    let mut left = 1 + dice.below(every);
    while replay.step() {
        left -= 1;
        if left > 0 {
            continue;
        }
        left = if every == 1 { 1 } else { 1 + dice.below(2 * every - 1) };
        for _ in 0..times {
            let folder = paper()?;
            write_image(&replay.cut(&mut dice), &day.record.root, folder.path());
            tally.cuts += 1;
            tally.amid += usize::from(replay.unsynced() > 0);
            match look(folder.path(), day, replay.done) {
                Left::Well => tally.well += 1,
                Left::NotYet => tally.not_yet += 1,
                Left::Lost(what) => tally.lost.push(what),
                Left::Broken(what) => tally.broken.push(what),
            }
        }
    }
    Ok(tally)
}

fn whole(tally: &Tally) {
    assert_eq!(tally.lost, [] as [String; 0], "{} of {} cuts lost what was saved", tally.lost.len(), tally.cuts);
    assert_eq!(tally.broken, [] as [String; 0], "{} of {} cuts broke the book", tally.broken.len(), tally.cuts);
    assert!(tally.amid * 2 > tally.cuts, "most cuts have something to lose: {tally:?}");
}

#[test]
fn nothing_saved_is_lost_in_a_power_cut() -> Result<()> {
    let day = work(1, 40, "")?;
    let every = (day.record.ops.len() / 300).max(1);
    let tally = cut(&day, 1, every, 1)?;
    whole(&tally);
    assert!(tally.cuts >= 200 && tally.well >= 150, "{tally:?}");
    Ok(())
}

/// A disk that is told to sync less loses what was saved, and the harness sees it.
#[test]
fn the_harness_sees_what_a_lazier_sync_loses() -> Result<()> {
    let day = work(1, 30, "PRAGMA synchronous = NORMAL")?;
    let every = (day.record.ops.len() / 100).max(1);
    let tally = cut(&day, 1, every, 1)?;
    assert!(tally.lost.len() >= 5, "{} of {} cuts lost something", tally.lost.len(), tally.cuts);
    assert_eq!(tally.broken, [] as [String; 0], "a lazier sync loses the latest, it does not break the book");
    Ok(())
}

/// `cargo xtask prove power-cut`
#[test]
#[ignore = "takes minutes: cargo xtask prove power-cut"]
fn prove_power_cut() -> Result<()> {
    let mut all = Tally::default();
    let mut seed = 100;
    while all.cuts < 6_000 {
        seed += 1;
        let day = work(seed, 60, "")?;
        let every = (day.record.ops.len() / 500).max(1);
        let tally = cut(&day, seed, every, 2)?;
        whole(&tally);
        all.cuts += tally.cuts;
        all.amid += tally.amid;
        all.well += tally.well;
        all.not_yet += tally.not_yet;
    }
    println!(
        "{} cuts in {} days, {} with something unsynced, {} before there was a book: nothing lost, nothing broken",
        all.cuts,
        seed - 100,
        all.amid,
        all.not_yet
    );
    Ok(())
}

/// A copy of the book is there whole or not at all, and once it was told to be there it stays.
#[test]
fn a_copy_is_there_whole_or_not_at_all() -> Result<()> {
    let folder = paper()?;
    let home = paper()?;
    let book = book_in(home.path())?;
    super::work::import(&book, "客户名称,手机\n陈静,13800001234\nAda,13900001234\n")?;
    let is = book.dump_hash()?;
    let watch = Watch::new(folder.path(), true);
    book.copy_to(&folder.path().canonicalize()?.join("copy.rounds"))?;
    watch.done(0);
    // Opened to be written, the copy gives its slot out and becomes a book like any other.
    drop(Book::open(&folder.path().join("copy.rounds"), &open_options(folder.path(), Access::Write))?);
    watch.done(1);
    let record = watch.record();
    let mut replay = Replay::new(&record);
    let mut dice = Dice::new(1);
    let (mut whole, mut absent) = (0, 0);
    while replay.step() {
        for _ in 0..4 {
            let left = paper()?;
            write_image(&replay.cut(&mut dice), &record.root, left.path());
            let path = left.path().join("copy.rounds");
            if !path.exists() {
                assert_eq!(replay.done, None, "a copy that was told to be there is gone");
                absent += 1;
                continue;
            }
            let copy = Book::open(&path, &open_options(left.path(), Access::Write))?;
            assert_eq!(copy.dump_hash()?, is);
            let report = copy.check()?;
            assert!(report.ok, "{:?}", report.problems);
            whole += 1;
        }
    }
    assert!(whole >= 20 && absent >= 20, "{whole} whole, {absent} absent");
    Ok(())
}
