//! Tags, and the other lists of the user's own: stages, owners, kinds of visits.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::{customers, owners, stages, visit_kinds, visits};

/// Tags with their counts, as the list has them.
fn tags(book: &Book) -> Result<String> {
    let list = book.read(|reader| list(reader, &Nothing {}))?;
    Ok(list.tags.iter().map(|tag| format!("{} {}", tag.name, tag.customers)).collect::<Vec<_>>().join(", "))
}

fn id(book: &Book, tag: &str) -> i64 {
    book.read(|reader| find(reader, tag)).unwrap().unwrap()
}

fn give(book: &Book, customers: &[i64], add: &[&str]) -> Result<usize> {
    let add: Vec<String> = add.iter().map(|tag| (*tag).to_owned()).collect();
    book.turn_round(|tx| customers::tag(tx, customers, &add, &[]))
}

#[test]
fn tags_are_made_given_counted_and_taken_off() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "王记五金"])?;
    give(&book, &[1, 2, 3], &["批发", " VIP "])?;
    assert_eq!(tags(&book)?, "批发 3, VIP 3");
    book.turn_round(|tx| customers::tag(tx, &[1, 2], &[], &["VIP".into(), "没有这个".into()]))?;
    assert_eq!(tags(&book)?, "批发 3, VIP 1");
    book.turn_round(|tx| customers::trash(tx, &[3]))?;
    assert_eq!(tags(&book)?, "批发 2, VIP 0", "who is in the trash does not count");
    assert_eq!(book.card("陈静")?.tags.len(), 1);
    assert_eq!(book.refusal(|tx| customers::tag(tx, &[1], &["  ".into()], &[]))?, "invalid: tag empty");
    assert_eq!(book.refusal(|tx| customers::tag(tx, &[1, 99], &["VIP".into()], &[]))?, "not_found: customer");
    assert_eq!(book.refusal(|tx| customers::tag(tx, &[1, 3], &["VIP".into()], &[]))?, "not_found: customer");
    Ok(())
}

#[test]
fn a_tag_is_not_renamed_to_one_that_is_there() -> Result<()> {
    let book = book_with(&["陈静"])?;
    give(&book, &[1], &["批发", "VIP"])?;
    let vip = id(&book, "VIP");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": vip, "name": " 批发 "}))?))?, "duplicate_name: tag 批发");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": vip, "name": " "}))?))?, "invalid: name empty");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": vip, "name": "长".repeat(201)}))?))?, "too_long: name");
    assert_eq!(book.refusal(|tx| edit(tx, &req(json!({"id": 99, "name": "x"}))?))?, "not_found: tag");
    assert_eq!(book.refusal(|tx| create(tx, &req(json!({"name": "VIP"}))?))?, "duplicate_name: tag VIP");
    assert_eq!(book.refusal(|tx| create(tx, &req(json!({"name": "新", "group_id": 9}))?))?, "not_found: tag_group");
    book.turn_round(|tx| edit(tx, &req(json!({"id": vip, "name": "贵宾", "color": "#ff8800"}))?))?;
    assert_eq!(tags(&book)?, "批发 1, 贵宾 1");
    assert_eq!(book.card("陈静")?.tags[1].color, "#ff8800");
    Ok(())
}

#[test]
fn tags_are_merged_into_one() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "王记五金"])?;
    give(&book, &[1, 2], &["老客"])?;
    give(&book, &[2, 3], &["老客户"])?;
    give(&book, &[3], &["熟客"])?;
    let [a, b, c] = ["老客", "老客户", "熟客"].map(|tag| id(&book, tag));
    assert_eq!(book.refusal(|tx| merge(tx, &MergeTags { from: vec![a, 99], into: b }))?, "not_found: tag");
    book.turn_round(|tx| merge(tx, &MergeTags { from: vec![a, b, c], into: b }))?;
    assert_eq!(tags(&book)?, "老客户 3", "each customer once, the merged ones are gone");
    Ok(())
}

