//! Taking a customer out of a book: rows, journal, history, reports, drafts, indexes.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::needles::Needles;
use super::owned::{self, Link};
use crate::book::sql::Sql;
use crate::error::Result;
use crate::search;

/// Stands where a name was.
const HIDDEN: &str = "•••";

/// Takes out everything of a customer. Gives how many rows of which table went.
///
/// # Errors
/// Those of the database.
pub(super) fn remove(conn: &Connection, customer: i64, needles: &Needles) -> Result<Map<String, Value>> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let links = owned::links(conn)?;
    owned::gather(conn, &links, customer)?;
    let mut counts: Map<String, Value> = Map::new();
    counts.insert("customer".to_owned(), json!(1));
    for (table, count) in owned::count(conn, &links)? {
        counts.insert(table, json!(count));
    }
    forget_history(conn, customer, &links, needles)?;
    unindex(conn, customer)?;
    for link in links.iter().filter(|link| !link.is_owned) {
        let (name, column, parent) = (&link.table.name, &link.column, &link.parent);
        conn.run(
            &format!(
                "UPDATE {name} SET {column} = NULL WHERE {column} IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')"
            ),
            [],
        )?;
    }
    for table in owned::tables(&links).into_iter().rev() {
        let name = &table.name;
        conn.run(
            &format!(
                "DELETE FROM {name} WHERE {} IN (SELECT key FROM temp.gone WHERE tbl = '{name}')",
                table.key_of(name)
            ),
            [],
        )?;
    }
    conn.run("DELETE FROM customer WHERE id = ?1", [customer])?;
    conn.execute_batch("DROP TABLE temp.gone; DROP TABLE temp.gone_change;")?;
    Ok(counts)
}

/// Leaves visits and what can be counted, under a neutral name and another uid. Texts go: they are about the person.
///
/// # Errors
/// Those of the database.
pub(super) fn anonymise(
    conn: &Connection,
    customer: i64,
    neutral: &str,
    needles: &Needles,
    today: NaiveDate,
) -> Result<Map<String, Value>> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let links = owned::links(conn)?;
    owned::gather(conn, &links, customer)?;
    let mut counts: Map<String, Value> = Map::new();
    for (table, count) in owned::count(conn, &links)? {
        counts.insert(table, json!(count));
    }
    let visits: Vec<i64> = conn.all("SELECT id FROM visit WHERE customer_id = ?1", [customer], |row| row.get(0))?;
    forget_history(conn, customer, &links, needles)?;
    unindex(conn, customer)?;
    for sql in [
        "UPDATE visit SET contact_id = NULL, summary = '', outcome = '', data = '{}', uid = ?2 || '-v' || id WHERE customer_id = ?1",
        "UPDATE followup SET what = '', uid = ?2 || '-f' || id WHERE customer_id = ?1",
    ] {
        conn.run(sql, params![customer, fresh()])?;
    }
    for sql in [
        "DELETE FROM merge_row WHERE merge_id IN (SELECT id FROM merge WHERE customer_id = ?1)",
        "DELETE FROM merge WHERE customer_id = ?1",
        "DELETE FROM contact_point WHERE customer_id = ?1",
        "DELETE FROM contact WHERE customer_id = ?1",
        "DELETE FROM customer_detail WHERE customer_id = ?1",
        // Numbers, amounts and choices can be counted and name nobody; texts and dates may.
        "DELETE FROM customer_value WHERE customer_id = ?1 AND text IS NOT NULL",
        "DELETE FROM visit_value WHERE text IS NOT NULL AND visit_id IN (SELECT id FROM visit WHERE customer_id = ?1)",
    ] {
        conn.run(sql, [customer])?;
    }
    conn.run("UPDATE customer SET name = ?2, uid = ?3 WHERE id = ?1", params![customer, neutral, fresh()])?;
    conn.run("INSERT INTO customer_detail (customer_id) VALUES (?1)", [customer])?;
    forget_texts_elsewhere(conn, &links)?;
    conn.run(
        include_str!("../derive_customer.sql"),
        params![customer, today.format("%Y-%m-%d").to_string(), customer],
    )?;
    search::index::refresh_customers(conn, &[customer])?;
    search::index::refresh_visits(conn, &visits)?;
    conn.execute_batch("DROP TABLE temp.gone; DROP TABLE temp.gone_change;")?;
    Ok(counts)
}

