//! Reading the cells of one row into a customer.

use std::hash::BuildHasher;

use chrono::Datelike;

use crate::exchange::reading::{Cell, Row};
use crate::values::amounts::AmountProblem;
use crate::values::birthdays::{Birthday, parse_birthday};
use crate::values::dates::DateProblem;
use crate::values::emails::{parse_link, split_emails};
use crate::values::field_types::{FieldType, NUMBER_SCALE};
use crate::values::names::{NAME_LIMIT, is_company_name};
use crate::values::phones::{Line, split_phones};
use crate::values::tags::split_tags;
use crate::values::texts::{clean_line, clean_text, cut, is_nothing};

use super::cells::{amount_of_cell, date_of_cell, is_blank_cell, line_of, shown, time_of_cell, yes_no_of_cell};
use super::columns::{Column, Target};
use super::prepared::{
    CellProblem, CustomerKind, FieldValue, PointKind, PreparedCustomer, PreparedPoint, PreparedVisit,
};
use super::rows::{Context, RowsAre};

/// The longest tag, stage, owner, role or option, in characters.
const WORD_LIMIT: usize = 200;
/// The longest value that a problem repeats, in characters.
const SHOWN_LIMIT: usize = 200;

/// Reads a row. None if it has neither a customer's nor a contact's name.
pub(super) fn read_customer<S: BuildHasher>(
    row: &Row,
    mapping: &[Column],
    context: &Context<'_, S>,
) -> Option<PreparedCustomer> {
    let mut reading = Reading {
        context,
        found: empty(row.number),
        name: String::new(),
        contact: String::new(),
        kind: None,
        address: Vec::new(),
    };
    for column in mapping {
        let Some(cell) = row.cells.get(column.index) else { continue };
        if column.target == Target::Skip || is_blank_cell(cell) {
            continue;
        }
        if let Err(reason) = reading.take(column, cell) {
            reading.report(column, cell, reason);
        }
    }
    reading.finish(mapping)
}

fn empty(row: u32) -> PreparedCustomer {
    PreparedCustomer {
        row,
        kind: CustomerKind::Person,
        uid: None,
        name: String::new(),
        contact: None,
        contact_role: None,
        points: Vec::new(),
        tags: Vec::new(),
        stage: None,
        owner: None,
        last_visit_on: None,
        visit: PreparedVisit::default(),
        next_followup_on: None,
        birthday: None,
        note: String::new(),
        values: Vec::new(),
        problems: Vec::new(),
    }
}

struct Reading<'a, S> {
    context: &'a Context<'a, S>,
    found: PreparedCustomer,
    name: String,
    contact: String,
    kind: Option<CustomerKind>,
    address: Vec<String>,
}

/// The code of what is wrong with a cell.
type Taken = Result<(), &'static str>;

