//! Follow-ups and appointments.

use std::path::PathBuf;

/// A follow-up.
#[derive(Debug, clap::Args)]
pub struct FollowUp {
    /// The book
    pub book: PathBuf,
    /// Id, uid:… or exact name
    pub customer: String,
    /// What is to be done
    #[arg(default_value = "")]
    pub what: String,
    /// The day: YYYY-MM-DD, today, tomorrow or +7 for in a week
    #[arg(long, value_name = "DATE")]
    pub on: String,
    /// The time: HH:MM
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// When it is over, HH:MM: makes it an appointment
    #[arg(long, value_name = "TIME", requires = "at")]
    pub until: Option<String>,
    /// Where
    #[arg(long, default_value = "")]
    pub place: String,
    /// How much it matters
    #[arg(long, default_value = "normal", value_parser = ["low", "normal", "high"])]
    pub priority: String,
    /// How it comes again, as calendars write it (RFC 5545)
    #[arg(long, value_name = "RRULE")]
    pub repeat: Option<String>,
    /// Remind so many minutes before
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    pub remind: Option<i32>,
    /// A day that is over is meant
    #[arg(long)]
    pub past: bool,
}

/// A follow-up that is there.
#[derive(Debug, clap::Args)]
pub struct Followed {
    /// The book
    pub book: PathBuf,
    /// Its id, as follow-ups tells it
    pub id: i64,
}

/// Another day for follow-ups.
#[derive(Debug, clap::Args)]
pub struct Move {
    /// The book
    pub book: PathBuf,
    /// Their ids, as follow-ups tells them
    #[arg(required = true)]
    pub ids: Vec<i64>,
    /// The new day: YYYY-MM-DD, today, tomorrow or +7 for in a week
    #[arg(long, value_name = "DATE")]
    pub to: String,
    /// A new time: HH:MM [default: as before]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// A day that is over is meant
    #[arg(long)]
    pub past: bool,
}
