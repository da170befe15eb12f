//! A book that was damaged in any way is noticed, never answers with wrong data, and comes back from its newest backup;
//! what is salvaged of it is right, and what could not be read is said.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rounds_core::Result;
use rounds_core::book::backups::{self, BackupReason, MakeBackup};
use rounds_core::book::salvage::salvage;
use rounds_core::book::testing::{book_in, open_options};
use rounds_core::book::{Access, Book};
use rounds_core::sample::{self, SampleOptions};

use super::dice::Dice;
use super::power_cut::paper;

const PAGE: usize = 4_096;

/// What happens to a book that lies closed on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Damage {
    /// One bit is another.
    Bit,
    /// Some bytes are others.
    Bytes,
    /// The file ends somewhere.
    Cut,
    /// The file ends between two pages.
    CutAtPage,
    /// A page is all zeros.
    Zeros,
    /// Two pages are exchanged.
    Swapped,
    /// Some pages are noise.
    Noise,
    /// The log of another book lies beside it.
    ForeignLog,
    /// What lies beside it as its log is noise.
    NoiseLog,
    /// The file is empty.
    Empty,
    /// The file is gone.
    Gone,
    /// Slots are lost or destroyed: beside the book, in the configuration, both, in each order.
    Slots(u8),
}

use Damage::{Bit, Bytes, Cut, CutAtPage, Empty, ForeignLog, Gone, Noise, NoiseLog, Slots, Swapped, Zeros};

/// Every kind, those that hit pages more often.
const KINDS: &[Damage] = &[
    Bit,
    Zeros,
    Cut,
    Bit,
    Noise,
    CutAtPage,
    Bytes,
    Swapped,
    ForeignLog,
    Bit,
    NoiseLog,
    Zeros,
    Slots(0),
    Bytes,
    Slots(1),
    Slots(2),
    Noise,
    Slots(3),
    Swapped,
    Slots(4),
    Bit,
    Slots(5),
    Empty,
    Zeros,
    Gone,
];

/// A sound book with its backup, closed, and what it holds.
struct Sound {
    folder: tempfile::TempDir,
    backup: PathBuf,
    hash: String,
    names: Vec<String>,
    cards: BTreeMap<String, String>,
    foreign_log: Vec<u8>,
}

/// What the book answers about everybody in it.
fn cards(book: &Book) -> Result<BTreeMap<String, String>> {
    let ids = book.ask("SELECT id FROM customer ORDER BY id")?;
    let mut cards = BTreeMap::new();
    for id in ids {
        let by = rounds_core::customers::ById { id: id.parse().unwrap() };
        let card = book.read(|reader| rounds_core::customers::show(reader, &by))?;
        cards.insert(id, serde_json::to_string(&card)?);
    }
    Ok(cards)
}

