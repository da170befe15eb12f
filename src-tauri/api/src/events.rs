//! What the session tells the window of.

use serde::Serialize;

use crate::jobs::JobInfo;

/// Something that happened, told after it was committed.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// A change was committed: what concerns these topics is stale.
    Changed {
        /// Such as `customers`, `tags`, `history`.
        topics: Vec<String>,
    },
    /// A job got further, or ended.
    Job(Box<JobInfo>),
}

impl Event {
    /// The event's name: `changed` or `job`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "changed",
            Self::Job(_) => "job",
        }
    }
}
