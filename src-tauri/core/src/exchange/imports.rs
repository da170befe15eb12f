//! Imports: a file becomes customers, contacts, tags, visits, follow-ups and field values, in one undoable change.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::meaning::{
    FieldValue, PointKind, Prepared, PreparedCustomer, PreparedPoint, PreparedVisit, RowsAre, Target,
};
use super::planning::{CUSTOMERS, Plan};
use super::results::note;
pub use super::results::{ImportProblem, ImportReport, VisitReport, dry_run};
use super::way::Way;
use super::{remembering, updating};
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::customers::Foreseen;
use crate::error::{Error, Result};
use crate::fields::{self, FieldType, Record};
use crate::files::{self, NewFile, Stored};
use crate::search::index;
use crate::search::text::{self, CustomerText};
use crate::{contact_points, contacts, customers, owners, stages, tags, visit_kinds, visits};

/// After so many rows what is derived of them is worked out.
const BATCH: u32 = 2_048;
/// The same where very many come: each time the search index writes out what it has gathered.
const LARGE_BATCH: u32 = 16_384;

/// Told how many of how many rows are done; answers whether to go on.
pub type OnProgress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Takes a file into the book.
///
/// # Errors
/// `cancelled` if the progress says stop, `disk_full`; nothing is changed then.
pub fn run(tx: &Tx<'_>, plan: &Plan, on_progress: OnProgress<'_>) -> Result<ImportReport> {
    let mut report = ImportReport { change: Some(tx.change_id()), ..ImportReport::default() };
    let mut writer = Writer::new(tx, plan, plan.counts.taken > BATCH)?;
    let of_visits = plan.of_visits();
    let customers = if plan.rows_are == RowsAre::Customers { plan.steps() } else { 0 };
    let total = customers + of_visits.map_or(0, Plan::steps);
    let mut made = HashMap::new();
    if plan.rows_are == RowsAre::Customers {
        made = take_customers(&mut writer, plan, &mut report, &mut |done| on_progress(done, total))?;
        remembering::remember(tx, plan)?;
    }
    if let Some(of_visits) = of_visits {
        super::visits::take(&mut writer, of_visits, &made, &mut |done| on_progress(customers + done, total))?;
        report.visits = Some(Box::new(VisitReport::of(of_visits, &mut Way::of(0, &mut |_, _| true))?));
        remembering::remember(tx, of_visits)?;
    }
    on_progress(total, total);
    let import_id = super::reports::keep(tx, &plan.source, &report)?;
    report.import_id = Some(import_id);
    tx.is_import(import_id);
    let of_customers = plan.verb() == CUSTOMERS;
    tx.about("count", if of_customers { report.taken + report.changed } else { report.visits_taken() });
    tx.about("file", plan.source.file_name.clone());
    Ok(report)
}

