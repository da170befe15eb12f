//! One person's data: everything that the book has of a customer, as JSON for programs and as a document to read.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::book::Reader;
use crate::book::erasing;
use crate::book::history::{self, ChangeInfo, ListHistory};
use crate::book::platform::write_private;
use crate::book::sql::Sql as _;
use crate::customers::{self, ById};
use crate::error::{Error, Result};
use crate::files;
use crate::timeline::{self, ListTimeline};

/// Entries of a timeline taken at once.
const PAGE: u32 = 1_000;

/// Writes down everything about one customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ExportSubject {
    /// The customer, in the trash or not.
    pub id: i64,
    /// A file ending in `.json` or `.html`, the other is written beside it; or a folder, which is made.
    pub path: String,
    /// The language of the document; the app's if absent.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub language: Option<String>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SubjectExported {
    /// The JSON.
    pub json: String,
    /// The document.
    pub document: String,
    /// How many rows of all tables are in it.
    pub records: u64,
}

/// Writes down everything about one customer, photos and papers beside it in a folder. `word` gives the words of the
/// document by their keys.
///
/// # Errors
/// `not_found`; `file_exists` if one of the files is there; those of the file system, and nothing is left then.
pub fn export(reader: &Reader<'_>, req: &ExportSubject, word: &dyn Fn(&str) -> String) -> Result<SubjectExported> {
    let data = gathered(reader, req.id)?;
    let (json_file, document) = places(Path::new(&req.path));
    let folder_of_files = json_file.with_file_name(format!(
        "{}-files",
        json_file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    ));
    for file in [&json_file, &document, &folder_of_files] {
        if file.exists() {
            return Err(Error::refused("file_exists").at("file", file.display().to_string()));
        }
    }
    if let Some(folder) = json_file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    write_private(&json_file, &serde_json::to_vec_pretty(&data)?)?;
    let written = write_private(&document, page(&data, word).as_bytes())
        .map_err(Error::from)
        .and_then(|()| write_files(reader, &data, &folder_of_files));
    if let Err(error) = written {
        let _ = std::fs::remove_file(&json_file);
        let _ = std::fs::remove_file(&document);
        let _ = std::fs::remove_dir_all(&folder_of_files);
        return Err(error);
    }
    let records = data["records"].as_object().into_iter().flat_map(Map::values);
    let records = records.filter_map(Value::as_array).map(Vec::len).sum::<usize>() as u64;
    Ok(SubjectExported { json: json_file.display().to_string(), document: document.display().to_string(), records })
}

/// Photos and papers, each as it is, in a folder beside the document; the number before the name is its id.
fn write_files(reader: &Reader<'_>, data: &Value, folder: &Path) -> Result<()> {
    for (place, row) in list(&data["records"], "file").enumerate() {
        if place == 0 {
            std::fs::create_dir(folder)?;
        }
        let bytes = files::content_of(reader, text(row, "hash"))?;
        write_private(&folder.join(format!("{} {}", row["id"], files::plain_name(text(row, "name")))), &bytes)?;
    }
    Ok(())
}

fn places(path: &Path) -> (PathBuf, PathBuf) {
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    match end.as_deref() {
        Some("json" | "html" | "htm") => (path.with_extension("json"), path.with_extension("html")),
        _ => (path.join("data.json"), path.join("data.html")),
    }
}

/// Everything: the card and the timeline as they are shown, each row as it is stored, and the steps that touched it.
fn gathered(reader: &Reader<'_>, id: i64) -> Result<Value> {
    let card = customers::show(reader, &ById { id })?;
    let mut entries = Vec::new();
    loop {
        let at = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let ask = ListTimeline { customer_id: id, at, limit: Some(PAGE), ..ListTimeline::default() };
        let stretch = timeline::list(reader, &ask)?.entries;
        let is_last = stretch.len() < PAGE as usize;
        entries.extend(stretch);
        if is_last {
            break;
        }
    }
    let people = erasing::people(reader, id)?;
    let records = records(reader, id)?;
    Ok(json!({
        "made_at": reader.now,
        "customer": card,
        "timeline": entries,
        "history": steps(reader, &people)?,
        "drafts": drafts(reader, &records)?,
        "imports": imports(reader, &people)?,
        "records": records,
    }))
}

