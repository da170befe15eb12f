//! Single cells as text, dates and numbers.

use chrono::{NaiveDate, NaiveTime};

use crate::exchange::reading::Cell;
use crate::values::amounts::{Amount, AmountProblem, AmountStyle, parse_amount};
use crate::values::dates::{DateProblem, DateStyle, date_from_serial, parse_date};
use crate::values::numbers::{Decimal, show_number};
use crate::values::texts::{clean_line, is_blank, to_half_width};
use crate::values::yes_no::parse_yes_no;

/// What the cell shows: numbers without `.0` and exponent, dates as YYYY-MM-DD, TRUE and FALSE; text as it is.
#[must_use]
pub fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Number(number) => show_number(*number),
        Cell::Date { serial, is_1904 } => {
            date_from_serial(*serial, *is_1904).map_or_else(|_| show_number(*serial), |date| date.to_string())
        }
        Cell::Bool(true) => "TRUE".into(),
        Cell::Bool(false) => "FALSE".into(),
    }
}

/// What the cell shows, on one clean line.
pub(super) fn line_of(cell: &Cell) -> String {
    clean_line(&shown(cell))
}

/// True for no value and for text of spaces only.
pub(super) fn is_blank_cell(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => is_blank(text),
        _ => false,
    }
}

/// The cell as a date.
pub(super) fn date_of_cell(cell: &Cell, style: DateStyle) -> Result<NaiveDate, DateProblem> {
    match cell {
        Cell::Date { serial, is_1904 } => date_from_serial(*serial, *is_1904),
        Cell::Error(_) => Err(DateProblem::SpreadsheetError),
        Cell::Bool(_) | Cell::Empty => Err(DateProblem::NotADate),
        Cell::Number(_) | Cell::Text(_) => parse_date(&shown(cell), style),
    }
}

/// The time of day that stands with a date; none at midnight, which is how a spreadsheet writes a day alone.
pub(super) fn time_of_cell(cell: &Cell) -> Option<NaiveTime> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "minutes of one day, days before the first are none"
    )]
    let minutes = match cell {
        // Whole minutes: 13:30 is no exact fraction of a day.
        Cell::Date { serial, .. } if *serial >= 0.0 => (serial.fract() * 1_440.0).round() as u32,
        Cell::Text(text) => {
            let half = to_half_width(text);
            let (before, after) = half.split_once(':')?;
            let hour: u32 = before.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
            let minute: u32 = after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
            let lower = half.to_lowercase();
            let afternoon = hour < 12 && (lower.contains("pm") || half.contains("下午") || half.contains("晚上"));
            hour.checked_mul(60)?.checked_add(minute)?.checked_add(if afternoon { 720 } else { 0 })?
        }
        _ => return None,
    };
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).filter(|_| minutes > 0)
}

/// The cell as an amount; a number is taken as it shows, times the unit of its column.
pub(super) fn amount_of_cell(cell: &Cell, style: AmountStyle) -> Result<Amount, AmountProblem> {
    match cell {
        Cell::Number(number) if number.is_finite() => Decimal::parse(&show_number(*number))
            .and_then(|value| value.shifted(style.unit.power()))
            .map(|value| Amount { value, currency: None })
            .ok_or(AmountProblem::TooLarge),
        Cell::Text(text) => parse_amount(text, style),
        Cell::Error(_) => Err(AmountProblem::SpreadsheetError),
        _ => Err(AmountProblem::NotANumber),
    }
}

/// The cell as yes or no: 是/否, yes/no, true/false, 有/无, √/×, 1/0 …
pub(super) fn yes_no_of_cell(cell: &Cell) -> Option<bool> {
    if let Cell::Bool(value) = cell {
        return Some(*value);
    }
    parse_yes_no(&line_of(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_show_what_the_spreadsheet_shows() {
        assert_eq!(shown(&Cell::Number(360.0)), "360");
        assert_eq!(shown(&Cell::Number(13_800_005_578.0)), "13800005578");
        assert_eq!(shown(&Cell::Date { serial: 45_356.5, is_1904: false }), "2024-03-05");
        assert_eq!(shown(&Cell::Bool(true)), "TRUE");
    }

    #[test]
    fn a_number_in_a_column_of_dates_is_a_serial_day() {
        let style = DateStyle::default();
        assert_eq!(date_of_cell(&Cell::Number(45_356.0), style).map(|d| d.to_string()).as_deref(), Ok("2024-03-05"));
        assert_eq!(
            date_of_cell(&Cell::Number(20_240_305.0), style).map(|d| d.to_string()).as_deref(),
            Ok("2024-03-05")
        );
        assert_eq!(date_of_cell(&Cell::Error("#N/A".into()), style), Err(DateProblem::SpreadsheetError));
    }
}
