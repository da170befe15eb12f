//! Which rows of a file are of customers whom the book has already.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::meaning::{CustomerKind, FieldValue, PointKind, PreparedCustomer, RowsAre, Target};
use super::planning::Plan;
use crate::book::sql::Sql;
use crate::contact_points::kind_code;
use crate::error::Result;
use crate::fields;

/// More who fit need not be looked at: several are several.
const FEW: u32 = 20;

/// What becomes of rows of customers who are there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Existing {
    /// Nobody is looked for: every row becomes a new customer.
    #[default]
    Add,
    /// Those who are there stay as they are; the others are added.
    Leave,
    /// Those who are there are changed to what the file says; the others are added.
    Update,
    /// Those who are there are changed; the others are left out.
    UpdateOnly,
}

/// What two are known to be one by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MatchKey {
    /// The uid that exports write.
    Uid,
    /// A phone, however written.
    Phone,
    /// An e-mail.
    Email,
    /// A WeChat id.
    Wechat,
    /// The same name and kind, unless both have phones and none in common.
    Name,
    /// The same name and kind, and a contact of the same name: one of several branches.
    NameAndContact,
    /// The value of a field that belongs to one customer only: a member's number, a tax number.
    Field(i64),
}

impl MatchKey {
    /// What is looked at unless told, in this order.
    pub const USUAL: [Self; 5] = [Self::Uid, Self::Phone, Self::Email, Self::Wechat, Self::Name];
}

/// Who of the book fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Nobody,
    One(i64),
    Several,
}

/// Looks for a customer by one key after the other; the first by which somebody fits decides. Of several the one with the
/// same name is taken. Uses: customer's uid, contact_point_by_value, customer_by_exact_name, contact_by_customer, customer_value_by_text and …_by_number.
pub(super) fn find(conn: &Connection, plan: &Plan, keys: &[MatchKey], customer: &PreparedCustomer) -> Result<Match> {
    for key in keys {
        let ids = match key {
            MatchKey::Uid => by_uid(conn, customer)?,
            MatchKey::Phone => by_point(conn, customer, PointKind::Phone)?,
            MatchKey::Email => by_point(conn, customer, PointKind::Email)?,
            MatchKey::Wechat => by_point(conn, customer, PointKind::Wechat)?,
            MatchKey::Name => by_name(conn, plan, customer)?,
            MatchKey::NameAndContact => by_name_and_contact(conn, plan, customer)?,
            MatchKey::Field(id) => by_field(conn, plan, customer, *id)?,
        };
        let mut named = Vec::new();
        if ids.len() > 1 {
            for id in &ids {
                let name: String = conn.value("SELECT name FROM customer WHERE id = ?1", [id])?;
                named.extend((name == customer.name).then_some(*id));
            }
        }
        match (ids.first(), ids.len(), named.as_slice()) {
            (None, ..) => {}
            (Some(id), 1, _) | (_, _, [id]) => return Ok(Match::One(*id)),
            _ => return Ok(Match::Several),
        }
    }
    Ok(Match::Nobody)
}

fn by_uid(conn: &Connection, customer: &PreparedCustomer) -> Result<BTreeSet<i64>> {
    let Some(uid) = &customer.uid else { return Ok(BTreeSet::new()) };
    // A card's is written as a URN (RFC 9562).
    let uid = uid.strip_prefix("urn:uuid:").unwrap_or(uid).to_lowercase();
    let id = conn.first("SELECT id FROM customer WHERE uid = ?1 AND trashed_at = 0", [uid], |row| row.get(0))?;
    Ok(id.into_iter().collect())
}

fn by_point(conn: &Connection, customer: &PreparedCustomer, kind: PointKind) -> Result<BTreeSet<i64>> {
    let mut ids = BTreeSet::new();
    for point in customer.points.iter().filter(|point| point.kind == kind) {
        ids.extend(conn.all::<i64>(
            "SELECT p.customer_id FROM contact_point AS p INDEXED BY contact_point_by_value
             CROSS JOIN customer AS c ON c.id = p.customer_id AND c.trashed_at = 0
             WHERE p.kind = ?1 AND p.value = ?2 AND p.trashed_at = 0 LIMIT ?3",
            params![kind_code(kind), point.value, FEW],
            |row| row.get(0),
        )?);
    }
    Ok(ids)
}

