//! Conditions on user-defined fields, of customers and of their visits.

use rusqlite::types::Value;

use super::days::texts_of;
use super::sentences::{Said, Sentence, Titled, said_span, sentence};
use super::statements::{Source, Statement, one_of};
use super::table::{Meaning, by_settings};
use super::{FieldRule, FieldTest, Rule, Span};
use crate::book::Reader;
use crate::error::{Error, Result};
use crate::fields::{self, FieldContent, FieldType, Record};

/// Looked up for each condition on a field: its type.
const LOOKED_UP: &str = "field";
const LOOKED_UP_WITH_SETTINGS: &str = "field, book_setting";

/// What a condition on a field means, and how it is said.
///
/// # Errors
/// `invalid`: `no_such_field` if it is gone, `wrong_type` for what a field of its type cannot hold, and for a value that
/// cannot be read.
pub(super) fn define(reader: &Reader<'_>, record: Record, rule: &FieldRule) -> Result<(Meaning, Sentence)> {
    let field_type = fields::find_of(reader, record, rule.id).map_err(|error| match error.code() {
        "not_found" => Error::invalid("where", "no_such_field").arg("id", rule.id),
        _ => error,
    })?;
    let field = Field { record, id: rule.id, field_type };
    let name = || ("field", Said::Items(Titled::Field, vec![rule.id]));
    Ok(match &rule.test {
        FieldTest::Is(None) | FieldTest::Holds(false) => {
            (Meaning::Rule(Rule::Not(Box::new(field.holding()))), sentence("rule-field-empty", [name()]))
        }
        FieldTest::Holds(true) => (field.filled(), sentence("rule-field-filled", [name()])),
        FieldTest::Is(Some(content)) => {
            let said = sentence("rule-field-is", [name(), ("value", Said::value(content))]);
            (field.one_of(std::slice::from_ref(content))?, said)
        }
        FieldTest::OneOf(contents) => {
            let values = contents.iter().map(Said::value).collect();
            (field.one_of(contents)?, sentence("rule-field-is", [name(), ("value", Said::OneOf(values))]))
        }
        FieldTest::Options(ids) => {
            if !matches!(field_type, FieldType::Choice | FieldType::MultiChoice) {
                return Err(field.wrong());
            }
            let numbers = ids.iter().copied().map(Value::from);
            let said = sentence("rule-field-is", [name(), ("value", Said::Items(Titled::Option, ids.clone()))]);
            (field.sql(one_of("number", 2, ids.len()), numbers), said)
        }
        FieldTest::Number(range) if field_type == FieldType::Number => {
            let end = |text: &Option<String>| text.as_deref().map(fields::scaled).transpose();
            let said = |text: &Option<String>| text.as_deref().map(Said::text);
            let meaning = field.range(end(&range.from)?, end(&range.to)?);
            (meaning, said_range(name(), said(&range.from), said(&range.to)))
        }
        FieldTest::Money(range) if field_type == FieldType::Money => {
            let meaning = field.range(range.from, range.to);
            (meaning, said_range(name(), range.from.map(Said::Money), range.to.map(Said::Money)))
        }
        FieldTest::Date(span) if field_type == FieldType::Date => {
            (field.days(reader, span)?, sentence("rule-field-days", [name(), ("days", said_span(span))]))
        }
        FieldTest::Contains(text) if field.is_text() => {
            let said = sentence("rule-field-contains", [name(), ("text", Said::text(text.trim()))]);
            (field.containing(text.trim()), said)
        }
        FieldTest::Number(_) | FieldTest::Money(_) | FieldTest::Date(_) | FieldTest::Contains(_) => {
            return Err(field.wrong());
        }
    })
}

