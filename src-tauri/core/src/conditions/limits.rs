//! How large a rule may be, and whether it can be understood at all.

use super::table::{Meaning, define};
use super::{FieldRule, FieldTest, Rule};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::fields::{self, FieldContent};

/// So deep groups may stand in groups.
const DEEPEST: usize = 32;
/// So many conditions and values a rule has at most.
const MOST: usize = 1_000;
/// So many conditions are looked at for a rule at most, with those of the segments that it names.
const MOST_IN_ALL: usize = 10_000;

/// Refuses a rule that is too large, or of which a condition makes no sense (any more).
///
/// # Errors
/// `invalid`: `too_deep`, `too_many`, and those of the conditions: `no_such_field`, `wrong_type`, `not_a_date` …
pub fn check(reader: &Reader<'_>, rule: &Rule) -> Result<()> {
    check_within(reader, rule, None)
}

/// Checks a rule that is to be that of a segment.
fn check_within(reader: &Reader<'_>, rule: &Rule, segment: Option<i64>) -> Result<()> {
    check_size(rule)?;
    let mut walk = Walk { path: segment.into_iter().collect(), looked_at: 0 };
    walk.check(reader, rule)
}

/// A rule as a segment keeps it: checked, and with options by their ids where they are named by their labels.
///
/// # Errors
/// As for [`check`]; `circle` if the rule comes back to the segment that it is to be the rule of.
pub(crate) fn settled(reader: &Reader<'_>, rule: &Rule, segment: Option<i64>) -> Result<Rule> {
    // No segment has the id 0: a new one stands for itself.
    check_within(reader, rule, Some(segment.unwrap_or(0)))?;
    settle(reader, rule)
}

fn settle(reader: &Reader<'_>, rule: &Rule) -> Result<Rule> {
    let each = |rules: &[Rule]| rules.iter().map(|rule| settle(reader, rule)).collect::<Result<Vec<_>>>();
    Ok(match rule {
        Rule::All(rules) => Rule::All(each(rules)?),
        Rule::Any(rules) => Rule::Any(each(rules)?),
        Rule::Not(rule) => Rule::Not(Box::new(settle(reader, rule)?)),
        Rule::Field(field) => Rule::Field(by_ids(reader, field)?),
        Rule::VisitField(field) => Rule::VisitField(by_ids(reader, field)?),
        other => other.clone(),
    })
}

/// The same condition with options by their ids, if there are all of them.
fn by_ids(reader: &Reader<'_>, field: &FieldRule) -> Result<FieldRule> {
    let contents = match &field.test {
        FieldTest::Is(Some(content)) => std::slice::from_ref(content),
        FieldTest::OneOf(contents) => contents,
        _ => return Ok(field.clone()),
    };
    let mut ids = Vec::with_capacity(contents.len());
    for content in contents {
        let FieldContent::Choice(label) = content else { return Ok(field.clone()) };
        let Some(id) = fields::option_labelled(reader, field.id, label)? else { return Ok(field.clone()) };
        ids.push(id);
    }
    Ok(FieldRule { id: field.id, test: FieldTest::Options(ids) })
}

/// Refuses a rule that is too large.
pub(super) fn check_size(rule: &Rule) -> Result<()> {
    let mut count = 0;
    measure(rule, 0, &mut count)
}

fn measure(rule: &Rule, depth: usize, count: &mut usize) -> Result<()> {
    if depth > DEEPEST {
        return Err(Error::invalid("where", "too_deep").arg("limit", DEEPEST));
    }
    *count += 1 + values(rule);
    if *count > MOST {
        return Err(Error::invalid("where", "too_many").arg("limit", MOST));
    }
    match rule {
        Rule::All(rules) | Rule::Any(rules) => rules.iter().try_for_each(|rule| measure(rule, depth + 1, count)),
        Rule::Not(rule) => measure(rule, depth + 1, count),
        _ => Ok(()),
    }
}

/// How many values a condition lists.
fn values(rule: &Rule) -> usize {
    match rule {
        Rule::Tag(ids) | Rule::AllTags(ids) | Rule::Stage(ids) | Rule::Owner(ids) => ids.len(),
        Rule::Visits(visits) => visits.kinds.len(),
        Rule::Field(FieldRule { test, .. }) | Rule::VisitField(FieldRule { test, .. }) => match test {
            FieldTest::OneOf(contents) => contents.len(),
            FieldTest::Options(ids) => ids.len(),
            _ => 0,
        },
        _ => 0,
    }
}

/// A walk over a rule and the segments that it names.
struct Walk {
    /// The segments that the walk is in.
    path: Vec<i64>,
    looked_at: usize,
}

impl Walk {
    fn check(&mut self, reader: &Reader<'_>, rule: &Rule) -> Result<()> {
        self.looked_at += 1;
        // Segments of segments of segments may come to very much more than any of them has.
        if self.looked_at > MOST_IN_ALL {
            return Err(Error::invalid("where", "too_many").arg("limit", MOST_IN_ALL));
        }
        match rule {
            Rule::All(rules) | Rule::Any(rules) => rules.iter().try_for_each(|rule| self.check(reader, rule)),
            Rule::Not(rule) => self.check(reader, rule),
            Rule::Segment(id) if self.path.contains(id) => Err(Error::invalid("where", "circle").arg("id", *id)),
            Rule::Segment(_) if self.path.len() >= DEEPEST => {
                Err(Error::invalid("where", "too_deep").arg("limit", DEEPEST))
            }
            leaf => match define(reader, leaf)?.meaning {
                Meaning::Rule(rule) => {
                    let segment = if let Rule::Segment(id) = leaf { Some(*id) } else { None };
                    self.path.extend(segment);
                    let checked = check_size(&rule).and_then(|()| self.check(reader, &rule));
                    if segment.is_some() {
                        self.path.pop();
                    }
                    checked
                }
                _ => Ok(()),
            },
        }
    }
}
