//! A list that comes again: who is there is found, changed to what the file says, and given back by one undo.

use serde_json::{Value, json};

use super::imports::{self, ImportReport};
use super::options::ImportOptions;
use super::planning::Plan;
use super::previews::{Preview, PreviewFilter};
use super::reading;
use crate::book::Book;
use crate::book::testing::{by, empty_book, req};
use crate::error::Result;
use crate::{customers, fields, visits};

fn plan(book: &Book, csv: &str, more: Value) -> Result<Plan> {
    let mut options = json!({ "path": "list.csv" });
    options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let options: ImportOptions = req(options)?;
    let source = reading::read_bytes("list.csv", csv.as_bytes().to_vec(), &options.reading()?).unwrap();
    book.read(|reader| Plan::new(reader, source, &options))
}

fn import(book: &Book, csv: &str, more: Value) -> Result<ImportReport> {
    let plan = plan(book, csv, more)?;
    let foreseen = imports::dry_run(&plan, &mut |_, _| true)?;
    let report = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true))?;
    let counts = |report: &ImportReport| {
        (report.rows, report.taken, report.changed, report.same, report.refused, report.skipped)
    };
    assert_eq!(counts(&foreseen), counts(&report), "what was foreseen came to be");
    assert_eq!(report.rows, report.taken + report.changed + report.same + report.refused + report.skipped);
    assert!(book.check()?.ok);
    Ok(report)
}

const FIRST: &str = "客户名称,手机,标签,额度,备注,最近拜访\n\
    红星农资,13800138000,批发,1200,爱喝茶,2026-10-01\n\
    王伟,13900139000,零售,300,,\n\
    王伟,13700137000,零售,,,\n";

fn started() -> Result<Book> {
    let book = empty_book()?;
    import(&book, FIRST, json!({}))?;
    Ok(book)
}

fn shown(book: &Book, name: &str) -> Result<customers::Card> {
    let id = book.customer(name)?;
    book.read(|reader| customers::show(reader, &by(id)))
}

#[test]
fn the_same_list_again_changes_nothing() -> Result<()> {
    let book = started()?;
    let before = book.dump_hash()?;
    for mode in ["leave", "update", "update_only"] {
        let report = import(&book, FIRST, json!({ "existing": mode }))?;
        assert_eq!((report.taken, report.changed, report.same), (0, 0, 3), "{mode}");
        assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["3"], "{mode}");
    }
    assert_eq!(book.dump_hash()?, before);
    let told = "SELECT verb || ' ' || state || ' ' || (import_id > 0) FROM change ORDER BY id";
    let nothing = "customers.import final 1";
    assert_eq!(book.ask(told)?, ["customers.import done 1", nothing, nothing, nothing]);
    book.undo()?;
    assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["0"], "what changed nothing is no step to be undone");
    assert_eq!(import(&book, "客户名称\n红星农资\n", json!({ "existing": "update_only" }))?.skipped, 1);
    book.redo()?;
    assert_eq!(book.dump_hash()?, before, "nor does it keep one from being done again");
    let report = import(&book, FIRST, json!({}))?;
    assert_eq!(report.taken, 3, "unless told, every row is a new one");
    Ok(())
}

#[test]
fn what_the_file_says_anew_is_taken_and_nothing_else_is_touched() -> Result<()> {
    let book = started()?;
    let id = book.customer("红星农资")?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": id, "summary": "看了新货"}))?))?;
    let before = book.dump_hash()?;
    let csv = "客户名称,手机,邮箱,标签,额度,备注,最近拜访,阶段\n\
        红星农资总店,138 0013 8000,a@hongxing.cn,批发|重点,2500,开了新店,2026-11-02,成交\n\
        李娜,13600136000,,,,,,\n";
    let report = import(&book, csv, json!({ "existing": "update" }))?;
    assert_eq!((report.taken, report.changed, report.same), (1, 1, 0));
    let card = shown(&book, "红星农资总店")?;
    assert_eq!(card.id, id);
    let points: Vec<&str> = card.contact_points.iter().map(|point| point.value.as_str()).collect();
    assert_eq!(points, ["+8613800138000", "a@hongxing.cn"], "a phone that is there is not there twice");
    let tags: Vec<&str> = card.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["批发", "重点"]);
    assert_eq!(card.note, "爱喝茶\n开了新店");
    assert_eq!((card.stage.as_deref(), card.visit_count), (Some("成交"), 3));
    assert_eq!(card.fields[0].value, fields::FieldContent::Money(250_000));
    assert_eq!(book.ask("SELECT count(*) FROM customer")?, ["4"]);
    book.undo()?;
    assert_eq!(book.dump_hash()?, before, "one undo gives all of it back, the changed ones too");
    Ok(())
}

