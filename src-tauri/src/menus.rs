//! The system's menu bar, where a system has one: on macOS. Elsewhere the page shows the same actions behind its logo.
//!
//! The page sends its actions, worded in its language; choosing one sends its id back. Never run on a Mac so far.

use crate::errors::{invalid, io};
use crate::{closing, events};
use rounds_api::WireError;
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::menu::{Menu, MenuItemBuilder, PredefinedMenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Wry};

/// The id of the one item that the shell carries out itself.
const QUIT: &str = "shell:quit";

/// What the page asks for: the menus from left to right.
#[derive(Debug, Deserialize)]
struct Bar {
    /// What leaving the program is called.
    quit: String,
    menus: Vec<Group>,
}

#[derive(Debug, Deserialize)]
struct Group {
    label: String,
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    id: String,
    label: String,
    /// Only chords that act while one types, too: the menu bar would take the others from the text field.
    #[serde(default)]
    chord: Option<String>,
}

/// Shows the page's menus in the system's menu bar; false where there is none.
///
/// # Errors
/// `invalid` if the request is not understood, `io` if the system does not make the menu.
pub fn show(app: &AppHandle, args: Value) -> Result<Value, WireError> {
    let bar: Bar = serde_json::from_value(args).map_err(|why| invalid("args", &why.to_string()))?;
    if cfg!(target_os = "macos") {
        let menu = built(app, &bar).map_err(|why| io(&why.to_string()))?;
        app.set_menu(menu).map_err(|why| io(&why.to_string()))?;
    }
    Ok(json!(cfg!(target_os = "macos")))
}

/// An item was chosen.
pub fn chosen(app: &AppHandle, id: &str) {
    if id == QUIT {
        // As the window's own button does it, so that nothing that is being typed is lost.
        closing::quit(app);
    } else {
        events::menu(app, id);
    }
}

fn built(app: &AppHandle, bar: &Bar) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    let own = SubmenuBuilder::new(app, &app.package_info().name)
        .about(None)
        .separator()
        .hide()
        .separator()
        .item(&MenuItemBuilder::with_id(QUIT, &bar.quit).accelerator("CmdOrCtrl+Q").build(app)?)
        .build()?;
    menu.append(&own)?;
    for group in &bar.menus {
        menu.append(&group_of(app, group)?)?;
    }
    // Without these, ⌘C and ⌘V do nothing in the text fields of a web view.
    if let Some(edit) = menu.items()?.get(2).and_then(|item| item.as_submenu().cloned()) {
        let separator = PredefinedMenuItem::separator(app)?;
        let (cut, copy) = (PredefinedMenuItem::cut(app, None)?, PredefinedMenuItem::copy(app, None)?);
        let (paste, all) = (PredefinedMenuItem::paste(app, None)?, PredefinedMenuItem::select_all(app, None)?);
        edit.append_items(&[&separator, &cut, &copy, &paste, &all])?;
    }
    Ok(menu)
}

fn group_of(app: &AppHandle, group: &Group) -> tauri::Result<Submenu<Wry>> {
    let mut menu = SubmenuBuilder::new(app, &group.label);
    for item in &group.items {
        let mut built = MenuItemBuilder::with_id(&item.id, &item.label);
        if let Some(chord) = item.chord.as_deref() {
            built = built.accelerator(accelerator(chord));
        }
        menu = menu.item(&built.build(app)?);
    }
    menu.build()
}

/// A chord of the page as the system's menus write it.
fn accelerator(chord: &str) -> String {
    chord.replace("Mod+", "CmdOrCtrl+")
}

#[cfg(test)]
mod tests {
    use super::{Bar, accelerator};
    use serde_json::json;

    #[test]
    fn a_bar_is_read_as_the_page_sends_it() {
        let sent = json!({ "quit": "退出走访", "menus": [
            { "label": "客户簿", "items": [{ "id": "palette", "label": "查找", "chord": "Mod+K" }, { "id": "keys", "label": "快捷键" }] },
        ] });
        let bar = serde_json::from_value::<Bar>(sent);
        assert!(bar.is_ok_and(|bar| bar.menus.iter().flat_map(|menu| &menu.items).count() == 2));
        assert!(serde_json::from_value::<Bar>(json!({ "menus": "none" })).is_err());
        assert_eq!(accelerator("Mod+Shift+L"), "CmdOrCtrl+Shift+L");
    }
}
