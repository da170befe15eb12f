//! The trash emptied, customers fetched out of a backup, a new key for the whole book, backups before large steps.

use std::path::{Path, PathBuf};

use serde_json::json;
use zeroize::Zeroizing;

use crate::book::backups::{self, BackupReason, FetchCustomers, LookAtBackup, MakeBackup};
use crate::book::erasing::{EmptyTrash, EraseCustomer};
use crate::book::keys::{Cost, Secret};
use crate::book::passwords::SetPassword;
use crate::book::rekeying::{self, RenewKey};
use crate::book::testing::{book_in, days_later, open_options, req};
use crate::book::{Access, Book, settings};
use crate::clock::{Clock, FixedClock};
use crate::error::Result;
use crate::{contact_points, contacts, customers, fields, followups, merges, tags, visits};

fn made(book: &Book, reason: BackupReason) -> Result<String> {
    Ok(book.backup(&MakeBackup { target: None, reason }, &mut |_, _| true)?.path)
}

/// A customer with something of everything.
fn full(book: &Book, name: &str) -> Result<i64> {
    let id = book
        .change("customer.create", |tx| {
            customers::create(
                tx,
                &req(json!({"name": name, "note": "老客户", "points": [{"kind": "phone", "value": "138 0000 1234"}]}))?,
            )
        })?
        .id;
    let contact =
        book.change("contact.create", |tx| contacts::create(tx, &req(json!({"customer_id": id, "name": "李四"}))?))?;
    let email = json!({"customer_id": id, "contact_id": contact.id, "kind": "email", "value": "li@example.cn"});
    book.change("contact_point.create", |tx| contact_points::create(tx, &req(email)?))?;
    book.change("customers.tag", |tx| customers::tag(tx, &[id], &["重点".into()], &[]))?;
    let field = book.change("field.create", |tx| {
        fields::create(tx, &req(json!({"label": format!("等级{id}"), "type": "choice", "options": ["金", "银"]}))?)
    })?;
    let value = json!({"customer_id": id, "field_id": field.id, "value": {"choice": "银"}});
    book.change("value.set", |tx| fields::set_value(tx, &req(value)?))?;
    let visit = json!({"customer_id": id, "summary": "聊了化肥", "contact_id": contact.id, "next_on": "2027-01-05"});
    book.change("visit.log", |tx| visits::log(tx, &req(visit)?))?;
    Ok(id)
}

fn open(folder: &Path, secret: Option<Secret>) -> Result<Book> {
    let options = open_options(folder, Access::Write);
    Book::open(&folder.join("book.rounds"), &crate::book::OpenOptions { secret, ..options })
}

fn later(folder: &Path, days: u64) -> Result<Book> {
    let clock: std::sync::Arc<dyn Clock> = std::sync::Arc::new(FixedClock::new(days_later(days)));
    let options = crate::book::OpenOptions { clock, ..open_options(folder, Access::Write) };
    Book::open(&folder.join("book.rounds"), &options)
}

fn sound(book: &Book) -> Result<()> {
    assert_eq!(book.check()?.problems, Vec::<String>::new());
    Ok(())
}

