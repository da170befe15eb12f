//! Duplicates, merging and taking apart, on lists whose truth is known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::febrl;
use crate::harness::{BOOK, Dir, sample, truth};

/// Pairs of rows, the smaller first.
type Rows = BTreeSet<(u64, u64)>;

fn rows_of(truth: &Value, key: &str) -> Rows {
    let pairs = truth[key].as_array().unwrap().iter();
    pairs
        .map(|pair| (pair["row_a"].as_u64().unwrap(), pair["row_b"].as_u64().unwrap()))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect()
}

/// Which row of the file each customer came from.
fn sources(dir: &Dir) -> HashMap<i64, u64> {
    let mut lines = dir.lines();
    let total = lines.ok("customers_list", json!({}))["total"].as_i64().unwrap();
    let mut sources = HashMap::new();
    for id in 1..=total {
        let steps = lines.ok("history_list", json!({ "customer_id": id }));
        sources.insert(id, steps[0]["source_row"].as_u64().unwrap());
    }
    lines.end();
    sources
}

fn found(dir: &Dir, args: &[&str]) -> Vec<(i64, i64, f64)> {
    let found = dir.json(&[&["duplicates", BOOK, "--limit", "100000"], args].concat());
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(found["total"], pairs.len(), "none is left out");
    let side = |pair: &Value, side: &str| pair[side]["id"].as_i64().unwrap();
    pairs.iter().map(|pair| (side(pair, "a"), side(pair, "b"), pair["score"].as_f64().unwrap())).collect()
}

#[test]
fn the_gbk_list_has_its_sixty_pairs_and_not_one_of_those_that_look_alike() {
    let (dir, truth) = (Dir::with_book(), truth("kehu-gbk.truth.json"));
    dir.run_json(&["import", BOOK, &sample("kehu-gbk.csv")]);
    let sources = sources(&dir);
    let pairs: Rows = found(&dir, &["--least", "0.9"])
        .iter()
        .map(|(a, b, _)| (sources[a], sources[b]))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    let (same, alike) = (rows_of(&truth, "duplicate_pairs"), rows_of(&truth, "lookalike_pairs_not_duplicates"));
    let missed: Vec<_> = same.difference(&pairs).collect();
    let wrong: Vec<_> = pairs.difference(&same).collect();
    assert!(missed.is_empty(), "missed {missed:?}");
    assert!(wrong.is_empty(), "wrong {wrong:?}");
    assert!(pairs.is_disjoint(&alike) && !alike.is_empty());

    let done = dir.json(&["merge", BOOK, "--all", "--least", "0.9"]);
    assert_eq!(done, json!({"groups": 60, "merged": 60}));
    assert_eq!(dir.json(&["list", BOOK, "--total", "--limit", "1"])["total"], 1_922, "as the truth says");
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.json(&["list", BOOK, "--total", "--limit", "1"])["total"], 1_982);
}

#[test]
fn the_workbook_has_its_fifteen_pairs() {
    let (dir, truth) = (Dir::with_book(), truth("customers.truth.json"));
    dir.run_json(&["import", BOOK, &sample("customers.xlsx"), "--sheet", "客户"]);
    let sources = sources(&dir);
    let pairs: Rows = found(&dir, &["--least", "0.9"])
        .iter()
        .map(|(a, b, _)| (sources[a], sources[b]))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .collect();
    assert_eq!(pairs, rows_of(&truth, "duplicate_pairs"));
}

#[test]
fn a_merge_is_listed_taken_apart_and_undone() {
    let customer = |name: &str, phone: &str, note: &str| json!({"name": name, "note": note, "points": [{"kind": "phone", "value": phone}]});
    let dir = Dir::with_customers(&[
        customer("王记五金", "138 0000 1234", "老客户"),
        customer("王记五金店", "+8613800001234", "要开票"),
        customer("李娜", "13900005678", ""),
    ]);
    let before = dir.json(&["check", BOOK])["content_hash"].clone();
    let all = dir.json(&["duplicates", BOOK]);
    assert_eq!((&all["customers"], &all["total"]), (&json!(3), &json!(1)));
    let pair = &all["pairs"][0];
    assert_eq!((&pair["a"]["name"], &pair["b"]["name"]), (&json!("王记五金"), &json!("王记五金店")));
    assert_eq!(pair["reasons"][0]["evidence"], "phone", "the weightiest reason stands first: {pair}");
    assert_eq!(pair["reasons"][0]["value"], "+8613800001234");
    let one = dir.json(&["duplicates", BOOK, "王记五金店"]);
    assert_eq!((&one["pairs"][0]["a"]["id"], &one["pairs"][0]["b"]["id"]), (&json!(2), &json!(1)));

    let merged = dir.json(&["merge", BOOK, "王记五金", "王记五金店", "--take", "name=王记五金店"]);
    assert_eq!((&merged["customer"]["id"], &merged["customer"]["name"]), (&json!(1), &json!("王记五金店")));
    let card = dir.json(&["show", BOOK, "1"]);
    assert_eq!((&card["note"], card["contact_points"].as_array().unwrap().len()), (&json!("老客户\n\n要开票"), 1));
    let merges = dir.json(&["merges", BOOK, "1"]);
    assert_eq!((&merges[0]["merged"], &merges[0]["id"]), (&json!("王记五金店"), &merged["merges"][0]));
    let history = dir.json(&["history", BOOK, "1", "--limit", "1"]);
    assert_eq!((&history[0]["verb"], &history[0]["args"]["other"]), (&json!("customer.merge"), &json!("王记五金店")));

    dir.json(&["log", BOOK, "1", "合并以后"]);
    let id = merges[0]["id"].to_string();
    let back = dir.json(&["unmerge", BOOK, &id]);
    assert_eq!(
        (&back["kept"]["name"], &back["back"]["name"], &back["left"]),
        (&json!("王记五金"), &json!("王记五金店"), &json!(0))
    );
    assert_eq!(dir.json(&["show", BOOK, "1"])["visit_count"], 1, "what was added since stays with who was kept");
    dir.fails(&["unmerge", BOOK, &id], "not_found");
    for _ in 0..3 {
        dir.json(&["undo", BOOK]);
    }
    assert_eq!(dir.json(&["check", BOOK])["content_hash"], before);
}

