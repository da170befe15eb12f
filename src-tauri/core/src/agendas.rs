//! Some days as a calendar shows them: what was and is planned, what will come again, birthdays, public holidays.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::checks::checked_date;
use crate::days::{self, BirthdayRow, BirthdaysOf, Holiday};
use crate::error::{Error, Result};
use crate::followups::{self, FollowUp};
use crate::openings::{self, ClosedSpan};

/// The longest span, in days.
const LONGEST: i64 = 100;
/// So many follow-ups of a day are given unless told, and at most.
const A_DAY: u32 = 20;
const MOST_A_DAY: u32 = 200;
/// So many that come again are followed.
const REPEATING: u32 = 500;
/// So many birthdays are given.
const BIRTHDAYS: u32 = 200;

/// Asks for some days.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ShowAgenda {
    /// The first local day.
    pub from: String,
    /// The last one; at most 100 days later.
    pub to: String,
    /// At most so many follow-ups of a day, those with a time first; 20 unless told, 200 at most.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub a_day: Option<u32>,
}

/// Some days as a calendar shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Agenda {
    /// The days on which there is anything planned, or was, in order.
    pub days: Vec<AgendaDay>,
    /// What will come again once the one before is done.
    pub turns: Vec<ComingTurn>,
    /// Birthdays, by the sun and by the moon.
    pub birthdays: Vec<BirthdayRow>,
    /// Public holidays of China and the days on which work is made up for them.
    pub holidays: Vec<Holiday>,
    /// The last year whose holidays are known.
    pub holidays_until: Option<i32>,
    /// When one is closed, where the settings say when one is open.
    pub closed: Vec<ClosedSpan>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AgendaDay {
    /// The local day.
    pub on: String,
    /// How many follow-ups there are, closed ones too.
    pub total: u32,
    /// The first of them, those with a time by their time, then those without.
    pub rows: Vec<FollowUp>,
}

/// A turn of something that comes again, not made yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ComingTurn {
    /// The follow-up whose rule it is of.
    pub followup_id: i64,
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// What is to be done.
    pub what: String,
    /// The local day.
    pub on: String,
    /// The moment, if there is a time.
    pub at: Option<i64>,
    /// When it is over, of an appointment.
    pub ends_at: Option<i64>,
}

/// Uses: followup_day's primary key.
const COUNTS: &str = "SELECT due_on, followups FROM followup_day WHERE due_on BETWEEN ?1 AND ?2 ORDER BY due_on";

