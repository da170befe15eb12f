//! Which rows are a customer's. The schema says it: a table whose rows must refer to a customer, or to a row that must, is
//! owned; a new table is found without a line of code.

use rusqlite::{Connection, params};

use crate::book::schema::{Table, journaled_tables};
use crate::book::sql::Sql;
use crate::error::Result;

/// A way on which rows of a table belong to rows of another.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub table: Table,
    /// The column that refers to the owner.
    pub column: String,
    /// The owner's table.
    pub parent: String,
    /// Whether a row cannot be without it; otherwise it is only mentioned there.
    pub is_owned: bool,
}

/// All links to customers, owners before what they own.
///
/// # Errors
/// Those of the database.
pub(super) fn links(conn: &Connection) -> Result<Vec<Link>> {
    links_from(conn, "customer")
}

/// All links to rows of a table, owners before what they own.
///
/// # Errors
/// Those of the database.
pub(super) fn links_from(conn: &Connection, table: &str) -> Result<Vec<Link>> {
    let tables = journaled_tables(conn)?;
    let mut owned = vec![table.to_owned()];
    let mut links: Vec<Link> = Vec::new();
    let mut at = 0;
    while let Some(parent) = owned.get(at).cloned() {
        at += 1;
        for table in &tables {
            for (column, must) in references(conn, table, &parent)? {
                if table.name == "customer" && parent == "customer" && must {
                    continue;
                }
                links.push(Link { table: table.clone(), column, parent: parent.clone(), is_owned: must });
                if must && !owned.contains(&table.name) {
                    owned.push(table.name.clone());
                }
            }
        }
    }
    Ok(links)
}

/// The columns of a table that refer to another, and whether each must.
fn references(conn: &Connection, table: &Table, parent: &str) -> Result<Vec<(String, bool)>> {
    conn.all(
        "SELECT f.\"from\", i.\"notnull\" OR i.pk > 0 FROM pragma_foreign_key_list(?1) AS f
         JOIN pragma_table_info(?1) AS i ON i.name = f.\"from\" WHERE f.\"table\" = ?2",
        params![table.name, parent],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Writes the keys of everything that is a customer's into `temp.gone`: of rows that are there, and of those that the
/// journal alone still knows. Who was merged into them goes with them. The changes that touched any of it are in
/// `temp.gone_change`; with `is_shared` those of merges whose other side stays, which can be turned round only as a whole.
///
/// # Errors
/// Those of the database.
pub(super) fn gather(conn: &Connection, links: &[Link], customer: i64) -> Result<()> {
    begin(conn)?;
    for id in [vec![customer], merged_into(conn, customer)?].concat() {
        conn.run("INSERT OR IGNORE INTO temp.gone (tbl, key) VALUES ('customer', ?1)", [id])?;
    }
    conn.execute_batch(
        "INSERT OR IGNORE INTO temp.gone_change (id) SELECT change_id FROM lineage
           WHERE customer_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')",
    )?;
    gather_merges(conn)?;
    gather_owned(conn, links)
}

/// A record with which others go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    /// Its table.
    pub table: &'static str,
    /// Its id.
    pub id: i64,
}

/// Writes the keys of everything that is of a part of a customer, a visit or a contact, into `temp.gone`, and the changes
/// that may have touched it into `temp.gone_change`.
///
/// # Errors
/// Those of the database.
pub(super) fn gather_part(conn: &Connection, links: &[Link], seed: Seed) -> Result<()> {
    begin(conn)?;
    conn.run("INSERT INTO temp.gone (tbl, key) VALUES (?1, ?2)", params![seed.table, seed.id])?;
    conn.run(
        &format!(
            "INSERT OR IGNORE INTO temp.gone_change (id) SELECT change_id FROM lineage
               WHERE customer_id = (SELECT customer_id FROM {} WHERE id = ?1)",
            seed.table
        ),
        [seed.id],
    )?;
    gather_owned(conn, links)
}

fn begin(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS gone (tbl TEXT NOT NULL, key ANY NOT NULL, PRIMARY KEY (tbl, key)) STRICT, WITHOUT ROWID;
         CREATE TEMP TABLE IF NOT EXISTS gone_change (id INTEGER PRIMARY KEY, is_shared INTEGER NOT NULL DEFAULT 0) STRICT;
         DELETE FROM temp.gone; DELETE FROM temp.gone_change;",
    )?;
    Ok(())
}

