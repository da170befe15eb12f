//! How large a rule may be, and whether it can be understood at all.

use super::table::{Meaning, define};
use super::{FieldRule, FieldTest, Rule};
use crate::book::Reader;
use crate::error::{Error, Result};

/// So deep groups may stand in groups.
const DEEPEST: usize = 32;
/// So many conditions and values a rule has at most.
const MOST: usize = 1_000;

/// Refuses a rule that is too large, or of which a condition makes no sense (any more).
///
/// # Errors
/// `invalid`: `too_deep`, `too_many`, and those of the conditions: `no_such_field`, `wrong_type`, `not_a_date` …
pub fn check(reader: &Reader<'_>, rule: &Rule) -> Result<()> {
    check_size(rule)?;
    check_leaves(reader, rule)
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

fn check_leaves(reader: &Reader<'_>, rule: &Rule) -> Result<()> {
    match rule {
        Rule::All(rules) | Rule::Any(rules) => rules.iter().try_for_each(|rule| check_leaves(reader, rule)),
        Rule::Not(rule) => check_leaves(reader, rule),
        leaf => match define(reader, leaf)?.meaning {
            Meaning::Rule(rule) => check_leaves(reader, &rule),
            _ => Ok(()),
        },
    }
}
