//! Many records come out of the trash in one step.

use serde_json::json;

use super::*;
use crate::book::Book;
use crate::book::testing::{book_with, by, req};

/// Trashes a customer, a tag and a contact of another customer.
fn book_with_trash() -> Result<Book> {
    let book = book_with(&["陈静", "Ada"])?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    book.change("contact.create", |tx| contacts::create(tx, &req(json!({"customer_id": 2, "name": "Byron"}))?))?;
    book.change("customers.trash", |tx| customers::trash(tx, &[1]))?;
    book.change("tag.trash", |tx| tags::trash(tx, &by(1)))?;
    book.change("contact.trash", |tx| contacts::trash(tx, &by(1)))?;
    Ok(book)
}

fn everything(book: &Book) -> Result<RestoreTrash> {
    let items = book.read(|reader| list(reader, &ListTrash::default()))?.items;
    Ok(RestoreTrash { items: items.into_iter().map(|item| TrashRef { record: item.record, id: item.id }).collect() })
}

#[test]
fn records_of_every_kind_come_back_in_one_step_and_go_again_in_one() -> Result<()> {
    let book = book_with_trash()?;
    let all = everything(&book)?;
    assert_eq!(all.items.len(), 3);
    assert_eq!(book.turn_round(|tx| restore(tx, &all))?, 3);
    assert_eq!(everything(&book)?.items, [], "nothing is left in the trash");
    book.undo()?;
    assert_eq!(everything(&book)?.items, all.items, "one undo takes all of it back");
    Ok(())
}

#[test]
fn when_one_cannot_come_back_none_does() -> Result<()> {
    let book = book_with_trash()?;
    book.change("tag.create", |tx| tags::create(tx, &req(json!({"name": "批发"}))?))?;
    let all = everything(&book)?;
    assert_eq!(book.refusal(|tx| restore(tx, &all))?, "duplicate_name: tag 批发");
    assert_eq!(everything(&book)?.items, all.items);
    let odd = RestoreTrash { items: vec![TrashRef { record: "book".into(), id: 1 }] };
    assert_eq!(book.refusal(|tx| restore(tx, &odd))?, "invalid: record not_a_choice");
    Ok(())
}
