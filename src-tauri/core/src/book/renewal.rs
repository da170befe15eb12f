//! Another day: columns that are derived from today are renewed.

use std::sync::atomic::Ordering;

use chrono::Datelike;
use roaring::RoaringTreemap;
use rusqlite::{Connection, TransactionBehavior, params};

use super::journal::Touched;
use super::sql::Sql;
use super::{Access, Book};
use crate::error::Result;

/// Birthdays that are over. Uses: customer_by_birthday.
const OVER: &str = "UPDATE customer SET birthday_on = (
    SELECT next_birthday(birthday_calendar, birthday_month, birthday_day, birthday_leap, ?1)
    FROM customer_detail WHERE customer_id = customer.id)
  WHERE birthday_on < ?1 AND trashed_at = 0 AND birthday_on < '9999-12-31'
    AND EXISTS (SELECT 1 FROM customer_detail WHERE customer_id = customer.id AND birthday_calendar <> '')
  RETURNING id";
/// Every birthday, where the clock went back.
const ALL: &str = "UPDATE customer SET birthday_on = new.day FROM (
    SELECT customer_id, next_birthday(birthday_calendar, birthday_month, birthday_day, birthday_leap, ?1) AS day
    FROM customer_detail WHERE birthday_calendar <> '') AS new
  WHERE customer.id = new.customer_id AND customer.birthday_on <> new.day RETURNING id";

impl Book {
    /// Renews what is derived from the day, if it is another one, unless a change is under way, which does it itself. Where
    /// it fails (a full disk), readers know that it is not of today, and it is tried again.
    pub(super) fn renew_if_free(&self) {
        if self.access == Access::Write
            && self.renewed_on.load(Ordering::Relaxed) != self.day()
            && let Ok(mut conn) = self.writer.try_lock()
        {
            let _ = self.renew(&mut conn);
        }
        // After the writer is free again: who hears of it may want to read.
        if self.is_renewal_untold.swap(false, Ordering::Relaxed) {
            self.announce(&["customers", "segments"]);
        }
    }

    fn day(&self) -> i32 {
        self.clock.today().num_days_from_ce()
    }

    /// Renews what is derived from the day, if it is another one. The sets in memory hear of whom that concerns.
    pub(super) fn renew(&self, conn: &mut Connection) -> Result<()> {
        let day = self.day();
        if self.access == Access::Read || self.renewed_on.load(Ordering::Relaxed) == day {
            return Ok(());
        }
        let today = self.clock.today().format("%Y-%m-%d").to_string();
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let derived_on: String = transaction.value("SELECT derived_on FROM book_version", [])?;
        if derived_on != today {
            let mut touched = Touched::default();
            let renewed: Vec<i64> = if derived_on.is_empty() {
                // A new book, or one whose schema has just become another: nothing was derived yet.
                transaction.run(include_str!("derive_customer.sql"), params![0, today, i64::MAX])?;
                touched.lists.insert("customer");
                Vec::new()
            } else {
                transaction.all(if derived_on > today { ALL } else { OVER }, [&today], |row| row.get(0))?
            };
            let version: u64 =
                transaction.value("UPDATE book_version SET n = n + 1, derived_on = ?1 RETURNING n", [&today])?;
            let customers: RoaringTreemap = renewed.iter().filter_map(|id| u64::try_from(*id).ok()).collect();
            touched.customers.insert("customer_detail", customers);
            self.sets.note(version, &touched);
            transaction.commit()?;
            self.is_renewal_untold.store(true, Ordering::Relaxed);
        }
        self.renewed_on.store(day, Ordering::Relaxed);
        Ok(())
    }
}
