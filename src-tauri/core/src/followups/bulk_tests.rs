//! Follow-ups of many customers in one step.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, req};

fn due(book: &Book) -> Result<Vec<String>> {
    book.ask(
        "SELECT c.name || ' ' || f.due_on || ' ' || f.moved FROM followup AS f JOIN customer AS c ON c.id = f.customer_id
         WHERE f.state = 'open' ORDER BY c.id, f.due_on, f.id",
    )
}

fn everybody(more: serde_json::Value) -> serde_json::Value {
    let mut ask = json!({"customers": {"matching": {"rule": {"all": []}}}});
    ask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask
}

#[test]
fn all_get_one_and_all_are_moved_each_as_one_step() -> Result<()> {
    let book = book_with(&["陈静", "Ada", "王强"])?;
    let new: CreateFollowUps = req(everybody(json!({"due_on": "2026-11-25", "what": "年货目录", "priority": "high"})))?;
    let made = book.turn_round(|tx| create_many(tx, &[1, 2, 3], &new))?;
    assert_eq!((made, due(&book)?.len()), (3, 3));
    let later = json!({"customer_id": 1, "due_on": "2026-11-28"});
    book.change("followup.create", |tx| create(tx, &req(later)?))?;
    let next: MoveFollowUpsOf = req(everybody(json!({"due_on": "2026-11-30"})))?;
    assert_eq!(book.turn_round(|tx| move_many(tx, &[1, 2], &next))?, 2);
    assert_eq!(
        due(&book)?,
        ["陈静 2026-11-28 0", "陈静 2026-11-30 1", "Ada 2026-11-30 1", "王强 2026-11-25 0"],
        "the next one of each"
    );
    let all: MoveFollowUpsOf = req(everybody(json!({"due_on": "2026-12-01", "until": "2026-11-30"})))?;
    assert_eq!(book.turn_round(|tx| move_many(tx, &[1, 2, 3], &all))?, 4, "all that are due by then");
    book.undo()?;
    book.undo()?;
    assert_eq!(due(&book)?[3], "王强 2026-11-25 0");
    Ok(())
}

#[test]
fn a_day_that_is_over_and_who_is_gone_are_refused_as_a_whole() -> Result<()> {
    let book = book_with(&["陈静", "Ada"])?;
    let past: CreateFollowUps = req(everybody(json!({"due_on": "2026-11-01"})))?;
    assert_eq!(book.refusal(|tx| create_many(tx, &[1, 2], &past))?, "invalid: due_on in_the_past");
    let new: CreateFollowUps = req(everybody(json!({"due_on": "2026-12-01"})))?;
    assert_eq!(book.refusal(|tx| create_many(tx, &[1, 9], &new))?, "not_found: customer");
    assert_eq!(due(&book)?, [""; 0]);
    Ok(())
}
