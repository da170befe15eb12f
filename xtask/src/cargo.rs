//! Cargo, always with the same set of packages and features, so that nothing is built twice in one `target/`.

use crate::files;
use std::path::PathBuf;
use std::process::Command;

/// What development builds have over the defaults: the generated types and the books for tests.
const FEATURES: &str = "rounds-api/bindings,rounds-api/testing";

/// `cargo VERB --workspace` with our features.
pub fn workspace(verb: &str) -> Command {
    let mut command = plain(verb);
    command.args(["--workspace", "--features", FEATURES]);
    command
}

/// `cargo VERB`, from the root.
pub fn plain(verb: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(files::root()).arg(verb);
    command
}

/// Everything that tests need: libraries, programs, test binaries, examples.
pub fn build_all() -> Command {
    let mut command = workspace("build");
    command.args(["--lib", "--bins", "--tests", "--examples"]);
    command
}

/// A program that was built, in the folder of its profile.
pub fn built(profile: &str, name: &str) -> PathBuf {
    files::target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
