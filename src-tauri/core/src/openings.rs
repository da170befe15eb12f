//! When one is open: hours for the days of the week, days on which one is closed, public holidays. Whatever falls outside of
//! them is told, and may be planned all the same.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::book::Reader;
use crate::book::settings::{self, BookSettings};
use crate::checks::{checked_date, checked_line};
use crate::days::{self, HolidayName};
use crate::error::{Error, Result};

/// So many spans a day can have.
const SPANS_A_DAY: usize = 4;
/// So many spans of days one can be closed.
const CLOSED: usize = 200;
/// The end of the day, in minutes.
pub(crate) const MIDNIGHT: u32 = 24 * 60;

/// Hours of a day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OpenSpan {
    /// 1 for Monday to 7 for Sunday.
    pub weekday: u32,
    /// From this local time `HH:MM`
    pub from: String,
    /// to this one, later that day; `24:00` for its end.
    pub until: String,
}

/// Days on which one is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClosedDays {
    /// The first local day.
    pub from: String,
    /// The last one.
    pub to: String,
    /// What for; may be empty.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<String>", optional))]
    pub name: String,
}

/// Hours on a day in which one is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClosedSpan {
    /// The local day.
    pub on: String,
    /// From this local time `HH:MM`
    pub from: String,
    /// to this one; `24:00` for the end of the day.
    pub until: String,
    /// All day.
    pub all_day: bool,
}

/// Asks whether one is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LookAtOpening {
    /// The local day.
    pub on: String,
    /// From this local time `HH:MM`; absent for some time of the day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub time: Option<String>,
    /// To this one; absent for the time alone.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub ends: Option<String>,
}

/// Why one is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// A public holiday.
    Holiday(HolidayName),
    /// A day of one's own, with what it is for.
    Day(String),
    /// Outside of the hours: those of the day, as the clock shows them; none for a day of the week that has none.
    Hours(Vec<String>),
}

/// A time of the day in minutes; `24:00` is its end.
fn minute(field: &str, text: &str) -> Result<u32> {
    use chrono::Timelike;
    if text.trim() == "24:00" {
        return Ok(MIDNIGHT);
    }
    let time = NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| Error::invalid(field, "not_a_time"))?;
    Ok(time.hour() * 60 + time.minute())
}

/// Minutes as the clock shows them.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Hours as they are kept: in order, each after the one before.
///
/// # Errors
/// `invalid`: `not_a_day`, `not_a_time`, `ends_before_it_begins`, `open_twice`, `not_so_many`.
pub(crate) fn checked_hours(hours: &[OpenSpan]) -> Result<Vec<OpenSpan>> {
    let mut spans = Vec::with_capacity(hours.len());
    for OpenSpan { weekday, from, until } in hours {
        if !(1..=7).contains(weekday) {
            return Err(Error::invalid("open_hours", "not_a_day"));
        }
        let (from, until) = (minute("open_hours", from)?, minute("open_hours", until)?);
        if until <= from {
            return Err(Error::invalid("open_hours", "ends_before_it_begins"));
        }
        spans.push((*weekday, from, until));
    }
    spans.sort_unstable();
    for pair in spans.windows(2) {
        if let [(day, _, until), (next_day, from, _)] = pair
            && day == next_day
            && from < until
        {
            return Err(Error::invalid("open_hours", "open_twice"));
        }
    }
    if (1..=7).any(|day| spans.iter().filter(|(weekday, ..)| *weekday == day).count() > SPANS_A_DAY) {
        return Err(Error::invalid("open_hours", "not_so_many"));
    }
    let spans =
        spans.into_iter().map(|(weekday, from, until)| OpenSpan { weekday, from: clock(from), until: clock(until) });
    Ok(spans.collect())
}

/// Closed days as they are kept: in order of time.
///
/// # Errors
/// `invalid`: `not_a_date`, `out_of_range`, `ends_before_it_begins`, `not_so_many`; `too_long`.
pub(crate) fn checked_days(days: &[ClosedDays]) -> Result<Vec<ClosedDays>> {
    if days.len() > CLOSED {
        return Err(Error::invalid("closed_days", "not_so_many"));
    }
    let checked = days.iter().map(|days| {
        let (from, to) = (checked_date("closed_days", &days.from)?, checked_date("closed_days", &days.to)?);
        if to < from {
            return Err(Error::invalid("closed_days", "ends_before_it_begins"));
        }
        Ok(ClosedDays { from, to, name: checked_line("closed_days", &days.name)? })
    });
    let mut checked: Vec<ClosedDays> = checked.collect::<Result<_>>()?;
    checked.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    Ok(checked)
}

