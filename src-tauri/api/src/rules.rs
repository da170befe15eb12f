//! Rules in words.

use rounds_core::book::settings;
use rounds_core::conditions::{self, Rule, Said, Sentence};
use rounds_core::contacts::OfCustomer;
use rounds_core::followups::{self, LookAtRepeat, RepeatGiven, Repeats};
use rounds_core::segments;
use rounds_core::{Reader, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::session::Session;
use crate::words::Words;

/// Asks what a rule says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DescribeRule {
    /// The rule.
    pub rule: Rule,
    /// In which language; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DescribedRule {
    /// All of it.
    pub text: String,
    /// Its conditions one by one, if all of them must hold; else it alone.
    pub parts: Vec<DescribedPart>,
}

/// A part of a rule in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DescribedPart {
    /// The part.
    pub rule: Rule,
    /// What it says.
    pub text: String,
}

/// Words, and how amounts are written.
pub(crate) struct Speech {
    words: Words,
    exponent: u8,
}

impl Speech {
    /// The speech of a language; the app's unless told.
    pub fn of(session: &Session, reader: &Reader<'_>, language: Option<&str>) -> Result<Self> {
        let app = session.prefs().language.clone();
        let language = language.map(str::to_owned).or(app).unwrap_or_else(|| "zh-CN".to_owned());
        Ok(Self { words: Words::load(&language)?, exponent: settings::show(reader)?.currency_exponent })
    }

    /// A sentence in words.
    pub fn say(&self, sentence: &Sentence) -> String {
        let args = sentence.args.iter().map(|(name, said)| ((*name).to_owned(), self.value(said)));
        self.words.text(sentence.key, &args.collect())
    }

    fn value(&self, said: &Said) -> Value {
        match said {
            Said::Count(count) => (*count).into(),
            other => self.text(other).into(),
        }
    }

    fn text(&self, said: &Said) -> String {
        match said {
            Said::Text(text) | Said::Name(Some(text)) => text.clone(),
            Said::Name(None) => self.words.plain("rule-gone"),
            Said::Count(count) => count.to_string(),
            Said::Money(minor) => amount(*minor, self.exponent),
            Said::One(sentence) => self.say(sentence),
            Said::OneOf(list) => self.joined(list, "rule-or"),
            Said::AllOf(list) => self.joined(list, "rule-and"),
            // Names are looked up before anything is said.
            Said::Items(..) | Said::AllItems(..) => String::new(),
        }
    }

    fn joined(&self, list: &[Said], key: &str) -> String {
        let texts = list.iter().map(|said| self.text(said));
        texts
            .reduce(|before, next| {
                let args = [("a", before), ("b", next)].map(|(name, text)| (name.to_owned(), text.into()));
                self.words.text(key, &Map::from_iter(args))
            })
            .unwrap_or_else(|| self.words.plain("rule-nothing"))
    }
}

/// An amount as decimal text: `1234.50`.
fn amount(minor: i64, exponent: u8) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let unit = 10_u64.pow(u32::from(exponent.min(6)));
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    match rest {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest:0width$}", width = usize::from(exponent.min(6))),
    }
}

/// What a rule says.
pub(crate) fn describe(session: &Session, req: DescribeRule) -> Result<DescribedRule> {
    session.book()?.read(|reader| {
        let speech = Speech::of(session, reader, req.language.as_deref())?;
        let said = |rule: &Rule| -> Result<String> { Ok(speech.say(&conditions::describe(reader, rule)?)) };
        let parts = match &req.rule {
            Rule::All(rules) => rules.clone(),
            other => vec![other.clone()],
        };
        let parts = parts.into_iter().map(|rule| Ok(DescribedPart { text: said(&rule)?, rule }));
        Ok(DescribedRule { text: said(&req.rule)?, parts: parts.collect::<Result<_>>()? })
    })
}

/// Asks what a rule of repetition says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DescribeRepeat {
    /// The rule, or what the form says.
    pub repeat: RepeatGiven,
    /// The first local day.
    pub from: String,
    /// In which language; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// What a rule of repetition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DescribedRepeat {
    /// In words.
    pub text: String,
    /// The rule, and its form.
    pub repeats: Repeats,
    /// The days after the first, up to three.
    pub next: Vec<String>,
}

