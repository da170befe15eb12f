//! Sets of fields, tags, stages and kinds of visits.

use std::path::Path;

use rounds_api::Access;
use serde_json::json;

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `packs`
pub fn list(terminal: &mut Terminal) -> Outcome {
    let packs = terminal.call("packs_list", json!({ "language": terminal.language }))?;
    if !terminal.answered(&packs)? {
        for pack in packs.as_array().into_iter().flatten() {
            terminal.out.line(&format!("{}\t{}\t{}", text(pack, "id"), text(pack, "name"), text(pack, "about")))?;
        }
    }
    Ok(Exit::Done)
}

/// `take`: what ends in `.json` is a file, all else the id of a set.
pub fn take(terminal: &mut Terminal, book: &Path, pack: &str) -> Outcome {
    terminal.open(book, Access::Write)?;
    let is_file = Path::new(pack).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let key = if is_file { "path" } else { "id" };
    let taken = terminal.call("packs_take", json!({ key: pack, "language": terminal.language }))?;
    if !terminal.answered(&taken)? {
        terminal.say("pack-taken", &taken)?;
    }
    Ok(Exit::Done)
}

/// `save-pack`
pub fn save(terminal: &mut Terminal, book: &Path, file: &Path, name: &str) -> Outcome {
    terminal.open(book, Access::Read)?;
    let path = std::path::absolute(file)?.display().to_string();
    terminal.call("packs_save", json!({ "path": path, "name": name }))?;
    if !terminal.answered(&json!({ "path": path }))? {
        terminal.say("pack-saved", &json!({ "path": path }))?;
    }
    Ok(Exit::Done)
}
