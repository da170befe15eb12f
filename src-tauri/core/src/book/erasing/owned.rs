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
    let tables = journaled_tables(conn)?;
    let mut owned = vec!["customer".to_owned()];
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
/// journal alone still knows.
///
/// # Errors
/// Those of the database.
pub(super) fn gather(conn: &Connection, links: &[Link], customer: i64) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS gone (tbl TEXT NOT NULL, key ANY NOT NULL, PRIMARY KEY (tbl, key)) STRICT, WITHOUT ROWID;
         CREATE TEMP TABLE IF NOT EXISTS gone_change (id INTEGER PRIMARY KEY) STRICT;
         DELETE FROM temp.gone; DELETE FROM temp.gone_change;",
    )?;
    conn.run("INSERT INTO temp.gone (tbl, key) VALUES ('customer', ?1)", [customer])?;
    conn.run("INSERT INTO temp.gone_change (id) SELECT change_id FROM lineage WHERE customer_id = ?1", [customer])?;
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