impl<S: BuildHasher> Reading<'_, S> {
    fn report(&mut self, column: &Column, cell: &Cell, reason: &'static str) {
        let line = line_of(cell);
        self.found.problems.push(CellProblem {
            column: column.index,
            heading: column.heading.clone(),
            value: cut(&line, SHOWN_LIMIT).0.to_owned(),
            reason,
        });
    }

    fn take(&mut self, column: &Column, cell: &Cell) -> Taken {
        if matches!(cell, Cell::Error(_)) {
            return Err("spreadsheet_error");
        }
        // A dash is how people leave a cell empty; in notes and texts it stays.
        let says_nothing = is_nothing(&shown(cell));
        match &column.target {
            Target::Skip => Ok(()),
            Target::Name => join_name(&mut self.name, &line_of(cell)),
            Target::Contact => join_name(&mut self.contact, &line_of(cell)),
            Target::Note => {
                let note = clean_text(&shown(cell));
                append_line(&mut self.found.note, &note);
                Ok(())
            }
            Target::Field { .. } | Target::NewField { .. } => self.take_field(column, cell, says_nothing),
            _ if says_nothing => Ok(()),
            Target::ContactRole => word_of(cell).map(|word| self.found.contact_role = Some(word)),
            Target::Stage => word_of(cell).map(|word| self.found.stage = Some(word)),
            Target::Owner => word_of(cell).map(|word| self.found.owner = Some(word)),
            Target::Kind => self.take_kind(cell),
            Target::Uid => word_of(cell).map(|word| self.found.uid = Some(word)),
            Target::Phone => self.take_phones(column, cell),
            Target::Email => self.take_emails(column, cell),
            Target::Wechat => self.take_wechat(column, cell),
            Target::Website => {
                let link = parse_link(&shown(cell)).ok_or("not_a_link")?;
                self.add_point(PointKind::Website, link, line_of(cell), String::new(), false);
                Ok(())
            }
            Target::Address => {
                self.address.push(line_of(cell));
                Ok(())
            }
            Target::Tags => self.take_tags(cell),
            Target::LastVisit => {
                self.found.last_visit_on = Some(self.date(column, cell)?);
                self.found.visit.time = time_of_cell(cell);
                Ok(())
            }
            Target::VisitKind => word_of(cell).map(|word| self.found.visit.kind = Some(word)),
            Target::VisitAuthor => word_of(cell).map(|word| self.found.visit.author = Some(word)),
            Target::VisitText => {
                append_line(&mut self.found.visit.text, &clean_text(&shown(cell)));
                Ok(())
            }
            Target::NextFollowup => {
                self.found.next_followup_on = Some(self.date(column, cell)?);
                Ok(())
            }
            Target::Birthday => self.take_birthday(column, cell),
        }
    }

    fn date(&self, column: &Column, cell: &Cell) -> Result<chrono::NaiveDate, &'static str> {
        date_of_cell(cell, column.date_style(self.context.is_1904)).map_err(DateProblem::code)
    }

    fn take_phones(&mut self, column: &Column, cell: &Cell) -> Taken {
        let phones = split_phones(&shown(cell), self.context.home);
        for phone in phones.read {
            let of_contact = column.of_contact || phone.line == Line::Mobile;
            self.add_point(PointKind::Phone, phone.value, phone.raw, phone.label, of_contact);
        }
        phones.unread.first().map_or(Ok(()), |(_, problem)| Err(problem.code()))
    }

    fn take_emails(&mut self, column: &Column, cell: &Cell) -> Taken {
        let (read, unread) = split_emails(&shown(cell));
        for email in read {
            self.add_point(PointKind::Email, email.value, email.raw, String::new(), column.of_contact);
        }
        if unread.is_empty() { Ok(()) } else { Err("not_an_email") }
    }

    fn take_wechat(&mut self, column: &Column, cell: &Cell) -> Taken {
        let raw = line_of(cell);
        let same_as_phone = ["同手机", "手机同号", "同手机号", "同号", "同电话", "同左", "同上", "微信同号", "同"]
            .contains(&raw.as_str());
        let value = if same_as_phone {
            let phone = self.found.points.iter().find(|point| point.kind == PointKind::Phone);
            phone.map(|phone| phone.value.trim_start_matches("+86").to_owned()).ok_or("no_phone_to_repeat")?
        } else {
            raw.clone()
        };
        self.add_point(PointKind::Wechat, value, raw, String::new(), column.of_contact);
        Ok(())
    }

    fn take_tags(&mut self, cell: &Cell) -> Taken {
        let mut fits = Ok(());
        for tag in split_tags(&shown(cell)) {
            if tag.chars().count() > WORD_LIMIT {
                fits = Err("too_long");
            } else if !self.found.tags.contains(&tag) {
                self.found.tags.push(tag);
            }
        }
        fits
    }

    fn take_kind(&mut self, cell: &Cell) -> Taken {
        self.kind = Some(match line_of(cell).to_lowercase().as_str() {
            "公司" | "企业" | "企業" | "单位" | "單位" | "company" | "organization" | "organisation" | "business"
            | "firma" => CustomerKind::Company,
            "个人" | "個人" | "个体" | "人" | "自然人" | "person" | "individual" | "private" => {
                CustomerKind::Person
            }
            _ => return Err("not_a_choice"),
        });
        Ok(())
    }

    fn take_birthday(&mut self, column: &Column, cell: &Cell) -> Taken {
        let birthday = match cell {
            Cell::Date { .. } => Birthday::on(self.date(column, cell)?),
            _ => parse_birthday(&shown(cell), column.date_style(self.context.is_1904)).map_err(DateProblem::code)?,
        };
        if birthday.year.is_some_and(|year| year > self.context.today.year()) {
            return Err(DateProblem::InTheFuture.code());
        }
        self.found.birthday = Some(birthday);
        Ok(())
    }

    fn take_field(&mut self, column: &Column, cell: &Cell, says_nothing: bool) -> Taken {
        let field_type = match &column.target {
            Target::Field { id } => self
                .context
                .fields
                .iter()
                .find(|field| field.id == *id)
                .map(|field| field.field_type)
                .ok_or("no_such_field")?,
            Target::NewField { field_type, .. } => *field_type,
            _ => return Ok(()),
        };
        if says_nothing && !matches!(field_type, FieldType::Text | FieldType::LongText) {
            return Ok(());
        }
        let value = match field_type {
            FieldType::Text => FieldValue::Text(line_of(cell)),
            FieldType::LongText => FieldValue::Text(clean_text(&shown(cell))),
            FieldType::Number => {
                let amount = amount_of_cell(cell, column.amount_style()).map_err(AmountProblem::code)?;
                if amount.currency.is_some() {
                    return Err(AmountProblem::NotANumber.code());
                }
                FieldValue::Number(amount.value.scaled(NUMBER_SCALE).ok_or(AmountProblem::TooLarge.code())?)
            }
            FieldType::Money => {
                let amount = amount_of_cell(cell, column.amount_style()).map_err(AmountProblem::code)?;
                if amount.currency.is_some_and(|currency| !currency.fits(self.context.currency)) {
                    return Err(AmountProblem::OtherCurrency.code());
                }
                FieldValue::Money(amount.value.scaled(self.context.exponent).ok_or(AmountProblem::TooLarge.code())?)
            }
            FieldType::Date => FieldValue::Date(self.date(column, cell)?),
            FieldType::YesNo => FieldValue::YesNo(yes_no_of_cell(cell).ok_or("not_yes_or_no")?),
            FieldType::Choice => FieldValue::Choice(word_of(cell)?),
            FieldType::MultiChoice => FieldValue::MultiChoice(split_tags(&shown(cell))),
            FieldType::Link => FieldValue::Text(parse_link(&shown(cell)).ok_or("not_a_link")?),
            FieldType::Phone => {
                let phones = split_phones(&shown(cell), self.context.home);
                if let Some((_, problem)) = phones.unread.first() {
                    return Err(problem.code());
                }
                // A field holds one phone; a second one would be lost silently.
                match phones.read.as_slice() {
                    [phone] => FieldValue::Text(phone.value.clone()),
                    _ => return Err("several_phones"),
                }
            }
        };
        self.found.values.push((column.index, value));
        Ok(())
    }

    fn add_point(&mut self, kind: PointKind, value: String, raw: String, label: String, of_contact: bool) {
        match self.found.points.iter_mut().find(|point| point.kind == kind && point.value == value) {
            Some(point) if point.label.is_empty() => point.label = label,
            Some(_) => {}
            None => self.found.points.push(PreparedPoint { kind, label, value, raw, of_contact }),
        }
    }

    fn finish(mut self, mapping: &[Column]) -> Option<PreparedCustomer> {
        let has_contact = !self.contact.is_empty() && !self.name.is_empty() && self.contact != self.name;
        if self.name.is_empty() {
            self.name = std::mem::take(&mut self.contact);
        }
        // Whose visit it is may be told by a phone or a number alone.
        if self.name.is_empty() && self.context.rows_are == RowsAre::Customers {
            return None;
        }
        self.found.kind = self.kind.unwrap_or(if has_contact || is_company_name(&self.name) {
            CustomerKind::Company
        } else {
            CustomerKind::Person
        });
        if !self.address.is_empty() {
            let address = join_address(&self.address);
            self.add_point(PointKind::Address, address.clone(), address, String::new(), false);
        }
        // Whose a point is can be told only where one contact is given.
        let one_contact = has_contact && !self.contact.contains(['、', '/', ',', '，', ';', '；']);
        for point in &mut self.found.points {
            point.of_contact &= one_contact;
        }
        let (name, contact) = (std::mem::take(&mut self.name), std::mem::take(&mut self.contact));
        self.found.name = self.fitted(name, &Target::Name, mapping);
        if !has_contact && let Some(role) = self.found.contact_role.take() {
            // It is nobody's in particular, and not lost.
            append_line(&mut self.found.note, &role);
        }
        if has_contact {
            self.found.contact = Some(self.fitted(contact, &Target::Contact, mapping));
        }
        Some(self.found)
    }

    /// Cuts a name that is too long; the whole of it goes into the note, and the cell is reported.
    fn fitted(&mut self, name: String, target: &Target, mapping: &[Column]) -> String {
        let (fitting, was_cut) = cut(&name, NAME_LIMIT);
        if !was_cut {
            return name;
        }
        if let Some(column) = mapping.iter().find(|column| column.target == *target) {
            self.report(column, &Cell::Text(name.clone()), "too_long");
        }
        let note = std::mem::take(&mut self.found.note);
        self.found.note = name.clone();
        append_line(&mut self.found.note, &note);
        fitting.trim_end().to_owned()
    }
}