/// The steps that touched the customer, or somebody who was merged into them, newest first.
fn steps(reader: &Reader<'_>, people: &[i64]) -> Result<Vec<ChangeInfo>> {
    let mut all = Vec::new();
    for id in people {
        let mut before = None;
        loop {
            let ask = ListHistory { customer_id: Some(*id), limit: Some(PAGE), edits: true, before };
            let stretch = history::list(reader, &ask)?;
            let is_last = stretch.len() < PAGE as usize;
            before = stretch.last().map(|step| step.id);
            all.extend(stretch);
            if is_last {
                break;
            }
        }
    }
    Ok(all)
}

/// Half-written texts; each is named after the record that it belongs to.
fn drafts(reader: &Reader<'_>, records: &Value) -> Result<Vec<Value>> {
    let all: Vec<(String, String, i64)> =
        reader.all("SELECT record, body, at FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let is_of = |record: &str| {
        let (name, id) = record.rsplit_once('-').unwrap_or_default();
        let table = name.rsplit('-').next().unwrap_or_default();
        list(records, table).any(|row| row["id"].as_i64().is_some_and(|own| own.to_string() == id))
    };
    let drafts = all.into_iter().filter(|(record, ..)| is_of(record));
    Ok(drafts.map(|(record, body, at)| json!({ "record": record, "text": body, "at": at })).collect())
}

/// The rows of imported files that they came from, with what could not be read of them.
fn imports(reader: &Reader<'_>, people: &[i64]) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for id in people {
        let rows: Vec<(String, i64, i64, String)> = reader.all(
            "SELECT i.file_name, i.at, l.source_row, i.report FROM lineage AS l JOIN change AS c ON c.id = l.change_id
             JOIN import AS i ON i.id = c.import_id WHERE l.customer_id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        for (file, at, row, report) in rows {
            let report: Value = serde_json::from_str(&report)?;
            let problems: Vec<&Value> =
                list(&report, "problems").filter(|problem| problem["row"] == json!(row)).collect();
            all.push(json!({ "file": file, "at": at, "row": row, "problems": problems }));
        }
    }
    Ok(all)
}

/// Each row of each table that is the customer's, columns by name.
fn records(reader: &Reader<'_>, id: i64) -> Result<Value> {
    let mut all = Map::new();
    for (table, condition) in erasing::rows_of(reader)? {
        let mut statement = reader.prepare(&format!("SELECT * FROM {table} WHERE {condition}"))?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([id])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            let mut record = Map::new();
            for (place, name) in names.iter().enumerate() {
                record.insert(name.clone(), stored(row.get_ref(place)?));
            }
            list.push(Value::Object(record));
        }
        if !list.is_empty() {
            all.insert(table, Value::Array(list));
        }
    }
    Ok(Value::Object(all))
}

fn stored(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => json!(hex::encode(bytes)),
    }
}

