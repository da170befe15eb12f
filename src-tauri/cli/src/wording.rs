//! What happened, in the user's words.

use rounds_api::WireError;
use rounds_api::words::{LANGUAGES, Words};
use serde_json::{Map, Value};

/// The language of the output: as told, else by the environment as POSIX orders it; English where there is none of ours.
pub fn language(told: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> &'static str {
    let by_environment =
        || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    let wanted = told.map(str::to_owned).or_else(by_environment).unwrap_or_default();
    match LANGUAGES {
        [chinese, ..] if wanted.starts_with("zh") => chinese,
        [_, english, ..] => english,
        _ => "en",
    }
}

/// The wording of a code, if there is one.
fn worded(words: &Words, key: &str, args: &Map<String, Value>) -> Option<String> {
    let text = words.text(key, args);
    (text != key).then_some(text)
}

fn key(prefix: &str, code: &str) -> String {
    format!("{prefix}{}", code.replace(['_', '.'], "-"))
}

/// Why a cell was not read or a row not taken.
pub fn reason(words: &Words, code: &str, whole_row: bool) -> String {
    let prefix = if whole_row { "row-reason-" } else { "reason-" };
    worded(words, &key(prefix, code), &Map::new()).unwrap_or_else(|| code.to_owned())
}

/// What an error means. What the wording leaves out and a script's author needs stands behind it in brackets.
pub fn error(words: &Words, error: &WireError) -> String {
    let mut args = error.place.clone();
    args.extend(error.args.clone());
    let wording = match error.code.as_str() {
        // Somebody typed the name, so nothing was there before that is gone.
        "not_found" if args.contains_key("name") => "cli-not-found".to_owned(),
        "assistant_off" => "cli-assistant-not-let-in".to_owned(),
        "assistant_reads_only" => "cli-assistant-reads-only".to_owned(),
        "assistant_not_shown" => "cli-assistant-not-shown".to_owned(),
        code => key("error-", code),
    };
    let text = worded(words, &wording, &args).unwrap_or_else(|| error.code.clone());
    let arg = |name: &str| args.get(name).and_then(Value::as_str).filter(|value| !value.is_empty());
    let mut more: Vec<String> = Vec::new();
    if let Some(code) = arg("reason") {
        let reason = reason(words, code, false);
        more.push(arg("field").map_or(reason.clone(), |field| format!("{field}: {reason}")));
    }
    more.extend(["name", "options", "detail"].iter().filter_map(|name| arg(name)).map(str::to_owned));
    more.retain(|part| !text.contains(part.as_str()));
    if more.is_empty() { text } else { format!("{text} ({})", more.join("; ")) }
}

/// What a step did.
pub fn change(words: &Words, change: &Value) -> String {
    let verb = change.get("verb").and_then(Value::as_str).unwrap_or_default();
    let mut args = change.get("args").and_then(Value::as_object).cloned().unwrap_or_default();
    // A step that took another one back is worded by that one.
    if let Some(of) = args.get("verb").and_then(Value::as_str) {
        let what = worded(words, &key("change-", of), &args).unwrap_or_else(|| of.to_owned());
        args.insert("what".to_owned(), what.into());
    }
    worded(words, &key("change-", verb), &args).unwrap_or_else(|| verb.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_language_is_told_or_found() {
        let chinese = |name: &str| (name == "LANG").then(|| "zh_CN.UTF-8".to_owned());
        assert_eq!(language(None, chinese), "zh-CN");
        assert_eq!(language(Some("en"), chinese), "en");
        assert_eq!(language(None, |_| None), "en");
        let both = |name: &str| Some(if name == "LC_ALL" { "en_GB" } else { "zh_CN" }.to_owned());
        assert_eq!(language(None, both), "en", "LC_ALL goes first");
    }

    #[test]
    fn an_error_names_the_file_and_the_field() {
        let words = Words::load("en").unwrap();
        let map = |value: Value| value.as_object().cloned().unwrap();
        let missing =
            WireError { code: "book_missing".into(), args: Map::new(), place: map(json!({"file": "a.rounds"})) };
        assert!(error(&words, &missing).contains("a.rounds"), "{}", error(&words, &missing));
        let invalid = WireError {
            code: "invalid".into(),
            args: map(json!({"field": "next_on", "reason": "not_a_date"})),
            place: Map::new(),
        };
        assert!(error(&words, &invalid).contains("next_on: "), "{}", error(&words, &invalid));
    }

    #[test]
    fn every_error_has_words_in_both_languages() {
        for language in LANGUAGES {
            let words = Words::load(language).unwrap();
            for code in rounds_api::ERROR_CODES {
                assert!(worded(&words, &key("error-", code), &Map::new()).is_some(), "{code} in {language}");
            }
        }
    }
}
