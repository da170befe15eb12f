//! Changes: all or nothing, told once, undone and redone, with who touched what.

use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::book::Book;
use crate::book::history::{self, ListHistory};
use crate::book::testing::{book_and_clock, book_with, by, days_later, empty_book, req};
use crate::customers;
use crate::error::{Error, Result};
use crate::{contacts, drafts, tags, visits};

fn verbs(book: &Book, customer: Option<i64>) -> Result<Vec<String>> {
    let req = ListHistory { customer_id: customer, ..ListHistory::default() };
    let list = book.read(|reader| history::list(reader, &req))?;
    Ok(list.into_iter().map(|change| format!("{} {}", change.verb, change.state)).collect())
}

fn rename(book: &Book, from: &str, to: &str) -> Result<()> {
    let id = book.customer(from)?;
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": id, "name": to}))?))
}

#[test]
fn renaming_is_undone_and_redone() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    rename(&book, "Ada", " Ada L. ")?;
    assert_eq!(book.names()?, ["Ada L.", "陈静"], "outer space is dropped");
    book.undo()?;
    assert_eq!(book.names()?, ["Ada", "陈静"], "undo brings the old name back");
    book.redo()?;
    assert_eq!(book.names()?, ["Ada L.", "陈静"]);
    Ok(())
}

#[test]
fn a_change_that_fails_leaves_nothing_behind() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let before = book.fingerprint()?;
    let error = book.change("customer.create", |tx| -> Result<()> {
        customers::create(tx, &req(json!({"name": "Ada", "tags": ["VIP"]}))?)?;
        Err(Error::refused("cancelled"))
    });
    assert_eq!(error.unwrap_err().code(), "cancelled");
    assert_eq!(book.fingerprint()?, before);
    assert_eq!(verbs(&book, None)?, ["customer.create done"]);
    Ok(())
}

#[test]
fn a_change_that_writes_nothing_is_none() -> Result<()> {
    let book = book_with(&["陈静"])?;
    rename(&book, "陈静", "陈静")?;
    assert_eq!(verbs(&book, None)?, ["customer.create done"]);
    book.undo()?;
    book.change("customer.look", |_| Ok(()))?;
    book.redo()?;
    assert_eq!(book.names()?, ["陈静"], "what did nothing does not end redo");
    Ok(())
}

#[test]
fn a_new_change_ends_what_could_be_redone() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let ada = book.customer("Ada")?;
    book.undo()?;
    rename(&book, "陈静", "陈小静")?;
    assert_eq!(book.redo().unwrap_err().code(), "nothing_to_redo");
    assert_eq!(verbs(&book, None)?, ["customer.edit done", "customer.create done"]);
    assert!(verbs(&book, Some(ada))?.is_empty(), "who never came to be has no history");
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "Eve"}))?))?;
    assert!(book.customer("Eve")? > ada, "an id is never used again");
    Ok(())
}

#[test]
fn history_tells_what_can_be_undone_and_redone() -> Result<()> {
    let book = empty_book()?;
    assert_eq!(book.undo().unwrap_err().code(), "nothing_to_undo");
    let book2 = book_with(&["陈静", "Ada"])?;
    let state = book2.read(|reader| history::state(reader))?;
    assert_eq!(state.undo.map(|change| change.args["name"].clone()), Some(json!("Ada")));
    assert!(state.redo.is_none());
    let undone = book2.undo()?;
    assert_eq!((undone.verb.as_str(), undone.state.as_str()), ("customer.create", "undone"));
    let state = book2.read(|reader| history::state(reader))?;
    assert_eq!(state.undo.map(|change| change.args["name"].clone()), Some(json!("陈静")));
    assert_eq!(state.redo.map(|change| change.id), Some(undone.id));
    Ok(())
}

#[test]
fn each_customer_has_a_history_of_their_own() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let (jing, ada) = (book.customer("陈静")?, book.customer("Ada")?);
    let contact =
        book.change("contact.create", |tx| contacts::create(tx, &req(json!({"customer_id": ada, "name": "Bob"}))?))?;
    book.change("contact.edit", |tx| contacts::edit(tx, &req(json!({"id": contact.id, "role": "buyer"}))?))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[jing, ada], &["VIP".into()], &[]))?;
    assert_eq!(verbs(&book, Some(jing))?, ["customers.tag done", "customer.create done"]);
    assert_eq!(
        verbs(&book, Some(ada))?,
        ["customers.tag done", "contact.edit done", "contact.create done", "customer.create done"]
    );
    book.undo()?;
    assert_eq!(verbs(&book, Some(jing))?, ["customers.tag undone", "customer.create done"]);
    let page = ListHistory { customer_id: Some(ada), limit: Some(1), before: Some(4), ..Default::default() };
    assert_eq!(book.read(|reader| history::list(reader, &page))?[0].verb, "contact.create", "page by page");
    Ok(())
}

#[test]
fn updated_at_moves_with_every_change_and_back_with_undo() -> Result<()> {
    let (book, clock) = book_and_clock()?;
    book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "陈静"}))?))?;
    let made = book.card("陈静")?.updated_at;
    clock.set(days_later(2));
    let id = book.customer("陈静")?;
    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": id, "summary": "聊了化肥"}))?))?;
    assert_eq!(book.card("陈静")?.updated_at, days_later(2).timestamp_millis());
    clock.set(days_later(3));
    book.undo()?;
    assert_eq!(book.card("陈静")?.updated_at, made);
    Ok(())
}

