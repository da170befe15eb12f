//! Taking and saving packs, and what is wrong with some.

use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::customers::Nothing;
use crate::{fields, stages, tags, visit_kinds};

fn pack(change: impl FnOnce(&mut Value)) -> String {
    let mut pack = json!({
        "rounds_pack": 1, "id": "mine", "name": {"zh-CN": "我的", "en": "Mine"}, "customer": "业主", "customers": "业主们",
        "stages": [{"name": "新", "color": "pink", "every_days": 7}, "量房"],
        "visit_kinds": [{"key": "see", "name": "看工地"}, {"code": "phone", "name": "打电话"}],
        "tag_groups": [{"name": "来源", "exclusive": true, "tags": ["介绍", {"name": "地推", "color": "red", "every_days": 21}]}],
        "fields": [
            {"key": "kind", "label": {"zh-CN": "房型", "en": "Home"}, "type": "choice", "section": "房子",
             "options": [{"key": "old", "label": "旧房", "color": "red"}, "新房"], "default": "old"},
            {"key": "built", "label": "年份", "type": "number", "unit": "年", "shown_if": {"field": "kind", "is": "old"}},
            {"key": "price", "record": "visit", "label": "报价", "type": "money", "kinds": ["see"]},
        ],
    });
    change(&mut pack);
    pack.to_string()
}

fn all(book: &Book) -> Result<Vec<fields::Field>> {
    book.read(|reader| fields::list(reader, &Nothing {}))
}

fn stage_names(book: &Book) -> Result<Vec<String>> {
    Ok(book.read(|reader| stages::list(reader, &Nothing {}))?.into_iter().map(|stage| stage.name).collect())
}

fn kind_names(book: &Book) -> Result<Vec<String>> {
    Ok(book.read(|reader| visit_kinds::list(reader, &Nothing {}))?.into_iter().map(|kind| kind.name).collect())
}

#[test]
fn a_new_book_gets_the_stages_of_its_trade_and_its_kinds_first() -> Result<()> {
    let book = empty_book()?;
    let taken = book.turn_round(|tx| take(tx, &read(&pack(|_| {}), "zh-CN")?))?;
    assert_eq!(taken, Taken { fields: 3, options: 0, tags: 2, stages: 2, visit_kinds: 1 });
    assert_eq!(stage_names(&book)?, ["新", "量房"], "those of before went to the trash");
    assert_eq!(
        kind_names(&book)?,
        ["看工地", "电话", "上门", "其他"],
        "a kind is known by its code and keeps its name"
    );
    let fields = all(&book)?;
    assert_eq!(fields[0].default, Some(fields::FieldContent::Choice("旧房".into())));
    let condition = fields[1].shown_if.clone().map(|condition| (condition.field_id, condition.is));
    assert_eq!(condition, Some((fields[0].id, Some(fields::FieldContent::Choice("旧房".into())))));
    assert_eq!(fields[2].kinds.len(), 1);
    let words = book.read(|reader| crate::book::settings::get(reader))?;
    assert_eq!((words.customer.as_str(), words.customers.as_str()), ("业主", "业主们"));
    Ok(())
}

#[test]
fn a_book_in_use_keeps_what_it_has_and_gets_the_rest_behind_it() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let own = json!({"label": "房型", "type": "choice", "options": ["公寓"], "help": "自己的"});
    book.change("field.create", |tx| fields::create(tx, &req(own)?))?;
    book.change("field.create", |tx| fields::create(tx, &req(json!({"label": "年份", "type": "text"}))?))?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "介绍", "color": "blue"}))?))?;
    let wanted = read(&pack(|_| {}), "zh-CN")?;
    let taken = book.turn_round(|tx| take(tx, &wanted))?;
    assert_eq!(taken, Taken { fields: 1, options: 2, tags: 1, stages: 1, visit_kinds: 1 });
    assert_eq!(stage_names(&book)?, ["新", "活跃", "沉睡", "量房"]);
    let fields = all(&book)?;
    assert_eq!(fields[0].options.len(), 3, "options are merged");
    assert_eq!(fields[0].help, "自己的", "what is there stays as it is");
    assert_eq!(fields[1].field_type.code(), "text", "of another type, too");
    let before = book.fingerprint()?;
    assert_eq!(book.change("pack.take", |tx| take(tx, &wanted))?, Taken::default());
    assert_eq!(book.fingerprint()?, before);
    Ok(())
}

