//! Segments: rules kept under a name, with the columns and the order in which their members are looked at. Who is in one
//! is never written down: members move in and out by themselves.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::checks::{checked_line, checked_name};
use crate::conditions::{self, Rule, Why};
use crate::contacts::OfCustomer;
use crate::customers::{ById, Created, Nothing, Sort};
use crate::error::{Error, Result};
use crate::tags::{OrderItems, check_alive, order_items, restore_item, trash_item};

/// The most columns of a segment.
const MOST_COLUMNS: usize = 100;

/// A segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Segment {
    /// Its id.
    pub id: i64,
    /// Its uid.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// Its colour: a name of the palette or `#rrggbb`.
    pub color: String,
    /// Who is in it; null if it cannot be read, with the `problem` `not_the_shape`.
    pub rule: Option<Rule>,
    /// The columns in which it is shown; as usual if there are none.
    pub columns: Vec<String>,
    /// The order in which it is shown; as usual if there is none.
    pub sort: Vec<Sort>,
    /// How many are in it; null if there is a `problem`.
    pub customers: Option<u64>,
    /// What is wrong with its rule, worded as `reason-<code>`: `no_such_field`, `no_such_segment`, `wrong_type` …
    pub problem: Option<String>,
}

/// Makes a segment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NewSegment {
    /// 1–200 characters, not taken.
    pub name: String,
    /// Its colour; one in turn if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub color: String,
    /// Who is in it.
    pub rule: Rule,
    /// The columns in which it is shown.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>", optional))]
    pub columns: Vec<String>,
    /// The order in which it is shown.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Sort>>", optional))]
    pub sort: Vec<Sort>,
}

/// Changes what is given of a segment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditSegment {
    /// The segment.
    pub id: i64,
    /// A new name, not taken.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub name: Option<String>,
    /// A new colour.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub color: Option<String>,
    /// Another rule.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub rule: Option<Rule>,
    /// Other columns; none for as usual.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub columns: Option<Vec<String>>,
    /// Another order; none for as usual.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub sort: Option<Vec<Sort>>,
}

/// A segment that a customer is in, with the conditions that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentOf {
    /// The segment.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: String,
    /// Why the customer is in it.
    pub why: Vec<Why>,
}

/// All segments in the user's order, with how many are in each. Uses: segment by position; the sets of their conditions.
///
/// # Errors
/// Those of the database; what is wrong with a single one stands in its `problem`.
pub fn list(reader: &Reader<'_>, _: &Nothing) -> Result<Vec<Segment>> {
    let mut segments = reader.all(
        "SELECT id, uid, name, color, rule, columns, sort FROM segment WHERE trashed_at = 0 ORDER BY position, id",
        [],
        |row| {
            Ok(Segment {
                id: row.get(0)?,
                uid: row.get(1)?,
                name: row.get(2)?,
                color: row.get(3)?,
                rule: serde_json::from_str(row.get_ref(4)?.as_str()?).ok(),
                columns: serde_json::from_str(row.get_ref(5)?.as_str()?).unwrap_or_default(),
                sort: serde_json::from_str(row.get_ref(6)?.as_str()?).unwrap_or_default(),
                customers: None,
                problem: None,
            })
        },
    )?;
    for segment in &mut segments {
        // Through the segment itself, so that a circle is seen.
        match reader.sets().members(reader, &Rule::Segment(segment.id)) {
            Ok(members) => segment.customers = Some(members.len()),
            Err(error) if error.code() == "invalid" => segment.problem = Some(problem_of(&error)),
            Err(error) => return Err(error),
        }
    }
    Ok(segments)
}

fn problem_of(error: &Error) -> String {
    error.args().get("reason").and_then(Value::as_str).unwrap_or("not_the_shape").to_owned()
}

/// The segments that a customer is in, and why. A segment with a problem has nobody in it.
///
/// # Errors
/// `not_found` for a customer who is gone; those of the database.
pub fn of(reader: &Reader<'_>, req: &OfCustomer) -> Result<Vec<SegmentOf>> {
    check_alive(reader, "customer", req.customer_id)?;
    let segments: Vec<(i64, String, String)> =
        reader.all("SELECT id, name, color FROM segment WHERE trashed_at = 0 ORDER BY position, id", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let mut found = Vec::new();
    for (id, name, color) in segments {
        match conditions::check(reader, &Rule::Segment(id)) {
            Ok(()) => {}
            Err(error) if error.code() == "invalid" => continue,
            Err(error) => return Err(error),
        }
        let Some(rule) = rule_of(reader, id)? else { continue };
        if conditions::holds(reader, &rule, req.customer_id)? {
            found.push(SegmentOf { id, name, color, why: conditions::why(reader, &rule, req.customer_id)? });
        }
    }
    Ok(found)
}

/// The rule of a segment that is not in the trash; none if there is no such segment.
///
/// # Errors
/// `invalid` (`not_the_shape`) if it cannot be read.
pub(crate) fn rule_of(conn: &Connection, id: i64) -> Result<Option<Rule>> {
    let text: Option<String> =
        conn.first("SELECT rule FROM segment WHERE id = ?1 AND trashed_at = 0", [id], |row| row.get(0))?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| Error::invalid("where", "not_the_shape"))).transpose()
}

