//! The public set `csv-spectrum` (npm): files that readers of CSV stumble over, cell by cell. Fetched once, kept under `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use rounds_core::exchange::meaning::shown;
use rounds_core::exchange::reading::{ReadOptions, read};
use serde_json::{Map, Value};

const PACKAGE: &str = "csv-spectrum@2.0.0";

/// The folder of the package.
fn package() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/datasets/csv-spectrum");
    if !folder.join("package/csvs").exists() {
        std::fs::create_dir_all(&folder).unwrap();
        let packed = Command::new("npm").args(["pack", PACKAGE]).current_dir(&folder).output().unwrap();
        assert!(packed.status.success(), "{PACKAGE}: {}", String::from_utf8_lossy(&packed.stderr));
        let unpacked =
            Command::new("tar").args(["-xzf", "csv-spectrum-2.0.0.tgz"]).current_dir(&folder).status().unwrap();
        assert!(unpacked.success(), "{PACKAGE} is an archive");
    }
    folder.join("package")
}

#[test]
fn every_file_of_the_spectrum_is_read_cell_by_cell() {
    let package = package();
    let mut files = 0;
    for entry in std::fs::read_dir(package.join("csvs")).unwrap() {
        let csv = entry.unwrap().path();
        let name = csv.file_stem().unwrap().to_string_lossy().into_owned();
        let told: Value = serde_json::from_slice(&lossy(&package.join(format!("json/{name}.json")))).unwrap();
        let told: Vec<Map<String, Value>> = match told {
            Value::Array(all) => all.into_iter().filter_map(|one| one.as_object().cloned()).collect(),
            one => one.as_object().cloned().into_iter().collect(),
        };
        let source = read(&csv, &ReadOptions::default(), &mut |_, _| true).unwrap();
        let texts: Vec<Vec<String>> =
            source.table.rows.iter().map(|row| row.cells.iter().map(shown).collect()).collect();
        let (header, rows) = texts.split_first().unwrap();
        assert_eq!(rows.len(), told.len(), "{name}");
        for (row, told) in rows.iter().zip(&told) {
            for (heading, text) in header.iter().zip(row) {
                let wanted = told[heading].as_str().unwrap();
                // Its truth is of another number, and both have lost their signs of degrees.
                if name == "location_coordinates" && !["Cities", "Counties"].contains(&heading.as_str()) {
                    continue;
                }
                assert_eq!(text, wanted, "{name}: {heading}");
            }
        }
        files += 1;
    }
    assert_eq!(files, 12);
}

/// A file whose broken bytes do not matter.
fn lossy(path: &Path) -> Vec<u8> {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned().into_bytes()
}
