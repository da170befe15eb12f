//! An icon in the system's tray, with how much is due today. Where there is no tray, there is none, and nothing else changes.

use crate::{closing, events, windows};
use rounds_api::Session;
use serde_json::{Map, Value, json};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

/// What the icon says, in the window's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// How much is due; that the book is locked.
    about: Vec<String>,
    open: String,
    log: String,
    quit: String,
}

/// What can be chosen on the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    Open,
    Log,
    Quit,
}

/// The icon, if there is one.
#[derive(Default)]
pub struct Tray(Mutex<State>);

#[derive(Default)]
struct State {
    icon: Option<system::Icon>,
    said: Said,
}

/// Shows so much as due today and overdue; none for a book that cannot be read.
pub fn show(app: &AppHandle, due: Option<(u32, u32)>) {
    let session = app.state::<Session>();
    let Ok(words) = session.words() else { return };
    let say = |key: &str, args: Value| words.text(key, args.as_object().unwrap_or(&Map::new()));
    let mut about = Vec::new();
    match due {
        Some((due, overdue)) => {
            about.push(say("tray-today", json!({ "due": due })));
            about.extend((overdue > 0).then(|| say("tray-overdue", json!({ "count": overdue }))));
        }
        None if session.standing() == rounds_api::Standing::Locked => about.push(words.plain("tray-locked")),
        None => {}
    }
    let said =
        Said { about, open: words.plain("tray-open"), log: words.plain("tray-log"), quit: words.plain("tray-quit") };
    let tray = app.state::<Tray>();
    let mut state = tray.0.lock().unwrap_or_else(PoisonError::into_inner);
    let was_there = state.icon.is_some();
    put(app, &mut state, said, session.preferences().tray);
    let is_there = state.icon.is_some();
    drop(state);
    if was_there != is_there {
        // The settings say whether it is there.
        events::stale(app, "app");
    }
}

/// Puts the icon there, or takes it away, and lets it say this.
fn put(app: &AppHandle, state: &mut State, said: Said, is_wanted: bool) {
    if !is_wanted {
        *state = State { icon: None, said };
        return;
    }
    if state.icon.as_ref().is_some_and(system::Icon::is_gone) {
        state.icon = None;
    }
    match &state.icon {
        Some(icon) if state.said != said => icon.say(&said),
        Some(_) => {}
        // Looked for again with each change: at the start of a session the tray may come later than we do.
        None => state.icon = system::Icon::put(app, &said),
    }
    state.said = said;
}

/// Whether the icon is there.
pub fn is_there(app: &AppHandle) -> bool {
    // Whoever is just looking for one has none yet.
    app.state::<Tray>().0.try_lock().is_ok_and(|state| state.icon.is_some())
}

fn chosen(app: &AppHandle, what: Chosen) {
    match what {
        Chosen::Open => on_main(app, |app| windows::come_to_front(app, &[], "")),
        Chosen::Log => on_main(app, |app| {
            windows::come_to_front(app, &[], "");
            events::menu(app, "log-line");
        }),
        Chosen::Quit => on_main(app, closing::quit),
    }
}

/// Windows belong to the main thread.
fn on_main(app: &AppHandle, f: impl FnOnce(&AppHandle) + Send + 'static) {
    let ours = app.clone();
    let _ = app.run_on_main_thread(move || f(&ours));
}

/// By the protocol that desktops on Linux have for it, over the session's bus: nothing has to be installed for it.
#[cfg(target_os = "linux")]
mod linux {
    use super::{Chosen, Said, chosen};
    use ksni::blocking::{Handle, TrayMethods};
    use ksni::menu::StandardItem;
    use ksni::{MenuItem, ToolTip};
    use tauri::AppHandle;

    pub struct Icon(Handle<Item>);

    struct Item {
        app: AppHandle,
        said: Said,
    }

    impl Icon {
        /// None where there is no tray.
        pub fn put(app: &AppHandle, said: &Said) -> Option<Self> {
            Item { app: app.clone(), said: said.clone() }.spawn().ok().map(Self)
        }

        pub fn say(&self, said: &Said) {
            self.0.update(|item| item.said = said.clone());
        }

        pub fn is_gone(&self) -> bool {
            self.0.is_closed()
        }
    }