fn gather_owned(conn: &Connection, links: &[Link]) -> Result<()> {
    for link in links.iter().filter(|link| link.is_owned) {
        let (name, column, parent) = (&link.table.name, &link.column, &link.parent);
        conn.run(
            &format!(
                "INSERT OR IGNORE INTO temp.gone (tbl, key) SELECT '{name}', {} FROM {name} AS r
                 WHERE r.{column} IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')",
                link.table.key_of("r")
            ),
            [],
        )?;
        let in_key = link.table.key.iter().position(|part| part == column);
        let by_key = match in_key {
            Some(_) if link.table.has_rowid => "r.key".to_owned(),
            Some(place) => format!("json_extract(r.key, '$[{place}]')"),
            None => "NULL".to_owned(),
        };
        conn.run(
            &format!(
                "INSERT OR IGNORE INTO temp.gone (tbl, key) SELECT '{name}', r.key FROM change_row AS r
                 WHERE r.change_id IN (SELECT id FROM temp.gone_change) AND r.tbl = '{name}'
                   AND coalesce({by_key}, CASE r.op WHEN 'd' THEN json_extract(r.old, '$.{column}') END)
                       IN (SELECT key FROM temp.gone WHERE tbl = '{parent}')"
            ),
            [],
        )?;
    }
    Ok(())
}

/// Who was merged into a customer and is no customer of their own any more. Uses: merge_by_customer.
///
/// # Errors
/// Those of the database.
pub(super) fn merged_into(conn: &Connection, customer: i64) -> Result<Vec<i64>> {
    conn.all(
        "SELECT DISTINCT merged_id FROM merge WHERE customer_id = ?1
           AND NOT EXISTS (SELECT 1 FROM customer WHERE id = merged_id)",
        [customer],
        |row| row.get(0),
    )
}

/// Who has something in hand that is gathered to go, and stays: those into whom one of the gathered was merged.
///
/// # Errors
/// Those of the database.
pub(super) fn holders(conn: &Connection) -> Result<Vec<i64>> {
    conn.all(
        "SELECT DISTINCT customer_id FROM merge WHERE merged_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')
           AND customer_id NOT IN (SELECT key FROM temp.gone WHERE tbl = 'customer')",
        [],
        |row| row.get(0),
    )
}

/// The merges in which somebody who goes took any part: those that stand, and those that the journal alone still knows.
fn gather_merges(conn: &Connection) -> Result<()> {
    let sides = "customer_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')
        OR kept_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')
        OR merged_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer')";
    let remembered = "SELECT r.key AS id, json_extract(r.old, '$.customer_id') AS customer_id, json_extract(r.old, '$.kept_id') AS kept_id,
           json_extract(r.old, '$.merged_id') AS merged_id FROM change_row AS r
         WHERE r.change_id IN (SELECT id FROM temp.gone_change) AND r.tbl = 'merge' AND r.op = 'd'";
    let all = format!("SELECT id, customer_id, kept_id, merged_id FROM merge UNION ALL {remembered}");
    conn.run(&format!("INSERT OR IGNORE INTO temp.gone (tbl, key) SELECT 'merge', id FROM ({all}) WHERE {sides}"), [])?;
    // Whoever was merged into somebody else goes out of them again, as far as it can be told what was theirs.
    conn.run(
        "INSERT OR IGNORE INTO temp.gone (tbl, key) SELECT r.tbl, json_extract(r.key, '$[0]')
         FROM merge AS m JOIN merge_row AS r ON r.merge_id = m.id
         WHERE m.merged_id IN (SELECT key FROM temp.gone WHERE tbl = 'customer') AND r.op = 'u'
           AND json_extract(r.old, '$.customer_id') = m.merged_id AND json_array_length(r.key) = 1",
        [],
    )?;
    // Somebody on the other side stays: half a merge cannot be taken back or done again.
    conn.run(
        &format!(
            "UPDATE temp.gone_change SET is_shared = 1 WHERE id IN (
               SELECT r.change_id FROM change_row AS r JOIN ({all}) AS m ON m.id = r.key
               WHERE r.tbl = 'merge' AND r.change_id IN (SELECT id FROM temp.gone_change)
                 AND r.key IN (SELECT key FROM temp.gone WHERE tbl = 'merge')
                 AND (m.customer_id NOT IN (SELECT key FROM temp.gone WHERE tbl = 'customer')
                   OR m.merged_id NOT IN (SELECT key FROM temp.gone WHERE tbl = 'customer')))"
        ),
        [],
    )?;
    Ok(())
}

/// How many rows of which table are gathered and there.
///
/// # Errors
/// Those of the database.
pub(super) fn count(conn: &Connection, links: &[Link]) -> Result<Vec<(String, u64)>> {
    let mut counts = Vec::new();
    for table in tables(links) {
        let key = table.key_of("r");
        let there: u64 = conn.value(
            &format!(
                "SELECT count(*) FROM {0} AS r WHERE {key} IN (SELECT key FROM temp.gone WHERE tbl = '{0}')",
                table.name
            ),
            [],
        )?;
        if there > 0 {
            counts.push((table.name.clone(), there));
        }
    }
    Ok(counts)
}

/// The owned tables, each once, owners first.
pub(super) fn tables(links: &[Link]) -> Vec<&Table> {
    let mut tables: Vec<&Table> = Vec::new();
    for link in links.iter().filter(|link| link.is_owned) {
        if !tables.iter().any(|table| table.name == link.table.name) {
            tables.push(&link.table);
        }
    }
    tables
}
