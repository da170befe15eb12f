//! Whom nobody has heard of for years: the book proposes, its user decides whom to erase.

use std::collections::HashSet;

use chrono::Months;
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::settings;
use crate::book::sql::Sql;
use crate::conditions::{Day, Rule, Span};
use crate::customers::{Customers, Sort, SortKey, rows_of};
use crate::error::{Error, Result};

/// More years than a book is kept.
pub(crate) const MOST_YEARS: u32 = 100;

/// Customers who were made anonymous, by the neutral name that they have now. Uses: customer_by_exact_name.
const ANONYMOUS: &str = "
SELECT c.id FROM erasure JOIN customer AS c ON c.name = erasure.neutral AND c.trashed_at = 0
WHERE erasure.kind = 'anonymised'";

/// Asks for them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListForgotten {
    /// No visit for so many years, 0–100; as the book's settings say if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub years: Option<u32>,
    /// From this position, 0 is the first.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<u32>", optional))]
    pub at: u32,
    /// So many at most, 1,000 at the very most; 100 unless told.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub limit: Option<u32>,
}

/// Whom nobody has visited for so many years, who have been in the book for as long, and with whom nothing is agreed from
/// today on: those seen longest ago first, those never seen last. Who was made anonymous is nobody to erase. Nobody at all
/// while the settings propose none.
///
/// # Errors
/// `invalid` for more years than there are.
pub fn list(reader: &Reader<'_>, req: &ListForgotten) -> Result<Customers> {
    let none = Customers { total: 0, version: reader.version, rows: Vec::new() };
    let years = match req.years {
        Some(years) => years,
        None => match settings::get(reader)?.retention_years {
            0 => return Ok(none),
            years => years,
        },
    };
    let anonymous: HashSet<i64> = reader.all(ANONYMOUS, [], |row| row.get(0))?.into_iter().collect();
    let sort = [Sort { by: SortKey::LastVisit, desc: false }];
    let view = reader.sets().view(reader, &rule(reader, years)?, &sort)?;
    let ids: Vec<i64> = view.iter().copied().map(i64::from).filter(|id| !anonymous.contains(id)).collect();
    let from = (req.at as usize).min(ids.len());
    let to = from.saturating_add(req.limit.unwrap_or(100).min(1_000) as usize).min(ids.len());
    let rows = rows_of(reader, ids.get(from..to).unwrap_or_default())?;
    Ok(Customers { total: u32::try_from(ids.len()).unwrap_or(u32::MAX), rows, ..none })
}

