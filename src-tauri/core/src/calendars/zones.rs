//! The zones that a file names: by their own names, by those of Windows, or by what the file says of them.

use std::collections::HashMap;

use calcard::common::timezone::Tz as Found;
use calcard::icalendar::{ICalendar, ICalendarComponentType};
use calcard::{Entry, Parser};
use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;

use super::lines::Part;

/// Zones that a file may mean when it tells nothing but when the clocks are how far off.
const COMMON: [Tz; 24] = [
    Tz::Asia__Shanghai,
    Tz::Europe__Berlin,
    Tz::Europe__London,
    Tz::Europe__Athens,
    Tz::Europe__Moscow,
    Tz::America__New_York,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Phoenix,
    Tz::America__Los_Angeles,
    Tz::America__Halifax,
    Tz::America__Sao_Paulo,
    Tz::Asia__Tokyo,
    Tz::Asia__Bangkok,
    Tz::Asia__Kolkata,
    Tz::Asia__Dubai,
    Tz::Asia__Karachi,
    Tz::Africa__Nairobi,
    Tz::Africa__Johannesburg,
    Tz::Africa__Lagos,
    Tz::Australia__Sydney,
    Tz::Australia__Brisbane,
    Tz::Pacific__Auckland,
    Tz::UTC,
];

/// The zones of a file by their names.
#[derive(Default)]
pub(super) struct Zones(HashMap<String, Tz>);

impl Zones {
    /// Takes up what a `VTIMEZONE` says.
    pub fn learn(&mut self, part: &Part) {
        let text: String = part.lines.iter().flat_map(|line| [line.text.as_str(), "\r\n"]).collect();
        let Entry::ICalendar(calendar) = Parser::new(&text).entry() else { return };
        let Some(name) = part.lines.iter().find(|line| line.name() == "TZID").and_then(|line| line.value()) else {
            return;
        };
        let by_name = calendar.timezones().find_map(|zone| zone.timezone()).and_then(|(_, zone)| olson(zone));
        if let Some(zone) = by_name.or_else(|| by_offsets(&calendar, part)) {
            self.0.insert(unquoted(name), zone);
        }
    }

    /// The zone of a name.
    pub fn named(&self, name: &str) -> Option<Tz> {
        self.0.get(&unquoted(name)).copied().or_else(|| olson(name.parse().ok()?))
    }
}

fn unquoted(name: &str) -> String {
    name.trim().trim_matches('"').to_owned()
}

fn olson(found: Found) -> Option<Tz> {
    match found {
        Found::Tz(zone) => Some(zone),
        _ => None,
    }
}

/// The common zone that is as far off in winter and in summer as the file says.
fn by_offsets(calendar: &ICalendar, part: &Part) -> Option<Tz> {
    let mut kind = ICalendarComponentType::VTimezone;
    let (mut standard, mut daylight, mut northern) = (None, None, true);
    let known = calendar.components.iter().map(|component| &component.component_type);
    if !known.clone().any(|kind| *kind == ICalendarComponentType::Standard) {
        return None;
    }
    for line in &part.lines {
        let value = line.value().unwrap_or_default().trim();
        match line.name().as_str() {
            "BEGIN" if value.eq_ignore_ascii_case("STANDARD") => kind = ICalendarComponentType::Standard,
            "BEGIN" if value.eq_ignore_ascii_case("DAYLIGHT") => kind = ICalendarComponentType::Daylight,
            "TZOFFSETTO" if kind == ICalendarComponentType::Standard => standard = seconds(value),
            "TZOFFSETTO" if kind == ICalendarComponentType::Daylight => daylight = seconds(value),
            "RRULE" if kind == ICalendarComponentType::Daylight => {
                let month = value.split(';').find_map(|part| part.trim().strip_prefix("BYMONTH=")?.parse::<u32>().ok());
                northern = month.is_none_or(|month| month < 7);
            }
            _ => {}
        }
    }
    let standard = standard?;
    let summer = daylight.unwrap_or(standard);
    let wanted = if northern { (standard, summer) } else { (summer, standard) };
    COMMON.into_iter().find(|zone| offset(*zone, 1) == Some(wanted.0) && offset(*zone, 7) == Some(wanted.1))
}

fn offset(zone: Tz, month: u32) -> Option<i32> {
    let day = NaiveDate::from_ymd_opt(2026, month, 15)?.and_hms_opt(12, 0, 0)?;
    Some(zone.offset_from_utc_datetime(&day).fix().local_minus_utc())
}

/// `+0130` in seconds.
fn seconds(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i32>().ok();
    Some(sign * (part(0)? * 3_600 + part(2)? * 60))
}
