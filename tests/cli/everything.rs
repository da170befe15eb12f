//! One customer whom every feature has touched: written down whole, and erased without a trace.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{BOOK, Dir, Lines};

/// Who it is about.
const NAME: &str = "欧阳靖雯";
/// What the book has of her now, one text for each place where it can stand.
const PRESENT: [&str; 31] = [
    "欧阳靖雯",
    "13912345678",
    "jingwen@chunfeng.example",
    "oyjw-wechat",
    "桐柏路乙七三号",
    "chunfeng.example/dian",
    "私人手机甲",
    "爱喝碧螺春",
    "ou yang jing wen",
    "司马青衫",
    "采购主管丙",
    "下午才在",
    "13712349876",
    "会员卡甲辰",
    "zhangwu.example/oyjw",
    "看了麻风树苗",
    "有意订三百株",
    "现场照片丁",
    "昨谈滴灌带",
    "送样品戊",
    "打电话己",
    "并入的备注庚",
    "并入的拜访辛",
    "上官无忌",
    "13698765432",
    "已删的拜访壬",
    "已删的跟进癸",
    "慕容小川",
    "批量赋值子",
    "电话少位丑",
    "欧阳静文",
];
/// What it had of her before, and only remembers.
const PAST: [&str; 7] = ["欧阳静雯", "旧备注寅", "改前的纪要卯", "撤销的拜访辰", "草稿巳", "导出名单", "撤销又重做午"];

/// Whom it is about, and who stays.
struct People {
    her: i64,
    other: i64,
}

fn wait(lines: &mut Lines, started: &Value) -> Value {
    let job = lines.ok("jobs_wait", json!({ "id": started["job"] }));
    assert_eq!(job["state"], "done", "{job}");
    job["result"].clone()
}

fn id(value: &Value) -> i64 {
    value["id"].as_i64().unwrap()
}

