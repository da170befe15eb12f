//! Plain SQLite doing the same: the same library without a key, the book's own tables and indexes, and the statements
//! that one would write first; and single prepared statements over the book itself.

use std::path::Path;

use rounds_core::book::sql::Sql;
use rounds_core::search;
use rusqlite::types::Value;
use rusqlite::{Connection, Params, params};

use crate::Outcome;
use crate::books::Made;

/// What a list shows of a customer.
const ROW: &str = "SELECT c.id, c.uid, c.kind, c.name,
    (SELECT group_concat(value) FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND kind = 'phone'),
    (SELECT name FROM contact WHERE customer_id = c.id AND trashed_at = 0 ORDER BY position LIMIT 1),
    (SELECT group_concat(t.name) FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id WHERE ct.customer_id = c.id),
    s.name, o.name, c.last_visit_on, c.next_followup_on, c.created_at
  FROM customer AS c LEFT JOIN stage AS s ON s.id = c.stage_id LEFT JOIN owner AS o ON o.id = c.owner_id";

/// An empty database with these tables and indexes, as durable as the book.
pub fn create(path: &Path, schema: &[String]) -> Outcome<Connection> {
    let conn = open(path)?;
    schema.iter().try_for_each(|sql| conn.execute_batch(sql))?;
    Ok(conn)
}

/// The statements that make the book's tables and then its indexes, without its journal, its triggers and its full-text index.
pub fn schema(made: &Made) -> Outcome<Vec<String>> {
    Ok(made.open()?.read(|reader| {
        reader.all(
            "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE '%\\_fts%' ESCAPE '\\'
             AND tbl_name NOT IN ('change', 'change_row', 'lineage', 'import', 'draft') ORDER BY type = 'index'",
            [],
            |row| row.get(0),
        )
    })?)
}

/// Fields of one's own as one would keep them first: one text of JSON for each customer.
const FIELDS_AS_JSON: &str = "CREATE TABLE customer_json (id INTEGER PRIMARY KEY, data TEXT NOT NULL);
    INSERT INTO customer_json SELECT customer_id, json_group_object(field_id, coalesce(text, number)) FROM customer_value GROUP BY customer_id;";

/// Copies the book's tables, if that was not done before.
pub fn copy(made: &Made, path: &Path) -> Outcome {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension("part");
    let _ = std::fs::remove_file(&unfinished);
    let schema = schema(made)?;
    let (indexes, tables): (Vec<String>, Vec<String>) = schema.into_iter().partition(|sql| sql.contains(" INDEX "));
    let conn = create(&unfinished, &tables)?;
    conn.execute_batch("PRAGMA synchronous = OFF")?;
    let tables: Vec<String> =
        conn.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'", [], |row| {
            row.get(0)
        })?;
    let book = made.open()?;
    conn.execute_batch("BEGIN")?;
    for table in tables {
        book.read(|reader| {
            let mut from = reader.prepare(&format!("SELECT * FROM {table}"))?;
            let places: Vec<String> = (1..=from.column_count()).map(|place| format!("?{place}")).collect();
            let mut into = conn.prepare(&format!("INSERT INTO {table} VALUES ({})", places.join(", ")))?;
            let width = from.column_count();
            let mut rows = from.query([])?;
            while let Some(row) = rows.next()? {
                let values: Vec<Value> = (0..width).map(|place| row.get(place)).collect::<rusqlite::Result<_>>()?;
                into.execute(rusqlite::params_from_iter(values))?;
            }
            Ok(())
        })?;
    }
    indexes.iter().try_for_each(|sql| conn.execute_batch(sql))?;
    conn.execute_batch(FIELDS_AS_JSON)?;
    conn.execute_batch("COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")?;
    drop(conn);
    Ok(std::fs::rename(&unfinished, path)?)
}

/// Opens such a database.
pub fn open(path: &Path) -> Outcome<Connection> {
    let conn = Connection::open(path)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")?;
    Ok(conn)
}

/// Reads every column of every row, as an answer would.
fn rows(conn: &Connection, sql: &str, params: impl Params) -> Outcome<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let width = statement.column_count();
    let read: Vec<Vec<Value>> = statement
        .query_map(params, |row| (0..width).map(|place| row.get(place)).collect())?
        .collect::<rusqlite::Result<_>>()?;
    Ok(std::hint::black_box(read).len())
}

