//! Import of the sample files, against what they are known to hold.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir, Lines, expected, sample, truth};

type Line = HashMap<String, String>;

/// The values of the contact points of a kind, in order.
fn points(card: &Value, kind: &str) -> String {
    let values: Vec<&str> = card["contact_points"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|point| point["kind"] == kind)
        .map(|point| point["value"].as_str().unwrap())
        .collect();
    values.join(" ")
}

fn tags(card: &Value) -> Vec<&str> {
    let mut tags: Vec<&str> =
        card["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    tags.sort_unstable();
    tags
}

fn wanted_tags(line: &Line) -> Vec<&str> {
    let mut tags: Vec<&str> = line["tags"].split('|').filter(|tag| !tag.is_empty()).collect();
    tags.sort_unstable();
    tags
}

/// What a field holds, without its type around.
fn field<'a>(card: &'a Value, label: &str) -> &'a Value {
    let fields = card["fields"].as_array().unwrap();
    let value = fields.iter().find(|field| field["label"] == label).and_then(|field| field["value"].as_object());
    value.and_then(|value| value.values().next()).unwrap_or(&Value::Null)
}

/// An amount of the expected file in fen.
fn fen(yuan: &str) -> Value {
    if yuan.is_empty() {
        return Value::Null;
    }
    let (whole, rest) = yuan.split_once('.').unwrap_or((yuan, ""));
    json!(format!("{whole}{rest:0<2}").parse::<i64>().unwrap())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Every expected line with the card of its customer: customers are made in the order of the rows.
fn each_card(lines: &mut Lines, expected: &[Line], mut compare: impl FnMut(&Line, &Value)) {
    let ids = expected.len();
    for (line, id) in expected.iter().zip(1..=ids) {
        let card = lines.ok("customers_show", json!({ "id": id }));
        compare(line, &card);
    }
    assert_eq!(lines.ok("customers_list", json!({}))["total"], ids, "and nobody else");
}

/// Rows by why they were not taken.
fn rows_by_reason(report: &Value) -> BTreeMap<&str, Vec<u64>> {
    let mut rows: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for problem in report["problems"].as_array().unwrap().iter().filter(|problem| problem["column"].is_null()) {
        rows.entry(text(&problem["reason"])).or_default().push(problem["row"].as_u64().unwrap());
    }
    rows
}

fn rows_of(truth: &Value, kinds: &[&str]) -> Vec<u64> {
    let rows = truth["not_imported"].as_array().unwrap();
    let mut rows: Vec<u64> =
        rows.iter().filter(|row| kinds.contains(&text(&row["kind"]))).map(|row| row["row"].as_u64().unwrap()).collect();
    rows.sort_unstable();
    rows
}

/// Row, column and value of each cell that was not read.
fn unread(report: &Value) -> Vec<(u64, &str, &str)> {
    let problems = report["problems"].as_array().unwrap().iter().filter(|problem| problem["column"].is_string());
    let mut cells: Vec<_> =
        problems.map(|p| (p["row"].as_u64().unwrap(), text(&p["column"]), text(&p["value"]))).collect();
    cells.sort_unstable();
    cells
}

fn unreadable(truth: &Value, keep: impl Fn(&str) -> bool) -> Vec<(u64, &str, &str)> {
    let cells = truth["unreadable_cells"].as_array().unwrap().iter();
    let mut cells: Vec<_> = cells
        .map(|c| (c["row"].as_u64().unwrap(), text(&c["column"]), text(&c["value"])))
        .filter(|c| keep(c.1))
        .collect();
    cells.sort_unstable();
    cells
}

fn counts(report: &Value) -> [u64; 4] {
    ["rows", "taken", "refused", "skipped"].map(|key| report[key].as_u64().unwrap())
}

#[test]
fn the_gbk_list_arrives_cell_by_cell() {
    let (dir, truth) = (Dir::with_book(), truth("kehu-gbk.truth.json"));
    let run = dir.run_json(&["import", BOOK, &sample("kehu-gbk.csv")]);
    assert_eq!(run.code, 2, "some rows were refused and some cells could not be read");
    let report = run.json();
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["rows", "taken", "changed", "same", "refused", "skipped", "problems", "change"]);
    assert_eq!(counts(&report), [2_007, 1_982, 5, 20]);
    let rows = rows_by_reason(&report);
    for (reason, kind) in [
        ("no_name", "no_name"),
        ("too_few_cells", "too_few"),
        ("too_many_cells", "too_many"),
        ("empty", "blank"),
        ("repeated_header", "repeated_header"),
        ("total", "summary"),
    ] {
        assert_eq!(rows[reason], rows_of(&truth, &[kind]), "{reason}");
    }
    assert_eq!(unread(&report), unreadable(&truth, |_| true));
    let mut lines = dir.lines();
    each_card(&mut lines, &expected("kehu-gbk.expected.csv"), |want, card| {
        let row = &want["row"];
        // A name that is missing was taken from the contact.
        let name = if want["name"].is_empty() { &want["contact"] } else { &want["name"] };
        let contact = if want["name"].is_empty() { "" } else { &want["contact"] };
        assert_eq!(card["name"], **name, "name of row {row}");
        assert_eq!(text(&card["contacts"][0]["name"]), contact, "contact of row {row}");
        assert_eq!(points(card, "phone"), want["phones"], "phones of row {row}");
        assert_eq!(tags(card), wanted_tags(want), "tags of row {row}");
        assert_eq!(text(&card["last_visit_on"]), want["last_visit"], "last visit of row {row}");
        assert_eq!(*field(card, "意向金额"), fen(&want["amount"]), "amount of row {row}");
        assert_eq!(card["note"], want["note"], "note of row {row}");
    });
    lines.end();
}

