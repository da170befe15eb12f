//! The star schema: which tables a BI tool gets, and which of their columns are personal. `docs/BI.md` tells it, and a test
//! compares the two.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// A number.
    Real,
    /// A text.
    Text,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, and the expression over the table's source.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it tells who somebody is, or what was said.
    pub is_personal: bool,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Star {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Where its rows come from: a query that gives these columns.
    pub source: &'static str,
    /// Whether its rows belong to customers, so that only those of changed ones are written by increments.
    pub is_of_customers: bool,
}

const fn int(name: &'static str) -> Column {
    Column { name, kind: Kind::Int, is_personal: false }
}
const fn real(name: &'static str) -> Column {
    Column { name, kind: Kind::Real, is_personal: false }
}
const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, is_personal: false }
}
const fn personal(name: &'static str) -> Column {
    Column { name, kind: Kind::Text, is_personal: true }
}

/// The columns of what fields hold; a text that somebody wrote is personal, a choice is not.
const VALUES: &str = "CASE WHEN type IN ('choice', 'multi_choice', 'yes_no', 'date') THEN text END AS choice,
  CASE WHEN type NOT IN ('choice', 'multi_choice', 'yes_no', 'date') THEN text END AS text";

/// All tables, dimensions first.
pub fn stars() -> Vec<(Star, String)> {
    STARS.iter().map(|star| (*star, star.source.replace("{values}", VALUES))).collect()
}

const STARS: &[Star] = &[
    Star {
        name: "dim_customer",
        columns: &[
            int("customer_id"),
            text("uid"),
            text("kind"),
            personal("name"),
            int("stage_id"),
            text("stage"),
            int("owner_id"),
            personal("owner"),
            personal("phone"),
            personal("email"),
            personal("wechat"),
            personal("address"),
            personal("contact"),
            personal("birthday"),
            personal("note"),
            text("tags"),
            text("last_visit_on"),
            text("next_followup_on"),
            int("visits"),
            text("created_on"),
            int("created_at"),
        ],
        source: "SELECT id AS customer_id, uid, kind, name, stage_id, stage, owner_id, owner, phone, email, wechat, address, contact, birthday, note,
          tags, last_visit_on, next_followup_on, visits, date(created_at / 1000, 'unixepoch') AS created_on, created_at FROM v_customers",
        is_of_customers: true,
    },
    Star {
        name: "dim_stage",
        columns: &[int("stage_id"), text("stage"), int("position")],
        source: "SELECT id AS stage_id, name AS stage, position FROM v_stages",
        is_of_customers: false,
    },
    Star {
        name: "dim_owner",
        columns: &[int("owner_id"), personal("owner"), int("is_me")],
        source: "SELECT id AS owner_id, name AS owner, is_me FROM v_owners",
        is_of_customers: false,
    },
    Star {
        name: "dim_tag",
        columns: &[int("tag_id"), text("tag"), text("tag_group")],
        source: "SELECT id AS tag_id, name AS tag, tag_group FROM v_tags",
        is_of_customers: false,
    },
    Star {
        name: "dim_field",
        columns: &[int("field_id"), text("record"), text("field"), text("type"), text("unit")],
        source: "SELECT id AS field_id, record, label AS field, type, unit FROM v_fields",
        is_of_customers: false,
    },
    Star {
        name: "dim_date",
        columns: &[
            text("day"),
            int("year"),
            int("quarter"),
            int("month"),
            int("day_of_month"),
            text("week"),
            int("weekday"),
        ],
        // ISO weeks begin on Monday; the week belongs to the year of its Thursday.
        source: "WITH RECURSIVE ends(first, last) AS (
            SELECT min(day), max(day) FROM (SELECT visited_on AS day FROM v_visits UNION ALL SELECT due_on FROM v_followups)),
          days(day) AS (SELECT first FROM ends WHERE first IS NOT NULL UNION ALL SELECT date(day, '+1 day') FROM days, ends WHERE day < last)
          SELECT day, CAST(strftime('%Y', day) AS INTEGER) AS year, (CAST(strftime('%m', day) AS INTEGER) + 2) / 3 AS quarter,
            CAST(strftime('%m', day) AS INTEGER) AS month, CAST(strftime('%d', day) AS INTEGER) AS day_of_month,
            strftime('%G-W%V', day) AS week, CAST(strftime('%u', day) AS INTEGER) AS weekday FROM days",
        is_of_customers: false,
    },
    Star {
        name: "bridge_customer_tag",
        columns: &[int("customer_id"), int("tag_id")],
        source: "SELECT customer_id, tag_id FROM v_customer_tags",
        is_of_customers: true,
    },
    Star {
        name: "fact_visit",
        columns: &[
            int("visit_id"),
            int("customer_id"),
            text("visited_on"),
            int("visited_at"),
            text("kind"),
            int("author_id"),
            personal("contact"),
            personal("summary"),
            personal("outcome"),
        ],
        source: "SELECT id AS visit_id, customer_id, visited_on, visited_at, kind, author_id, contact, summary, outcome FROM v_visits",
        is_of_customers: true,
    },
    Star {
        name: "fact_followup",
        columns: &[
            int("followup_id"),
            int("customer_id"),
            text("due_on"),
            text("state"),
            int("closed_at"),
            int("visit_id"),
            personal("what"),
            int("created_at"),
        ],
        source: "SELECT id AS followup_id, customer_id, due_on, state, closed_at, visit_id, what, created_at FROM v_followups",
        is_of_customers: true,
    },
    Star {
        name: "fact_stage",
        columns: &[int("customer_id"), int("stage_id"), int("entered_at"), text("entered_on")],
        source: "SELECT customer_id, stage_id, entered_at, date(entered_at / 1000, 'unixepoch') AS entered_on FROM v_stage_history",
        is_of_customers: true,
    },
    Star {
        name: "fact_owner",
        columns: &[int("customer_id"), int("owner_id"), int("since_at")],
        source: "SELECT customer_id, owner_id, since_at FROM v_owner_history",
        is_of_customers: true,
    },
    Star {
        name: "fact_value",
        columns: &[
            int("customer_id"),
            int("field_id"),
            real("number"),
            int("amount_minor"),
            text("choice"),
            personal("text"),
        ],
        source: "SELECT customer_id, field_id, number, amount_minor, {values} FROM v_values",
        is_of_customers: true,
    },
    Star {
        name: "fact_visit_value",
        columns: &[
            int("visit_id"),
            int("customer_id"),
            int("field_id"),
            real("number"),
            int("amount_minor"),
            text("choice"),
            personal("text"),
        ],
        source: "SELECT visit_id, customer_id, field_id, number, amount_minor, {values} FROM v_visit_values",
        is_of_customers: true,
    },
];
