//! Erasing: nothing is left, and an older backup cannot bring it back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::book::backups::{self, BackupReason, MakeBackup};
use crate::book::erasing::{EraseCustomer, Erased, PlanErasure, VerifyBook};
use crate::book::testing::{book_in, open_options, req};
use crate::book::{Access, Book};
use crate::error::Result;
use crate::{contact_points, contacts, customers, drafts, followups, visits};

const NAME: &str = "欧阳靖雯";
const NEEDLES: [&str; 6] = ["欧阳靖雯", "13912345678", "ouyangjingwen", "jingwen@example.cn", "麻风树", "司马青衫"];

/// A customer with everything, changed, undone and redone, and another who stays.
fn book(folder: &Path) -> Result<(Book, i64)> {
    let book = book_in(folder)?;
    let id = book
        .change("customer.create", |tx| {
            customers::create(
                tx,
                &req(json!({"name": "欧阳静雯", "points": [
                    {"kind": "phone", "value": "139 1234 5678"}, {"kind": "email", "value": "jingwen@example.cn"}]}))?,
            )
        })?
        .id;
    book.change("customer.edit", |tx| {
        customers::edit(tx, &req(json!({"id": id, "name": NAME, "note": "喜欢麻风树"}))?)
    })?;
    book.change("contact.create", |tx| {
        contacts::create(tx, &req(json!({"customer_id": id, "name": "司马青衫", "role": "店长"}))?)
    })?;
    for note in ["看了麻风树苗", "又说到麻风树"] {
        book.change("visit.log", |tx| {
            visits::log(
                tx,
                &req(json!({"customer_id": id, "summary": note, "next": {"on": "2026-12-01", "what": "麻风树"}}))?,
            )
        })?;
    }
    book.undo()?;
    book.redo()?;
    book.undo()?;
    let other = book
        .change("customer.create", |tx| customers::create(tx, &req(json!({"name": "王记五金", "note": "老客户"}))?))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[id, other.id], &["重点".to_owned()], &[]))?;
    book.note(|conn| {
        drafts::put(conn, 1, &req(json!({"record": format!("visit-of-customer-{id}"), "body": "麻风树怎么样"}))?)
    })?;
    book.change("contact_point.create", |tx| {
        contact_points::create(tx, &req(json!({"customer_id": id, "kind": "wechat", "value": "ouyang-jw"}))?)
    })?;
    let followup = book.change("followup.create", |tx| {
        followups::create(tx, &req(json!({"customer_id": id, "due_on": "2026-12-05", "what": "送麻风树"}))?)
    })?;
    book.change("followup.finish", |tx| followups::finish(tx, &customers::ById { id: followup.id }))?;
    Ok((book, id))
}

fn erase(book: &Book, id: i64, neutral: Option<&str>) -> Result<Erased> {
    let ask = EraseCustomer { id, name: NAME.into(), drop_backups: false, neutral: neutral.map(str::to_owned) };
    book.erase(&ask, &[book.config_dir().to_owned()], &mut |_, _| true)
}

/// Where any of these texts is found.
fn traces(book: &Book) -> Result<Vec<String>> {
    let ask = VerifyBook { traces: NEEDLES.map(str::to_owned).to_vec() };
    let verified = book.verify(&ask, &[book.config_dir().to_owned()])?;
    assert!(verified.check.ok, "{:?}", verified.check.problems);
    assert!(verified.backups_bad.is_empty(), "{:?}", verified.backups_bad);
    assert!(verified.erased_there.is_empty());
    Ok(verified.traces.iter().map(|trace| format!("{} {} {}", trace.text, trace.place, trace.file)).collect())
}

