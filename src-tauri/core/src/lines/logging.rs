//! Saving a line: the visit and the next step as one change.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::{LineNext, ParseLine, ParsedLine, parse};
use crate::book::Tx;
use crate::checks::present;
use crate::customers::{self, NewCustomer};
use crate::error::{Error, Result};
use crate::files::NewFile;
use crate::followups::{self, NewFollowUp};
use crate::tags;
use crate::visits::{self, LogVisit, VisitValue};

/// Saves a line as its parts say, or as they were corrected: what is given here goes before what was read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LogLine {
    /// What was typed.
    pub line: String,
    /// The customer on the screen.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
    /// The moment that days count from; now if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub now: Option<String>,
    /// The customer it is about, whatever the line says.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub chosen_id: Option<i64>,
    /// Make a customer of the typed name if nobody has it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub makes_customer: bool,
    /// A kind's code or name.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub kind: Option<String>,
    /// The day of the visit; its time goes unless it is given, too.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
    /// The time of the visit, `HH:MM`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// The day of the next step; null for no next step, its words then stay in the note.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional = nullable))]
    pub next_on: Option<Option<String>>,
    /// The time of the next step; as it was read if absent, null for none.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional = nullable))]
    pub next_time: Option<Option<String>>,
    /// What the next step is; as it was read if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub next_what: Option<String>,
    /// The contact who was spoken to.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub contact_id: Option<i64>,
    /// Names of tags that the customer gets beside those of the line.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub tags: Vec<String>,
    /// Files that come with the visit, their content stored before.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<NewFile>>", optional))]
    pub files: Vec<NewFile>,
    /// Parts that are mere text, as in reading.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub plain: Vec<String>,
    /// What fields of the visit hold.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<VisitValue>>", optional))]
    pub values: Vec<VisitValue>,
}

/// What saving a line made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LoggedLine {
    /// The visit; none if the line tells only what is to be done.
    pub id: Option<i64>,
    /// The follow-up of the next step.
    pub followup_id: Option<i64>,
    /// The day of the next step.
    pub next_on: Option<String>,
    /// How many open follow-ups the visit closed.
    pub closed: usize,
    /// The customer.
    pub customer_id: i64,
    /// Whether the customer is new.
    pub is_new: bool,
    /// The parts as they were read.
    pub parts: ParsedLine,
}

impl LogLine {
    /// Whether something is given that only a visit has.
    fn tells_of_visit(&self) -> bool {
        self.kind.is_some()
            || self.on.is_some()
            || self.time.is_some()
            || self.contact_id.is_some()
            || !self.values.is_empty()
            || !self.files.is_empty()
    }
}

