//! A list of customers as a file.

use std::io::Write;
use std::path::Path;

use calcard::vcard::VCardVersion;
use rust_xlsxwriter::XlsxError;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::cards;
use super::cells::{Cell, cell};
use super::files::Partial;
use super::sheets;
use crate::book::sql::Sql;
use crate::book::{OnProgress, Reader, settings};
use crate::conditions::Rule;
use crate::customers::{self, ById, Card, Selection, Sort};
use crate::error::{Error, Result};
use crate::files;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// CSV in UTF-8 with a mark in front, as Excel opens it rightly.
    Csv,
    /// CSV in GBK, as older Chinese programs want it.
    CsvGbk,
    /// A workbook.
    Xlsx,
    /// Everything of each customer as JSON, one a line.
    JsonLines,
    /// An address book: vCard 3.0, as phones take it in.
    Vcard3,
    /// vCard 4.0.
    Vcard4,
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportColumn {
    /// The name.
    Name,
    /// Person or company.
    Kind,
    /// The first contact.
    Contact,
    /// All phones.
    Phone,
    /// All e-mails.
    Email,
    /// All WeChat ids.
    Wechat,
    /// All addresses.
    Address,
    /// All websites.
    Website,
    /// Tags.
    Tags,
    /// The stage.
    Stage,
    /// The owner.
    Owner,
    /// The day of the last visit.
    LastVisit,
    /// The day of the next follow-up.
    NextFollowup,
    /// How many visits.
    Visits,
    /// The birthday.
    Birthday,
    /// The note.
    Note,
    /// The day on which it was made, UTC.
    Created,
    /// The id in every book.
    Uid,
    /// A field of the user's.
    Field(i64),
}

impl ExportColumn {
    /// All columns that every book has, in the order of a full list.
    pub const ALL: [Self; 18] = [
        Self::Name,
        Self::Kind,
        Self::Contact,
        Self::Phone,
        Self::Email,
        Self::Wechat,
        Self::Address,
        Self::Website,
        Self::Tags,
        Self::Stage,
        Self::Owner,
        Self::LastVisit,
        Self::NextFollowup,
        Self::Visits,
        Self::Birthday,
        Self::Note,
        Self::Created,
        Self::Uid,
    ];

    /// The code under which its heading is worded; none for a field, which has a label.
    #[must_use]
    pub fn code(self) -> Option<String> {
        serde_json::to_value(self).ok()?.as_str().map(str::to_owned)
    }
}

/// Asks for a list as a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExportCustomers {
    /// Who; everybody if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub customers: Option<Selection>,
    /// In which order; by name if absent. Chosen ids stay in their order.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Sort>>", optional))]
    pub sort: Vec<Sort>,
    /// How.
    pub format: ExportFormat,
    /// Which columns, in this order; all of them and all fields if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub columns: Option<Vec<ExportColumn>>,
    /// Where to; replaced if it is there.
    pub path: String,
    /// The language of headings; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Exported {
    /// How many customers.
    pub rows: u64,
    /// How large the file is.
    pub bytes: u64,
    /// How many characters GBK does not have; `?` stands for each.
    pub replaced: u64,
}

/// The words of a file: headings by code, and how person and company are called.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

