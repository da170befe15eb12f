//! Where things are kept: the system's folders, or all in one folder of the user's choice.

use std::path::PathBuf;
use tauri::{App, Manager, Result};

/// The variable that names one folder for everything: a USB stick, a test.
const HOME: &str = "ROUNDS_HOME";

/// The folders of this start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    home: Option<PathBuf>,
}

impl Places {
    /// By the environment: `ROUNDS_HOME`, else the system's folders.
    pub fn of_the_environment() -> Self {
        let home = std::env::var_os(HOME).filter(|home| !home.is_empty());
        Self::with_home(home.map(PathBuf::from))
    }

    fn with_home(home: Option<PathBuf>) -> Self {
        // An absolute path: a later change of the working folder must not move the book.
        Self { home: home.map(|home| std::path::absolute(&home).unwrap_or(home)) }
    }

    /// The one folder for everything, if the user chose one.
    pub fn home(&self) -> Option<&PathBuf> {
        self.home.as_ref()
    }

    /// Settings of the app and the key slots; never customer data.
    ///
    /// # Errors
    /// If the system has no such folder.
    pub fn config_dir(&self, app: &App) -> Result<PathBuf> {
        self.home.as_ref().map_or_else(|| app.path().app_config_dir(), |home| Ok(home.join("config")))
    }

    /// Where a first book is made: the documents, where people look for it and where their own backups reach.
    ///
    /// # Errors
    /// If the system has neither a documents folder nor a home.
    pub fn book_dir(&self, app: &App) -> Result<PathBuf> {
        match &self.home {
            Some(home) => Ok(home.clone()),
            None => {
                let documents = app.path().document_dir().or_else(|_| app.path().home_dir())?;
                Ok(documents.join("Rounds"))
            }
        }
    }

    /// Where the web view keeps its files: nothing of the book's content may be in them.
    pub fn own_dirs(&self, app: &App) -> Vec<PathBuf> {
        match self.page_dir() {
            Some(dir) => vec![dir],
            None => [app.path().app_local_data_dir(), app.path().app_cache_dir()].into_iter().flatten().collect(),
        }
    }

    /// The web view's own files, where they are not in the system's folder.
    pub fn page_dir(&self) -> Option<PathBuf> {
        self.home.as_ref().map(|home| home.join("webview"))
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use std::path::PathBuf;

    #[test]
    fn a_home_of_ones_own_is_absolute_and_holds_the_web_views_files_too() {
        let places = Places::with_home(Some(PathBuf::from("stick")));
        assert!(places.home().is_some_and(|home| home.is_absolute()), "{places:?}");
        assert!(places.page_dir().is_some_and(|dir| dir.ends_with("stick/webview")), "{places:?}");
        assert_eq!(Places::with_home(None).page_dir(), None, "else the system's folders serve");
    }
}
