//! Photos and papers.

use std::path::{Path, PathBuf};

use rounds_api::Access;
use serde_json::json;

use crate::args::One;
use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `files`
pub fn list(terminal: &mut Terminal, one: &One) -> Outcome {
    terminal.open(&one.book, Access::Read)?;
    let customer = terminal.customer(&one.customer, false)?;
    let files = terminal.call("files_list", json!({ "customer_id": customer }))?;
    if !terminal.answered(&files)? {
        for file in files.as_array().into_iter().flatten() {
            let size = file["size"].as_u64().unwrap_or_default().div_ceil(1_024);
            let visit = file["visit_id"].as_i64().map(|id| format!("#{id}")).unwrap_or_default();
            let line = [
                file["id"].to_string(),
                format!("{size} KB"),
                text(file, "kind").to_owned(),
                visit,
                text(file, "name").to_owned(),
            ];
            terminal.out.line(&line.join("\t"))?;
        }
    }
    Ok(Exit::Done)
}

/// `attach`
pub fn attach(terminal: &mut Terminal, book: &Path, customer: &str, files: &[PathBuf], visit: Option<i64>) -> Outcome {
    terminal.open(book, Access::Write)?;
    let customer = terminal.customer(customer, false)?;
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let staged = terminal.call("files_stage", json!({ "paths": paths }))?;
    let ids = terminal.call("files_attach", json!({ "customer_id": customer, "visit_id": visit, "files": staged }))?;
    if !terminal.answered(&ids)? {
        terminal.say("files-attached", &json!({ "count": paths.len() }))?;
    }
    Ok(Exit::Done)
}

/// `file-save`
pub fn save(terminal: &mut Terminal, book: &Path, id: i64, out: &Path) -> Outcome {
    // That something left the book is noted in it.
    terminal.open(book, Access::Write)?;
    let path = out.display().to_string();
    let file = terminal.call("files_save", json!({ "id": id, "path": path }))?;
    if !terminal.answered(&file)? {
        terminal.say("files-saved", &json!({ "path": path }))?;
        terminal.say("cli-exported-plain", &json!({}))?;
    }
    Ok(Exit::Done)
}