    impl Drop for Icon {
        fn drop(&mut self) {
            self.0.shutdown().wait();
        }
    }

    impl ksni::Tray for Item {
        fn id(&self) -> String {
            "rounds".to_owned()
        }

        fn title(&self) -> String {
            "Rounds · 走访".to_owned()
        }

        fn icon_name(&self) -> String {
            "rounds".to_owned()
        }

        fn icon_pixmap(&self) -> Vec<ksni::Icon> {
            let Some(icon) = self.app.default_window_icon() else { return Vec::new() };
            let (Ok(width), Ok(height)) = (i32::try_from(icon.width()), i32::try_from(icon.height())) else {
                return Vec::new();
            };
            let mut data = icon.rgba().to_vec();
            // The alpha goes first there.
            data.chunks_exact_mut(4).for_each(|pixel| pixel.rotate_right(1));
            vec![ksni::Icon { width, height, data }]
        }

        fn tool_tip(&self) -> ToolTip {
            ToolTip { title: self.title(), description: self.said.about.join("\n"), ..ToolTip::default() }
        }

        fn activate(&mut self, _x: i32, _y: i32) {
            chosen(&self.app, Chosen::Open);
        }

        fn menu(&self) -> Vec<MenuItem<Self>> {
            let told =
                self.said.about.iter().map(|label| {
                    StandardItem { label: label.clone(), enabled: false, ..StandardItem::default() }.into()
                });
            let mut menu: Vec<MenuItem<Self>> = told.collect();
            if !menu.is_empty() {
                menu.push(MenuItem::Separator);
            }
            let items =
                [(&self.said.open, Chosen::Open), (&self.said.log, Chosen::Log), (&self.said.quit, Chosen::Quit)];
            menu.extend(items.map(|(label, what)| {
                let activate = Box::new(move |item: &mut Self| chosen(&item.app, what));
                StandardItem { label: label.clone(), activate, ..StandardItem::default() }.into()
            }));
            menu
        }
    }
}

/// Never run there so far.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use super::{Chosen, Said, chosen};
    use tauri::menu::{Menu, MenuItemBuilder, PredefinedMenuItem};
    use tauri::tray::{MouseButton, TrayIcon, TrayIconBuilder, TrayIconEvent};
    use tauri::{AppHandle, Wry};

    pub struct Icon(AppHandle, TrayIcon<Wry>);

    impl Icon {
        pub fn put(app: &AppHandle, said: &Said) -> Option<Self> {
            let mut builder = TrayIconBuilder::with_id("rounds")
                .on_menu_event(|app, event| match event.id().as_ref() {
                    "tray:open" => chosen(app, Chosen::Open),
                    "tray:log" => chosen(app, Chosen::Log),
                    "tray:quit" => chosen(app, Chosen::Quit),
                    _ => {}
                })
                .on_tray_icon_event(|icon, event| {
                    if let TrayIconEvent::DoubleClick { button: MouseButton::Left, .. } = event {
                        chosen(icon.app_handle(), Chosen::Open);
                    }
                });
            if let Some(icon) = app.default_window_icon() {
                builder = builder.icon(icon.clone());
            }
            let icon = Self(app.clone(), builder.build(app).ok()?);
            icon.say(said);
            Some(icon)
        }

        pub fn say(&self, said: &Said) {
            // What the system does not take stays as it was.
            let _ = self.1.set_tooltip(Some(said.about.join("\n")));
            let _ = self.menu(said).and_then(|menu| self.1.set_menu(Some(menu)));
        }

        fn menu(&self, said: &Said) -> tauri::Result<Menu<Wry>> {
            let menu = Menu::new(&self.0)?;
            for label in &said.about {
                menu.append(&MenuItemBuilder::new(label).enabled(false).build(&self.0)?)?;
            }
            menu.append(&PredefinedMenuItem::separator(&self.0)?)?;
            for (id, label) in [("tray:open", &said.open), ("tray:log", &said.log), ("tray:quit", &said.quit)] {
                menu.append(&MenuItemBuilder::with_id(id, label).build(&self.0)?)?;
            }
            Ok(menu)
        }

        pub fn is_gone(&self) -> bool {
            false
        }
    }

    impl Drop for Icon {
        fn drop(&mut self) {
            self.0.remove_tray_by_id("rounds");
        }
    }
}