#[test]
fn what_has_been_in_the_trash_for_long_goes_for_good() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let (gone, stays) = (full(&book, "陈静")?, full(&book, "Ada")?);
    book.change("customers.trash", |tx| customers::trash(tx, &[gone]))?;
    let contact: i64 =
        book.ask(&format!("SELECT id FROM contact WHERE customer_id = {stays}"))?[0].parse().unwrap_or(0);
    book.change("contact.trash", |tx| contacts::trash(tx, &customers::ById { id: contact }))?;
    let all = |book: &Book, days| book.empty_trash(&EmptyTrash { days }, &mut |_, _| true);
    assert_eq!(all(&book, None)?, Default::default(), "not yet");
    drop(book);

    let book = later(folder.path(), 29)?;
    assert_eq!(all(&book, None)?.customers, 0);
    let stay = json!({"trash_days": 0});
    book.change("settings.edit", |tx| settings::edit(tx, &req(stay)?))?;
    drop(book);
    let book = later(folder.path(), 31)?;
    assert_eq!(all(&book, None)?, Default::default(), "never, the setting says");
    let thirty = json!({"trash_days": 30});
    book.change("settings.edit", |tx| settings::edit(tx, &req(thirty)?))?;
    let emptied = all(&book, None)?;
    assert_eq!((emptied.customers, emptied.records), (1, 1));
    assert_eq!(book.ask("SELECT count(*) FROM contact_point WHERE kind = 'email'")?, ["0"], "their points went, too");
    assert_eq!(book.card("Ada")?.visit_count, 1, "the visit with the contact stays");
    sound(&book)?;
    assert!(book.backups()?.backups.iter().any(|backup| backup.customers == 2), "a backup went before it");
    while book.undo().is_ok() {}
    sound(&book)?;
    while book.redo().is_ok() {}
    sound(&book)?;
    assert_eq!(book.names()?, ["Ada"], "neither undo nor redo brings them back");
    Ok(())
}

#[test]
fn customers_come_back_out_of_a_backup_as_one_step() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let (gone, trashed, erased, stays) =
        (full(&book, "陈静")?, full(&book, "王五")?, full(&book, "赵六")?, full(&book, "Ada")?);
    let before = book.card("陈静")?;
    let backup = made(&book, BackupReason::Asked)?;
    // One is merged away and the merge forgotten, one is in the trash, one erased; lists are renamed and gone.
    book.change("customer.merge", |tx| merges::merge(tx, &req(json!({"keep": stays, "others": [gone]}))?))?;
    book.change("customers.trash", |tx| customers::trash(tx, &[trashed]))?;
    let erase = EraseCustomer { id: erased, name: "赵六".into(), drop_backups: true, neutral: None };
    let kept = folder.path().join("kept.copy");
    std::fs::copy(&backup, &kept)?;
    assert!(book.erase(&erase, &[], &mut |_, _| true)?.is_gone);
    let tag: i64 = book.ask("SELECT id FROM tag WHERE name = '重点'")?[0].parse().unwrap_or(0);
    book.change("tag.delete", |tx| tags::delete(tx, &customers::ById { id: tag }))?;
    let options = open_options(folder.path(), Access::Write);
    let ask = |names: &[&str]| FetchCustomers {
        path: kept.display().to_string(),
        ids: Vec::new(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let fetch = |names: &[&str]| book.fetch_customers(&ask(names), &options, &mut |_, _| true);
    let at_first = book.fingerprint()?;
    for (name, code) in [("赵六", "was_erased"), ("Ada", "already_there"), ("没有这人", "not_found")] {
        assert_eq!(fetch(&["王五", name]).unwrap_err().code(), code);
        assert!(book.fingerprint()? == at_first, "all or none");
    }
    let fetched = fetch(&["陈静", "王五"])?;
    assert_eq!(fetched.ids, [gone, trashed]);
    assert!(fetched.left >= 2, "what was merged stays with whom it is: {fetched:?}");
    sound(&book)?;
    let card = book.card("陈静")?;
    assert_eq!((&card.note, &card.tags[0].name, &card.fields), (&before.note, &"重点".to_owned(), &before.fields));
    assert!(book.names()?.contains(&"王五".to_owned()));
    let step = book.undo()?;
    assert_eq!((step.verb.as_str(), &step.args["count"]), ("customers.fetch", &json!(2)));
    assert!(book.fingerprint()? == at_first, "it is one step");
    Ok(())
}

#[test]
fn who_is_nowhere_any_more_comes_back_exactly() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    let id = full(&book, "陈静")?;
    full(&book, "Ada")?;
    let hash = book.check()?.content_hash;
    let backup = made(&book, BackupReason::Asked)?;
    book.change("customers.trash", |tx| customers::trash(tx, &[id]))?;
    book.empty_trash(&EmptyTrash { days: Some(0) }, &mut |_, _| true)?;
    assert_eq!(book.names()?, ["Ada"]);
    let ask = FetchCustomers { path: backup, ids: vec![id], names: Vec::new() };
    let fetched = book.fetch_customers(&ask, &open_options(folder.path(), Access::Write), &mut |_, _| true)?;
    assert_eq!(fetched.left, 0, "{fetched:?}");
    assert_eq!(book.check()?.content_hash, hash);
    sound(&book)
}

