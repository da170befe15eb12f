//! The words of both languages: that they fit together, that each is used, and the TypeScript type of their keys.

mod files;
mod usage;

use crate::{Result, files as checkout};
use files::{Messages, read};
use std::collections::BTreeSet;
use std::fmt::Write;

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// The generated list of keys that the code puts together from a beginning and a code: one key a line.
const CODES: &str = "src-tauri/api/codes.txt";
/// The beginnings of those keys. Each key of the list needs its message, and each such message its line.
const COMPOSED: [&str; 4] = ["error-", "change-", "evidence-", "agreement-"];

/// What every message may say without being given it: what the user calls customers. A language may do without.
const GIVEN: [&str; 2] = ["customer", "customers"];

/// Checks the words of both languages against each other and against the code.
///
/// # Errors
/// If a file does not parse, the languages differ in keys or arguments, or a key is unused or used without being there.
pub fn check() -> Result {
    let [zh, en] = both()?;
    let mut problems = differences(&zh, &en);
    let code = usage::read(&["ui/src", "src-tauri"])?;
    let codes = std::fs::read_to_string(checkout::at(CODES)).unwrap_or_default();
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
        let args: Vec<String> = asked_for(variables).map(|name| format!("{}: MessageValue", property(name))).collect();
        let args =
            if args.is_empty() { "Record<never, never>".to_owned() } else { format!("{{ {} }}", args.join("; ")) };
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
            Some(other) if !asked_for(other).eq(asked_for(variables)) => problems.push(format!(
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

/// The variables that whoever asks for a message gives.
fn asked_for(variables: &BTreeSet<String>) -> impl Iterator<Item = &String> {
    variables.iter().filter(|name| !GIVEN.contains(&name.as_str()))
}

fn listed(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "nothing".to_owned();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
}

/// All keys that the code puts together.
fn composed(codes: &str) -> usage::Composed {
    let keys = codes.lines().map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect();
    usage::Composed { prefixes: COMPOSED.to_vec(), keys }
}

#[cfg(test)]
mod tests {
    use super::{differences, files::read};

    #[test]
    fn languages_that_differ_are_reported_key_by_key() -> Result<(), String> {
        let zh = read("zh-CN.ftl", "found = 找到 { $count } 位{ $customer }\nonly-here = 只有这里\nfew = 再加几位\n")?;
        let en = read(
            "en.ftl",
            "found = { $total } { $customers } found\nonly-there = Only there\nfew = More { $customers }\n",
        )?;
        assert_eq!(
            differences(&zh, &en),
            [
                "found: takes $count $customer in zh-CN.ftl, and $customers $total in en.ftl",
                "only-here: is missing in en.ftl",
                "only-there: is missing in zh-CN.ftl"
            ]
        );
        // What customers are called is known to every message: one language may say it alone.
        assert!(differences(&zh, &zh).is_empty(), "a language fits itself");
        Ok(())
    }
}
