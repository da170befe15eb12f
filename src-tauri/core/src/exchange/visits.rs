//! Rows that are visits: whose they are, and bringing them in as history with their days, kinds and authors.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime, Timelike};
use rusqlite::{Connection, params};

use super::imports::Writer;
use super::matching::{self, Match, MatchKey};
use super::meaning::{PointKind, Prepared, PreparedCustomer, PreparedVisit, RefusedReason, Target};
use super::planning::Plan;
use super::updating;
use super::way::Way;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::fields::FieldContent;
use crate::{followups, visits};

/// After so many visits what is derived of their customers is worked out.
const BATCH: u64 = 2_048;

/// A customer of whom a visit tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Customer {
    Book(i64),
    /// Becomes one out of this row of the customers' sheet.
    Row(u32),
}

/// Of rows that are visits: whose they are, which cannot be taken and which are in the book already.
#[derive(Debug, Default)]
pub(super) struct Whose {
    of: HashMap<u32, Customer>,
    pub(super) unfit: HashMap<u32, RefusedReason>,
    pub(super) there: HashSet<u32>,
}

impl Whose {
    /// Finds the customer of a row: among the customers of the same file, else in the book.
    pub(super) fn look_for(
        &mut self,
        conn: &Connection,
        plan: &Plan,
        known: &Known,
        row: u32,
        told: &PreparedCustomer,
    ) -> Result<()> {
        match find(conn, plan, known, told)? {
            Ok(customer) => {
                if let (Customer::Book(id), Some(day)) = (customer, told.last_visit_on)
                    && is_there(conn, id, day, &told.visit)?
                {
                    self.there.insert(row);
                }
                self.of.insert(row, customer);
            }
            Err(reason) => {
                self.unfit.insert(row, reason);
            }
        }
        Ok(())
    }
}

