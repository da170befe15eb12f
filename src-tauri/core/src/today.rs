//! Today: what is overdue, due today and in the days to come, birthdays near, and how many visits there were.

use chrono::{Days, NaiveDate};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::sql::Sql;
use crate::cadences;
use crate::customers::Nothing;
use crate::error::Result;
use crate::followups::{self, FollowUp};

/// The day as it stands before the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Today {
    /// The local day.
    pub on: String,
    /// Open follow-ups of days before, the oldest first.
    pub overdue: DueList,
    /// Those of today, by their time, those without one last.
    pub today: DueList,
    /// Those of the seven days that come.
    pub week: DueList,
    /// Who has stayed away for much longer than they used to and has nothing planned for these days, the latest first.
    pub slipping: SlippingList,
    /// Birthdays from today on for seven days more, the nearest first.
    pub birthdays: Vec<BirthdayToCome>,
    /// Visits that were logged for today.
    pub visits: u32,
    /// How many customers were visited yesterday, by up to [`SEEN`] visits: one more stands for "more than that",
    pub seen_yesterday: u32,
    /// and how many of them have nothing planned.
    pub yesterday_without_next: u32,
}

/// Who is slipping away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SlippingList {
    /// How many there are, counted up to [`COUNTED`]: one more stands for "more than that".
    pub total: u32,
    /// The first 20 of them.
    pub rows: Vec<SlippingCustomer>,
}

/// A customer who is slipping away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SlippingCustomer {
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// The day of the last visit.
    pub last_visit_on: String,
    /// So many days ago.
    pub away: i64,
    /// Their usual gap between visits, in days; none where a cadence alone tells.
    pub usual: Option<u32>,
    /// What was said last, or empty.
    pub last_said: String,
}

/// Follow-ups of a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DueList {
    /// How many there are.
    pub total: u32,
    /// The first 60 of them.
    pub rows: Vec<FollowUp>,
}

/// A birthday that comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct BirthdayToCome {
    /// The customer.
    pub customer_id: i64,
    /// Their name.
    pub customer: String,
    /// The day, by the sun.
    pub on: String,
    /// Whether it is kept by the moon.
    pub is_lunar: bool,
}

/// Up to so many who are slipping away are counted.
pub const COUNTED: u32 = 1_000;
/// Up to so many visits of yesterday are looked at.
pub const SEEN: u32 = 300;
/// So many are given.
const SHOWN: u32 = 60;
/// So many days are looked ahead.
const AHEAD: u64 = 7;

/// What stands before the user today.
///
/// # Errors
/// Those of the database.
pub fn show(reader: &Reader<'_>, _: &Nothing) -> Result<Today> {
    let today = reader.today;
    let tomorrow = after(today, 1);
    let last = after(today, AHEAD);
    let yesterday = params![day(before(today)), SEEN + 1];
    let (seen_yesterday, yesterday_without_next) =
        reader.first(YESTERDAY, yesterday, |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default();
    Ok(Today {
        on: day(today),
        overdue: due(reader, "", &day(before(today)))?,
        today: due_on(reader, &day(today))?,
        week: due(reader, &day(tomorrow), &day(last))?,
        slipping: slipping(reader, today, &day(last))?,
        birthdays: birthdays(reader, &day(today), &day(last))?,
        visits: reader.first(VISITS, [day(today)], |row| row.get(0))?.unwrap_or(0),
        seen_yesterday,
        yesterday_without_next,
    })
}

fn day(on: NaiveDate) -> String {
    on.format("%Y-%m-%d").to_string()
}

fn after(on: NaiveDate, days: u64) -> NaiveDate {
    on.checked_add_days(Days::new(days)).unwrap_or(on)
}

fn before(on: NaiveDate) -> NaiveDate {
    on.checked_sub_days(Days::new(1)).unwrap_or(on)
}

/// Uses: visit_day's primary key.
const VISITS: &str = "SELECT visits FROM visit_day WHERE visited_on = ?1";

/// Uses: visit_by_day (covering), customer's primary key. ?2 how many visits are looked at.
const YESTERDAY: &str =
    "SELECT count(DISTINCT c.id), count(DISTINCT CASE c.next_followup_on WHEN '9999-12-31' THEN c.id END)
     FROM (SELECT customer_id FROM visit INDEXED BY visit_by_day WHERE trashed_at = 0 AND visited_on = ?1 LIMIT ?2) AS entry
     CROSS JOIN customer AS c ON c.id = entry.customer_id AND c.trashed_at = 0";

/// Uses: customer_by_slipping. ?1 today, ?2 the last day looked ahead, ?3 how many. Today stands before the end that the index has:
/// SQLite walks it from the first of both, and beyond today are all who do not slip away yet.
const SLIPPING: &str = "SELECT c.id, c.name, c.last_visit_on,
       coalesce((SELECT substr(v.summary, 1, 80) FROM visit AS v INDEXED BY visit_by_customer
         WHERE v.customer_id = c.id AND v.trashed_at = 0 ORDER BY v.visited_on DESC, v.id DESC LIMIT 1), '')
     FROM customer AS c INDEXED BY customer_by_slipping
     WHERE c.slipping_on <= ?1 AND c.trashed_at = 0 AND c.slipping_on < '9999-12-31' AND c.next_followup_on > ?2
     ORDER BY c.slipping_on DESC, c.id DESC LIMIT ?3";

/// Uses: customer_by_slipping.
const COUNT_SLIPPING: &str = "SELECT count(*) FROM (SELECT 1 FROM customer AS c INDEXED BY customer_by_slipping
     WHERE c.slipping_on <= ?1 AND c.trashed_at = 0 AND c.slipping_on < '9999-12-31' AND c.next_followup_on > ?2 LIMIT ?3)";