/// Takes in those who are new, and changes those who are there. Gives who came out of which row, where visits ask for it.
fn take_customers(
    writer: &mut Writer<'_>,
    plan: &Plan,
    report: &mut ImportReport,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<HashMap<u32, i64>> {
    update(writer, plan, report, go_on)?;
    let (tx, many) = (writer.tx, writer.many);
    let before = plan.steps() - u64::from(plan.counts.rows);
    let mut made = HashMap::new();
    let mut take = || {
        plan.each_with(
            |prepared| Ready::of(plan, prepared),
            |row, prepared, ready| {
                if report.rows.is_multiple_of(64) && !go_on(before + u64::from(report.rows)) {
                    return Err(Error::refused("cancelled"));
                }
                note(plan, report, row, &prepared);
                if let (Prepared::Customer(customer), Some(ready)) = (prepared, ready)
                    && !plan.found.matches.contains_key(&row)
                {
                    let id = writer.take(&customer, ready)?;
                    if plan.visits.is_some() {
                        made.insert(row, id);
                    }
                }
                // Now and then, so that there is no long silent end, and what was just written is still at hand.
                if report.rows.is_multiple_of(if many { LARGE_BATCH } else { BATCH }) { tx.derive() } else { Ok(()) }
            },
        )
    };
    if many {
        tx.add_customers(plan.counts.taken.into(), take)?;
    } else {
        take()?;
    }
    Ok(made)
}

/// Changes those who are there, before the new ones come.
fn update(
    writer: &mut Writer<'_>,
    plan: &Plan,
    report: &mut ImportReport,
    on_progress: &mut dyn FnMut(u64) -> bool,
) -> Result<()> {
    report.same = u32::try_from(plan.found.matches.len()).unwrap_or(u32::MAX);
    if !plan.found.updates() {
        return Ok(());
    }
    let tx = writer.tx;
    let mut done = 0;
    plan.each(|row, prepared| {
        done += 1;
        if done % 64 == 0 && !on_progress(done) {
            return Err(Error::refused("cancelled"));
        }
        let (Prepared::Customer(customer), Some(id)) = (prepared, plan.found.matches.get(&row)) else { return Ok(()) };
        // As they are now: an earlier row of the file may have been of the same customer.
        let card = tx.look(|reader| customers::facts(reader, *id))?;
        let steps = updating::steps(tx, plan, &card, &customer)?;
        let has_files = writer.add_files(*id, &pending(plan, &customer))?;
        if !steps.is_empty() || has_files {
            report.same -= 1;
            report.changed += 1;
            writer.update(*id, row, steps)?;
        }
        if done % u64::from(BATCH) == 0 { tx.derive() } else { Ok(()) }
    })?;
    tx.derive()
}

/// Where the values of a column go.
struct FieldColumn {
    id: i64,
    field_type: FieldType,
}

/// What is worked out of a customer ahead of its writing.
struct Ready {
    sort_key: String,
    /// For the search index.
    tokens: String,
    files: Vec<Pending>,
}

/// A file that comes along with a row.
struct Pending {
    stored: Stored,
    file: NewFile,
    is_portrait: bool,
}

/// What comes along with a row besides text, under its customer's name; what is too large or empty is left.
fn pending(plan: &Plan, customer: &PreparedCustomer) -> Vec<Pending> {
    let photos = plan.source.photos.get(&customer.row).into_iter().flatten();
    let looked_at = photos.filter_map(|photo| Some((Stored::of(photo.bytes.clone()).ok()?, photo.is_portrait)));
    looked_at
        .map(|(stored, is_portrait)| {
            let ending = stored.look.kind.strip_prefix("image/").map(|kind| kind.replace("jpeg", "jpg"));
            let name: String = customer.name.chars().take(190).collect();
            let name = ending.map_or_else(|| name.clone(), |ending| format!("{name}.{ending}"));
            Pending { file: NewFile { hash: stored.hash.clone(), name }, stored, is_portrait }
        })
        .collect()
}

impl Ready {
    fn of(plan: &Plan, prepared: &Prepared) -> Option<Self> {
        let Prepared::Customer(customer) = prepared else { return None };
        let (phones, points): (Vec<_>, Vec<_>) =
            customer.points.iter().partition(|point| point.kind == PointKind::Phone);
        let values =
            |points: Vec<&PreparedPoint>| points.into_iter().map(|point| point.value.clone()).collect::<Vec<_>>();
        let tokens = text::customer_tokens(&CustomerText {
            name: &customer.name,
            contacts: customer.contact.as_slice(),
            phones: &values(phones),
            points: &values(points),
            note: &customer.note,
            ..CustomerText::default()
        });
        Some(Self { sort_key: text::sort_key(&customer.name), tokens, files: pending(plan, customer) })
    }
}

/// Writes customers one by one, with what is looked up often kept at hand.
pub(super) struct Writer<'a> {
    pub(super) tx: &'a Tx<'a>,
    /// Very many: they are put into the search index here.
    many: bool,
    me: i64,
    stage: Option<i64>,
    visit_kind: i64,
    columns: HashMap<usize, FieldColumn>,
    /// With whether it goes with no other of its group.
    tags: HashMap<String, (i64, bool)>,
    stages: HashMap<String, i64>,
    owners: HashMap<String, i64>,
    kinds: HashMap<String, i64>,
    options: HashMap<(i64, String), i64>,
}

impl<'a> Writer<'a> {
    fn new(tx: &'a Tx<'a>, plan: &Plan, many: bool) -> Result<Self> {
        let mut columns = HashMap::new();
        // A list of visits only finds customers by its fields.
        let columns_of = if plan.rows_are == RowsAre::Customers { plan.columns.as_slice() } else { &[] };
        for column in columns_of {
            let field = match &column.target {
                Target::Field { id } => FieldColumn { id: *id, field_type: fields::find(tx, *id)? },
                Target::NewField { label, field_type } => new_field(tx, label, *field_type)?,
                _ => continue,
            };
            columns.insert(column.index, field);
        }
        Ok(Self {
            tx,
            many,
            me: owners::me(tx)?,
            stage: stages::first(tx)?,
            visit_kind: visit_kinds::named(tx, Some("other")).or_else(|_| visit_kinds::named(tx, None))?,
            columns,
            tags: HashMap::new(),
            stages: HashMap::new(),
            owners: HashMap::new(),
            kinds: HashMap::new(),
            options: HashMap::new(),
        })
    }

