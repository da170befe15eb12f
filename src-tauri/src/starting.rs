//! Starting with the system, if that is wanted: then without a window, where there is a tray to open it from.

use crate::errors::io;
use rounds_api::WireError;
use serde_json::{Value, json};
use tauri::AppHandle;

/// Says that the system has started us.
pub const IN_THE_TRAY: &str = "--in-tray";

/// Whether this start is to be without a window.
pub fn is_quiet() -> bool {
    std::env::args().any(|arg| arg == IN_THE_TRAY)
}

/// Sets whether we start with the system: `{on}`.
///
/// # Errors
/// `io` if the system does not take it.
pub fn set(app: &AppHandle, args: &Value) -> Result<Value, WireError> {
    system::set(app, args.get("on") == Some(&json!(true))).map_err(|why| io(&why))?;
    Ok(json!(system::is_on(app)))
}

/// Whether we start with the system.
pub fn is_on(app: &AppHandle) -> bool {
    system::is_on(app)
}

/// A file in the folder that all desktops on Linux look through.
#[cfg(target_os = "linux")]
mod system {
    use super::IN_THE_TRAY;
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};
    use tauri::AppHandle;

    pub fn set(_: &AppHandle, on: bool) -> Result<(), String> {
        let file = file().ok_or("no folder for settings")?;
        if !on {
            return match std::fs::remove_file(&file) {
                Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(why.to_string()),
                _ => Ok(()),
            };
        }
        // A portable program stands elsewhere than where it runs from.
        let program = std::env::var_os("APPIMAGE").map_or_else(std::env::current_exe, |path| Ok(PathBuf::from(path)));
        let program = program.map_err(|why| why.to_string())?;
        let folder = file.parent().unwrap_or(Path::new(""));
        std::fs::create_dir_all(folder).map_err(|why| why.to_string())?;
        std::fs::write(&file, entry(&program, std::env::var_os("ROUNDS_HOME"))).map_err(|why| why.to_string())
    }

    pub fn is_on(_: &AppHandle) -> bool {
        file().is_some_and(|file| file.is_file())
    }

    fn file() -> Option<PathBuf> {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let config = set("XDG_CONFIG_HOME").or_else(|| set("HOME").map(|home| home.join(".config")))?;
        Some(config.join("autostart/rounds.desktop"))
    }

    /// The file's text: which program, and for which folder if not for the system's own.
    fn entry(program: &Path, home: Option<OsString>) -> String {
        let program = quoted(&program.to_string_lossy());
        let home = home.map(|home| format!("env {} ", quoted(&format!("ROUNDS_HOME={}", home.to_string_lossy()))));
        let home = home.unwrap_or_default();
        format!(
            "[Desktop Entry]\nType=Application\nName=Rounds\nName[zh_CN]=走访\nIcon=rounds\nExec={home}{program} {IN_THE_TRAY}\n"
        )
    }

    /// A word of a command as such files write it: in quotes, what means something inside of them escaped twice over.
    fn quoted(word: &str) -> String {
        let mut text = String::from("\"");
        for letter in word.chars() {
            match letter {
                '\\' => text.push_str("\\\\\\\\"),
                '"' | '`' | '$' => text.extend(["\\\\", letter.encode_utf8(&mut [0; 4])]),
                '%' => text.push_str("%%"),
                _ => text.push(letter),
            }
        }
        text + "\""
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_program_in_any_folder_is_named_so_that_the_desktop_finds_it() {
            let text = entry(Path::new("/opt/my $apps/50%/rounds"), Some("/media/a \"stick\"".into()));
            let wanted = r#"Exec=env "ROUNDS_HOME=/media/a \\"stick\\"" "/opt/my \\$apps/50%%/rounds" --in-tray"#;
            assert!(text.lines().any(|line| line == wanted), "{text}");
            assert!(entry(Path::new("/usr/bin/rounds"), None).contains("\nExec=\"/usr/bin/rounds\" --in-tray\n"));
        }
    }
}

/// Never run there so far.
#[cfg(not(target_os = "linux"))]
mod system {
    use tauri::AppHandle;
    use tauri_plugin_autostart::ManagerExt;

    pub fn set(app: &AppHandle, on: bool) -> Result<(), String> {
        let launch = app.autolaunch();
        if on { launch.enable() } else { launch.disable() }.map_err(|why| why.to_string())
    }

    pub fn is_on(app: &AppHandle) -> bool {
        app.autolaunch().is_enabled().unwrap_or(false)
    }
}
