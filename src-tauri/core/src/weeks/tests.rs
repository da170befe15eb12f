//! The days of visits are counted right whatever is done, and their weeks are told.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};
use crate::{customers, visits};

fn log(book: &Book, customer: i64, on: &str) -> Result<i64> {
    book.turn_round(|tx| visits::log(tx, &req(json!({"customer_id": customer, "summary": "谈了", "on": on}))?))
        .map(|logged| logged.id)
}

fn counted(book: &Book, asked: Value) -> Result<Vec<(String, u64)>> {
    let weeks = book.read(|reader| list(reader, &req(asked)?))?;
    Ok(weeks.into_iter().map(|week| (week.starts_on, week.visits)).collect())
}

#[test]
fn each_week_has_its_visits_and_none_is_left_out() -> Result<()> {
    // It is Monday, 2026-11-23.
    let book = book_with(&["陈静", "Ada"])?;
    for (customer, on) in [
        (1, "2026-11-08"),
        (1, "2026-11-09"),
        (2, "2026-11-15"),
        (2, "2026-11-22"),
        (1, "2026-11-23"),
        (1, "2026-11-02"),
    ] {
        log(&book, customer, on)?;
    }
    let week = |day: &str, visits| (day.to_owned(), visits);
    assert_eq!(
        counted(&book, json!({"weeks": 3}))?,
        [week("2026-11-09", 2), week("2026-11-16", 1), week("2026-11-23", 1)],
        "from Monday to Sunday, oldest first"
    );
    assert_eq!(counted(&book, json!({}))?.len(), 13);
    book.change("settings.edit", |tx| settings::edit(tx, &req(json!({"week_start": "sunday"}))?))?;
    assert_eq!(
        counted(&book, json!({"weeks": 3}))?,
        [week("2026-11-08", 2), week("2026-11-15", 1), week("2026-11-22", 2)],
        "from Sunday to Saturday"
    );
    Ok(())
}

#[test]
fn no_week_and_too_many_are_refused() -> Result<()> {
    let book = book_with(&[])?;
    for weeks in [0, MOST + 1] {
        assert_eq!(counted(&book, json!({"weeks": weeks})).unwrap_err().code(), "invalid");
    }
    assert_eq!(counted(&book, json!({"weeks": MOST}))?.len(), MOST as usize);
    Ok(())
}

#[test]
fn a_wrong_count_is_found_and_mended() -> Result<()> {
    let book = book_with(&["陈静"])?;
    log(&book, 1, "2026-11-20")?;
    book.tamper("UPDATE visit_day SET visits = 7")?;
    let found = book.check()?.problems;
    assert_eq!(found, ["the number of visits that is kept of a day is wrong: 20261120"]);
    assert!(book.rebuild(&mut |_, _| true)?.ok);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Logged, dated otherwise, put into the trash, taken back: what is kept of each day is what a recount says.
    #[test]
    fn what_is_kept_is_what_a_recount_says(steps in prop::collection::vec((0..5_u8, 0..40_usize, 1..28_u32), 1..40)) {
        let book = book_with(&["陈静", "Ada"]).unwrap();
        let mut ids: Vec<i64> = Vec::new();
        for (kind, which, day) in steps {
            let on = format!("2026-11-{day:02}");
            let id = ids.get(which % ids.len().max(1)).copied();
            match (kind, id) {
                (1, Some(id)) => drop(book.change("visits.edit", |tx| visits::edit(tx, &req(json!({"id": id, "on": on}))?))),
                (2, Some(id)) => drop(book.change("visits.trash", |tx| visits::trash(tx, &by(id)))),
                (3, Some(id)) => drop(book.change("customers.trash", |tx| customers::trash(tx, &[id % 2 + 1]))),
                (4, _) => drop(book.undo()),
                _ => ids.extend(log(&book, i64::from(day % 2) + 1, &on)),
            }
            prop_assert_eq!(book.check().unwrap().problems, Vec::<String>::new());
        }
    }
}