fn said_range(field: (&'static str, Said), from: Option<Said>, to: Option<Said>) -> Sentence {
    match (from, to) {
        (None, None) => sentence("rule-field-filled", [field]),
        (Some(from), None) => sentence("rule-field-from", [field, ("from", from)]),
        (None, Some(to)) => sentence("rule-field-to", [field, ("to", to)]),
        (Some(from), Some(to)) => sentence("rule-field-between", [field, ("from", from), ("to", to)]),
    }
}

struct Field {
    record: Record,
    id: i64,
    field_type: FieldType,
}

impl Field {
    fn wrong(&self) -> Error {
        Error::invalid("where", "wrong_type").arg("type", self.field_type.code())
    }

    const fn is_text(&self) -> bool {
        matches!(self.field_type, FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone)
    }

    /// The column that holds its values.
    const fn column(&self) -> &'static str {
        match self.field_type {
            FieldType::Number | FieldType::Money | FieldType::YesNo | FieldType::Choice | FieldType::MultiChoice => {
                "number"
            }
            FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone | FieldType::Date => "text",
        }
    }

    fn holding(&self) -> Rule {
        let rule = FieldRule { id: self.id, test: FieldTest::Holds(true) };
        match self.record {
            Record::Customer => Rule::Field(rule),
            Record::Visit => Rule::VisitField(rule),
        }
    }

    /// Uses: customer_value_by_number or customer_value_by_text, visit_value_by_number or visit_value_by_text, and
    /// visit_customer.
    fn statement(&self, filter: impl std::fmt::Display, params: impl IntoIterator<Item = Value>) -> Statement {
        let source = match self.record {
            Record::Customer => Source::VALUES,
            Record::Visit => Source::VISIT_VALUES,
        };
        let params = [Value::from(self.id)].into_iter().chain(params);
        Statement::new(source, format!("field_id = ?1 AND {filter}"), params).looking_up(LOOKED_UP)
    }

    fn sql(&self, filter: impl std::fmt::Display, params: impl IntoIterator<Item = Value>) -> Meaning {
        Meaning::Sql(Box::new(self.statement(filter, params)))
    }

    fn filled(&self) -> Meaning {
        self.sql(format!("{} IS NOT NULL", self.column()), [])
    }

    /// Holds one of these contents, which must all be of its type.
    fn one_of(&self, contents: &[FieldContent]) -> Result<Meaning> {
        let values: Vec<Value> = contents.iter().map(|content| self.stored(content)).collect::<Result<_>>()?;
        let count = values.len();
        if matches!(self.field_type, FieldType::Choice | FieldType::MultiChoice) {
            // By labels, as they are written by hand: a renamed option is another one.
            let options = format!(
                "number IN (SELECT id FROM field_option WHERE field_id = ?1 AND {})",
                one_of("label", 2, count)
            );
            return Ok(self.sql(options, values));
        }
        Ok(self.sql(one_of(self.column(), 2, count), values))
    }

    /// A content as it stands in its column; of an option its label.
    fn stored(&self, content: &FieldContent) -> Result<Value> {
        Ok(match (self.field_type, content) {
            (FieldType::Number, FieldContent::Number(text)) => Value::from(fields::scaled(text)?),
            (FieldType::Money, FieldContent::Money(minor)) => Value::from(*minor),
            (FieldType::YesNo, FieldContent::YesNo(yes)) => Value::from(i64::from(*yes)),
            (FieldType::Choice | FieldType::MultiChoice, FieldContent::Choice(label)) => Value::from(label.clone()),
            (FieldType::Date, FieldContent::Date(text)) => Value::from(text.clone()),
            (FieldType::Text | FieldType::LongText | FieldType::Link | FieldType::Phone, FieldContent::Text(text)) => {
                Value::from(text.clone())
            }
            _ => return Err(self.wrong()),
        })
    }

    fn range(&self, from: Option<i64>, to: Option<i64>) -> Meaning {
        let ends = [Value::from(from.unwrap_or(i64::MIN)), Value::from(to.unwrap_or(i64::MAX))];
        self.sql("number BETWEEN ?2 AND ?3", ends)
    }

    fn days(&self, reader: &Reader<'_>, span: &Span) -> Result<Meaning> {
        let (from, to) = texts_of(reader, span)?;
        let looked_up = if by_settings(span).is_empty() { LOOKED_UP } else { LOOKED_UP_WITH_SETTINGS };
        let statement = self.statement("text BETWEEN ?2 AND ?3", [Value::from(from), Value::from(to)]);
        Ok(Meaning::Sql(Box::new(statement.looking_up(looked_up))))
    }

    /// Looks through all texts of the field.
    fn containing(&self, text: &str) -> Meaning {
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        self.sql("text IS NOT NULL AND text LIKE ?2 ESCAPE '\\'", [Value::from(format!("%{escaped}%"))])
    }
}