/// A page of a list with its count.
pub fn page(conn: &Connection, condition: &str, order: &str, at: usize) -> Outcome<usize> {
    let condition = format!("WHERE c.trashed_at = 0 AND {condition}");
    let total: usize = conn.value(&format!("SELECT count(*) FROM customer AS c {condition}"), [])?;
    std::hint::black_box(total);
    rows(conn, &format!("{ROW} {condition} ORDER BY {order} LIMIT 100 OFFSET ?1"), [at])
}

/// What a list shows of a customer, by the statement of the book itself, up to whom it asks for.
fn row_of_the_book() -> &'static str {
    include_str!("../../../src-tauri/core/src/customers/row.sql").split("WHERE c.id").next().unwrap_or_default()
}

/// The first page by one prepared statement that walks an index: no count.
pub fn prepared(conn: &Connection, condition: &str, order: &str, index: &str) -> Outcome<usize> {
    let from = row_of_the_book().replacen("FROM customer AS c", &format!("FROM customer AS c INDEXED BY {index}"), 1);
    rows(conn, &format!("{from} WHERE c.trashed_at = 0 AND {condition} ORDER BY {order} LIMIT 100"), [])
}

/// A page that begins behind a name, by one prepared statement that walks an index.
pub fn from_name(conn: &Connection, name: &str) -> Outcome<usize> {
    let from = row_of_the_book().replacen("FROM customer AS c", "FROM customer AS c INDEXED BY customer_by_name", 1);
    let sql = format!(
        "{from} WHERE c.trashed_at = 0 AND c.sort_key >= (SELECT sort_key FROM customer WHERE name = ?1 AND trashed_at = 0 LIMIT 1)
         ORDER BY c.sort_key, c.id LIMIT 100"
    );
    rows(conn, &sql, [name])
}

/// The newest 50 that the full-text index has for a text, by one prepared statement.
pub fn find_indexed(conn: &Connection, text: &str) -> Outcome<usize> {
    let found =
        "WHERE c.id IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?1 ORDER BY rowid DESC LIMIT 50)";
    match search::text::parse(text).customer_match() {
        Some(tokens) => rows(conn, &format!("{} {found}", row_of_the_book()), [tokens]),
        None => Ok(0),
    }
}

/// The customers of the newest 50 visits that the full-text index has for a text, by one prepared statement.
pub fn find_note_indexed(conn: &Connection, text: &str) -> Outcome<usize> {
    let found = "WHERE c.id IN (SELECT customer_id FROM visit WHERE id IN
        (SELECT rowid FROM visit_fts WHERE visit_fts MATCH ?1 ORDER BY rowid DESC LIMIT 50))";
    match search::text::parse(text).note_match() {
        Some(tokens) => rows(conn, &format!("{} {found}", row_of_the_book()), [tokens]),
        None => Ok(0),
    }
}

/// Customers with this in the name, a contact's name, a contact point or a tag, newest first.
pub fn find(conn: &Connection, text: &str) -> Outcome<usize> {
    rows(
        conn,
        &format!(
            "{ROW} WHERE c.trashed_at = 0 AND (c.name LIKE ?1
               OR EXISTS (SELECT 1 FROM contact WHERE customer_id = c.id AND trashed_at = 0 AND name LIKE ?1)
               OR EXISTS (SELECT 1 FROM contact_point WHERE customer_id = c.id AND trashed_at = 0 AND value LIKE ?1)
               OR EXISTS (SELECT 1 FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id WHERE ct.customer_id = c.id AND t.name LIKE ?1))
             ORDER BY c.id DESC LIMIT 50"
        ),
        [format!("%{text}%")],
    )
}

/// Customers with this in the note of a visit, newest first.
pub fn find_in_notes(conn: &Connection, text: &str) -> Outcome<usize> {
    rows(
        conn,
        &format!(
            "{ROW} JOIN visit AS v ON v.customer_id = c.id WHERE v.summary LIKE ?1 OR v.outcome LIKE ?1 ORDER BY v.id DESC LIMIT 50"
        ),
        [format!("%{text}%")],
    )
}

