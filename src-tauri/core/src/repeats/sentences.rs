//! What a rule of the form says, as keys of messages and what stands in them.

use super::{End, Form, Pattern};
use crate::conditions::{Said, Sentence};

impl Form {
    /// The rule as a sentence: every two weeks on Monday and Wednesday, until 2027-01-31.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let what = self.pattern_said();
        match &self.end {
            End::Never => what,
            End::Count { times } => said("repeat-times", [("what", one(what)), ("count", count(*times))]),
            End::Until { on } => said("repeat-until", [("what", one(what)), ("day", Said::Text(on.clone()))]),
        }
    }

    fn pattern_said(&self) -> Sentence {
        let every = ("count", count(self.every));
        match &self.pattern {
            Pattern::Daily => said("repeat-daily", [every]),
            Pattern::Weekdays => said("repeat-weekdays", []),
            Pattern::Weekly { days } if days.is_empty() => said("repeat-weekly", [every]),
            Pattern::Weekly { days } => {
                let each = days.iter().map(|day| weekday(*day));
                let days = each.reduce(|before, next| said("repeat-and", [("a", one(before)), ("b", one(next))]));
                said("repeat-weekly-on", [every, ("days", days.map_or_else(|| Said::Text(String::new()), one))])
            }
            Pattern::MonthlyDay { day } => said("repeat-monthly-day", [every, ("day", count(*day))]),
            Pattern::MonthlyLastDay => said("repeat-monthly-last-day", [every]),
            Pattern::MonthlyWeekday { nth: -1, day } => {
                said("repeat-monthly-last-weekday", [every, ("day", one(weekday(*day)))])
            }
            Pattern::MonthlyWeekday { nth, day } => {
                let nth = said("repeat-nth", [("nth", count(*nth))]);
                said("repeat-monthly-weekday", [every, ("nth", one(nth)), ("day", one(weekday(*day)))])
            }
            Pattern::Yearly { month, day } => {
                said("repeat-yearly", [every, ("month", count(*month)), ("day", count(*day))])
            }
        }
    }
}

fn said<const N: usize>(key: &'static str, args: [(&'static str, Said); N]) -> Sentence {
    Sentence { key, args: args.into() }
}

fn one(sentence: Sentence) -> Said {
    Said::One(Box::new(sentence))
}

fn count(number: impl Into<i64>) -> Said {
    Said::Count(number.into())
}

fn weekday(day: u8) -> Sentence {
    said("repeat-weekday", [("day", count(day))])
}
