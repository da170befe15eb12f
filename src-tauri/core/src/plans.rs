//! The plan of every statement that a screen waits for: it stands on the index that its comment names. The statements
//! are those that the functions really run, caught on their way to the database.

use std::cell::RefCell;

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::{Value, json};

use crate::book::history::{self, ListHistory};
use crate::book::testing::{by, empty_book, req};
use crate::book::{Book, Reader};
use crate::conditions::Rule;
use crate::customers::{self, Nothing, Sort, SortKey};
use crate::error::Result;
use crate::sample::{self, SampleOptions};
use crate::search::{self, FindCustomers};
use crate::sets::Sets;
use crate::{exchange, fields, followups, owners, stages, tags, timeline, trash, visit_kinds};

thread_local! {
    static CAUGHT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Lists of the user's own, a few dozen rows at most, and the entries of one timeline: walking them is right.
const SMALL: &[&str] = &[
    "tag", "t", "tag_group", "stage", "s", "owner", "o", "field", "f", "field_option", "visit_kind", "k", "json_each",
    "book_setting", "book_version", "import", "entry",
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
        statements.retain(|sql| !["_fts_data", "_fts_idx", "_fts_docsize", "'main'."].iter().any(|own| sql.contains(own)));
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

/// A list that a screen waits for, what its plans must stand on, and whether its few rows may be sorted.
struct Listed {
    name: &'static str,
    read: Box<dyn Fn(&Reader<'_>) -> Result<()>>,
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
        Self { sorts: true, ..self }
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
                    !rest.contains(" INDEX ") && !rest.starts_with('(') && rest != "CONSTANT ROW" && !SMALL.contains(&table)
                });
                let sorts = !self.sorts && line.contains("TEMP B-TREE");
                if walks || sorts || line.contains("AUTOMATIC") {
                    complaints.push(format!("{}: {line}\n{sql}\n{lines:#?}", self.name));
                }
            }
        }
        let all: String = plans.iter().flat_map(|(_, lines)| lines).map(|line| format!("{line}\n")).collect();
        let missing = self.uses.iter().filter(|index| !all.contains(*index));
        complaints.extend(missing.map(|index| format!("{}: does not use {index}\n{all}", self.name)));
        Ok(complaints)
    }
}

fn check(book: &Book) -> Result<()> {
    let mut complaints = Vec::new();
    for list in lists() {
        complaints.extend(list.complaints(book)?);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    Ok(())
}

fn page(by: SortKey, desc: bool) -> impl Fn(&Reader<'_>) -> Result<()> {
    // Sets of its own: a first page as it is on a cold start.
    move |reader| {
        let fresh = Sets::default();
        let reader = reader.with_sets(&fresh);
        customers::list(&reader, &customers::ListCustomers { sort: Sort { by, desc }, ..Default::default() }).map(drop)
    }
}

fn order(by: SortKey) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let fresh = Sets::default();
        let reader = reader.with_sets(&fresh);
        fresh.view(&reader, &Rule::default(), Sort { by, desc: false }).map(drop)
    }
}

fn leaf(rule: Value) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| {
        let rule: Rule = req(rule.clone())?;
        let fresh = Sets::default();
        fresh.members(&reader.with_sets(&fresh), &rule).map(drop)
    }
}

fn find(text: &'static str) -> impl Fn(&Reader<'_>) -> Result<()> {
    move |reader| search::find(reader, &FindCustomers { text: text.into(), limit: None }).map(drop)
}

const ROW: &[&str] = &[
    "SEARCH c USING INTEGER PRIMARY KEY", "contact_point_by_customer", "contact_by_customer", "customer_tag_by_customer",
];