/// Saves a line: the visit with its next step, or only the next step.
///
/// # Errors
/// `ambiguous` with the ids as `candidates` if several may be meant; `not_found` with the typed name if nobody has it or
/// nobody is named; `invalid` (`in_the_past`, `in_the_future`) for a next step that is over or a visit to come, unless
/// another day is given; those of logging a visit.
pub fn log(tx: &Tx<'_>, req: &LogLine) -> Result<LoggedLine> {
    let mut plain = req.plain.clone();
    if req.next_on == Some(None) {
        plain.push("next".to_owned());
    }
    let ask = ParseLine { line: req.line.clone(), customer_id: req.customer_id, now: req.now.clone(), plain };
    let parts = tx.look(|reader| parse(reader, &ask))?;
    let (customer_id, is_new) = whom(tx, req, &parts)?;
    let has = |code: &str| parts.problems.iter().any(|problem| problem.code == code);
    if has("next_in_the_past") && req.next_on.is_none() {
        return Err(Error::invalid("next_on", "in_the_past"));
    }
    if has("visit_in_the_future") && req.on.is_none() {
        return Err(Error::invalid("on", "in_the_future"));
    }
    let read = parts.next.as_ref();
    let next_on = req.next_on.clone().unwrap_or_else(|| read.map(|next| next.on.clone()));
    let next_time = req.next_time.clone().unwrap_or_else(|| read.and_then(|next| next.time.clone()));
    let next_ends = read.and_then(|next| ends_of(next, next_time.as_deref()));
    let next_what = req.next_what.clone().or_else(|| read.map(|next| what_of(&parts.line, next))).unwrap_or_default();
    let mut names: Vec<String> = parts.tags.iter().map(|tag| tag.name.clone()).collect();
    names.extend(req.tags.iter().filter(|name| parts.tags.iter().all(|tag| tag.name != **name)).cloned());
    if parts.makes == "followup"
        && !req.tells_of_visit()
        && let Some(due_on) = next_on.clone()
    {
        // A day that is over was asked about above, from the moment that the line counts from.
        let new = NewFollowUp {
            customer_id,
            due_on,
            time: next_time,
            ends: next_ends,
            what: next_what,
            allow_past: true,
            ..NewFollowUp::default()
        };
        let made = followups::create(tx, &new)?;
        for name in &names {
            tags::link(tx, customer_id, tags::named(tx, name)?)?;
        }
        return Ok(LoggedLine { id: None, followup_id: Some(made.id), next_on, closed: 0, customer_id, is_new, parts });
    }
    let when = parts.when.as_ref().filter(|_| req.on.is_none());
    let on = req.on.clone().or_else(|| when.map(|when| when.on.clone()));
    let time = req.time.clone().or_else(|| when.and_then(|when| when.time.clone()));
    let visit = LogVisit {
        customer_id,
        summary: parts.summary.clone(),
        outcome: String::new(),
        kind: req.kind.clone().or_else(|| {
            parts.kind.as_ref().map(|kind| if kind.code.is_empty() { kind.name.clone() } else { kind.code.clone() })
        }),
        on: on.or_else(|| req.now.is_some().then(|| parts.now.get(..10).map(str::to_owned)).flatten()),
        time,
        contact_id: req.contact_id,
        next_time: next_time.filter(|_| next_on.is_some()),
        next_ends: next_ends.filter(|_| next_on.is_some()),
        next_on: next_on.clone(),
        next_what,
        tags: names,
        values: req.values.clone(),
        files: req.files.clone(),
    };
    let logged = visits::log(tx, &visit)?;
    let (id, followup_id, closed) = (Some(logged.id), logged.followup_id, logged.closed);
    Ok(LoggedLine { id, followup_id, next_on, closed, customer_id, is_new, parts })
}

/// When the next step is over: at another time than the one that was read it lasts as long.
fn ends_of(next: &LineNext, time: Option<&str>) -> Option<String> {
    let clock = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let (read, until) = (clock(next.time.as_deref()?)?, clock(next.until.as_deref()?)?);
    let (ends, _) = clock(time?)?.overflowing_add_signed(until - read);
    Some(ends.format("%H:%M").to_string())
}

/// What is to be done; a day that says more than a follow-up can hold (a morning, a week) is kept in it, as it was typed.
fn what_of(line: &str, next: &LineNext) -> String {
    if next.part.is_none() && !next.is_vague {
        return next.what.clone();
    }
    let units: Vec<u16> = line.encode_utf16().collect();
    let (from, length) = next.span;
    let typed = units.get(from..from + length).map(String::from_utf16_lossy).unwrap_or_default();
    if next.what.is_empty() { typed } else { format!("{} ({})", next.what, typed.trim()) }
}

fn new_customer(name: &str) -> NewCustomer {
    NewCustomer {
        name: name.to_owned(),
        kind: None,
        contact: None,
        points: Vec::new(),
        tags: Vec::new(),
        stage_id: None,
        note: String::new(),
    }
}

fn whom(tx: &Tx<'_>, req: &LogLine, parts: &ParsedLine) -> Result<(i64, bool)> {
    if let Some(chosen) = req.chosen_id {
        return Ok((chosen, false));
    }
    let asked = &parts.customer;
    match (asked.state.as_str(), asked.id) {
        // A name beside the one on the screen, of whom a new customer is to be made.
        ("given", _) if req.makes_customer && asked.span.is_none() && !asked.typed.is_empty() => {
            Ok((customers::create(tx, &new_customer(&asked.typed))?.id, true))
        }
        (_, Some(id)) => Ok((id, false)),
        ("ambiguous", _) => {
            let ids: Vec<i64> = asked.candidates.iter().map(|candidate| candidate.id).collect();
            Err(Error::refused("ambiguous").arg("name", asked.typed.clone()).arg("candidates", ids))
        }
        ("unknown", _) if req.makes_customer => {
            let made = customers::create(tx, &new_customer(&asked.typed))?;
            Ok((made.id, true))
        }
        ("unknown", _) => Err(Error::refused("not_found").arg("record", "customer").arg("name", asked.typed.clone())),
        _ => Err(Error::invalid("customer", "empty")),
    }
}