/// The customers of a file, by what a visit may name them.
#[derive(Default)]
pub(super) struct Known {
    by: HashMap<(MatchKind, String), Vec<u32>>,
    /// The name and phones of each row, to tell two of one name apart.
    rows: HashMap<u32, (String, Vec<String>)>,
    in_book: HashMap<u32, i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum MatchKind {
    Uid,
    Point(&'static str),
    Name,
    /// A column by this heading.
    Column(String),
}

impl Known {
    pub(super) fn of(customers: &Plan, way: &mut Way<'_>) -> Result<Self> {
        let mut known = Self { in_book: customers.found.matches.clone(), ..Self::default() };
        customers.each_telling(way, |row, prepared| {
            let Prepared::Customer(customer) = prepared else { return Ok(()) };
            let mut phones = Vec::new();
            for (kind, value) in keys_of(customers, &customer) {
                if kind == MatchKind::Point("phone") {
                    phones.push(value.clone());
                }
                known.by.entry((kind, value)).or_default().push(row);
            }
            known.rows.insert(row, (customer.name.clone(), phones));
            Ok(())
        })?;
        Ok(known)
    }

    fn customer(&self, row: u32) -> Customer {
        self.in_book.get(&row).map_or(Customer::Row(row), |id| Customer::Book(*id))
    }

    /// Who of the file is meant: by a column that both sheets have, a phone and the like, or the name; the first by which
    /// somebody fits decides.
    fn find(&self, plan: &Plan, told: &PreparedCustomer) -> Option<Result<Customer, RefusedReason>> {
        for key in keys_of(plan, told) {
            let Some(rows) = self.by.get(&key) else { continue };
            let named: Vec<u32> = rows
                .iter()
                .copied()
                .filter(|row| self.rows.get(row).is_some_and(|known| known.0 == told.name))
                .collect();
            let rows = if named.is_empty() { rows } else { &named };
            let customers: BTreeSet<Customer> = rows.iter().map(|row| self.customer(*row)).collect();
            return Some(match customers.first() {
                Some(one) if customers.len() == 1 || self.are_one(rows) => Ok(*one),
                _ => Err(RefusedReason::MatchesSeveral),
            });
        }
        None
    }

    /// One customer who stands in the list more than once: the same name, and all with a phone of the first.
    fn are_one(&self, rows: &[u32]) -> bool {
        let mut known = rows.iter().filter_map(|row| self.rows.get(row));
        let Some((name, phones)) = known.next() else { return false };
        known.all(|(other, theirs)| other == name && theirs.iter().any(|phone| phones.contains(phone)))
    }
}

/// What a row names a customer by, the surest first.
fn keys_of(plan: &Plan, told: &PreparedCustomer) -> Vec<(MatchKind, String)> {
    let mut keys = Vec::new();
    keys.extend(told.uid.iter().map(|uid| (MatchKind::Uid, uid.clone())));
    for (index, value) in &told.values {
        let column = plan.columns.iter().find(|column| column.index == *index);
        if let (Some(column), FieldContent::Text(text) | FieldContent::Number(text)) =
            (column, updating::content(value))
        {
            keys.push((MatchKind::Column(column.heading.clone()), text));
        }
    }
    for (kind, code) in [(PointKind::Phone, "phone"), (PointKind::Email, "email"), (PointKind::Wechat, "wechat")] {
        let points = told.points.iter().filter(|point| point.kind == kind);
        keys.extend(points.map(|point| (MatchKind::Point(code), point.value.clone())));
    }
    if !told.name.is_empty() {
        keys.push((MatchKind::Name, told.name.clone()));
    }
    keys
}

fn find(
    conn: &Connection,
    plan: &Plan,
    known: &Known,
    told: &PreparedCustomer,
) -> Result<Result<Customer, RefusedReason>> {
    if told.name.is_empty() && told.points.is_empty() && told.values.is_empty() && told.uid.is_none() {
        return Ok(Err(RefusedReason::NoName));
    }
    if told.last_visit_on.is_none() {
        return Ok(Err(RefusedReason::NoVisitDay));
    }
    if let Some(found) = known.find(plan, told) {
        return Ok(found);
    }
    let fields = plan.columns.iter().filter_map(|column| match &column.target {
        Target::Field { id } => Some(MatchKey::Field(*id)),
        _ => None,
    });
    let keys: Vec<MatchKey> = fields.chain(MatchKey::USUAL).collect();
    Ok(match matching::find(conn, plan, &keys, told)? {
        Match::One(id) => Ok(Customer::Book(id)),
        // Of one who is there more than once, the visit may have come already.
        Match::Several => visited(conn, told)?.map(Customer::Book).ok_or(RefusedReason::MatchesSeveral),
        Match::Nobody => Err(RefusedReason::NobodyFits),
    })
}

/// Whether the book has this visit: the same file comes twice. Uses: visit_by_customer.
fn is_there(conn: &Connection, customer: i64, day: NaiveDate, told: &PreparedVisit) -> Result<bool> {
    conn.value(
        "SELECT EXISTS (SELECT 1 FROM visit WHERE customer_id = ?1 AND trashed_at = 0 AND visited_on = ?2 AND summary = ?3
         AND (?4 IS NULL OR visited_at IS NULL OR (visited_at / 60000 + offset_minutes) % 1440 = ?4))",
        params![customer, day.to_string(), told.text, told.time.map(|time| time.num_seconds_from_midnight() / 60)],
    )
}

/// Who of this name has the visit. Uses: customer_by_exact_name, visit_by_customer.
fn visited(conn: &Connection, told: &PreparedCustomer) -> Result<Option<i64>> {
    let Some(day) = told.last_visit_on else { return Ok(None) };
    let ids: Vec<i64> = conn.all(
        "SELECT id FROM customer INDEXED BY customer_by_exact_name WHERE name = ?1 AND trashed_at = 0 ORDER BY id LIMIT 20",
        [&told.name],
        |row| row.get(0),
    )?;
    for id in ids {
        if is_there(conn, id, day, &told.visit)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// A visit that is to be written.
struct Row {
    customer: i64,
    day: NaiveDate,
    next: Option<NaiveDate>,
    told: PreparedVisit,
}

/// Brings the visits in. `made` are the customers that came out of the rows of the other sheet; `go_on` is told how many
/// are done. A next date becomes a follow-up, done if a later visit came on or after it.
///
/// # Errors
/// `cancelled` if told to stop.
pub(super) fn take(
    writer: &mut Writer<'_>,
    plan: &Plan,
    made: &HashMap<u32, i64>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<()> {
    let tx = writer.tx;
    let mut promised = Vec::new();
    let mut done = 0;
    plan.each(|row, prepared| {
        done += 1;
        if done % 64 == 0 && !go_on(done) {
            return Err(Error::refused("cancelled"));
        }
        let (Prepared::Customer(told), false) = (prepared, plan.found.is_there(row)) else { return Ok(()) };
        let customer = match plan.found.whose.of.get(&row) {
            Some(Customer::Book(id)) => *id,
            Some(Customer::Row(row)) => *made.get(row).ok_or_else(|| Error::not_found("customer", i64::from(*row)))?,
            None => return Ok(()),
        };
        let Some(day) = told.last_visit_on else { return Ok(()) };
        let visit = Row { customer, day, next: told.next_followup_on, told: told.visit };
        let id = insert(writer, &visit)?;
        promised.extend(visit.next.map(|next| (id, visit.customer, visit.day, next)));
        if done % BATCH == 0 { tx.derive() } else { Ok(()) }
    })?;
    for (visit, customer, day, next) in promised {
        let followup = followups::promise(tx, customer, visit, &next.to_string(), (None, None), "")?;
        let later: Option<String> = tx.first(
            "SELECT visited_on FROM visit INDEXED BY visit_by_customer WHERE customer_id = ?1 AND trashed_at = 0
             AND visited_on > ?2 AND visited_on >= ?3 ORDER BY visited_on LIMIT 1",
            params![customer, day.to_string(), next.to_string()],
            |row| row.get(0),
        )?;
        if let Some(closed) = later.and_then(|day| day.parse::<NaiveDate>().ok()) {
            let noon = tx.clock().moment(closed.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12));
            tx.run(
                "UPDATE followup SET state = 'done', closed_at = ?2 WHERE id = ?1",
                params![followup, noon.map_or_else(|| tx.now(), |noon| noon.timestamp_millis())],
            )?;
        }
    }
    tx.derive()
}

fn insert(writer: &mut Writer<'_>, visit: &Row) -> Result<i64> {
    let tx = writer.tx;
    let moment = visit.told.time.and_then(|time| tx.clock().moment(visit.day.and_time(time)));
    let (kind, author) = (writer.kind_of(&visit.told)?, writer.author_of(&visit.told)?);
    visits::insert(
        tx,
        &visits::NewVisit {
            customer: visit.customer,
            on: &visit.day.to_string(),
            at: moment.map(|at| at.timestamp_millis()),
            offset: moment.map(|at| at.offset().local_minus_utc() / 60),
            kind,
            author,
            contact: None,
            summary: &visit.told.text,
            outcome: "",
        },
    )
}