/// Nobody came to them for so many years, as the rule that lists understand.
fn rule(reader: &Reader<'_>, years: u32) -> Result<Rule> {
    let bad = || Error::invalid("years", "out_of_range");
    if years > MOST_YEARS {
        return Err(bad());
    }
    let since = reader.today.checked_sub_months(Months::new(years * 12)).ok_or_else(bad)?;
    let days = (reader.today - since).num_days();
    let made = Span { to: Some(Day::Today(-i32::try_from(days).map_err(|_| bad())?)), ..Span::default() };
    let agreed = Span { from: Some(Day::Today(0)), ..Span::default() };
    Ok(Rule::All(vec![
        Rule::NoVisitFor(u32::try_from(days).map_err(|_| bad())?),
        Rule::Created(made),
        Rule::Not(Box::new(Rule::Followup(agreed))),
    ]))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::DateTime;
    use serde_json::{Value, json};

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_and_clock, req};
    use crate::clock::FixedClock;
    use crate::{customers, followups, visits};

    fn forgotten(book: &Book, asked: Value) -> Result<Vec<String>> {
        let asked = req(asked)?;
        Ok(book.read(|reader| list(reader, &asked))?.rows.into_iter().map(|row| row.name).collect())
    }

    fn made(book: &Book, names: &[&str]) -> Result<()> {
        book.change("test.make", |tx| {
            names.iter().try_for_each(|name| customers::create(tx, &req(json!({ "name": name }))?).map(drop))
        })
    }

    fn seen(book: &Book, name: &str, on: &str) -> Result<()> {
        let id = book.customer(name)?;
        let visit = json!({"customer_id": id, "on": on, "summary": "谈了涨价"});
        book.change("test.visit", |tx| visits::log(tx, &req(visit)?).map(drop))
    }

    fn later(clock: &Arc<FixedClock>, day: &str) -> Result<()> {
        let at = DateTime::parse_from_rfc3339(&format!("{day}T09:00:00+08:00"));
        clock.set(at.map_err(|_| Error::refused("internal"))?);
        Ok(())
    }

    #[test]
    fn nobody_is_proposed_who_was_seen_is_new_or_is_expected() -> Result<()> {
        let (book, clock) = book_and_clock()?;
        later(&clock, "2024-02-29")?;
        made(&book, &["老陈饭店", "王记五金", "李秀英", "Ada Lovelace", "赵四"])?;
        seen(&book, "老陈饭店", "2023-05-01")?;
        seen(&book, "王记五金", "2024-02-28")?;
        later(&clock, "2024-03-02")?;
        seen(&book, "李秀英", "2024-03-02")?;
        later(&clock, "2027-02-28")?;
        made(&book, &["刚认识的"])?;
        let ada = book.customer("Ada Lovelace")?;
        let promised = json!({"customer_id": ada, "due_on": "2027-06-01", "what": "promised to call"});
        book.change("test.followup", |tx| followups::create(tx, &req(promised)?).map(drop))?;

        assert_eq!(
            forgotten(&book, json!({"years": 3}))?,
            [] as [&str; 0],
            "a day is missing to three years in the book"
        );
        later(&clock, "2027-03-01")?;
        assert_eq!(
            forgotten(&book, json!({"years": 3}))?,
            ["老陈饭店", "王记五金", "赵四"],
            "who was never seen is last"
        );
        assert_eq!(forgotten(&book, json!({"years": 3, "at": 1, "limit": 1}))?, ["王记五金"]);
        later(&clock, "2027-06-02")?;
        let all = forgotten(&book, json!({"years": 3}))?;
        assert!(all.contains(&"Ada Lovelace".to_owned()), "what was promised for yesterday keeps nobody: {all:?}");
        assert_eq!(forgotten(&book, json!({"years": 4}))?, [] as [&str; 0]);
        assert_eq!(forgotten(&book, json!({"years": 101})).map_err(|error| error.code()), Err("invalid"));
        Ok(())
    }

    #[test]
    fn the_book_proposes_by_its_own_setting_and_nobody_until_then() -> Result<()> {
        let (book, clock) = book_and_clock()?;
        made(&book, &["老陈饭店"])?;
        later(&clock, "2036-01-01")?;
        assert_eq!(forgotten(&book, json!({}))?, [] as [&str; 0]);
        let edit = |years: u32| {
            book.change("settings.edit", |tx| crate::book::settings::edit(tx, &req(json!({"retention_years": years}))?))
        };
        edit(5)?;
        assert_eq!(forgotten(&book, json!({}))?, ["老陈饭店"]);
        assert_eq!(edit(101).map_err(|error| error.code()), Err("invalid"));
        edit(0)?;
        assert_eq!(forgotten(&book, json!({}))?, [] as [&str; 0]);
        Ok(())
    }

    #[test]
    fn who_was_made_anonymous_is_not_proposed_again() -> Result<()> {
        let (book, clock) = book_and_clock()?;
        made(&book, &["匿名客户 7", "老陈饭店"])?;
        book.tamper(
            "INSERT INTO erasure (id, at, kind, hash, neutral) VALUES ('1', 0, 'anonymised', '', '匿名客户 7')",
        )?;
        later(&clock, "2036-01-01")?;
        assert_eq!(forgotten(&book, json!({"years": 3}))?, ["老陈饭店"]);
        Ok(())
    }
}
