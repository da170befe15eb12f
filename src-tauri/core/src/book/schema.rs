//! What the schema means for the journal: which tables are journaled, which columns are derived, what a row touches.

use rusqlite::Connection;

use super::sql::Sql;
use crate::error::Result;

/// Tables that are never journaled. Everything else is, without a line of code.
const UNJOURNALED: &[&str] = &[
    "change",
    "change_row",
    "book_version",
    "lineage",
    "import",
    "draft",
    "erasure",
    "book_secret",
    "reminder",
    "visit_day",
    "followup_day",
    "file_content",
];

/// A derived column, and the tables that its value comes from.
type Derived = (&'static str, &'static [&'static str]);

/// Columns that are recomputed from base rows and so never journaled, hashed or exported, each with the tables that its
/// value comes from: what is kept in memory and reads the column is asked for again when one of those was touched.
const DERIVED: &[(&str, &[Derived])] = &[(
    "customer",
    &[
        ("sort_key", &["customer", "customer_detail"]),
        ("stage_id", &["stage_entry"]),
        ("owner_id", &["ownership"]),
        ("last_visit_on", &["visit"]),
        ("next_followup_on", &["followup"]),
        ("visit_count", &["visit"]),
        ("birthday_on", &["customer_detail"]),
        ("visit_due_on", &["visit", "customer", "customer_detail", "customer_tag", "stage_entry", "tag", "stage"]),
        ("slipping_on", &["visit", "customer", "customer_detail", "customer_tag", "stage_entry", "tag", "stage"]),
        ("lat", &["customer_detail", "contact_point"]),
        ("lon", &["customer_detail", "contact_point"]),
    ],
)];

/// Stands for `customer.updated_at` where tables are named: every change writes it for everybody whom it touches, and it
/// alone is no reason to look at the rest of the row again.
pub const MOMENT: &str = "updated_at";

/// A journaled table, as the database describes it.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// All base columns, the primary key's too.
    pub columns: Vec<String>,
    /// The primary key in order.
    pub key: Vec<String>,
    /// Whether rows are found by an integer `id`-like rowid alias.
    pub has_rowid: bool,
}

impl Table {
    /// Base columns that are not part of the primary key.
    pub fn values(&self) -> impl Iterator<Item = &String> {
        self.columns.iter().filter(|column| !self.key.contains(column))
    }

    /// Whether its rows belong to customers.
    #[must_use]
    pub fn is_of_customers(&self) -> bool {
        self.customer_of("NEW") != "0"
    }

    /// The column by whose values the new rows of a bulk are told from all others: the row's own id, or that of the new
    /// customer or visit that it belongs to.
    #[must_use]
    pub fn range_column(&self) -> &str {
        let is_there = |name: &&str| self.columns.iter().any(|column| column == name);
        ["id", "customer_id", "visit_id"].into_iter().find(is_there).unwrap_or(&self.key[0])
    }

    /// SQL for the customer that a row belongs to, or `0`; `row` is `NEW` or `OLD`.
    #[must_use]
    pub fn customer_of(&self, row: &str) -> String {
        if self.name == "customer" {
            format!("{row}.id")
        } else if self.columns.iter().any(|column| column == "customer_id") {
            format!("{row}.customer_id")
        } else if self.columns.iter().any(|column| column == "visit_id") {
            format!("(SELECT customer_id FROM visit WHERE id = {row}.visit_id)")
        } else {
            "0".to_owned()
        }
    }

    /// SQL for the visit that a row is or belongs to, or `0`.
    #[must_use]
    pub fn visit_of(&self, row: &str) -> String {
        match self.name.as_str() {
            "visit" => format!("{row}.id"),
            "visit_value" => format!("{row}.visit_id"),
            _ => "0".to_owned(),
        }
    }

    /// SQL for the key as the journal keeps it.
    #[must_use]
    pub fn key_of(&self, row: &str) -> String {
        if self.has_rowid {
            format!("{row}.{}", self.key[0])
        } else {
            let parts: Vec<String> = self.key.iter().map(|column| format!("{row}.{column}")).collect();
            format!("json_array({})", parts.join(", "))
        }
    }
}

/// All journaled tables by name.
///
/// # Errors
/// Those of the database.
pub fn journaled_tables(conn: &Connection) -> Result<Vec<Table>> {
    let names: Vec<String> = conn.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name",
        [],
        |row| row.get(0),
    )?;
    names.into_iter().filter(|name| !UNJOURNALED.contains(&name.as_str())).map(|name| describe(conn, name)).collect()
}

fn describe(conn: &Connection, name: String) -> Result<Table> {
    let derived = DERIVED.iter().find(|(table, _)| *table == name).map_or(&[][..], |(_, columns)| columns);
    let is_derived = |column: &str| derived.iter().any(|(name, _)| *name == column);
    let columns: Vec<(String, String, i64)> =
        conn.all("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid", [&name], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let mut key: Vec<(i64, String, String)> =
        columns.iter().filter(|(_, _, pk)| *pk > 0).map(|(n, t, pk)| (*pk, n.clone(), t.clone())).collect();
    key.sort();
    let has_rowid = key.len() == 1 && key[0].2 == "INTEGER";
    Ok(Table {
        columns: columns.into_iter().map(|(column, _, _)| column).filter(|column| !is_derived(column)).collect(),
        key: key.into_iter().map(|(_, column, _)| column).collect(),
        has_rowid,
        name,
    })
}

/// The names in SQL by which a statement reads what comes from a table: its own, and those of columns derived from it.
pub fn words_of(table: &str) -> impl Iterator<Item = &str> {
    let columns = DERIVED.iter().flat_map(|(_, columns)| columns.iter());
    let derived = columns.filter(move |(_, sources)| sources.contains(&table)).map(|(column, _)| *column);
    std::iter::once(table).chain(derived)
}

/// The tables that a column's value comes from, as the journal names them when they are touched.
#[cfg(test)]
pub fn sources_of<'a>(table: &'a str, column: &str) -> Vec<&'a str> {
    let of_table = DERIVED.iter().filter(|(name, _)| *name == table).flat_map(|(_, columns)| columns.iter());
    match of_table.into_iter().find(|(name, _)| *name == column) {
        Some((_, sources)) => sources.to_vec(),
        None if table == "customer" && column == MOMENT => vec![MOMENT],
        None => vec![table],
    }
}

/// The topics that a change to this table concerns; screens refresh by them.
#[must_use]
pub fn topics_of(table: &str) -> &'static [&'static str] {
    match table {
        "customer" => &["customers", "tags", "stages", "owners", "trash"],
        "customer_detail" | "customer_value" => &["customers"],
        "contact" | "contact_point" => &["customers", "trash"],
        "customer_tag" => &["customers", "tags"],
        "tag" | "tag_group" => &["customers", "tags", "trash"],
        "stage_entry" => &["customers", "stages"],
        "stage" => &["customers", "stages", "trash"],
        "ownership" => &["customers", "owners"],
        "owner" => &["customers", "owners", "trash"],
        "visit" | "visit_value" => &["customers", "visits", "trash"],
        "visit_kind" => &["visit_kinds", "visits", "trash"],
        "followup" => &["customers", "followups", "trash"],
        "file" => &["customers", "files", "visits", "trash"],
        "field" | "field_option" => &["fields", "customers", "trash"],
        "field_default" => &["fields"],
        "visit_kind_field" => &["fields", "visit_kinds"],
        // Segments are counted by rules over customers.
        "segment" => &["segments", "trash"],
        "book_setting" => &["settings"],
        _ => &["customers"],
    }
}