#[test]
fn who_is_not_the_same_is_not_offered_again() {
    let dir = Dir::with_customers(&[
        json!({"name": "李娜", "points": [{"kind": "wechat", "value": "lina"}]}),
        json!({"name": "李娜", "points": [{"kind": "wechat", "value": "LiNa"}]}),
    ]);
    let total = || dir.json(&["duplicates", BOOK])["total"].as_u64().unwrap();
    assert_eq!(total(), 1);
    dir.json(&["not-same", BOOK, "2", "1"]);
    assert_eq!(total(), 0);
    assert_eq!(dir.json(&["duplicates", BOOK, "1"])["total"], 0);
    dir.json(&["not-same", BOOK, "1", "2", "--forget"]);
    assert_eq!(total(), 1);
    let said = dir.run(&["duplicates", BOOK, "--lang", "en"]).stdout;
    assert!(said.contains("WeChat the same") && said.contains("1 pair may be one customer"), "{said}");
    let error = dir.run_json(&["merge", BOOK, "李娜", "2"]);
    assert_eq!((error.code, error.error()["code"].as_str()), (3, Some("ambiguous")));
    dir.fails(&["merge", BOOK, "1", "2", "--take", "colour=2"], "invalid");
    dir.fails(&["duplicates", BOOK, "--field", "税号"], "not_found");
    dir.fails(&["duplicates", BOOK, "--least", "2"], "invalid");
}

/// How well the pairs that were found agree with the true ones: precision, recall, F1.
fn quality(found: &BTreeSet<(String, String)>, truth: &BTreeSet<(String, String)>) -> (f64, f64, f64) {
    let right = found.intersection(truth).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / truth.len() as f64);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::EPSILON))
}

/// Imports one of FEBRL's lists as a person would map it, and compares the pairs with those that its ids tell.
fn febrl_quality(number: u8) -> (f64, f64, f64) {
    let dir = Dir::with_book();
    let map = json!({
        "rec_id": {"to": "new_field", "label": "rec_id", "field_type": "text"},
        "given_name": "name", "surname": "name",
        "street_number": "address", "address_1": "address", "address_2": "address", "suburb": "address",
        "postcode": "address", "state": "address",
        "date_of_birth": "birthday",
        "soc_sec_id": {"to": "new_field", "label": "soc_sec_id", "field_type": "text"},
    });
    let file = dir.file("febrl.csv", febrl::dataset(number));
    let map = dir.file("map.json", map.to_string());
    let run = dir.run_json(&["import", BOOK, &file, "--map", &map]);
    assert!(matches!(run.code, 0 | 2), "{}", run.stderr);
    let fields = dir.json(&["call", BOOK, "fields_list"]);
    let field = fields.as_array().unwrap().iter().find(|field| field["label"] == "rec_id").unwrap()["id"].clone();
    let mut names: HashMap<i64, String> = HashMap::new();
    let mut lines = dir.lines();
    let total = lines.ok("customers_list", json!({}))["total"].as_u64().unwrap();
    for at in (0..total).step_by(1_000) {
        let page = lines.ok("customers_list", json!({ "at": at, "limit": 1_000, "fields": [field] }));
        for row in page["rows"].as_array().unwrap() {
            let name = row["fields"][0]["value"]["text"].as_str().unwrap().to_owned();
            names.insert(row["id"].as_i64().unwrap(), name);
        }
    }
    lines.end();
    // rec-1716-dup-1 is rec-1716-org written again.
    let mut groups: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in names.values() {
        groups.entry(name.split('-').nth(1).unwrap().to_owned()).or_default().push(name);
    }
    let couple = |a: &String, b: &String| (a.min(b).clone(), a.max(b).clone());
    let mut truth = BTreeSet::new();
    for group in groups.values() {
        for (place, a) in group.iter().enumerate() {
            truth.extend(group[place + 1..].iter().map(|b| couple(a, b)));
        }
    }
    let found = found(&dir, &["--least", "0.5", "--field", "soc_sec_id"]);
    quality(&found.iter().map(|(a, b, _)| couple(&names[a], &names[b])).collect(), &truth)
}

#[test]
fn febrl_1_is_linked_with_an_f1_of_0_95_and_more() {
    let (precision, recall, f1) = febrl_quality(1);
    println!("FEBRL 1: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    assert!(f1 >= 0.95, "precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
}

#[test]
fn febrl_3_is_linked_with_an_f1_of_0_90_and_more() {
    let (precision, recall, f1) = febrl_quality(3);
    println!("FEBRL 3: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    assert!(f1 >= 0.90, "precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
}
