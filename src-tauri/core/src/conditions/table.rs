//! Every condition, once: what it means, as SQL over an index, and the sentence that says it. A new condition is a new
//! variant of [`Rule`] and an arm here; the compiler asks for no more.

use rusqlite::types::Value;

use super::days::{moments_of, texts_of};
use super::sentences::{Said, Sentence, Titled, said_span, sentence};
use super::statements::{Source, Statement, one_of};
use super::{NameTest, Part, Rule, Span, Visits, fields, nearby};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::exchange::meaning::CustomerKind;
use crate::fields::Record;
use crate::segments;

/// What a rule means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// The ids that a statement gives.
    Sql(Box<Statement>),
    /// Whom a text finds.
    Text(String),
    /// Whom a text finds in the notes of visits.
    Notes(String),
    /// The same as another rule.
    Rule(Rule),
    /// All, any or none of other rules: worked out on sets.
    Parts,
}

/// What a rule means and how it is said.
pub(crate) struct Defined {
    pub meaning: Meaning,
    pub sentence: Sentence,
}

/// What a rule means.
///
/// # Errors
/// As for [`define`].
pub(crate) fn meaning(reader: &Reader<'_>, rule: &Rule) -> Result<Meaning> {
    Ok(define(reader, rule)?.meaning)
}

pub(super) fn sql(source: Source, filter: impl Into<String>, params: impl IntoIterator<Item = Value>) -> Meaning {
    Meaning::Sql(Box::new(Statement::new(source, filter, params)))
}

