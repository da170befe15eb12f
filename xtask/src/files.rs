//! Where things are in the checkout, and how old they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// A path below the root.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's target folder, wherever it was put.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), |dir| root().join(dir))
}

/// All files below `dir` (or `dir` itself, if it is a file), in order of their paths; none if it is not there.
pub fn below(dir: &Path) -> Vec<PathBuf> {
    if dir.is_file() {
        return vec![dir.to_path_buf()];
    }
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name() != "node_modules" && entry.file_name() != "target")
        .flat_map(|entry| below(&entry.path()))
        .collect();
    found.sort();
    found
}

/// When the newest of these files, or of those below these folders, was written.
pub fn newest(paths: &[PathBuf]) -> Option<SystemTime> {
    paths.iter().flat_map(|path| below(path)).filter_map(|file| written(&file)).max()
}

/// When the file was written; none if it is not there.
pub fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|meta| meta.modified()).ok()
}

/// The path as seen from the root, for messages.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