#[test]
fn in_an_exclusive_group_a_customer_has_one_tag() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    give(&book, &[1], &["A级"])?;
    give(&book, &[1, 2], &["B级"])?;
    let [a, b] = ["A级", "B级"].map(|tag| id(&book, tag));
    let level = book.turn_round(|tx| put_group(tx, &req(json!({"name": "等级", "exclusive": true}))?))?.id;
    book.turn_round(|tx| group(tx, &GroupTag { id: a, group_id: Some(level) }))?;
    let both = || book.refusal(|tx| group(tx, &GroupTag { id: b, group_id: Some(level) }));
    assert_eq!(both()?, "exclusive_tags: 1", "陈静 has both: the user decides which one stays");
    book.turn_round(|tx| customers::tag(tx, &[1], &[], &["A级".into()]))?;
    book.turn_round(|tx| group(tx, &GroupTag { id: b, group_id: Some(level) }))?;
    give(&book, &[1], &["A级"])?;
    assert_eq!(tags(&book)?, "A级 1, B级 1", "the other tag of the group goes");

    book.turn_round(|tx| put_group(tx, &req(json!({"id": level, "name": "级别", "exclusive": false}))?))?;
    give(&book, &[1], &["B级"])?;
    let again = book.refusal(|tx| put_group(tx, &req(json!({"id": level, "name": "级别", "exclusive": true}))?));
    assert_eq!(again?, "exclusive_tags: 1");
    book.turn_round(|tx| trash_group(tx, &by(level)))?;
    let list = book.read(|reader| list(reader, &Nothing {}))?;
    assert!(list.groups.is_empty());
    assert!(list.tags.iter().all(|tag| tag.group_id.is_none()), "its tags stay, without a group");
    Ok(())
}

#[test]
fn a_group_comes_back_from_the_trash_with_its_tags() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    give(&book, &[1], &["A级", "VIP"])?;
    let (a, b) = (id(&book, "A级"), id(&book, "VIP"));
    let level = book.turn_round(|tx| put_group(tx, &req(json!({"name": "等级", "exclusive": true}))?))?.id;
    book.change("tag.group", |tx| group(tx, &GroupTag { id: a, group_id: Some(level) }))?;
    book.turn_round(|tx| trash_group(tx, &by(level)))?;
    let trash = book.read(|reader| crate::trash::list(reader, &req(json!({}))?))?;
    let listed: Vec<_> = trash.items.iter().map(|item| (item.record.as_str(), item.title.as_str())).collect();
    assert_eq!((trash.total, listed), (1, vec![("tag_group", "等级")]));

    book.turn_round(|tx| restore_group(tx, &by(level)))?;
    let tags_now = book.read(|reader| list(reader, &Nothing {}))?;
    assert_eq!(tags_now.groups.len(), 1);
    assert!(tags_now.tags.iter().any(|tag| tag.id == a && tag.group_id == Some(level)), "its tag is in it again");
    assert!(book.read(|reader| crate::trash::list(reader, &req(json!({}))?))?.items.is_empty());

    book.change("tag_group.trash", |tx| trash_group(tx, &by(level)))?;
    book.change("tag_group.put", |tx| put_group(tx, &req(json!({"name": "等级"}))?))?;
    assert_eq!(book.refusal(|tx| restore_group(tx, &by(level)))?, "duplicate_name: tag_group 等级");
    assert_eq!(book.refusal(|tx| restore_group(tx, &by(99)))?, "not_found: tag_group");
    // Without its group the customer may have both; then it cannot be exclusive again.
    book.undo()?;
    book.undo()?;
    book.change("tag.group", |tx| group(tx, &GroupTag { id: b, group_id: None }))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[1], &[], &["VIP".into()]))?;
    book.change("tag.group", |tx| group(tx, &GroupTag { id: b, group_id: Some(level) }))?;
    book.change("tag_group.trash", |tx| trash_group(tx, &by(level)))?;
    give(&book, &[1], &["VIP"])?;
    assert_eq!(tags(&book)?, "A级 1, VIP 1", "a group in the trash excludes nothing");
    assert_eq!(book.refusal(|tx| restore_group(tx, &by(level)))?, "exclusive_tags: 1");
    Ok(())
}

