//! Assistants.

use std::path::PathBuf;

/// What an assistant may do.
#[derive(Debug, clap::Args)]
pub struct Assistant {
    /// The book
    pub book: PathBuf,
    /// Nothing, reading, or also logging visits and making follow-ups [default: what is kept]
    #[arg(long, value_enum)]
    pub allow: Option<Allow>,
    /// What it is shown of a customer, in place of the list so far: name, kind, stage, owner, tags, followups, visits,
    /// phones, emails, messengers, addresses, contacts, birthday, note, field:LABEL
    #[arg(long, value_name = "WORD,…", value_delimiter = ',')]
    pub show: Option<Vec<String>>,
}

/// How far it is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Allow {
    /// Not at all
    Off,
    /// It reads
    Read,
    /// It reads, logs visits and makes follow-ups
    Write,
}