impl Sound {
    fn new() -> Result<Self> {
        let folder = paper()?;
        let book = book_in(folder.path())?;
        book.change("customers.sample", |tx| {
            sample::fill(tx, &SampleOptions { customers: 150, seed: 11 }, &mut |_, _| true)
        })?;
        let made = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
        let (hash, names, cards) = (book.dump_hash()?, book.names()?, cards(&book)?);
        drop(book);
        // The log of a book that is still open.
        let other = paper()?;
        let stranger = book_in(other.path())?;
        stranger.change("customers.sample", |tx| {
            sample::fill(tx, &SampleOptions { customers: 20, seed: 5 }, &mut |_, _| true)
        })?;
        let foreign_log = fs::read(other.path().join("book.rounds-wal"))?;
        assert!(foreign_log.len() > PAGE, "there is something in it");
        Ok(Self { backup: PathBuf::from(made.path), folder, hash, names, cards, foreign_log })
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Does it. False if nothing of the book itself is lost by it.
fn harm(damage: Damage, folder: &Path, sound: &Sound, dice: &mut Dice) -> bool {
    let path = folder.join("book.rounds");
    let mut bytes = fs::read(&path).unwrap();
    let pages = bytes.len() / PAGE;
    let slots = |dice: &mut Dice, beside: u8, in_config: u8| {
        let noise: Vec<u8> = (0..200).map(|_| dice.any() as u8).collect();
        let all = [(beside, vec![folder.join("book.rounds.slot")]), (in_config, slots_in_config(folder))];
        for (what, files) in all {
            for file in files {
                match what {
                    0 => {}
                    1 => fs::remove_file(&file).unwrap(),
                    _ => fs::write(&file, &noise).unwrap(),
                }
            }
        }
    };
    match damage {
        Bit => {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
        Bytes => {
            let (at, length) = (dice.below(bytes.len() - 64), 1 + dice.below(64));
            bytes[at..at + length].iter_mut().for_each(|byte| *byte = !*byte);
        }
        Cut => bytes.truncate(1 + dice.below(bytes.len() - 1)),
        CutAtPage => bytes.truncate(PAGE * (1 + dice.below(pages - 1))),
        Zeros => {
            let at = dice.below(pages) * PAGE;
            bytes[at..at + PAGE].fill(0);
        }
        Swapped => {
            let (one, other) = (dice.below(pages), dice.below(pages - 1));
            let other = if other >= one { other + 1 } else { other };
            for place in 0..PAGE {
                bytes.swap(one * PAGE + place, other * PAGE + place);
            }
        }
        Noise => {
            for _ in 0..1 + dice.below(6) {
                let at = dice.below(pages) * PAGE;
                bytes[at..at + PAGE].iter_mut().for_each(|byte| *byte = dice.any() as u8);
            }
        }
        ForeignLog => {
            fs::write(folder.join("book.rounds-wal"), &sound.foreign_log).unwrap();
            return false;
        }
        NoiseLog => {
            let noise: Vec<u8> = (0..5 * PAGE).map(|_| dice.any() as u8).collect();
            fs::write(folder.join("book.rounds-wal"), noise).unwrap();
            return false;
        }
        Empty => bytes.clear(),
        Gone => {
            fs::remove_file(&path).unwrap();
            return true;
        }
        Slots(how) => {
            let (beside, in_config) = [(1, 0), (0, 1), (2, 0), (0, 2), (1, 1), (2, 2)][usize::from(how)];
            slots(dice, beside, in_config);
            return how > 3;
        }
    }
    fs::write(&path, bytes).unwrap();
    true
}

fn slots_in_config(folder: &Path) -> Vec<PathBuf> {
    let config = open_options(folder, Access::Write).config_dir.join("slots");
    fs::read_dir(config).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// How it was noticed, if it was: at opening, by a read, or by the check.
fn noticed(folder: &Path, sound: &Sound, told: &str) -> Result<Option<String>> {
    let book = match Book::open(&folder.join("book.rounds"), &open_options(folder, Access::Write)) {
        Err(error) => {
            let code = error.code();
            let known = ["book_damaged", "book_missing", "not_a_book", "slot_missing"];
            assert!(known.contains(&code), "{told}: opening says {code}: {error}");
            return Ok(Some(format!("opening: {code}")));
        }
        Ok(book) => book,
    };
    let mut how = None;
    // Whatever is read is right, or an error that says what is wrong.
    match book.names() {
        Ok(names) => assert_eq!(names, sound.names, "{told}: a wrong list"),
        Err(error) => how = Some(format!("reading: {}", error.code())),
    }
    match cards(&book) {
        Ok(cards) => assert!(cards == sound.cards, "{told}: a wrong card"),
        Err(error) => how = Some(format!("reading: {}", error.code())),
    }
    if let Some(how) = &how {
        assert_eq!(how, "reading: book_damaged", "{told}");
    }
    match book.check() {
        Ok(report) if report.ok => {
            assert_eq!(report.dump_hash, sound.hash, "{told}: the check finds nothing, and the rows are others");
            assert_eq!(how, None, "{told}: the check missed it");
            Ok(None)
        }
        Ok(_) => Ok(Some(how.unwrap_or_else(|| "check".to_owned()))),
        Err(error) => {
            assert_eq!(error.code(), "book_damaged", "{told}");
            Ok(Some(how.unwrap_or_else(|| "check: book_damaged".to_owned())))
        }
    }
}

/// What is salvaged is right; what is missing is said. How many of the customers came over, if it could begin at all.
fn salvaged(folder: &Path, sound: &Sound, told: &str) -> Result<Option<usize>> {
    let bad = folder.join("book.rounds");
    let before = fs::read(&bad).unwrap_or_default();
    let new = folder.join("saved.rounds");
    let options = open_options(folder, Access::Write);
    let made = match salvage(&bad, &new, &options) {
        Err(error) => {
            let known = ["book_damaged", "book_missing", "slot_missing", "not_a_book"];
            assert!(known.contains(&error.code()), "{told}: salvaging says {}: {error}", error.code());
            assert!(!new.exists(), "{told}: nothing half made has a final name");
            return Ok(None);
        }
        Ok(made) => made,
    };
    assert_eq!(fs::read(&bad).unwrap_or_default(), before, "{told}: the damaged book is only read");
    let book = Book::open(&new, &options)?;
    let report = book.check()?;
    assert!(report.ok, "{told}: {:?}", report.problems);
    let names = book.names()?;
    let mut known = 0;
    for name in &names {
        match sound.names.contains(name) {
            true => known += 1,
            false => assert!(name.starts_with("? "), "{told}: {name} was never in it"),
        }
    }
    if made.is_complete {
        assert_eq!(report.dump_hash, sound.hash, "{told}: it says that all of it is there");
    } else {
        let said = made.tables.iter().any(|table| !table.unreadable.is_empty() || table.left_out > 0);
        assert!(said, "{told}: what could not be read is not said");
    }
    Ok(Some(known))
}

/// So many damages. How often each way of noticing, and how many customers were salvaged of how many damaged books.
fn damage(count: usize, seed: u64) -> Result<BTreeMap<String, usize>> {
    let sound = Sound::new()?;
    let mut dice = Dice::new(seed);
    let mut found = BTreeMap::new();
    let mut note = |what: String| *found.entry(what).or_insert(0) += 1;
    for number in 0..count {
        let kind = KINDS[number % KINDS.len()];
        let told = format!("damage {number} ({kind:?})");
        let paper = paper()?;
        let folder = paper.path();
        copy(sound.folder.path(), folder);
        let is_lost = harm(kind, folder, &sound, &mut dice);
        if !matches!(kind, Slots(_) | NoiseLog | ForeignLog) {
            match salvaged(folder, &sound, &told)? {
                Some(people) if people == sound.names.len() => note("salvaged: everybody".to_owned()),
                Some(_) => note("salvaged: in part, and said so".to_owned()),
                None => note("salvaged: not even a beginning".to_owned()),
            }
        }
        let noticed = noticed(folder, &sound, &told)?;
        assert!(!is_lost || noticed.is_some(), "{told} was not noticed");
        note(noticed.map_or_else(|| "no harm was done".to_owned(), |how| format!("noticed at {how}")));
        // The newest backup brings everything back.
        let backup = folder.join("book.rounds.backups").join(sound.backup.file_name().unwrap());
        let restored = backups::restore(
            &folder.join("book.rounds"),
            &backup,
            &open_options(folder, Access::Write),
            &mut |_, _| true,
        );
        let restored = restored.unwrap_or_else(|error| panic!("{told}: restoring says {}: {error}", error.code()));
        if kind != Gone {
            assert!(restored.set_aside.is_some_and(|aside| Path::new(&aside).exists()), "{told}: it is kept");
        }
        let book = Book::open(&folder.join("book.rounds"), &open_options(folder, Access::Write))?;
        let report = book.check()?;
        assert!(report.ok, "{told}: {:?}", report.problems);
        assert_eq!(report.dump_hash, sound.hash, "{told}: restored is as it was");
    }
    Ok(found)
}

#[test]
fn a_damage_is_noticed_and_everything_comes_back() -> Result<()> {
    let found = damage(KINDS.len(), 3)?;
    assert!(found.keys().filter(|how| how.starts_with("noticed at")).count() >= 3, "in several ways: {found:?}");
    Ok(())
}

/// `cargo xtask prove damages`
#[test]
#[ignore = "takes minutes: cargo xtask prove damages"]
fn prove_damages() -> Result<()> {
    let found = damage(200, 2_026)?;
    println!("200 damages, all of them noticed or harmless, all restored to the same rows");
    for (what, times) in found {
        println!("  {what}: {times}");
    }
    Ok(())
}
