//! The command line from outside: the built program, real books, exit codes, JSON.
#![allow(missing_docs, reason = "a test binary has no readers of its documentation")]

mod books;
mod calls;
mod customers;
mod harness;
mod imports;
mod inputs;
mod lists;
