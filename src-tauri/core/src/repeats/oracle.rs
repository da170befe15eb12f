//! The rules against an independent reckoning: `tests/oracle/repeats.py`, which asks python-dateutil.

use std::path::PathBuf;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::{Repeat, moment};

fn beside(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(path)
}

/// Each line: the rule, its start, the zone, after when, and the next occurrences as minutes since 1970 (`-` at the end: no more).
fn differences(samples: &str) -> (usize, Vec<String>) {
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M").unwrap();
    let mut seen = 0;
    let mut found = Vec::new();
    for line in samples.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rule, start, zone, after, wanted] = cells[..] else { panic!("no sample: {line}") };
        let zone: Tz = zone.parse().unwrap();
        let ends = wanted.ends_with('-');
        let count = wanted.split(' ').filter(|minute| *minute != "-").count();
        let repeat = Repeat::parse(rule).unwrap_or_else(|problem| panic!("{rule}: {problem:?}"));
        let mut after = time(after);
        let mut here = Vec::new();
        for _ in 0..count + usize::from(ends) {
            let Some(next) = repeat.next_after(time(start), after, zone) else { break };
            here.push((moment(next, zone).unwrap().timestamp() / 60).to_string());
            after = next;
        }
        if ends && here.len() == count {
            here.push("-".to_owned());
        }
        seen += 1;
        if here.join(" ") != wanted {
            found.push(format!("{line}\n  here: {}", here.join(" ")));
        }
    }
    (seen, found)
}

#[test]
fn rules_come_when_an_independent_library_says() {
    let samples = std::fs::read_to_string(beside("data/repeats/samples.tsv")).unwrap();
    let (seen, found) = differences(&samples);
    assert_eq!(seen, 5_000);
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}

#[test]
#[ignore = "asks python-dateutil a hundred thousand times"]
fn prove_repeats() {
    let script = beside("oracle/repeats.py");
    let asked = std::process::Command::new("python3").arg(&script).args(["100000", "2"]).output().unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let (seen, found) = differences(&String::from_utf8(asked.stdout).unwrap());
    println!("{seen} rules, {} differ", found.len());
    assert_eq!(seen, 100_000);
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}
