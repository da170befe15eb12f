//! Changes of many customers: who is meant is worked out first, then all are changed in one step.

use rounds_core::customers::{self, Bulk, Selection, SetCustomers, TagCustomers};
use rounds_core::exchange::appointments::{self, CalendarImported, ImportCalendar};
use rounds_core::followups::{self, CreateFollowUps, MoveFollowUpsOf};
use rounds_core::{Error, Result, Tx};

use crate::session::Session;

fn change(
    session: &Session,
    verb: &'static str,
    selection: &Selection,
    f: impl FnOnce(&Tx<'_>, &[i64]) -> Result<usize>,
) -> Result<usize> {
    let book = session.book()?;
    let ids = book.read(|reader| customers::ids_of(reader, selection))?;
    session.inner().jobs.run(verb, |progress| book.change_telling(verb, progress, |tx| f(tx, &ids)))
}

fn to(req: &Bulk) -> Result<i64> {
    req.to.ok_or_else(|| Error::invalid("to", "empty"))
}

pub(crate) fn trash(session: &Session, req: Bulk) -> Result<usize> {
    change(session, "customers.trash", &req.customers, customers::trash)
}

pub(crate) fn restore(session: &Session, req: Bulk) -> Result<usize> {
    change(session, "customers.restore", &req.customers, customers::restore)
}

pub(crate) fn set_stage(session: &Session, req: Bulk) -> Result<usize> {
    let stage = to(&req)?;
    change(session, "customers.set_stage", &req.customers, |tx, ids| customers::set_stage(tx, ids, stage))
}

pub(crate) fn set_owner(session: &Session, req: Bulk) -> Result<usize> {
    let owner = to(&req)?;
    change(session, "customers.set_owner", &req.customers, |tx, ids| customers::set_owner(tx, ids, owner))
}

pub(crate) fn tag(session: &Session, req: TagCustomers) -> Result<usize> {
    change(session, "customers.tag", &req.customers, |tx, ids| customers::tag(tx, ids, &req.add, &req.remove))
}

pub(crate) fn set(session: &Session, req: SetCustomers) -> Result<usize> {
    change(session, "customers.set", &req.customers, |tx, ids| customers::set(tx, ids, &req.set))
}

pub(crate) fn follow_up(session: &Session, req: CreateFollowUps) -> Result<usize> {
    change(session, "followups.create", &req.customers, |tx, ids| followups::create_many(tx, ids, &req))
}

pub(crate) fn move_followups(session: &Session, req: MoveFollowUpsOf) -> Result<usize> {
    change(session, "followups.move_of", &req.customers, |tx, ids| followups::move_many(tx, ids, &req))
}

/// Takes the appointments of a file as one step.
pub(crate) fn import_calendar(session: &Session, req: ImportCalendar) -> Result<CalendarImported> {
    const VERB: &str = "calendar.import";
    let book = session.book()?;
    session.inner().jobs.run(VERB, |progress| book.change_telling(VERB, progress, |tx| appointments::import(tx, &req)))
}