#[test]
fn the_workbook_arrives_cell_by_cell() {
    let (dir, truth) = (Dir::with_book(), truth("customers.truth.json"));
    let run = dir.run_json(&["import", BOOK, &sample("customers.xlsx"), "--sheet", "客户"]);
    assert_eq!(run.code, 2, "three cells could not be read");
    let report = run.json();
    assert_eq!(counts(&report), [1_534, 1_500, 0, 34]);
    let rows = rows_by_reason(&report);
    assert_eq!(rows["total"], rows_of(&truth, &["subtotal", "summary"]));
    assert_eq!((&rows["empty"], &rows["remark"]), (&rows_of(&truth, &["blank"]), &rows_of(&truth, &["footnote"])));
    assert_eq!(unread(&report), unreadable(&truth, |column| column != "生日"), "a birthday by the moon is read");
    let mut kept = 0;
    let mut lines = dir.lines();
    each_card(&mut lines, &expected("customers.expected.csv"), |want, card| {
        let row = &want["row"];
        assert_eq!(card["name"], want["name"], "name of row {row}");
        assert_eq!(text(&card["contacts"][0]["name"]), want["contact"], "contact of row {row}");
        assert_eq!(text(field(card, "区域")), want["region"], "region of row {row}");
        assert_eq!(points(card, "phone"), want["phones"], "phones of row {row}");
        assert_eq!(points(card, "email"), want["email"], "email of row {row}");
        assert_eq!(tags(card), wanted_tags(want), "tags of row {row}");
        assert_eq!(text(field(card, "首次成交日期")), want["first_deal"], "first deal of row {row}");
        assert_eq!(*field(card, "累计金额"), fen(&want["amount"]), "amount of row {row}");
        assert_eq!(card["note"], want["note"], "note of row {row}");
        match &card["birthday"] {
            Value::Null => assert_eq!("", want["birthday"], "birthday of row {row}"),
            birthday if birthday["year"].is_null() || birthday["calendar"] == "lunar" => kept += 1,
            birthday => {
                let parts = ["year", "month", "day"].map(|key| birthday[key].as_u64().unwrap());
                let day = format!("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
                assert_eq!(day, want["birthday"], "birthday of row {row}");
            }
        }
    });
    assert_eq!(kept, 39, "birthdays by the moon or without a year are kept");
    lines.end();
}

/// The visits of a book as the expected file writes them, with the next date that each promised.
const VISITS: &str = "SELECT v.customer AS name, v.visited_on AS 'on', v.kind, v.author, v.summary AS text,
     coalesce(strftime('%H:%M', v.visited_at / 1000 + v.offset_minutes * 60, 'unixepoch'), '') AS at,
     coalesce(f.due_on, '') AS next
     FROM v_visits AS v LEFT JOIN v_followups AS f ON f.visit_id = v.id ORDER BY v.id";

#[test]
fn the_workbooks_visits_arrive_cell_by_cell_with_its_customers() {
    let (dir, truth) = (Dir::with_book(), truth("customers.truth.json"));
    let before = dir.dump_hash();
    let workbook = sample("customers.xlsx");
    let import = ["import", BOOK, &workbook, "--visits", "拜访记录", "--existing", "leave"];
    let looked = dir.run_json(&[&import[..], &["--dry-run"]].concat()).json();
    let run = dir.run_json(&import);
    assert_eq!(run.code, 2, "some visits are of nobody");
    let report = run.json();
    assert_eq!(looked["visits"], report["visits"], "what was foreseen came to be");
    assert_eq!(counts(&report), [1_534, 1_500, 0, 34]);
    let told = &report["visits"];
    assert_eq!(told["sheet"], "拜访记录");
    let unknown = truth["counts"]["visits_of_unknown_customer"].as_u64().unwrap();
    assert_eq!((told["rows"].as_u64(), unknown), (truth["counts"]["visits"].as_u64(), 12));
    assert_eq!(counts(told), [600, 588, unknown, 0]);
    let rows: Vec<u64> = (1..=unknown).map(|nth| nth * 50 + 1).collect();
    assert_eq!(rows_by_reason(told), BTreeMap::from([("nobody_fits", rows)]), "each with its row");
    let in_words = dir.run(&[&import[..], &["--dry-run", "--lang", "en"]].concat());
    let said = format!("{}{}", in_words.stdout, in_words.stderr);
    assert!(said.contains("No such customer: add them first") && said.contains("查无此客户49号店"), "{said}");

    let visits = dir.json(&["query", BOOK, VISITS]);
    let (visits, wanted) = (visits.as_array().unwrap(), expected("customers.visits.expected.csv"));
    assert_eq!(visits.len(), wanted.len());
    for (visit, want) in visits.iter().zip(&wanted) {
        for key in ["name", "on", "at", "kind", "text", "next"] {
            assert_eq!(text(&visit[key]), want[key], "{key} of row {}", want["row"]);
        }
        assert_eq!(visit["author"], visits[0]["author"], "the book's own, as the sheet names nobody");
    }

    let after = dir.dump_hash();
    let again = dir.run_json(&import).json();
    assert_eq!(known(&again), [0, 0, 1_492]);
    assert_eq!(again["refused"], 8, "four stand in the list twice under one name: each row of theirs fits both");
    assert_eq!((&again["visits"]["taken"], &again["visits"]["same"]), (&json!(0), &json!(588)));
    assert_eq!(dir.dump_hash(), after, "nothing in it is new");
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.dump_hash(), before, "both sheets are one step");
    dir.json(&["redo", BOOK]);
    assert_eq!(dir.dump_hash(), after);
}

