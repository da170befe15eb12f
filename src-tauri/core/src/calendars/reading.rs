//! From a file to appointments.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarPeriod, ICalendarProperty, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use super::lines::{Part, parts, told};
use super::zones::Zones;
use super::{Appointment, Calendar, MOST_APPOINTMENTS, NotACalendar, Problem, Unread, When};
use crate::repeats::Repeat;

/// Reads a file's text: one calendar or several. What cannot be read is told with its line, the rest is read all the same.
///
/// # Errors
/// [`NotACalendar`] if nothing in the text begins one.
pub fn read(text: &str) -> Result<Calendar, NotACalendar> {
    let (parts, unread) = parts(text).ok_or(NotACalendar)?;
    let mut zones = Zones::default();
    for part in parts.iter().filter(|part| part.kind == "VTIMEZONE") {
        zones.learn(part);
    }
    let mut calendar = Calendar { appointments: Vec::new(), unread };
    for part in &parts {
        match part.kind.as_str() {
            "VEVENT" if calendar.appointments.len() >= MOST_APPOINTMENTS => {
                calendar.unread.push(told(part.line, Problem::TooMany, ""));
                break;
            }
            "VEVENT" => {
                let mut event = Event { part, zones: &zones, unread: &mut calendar.unread };
                let appointment = event.appointment();
                calendar.appointments.extend(appointment);
            }
            "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VAVAILABILITY" => {
                calendar.unread.push(told(part.line, Problem::NoAppointment, &part.kind));
            }
            _ => {}
        }
    }
    calendar.unread.sort_by_key(|unread| unread.line);
    Ok(calendar)
}

struct Event<'a> {
    part: &'a Part,
    zones: &'a Zones,
    unread: &'a mut Vec<Unread>,
}