/// The definition of a rule's condition.
///
/// # Errors
/// `invalid` for a field that is gone, a value of another type, a day that is none.
pub(super) fn define(reader: &Reader<'_>, rule: &Rule) -> Result<Defined> {
    use Source as From;
    let (meaning, sentence) = match rule {
        Rule::All(_) | Rule::Any(_) | Rule::Not(_) => (Meaning::Parts, sentence("rule-everybody", [])),
        // Uses: customer_tag's primary key (tag_id, customer_id).
        Rule::Tag(ids) => (
            sql(From::TAGS, one_of("tag_id", 1, ids.len()), numbers(ids)),
            sentence("rule-tag", [("names", Said::Items(Titled::Tag, ids.clone()))]),
        ),
        Rule::AllTags(ids) => (
            Meaning::Rule(Rule::All(ids.iter().map(|id| Rule::Tag(vec![*id])).collect())),
            sentence("rule-all-tags", [("names", Said::AllItems(Titled::Tag, ids.clone()))]),
        ),
        // Uses: customer_by_stage.
        Rule::Stage(ids) => (
            sql(From::CUSTOMERS, format!("trashed_at = 0 AND {}", one_of("stage_id", 1, ids.len())), numbers(ids)),
            sentence("rule-stage", [("names", Said::Items(Titled::Stage, ids.clone()))]),
        ),
        // Uses: customer_by_owner.
        Rule::Owner(ids) => (
            sql(From::CUSTOMERS, format!("trashed_at = 0 AND {}", one_of("owner_id", 1, ids.len())), numbers(ids)),
            sentence("rule-owner", [("names", Said::Items(Titled::Owner, ids.clone()))]),
        ),
        // Uses: customer_by_kind.
        Rule::Kind(kind) => {
            let code = if *kind == CustomerKind::Company { "company" } else { "person" };
            (
                sql(From::CUSTOMERS, "trashed_at = 0 AND kind = ?1", [Value::from(code.to_owned())]),
                sentence("rule-kind", [("kind", Said::code(code))]),
            )
        }
        // Uses: customer_by_exact_name.
        Rule::Name(NameTest::Is(name)) => (
            sql(From::CUSTOMERS, "trashed_at = 0 AND name = ?1", [Value::from(name.trim().to_owned())]),
            sentence("rule-name-is", [("text", Said::text(name.trim()))]),
        ),
        // Uses: customer_by_exact_name. Behind every name that begins so stands the beginning with the last character.
        Rule::Name(NameTest::Begins(start)) => (
            sql(
                From::CUSTOMERS,
                "trashed_at = 0 AND name >= ?1 AND name < ?2",
                [Value::from(start.clone()), Value::from(format!("{start}\u{10ffff}"))],
            ),
            sentence("rule-name-begins", [("text", Said::text(start))]),
        ),
        Rule::LastVisit(None) => (Meaning::Rule(Rule::Lacks(Part::Visit)), lacks(Part::Visit)),
        // Uses: customer_by_last_visit.
        Rule::LastVisit(Some(span)) => (
            between(reader, From::CUSTOMERS, "last_visit_on", "trashed_at = 0", span)?,
            sentence("rule-last-visit", [("days", said_span(span))]),
        ),
        // Uses: customer_by_last_visit; who was never visited has ''.
        Rule::NoVisitFor(days) => (
            sql(From::CUSTOMERS, "trashed_at = 0 AND last_visit_on < ?1", [ago(reader, i64::from(*days) - 1)?]),
            sentence("rule-no-visit-for", [("count", Said::Count(i64::from(*days)))]),
        ),
        Rule::Visits(visits) => (visits_meaning(reader, visits)?, visits_sentence(visits)),
        Rule::VisitText(text) => {
            (Meaning::Notes(text.clone()), sentence("rule-visit-text", [("text", Said::text(text.trim()))]))
        }
        Rule::VisitField(field) => {
            let (meaning, sentence_of_field) = fields::define(reader, Record::Visit, field)?;
            (meaning, sentence("rule-visit-field", [("what", Said::one(sentence_of_field))]))
        }
        Rule::NextFollowup(None) => (Meaning::Rule(Rule::Lacks(Part::Followup)), lacks(Part::Followup)),
        // Uses: customer_by_next_followup.
        Rule::NextFollowup(Some(span)) => (
            between(reader, From::CUSTOMERS, "next_followup_on", "trashed_at = 0", span)?,
            sentence("rule-next-followup", [("days", said_span(span))]),
        ),
        // Uses: followup_open_by_day.
        Rule::Followup(span) => (
            between(reader, From::FOLLOWUPS, "due_on", "state = 'open' AND trashed_at = 0", span)?,
            sentence("rule-followup", [("days", said_span(span))]),
        ),
        // Uses: followup_open_by_day.
        Rule::Appointment(span) => (
            between(
                reader,
                From::FOLLOWUPS,
                "due_on",
                "state = 'open' AND trashed_at = 0 AND ends_at IS NOT NULL",
                span,
            )?,
            sentence("rule-appointment", [("days", said_span(span))]),
        ),
        // Uses: customer_by_next_followup.
        Rule::Overdue(days) => (
            sql(From::CUSTOMERS, "trashed_at = 0 AND next_followup_on <= ?1", [ago(reader, i64::from(*days))?]),
            sentence("rule-overdue", [("count", Said::Count(i64::from(*days)))]),
        ),
        // Uses: customer_by_visit_due.
        Rule::VisitDue(span) => (
            between(reader, From::CUSTOMERS, "visit_due_on", "trashed_at = 0 AND visit_due_on < '9999-12-31'", span)?,
            sentence("rule-visit-due", [("days", said_span(span))]),
        ),
        // Uses: customer_by_slipping.
        Rule::Slipping(days) => (
            sql(
                From::CUSTOMERS,
                "slipping_on <= ?1 AND trashed_at = 0 AND slipping_on < '9999-12-31'",
                [ago(reader, i64::from(*days))?],
            ),
            sentence("rule-slipping", [("count", Said::Count(i64::from(*days)))]),
        ),
        Rule::Near(near) => (nearby::meaning(near)?, nearby::said(near)),
        // Uses: customer_by_created.
        Rule::Created(span) => {
            (within(reader, "created_at", span)?, sentence("rule-created", [("days", said_span(span))]))
        }
        // Uses: customer_by_updated.
        Rule::Changed(span) => {
            (within(reader, "updated_at", span)?, sentence("rule-changed", [("days", said_span(span))]))
        }
        Rule::Birthday(span) => (birthday(reader, span)?, sentence("rule-birthday", [("days", said_span(span))])),
        Rule::Has(part) => (has(*part), sentence("rule-has", [("what", Said::code(part.code()))])),
        Rule::Lacks(part) => (Meaning::Rule(Rule::Not(Box::new(Rule::Has(*part)))), lacks(*part)),
        Rule::Field(field) => fields::define(reader, Record::Customer, field)?,
        Rule::Text(text) => (Meaning::Text(text.clone()), sentence("rule-text", [("text", Said::text(text.trim()))])),
        // What it means is kept in the table of segments.
        Rule::Segment(id) => {
            let rule = segments::rule_of(reader, *id)?
                .ok_or_else(|| Error::invalid("where", "no_such_segment").arg("id", *id))?;
            let name = Said::Items(Titled::Segment, vec![*id]);
            (Meaning::Rule(rule), sentence("rule-segment", [("name", name)]))
        }
    };
    Ok(Defined { meaning, sentence })
}