#[test]
fn a_sheet_that_is_not_there_is_refused_and_visits_alone_are_taken() {
    let dir = Dir::with_book();
    let workbook = sample("customers.xlsx");
    dir.fails(&["import", BOOK, &workbook, "--visits", "没有这张表"], "sheet_missing");
    dir.json(&["import", BOOK, &dir.file("list.csv", "name,phone\nHill & Sons,+49 30 123456\n")]);
    let before = dir.dump_hash();
    let visits = dir.file(
        "visits.csv",
        "Customer,Date,Type,Summary,Visited by\nHill & Sons,2024-03-05 14:20,Fair,Showed the new range,Ada\nNobody,2024-03-06,Fair,x,Ada\n",
    );
    let report = dir.run_json(&["import", BOOK, &visits, "--rows-are-visits"]).json();
    assert_eq!((counts(&report), counts(&report["visits"])), ([0, 0, 0, 0], [2, 1, 1, 0]));
    let visit = &dir.json(&["query", BOOK, VISITS])[0];
    assert_eq!(
        *visit,
        json!({"name": "Hill & Sons", "on": "2024-03-05", "at": "14:20", "kind": "Fair", "text": "Showed the new range", "author": "Ada", "next": ""})
    );
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.dump_hash(), before, "the kind and the author go, too");
}

