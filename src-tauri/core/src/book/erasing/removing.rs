//! Taking a customer out of a book: rows, journal, history, reports, drafts, indexes.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::hiding;
use super::needles::Needles;
use super::owned::{self, Link, Seed};
use crate::book::history;
use crate::book::sql::Sql;
use crate::error::Result;
use crate::{files, search};

/// Takes out a record with all that is its own, so that undo and redo leave it out, too. The wording of the history stays.
///
/// # Errors
/// Those of the database.
pub(super) fn remove_plainly(conn: &Connection, seed: Seed, today: NaiveDate) -> Result<()> {
    let nothing = Needles::of(Vec::new())?;
    if seed.table == "customer" {
        return remove(conn, seed.id, &nothing, today).map(drop);
    }
    if seed.table == "contact" {
        // What hung in the trash with its contact is not the customer's own now.
        let points: Vec<i64> =
            conn.all("SELECT id FROM contact_point WHERE contact_id = ?1", [seed.id], |row| row.get(0))?;
        for id in points {
            remove_plainly(conn, Seed { table: "contact_point", id }, today)?;
        }
    }
    if seed.table == "visit" {
        // Nor are the papers of a visit that went the customer's own.
        let files: Vec<i64> = conn.all("SELECT id FROM file WHERE visit_id = ?1", [seed.id], |row| row.get(0))?;
        for id in files {
            remove_plainly(conn, Seed { table: "file", id }, today)?;
        }
    }
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let customer: i64 = conn.value(&format!("SELECT customer_id FROM {} WHERE id = ?1", seed.table), [seed.id])?;
    let links = owned::links_from(conn, seed.table)?;
    owned::gather_part(conn, &links, seed)?;
    forget_history(conn, &links, &nothing)?;
    unindex(conn)?;
    take_out(conn, &links)?;
    conn.run(&format!("DELETE FROM {} WHERE id = ?1", seed.table), [seed.id])?;
    derive(conn, &[customer], today)?;
    Ok(conn.execute_batch("DROP TABLE temp.gone; DROP TABLE temp.gone_change;")?)
}

/// Takes out the gathered rows, and the mentions of them.
fn take_out(conn: &Connection, links: &[Link]) -> Result<()> {
    for link in links.iter().filter(|link| !link.is_owned) {
        let (name, column, parent) = (&link.table.name, &link.column, &link.parent);
        conn.run(
            &format!(
                "UPDATE {name} SET {column} = NULL WHERE {column} IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')"
            ),
            [],
        )?;
    }
    for table in owned::tables(links).into_iter().rev() {
        let name = &table.name;
        conn.run(
            &format!(
                "DELETE FROM {name} WHERE {} IN (SELECT key FROM temp.gone WHERE tbl = '{name}')",
                table.key_of(name)
            ),
            [],
        )?;
    }
    Ok(())
}

/// Takes out everything of a customer. Gives how many rows of which table went.
///
/// # Errors
/// Those of the database.
pub(super) fn remove(
    conn: &Connection,
    customer: i64,
    needles: &Needles,
    today: NaiveDate,
) -> Result<Map<String, Value>> {
    conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    let links = owned::links(conn)?;
    owned::gather(conn, &links, customer)?;
    let mut counts: Map<String, Value> = Map::new();
    counts.insert("customer".to_owned(), json!(1));
    for (table, count) in owned::count(conn, &links)? {
        counts.insert(table, json!(count));
    }
    let holders = owned::holders(conn)?;
    forget_history(conn, &links, needles)?;
    unindex(conn)?;
    take_out(conn, &links)?;
    conn.run("DELETE FROM customer WHERE id = ?1", [customer])?;
    derive(conn, &holders, today)?;
    conn.execute_batch("DROP TABLE temp.gone; DROP TABLE temp.gone_change;")?;
    files::sweep(conn, None)?;
    hiding::hide(conn, needles)?;
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
    forget_history(conn, &links, needles)?;
    unindex(conn)?;
    for sql in [
        "UPDATE visit SET contact_id = NULL, summary = '', outcome = '', data = '{}', uid = ?2 || '-v' || id WHERE customer_id = ?1",
        "UPDATE followup SET what = '', place = '', series = '', uid = ?2 || '-f' || id WHERE customer_id = ?1",
    ] {
        conn.run(sql, params![customer, fresh()])?;
    }
    for sql in [
        "DELETE FROM file WHERE customer_id = ?1",
        "DELETE FROM contact_point WHERE customer_id = ?1",
        "DELETE FROM contact WHERE customer_id = ?1",
        "DELETE FROM customer_detail WHERE customer_id = ?1",
        // Numbers, amounts and choices can be counted and name nobody; texts and dates may.
        "DELETE FROM customer_value WHERE customer_id = ?1 AND text IS NOT NULL",
        "DELETE FROM visit_value WHERE text IS NOT NULL AND visit_id IN (SELECT id FROM visit WHERE customer_id = ?1)",
    ] {
        conn.run(sql, [customer])?;
    }
    for sql in [
        "DELETE FROM merge_row WHERE merge_id IN (SELECT key FROM temp.gone WHERE tbl = 'merge')",
        "DELETE FROM merge WHERE id IN (SELECT key FROM temp.gone WHERE tbl = 'merge')",
    ] {
        conn.run(sql, [])?;
    }
    conn.run("UPDATE customer SET name = ?2, uid = ?3 WHERE id = ?1", params![customer, neutral, fresh()])?;
    conn.run("INSERT INTO customer_detail (customer_id) VALUES (?1)", [customer])?;
    forget_texts_elsewhere(conn, &links)?;
    derive(conn, &[customer], today)?;
    search::index::refresh_visits(conn, &visits)?;
    conn.execute_batch("DROP TABLE temp.gone; DROP TABLE temp.gone_change;")?;
    files::sweep(conn, None)?;
    hiding::hide(conn, needles)?;
    Ok(counts)
}

