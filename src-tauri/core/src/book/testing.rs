//! Books for tests: in memory or in a folder, with a clock that stands still until it is told to go on.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::sql::Sql;
use super::{Access, Book, CreateOptions, OpenOptions, Reader, Starter, Tx, history, lock};
use crate::clock::{Clock, FixedClock};
use crate::customers::{self, ById};
use crate::error::{Error, Result};
use crate::sets::Sets;

/// Monday 2026-11-23, 09:00 in China.
#[must_use]
pub fn monday_morning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:00:00+08:00").unwrap_or_default()
}

/// The same hour so many days after that Monday.
#[must_use]
pub fn days_later(days: u64) -> DateTime<FixedOffset> {
    monday_morning().checked_add_days(Days::new(days)).unwrap_or_default()
}

/// What a test's book begins with.
#[must_use]
pub fn starter() -> Starter {
    let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    Starter {
        settings: [("home_country", "CN"), ("currency", "CNY"), ("currency_exponent", "2")].map(pair).to_vec(),
        me: "我".to_owned(),
        stages: [("新", "blue"), ("活跃", "green"), ("沉睡", "gray")].map(pair).to_vec(),
        visit_kinds: [("on_site", "上门"), ("phone", "电话"), ("other", "其他")].map(pair).to_vec(),
        segments: Vec::new(),
    }
}

/// An empty book in memory.
///
/// # Errors
/// Those of the database.
pub fn empty_book() -> Result<Book> {
    Ok(book_and_clock()?.0)
}

/// An empty book in memory, and the clock that it goes by.
///
/// # Errors
/// Those of the database.
pub fn book_and_clock() -> Result<(Book, Arc<FixedClock>)> {
    let clock = Arc::new(FixedClock::new(monday_morning()));
    let book = Book::in_memory(Arc::clone(&clock) as Arc<dyn Clock>, starter())?;
    Ok((book, clock))
}

/// An empty book in memory that goes by this clock.
///
/// # Errors
/// Those of the database.
pub fn book_by(clock: &Arc<impl Clock + 'static>) -> Result<Book> {
    Book::in_memory(Arc::clone(clock) as Arc<dyn Clock>, starter())
}

/// A book in memory that begins with this.
///
/// # Errors
/// Those of the database.
pub fn book_that_starts_with(starter: Starter) -> Result<Book> {
    Book::in_memory(Arc::new(FixedClock::new(monday_morning())), starter)
}

/// A book in memory with customers of these names.
///
/// # Errors
/// Those of making them.
pub fn book_with(names: &[&str]) -> Result<Book> {
    let book = empty_book()?;
    for name in names {
        book.change("customer.create", |tx| customers::create(tx, &req(serde_json::json!({"name": name}))?))?;
    }
    Ok(book)
}

/// How to open a book in this folder, to write or to read.
#[must_use]
pub fn open_options(folder: &Path, access: Access) -> OpenOptions {
    let clock = Arc::new(FixedClock::new(monday_morning()));
    OpenOptions { config_dir: folder.join("config"), clock, access, secret: None }
}

/// A new book `book.rounds` in this folder, its second slot in `config`.
///
/// # Errors
/// Those of [`Book::create`].
pub fn book_in(folder: &Path) -> Result<Book> {
    let open = open_options(folder, Access::Write);
    Book::create(&folder.join("book.rounds"), &CreateOptions { open, starter: starter() })
}

/// A request as it comes through the door.
///
/// # Errors
/// If it is not of the request's shape.
pub fn req<T: DeserializeOwned>(json: Value) -> Result<T> {
    Ok(serde_json::from_value(json)?)
}

/// A request about this record.
#[must_use]
pub const fn by(id: i64) -> ById {
    ById { id }
}

impl Reader<'_> {
    /// The same view with other sets in memory, so that they are built anew.
    #[must_use]
    pub const fn with_sets<'a>(&'a self, sets: &'a Sets) -> Reader<'a> {
        Reader { sets, ..*self }
    }
}

impl Book {
    /// A change that must stand every turn: it does something, is undone and redone, each time exactly, and the book is
    /// sound after each.
    ///
    /// # Panics
    /// If one of that is not so.
    pub fn turn_round<T>(&self, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let before = self.fingerprint()?;
        let done = self.change("test.change", f)?;
        let after = self.fingerprint()?;
        assert!(before != after, "the change did nothing");
        self.undo()?;
        assert!(self.fingerprint()? == before, "undo does not bring back what was");
        self.redo()?;
        assert!(self.fingerprint()? == after, "redo does not do the same again");
        Ok(done)
    }