/// Some days as a calendar shows them.
///
/// # Errors
/// `invalid` for a day that is none, or a span that is too long or the wrong way round.
pub fn show(reader: &Reader<'_>, req: &ShowAgenda) -> Result<Agenda> {
    let day = |field: &str, text: &str| -> Result<NaiveDate> {
        checked_date(field, text)?.parse().map_err(|_| Error::invalid(field, "not_a_date"))
    };
    let (from, to) = (day("from", &req.from)?, day("to", &req.to)?);
    if !(0..=LONGEST).contains(&to.signed_duration_since(from).num_days()) {
        return Err(Error::invalid("to", "out_of_range"));
    }
    let (first, last) = (from.to_string(), to.to_string());
    let a_day = req.a_day.unwrap_or(A_DAY).min(MOST_A_DAY);
    let counts: Vec<(String, u32)> = reader.all(COUNTS, params![first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let days = counts.into_iter().map(|(on, total)| {
        let rows = of_day(reader, &on, a_day.min(total))?;
        Ok(AgendaDay { on, total, rows })
    });
    let birthdays = BirthdaysOf { from: first, to: last, limit: Some(BIRTHDAYS) };
    Ok(Agenda {
        days: days.collect::<Result<_>>()?,
        turns: turns(reader, from, to)?,
        birthdays: days::birthdays(reader, &birthdays)?,
        holidays: days::holidays(from, to),
        holidays_until: days::holidays_until(),
        closed: openings::closed(reader, from, to)?,
    })
}

/// The first follow-ups of a day. Uses: followup_by_day, customer's primary key.
fn of_day(reader: &Reader<'_>, on: &str, limit: u32) -> Result<Vec<FollowUp>> {
    let select = |timed: &str, order: &str| {
        format!(
            "SELECT {} FROM followup AS f INDEXED BY followup_by_day
             CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
             WHERE f.trashed_at = 0 AND f.due_on = ?1 AND f.due_at {timed} ORDER BY {order} LIMIT ?2",
            followups::COLUMNS
        )
    };
    let mut rows = reader.all(&select("IS NOT NULL", "f.due_at, f.id"), params![on, limit], followups::read)?;
    let left = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(limit));
    if left > 0 {
        rows.extend(reader.all(&select("IS NULL", "f.id"), params![on, left], followups::read)?);
    }
    Ok(rows)
}

/// What comes again within the days. Uses: followup_repeating, customer's primary key.
fn turns(reader: &Reader<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<ComingTurn>> {
    let sql = format!(
        "SELECT {}, f.repeat_turn FROM followup AS f INDEXED BY followup_repeating
         CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
         WHERE f.state = 'open' AND f.trashed_at = 0 AND f.repeat_rule <> '' ORDER BY f.id LIMIT ?1",
        followups::COLUMNS
    );
    let rows: Vec<(FollowUp, String, String)> =
        reader.all(&sql, [REPEATING], |row| Ok((followups::read(row)?, row.get(13)?, row.get(17)?)))?;
    let until = to.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
    let mut turns = Vec::new();
    for (followup, series_from, turn) in rows {
        for wall in followups::turns_within(reader.clock(), &followup, &series_from, &turn, from, until) {
            let at = followup.due_at.and_then(|_| reader.clock().moment(wall)).map(|at| at.timestamp_millis());
            let length = followup.ends_at.zip(followup.due_at).map(|(ends, at)| ends - at);
            turns.push(ComingTurn {
                followup_id: followup.id,
                customer_id: followup.customer_id,
                customer: followup.customer.clone(),
                what: followup.what.clone(),
                on: wall.date().to_string(),
                ends_at: at.zip(length).map(|(at, length)| at + length),
                at,
            });
        }
    }
    turns.sort_by(|a, b| (&a.on, a.at, a.followup_id).cmp(&(&b.on, b.at, b.followup_id)));
    Ok(turns)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, by, req};
    use crate::customers;

    fn plan(book: &Book, more: serde_json::Value) -> Result<i64> {
        let mut new = json!({"customer_id": 1, "what": "看苗", "allow_past": true});
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Ok(book.change("followup.create", |tx| followups::create(tx, &req(new)?))?.id)
    }

    fn shown(book: &Book, from: &str, to: &str) -> Result<Agenda> {
        book.read(|reader| show(reader, &req(json!({"from": from, "to": to, "a_day": 3}))?))
    }

    #[test]
    fn each_day_has_what_was_and_is_planned_by_its_time() -> Result<()> {
        let book = book_with(&["陈静", "Ada"])?;
        let done = plan(&book, json!({"due_on": "2026-11-24", "what": "做完的"}))?;
        book.change("followup.finish", |tx| followups::finish(tx, &by(done)))?;
        plan(&book, json!({"due_on": "2026-11-24", "time": "15:00", "ends": "15:30"}))?;
        plan(&book, json!({"due_on": "2026-11-24", "time": "09:00", "what": "早"}))?;
        plan(&book, json!({"due_on": "2026-11-24", "customer_id": 2}))?;
        plan(&book, json!({"due_on": "2026-12-24"}))?;
        let agenda = shown(&book, "2026-11-23", "2026-11-29")?;
        assert_eq!(agenda.days.len(), 1);
        let day = &agenda.days[0];
        let whats: Vec<(&str, &str)> = day.rows.iter().map(|row| (row.what.as_str(), row.state.as_str())).collect();
        assert_eq!((day.on.as_str(), day.total), ("2026-11-24", 4));
        assert_eq!(whats, [("早", "open"), ("看苗", "open"), ("做完的", "done")], "with a time first; three of four");
        book.change("customers.trash", |tx| customers::trash(tx, &[1]))?;
        assert_eq!(shown(&book, "2026-11-23", "2026-11-29")?.days[0].total, 1, "without whom is in the trash");
        Ok(())
    }

    #[test]
    fn what_comes_again_stands_on_each_of_its_days() -> Result<()> {
        let book = book_with(&["陈静"])?;
        let id = plan(
            &book,
            json!({"due_on": "2026-11-24", "time": "09:00", "ends": "10:00", "repeat": "FREQ=WEEKLY;COUNT=4"}),
        )?;
        plan(&book, json!({"due_on": "2026-11-30", "repeat": "FREQ=MONTHLY;BYMONTHDAY=30"}))?;
        let days = |agenda: &Agenda| agenda.turns.iter().map(|turn| turn.on.clone()).collect::<Vec<_>>();
        let december = shown(&book, "2026-11-30", "2027-01-10")?;
        assert_eq!(days(&december), ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-30"]);
        let first = &december.turns[0];
        assert_eq!(first.ends_at.zip(first.at).map(|(ends, at)| ends - at), Some(3_600_000));
        // The one that is there stands there itself, wherever it was moved to.
        book.change("followups.move", |tx| {
            followups::move_to(tx, &req(json!({"ids": [id], "due_on": "2026-12-02"}))?)
        })?;
        assert_eq!(days(&shown(&book, "2026-12-01", "2026-12-10")?), ["2026-12-01", "2026-12-08"]);
        Ok(())
    }

    #[test]
    fn holidays_and_birthdays_are_of_the_span() -> Result<()> {
        let book = book_with(&["陈静"])?;
        let birthday = json!({"id": 1, "birthday": {"calendar": "lunar", "year": 1980, "month": 8, "day": 15}});
        book.change("customer.edit", |tx| customers::edit(tx, &req(birthday)?))?;
        let autumn = shown(&book, "2026-09-21", "2026-10-11")?;
        assert_eq!(autumn.birthdays.iter().map(|row| row.on.as_str()).collect::<Vec<_>>(), ["2026-09-25"]);
        assert!(autumn.holidays.iter().any(|day| day.on == "2026-10-01" && !day.work));
        assert!(autumn.holidays_until.is_some_and(|year| year >= 2026));
        for (from, to) in [("2026-12-01", "2026-11-01"), ("2026-01-01", "2026-12-31")] {
            let refused = book.read(|reader| show(reader, &req(json!({"from": from, "to": to}))?));
            assert_eq!(refused.unwrap_err().code(), "invalid", "{from} to {to}");
        }
        Ok(())
    }
}