#[test]
fn a_tag_comes_back_from_the_trash_to_those_who_had_it() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    give(&book, &[1, 2], &["VIP"])?;
    let vip = id(&book, "VIP");
    book.turn_round(|tx| trash(tx, &by(vip)))?;
    assert_eq!(tags(&book)?, "");
    assert!(book.card("Ada")?.tags.is_empty());
    assert_eq!(book.refusal(|tx| trash(tx, &by(vip)))?, "not_found: tag");
    book.turn_round(|tx| restore(tx, &by(vip)))?;
    assert_eq!(tags(&book)?, "VIP 2");
    book.turn_round(|tx| trash(tx, &by(vip)))?;
    book.turn_round(|tx| create(tx, &req(json!({"name": "VIP"}))?))?;
    assert_eq!(book.refusal(|tx| restore(tx, &by(vip)))?, "duplicate_name: tag VIP");
    book.turn_round(|tx| delete(tx, &by(vip)))?;
    assert_eq!(book.refusal(|tx| delete(tx, &by(vip)))?, "not_found: tag");
    assert_eq!(tags(&book)?, "VIP 0");
    Ok(())
}

#[test]
fn lists_keep_the_users_order() -> Result<()> {
    let book = book_with(&["陈静"])?;
    give(&book, &[1], &["a", "b", "c"])?;
    book.turn_round(|tx| order(tx, &OrderItems { ids: vec![3, 1, 2] }))?;
    assert_eq!(tags(&book)?, "c 1, a 1, b 1");
    let shown: Vec<String> = book.card("陈静")?.tags.into_iter().map(|tag| tag.name).collect();
    assert_eq!(shown, ["c", "a", "b"], "on the card too");
    book.turn_round(|tx| stages::order(tx, &OrderItems { ids: vec![3, 2, 1] }))?;
    let stages = book.read(|reader| stages::list(reader, &Nothing {}))?;
    assert_eq!(stages.iter().map(|stage| stage.name.as_str()).collect::<Vec<_>>(), ["沉睡", "活跃", "新"]);
    book.turn_round(|tx| visit_kinds::order(tx, &OrderItems { ids: vec![2, 3, 1] }))?;
    let kinds = book.read(|reader| visit_kinds::list(reader, &Nothing {}))?;
    assert_eq!(kinds.iter().map(|kind| kind.code.as_str()).collect::<Vec<_>>(), ["phone", "other", "on_site"]);
    Ok(())
}