#[test]
fn topics_are_told_after_the_commit_and_only_then() -> Result<()> {
    let book = Arc::new(book_with(&["陈静"])?);
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let (ears, inner) = (Arc::clone(&heard), Arc::clone(&book));
    book.listen(Box::new(move |topics| {
        let there = inner.names().unwrap_or_default().join(" ");
        ears.lock().unwrap().push(format!("{} | {there}", topics.join(" ")));
    }));
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "VIP"}))?))?;
    rename(&book, "陈静", "陈小静")?;
    assert!(rename(&book, "陈小静", "  ").is_err());
    rename(&book, "陈小静", "陈小静")?;
    book.undo()?;
    let heard = heard.lock().unwrap();
    assert_eq!(
        *heard,
        [
            "customers history segments tags trash | 陈静",
            "customers history owners segments stages tags trash | 陈小静",
            "customers history owners segments stages tags trash | 陈静"
        ],
        "nothing is told of what failed or did nothing"
    );
    Ok(())
}

#[test]
fn every_journaled_table_has_its_triggers() -> Result<()> {
    let book = empty_book()?;
    let tables = book.read(|reader| crate::book::schema::journaled_tables(reader))?;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "book_setting",
            "contact",
            "contact_point",
            "customer",
            "customer_detail",
            "customer_tag",
            "customer_value",
            "day_plan",
            "day_stop",
            "field",
            "field_default",
            "field_option",
            "file",
            "followup",
            "merge",
            "merge_row",
            "owner",
            "ownership",
            "segment",
            "stage",
            "stage_entry",
            "tag",
            "tag_group",
            "told_apart",
            "visit",
            "visit_kind",
            "visit_kind_field",
            "visit_value",
        ],
        "a table that is not undoable says so in UNJOURNALED"
    );
    let derived: Vec<String> = tables.iter().filter(|t| t.name == "customer").flat_map(|t| t.columns.clone()).collect();
    assert_eq!(derived, ["id", "uid", "kind", "name", "trashed_at", "created_at", "updated_at"]);
    Ok(())
}

#[test]
fn values_of_visits_are_undone_too() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let id = book.customer("陈静")?;
    let visit =
        book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": id, "summary": "看样品"}))?))?;
    book.tamper("PRAGMA foreign_keys = OFF")?;
    book.turn_round(|tx| {
        tx.execute("INSERT INTO field (uid, record, label, type) VALUES ('f', 'visit', '价格', 'money')", [])?;
        tx.execute("INSERT INTO visit_value (visit_id, field_id, number) VALUES (?1, 1, 500)", [visit.id])?;
        Ok(())
    })?;
    assert_eq!(verbs(&book, Some(id))?[0], "test.change done", "a value of a visit belongs to its customer");
    book.turn_round(|tx| Ok(tx.execute("UPDATE visit_value SET number = NULL, text = '5 元'", []).map(drop)?))?;
    book.turn_round(|tx| Ok(tx.execute("DELETE FROM visit_value", []).map(drop)?))?;
    Ok(())
}

#[test]
fn drafts_are_kept_and_are_no_change() -> Result<()> {
    let book = book_with(&["陈静"])?;
    let put = |body: &str| {
        book.note(|conn| drafts::put(conn, 7, &req(json!({"record": "visit-of-customer-1", "body": body}))?))
    };
    let get = || book.read(|reader| drafts::get(reader, &req(json!({"record": "visit-of-customer-1"}))?));
    put("聊到一半 \n")?;
    assert_eq!(get()?.map(|draft| draft.body), Some("聊到一半 \n".to_owned()), "to the last space");
    put("聊完了")?;
    assert_eq!(get()?.map(|draft| (draft.body, draft.at)), Some(("聊完了".to_owned(), 7)));
    assert_eq!(verbs(&book, None)?, ["customer.create done"]);
    put("")?;
    assert_eq!(get()?, None);
    assert_eq!(put(&"长".repeat(100_001)).unwrap_err().code(), "too_long");
    Ok(())
}

#[test]
fn the_check_sees_what_is_wrong() -> Result<()> {
    let broken = |sql: &str| -> Result<String> {
        let book = book_with(&["陈静", "Ada"])?;
        let id = book.customer("陈静")?;
        book.change("visit.log", |tx| {
            visits::log(tx, &req(json!({"customer_id": id, "summary": "看样品", "next_on": "2026-12-01"}))?)
        })?;
        book.change("customers.trash", |tx| customers::trash(tx, &[by(2).id]))?;
        book.change("test.tamper", |tx| Ok(tx.execute_batch("INSERT INTO tag (uid, name) VALUES ('u', 'VIP')")?))?;
        book.tamper(sql)?;
        let report = book.check()?;
        assert_eq!(report.ok, report.problems.is_empty());
        Ok(report.problems.join("; "))
    };
    assert_eq!(broken("SELECT 1")?, "");
    for (sql, told) in [
        ("UPDATE customer SET visit_count = 7", "derived"),
        ("UPDATE customer SET sort_key = 'x' WHERE id = 1", "derived"),
        ("UPDATE customer SET next_followup_on = '2026-12-02' WHERE id = 1", "derived"),
        ("DELETE FROM customer_fts WHERE rowid = 1", "missing from the search index"),
        ("DELETE FROM visit_fts WHERE rowid = 1", "visit is missing"),
        ("INSERT INTO customer_fts (rowid, tokens) VALUES (2, 'ada')", "gone or in the trash"),
        ("INSERT INTO visit_fts (rowid, tokens) VALUES (99, 'x')", "gone or in the trash"),
    ] {
        let problems = broken(sql)?;
        assert!(problems.contains(told), "{sql}: {problems}");
    }
    Ok(())
}