fn password(text: &str) -> Option<Zeroizing<String>> {
    Some(Zeroizing::new(text.to_owned()))
}

#[test]
fn a_new_key_opens_the_book_and_its_backups_and_the_old_one_opens_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dir = folder.path();
    let book = book_in(dir)?;
    full(&book, "陈静")?;
    let set = SetPassword { old: None, recovery_code: None, new: password("春风十里 2026") };
    let old_code = book.set_password_at(&set, Some(Cost::LEAST))?.recovery_code;
    let backup = PathBuf::from(made(&book, BackupReason::Asked)?);
    let away = dir.join("stick");
    std::fs::create_dir(&away)?;
    let on_stick = away.join("stick.rounds");
    let make = MakeBackup { target: Some(on_stick.clone()), reason: BackupReason::Asked };
    book.backup(&make, &mut |_, _| true)?;
    let (hash, old_key, path) = (book.check()?.dump_hash, book.key().clone(), book.path().to_owned());
    let options = open_options(dir, Access::Write);
    let renew =
        |text: &str| rekeying::renew_key(&path, &options, &RenewKey { password: password(text) }, &mut |_, _| true);
    assert_eq!(renew("春风十里 2026").unwrap_err().code(), "in_use", "while it is open");
    drop(book);
    let bytes = std::fs::read(&path)?;
    assert_eq!(renew("falsch").unwrap_err().code(), "wrong_password");
    let stopped =
        rekeying::renew_key(&path, &options, &RenewKey { password: password("春风十里 2026") }, &mut |_, _| false);
    assert_eq!(stopped.unwrap_err().code(), "cancelled");
    assert_eq!(std::fs::read(&path)?, bytes, "as it was");

    // The stick is out meanwhile.
    std::fs::rename(&away, dir.join("pocket"))?;
    let (renewed, new_key) = renew("春风十里 2026")?;
    std::fs::rename(dir.join("pocket"), &away)?;
    assert_eq!((renewed.rewritten, &renewed.missed), (1, &vec![on_stick.display().to_string()]));
    assert_ne!(new_key.bytes(), old_key.bytes());
    for file in [&path, &backup] {
        assert!(!backups::opens(file, &old_key), "the old key opens {file:?}");
    }
    assert!(backups::opens(&on_stick, &old_key), "what could not be reached keeps it");
    let code = |opened: Result<Book>| opened.map_or_else(|error| error.code().to_owned(), |_| "open".to_owned());
    let old_code = Secret::recovery(&old_code.unwrap_or_default());
    assert_eq!(code(open(dir, Some(old_code))), "wrong_recovery_code");
    assert_eq!(code(open(dir, Some(Secret::recovery(&renewed.recovery_code.unwrap_or_default())))), "open");
    let book = open(dir, Some(Secret::password("春风十里 2026")))?;
    assert_eq!(book.check()?.dump_hash, hash);
    book.prove_backup(&backup)?;
    let look = |path: &Path, secret: Option<Secret>| {
        let ask = LookAtBackup { path: path.display().to_string() };
        let options = crate::book::OpenOptions { secret, ..open_options(dir, Access::Read) };
        backups::look(Path::new(&ask.path), Some(&book), &options).map(|look| look.is_proven)
    };
    assert!(look(&backup, None)?);
    assert_eq!(look(&on_stick, None).unwrap_err().code(), "locked", "it has its own key");
    assert!(look(&on_stick, Some(Secret::password("春风十里 2026")))?, "and the password of that time");
    // A later change of the password leaves alone what has another key.
    let set = SetPassword { old: password("春风十里 2026"), recovery_code: None, new: password("eine andere") };
    assert_eq!(book.set_password_at(&set, Some(Cost::LEAST))?.missed, 1);
    assert!(look(&on_stick, Some(Secret::password("春风十里 2026")))?);
    drop(book);
    let secret = Some(Secret::password("eine andere"));
    let options = crate::book::OpenOptions { secret: secret.clone(), ..open_options(dir, Access::Write) };
    backups::restore(&path, &backup, &options, &mut |_, _| true)?;
    assert_eq!(open(dir, secret)?.check()?.dump_hash, hash);
    Ok(())
}

