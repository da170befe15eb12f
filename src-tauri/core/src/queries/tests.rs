//! What may be asked, what may not, and that the document says what there is.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{book_in, req};
use crate::sample::{SampleOptions, fill};
use crate::{customers, visits};

fn full() -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().unwrap();
    let book = book_in(folder.path()).unwrap();
    book.change("customers.sample", |tx| fill(tx, &SampleOptions { customers: 60, seed: 3 }, &mut |_, _| true))
        .unwrap();
    (folder, book)
}

fn rows(book: &Book, sql: &str) -> Result<Vec<Vec<Value>>> {
    Ok(ask(book, &AskQuery { sql: sql.to_owned(), ..AskQuery::default() })?.rows)
}

fn code(book: &Book, sql: &str) -> String {
    match rows(book, sql) {
        Ok(rows) => format!("{rows:?}"),
        Err(error) => {
            let reason = error.args().get("reason").and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
            format!("{} {reason}", error.code()).trim().to_owned()
        }
    }
}

#[test]
fn views_tell_what_lists_tell() {
    let (_folder, book) = full();
    let id = book
        .change("test.make", |tx| {
            let id = customers::create(
                tx,
                &req(json!({"name": "王记五金", "tags": ["甲", "乙"], "points": [{"kind": "phone", "value": "13800001234"}]}))?,
            )?
            .id;
            visits::log(tx, &req(json!({"customer_id": id, "summary": "送货", "next_on": "2026-12-01"}))?)?;
            customers::edit(tx, &req(json!({"id": id, "birthday": {"calendar": "solar", "month": 3, "day": 5, "leap_month": false}}))?)?;
            Ok(id)
        })
        .unwrap();
    let row = rows(&book, &format!("SELECT name, phone, tags, stage, birthday, last_visit_on, next_followup_on, visits FROM v_customers WHERE id = {id}")).unwrap();
    assert_eq!(
        row[0],
        [
            json!("王记五金"),
            json!("+8613800001234"),
            json!("甲, 乙"),
            json!("新"),
            json!("--03-05"),
            json!("2026-11-23"),
            json!("2026-12-01"),
            json!(1)
        ]
    );
    assert_eq!(
        rows(&book, &format!("SELECT customer, summary, kind_code, author FROM v_visits WHERE customer_id = {id}"))
            .unwrap(),
        [[json!("王记五金"), json!("送货"), json!("on_site"), json!("我")]]
    );
    book.change("customers.trash", |tx| customers::trash(tx, &[id])).unwrap();
    for view in ["v_visits", "v_followups", "v_contact_points", "v_customer_tags", "v_stage_history", "v_owner_history"]
    {
        let left = rows(&book, &format!("SELECT count(*) FROM {view} WHERE customer_id = {id}")).unwrap();
        assert_eq!(left, [[json!(0)]], "what is in the trash is in no view: {view}");
    }
}

#[test]
fn every_view_can_be_read_to_its_end() {
    let (_folder, book) = full();
    let promised = document();
    assert!(promised.len() > 15);
    for (view, columns) in &promised {
        let answer = ask(&book, &AskQuery { sql: format!("SELECT * FROM {view}"), ..AskQuery::default() }).unwrap();
        assert_eq!(&answer.columns, columns, "docs/SCHEMA.md does not tell the columns of {view}");
    }
    let mut made: Vec<&str> =
        VIEWS.lines().filter_map(|line| line.strip_prefix("CREATE TEMP VIEW ")?.strip_suffix(" AS")).collect();
    let mut told: Vec<&str> = promised.iter().map(|(view, _)| view.as_str()).collect();
    made.sort_unstable();
    told.sort_unstable();
    assert_eq!(made, told, "docs/SCHEMA.md does not tell the views");
}

/// The views and their columns as docs/SCHEMA.md has them: a heading of level three, and the first cells of its table.
fn document() -> Vec<(String, Vec<String>)> {
    let mut views: Vec<(String, Vec<String>)> = Vec::new();
    for line in include_str!("../../../../docs/SCHEMA.md").lines() {
        if let Some(view) = line.strip_prefix("### ") {
            views.push((view.trim().to_owned(), Vec::new()));
        } else if let (Some(rest), Some((_, columns))) = (line.strip_prefix("| `"), views.last_mut()) {
            columns.push(rest.split('`').next().unwrap().to_owned());
        }
    }
    views
}

