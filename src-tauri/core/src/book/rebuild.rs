//! Everything that is derived, worked out anew: columns of customers and the search indexes. Nothing of the user's is
//! touched, so there is nothing to undo.

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior, params};

use super::journal::Touched;
use super::progress::OnProgress;
use super::sql::Sql;
use super::{Book, CheckReport, lock};
use crate::error::{Error, Result};
use crate::search;

/// So many are indexed between two looks at whether to go on.
const CHUNK: usize = 1_024;

impl Book {
    /// Works out all derived columns and both search indexes anew, all or nothing, and checks the book afterwards.
    ///
    /// # Errors
    /// Those of the database; `in_use` if this book is open for reading only, `cancelled` if it was stopped.
    pub fn rebuild(&self, on_progress: OnProgress<'_>) -> Result<CheckReport> {
        self.check_access()?;
        let mut conn = lock(&self.writer);
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let today = self.clock.today();
        transaction.run(
            "UPDATE book_version SET derived_on = ?1, customers = (SELECT count(*) FROM customer WHERE trashed_at = 0)",
            [today.format("%Y-%m-%d").to_string()],
        )?;
        transaction.execute_batch(
            "DELETE FROM visit_day;
             INSERT INTO visit_day SELECT visited_on, count(*) FROM visit WHERE trashed_at = 0 GROUP BY visited_on;
             DELETE FROM followup_day;
             INSERT INTO followup_day
               SELECT f.due_on, count(*), sum(f.state = 'open') FROM followup AS f JOIN customer AS c ON c.id = f.customer_id
               WHERE f.trashed_at = 0 AND c.trashed_at = 0 GROUP BY f.due_on;",
        )?;
        work(&transaction, today, on_progress)?;
        let version: u64 = transaction.value("UPDATE book_version SET n = n + 1 RETURNING n", [])?;
        // Nothing that is kept in memory is known to be right.
        let mut touched = Touched::default();
        touched.lists.insert("customer");
        self.sets.note(version, &touched);
        transaction.commit()?;
        self.chores.after_commit(&conn);
        drop(conn);
        self.announce(&["customers", "segments", "tags", "stages", "owners", "visits", "followups"]);
        self.check()
    }
}

fn work(conn: &Connection, today: NaiveDate, on_progress: OnProgress<'_>) -> Result<()> {
    let customers: Vec<i64> = conn.all("SELECT id FROM customer ORDER BY id", [], |row| row.get(0))?;
    let visits: Vec<i64> = conn.all("SELECT id FROM visit ORDER BY id", [], |row| row.get(0))?;
    let (mut done, total) = (0, (2 * customers.len() + visits.len()) as u64);
    let mut tell = |more: usize| {
        done += more as u64;
        if on_progress(done, total) { Ok(()) } else { Err(Error::refused("cancelled")) }
    };
    let today = today.format("%Y-%m-%d").to_string();
    for some in customers.chunks(CHUNK) {
        conn.run(include_str!("derive_customer.sql"), params![some.first(), today, some.last()])?;
        tell(some.len())?;
    }
    for table in ["customer_fts", "visit_fts"] {
        conn.run(&format!("INSERT INTO {table} ({table}) VALUES ('delete-all')"), [])?;
    }
    for some in customers.chunks(CHUNK) {
        search::index::refresh_customers(conn, some)?;
        tell(some.len())?;
    }
    for some in visits.chunks(CHUNK) {
        search::index::refresh_visits(conn, some)?;
        tell(some.len())?;
    }
    Ok(())
}
