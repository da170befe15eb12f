//! What the window shows of a file. Pictures are unpacked and packed anew, pages of PDF are drawn: what came from outside
//! never reaches the web view as it is.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::storing::content_of;
use super::{COLUMNS, FileRow, looking, row};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::papers;

/// The longer side of a picture in the window.
const SHOWN: u32 = 2_000;
/// So many characters of a text are shown.
const TEXT: usize = 100_000;

/// Asks for the small picture of a content.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ThumbOf {
    /// The SHA-256 of the content.
    pub hash: String,
}

/// The small picture of a content as a `data:` address; none if there is none.
///
/// # Errors
/// Those of the database.
pub fn thumb(reader: &Reader<'_>, req: &ThumbOf) -> Result<Option<String>> {
    let bytes: Option<Vec<u8>> =
        reader.first("SELECT thumb FROM file_content WHERE hash = ?1", [&req.hash], |row| row.get(0))?;
    Ok(bytes.filter(|bytes| !bytes.is_empty()).map(|bytes| address("image/jpeg", &bytes)))
}

/// Bytes as an address that needs no fetching.
pub(crate) fn address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

/// The largest picture that an address book takes as it is, in bytes: phones refuse larger ones.
const PORTRAIT_BYTES: usize = 256 << 10;
/// The longer side of one that is made smaller for it.
const PORTRAIT: u32 = 720;

/// The picture that shows a customer, for an address book: media type and content. Uses: file_by_customer.
pub(crate) fn portrait_for_cards(reader: &Reader<'_>, customer: i64) -> Result<Option<(String, Vec<u8>)>> {
    let found: Option<(String, String)> = reader.first(
        "SELECT kind, hash FROM file WHERE customer_id = ?1 AND trashed_at = 0 AND is_portrait = 1
         ORDER BY added_at DESC, id DESC LIMIT 1",
        [customer],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((kind, hash)) = found else { return Ok(None) };
    let bytes = content_of(reader, &hash)?;
    if bytes.len() <= PORTRAIT_BYTES {
        return Ok(Some((kind, bytes)));
    }
    Ok(looking::shown(&bytes, PORTRAIT).map(|bytes| ("image/jpeg".to_owned(), bytes)))
}

/// Asks to look at a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShowFile {
    /// The file.
    pub id: i64,
    /// The page of a PDF, from 0.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub page: u32,
}

/// A file as it is looked at. What is neither picture nor text nor PDF has its name and size only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FileShown {
    /// The file.
    pub file: FileRow,
    /// A picture of it, or of the page that was asked for.
    pub picture: Option<String>,
    /// The beginning of a text.
    pub text: Option<String>,
    /// Whether there is more of the text.
    pub is_cut: bool,
    /// How many pages a PDF has; 0 for what is none, or cannot be drawn.
    pub pages: u32,
}

/// A file, the content with it: quick, so that what takes long can be done without the book.
///
/// # Errors
/// `not_found`.
pub fn content(reader: &Reader<'_>, id: i64) -> Result<(FileRow, Vec<u8>)> {
    let file = reader
        .first(
            &format!("SELECT {COLUMNS} FROM file AS f LEFT JOIN file_content AS b ON b.hash = f.hash WHERE f.id = ?1"),
            [id],
            row,
        )?
        .ok_or_else(|| Error::not_found("file", id))?;
    let bytes = content_of(reader, &file.hash)?;
    Ok((file, bytes))
}

/// How a file is looked at. Takes as long as a large picture takes.
#[must_use]
pub fn show(file: FileRow, bytes: Vec<u8>, page: u32) -> FileShown {
    let mut shown = FileShown { file, picture: None, text: None, is_cut: false, pages: 0 };
    match shown.file.kind.as_str() {
        "application/pdf" => {
            if let Some(page) = papers::draw_apart(bytes, page) {
                (shown.picture, shown.pages) = (Some(page.address()), page.pages);
            }
        }
        "text/plain" => {
            let text = crate::exchange::decoded_text(bytes);
            shown.is_cut = text.chars().nth(TEXT).is_some();
            shown.text = Some(text.chars().take(TEXT).collect());
        }
        kind if kind.starts_with("image/") => {
            shown.picture = looking::shown(&bytes, SHOWN).map(|bytes| address("image/jpeg", &bytes));
        }
        _ => {}
    }
    shown
}

/// Saves a file's content to a place outside of the book.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SaveFile {
    /// The file.
    pub id: i64,
    /// Where to; replaced if it is there.
    pub path: String,
}

impl SaveFile {
    /// Writes the content there. Gives the file.
    ///
    /// # Errors
    /// `not_found`; `disk_full`, `io`, and what was there is still there then.
    pub fn write(&self, reader: &Reader<'_>) -> Result<FileRow> {
        let (file, bytes) = content(reader, self.id)?;
        crate::exchange::exports::write_whole(Path::new(&self.path), &bytes)?;
        Ok(file)
    }
}
