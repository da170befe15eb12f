//! Which customers, and in which order.

use std::path::PathBuf;

/// A list.
#[derive(Debug, clap::Args)]
pub struct List {
    /// The book
    pub book: PathBuf,
    /// Which customers, in which order
    #[command(flatten)]
    pub which: Which,
    /// From this position; 0 is the first
    #[arg(long, default_value_t = 0)]
    pub at: u32,
    /// At most so many
    #[arg(long, default_value_t = 100)]
    pub limit: u32,
    /// With --json: wrap the rows in {"total","rows"}
    #[arg(long)]
    pub total: bool,
}

/// Which customers, in which order.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// Only whom this rule holds for, as JSON; see docs/CLI.md
    #[arg(long = "where", value_name = "JSON")]
    pub rule: Option<String>,
    /// Only with this tag; may be repeated
    #[arg(long)]
    pub tag: Vec<String>,
    /// Only in this stage
    #[arg(long)]
    pub stage: Option<String>,
    /// Only those in this segment
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
    /// name, kind, stage, owner, last_visit, next_followup, created, updated, tags, phone, contact, visits, birthday or
    /// field:LABEL; KEY-desc for last first; may be repeated: by the first, then by the next [default: name]
    #[arg(long, value_name = "KEY")]
    pub sort: Vec<Sort>,
}

/// An order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The key, as the door names it, or `field:` and a label.
    pub by: String,
    /// Last first.
    pub desc: bool,
}

const SORT_KEYS: [&str; 13] = [
    "name",
    "kind",
    "stage",
    "owner",
    "last_visit",
    "next_followup",
    "created",
    "updated",
    "tags",
    "phone",
    "contact",
    "visits",
    "birthday",
];
/// Before the label of a field.
pub const FIELD: &str = "field:";

impl std::str::FromStr for Sort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (key, desc) = text.strip_suffix("-desc").map_or((text, false), |key| (key, true));
        if SORT_KEYS.contains(&key) || key.strip_prefix(FIELD).is_some_and(|label| !label.trim().is_empty()) {
            Ok(Self { by: key.to_owned(), desc })
        } else {
            Err(format!("one of {} or {FIELD}LABEL, with -desc for last first", SORT_KEYS.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_a_key_or_a_key_turned_round() {
        assert_eq!("last_visit-desc".parse(), Ok(Sort { by: "last_visit".into(), desc: true }));
        assert_eq!("name".parse(), Ok(Sort { by: "name".into(), desc: false }));
        assert_eq!("field:面积-desc".parse(), Ok(Sort { by: "field:面积".into(), desc: true }));
        assert!("colour".parse::<Sort>().is_err() && "field:".parse::<Sort>().is_err());
    }
}
