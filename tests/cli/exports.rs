//! Files out of the book, and back.

use serde_json::json;

use crate::harness::{BOOK, Dir, sample};

#[test]
fn a_whole_book_goes_out_and_comes_back_the_same() {
    let dir = Dir::with_book();
    dir.run_json(&["import", BOOK, &sample("kehu-gbk.csv")]);
    dir.json(&["log", BOOK, "1", "送货", "--next", "2027-01-05"]);
    dir.json(&["merge", BOOK, "2", "3"]);
    let written = dir.json(&["export", BOOK, "book.json"]);
    assert_eq!(written["customers"], 1_981);
    dir.json(&["new", "copy.rounds"]);
    let report = dir.json(&["import", "copy.rounds", "book.json"]);
    assert_eq!((&report["taken"], &report["refused"]), (&json!(1_981), &json!(0)));
    let hash = |book: &str| dir.json(&["check", book])["content_hash"].clone();
    assert_eq!(hash("copy.rounds"), hash(BOOK));
    assert_eq!(
        dir.json(&["merges", "copy.rounds"]).as_array().unwrap().len(),
        1,
        "merges can be taken apart there, too"
    );
    dir.fails(&["import", "copy.rounds", "book.json"], "book_not_empty");
    let history = dir.json(&["history", BOOK, "--limit", "1"]);
    assert_eq!((&history[0]["verb"], &history[0]["state"]), (&json!("export.whole"), &json!("final")));
    assert_eq!(dir.json(&["undo", BOOK])["verb"], "customer.merge", "an export is no step to undo");
}

#[test]
fn a_list_goes_out_as_csv_workbook_and_lines() {
    let dir = Dir::with_customers(&[
        json!({"name": "王记五金", "tags": ["批发"], "points": [{"kind": "phone", "value": "13800001234"}]}),
        json!({"name": "=1+1", "tags": ["VIP"]}),
    ]);
    let done = dir.json(&["export", BOOK, "a.csv", "--tag", "批发", "--column", "name", "--column", "phone"]);
    assert_eq!((&done["rows"], &done["replaced"]), (&json!(1), &json!(0)));
    let text = std::fs::read_to_string(dir.path("a.csv")).unwrap();
    assert_eq!(text, "\u{feff}客户名称,电话\r\n王记五金,138 0000 1234\r\n");
    dir.json(&["export", BOOK, "b.csv", "--format", "csv-gbk", "--lang", "en"]);
    assert!(std::fs::read(dir.path("b.csv")).unwrap().starts_with(b"Name,"));
    dir.json(&["export", BOOK, "a.xlsx"]);
    dir.json(&["export", BOOK, "a.jsonl"]);
    assert_eq!(std::fs::read_to_string(dir.path("a.jsonl")).unwrap().lines().count(), 2);
    // What went out comes in again, with its columns known by their headings.
    dir.json(&["new", "again.rounds"]);
    let report = dir.run_json(&["import", "again.rounds", "a.xlsx"]).json();
    assert_eq!(report["taken"], 2, "{report}");
    let card = dir.json(&["show", "again.rounds", "王记五金"]);
    assert_eq!(card["contact_points"][0]["value"], "+8613800001234");
    assert_eq!(dir.json(&["find", "again.rounds", "=1+1"])[0]["name"], "=1+1");
    dir.fails(&["export", BOOK, "a.docx"], "invalid");
    dir.fails(&["export", BOOK, "no/such/folder/a.csv"], "io");
    dir.fails(&["export", BOOK, "a.csv", "--column", "colour"], "invalid");
}

#[test]
fn a_star_schema_goes_out_beside_an_open_window() {
    let dir = Dir::with_book();
    dir.json(&["sample", BOOK, "--customers", "50"]);
    let mut window = dir.lines();
    window.ok("tags_list", json!({}));
    let done = dir.json(&["export", BOOK, "--bi", "warehouse"]);
    assert_eq!((&done["rows"]["dim_customer"], &done["is_full"]), (&json!(50), &json!(true)));
    for file in ["rounds.sqlite", "dim_customer.csv", "fact_visit.parquet", "manifest.json"] {
        assert!(dir.path("warehouse").join(file).exists(), "{file}");
    }
    let change = done["change"].to_string();
    window.ok("visits_log", json!({"customer_id": 5, "summary": "问价"}));
    let more = dir.json(&["export", BOOK, "--bi", "warehouse", "--since", &change]);
    assert_eq!((&more["is_full"], &more["customers"]), (&json!(false), &json!([5])));
    dir.fails(&["export", BOOK, "--bi", "warehouse", "--personal", "include"], "in_use");
    window.end();
    dir.json(&["export", BOOK, "--bi", "warehouse", "--personal", "include"]);
}

#[test]
fn photos_and_papers_are_kept_and_saved_and_cards_and_labels_are_written() {
    let dir = Dir::with_customers(&[
        json!({"name": "王记五金", "tags": ["批发"], "points": [{"kind": "address", "value": "大理市建设路5号"}]}),
        json!({"name": "没有地址"}),
    ]);
    std::fs::write(dir.path("合同.txt"), "第一条").unwrap();
    let ids = dir.json(&["attach", BOOK, "王记五金", "合同.txt"]);
    let files = dir.json(&["files", BOOK, "王记五金"]);
    assert_eq!(
        (&files[0]["id"], &files[0]["name"], &files[0]["kind"]),
        (&ids[0], &json!("合同.txt"), &json!("text/plain"))
    );
    dir.json(&["file-save", BOOK, &ids[0].to_string(), "out.txt"]);
    assert_eq!(std::fs::read_to_string(dir.path("out.txt")).unwrap(), "第一条");
    assert_eq!(dir.json(&["history", BOOK, "--limit", "1"])[0]["verb"], "export.file");
    dir.fails(&["attach", BOOK, "王记五金", "no-such-file"], "file_missing");
    assert_eq!(dir.json(&["card", BOOK, "王记五金", "card.pdf"])["pages"], 1);
    let labels = dir.json(&["labels", BOOK, "labels.pdf"]);
    assert_eq!((&labels["customers"], &labels["left_out"]), (&json!(1), &json!(1)));
    assert_eq!(dir.json(&["export", BOOK, "list.pdf"])["customers"], 2);
    for file in ["card.pdf", "labels.pdf", "list.pdf"] {
        assert!(std::fs::read(dir.path(file)).unwrap().starts_with(b"%PDF-"), "{file}");
    }
    dir.fails(&["labels", BOOK, "labels.pdf", "--tag", "没有"], "not_found");
}
