//! The book as a whole: changes and their way back, files, locks, schema.

mod backups;
mod bulk;
mod changes;
mod clocks;
mod erasing;
mod files;
mod followup_days;
mod forgetting;
mod idle;
mod migrations;
mod passwords;
mod readers;
mod rebuilding;
mod replays;
mod rules;
mod safekeeping;
mod steps;
mod undo_rest;
mod undo_sequences;
mod undo_steps;
mod walks;
