//! The three ways to run a prepared statement, so that no query compiles its SQL twice.

use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::error::Result;

/// Runs statements out of the connection's cache.
pub trait Sql {
    /// Executes a statement; the number of changed rows.
    ///
    /// # Errors
    /// Those of the database.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize>;
    /// The first row, if there is one.
    ///
    /// # Errors
    /// Those of the database.
    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>>;
    /// All rows.
    ///
    /// # Errors
    /// Those of the database.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>>;
    /// The single value of a statement that always gives one row.
    ///
    /// # Errors
    /// Those of the database.
    fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T>;
}

impl Sql for Connection {
    fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.prepare_cached(sql)?.execute(params)?)
    }

    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.prepare_cached(sql)?.query_row(params, read).optional()?)
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        Ok(self.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }
}