/// So many who are slipping away are given.
const SLIPPING_SHOWN: u32 = 20;

fn slipping(reader: &Reader<'_>, today: NaiveDate, last: &str) -> Result<SlippingList> {
    let on = day(today);
    let mut rows = reader.all(SLIPPING, params![on, last, SLIPPING_SHOWN], |row| {
        let last_visit_on: String = row.get(2)?;
        let seen = last_visit_on.parse::<NaiveDate>();
        let away = seen.map_or(0, |seen| today.signed_duration_since(seen).num_days());
        let (customer_id, customer, last_said) = (row.get(0)?, row.get(1)?, row.get(3)?);
        Ok(SlippingCustomer { customer_id, customer, last_visit_on, away, usual: None, last_said })
    })?;
    for row in &mut rows {
        row.usual = cadences::usual_of(reader, row.customer_id)?;
    }
    let shown = u32::try_from(rows.len()).unwrap_or(SLIPPING_SHOWN);
    let total =
        if shown < SLIPPING_SHOWN { shown } else { reader.value(COUNT_SLIPPING, params![on, last, COUNTED + 1])? };
    Ok(SlippingList { total, rows })
}

/// How many are open on the days from the first to the last. Uses: followup_day's primary key.
const COUNT: &str = "SELECT coalesce(sum(open), 0) FROM followup_day WHERE due_on BETWEEN ?1 AND ?2";

fn due(reader: &Reader<'_>, from: &str, to: &str) -> Result<DueList> {
    let total: u32 = reader.value(COUNT, [from, to])?;
    Ok(DueList { total, rows: followups::between(reader, from, to, total.min(SHOWN))? })
}

/// Those of one day, by their time, those without one last.
fn due_on(reader: &Reader<'_>, on: &str) -> Result<DueList> {
    let total: u32 = reader.value(COUNT, [on, on])?;
    Ok(DueList { total, rows: followups::open_on(reader, on, total.min(SHOWN))? })
}

/// How many follow-ups are due today and how many are overdue.
///
/// # Errors
/// Those of the database.
pub fn counts(reader: &Reader<'_>) -> Result<(u32, u32)> {
    let (today, yesterday) = (day(reader.today), day(before(reader.today)));
    let count = |from: &str, to: &str| reader.value(COUNT, [from, to]);
    Ok((count(&today, &today)?, count("", &yesterday)?))
}

/// Uses: customer_by_birthday, customer_detail's primary key.
const BIRTHDAYS: &str = "SELECT c.id, c.name, c.birthday_on, d.birthday_calendar = 'lunar'
     FROM customer AS c INDEXED BY customer_by_birthday
     CROSS JOIN customer_detail AS d ON d.customer_id = c.id
     WHERE c.birthday_on BETWEEN ?1 AND ?2 AND c.trashed_at = 0 AND c.birthday_on < '9999-12-31'
     ORDER BY c.birthday_on, c.id LIMIT 50";