fn numbers(ids: &[i64]) -> impl Iterator<Item = Value> {
    ids.iter().copied().map(Value::from)
}

fn lacks(part: Part) -> Sentence {
    sentence("rule-lacks", [("what", Said::code(part.code()))])
}

/// The day so many days ago.
fn ago(reader: &Reader<'_>, days: i64) -> Result<Value> {
    let days = i32::try_from(-days).map_err(|_| Error::invalid("where", "out_of_range"))?;
    let span = Span { to: Some(super::Day::Today(days)), ..Span::default() };
    Ok(Value::from(texts_of(reader, &span)?.1))
}

/// A column of days within a span.
///
/// The span stands before the rest, among which may be another end of the same column: SQLite walks its index up to the first end.
fn between(reader: &Reader<'_>, source: Source, column: &str, rest: &str, span: &Span) -> Result<Meaning> {
    let (from, to) = texts_of(reader, span)?;
    Ok(Meaning::Sql(Box::new(
        Statement::new(source, format!("{column} BETWEEN ?1 AND ?2 AND {rest}"), [Value::from(from), Value::from(to)])
            .looking_up(by_settings(span)),
    )))
}

/// A column of moments within a span.
fn within(reader: &Reader<'_>, column: &str, span: &Span) -> Result<Meaning> {
    let (from, before) = moments_of(reader, span)?;
    Ok(Meaning::Sql(Box::new(
        Statement::new(
            Source::CUSTOMERS,
            format!("trashed_at = 0 AND {column} >= ?1 AND {column} < ?2"),
            [Value::from(from), Value::from(before)],
        )
        .looking_up(by_settings(span)),
    )))
}

/// The day that weeks begin with is a setting.
pub(super) fn by_settings(span: &Span) -> &'static str {
    if span.period.is_some_and(super::Period::is_week) { "book_setting" } else { "" }
}

/// So many days from today the next birthday is the only one, by the moon too.
const ONE_BIRTHDAY: i64 = 350;

/// Uses: customer_by_birthday for the days to come; spans that begin before today or go beyond a year look at every
/// birthday there is.
fn birthday(reader: &Reader<'_>, span: &Span) -> Result<Meaning> {
    let (from, to) = super::span_of(reader, span)?;
    let is_to_come = |date: Option<chrono::NaiveDate>| {
        date.is_some_and(|date| (0..ONE_BIRTHDAY).contains(&date.signed_duration_since(reader.today).num_days()))
    };
    if reader.is_derived_today && is_to_come(from) && is_to_come(to) {
        let only = "trashed_at = 0 AND birthday_on < '9999-12-31'";
        return between(reader, Source::CUSTOMERS, "birthday_on", only, span);
    }
    // A whole year, and more, is in a span with an open end.
    if from.is_none() || to.is_none() {
        return Ok(Meaning::Rule(Rule::Has(Part::Birthday)));
    }
    let (from, to) = texts_of(reader, span)?;
    Ok(Meaning::Sql(Box::new(
        Statement::new(
            Source::DETAILS,
            "birthday_calendar <> '' AND next_birthday(birthday_calendar, birthday_month, birthday_day, birthday_leap, ?1) <= ?2",
            [Value::from(from), Value::from(to)],
        )
        .looking_up(by_settings(span)),
    )))
}

