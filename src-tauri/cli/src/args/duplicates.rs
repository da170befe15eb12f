//! Customers who may be one.

use std::path::PathBuf;

/// A look for duplicates.
#[derive(Debug, clap::Args)]
pub struct Duplicates {
    /// The book
    pub book: PathBuf,
    /// Only those who may be the same as this customer: id, uid:… or exact name
    pub customer: Option<String>,
    /// Only pairs with this probability and more, from 0 to 1 [default: 0.5]
    #[arg(long, value_name = "SCORE")]
    pub least: Option<f64>,
    /// At most so many pairs, the likeliest first
    #[arg(long, default_value_t = 1_000)]
    pub limit: u32,
    /// A field whose value belongs to one customer only, such as a tax number; may be repeated
    #[arg(long = "field", value_name = "LABEL")]
    pub fields: Vec<String>,
}

/// A merge.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// The book
    pub book: PathBuf,
    /// Who stays and gets everything: id, uid:… or exact name
    #[arg(required_unless_present = "all")]
    pub keep: Option<String>,
    /// Who goes
    #[arg(required_unless_present = "all")]
    pub others: Vec<String>,
    /// Whose name, kind, birthday, stage, owner or field:LABEL to take, where not of who stays; may be repeated
    #[arg(long, value_name = "WHAT=CUSTOMER")]
    pub take: Vec<String>,
    /// All who are one by their score; who was visited most stays
    #[arg(long, conflicts_with_all = ["keep", "take"])]
    pub all: bool,
    /// With --all: only with this probability and more, from 0 to 1 [default: 0.99]
    #[arg(long, value_name = "SCORE", requires = "all")]
    pub least: Option<f64>,
    /// With --all: a field whose value belongs to one customer only; may be repeated
    #[arg(long = "field", value_name = "LABEL", requires = "all")]
    pub fields: Vec<String>,
}