/// The hours of a day in minutes, or why there are none. `None` inside: nothing is said, so any time will do.
fn of_day(settings: &BookSettings, day: NaiveDate) -> std::result::Result<Option<Vec<(u32, u32)>>, Closed> {
    let on = day.to_string();
    if let Some(days) = settings.closed_days.iter().find(|days| days.from <= on && on <= days.to) {
        return Err(Closed::Day(days.name.clone()));
    }
    let mut weekday = day.weekday().number_from_monday();
    if settings.keeps_holidays {
        match days::holidays(day, day).first() {
            Some(holiday) if !holiday.work => return Err(Closed::Holiday(holiday.name)),
            // What is worked for a holiday is a day of work like others, whatever day of the week it is.
            Some(_) if !settings.open_hours.iter().any(|span| span.weekday == weekday) => {
                weekday = settings.open_hours.first().map_or(weekday, |span| span.weekday);
            }
            _ => {}
        }
    }
    if settings.open_hours.is_empty() {
        return Ok(None);
    }
    let spans = settings.open_hours.iter().filter(|span| span.weekday == weekday);
    let minutes = spans.filter_map(|span| Some((minute("", &span.from).ok()?, minute("", &span.until).ok()?)));
    let minutes: Vec<(u32, u32)> = minutes.collect();
    if minutes.is_empty() { Err(Closed::Hours(Vec::new())) } else { Ok(Some(minutes)) }
}

/// When one closes on a day, in minutes of it; none where nothing is said of it.
pub(crate) fn closes(settings: &BookSettings, day: NaiveDate) -> Option<u32> {
    of_day(settings, day).ok().flatten()?.last().map(|(_, closes)| *closes)
}

/// Why one is closed then, or nothing if one is open or nothing is said. What lasts longer than a span is open in is
/// outside of it.
///
/// # Errors
/// `invalid`: `not_a_date`, `not_a_time`.
pub fn look(reader: &Reader<'_>, req: &LookAtOpening) -> Result<Option<Closed>> {
    let on: NaiveDate = checked_date("on", &req.on)?.parse().map_err(|_| Error::invalid("on", "not_a_date"))?;
    let from = req.time.as_deref().map(|time| minute("time", time)).transpose()?;
    let until = req.ends.as_deref().map(|ends| minute("ends", ends)).transpose()?;
    let spans = match of_day(&settings::get(reader)?, on) {
        Err(closed) => return Ok(Some(closed)),
        Ok(None) => return Ok(None),
        Ok(Some(spans)) => spans,
    };
    let Some(from) = from else { return Ok(None) };
    // What ends after midnight is outside of every span.
    let until = until.map_or(from, |until| if until < from { until + MIDNIGHT } else { until });
    let fits = |(opens, closes): &(u32, u32)| *opens <= from && from < *closes && until <= *closes;
    let hours = || spans.iter().map(|(opens, closes)| format!("{}–{}", clock(*opens), clock(*closes))).collect();
    Ok(if spans.iter().any(fits) { None } else { Some(Closed::Hours(hours())) })
}

