//! Whether a rule holds for one customer, and why.

use super::table::{Meaning, define};
use super::{Rule, Sentence, describe, limits};
use crate::book::Reader;
use crate::book::sql::Sql;
use crate::error::Result;

/// A condition that holds for a customer: the part of the rule, and how it is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The part.
    pub rule: Rule,
    /// How it is said.
    pub sentence: Sentence,
}

/// Whether a rule holds for a customer who is not in the trash: each condition's own statement is asked about this one.
///
/// # Errors
/// Those of the rule's conditions.
pub fn holds(reader: &Reader<'_>, rule: &Rule, customer: i64) -> Result<bool> {
    limits::check_size(rule)?;
    let is_alive: bool =
        reader.value("SELECT EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND trashed_at = 0)", [customer])?;
    Ok(is_alive && is_so(reader, rule, customer)?)
}

fn is_so(reader: &Reader<'_>, rule: &Rule, customer: i64) -> Result<bool> {
    match rule {
        Rule::All(rules) => {
            for rule in rules {
                if !is_so(reader, rule, customer)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Rule::Any(rules) => {
            for rule in rules {
                if is_so(reader, rule, customer)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Rule::Not(rule) => Ok(!is_so(reader, rule, customer)?),
        leaf => match define(reader, leaf)?.meaning {
            Meaning::Rule(rule) => is_so(reader, &rule, customer),
            Meaning::Sql(statement) => {
                let mut params = statement.params.clone();
                params.push(format!("[{customer}]").into());
                let found: Option<i64> =
                    reader.first(&statement.few(), rusqlite::params_from_iter(params), |row| row.get(0))?;
                Ok(found.is_some())
            }
            // What a text finds is found for everybody at once, and kept.
            Meaning::Text(_) | Meaning::Notes(_) | Meaning::Parts => {
                let found = reader.sets().members(reader, leaf)?;
                Ok(u32::try_from(customer).is_ok_and(|id| found.contains(id)))
            }
        },
    }
}

/// The conditions of a rule that hold for a customer for whom the whole of it holds: all of `all`, those of `any` that
/// hold, and a denial as it stands.
///
/// # Errors
/// Those of the rule's conditions.
pub fn why(reader: &Reader<'_>, rule: &Rule, customer: i64) -> Result<Vec<Why>> {
    limits::check_size(rule)?;
    let mut reasons = Vec::new();
    gather(reader, rule, customer, &mut reasons)?;
    Ok(reasons)
}

fn gather(reader: &Reader<'_>, rule: &Rule, customer: i64, reasons: &mut Vec<Why>) -> Result<()> {
    match rule {
        Rule::All(rules) => rules.iter().try_for_each(|rule| gather(reader, rule, customer, reasons)),
        Rule::Any(rules) => {
            for rule in rules {
                if is_so(reader, rule, customer)? {
                    gather(reader, rule, customer, reasons)?;
                }
            }
            Ok(())
        }
        leaf => {
            reasons.push(Why { rule: leaf.clone(), sentence: describe(reader, leaf)? });
            Ok(())
        }
    }
}
