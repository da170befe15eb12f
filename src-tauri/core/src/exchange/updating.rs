//! What a row of a file would change of a customer who is there: only what the file says and the book does not.
//!
//! Nothing is taken away: contact points, contacts and tags are added to those that are there, a note gets another line. Of
//! an empty cell a field or a birthday is emptied only if that was asked for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::imports::Writer;
use super::meaning::{FieldValue, PointKind, PreparedCustomer, PreparedPoint, PreparedVisit, Target, shown};
use super::planning::Plan;
use crate::book::sql::Sql;
use crate::contact_points;
use crate::contacts::{self, EditContact};
use crate::customers::{self, Card, CustomerKind, EditCustomer};
use crate::error::Result;
use crate::fields::{self, FieldContent, FieldType, Record};
use crate::values::birthdays::Birthday;
use crate::{files, owners, stages, tags};

/// One thing that would be another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// The index of the column that says so.
    pub column: usize,
    /// What is there now, as text; empty for nothing.
    pub was: String,
    pub put: Put,
}

/// What is put there.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Put {
    Name(String),
    Kind(CustomerKind),
    Birthday(Option<Birthday>),
    Note(String),
    Stage(String),
    Owner(String),
    Contact(String, String),
    Role(i64, String),
    Point(PreparedPoint),
    Tag(String),
    LastVisit(NaiveDate, PreparedVisit),
    NextFollowup(NaiveDate),
    Value(Option<FieldValue>),
}