/// What a rule of repetition says, and the days that it comes to.
pub(crate) fn describe_repeat(session: &Session, req: DescribeRepeat) -> Result<DescribedRepeat> {
    session.book()?.read(|reader| {
        let speech = Speech::of(session, reader, req.language.as_deref())?;
        let look = followups::look_at_repeat(reader, &LookAtRepeat { repeat: req.repeat, from: req.from })?;
        let text = match &look.repeats.form {
            Some(form) => speech.say(&form.sentence()),
            None => speech.words.plain("repeat-other"),
        };
        Ok(DescribedRepeat { text, repeats: look.repeats, next: look.next })
    })
}

/// Asks for the segments that a customer is in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OfCustomerIn {
    /// The customer.
    pub customer_id: i64,
    /// In which language the reasons are told; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// A segment that a customer is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SegmentOf {
    /// The segment.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: String,
    /// The conditions that hold.
    pub why: Vec<DescribedPart>,
}

/// The segments that a customer is in, and why.
pub(crate) fn segments_of(session: &Session, req: OfCustomerIn) -> Result<Vec<SegmentOf>> {
    session.book()?.read(|reader| {
        let speech = Speech::of(session, reader, req.language.as_deref())?;
        let found = segments::of(reader, &OfCustomer { customer_id: req.customer_id })?;
        Ok(found
            .into_iter()
            .map(|segment| SegmentOf {
                id: segment.id,
                name: segment.name,
                color: segment.color,
                why: segment
                    .why
                    .into_iter()
                    .map(|why| DescribedPart { text: speech.say(&why.sentence), rule: why.rule })
                    .collect(),
            })
            .collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_digits_of_the_currency() {
        let told = |minor, exponent| amount(minor, exponent);
        assert_eq!([told(123_450, 2), told(100, 2), told(-5, 2), told(700, 0)], ["1234.50", "1", "-0.05", "700"]);
    }

    #[test]
    fn rules_of_repetition_are_said_in_both_languages() {
        use rounds_core::repeats::{End, Form, Pattern};
        let speech = |language| Speech { words: Words::load(language).unwrap(), exponent: 2 };
        let (zh, en) = (speech("zh-CN"), speech("en"));
        // Words stand between marks that keep the direction of writing.
        let bare = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
        for (pattern, every, chinese, english) in [
            (Pattern::Daily, 1, "每天", "every day"),
            (Pattern::Weekdays, 1, "周一至周五", "Monday to Friday"),
            (Pattern::Weekly { days: vec![] }, 2, "每 2 周", "every 2 weeks"),
            (Pattern::Weekly { days: vec![1, 3] }, 1, "每周的周一、周三", "every week on Monday and Wednesday"),
            (Pattern::MonthlyDay { day: 15 }, 1, "每月 15 日", "every month on day 15"),
            (Pattern::MonthlyLastDay, 3, "每 3 个月的最后一天", "every 3 months on the last day"),
            (Pattern::MonthlyWeekday { nth: 2, day: 2 }, 1, "每月第二个周二", "on the second Tuesday of every month"),
            (Pattern::MonthlyWeekday { nth: -1, day: 5 }, 1, "每月最后一个周五", "on the last Friday of every month"),
            (Pattern::Yearly { month: 2, day: 29 }, 1, "每年 2 月 29 日", "every year on 2/29"),
        ] {
            let form = Form { pattern, every, end: End::Never };
            assert_eq!(bare(zh.say(&form.sentence())), chinese);
            assert_eq!(bare(en.say(&form.sentence())), english);
        }
        let ending = |end| bare(en.say(&Form { pattern: Pattern::Daily, every: 1, end }.sentence()));
        assert_eq!(ending(End::Count { times: 12 }), "every day, 12 times");
        assert_eq!(ending(End::Until { on: "2027-01-31".to_owned() }), "every day, until 2027-01-31");
    }
}