#[test]
fn a_new_key_without_a_password_and_whoever_was_erased_stays_so() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dir = folder.path();
    let book = book_in(dir)?;
    let (id, path) = (full(&book, "陈静")?, book.path().to_owned());
    full(&book, "Ada")?;
    let backup = made(&book, BackupReason::Asked)?;
    std::fs::copy(&backup, dir.join("pocket.copy"))?;
    let erase = EraseCustomer { id, name: "陈静".into(), drop_backups: false, neutral: None };
    assert!(book.erase(&erase, &[], &mut |_, _| true)?.is_gone);
    drop(book);
    let options = open_options(dir, Access::Write);
    let (renewed, _) = rekeying::renew_key(&path, &options, &RenewKey::default(), &mut |_, _| true)?;
    assert!(renewed.recovery_code.is_none() && renewed.rewritten == 1 && renewed.missed.is_empty(), "{renewed:?}");
    assert_eq!(open(dir, None)?.names()?, ["Ada"]);
    let restored = backups::restore(&path, &dir.join("pocket.copy"), &options, &mut |_, _| true)?;
    assert_eq!(restored.erased_again, 1, "a copy of the old key forgets them, too");
    assert_eq!(open(dir, None)?.names()?, ["Ada"]);
    Ok(())
}

#[test]
fn a_backup_goes_before_merges_and_steps_of_very_many_and_their_undo() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let book = book_in(folder.path())?;
    book.back_up_before_large_steps();
    let names: Vec<String> = (0..30).map(|number| format!("客户{number}")).collect();
    let ids: Vec<i64> = book.change("customers.import", |tx| {
        names.iter().map(|name| Ok(customers::create(tx, &req(json!({"name": name}))?)?.id)).collect()
    })?;
    let reasons =
        || Ok::<_, crate::Error>(book.backups()?.backups.iter().map(|b| (b.reason, b.customers)).collect::<Vec<_>>());
    assert_eq!(reasons()?, [], "an empty book needs none");
    book.change("customers.tag", |tx| customers::tag(tx, &ids[..10], &["VIP".into()], &[]))?;
    assert_eq!(reasons()?, [], "ten are not many");
    book.change("customers.trash", |tx| customers::trash(tx, &ids[..11]))?;
    assert_eq!(reasons()?, [(BackupReason::Bulk, 30)]);
    let hash = book.backups()?.backups[0].hash.clone();
    book.undo()?;
    assert_eq!(reasons()?.len(), 2, "undo of very many is one, too");
    assert_ne!(book.backups()?.backups[0].hash, hash);
    book.change("customer.merge", |tx| merges::merge(tx, &req(json!({"keep": ids[0], "others": [ids[1]]}))?))?;
    assert_eq!(reasons()?[0], (BackupReason::Merge, 30), "with both in it");
    book.change("followup.create", |tx| {
        followups::create(tx, &req(json!({"customer_id": ids[0], "due_on": "2026-12-01", "what": "电话"}))?)
    })?;
    assert_eq!(reasons()?.len(), 3);
    Ok(())
}
