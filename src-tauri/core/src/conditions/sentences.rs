//! What a rule says, as keys of messages and what stands in them. The words themselves come from outside.

use serde_json::Value;

use super::table::define;
use super::{Day, Period, Rule, Span, limits};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;
use crate::fields::FieldContent;

/// The keys of all sentences and parts of sentences.
pub const SENTENCES: &[&str] = &[
    "rule-all-tags",
    "rule-and",
    "rule-appointment",
    "rule-any-time",
    "rule-birthday",
    "rule-changed",
    "rule-created",
    "rule-day-ago",
    "rule-day-ahead",
    "rule-day-today",
    "rule-days-between",
    "rule-days-from",
    "rule-days-last",
    "rule-days-next",
    "rule-days-on",
    "rule-days-period",
    "rule-days-to",
    "rule-everybody",
    "rule-field-between",
    "rule-field-contains",
    "rule-field-days",
    "rule-field-empty",
    "rule-field-filled",
    "rule-field-from",
    "rule-field-is",
    "rule-field-is-not",
    "rule-field-to",
    "rule-followup",
    "rule-gone",
    "rule-group",
    "rule-has",
    "rule-kind",
    "rule-lacks",
    "rule-last-visit",
    "rule-name-begins",
    "rule-name-is",
    "rule-near",
    "rule-next-followup",
    "rule-no",
    "rule-no-visit-for",
    "rule-nobody",
    "rule-nothing",
    "rule-not",
    "rule-or",
    "rule-overdue",
    "rule-owner",
    "rule-owner-not",
    "rule-segment",
    "rule-several",
    "rule-slipping",
    "rule-stage",
    "rule-stage-not",
    "rule-tag",
    "rule-tag-not",
    "rule-text",
    "rule-visit-due",
    "rule-visit-field",
    "rule-visit-text",
    "rule-visits-between",
    "rule-visits-in",
    "rule-visits-least",
    "rule-visits-most",
    "rule-visits-of",
    "rule-yes",
];

/// A sentence, or a part of one: the key of a message, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// One of [`SENTENCES`].
    pub key: &'static str,
    /// By the names that the message knows.
    pub args: Vec<(&'static str, Said)>,
}

/// What stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A text as it is.
    Text(String),
    /// How many.
    Count(i64),
    /// An amount in minor units.
    Money(i64),
    /// A name, or none for what is gone.
    Name(Option<String>),
    /// A part of the sentence.
    One(Box<Sentence>),
    /// Things of which one will do.
    OneOf(Vec<Said>),
    /// Things that all are needed.
    AllOf(Vec<Said>),
    /// Things of which one will do, by their ids: their names are still to be looked up.
    Items(Titled, Vec<i64>),
    /// Things that all are needed, by their ids.
    AllItems(Titled, Vec<i64>),
}

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titled {
    /// A tag.
    Tag,
    /// A stage.
    Stage,
    /// An owner.
    Owner,
    /// A kind of visits.
    VisitKind,
    /// A user-defined field.
    Field,
    /// An option of a field.
    Option,
    /// A segment.
    Segment,
}

impl Said {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A code that the message knows.
    pub(super) fn code(code: &str) -> Self {
        Self::Text(code.to_owned())
    }

    pub(super) fn one(sentence: Sentence) -> Self {
        Self::One(Box::new(sentence))
    }

    /// What a field holds.
    pub(super) fn value(content: &FieldContent) -> Self {
        match content {
            FieldContent::Text(text) | FieldContent::Number(text) | FieldContent::Date(text) => Self::text(text),
            FieldContent::Choice(label) => Self::text(label),
            FieldContent::MultiChoice(labels) => Self::AllOf(labels.iter().map(Self::text).collect()),
            FieldContent::Money(minor) => Self::Money(*minor),
            FieldContent::YesNo(yes) => Self::one(sentence(if *yes { "rule-yes" } else { "rule-no" }, [])),
        }
    }

    /// The same with names instead of ids. Uses: primary keys.
    fn named(self, reader: &Reader<'_>) -> Result<Self> {
        let names = |of: Titled, ids: Vec<i64>| -> Result<Vec<Self>> {
            let sql = match of {
                Titled::Tag => "SELECT name FROM tag WHERE id = ?1",
                Titled::Stage => "SELECT name FROM stage WHERE id = ?1",
                Titled::Owner => "SELECT name FROM owner WHERE id = ?1",
                Titled::VisitKind => "SELECT name FROM visit_kind WHERE id = ?1",
                Titled::Field => "SELECT label FROM field WHERE id = ?1",
                Titled::Option => "SELECT label FROM field_option WHERE id = ?1",
                Titled::Segment => "SELECT name FROM segment WHERE id = ?1",
            };
            ids.into_iter().map(|id| Ok(Self::Name(reader.first(sql, [id], |row| row.get(0))?))).collect()
        };
        let each = |list: Vec<Self>| list.into_iter().map(|said| said.named(reader)).collect::<Result<Vec<_>>>();
        Ok(match self {
            Self::Items(of, ids) => match <[Self; 1]>::try_from(names(of, ids)?) {
                Ok([one]) => one,
                Err(several) => Self::OneOf(several),
            },
            Self::AllItems(of, ids) => Self::AllOf(names(of, ids)?),
            Self::One(sentence) => Self::One(Box::new(sentence.named(reader)?)),
            Self::OneOf(list) => Self::OneOf(each(list)?),
            Self::AllOf(list) => Self::AllOf(each(list)?),
            other => other,
        })
    }
}