#[test]
fn what_came_with_a_pack_is_known_by_its_uid_and_comes_back_from_the_trash() -> Result<()> {
    let book = empty_book()?;
    let wanted = read(&pack(|_| {}), "zh-CN")?;
    book.change("pack.take", |tx| take(tx, &wanted))?;
    let price = all(&book)?[2].id;
    book.change("field.edit", |tx| fields::edit(tx, &req(json!({"id": price, "label": "我们的报价"}))?))?;
    assert_eq!(book.change("pack.take", |tx| take(tx, &wanted))?, Taken::default(), "a new label is respected");
    book.change("field.trash", |tx| fields::trash(tx, &by(price)))?;
    let stage = book.read(|reader| stages::list(reader, &Nothing {}))?[1].id;
    book.change("stage.trash", |tx| stages::trash(tx, &by(stage)))?;
    let again = book.turn_round(|tx| take(tx, &wanted))?;
    assert_eq!((again.fields, again.stages), (1, 1));
    assert_eq!(all(&book)?[2].id, price, "the same one, with its values");
    Ok(())
}

#[test]
fn how_often_is_said_of_what_is_new_and_what_was_said_stays() -> Result<()> {
    let book = empty_book()?;
    let said = |book: &Book| {
        book.ask("SELECT name || ' ' || cadence_days FROM tag UNION ALL SELECT name || ' ' || cadence_days FROM stage WHERE name IN ('新', '量房')")
    };
    book.change("cadence.set", |tx| crate::cadences::set(tx, &req(json!({"of": {"stage": 1}, "days": 90}))?))?;
    let mine = read(&pack(|_| {}), "zh-CN")?;
    book.turn_round(|tx| take(tx, &mine))?;
    assert_eq!(said(&book)?, ["介绍 0", "地推 21", "新 90", "量房 0"], "a stage that was there keeps its own");
    book.change("cadence.set", |tx| crate::cadences::set(tx, &req(json!({"of": {"tag": 2}, "days": 0}))?))?;
    book.change("pack.take", |tx| take(tx, &mine))?;
    assert_eq!(said(&book)?, ["介绍 0", "地推 0", "新 90", "量房 0"], "what the user took away does not come back");
    let other = empty_book()?;
    other.change("pack.take", |tx| take(tx, &read(&book.read(|reader| save(reader, "店"))?, "en")?))?;
    assert_eq!(other.ask("SELECT cadence_days FROM stage WHERE name = '量房'")?, ["0"]);
    let wrong = read(&pack(|pack| pack["stages"][0]["every_days"] = json!(9999)), "en").unwrap_err();
    assert_eq!(wrong.code(), "pack_invalid");
    Ok(())
}