fn fresh() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Texts in owned tables that this code has no line about, those of later features: emptied where they can be.
fn forget_texts_elsewhere(conn: &Connection, links: &[Link]) -> Result<()> {
    const KNOWN: &[&str] =
        &["visit", "followup", "contact", "contact_point", "customer_detail", "customer_value", "visit_value"];
    const PLAIN: &[&str] = &["uid", "state", "kind", "due_on", "visited_on", "on", "currency", "color", "rule"];
    for table in owned::tables(links).into_iter().filter(|table| !KNOWN.contains(&table.name.as_str())) {
        let name = &table.name;
        let columns: Vec<(String, Option<String>)> = conn.all(
            "SELECT name, dflt_value FROM pragma_table_info(?1) WHERE type = 'TEXT' AND pk = 0",
            [name],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for (column, default) in columns {
            let is_plain = PLAIN.contains(&column.as_str()) || column.ends_with("_on") || column.ends_with("_code");
            if let Some(default) = default.filter(|_| !is_plain) {
                conn.run(
                    &format!(
                        "UPDATE {name} SET \"{column}\" = {default} WHERE {} IN (SELECT key FROM temp.gone WHERE tbl = '{name}')",
                        table.key_of(name)
                    ),
                    [],
                )?;
            }
        }
    }
    Ok(())
}

/// Out of the journal, the history's wording, reports of imports and drafts. What undo and redo leave out is counted.
fn forget_history(conn: &Connection, customer: i64, links: &[Link], needles: &Needles) -> Result<()> {
    let ours = "change_id IN (SELECT id FROM temp.gone_change)";
    conn.run(
        &format!(
            "UPDATE change SET erased = erased + 1 WHERE id IN (SELECT change_id FROM change_row AS r WHERE r.{ours}
               AND EXISTS (SELECT 1 FROM temp.gone AS g WHERE g.tbl = r.tbl AND g.key = r.key))"
        ),
        [],
    )?;
    conn.run(
        &format!(
            "DELETE FROM change_row WHERE {ours}
               AND EXISTS (SELECT 1 FROM temp.gone AS g WHERE g.tbl = change_row.tbl AND g.key = change_row.key)"
        ),
        [],
    )?;
    // Rows of others that once were this customer's: they stay where they are.
    for link in links {
        let (name, column, parent) = (&link.table.name, &link.column, &link.parent);
        conn.run(
            &format!(
                "DELETE FROM change_row WHERE {ours} AND tbl = '{name}' AND op = 'u'
                   AND json_extract(old, '$.{column}') IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')"
            ),
            [],
        )?;
    }
    forget_reports(conn, customer, needles)?;
    forget_wordings(conn, needles)?;
    conn.run("DELETE FROM lineage WHERE customer_id = ?1", [customer])?;
    // A step that was about nobody else has nothing left to turn round.
    conn.run(
        "UPDATE change SET state = 'final', bytes = 0 WHERE id IN (SELECT id FROM temp.gone_change) AND state = 'done'
           AND NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)",
        [],
    )?;
    conn.run(
        "DELETE FROM change WHERE id IN (SELECT id FROM temp.gone_change) AND state = 'undone'
           AND NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)",
        [],
    )?;
    conn.run("DELETE FROM draft WHERE record LIKE '%customer-' || ?1", [customer])?;
    let drafts: Vec<(String, String)> =
        conn.all("SELECT record, body FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (record, body) in drafts {
        if needles.is_in(&body) {
            conn.run("DELETE FROM draft WHERE record = ?1", [record])?;
        }
    }
    Ok(())
}

/// What the history says of the changes that touched the customer.
fn forget_wordings(conn: &Connection, needles: &Needles) -> Result<()> {
    let said: Vec<(i64, String)> =
        conn.all("SELECT id, args FROM change WHERE id IN (SELECT id FROM temp.gone_change)", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (id, args) in said {
        let mut args: Map<String, Value> = serde_json::from_str(&args).unwrap_or_default();
        let before = args.len();
        let mut is_hidden = false;
        for value in args.values_mut() {
            if let Value::String(text) = value
                && needles.is_in(text)
            {
                *value = json!(HIDDEN);
                is_hidden = true;
            }
        }
        if is_hidden || args.len() != before {
            conn.run("UPDATE change SET args = ?2 WHERE id = ?1", params![id, Value::Object(args).to_string()])?;
        }
    }
    Ok(())
}

/// What reports of imports say of the rows that became this customer, or of anything of theirs.
fn forget_reports(conn: &Connection, customer: i64, needles: &Needles) -> Result<()> {
    let rows: Vec<(i64, i64)> = conn.all(
        "SELECT c.import_id, l.source_row FROM lineage AS l JOIN change AS c ON c.id = l.change_id
         WHERE l.customer_id = ?1 AND c.import_id > 0",
        [customer],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let reports: Vec<(i64, String, String)> =
        conn.all("SELECT id, report, file_name FROM import", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (id, report, file_name) in reports {
        let mut report: Value = serde_json::from_str(&report)?;
        let is_of = |problem: &Value| {
            rows.iter().any(|(import, row)| *import == id && *row > 0 && problem["row"] == json!(row))
                || problem["value"].as_str().is_some_and(|value| needles.is_in(value))
        };
        let mut is_changed = false;
        if let Some(problems) = report["problems"].as_array_mut() {
            let before = problems.len();
            problems.retain(|problem| !is_of(problem));
            is_changed = problems.len() != before;
        }
        if is_changed {
            conn.run("UPDATE import SET report = ?2 WHERE id = ?1", params![id, report.to_string()])?;
        }
        if needles.is_in(&file_name) {
            conn.run("UPDATE import SET file_name = ?2 WHERE id = ?1", params![id, HIDDEN])?;
        }
    }
    Ok(())
}

/// Out of the search indexes. What they still hold of it goes when their segments are joined, see [`super::scour`].
fn unindex(conn: &Connection, customer: i64) -> Result<()> {
    for sql in [
        "DELETE FROM visit_fts WHERE rowid IN (SELECT v.id FROM visit AS v JOIN visit_fts_docsize AS d ON d.id = v.id WHERE v.customer_id = ?1)",
        "DELETE FROM customer_fts WHERE rowid IN (SELECT id FROM customer_fts_docsize WHERE id = ?1)",
    ] {
        conn.run(sql, [customer])?;
    }
    Ok(())
}
