//! What the figures are held to: the goals for a book of a million, which smaller ones must keep, too.

use serde_json::{Value, json};

use crate::figures::{Line, shown};

/// What calls of one kind are held to.
#[derive(Debug, Clone, Copy)]
pub struct Goal {
    number: u8,
    what: &'static str,
    /// Milliseconds that 99 of 100 calls may take.
    p99: f64,
    /// Milliseconds that the first call in a warmed-up book may take.
    first: Option<f64>,
    /// As often the time of a prepared statement that does the same work.
    prepared: Option<f64>,
    /// So many times faster than the naive way.
    naive: Option<f64>,
}

const fn goal(number: u8, what: &'static str, p99: f64) -> Goal {
    Goal { number, what, p99, first: None, prepared: None, naive: None }
}

/// A first page of everybody.
pub const PAGE: Goal = Goal { prepared: Some(1.2), ..goal(1, "a page of everybody", 3.0) };
/// Any position of any list.
pub const PLACE: Goal = goal(1, "any position", 3.0);
/// Conditions that stand on an index, in any order.
pub const FILTER: Goal = Goal { first: Some(100.0), ..goal(2, "indexed conditions", 10.0) };
/// Conditions that do not, and orders by several keys.
pub const OTHER_FILTER: Goal = Goal { first: Some(1_000.0), ..goal(2, "other conditions and orders", 10.0) };
/// Lists right after a change of one or of a thousand.
pub const AFTER_CHANGE: Goal = goal(2, "lists right after a change", 10.0);
/// Search for a customer by what only the index tells.
pub const SEARCH: Goal = Goal { naive: Some(100.0), ..goal(3, "search for customers", 10.0) };
/// Search where the naive way has the first 50 at once, because very many have the text: nothing can be so many times faster.
pub const COMMON_SEARCH: Goal = goal(3, "search for what thousands have", 10.0);
/// Search in notes of visits for what few have.
pub const NOTES: Goal = Goal { naive: Some(500.0), ..goal(3, "search in notes", 10.0) };
/// A card, or its timeline.
pub const CARD: Goal = goal(4, "a card", 2.0);
/// Counts of segments, stages, tags and owners.
pub const DASHBOARD: Goal = goal(4, "counts at the side", 5.0);
/// Today, and the calendar by day, week, month and as a list: within a frame.
pub const DAY: Goal = goal(4, "the day and the calendar", 16.0);
/// A look back at some days, of a thousand visits at the most.
pub const BACK: Goal = goal(4, "a look back", 100.0);
/// Who may be the same as somebody who is being typed.
pub const LIVE: Goal = goal(6, "duplicates: a look at one", 50.0);
/// The way of a day, with its reasons: in under a second.
pub const WAY: Goal = goal(4, "the way of the day", 1_000.0);

/// A figure beside its goal.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The number of the goal.
    pub number: u8,
    /// What is measured.
    pub what: String,
    /// The call that was the worst.
    pub worst: String,
    /// What came out,
    pub value: f64,
    /// the goal,
    pub bound: f64,
    /// whether it is the most or the least that is well,
    pub is_most: bool,
    /// and the unit of both.
    pub unit: &'static str,
}

impl Judged {
    /// A figure that may be this at most.
    pub fn most(number: u8, what: &str, value: f64, bound: f64, unit: &'static str) -> Self {
        Self { number, what: what.to_owned(), worst: String::new(), value, bound, is_most: true, unit }
    }

    /// A figure that must be this at least.
    pub fn least(number: u8, what: &str, value: f64, bound: f64, unit: &'static str) -> Self {
        Self { is_most: false, ..Self::most(number, what, value, bound, unit) }
    }

    /// Whether the goal is reached.
    pub fn is_met(&self) -> bool {
        if self.is_most { self.value <= self.bound } else { self.value >= self.bound }
    }

    /// Adds a figure, or puts it in the place of one of the same name that was better.
    pub fn add(all: &mut Vec<Self>, new: Self) {
        match all.iter_mut().find(|known| known.number == new.number && known.what == new.what) {
            None => all.push(new),
            Some(known) if (new.value > known.value) == new.is_most => *known = new,
            Some(_) => {}
        }
    }

    /// As a row of a table.
    pub fn row(&self) -> String {
        let sign = if self.is_most { "≤" } else { "≥" };
        let met = if self.is_met() { "yes" } else { "**no**" };
        format!(
            "| {} | {} | {} | {} {unit} | {sign} {} {unit} | {met} |",
            self.number,
            self.what,
            self.worst,
            shown(self.value),
            self.bound,
            unit = self.unit
        )
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        json!({
            "goal": self.number, "what": self.what, "worst": self.worst, "measured": self.value,
            "bound": self.bound, "is_most": self.is_most, "unit": self.unit, "met": self.is_met(),
        })
    }
}

impl Goal {
    /// Holds a line of a book of so many customers to it.
    pub fn judge(self, line: &Line, customers: u32, all: &mut Vec<Judged>) {
        let mut add = |judged: Judged| Judged::add(all, Judged { worst: line.name.clone(), ..judged });
        let named = |rest: &str| format!("{}, {rest}", self.what);
        add(Judged::most(self.number, &named("p99"), line.times.percentile(99), self.p99, "ms"));
        if let (Some(bound), Some(first)) = (self.first, line.warm) {
            add(Judged::most(self.number, &named("the first time"), first, bound, "ms"));
        }
        if let (Some(bound), Some(ratio)) = (self.prepared, line.prepared_ratio()) {
            add(Judged::most(self.number, &named("beside a prepared statement"), ratio, bound, "×"));
        }
        // The naive way is quick where there is little to look through.
        if let (Some(bound), Some(ratio), 1_000_000..) = (self.naive, line.naive_ratio(), customers) {
            add(Judged::least(self.number, &named("beside the naive way"), ratio, bound, "×"));
        }
    }
}