/// A book in which every feature has touched her.
fn everything(dir: &Dir) -> People {
    let mut lines = dir.lines();
    let l = &mut lines;
    let field = |l: &mut Lines, label: &str, kind: &str, record: &str| {
        id(&l.ok("fields_create", json!({ "label": label, "type": kind, "record": record })))
    };
    field(l, "会员卡", "text", "customer");
    let (page, since, level) = (
        field(l, "主页", "link", "customer"),
        field(l, "入会", "date", "customer"),
        field(l, "等级", "choice", "customer"),
    );
    let (photo, acres) = (field(l, "照片", "text", "visit"), field(l, "亩数", "number", "visit"));
    let file = dir.file(
        "名单.csv",
        "姓名,电话,微信,会员卡\n欧阳静雯,电话少位丑 139-12,oyjw-wechat,会员卡甲辰\n李庄合作社,13800001111,,\n",
    );
    let started = l.ok("import_start", json!({ "path": file, "targets": {} }));
    let report = wait(l, &started);
    assert!(report["problems"].to_string().contains("电话少位丑"), "{report}");
    let found = l.ok("customers_find", json!({ "text": "欧阳静雯" }));
    let her = found[0]["id"].as_i64().unwrap();
    l.ok("customers_edit", json!({ "id": her, "note": "旧备注寅" }));
    l.ok(
        "customers_edit",
        json!({ "id": her, "name": NAME, "note": "爱喝碧螺春", "reading": "ou yang jing wen",
            "birthday": { "calendar": "lunar", "year": 1985, "month": 8, "day": 15, "leap": false } }),
    );
    for (kind, value, label) in [
        ("phone", "139 1234 5678", "私人手机甲"),
        ("email", "jingwen@chunfeng.example", ""),
        ("address", "桐柏路乙七三号", ""),
        ("website", "https://chunfeng.example/dian", ""),
    ] {
        l.ok("contact_points_create", json!({ "customer_id": her, "kind": kind, "value": value, "label": label }));
    }
    let contact = id(&l.ok("contacts_create", json!({ "customer_id": her, "name": "司马青衫", "role": "采购主管丙" })));
    l.ok("contacts_edit", json!({ "id": contact, "note": "下午才在" }));
    l.ok(
        "contact_points_create",
        json!({ "customer_id": her, "contact_id": contact, "kind": "phone", "value": "137 1234 9876" }),
    );
    let gone = id(&l.ok("contacts_create", json!({ "customer_id": her, "name": "慕容小川" })));
    l.ok("contacts_trash", json!({ "id": gone }));
    for (field, value) in [
        (page, json!({ "text": "https://zhangwu.example/oyjw" })),
        (since, json!({ "date": "2019-03-07" })),
        (level, json!({ "choice": "金卡" })),
    ] {
        l.ok("values_set", json!({ "customer_id": her, "field_id": field, "value": value }));
    }
    let visit = id(&l.ok(
        "visits_log",
        json!({ "customer_id": her, "summary": "改前的纪要卯", "outcome": "有意订三百株", "contact_id": contact,
            "next_on": "2027-01-05", "next_what": "送样品戊", "tags": ["重点"],
            "values": [{ "field_id": photo, "value": { "text": "现场照片丁" } },
                       { "field_id": acres, "value": { "number": "12.5" } }] }),
    ));
    l.ok("visits_edit", json!({ "id": visit, "summary": "看了麻风树苗" }));
    l.ok("lines_log", json!({ "line": format!("昨天拜访{NAME} 昨谈滴灌带") }));
    let trashed = id(&l.ok("visits_log", json!({ "customer_id": her, "summary": "已删的拜访壬" })));
    l.ok("visits_trash", json!({ "id": trashed }));
    let call = id(&l.ok(
        "followups_create",
        json!({ "customer_id": her, "due_on": "2027-02-01", "what": "打电话己", "allow_past": true }),
    ));
    l.ok("followups_finish", json!({ "id": call }));
    let dropped = id(&l.ok(
        "followups_create",
        json!({ "customer_id": her, "due_on": "2027-02-02", "what": "已删的跟进癸", "allow_past": true }),
    ));
    l.ok("followups_trash", json!({ "id": dropped }));

    // Others: one who is merged into her, one who was and is himself again, one who is told apart from her.
    let twin = id(&l.ok(
        "customers_create",
        json!({ "name": "欧阳静文", "note": "并入的备注庚", "points": [{ "kind": "phone", "value": "136 9876 5432" }] }),
    ));
    l.ok("contacts_create", json!({ "customer_id": twin, "name": "上官无忌" }));
    l.ok("visits_log", json!({ "customer_id": twin, "summary": "并入的拜访辛" }));
    l.ok("customers_merge", json!({ "keep": her, "others": [twin] }));
    let other = id(&l.ok("customers_create", json!({ "name": "王记五金", "note": "老客户" })));
    l.ok("duplicates_part", json!({ "a": her, "b": other }));
    let third = id(&l.ok("customers_create", json!({ "name": "诸葛小店" })));
    l.ok("visits_log", json!({ "customer_id": third, "summary": "诸葛的拜访" }));
    let merged = l.ok("customers_merge", json!({ "keep": her, "others": [third] }));
    l.ok("merges_take_apart", json!({ "id": merged["merges"][0] }));
    // What was said of her elsewhere, and is not said any more.
    l.ok("customers_edit", json!({ "id": other, "note": format!("王记的旧话:{NAME}介绍的") }));
    l.ok("customers_edit", json!({ "id": other, "note": "老客户" }));
    // A segment and a tag that name her, renamed since.
    let rule = json!({ "all": [{ "text": NAME }] });
    let segment = id(&l.ok("segments_create", json!({ "name": format!("{NAME}的圈子"), "rule": rule })));
    l.ok("segments_edit", json!({ "id": segment, "name": "圈子", "rule": { "all": [{ "lacks": "phone" }] } }));
    l.ok("tags_create", json!({ "name": format!("{NAME}介绍") }));
    let tags = l.ok("tags_list", json!({}));
    let all = tags["tags"].as_array().unwrap_or_else(|| tags.as_array().unwrap()).clone();
    let tag = all.iter().find(|tag| tag["name"].as_str().unwrap().contains(NAME)).unwrap();
    l.ok("tags_edit", json!({ "id": tag["id"], "name": "转介绍" }));
    // Many at once.
    let some = json!({ "ids": [her, other] });
    let note = field(l, "批注", "text", "customer");
    l.ok(
        "customers_set",
        json!({ "customers": some, "set": { "field": { "id": note, "value": { "text": "批量赋值子" } } } }),
    );
    l.ok("customers_tag", json!({ "customers": some, "add": ["批发"], "remove": [] }));
    let stages = l.ok("stages_list", json!({}));
    l.ok("customers_set_stage", json!({ "customers": some, "to": stages[1]["id"] }));
    l.ok("customers_trash", json!({ "customers": some }));
    l.ok("customers_restore", json!({ "customers": some }));
    // Files that went out, a draft, and steps that were taken back.
    let out = dir.path(&format!("导出名单{NAME}.csv"));
    let started = l.ok("export_customers", json!({ "format": "csv", "path": out }));
    wait(l, &started);
    l.ok("drafts_put", json!({ "record": format!("visit-of-customer-{her}"), "body": "草稿巳" }));
    l.ok("drafts_put", json!({ "record": format!("visit-of-customer-{other}"), "body": format!("问问{NAME}") }));
    l.ok("visits_log", json!({ "customer_id": her, "summary": "撤销又重做午" }));
    l.ok("undo", json!({}));
    l.ok("redo", json!({}));
    l.ok("undo", json!({}));
    l.ok("visits_log", json!({ "customer_id": her, "summary": "撤销的拜访辰" }));
    l.ok("undo", json!({}));
    lines.end();
    // The file that was asked for is the user's own.
    std::fs::remove_file(out).unwrap();
    People { her, other }
}

