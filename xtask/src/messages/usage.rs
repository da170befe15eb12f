//! Which keys the code uses: literal ones, and those it puts together.

use crate::{Result, files};
use std::collections::BTreeSet;

/// Keys that are put together from a fixed beginning and a code.
pub struct Composed {
    /// The beginnings.
    pub prefixes: Vec<&'static str>,
    /// All keys that can come out.
    pub keys: BTreeSet<String>,
}

/// What the code says.
#[derive(Default)]
pub struct Code {
    /// All string literals that could be a key.
    literals: BTreeSet<String>,
    /// Beginnings of keys that are put together in place: `` `stage-${kind}` ``, `tCode("stage-", kind)`.
    beginnings: BTreeSet<String>,
    /// Literals handed to a function that looks up words, with their file.
    looked_up: Vec<(String, String)>,
}

/// Functions that take a key first, in TypeScript and in Rust.
const LOOKUPS: [&str; 3] = ["t(", ".text(", ".text_with("];

/// Reads all TypeScript and Rust below these folders but tests and what is generated.
///
/// # Errors
/// If a file cannot be read.
pub fn read(folders: &[&str]) -> Result<Code> {
    let mut code = Code::default();
    for file in folders.iter().flat_map(|folder| files::below(&files::at(folder))) {
        let name = files::shown(&file);
        let is_code = [".ts", ".tsx", ".rs"].iter().any(|end| name.ends_with(end));
        if is_code && !name.contains(".test.") && !name.contains("/generated/") {
            let text = std::fs::read_to_string(&file).map_err(|why| format!("{name}: {why}"))?;
            code.look_through(&name, &text);
        }
    }
    Ok(code)
}

impl Code {
    fn look_through(&mut self, name: &str, text: &str) {
        for (at, quote) in text.match_indices(['"', '\'', '`']) {
            let (Some(head), Some(rest)) = (text.get(..at), text.get(at + quote.len()..)) else {
                continue;
            };
            let literal: &str = rest.split(|c: char| !is_key_part(c)).next().unwrap_or_default();
            let after = rest.get(literal.len()..).unwrap_or_default();
            if literal.is_empty() {
                continue;
            }
            let is_beginning = literal.len() > 2 && literal.ends_with('-');
            if is_beginning && (after.starts_with(quote) || after.starts_with("${") || after.starts_with('{')) {
                self.beginnings.insert(literal.to_owned());
            } else if after.starts_with(quote) {
                self.literals.insert(literal.to_owned());
                if literal.contains('-') && LOOKUPS.iter().any(|lookup| calls(head, lookup)) {
                    self.looked_up.push((literal.to_owned(), name.to_owned()));
                }
            }
        }
    }
}

/// What is wrong between the keys that are there and the code.
pub fn problems(keys: &BTreeSet<&str>, code: &Code, composed: &Composed) -> Vec<String> {
    let mut problems = Vec::new();
    for key in keys {
        let is_composed = composed.prefixes.iter().any(|prefix| key.starts_with(prefix));
        let is_used = code.literals.contains(*key)
            || composed.keys.contains(*key)
            || (!is_composed && code.beginnings.iter().any(|beginning| key.starts_with(beginning)));
        if !is_used {
            problems.push(format!("{key}: is used nowhere"));
        }
    }
    for key in composed.keys.iter().filter(|key| !keys.contains(key.as_str())) {
        problems.push(format!("{key}: has no wording, and the code can ask for it"));
    }
    for (key, file) in code.looked_up.iter().filter(|(key, _)| !keys.contains(key.as_str())) {
        problems.push(format!("{key}: is used in {file} and not there"));
    }
    problems
}

fn is_key_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether the text ends in a call of just this function.
fn calls(head: &str, lookup: &str) -> bool {
    let Some(before) = head.trim_end().strip_suffix(lookup) else {
        return false;
    };
    lookup.starts_with('.') || !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::{Code, Composed, problems};
    use std::collections::BTreeSet;

    fn code(text: &str) -> Code {
        let mut code = Code::default();
        code.look_through("App.tsx", text);
        code
    }

    fn composed(keys: &[&str]) -> Composed {
        Composed { prefixes: vec!["error-"], keys: keys.iter().map(|key| (*key).to_owned()).collect() }
    }

    #[test]
    fn keys_are_used_as_literals_and_through_templates() {
        let code = code("<Empty text={t(\"list-empty\")} />; label: 'undo-label'; t(`stage-${stage}`)");
        let keys = BTreeSet::from(["list-empty", "undo-label", "stage-new", "left-over"]);
        assert_eq!(problems(&keys, &code, &composed(&[])), ["left-over: is used nowhere"]);
    }

    #[test]
    fn a_key_that_is_looked_up_and_not_there_is_named_with_its_file() {
        let keys = BTreeSet::from(["list-empty"]);
        let code = code("t(\"list-empty\"); t(\n  \"list-emtpy\", { n }); format(\"not-a-key\")");
        assert_eq!(problems(&keys, &code, &composed(&[])), ["list-emtpy: is used in App.tsx and not there"]);
    }

    #[test]
    fn a_code_without_wording_and_wording_without_a_code_are_both_told() {
        let keys = BTreeSet::from(["error-in-use", "error-long-gone"]);
        let told = problems(&keys, &code("t(`error-${code}`)"), &composed(&["error-in-use", "error-not-a-book"]));
        assert_eq!(
            told,
            ["error-long-gone: is used nowhere", "error-not-a-book: has no wording, and the code can ask for it"]
        );
    }
}
