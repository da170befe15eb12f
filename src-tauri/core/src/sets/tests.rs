//! What is kept in memory is asked for again when what it reads was touched, and only then. That it is always the same
//! as built anew, the random walks in `book/tests` show.

use std::cell::RefCell;
use std::sync::{Arc, Mutex};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::json;

use super::visits as visits_of;
use super::*;
use crate::book::Book;
use crate::book::schema;
use crate::book::sql::Sql;
use crate::book::testing::{empty_book, req};
use crate::conditions::{self, Meaning};
use crate::{customers, fields, sample, visits};

/// One rule of each kind that has a statement of its own.
fn leaves() -> Result<Vec<Rule>> {
    req(json!([
        {"tag": [1]}, {"stage": [1]}, {"owner": [1]}, {"kind": "company"}, {"last_visit": {}},
        {"has": "followup"}, {"next_followup": {}}, {"created": {}}, {"has": "phone"},
        {"field": {"id": 1, "is": {"choice": "玉米"}}}, {"field": {"id": 1, "holds": true}}, {"has": "tag"}, {"has": "note"},
        {"field": {"id": 1, "options": [1]}}, {"has": "birthday"}, {"has": "contact"}, {"has": "visit"}, {"has": "stage"},
        {"name": {"is": "陈静"}}, {"name": {"begins": "陈"}}, {"no_visit_for": 90}, {"visits": {"at_least": 2}},
        {"visits": {"kinds": [1], "in": {"period": "this_month"}}}, {"followup": {}}, {"overdue": 1}, {"changed": {}},
        {"birthday": {"from": {"today": 0}, "to": {"today": 14}}}, {"birthday": {"period": "this_month"}},
        {"visit_field": {"id": 2, "number": {"from": "1"}}},
    ]))
}

fn book() -> Result<Book> {
    let book = empty_book()?;
    book.change("test.fields", |tx| {
        fields::create(tx, &req(json!({"label": "作物", "type": "choice"}))?)?;
        fields::create(tx, &req(json!({"label": "袋数", "type": "number", "record": "visit"}))?).map(drop)
    })?;
    book.change("customers.sample", |tx| {
        sample::fill(tx, &sample::SampleOptions { customers: 300, seed: 3 }, &mut |_, _| true)
    })?;
    Ok(book)
}

/// Every key that may stand among others.
fn composed_keys() -> impl Iterator<Item = SortKey> {
    let others =
        [SortKey::Tags, SortKey::Phone, SortKey::Contact, SortKey::Visits, SortKey::Birthday, SortKey::Field(1)];
    SortKey::ALL.into_iter().chain(others)
}

/// The tables and columns that SQLite itself says a statement reads.
fn read_by(reader: &Reader<'_>, sql: &str) -> Result<Vec<(String, String)>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&seen);
    reader.authorizer(Some(move |context: AuthContext<'_>| {
        if let AuthAction::Read { table_name, column_name } = context.action {
            lock(&noted).push((table_name.to_owned(), column_name.to_owned()));
        }
        Authorization::Allow
    }))?;
    let prepared = reader.prepare(sql).map(drop);
    reader.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    prepared?;
    Ok(std::mem::take(&mut *lock(&seen)))
}

#[test]
fn what_a_statement_depends_on_is_what_sqlite_says_it_reads() -> Result<()> {
    book()?.read(|reader| {
        let mut statements: Vec<(String, Reads)> = Vec::new();
        for leaf in leaves()? {
            let Meaning::Sql(statement) = conditions::meaning(reader, &leaf)? else {
                panic!("{leaf:?} has no statement")
            };
            statements.push((statement.sql(), Reads::of(&statement.sql())));
            statements.push((statement.few(), Reads::of(&statement.sql())));
        }
        for key in SortKey::ALL {
            statements.extend(orders::statements(key).map(|sql| (sql.to_owned(), orders::reads(key))));
        }
        for by in composed_keys() {
            let keys = composed::keys(reader, &[Sort { by, desc: true }, Sort::default()])?.unwrap();
            statements.extend(composed::statements(&keys).map(|sql| (sql, composed::reads(&keys))));
        }
        assert!(statements.len() > 60);
        for (sql, reads) in statements {
            let found = read_by(reader, &sql)?;
            assert!(!found.is_empty(), "{sql}");
            for (table, column) in found.into_iter().filter(|(table, _)| table != "json_each") {
                let sources = schema::sources_of(&table, &column);
                assert!(!sources.is_empty(), "{table}.{column}");
                for source in sources {
                    assert!(reads.has(source), "{table}.{column} comes from {source}, which is not seen in: {sql}");
                }
            }
        }
        Ok(())
    })
}

