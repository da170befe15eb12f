//! Backups: making, listing, restoring; and what can be read of a damaged book.

use std::path::Path;

use rounds_api::Access;
use serde_json::{Value, json};

use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

fn absolute(path: &Path) -> Outcome<String> {
    Ok(std::path::absolute(path)?.display().to_string())
}

/// `backup`
pub fn backup(terminal: &mut Terminal, book: &Path, file: &Path) -> Outcome {
    terminal.open(book, Access::Read)?;
    let made = terminal.call("backups_make", json!({ "path": absolute(file)? }))?;
    if !terminal.answered(&made)? {
        terminal.say("cli-backup-made", &made)?;
    }
    Ok(Exit::Done)
}

/// `backups`
pub fn list(terminal: &mut Terminal, book: &Path) -> Outcome {
    let all = terminal.call("backups_list", json!({ "book": absolute(book)? }))?;
    let backups = all["backups"].clone();
    if !terminal.answered(&backups)? {
        for backup in backups.as_array().into_iter().flatten() {
            let reason = terminal.words.plain(&format!("backup-reason-{}", text(backup, "reason")));
            let proven = if backup["proven_at"].is_null() { "backup-unproven" } else { "backup-proven" };
            let proven = terminal.words.plain(proven);
            terminal.out.line(&format!("{}\t{reason}\t{proven}\t{}", text(backup, "path"), backup["customers"]))?;
        }
        if backups.as_array().is_none_or(Vec::is_empty) {
            terminal.say("cli-backups-none", &Value::Null)?;
        }
    }
    Ok(Exit::Done)
}

/// `restore`
pub fn restore(terminal: &mut Terminal, book: &Path, file: &Path) -> Outcome {
    let args = json!({ "path": absolute(file)?, "book": absolute(book)? });
    let restored = terminal.with_secret(|terminal| terminal.call("backups_restore", args.clone()))?;
    if !terminal.answered(&restored)? {
        terminal.say("cli-restored-book", &restored)?;
        if let Some(aside) = restored["set_aside"].as_str() {
            terminal.say("cli-set-aside", &json!({ "path": aside }))?;
        }
    }
    Ok(Exit::Done)
}

/// `fetch`
pub fn fetch(terminal: &mut Terminal, book: &Path, file: &Path, customers: &[String]) -> Outcome {
    terminal.open(book, Access::Write)?;
    let ids: Vec<i64> = customers.iter().filter_map(|customer| customer.parse().ok()).collect();
    let names: Vec<&String> = customers.iter().filter(|customer| customer.parse::<i64>().is_err()).collect();
    let args = json!({ "path": absolute(file)?, "ids": ids, "names": names });
    let fetched = terminal.call("backups_fetch", args)?;
    if !terminal.answered(&fetched)? {
        let count = fetched["ids"].as_array().map_or(0, Vec::len);
        terminal.say("cli-fetched", &json!({ "count": count, "rows": fetched["rows"], "left": fetched["left"] }))?;
    }
    Ok(Exit::Done)
}

/// `salvage`: ends with 2 if something could not be read.
pub fn salvage(terminal: &mut Terminal, bad: &Path, new: &Path) -> Outcome {
    let args = json!({ "bad": absolute(bad)?, "new": absolute(new)? });
    let salvaged = terminal.with_secret(|terminal| terminal.call("book_salvage", args.clone()))?;
    let is_complete = salvaged["is_complete"] == true;
    if !terminal.answered(&salvaged)? {
        let saved = json!({ "people": salvaged["customers"], "visits": salvaged["visits"], "path": salvaged["path"] });
        terminal.say("cli-salvaged", &saved)?;
        for table in salvaged["tables"].as_array().into_iter().flatten() {
            for stretch in table["unreadable"].as_array().into_iter().flatten() {
                let args = json!({ "table": table["table"], "from": stretch[0], "to": stretch[1] });
                terminal.say("cli-salvage-unreadable", &args)?;
            }
        }
    }
    Ok(if is_complete { Exit::Done } else { Exit::DoneInPart })
}
