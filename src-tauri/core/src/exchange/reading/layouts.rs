//! What a sheet of an XLSX says beside its cells: hidden rows and columns, merges, how far it goes.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archives::Archive;
use super::progress::Progress;
use super::references;
use super::sheets::Layout;
use super::{MOST_COLUMNS, ReadError};

/// Rows between two looks at whether to go on.
const STEP: u32 = 4_000;

/// The sheets of an XLSX: name, and the part that holds it.
///
/// # Errors
/// `damaged` if the workbook or its relations cannot be read.
pub(super) fn sheet_parts(archive: &mut Archive<'_>) -> Result<Vec<(String, String)>, ReadError> {
    let is_workbook = |kind: &str| kind.ends_with("/officeDocument");
    let workbook = relations(archive, "_rels/.rels")?
        .into_iter()
        .find(|relation| is_workbook(&relation.kind))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target.trim_start_matches('/').to_owned());
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let relations = relations(archive, &format!("{folder}/_rels/{file}.rels"))?;
    let mut parts = Vec::new();
    for_each_element(archive.part(&workbook)?, |element| {
        if element.local_name().as_ref() == "sheet" {
            let id = attribute(element, "id").unwrap_or_default();
            if let (Some(name), Some(relation)) =
                (attribute(element, "name"), relations.iter().find(|relation| relation.id == id))
            {
                let target = match relation.target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{folder}/{}", relation.target),
                };
                parts.push((name, target));
            }
        }
    })?;
    Ok(parts)
}

/// Compares the number of strings that a workbook says it shares with what it has: readers make room before they see one.
///
/// # Errors
/// `damaged` if it says far too many.
pub(super) fn check_shared_strings(archive: &mut Archive<'_>) -> Result<(), ReadError> {
    for name in archive.ending_with("sharedStrings.xml") {
        let mut said = 0u64;
        let mut strings = 0u64;
        for_each_element(archive.part(&name)?, |element| match element.local_name().as_ref() {
            "sst" => said = attribute(element, "uniqueCount").and_then(|text| text.parse().ok()).unwrap_or_default(),
            "si" => strings += 1,
            _ => {}
        })?;
        if said > strings.saturating_mul(2).saturating_add(1_000) {
            return Err(ReadError::Damaged);
        }
    }
    Ok(())
}

/// The places of some cells, given by their order in the part (from 0, ascending).
///
/// # Errors
/// `damaged` if the XML is spoilt.
pub(super) fn locate(part: impl BufRead, sought: &[u64]) -> Result<Vec<(u32, u32)>, ReadError> {
    let mut places = Vec::new();
    let mut order = 0u64;
    for_each_element(part, |element| {
        if element.local_name().as_ref() == "c" {
            if sought.get(places.len()) == Some(&order) {
                places.push(attribute(element, "r").and_then(|text| references::cell(&text)).unwrap_or((0, 0)));
            }
            order += 1;
        }
    })?;
    Ok(places)
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relation>, ReadError> {
    let mut relations = Vec::new();
    for_each_element(archive.part(part)?, |element| {
        if element.local_name().as_ref() == "Relationship" {
            let value = |key| attribute(element, key).unwrap_or_default();
            relations.push(Relation { id: value("Id"), kind: value("Type"), target: value("Target") });
        }
    })?;
    Ok(relations)
}

/// Reads the layout of one sheet.
///
/// # Errors
/// `damaged` if the XML is spoilt, `cancelled`.
pub(super) fn read(part: impl BufRead, progress: &mut Progress<'_>) -> Result<Layout, ReadError> {
    let mut layout = Layout::default();
    let mut xml = Reader::from_reader(part);
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut row = 0u32;
    let mut in_value = false;
    let mut has_value = false;
    let mut ended = false;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| ReadError::Damaged)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    let number = attribute(&element, "r").and_then(|text| text.parse::<u32>().ok());
                    row = number.unwrap_or_else(|| row.saturating_add(1));
                    if is_hidden(&element, "ht") {
                        layout.hidden_rows.push(row.saturating_sub(1));
                    }
                    if row.is_multiple_of(STEP) {
                        progress.understood(0, 1)?;
                    }
                }
                "c" => has_value = false,
                "v" | "t" => in_value = true,
                "col" => hide_columns(&element, &mut layout),
                "mergeCell" => {
                    layout.merges.extend(attribute(&element, "ref").and_then(|text| references::block(&text)))
                }
                _ => {}
            },
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if in_value => has_value = true,
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" => in_value = false,
                "c" if has_value => {
                    layout.values += 1;
                    layout.last_row = layout.last_row.max(row);
                }
                "worksheet" => ended = true,
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    layout.hidden_rows.sort_unstable();
    if ended { Ok(layout) } else { Err(ReadError::Damaged) }
}

fn hide_columns(element: &BytesStart<'_>, layout: &mut Layout) {
    let number = |key| {
        attribute(element, key).and_then(|text| text.parse::<u32>().ok()).and_then(|number| number.checked_sub(1))
    };
    if let (true, Some(first), Some(last)) = (is_hidden(element, "width"), number("min"), number("max")) {
        layout.hidden_columns.push((first, last.min(MOST_COLUMNS as u32)));
    }
}

/// Hidden by its attribute, or by a size of nothing.
fn is_hidden(element: &BytesStart<'_>, size: &str) -> bool {
    let is_true = attribute(element, "hidden").is_some_and(|text| text == "1" || text == "true");
    is_true || attribute(element, size).is_some_and(|text| text.parse() == Ok(0.0))
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == key)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

fn for_each_element(part: impl BufRead, mut see: impl FnMut(&BytesStart<'_>)) -> Result<(), ReadError> {
    let mut xml = Reader::from_reader(part);
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| ReadError::Damaged)? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
