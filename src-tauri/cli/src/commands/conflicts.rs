//! Whose customer it is: somebody else's list, or the marks of their book.

use rounds_api::Access;
use serde_json::{Value, json};

use crate::args::{Conflicts, Marks};
use crate::failures::{Exit, Outcome};
use crate::rows::text;
use crate::terminal::Terminal;

/// `conflicts`
pub fn check(terminal: &mut Terminal, look: &Conflicts) -> Outcome {
    let path = look.file.display().to_string();
    let are_marks = terminal.call("marks_check", json!({ "path": path }))? == true;
    terminal.open(&look.book, Access::Read)?;
    let found = if are_marks {
        let secret = look.secret.as_deref().unwrap_or_default();
        terminal.job("marks_compare", json!({ "path": path, "secret": secret }))?
    } else {
        terminal.call("conflicts_check", json!({ "path": path }))?
    };
    if !terminal.answered(&found)? {
        for one in found["conflicts"].as_array().into_iter().flatten() {
            let line = [
                one["row"].as_u64().map_or_else(String::new, |row| row.to_string()),
                text(one, "listed").to_owned(),
                text(one, "customer").to_owned(),
                text(one, "owner").to_owned(),
                text(one, "last_visit_on").to_owned(),
            ];
            terminal.out.line(&line.join("\t"))?;
        }
        let count = |key: &str| found[key].as_array().map_or(0, Vec::len);
        terminal.say(
            "cli-conflicts",
            &json!({ "listed": found["listed"], "here": count("conflicts"), "doubtful": count("doubtful"), "free": found["free"] }),
        )?;
    }
    Ok(Exit::Done)
}

/// `marks`
pub fn marks(terminal: &mut Terminal, marks: &Marks) -> Outcome {
    let path = marks.file.display().to_string();
    let secret = match &marks.secret {
        Some(secret) => json!(secret),
        None => terminal.call("marks_secret", Value::Null)?,
    };
    // That something left the book is noted in it.
    terminal.open(&marks.book, Access::Write)?;
    let mut done = terminal.job("marks_write", json!({ "path": path, "secret": secret }))?;
    done["secret"] = secret.clone();
    if !terminal.answered(&done)? {
        terminal.say("cli-marks", &json!({ "count": done["customers"], "path": path, "secret": secret }))?;
        terminal.say("cli-marks-plain", &json!({}))?;
    }
    Ok(Exit::Done)
}