impl Sentence {
    fn named(self, reader: &Reader<'_>) -> Result<Self> {
        let args = self.args.into_iter().map(|(name, said)| Ok((name, said.named(reader)?)));
        Ok(Self { key: self.key, args: args.collect::<Result<_>>()? })
    }

    /// The arguments that need no words, for tests and logs: names, texts and counts.
    #[must_use]
    pub fn plain(&self) -> Value {
        let args = self.args.iter().map(|(name, said)| ((*name).to_owned(), said.plain()));
        Value::Array(vec![self.key.into(), Value::Object(args.collect())])
    }
}

impl Said {
    fn plain(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Count(number) | Self::Money(number) => (*number).into(),
            Self::Name(name) => name.as_deref().into(),
            Self::One(sentence) => sentence.plain(),
            Self::OneOf(list) | Self::AllOf(list) => Value::Array(list.iter().map(Self::plain).collect()),
            Self::Items(_, ids) | Self::AllItems(_, ids) => ids.clone().into(),
        }
    }
}

pub(super) fn sentence<const N: usize>(key: &'static str, args: [(&'static str, Said); N]) -> Sentence {
    Sentence { key, args: args.into() }
}

/// A span of days in a sentence.
pub(super) fn said_span(span: &Span) -> Said {
    let days = |key, count| sentence(key, [("count", Said::Count(count))]);
    Said::one(match (span.period, &span.from, &span.to) {
        (Some(period), ..) => sentence("rule-days-period", [("period", Said::code(period_code(period)))]),
        (None, None, None) => sentence("rule-any-time", []),
        (None, Some(from), None) => sentence("rule-days-from", [("from", said_day(from))]),
        (None, None, Some(to)) => sentence("rule-days-to", [("to", said_day(to))]),
        (None, Some(from), Some(to)) if from == to => sentence("rule-days-on", [("day", said_day(from))]),
        // Said as people do: the last 30 days have today in them, the next 14 begin with it.
        (None, Some(Day::Today(from)), Some(Day::Today(0))) if *from < 0 => {
            days("rule-days-last", 1 - i64::from(*from))
        }
        (None, Some(Day::Today(0)), Some(Day::Today(to))) if *to > 0 => days("rule-days-next", i64::from(*to)),
        (None, Some(from), Some(to)) => sentence("rule-days-between", [("from", said_day(from)), ("to", said_day(to))]),
    })
}

fn said_day(day: &Day) -> Said {
    match day {
        Day::On(text) => Said::text(text),
        Day::Today(0) => Said::one(sentence("rule-day-today", [])),
        Day::Today(days) => {
            let key = if *days < 0 { "rule-day-ago" } else { "rule-day-ahead" };
            Said::one(sentence(key, [("count", Said::Count(i64::from(days.unsigned_abs())))]))
        }
    }
}

const fn period_code(period: Period) -> &'static str {
    match period {
        Period::ThisWeek => "this_week",
        Period::LastWeek => "last_week",
        Period::NextWeek => "next_week",
        Period::ThisMonth => "this_month",
        Period::LastMonth => "last_month",
        Period::NextMonth => "next_month",
        Period::ThisQuarter => "this_quarter",
        Period::LastQuarter => "last_quarter",
        Period::ThisYear => "this_year",
        Period::LastYear => "last_year",
    }
}

/// What a rule says, with the names of today.
///
/// # Errors
/// Those of the rule's conditions.
pub fn describe(reader: &Reader<'_>, rule: &Rule) -> Result<Sentence> {
    limits::check_size(rule)?;
    said(reader, rule, false)?.named(reader)
}

/// `is_inside`: as a part of another one, where several conditions need brackets.
fn said(reader: &Reader<'_>, rule: &Rule, is_inside: bool) -> Result<Sentence> {
    let several = |rules: &[Rule], key: &'static str, none: &'static str| -> Result<Sentence> {
        match rules {
            [] => Ok(sentence(none, [])),
            [one] => said(reader, one, is_inside),
            rules => {
                let parts = rules.iter().map(|rule| Ok(Said::one(said(reader, rule, true)?)));
                let parts = parts.collect::<Result<Vec<_>>>()?;
                let list = if key == "rule-and" { Said::AllOf(parts) } else { Said::OneOf(parts) };
                let listed = sentence("rule-several", [("what", list)]);
                Ok(if is_inside { sentence("rule-group", [("what", Said::one(listed))]) } else { listed })
            }
        }
    };
    match rule {
        Rule::All(rules) => several(rules, "rule-and", "rule-everybody"),
        Rule::Any(rules) => several(rules, "rule-or", "rule-nobody"),
        Rule::Not(rule) => {
            let plain = said(reader, rule, true)?;
            Ok(match negated(plain.key) {
                Some(key) => Sentence { key, ..plain },
                None => sentence("rule-not", [("what", Said::one(plain))]),
            })
        }
        leaf => Ok(define(reader, leaf)?.sentence),
    }
}

/// The sentence that says the opposite of another with the same things in it, if there is one.
fn negated(key: &str) -> Option<&'static str> {
    Some(match key {
        "rule-stage" => "rule-stage-not",
        "rule-owner" => "rule-owner-not",
        "rule-tag" => "rule-tag-not",
        "rule-field-is" => "rule-field-is-not",
        "rule-field-empty" => "rule-field-filled",
        "rule-field-filled" => "rule-field-empty",
        "rule-has" => "rule-lacks",
        "rule-lacks" => "rule-has",
        _ => return None,
    })
}
