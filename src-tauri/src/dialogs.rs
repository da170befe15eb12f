//! The system's dialogs for choosing a file. The page gives the words, in its language, and gets a path or null.

use crate::errors::invalid;
use rounds_api::WireError;
use serde::Deserialize;
use serde_json::{Value, json};
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
    /// A set of fields, tags and stages.
    Pack,
    /// Any file.
    #[default]
    Any,
}

impl Kind {
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"],
            Self::Book => &["rounds"],
            Self::Report => &["csv"],
            Self::Pack => &["json"],
            Self::Any => &[],
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

/// Lets the user choose one file to read: its path, or null if they turned back.
///
/// # Errors
/// `invalid` if the request is not understood.
pub fn choose_file(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    Ok(path_of(dialog(window, &asked(args)?).blocking_pick_file()))
}

/// Lets the user name a file to write: its path with the kind's ending, or null if they turned back.
///
/// # Errors
/// `invalid` if the request is not understood.
pub fn save_file(window: &WebviewWindow, args: Value) -> Result<Value, WireError> {
    let ask = asked(args)?;
    let mut dialog = dialog(window, &ask);
    if let Some(name) = &ask.name {
        dialog = dialog.set_file_name(name);
    }
    Ok(path_of(dialog.blocking_save_file()))
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
    use super::{Kind, asked};
    use serde_json::json;

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
}
