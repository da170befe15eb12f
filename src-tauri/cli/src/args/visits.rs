//! Visits.

use std::path::PathBuf;

/// A visit.
#[derive(Debug, clap::Args)]
pub struct Log {
    /// The book
    pub book: PathBuf,
    /// Id, uid:… or exact name; - if TEXT is a whole line that tells whom
    pub customer: String,
    /// What was said
    pub text: String,
    /// on_site, in_shop, phone, message, email, delivery, other, or a name of your own [default: the first]
    #[arg(long)]
    pub kind: Option<String>,
    /// The day: YYYY-MM-DD, today or yesterday [default: now]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The time: HH:MM [default: now, or none on another day]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The day of the next step: YYYY-MM-DD, tomorrow or +7 for in a week; makes a follow-up
    #[arg(long, value_name = "DATE")]
    pub next: Option<String>,
    /// What a field of the visit holds; may be repeated
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// With -: the moment that days count from [default: now]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// With -: make a customer of a name that nobody has
    #[arg(long)]
    pub new: bool,
}
