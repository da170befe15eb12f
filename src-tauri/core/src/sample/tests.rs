use std::collections::BTreeSet;

use super::*;
use crate::Book;
use crate::book::testing::empty_book;
use crate::customers::{ById, CustomerKind, ListCustomers, list, show};

fn fill_book(book: &Book, customers: u32, seed: u64) -> SampleReport {
    book.change("customers.sample", |tx| fill(tx, &SampleOptions { customers, seed }, &mut |_, _| true)).unwrap()
}

fn filled(customers: u32, seed: u64) -> Book {
    let book = empty_book().unwrap();
    fill_book(&book, customers, seed);
    book
}

fn count(book: &Book, sql: &str) -> i64 {
    book.read(|reader| reader.value(sql, [])).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_book_and_another_seed_another() {
    let hash = |seed| filled(200, seed).check().unwrap().content_hash;
    assert_eq!(hash(1), hash(1));
    assert_ne!(hash(1), hash(2));
}

#[test]
fn a_sample_book_is_sound_and_looks_like_a_real_one() {
    let book = filled(1_000, 1);
    let check = book.check().unwrap();
    assert!(check.ok, "{:?}", check.problems);
    let between = |sql: &str, least: i64, most: i64| {
        let found = count(&book, sql);
        assert!((least..=most).contains(&found), "{found} is not within {least}–{most}: {sql}");
    };
    between("SELECT count(*) FROM customer", 1_000, 1_000);
    between("SELECT count(*) FROM customer WHERE kind = 'company'", 550, 650);
    between("SELECT count(*) FROM customer WHERE name GLOB '[A-Z]*'", 110, 190);
    between("SELECT count(*) FROM visit", 4_700, 5_400);
    between("SELECT count(*) FROM customer_tag", 2_700, 3_300);
    between("SELECT max(visit_count) FROM customer", 8, 12);
    between("SELECT count(*) FROM customer WHERE visit_count = 0", 100, 190);
    between("SELECT count(DISTINCT kind_id) FROM visit", 3, 3);
    between("SELECT count(*) FROM tag WHERE id IN (SELECT tag_id FROM customer_tag)", 12, 12);
    between("SELECT count(DISTINCT stage_id) FROM customer", 3, 3);
    between("SELECT count(DISTINCT owner_id) FROM customer", 3, 3);
    between("SELECT count(DISTINCT field_id) FROM customer_value", 5, 5);
    between("SELECT count(*) FROM followup WHERE state = 'open' AND due_on < '2026-11-23'", 30, 200);
    between("SELECT count(*) FROM followup WHERE state = 'open' AND due_on = '2026-11-23'", 10, 80);
    between("SELECT count(*) FROM followup WHERE state = 'open' AND due_on > '2026-11-23'", 200, 450);
    between("SELECT count(*) FROM customer_detail WHERE birthday_calendar <> ''", 80, 220);
    between("SELECT count(DISTINCT name) FROM customer", 850, 1_000);
}

#[test]
fn nothing_in_a_sample_book_happened_in_the_future_or_before_it_was_known() {
    let book = filled(500, 4);
    let none = |sql: &str| assert_eq!(count(&book, sql), 0, "{sql}");
    none("SELECT count(*) FROM visit WHERE visited_on > '2026-11-23'");
    none("SELECT count(*) FROM visit WHERE visited_on < '2024-11-01'");
    none(
        "SELECT count(*) FROM visit AS v JOIN customer AS c ON c.id = v.customer_id WHERE v.created_at < c.created_at",
    );
    none("SELECT count(*) FROM followup AS f JOIN visit AS v ON v.id = f.visit_id WHERE f.due_on <= v.visited_on");
    none(
        "SELECT count(*) FROM stage_entry AS e JOIN customer AS c ON c.id = e.customer_id WHERE e.entered_at < c.created_at",
    );
}

#[test]
fn a_sample_in_an_english_book_is_mostly_english() {
    let book = empty_book().unwrap();
    book.change("settings.edit", |tx| {
        tx.run("INSERT INTO book_setting (key, value) VALUES ('language', 'en')", [])?;
        Ok(())
    })
    .unwrap();
    fill_book(&book, 400, 1);
    let english = count(&book, "SELECT count(*) FROM customer WHERE name GLOB '[A-Z]*'");
    assert!((300..=380).contains(&english), "{english} of 400");
    assert_eq!(count(&book, "SELECT count(*) FROM tag WHERE name = 'Key account'"), 1, "its lists are English too");
}

#[test]
fn a_sample_can_be_taken_back_in_one_step_and_made_twice() {
    let book = filled(50, 9);
    let before = book.dump_hash().unwrap();
    assert_eq!(fill_book(&book, 50, 9), fill_book(&book, 50, 9), "the same seed again makes others with the same data");
    assert_eq!(count(&book, "SELECT count(DISTINCT uid) FROM customer"), 150);
    assert_eq!(count(&book, "SELECT count(*) FROM field"), 5, "fields are used again");
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!(book.dump_hash().unwrap(), before);
}

#[test]
fn a_cancelled_sample_leaves_nothing_behind() {
    let book = empty_book().unwrap();
    let before = book.dump_hash().unwrap();
    let mut told = Vec::new();
    let stopped = book.change("customers.sample", |tx| {
        fill(tx, &SampleOptions { customers: 500, seed: 1 }, &mut |done, total| {
            told.push((done, total));
            done < 128
        })
    });
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    assert_eq!(told, [(0, 500), (64, 500), (128, 500)]);
    assert_eq!(book.dump_hash().unwrap(), before);
}

#[test]
fn companies_have_contacts_and_persons_have_none() {
    let book = filled(100, 2);
    let mut roles = BTreeSet::new();
    book.read(|reader| {
        for row in list(reader, &ListCustomers::default())?.rows {
            let card = show(reader, &ById { id: row.id })?;
            assert!(card.kind == CustomerKind::Company || card.contacts.is_empty(), "{}", card.name);
            roles.extend(card.contacts.into_iter().map(|contact| contact.role));
        }
        Ok(())
    })
    .unwrap();
    assert!(roles.len() > 4, "{roles:?}");
}
