//! The fuzzer's targets over inputs that are kept, over the files of the other tests, and over chance; what the fuzzer
//! finds is kept in `corpus/` and tried here ever after. The long form is `cargo xtask prove fuzz`.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first thing that is not as it says")]
#![allow(clippy::print_stdout, reason = "a proof says what it has tried")]

#[path = "../proofs/dice.rs"]
#[allow(dead_code, reason = "the proofs throw them in more ways")]
mod dice;
mod targets;

use dice::Dice;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// The largest input that chance makes, in bytes.
const LARGEST: usize = 8 << 10;

/// What all of this may use at the most, with the book and everything kept: 512 MB.
const MOST_MEMORY: u64 = 512 << 20;

/// What the grammars are made of: pieces that mean something, put anywhere.
const PIECES: [&str; 38] = [
    "姓名",
    "电话",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\r\n",
    "\0",
    "=1+1",
    "2026-02-30",
    "99999999999999999999",
    "-",
    "下周三",
    "下午3点",
    "to",
    "#",
    "BEGIN:VCARD\r\n",
    "END:VCARD\r\n",
    ";ENCODING=QUOTED-PRINTABLE:=E5=\r\n",
    "item1.X-ABLabel:_$!<",
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "RRULE:FREQ=DAILY;INTERVAL=0\r\n",
    "DTSTART:20261120T100000Z\r\n",
    "<row r=\"0\">",
    "<c r=\"ZZZZ9\" t=\"s\"><v>",
    "</v></c>",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "👨‍👩‍👧",
    "{\"not\":",
    "{\"all\":[",
    "]}",
    "null",
    "1e999",
    "'",
];

#[test]
fn every_kept_input_is_read_or_refused() {
    for (name, run) in TARGETS {
        let inputs = inputs(name);
        assert!(!inputs.is_empty(), "{name} has something to be tried with");
        for (file, bytes) in inputs {
            tried(run, &bytes).unwrap_or_else(|why| panic!("{name}: {}: {why}", file.display()));
        }
    }
    memory_is_bounded();
}

#[test]
fn what_chance_makes_of_them_is_read_or_refused() {
    for target in TARGETS {
        let tries = shaken(target, 7, Until::Tries(100));
        assert_eq!(tries, 100, "{}", target.0);
    }
    memory_is_bounded();
}

/// No input took more memory than [`MOST_MEMORY`]; asked after many, of the most that was ever used.
fn memory_is_bounded() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    // Other systems do not say it there.
    let most = most.unwrap_or(0) << 10;
    assert!(most <= MOST_MEMORY, "{most} bytes were in use at the most");
}

#[test]
fn a_target_that_fails_is_noticed() {
    let fails: fn(&[u8]) = |bytes| assert!(bytes.is_empty(), "not empty");
    assert!(tried(fails, b"x").is_err_and(|why| why.contains("not empty")));
    assert!(tried(fails, b"").is_ok());
}

#[test]
#[ignore = "ten minutes for each target: cargo xtask prove fuzz"]
fn prove_fuzz() {
    let minutes = std::env::var("MINUTES").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let only = std::env::var("TARGET").unwrap_or_default();
    for target in TARGETS.into_iter().filter(|(name, _)| only.is_empty() || only == *name) {
        // The same again: SEED; what ends the process is in the file that KEEP names.
        let seed = std::env::var("SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(std::process::id().into());
        let tries = shaken(target, seed, Until::Time(Duration::from_secs(60 * minutes)));
        println!("{}: {tries} inputs in {minutes} minutes, seed {seed}", target.0);
        memory_is_bounded();
    }
}

enum Until {
    Tries(usize),
    Time(Duration),
}

/// Tries inputs that are made of the kept ones, until it is enough; how many.
fn shaken((name, run): Target, seed: u64, until: Until) -> usize {
    let seeds: Vec<Vec<u8>> = inputs(name).into_iter().map(|(_, bytes)| bytes).collect();
    let (mut dice, begun, mut tries) = (Dice::new(seed), Instant::now(), 0);
    while match until {
        Until::Tries(most) => tries < most,
        Until::Time(most) => begun.elapsed() < most,
    } {
        let bytes = made(&mut dice, &seeds);
        if let Some(kept) = std::env::var_os("KEEP") {
            std::fs::write(kept, &bytes).unwrap();
        }
        if let Err(why) = tried(run, &bytes) {
            let kept = std::env::temp_dir().join(format!("fuzz-{name}-{seed}-{tries}"));
            std::fs::write(&kept, &bytes).unwrap();
            panic!("{name}: {}: {why}", kept.display());
        }
        tries += 1;
    }
    tries
}

/// A stretch of one seed with some things done to it.
fn made(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let seed = dice.pick(seeds);
    let from = if seed.len() > LARGEST { dice.below(seed.len() - LARGEST) } else { 0 };
    // Most begin where the file does: there it says what it is.
    let from = if dice.chance(70) { 0 } else { from };
    let mut bytes: Vec<u8> = seed.iter().skip(from).take(LARGEST).copied().collect();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.below(16)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.insert(at, dice.any().to_le_bytes()[0]),
            1 => drop(bytes.splice(at..at, dice.pick(&PIECES).bytes())),
            2 => drop(bytes.drain(at..end)),
            3 => bytes.truncate(at),
            4 => {
                let again = bytes[at..end].repeat(1 + dice.below(40));
                drop(bytes.splice(at..at, again));
            }
            _ => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1 << (dice.any() % 8)),
        }
    }
    bytes
}

/// What the target says of an input; a panic is its complaint.
fn tried(run: fn(&[u8]), bytes: &[u8]) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| run(bytes))).map_err(|why| {
        let said = why.downcast_ref::<String>().cloned();
        said.or_else(|| why.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

/// The kept inputs of a target, and those of the other tests that fit it.
fn inputs(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files_in(&tests.join("fuzz/corpus").join(name), "");
    match name {
        "delimited" => files.extend(files_in(&tests.join("data/import"), "csv")),
        "workbook" => {
            files.extend(["xlsx", "xls"].into_iter().flat_map(|ending| files_in(&tests.join("data/import"), ending)));
        }
        "cards" => files.extend(files_in(&tests.join("data/contacts"), "vcf")),
        "calendar" => files.extend(files_in(&tests.join("data/calendars"), "ics")),
        _ => {}
    }
    let mut inputs: Vec<_> = files.into_iter().map(|file| (file.clone(), std::fs::read(file).unwrap())).collect();
    if name == "line" {
        for language in ["chinese", "english"] {
            let file = tests.join(format!("data/lines/{language}.jsonl"));
            let text = std::fs::read_to_string(&file).unwrap();
            let lines = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            inputs.extend(lines.filter_map(|line| Some((file.clone(), line["line"].as_str()?.as_bytes().to_vec()))));
        }
    }
    inputs
}

fn files_in(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let fits = |file: &PathBuf| ending.is_empty() || file.extension().is_some_and(|had| had == ending);
    let mut files: Vec<PathBuf> = entries.filter(|file| file.is_file() && fits(file)).collect();
    files.sort();
    files
}