/// Everything on a card.
pub fn card(conn: &Connection, id: i64) -> Outcome<usize> {
    let mut count = rows(
        conn,
        "SELECT * FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id
         LEFT JOIN stage AS s ON s.id = c.stage_id LEFT JOIN owner AS o ON o.id = c.owner_id WHERE c.id = ?1",
        [id],
    )?;
    for sql in [
        "SELECT * FROM contact_point WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY position",
        "SELECT * FROM contact WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY position",
        "SELECT t.* FROM customer_tag AS ct JOIN tag AS t ON t.id = ct.tag_id WHERE ct.customer_id = ?1 ORDER BY t.position",
        "SELECT f.*, v.* FROM customer_value AS v JOIN field AS f ON f.id = v.field_id WHERE v.customer_id = ?1",
        "SELECT * FROM followup WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0 ORDER BY due_on LIMIT 1",
    ] {
        count += rows(conn, sql, [id])?;
    }
    Ok(count)
}

/// A card whose totals are counted each time.
pub fn card_with_totals(conn: &Connection, id: i64) -> Outcome<usize> {
    let totals = "SELECT count(*), max(visited_on), min(visited_on) FROM visit WHERE customer_id = ?1 AND trashed_at = 0 GROUP BY customer_id";
    Ok(card(conn, id)? + rows(conn, totals, [id])?)
}

/// The newest 50 of a timeline.
pub fn timeline(conn: &Connection, id: i64) -> Outcome<usize> {
    rows(
        conn,
        "SELECT 'visit', v.id, v.visited_on AS day, v.summary, v.outcome, k.name FROM visit AS v JOIN visit_kind AS k ON k.id = v.kind_id
           WHERE v.customer_id = ?1 AND v.trashed_at = 0
         UNION ALL SELECT 'followup', id, due_on, what, '', state FROM followup WHERE customer_id = ?1 AND trashed_at = 0
         UNION ALL SELECT 'stage', e.id, date(e.entered_at / 1000, 'unixepoch'), '', '', s.name FROM stage_entry AS e JOIN stage AS s ON s.id = e.stage_id
           WHERE e.customer_id = ?1
         UNION ALL SELECT 'owner', w.id, date(w.since_at / 1000, 'unixepoch'), '', '', o.name FROM ownership AS w JOIN owner AS o ON o.id = w.owner_id
           WHERE w.customer_id = ?1
         ORDER BY day DESC LIMIT 50",
        [id],
    )
}

/// Tags with how many customers have them.
pub fn tags(conn: &Connection) -> Outcome<usize> {
    rows(
        conn,
        "SELECT t.*, (SELECT count(*) FROM customer_tag AS ct JOIN customer AS c ON c.id = ct.customer_id
           WHERE ct.tag_id = t.id AND c.trashed_at = 0) FROM tag AS t ORDER BY t.position",
        [],
    )
}

/// Stages and owners with how many customers are in them.
pub fn stages(conn: &Connection) -> Outcome<usize> {
    Ok(rows(conn, "SELECT stage_id, count(*) FROM customer WHERE trashed_at = 0 GROUP BY stage_id", [])?
        + rows(conn, "SELECT owner_id, count(*) FROM customer WHERE trashed_at = 0 GROUP BY owner_id", [])?)
}

/// How many visits each week had, by counting them.
pub fn weeks(conn: &Connection) -> Outcome<usize> {
    rows(
        conn,
        "SELECT date(visited_on, 'weekday 0', '-6 days') AS week, count(*) FROM visit WHERE trashed_at = 0 GROUP BY week",
        [],
    )
}

/// A visit, and what is kept of it with the customer.
pub fn log(conn: &Connection, id: i64, text: &str) -> Outcome<usize> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    conn.run(
        "INSERT INTO visit (uid, customer_id, visited_on, kind_id, author_id, summary, created_at, updated_at)
         VALUES (hex(randomblob(16)), ?1, '2026-11-23', (SELECT min(id) FROM visit_kind), (SELECT min(id) FROM owner), ?2, 0, 0)",
        params![id, text],
    )?;
    conn.run("UPDATE customer SET last_visit_on = '2026-11-23', visit_count = visit_count + 1 WHERE id = ?1", [id])?;
    conn.execute_batch("COMMIT")?;
    Ok(1)
}

/// A new name.
pub fn rename(conn: &Connection, id: i64, name: &str) -> Outcome<usize> {
    Ok(conn.run("UPDATE customer SET name = ?2, sort_key = ?2 WHERE id = ?1", params![id, name])?)
}

/// A tag for many.
pub fn tag(conn: &Connection, ids: &[i64], tag: i64) -> Outcome<usize> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    for id in ids {
        conn.run("INSERT OR IGNORE INTO customer_tag (tag_id, customer_id) VALUES (?1, ?2)", [tag, *id])?;
    }
    conn.execute_batch("COMMIT")?;
    Ok(ids.len())
}
