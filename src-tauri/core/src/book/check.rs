//! "Check the book": is the file whole, do its parts agree?

use serde::{Deserialize, Serialize};

use super::hashes::{content_hash, dump_hash};
use super::pages::wrong_signatures;
use super::sql::Sql;
use super::{Access, Book, Reader, lock};
use crate::error::Result;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckReport {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// What is wrong, as SQLite or our own checks name it.
    pub problems: Vec<String>,
    /// What the user knows, see the book's hashes.
    pub content_hash: String,
    /// All journaled rows.
    pub dump_hash: String,
}

/// Rules that hold between tables; each lists what breaks it.
const RULES: &[(&str, &str)] = &[
    (
        "a customer's derived columns are stale",
        "SELECT c.id FROM customer AS c WHERE c.visit_count <> (SELECT count(*) FROM visit WHERE customer_id = c.id AND trashed_at = 0)
           OR c.stage_id <> coalesce((SELECT stage_id FROM stage_entry WHERE customer_id = c.id ORDER BY entered_at DESC, id DESC LIMIT 1), 0)
           OR c.owner_id <> coalesce((SELECT owner_id FROM ownership WHERE customer_id = c.id ORDER BY since_at DESC, id DESC LIMIT 1), 0)
           OR c.last_visit_on <> coalesce((SELECT max(visited_on) FROM visit WHERE customer_id = c.id AND trashed_at = 0), '')
           OR c.next_followup_on <> coalesce((SELECT min(due_on) FROM followup WHERE customer_id = c.id AND state = 'open' AND trashed_at = 0), '9999-12-31')
           OR c.sort_key <> name_sort_key(c.name, coalesce((SELECT reading FROM customer_detail WHERE customer_id = c.id), ''))
           OR (c.trashed_at = 0 AND c.birthday_on <> coalesce((
             SELECT next_birthday(birthday_calendar, birthday_month, birthday_day, birthday_leap, (SELECT derived_on FROM book_version))
             FROM customer_detail WHERE customer_id = c.id AND birthday_calendar <> ''), '9999-12-31'))",
    ),
    (
        "a customer's next visit is stale",
        "WITH asked AS (
           SELECT c.id, c.created_at, c.last_visit_on, c.visit_due_on, c.slipping_on, coalesce(
             (SELECT nullif(cadence_days, 0) FROM customer_detail WHERE customer_id = c.id),
             nullif(min(
               coalesce((SELECT min(t.cadence_days) FROM customer_tag AS l JOIN tag AS t ON t.id = l.tag_id
                 WHERE l.customer_id = c.id AND t.trashed_at = 0 AND t.cadence_days > 0), 999999),
               coalesce((SELECT cadence_days FROM stage WHERE id = c.stage_id AND trashed_at = 0 AND cadence_days > 0), 999999)), 999999),
             0) AS cadence
           FROM customer AS c WHERE c.trashed_at = 0)
         SELECT id FROM asked WHERE visit_due_on <> CASE cadence WHEN 0 THEN '9999-12-31' ELSE
             date(coalesce(nullif(last_visit_on, ''), date(created_at / 1000, 'unixepoch')), cadence || ' days') END
           OR slipping_on <> slipping_day(coalesce((SELECT group_concat(visited_on) FROM (SELECT visited_on FROM visit
             WHERE customer_id = asked.id AND trashed_at = 0 GROUP BY visited_on ORDER BY visited_on DESC)), ''), cadence)",
    ),
    (
        "a customer is missing from the search index",
        "SELECT id FROM customer WHERE trashed_at = 0 AND id NOT IN (SELECT id FROM customer_fts_docsize)",
    ),
    (
        "a visit is missing from the search index",
        "SELECT id FROM visit WHERE trashed_at = 0 AND summary || outcome <> '' AND id NOT IN (SELECT id FROM visit_fts_docsize)",
    ),
    (
        "the search index has a customer that is gone or in the trash",
        "SELECT id FROM customer_fts_docsize WHERE id NOT IN (SELECT id FROM customer WHERE trashed_at = 0)",
    ),
    (
        "the search index has a visit that is gone or in the trash",
        "SELECT id FROM visit_fts_docsize WHERE id NOT IN (SELECT id FROM visit WHERE trashed_at = 0)",
    ),
    (
        "the number of customers that is kept is wrong",
        "SELECT customers FROM book_version WHERE customers <> (SELECT count(*) FROM customer WHERE trashed_at = 0)",
    ),
    (
        "the number of visits that is kept of a day is wrong",
        "SELECT DISTINCT CAST(replace(visited_on, '-', '') AS INTEGER) FROM (
           SELECT * FROM (SELECT visited_on, count(*) FROM visit WHERE trashed_at = 0 GROUP BY visited_on EXCEPT SELECT * FROM visit_day)
           UNION ALL
           SELECT * FROM (SELECT * FROM visit_day EXCEPT SELECT visited_on, count(*) FROM visit WHERE trashed_at = 0 GROUP BY visited_on))",
    ),
    (
        "the number of follow-ups that is kept of a day is wrong",
        "WITH counted AS (
           SELECT f.due_on, count(*) AS followups, sum(f.state = 'open') AS open
           FROM followup AS f JOIN customer AS c ON c.id = f.customer_id
           WHERE f.trashed_at = 0 AND c.trashed_at = 0 GROUP BY f.due_on)
         SELECT DISTINCT CAST(replace(due_on, '-', '') AS INTEGER) FROM (
           SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM followup_day)
           UNION ALL
           SELECT * FROM (SELECT * FROM followup_day EXCEPT SELECT * FROM counted))",
    ),
    ("a contact point belongs to another customer than its contact",
     "SELECT p.id FROM contact_point AS p JOIN contact AS k ON k.id = p.contact_id WHERE k.customer_id <> p.customer_id"),
];

