//! Very many customers in one change: journaled as ranges, undone and redone as all else.

use serde_json::json;

use crate::book::history::{self, ListHistory};
use crate::book::sql::Sql as _;
use crate::book::testing::{book_with, by, empty_book, req};
use crate::book::{Book, Tx};
use crate::error::{Error, Result};
use crate::sample::{self, SampleOptions};
use crate::{contacts, customers, fields, tags, visits};

fn fill(tx: &Tx<'_>, customers: u32, many: bool) -> Result<()> {
    sample::fill_as(tx, &SampleOptions { customers, seed: 3 }, many, &mut |_, _| true).map(drop)
}

fn filled(many: bool) -> Result<Book> {
    let book = book_with(&["王记五金店"])?;
    book.change("customers.sample", |tx| fill(tx, 60, many))?;
    Ok(book)
}

/// Every token of both search indexes, with whose it is.
fn tokens(book: &Book) -> Result<Vec<String>> {
    book.tamper(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.in_customers USING fts5vocab (main, customer_fts, instance);
         CREATE VIRTUAL TABLE IF NOT EXISTS temp.in_visits USING fts5vocab (main, visit_fts, instance);
         CREATE TEMP TABLE all_tokens AS SELECT 'c' || doc || ' ' || term AS token FROM in_customers
           UNION ALL SELECT 'v' || doc || ' ' || term FROM in_visits",
    )?;
    let all = book.note(|conn| conn.all("SELECT token FROM temp.all_tokens ORDER BY 1", [], |row| row.get(0)))?;
    book.tamper("DROP TABLE temp.all_tokens")?;
    Ok(all)
}

fn steps(book: &Book) -> Result<Vec<i64>> {
    book.read(|reader| Ok(history::list(reader, &ListHistory::default())?.into_iter().map(|step| step.id).collect()))
}

#[test]
fn many_are_written_as_few_are() -> Result<()> {
    let (many, few) = (filled(true)?, filled(false)?);
    let (of_many, of_few) = (many.fingerprint()?, few.fingerprint()?);
    assert_eq!(of_many[1..], of_few[1..], "contents, derived columns and steps are the same");
    assert_eq!(tokens(&many)?, tokens(&few)?, "what is found of them is the same");
    let indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name";
    assert_eq!(many.ask(indexes)?, few.ask(indexes)?, "every index is there again");
    let rows = |op: &str| format!("SELECT count(*) FROM change_row WHERE change_id = 2 AND op = '{op}'");
    assert_eq!(many.ask(&rows("r"))?, ["10"], "a range for each table with rows of customers");
    let ranged: i64 = few.ask(&rows("i"))?[0].parse().unwrap_or(0);
    assert!(ranged > 1_000, "{ranged}: row by row it would be very many");
    assert!(many.ask(&rows("i"))?[0].parse::<i64>().unwrap_or(0) < 50, "only lists are journaled row by row");
    Ok(())
}

#[test]
fn many_are_undone_and_redone_exactly() -> Result<()> {
    let book = book_with(&["王记五金店"])?;
    book.turn_round(|tx| fill(tx, 60, true))?;
    let after = tokens(&book)?;
    book.rebuild(&mut |_, _| true)?;
    assert_eq!(tokens(&book)?, after, "the index is the one that would be made anew");
    for _ in 0..2 {
        book.undo()?;
        assert_eq!(book.names()?, ["王记五金店"]);
        book.redo()?;
    }
    assert_eq!(tokens(&book)?, after, "and again after undo and redo");
    Ok(())
}

#[test]
fn what_few_do_amid_many_is_turned_round_with_them() -> Result<()> {
    let book = book_with(&["王记五金店"])?;
    book.turn_round(|tx| {
        tx.add_customers(1, || {
            let id = customers::insert(tx, "陈静", customers::CustomerKind::Person)?;
            crate::search::index::add_customer(tx, id, "")?;
            tags::link(tx, id, tags::named(tx, "新来的")?)?;
            // New rows are edited and deleted again.
            tx.run("UPDATE customer SET name = '陈小静' WHERE id = ?1", [id])?;
            tx.run("DELETE FROM customer_tag WHERE customer_id = ?1", [id])?;
            tags::link(tx, id, tags::named(tx, "还是")?)
        })?;
        customers::edit(tx, &req(json!({"id": 1, "note": "同一步"}))?)
    })
}

