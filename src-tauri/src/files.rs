//! Files that come from outside: given at the start, by a second start, or dropped.

use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tauri::{AppHandle, Manager};

/// The file this start was asked to open, until the page takes it.
pub struct Given(Mutex<Option<PathBuf>>);

impl Given {
    /// By the arguments of the program.
    pub fn by(args: impl Iterator<Item = OsString>) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        Self(Mutex::new(named(args, &here)))
    }

    fn take(&self) -> Option<PathBuf> {
        self.0.lock().ok().and_then(|mut path| path.take())
    }
}

/// Gives the file of this start to the page, once: a path or null.
pub fn take_given(app: &AppHandle) -> Value {
    json!(app.state::<Given>().take())
}

/// The first argument that names a file, seen from the folder where it was typed.
pub fn named(args: impl Iterator<Item = OsString>, from: &Path) -> Option<PathBuf> {
    let mut paths = args.filter(|arg| !arg.to_string_lossy().starts_with('-')).map(|arg| from.join(arg));
    paths.find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::named;
    use std::ffi::OsString;
    use std::path::Path;

    #[test]
    fn the_first_argument_that_is_a_file_counts_from_the_folder_it_was_typed_in() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let args = ["--flag", "没有.rounds", "Cargo.toml", "build.rs"].map(OsString::from);
        assert_eq!(named(args.into_iter(), here), Some(here.join("Cargo.toml")));
        assert_eq!(named(std::iter::empty(), here), None);
    }
}