#[test]
fn an_erased_customer_is_gone_from_everything_and_a_backup_cannot_bring_them_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (book, id) = book(folder.path())?;
    let backup = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    let kept: PathBuf = folder.path().join("kept-elsewhere.copy");
    fs::copy(&backup.path, &kept)?;
    let before = traces(&book)?;
    for needle in NEEDLES {
        // The reading stands only as syllables with tones and in single words of the index.
        assert!(
            needle == "ouyangjingwen" || before.iter().any(|trace| trace.starts_with(needle)),
            "{needle}: {before:?}"
        );
    }
    let plan = book.plan_erasure(&PlanErasure { id })?;
    assert_eq!(plan.name, NAME);
    assert!(plan.counts["visit"] == 1 && plan.counts["contact"] == 1 && plan.backups == 1, "{plan:?}");
    let wrong = EraseCustomer { id, name: "欧阳".into(), drop_backups: false, neutral: None };
    assert_eq!(book.erase(&wrong, &[], &mut |_, _| true).unwrap_err().code(), "not_confirmed");

    let erased = erase(&book, id, None)?;
    assert!(erased.is_gone && erased.receipt.settled, "{erased:?}");
    assert_eq!((erased.rewritten, erased.dropped), (1, 0));
    assert_eq!(traces(&book)?, Vec::<String>::new());
    assert_eq!(book.names()?, ["王记五金"]);
    assert!(!serde_json::to_string(&erased.receipt)?.contains("欧阳"), "a receipt names nobody");
    // What is still there to undo goes on without them.
    while book.undo().is_ok() {}
    while book.redo().is_ok() {}
    assert_eq!(book.names()?, ["王记五金"]);
    assert_eq!(book.check()?.problems, Vec::<String>::new());
    assert_eq!(traces(&book)?, Vec::<String>::new());
    let options = open_options(folder.path(), Access::Write);
    let there = backups::look(&kept, Some(&book), &options)?;
    assert_eq!((there.customers, there.gone), (2, Vec::new()), "a look into an older one offers nobody who was erased");
    drop(book);

    let restored = backups::restore(&folder.path().join("book.rounds"), &kept, &options, &mut |_, _| true)?;
    assert_eq!(restored.erased_again, 1);
    let book = Book::open(&folder.path().join("book.rounds"), &options)?;
    assert_eq!(book.names()?, ["王记五金"]);
    assert_eq!(traces(&book)?, Vec::<String>::new(), "not in the restored book either");
    assert_eq!(book.receipts()?.len(), 1);
    Ok(())
}

#[test]
fn the_ledger_holds_when_the_newer_book_cannot_be_read_any_more() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (book, id) = book(folder.path())?;
    let backup = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    let kept: PathBuf = folder.path().join("kept-elsewhere.copy");
    fs::copy(&backup.path, &kept)?;
    erase(&book, id, None)?;
    let path = book.path().to_owned();
    drop(book);
    fs::write(&path, vec![7_u8; 40_960])?;
    let options = open_options(folder.path(), Access::Write);
    assert_eq!(backups::restore(&path, &kept, &options, &mut |_, _| true)?.erased_again, 1);
    assert_eq!(Book::open(&path, &options)?.names()?, ["王记五金"]);
    Ok(())
}

#[test]
fn anonymised_visits_stay_and_the_person_goes() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (book, id) = book(folder.path())?;
    let backup = book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
    let kept: PathBuf = folder.path().join("kept-elsewhere.copy");
    fs::copy(&backup.path, &kept)?;
    let erased = erase(&book, id, Some("匿名客户 1"))?;
    assert!(erased.is_gone, "{erased:?}");
    assert_eq!(traces(&book)?, Vec::<String>::new());
    assert_eq!(book.names()?, ["匿名客户 1", "王记五金"]);
    let card = book.card("匿名客户 1")?;
    assert_eq!((card.visit_count, card.contacts.len(), card.contact_points.len(), card.tags.len()), (1, 0, 0, 1));
    assert!(book.check()?.ok);
    drop(book);
    let options = open_options(folder.path(), Access::Write);
    let path = folder.path().join("book.rounds");
    assert_eq!(backups::restore(&path, &kept, &options, &mut |_, _| true)?.erased_again, 1);
    let book = Book::open(&path, &options)?;
    assert_eq!(book.names()?, ["匿名客户 1", "王记五金"]);
    assert_eq!(traces(&book)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn undo_leaves_out_who_was_erased_and_says_so() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let names: Vec<String> = (0..3).map(|number| format!("客户{number}")).chain([NAME.to_owned()]).collect();
    let ids: Vec<i64> = book.change("customers.import", |tx| {
        names.iter().map(|name| Ok(customers::create(tx, &req(json!({"name": name}))?)?.id)).collect()
    })?;
    erase(&book, ids[3], None)?;
    let undone = book.undo()?;
    assert_eq!(undone.erased, 1, "one of the four is left out");
    assert!(book.names()?.is_empty());
    book.redo()?;
    assert_eq!(book.names()?.len(), 3);
    Ok(())
}

#[test]
fn mentions_elsewhere_are_named_and_stay_for_the_user_to_clear() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (book, id) = book(folder.path())?;
    let other = book.customer("王记五金")?;
    book.change("visit.log", |tx| {
        visits::log(tx, &req(json!({"customer_id": other, "summary": format!("{NAME}介绍来的")}))?)
    })?;
    let plan = book.plan_erasure(&PlanErasure { id })?;
    let mention = &plan.mentions[0];
    assert_eq!((mention.record.as_str(), mention.customer.as_deref()), ("visit", Some("王记五金")));
    assert_eq!((mention.found.as_str(), mention.text.as_str()), (NAME, "欧阳靖雯介绍来的"));
    let erased = erase(&book, id, None)?;
    assert!(erased.is_gone, "what a remaining record says is explained: {:?}", erased.left);
    assert_eq!(erased.mentions.len(), 1, "and is told again");
    Ok(())
}