/// When one is closed on some days, for a calendar.
///
/// # Errors
/// Those of the database.
pub(crate) fn closed(reader: &Reader<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<ClosedSpan>> {
    let settings = settings::get(reader)?;
    let mut closed = Vec::new();
    let mut add = |on: NaiveDate, from: u32, until: u32| {
        if from < until {
            let all_day = (from, until) == (0, MIDNIGHT);
            closed.push(ClosedSpan { on: on.to_string(), from: clock(from), until: clock(until), all_day });
        }
    };
    for day in from.iter_days().take_while(|day| *day <= to) {
        match of_day(&settings, day) {
            Err(_) => add(day, 0, MIDNIGHT),
            Ok(None) => {}
            Ok(Some(spans)) => {
                let mut since = 0;
                for (opens, closes) in spans {
                    add(day, since, opens);
                    since = closes;
                }
                add(day, since, MIDNIGHT);
            }
        }
    }
    Ok(closed)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, req};

    fn say(book: &Book, settings: Value) -> Result<()> {
        book.turn_round(|tx| settings::edit(tx, &req(settings)?))
    }

    fn hours(weekdays: &[u32], from: &str, until: &str) -> Value {
        weekdays.iter().map(|weekday| json!({"weekday": weekday, "from": from, "until": until})).collect()
    }

    fn asked(book: &Book, on: &str, time: &str, ends: &str) -> Result<Option<Closed>> {
        book.read(|reader| look(reader, &req(json!({"on": on, "time": time, "ends": ends}))?))
    }

    #[test]
    fn what_is_outside_of_the_hours_is_told() -> Result<()> {
        let book = book_with(&["陈静"])?;
        assert_eq!(asked(&book, "2026-11-22", "03:00", "04:00")?, None, "nothing is said");
        let mut week = hours(&[1, 2, 3, 4, 5], "09:00", "12:00");
        week.as_array_mut().unwrap().extend(hours(&[1, 2, 3, 4, 5], "14:00", "18:00").as_array().unwrap().clone());
        say(&book, json!({"open_hours": week}))?;
        let day = || Some(Closed::Hours(vec!["09:00–12:00".to_owned(), "14:00–18:00".to_owned()]));
        assert_eq!(asked(&book, "2026-11-24", "09:00", "12:00")?, None, "up to the last minute");
        assert_eq!(asked(&book, "2026-11-24", "08:59", "10:00")?, day());
        assert_eq!(asked(&book, "2026-11-24", "11:30", "14:30")?, day(), "over lunch");
        assert_eq!(asked(&book, "2026-11-24", "18:00", "18:30")?, day());
        assert_eq!(asked(&book, "2026-11-24", "17:00", "01:00")?, day(), "after midnight");
        assert_eq!(asked(&book, "2026-11-22", "10:00", "11:00")?, Some(Closed::Hours(vec![])), "a Sunday");
        let whole_day = book.read(|reader| look(reader, &req(json!({"on": "2026-11-24"}))?))?;
        assert_eq!(whole_day, None, "some time of it");
        let shown = book.read(|reader| closed(reader, "2026-11-21".parse().unwrap(), "2026-11-23".parse().unwrap()))?;
        let shown: Vec<_> =
            shown.iter().map(|row| format!("{} {}–{} {}", row.on, row.from, row.until, row.all_day)).collect();
        assert_eq!(
            shown,
            [
                "2026-11-21 00:00–24:00 true",
                "2026-11-22 00:00–24:00 true",
                "2026-11-23 00:00–09:00 false",
                "2026-11-23 12:00–14:00 false",
                "2026-11-23 18:00–24:00 false",
            ]
        );
        Ok(())
    }

    #[test]
    fn holidays_are_kept_if_wanted_and_ones_own_days_always() -> Result<()> {
        let book = book_with(&["陈静"])?;
        assert_eq!(asked(&book, "2026-10-01", "10:00", "11:00")?, None, "holidays are nothing unless told");
        say(&book, json!({"open_hours": hours(&[1, 2, 3, 4, 5], "08:00", "24:00"), "keeps_holidays": true}))?;
        assert_eq!(asked(&book, "2026-10-01", "10:00", "11:00")?, Some(Closed::Holiday(HolidayName::NationalDay)));
        assert_eq!(asked(&book, "2026-10-10", "10:00", "11:00")?, None, "a Saturday that is worked for it");
        assert_eq!(asked(&book, "2026-10-17", "10:00", "11:00")?, Some(Closed::Hours(vec![])), "and one that is not");
        say(&book, json!({"closed_days": [{"from": "2026-12-24", "to": "2026-12-26", "name": "盘点"}]}))?;
        assert_eq!(asked(&book, "2026-12-25", "10:00", "11:00")?, Some(Closed::Day("盘点".to_owned())));
        assert_eq!(asked(&book, "2026-12-28", "23:00", "24:00")?, None, "open to the end of the day");
        say(&book, json!({"open_hours": [], "closed_days": [], "keeps_holidays": false}))?;
        assert_eq!(asked(&book, "2026-12-25", "03:00", "04:00")?, None);
        Ok(())
    }

    #[test]
    fn hours_that_make_no_sense_are_refused() -> Result<()> {
        let book = book_with(&["陈静"])?;
        let span = |weekday: u32, from: &str, until: &str| json!({"weekday": weekday, "from": from, "until": until});
        for (wrong, why) in [
            (json!({"open_hours": [span(0, "08:00", "12:00")]}), "open_hours not_a_day"),
            (json!({"open_hours": [span(1, "25:00", "26:00")]}), "open_hours not_a_time"),
            (json!({"open_hours": [span(1, "12:00", "08:00")]}), "open_hours ends_before_it_begins"),
            (json!({"open_hours": [span(1, "08:00", "12:00"), span(1, "11:00", "13:00")]}), "open_hours open_twice"),
            (json!({"closed_days": [{"from": "2026-02-30", "to": "2026-03-01"}]}), "closed_days not_a_date"),
            (json!({"closed_days": [{"from": "2026-03-02", "to": "2026-03-01"}]}), "closed_days ends_before_it_begins"),
        ] {
            let refused = book.refusal(|tx| settings::edit(tx, &req(wrong.clone())?))?;
            assert_eq!(refused, format!("invalid: {why}"), "{wrong}");
        }
        Ok(())
    }
}