/// One line of at most [`WORD_LIMIT`] characters.
fn word_of(cell: &Cell) -> Result<String, &'static str> {
    let word = line_of(cell);
    if word.chars().count() > WORD_LIMIT { Err("too_long") } else { Ok(word) }
}

/// Joins first and last name; Chinese names without a space.
fn join_name(name: &mut String, part: &str) -> Taken {
    if is_nothing(part) {
        return Ok(());
    }
    if name.ends_with(|c: char| c.is_ascii() || c.is_lowercase()) {
        name.push(' ');
    }
    name.push_str(part);
    Ok(())
}

fn append_line(text: &mut String, line: &str) {
    if !text.is_empty() && !line.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// Joins the columns of an address in their order; a city that the street's line already names is not repeated.
fn join_address(parts: &[String]) -> String {
    let mut address = String::new();
    for (index, part) in parts.iter().enumerate() {
        if parts
            .iter()
            .enumerate()
            .any(|(other, text)| other != index && text.contains(part.as_str()) && (text != part || other < index))
        {
            continue;
        }
        let is_one_script = address.ends_with(is_chinese) && part.starts_with(is_chinese);
        if !address.is_empty() && !is_one_script {
            address.push_str(", ");
        }
        address.push_str(part);
    }
    clean_line(&address)
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
