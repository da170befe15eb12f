//! Clocks that are wrong, travel, or stood still: no backup is thinned that would have stayed, no follow-up is lost or there
//! twice.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use crate::book::backups::{BackupReason, MakeBackup};
use crate::book::testing::{open_options, req, starter};
use crate::book::{Access, Book, CreateOptions, OpenOptions};
use crate::clock::FixedClock;
use crate::customers::{self, Nothing};
use crate::error::Result;
use crate::{followups, today};

/// A book in a folder, and the clock on the wall.
struct Shop {
    book: Book,
    clock: Arc<FixedClock>,
    customer: i64,
    count: usize,
}

impl Shop {
    fn at(folder: &Path, now: &str) -> Result<Self> {
        let clock = Arc::new(FixedClock::new(moment(now)));
        let open = OpenOptions { clock: Arc::clone(&clock) as _, ..open_options(folder, Access::Write) };
        let book = Book::create(&folder.join("book.rounds"), &CreateOptions { open, starter: starter() })?;
        let created = book.change("customer.create", |tx| customers::create(tx, &req(json!({"name": "王记五金"}))?))?;
        Ok(Self { book, clock, customer: created.id, count: 0 })
    }

    /// A change and a backup of it at this moment.
    fn works_at(&mut self, now: &str) -> Result<()> {
        self.clock.set(moment(now));
        self.count += 1;
        let name = format!("客户{}", self.count);
        self.book.change("customer.create", |tx| customers::create(tx, &req(json!({ "name": name }))?))?;
        let made = self.book.backup(&MakeBackup { target: None, reason: BackupReason::Work }, &mut |_, _| true)?;
        assert!(made.proven_at.is_some());
        Ok(())
    }

    /// The backups that are there, by how many customers are in them.
    fn backups(&self) -> Result<BTreeSet<u64>> {
        let all = self.book.backups()?.backups;
        assert!(all.iter().all(|backup| Path::new(&backup.path).exists()));
        Ok(all.iter().map(|backup| backup.customers).collect())
    }

    fn plans(&self, on: &str) -> Result<()> {
        let what = json!({ "customer_id": self.customer, "due_on": on, "what": on, "allow_past": true });
        self.book.change("followup.create", |tx| followups::create(tx, &req(what)?)).map(drop)
    }

    /// What the day shows: overdue, today, the week; each open follow-up once at most.
    fn day(&self) -> Result<[Vec<String>; 3]> {
        let shown = self.book.read(|reader| today::show(reader, &Nothing {}))?;
        let days = |list: &today::DueList| list.rows.iter().map(|row| row.due_on.clone()).collect::<Vec<_>>();
        let parts = [days(&shown.overdue), days(&shown.today), days(&shown.week)];
        let all: Vec<&String> = parts.iter().flatten().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "nothing is there twice: {parts:?}");
        Ok(parts)
    }
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

#[test]
fn the_hour_that_is_there_twice_costs_no_backup() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut shop = Shop::at(folder.path(), "2026-10-25T00:30:00+02:00")?;
    // Summer time ends: half past two comes twice, to the second.
    for now in ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"] {
        shop.works_at(now)?;
    }
    assert_eq!(shop.backups()?, [2, 3, 4].into());
    Ok(())
}

#[test]
fn a_clock_set_back_ten_years_and_put_right_costs_no_backup_and_no_follow_up() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut shop = Shop::at(folder.path(), "2026-11-23T09:00:00+08:00")?;
    for on in ["2026-11-20", "2026-11-23", "2026-11-27"] {
        shop.plans(on)?;
    }
    let right = shop.day()?;
    assert_eq!(right.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
    for hour in 10..16 {
        shop.works_at(&format!("2026-11-23T{hour}:00:00+08:00"))?;
    }
    for hour in 10..16 {
        shop.works_at(&format!("2016-11-23T{hour}:00:00+08:00"))?;
    }
    assert_eq!(shop.day()?.iter().map(Vec::len).sum::<usize>(), 0, "ten years ago nothing was due");
    shop.works_at("2026-11-23T18:00:00+08:00")?;
    assert_eq!(shop.backups()?.len(), 13, "all of this day's work is there");
    assert_eq!(shop.day()?, right, "and all that is planned, as before");
    assert!(shop.book.check()?.ok);
    Ok(())
}

#[test]
fn a_journey_through_time_zones_shows_each_follow_up_once() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut shop = Shop::at(folder.path(), "2026-11-23T09:00:00+08:00")?;
    for on in ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"] {
        shop.plans(on)?;
    }
    // One moment, two local days.
    for (now, lengths) in [
        ("2026-11-23T09:00:00+08:00", [2, 1, 1]),
        ("2026-11-22T17:00:00-08:00", [1, 1, 2]),
        ("2026-11-23T01:00:00+00:00", [2, 1, 1]),
        ("2026-11-23T15:00:00+14:00", [2, 1, 1]),
    ] {
        shop.works_at(now)?;
        assert_eq!(shop.day()?.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "{now}");
    }
    assert_eq!(shop.backups()?.len(), 4);
    Ok(())
}

#[test]
fn after_months_of_sleep_the_newest_backups_are_there_and_what_was_planned_is_overdue() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut shop = Shop::at(folder.path(), "2026-03-01T09:00:00+08:00")?;
    shop.plans("2026-03-05")?;
    for minute in 10..22 {
        shop.works_at(&format!("2026-03-01T10:{minute}:00+08:00"))?;
    }
    shop.works_at("2026-11-23T09:00:00+08:00")?;
    let there = shop.backups()?;
    assert!((5..=14).all(|customers| there.contains(&customers)), "the newest ten, eight months old: {there:?}");
    assert_eq!(shop.day()?[0], ["2026-03-05"]);
    Ok(())
}