#[test]
fn ones_own_set_is_saved_and_taken_elsewhere() -> Result<()> {
    let book = empty_book()?;
    book.change("pack.take", |tx| take(tx, &read(&pack(|_| {}), "zh-CN")?))?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "自己的"}))?))?;
    let ids: Vec<i64> = all(&book)?.iter().rev().map(|field| field.id).collect();
    book.change("field.order", |tx| fields::order(tx, &tags::OrderItems { ids }))?;
    let saved = book.read(|reader| save(reader, " 老王的装修 "))?;
    assert!(!saved.contains("陈静"));
    let mine = read(&saved, "en")?;
    assert_eq!((mine.name.as_str(), mine.customer.as_str()), ("老王的装修", "业主"));
    let other = empty_book()?;
    other.turn_round(|tx| take(tx, &mine))?;
    assert_eq!(stage_names(&other)?, stage_names(&book)?);
    assert_eq!(kind_names(&other)?, kind_names(&book)?);
    let plain = |book: &Book| -> Result<Vec<Value>> {
        let all = all(book)?;
        let label = |id: i64| all.iter().find(|field| field.id == id).map(|field| field.label.clone());
        let mut plain: Vec<Value> = all
            .iter()
            .map(|field| {
                let condition = field.shown_if.as_ref().map(|c| (label(c.field_id), c.is.clone()));
                json!([
                    field.label,
                    field.field_type,
                    field.unit,
                    field.section,
                    field.default,
                    condition,
                    field.kinds.len(),
                    field.options.iter().map(|option| (&option.label, &option.color)).collect::<Vec<_>>()
                ])
            })
            .collect();
        plain.sort_by_key(Value::to_string);
        Ok(plain)
    };
    assert_eq!(plain(&other)?, plain(&book)?, "the same fields, a condition behind what it waits for");
    let before = book.fingerprint()?;
    assert_eq!(book.change("pack.take", |tx| take(tx, &mine))?, Taken::default(), "into its own book: nothing new");
    assert_eq!(book.fingerprint()?, before);
    assert_eq!(book.read(|reader| save(reader, "老王的装修"))?, saved, "saved again it is the same file");
    assert_eq!(book.read(|reader| save(reader, " ")).unwrap_err().code(), "invalid");
    Ok(())
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let told = |text: &str| {
        let error = read(text, "zh-CN").unwrap_err();
        let (args, place) = (error.args(), error.place());
        let said = |value: Option<&Value>| {
            value.map_or(String::new(), |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        };
        format!("{} {} {}", error.code(), said(place.get("path").or(place.get("row"))), said(args.get("reason")))
    };
    let fields =
        |count: usize| (0..count).map(|n| json!({"label": format!("f{n}"), "type": "text"})).collect::<Vec<_>>();
    type Change = Box<dyn Fn(&mut Value)>;
    let cases: Vec<(Change, &str)> = vec![
        (Box::new(|p| p["rounds_pack"] = json!(2)), "pack_newer  "),
        (Box::new(|p| p["rounds_pack"] = Value::Null), "pack_invalid rounds_pack missing"),
        (Box::new(|p| p["rounds_pack"] = json!("x")), "pack_invalid rounds_pack not_a_number"),
        (Box::new(|p| p["name"] = json!("")), "pack_invalid name empty"),
        (Box::new(|p| p["name"] = json!(["x"])), "pack_invalid name not_a_text"),
        (Box::new(|p| p["customer"] = json!("长".repeat(31))), "pack_invalid customer too_long"),
        (Box::new(move |p| p["fields"] = json!(fields(500))), "pack_invalid fields too_many"),
        (Box::new(|p| p["fields"] = json!("x")), "pack_invalid fields not_a_list"),
        (Box::new(|p| p["fields"][1] = json!(7)), "pack_invalid fields[1] not_a_field"),
        (Box::new(|p| p["fields"][1]["label"] = Value::Null), "pack_invalid fields[1].label missing"),
        (Box::new(|p| p["fields"][1]["label"] = json!("长".repeat(201))), "pack_invalid fields[1].label too_long"),
        (Box::new(|p| p["fields"][1]["label"] = json!("房型")), "pack_invalid fields[1] twice"),
        (Box::new(|p| p["fields"][1]["type"] = json!("float")), "pack_invalid fields[1].type not_a_type"),
        (Box::new(|p| p["fields"][1]["type"] = json!(1)), "pack_invalid fields[1].type not_a_type"),
        (Box::new(|p| p["fields"][1]["record"] = json!("deal")), "pack_invalid fields[1].record not_a_record"),
        (Box::new(|p| p["fields"][1]["required"] = json!("yes")), "pack_invalid fields[1].required not_yes_or_no"),
        (Box::new(|p| p["fields"][1]["help"] = json!("长".repeat(501))), "pack_invalid fields[1].help too_long"),
        (Box::new(|p| p["fields"][0]["options"][1] = json!(3)), "pack_invalid fields[0].options[1] not_a_text"),
        (Box::new(|p| p["fields"][0]["options"][1] = json!("旧房")), "pack_invalid fields[0].options[1] twice"),
        (Box::new(|p| p["fields"][0]["options"] = json!(vec!["x"; 101])), "pack_invalid fields[0].options too_many"),
        (
            Box::new(|p| p["fields"][0]["shown_if"] = json!({"field": "built"})),
            "pack_invalid fields[0].shown_if.field no_such_field",
        ),
        (Box::new(|p| p["fields"][2]["kinds"] = json!(["nobody"])), "pack_invalid fields[2].kinds[0] no_such_kind"),
        (
            Box::new(|p| p["tag_groups"][0]["tags"][1]["name"] = json!({"zh-CN": 5})),
            "pack_invalid tag_groups[0].tags[1].name not_a_text",
        ),
        (Box::new(|p| p["stages"][1] = json!("新")), "pack_invalid stages[1] twice"),
    ];
    for (change, wanted) in cases {
        assert_eq!(told(&pack(change)), wanted);
    }
    assert_eq!(told("{\n  \"rounds_pack\": 1,\n  oops"), "pack_not_json 3 ");
    assert_eq!(told("[]"), "pack_invalid rounds_pack missing");
    assert_eq!(told(&" ".repeat(1_000_001)), "pack_too_large  ");
    assert_eq!(told(&"[".repeat(10_000)), "pack_not_json 1 ", "nested without end");
}

#[test]
fn a_default_that_its_field_cannot_hold_leaves_nothing_behind() -> Result<()> {
    let book = empty_book()?;
    let wrong = read(&pack(|p| p["fields"][1]["default"] = json!("viel")), "en")?;
    let error = book.change("pack.take", |tx| take(tx, &wrong)).unwrap_err();
    assert_eq!((error.code(), error.place()["path"].as_str()), ("pack_invalid", Some("fields[1].default")));
    assert!(all(&book)?.is_empty());
    Ok(())
}