#[test]
fn rows_of_older_customers_cannot_slip_past_the_journal() -> Result<()> {
    let book = book_with(&["王记五金店"])?;
    let refused = book.refusal(|tx| {
        tx.add_customers(1, || {
            let tag = tags::named(tx, "旧人")?;
            tags::link(tx, 1, tag)
        })
    })?;
    assert_eq!(refused, "internal");
    book.turn_round(|tx| tags::link(tx, 1, tags::named(tx, "旧人")?))
}

#[test]
fn a_bulk_that_fails_leaves_nothing_and_the_journal_armed() -> Result<()> {
    let book = book_with(&["王记五金店"])?;
    let refused = book.refusal(|tx| {
        fill(tx, 40, true)?;
        tx.add_customers(1_000, || -> Result<()> { Err(Error::refused("disk_full")) })
    })?;
    assert_eq!(refused, "disk_full");
    let past = "INSERT INTO customer (uid, kind, name, created_at, updated_at) VALUES ('x', 'person', 'x', 0, 0)";
    assert!(book.tamper(past).is_err(), "no row is written outside of a change");
    book.change("customers.sample", |tx| fill(tx, 40, true))?;
    assert!(book.tamper(past).is_err(), "nor after a bulk");
    book.turn_round(|tx| customers::create(tx, &req(json!({"name": "孙丽"}))?).map(drop))
}

#[test]
fn an_older_bulk_goes_unless_a_later_step_touched_its_customers() -> Result<()> {
    let book = filled(true)?;
    book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "note": "别处"}))?))?;
    book.undo_step(2)?;
    assert_eq!(book.names()?, ["王记五金店"]);
    book.undo()?;
    assert_eq!(steps(&book)?, [4, 3, 2, 1]);
    type Later = fn(&Tx<'_>) -> Result<()>;
    let later: [Later; 5] = [
        |tx| tags::link(tx, 20, tags::named(tx, "后来")?),
        |tx| customers::edit(tx, &req(json!({"id": 30, "name": "改名"}))?),
        |tx| contacts::create(tx, &req(json!({"customer_id": 10, "name": "小林"}))?).map(drop),
        |tx| visits::log(tx, &req(json!({"customer_id": 40, "summary": "来过"}))?).map(drop),
        |tx| fields::set_value(tx, &req(json!({"customer_id": 50, "field_id": 2, "value": {"text": "菜"}}))?).map(drop),
    ];
    for touch in later {
        let book = filled(true)?;
        book.change("test.later", touch)?;
        let error = book.undo_step(2).unwrap_err();
        assert_eq!(error.code(), "later_changes");
        let named = error.args().get("steps").and_then(|steps| steps.as_array().map(Vec::len));
        assert_eq!(named, Some(1), "the step that is in the way is named");
    }
    Ok(())
}

#[test]
fn what_a_bulk_relies_on_is_not_taken_away() -> Result<()> {
    let book = empty_book()?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "重点"}))?).map(drop))?;
    book.change("customers.sample", |tx| fill(tx, 40, true))?;
    let error = book.undo_step(1).unwrap_err();
    let steps = error.args().get("steps").and_then(|steps| steps[0]["id"].as_i64());
    assert_eq!((error.code(), steps), ("later_changes", Some(2)), "the bulk that uses the tag is named");
    Ok(())
}

#[test]
fn the_history_tells_of_a_bulk_what_it_tells_of_a_few() -> Result<()> {
    let edits = |book: &Book, customer: i64| -> Result<Vec<_>> {
        // A later step takes something of the bulk away again.
        let tag: i64 = book.ask(&format!("SELECT min(tag_id) FROM customer_tag WHERE customer_id = {customer}"))?[0]
            .parse()
            .unwrap_or(0);
        book.change("test.later", |tx| {
            tx.run("DELETE FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2", [customer, tag])?;
            tags::link(tx, customer, tags::named(tx, "后来")?)?;
            customers::edit(tx, &req(json!({"id": customer, "name": "改名"}))?)
        })?;
        let req = ListHistory { customer_id: Some(customer), edits: true, ..ListHistory::default() };
        let steps = book.read(|reader| history::list(reader, &req))?;
        let told = steps.into_iter().flat_map(|step| step.edits.unwrap_or_default());
        let mut told: Vec<String> =
            told.map(|edit| json!([edit.what, edit.label, edit.from, edit.to]).to_string()).collect();
        told.sort();
        Ok(told)
    };
    let (many, few) = (filled(true)?, filled(false)?);
    for customer in [7, 25] {
        let told = edits(&many, customer)?;
        assert!(told.len() > 6, "{told:?}");
        assert_eq!(told, edits(&few, customer)?, "customer {customer}");
    }
    many.read(|reader| customers::show(reader, &by(7)).map(drop))
}