    fn take(&mut self, customer: &PreparedCustomer, ready: Ready) -> Result<i64> {
        let tx = self.tx;
        let stage = match &customer.stage {
            Some(stage) => Some(named(&mut self.stages, stage, |name| stages::named(tx, name))?),
            None => self.stage,
        };
        let owner = match &customer.owner {
            Some(owner) => named(&mut self.owners, owner, |name| owners::named(tx, name))?,
            None => self.me,
        };
        let foreseen = Foreseen {
            sort_key: ready.sort_key,
            stage: stage.unwrap_or(0),
            owner,
            last_visit_on: customer.last_visit_on.map(|day| day.to_string()),
            next_followup_on: customer.next_followup_on.map(|day| day.to_string()),
        };
        let id = customers::insert_foreseen(tx, &customer.name, customer.kind, &foreseen)?;
        tx.came_from(id, customer.row);
        customers::insert_detail(tx, id, &customer.note, customer.birthday)?;
        let contact = match &customer.contact {
            Some(name) => {
                let role = customer.contact_role.as_deref().unwrap_or_default();
                Some(contacts::insert(tx, id, name, role, Some(0))?)
            }
            None => None,
        };
        for (place, point) in (0..).zip(&customer.points) {
            let of = (id, contact.filter(|_| point.of_contact));
            contact_points::insert(tx, of, point.kind, &point.label, &point.value, &point.raw, Some(place))?;
        }
        for tag in &customer.tags {
            let find = |name: &str| {
                let tag = tags::named(tx, name)?;
                Ok((tag, tags::is_exclusive(tx, tag)?))
            };
            let (tag, is_exclusive) = named(&mut self.tags, tag, find)?;
            if is_exclusive { tags::link(tx, id, tag)? } else { tags::link_freely(tx, id, tag)? }
        }
        if let Some(stage) = stage {
            tx.run(
                "INSERT INTO stage_entry (customer_id, stage_id, entered_at) VALUES (?1, ?2, ?3)",
                params![id, stage, tx.now()],
            )?;
        }
        tx.run(
            "INSERT INTO ownership (customer_id, owner_id, since_at) VALUES (?1, ?2, ?3)",
            params![id, owner, tx.now()],
        )?;
        self.visit(id, contact, customer)?;
        for (column, value) in &customer.values {
            self.value(id, *column, value)?;
        }
        for file in &ready.files {
            self.file(id, file)?;
        }
        if self.many {
            index::add_customer(tx, id, &ready.tokens)?;
        }
        Ok(id)
    }

    fn file(&self, customer: i64, pending: &Pending) -> Result<()> {
        files::store(self.tx, self.tx.now(), &pending.stored)?;
        files::insert(self.tx, customer, None, &pending.file, pending.is_portrait).map(drop)
    }

    /// Adds what comes along with a row and the customer does not have yet. Gives whether there was something.
    fn add_files(&self, customer: i64, files: &[Pending]) -> Result<bool> {
        let mut added = false;
        for pending in files {
            let is_there: bool = self.tx.value(updating::HAS_FILE, params![customer, pending.stored.hash])?;
            if !is_there {
                self.file(customer, pending)?;
                added = true;
            }
        }
        Ok(added)
    }

    /// A last visit becomes one dated visit without words; a next follow-up an open one.
    fn visit(&mut self, id: i64, contact: Option<i64>, customer: &PreparedCustomer) -> Result<()> {
        if let Some(day) = customer.last_visit_on {
            self.visited(id, contact, day, &customer.visit)?;
        }
        customer.next_followup_on.map_or(Ok(()), |day| self.planned(id, day))
    }

    /// A visit with what is known of it besides the day. Without a time, for a list of customers tells the last day only.
    pub(super) fn visited(
        &mut self,
        id: i64,
        contact: Option<i64>,
        day: NaiveDate,
        told: &PreparedVisit,
    ) -> Result<()> {
        let visit = visits::NewVisit {
            customer: id,
            on: &day.to_string(),
            at: None,
            offset: None,
            kind: self.kind_of(told)?,
            author: self.author_of(told)?,
            contact,
            summary: &told.text,
            outcome: "",
        };
        visits::insert(self.tx, &visit).map(drop)
    }

    /// The kind of a visit: one of this name, made if there is none.
    pub(super) fn kind_of(&mut self, told: &PreparedVisit) -> Result<i64> {
        let tx = self.tx;
        let Some(kind) = &told.kind else { return Ok(self.visit_kind) };
        named(&mut self.kinds, kind, |name| visit_kinds::named_or_new(tx, name))
    }

