//! The types that a user-defined field can have.

use serde::{Deserialize, Serialize};

/// What kind of value a field holds; decides how it is stored, read, compared and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A decimal number with up to [`NUMBER_SCALE`] digits behind the point.
    Number,
    /// An amount in minor units of the book's currency.
    Money,
    /// A local calendar date without a time.
    Date,
    /// Yes or no.
    YesNo,
    /// One of the field's options.
    Choice,
    /// Any number of the field's options.
    MultiChoice,
    /// An address on the web.
    Link,
    /// A phone number, normalised like those of contact points.
    Phone,
}

/// Digits behind the decimal point that a number field keeps: 1.5 is stored as 1 500 000.
pub const NUMBER_SCALE: u8 = 6;

impl FieldType {
    /// Every type, in the order in which a form offers them.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::YesNo,
        Self::Choice,
        Self::MultiChoice,
        Self::Link,
        Self::Phone,
    ];

    /// The stable name of the type, as stored and as sent: `text`, `long_text`, `number` …
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::MultiChoice => "multi_choice",
            Self::Link => "link",
            Self::Phone => "phone",
        }
    }

    /// The type with this stable name, if there is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_same_on_the_wire_and_in_the_book() {
        for kind in FieldType::ALL {
            let sent = serde_json::to_string(&kind).unwrap();
            assert_eq!(sent, format!("\"{}\"", kind.code()), "one spelling everywhere");
            assert_eq!(FieldType::from_code(kind.code()), Some(kind));
        }
        assert_eq!(FieldType::from_code("yesno"), None, "nothing is guessed");
    }
}
