//! The shell's own errors, with the codes of the door.

use rounds_api::WireError;
use serde_json::json;

/// A request whose `field` cannot be taken, and the reason as a code.
pub fn invalid(field: &str, reason: &str) -> WireError {
    coded("invalid", [("field", field), ("reason", reason)])
}

/// The system said no; `detail` is its own wording.
pub fn io(detail: &str) -> WireError {
    coded("io", [("detail", detail)])
}

fn coded<const N: usize>(code: &str, args: [(&str, &str); N]) -> WireError {
    let args = args.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    WireError { code: code.to_owned(), args, place: serde_json::Map::new() }
}