    /// Whose visit it was: an owner of this name, made if there is none; the user's own unless told.
    pub(super) fn author_of(&mut self, told: &PreparedVisit) -> Result<i64> {
        let tx = self.tx;
        let Some(author) = &told.author else { return Ok(self.me) };
        named(&mut self.owners, author, |name| owners::named(tx, name))
    }

    /// An open follow-up of which only the day is known.
    pub(super) fn planned(&self, id: i64, day: NaiveDate) -> Result<()> {
        let tx = self.tx;
        tx.run(
            "INSERT INTO followup (uid, customer_id, due_on, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)",
            params![tx.new_uid(), id, day.to_string(), tx.now()],
        )?;
        Ok(())
    }

    /// Puts the value of a column in place of what is there; none empties it.
    pub(super) fn replace_value(&self, customer: i64, column: usize, value: Option<&FieldValue>) -> Result<()> {
        let Some(FieldColumn { id, field_type }) = self.columns.get(&column) else { return Ok(()) };
        let content = value.map(updating::content);
        fields::put(self.tx, Record::Customer, customer, *id, *field_type, content.as_ref())
    }

    fn value(&mut self, customer: i64, column: usize, value: &FieldValue) -> Result<()> {
        let tx = self.tx;
        let Some(field) = self.columns.get(&column) else { return Ok(()) };
        let (id, multi) = (field.id, field.field_type == FieldType::MultiChoice);
        let options = &mut self.options;
        let mut option = |label: &str| -> Result<i64> {
            if let Some(id) = options.get(&(id, label.to_owned())) {
                return Ok(*id);
            }
            let made = fields::add_option(tx, id, label)?;
            options.insert((id, label.to_owned()), made);
            Ok(made)
        };
        let (number, text) = match value {
            FieldValue::Text(text) => (None, Some(text.clone())),
            FieldValue::Number(scaled) => (Some(*scaled), None),
            FieldValue::Money(minor) => (Some(*minor), None),
            FieldValue::Date(date) => (None, Some(date.to_string())),
            FieldValue::YesNo(yes) => (Some(i64::from(*yes)), None),
            FieldValue::Choice(label) => (Some(option(label)?), None),
            FieldValue::MultiChoice(labels) => {
                for label in labels {
                    let chosen = option(label)?;
                    fields::insert_value(tx, customer, id, chosen, Some(chosen), None)?;
                }
                return Ok(());
            }
        };
        let item = if multi { number.unwrap_or(0) } else { 0 };
        fields::insert_value(tx, customer, id, item, number, text)
    }
}

/// The id behind a name, looked up once.
fn named<T: Copy>(known: &mut HashMap<String, T>, name: &str, find: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    if let Some(id) = known.get(name) {
        return Ok(*id);
    }
    let id = find(name)?;
    known.insert(name.to_owned(), id);
    Ok(id)
}

/// A field for a column: one with the same label and type is used again; another type gets a label of its own.
fn new_field(tx: &Tx<'_>, label: &str, field_type: FieldType) -> Result<FieldColumn> {
    let label = crate::checks::checked_name("field", label)?;
    let mut free = label.clone();
    for number in 2..100 {
        match fields::labelled(tx, &free)? {
            Some((id, kind)) if kind == field_type => return Ok(FieldColumn { id, field_type }),
            Some(_) => free = format!("{label} {number}"),
            None => break,
        }
    }
    Ok(FieldColumn { id: fields::insert(tx, "customer", &free, field_type, "")?, field_type })
}

/// A value as a preview shows it.
pub(super) fn shown_value(value: &FieldValue, exponent: u8) -> Vec<String> {
    match value {
        FieldValue::Text(text) | FieldValue::Choice(text) => vec![text.clone()],
        FieldValue::Number(scaled) => vec![fields::decimal(*scaled)],
        FieldValue::Money(minor) => {
            let unit = 10_i64.pow(u32::from(exponent.min(6)));
            vec![fields::decimal(minor.saturating_mul(1_000_000 / unit))]
        }
        FieldValue::Date(date) => vec![date.to_string()],
        FieldValue::YesNo(yes) => vec![if *yes { "✓" } else { "✗" }.to_owned()],
        FieldValue::MultiChoice(labels) => labels.clone(),
    }
}

/// Whether a contact point of this kind is a phone.
#[must_use]
pub fn is_phone(kind: PointKind) -> bool {
    kind == PointKind::Phone
}
