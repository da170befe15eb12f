//! The commands, each through the door.

mod assistants;
mod backups;
mod books;
mod calendars;
mod call;
mod changes;
mod conflicts;
mod customers;
mod duplicates;
mod erasing;
mod exports;
mod files;
mod followups;
mod history;
mod imports;
mod lines;
mod lists;
mod packs;
mod passwords;
mod plans;
mod queries;
mod safety;
mod shells;
mod today;
mod visits;

use crate::args::Command;
use crate::failures::Outcome;
use crate::terminal::Terminal;

/// Carries out a command.
pub fn run(terminal: &mut Terminal, command: Command) -> Outcome {
    match command {
        Command::New { book, country } => books::new(terminal, &book, country),
        Command::Check { book, rebuild } => books::check(terminal, &book, rebuild),
        Command::Packs => packs::list(terminal),
        Command::Take { book, pack } => packs::take(terminal, &book, &pack),
        Command::SavePack { book, file, name } => packs::save(terminal, &book, &file, &name),
        Command::Sample { book, customers, seed } => books::sample(terminal, &book, customers, seed),
        Command::Import(import) => imports::import(terminal, &import),
        Command::Safety(command) => safety::run(terminal, command),
        Command::Find { book, text, limit } => lists::find(terminal, &book, &text.join(" "), limit),
        Command::List(list) => lists::list(terminal, &list),
        Command::Segments(whole) => lists::segments(terminal, &whole.book),
        Command::Show(one) => customers::show(terminal, &one),
        Command::Tag { book, customer, tags, remove } => customers::tag(terminal, &book, &customer, &tags, &remove),
        Command::Trash(one) => customers::trash(terminal, &one),
        Command::Untrash(one) => customers::untrash(terminal, &one),
        Command::Log(log) if log.customer == "-" => lines::log(terminal, &log),
        Command::Log(log) => visits::log(terminal, &log),
        Command::Card(card) => exports::card(terminal, &card),
        Command::Labels(labels) => exports::labels(terminal, &labels),
        Command::Files(one) => files::list(terminal, &one),
        Command::Attach { book, customer, files, visit } => files::attach(terminal, &book, &customer, &files, visit),
        Command::FileSave { book, id, out } => files::save(terminal, &book, id, &out),
        Command::Export(export) => exports::export(terminal, &export),
        Command::Query(query) => queries::query(terminal, &query),
        Command::Changes { book, since, follow } => changes::changes(terminal, &book, since, follow),
        Command::Completions { shell } => shells::completions(terminal, shell),
        Command::Man { folder } => shells::man(&folder),
        Command::Duplicates(look) => duplicates::list(terminal, &look),
        Command::Conflicts(look) => conflicts::check(terminal, &look),
        Command::Marks(marks) => conflicts::marks(terminal, &marks),
        Command::Merge(merge) => duplicates::merge(terminal, &merge),
        Command::Merges { book, customer } => duplicates::merges(terminal, &book, customer.as_deref()),
        Command::Unmerge { book, merge } => duplicates::unmerge(terminal, &book, merge),
        Command::NotSame { book, customer, other, forget } => {
            duplicates::not_same(terminal, &book, &customer, &other, forget)
        }
        Command::FollowUp(new) => followups::create(terminal, &new),
        Command::FollowUps { book, customer, by, limit } => {
            followups::list(terminal, &book, customer.as_deref(), by.as_deref(), limit)
        }
        Command::Done(one) => followups::close(terminal, &one, "followups_finish"),
        Command::Drop(one) => followups::close(terminal, &one, "followups_drop"),
        Command::NoShow(one) => followups::close(terminal, &one, "followups_miss"),
        Command::Move(to) => followups::move_to(terminal, &to),
        Command::ExportCalendar { book, file, from, appointments } => {
            calendars::export(terminal, &book, &file, from.as_deref(), appointments)
        }
        Command::ImportCalendar { book, file, customer } => {
            calendars::import(terminal, &book, &file, customer.as_deref())
        }
        Command::Plan { book, on } => plans::show(terminal, &book, on.as_deref()),
        Command::Weeks { book, weeks } => plans::weeks(terminal, &book, weeks),
        Command::Coverage { book, by, from, to } => {
            plans::coverage(terminal, &book, &by, from.as_deref(), to.as_deref())
        }
        Command::Review { book, from, to } => today::review(terminal, &book, from.as_deref(), to.as_deref()),
        Command::Today(whole) => today::show(terminal, &whole.book),
        Command::Parse { book, line, now, customer } => {
            lines::parse(terminal, &book, &line, now.as_deref(), customer.as_deref())
        }
        Command::Undo { book, step: Some(step), rest: true } => history::undo_rest(terminal, &book, step),
        Command::Undo { book, step, .. } => history::undo(terminal, &book, step),
        Command::Redo(whole) => history::redo(terminal, &whole.book),
        Command::History { book, customer, limit } => history::list(terminal, &book, customer.as_deref(), limit),
        Command::Assistant(asked) => assistants::allow(terminal, &asked),
        Command::Mcp(whole) => assistants::mcp(terminal, &whole.book),
        Command::Call { book, command, arguments, read } => {
            call::call(terminal, &book, &command, arguments.as_deref(), read)
        }
    }
}