fn birthdays(reader: &Reader<'_>, from: &str, to: &str) -> Result<Vec<BirthdayToCome>> {
    reader.all(BIRTHDAYS, params![from, to], |row| {
        Ok(BirthdayToCome { customer_id: row.get(0)?, customer: row.get(1)?, on: row.get(2)?, is_lunar: row.get(3)? })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, by, req};
    use crate::{customers, followups, visits};

    fn plan(book: &Book, name: &str, due: &str, time: Option<&str>) -> Result<i64> {
        let customer_id = book.customer(name)?;
        let new =
            req(json!({"customer_id": customer_id, "due_on": due, "time": time, "what": due, "allow_past": true}))?;
        Ok(book.change("followup.create", |tx| followups::create(tx, &new))?.id)
    }

    fn shown(book: &Book) -> Result<Today> {
        book.read(|reader| show(reader, &Nothing {}))
    }

    fn whats(list: &DueList) -> Vec<String> {
        list.rows.iter().map(|row| format!("{} {}", row.customer, row.what)).collect()
    }

    #[test]
    fn what_is_due_stands_where_it_belongs() -> Result<()> {
        // Today is Monday 2026-11-23.
        let book = book_with(&["陈静", "Ada"])?;
        for (name, due, time) in [
            ("Ada", "2026-11-23", None),
            ("陈静", "2026-11-23", Some("15:00")),
            ("Ada", "2026-11-23", Some("09:30")),
            ("陈静", "2026-11-20", None),
            ("Ada", "2026-11-30", None),
            ("Ada", "2026-12-01", None),
        ] {
            plan(&book, name, due, time)?;
        }
        let today = shown(&book)?;
        assert_eq!(today.on, "2026-11-23");
        assert_eq!(whats(&today.overdue), ["陈静 2026-11-20"]);
        assert_eq!(whats(&today.week), ["Ada 2026-11-30"], "seven days, and not an eighth");
        let times: Vec<bool> = today.today.rows.iter().map(|row| row.due_at.is_some()).collect();
        assert_eq!(whats(&today.today), ["Ada 2026-11-23", "陈静 2026-11-23", "Ada 2026-11-23"]);
        assert_eq!(times, [true, true, false], "by their time, those without one last");
        assert_eq!((today.overdue.total, today.today.total, today.week.total), (1, 3, 1));
        Ok(())
    }

    #[test]
    fn what_is_done_or_in_the_trash_is_not_due() -> Result<()> {
        let book = book_with(&["陈静", "Ada"])?;
        let done = plan(&book, "Ada", "2026-11-20", None)?;
        plan(&book, "陈静", "2026-11-20", None)?;
        book.change("followup.finish", |tx| followups::finish(tx, &by(done)))?;
        let id = book.customer("陈静")?;
        book.change("customers.trash", |tx| customers::trash(tx, &[id]))?;
        assert_eq!(shown(&book)?.overdue, DueList { total: 0, rows: Vec::new() });
        Ok(())
    }

    #[test]
    fn very_many_are_counted_and_those_with_a_time_come_first() -> Result<()> {
        let book = book_with(&["Ada"])?;
        let customer_id = book.customer("Ada")?;
        book.change("followup.create", |tx| {
            for _ in 0..1_200 {
                followups::create(
                    tx,
                    &req(json!({"customer_id": customer_id, "due_on": "2026-11-01", "allow_past": true}))?,
                )?;
            }
            Ok(())
        })?;
        let overdue = shown(&book)?.overdue;
        assert_eq!((overdue.total, overdue.rows.len()), (1_200, 60));
        book.change("followups.move", |tx| {
            let rule = json!({"rule": {"all": []}, "except": []});
            let all = json!({"customers": {"matching": rule}, "until": "2026-11-22", "due_on": "2026-11-23"});
            followups::move_many(tx, &[customer_id], &req(all)?).map(drop)
        })?;
        plan(&book, "Ada", "2026-11-23", Some("11:00"))?;
        let today = shown(&book)?.today;
        assert_eq!((today.total, today.rows.len()), (1_201, 60));
        assert!(today.rows[0].due_at.is_some(), "the last that was made has a time");
        assert_eq!(book.read(counts)?, (1_201, 0));
        Ok(())
    }

    #[test]
    fn birthdays_by_sun_and_moon_are_told_a_week_ahead() -> Result<()> {
        let book = book_with(&["陈静", "Ada", "李娜"])?;
        // 2026-11-30 is the 22nd day of the tenth month by the moon.
        for (name, birthday) in [
            ("陈静", json!({"calendar": "lunar", "year": null, "month": 10, "day": 22, "leap_month": false})),
            ("Ada", json!({"calendar": "solar", "year": 1990, "month": 11, "day": 23, "leap_month": false})),
            ("李娜", json!({"calendar": "solar", "year": null, "month": 12, "day": 1, "leap_month": false})),
        ] {
            let id = book.customer(name)?;
            book.change("customer.edit", |tx| customers::edit(tx, &req(json!({"id": id, "birthday": birthday}))?))?;
        }
        let told: Vec<(String, String, bool)> =
            shown(&book)?.birthdays.into_iter().map(|one| (one.customer, one.on, one.is_lunar)).collect();
        let wanted = [("Ada", "2026-11-23", false), ("陈静", "2026-11-30", true)];
        assert_eq!(told, wanted.map(|(name, on, lunar)| (name.to_owned(), on.to_owned(), lunar)));
        Ok(())
    }

    #[test]
    fn who_is_slipping_away_is_told_and_why() -> Result<()> {
        let book = book_with(&["欧阳建国", "马晓东", "有约", "常来"])?;
        let seen = |customer: i64, days: &[&str]| -> Result<()> {
            for on in days {
                let log = req(json!({"customer_id": customer, "summary": format!("买复合肥 {on}"), "on": on}))?;
                book.change("visit.log", |tx| visits::log(tx, &log))?;
            }
            Ok(())
        };
        seen(1, &["2026-06-06", "2026-06-30", "2026-07-24", "2026-08-18"])?;
        seen(2, &["2026-09-01"])?;
        seen(3, &["2026-06-06", "2026-06-30", "2026-07-24", "2026-08-18"])?;
        seen(4, &["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"])?;
        book.change("cadence.set", |tx| cadences::set(tx, &req(json!({"of": {"customer": 2}, "days": 40}))?))?;
        plan(&book, "有约", "2026-11-25", None)?;
        let told = shown(&book)?.slipping;
        let rows: Vec<(&str, i64, Option<u32>)> =
            told.rows.iter().map(|row| (row.customer.as_str(), row.away, row.usual)).collect();
        assert_eq!((told.total, rows), (2, vec![("马晓东", 83, None), ("欧阳建国", 97, Some(24))]));
        assert_eq!(told.rows[1].last_said, "买复合肥 2026-08-18");
        Ok(())
    }

    #[test]
    fn who_slips_away_with_a_day_far_off_is_counted_too() -> Result<()> {
        let names: Vec<String> = (0..27).map(|number| format!("农资店{number:02}")).collect();
        let book = book_with(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
        for customer in 1..=27 {
            let log = req(json!({"customer_id": customer, "summary": "问价", "on": format!("2026-07-{customer:02}")}))?;
            book.change("visit.log", |tx| visits::log(tx, &log))?;
            book.change("cadence.set", |tx| {
                cadences::set(tx, &req(json!({"of": {"customer": customer}, "days": 30}))?)
            })?;
        }
        plan(&book, "农资店26", "2026-11-30", None)?;
        plan(&book, "农资店25", "2026-12-01", None)?;
        let told = shown(&book)?.slipping;
        assert_eq!((told.total, told.rows.len()), (26, 20));
        let first: Vec<&str> = told.rows.iter().take(3).map(|row| row.customer.as_str()).collect();
        assert_eq!(first, ["农资店25", "农资店24", "农资店23"]);
        Ok(())
    }

    #[test]
    fn todays_visits_are_counted() -> Result<()> {
        let book = book_with(&["Ada"])?;
        let customer_id = book.customer("Ada")?;
        for on in ["2026-11-23", "2026-11-22"] {
            let log = req(json!({"customer_id": customer_id, "summary": "来电", "on": on}))?;
            book.change("visit.log", |tx| visits::log(tx, &log))?;
        }
        let day = shown(&book)?;
        assert_eq!((day.visits, day.seen_yesterday, day.yesterday_without_next), (1, 1, 1));
        Ok(())
    }
}