#[test]
fn what_writes_or_looks_behind_the_views_is_refused() {
    let (_folder, book) = full();
    let before = book.dump_hash().unwrap();
    for (sql, told) in [
        ("DELETE FROM customer", "query_refused query_table"),
        ("UPDATE customer SET name = 'x'", "query_refused query_table"),
        ("CREATE TABLE x (a)", "query_refused query_table"),
        ("DROP VIEW v_customers", "query_refused query_table"),
        ("PRAGMA query_only = OFF", "query_refused query_table"),
        ("PRAGMA key = 'x'", "query_refused query_table"),
        ("ATTACH DATABASE '/tmp/x.db' AS x", "query_refused query_table"),
        ("VACUUM INTO '/tmp/x.db'", "query_refused query_writes"),
        ("BEGIN", "query_refused query_table"),
        ("SELECT name FROM customer", "query_refused query_table"),
        ("SELECT count(*) FROM customer", "query_refused query_table"),
        ("SELECT * FROM main.customer", "query_refused query_table"),
        ("SELECT * FROM sqlite_schema", "query_refused query_table"),
        ("SELECT * FROM pragma_table_info('customer')", "query_refused query_table"),
        ("SELECT * FROM v_customers WHERE id IN (SELECT id FROM customer)", "query_refused query_table"),
        ("WITH v_customers AS (SELECT * FROM customer) SELECT * FROM v_customers", "query_refused query_table"),
        ("SELECT * FROM (SELECT * FROM customer) AS v_x", "query_refused query_table"),
        ("SELECT * FROM \"MAIN\" . \"customer\"", "query_refused query_table"),
        ("SELECT * FROM customer_fts", "query_refused query_table"),
        ("SELECT count(*) FROM temp.sqlite_schema", "query_refused query_table"),
        ("WITH x AS (SELECT * FROM customer) SELECT * FROM x", "query_refused query_table"),
        ("SELECT load_extension('x')", "query_wrong"),
        ("SELECT 1; DELETE FROM customer", "query_refused query_table"),
        ("SELECT 1; SELECT 2", "query_refused query_several"),
        ("SELECT ?1", "query_refused query_parameter"),
        ("", "query_refused query_writes"),
        ("SELEKT 1", "query_wrong"),
        ("SELECT nothing FROM v_customers", "query_wrong"),
        ("SELECT * FROM v_nothing", "query_wrong"),
    ] {
        assert_eq!(code(&book, sql), told, "{sql}");
    }
    assert_eq!(book.dump_hash().unwrap(), before);
    assert!(
        rows(
            &book,
            "WITH t AS (SELECT tag, count(*) AS n FROM v_customer_tags GROUP BY tag) SELECT * FROM t ORDER BY n DESC"
        )
        .unwrap()
        .len()
            > 1
    );
    assert_eq!(rows(&book, "SELECT value FROM json_each('[1,2]')").unwrap().len(), 2);
    let tables = AskQuery { sql: "SELECT count(*) FROM customer".into(), tables: true, ..AskQuery::default() };
    assert_eq!(ask(&book, &tables).unwrap().rows, [[json!(60)]]);
    let writes = AskQuery { sql: "DELETE FROM customer".into(), tables: true, ..AskQuery::default() };
    assert_eq!(ask(&book, &writes).unwrap_err().code(), "query_refused");
}

#[test]
fn a_question_without_end_is_stopped_and_a_long_answer_is_cut() {
    let (_folder, book) = full();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let asked = AskQuery { sql: endless.into(), limit_ms: Some(50), ..AskQuery::default() };
    assert_eq!(ask(&book, &asked).unwrap_err().code(), "query_too_long");
    let asked = AskQuery { sql: "SELECT id FROM v_customers".into(), limit: Some(7), ..AskQuery::default() };
    let answer = ask(&book, &asked).unwrap();
    assert_eq!((answer.rows.len(), answer.is_cut), (7, true));
    let asked = AskQuery { sql: "SELECT id FROM v_customers".into(), limit: Some(60), ..AskQuery::default() };
    assert!(!ask(&book, &asked).unwrap().is_cut);
}
