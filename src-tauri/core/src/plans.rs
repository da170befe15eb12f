//! The plan of every statement that a screen waits for: it stands on the index that its comment names. The statements
//! are those that the functions really run, caught on their way to the database.

mod asking;
mod lists;

use std::cell::RefCell;

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::json;

use crate::book::testing::{empty_book, req};
use crate::book::{Book, Reader};
use crate::customers;
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::{fields, followups};

thread_local! {
    static CAUGHT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Lists of the user's own, a few dozen rows at most, the entries of one timeline and the schema: walking them is right.
const SMALL: &[&str] = &[
    "tag",
    "t",
    "tag_group",
    "stage",
    "s",
    "owner",
    "o",
    "field",
    "f",
    "field_option",
    "visit_kind",
    "segment",
    "k",
    "json_each",
    "book_setting",
    "book_version",
    "import",
    "merge",
    "erasure",
    "entry",
    "sqlite_schema",
    "pragma_table_info",
];

fn catch(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, text) = event
        && text == statement.sql()
    {
        CAUGHT.with_borrow_mut(|caught| caught.push(statement.sql().to_string()));
    }
}

/// The statements that a read runs, each with the lines of its plan.
fn plans(book: &Book, read: impl FnOnce(&Reader<'_>) -> Result<()>) -> Result<Vec<(String, Vec<String>)>> {
    book.read(|reader| {
        CAUGHT.take();
        reader.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(catch));
        let done = read(reader);
        reader.trace_v2(TraceEventCodes::empty(), None);
        done?;
        let mut statements = CAUGHT.take();
        // The search index looks up its own tables by their keys.
        statements
            .retain(|sql| !["_fts_data", "_fts_idx", "_fts_docsize", "'main'."].iter().any(|own| sql.contains(own)));
        statements.sort();
        statements.dedup();
        statements
            .into_iter()
            .map(|sql| {
                let mut statement = reader.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                // Nothing is bound: the plan must not depend on it.
                let mut rows = statement.raw_query();
                let mut lines = Vec::new();
                while let Some(row) = rows.next()? {
                    lines.push(row.get::<_, String>(3)?);
                }
                drop(rows);
                drop(statement);
                Ok((sql, lines))
            })
            .collect()
    })
}

type Read = dyn Fn(&Reader<'_>) -> Result<()>;

/// A list that a screen waits for, what its plans must stand on, and whether its few rows may be sorted.
struct Listed {
    name: &'static str,
    read: Box<Read>,
    uses: &'static [&'static str],
    sorts: bool,
}

fn listed(
    name: &'static str,
    uses: &'static [&'static str],
    read: impl Fn(&Reader<'_>) -> Result<()> + 'static,
) -> Listed {
    Listed { name, read: Box::new(read), uses, sorts: false }
}

impl Listed {
    /// A customer's own rows, or a few dozen of the user's, are sorted where they are found.
    fn sorting(self) -> Self {
        self.sorting_if(true)
    }

    fn sorting_if(self, sorts: bool) -> Self {
        Self { sorts, ..self }
    }

    /// What is wrong with the plans, nothing if all is well.
    fn complaints(&self, book: &Book) -> Result<Vec<String>> {
        let plans = plans(book, |reader| (self.read)(reader))?;
        let mut complaints = Vec::new();
        for (sql, lines) in &plans {
            for line in lines {
                let walks = line.strip_prefix("SCAN ").is_some_and(|rest| {
                    let table = rest.split(' ').next().unwrap_or_default();
                    // An order read from its covering index and the rows of a part of the statement are no walk.
                    !rest.contains(" INDEX ")
                        && !rest.starts_with('(')
                        && rest != "CONSTANT ROW"
                        && !SMALL.contains(&table)
                });
                let sorts = !self.sorts && line.contains("TEMP B-TREE");
                if walks || sorts || line.contains("AUTOMATIC") {
                    complaints.push(format!("{}: {line}\n{sql}\n{lines:#?}", self.name));
                }
            }
        }
        let late = plans.iter().filter_map(|(sql, _)| Some((sql, late_end(sql)?)));
        complaints.extend(
            late.map(|(sql, column)| format!("{}: {column} is walked to the end of its index\n{sql}", self.name)),
        );
        let all: String = plans.iter().flat_map(|(_, lines)| lines).map(|line| format!("{line}\n")).collect();
        let missing = self.uses.iter().filter(|index| !all.contains(*index));
        complaints.extend(missing.map(|index| format!("{}: does not use {index}\n{all}", self.name)));
        Ok(complaints)
    }
}

/// A column whose nearer end stands behind the one that its index has: SQLite walks up to the first of both.
fn late_end(sql: &str) -> Option<&str> {
    let mut ended: Vec<&str> = Vec::new();
    for term in sql.split(['\n', '(', ')']).flat_map(|line| line.split(" AND ")) {
        let term = term.trim().trim_start_matches("WHERE ");
        let column = term.split(' ').next().unwrap_or_default();
        if term.ends_with("< '9999-12-31'") {
            ended.push(column);
        } else if ended.contains(&column) && (term[column.len()..].starts_with(" <") || term.contains(" BETWEEN ")) {
            return Some(column);
        }
    }
    None
}

#[test]
fn an_end_that_comes_too_late_is_seen() {
    let only = "c.slipping_on < '9999-12-31'";
    let late = |terms: &str| late_end(terms).map(str::to_owned);
    assert_eq!(
        late(&format!("WHERE c.trashed_at = 0 AND {only} AND c.slipping_on <= ?1")),
        Some("c.slipping_on".to_owned())
    );
    assert_eq!(late(&format!("WHERE {only} AND c.slipping_on BETWEEN ?1 AND ?2")), Some("c.slipping_on".to_owned()));
    assert_eq!(late(&format!("WHERE c.slipping_on <= ?1 AND {only} AND c.next_on > ?2")), None);
}

fn check(book: &Book) -> Result<()> {
    let mut complaints = Vec::new();
    for list in lists::lists() {
        complaints.extend(list.complaints(book)?);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    Ok(())
}

/// A book with one customer and what the statements ask for.
fn book() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        customers::create(tx, &req(json!({"name": "王记五金", "tags": ["批发", "VIP"]}))?)?;
        for (label, kind) in
            [("面积", "number"), ("额度", "money"), ("签约", "date"), ("作物", "choice"), ("备注", "text")]
        {
            fields::create(tx, &req(json!({"label": label, "type": kind}))?)?;
        }
        fields::create(tx, &req(json!({"label": "袋数", "type": "number", "record": "visit"}))?)?;
        followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-12-01"}))?)?;
        Ok(())
    })?;
    Ok(book)
}

#[test]
fn every_list_stands_on_its_index_in_a_new_book() -> Result<()> {
    let book = book()?;
    check(&book)
}

#[test]
fn every_list_stands_on_its_index_in_a_full_book_with_statistics() -> Result<()> {
    let book = book()?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &SampleOptions { customers: 2_000, seed: 7 }, &mut |_, _| true)
    })?;
    for number in 0..200 {
        book.change("customer.edit", |tx| {
            customers::edit(tx, &req(json!({"id": 1, "note": format!("第{number}次")}))?)
        })?;
    }
    book.forget_beyond(2_000)?;
    book.undo()?;
    book.tamper("ANALYZE")?;
    check(&book)
}