#[test]
fn empty_cells_say_nothing_unless_asked() -> Result<()> {
    let book = started()?;
    let csv = "客户名称,手机,额度,备注\n红星农资,13800138000,,\n";
    assert_eq!(import(&book, csv, json!({ "existing": "update" }))?.same, 1);
    assert_eq!(import(&book, csv, json!({ "existing": "update", "empty_clears": true }))?.changed, 1);
    let card = shown(&book, "红星农资")?;
    assert!(card.fields.is_empty(), "the field is empty");
    assert_eq!(card.note, "爱喝茶", "nobody's note is lost");
    Ok(())
}

#[test]
fn people_of_one_name_are_told_apart_by_their_phones() -> Result<()> {
    let book = started()?;
    let csv = "客户名称,手机\n王伟,13500135000\n王伟,13700137000\n王伟,\n红星农资,\n";
    let plan = plan(&book, csv, json!({ "existing": "update" }))?;
    let preview = book.read(|reader| plan.preview(reader, PreviewFilter::All, 0, 100))?;
    let outcomes: Vec<(&str, Option<&str>)> =
        preview.rows.iter().map(|row| (row.outcome.as_str(), row.reason.as_deref())).collect();
    let wanted = [("customer", None), ("same", None), ("refused", Some("matches_several")), ("same", None)];
    assert_eq!(outcomes, wanted, "another phone is another person; without one it cannot be told");
    Ok(())
}

#[test]
fn a_number_of_ones_own_decides_where_it_is_asked_for() -> Result<()> {
    let book = empty_book()?;
    import(&book, "客户名称,会员号,手机\n陈静,A-17,13800138000\n", json!({}))?;
    let field: i64 = book.ask("SELECT id FROM field WHERE label = '会员号'")?[0].parse().unwrap();
    let csv = "客户名称,会员号,手机\n陈静怡,A-17,13111131111\n陈静,A-18,13800138000\n";
    let keys = json!({ "existing": "update", "match_by": [{ "field": field }] });
    let report = import(&book, csv, keys)?;
    assert_eq!((report.taken, report.changed), (1, 1), "the phone does not count");
    assert_eq!(shown(&book, "陈静怡")?.contact_points.len(), 2);
    Ok(())
}

#[test]
fn only_those_who_are_there_if_that_was_asked() -> Result<()> {
    let book = started()?;
    let csv = "客户名称,手机,备注\n红星农资,13800138000,新的话\n谁也不是,13000130000,\n";
    let report = import(&book, csv, json!({ "existing": "update_only" }))?;
    assert_eq!((report.changed, report.skipped), (1, 1));
    assert!(report.problems.iter().any(|problem| problem.reason == "not_known" && problem.row == 3));
    Ok(())
}

#[test]
fn a_look_says_what_would_be_another() -> Result<()> {
    let book = started()?;
    let csv = "客户名称,手机,额度\n红星农资总店,13800138000,2500\n";
    let plan = plan(&book, csv, json!({ "existing": "update" }))?;
    let Preview { rows, counts, .. } = book.read(|reader| plan.preview(reader, PreviewFilter::Changed, 0, 100))?;
    assert_eq!((counts.changed, rows.len(), rows[0].customer_id), (1, 1, Some(book.customer("红星农资")?)));
    let was: Vec<Option<&str>> = rows[0].cells.iter().map(|cell| cell.was.as_deref()).collect();
    assert_eq!(was, [Some("红星农资"), None, Some("1200")]);
    Ok(())
}

#[test]
fn two_rows_of_one_customer_change_them_one_after_the_other() -> Result<()> {
    let book = started()?;
    let csv = "客户名称,手机,标签\n红星农资,13800138000,甲\n红星农资,13800138000,乙\n红星农资,13800138000,甲\n";
    let plan = plan(&book, csv, json!({ "existing": "update" }))?;
    let report = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_, _| true))?;
    assert_eq!((report.changed, report.same), (2, 1));
    assert_eq!(shown(&book, "红星农资")?.tags.len(), 3);
    Ok(())
}

