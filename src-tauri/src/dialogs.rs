//! The system's dialogs for choosing a file. The page gives the words, in its language, and gets a path or null.

use crate::errors::invalid;
use rounds_api::WireError;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// What kind of file a dialog offers.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A table to import.
    Table,
    /// A customer book.
    Book,
    /// A report or an export as CSV.
    Report,
    /// An export as a workbook.
    Sheet,
    /// An export as an address book.
    Cards,
    /// An export as JSON, a customer on each line.
    Lines,
    /// A set of fields, tags and stages.
    Pack,
    /// A calendar.
    Calendar,
    /// A card, a list or labels as PDF.
    Paper,
    /// A folder, for copies.
    Folder,
    /// Any file.
    #[default]
    Any,
}

impl Kind {
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "vcf", "json"],
            Self::Book => &["rounds"],
            Self::Report => &["csv"],
            Self::Sheet => &["xlsx"],
            Self::Cards => &["vcf"],
            Self::Lines => &["jsonl"],
            Self::Pack => &["json"],
            Self::Calendar => &["ics"],
            Self::Paper => &["pdf"],
            Self::Folder | Self::Any => &[],
        }
    }
}

/// What the page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ask {
    kind: Kind,
    /// The dialog's title.
    title: Option<String>,
    /// What the kind of file is called.
    filter: Option<String>,
    /// The proposed file name, for saving.
    name: Option<String>,
}

/// Lets the user choose one file to read, or a folder: its path, or null if they turned back.
///
/// # Errors
/// `invalid` if the request is not understood.
pub fn choose_file(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    let ask = asked(args)?;
    let dialog = dialog(window, &ask);
    Ok(path_of(if ask.kind == Kind::Folder { dialog.blocking_pick_folder() } else { dialog.blocking_pick_file() }))
}

/// Lets the user choose files to read: their paths, none if they turned back.
///
/// # Errors
/// `invalid` if the request is not understood.
pub fn choose_files(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    let ask = asked(args)?;
    let chosen = dialog(window, &ask).blocking_pick_files().unwrap_or_default();
    Ok(chosen.into_iter().map(|file| path_of(Some(file))).filter(|path| !path.is_null()).collect())
}

/// Lets the user name a file to write: its path, with the kind's ending, or null if they turned back.
///
/// # Errors
/// `invalid` if the request is not understood.
pub fn save_file(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    let ask = asked(args)?;
    let mut dialog = dialog(window, &ask);
    if let Some(name) = &ask.name {
        dialog = dialog.set_file_name(name);
    }
    let chosen = dialog.blocking_save_file().and_then(|file| file.into_path().ok());
    Ok(json!(chosen.map(|path| with_ending(path, ask.kind.endings()))))
}

/// The path with the first ending of its kind, if what was typed has none of them. The dialog asked about replacing the
/// path as it was typed: another file that is there already under the whole name is left alone.
fn with_ending(typed: PathBuf, endings: &[&str]) -> PathBuf {
    let has = |ending: &&str| typed.extension().is_some_and(|had| had.eq_ignore_ascii_case(ending));
    let Some(ending) = endings.first().filter(|_| !endings.iter().any(has)) else {
        return typed;
    };
    let name = typed.file_name().unwrap_or_default().to_string_lossy().trim_end_matches('.').to_owned();
    let whole = |number: u32| match number {
        1 => typed.with_file_name(format!("{name}.{ending}")),
        _ => typed.with_file_name(format!("{name} {number}.{ending}")),
    };
    (1..).map(whole).find(|path| !path.exists()).unwrap_or(typed.clone())
}

fn asked(args: Value) -> Result<Ask, WireError> {
    serde_json::from_value(args).map_err(|why| invalid("args", &why.to_string()))
}

fn dialog(window: &WebviewWindow, ask: &Ask) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = window.dialog().file().set_parent(window);
    if let Some(title) = &ask.title {
        dialog = dialog.set_title(title);
    }
    let endings = ask.kind.endings();
    if endings.is_empty() {
        return dialog;
    }
    // Systems without a name for the kind show its endings.
    let name = ask.filter.clone().unwrap_or_else(|| endings.join(", "));
    dialog.add_filter(name, endings)
}

fn path_of(chosen: Option<FilePath>) -> Value {
    json!(chosen.and_then(|file| file.into_path().ok()))
}

#[cfg(test)]
mod tests {
    use super::{Kind, asked, with_ending};
    use serde_json::json;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_request_may_say_as_little_as_nothing() {
        assert!(asked(json!({})).is_ok_and(|ask| ask.kind == Kind::Any && ask.title.is_none()));
        let asked_for_table = asked(json!({ "kind": "table", "title": "选择要导入的文件" }));
        assert!(asked_for_table.is_ok_and(|ask| ask.kind.endings().contains(&"xlsx")));
    }

    #[test]
    fn an_unknown_kind_is_refused() {
        assert!(asked(json!({ "kind": "program" })).is_err());
    }

    #[test]
    fn what_is_saved_has_an_ending_of_its_kind() {
        let given = |kind: Kind, typed: &str| {
            with_ending(PathBuf::from("/nowhere").join(typed), kind.endings()).display().to_string()
        };
        assert_eq!(given(Kind::Report, "导入清单"), "/nowhere/导入清单.csv");
        assert_eq!(given(Kind::Book, "客户 2026.11.26"), "/nowhere/客户 2026.11.26.rounds", "a date is no ending");
        assert_eq!(given(Kind::Pack, "mine."), "/nowhere/mine.json");
        assert_eq!(given(Kind::Report, "LIST.CSV"), "/nowhere/LIST.CSV", "what was typed stays");
        assert_eq!(given(Kind::Any, "notes"), "/nowhere/notes", "any file needs none");
    }

    #[test]
    fn a_file_that_nobody_agreed_to_replace_is_left_alone() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(here.join("tauri.conf.json").exists());
        assert_eq!(with_ending(here.join("tauri.conf"), Kind::Pack.endings()), here.join("tauri.conf 2.json"));
    }
}
