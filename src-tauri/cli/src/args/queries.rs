//! Questions in SQL.

use std::path::PathBuf;

/// A question in SQL.
#[derive(Debug, clap::Args)]
pub struct Query {
    /// The book
    pub book: PathBuf,
    /// One SELECT
    pub sql: String,
    /// How the answer is written; --json is the same as json
    #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
    pub format: QueryFormat,
    /// At most so many rows [default: 1,000 of a table, else all]
    #[arg(long, value_name = "ROWS")]
    pub limit: Option<u32>,
    /// So long it may take
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub timeout: u64,
    /// Let it read the tables themselves, which change with every version
    #[arg(long)]
    pub tables: bool,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum QueryFormat {
    /// Columns side by side
    Table,
    /// CSV with a heading, UTF-8
    Csv,
    /// One array of objects
    Json,
    /// An object a line
    Jsonl,
}
