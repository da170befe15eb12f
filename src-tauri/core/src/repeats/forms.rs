//! The kinds of rules that a form offers, and how they are said.

use chrono::{NaiveDate, Weekday};
use rrule::{Frequency, NWeekday};
use serde::{Deserialize, Serialize};

use super::{Repeat, Until};

/// Which days a rule is about. Days of the week are 1 (Monday) to 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pattern {
    /// Every day.
    Daily,
    /// Monday to Friday.
    Weekdays,
    /// Some days of the week; none: that of the start.
    Weekly {
        /// 1–7, in order.
        days: Vec<u8>,
    },
    /// A day of the month; months that do not have it are left out.
    MonthlyDay {
        /// 1–31.
        day: u8,
    },
    /// The last day of the month.
    MonthlyLastDay,
    /// A day of the week in the month.
    MonthlyWeekday {
        /// 1–4, or −1 for the last.
        nth: i8,
        /// 1–7.
        day: u8,
    },
    /// A day of the year; 29 February only in leap years.
    Yearly {
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
    },
}

/// When a rule ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum End {
    /// Never.
    Never,
    /// After so many times.
    Count {
        /// 1–10,000.
        times: u32,
    },
    /// With this day.
    Until {
        /// `YYYY-MM-DD`.
        on: String,
    },
}

/// A rule as a form shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Form {
    /// Which days.
    pub pattern: Pattern,
    /// Every so many days, weeks, months or years; 1–999.
    pub every: u16,
    /// When it ends.
    pub end: End,
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl Form {
    /// The rule that the form makes; none if its numbers are out of their ranges.
    #[must_use]
    pub fn repeat(&self) -> Option<Repeat> {
        let code = |day: u8| usize::from(day).checked_sub(1).and_then(|index| DAYS.get(index)).copied();
        let mut rule = match &self.pattern {
            Pattern::Daily => "FREQ=DAILY".to_owned(),
            Pattern::Weekdays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
            Pattern::Weekly { days } if days.is_empty() => "FREQ=WEEKLY".to_owned(),
            Pattern::Weekly { days } => {
                let days: Option<Vec<&str>> = days.iter().map(|day| code(*day)).collect();
                format!("FREQ=WEEKLY;BYDAY={}", days?.join(","))
            }
            Pattern::MonthlyDay { day } if (1..=31).contains(day) => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
            Pattern::MonthlyLastDay => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
            Pattern::MonthlyWeekday { nth, day } if matches!(nth, -1 | 1..=4) => {
                format!("FREQ=MONTHLY;BYDAY={nth}{}", code(*day)?)
            }
            Pattern::Yearly { month, day } => {
                // 2000 is a leap year: any day that some year has.
                NaiveDate::from_ymd_opt(2000, u32::from(*month), u32::from(*day))?;
                format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")
            }
            _ => return None,
        };
        match self.every {
            1 => {}
            2..=999 => rule += &format!(";INTERVAL={}", self.every),
            _ => return None,
        }
        match &self.end {
            End::Never => {}
            End::Count { times: times @ 1..=10_000 } => rule += &format!(";COUNT={times}"),
            End::Count { .. } => return None,
            End::Until { on } => rule += &format!(";UNTIL={}", on.parse::<NaiveDate>().ok()?.format("%Y%m%d")),
        }
        Repeat::parse(&rule).ok()
    }
}

impl Repeat {
    /// The form that makes this rule, if one does; `start` is the first day, which tells what a rule leaves out.
    #[must_use]
    pub fn form(&self, start: NaiveDate) -> Option<Form> {
        use chrono::Datelike;
        let rule = &self.rule;
        let plain =
            rule.get_by_set_pos().is_empty() && rule.get_by_year_day().is_empty() && rule.get_by_week_no().is_empty();
        let by_days = rule.get_by_weekday();
        let (months, days) = (rule.get_by_month(), rule.get_by_month_day());
        let every_day: Option<Vec<u8>> = by_days.iter().map(every).collect();
        let small = |number: u32| u8::try_from(number).ok();
        let pattern = match rule.get_freq() {
            _ if !plain => return None,
            Frequency::Daily if by_days.is_empty() && months.is_empty() && days.is_empty() => Pattern::Daily,
            Frequency::Daily | Frequency::Weekly
                if months.is_empty()
                    && days.is_empty()
                    && rule.get_interval() == 1
                    && every_day == Some(vec![1, 2, 3, 4, 5]) =>
            {
                Pattern::Weekdays
            }
            Frequency::Weekly if months.is_empty() && days.is_empty() => {
                let mut days = every_day?;
                days.sort_unstable();
                Pattern::Weekly { days }
            }
            Frequency::Monthly if months.is_empty() => match (by_days, days) {
                ([], []) => Pattern::MonthlyDay { day: small(start.day())? },
                ([], [-1]) => Pattern::MonthlyLastDay,
                ([], [day]) => Pattern::MonthlyDay { day: u8::try_from(*day).ok()? },
                ([NWeekday::Nth(nth, day)], []) if matches!(nth, -1 | 1..=4) => {
                    Pattern::MonthlyWeekday { nth: i8::try_from(*nth).ok()?, day: number(*day) }
                }
                _ => return None,
            },
            Frequency::Yearly if by_days.is_empty() => match (months, days) {
                ([], []) => Pattern::Yearly { month: small(start.month())?, day: small(start.day())? },
                ([month], [day]) => Pattern::Yearly { month: *month, day: u8::try_from(*day).ok()? },
                ([month], []) => Pattern::Yearly { month: *month, day: small(start.day())? },
                _ => return None,
            },
            _ => return None,
        };
        let end = match (rule.get_count(), self.until) {
            (Some(times), _) => End::Count { times },
            (None, Some(Until::Day(day))) => End::Until { on: day.to_string() },
            (None, None) => End::Never,
            (None, Some(Until::Local(time))) => End::Until { on: time.date().to_string() },
            (None, Some(Until::Moment(moment))) => End::Until { on: moment.date_naive().to_string() },
        };
        Some(Form { pattern, every: rule.get_interval(), end })
    }
}

fn number(day: Weekday) -> u8 {
    u8::try_from(day.number_from_monday()).unwrap_or(1)
}

fn every(day: &NWeekday) -> Option<u8> {
    match day {
        NWeekday::Every(day) => Some(number(*day)),
        NWeekday::Nth(..) => None,
    }
}