/// Writes a list of customers. A stop or an error leaves no file behind, and what was there before as it was.
///
/// # Errors
/// `cancelled` if told to stop; `export_too_many` for more than a workbook holds; `disk_full`, `io`; those of the rule.
pub fn export(
    reader: &Reader<'_>,
    req: &ExportCustomers,
    words: Words<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Exported> {
    let ids = chosen(reader, req.customers.as_ref(), &req.sort)?;
    let columns = columns(reader, req)?;
    let headings: Vec<String> = columns
        .iter()
        .map(|(column, label)| column.code().map_or_else(|| label.clone(), |code| words(&code)))
        .collect();
    let kinds = [words("person"), words("company")];
    let exponent = settings::get(reader)?.currency_exponent;
    if req.format == ExportFormat::Xlsx && ids.len() > sheets::MOST {
        return Err(Error::refused("export_too_many").arg("limit", sheets::MOST));
    }
    let mut file = Partial::begin(Path::new(&req.path))?;
    let mut writer = Writer::new(req.format, &headings);
    writer.begin(&mut file, &headings)?;
    let total = ids.len() as u64;
    for (done, id) in (0..).zip(&ids) {
        if done % 64 == 0 && !on_progress(done, total) {
            return Err(Error::refused("cancelled"));
        }
        if req.format == ExportFormat::JsonLines {
            let card = customers::show(reader, &ById { id: *id })?;
            writeln!(file, "{}", whole_card(reader, &card)?)?;
            continue;
        }
        let card = customers::facts(reader, *id)?;
        if let Some(version) = vcard(req.format) {
            let portrait = files::portrait_for_cards(reader, *id)?;
            let portrait = portrait.map(|(kind, bytes)| cards::Portrait { kind, bytes });
            file.write_all(cards::cards(&card, portrait, version).as_bytes())?;
            continue;
        }
        let cells: Vec<Cell> = columns.iter().map(|(column, _)| cell(&card, *column, exponent, &kinds)).collect();
        writer.row(&mut file, cells)?;
    }
    let replaced = writer.end(&mut file)?;
    on_progress(total, total);
    Ok(Exported { rows: total, bytes: file.finish()?, replaced })
}

/// Who is meant, in order; everybody if nobody is named.
pub(crate) fn chosen(reader: &Reader<'_>, customers: Option<&Selection>, sort: &[Sort]) -> Result<Vec<i64>> {
    let all = Selection::Matching { rule: Rule::default(), except: Vec::new() };
    match customers.unwrap_or(&all) {
        Selection::Ids(ids) => Ok(ids.clone()),
        Selection::Matching { rule, except } => {
            let view = reader.sets().view(reader, rule, sort)?;
            Ok(view.iter().copied().map(i64::from).filter(|id| !except.contains(id)).collect())
        }
    }
}

/// The columns with the labels of fields.
fn columns(reader: &Reader<'_>, req: &ExportCustomers) -> Result<Vec<(ExportColumn, String)>> {
    if let Some(wanted) = &req.columns {
        return labelled(reader, wanted);
    }
    let own = ExportColumn::ALL.iter().map(|column| (*column, String::new()));
    Ok(own.chain(fields(reader)?.into_iter().map(|(id, label)| (ExportColumn::Field(id), label))).collect())
}

/// These columns, those of fields with their labels.
///
/// # Errors
/// `not_found` for a field that is gone.
pub(crate) fn labelled(reader: &Reader<'_>, wanted: &[ExportColumn]) -> Result<Vec<(ExportColumn, String)>> {
    let fields = fields(reader)?;
    let labelled = |column: &ExportColumn| match column {
        ExportColumn::Field(id) => fields
            .iter()
            .find(|(field, _)| field == id)
            .map(|(_, label)| (*column, label.clone()))
            .ok_or_else(|| Error::not_found("field", *id)),
        _ => Ok((*column, String::new())),
    };
    wanted.iter().map(labelled).collect()
}

fn fields(reader: &Reader<'_>) -> Result<Vec<(i64, String)>> {
    reader.all(
        "SELECT id, label FROM field WHERE record = 'customer' AND trashed_at = 0 ORDER BY position, id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The card with the visits and follow-ups, newest first.
fn whole_card(reader: &Reader<'_>, card: &Card) -> Result<serde_json::Value> {
    let mut whole = serde_json::to_value(card)?;
    let list = |sql: &str| -> Result<Vec<serde_json::Value>> {
        let texts: Vec<String> = reader.all(sql, [card.id], |row| row.get(0))?;
        texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
    };
    whole["visits"] = json!(list(
        "SELECT json_object('uid', v.uid, 'on', v.visited_on, 'at', v.visited_at, 'kind', k.name, 'author', o.name, 'contact', c.name,
           'summary', v.summary, 'outcome', v.outcome)
         FROM visit AS v JOIN visit_kind AS k ON k.id = v.kind_id JOIN owner AS o ON o.id = v.author_id
         LEFT JOIN contact AS c ON c.id = v.contact_id
         WHERE v.customer_id = ?1 AND v.trashed_at = 0 ORDER BY v.visited_on DESC, v.id DESC",
    )?);
    whole["followups"] = json!(list(
        "SELECT json_object('uid', uid, 'due_on', due_on, 'due_at', due_at, 'ends_at', ends_at, 'what', what, 'place', place,
           'priority', priority, 'repeat', repeat_rule, 'moved', moved, 'no_show', no_show, 'state', state)
         FROM followup WHERE customer_id = ?1 AND trashed_at = 0 ORDER BY due_on DESC, id DESC",
    )?);
    Ok(whole)
}

/// Rows on their way into a file.
enum Writer {
    Csv { gbk: bool, replaced: u64 },
    Sheet(sheets::Sheet),
    Lines,
}

impl Writer {
    fn new(format: ExportFormat, headings: &[String]) -> Self {
        match format {
            ExportFormat::Csv | ExportFormat::CsvGbk => Self::Csv { gbk: format == ExportFormat::CsvGbk, replaced: 0 },
            ExportFormat::Xlsx => Self::Sheet(sheets::Sheet::new(headings.to_vec())),
            ExportFormat::JsonLines | ExportFormat::Vcard3 | ExportFormat::Vcard4 => Self::Lines,
        }
    }

    fn begin(&mut self, file: &mut Partial, headings: &[String]) -> Result<()> {
        match self {
            Self::Csv { gbk, .. } => {
                if !*gbk {
                    file.write_all(b"\xef\xbb\xbf")?;
                }
                self.line(file, headings.iter().map(|heading| super::super::reports::harmless(heading)).collect())
            }
            Self::Sheet(_) | Self::Lines => Ok(()),
        }
    }

    fn row(&mut self, file: &mut Partial, cells: Vec<Cell>) -> Result<()> {
        match self {
            Self::Csv { .. } => self.line(file, cells.iter().map(Cell::plain).collect())?,
            Self::Sheet(sheet) => sheet.row(cells),
            Self::Lines => {}
        }
        Ok(())
    }

    fn line(&mut self, file: &mut Partial, texts: Vec<String>) -> Result<()> {
        let Self::Csv { gbk, replaced } = self else { return Ok(()) };
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(&texts).map_err(|error| Error::from(std::io::Error::other(error)))?;
        let bytes = writer.into_inner().map_err(|error| Error::from(std::io::Error::other(error.to_string())))?;
        if *gbk {
            let (encoded, lost) = in_gbk(&String::from_utf8_lossy(&bytes));
            *replaced += lost;
            file.write_all(&encoded)?;
        } else {
            file.write_all(&bytes)?;
        }
        Ok(())
    }

    fn end(self, file: &mut Partial) -> Result<u64> {
        match self {
            Self::Csv { replaced, .. } => Ok(replaced),
            Self::Sheet(sheet) => {
                file.write_all(&sheet.bytes().map_err(|error| of_sheet(&error))?)?;
                Ok(0)
            }
            Self::Lines => Ok(0),
        }
    }
}

/// The version of an address book.
const fn vcard(format: ExportFormat) -> Option<VCardVersion> {
    match format {
        ExportFormat::Vcard3 => Some(VCardVersion::V3_0),
        ExportFormat::Vcard4 => Some(VCardVersion::V4_0),
        _ => None,
    }
}

fn of_sheet(error: &XlsxError) -> Error {
    Error::from(std::io::Error::other(error.to_string()))
}

/// A text in GBK, with `?` for what it does not have, and how many of those there were.
fn in_gbk(text: &str) -> (Vec<u8>, u64) {
    let (encoded, _, lost) = encoding_rs::GBK.encode(text);
    if !lost {
        return (encoded.into_owned(), 0);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut replaced = 0;
    for letter in text.chars() {
        let mut buffer = [0; 4];
        let (one, _, lost) = encoding_rs::GBK.encode(letter.encode_utf8(&mut buffer));
        if lost {
            replaced += 1;
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&one);
        }
    }
    (bytes, replaced)
}
