//! The words of both languages: that they fit together, that each is used, and the TypeScript type of their keys.

mod files;
mod usage;

use crate::{Result, files as checkout};
use files::{Messages, read};
use std::collections::BTreeSet;
use std::fmt::Write;

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Messages whose keys are put together in the code: what the key begins with, and the kind of line in `codes.txt`
/// that lists all endings. Each ending needs its message, and each such message its ending.
const COMPOSED: [(&str, &str); 2] = [("error-", "error"), ("change-", "change")];

/// Checks the words of both languages against each other and against the code.
///
/// # Errors
/// If a file does not parse, the languages differ in keys or arguments, or a key is unused or used without being there.
pub fn check() -> Result {
    let [zh, en] = both()?;
    let mut problems = differences(&zh, &en);
    let code = usage::read(&["ui/src", "src-tauri"])?;
    let codes = std::fs::read_to_string(checkout::at("src-tauri/api/codes.txt")).unwrap_or_default();
    problems.extend(usage::problems(&zh.keys(), &code, &composed(&codes)));
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// The TypeScript file with all keys and the arguments of each.
///
/// # Errors
/// If the file of a language does not parse.
pub fn keys_ts() -> Result<String> {
    let [zh, _] = both()?;
    let mut text = String::from(
        "// Written by `cargo xtask bindings` from assets/messages. Do not edit.\n\n\
         /** A value in a message. */\nexport type MessageValue = string | number;\n\n\
         /** The arguments of each message. */\nexport interface MessageArgs {\n",
    );
    for (key, variables) in zh.iter() {
        let args: Vec<String> = variables.iter().map(|name| format!("{}: MessageValue", property(name))).collect();
        let args = if args.is_empty() { "Record<never, never>".to_owned() } else { format!("{{ {} }}", args.join("; ")) };
        let _ = writeln!(text, "  {}: {args};", property(key));
    }
    text.push_str("}\n\n/** The names of all messages. */\nexport type MessageKey = keyof MessageArgs;\n");
    Ok(text)
}

fn both() -> Result<[Messages; 2]> {
    let [zh, en] = LANGUAGES.map(|language| {
        let name = format!("assets/messages/{language}.ftl");
        let text = std::fs::read_to_string(checkout::at(&name)).map_err(|why| format!("{name}: {why}"))?;
        read(&name, &text)
    });
    Ok([zh?, en?])
}

/// A property's name in TypeScript, quoted where it must be.
fn property(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("\"{name}\"") }
}

/// Where the two languages differ in keys or arguments.
fn differences(zh: &Messages, en: &Messages) -> Vec<String> {
    let mut problems = Vec::new();
    for (key, variables) in zh.iter() {
        match en.get(key) {
            None => problems.push(format!("{key}: is missing in {}", en.name)),
            Some(other) if other != variables => problems.push(format!(
                "{key}: takes {} in {}, and {} in {}",
                listed(variables),
                zh.name,
                listed(other),
                en.name
            )),
            Some(_) => {}
        }
    }
    problems.extend(
        en.iter().filter(|(key, _)| zh.get(key).is_none()).map(|(key, _)| format!("{key}: is missing in {}", zh.name)),
    );
    problems
}

fn listed(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "nothing".to_owned();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
}

/// All keys that the code puts together, from the lines `KIND NAME` of `codes.txt`: `error not_found` and
/// `change customer.rename` need the messages `error-not-found` and `change-customer-rename`.
fn composed(codes: &str) -> usage::Composed {
    let keys = codes
        .lines()
        .filter_map(|line| line.trim().split_once(' '))
        .filter_map(|(kind, name)| {
            let (prefix, _) = COMPOSED.iter().find(|(_, of)| *of == kind)?;
            Some(format!("{prefix}{}", name.trim().replace(['.', '_'], "-")))
        })
        .collect();
    usage::Composed { prefixes: COMPOSED.map(|(prefix, _)| prefix).to_vec(), keys }
}

#[cfg(test)]
mod tests {
    use super::{composed, differences, files::read};

    #[test]
    fn languages_that_differ_are_reported_key_by_key() -> Result<(), String> {
        let zh = read("zh-CN.ftl", "found = 找到 { $count } 位客户\nonly-here = 只有这里\n")?;
        let en = read("en.ftl", "found = { $total } customers found\nonly-there = Only there\n")?;
        assert_eq!(
            differences(&zh, &en),
            [
                "found: takes $count in zh-CN.ftl, and $total in en.ftl",
                "only-here: is missing in en.ftl",
                "only-there: is missing in zh-CN.ftl"
            ]
        );
        assert!(differences(&zh, &zh).is_empty(), "a language fits itself");
        Ok(())
    }

    #[test]
    fn each_code_and_each_change_needs_a_message() {
        let keys = composed("error not_found\nchange customer.rename\n").keys;
        assert!(keys.contains("error-not-found") && keys.contains("change-customer-rename"), "{keys:?}");
    }
}