/// Who has the name, and is what the row says.
fn same_name(conn: &Connection, plan: &Plan, customer: &PreparedCustomer) -> Result<Vec<i64>> {
    let kind = match customer.kind {
        // A list of visits does not say what its customers are.
        _ if plan.rows_are == RowsAre::Visits => "",
        CustomerKind::Person => "person",
        CustomerKind::Company => "company",
    };
    conn.all(
        "SELECT id FROM customer INDEXED BY customer_by_exact_name WHERE name = ?1 AND trashed_at = 0 AND (?2 = '' OR kind = ?2) LIMIT ?3",
        params![customer.name, kind, FEW],
        |row| row.get(0),
    )
}

fn by_name(conn: &Connection, plan: &Plan, customer: &PreparedCustomer) -> Result<BTreeSet<i64>> {
    let found = same_name(conn, plan, customer)?;
    let own: Vec<&str> = customer
        .points
        .iter()
        .filter(|point| point.kind == PointKind::Phone)
        .map(|point| point.value.as_str())
        .collect();
    let mut ids = BTreeSet::new();
    for id in found {
        let phones: Vec<String> = conn.all(
            "SELECT value FROM contact_point WHERE customer_id = ?1 AND trashed_at = 0 AND kind = 'phone'",
            [id],
            |row| row.get(0),
        )?;
        // People of one name with other phones are others.
        if own.is_empty() || phones.is_empty() || phones.iter().any(|phone| own.contains(&phone.as_str())) {
            ids.insert(id);
        }
    }
    Ok(ids)
}

fn by_name_and_contact(conn: &Connection, plan: &Plan, customer: &PreparedCustomer) -> Result<BTreeSet<i64>> {
    let Some(contact) = &customer.contact else { return Ok(BTreeSet::new()) };
    let mut known = BTreeSet::new();
    for id in same_name(conn, plan, customer)? {
        let sql = "SELECT customer_id FROM contact WHERE customer_id = ?1 AND trashed_at = 0 AND name = ?2";
        known.extend(conn.first::<i64>(sql, params![id, contact], |row| row.get(0))?);
    }
    Ok(known)
}

fn by_field(conn: &Connection, plan: &Plan, customer: &PreparedCustomer, field: i64) -> Result<BTreeSet<i64>> {
    let column = plan.columns.iter().find(|column| match &column.target {
        Target::Field { id } => *id == field,
        Target::NewField { label, .. } => plan.field_called(label).is_some_and(|known| known.id == field),
        _ => false,
    });
    let value = column.and_then(|column| customer.values.iter().find(|(index, _)| *index == column.index));
    let (column, text, number) = match value.map(|(_, value)| value) {
        Some(FieldValue::Text(text)) => ("text", Some(text.clone()), None),
        Some(FieldValue::Date(day)) => ("text", Some(day.to_string()), None),
        Some(FieldValue::Number(number) | FieldValue::Money(number)) => ("number", None, Some(*number)),
        Some(FieldValue::Choice(label)) => match fields::option_labelled(conn, field, label)? {
            Some(option) => ("number", None, Some(option)),
            None => return Ok(BTreeSet::new()),
        },
        // Yes and no, and several at once, belong to nobody alone.
        Some(FieldValue::YesNo(_) | FieldValue::MultiChoice(_)) | None => return Ok(BTreeSet::new()),
    };
    let found: Vec<i64> = conn.all(
        &format!(
            "SELECT v.customer_id FROM customer_value AS v CROSS JOIN customer AS c ON c.id = v.customer_id AND c.trashed_at = 0
             WHERE v.field_id = ?1 AND v.{column} = coalesce(?2, ?3) LIMIT ?4"
        ),
        params![field, text, number, FEW],
        |row| row.get(0),
    )?;
    Ok(found.into_iter().collect())
}
