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
        bundle.add_resource(resource).map_err(|_| broken())?;
        Ok(Self { bundle })
    }

    /// The text under a key; the key itself where there is none, which the check of the messages rules out.
    #[must_use]
    pub fn text(&self, key: &str, args: &Map<String, Value>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut given = FluentArgs::new();
        for (name, value) in args {
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