#[test]
fn stages_are_a_dated_history() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    assert_eq!(book.card("Ada")?.stage.as_deref(), Some("新"), "new customers begin in the first stage");
    book.turn_round(|tx| customers::set_stage(tx, &[1, 2], 2))?;
    book.turn_round(|tx| customers::edit(tx, &req(json!({"id": 1, "stage_id": 3}))?))?;
    let stages = || -> Result<String> {
        let list = book.read(|reader| stages::list(reader, &Nothing {}))?;
        Ok(list.iter().map(|stage| format!("{} {}", stage.name, stage.customers)).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(stages()?, "新 0, 活跃 1, 沉睡 1");
    assert_eq!(book.ask("SELECT stage_id FROM stage_entry WHERE customer_id = 1 ORDER BY id")?, ["1", "2", "3"]);
    book.change("test.same", |tx| customers::set_stage(tx, &[1], 3))?;
    assert_eq!(book.ask("SELECT count(*) FROM stage_entry WHERE customer_id = 1")?, ["3"], "who is there stays");
    assert_eq!(book.refusal(|tx| customers::set_stage(tx, &[1], 99))?, "not_found: stage");
    assert_eq!(book.refusal(|tx| customers::set_stage(tx, &[1, 99], 2))?, "not_found: customer");
    book.turn_round(|tx| stages::trash(tx, &by(3)))?;
    assert_eq!(book.card("陈静")?.stage.as_deref(), Some("沉睡"), "who is in it keeps it");
    assert_eq!(book.refusal(|tx| customers::set_stage(tx, &[2], 3))?, "not_found: stage");
    book.turn_round(|tx| stages::create(tx, &req(json!({"name": "沉睡"}))?))?;
    assert_eq!(book.refusal(|tx| stages::restore(tx, &by(3)))?, "duplicate_name: stage 沉睡");
    book.turn_round(|tx| stages::edit(tx, &req(json!({"id": 4, "name": "流失", "color": "red"}))?))?;
    book.turn_round(|tx| stages::restore(tx, &by(3)))?;
    assert_eq!(book.refusal(|tx| stages::create(tx, &req(json!({"name": "新"}))?))?, "duplicate_name: stage 新");
    assert_eq!(stages()?, "新 0, 活跃 1, 沉睡 1, 流失 0");
    Ok(())
}

#[test]
fn owners_are_a_dated_history_and_oneself_stays() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let li = book.turn_round(|tx| owners::create(tx, &req(json!({"name": "小李"}))?))?.id;
    book.turn_round(|tx| customers::set_owner(tx, &[1], li))?;
    let owners = || -> Result<String> {
        let list = book.read(|reader| owners::list(reader, &Nothing {}))?;
        Ok(list.iter().map(|owner| format!("{} {}", owner.name, owner.customers)).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(owners()?, "我 1, 小李 1");
    assert_eq!(book.refusal(|tx| owners::trash(tx, &by(1)))?, "invalid: owner is_me");
    assert_eq!(book.refusal(|tx| owners::create(tx, &req(json!({"name": "我"}))?))?, "duplicate_name: owner 我");
    assert_eq!(book.refusal(|tx| customers::set_owner(tx, &[2], 77))?, "not_found: owner");
    book.turn_round(|tx| owners::edit(tx, &req(json!({"id": li, "name": "李雷"}))?))?;
    book.turn_round(|tx| owners::order(tx, &OrderItems { ids: vec![li, 1] }))?;
    assert_eq!(owners()?, "李雷 1, 我 1");
    book.turn_round(|tx| owners::trash(tx, &by(li)))?;
    assert_eq!(book.card("陈静")?.owner.as_deref(), Some("李雷"), "customers keep whom they had");
    book.turn_round(|tx| owners::restore(tx, &by(li)))?;
    Ok(())
}

#[test]
fn the_last_kind_of_visit_stays() -> Result<()> {
    let book = empty_book()?;
    book.turn_round(|tx| visit_kinds::create(tx, &req(json!({"name": "展会"}))?))?;
    assert_eq!(
        book.refusal(|tx| visit_kinds::create(tx, &req(json!({"name": "展会"}))?))?,
        "duplicate_name: visit_kind 展会"
    );
    book.turn_round(|tx| visit_kinds::edit(tx, &req(json!({"id": 4, "name": "行业展会"}))?))?;
    book.turn_round(|tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    book.turn_round(|tx| visits::log(tx, &req(json!({"customer_id": 1, "summary": "见面", "kind": "行业展会"}))?))?;
    for kind in 2..=4 {
        book.turn_round(|tx| visit_kinds::trash(tx, &by(kind)))?;
    }
    assert_eq!(book.refusal(|tx| visit_kinds::trash(tx, &by(1)))?, "invalid: kind last_one");
    let wrong = book.refusal(|tx| visits::log(tx, &req(json!({"customer_id": 1, "summary": "x", "kind": "phone"}))?));
    assert_eq!(wrong?, "invalid: kind not_a_kind");
    assert_eq!(book.ask("SELECT k.name FROM visit AS v JOIN visit_kind AS k ON k.id = v.kind_id")?, ["行业展会"]);
    book.turn_round(|tx| visit_kinds::restore(tx, &by(2)))?;
    Ok(())
}
