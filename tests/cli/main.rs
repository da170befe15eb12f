//! The command line from outside: the built program, real books, exit codes, JSON.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]
#![allow(clippy::print_stdout, reason = "a proof says what it has tried")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it says")]

mod assistants;
mod books;
mod calls;
mod customers;
mod duplicates;
mod everything;
mod exports;
mod febrl;
mod fields;
mod followups;
mod harness;
mod imports;
mod inputs;
mod kills;
mod lists;
mod papers;
mod queries;
mod safety;
mod spectrum;
