//! What a table means: where its header is, what each column holds, and what customer each row tells.
//!
//! Pure functions over a [`Table`](crate::exchange::reading::Table): nothing is read or written here, and the day, the home
//! country and the currency are passed in. Problems are codes; the words for them live with the interface.

mod cells;
mod columns;
mod customers;
mod guesses;
mod headers;
mod headings;
mod mappings;
mod prepared;
#[cfg(test)]
mod row_tests;
mod rows;
#[cfg(test)]
mod truth_tests;
mod visits;

pub use cells::shown;
pub use columns::{Column, KnownField, Target};
pub use headers::find_header;
pub use mappings::propose_mapping;
pub use prepared::{
    CellProblem, CustomerKind, FieldValue, PointKind, Prepared, PreparedCustomer, PreparedPoint, PreparedVisit,
    RefusedReason, SkippedReason,
};
pub use rows::{Context, RowsAre, Width, prepare, prepare_all};
pub use visits::{holds_visits, propose_visits};