#[test]
fn how_columns_were_read_is_remembered_by_their_headings() -> Result<()> {
    let book = empty_book()?;
    let csv = "客户名称,代码,日期\n红星农资,A-1,03/04/2026\n";
    let columns = |plan: &Plan| -> Vec<Value> { plan.columns.iter().map(|column| json!(column.target)).collect() };
    let first = plan(&book, csv, json!({}))?;
    let mut chosen = first.columns.clone();
    chosen[1].target = super::meaning::Target::Note;
    chosen[2].target = super::meaning::Target::LastVisit;
    chosen[2].date_order = crate::values::dates::DateOrder::DayFirst;
    let before = book.dump_hash()?;
    import(&book, csv, json!({ "columns": chosen }))?;
    let again = plan(&book, "客户名称,代码,日期\n别人,B-2,05/06/2026\n", json!({}))?;
    assert_eq!(columns(&again), [json!({"to": "name"}), json!({"to": "note"}), json!({"to": "last_visit"})]);
    assert_eq!(again.columns[2].date_order, crate::values::dates::DateOrder::DayFirst);
    let other = plan(&book, "客户名称,代码,到期\n别人,B-2,05/06/2026\n", json!({}))?;
    assert_eq!(columns(&other)[1], columns(&first)[1], "other headings are another list");
    book.undo()?;
    assert_eq!(book.dump_hash()?, before, "what was remembered goes with the import");
    assert_eq!(columns(&plan(&book, csv, json!({}))?), columns(&first));
    Ok(())
}

#[test]
fn whoever_has_another_name_and_phone_in_the_file_is_known_by_their_uid() -> Result<()> {
    let book = started()?;
    let id = book.customer("红星农资")?;
    let uid = book.ask(&format!("SELECT uid FROM customer WHERE id = {id}"))?.remove(0);
    let csv = format!(
        "UID,客户名称,手机\nurn:uuid:{},红星农资旗舰店,13600136000\n,王强,13500135000\nnobody,李四,13400134000\n",
        uid.to_uppercase()
    );
    let report = import(&book, &csv, json!({ "existing": "update" }))?;
    assert_eq!((report.changed, report.taken), (1, 2), "who is not known by a uid is somebody new");
    let card = book.read(|reader| customers::show(reader, &by(id)))?;
    assert_eq!(card.name, "红星农资旗舰店");
    assert_eq!(card.contact_points.len(), 2, "a phone is added, none is taken away");
    let again = import(&book, &csv, json!({ "existing": "update" }))?;
    assert_eq!((again.changed, again.taken, again.same), (0, 0, 3));
    // Without being asked for, it is not looked at.
    let other = csv.replace("红星农资旗舰店", "红星总店").replace("13600136000", "");
    let report = import(&book, &other, json!({ "existing": "update_only", "match_by": ["name"] }))?;
    assert_eq!((report.changed, report.skipped), (0, 1), "nobody has that name");
    Ok(())
}

#[test]
fn branches_of_one_name_are_told_by_their_contacts() -> Result<()> {
    let book = empty_book()?;
    let list = "公司名称,联系人,职务\n大地农资有限公司,王芳,店长\n大地农资有限公司,李强,店长\n";
    import(&book, list, json!({}))?;
    let newer = "公司名称,联系人,备注\n大地农资有限公司,李强,换了仓库\n大地农资有限公司,赵敏,新开的\n";
    let by_name = plan(&book, newer, json!({ "existing": "update", "match_by": ["name"] }))?;
    assert_eq!(by_name.counts.refused, 2, "by the name alone either of them fits");
    let report = import(&book, newer, json!({ "existing": "update", "match_by": ["name_and_contact"] }))?;
    assert_eq!((report.changed, report.taken), (1, 1));
    let of_contact = |name: &str| -> Result<customers::Card> {
        let id = book.ask(&format!("SELECT customer_id FROM contact WHERE name = '{name}'"))?.remove(0);
        book.read(|reader| customers::show(reader, &by(id.parse().unwrap())))
    };
    assert_eq!(of_contact("李强")?.note, "换了仓库");
    assert_eq!(of_contact("王芳")?.note, "");
    Ok(())
}
