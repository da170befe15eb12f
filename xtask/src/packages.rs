//! What the system must have: looked for, named with the reason, and on Debian and Ubuntu installed.

use crate::Result;
use crate::steps::{in_the_open, output_of};
use std::process::Command;

/// One thing the system must have.
pub struct Need {
    /// The package on Debian and Ubuntu.
    package: &'static str,
    /// A program, or a library known to pkg-config (`lib:NAME`), that shows that it is there on other systems.
    sign: &'static str,
    /// What for.
    why: &'static str,
}

const fn need(package: &'static str, sign: &'static str, why: &'static str) -> Need {
    Need { package, sign, why }
}

/// To build and to run.
pub const BUILD: [Need; 5] = [
    need("build-essential", "cc", "compiles SQLCipher and links"),
    need("pkg-config", "pkg-config", "finds the system's libraries"),
    need("libssl-dev", "lib:openssl", "the cryptography under the encrypted book"),
    need("libwebkit2gtk-4.1-dev", "lib:webkit2gtk-4.1", "the window"),
    need("fonts-noto-cjk", "", "Chinese characters on the screen"),
];

/// Over [`BUILD`], to test.
const TEST: [Need; 8] = [
    need("xvfb", "Xvfb", "a display nobody sees, for the tests of the window"),
    need("xauth", "xauth", "access to that display"),
    need("webkit2gtk-driver", "WebKitWebDriver", "clicks and types in the real window"),
    need("xdotool", "xdotool", "turns the mouse wheel over the real window"),
    need("strace", "strace", "sees whether the program tries to reach a network"),
    need("dbus-x11", "dbus-run-session", "the session in which a second start finds the first"),
    need("gnome-keyring", "gnome-keyring-daemon", "a keyring of the system that may open a book"),
    need("python3-pip", "pip3", "fetches the public lists that duplicates are looked for in"),
];

/// Over [`BUILD`], for the package of a release.
const RELEASE: [Need; 1] = [need("perl", "perl", "builds the OpenSSL that a release carries")];

/// What `test` needs.
pub const TESTING: [&[Need]; 2] = [&BUILD, &TEST];
/// What `run` needs.
pub const RUNNING: [&[Need]; 1] = [&BUILD];
/// What `package` needs.
pub const PACKAGING: [&[Need]; 2] = [&BUILD, &RELEASE];
/// What any command needs.
pub const EVERYTHING: [&[Need]; 3] = [&BUILD, &TEST, &RELEASE];

/// What to do about what is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Install it where we can, tell where we cannot.
    Install,
    /// Only tell.
    Tell,
}

/// Looks for what the system must have, and installs what is missing on Debian and Ubuntu.
///
/// # Errors
/// If something is missing that we cannot install, naming it.
pub fn set_up(needs: &[&[Need]], missing: Missing) -> Result {
    let needs = needs.iter().copied().flatten();
    if cfg!(target_os = "linux") {
        if is_there("dpkg-query") && is_there("apt-get") { on_debian(needs, missing) } else { on_linux(needs) }
    } else {
        elsewhere()
    }
}

fn on_debian<'a>(needs: impl Iterator<Item = &'a Need>, missing: Missing) -> Result {
    let absent: Vec<&Need> = needs.filter(|need| !is_installed(need.package)).collect();
    if absent.is_empty() {
        return Ok(());
    }
    println!("Missing system packages:\n{}", listed(&absent));
    let installs = install_commands(&absent, is_root());
    if missing == Missing::Tell {
        for command in &installs {
            println!("would run: {}", command.join(" "));
        }
        return Ok(());
    }
    for words in &installs {
        if let [program, args @ ..] = words.as_slice() {
            in_the_open(Command::new(program).args(args)).map_err(|why| {
                format!("The packages above could not be installed ({why}). Install them and come back.")
            })?;
        }
    }
    Ok(())
}

