//! How often somebody should be seen: said of a customer, of a tag or of a stage, in days. The customer's own goes first, else
//! the shortest of their tags and their stage holds.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::book::Tx;
use crate::book::sql::Sql;
use crate::contacts::about;
use crate::error::{Error, Result};
use crate::rhythms::{self, LONGEST};
use crate::{customers, tags};

/// Of what a cadence is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CadenceOf {
    /// A customer.
    Customer(i64),
    /// Whoever has this tag.
    Tag(i64),
    /// Whoever is in this stage.
    Stage(i64),
}

/// Says how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SetCadence {
    /// Of whom.
    pub of: CadenceOf,
    /// Every so many days, up to 3,650; 0 for nothing said.
    pub days: u32,
}

/// How often a customer should be seen, and is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Rhythm {
    /// The days that hold, none if nothing is said.
    pub days: Option<u32>,
    /// By which tag or stage; none for the customer's own.
    pub by: Option<String>,
    /// The usual gap between their visits, in days, where there are enough of them.
    pub usual: Option<u32>,
    /// The day on which the next visit should be.
    pub due_on: Option<String>,
    /// The day from which they have stayed away for much longer than they used to.
    pub slipping_on: Option<String>,
}

/// Says how often somebody should be seen.
///
/// # Errors
/// `not_found`; `invalid` (`not_so_many`).
pub fn set(tx: &Tx<'_>, req: &SetCadence) -> Result<()> {
    if req.days > LONGEST {
        return Err(Error::invalid("days", "not_so_many"));
    }
    let table = match req.of {
        CadenceOf::Customer(id) => {
            tags::check_alive(tx, "customer", id)?;
            about(tx, id)?;
            return customers::put_cadence(tx, id, req.days);
        }
        CadenceOf::Tag(id) => ("tag", id),
        CadenceOf::Stage(id) => ("stage", id),
    };
    tx.about("name", tags::name_of(tx, table.0, table.1)?);
    tx.run(
        &format!("UPDATE {} SET cadence_days = ?2 WHERE id = ?1 AND cadence_days <> ?2", table.0),
        params![table.1, req.days],
    )?;
    Ok(())
}

