//! Follow-ups and appointments into iCalendar files, and out of them.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::exports::files::write_whole;
use crate::book::sql::Sql;
use crate::book::{Reader, Tx};
use crate::calendars::{self, Appointment, When};
use crate::checks::checked_date;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::followups::{self, Taken};
use crate::tags;

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Writes what is planned as a file that other calendars read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExportCalendar {
    /// Where it shall be; what is there is replaced.
    pub path: String,
    /// The first local day; today if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub from: Option<String>,
    /// Appointments only, without what is to be done on a day.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
    pub only_appointments: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CalendarExported {
    /// How many entries.
    pub appointments: u64,
}

/// Takes appointments out of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ImportCalendar {
    /// The file.
    pub path: String,
    /// Whose those are that name nobody; left out and told if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customer_id: Option<i64>,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CalendarImported {
    /// How many were made,
    pub made: u32,
    /// and how many that were there already became what the file says.
    pub changed: u32,
    /// How many were just so already.
    pub same: u32,
    /// Those left out because they name no customer, or several may be meant.
    pub left_out: Vec<LeftOut>,
    /// What was not understood, worded as `calendar-<code>`; the rest was taken all the same.
    pub unread: Vec<UnreadLine>,
}

/// An appointment that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LeftOut {
    /// The line of the file that it begins in.
    pub line: u32,
    /// Its day.
    pub on: String,
    /// What it is about.
    pub summary: String,
}

/// A line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UnreadLine {
    /// The line of the file.
    pub line: u32,
    /// Why.
    pub code: String,
    /// The word or text that it is about.
    pub about: String,
}

/// A row of what is planned.
struct Planned {
    uid: String,
    customer: String,
    on: String,
    at: Option<i64>,
    ends_at: Option<i64>,
    what: String,
    place: String,
    rule: String,
}

/// Writes what is planned from a day on as a file. Times of one-off entries are moments in UTC; what comes again stands on the
/// clock of whoever looks, as it does here.
///
/// # Errors
/// `invalid` for a day that is none; `disk_full`, `io`.
pub fn export(reader: &Reader<'_>, req: &ExportCalendar) -> Result<CalendarExported> {
    let from = match &req.from {
        Some(from) => checked_date("from", from)?,
        None => reader.today.to_string(),
    };
    let rows = reader.all(
        "SELECT CASE f.series WHEN '' THEN f.uid ELSE f.series END, c.name, f.due_on, f.due_at, f.ends_at, f.what, f.place, f.repeat_rule
         FROM followup AS f INDEXED BY followup_open_by_day CROSS JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
         WHERE f.state = 'open' AND f.trashed_at = 0 AND f.due_on >= ?1 AND (NOT ?2 OR f.ends_at IS NOT NULL) ORDER BY f.due_on, f.id",
        params![from, req.only_appointments],
        |row| {
            let (uid, customer, on, at) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let (ends_at, what, place, rule) = (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?);
            Ok(Planned { uid, customer, on, at, ends_at, what, place, rule })
        },
    )?;
    let appointments: Vec<Appointment> = rows.iter().filter_map(|row| appointment(reader.clock(), row)).collect();
    let now = DateTime::from_timestamp_millis(reader.now).unwrap_or_default();
    write_whole(Path::new(&req.path), calendars::write(&appointments, now).as_bytes())?;
    Ok(CalendarExported { appointments: appointments.len() as u64 })
}

fn appointment(clock: &dyn Clock, row: &Planned) -> Option<Appointment> {
    let when = |at: i64| {
        if row.rule.is_empty() {
            Some(When::Time(DateTime::from_timestamp_millis(at)?.naive_utc(), Some(Tz::UTC)))
        } else {
            clock.wall(at).map(|wall| When::Time(wall, None))
        }
    };
    Some(Appointment {
        uid: row.uid.clone(),
        summary: if row.what.is_empty() { row.customer.clone() } else { format!("{}: {}", row.customer, row.what) },
        description: String::new(),
        location: row.place.clone(),
        start: match row.at {
            Some(at) => when(at)?,
            None => When::Day(row.on.parse().ok()?),
        },
        end: row.ends_at.and_then(when),
        repeat: (!row.rule.is_empty()).then(|| row.rule.clone()),
        except: Vec::new(),
        besides: Vec::new(),
        instead_of: None,
        cancelled: false,
        line: 0,
    })
}