/// The document: plain HTML with nothing that runs and nothing that is fetched.
fn page(data: &Value, word: &dyn Fn(&str) -> String) -> String {
    let card = &data["customer"];
    let mut body = format!("<h1>{}</h1>", escaped(text(card, "name")));
    let mut facts = String::new();
    for (key, label) in [
        ("stage", "column-stage"),
        ("owner", "column-owner"),
        ("last_visit_on", "column-last-visit"),
        ("next_followup_on", "column-next-followup"),
        ("note", "card-note"),
    ] {
        line(&mut facts, &word(label), text(card, key));
    }
    for tag in list(card, "tags") {
        line(&mut facts, &word("column-tags"), text(tag, "name"));
    }
    for point in list(card, "contact_points") {
        line(&mut facts, text(point, "kind"), text(point, "value"));
    }
    for contact in list(card, "contacts") {
        line(&mut facts, &word("card-contact"), &format!("{} {}", text(contact, "name"), text(contact, "role")));
    }
    for field in list(card, "fields") {
        line(&mut facts, text(field, "label"), &plain(&field["value"]));
    }
    body.push_str(&format!("<table>{facts}</table><h2>{}</h2><table>", escaped(&word("subject-timeline"))));
    for entry in list(data, "timeline") {
        let said = [text(entry, "label"), text(entry, "text"), text(entry, "outcome")];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        line(&mut body, text(entry, "on"), &said.join(" · "));
    }
    body.push_str("</table>");
    for (part, heading) in [("history", "card-history"), ("drafts", "subject-drafts"), ("imports", "subject-imports")] {
        if list(data, part).next().is_none() {
            continue;
        }
        body.push_str(&format!("<h2>{}</h2>", escaped(&word(heading))));
        for entry in list(data, part) {
            body.push_str("<table>");
            for (name, value) in entry.as_object().into_iter().flatten() {
                line(&mut body, name, &plain(value));
            }
            body.push_str("</table>");
        }
    }
    body.push_str(&format!("<h2>{}</h2>", escaped(&word("subject-records"))));
    for (table, rows) in data["records"].as_object().into_iter().flatten() {
        body.push_str(&format!("<h3>{}</h3>", escaped(table)));
        for row in rows.as_array().into_iter().flatten() {
            body.push_str("<table>");
            for (name, value) in row.as_object().into_iter().flatten() {
                line(&mut body, name, &plain(value));
            }
            body.push_str("</table>");
        }
    }
    format!(
        "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{}</title>\
         <style>body{{font:14px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}}\
         table{{border-collapse:collapse;margin:.5em 0}}th{{text-align:left;padding-right:1.5em;vertical-align:top;\
         font-weight:normal;color:#666}}td{{white-space:pre-wrap}}</style>{body}",
        escaped(text(card, "name"))
    )
}

fn line(page: &mut String, label: &str, value: &str) {
    if !value.trim().is_empty() {
        page.push_str(&format!("<tr><th>{}</th><td>{}</td></tr>", escaped(label), escaped(value)));
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Object(map) => map.values().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::testing::{book_with, req};
    use crate::visits;

    #[test]
    fn everything_of_one_person_is_written_and_nothing_in_it_runs() -> Result<()> {
        let book = book_with(&["陈静", "Ada"])?;
        let id = book.customer("陈静")?;
        book.change("customer.edit", |tx| {
            customers::edit(tx, &req(json!({"id": id, "note": "<script>alert(1)</script>"}))?)
        })?;
        book.change("visit.log", |tx| visits::log(tx, &req(json!({"customer_id": id, "summary": "送 5 箱"}))?))?;
        let stored = files::Stored::of(b"a contract".to_vec())?;
        book.note(|conn| files::store(conn, 1, &stored))?;
        let file = files::NewFile { hash: stored.hash, name: "a/b.txt".into() };
        let attach = files::AttachFiles { customer_id: id, visit_id: None, files: vec![file] };
        book.change("file.attach", |tx| files::attach(tx, &attach))?;
        let folder = tempfile::tempdir()?;
        let ask = ExportSubject { id, path: folder.path().join("chen.json").display().to_string(), language: None };
        let made = book.read(|reader| export(reader, &ask, &|key| key.to_owned()))?;
        let data: Value = serde_json::from_slice(&std::fs::read(&made.json)?)?;
        assert_eq!(data["records"]["visit"][0]["summary"], "送 5 箱");
        assert!(data["customer"]["name"] == "陈静" && data["timeline"].as_array().is_some_and(|list| !list.is_empty()));
        assert!(!data.to_string().contains("Ada"), "nothing of anybody else");
        let page = std::fs::read_to_string(&made.document)?;
        assert!(page.contains("送 5 箱") && page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
        let paper = std::fs::read(folder.path().join("chen-files/1 a_b.txt"))?;
        assert_eq!(paper, b"a contract", "photos and papers are beside it");
        let again = book.read(|reader| export(reader, &ask, &|key| key.to_owned()));
        assert_eq!(again.unwrap_err().code(), "file_exists", "nothing is written over");
        Ok(())
    }
}