/// What to run, word by word.
fn install_commands(absent: &[&Need], root: bool) -> [Vec<&'static str>; 2] {
    let mut update = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update", "-qq"];
    let mut install =
        vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends"];
    install.extend(absent.iter().map(|need| need.package));
    if !root {
        update.insert(0, "sudo");
        install.insert(0, "sudo");
    }
    [update, install]
}

fn on_linux<'a>(needs: impl Iterator<Item = &'a Need>) -> Result {
    let absent: Vec<&Need> = needs.filter(|need| !shows(need.sign)).collect();
    if absent.is_empty() {
        return Ok(());
    }
    Err(format!("Please install (named as Debian names them):\n{}", listed(&absent)))
}

fn elsewhere() -> Result {
    if cfg!(target_os = "macos") && !shows("xcode-select") {
        return Err("Please install Apple's command-line tools: xcode-select --install".to_owned());
    }
    if std::env::var_os("OPENSSL_DIR").is_none() && !shows("lib:openssl") {
        return Err(if cfg!(target_os = "macos") {
            "Please install OpenSSL (brew install openssl pkg-config), the cryptography under the encrypted book."
        } else {
            "Please install OpenSSL and name its folder in OPENSSL_DIR: the cryptography under the encrypted book."
        }
        .to_owned());
    }
    Ok(())
}

/// Node 20.19 or newer, with npm.
///
/// # Errors
/// If it is missing or older, saying what to do.
pub fn node_is_there() -> Result {
    let told = "Please install Node 20.19 or newer, with npm: it builds the interface.";
    let (_, version) =
        output_of(Command::new("node").arg("--version")).map_err(|_| format!("Node is missing. {told}"))?;
    if is_node_new_enough(&version) { Ok(()) } else { Err(format!("Node is {}. {told}", version.trim())) }
}

fn is_node_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= (20, 19)
}

fn listed(absent: &[&Need]) -> String {
    let lines: Vec<String> = absent.iter().map(|need| format!("  {:<24} {}", need.package, need.why)).collect();
    lines.join("\n")
}

fn is_installed(package: &str) -> bool {
    let asked = output_of(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]));
    asked.is_ok_and(|(well, status)| well && status.trim() == "installed")
}

fn shows(sign: &str) -> bool {
    match sign.strip_prefix("lib:") {
        Some(library) => Command::new("pkg-config").args(["--exists", library]).status().is_ok_and(|s| s.success()),
        None => sign.is_empty() || is_there(sign),
    }
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).is_ok_and(|(_, id)| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::{BUILD, TEST, install_commands, is_installed, is_node_new_enough, listed};

    #[test]
    fn what_is_missing_is_named_with_its_reason_and_installed_with_sudo_unless_root() {
        let absent: Vec<_> = BUILD.iter().filter(|need| need.package == "libwebkit2gtk-4.1-dev").collect();
        assert_eq!(listed(&absent), "  libwebkit2gtk-4.1-dev    the window");
        let [update, install] = install_commands(&absent, false);
        assert_eq!(update.join(" "), "sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq");
        assert!(install.join(" ").ends_with("install -y -qq --no-install-recommends libwebkit2gtk-4.1-dev"));
        let [_, as_root] = install_commands(&absent, true);
        assert_eq!(as_root.first(), Some(&"env"), "root needs no sudo");
    }

    #[test]
    fn running_needs_nothing_of_the_tests() {
        for need in &TEST {
            assert!(BUILD.iter().all(|other| other.package != need.package), "{} is for tests", need.package);
        }
    }

    #[test]
    fn a_package_that_does_not_exist_is_missing() {
        assert!(!is_installed("rounds-no-such-package"));
    }

    #[test]
    fn an_old_node_is_told_apart() {
        assert!(is_node_new_enough("v20.19.0\n") && is_node_new_enough("v24.1.0"));
        assert!(!is_node_new_enough("v18.20.4") && !is_node_new_enough("v20.9.0") && !is_node_new_enough(""));
    }
}