/// Takes appointments out of a file, as one step. Whose each is tells the name at the beginning of what it is about; those that
/// are here already (by their uid) become what the file says. What is over is taken as done, what was called off as dropped.
/// Taken twice, a file changes nothing.
///
/// # Errors
/// `file_missing`, `file_too_large`, `file_damaged` (`not_a_calendar`) if nothing in it begins one; `not_found` for the customer.
pub fn import(tx: &Tx<'_>, req: &ImportCalendar) -> Result<CalendarImported> {
    if let Some(id) = req.customer_id {
        tags::check_alive(tx, "customer", id)?;
    }
    let text = read(&req.path)?;
    let read = calendars::read(&text)
        .map_err(|_| Error::refused("file_damaged").arg("detail", "not_a_calendar").at("file", req.path.clone()))?;
    let mut told = CalendarImported::default();
    let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    told.unread = read
        .unread
        .into_iter()
        .map(|unread| UnreadLine {
            line: line(unread.line),
            code: unread.problem.code().to_owned(),
            about: unread.about,
        })
        .collect();
    let total = read.appointments.len() as u64;
    for (done, appointment) in (0..).zip(&read.appointments) {
        tx.tell(done, total)?;
        let Some(customer) = whose(tx, req, appointment)? else {
            told.left_out.push(LeftOut {
                line: line(appointment.line),
                on: appointment.start.day().to_string(),
                summary: appointment.summary.chars().take(80).collect(),
            });
            continue;
        };
        if !appointment.except.is_empty() || !appointment.besides.is_empty() {
            let code = "calendar_exceptions".to_owned();
            told.unread.push(UnreadLine {
                line: line(appointment.line),
                code,
                about: appointment.summary.chars().take(60).collect(),
            });
        }
        match take(tx, customer, appointment)? {
            Taken::Made => told.made += 1,
            Taken::Changed => told.changed += 1,
            Taken::Same => told.same += 1,
        }
    }
    tx.about(
        "file",
        Path::new(&req.path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    );
    tx.about("count", told.made + told.changed);
    Ok(told)
}

fn read(path: &str) -> Result<String> {
    let found = std::fs::metadata(path).map_err(|_| Error::refused("file_missing").at("file", path.to_owned()))?;
    if found.len() > MOST_BYTES {
        return Err(Error::refused("file_too_large")
            .arg("what", "file_bytes")
            .arg("limit", MOST_BYTES)
            .at("file", path.to_owned()));
    }
    let bytes = std::fs::read(path)?;
    let (text, _) = super::reading::decoded(bytes).map_err(|error| super::file_error(&error, path))?;
    Ok(text)
}

/// What the name of a customer ends with, where something follows it.
const BEHIND: [char; 8] = [':', '：', '-', '–', '—', ',', '，', '('];

/// Whose an appointment is: of whom the follow-up here is, who is named at the beginning of what it is about, or who was told.
fn whose(tx: &Tx<'_>, req: &ImportCalendar, appointment: &Appointment) -> Result<Option<i64>> {
    let known: Option<i64> = tx.first(
        "SELECT f.customer_id FROM followup AS f JOIN customer AS c ON c.id = f.customer_id AND c.trashed_at = 0
         WHERE f.uid = ?1 AND f.trashed_at = 0",
        [&appointment.uid],
        |row| row.get(0),
    )?;
    if known.is_some() {
        return Ok(known);
    }
    let summary = appointment.summary.trim();
    let before = summary.find(BEHIND).map(|at| summary.split_at(at).0.trim());
    for name in [Some(summary), before].into_iter().flatten().filter(|name| !name.is_empty()) {
        let found: Vec<i64> = tx.all(
            "SELECT id FROM customer INDEXED BY customer_by_exact_name WHERE name = ?1 AND trashed_at = 0 LIMIT 2",
            [name],
            |row| row.get(0),
        )?;
        if let [one] = found.as_slice() {
            return Ok(Some(*one));
        }
    }
    Ok(req.customer_id)
}

/// What is left of what an appointment is about without the name of its customer.
fn what_of(name: &str, appointment: &Appointment) -> String {
    let summary = appointment.summary.trim();
    let rest = summary.strip_prefix(name).map_or(summary, |rest| rest.trim_start().trim_start_matches(BEHIND).trim());
    [rest, appointment.description.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn take(tx: &Tx<'_>, customer: i64, appointment: &Appointment) -> Result<Taken> {
    let name = tags::name_of(tx, "customer", customer)?;
    let clock = tx.clock();
    let wall = |when: When| -> Option<NaiveDateTime> {
        match when {
            When::Day(_) => None,
            When::Time(time, None) => Some(time),
            When::Time(..) => clock.wall(when.moment(Tz::UTC)?.timestamp_millis()),
        }
    };
    let start = wall(appointment.start);
    let day: NaiveDate = start.map_or(appointment.start.day(), |wall| wall.date());
    // The uid of one that stands in for another is not that of the series.
    let uid = match appointment.instead_of {
        Some(instead) => format!("{}/{}", appointment.uid, instead.day()),
        None => appointment.uid.clone(),
    };
    let length = match (start, appointment.end.and_then(wall)) {
        (Some(from), Some(to)) if to > from && to - from <= TimeDelta::days(14) => Some(to - from),
        _ => None,
    };
    followups::take(
        tx,
        &followups::Given {
            uid: &uid,
            customer,
            day,
            time: start.map(|wall| wall.time()),
            length,
            what: &what_of(&name, appointment),
            place: &appointment.location,
            repeat: appointment.repeat.as_deref(),
            is_cancelled: appointment.cancelled,
        },
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::book::testing::{book_with, req};

    fn rows(book: &Book) -> Result<Vec<String>> {
        book.ask(
            "SELECT c.name || ' ' || f.due_on || ' ' || coalesce(strftime('%H:%M', f.due_at / 1000, 'unixepoch'), '-') || ' ' || f.what
               || ' ' || f.place || ' ' || f.state || ' ' || f.repeat_rule
             FROM followup AS f JOIN customer AS c ON c.id = f.customer_id ORDER BY f.due_on, f.id",
        )
    }

    fn take(book: &Book, path: &str, customer: Option<i64>) -> Result<CalendarImported> {
        let ask: ImportCalendar = req(json!({"path": path, "customer_id": customer}))?;
        book.change("calendar.import", |tx| import(tx, &ask))
    }

    #[test]
    fn what_is_planned_goes_out_and_comes_back_the_same() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("out.ics").display().to_string();
        let book = book_with(&["王记五金", "Ada"])?;
        for new in [
            json!({"customer_id": 1, "due_on": "2026-11-24", "time": "15:00", "ends": "15:40", "what": "带样品", "place": "城东店"}),
            json!({"customer_id": 2, "due_on": "2026-11-25", "what": "call; again, and\nmore"}),
            json!({"customer_id": 2, "due_on": "2026-11-26", "time": "09:00", "ends": "10:00", "repeat": "FREQ=WEEKLY"}),
        ] {
            book.change("followup.create", |tx| followups::create(tx, &req(new)?))?;
        }
        let before = rows(&book)?;
        let out = book.read(|reader| export(reader, &req(json!({"path": path}))?))?;
        assert_eq!(out.appointments, 3);
        let hash = book.dump_hash()?;
        let again = take(&book, &path, None)?;
        assert_eq!((again.made, again.changed, again.same), (0, 0, 3), "taken back it changes nothing");
        assert_eq!(book.dump_hash()?, hash);
        let other = book_with(&["Ada", "王记五金"])?;
        let came = take(&other, &path, None)?;
        assert_eq!((came.made, came.left_out.len(), came.unread.len()), (3, 0, 0));
        assert_eq!(rows(&other)?, before, "in another book they are the same");
        other.turn_round(|tx| Ok(tx.execute("DELETE FROM followup WHERE id = 1", []).map(drop)?))?;
        let only = book.read(|reader| export(reader, &req(json!({"path": path, "only_appointments": true}))?))?;
        assert_eq!(only.appointments, 2);
        Ok(())
    }

    #[test]
    fn what_others_wrote_is_taken_as_far_as_it_can_be_and_the_rest_told() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("in.ics");
        let lines = [
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT",
            "UID:a",
            "SUMMARY:王记五金 - 量尺寸",
            "DTSTART;TZID=Asia/Shanghai:20261124T090000",
            "DURATION:PT1H",
            "LOCATION:建材市场",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:b",
            "SUMMARY:牙医",
            "DTSTART:20261124T090000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:c",
            "SUMMARY:Ada",
            "DTSTART;VALUE=DATE:20260301",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:d",
            "SUMMARY:Ada: old weekly",
            "DTSTART;VALUE=DATE:20260302",
            "RRULE:FREQ=WEEKLY",
            "EXDATE;VALUE=DATE:20260309",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:e",
            "SUMMARY:Ada",
            "DTSTART:20260230T090000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:f",
            "SUMMARY:王记五金",
            "DTSTART:20261125T010000Z",
            "STATUS:CANCELLED",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        std::fs::write(&path, lines.join("\r\n"))?;
        let path = path.display().to_string();
        let book = book_with(&["王记五金", "Ada"])?;
        let told = take(&book, &path, None)?;
        assert_eq!((told.made, told.changed), (4, 0));
        assert_eq!(told.left_out.iter().map(|one| one.summary.as_str()).collect::<Vec<_>>(), ["牙医"]);
        let codes: Vec<&str> = told.unread.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["calendar_no_such_time", "calendar_exceptions"]);
        assert_eq!(
            rows(&book)?,
            [
                "Ada 2026-03-01 -   done ",
                "Ada 2026-11-23 - old weekly  open FREQ=WEEKLY",
                "王记五金 2026-11-24 01:00 量尺寸 建材市场 open ",
                "王记五金 2026-11-25 01:00   dropped ",
            ],
            "what is over is done, what comes again stands where it comes next"
        );
        let again = take(&book, &path, Some(2))?;
        assert_eq!((again.made, again.changed, again.same), (1, 0, 4), "only the one that was left out");
        book.undo()?;
        book.undo()?;
        assert_eq!(rows(&book)?, [""; 0]);
        std::fs::write(&path, "no calendar")?;
        assert_eq!(take(&book, &path, None).unwrap_err().code(), "file_damaged");
        assert_eq!(take(&book, "/no/such/file.ics", None).unwrap_err().code(), "file_missing");
        Ok(())
    }

    #[test]
    fn files_that_are_cut_off_or_broken_lose_nothing_of_the_book() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("broken.ics");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/calendars");
        let book = book_with(&["王记五金", "Ada"])?;
        book.change("followup.create", |tx| {
            followups::create(tx, &req(json!({"customer_id": 1, "due_on": "2026-11-24", "what": "在先的"}))?)
        })?;
        let mut read = 0;
        for file in std::fs::read_dir(samples)? {
            let whole = std::fs::read(file?.path())?;
            for part in 0..12 {
                let mut bytes = whole[..whole.len() * part / 12].to_vec();
                if part % 3 == 1 {
                    bytes.extend([0xff, 0xfe, b'\n', b':', b';', 0]);
                }
                std::fs::write(&path, &bytes)?;
                match take(&book, &path.display().to_string(), Some(2)) {
                    Ok(_) => read += 1,
                    Err(error) => assert!(
                        matches!(error.code(), "file_damaged" | "file_empty" | "encoding_unknown"),
                        "{}",
                        error.code()
                    ),
                }
            }
        }
        assert!(read > 30, "what can be read of them is: {read}");
        assert_eq!(
            book.ask("SELECT what FROM followup WHERE customer_id = 1")?,
            ["在先的"],
            "and what was there stays"
        );
        Ok(())
    }
}
