//! Packs: those that come with the program, and those in files.

use std::path::Path;

use rounds_core::exchange::exports::write_whole;
use rounds_core::packs::{self, Pack, PackInfo, Taken};
use rounds_core::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::session::Session;

/// Asks for the packs that come with the program.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListPacks {
    /// In which language; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// Names a pack: one that comes with the program, or a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TakePack {
    /// The id of one that comes with the program.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub id: Option<String>,
    /// The file of another one.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub path: Option<String>,
    /// In which language; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// Saves the book's own set as a pack.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SavePack {
    /// What it shall be called.
    pub name: String,
    /// Where to; replaced if it is there.
    pub path: String,
}

fn language(session: &Session, wanted: Option<String>) -> String {
    wanted.or_else(|| session.prefs().language.clone()).unwrap_or_else(|| "zh-CN".to_owned())
}

/// The packs that come with the program. No book needs to be open.
pub(crate) fn list(session: &Session, req: ListPacks) -> Result<Vec<PackInfo>> {
    Ok(packs::shipped(&language(session, req.language))?.iter().map(Pack::info).collect())
}

/// What is in a pack, before it is taken.
pub(crate) fn show(session: &Session, req: TakePack) -> Result<PackInfo> {
    Ok(find(session, req)?.info())
}

fn find(session: &Session, req: TakePack) -> Result<Pack> {
    let language = language(session, req.language);
    match (req.id, req.path) {
        (Some(id), None) => packs::find(&id, &language),
        (None, Some(path)) => {
            packs::read(&text_of(Path::new(&path))?, &language).map_err(|error| error.at("file", path))
        }
        _ => Err(Error::invalid("id", "empty")),
    }
}

/// The text of a file that is small enough for a pack.
fn text_of(path: &Path) -> Result<String> {
    let place = path.display().to_string();
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::refused("file_missing").at("file", place.clone()),
        _ => Error::from(error),
    })?;
    if meta.is_dir() {
        return Err(Error::refused("file_is_directory").at("file", place));
    }
    if meta.len() > packs::MOST_BYTES as u64 {
        return Err(Error::refused("pack_too_large").arg("limit", packs::MOST_BYTES).at("file", place));
    }
    // What is no text is no JSON either, and is told as such, with its place.
    Ok(String::from_utf8_lossy(&std::fs::read(path)?).into_owned())
}

/// Takes a pack into the open book, as one change.
pub(crate) fn take(session: &Session, req: TakePack) -> Result<Taken> {
    let pack = find(session, req)?;
    session.book()?.change("pack.take", |tx| packs::take(tx, &pack))
}

/// Saves the open book's own set as a pack.
pub(crate) fn save(session: &Session, req: SavePack) -> Result<()> {
    let text = session.book()?.read(|reader| packs::save(reader, &req.name))?;
    write_whole(Path::new(&req.path), text.as_bytes())
}