#[test]
fn an_import_is_undone_and_redone_to_the_last_row() {
    for (file, country) in [("kehu-gbk.csv", "CN"), ("customers.xlsx", "CN"), ("big5.csv", "TW")] {
        let dir = Dir::empty();
        dir.json(&["new", BOOK, "--country", country]);
        let before = dir.dump_hash();
        let report = dir.run_json(&["import", BOOK, &sample(file)]).json();
        let after = dir.dump_hash();
        assert_ne!(after, before);
        let undone = dir.json(&["undo", BOOK]);
        assert_eq!((&undone["id"], &undone["verb"]), (&report["change"], &json!("customers.import")));
        assert_eq!(dir.dump_hash(), before, "{file}: undo brings the same rows back");
        assert_eq!(dir.json(&["find", BOOK, "公司"]), json!([]), "{file}: and the index follows");
        dir.json(&["redo", BOOK]);
        assert_eq!(dir.dump_hash(), after, "{file}: redo too");
    }
}

#[test]
fn small_tables_in_four_encodings_arrive_without_a_question() {
    for (file, country) in
        [("utf16.csv", "CN"), ("gb18030.csv", "CN"), ("big5.csv", "TW"), ("semicolon-latin1.csv", "DE")]
    {
        let dir = Dir::empty();
        dir.json(&["new", BOOK, "--country", country]);
        let report = dir.json(&["import", BOOK, &sample(file)]);
        assert_eq!((counts(&report), &report["problems"]), ([100, 100, 0, 0], &json!([])), "{file}");
    }
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let dir = Dir::with_book();
    let before = dir.dump_hash();
    let dry = dir.run_json(&["import", BOOK, &sample("kehu-gbk.csv"), "--dry-run"]);
    assert_eq!((dry.code, &dry.json()["change"]), (2, &Value::Null));
    assert_eq!(dir.dump_hash(), before);
    assert_eq!(dir.json(&["history", BOOK]), json!([]));
    let real = dir.run_json(&["import", BOOK, &sample("kehu-gbk.csv")]);
    assert_eq!(dry.json()["problems"], real.json()["problems"]);
    let text = dir.run(&["import", BOOK, &sample("kehu-gbk.csv"), "--dry-run"]).stdout;
    assert!(text.contains("共 2007 行") && text.contains("手机：空号"), "{text}");
}

#[test]
fn columns_go_where_the_map_says() {
    let dir = Dir::with_book();
    let table =
        dir.file("list.csv", "客户,手机,备用,等第\n王记五金店,13800001234,内部,甲\n李庄合作社,13900005678,内部,乙\n");
    let map = dir.file(
        "map.json",
        r#"{"手机":"phone","备用":"skip","等第":{"to":"new_field","label":"等级","field_type":"choice"}}"#,
    );
    let report = dir.json(&["import", BOOK, &table, "--map", &map]);
    assert_eq!(counts(&report), [2, 2, 0, 0]);
    let card = dir.json(&["show", BOOK, "王记五金店"]);
    assert_eq!(card["contact_points"][0]["value"], "+8613800001234");
    let fields: Vec<&str> = card["fields"].as_array().unwrap().iter().map(|field| text(&field["label"])).collect();
    assert_eq!((fields, text(field(&card, "等级"))), (vec!["等级"], "甲"));
}

