//! Cargo, always with the same set of packages and features, so that nothing is built twice in one `target/`.

use crate::steps::output_of;
use crate::{Result, files};
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The compiler with Clippy's lints.
const CLIPPY: &str = "clippy-driver";

/// What development builds have over the defaults: the generated types and the books for tests.
const FEATURES: &str = "rounds-api/bindings,rounds-api/testing";

/// `cargo VERB --workspace` with our features. Our own crates are compiled by Clippy's driver, which is the compiler with its
/// lints: what they stand on is built once, not once more for `cargo clippy`.
pub fn workspace(verb: &str) -> Command {
    let mut command = plain(verb);
    command.args(["--workspace", "--features", FEATURES]);
    if has_clippy() {
        command.env("RUSTC_WORKSPACE_WRAPPER", CLIPPY);
    }
    command
}

/// Whether Clippy is there. Who only runs the program needs none.
pub fn has_clippy() -> bool {
    static IS_THERE: OnceLock<bool> = OnceLock::new();
    *IS_THERE.get_or_init(|| output_of(Command::new(CLIPPY).arg("--version")).is_ok_and(|(well, _)| well))
}

/// `cargo VERB`, from the root.
pub fn plain(verb: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(files::root()).arg(verb);
    command
}

/// Everything that tests need: libraries, programs, test binaries, examples. What it says holds Clippy's warnings, also of
/// what was built before.
pub fn build_all() -> Command {
    let mut command = workspace("build");
    command.args(["--lib", "--bins", "--tests", "--examples", "--benches"]);
    command
}

/// A program that was built, in the folder of its profile.
pub fn built(profile: &str, name: &str) -> PathBuf {
    files::target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The binary of an integration test, built with everything else: asked for alone, Cargo would settle other features
/// for it and build what it stands on once more.
///
/// # Errors
/// If it does not build.
pub fn test_binary(name: &str) -> Result<PathBuf> {
    let (well, output) = output_of(workspace("test").arg("--no-run"))?;
    let path = well.then(|| executable(&output, name)).flatten();
    path.map(|path| files::root().join(path)).ok_or(output)
}

/// Where Cargo says it put a test: `Executable tests/e2e/main.rs (target/debug/deps/e2e-0b1…)`.
fn executable<'a>(output: &'a str, name: &str) -> Option<&'a str> {
    let mut paths = output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Executable ")?.rsplit_once('(')?.1.strip_suffix(')'));
    paths.find(|path| {
        path.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('-')).is_some_and(|(stem, _)| stem == name)
    })
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn a_test_is_found_where_cargo_says_it_put_it() {
        let output = "    Finished `test` profile [unoptimized] target(s) in 0.31s\n\
            \x20 Executable unittests src/lib.rs (target/debug/deps/rounds_core-7fa)\n\
            \x20 Executable cli/main.rs (target/debug/deps/cli-0b1)\n\
            \x20 Executable e2e/main.rs (target/debug/deps/e2e-0b1)\n";
        assert_eq!(executable(output, "e2e"), Some("target/debug/deps/e2e-0b1"));
        assert_eq!(executable(output, "core"), None, "the name is the whole name");
    }
}