impl Event<'_> {
    fn appointment(&mut self) -> Option<Appointment> {
        let text: String = self.part.lines.iter().flat_map(|line| [line.text.as_str(), "\r\n"]).collect();
        let Entry::ICalendar(parsed) = Parser::new(&text).entry() else {
            self.tell(self.part.line, Problem::NoStart, "");
            return None;
        };
        let event = parsed.components.first()?;
        let words = |property: &ICalendarProperty| {
            let value = event.property(property).and_then(|entry| entry.values.first());
            value.and_then(ICalendarValue::as_text).unwrap_or_default().trim().to_owned()
        };
        if event.property(&ICalendarProperty::Dtstart).is_none() {
            self.tell(self.part.line, Problem::NoStart, "");
            return None;
        }
        let start = self.times(event, &ICalendarProperty::Dtstart).into_iter().next()?;
        let end = self.end(event, start);
        Some(Appointment {
            uid: words(&ICalendarProperty::Uid),
            summary: words(&ICalendarProperty::Summary),
            description: words(&ICalendarProperty::Description),
            location: words(&ICalendarProperty::Location),
            start,
            end,
            repeat: self.rule(),
            except: self.times(event, &ICalendarProperty::Exdate),
            besides: self.times(event, &ICalendarProperty::Rdate),
            instead_of: self.times(event, &ICalendarProperty::RecurrenceId).into_iter().next(),
            cancelled: event.status() == Some(&ICalendarStatus::Cancelled),
            line: self.part.line,
        })
    }

    fn tell(&mut self, line: usize, problem: Problem, about: &str) {
        self.unread.push(told(line, problem, about));
    }

    /// The line of a property: the `nth` of that name outside of alarms.
    fn line_of(&self, name: &str, nth: usize) -> (usize, &str) {
        let mut own = self.part.lines.iter().filter(|line| line.name() == name);
        own.nth(nth).map_or((self.part.line, ""), |line| (line.number, line.value().unwrap_or_default()))
    }

    /// All times of a property, those that there are.
    fn times(&mut self, event: &ICalendarComponent, property: &ICalendarProperty) -> Vec<When> {
        let mut found = Vec::new();
        for (nth, entry) in event.properties(property).enumerate() {
            let (line, text) = self.line_of(property.as_str(), nth);
            let text = text.to_owned();
            let zone = self.zone(entry, line);
            let times: Vec<Option<When>> = entry.values.iter().map(|value| when(value, zone)).collect();
            if times.is_empty() || times.contains(&None) {
                self.tell(line, Problem::NoSuchTime, &text);
            }
            found.extend(times.into_iter().flatten());
        }
        found
    }

    /// The zone that a property names.
    fn zone(&mut self, entry: &ICalendarEntry, line: usize) -> Option<Tz> {
        let name = entry.tz_id()?;
        let zone = self.zones.named(name);
        if zone.is_none() {
            let name = name.to_owned();
            self.tell(line, Problem::UnknownZone, &name);
        }
        zone
    }

    /// DTEND, or the start and DURATION; a day without either is one day.
    fn end(&mut self, event: &ICalendarComponent, start: When) -> Option<When> {
        let end = if event.property(&ICalendarProperty::Dtend).is_some() {
            self.times(event, &ICalendarProperty::Dtend).into_iter().next()
        } else if let Some(entry) = event.property(&ICalendarProperty::Duration) {
            let length = entry.values.iter().find_map(|value| match value {
                ICalendarValue::Duration(duration) => duration.to_time_delta(),
                _ => None,
            });
            length.and_then(|length| later(start, length))
        } else {
            later(start, TimeDelta::days(1)).filter(|_| matches!(start, When::Day(_)))
        };
        let backwards = match (start, end) {
            (When::Day(from), Some(When::Day(to))) => to < from,
            (When::Time(..), Some(to @ When::Time(..))) => to.moment(Tz::UTC) < start.moment(Tz::UTC),
            (_, Some(_)) => true,
            (_, None) => false,
        };
        if backwards {
            let (line, text) = self.line_of("DTEND", 0);
            let text = text.to_owned();
            self.tell(line, Problem::EndsBeforeItBegins, &text);
            return None;
        }
        end
    }

    /// The rule as it stands in the file, if it can be kept.
    fn rule(&mut self) -> Option<String> {
        let mut depth = 0;
        let mut rules = Vec::new();
        for line in &self.part.lines {
            match line.name().as_str() {
                "BEGIN" => depth += 1,
                "END" => depth -= 1,
                "RRULE" if depth == 1 => rules.push((line.number, line.value().unwrap_or_default().to_owned())),
                _ => {}
            }
        }
        if let Some((line, text)) = rules.get(1).cloned() {
            self.tell(line, Problem::MoreRules, &text);
        }
        let (line, text) = rules.into_iter().next()?;
        let read = Repeat::parse(&text);
        if read.is_err() {
            self.tell(line, Problem::Rule, &text);
        }
        read.ok().map(|repeat| repeat.text().to_owned())
    }
}

fn later(start: When, length: TimeDelta) -> Option<When> {
    Some(match start {
        When::Day(day) => When::Day(day.checked_add_days(Days::new(length.num_days().try_into().ok()?))?),
        // Hours on the clock of the wall: appointments over a change of clocks are rare, and short.
        When::Time(time, zone) => When::Time(time.checked_add_signed(length)?, zone),
    })
}

fn when(value: &ICalendarValue, zone: Option<Tz>) -> Option<When> {
    match value {
        ICalendarValue::PartialDateTime(time) => time_of(time, zone),
        ICalendarValue::Period(ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. }) => {
            time_of(start, zone)
        }
        _ => None,
    }
}

fn time_of(time: &PartialDateTime, zone: Option<Tz>) -> Option<When> {
    let day = NaiveDate::from_ymd_opt(time.year?.into(), time.month?.into(), time.day?.into())?;
    let Some(hour) = time.hour else { return Some(When::Day(day)) };
    let clock = day.and_hms_opt(hour.into(), time.minute?.into(), u32::from(time.second.unwrap_or(0)).min(59))?;
    // Z, the only offset that the format knows.
    let zone = if time.tz_hour.is_some() { Some(Tz::UTC) } else { zone };
    Some(When::Time(NaiveDateTime::new(clock.date(), clock.time()), zone))
}
