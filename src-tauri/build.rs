//! Builds the shell's context, and keeps SQLCipher's symbols to ourselves.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    // WebKit lives in the same process and would bind to our `sqlite3_*` if the executable exported them.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    page_or_a_word_instead()?;
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)).map_err(io::Error::other)
}

/// The shell embeds the built UI. Before its first build, a plain `cargo build` embeds a word on what to do.
fn page_or_a_word_instead() -> io::Result<()> {
    let page = Path::new("../ui/dist/index.html");
    if page.exists() {
        return Ok(());
    }
    fs::create_dir_all("../ui/dist")?;
    fs::write(page, "<!doctype html><title>Rounds</title><p>The interface is not built yet: cargo xtask run\n")
}