/// What of all this is found, and where.
fn traces(dir: &Dir) -> BTreeSet<String> {
    let mut args = vec!["verify", BOOK];
    for text in PRESENT.iter().chain(&PAST).chain(&["ouyangjingwen", "139 1234 5678"]) {
        // Both have it, each as a value of their own.
        if *text != "批量赋值子" {
            args.extend(["--trace", text]);
        }
    }
    let verified = dir.run_json(&args).json();
    assert_eq!(verified["check"]["problems"], json!([]), "{verified}");
    assert_eq!((&verified["erased_there"], &verified["backups_bad"]), (&json!([]), &json!([])));
    let traces = verified["traces"].as_array().unwrap().iter();
    traces.map(|one| format!("{} {} {}", one["text"], one["place"], one["file"])).collect()
}

#[test]
fn whoever_every_feature_touched_is_erased_without_a_trace() {
    let dir = Dir::with_book();
    let people = everything(&dir);
    dir.json(&["backup", BOOK, "stick.rounds"]);
    std::fs::copy(dir.path("stick.rounds"), dir.path("pocket.copy")).unwrap();
    let before = traces(&dir);
    for text in PRESENT.iter().chain(&PAST).filter(|text| !["批量赋值子", "导出名单", "撤销又重做午"].contains(text))
    {
        assert!(before.iter().any(|found| found.starts_with(&format!("\"{text}"))), "{text} was nowhere: {before:#?}");
    }
    // 导出名单 stands in the history as a part of the file's name.
    let plan = dir.json(&["call", BOOK, "erasures_plan", &json!({ "id": people.her }).to_string()]);
    let others: Vec<&Value> = plan["mentions"].as_array().unwrap().iter().collect();
    assert!(others.is_empty(), "nobody else's record names her any more: {others:#?}");

    let erased = dir.json(&["erase", BOOK, NAME, "--yes"]);
    assert_eq!((&erased["is_gone"], &erased["left"]), (&json!(true), &json!([])), "{erased:#}");
    let left: BTreeSet<String> = traces(&dir).into_iter().filter(|found| !found.contains("导出名单")).collect();
    assert_eq!(left, BTreeSet::new());

    // What can still be undone and done again goes on without her, and says so.
    let mut lines = dir.lines();
    let mut left_out = 0;
    loop {
        let undone = lines.ask("undo", json!({}));
        match undone.get("ok") {
            Some(step) => left_out += i64::from(step["erased"].as_i64().unwrap() > 0),
            None => break assert_eq!(undone["error"]["code"], "nothing_to_undo", "{undone}"),
        }
    }
    assert!(left_out > 3, "steps with others, too: {left_out}");
    let list = lines.ok("customers_list", json!({}));
    assert_eq!(list["total"], 0, "all is taken back: {list}");
    loop {
        let redone = lines.ask("redo", json!({}));
        if redone.get("ok").is_none() {
            assert_eq!(redone["error"]["code"], "nothing_to_redo", "{redone}");
            break;
        }
    }
    let card = lines.ok("customers_show", json!({ "id": people.other }));
    assert_eq!((&card["name"], &card["note"]), (&json!("王记五金"), &json!("老客户")));
    lines.end();
    let left: BTreeSet<String> = traces(&dir).into_iter().filter(|found| !found.contains("导出名单")).collect();
    assert_eq!(left, BTreeSet::new(), "undo and redo bring nothing of her back");

    // A copy of before, from a pocket.
    let restored = dir.json(&["restore", BOOK, "pocket.copy"]);
    assert_eq!(restored["erased_again"], 2, "she, and who had been merged into her: {restored}");
    let left: BTreeSet<String> = traces(&dir).into_iter().filter(|found| !found.contains("导出名单")).collect();
    assert_eq!(left, BTreeSet::new());
    let names = dir.json(&["list", BOOK]).to_string();
    assert!(names.contains("王记五金") && names.contains("诸葛小店") && names.contains("李庄合作社"), "{names}");
    assert_eq!(dir.json(&["show", BOOK, "诸葛小店"])["visit_count"], 1, "who was himself again keeps what is his");
}

