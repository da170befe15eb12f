//! Proposing what each column holds.

use crate::exchange::reading::{Cell, Row, Table};
use crate::values::amounts::{AmountStyle, Unit, guess_decimal_mark, unit_of_heading};
use crate::values::dates::{DateOrder, DateStyle, guess_date_order};
use crate::values::field_types::FieldType;
use crate::values::names::is_company_name;
use crate::values::texts::{cut, is_nothing};

use super::cells::{is_blank_cell, line_of};
use super::columns::{Column, KnownField, Target, letters};
use super::guesses::{email_share, guess_type, is_running, phone_share};
use super::headings::{Role, names_contact, normal, role_of};
use super::rows::names_total;

/// How many rows are looked at to guess types and orders.
const ROWS_LOOKED_AT: usize = 2_000;
/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// The longest sample, in characters.
const SAMPLE_LENGTH: usize = 60;
/// The longest label of a field, in characters.
const LABEL_LENGTH: usize = 60;

/// Proposes a target for every column that has a heading or values, in the order of the table.
///
/// A heading that is the label of a field of the book goes there; known headings go to their place; all others become fields
/// with a guessed type. Hidden columns and running numbers are skipped, with what they would be in `offered`. `header` is an
/// index into `table.rows`; without one the values decide. `home` is the country of numbers that are written without one.
#[must_use]
pub fn propose_mapping(table: &Table, header: Option<usize>, known_fields: &[KnownField], home: &str) -> Vec<Column> {
    let first = header.map_or(0, |header| header + 1);
    let rows: Vec<&Row> = table
        .rows
        .iter()
        .skip(first)
        .filter(|row| !row.merged_title && !starts_with_total(row))
        .take(ROWS_LOOKED_AT)
        .collect();
    let headings: Vec<String> = header
        .and_then(|header| table.rows.get(header))
        .map(|row| row.cells.iter().map(line_of).collect())
        .unwrap_or_default();
    let remarked_unit = header.and_then(|header| unit_of_remarks(table, header));
    let mut columns: Vec<Column> = (0..width(&rows, headings.len()))
        .filter_map(|index| {
            let heading = headings.get(index).map_or("", String::as_str);
            look_at(index, heading, &rows, table, remarked_unit, home)
        })
        .collect();
    if header.is_some() {
        give_roles(&mut columns, known_fields);
    } else {
        give_by_values(&mut columns, &rows, home);
    }
    for column in &mut columns {
        column.target = if column.hidden || column.running_number { Target::Skip } else { column.offered.clone() };
    }
    columns
}

/// A total would be taken for one more option of a choice.
fn starts_with_total(row: &Row) -> bool {
    row.cells
        .iter()
        .find(|cell| !is_blank_cell(cell))
        .is_some_and(|cell| matches!(cell, Cell::Text(text) if names_total(text)))
}

/// The header's width, or more where several rows have values beyond it.
fn width(rows: &[&Row], headings: usize) -> usize {
    let least = (rows.len() / 100).max(2).min(rows.len().max(1));
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let beyond = (headings..widest)
        .filter(|index| {
            rows.iter().filter(|row| row.cells.get(*index).is_some_and(|cell| !is_blank_cell(cell))).count() >= least
        })
        .max();
    beyond.map_or(headings, |index| index + 1)
}

/// 单位：万元 in a row above the header.
fn unit_of_remarks(table: &Table, header: usize) -> Option<Unit> {
    let above = table.rows.iter().take(header).flat_map(|row| &row.cells).map(line_of);
    above.filter(|text| text.contains("单位") || text.contains("單位")).find_map(|text| unit_of_heading(&text))
}

/// A column with all that its values tell; its target is a field until a role is given. None if it has neither heading nor values.
fn look_at(
    index: usize,
    heading: &str,
    rows: &[&Row],
    table: &Table,
    remarked: Option<Unit>,
    home: &str,
) -> Option<Column> {
    let cells: Vec<&Cell> =
        rows.iter().filter_map(|row| row.cells.get(index)).filter(|cell| !is_blank_cell(cell)).collect();
    if heading.is_empty() && cells.is_empty() {
        return None;
    }
    let texts: Vec<&str> =
        cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect();
    let date_order = guess_date_order(texts.iter().copied()).unwrap_or(if home == "US" {
        DateOrder::MonthFirst
    } else {
        DateOrder::YearFirst
    });
    let decimal_mark = guess_decimal_mark(texts.iter().copied()).unwrap_or_default();
    let own_unit = unit_of_heading(heading);
    let dates = DateStyle { order: date_order, is_1904: table.is_1904 };
    let amounts = AmountStyle { mark: decimal_mark, unit: own_unit.unwrap_or_default() };
    let guessed_type = guess_type(&cells, heading, dates, amounts, home);
    let unit = match (own_unit, remarked) {
        (Some(unit), _) => unit,
        (None, Some(unit)) if guessed_type == Some(FieldType::Money) => unit,
        _ => Unit::One,
    };
    let label = if heading.is_empty() { letters(index) } else { cut(heading, LABEL_LENGTH).0.to_owned() };
    let offered = Target::NewField { label: label.clone(), field_type: guessed_type.unwrap_or(FieldType::Text) };
    let role = role_of(heading);
    let running = is_running(&cells) && (role == Some(Role::RunningNumber) || heading.is_empty() && index == 0);
    Some(Column {
        index,
        heading: if heading.is_empty() { letters(index) } else { heading.to_owned() },
        hidden: table.hidden_columns.contains(&index),
        target: Target::Skip,
        offered,
        guessed_type,
        samples: samples_of(&cells),
        unit,
        date_order,
        decimal_mark,
        of_contact: matches!(role, Some(Role::Mobile | Role::Wechat)) || names_contact(heading),
        running_number: running,
    })
}