/// What is derived of these, now that rows of theirs are gone.
fn derive(conn: &Connection, customers: &[i64], today: NaiveDate) -> Result<()> {
    for id in customers {
        conn.run(include_str!("../derive_customer.sql"), params![id, today.format("%Y-%m-%d").to_string(), id])?;
    }
    search::index::refresh_customers(conn, customers)
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
fn forget_history(conn: &Connection, links: &[Link], needles: &Needles) -> Result<()> {
    let ours = "change_id IN (SELECT id FROM temp.gone_change)";
    conn.run("DELETE FROM change_row WHERE change_id IN (SELECT id FROM temp.gone_change WHERE is_shared = 1)", [])?;
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
    // And those that come again when a step is turned round name nobody who went.
    for link in links.iter().filter(|link| !link.is_owned) {
        let (name, column, parent) = (&link.table.name, &link.column, &link.parent);
        conn.run(
            &format!(
                "UPDATE change_row SET old = json_set(old, '$.{column}', NULL) WHERE {ours} AND tbl = '{name}' AND op = 'd'
                   AND json_extract(old, '$.{column}') IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')"
            ),
            [],
        )?;
    }
    forget_reports(conn)?;
    forget_wordings(conn, needles)?;
    conn.run("DELETE FROM lineage WHERE customer_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')", [])?;
    // A step that was about nobody else has nothing left to turn round.
    conn.run(
        "UPDATE change SET state = 'final', bytes = 0 WHERE id IN (SELECT id FROM temp.gone_change) AND state = 'done'
           AND NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)",
        [],
    )?;
    let empty: Vec<i64> = conn.all(
        "SELECT id FROM change WHERE id IN (SELECT id FROM temp.gone_change) AND state = 'undone'
           AND NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)",
        [],
        |row| row.get(0),
    )?;
    for id in empty {
        history::erase_undone(conn, id)?;
    }
    // A draft is named after the record that it belongs to: `visit-of-customer-7`, `visit-12`.
    conn.run(
        "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM temp.gone AS g WHERE record = g.tbl || '-' || g.key
           OR record LIKE '%-' || g.tbl || '-' || g.key)",
        [],
    )?;
    Ok(())
}

/// What the history says of the changes that touched the customer.
fn forget_wordings(conn: &Connection, needles: &Needles) -> Result<()> {
    let said: Vec<(i64, String)> =
        conn.all("SELECT id, args FROM change WHERE id IN (SELECT id FROM temp.gone_change)", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (id, args) in said {
        let mut args: Value = serde_json::from_str(&args).unwrap_or_default();
        if hiding::hide_whole(&mut args, needles) {
            conn.run("UPDATE change SET args = ?2 WHERE id = ?1", params![id, args.to_string()])?;
        }
    }
    Ok(())
}

/// What reports of imports say of the rows that became this customer.
fn forget_reports(conn: &Connection) -> Result<()> {
    let rows: Vec<(i64, i64)> = conn.all(
        "SELECT c.import_id, l.source_row FROM lineage AS l JOIN change AS c ON c.id = l.change_id
         WHERE l.customer_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer') AND c.import_id > 0 AND l.source_row > 0",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut reports: Vec<i64> = rows.iter().map(|(import, _)| *import).collect();
    reports.dedup();
    for id in reports {
        let report: Option<String> = conn.first("SELECT report FROM import WHERE id = ?1", [id], |row| row.get(0))?;
        let Some(mut report) = report.as_deref().map(serde_json::from_str::<Value>).transpose()? else { continue };
        let is_of = |problem: &Value| rows.iter().any(|(import, row)| *import == id && problem["row"] == json!(row));
        if let Some(problems) = report["problems"].as_array_mut() {
            problems.retain(|problem| !is_of(problem));
        }
        conn.run("UPDATE import SET report = ?2 WHERE id = ?1", params![id, report.to_string()])?;
    }
    Ok(())
}

/// Out of the search indexes. What they still hold of it goes when their segments are joined, see [`super::scour`].
fn unindex(conn: &Connection) -> Result<()> {
    for sql in [
        "DELETE FROM visit_fts WHERE rowid IN (SELECT id FROM visit_fts_docsize WHERE id IN (SELECT key FROM temp.gone WHERE tbl = 'visit'))",
        "DELETE FROM customer_fts WHERE rowid IN (SELECT id FROM customer_fts_docsize WHERE id IN (SELECT key FROM temp.gone WHERE tbl = 'customer'))",
    ] {
        conn.run(sql, [])?;
    }
    Ok(())
}