thread_local! {
    static CAUGHT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Which statements a list runs besides those of its rows, each with whether it asks for single customers again.
fn asked(book: &Book, rule: serde_json::Value, by: SortKey) -> Result<Vec<String>> {
    book.read(|reader| {
        let rule: Rule = req(rule)?;
        CAUGHT.take();
        reader.trace_v2(
            TraceEventCodes::SQLITE_TRACE_STMT,
            Some(|event: TraceEvent<'_>| {
                if let TraceEvent::Stmt(statement, _) = event {
                    CAUGHT.with_borrow_mut(|caught| caught.push(statement.sql().to_string()));
                }
            }),
        );
        let view = reader.sets().view(reader, &rule, &[Sort { by, desc: false }]);
        reader.trace_v2(TraceEventCodes::empty(), None);
        assert!(!view?.is_empty());
        let mut caught = CAUGHT.take();
        caught.dedup();
        Ok(caught)
    })
}

#[test]
fn a_change_makes_only_what_reads_it_be_asked_again() -> Result<()> {
    let book = book()?;
    let rule = || json!({"all": [{"stage": [1, 2]}, {"not": {"tag": [2]}}, {"not": {"last_visit": null}}]});
    assert!(asked(&book, rule(), SortKey::Name)?.len() >= 5, "the order, the alive and three sets");
    assert_eq!(asked(&book, rule(), SortKey::Name)?, [""; 0], "nothing changed");

    book.change("customers.tag", |tx| {
        customers::tag(tx, &(1..200).collect::<Vec<_>>(), &["新标签".into()], &[]).map(drop)
    })?;
    let after = asked(&book, rule(), SortKey::Name)?;
    assert!(matches!(after.as_slice(), [one] if one.contains("customer_tag")), "{after:?}");

    book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": 9, "summary": "来过"}))?).map(drop))?;
    let after = asked(&book, rule(), SortKey::Name)?;
    assert!(
        matches!(after.as_slice(), [one] if one.contains("last_visit_on") && one.contains("json_each")),
        "one set is asked about one customer: {after:?}"
    );
    let after = asked(&book, rule(), SortKey::Updated)?;
    assert_eq!(after.len(), 1, "an order not asked for before: {after:?}");

    book.change("stage.rename", |tx| crate::stages::edit(tx, &req(json!({"id": 1, "name": "新客户"}))?).map(drop))?;
    assert_eq!(asked(&book, rule(), SortKey::Name)?, [""; 0], "what a stage is called is nothing to who is in it");
    Ok(())
}

#[test]
fn an_order_is_patched_wherever_the_touched_go() -> Result<()> {
    let book = book()?;
    let order = |by| book.read(|reader| reader.sets().view(reader, &Rule::default(), &[Sort { by, desc: false }]));
    let is_fresh = |by| {
        book.read(|reader| {
            let sets = Sets::default();
            let fresh = reader.with_sets(&sets);
            let sort = [Sort { by, desc: false }];
            let kept = reader.sets().view(reader, &Rule::default(), &sort)?;
            assert!(kept == sets.view(&fresh, &Rule::default(), &sort)?, "{by:?}");
            Ok(kept)
        })
    };
    SortKey::ALL.into_iter().try_for_each(|by| order(by).map(drop))?;
    let ends = order(SortKey::Name)?;
    let (first, last) = (i64::from(ends[0]), i64::from(ends[ends.len() - 1]));
    // The first goes last and the last first; a neighbour follows whom itself was moved; one goes, one comes.
    let renames = [(first, "做做做"), (last, "阿"), (7, "阿"), (8, "阿"), (9, "做做做做")];
    book.change("customers.edit", |tx| {
        for (id, name) in renames {
            customers::edit(tx, &req(json!({"id": id, "name": name, "stage_id": 1 + id % 3}))?)?;
        }
        customers::trash(tx, &[10])?;
        customers::create(tx, &req(json!({"name": "阿"}))?).map(drop)
    })?;
    for by in SortKey::ALL {
        is_fresh(by)?;
    }
    book.undo()?;
    for by in SortKey::ALL {
        is_fresh(by)?;
    }
    assert_eq!(order(SortKey::Name)?, ends);
    Ok(())
}

