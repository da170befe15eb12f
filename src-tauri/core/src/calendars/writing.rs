//! From appointments to a file.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty, ICalendarStatus, ICalendarValue, ICalendarValueType,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;

use super::{Appointment, When};

/// Writes appointments as a file that other calendars read, with the zones that they name. `now` is the moment of writing.
#[must_use]
pub fn write(appointments: &[Appointment], now: DateTime<Utc>) -> String {
    let mut frame = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    frame.add_property(ICalendarProperty::Version, ICalendarValue::Text("2.0".to_owned()));
    frame.add_property(ICalendarProperty::Prodid, ICalendarValue::Text("-//Rounds//Rounds//EN".to_owned()));
    let mut calendar = ICalendar { components: vec![frame] };
    for appointment in appointments {
        let id = u32::try_from(calendar.components.len()).unwrap_or(u32::MAX);
        calendar.components.push(event(appointment, now));
        if let Some(frame) = calendar.components.first_mut() {
            frame.component_ids.push(id);
        }
    }
    calendar.add_missing_timezones();
    calendar.to_string()
}

fn event(appointment: &Appointment, now: DateTime<Utc>) -> ICalendarComponent {
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.add_uid(&appointment.uid);
    event.add_dtstamp(partial_time(now.naive_utc(), true));
    for (property, text) in [
        (ICalendarProperty::Summary, &appointment.summary),
        (ICalendarProperty::Description, &appointment.description),
        (ICalendarProperty::Location, &appointment.location),
    ] {
        if !text.is_empty() {
            event.add_property(property, ICalendarValue::Text(text.clone()));
        }
    }
    let mut add = |property: ICalendarProperty, when: When| event.entries.push(entry(property, when));
    add(ICalendarProperty::Dtstart, appointment.start);
    appointment.end.into_iter().for_each(|when| add(ICalendarProperty::Dtend, when));
    appointment.except.iter().for_each(|when| add(ICalendarProperty::Exdate, *when));
    appointment.besides.iter().for_each(|when| add(ICalendarProperty::Rdate, *when));
    appointment.instead_of.into_iter().for_each(|when| add(ICalendarProperty::RecurrenceId, when));
    event.entries.extend(appointment.repeat.as_deref().and_then(rule));
    if appointment.cancelled {
        event.add_property(ICalendarProperty::Status, ICalendarValue::Status(ICalendarStatus::Cancelled));
    }
    event
}

/// A rule as the library writes it, which it reads first.
fn rule(text: &str) -> Option<ICalendarEntry> {
    let lines = format!("BEGIN:VEVENT\r\nRRULE:{text}\r\nEND:VEVENT\r\n");
    let Entry::ICalendar(calendar) = Parser::new(&lines).entry() else { return None };
    calendar.components.first()?.property(&ICalendarProperty::Rrule).cloned()
}

fn entry(property: ICalendarProperty, when: When) -> ICalendarEntry {
    let entry = ICalendarEntry::new(property);
    let value = |time: PartialDateTime| ICalendarValue::PartialDateTime(Box::new(time));
    match when {
        When::Day(day) => entry
            .with_param(ICalendarParameter::new(
                ICalendarParameterName::Value,
                ICalendarParameterValue::Value(ICalendarValueType::Date),
            ))
            .with_value(value(partial_day(day))),
        When::Time(time, None) => entry.with_value(value(partial_time(time, false))),
        When::Time(time, Some(Tz::UTC)) => entry.with_value(value(partial_time(time, true))),
        When::Time(time, Some(zone)) => entry
            .with_param(ICalendarParameter::new(
                ICalendarParameterName::Tzid,
                ICalendarParameterValue::Text(zone.name().to_owned()),
            ))
            .with_value(value(partial_time(time, false))),
    }
}

fn small(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

fn partial_day(day: NaiveDate) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: small(day.month()),
        day: small(day.day()),
        ..PartialDateTime::default()
    }
}

fn partial_time(time: NaiveDateTime, utc: bool) -> PartialDateTime {
    PartialDateTime {
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(time.second()),
        tz_hour: utc.then_some(0),
        tz_minute: utc.then_some(0),
        ..partial_day(time.date())
    }
}