#[test]
fn who_was_merged_is_erased_from_a_backup_of_before_and_of_between() {
    let dir = Dir::with_book();
    let mut lines = dir.lines();
    let keep = id(&lines.ok("customers_create", json!({ "name": "宇文书店" })));
    let other = json!({ "name": "欧阳静文", "note": "并入的备注庚", "points": [{ "kind": "phone", "value": "136 9876 5432" }] });
    let twin = id(&lines.ok("customers_create", other));
    lines.ok("visits_log", json!({ "customer_id": twin, "summary": "并入的拜访辛" }));
    lines.end();
    dir.json(&["backup", BOOK, "before.rounds"]);
    std::fs::copy(dir.path("before.rounds"), dir.path("before.copy")).unwrap();
    let merged = dir.json(&["merge", BOOK, &keep.to_string(), &twin.to_string()]);
    dir.json(&["backup", BOOK, "between.rounds"]);
    std::fs::copy(dir.path("between.rounds"), dir.path("between.copy")).unwrap();

    // He is himself again, and then erased: what was his goes out of the one with whom he was joined, too.
    dir.json(&["unmerge", BOOK, &merged["merges"][0].to_string()]);
    let erased = dir.json(&["erase", BOOK, "欧阳静文", "--yes"]);
    assert_eq!((&erased["is_gone"], &erased["left"]), (&json!(true), &json!([])), "{erased:#}");
    assert_eq!(dir.json(&["check", BOOK])["ok"], true);
    let restored = dir.json(&["restore", BOOK, "between.copy"]);
    assert_eq!(restored["erased_again"], 1, "{restored}");
    let look = |text: &str| dir.run_json(&["verify", BOOK, "--trace", text]).json();
    for text in ["欧阳静文", "13698765432", "并入的拜访辛"] {
        let verified = look(text);
        assert_eq!((&verified["traces"], &verified["check"]["problems"]), (&json!([]), &json!([])), "{text}");
    }
    assert_eq!(dir.json(&["show", BOOK, "宇文书店"])["visit_count"], 0);

    // Joined again from the oldest copy, and the one who holds it all is erased: both are gone from the oldest copy.
    let restored = dir.json(&["restore", BOOK, "before.copy"]);
    assert_eq!(restored["erased_again"], 1);
    let dir = Dir::with_book();
    let mut lines = dir.lines();
    let keep = id(&lines.ok("customers_create", json!({ "name": "宇文书店" })));
    let twin = id(&lines.ok("customers_create", json!({ "name": "欧阳静文" })));
    lines.end();
    dir.json(&["backup", BOOK, "before.rounds"]);
    std::fs::copy(dir.path("before.rounds"), dir.path("before.copy")).unwrap();
    dir.json(&["log", BOOK, "宇文书店", "谈了教辅"]);
    dir.json(&["merge", BOOK, &keep.to_string(), &twin.to_string()]);
    let backups = dir.json(&["backups", BOOK]).to_string();
    assert!(backups.contains("\"merge\""), "a merge is preceded by a backup: {backups}");
    dir.json(&["erase", BOOK, "宇文书店", "--yes"]);
    let restored = dir.json(&["restore", BOOK, "before.copy"]);
    assert_eq!(restored["erased_again"], 2, "who was merged into them is known again, too");
    assert_eq!(dir.json(&["list", BOOK]), json!([]));
}

#[test]
fn one_persons_data_has_what_every_feature_keeps_within_five_seconds() {
    let dir = Dir::with_book();
    let people = everything(&dir);
    let began = Instant::now();
    dir.json(&["subject-export", BOOK, &people.her.to_string(), "out.json"]);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let data = std::fs::read_to_string(dir.path("out.json")).unwrap();
    let page = std::fs::read_to_string(dir.path("out.html")).unwrap();
    for text in PRESENT.iter().chain(&["旧备注寅", "欧阳静雯", "改前的纪要卯", "草稿巳"]) {
        assert!(data.contains(text), "{text} is missing from the data");
        assert!(page.contains(text), "{text} is missing from the document");
    }
    assert!(!data.contains("李庄合作社") && !data.contains("诸葛的拜访"), "nothing of anybody else");
}
