//! What a journey points at: things as a person, or a screen reader, would name them.

use serde_json::{Value, json};

/// Something on the page.
#[derive(Clone, Debug)]
pub enum Thing {
    /// A role with its accessible name, or a part of it: the button 导入.
    Role(&'static str, String),
    /// Anything whose text contains this.
    Part(String),
    /// By CSS: the last way out.
    Css(String),
}

/// The button of this name.
pub fn button(name: impl Into<String>) -> Thing {
    Thing::Role("button", name.into())
}

/// What has this role and name.
pub fn role(role: &'static str, name: impl Into<String>) -> Thing {
    Thing::Role(role, name.into())
}

/// What shows this text among others.
pub fn part(text: impl Into<String>) -> Thing {
    Thing::Part(text.into())
}

/// What has this CSS.
pub fn css(selector: impl Into<String>) -> Thing {
    Thing::Css(selector.into())
}

impl Thing {
    /// The arguments for [`FIND`].
    pub fn asked(&self) -> Vec<Value> {
        vec![match self {
            Self::Role(role, name) => json!({ "by": "role", "role": role, "name": name }),
            Self::Part(text) => json!({ "by": "part", "text": text }),
            Self::Css(selector) => json!({ "by": "css", "css": selector }),
        }]
    }
}

/// Finds the first thing that can be seen.
pub const FIND: &str = include_str!("find.js");