/// How often a customer should be seen, and is. Uses: primary keys, customer_tag_by_customer, visit_by_customer.
pub(crate) fn of_customer(conn: &Connection, id: i64) -> Result<Rhythm> {
    let found: Option<(u32, String, String, i64)> = conn.first(
        "SELECT coalesce(d.cadence_days, 0), c.visit_due_on, c.slipping_on, c.stage_id
         FROM customer AS c LEFT JOIN customer_detail AS d ON d.customer_id = c.id WHERE c.id = ?1",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let Some((own, due_on, slipping_on, stage)) = found else { return Ok(Rhythm::default()) };
    let (days, by) = if own > 0 {
        (Some(own), None)
    } else {
        let shortest: Option<(u32, String)> = conn.first(
            "SELECT days, name FROM (
               SELECT t.cadence_days AS days, t.name FROM customer_tag AS l JOIN tag AS t ON t.id = l.tag_id
               WHERE l.customer_id = ?1 AND t.trashed_at = 0 AND t.cadence_days > 0
               UNION ALL SELECT cadence_days, name FROM stage WHERE id = ?2 AND trashed_at = 0 AND cadence_days > 0)
             ORDER BY days, name LIMIT 1",
            params![id, stage],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        shortest.map_or((None, None), |(days, name)| (Some(days), Some(name)))
    };
    let some = |day: String| (day != "9999-12-31").then_some(day);
    Ok(Rhythm { days, by, usual: usual_of(conn, id)?, due_on: some(due_on), slipping_on: some(slipping_on) })
}

/// The usual gap between a customer's visits. Uses: visit_by_customer.
pub(crate) fn usual_of(conn: &Connection, id: i64) -> Result<Option<u32>> {
    let days: String = conn.value(
        "SELECT coalesce(group_concat(visited_on), '') FROM (
           SELECT DISTINCT visited_on FROM visit WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY visited_on DESC LIMIT 13)",
        [id],
    )?;
    Ok(rhythms::usual_gap(&rhythms::days_of(&days)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, by, req};
    use crate::{stages, tags, visits};

    fn log(book: &Book, customer: i64, days: &[&str]) -> Result<()> {
        for on in days {
            let log = req(json!({"customer_id": customer, "summary": "看样", "on": on}))?;
            book.change("visit.log", |tx| visits::log(tx, &log))?;
        }
        Ok(())
    }

    fn say(book: &Book, of: serde_json::Value, days: u32) -> Result<()> {
        book.turn_round(|tx| set(tx, &req(json!({"of": of, "days": days}))?))
    }

    fn rhythm(book: &Book, id: i64) -> Result<Rhythm> {
        book.read(|reader| of_customer(reader, id))
    }

    #[test]
    fn the_customers_own_goes_before_the_shortest_of_tags_and_stage() -> Result<()> {
        let book = book_with(&["陈静", "Ada"])?;
        log(&book, 1, &["2026-11-01"])?;
        let (a, b) = book.change("test.tags", |tx| Ok((tags::named(tx, "A类")?, tags::named(tx, "B类")?)))?;
        book.change("customers.tag", |tx| tags::link(tx, 1, a).and_then(|()| tags::link(tx, 1, b)))?;
        let due = || -> Result<(Option<u32>, Option<String>, Option<String>)> {
            let rhythm = rhythm(&book, 1)?;
            Ok((rhythm.days, rhythm.by, rhythm.due_on))
        };
        let told = |days: u32, by: Option<&str>, on: &str| (Some(days), by.map(str::to_owned), Some(on.to_owned()));
        assert_eq!(due()?, (None, None, None));
        say(&book, json!({"stage": 1}), 60)?;
        assert_eq!(due()?, told(60, Some("新"), "2026-12-31"));
        say(&book, json!({"tag": b}), 30)?;
        say(&book, json!({"tag": a}), 14)?;
        assert_eq!(due()?, told(14, Some("A类"), "2026-11-15"));
        say(&book, json!({"customer": 1}), 90)?;
        assert_eq!(due()?, told(90, None, "2027-01-30"));
        say(&book, json!({"customer": 1}), 0)?;
        book.turn_round(|tx| tags::trash(tx, &by(a)))?;
        assert_eq!(due()?, told(30, Some("B类"), "2026-12-01"), "a tag in the trash says nothing");
        book.turn_round(|tx| tags::restore(tx, &by(a)))?;
        assert_eq!(due()?, told(14, Some("A类"), "2026-11-15"));
        book.turn_round(|tx| stages::enter(tx, 2, 2))?;
        assert_eq!(rhythm(&book, 2)?.due_on, None, "another stage");
        say(&book, json!({"stage": 2}), 10)?;
        assert_eq!(rhythm(&book, 2)?.due_on.as_deref(), Some("2026-12-03"), "never seen: from the day they came in");
        for wrong in [json!({"tag": 99}), json!({"stage": 99}), json!({"customer": 99})] {
            assert!(book.refusal(|tx| set(tx, &req(json!({"of": wrong, "days": 7}))?))?.starts_with("not_found"));
        }
        let far = book.refusal(|tx| set(tx, &req(json!({"of": {"customer": 1}, "days": 3_651}))?))?;
        assert_eq!(far, "invalid: days not_so_many");
        Ok(())
    }

    #[test]
    fn somebodys_own_rhythm_tells_when_they_slip_away() -> Result<()> {
        let book = book_with(&["欧阳建国"])?;
        log(&book, 1, &["2026-06-01", "2026-06-25", "2026-07-19", "2026-08-12"])?;
        let own = rhythm(&book, 1)?;
        assert_eq!((own.usual, own.days), (Some(24), None));
        assert_eq!(own.slipping_on.as_deref(), Some("2026-09-29"));
        book.turn_round(|tx| visits::trash(tx, &by(4)))?;
        assert_eq!(rhythm(&book, 1)?.slipping_on, None, "three visits are no rhythm");
        say(&book, json!({"customer": 1}), 14)?;
        assert_eq!(rhythm(&book, 1)?.slipping_on.as_deref(), Some("2026-08-16"), "but a cadence is");
        Ok(())
    }
}
