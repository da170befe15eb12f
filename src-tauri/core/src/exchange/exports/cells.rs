//! Values of a customer as cells of a table.

use chrono::{DateTime, NaiveDate};

use super::lists::ExportColumn;
use crate::contact_points::PointKind;
use crate::customers::{Card, CustomerKind};
use crate::exchange::reports::harmless;
use crate::fields::FieldContent;
use crate::values::birthdays::{Birthday, Calendar};

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// Phones: text that looks like a number.
    Phones(Vec<String>),
    /// A number as decimal text.
    Number(String),
    /// An amount in minor units, with the digits of the currency's unit.
    Money(i64, u8),
    /// A local day.
    Day(NaiveDate),
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn day(on: Option<&String>) -> Cell {
    on.and_then(|on| NaiveDate::parse_from_str(on, "%Y-%m-%d").ok()).map_or(Cell::Empty, Cell::Day)
}

/// The cell of a column. `exponent`: digits of the currency's minor unit; `kinds`: how person and company are called.
pub fn cell(card: &Card, column: ExportColumn, exponent: u8, kinds: &[String; 2]) -> Cell {
    let points = |kind: PointKind| -> Vec<String> {
        card.contact_points.iter().filter(|point| point.kind == kind).map(|point| point.value.clone()).collect()
    };
    let joined = |values: Vec<String>, between: &str| text(&values.join(between));
    match column {
        ExportColumn::Name => text(&card.name),
        ExportColumn::Kind => text(if card.kind == CustomerKind::Person { &kinds[0] } else { &kinds[1] }),
        ExportColumn::Contact => text(card.contacts.first().map_or("", |contact| &contact.name)),
        ExportColumn::Phone => {
            let phones = points(PointKind::Phone);
            if phones.is_empty() { Cell::Empty } else { Cell::Phones(phones) }
        }
        ExportColumn::Email => joined(points(PointKind::Email), "; "),
        ExportColumn::Wechat => joined(points(PointKind::Wechat), "; "),
        ExportColumn::Address => joined(points(PointKind::Address), "; "),
        ExportColumn::Website => joined(points(PointKind::Website), "; "),
        ExportColumn::Tags => joined(card.tags.iter().map(|tag| tag.name.clone()).collect(), "|"),
        ExportColumn::Stage => text(card.stage.as_deref().unwrap_or_default()),
        ExportColumn::Owner => text(card.owner.as_deref().unwrap_or_default()),
        ExportColumn::LastVisit => day(card.last_visit_on.as_ref()),
        ExportColumn::NextFollowup => day(card.next_followup_on.as_ref()),
        ExportColumn::Visits => Cell::Number(card.visit_count.to_string()),
        ExportColumn::Birthday => card.birthday.map_or(Cell::Empty, birthday),
        ExportColumn::Note => text(&card.note),
        ExportColumn::Created => DateTime::from_timestamp_millis(card.created_at)
            .map_or(Cell::Empty, |moment| Cell::Day(moment.date_naive())),
        ExportColumn::Uid => text(&card.uid),
        ExportColumn::Field(id) => {
            let value = card.fields.iter().find(|value| value.field_id == id).map(|value| &value.value);
            value.map_or(Cell::Empty, |value| content(value, exponent))
        }
    }
}

/// The cell of a column as people read it on paper, where no spreadsheet runs a thing.
pub(crate) fn cell_text(card: &Card, column: ExportColumn, exponent: u8, kinds: &[String; 2]) -> String {
    match cell(card, column, exponent, kinds) {
        Cell::Text(text) => text,
        // As they were written: nothing takes a `+` in front for a formula here.
        Cell::Phones(_) => {
            let phones = card.contact_points.iter().filter(|point| point.kind == PointKind::Phone);
            phones.map(|point| point.raw.as_str()).collect::<Vec<_>>().join(" / ")
        }
        other => other.plain(),
    }
}

/// A full day of the sun is a day; any other birthday a text that can be read again.
fn birthday(birthday: Birthday) -> Cell {
    let Birthday { calendar, year, month, day, .. } = birthday;
    match (calendar, year) {
        (Calendar::Solar, Some(year)) => {
            NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).map_or(Cell::Empty, Cell::Day)
        }
        (Calendar::Solar, None) => Cell::Text(format!("{month}月{day}日")),
        (Calendar::Lunar, _) => Cell::Text(lunar_text(birthday)),
    }
}

/// A birthday by the moon, as it is read again.
pub fn lunar_text(birthday: Birthday) -> String {
    let Birthday { year, month, day, leap_month, .. } = birthday;
    let year = year.map_or_else(String::new, |year| format!("{year}年"));
    let leap = if leap_month { "闰" } else { "" };
    format!("农历{year}{leap}{month}月{day}日")
}

fn content(value: &FieldContent, exponent: u8) -> Cell {
    match value {
        FieldContent::Text(value) | FieldContent::Choice(value) => text(value),
        FieldContent::Number(number) => Cell::Number(number.clone()),
        FieldContent::Money(minor) => Cell::Money(*minor, exponent),
        FieldContent::Date(on) => day(Some(on)),
        FieldContent::YesNo(yes) => text(if *yes { "是" } else { "否" }),
        FieldContent::MultiChoice(labels) => text(&labels.join("|")),
    }
}

/// An amount in the currency's unit as decimal text.
pub fn amount(minor: i64, exponent: u8) -> String {
    let unit = 10_u64.pow(u32::from(exponent.min(6)));
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = if minor < 0 { "-" } else { "" };
    match exponent {
        0 => format!("{sign}{whole}"),
        digits => format!("{sign}{whole}.{rest:0>width$}", width = usize::from(digits.min(6))),
    }
}

impl Cell {
    /// As text for CSV: nothing that a spreadsheet runs, no number that it would round.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => harmless(text),
            Self::Phones(phones) => phones.iter().map(|phone| dialled(phone)).collect::<Vec<_>>().join(" / "),
            Self::Number(number) => number.clone(),
            Self::Money(minor, exponent) => amount(*minor, *exponent),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
        }
    }
}

/// A phone as a spreadsheet leaves it alone and an import reads it again: no `+` in front, groups that keep it a text.
fn dialled(phone: &str) -> String {
    let (number, extension) = phone.split_once(";ext=").unwrap_or((phone, ""));
    let grouped = match (number.strip_prefix("+86"), number.strip_prefix('+')) {
        (Some(mobile), _) if mobile.len() == 11 && mobile.is_ascii() => {
            format!("{} {} {}", &mobile[..3], &mobile[3..7], &mobile[7..])
        }
        (_, Some(international)) => {
            let digits: Vec<char> = international.chars().collect();
            let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
            format!("00{}", groups.join(" "))
        }
        _ => harmless(number),
    };
    if extension.is_empty() { grouped } else { format!("{grouped} ext {extension}") }
}
