//! SQL that gives ids of customers, of all of them or of a few that are asked for again.

use rusqlite::types::Value;

/// Where ids come from: the tables as all are read, the tables as they are driven by a few customers, whatever the planner
/// thinks of how many the condition has, and the column that is the customer's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    all: &'static str,
    few: &'static str,
    id: &'static str,
}

impl Source {
    pub const CUSTOMERS: Self = Self { all: "customer", few: "customer NOT INDEXED", id: "customer.id" };
    pub const DETAILS: Self =
        Self { all: "customer_detail", few: "customer_detail", id: "customer_detail.customer_id" };
    pub const POINTS: Self = Self {
        all: "contact_point",
        few: "contact_point INDEXED BY contact_point_by_customer",
        id: "contact_point.customer_id",
    };
    pub const CONTACTS: Self = Self {
        all: "contact INDEXED BY contact_by_customer",
        few: "contact INDEXED BY contact_by_customer",
        id: "contact.customer_id",
    };
    pub const TAGS: Self = Self { all: "customer_tag", few: "customer_tag", id: "customer_tag.customer_id" };
    pub const FOLLOWUPS: Self =
        Self { all: "followup", few: "followup INDEXED BY followup_open_by_customer", id: "followup.customer_id" };
    pub const VISITS: Self = Self {
        all: "visit INDEXED BY visit_by_day",
        few: "visit INDEXED BY visit_by_customer",
        id: "visit.customer_id",
    };
    pub const VALUES: Self = Self { all: "customer_value", few: "customer_value", id: "customer_value.customer_id" };
    pub const VISIT_VALUES: Self = Self {
        all: "visit_value CROSS JOIN visit INDEXED BY visit_customer ON visit.id = visit_value.visit_id AND visit.trashed_at = 0",
        few: "visit INDEXED BY visit_by_customer CROSS JOIN visit_value ON visit.id = visit_value.visit_id AND visit.trashed_at = 0",
        id: "visit.customer_id",
    };
}

/// SQL that gives ids of customers, and its parameters. Ids of the trash may be among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    source: Source,
    filter: String,
    tail: &'static str,
    /// Bound in order.
    pub params: Vec<Value>,
    /// Tables that the statement was worked out from, without being read by it.
    pub looked_up: &'static str,
}

impl Statement {
    pub(super) fn new(source: Source, filter: impl Into<String>, params: impl IntoIterator<Item = Value>) -> Self {
        Self { source, filter: filter.into(), tail: "", params: params.into_iter().collect(), looked_up: "" }
    }

    /// With what comes behind the conditions: groups.
    pub(super) const fn ending(mut self, tail: &'static str) -> Self {
        self.tail = tail;
        self
    }

    /// Worked out from these tables.
    pub(super) const fn looking_up(mut self, tables: &'static str) -> Self {
        self.looked_up = tables;
        self
    }

    /// The statement for everybody.
    #[must_use]
    pub fn sql(&self) -> String {
        let Source { all, id, .. } = self.source;
        format!("SELECT {id} FROM {all} WHERE {}{}", self.filter, self.tail)
    }

    /// The statement for the customers in a JSON array, which is the parameter behind the others.
    #[must_use]
    pub fn few(&self) -> String {
        let Source { few, id, .. } = self.source;
        let place = self.params.len() + 1;
        format!(
            "SELECT {id} FROM {few} WHERE {} AND {id} IN (SELECT value FROM json_each(?{place})){}",
            self.filter, self.tail
        )
    }
}

/// `column IN (?1, ?2 …)`, beginning with this parameter.
pub(super) fn one_of(column: &str, first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|place| format!("?{place}")).collect();
    format!("{column} IN ({})", places.join(", "))
}
