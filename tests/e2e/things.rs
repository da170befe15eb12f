//! What a journey points at: things as a person, or a screen reader, would name them.

use rounds_api::words::Words;
use serde_json::{Map, Value, json};

/// Something on the page.
#[derive(Clone, Debug)]
pub enum Thing {
    /// A role with its accessible name, or a part of it: the button 导入.
    Role(&'static str, Name),
    /// Anything whose text contains this.
    Part(Name),
    /// By CSS: the last way out.
    Css(String),
}

/// What something is called: as it stands, or as a message says it in the window's language.
#[derive(Clone, Debug)]
pub enum Name {
    /// As it stands.
    Text(String),
    /// A message with its arguments.
    Message(&'static str, Value),
}

impl<T: Into<String>> From<T> for Name {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// The wording of a message.
pub fn msg(key: &'static str) -> Name {
    Name::Message(key, Value::Null)
}

/// The wording of a message with arguments, given as a JSON object.
pub fn msg_with(key: &'static str, args: Value) -> Name {
    Name::Message(key, args)
}

/// The button of this name.
pub fn button(name: impl Into<Name>) -> Thing {
    Thing::Role("button", name.into())
}

/// What has this role and name.
pub fn role(role: &'static str, name: impl Into<Name>) -> Thing {
    Thing::Role(role, name.into())
}

/// What shows this text among others.
pub fn part(text: impl Into<Name>) -> Thing {
    Thing::Part(text.into())
}

/// What has this CSS.
pub fn css(selector: impl Into<String>) -> Thing {
    Thing::Css(selector.into())
}

impl Name {
    /// As it stands on the page.
    pub fn said(&self, words: &Words) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Message(key, args) => words.text(key, args.as_object().unwrap_or(&Map::new())),
        }
    }
}

impl Thing {
    /// The arguments for [`FIND`] in a window that speaks these words.
    pub fn asked(&self, words: &Words) -> Vec<Value> {
        vec![match self {
            Self::Role(role, name) => json!({ "by": "role", "role": role, "name": name.said(words) }),
            Self::Part(text) => json!({ "by": "part", "text": text.said(words) }),
            Self::Css(selector) => json!({ "by": "css", "css": selector }),
        }]
    }
}

/// Finds the first thing that can be seen.
pub const FIND: &str = include_str!("find.js");

/// Whether that thing has the focus, or holds what has it.
pub const HAS_FOCUS: &str = concat!(
    "const found = (function () {\n",
    include_str!("find.js"),
    "\n}).apply(null, arguments);\nreturn found !== null && found.contains(document.activeElement);"
);
