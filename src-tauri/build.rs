//! Builds the shell's context, and keeps SQLCipher's symbols to ourselves.

fn main() {
    // WebKit lives in the same process and would bind to our `sqlite3_*` if the executable exported them.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
}
