//! Where things are kept: the same places as the window's. What differs by platform stands here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The app's identifier, which names its folder among other apps' (`src-tauri/tauri.conf.json`).
const IDENTIFIER: &str = "app.rounds.book";

/// The folders of this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Preferences and second copies of key slots.
    pub config_dir: PathBuf,
    /// Where a book is made whose place is not told.
    pub book_dir: PathBuf,
    /// Where the window's web view keeps its own files.
    pub own_dirs: Vec<PathBuf>,
}

impl Places {
    /// By `--config-dir`, else `ROUNDS_HOME`, else the system's folders; none if the user has no home.
    pub fn find(config_dir: Option<&Path>, variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = path("ROUNDS_HOME").map(|home| std::path::absolute(&home).unwrap_or(home));
        let own = |user: Option<PathBuf>| user.map(|user| user.join("Documents").join("Rounds"));
        let user = if cfg!(windows) { path("USERPROFILE") } else { path("HOME") };
        let system = if cfg!(windows) {
            path("APPDATA")
        } else if cfg!(target_os = "macos") {
            user.as_ref().map(|user| user.join("Library").join("Application Support"))
        } else {
            path("XDG_CONFIG_HOME")
                .filter(|dir| dir.is_absolute())
                .or_else(|| user.as_ref().map(|user| user.join(".config")))
        };
        let own_dirs = match &home {
            Some(home) => vec![home.join("webview")],
            None => ["XDG_DATA_HOME", "XDG_CACHE_HOME"]
                .into_iter()
                .zip([".local/share", ".cache"])
                .filter_map(|(name, usual)| path(name).or_else(|| user.as_ref().map(|user| user.join(usual))))
                .map(|folder| folder.join(IDENTIFIER))
                .collect(),
        };
        Some(Self {
            own_dirs,
            config_dir: config_dir
                .map(Path::to_owned)
                .or_else(|| home.as_ref().map(|home| home.join("config")))
                .or_else(|| system.map(|system| system.join(IDENTIFIER)))?,
            book_dir: home.or_else(|| own(user)).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(config_dir: Option<&str>, variables: &[(&str, &str)]) -> Option<PathBuf> {
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value));
        Places::find(config_dir.map(Path::new), variable).map(|places| places.config_dir)
    }

    #[test]
    fn what_is_told_goes_before_the_home_and_that_before_the_system() {
        let all = [("ROUNDS_HOME", "/stick"), ("HOME", "/home/ada"), ("USERPROFILE", "/home/ada"), ("APPDATA", "/a")];
        assert_eq!(find(Some("/else"), &all), Some("/else".into()));
        assert_eq!(find(None, &all), Some("/stick/config".into()));
        let system = find(None, &all[1..]).unwrap();
        assert!(system.ends_with(IDENTIFIER), "{system:?}");
        assert_eq!(find(None, &[("ROUNDS_HOME", "")]), None, "an empty home is none");
    }

    #[test]
    fn the_identifier_is_the_windows() {
        let conf = include_str!("../../tauri.conf.json");
        assert!(conf.contains(&format!("\"identifier\": \"{IDENTIFIER}\"")), "a book's second slot is found by both");
    }
}
