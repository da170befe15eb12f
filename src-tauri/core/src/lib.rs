//! The customer book: every rule and every query.
//!
//! Knows no window, no runtime and no words of any language: it takes requests, gives rows, codes and arguments.

pub mod agendas;
mod ahead;
pub mod assistants;
pub mod book;
pub mod cadences;
pub mod calendars;
pub mod changes;
pub mod checks;
pub mod clock;
pub mod conditions;
pub mod contact_points;
pub mod contacts;
pub mod coverage;
pub mod customers;
pub mod day_plans;
pub mod days;
pub mod drafts;
pub mod duplicates;
pub mod edits;
pub mod error;
pub mod exchange;
pub mod fields;
pub mod files;
pub mod followups;
pub mod lines;
pub mod merges;
pub mod openings;
pub mod owners;
pub mod packs;
pub mod papers;
pub mod places;
#[cfg(test)]
mod plans;
pub mod queries;
pub mod reminders;
pub mod repeats;
pub mod retention;
pub mod reviews;
pub mod rhythms;
pub mod routes;
pub mod sample;
pub mod search;
pub mod segments;
pub mod sets;
pub mod stages;
pub mod subjects;
pub mod tags;
pub mod timeline;
pub mod today;
pub mod trash;
pub mod values;
pub mod visit_kinds;
pub mod visits;
pub mod weeks;

pub use book::{Book, Reader, Tx};
pub use error::{Error, Result};
