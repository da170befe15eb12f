//! The words of both languages, from the same files as the window's.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rounds_core::{Error, Result};
use serde_json::{Map, Value};

/// The languages that there are.
pub const LANGUAGES: &[&str] = &["zh-CN", "en"];

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    /// What every message may say without being given it: what one customer is called, and several.
    given: Map<String, Value>,
}

impl Words {
    /// The words of a language; English for one that there is not.
    ///
    /// # Errors
    /// `internal` if the files are broken, which a test rules out.
    pub fn load(language: &str) -> Result<Self> {
        let (language, source) = match language {
            "zh-CN" => ("zh-CN", include_str!("../../../assets/messages/zh-CN.ftl")),
            _ => ("en", include_str!("../../../assets/messages/en.ftl")),
        };
        let broken = || Error::refused("internal").arg("detail", "messages");
        let resource = FluentResource::try_new(source.to_owned()).map_err(|_| broken())?;
        let mut bundle = FluentBundle::new_concurrent(vec![language.parse().map_err(|_| broken())?]);
        bundle.set_use_isolating(false);
        bundle.add_function("CAP", |args, _| capital(args)).map_err(|_| broken())?;
        bundle.add_resource(resource).map_err(|_| broken())?;
        let mut words = Self { bundle, given: Map::new() };
        for (name, key) in [("customer", "word-customer"), ("customers", "word-customers")] {
            words.given.insert(name.to_owned(), Value::String(words.plain(key)));
        }
        Ok(words)
    }

    /// Takes up what a book calls one customer and several; empty for just that.
    pub fn call_customers(&mut self, one: &str, several: &str) {
        if one.is_empty() {
            return;
        }
        let several = match several {
            "" => self.text("word-several", &Map::from_iter([("one".to_owned(), Value::String(one.to_owned()))])),
            several => several.to_owned(),
        };
        self.given.insert("customer".to_owned(), Value::String(one.to_owned()));
        self.given.insert("customers".to_owned(), Value::String(several));
    }

    /// The text under a key; the key itself where there is none, which the check of the messages rules out.
    #[must_use]
    pub fn text(&self, key: &str, args: &Map<String, Value>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut given = FluentArgs::new();
        for (name, value) in self.given.iter().chain(args) {
            let value = match value {
                Value::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
                Value::String(text) => FluentValue::from(text.clone()),
                other => FluentValue::from(other.to_string()),
            };
            given.set(name.clone(), value);
        }
        self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }

    /// The text under a key that needs nothing.
    #[must_use]
    pub fn plain(&self, key: &str) -> String {
        self.text(key, &Map::new())
    }
}

/// A text with a capital letter, where a script has them.
fn capital<'a>(args: &[FluentValue<'a>]) -> FluentValue<'a> {
    let Some(FluentValue::String(text)) = args.first() else {
        return FluentValue::Error;
    };
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    FluentValue::from(first + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::Words;
    use rounds_core::Result;
    use serde_json::{Map, json};

    #[test]
    fn a_book_has_its_own_word_for_customers() -> Result<()> {
        let mut words = Words::load("zh-CN")?;
        words.call_customers("学员", "");
        assert_eq!(words.plain("customers-title"), "学员");
        let refused = Map::from_iter([("count".to_owned(), json!(3))]);
        let said = words.text("error-exclusive-tags", &refused);
        assert!(said.contains("3 位学员"), "{said}");
        words.call_customers("", "");
        assert_eq!(words.plain("customers-title"), "学员", "no word of its own leaves the former");
        Ok(())
    }

    #[test]
    fn what_customers_are_called_is_known_to_every_message_unless_it_is_given() -> Result<()> {
        let words = Words::load("en")?;
        assert_eq!(words.plain("customers-title"), "Customers");
        let given = Map::from_iter([("customers".to_owned(), json!("members"))]);
        assert_eq!(words.text("customers-title", &given), "Members");
        assert_eq!(Words::load("zh-CN")?.plain("customers-title"), "客户");
        Ok(())
    }
}
