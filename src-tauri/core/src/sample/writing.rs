//! Writing invented customers: bare inserts, as an import's.

use chrono::{Days, NaiveDate};
use rusqlite::params;

use super::customers::{Invented, Values};
use super::dice::Dice;
use super::lists::Lists;
use super::points::Point;
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::contact_points::kind_code;
use crate::error::Result;
use crate::exchange::meaning::{CustomerKind, PointKind};
use crate::search::index;
use crate::search::text::{self, CustomerText};
use crate::{customers, fields};

/// Half past eight in the morning, in minutes: when things without a time of their own happened.
const MORNING: i64 = 510;

/// An invented customer with what is worked out ahead of the writing.
pub(super) struct Ready {
    pub invented: Invented,
    sort_key: String,
    /// For the search index, of the customer and of each visit.
    tokens: String,
    visit_tokens: Vec<String>,
}

impl Ready {
    pub(super) fn of(invented: Invented) -> Self {
        let (phones, points): (Vec<_>, Vec<_>) =
            invented.points.iter().partition(|point| point.kind == PointKind::Phone);
        let values = |points: Vec<&Point>| points.into_iter().map(|point| point.value.clone()).collect::<Vec<_>>();
        let contacts: Vec<String> = invented.contacts.iter().map(|(name, _)| name.clone()).collect();
        let tokens = text::customer_tokens(&CustomerText {
            name: &invented.name,
            contacts: &contacts,
            phones: &values(phones),
            points: &values(points),
            note: invented.note,
            ..CustomerText::default()
        });
        let notes = invented.visits.iter().map(|visit| &visit.note);
        let visit_tokens = notes.map(|note| index::visit_tokens(&note.summary, &note.outcome)).collect();
        Self { sort_key: text::sort_key(&invented.name), tokens, visit_tokens, invented }
    }
}

/// Writes customers one by one.
pub(super) struct Writer<'a> {
    tx: &'a Tx<'a>,
    lists: Lists,
    uids: Dice,
    /// Things that have got a uid.
    count: u64,
    /// Very many: they are put into the search indexes here.
    many: bool,
    offset_minutes: i32,
}

impl<'a> Writer<'a> {
    /// Uids come from a stream of this change, so that two fills with one seed do not get in each other's way.
    pub(super) fn new(tx: &'a Tx<'a>, lists: Lists, seed: u64, many: bool) -> Self {
        let uids = Dice::new(seed, tx.change_id().unsigned_abs());
        Self { tx, lists, uids, count: 0, many, offset_minutes: tx.local().offset().local_minus_utc() / 60 }
    }

    /// Writes a customer with everything that is theirs.
    pub(super) fn write(&mut self, ready: Ready) -> Result<()> {
        let Ready { invented, sort_key, tokens, visit_tokens } = &ready;
        let customer = self.customer(invented, sort_key)?;
        let contacts = self.contacts(customer, invented)?;
        self.points(customer, invented, &contacts)?;
        for tag in invented.tags.iter().filter_map(|place| self.lists.tags.get(*place)) {
            self.tx.run("INSERT INTO customer_tag (tag_id, customer_id) VALUES (?1, ?2)", params![tag, customer])?;
        }
        self.past(customer, invented)?;
        let visits = self.visits(customer, invented, &contacts)?;
        self.followups(customer, invented, &visits)?;
        self.values(customer, &invented.values)?;
        if self.many {
            index::add_customer(self.tx, customer, tokens)?;
            for (visit, tokens) in visits.iter().zip(visit_tokens) {
                index::add_visit(self.tx, *visit, tokens)?;
            }
        }
        Ok(())
    }

