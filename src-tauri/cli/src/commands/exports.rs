//! Files out of the book.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use super::duplicates::field;
use super::lists::{order, rule};
use crate::args::{CardPaper, Export, ExportFormat, FIELD, Labels, PersonalData};
use crate::failures::{Exit, Outcome, refused};
use crate::terminal::Terminal;

/// `export`
pub fn export(terminal: &mut Terminal, export: &Export) -> Outcome {
    if let Some(folder) = &export.bi {
        return star(terminal, export, folder);
    }
    let file = export.file.as_deref().unwrap_or(Path::new(""));
    let format = match export.format {
        Some(format) => format,
        None => by_ending(file)?,
    };
    // Personal data leaves the book: that is noted in it.
    terminal.open(&export.book, Access::Write)?;
    let path = file.display().to_string();
    let (done, count) = if format == ExportFormat::Json {
        let done = terminal.job("export_book", json!({ "path": path }))?;
        let count = done["customers"].clone();
        (done, count)
    } else {
        let (rule, sort) = (rule(terminal, &export.which)?, order(terminal, &export.which)?);
        let columns = export.columns.iter().map(|name| column(terminal, name)).collect::<Outcome<Vec<Value>>>()?;
        let code = match format {
            ExportFormat::Csv | ExportFormat::Json => "csv",
            ExportFormat::CsvGbk => "csv_gbk",
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Jsonl => "json_lines",
            ExportFormat::Vcf => "vcard3",
            ExportFormat::Vcf4 => "vcard4",
            ExportFormat::Pdf => {
                let columns = if columns.is_empty() { json!(ON_PAPER) } else { json!(columns) };
                let kind = json!({ "list": { "columns": columns } });
                let paper =
                    json!({ "kind": kind, "customers": { "matching": { "rule": rule } }, "sort": sort, "title": "" });
                return paper_to(terminal, paper, file);
            }
        };
        let done = terminal.job(
            "export_customers",
            json!({
                "customers": { "matching": { "rule": rule } },
                "sort": sort,
                "format": code,
                "columns": if columns.is_empty() { Value::Null } else { json!(columns) },
                "path": path,
                "language": terminal.language,
            }),
        )?;
        let count = done["rows"].clone();
        (done, count)
    };
    if !terminal.answered(&done)? {
        terminal.say("cli-exported", &json!({ "count": count, "path": path }))?;
        if done["replaced"].as_u64().unwrap_or_default() > 0 {
            terminal.say("cli-exported-replaced", &json!({ "count": done["replaced"] }))?;
        }
        terminal.say("cli-exported-plain", &json!({}))?;
    }
    Ok(Exit::Done)
}

/// The columns of a list on paper, unless told.
const ON_PAPER: [&str; 6] = ["name", "contact", "phone", "address", "last_visit", "next_followup"];

/// `card`
pub fn card(terminal: &mut Terminal, card: &CardPaper) -> Outcome {
    terminal.open(&card.book, Access::Write)?;
    let id = terminal.customer(&card.customer, false)?;
    let paper = json!({ "kind": "card", "customers": { "ids": [id] }, "size": card.size.code() });
    paper_to(terminal, paper, &card.file)
}

/// `labels`
pub fn labels(terminal: &mut Terminal, labels: &Labels) -> Outcome {
    terminal.open(&labels.book, Access::Write)?;
    let (rule, sort) = (rule(terminal, &labels.which)?, order(terminal, &labels.which)?);
    let kind = json!({ "labels": { "sheet": labels.sheet.code(), "skip": labels.skip } });
    let paper = json!({ "kind": kind, "customers": { "matching": { "rule": rule } }, "sort": sort });
    paper_to(terminal, paper, &labels.file)
}

/// Writes a paper, and says what it is.
fn paper_to(terminal: &mut Terminal, mut paper: Value, file: &Path) -> Outcome {
    paper["language"] = json!(terminal.language);
    let path = file.display().to_string();
    let done = terminal.job("papers_save", json!({ "paper": paper, "path": path }))?;
    if !terminal.answered(&done)? {
        terminal.say("cli-exported", &json!({ "count": done["customers"], "path": path }))?;
        if done["left_out"].as_u64().unwrap_or_default() > 0 {
            terminal.say("paper-left-out", &json!({ "count": done["left_out"] }))?;
        }
        terminal.say("cli-exported-plain", &json!({}))?;
    }
    Ok(Exit::Done)
}

fn by_ending(file: &Path) -> Outcome<ExportFormat> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" => Ok(ExportFormat::Csv),
        "xlsx" => Ok(ExportFormat::Xlsx),
        "jsonl" => Ok(ExportFormat::Jsonl),
        "json" => Ok(ExportFormat::Json),
        "vcf" => Ok(ExportFormat::Vcf),
        "pdf" => Ok(ExportFormat::Pdf),
        _ => Err(refused(
            "invalid",
            json!({ "field": "format", "reason": "not_a_choice", "options": "csv xlsx jsonl json vcf pdf" }),
            json!({ "file": file.display().to_string() }),
        )),
    }
}

/// A column as the door takes it.
fn column(terminal: &Terminal, name: &str) -> Outcome<Value> {
    match name.strip_prefix(FIELD) {
        Some(label) => Ok(json!({ "field": field(terminal, label.trim())? })),
        None => Ok(json!(name)),
    }
}

/// `export --bi`
fn star(terminal: &mut Terminal, export: &Export, folder: &Path) -> Outcome {
    let (personal, access) = match export.personal {
        PersonalData::Omit => ("omit", Access::Read),
        PersonalData::Hash => ("hash", Access::Read),
        PersonalData::Include => ("include", Access::Write),
    };
    terminal.open(&export.book, access)?;
    let path = folder.display().to_string();
    let done = terminal.job("export_bi", json!({ "folder": path, "personal": personal, "since": export.since }))?;
    if !terminal.answered(&done)? {
        let count = done["rows"]["dim_customer"].clone();
        terminal.say("cli-exported-bi", &json!({ "count": count, "path": path, "change": done["change"] }))?;
    }
    Ok(Exit::Done)
}
