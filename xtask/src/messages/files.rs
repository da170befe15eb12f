//! One language's Fluent file: its keys and the variables each message takes.

use crate::Result;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};

/// What one message says directly.
#[derive(Default)]
struct Parts {
    variables: BTreeSet<String>,
    /// Other messages and terms (`-brand`) that it stands on: their variables are its own too.
    references: BTreeSet<String>,
}

/// The messages of one language.
pub struct Messages {
    /// The file's name, for reports.
    pub name: String,
    messages: BTreeMap<String, BTreeSet<String>>,
}

impl Messages {
    /// The variables of the message, if it is there.
    pub fn get(&self, key: &str) -> Option<&BTreeSet<String>> {
        self.messages.get(key)
    }

    /// All messages in order of their keys, with the variables of each.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &BTreeSet<String>)> {
        self.messages.iter()
    }

    /// All keys.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.messages.keys().map(String::as_str).collect()
    }
}

/// Reads a Fluent file.
///
/// # Errors
/// If it does not parse, has a key twice, a message with attributes or without text, or refers to what is not there.
pub fn read(name: &str, text: &str) -> Result<Messages> {
    let resource = parse(text).map_err(|(_, errors)| {
        let told: Vec<String> =
            errors.iter().map(|error| format!("{name}:{}: {error}", line_of(text, error.pos.start))).collect();
        told.join("\n")
    })?;
    let mut parts = BTreeMap::new();
    for entry in &resource.body {
        let (key, pattern, attributes) = match entry {
            Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let pattern = pattern.ok_or_else(|| format!("{name}: {key} has no text"))?;
        if !attributes.is_empty() {
            return Err(format!("{name}: {key} has attributes; give each a key of its own"));
        }
        let mut found = Parts::default();
        look_into(pattern, &mut found);
        if parts.insert(key.clone(), found).is_some() {
            return Err(format!("{name}: {key} is there twice"));
        }
    }
    let mut messages = BTreeMap::new();
    for key in parts.keys().filter(|key| !key.starts_with('-')) {
        let mut variables = BTreeSet::new();
        gather(name, key, &parts, &mut BTreeSet::new(), &mut variables)?;
        messages.insert(key.clone(), variables);
    }
    Ok(Messages { name: name.to_owned(), messages })
}

/// The variables of a message and of all it stands on.
fn gather<'a>(
    name: &str,
    key: &'a str,
    parts: &'a BTreeMap<String, Parts>,
    seen: &mut BTreeSet<&'a str>,
    variables: &mut BTreeSet<String>,
) -> Result {
    if !seen.insert(key) {
        return Ok(());
    }
    let found = parts.get(key).ok_or_else(|| format!("{name}: {key} is referred to and not there"))?;
    variables.extend(found.variables.iter().cloned());
    for other in &found.references {
        gather(name, other, parts, seen, variables)?;
    }
    Ok(())
}

fn look_into(pattern: &Pattern<&str>, found: &mut Parts) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            look_at(expression, found);
        }
    }
}

fn look_at(expression: &Expression<&str>, found: &mut Parts) {
    match expression {
        Expression::Inline(inline) => look_inside(inline, found),
        Expression::Select { selector, variants } => {
            look_inside(selector, found);
            for variant in variants {
                look_into(&variant.value, found);
            }
        }
    }
}

fn look_inside(inline: &InlineExpression<&str>, found: &mut Parts) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            found.references.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, .. } => {
            // A term sees only the arguments it is given, and ours are given none.
            found.references.insert(format!("-{}", id.name));
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                look_inside(argument, found);
            }
            for argument in &arguments.named {
                look_inside(&argument.value, found);
            }
        }
        InlineExpression::Placeable { expression } => look_at(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).lines().count().max(1)
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::collections::BTreeSet;

    fn variables(text: &str, key: &str) -> Vec<String> {
        match read("en.ftl", text) {
            Ok(messages) => messages.get(key).into_iter().flat_map(BTreeSet::iter).cloned().collect(),
            Err(why) => vec![why],
        }
    }

    #[test]
    fn variables_are_found_in_choices_functions_and_in_what_is_referred_to() {
        let text = "\
-brand = Rounds
who = { $name }
found = { $count ->
    [one] One customer in { -brand }
   *[other] { NUMBER($count, minimumFractionDigits: 0) } customers on { DATETIME($day) }
}
all = { who }: { found }
";
        assert_eq!(variables(text, "found"), ["count", "day"]);
        assert_eq!(variables(text, "all"), ["count", "day", "name"], "what it refers to counts too");
    }

    #[test]
    fn what_does_not_parse_is_told_with_its_line() {
        let told = read("en.ftl", "fine = Fine\nbroken = { $count\n").err().unwrap_or_default();
        assert!(told.starts_with("en.ftl:"), "{told}");
    }

    #[test]
    fn a_key_that_is_there_twice_and_a_reference_to_nothing_are_refused() {
        let twice = read("en.ftl", "a = A\na = B\n").err();
        assert_eq!(twice.as_deref(), Some("en.ftl: a is there twice"));
        let nothing = read("en.ftl", "a = { b }\n").err();
        assert_eq!(nothing.as_deref(), Some("en.ftl: b is referred to and not there"));
    }
}