/// Makes a segment behind the others.
///
/// # Errors
/// `duplicate_name`, `invalid` for a rule that makes no sense, `too_long`.
pub fn create(tx: &Tx<'_>, req: &NewSegment) -> Result<Created> {
    let name = checked_name("name", &req.name)?;
    check_free(tx, &name, None)?;
    let rule = tx.look(|reader| conditions::settled(reader, &req.rule, None))?;
    let position: i64 = tx.value("SELECT coalesce(max(position) + 1, 0) FROM segment", [])?;
    let color = match checked_line("color", &req.color)? {
        color if color.is_empty() => crate::tags::color_in_turn(position).to_owned(),
        color => color,
    };
    tx.run(
        "INSERT INTO segment (uid, name, color, rule, columns, sort, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            tx.new_uid(),
            name,
            color,
            serde_json::to_string(&rule)?,
            columns_of(&req.columns)?,
            serde_json::to_string(&req.sort)?,
            position
        ],
    )?;
    tx.about("item", name);
    Ok(Created { id: tx.last_insert_rowid() })
}

fn columns_of(columns: &[String]) -> Result<String> {
    if columns.len() > MOST_COLUMNS {
        return Err(Error::invalid("columns", "too_many"));
    }
    let columns = columns.iter().map(|column| checked_name("columns", column));
    Ok(serde_json::to_string(&columns.collect::<Result<Vec<_>>>()?)?)
}

fn check_free(tx: &Tx<'_>, name: &str, but: Option<i64>) -> Result<()> {
    let taken: Option<i64> =
        tx.first("SELECT id FROM segment WHERE name = ?1 AND trashed_at = 0", [name], |row| row.get(0))?;
    if taken.is_some() && taken != but { Err(Error::duplicate_name("segment", name)) } else { Ok(()) }
}

/// Changes what is given of a segment.
///
/// # Errors
/// `not_found`, `duplicate_name`, `too_long`; `invalid` for a rule that makes no sense, `circle` for one that comes back to
/// the segment itself.
pub fn edit(tx: &Tx<'_>, req: &EditSegment) -> Result<()> {
    let name: Option<String> =
        tx.first("SELECT name FROM segment WHERE id = ?1 AND trashed_at = 0", [req.id], |row| row.get(0))?;
    tx.about("item", name.ok_or_else(|| Error::not_found("segment", req.id))?);
    let mut texts: Vec<(&str, String)> = Vec::new();
    if let Some(name) = &req.name {
        let name = checked_name("name", name)?;
        check_free(tx, &name, Some(req.id))?;
        texts.push(("name", name));
    }
    if let Some(color) = &req.color {
        texts.push(("color", checked_line("color", color)?));
    }
    if let Some(rule) = &req.rule {
        let rule = tx.look(|reader| conditions::settled(reader, rule, Some(req.id)))?;
        texts.push(("rule", serde_json::to_string(&rule)?));
    }
    if let Some(columns) = &req.columns {
        texts.push(("columns", columns_of(columns)?));
    }
    if let Some(sort) = &req.sort {
        texts.push(("sort", serde_json::to_string(sort)?));
    }
    for (column, text) in texts {
        tx.run(&format!("UPDATE segment SET {column} = ?2 WHERE id = ?1 AND {column} <> ?2"), params![req.id, text])?;
    }
    Ok(())
}

/// Puts segments into an order.
///
/// # Errors
/// Those of the database.
pub fn order(tx: &Tx<'_>, req: &OrderItems) -> Result<()> {
    order_items(tx, "segment", req)
}

/// Puts a segment into the trash.
///
/// # Errors
/// `not_found`.
pub fn trash(tx: &Tx<'_>, req: &ById) -> Result<()> {
    trash_item(tx, "segment", req.id)
}

/// Takes a segment out of the trash. What asks for it meanwhile is none, so its rule cannot come back to it.
///
/// # Errors
/// `not_found`, `duplicate_name` if its name has been taken since.
pub fn restore(tx: &Tx<'_>, req: &ById) -> Result<()> {
    restore_item(tx, "segment", req.id)
}

#[cfg(test)]
mod tests;