#[test]
fn a_map_that_does_not_fit_is_refused_before_anything_is_written() {
    let dir = Dir::with_book();
    let before = dir.dump_hash();
    let table = dir.file("list.csv", "客户,手机\n王记五金店,13800001234\n");
    let missing = dir.path("no.json").display().to_string();
    dir.fails(&["import", BOOK, &table, "--map", &missing], "file_missing");
    for (name, map) in [
        ("unknown-heading.json", r#"{"传呼机":"phone"}"#),
        ("unknown-target.json", r#"{"手机":"fax"}"#),
        ("no-object.json", r#"["phone"]"#),
        ("no-json.json", "手机=phone"),
    ] {
        let map = dir.file(name, map);
        dir.fails(&["import", BOOK, &table, "--map", &map], "invalid");
    }
    assert_eq!(dir.dump_hash(), before);
}

/// How many were new, changed and the same.
fn known(report: &Value) -> [u64; 3] {
    ["taken", "changed", "same"].map(|key| report[key].as_u64().unwrap())
}

#[test]
fn a_list_that_comes_again_changes_those_who_are_there() {
    let dir = Dir::with_book();
    let first = dir.file("kunden.csv", "name,phone,note\nHill & Sons,+49 30 123456,likes tea\nLin Fang,13800138000,\n");
    assert_eq!(dir.json(&["import", BOOK, &first])["taken"], 2);
    let again =
        dir.file("wieder.csv", "name,phone,note\nHill & Sons Ltd,+49 30 123456,moved\nLin Fang,13800138000,\nAda,,\n");
    let looked = dir.json(&["import", BOOK, &again, "--existing", "update", "--dry-run"]);
    assert_eq!(known(&looked), [1, 1, 1]);
    let done = dir.json(&["import", BOOK, &again, "--existing", "update"]);
    assert_eq!(known(&done), [1, 1, 1]);
    let card = dir.json(&["show", BOOK, "Hill & Sons Ltd"]);
    assert_eq!(card["note"], "likes tea\nmoved");
    dir.fails(&["import", BOOK, &again, "--existing", "update", "--match", "shoe"], "invalid");
    dir.json(&["undo", BOOK]);
    assert_eq!(dir.json(&["list", BOOK]).as_array().map(Vec::len), Some(2), "one undo takes the changes back, too");
    assert_eq!(dir.json(&["show", BOOK, "Hill & Sons"])["note"], "likes tea");
    let only = dir.json(&["import", BOOK, &again, "--existing", "update-only", "--match", "name"]);
    assert_eq!(known(&only), [0, 0, 1], "by the name alone only one is known: {only}");
}

#[test]
fn an_address_book_comes_in_and_goes_out() {
    let dir = Dir::with_book();
    let contacts = concat!(env!("CARGO_MANIFEST_DIR"), "/data/contacts/contacts-chinese-made-up.vcf");
    assert_eq!(dir.json(&["import", BOOK, contacts])["taken"], 30);
    dir.json(&["export", BOOK, "phone.vcf"]);
    let text = std::fs::read_to_string(dir.path("phone.vcf")).unwrap();
    assert_eq!(text.matches("BEGIN:VCARD").count(), 30);
    let again = dir.json(&["import", BOOK, "phone.vcf", "--existing", "update"]);
    assert_eq!(known(&again), [0, 0, 30], "what went out says nothing new");
}

#[test]
fn somebody_elses_list_is_looked_up_and_two_books_are_compared_unseen() {
    let dir = Dir::with_book();
    let mine = dir.file("mine.csv", "name,phone\n红星五金,0571-88886666\nLin Fang,13800138000\n王伟,13900139000\n");
    dir.json(&["import", BOOK, &mine]);
    let list = dir.file("theirs.csv", "name,phone\nLin,138 0013 8000\n王伟,\n赵敏,13611113333\n");
    let found = dir.json(&["conflicts", BOOK, &list]);
    assert_eq!([&found["listed"], &found["free"]], [3, 1]);
    let told: Vec<(u64, &str)> = found["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["row"].as_u64().unwrap(), one["customer"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(2, "Lin Fang"), (3, "王伟")]);
    assert_eq!(dir.json(&["list", BOOK]).as_array().map(Vec::len), Some(3), "nobody was taken in");

    let other = "other.rounds";
    dir.json(&["new", other]);
    let others = dir.file("others.csv", "name,phone\nFang Lin,+8613800138000\n赵敏,13611113333\n");
    dir.json(&["import", other, &others]);
    let marks = dir.json(&["marks", other, "theirs.marks"]);
    let secret = marks["secret"].as_str().unwrap();
    let found = dir.json(&["conflicts", BOOK, "theirs.marks", "--secret", secret]);
    assert_eq!(found["conflicts"][0]["customer"], "Lin Fang");
    assert_eq!(found["conflicts"].as_array().unwrap().len(), 1);
    let text = std::fs::read_to_string(dir.path("theirs.marks")).unwrap();
    assert!(!text.contains("13800138000") && !text.contains("赵敏"));
    dir.fails(&["conflicts", BOOK, "theirs.marks", "--secret", "0000-0000-0000-0000-0000-0000-0000-0000"], "invalid");
    assert_eq!(dir.json(&["history", other])[0]["verb"], "export.marks", "that something left the book is noted");
}
