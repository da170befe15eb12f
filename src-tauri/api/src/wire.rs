//! Errors as they cross the door.

use rounds_core::Error;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// An error: a stable code, what its wording needs, and where it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WireError {
    /// One of the error codes; worded as `error-<code>`.
    pub code: String,
    /// What the wording needs.
    #[cfg_attr(feature = "bindings", ts(type = "Record<string, unknown>"))]
    pub args: Map<String, Value>,
    /// File, row, column, field or command.
    #[serde(rename = "where")]
    #[cfg_attr(feature = "bindings", ts(rename = "where", type = "Record<string, unknown>"))]
    pub place: Map<String, Value>,
}

impl WireError {
    /// Something that should not happen; `detail` is for a report, and holds no customer data.
    #[must_use]
    pub fn internal(detail: impl Into<String>) -> Self {
        let mut args = Map::new();
        args.insert("detail".to_owned(), json!(detail.into()));
        Self { code: "internal".to_owned(), args, place: Map::new() }
    }

    /// A value that cannot be taken; `reason` is a code.
    #[must_use]
    pub fn invalid(field: &str, reason: &str) -> Self {
        Error::invalid(field, reason).into()
    }

    /// The system said no; `detail` is its own word.
    #[must_use]
    pub fn io(detail: impl Into<String>) -> Self {
        Error::refused("io").arg("detail", detail.into()).into()
    }

    /// No more than a code.
    pub(crate) fn of_code(code: &str) -> Self {
        Self { code: code.to_owned(), args: Map::new(), place: Map::new() }
    }

    /// Adds the command that failed.
    #[must_use]
    pub fn in_command(mut self, command: &str) -> Self {
        self.place.insert("command".to_owned(), json!(command));
        self
    }
}

impl From<Error> for WireError {
    fn from(error: Error) -> Self {
        Self { code: error.code().to_owned(), args: error.args(), place: error.place() }
    }
}