impl Book {
    /// Checks the file's pages against their signatures, the database, the references and our own rules.
    ///
    /// # Errors
    /// Those of the database, if it cannot even be read.
    pub fn check(&self) -> Result<CheckReport> {
        let mut problems = self.broken_signatures()?;
        self.read(|reader| {
            let (content_hash, dump_hash) =
                match rest(reader, &mut problems).map_err(|error| self.as_damage(reader, error)) {
                    Ok(hashes) => hashes,
                    // Pages that cannot be read are what a check is there to tell.
                    Err(error) if error.code() == "book_damaged" => {
                        problems.push("a page cannot be read".to_owned());
                        Default::default()
                    }
                    Err(error) => return Err(error),
                };
            Ok(CheckReport { ok: problems.is_empty(), problems, content_hash, dump_hash })
        })
    }

    /// Pages whose signature is wrong, those that hold nothing at present too. The file is looked at only when everything
    /// is in it: what still stands in the write-ahead log beside it leaves gaps that are no damage. Pages that hold
    /// something are found by the rest of the check in any case.
    fn broken_signatures(&self) -> Result<Vec<String>> {
        // A book in memory has no pages that are signed; beside a writer the file changes meanwhile.
        if self.path.as_os_str().is_empty() || self.access == Access::Read {
            return Ok(Vec::new());
        }
        let conn = lock(&self.writer);
        let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { wrong_signatures(&conn) } else { Ok(Vec::new()) }
    }

    /// The hash over all journaled rows.
    ///
    /// # Errors
    /// Those of the database.
    pub fn dump_hash(&self) -> Result<String> {
        self.read(|reader| dump_hash(reader))
    }
}

/// Everything that reads the database itself. Gives the hashes of content and dump.
fn rest(reader: &Reader<'_>, problems: &mut Vec<String>) -> Result<(String, String)> {
    // A look at an index makes this connection forget what it knew of its segments, which the check would not: it would
    // miss those that the writer has joined since.
    for index in ["customer_fts", "visit_fts"] {
        reader.first(&format!("SELECT rowid FROM {index} LIMIT 1"), [], |_| Ok(()))?;
    }
    let database: Vec<String> = reader.all("PRAGMA integrity_check(100)", [], |row| row.get(0))?;
    problems.extend(database.into_iter().filter(|line| line != "ok"));
    let broken: Vec<String> = reader.all("PRAGMA foreign_key_check", [], |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(format!("{table} {id:?} refers to a row that is not there"))
    })?;
    problems.extend(broken.into_iter().take(100));
    for (rule, sql) in RULES {
        let ids: Vec<i64> = reader.all(&format!("{sql} LIMIT 10"), [], |row| row.get(0))?;
        problems.extend(ids.into_iter().map(|id| format!("{rule}: {id}")));
    }
    Ok((content_hash(reader)?, dump_hash(reader)?))
}