#[test]
fn whose_a_visit_is_follows_every_change() -> Result<()> {
    let book = book()?;
    let same = || {
        book.read(|reader| {
            let (sets, known) = (Sets::default(), reader.sets());
            let fresh = reader.with_sets(&sets);
            let now = known.with(reader, |kept| visits_of::customers(reader, kept))?;
            let right: Vec<(u32, u32)> =
                reader.all("SELECT id, customer_id FROM visit WHERE trashed_at = 0 ORDER BY id", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            let found = |list: &[u32]| -> Vec<(u32, u32)> {
                (0..).zip(list.iter().copied()).filter(|(_, customer)| *customer != 0).collect()
            };
            assert!(found(&now) == right, "patched");
            assert!(found(&sets.with(&fresh, |kept| visits_of::customers(&fresh, kept))?) == right, "built anew");
            Ok(())
        })
    };
    same()?;
    let log = |customer: i64| {
        book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": customer, "summary": "来过"}))?))
    };
    let visit = log(9)?.id;
    same()?;
    book.change("visit.trash", |tx| visits::trash(tx, &crate::book::testing::by(visit)))?;
    same()?;
    book.undo()?;
    book.undo()?;
    same()?;
    log(10)?;
    log(11)?;
    same()
}

#[test]
fn a_text_in_very_many_notes_finds_the_same_as_one_by_one() -> Result<()> {
    let book = book()?;
    let many: String = book.read(|reader| {
        reader.value("SELECT summary FROM visit WHERE trashed_at = 0 AND summary LIKE '%了%' LIMIT 1", [])
    })?;
    assert!(many.contains('了'));
    let found = |book: &Book| {
        book.read(|reader| {
            Ok(reader.sets().members(reader, &Rule::Text("了".to_owned()))?.iter().collect::<Vec<u32>>())
        })
    };
    let right: Vec<u32> = book.read(|reader| {
        reader.all(
            "SELECT DISTINCT v.customer_id FROM visit AS v WHERE v.trashed_at = 0 AND v.summary || v.outcome LIKE '%了%'
             ORDER BY v.customer_id",
            [],
            |row| row.get(0),
        )
    })?;
    let few = found(&book)?;
    assert!(right.iter().all(|id| few.contains(id)), "one character is found in notes");
    // So many visits more that the list by visit is used.
    book.change("visits.log", |tx| {
        (0..1_100).try_for_each(|number| {
            let on = json!({"customer_id": 1 + number % 5, "summary": "说了，再来"});
            visits::log(tx, &req(on)?).map(drop)
        })
    })?;
    let mut expected = few;
    expected.extend(1..=5);
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(found(&book)?, expected);
    Ok(())
}

#[test]
fn an_order_by_several_keys_is_patched_wherever_the_touched_go() -> Result<()> {
    let book = book()?;
    let by = |keys: serde_json::Value| -> Result<Vec<Sort>> { req(keys) };
    let orders = [
        by(json!([{"by": "stage"}, {"by": "last_visit", "desc": true}]))?,
        by(json!([{"by": "visits", "desc": true}, {"by": "tags", "desc": true}, {"by": "name", "desc": true}]))?,
        by(json!([{"by": {"field": 1}}, {"by": "birthday"}, {"by": "phone"}]))?,
        by(json!([{"by": "contact"}]))?,
    ];
    assert!(orders.len() <= COMPOSED, "no more than are kept");
    let rule: Rule = req(json!({"not": {"stage": [3]}}))?;
    let view = |sort: &[Sort]| book.read(|reader| reader.sets().view(reader, &rule, sort));
    let is_fresh = || {
        book.read(|reader| {
            let sets = Sets::default();
            let fresh = reader.with_sets(&sets);
            for sort in &orders {
                assert!(reader.sets().view(reader, &rule, sort)? == sets.view(&fresh, &rule, sort)?, "{sort:?}");
            }
            Ok(())
        })
    };
    orders.iter().try_for_each(|sort| view(sort).map(drop))?;
    for number in 0..12_i64 {
        book.change("customers.edit", |tx| {
            for id in [1 + number, 50, 60 + number * 3] {
                let stage = 1 + (id + number) % 3;
                customers::edit(tx, &req(json!({"id": id, "name": format!("王{number}"), "stage_id": stage}))?)?;
                let crop = ["玉米", "小麦", "棉花"][number as usize % 3];
                let value = if number % 4 == 3 { json!(null) } else { json!({"choice": crop}) };
                fields::set_value(tx, &req(json!({"customer_id": id, "field_id": 1, "value": value}))?)?;
                visits::log(tx, &req(json!({"customer_id": id, "summary": "来过"}))?)?;
                customers::tag(tx, &[id], &[format!("标签{}", number % 3)], &[])?;
            }
            customers::trash(tx, &[100 + number])?;
            customers::create(tx, &req(json!({"name": "阿", "points": [{"kind": "phone", "value": "13800001234"}]}))?)
                .map(drop)
        })?;
        is_fresh()?;
    }
    for _ in 0..12 {
        book.undo()?;
        is_fresh()?;
    }
    Ok(())
}
