//! Papers that came from outside, looked at: drawn in a process of its own, which a file that was made to break it cannot outgrow.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};

use crate::harness::{BOOK, Dir};

/// A PDF of one page with these operators, packed, before as much empty room.
fn pdf(operators: &str, room: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(operators.as_bytes()).unwrap();
    let blank = vec![b' '; 1 << 20];
    (0..room >> 20).for_each(|_| packed.write_all(&blank).unwrap());
    let content = packed.finish().unwrap();
    let mut pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<>>>>endobj\n".to_vec();
    writeln!(pdf, "4 0 obj<</Length {}/Filter/FlateDecode>>stream", content.len()).unwrap();
    pdf.extend(content);
    pdf.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    pdf
}

/// The page of a file, as the window shows it.
fn look(dir: &Dir, name: &str, bytes: &[u8]) -> Value {
    std::fs::write(dir.path(name), bytes).unwrap();
    let ids = dir.json(&["attach", BOOK, "王记五金", name]);
    dir.json(&["call", BOOK, "files_show", &json!({ "id": ids[0] }).to_string()])
}

#[test]
fn a_paper_that_unpacks_without_end_costs_its_picture_only() {
    let dir = Dir::with_customers(&[json!({"name": "王记五金"})]);
    let good = look(&dir, "good.pdf", &pdf("10 10 50 50 re f", 0));
    assert_eq!(good["pages"], 1);
    assert!(good["picture"].as_str().unwrap().starts_with("data:image/png;base64,"));
    let bomb = look(&dir, "bomb.pdf", &pdf("10 10 50 50 re f", 800 << 20));
    assert_eq!((&bomb["picture"], &bomb["pages"]), (&Value::Null, &json!(0)));
    assert_eq!(dir.json(&["check", BOOK])["ok"], true);
}

#[test]
fn a_paper_that_goes_round_in_circles_or_too_deep_costs_its_picture_at_the_most() {
    let dir = Dir::with_customers(&[json!({"name": "王记五金"})]);
    let deep = 200_000;
    let arrays = format!("{} 10 10 50 50 re f", "[".repeat(deep));
    let states = format!("{} 10 10 50 50 re f", "q ".repeat(deep));
    // Its own parent: a tree of pages without end.
    let circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n";
    let dictionaries = {
        let (open, close) = ("<</A ".repeat(deep), ">>".repeat(deep));
        let head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X ";
        format!("{head}{open}1{close}>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n")
    };
    for (name, bytes) in [
        ("arrays.pdf", pdf(&arrays, 0)),
        ("states.pdf", pdf(&states, 0)),
        ("circle.pdf", circle.to_vec()),
        ("dictionaries.pdf", dictionaries.into_bytes()),
        ("cut.pdf", pdf("10 10 50 50 re f", 0)[..120].to_vec()),
    ] {
        let shown = look(&dir, name, &bytes);
        assert!(shown["picture"].is_null() || shown["pages"] == 1, "{name}: {shown}");
    }
    assert_eq!(dir.json(&["check", BOOK])["ok"], true);
}