    /// A change that must be refused, with nothing done: the error's code, and what it names as field, record or reason.
    ///
    /// # Errors
    /// Those of the database.
    ///
    /// # Panics
    /// If it is not refused, or leaves something behind.
    pub fn refusal<T>(&self, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<String> {
        let before = self.fingerprint()?;
        let error = match self.change("test.refused", f) {
            Ok(_) => return Ok("done".to_owned()),
            Err(error) => error,
        };
        assert!(self.fingerprint()? == before, "a refused change left something behind");
        let args = error.args();
        let told = ["field", "record", "reason", "name", "count"].iter().filter_map(|name| args.get(*name));
        let told: Vec<String> =
            told.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect();
        Ok(if told.is_empty() { error.code().to_owned() } else { format!("{}: {}", error.code(), told.join(" ")) })
    }

    /// Hashes of the journaled rows and of the content, the derived columns, and how many steps could be undone.
    ///
    /// # Errors
    /// Those of the database.
    ///
    /// # Panics
    /// If the check of the book finds something.
    pub fn fingerprint(&self) -> Result<[String; 4]> {
        let report = self.check()?;
        assert!(report.ok, "{:?}", report.problems);
        let derived: Vec<String> = self.read(|reader| {
            reader.all(
                "SELECT json_array(id, sort_key, stage_id, owner_id, last_visit_on, next_followup_on, visit_count, birthday_on,
                   visit_due_on, slipping_on, lat, lon)
                 FROM customer ORDER BY id",
                [],
                |row| row.get(0),
            )
        })?;
        let steps: i64 = self.read(|reader| reader.value("SELECT count(*) FROM change WHERE state = 'done'", []))?;
        Ok([report.dump_hash, report.content_hash, derived.join("\n"), steps.to_string()])
    }

    /// The id of the customer with this name, in the trash or not.
    ///
    /// # Errors
    /// `not_found`.
    pub fn customer(&self, name: &str) -> Result<i64> {
        let sql = "SELECT id FROM customer WHERE name = ?1 ORDER BY id LIMIT 1";
        self.read(|reader| reader.first(sql, [name], |row| row.get(0)))?
            .ok_or_else(|| Error::refused("not_found").arg("name", name))
    }

    /// Names of customers that are not in the trash, as the list has them.
    ///
    /// # Errors
    /// Those of the list.
    pub fn names(&self) -> Result<Vec<String>> {
        let list = self.read(|reader| customers::list(reader, &customers::ListCustomers::default()))?;
        Ok(list.rows.into_iter().map(|row| row.name).collect())
    }

    /// The card of the customer with this name.
    ///
    /// # Errors
    /// `not_found`.
    pub fn card(&self, name: &str) -> Result<customers::Card> {
        let id = self.customer(name)?;
        self.read(|reader| customers::show(reader, &by(id)))
    }

    /// What a statement gives as text, for a look behind the rules.
    ///
    /// # Errors
    /// Those of the database.
    pub fn ask(&self, sql: &str) -> Result<Vec<String>> {
        self.read(|reader| reader.all(sql, [], |row| row.get::<_, rusqlite::types::Value>(0).map(text_of)))
    }

    /// Lets the file grow to so many pages of 4,096 bytes: a full disk. 0 lifts that.
    ///
    /// # Errors
    /// Those of the database.
    pub fn limit_pages(&self, pages: u32) -> Result<()> {
        let pages = if pages == 0 { 1_073_741_823 } else { pages };
        Ok(lock(&self.writer).query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?)
    }

    /// How many pages the file has.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pages(&self) -> Result<u32> {
        self.read(|reader| reader.value("PRAGMA page_count", []))
    }

    /// Keeps undo data up to so many bytes.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_beyond(&self, bytes: i64) -> Result<()> {
        history::forget_beyond(&lock(&self.writer), bytes)
    }

    /// Runs SQL on the writer's connection behind the back of every rule.
    ///
    /// # Errors
    /// Those of the database.
    pub fn tamper(&self, sql: &str) -> Result<()> {
        Ok(lock(&self.writer).execute_batch(sql)?)
    }
}

fn text_of(value: rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Null => "null".to_owned(),
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    }
}
