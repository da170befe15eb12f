//! The user's own hand in the plan of a day.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::day_of;
use crate::book::Tx;
use crate::book::sql::Sql;
use crate::error::{Error, Result};
use crate::tags;

/// The longest order that can be given.
const LONGEST: usize = 1_000;

/// Asks something of a day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OnDay {
    /// The local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
}

/// Puts the stops of a day into an order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OrderStops {
    /// The local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
    /// The customers, first to last.
    pub customers: Vec<i64>,
}

/// A stop of a day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StopOf {
    /// The local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub on: Option<String>,
    /// The customer.
    pub customer_id: i64,
}

fn begin(tx: &Tx<'_>, on: Option<&str>) -> Result<String> {
    let day = day_of(on, tx.today())?.to_string();
    tx.about("day", day.clone());
    Ok(day)
}

fn with_plan(tx: &Tx<'_>, day: &str) -> Result<()> {
    tx.run("INSERT INTO day_plan (plan_on) VALUES (?1) ON CONFLICT DO NOTHING", [day])?;
    Ok(())
}

/// Puts the stops of a day into the user's own order. Who is not named stands behind.
///
/// # Errors
/// `not_found`; `invalid` for a day that is none, or too many.
pub fn order(tx: &Tx<'_>, req: &OrderStops) -> Result<()> {
    if req.customers.len() > LONGEST {
        return Err(Error::invalid("customers", "too_many").arg("limit", LONGEST));
    }
    let day = begin(tx, req.on.as_deref())?;
    with_plan(tx, &day)?;
    tx.run("UPDATE day_plan SET is_manual = 1 WHERE plan_on = ?1 AND is_manual = 0", [&day])?;
    for (position, id) in req.customers.iter().enumerate() {
        tags::check_alive(tx, "customer", *id)?;
        put(tx, &day, *id, Some(position))?;
    }
    Ok(())
}

/// Writes a stop; without a position behind those that are there.
fn put(tx: &Tx<'_>, day: &str, customer: i64, position: Option<usize>) -> Result<()> {
    let there: Option<i64> = tx.first(
        "SELECT position FROM day_stop WHERE plan_on = ?1 AND customer_id = ?2",
        params![day, customer],
        |row| row.get(0),
    )?;
    match there {
        Some(_) => {
            tx.run(
                "UPDATE day_stop SET position = coalesce(?3, position), state = 'planned' WHERE plan_on = ?1 AND customer_id = ?2
                   AND (position <> coalesce(?3, position) OR state <> 'planned')",
                params![day, customer, position],
            )?;
        }
        None => {
            tx.run(
                "INSERT INTO day_stop (plan_on, customer_id, position) VALUES (?1, ?2,
                   coalesce(?3, (SELECT coalesce(max(position) + 1, 0) FROM day_stop WHERE plan_on = ?1)))",
                params![day, customer, position],
            )?;
        }
    }
    Ok(())
}

/// Goes back to the program's order, with everybody in it whom the day asks for.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn reset(tx: &Tx<'_>, req: &OnDay) -> Result<()> {
    let day = begin(tx, req.on.as_deref())?;
    tx.run("DELETE FROM day_stop WHERE plan_on = ?1", [&day])?;
    tx.run("UPDATE day_plan SET is_manual = 0 WHERE plan_on = ?1 AND is_manual = 1", [&day])?;
    Ok(())
}

/// Takes a customer out of a day; the follow-ups stay due.
///
/// # Errors
/// `not_found`; `invalid` for a day that is none.
pub fn skip(tx: &Tx<'_>, req: &StopOf) -> Result<()> {
    tags::check_alive(tx, "customer", req.customer_id)?;
    let day = begin(tx, req.on.as_deref())?;
    tx.about("name", tags::name_of(tx, "customer", req.customer_id)?);
    put(tx, &day, req.customer_id, None)?;
    tx.run(
        "UPDATE day_stop SET state = 'skipped' WHERE plan_on = ?1 AND customer_id = ?2",
        params![day, req.customer_id],
    )?;
    Ok(())
}

/// Takes a customer into a day: somebody new, or who was taken out of it.
///
/// # Errors
/// `not_found`; `invalid` for a day that is none.
pub fn add(tx: &Tx<'_>, req: &StopOf) -> Result<()> {
    tags::check_alive(tx, "customer", req.customer_id)?;
    let day = begin(tx, req.on.as_deref())?;
    tx.about("name", tags::name_of(tx, "customer", req.customer_id)?);
    put(tx, &day, req.customer_id, None)
}

/// Sets out: from now on the plan counts from where the last visit was.
///
/// # Errors
/// `invalid` for a day that is none.
pub fn start(tx: &Tx<'_>, req: &OnDay) -> Result<()> {
    let day = begin(tx, req.on.as_deref())?;
    with_plan(tx, &day)?;
    tx.run("UPDATE day_plan SET started_at = ?2 WHERE plan_on = ?1 AND started_at = 0", params![day, tx.now()])?;
    Ok(())
}
