//! The generated files: types of the door, keys of the messages. Written anew, or compared with what is there.

use crate::steps::output_of;
use crate::{Result, cargo, files, messages};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The typed `call()` and the types of all requests and responses.
const DOOR: &str = "ui/src/ipc/generated";
/// The type of all message keys.
const KEYS: &str = "ui/src/messages/generated/keys.ts";
/// How phones are grouped.
const PHONES: &str = "ui/src/messages/generated/phones.ts";
/// The error codes and the changes' names that need wording, one a line.
const CODES: &str = "src-tauri/api/codes.txt";

/// Writes the generated files into the checkout. The program that knows the door's types must be built.
///
/// # Errors
/// If that program fails, the messages do not parse, or a file cannot be written.
pub fn write() -> Result {
    write_door(&files::at(DOOR), &files::at(CODES), &files::at(PHONES))?;
    write_file(&files::at(KEYS), &messages::keys_ts()?)
}

/// Compares the generated files with what would be written now.
///
/// # Errors
/// If one is stale, missing or left over, naming it.
pub fn are_fresh() -> Result {
    let dir = files::target().join("bindings-fresh");
    let _ = fs::remove_dir_all(&dir);
    let (codes, phones) = (dir.join("codes.txt"), dir.join("phones.ts"));
    write_door(&dir.join("door"), &codes, &phones)?;
    let mut stale = differences(&dir.join("door"), &files::at(DOOR));
    stale.extend(difference(&codes, &files::at(CODES)));
    stale.extend(difference(&phones, &files::at(PHONES)));
    let keys = dir.join("keys.ts");
    write_file(&keys, &messages::keys_ts()?)?;
    stale.extend(difference(&keys, &files::at(KEYS)));
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("Generated files are stale; `cargo xtask bindings` writes them:\n  {}", stale.join("\n  ")))
}

fn write_door(dir: &Path, codes: &Path, phones: &Path) -> Result {
    fs::create_dir_all(dir).map_err(|why| format!("{}: {why}", dir.display()))?;
    let program = cargo::built("debug", "examples/bindings");
    let (well, output) =
        output_of(Command::new(program).arg(dir).arg(codes).arg(phones).env("TS_RS_LARGE_INT", "number"))?;
    if well { Ok(()) } else { Err(output) }
}

fn write_file(file: &Path, text: &str) -> Result {
    let told = |why: std::io::Error| format!("{}: {why}", files::shown(file));
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir).map_err(told)?;
    }
    fs::write(file, text).map_err(told)
}

/// The files in which the two folders differ, as seen from the root.
fn differences(fresh: &Path, there: &Path) -> Vec<String> {
    let names = |dir: &Path| -> Vec<PathBuf> {
        files::below(dir).iter().filter_map(|file| file.strip_prefix(dir).ok().map(Path::to_path_buf)).collect()
    };
    let mut all = names(fresh);
    all.extend(names(there));
    all.sort();
    all.dedup();
    all.iter().filter_map(|name| difference(&fresh.join(name), &there.join(name))).collect()
}

fn difference(fresh: &Path, there: &Path) -> Option<String> {
    let (new, old) = (fs::read(fresh).ok(), fs::read(there).ok());
    match (&new, &old) {
        _ if new == old => None,
        (None, _) => Some(format!("{} (left over)", files::shown(there))),
        (_, None) => Some(format!("{} (missing)", files::shown(there))),
        _ => Some(files::shown(there)),
    }
}

#[cfg(test)]
mod tests {
    use super::differences;
    use std::fs;

    #[test]
    fn stale_missing_and_left_over_files_are_told_apart() -> std::io::Result<()> {
        let dir = std::env::temp_dir().join(format!("xtask-bindings-{}", std::process::id()));
        let (fresh, there) = (dir.join("fresh"), dir.join("there"));
        fs::create_dir_all(fresh.join("sub"))?;
        fs::create_dir_all(&there)?;
        fs::write(fresh.join("same.ts"), "1")?;
        fs::write(there.join("same.ts"), "1")?;
        fs::write(fresh.join("stale.ts"), "2")?;
        fs::write(there.join("stale.ts"), "1")?;
        fs::write(fresh.join("sub/new.ts"), "1")?;
        fs::write(there.join("old.ts"), "1")?;
        let found = differences(&fresh, &there).join("\n");
        fs::remove_dir_all(&dir)?;
        assert_eq!(found.lines().count(), 3, "{found}");
        assert!(found.contains("old.ts (left over)") && found.contains("new.ts (missing)"), "{found}");
        assert!(!found.contains("same.ts"), "what is the same is fresh");
        Ok(())
    }
}