fn samples_of(cells: &[&Cell]) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in cells {
        let sample = cut(&line_of(cell), SAMPLE_LENGTH).0.to_owned();
        if !is_nothing(&sample) && !samples.contains(&sample) {
            samples.push(sample);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// Gives each column the target that its heading names, and single targets to one column only.
fn give_roles(columns: &mut [Column], known_fields: &[KnownField]) {
    let roles: Vec<Option<Role>> =
        columns.iter().map(|column| role_of(&column.heading).filter(|_| !column.running_number)).collect();
    let visible = |role: Role| columns.iter().zip(&roles).any(|(column, own)| *own == Some(role) && !column.hidden);
    let present = Present {
        customer: visible(Role::Customer),
        company: visible(Role::Company),
        contact: visible(Role::Contact),
        person: visible(Role::Person),
        address: visible(Role::Address),
    };
    let mut taken: Vec<Target> = Vec::new();
    for (column, role) in columns.iter_mut().zip(roles) {
        let heading = normal(&column.heading);
        if let Some(field) = known_fields.iter().find(|field| normal(&field.label) == heading && !heading.is_empty()) {
            column.offered = Target::Field { id: field.id };
            continue;
        }
        let Some(target) = role.and_then(|role| present.target_of(role)) else { continue };
        let fits_several = matches!(
            target,
            Target::Phone
                | Target::Email
                | Target::Wechat
                | Target::Address
                | Target::Website
                | Target::Tags
                | Target::Note
        ) || matches!(target, Target::Name | Target::Contact)
            && role == Some(Role::Person)
            && is_name_part(&heading);
        if fits_several || !taken.contains(&target) {
            if !column.hidden {
                taken.push(target.clone());
            }
            column.offered = target;
        }
    }
}

/// Which kinds of names and addresses a table has, to tell what the weaker headings mean in it.
struct Present {
    customer: bool,
    company: bool,
    contact: bool,
    person: bool,
    address: bool,
}

impl Present {
    fn target_of(&self, role: Role) -> Option<Target> {
        Some(match role {
            Role::Customer => Target::Name,
            // A company beside a customer is where the customer works: a field.
            Role::Company if self.customer => return None,
            Role::Company => Target::Name,
            Role::Person if !self.customer && !self.company => Target::Name,
            Role::Person if self.contact => return None,
            Role::Person | Role::Contact if self.customer || self.company || self.person => Target::Contact,
            Role::Contact => Target::Name,
            Role::Person => Target::Contact,
            Role::InCharge if self.contact || self.person => Target::Owner,
            Role::InCharge => Target::Contact,
            Role::JobTitle => Target::ContactRole,
            Role::Mobile | Role::Phone => Target::Phone,
            Role::Email => Target::Email,
            Role::Wechat => Target::Wechat,
            Role::Address => Target::Address,
            Role::AddressPart if self.address => Target::Address,
            Role::AddressPart | Role::RunningNumber => return None,
            Role::Website => Target::Website,
            Role::Tags => Target::Tags,
            Role::Stage => Target::Stage,
            Role::Owner => Target::Owner,
            Role::Kind => Target::Kind,
            Role::Uid => Target::Uid,
            Role::LastVisit => Target::LastVisit,
            Role::NextFollowup => Target::NextFollowup,
            Role::Birthday => Target::Birthday,
            Role::Note => Target::Note,
        })
    }
}

/// First and last names in columns of their own are joined.
fn is_name_part(heading: &str) -> bool {
    matches!(
        heading,
        "姓" | "名" | "firstname" | "lastname" | "givenname" | "familyname" | "surname" | "vorname" | "nachname"
    )
}

/// Without headings: phones and e-mail by their looks, the name by company words, else the first column of texts.
fn give_by_values(columns: &mut [Column], rows: &[&Row], home: &str) {
    let cells_of = |index: usize| {
        rows.iter().filter_map(|row| row.cells.get(index)).filter(|cell| !is_blank_cell(cell)).collect::<Vec<_>>()
    };
    for column in columns.iter_mut() {
        let cells = cells_of(column.index);
        if phone_share(&cells, home) >= 80 {
            column.offered = Target::Phone;
        } else if email_share(&cells) >= 80 {
            column.offered = Target::Email;
        }
    }
    let is_text = |column: &&mut Column| {
        matches!(&column.offered, Target::NewField { field_type: FieldType::Text | FieldType::Choice, .. })
            && !column.hidden
            && !column.running_number
    };
    let companies = |column: &Column| {
        let cells = cells_of(column.index);
        cells.iter().filter(|cell| is_company_name(&line_of(cell))).count() * 2 >= cells.len().max(1)
    };
    let named = columns.iter().position(companies).or_else(|| columns.iter_mut().position(|column| is_text(&column)));
    if let Some(column) = named.and_then(|index| columns.get_mut(index)) {
        column.offered = Target::Name;
    }
}