fn has(part: Part) -> Meaning {
    match part {
        // Uses: contact_point_by_value (kind first).
        Part::Phone | Part::Email | Part::Wechat | Part::Address | Part::Website | Part::Other => {
            sql(Source::POINTS, "trashed_at = 0 AND kind = ?1", [Value::from(part.code().to_owned())])
        }
        // Uses: customer_tag's primary key. Tags in the trash are none.
        Part::Tag => sql(Source::TAGS, "tag_id IN (SELECT id FROM tag WHERE trashed_at = 0)", []),
        // Uses: customer_by_stage.
        Part::Stage => sql(Source::CUSTOMERS, "trashed_at = 0 AND stage_id > 0", []),
        // Uses: customer_by_owner.
        Part::Owner => sql(Source::CUSTOMERS, "trashed_at = 0 AND owner_id > 0", []),
        // Uses: customer_by_last_visit.
        Part::Visit => sql(Source::CUSTOMERS, "trashed_at = 0 AND last_visit_on > ''", []),
        // Uses: customer_by_next_followup.
        Part::Followup => sql(Source::CUSTOMERS, "trashed_at = 0 AND next_followup_on < '9999-12-31'", []),
        // Uses: customer_by_birthday.
        Part::Birthday => sql(Source::CUSTOMERS, "trashed_at = 0 AND birthday_on < '9999-12-31'", []),
        // Uses: contact_by_customer, all of it (covering).
        Part::Contact => sql(Source::CONTACTS, "trashed_at = 0", []),
        // Uses: customer_by_lat.
        Part::Place => sql(Source::CUSTOMERS, "trashed_at = 0 AND lat < 999000000", []),
        // Uses: customer_by_visit_due.
        Part::Cadence => sql(Source::CUSTOMERS, "trashed_at = 0 AND visit_due_on < '9999-12-31'", []),
        // Looks at every note there is.
        Part::Note => sql(Source::DETAILS, "note <> ''", []),
    }
}

/// How often somebody was visited, taken apart: at most so often is not more often.
fn visits_meaning(reader: &Reader<'_>, visits: &Visits) -> Result<Meaning> {
    let only = |at_least| Visits { at_least: Some(at_least), at_most: None, ..visits.clone() };
    let (least, most) = (visits.at_least, visits.at_most);
    let least = if least.is_none() && most.is_none() { 1 } else { least.unwrap_or(0) };
    if most.is_some() || least == 0 {
        let mut all = Vec::new();
        if least > 0 {
            all.push(Rule::Visits(only(least)));
        }
        if let Some(more) = most.and_then(|most| most.checked_add(1)) {
            all.push(Rule::Not(Box::new(Rule::Visits(only(more)))));
        }
        return Ok(Meaning::Rule(Rule::All(all)));
    }
    if visits.kinds.is_empty() && visits.span.is_none() {
        // Uses: customer_by_visits.
        return Ok(sql(Source::CUSTOMERS, "trashed_at = 0 AND visit_count >= ?1", [Value::from(least)]));
    }
    // Uses: visit_by_day (covering); without a span all of it.
    let span = visits.span.clone().unwrap_or_default();
    let (from, to) = texts_of(reader, &span)?;
    let mut filter = "trashed_at = 0 AND visited_on BETWEEN ?2 AND ?3".to_owned();
    if !visits.kinds.is_empty() {
        filter.push_str(&format!(" AND {}", one_of("kind_id", 4, visits.kinds.len())));
    }
    let params = [Value::from(least), Value::from(from), Value::from(to)].into_iter().chain(numbers(&visits.kinds));
    let statement = Statement::new(Source::VISITS, filter, params)
        .ending(" GROUP BY visit.customer_id HAVING count(*) >= ?1")
        .looking_up(by_settings(&span));
    Ok(Meaning::Sql(Box::new(statement)))
}

fn visits_sentence(visits: &Visits) -> Sentence {
    let count = |count: u32| Said::Count(i64::from(count));
    let often = match (visits.at_least, visits.at_most) {
        (None, None) => sentence("rule-visits-least", [("count", count(1))]),
        (Some(least), None) => sentence("rule-visits-least", [("count", count(least))]),
        (None, Some(most)) => sentence("rule-visits-most", [("count", count(most))]),
        (Some(least), Some(most)) => sentence("rule-visits-between", [("from", count(least)), ("to", count(most))]),
    };
    let of = match visits.kinds.is_empty() {
        true => often,
        false => sentence(
            "rule-visits-of",
            [("what", Said::one(often)), ("names", Said::Items(Titled::VisitKind, visits.kinds.clone()))],
        ),
    };
    match &visits.span {
        None => of,
        Some(span) => sentence("rule-visits-in", [("what", Said::one(of)), ("days", said_span(span))]),
    }
}

impl Part {
    /// As it is stored and sent.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Wechat => "wechat",
            Self::Address => "address",
            Self::Website => "website",
            Self::Other => "other",
            Self::Tag => "tag",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Visit => "visit",
            Self::Followup => "followup",
            Self::Birthday => "birthday",
            Self::Contact => "contact",
            Self::Note => "note",
            Self::Place => "place",
            Self::Cadence => "cadence",
        }
    }
}