    /// A day so many days ago.
    fn day(&self, ago: i64) -> NaiveDate {
        let today = self.tx.today();
        let days = Days::new(ago.unsigned_abs());
        if ago >= 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) }.unwrap_or(today)
    }

    /// A local minute of a day so many days ago, as milliseconds UTC. What would be later than now is when the day began, so
    /// that the moment of making does not show.
    fn moment(&self, ago: i64, minute: i64) -> i64 {
        let at = |ago: i64, minute: i64| {
            let days = self.day(ago).signed_duration_since(NaiveDate::default()).num_days();
            days * 86_400_000 + (minute - i64::from(self.offset_minutes)) * 60_000
        };
        let moment = at(ago, minute);
        if moment > self.tx.now() { at(0, 0) } else { moment }
    }

    /// A uid later than all before, so that each stands at the end of its index. The day is enough of a moment.
    fn uid(&mut self) -> String {
        self.count += 1;
        let bytes = self.uids.ten_bytes();
        let at = self.moment(0, 0).unsigned_abs() + self.count;
        uuid::Builder::from_unix_timestamp_millis(at, &bytes).into_uuid().to_string()
    }

    fn customer(&mut self, invented: &Invented, sort_key: &str) -> Result<i64> {
        let at = self.moment(invented.known_for, MORNING);
        let kind = if invented.kind == CustomerKind::Company { "company" } else { "person" };
        self.tx.run(
            "INSERT INTO customer (uid, kind, name, sort_key, created_at, updated_at, stage_id, owner_id, last_visit_on,
             next_followup_on, visit_count) VALUES (?1, ?2, ?3, ?4, ?5, ?11, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.uid(),
                kind,
                invented.name,
                sort_key,
                at,
                self.stage(invented),
                self.owner(invented),
                invented.visits.iter().map(|visit| self.day(visit.ago).to_string()).max().unwrap_or_default(),
                invented
                    .followups
                    .iter()
                    .filter(|followup| followup.state == "open")
                    .map(|followup| self.day(followup.due_ago).to_string())
                    .min()
                    .unwrap_or_else(|| "9999-12-31".to_owned()),
                invented.visits.len(),
                self.tx.now(),
            ],
        )?;
        let id = self.tx.last_insert_rowid();
        customers::insert_detail(self.tx, id, invented.note, invented.birthday)?;
        Ok(id)
    }

    /// The present stage as it will be derived, so that the indexes over it are written once.
    fn stage(&self, invented: &Invented) -> i64 {
        let last = self.lists.stages.len().saturating_sub(1);
        let latest = invented.stages.iter().max_by_key(|(_, ago)| self.moment(*ago, MORNING));
        latest.and_then(|(stage, _)| self.lists.stages.get((*stage).min(last))).copied().unwrap_or(0)
    }

    /// The present owner as it will be derived.
    fn owner(&self, invented: &Invented) -> i64 {
        let latest = invented.owners.iter().max_by_key(|(_, ago)| self.moment(*ago, MORNING));
        latest.and_then(|(owner, _)| self.lists.owners.get(*owner)).copied().unwrap_or(0)
    }

    fn contacts(&mut self, customer: i64, invented: &Invented) -> Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(invented.contacts.len());
        for (position, (name, role)) in invented.contacts.iter().enumerate() {
            self.tx.run(
                "INSERT INTO contact (uid, customer_id, name, role, position) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![self.uid(), customer, name, role, position],
            )?;
            ids.push(self.tx.last_insert_rowid());
        }
        Ok(ids)
    }

    fn points(&mut self, customer: i64, invented: &Invented, contacts: &[i64]) -> Result<()> {
        for (position, point) in invented.points.iter().enumerate() {
            let contact = point.contact.and_then(|place| contacts.get(place));
            self.tx.run(
                "INSERT INTO contact_point (uid, customer_id, contact_id, kind, value, raw, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![self.uid(), customer, contact, kind_code(point.kind), point.value, point.raw, position],
            )?;
        }
        Ok(())
    }

    /// Stages and owners, with when they began.
    fn past(&self, customer: i64, invented: &Invented) -> Result<()> {
        // A book with fewer stages than we think of leaves its last one for the rest.
        let last = self.lists.stages.len().saturating_sub(1);
        for (stage, ago) in &invented.stages {
            if let Some(stage) = self.lists.stages.get((*stage).min(last)) {
                self.tx.run(
                    "INSERT INTO stage_entry (customer_id, stage_id, entered_at) VALUES (?1, ?2, ?3)",
                    params![customer, stage, self.moment(*ago, MORNING)],
                )?;
            }
        }
        for (owner, ago) in &invented.owners {
            if let Some(owner) = self.lists.owners.get(*owner) {
                self.tx.run(
                    "INSERT INTO ownership (customer_id, owner_id, since_at) VALUES (?1, ?2, ?3)",
                    params![customer, owner, self.moment(*ago, MORNING)],
                )?;
            }
        }
        Ok(())
    }

    fn visits(&mut self, customer: i64, invented: &Invented, contacts: &[i64]) -> Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(invented.visits.len());
        for visit in &invented.visits {
            let author = invented.owners.iter().rfind(|(_, since)| *since >= visit.ago).or(invented.owners.first());
            let author = author.and_then(|(owner, _)| self.lists.owners.get(*owner)).copied();
            let written = self.moment(visit.ago, visit.minute.unwrap_or(MORNING));
            self.tx.run(
                "INSERT INTO visit (uid, customer_id, visited_on, visited_at, offset_minutes, kind_id, author_id, contact_id,
                 summary, outcome, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
                params![
                    self.uid(),
                    customer,
                    self.day(visit.ago).to_string(),
                    visit.minute.map(|_| written),
                    visit.minute.map(|_| self.offset_minutes),
                    self.lists.kinds.get(visit.note.kind).copied().unwrap_or(self.lists.other_kind),
                    author.unwrap_or_default(),
                    visit.contact.and_then(|place| contacts.get(place)),
                    visit.note.summary,
                    visit.note.outcome,
                    written,
                ],
            )?;
            ids.push(self.tx.last_insert_rowid());
        }
        Ok(ids)
    }

    fn followups(&mut self, customer: i64, invented: &Invented, visits: &[i64]) -> Result<()> {
        for followup in &invented.followups {
            let promised = followup.visit.and_then(|place| invented.visits.get(place));
            let written = self.moment(promised.map_or(invented.known_for, |visit| visit.ago), MORNING);
            let closed = match followup.state {
                "open" => 0,
                _ => self.moment(followup.closed_ago, MORNING),
            };
            self.tx.run(
                "INSERT INTO followup (uid, customer_id, visit_id, due_on, what, state, closed_at, created_at, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
                params![
                    self.uid(),
                    customer,
                    followup.visit.and_then(|place| visits.get(place)),
                    self.day(followup.due_ago).to_string(),
                    followup.what,
                    followup.state,
                    closed,
                    written,
                ],
            )?;
        }
        Ok(())
    }

    fn values(&self, customer: i64, values: &Values) -> Result<()> {
        let (tx, lists) = (self.tx, &self.lists);
        if let Some(line) = &values.line {
            fields::insert_value(tx, customer, lists.line, 0, None, Some(line.clone()))?;
        }
        if let Some(days) = values.cycle {
            fields::insert_value(tx, customer, lists.cycle, 0, Some(days * 1_000_000), None)?;
        }
        if let Some(amount) = values.yearly {
            fields::insert_value(tx, customer, lists.yearly, 0, Some(amount * lists.minor), None)?;
        }
        if let Some(option) = values.grade.and_then(|place| lists.grades.get(place)) {
            fields::insert_value(tx, customer, lists.grade, 0, Some(*option), None)?;
        }
        if let Some(ago) = values.first_deal_ago {
            fields::insert_value(tx, customer, lists.first_deal, 0, None, Some(self.day(ago).to_string()))?;
        }
        Ok(())
    }
}