/// What a row would change of a customer. Uses: visit_by_customer, followup_open_by_customer.
pub(super) fn steps(conn: &Connection, plan: &Plan, card: &Card, customer: &PreparedCustomer) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    for column in &plan.columns {
        let mut add = |was: &str, put: Put| steps.push(Step { column: column.index, was: was.to_owned(), put });
        match &column.target {
            Target::Name if card.name != customer.name && is_first(plan, column.index, &Target::Name) => {
                add(&card.name, Put::Name(customer.name.clone()));
            }
            Target::Kind if card.kind != customer.kind && !is_blank(plan, customer.row, column.index) => {
                add("", Put::Kind(customer.kind));
            }
            Target::Birthday => match customer.birthday {
                Some(birthday) if card.birthday != Some(birthday) => add("", Put::Birthday(Some(birthday))),
                None if card.birthday.is_some() && plan.empties(customer.row, column.index) => {
                    add("", Put::Birthday(None))
                }
                _ => {}
            },
            Target::Note
                if is_first(plan, column.index, &Target::Note) && !card.note.contains(customer.note.trim()) =>
            {
                let note = [card.note.trim_end(), customer.note.as_str()];
                let note: Vec<&str> = note.into_iter().filter(|part| !part.is_empty()).collect();
                add(&card.note, Put::Note(note.join("\n")));
            }
            Target::Stage => {
                if let Some(stage) = customer.stage.as_ref().filter(|stage| card.stage.as_ref() != Some(*stage)) {
                    add(card.stage.as_deref().unwrap_or_default(), Put::Stage(stage.clone()));
                }
            }
            Target::Owner => {
                if let Some(owner) = customer.owner.as_ref().filter(|owner| card.owner.as_ref() != Some(*owner)) {
                    add(card.owner.as_deref().unwrap_or_default(), Put::Owner(owner.clone()));
                }
            }
            Target::Contact if is_first(plan, column.index, &Target::Contact) => {
                let role = customer.contact_role.clone().unwrap_or_default();
                if let Some(name) =
                    customer.contact.as_ref().filter(|name| card.contacts.iter().all(|known| known.name != **name))
                {
                    add("", Put::Contact(name.clone(), role));
                }
            }
            Target::ContactRole => {
                let known = card.contacts.iter().find(|known| Some(&known.name) == customer.contact.as_ref());
                if let (Some(known), Some(role)) = (known, &customer.contact_role)
                    && known.role != *role
                {
                    add(&known.role, Put::Role(known.id, role.clone()));
                }
            }
            Target::Phone => points(plan, card, customer, column.index, PointKind::Phone, &mut steps),
            Target::Email => points(plan, card, customer, column.index, PointKind::Email, &mut steps),
            Target::Wechat => points(plan, card, customer, column.index, PointKind::Wechat, &mut steps),
            Target::Address => points(plan, card, customer, column.index, PointKind::Address, &mut steps),
            Target::Website => points(plan, card, customer, column.index, PointKind::Website, &mut steps),
            Target::Tags if is_first(plan, column.index, &Target::Tags) => {
                for tag in customer.tags.iter().filter(|tag| card.tags.iter().all(|known| known.name != **tag)) {
                    add("", Put::Tag(tag.clone()));
                }
            }
            Target::LastVisit => {
                if let Some(day) = customer.last_visit_on
                    && !is_there(conn, VISITED, card.id, day)?
                {
                    add(card.last_visit_on.as_deref().unwrap_or_default(), Put::LastVisit(day, customer.visit.clone()));
                }
            }
            Target::NextFollowup => {
                if let Some(day) = customer.next_followup_on
                    && !is_there(conn, PLANNED, card.id, day)?
                {
                    add(card.next_followup_on.as_deref().unwrap_or_default(), Put::NextFollowup(day));
                }
            }
            Target::Field { .. } | Target::NewField { .. } => {
                let value =
                    customer.values.iter().find(|(index, _)| *index == column.index).map(|(_, value)| value.clone());
                let known = match &column.target {
                    Target::Field { id } => Some((*id, fields::find(conn, *id)?)),
                    Target::NewField { label, field_type } => {
                        fields::labelled(conn, label)?.filter(|(_, known)| known == field_type)
                    }
                    _ => None,
                };
                let was = known.and_then(|(id, _)| card.fields.iter().find(|value| value.field_id == id));
                let was = was.map(|value| plan.shown_content(&value.value)).unwrap_or_default();
                match value {
                    Some(value) if differs(conn, known, card.id, &value)? => add(&was, Put::Value(Some(value))),
                    None if !was.is_empty() && plan.empties(customer.row, column.index) => add(&was, Put::Value(None)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok(steps)
}

/// Uses: visit_by_customer.
const VISITED: &str =
    "SELECT EXISTS (SELECT 1 FROM visit WHERE customer_id = ?1 AND trashed_at = 0 AND visited_on = ?2)";
/// Uses: followup_open_by_customer.
const PLANNED: &str = "SELECT EXISTS (SELECT 1 FROM followup WHERE customer_id = ?1 AND state = 'open' AND trashed_at = 0 AND due_on = ?2)";

fn is_there(conn: &Connection, sql: &str, customer: i64, day: NaiveDate) -> Result<bool> {
    conn.value(sql, params![customer, day.to_string()])
}

/// How many pictures and the like come along with a row that its customer does not have. Uses: file_by_customer.
pub(super) fn new_files(conn: &Connection, plan: &Plan, customer: i64, row: u32) -> Result<u32> {
    let mut hashes = BTreeSet::new();
    for photo in plan.source.photos.get(&row).into_iter().flatten() {
        // As for what is taken: what is empty or too large is left.
        if !photo.bytes.is_empty() && photo.bytes.len() as u64 <= files::MOST_BYTES {
            hashes.insert(files::hash_of(&photo.bytes));
        }
    }
    let mut new = 0;
    for hash in hashes {
        new += u32::from(!conn.value::<bool>(HAS_FILE, params![customer, hash])?);
    }
    Ok(new)
}

/// Uses: file_by_customer.
pub(super) const HAS_FILE: &str = "SELECT EXISTS (SELECT 1 FROM file WHERE customer_id = ?1 AND hash = ?2)";

/// Several columns of one target make one value; the first of them tells of it.
fn is_first(plan: &Plan, index: usize, target: &Target) -> bool {
    plan.columns.iter().find(|column| column.target == *target).is_some_and(|column| column.index == index)
}

fn is_blank(plan: &Plan, row: u32, column: usize) -> bool {
    plan.cell_text(row, column).trim().is_empty()
}

/// The points that the column's cell gave and the customer does not have.
fn points(
    plan: &Plan,
    card: &Card,
    customer: &PreparedCustomer,
    column: usize,
    kind: PointKind,
    steps: &mut Vec<Step>,
) {
    let target = plan.columns.iter().find(|one| one.index == column).map(|one| &one.target);
    let several = plan.columns.iter().filter(|one| Some(&one.target) == target).count() > 1;
    let text = plan.cell_text(customer.row, column);
    let own = |point: &&PreparedPoint| !several || text.contains(&point.raw) || is_address(kind, plan, column);
    for point in customer.points.iter().filter(|point| point.kind == kind).filter(own) {
        let has = card.contact_points.iter().any(|known| known.kind == kind && known.value == point.value);
        let is_told = steps.iter().any(|step| matches!(&step.put, Put::Point(told) if told == point));
        if !has && !is_told {
            steps.push(Step { column, was: String::new(), put: Put::Point(point.clone()) });
        }
    }
}

/// An address is joined from its columns.
fn is_address(kind: PointKind, plan: &Plan, column: usize) -> bool {
    kind == PointKind::Address && is_first(plan, column, &Target::Address)
}

fn differs(conn: &Connection, known: Option<(i64, FieldType)>, customer: i64, value: &FieldValue) -> Result<bool> {
    let Some((id, field_type)) = known else { return Ok(true) };
    let would = fields::foreseen(conn, id, field_type, Some(&content(value)))?;
    Ok(would != Some(fields::rows_of(conn, Record::Customer, customer, id)?))
}

/// A value as it crosses the door.
pub(super) fn content(value: &FieldValue) -> FieldContent {
    match value {
        FieldValue::Text(text) => FieldContent::Text(text.clone()),
        FieldValue::Number(scaled) => FieldContent::Number(fields::decimal(*scaled)),
        FieldValue::Money(minor) => FieldContent::Money(*minor),
        FieldValue::Date(day) => FieldContent::Date(day.to_string()),
        FieldValue::YesNo(yes) => FieldContent::YesNo(*yes),
        FieldValue::Choice(label) => FieldContent::Choice(label.clone()),
        FieldValue::MultiChoice(labels) => FieldContent::MultiChoice(labels.clone()),
    }
}

impl Writer<'_> {
    /// Changes a customer who is there to what a row says.
    pub(super) fn update(&mut self, id: i64, row: u32, steps: Vec<Step>) -> Result<()> {
        let tx = self.tx;
        tx.came_from(id, row);
        let mut contact = None;
        for Step { column, put, .. } in steps {
            let edit = EditCustomer { id, ..EditCustomer::default() };
            match put {
                Put::Name(name) => customers::edit(tx, &EditCustomer { name: Some(name), ..edit })?,
                Put::Kind(kind) => customers::edit(tx, &EditCustomer { kind: Some(kind), ..edit })?,
                Put::Birthday(birthday) => customers::edit(tx, &EditCustomer { birthday: Some(birthday), ..edit })?,
                Put::Note(note) => customers::edit(tx, &EditCustomer { note: Some(note), ..edit })?,
                Put::Stage(name) => stages::enter(tx, id, stages::named(tx, &name)?)?,
                Put::Owner(name) => owners::own(tx, id, owners::named(tx, &name)?)?,
                Put::Contact(name, role) => contact = Some(contacts::insert(tx, id, &name, &role, None)?),
                Put::Role(id, role) => {
                    contacts::edit(tx, &EditContact { id, name: None, role: Some(role), note: None })?
                }
                Put::Point(point) => {
                    let of = (id, contact.filter(|_| point.of_contact));
                    contact_points::insert(tx, of, point.kind, &point.label, &point.value, &point.raw, None)?;
                }
                Put::Tag(name) => tags::link(tx, id, tags::named(tx, &name)?)?,
                Put::LastVisit(day, visit) => self.visited(id, contact, day, &visit)?,
                Put::NextFollowup(day) => self.planned(id, day)?,
                Put::Value(value) => self.replace_value(id, column, value.as_ref())?,
            }
        }
        Ok(())
    }
}

/// What a row's cells show, for those who only look.
impl Plan {
    /// What a cell says, corrected where the user did.
    pub(super) fn cell_text(&self, row: u32, column: usize) -> String {
        if let Some(text) = self.corrections.get(&(row, column)) {
            return text.clone();
        }
        let rows = &self.source.table.rows;
        let found = rows.binary_search_by_key(&row, |found| found.number).ok().and_then(|place| rows.get(place));
        found.and_then(|row| row.cells.get(column)).map(shown).unwrap_or_default()
    }

    /// A value as a preview tells what was there.
    fn shown_content(&self, content: &FieldContent) -> String {
        match content {
            FieldContent::Text(text)
            | FieldContent::Choice(text)
            | FieldContent::Date(text)
            | FieldContent::Number(text) => text.clone(),
            FieldContent::Money(minor) => {
                super::imports::shown_value(&FieldValue::Money(*minor), self.exponent).concat()
            }
            FieldContent::YesNo(yes) => super::imports::shown_value(&FieldValue::YesNo(*yes), 0).concat(),
            FieldContent::MultiChoice(labels) => labels.join(", "),
        }
    }

    /// Whether an empty cell empties what is there.
    fn empties(&self, row: u32, column: usize) -> bool {
        self.clears && is_blank(self, row, column)
    }
}