fn lists() -> Vec<Listed> {
    let pages = [
        ("first page by name", SortKey::Name, false, &["SCAN customer USING COVERING INDEX customer_by_name"][..]),
        ("first page by name, last first", SortKey::Name, true, &["customer_by_name"]),
        ("first page by last visit", SortKey::LastVisit, false, &["customer_by_last_visit"]),
        ("first page by last visit, last first", SortKey::LastVisit, true, &["customer_by_last_visit"]),
        ("first page by next follow-up", SortKey::NextFollowup, false, &["customer_by_next_followup"]),
        ("first page by creation", SortKey::Created, true, &["customer_by_created"]),
        ("first page by update", SortKey::Updated, true, &["customer_by_updated"]),
    ];
    // The tags of each row are sorted.
    let pages = pages.into_iter().map(|(name, by, desc, uses)| listed(name, uses, page(by, desc)).sorting());
    let orders = [
        ("order by name", SortKey::Name, &["SCAN customer USING COVERING INDEX customer_by_name"][..]),
        ("order by kind", SortKey::Kind, &["SCAN customer USING COVERING INDEX customer_by_kind"]),
        ("order by stage", SortKey::Stage, &["SEARCH customer USING COVERING INDEX customer_by_stage"]),
        ("order by owner", SortKey::Owner, &["SEARCH customer USING COVERING INDEX customer_by_owner"]),
        ("order by last visit", SortKey::LastVisit, &["SCAN customer USING COVERING INDEX customer_by_last_visit"]),
        ("order by next follow-up", SortKey::NextFollowup, &["SCAN customer USING COVERING INDEX customer_by_next_followup"]),
        ("order by creation", SortKey::Created, &["SCAN customer USING COVERING INDEX customer_by_created"]),
        ("order by update", SortKey::Updated, &["SCAN customer USING COVERING INDEX customer_by_updated"]),
    ];
    // Stages and owners are a few rows, sorted by their position.
    let orders = orders.into_iter().map(|(name, by, uses)| {
        let order = listed(name, uses, order(by));
        if matches!(by, SortKey::Stage | SortKey::Owner) { order.sorting() } else { order }
    });
    let leaves = [
        ("everybody", json!({"all": []}), &["SCAN customer USING COVERING INDEX customer_by_created"][..]),
        ("tag", json!({"tag": [1, 2]}), &["SEARCH customer_tag USING PRIMARY KEY (tag_id=?)"]),
        ("stage", json!({"stage": [1, 2]}), &["SEARCH customer USING COVERING INDEX customer_by_stage"]),
        ("owner", json!({"owner": [1]}), &["SEARCH customer USING COVERING INDEX customer_by_owner"]),
        ("kind", json!({"kind": "company"}), &["SEARCH customer USING COVERING INDEX customer_by_kind"]),
        ("never visited", json!({"last_visit": null}), &["SEARCH customer USING COVERING INDEX customer_by_last_visit"]),
        ("last visit", json!({"last_visit": {"from": {"today": -30}}}), &["SEARCH customer USING COVERING INDEX customer_by_last_visit"]),
        ("no follow-up", json!({"next_followup": null}), &["SEARCH customer USING COVERING INDEX customer_by_next_followup"]),
        ("next follow-up", json!({"next_followup": {"to": {"today": 7}}}), &["SEARCH customer USING COVERING INDEX customer_by_next_followup"]),
        ("created", json!({"created": {"from": {"today": -7}}}), &["SEARCH customer USING COVERING INDEX customer_by_created"]),
        ("has", json!({"has": "phone"}), &["SEARCH contact_point USING COVERING INDEX contact_point_by_value (kind=?)"]),
        ("field of numbers", json!({"field": {"id": 1, "is": {"number": "7"}}}), &["SEARCH customer_value USING COVERING INDEX customer_value_by_number (field_id=? AND number=?)"]),
        ("field of amounts", json!({"field": {"id": 2, "is": {"money": 700}}}), &["customer_value_by_number (field_id=? AND number=?)"]),
        ("field of days", json!({"field": {"id": 3, "is": {"date": "2026-01-01"}}}), &["SEARCH customer_value USING COVERING INDEX customer_value_by_text (field_id=? AND text=?)"]),
        ("field of options", json!({"field": {"id": 4, "is": {"choice": "玉米"}}}), &["customer_value_by_number (field_id=? AND number=?)"]),
        ("field of words", json!({"field": {"id": 5, "is": {"text": "x"}}}), &["customer_value_by_text (field_id=? AND text=?)"]),
        // Who has none is asked of everybody, each by the primary key.
        ("field without a value", json!({"field": {"id": 1, "is": null}}), &["SEARCH customer_value USING PRIMARY KEY (customer_id=? AND field_id=?)"]),
        ("text", json!({"text": "王记"}), &["SCAN customer_fts VIRTUAL TABLE INDEX", "SCAN f VIRTUAL TABLE INDEX", "SEARCH v USING INTEGER PRIMARY KEY"]),
    ];
    // A text loads its candidates, whose tags are sorted.
    let leaves = leaves.into_iter().map(|(name, rule, uses)| listed(name, uses, leaf(rule)).sorting_if(name == "text"));
    let others = [
        listed("a row", ROW, |reader| customers::rows_of(reader, &[1]).map(drop)).sorting(),
        listed("a card", &["SEARCH c USING INTEGER PRIMARY KEY", "SEARCH d USING INTEGER PRIMARY KEY", "contact_point_by_customer",
            "contact_by_customer", "customer_tag_by_customer", "SEARCH v USING PRIMARY KEY (customer_id=?)",
            "followup_open_by_customer"], |reader| customers::show(reader, &by(1)).map(drop)).sorting(),
        listed("a timeline", &["visit_by_customer", "followup_by_customer", "stage_entry_by_customer", "ownership_by_customer"],
            |reader| timeline::list(reader, &req(json!({"customer_id": 1}))?).map(drop)).sorting(),
        listed("follow-ups that are due", &["SEARCH f USING INDEX followup_open_by_day (due_on<?)", "SEARCH c USING INTEGER PRIMARY KEY"],
            |reader| followups::list(reader, &req(json!({"until": "2026-12-31"}))?).map(drop)),
        listed("follow-ups of a customer", &["followup_by_customer (customer_id=? AND due_on<?)"],
            |reader| followups::list(reader, &req(json!({"customer_id": 1}))?).map(drop)),
        listed("history", &["SEARCH c USING INTEGER PRIMARY KEY (rowid<?)"],
            |reader| history::list(reader, &ListHistory::default()).map(drop)),
        listed("history of a customer", &["SEARCH l USING PRIMARY KEY (customer_id=? AND change_id<?)", "SEARCH c USING INTEGER PRIMARY KEY"],
            |reader| history::list(reader, &ListHistory { customer_id: Some(1), ..Default::default() }).map(drop)),
        listed("what undo and redo would do", &["change_done", "change_undone"], |reader| history::state(reader).map(drop)),
        // The trash is small, and seldom looked at: it is gathered and sorted.
        listed("the trash", &["customer_in_trash", "contact_in_trash", "contact_point_in_trash", "visit_in_trash", "followup_in_trash"],
            |reader| trash::list(reader, &req(json!({}))?).map(drop)).sorting(),
        listed("tags", &["customer_tag USING PRIMARY KEY"], |reader| {
            let fresh = Sets::default();
            tags::list(&reader.with_sets(&fresh), &Nothing {}).map(drop)
        }).sorting(),
        listed("stages", &[], |reader| stages::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("owners", &[], |reader| owners::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("visit kinds", &[], |reader| visit_kinds::list(reader, &Nothing {}).map(drop)).sorting(),
        listed("fields", &["field_option_by_field"], |reader| fields::list(reader, &Nothing {}).map(drop)).sorting(),
        // Walked by key, newest first.
        listed("imports", &["SCAN import"], |reader| exchange::reports::list(reader, &Nothing {}).map(drop)),
        listed("a customer by id", &["SEARCH customer USING INTEGER PRIMARY KEY"], |reader| resolve(reader, "1")),
        listed("a customer by uid", &["SEARCH customer USING INDEX sqlite_autoindex_customer_1 (uid=?)"], |reader| resolve(reader, "uid:x")),
        listed("a customer by name", &["SEARCH customer USING COVERING INDEX customer_by_exact_name (name=?)"], |reader| resolve(reader, "王")),
        listed("search by characters", &["SCAN customer_fts VIRTUAL TABLE INDEX", "SCAN f VIRTUAL TABLE INDEX", "SEARCH v USING INTEGER PRIMARY KEY"], find("王记")).sorting(),
        listed("search by initials", &["SCAN customer_fts VIRTUAL TABLE INDEX"], find("wj")).sorting(),
        listed("search by digits", &["SCAN customer_fts VIRTUAL TABLE INDEX"], find("1234")).sorting(),
        // All that have one of the tags, newest first: as many as have them.
        listed("search by a tag", &["SEARCH customer_tag USING PRIMARY KEY"], find("批发")).sorting(),
        listed("search by a tag and a name", &["USING COVERING INDEX customer_tag_by_customer (customer_id=? AND tag_id=?)"], find("批发 王")).sorting(),
    ];
    pages.chain(orders).chain(leaves).chain(others).collect()
}

impl Listed {
    fn sorting_if(self, sorts: bool) -> Self {
        Self { sorts, ..self }
    }
}

fn resolve(reader: &Reader<'_>, customer: &str) -> Result<()> {
    match customers::resolve(reader, &req(json!({"customer": customer}))?) {
        Err(error) if !matches!(error.code(), "not_found" | "ambiguous") => Err(error),
        _ => Ok(()),
    }
}

/// A book with one customer and what the statements ask for.
fn book() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.make", |tx| {
        customers::create(tx, &req(json!({"name": "王记五金", "tags": ["批发", "VIP"]}))?)?;
        for (label, kind) in [("面积", "number"), ("额度", "money"), ("签约", "date"), ("作物", "choice"), ("备注", "text")] {
            fields::create(tx, &req(json!({"label": label, "type": kind}))?)?;
        }
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
    book.change("customers.sample", |tx| sample::fill(tx, &SampleOptions { customers: 2_000, seed: 7 }, &mut |_, _| true))?;
    for number in 0..200 {
        book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": 1, "note": format!("第{number}次")}))?))?;
    }
    book.forget_beyond(2_000)?;
    book.undo()?;
    book.tamper("ANALYZE")?;
    check(&book)
}
